#!/usr/bin/env python3
"""Write the shipped weights: `export.py OUT MODEL_FOLDER WORK_FOLDER` (see card.md).

Matrices become eight-bit integers with one scale a row.
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from base import KEPT
from labels import TRAITS
from safetensors.numpy import load_file

FAINT = 0.08  # a clue whose weights stayed below this was seen once or never: left out
NETWORKS = ("net0.pt", "net1.pt", "head0.pt", "head1.pt")


class Store(dict[str, np.ndarray]):
    """Arrays to keep; a matrix in eight bits a number."""

    def put(self, name: str, array: np.ndarray) -> None:
        if array.ndim < 2:
            self[name] = array.astype(np.float32)
            return
        scale = np.abs(array).max(1) / 127
        self[name] = np.round(array / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
        self[f"{name}.scale"] = scale.astype(np.float32)


def layer(state: dict[str, np.ndarray], index: int) -> dict[str, np.ndarray]:
    """The matrices and vectors of one layer, under the names of `encoder.py`."""
    base = f"encoder.layer.{index}."
    attention = [f"attention.self.{part}" for part in ("query", "key", "value")]
    found = {
        f"qkv.{kind[0]}": np.concatenate([state[f"{base}{part}.{kind}"] for part in attention])
        for kind in ("weight", "bias")
    }
    names = {
        "attention.output.dense": "out", "attention.output.LayerNorm": "norm1", "intermediate.dense": "up",
        "output.dense": "down", "output.LayerNorm": "norm2",
    }  # fmt: skip
    for source, name in names.items():
        for kind in ("weight", "bias"):
            found[f"{name}.{kind[0]}"] = state[f"{base}{source}.{kind}"]
    return found


def encoder(out: Path, model: Path) -> None:
    """The vocabulary's vectors and the lowest layers, as they were published."""
    state, kept = load_file(model / "model.safetensors"), Store()
    kept.put("words", state["embeddings.word_embeddings.weight"])
    places = state["embeddings.position_embeddings.weight"][:256] + state["embeddings.token_type_embeddings.weight"][0]
    kept["places"] = places.astype(np.float16)
    kept["embed.norm.w"], kept["embed.norm.b"] = (state[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias"))
    for index in range(KEPT):
        for name, array in layer(state, index).items():
            kept.put(f"{index}.{name}", array)
    np.savez_compressed(out / "encoder.npz", **kept)
    words = (model / "vocab.txt").read_text(encoding="utf-8").split("\n")[: len(kept["words"])]
    about = {"layers": KEPT, "vocabulary": words}
    (out / "encoder.json").write_text(json.dumps(about, ensure_ascii=False) + "\n", encoding="utf-8")


def reader(out: Path, work: Path) -> None:
    """The networks, each under its number."""
    kept = Store()
    for member, name in enumerate(NETWORKS):
        for source, value in torch.load(work / name, map_location="cpu").items():
            part, kind = source.removeprefix("layers.").rsplit(".", 1)
            if part == "clues":
                value[value.abs().amax(1) < FAINT] = 0
            kept.put(f"{member}.{part}.{kind[0]}", value.numpy())
    np.savez_compressed(out / "reader.npz", **kept)
    vocabulary = pickle.loads((work / "prepared.pkl").read_bytes())[0]
    about = {"traits": {name: len(values) for name, values in TRAITS.items()}, "vocabulary": vocabulary}
    (out / "reader.json").write_text(json.dumps(about, ensure_ascii=False) + "\n", encoding="utf-8")


def decisions(out: Path, trained: Path) -> None:
    stored = {}
    for name, model in sorted(pickle.loads(trained.read_bytes()).items()):
        weights = {
            f: [round(w, 3) for w in row] for f, row in sorted(model.weights.items()) if max(map(abs, row)) >= 0.03
        }
        stored[name] = {"outcomes": model.outcomes, "biases": [round(b, 4) for b in model.biases], "weights": weights}
    (out / "decisions.json").write_text(
        json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def main() -> None:
    out, model, work = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    encoder(out, model)
    reader(out, work)
    decisions(out, work / "decisions.pkl")
    print(f"{sum(path.stat().st_size for path in out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
