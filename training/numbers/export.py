#!/usr/bin/env python3
"""Write the trained network in the form that is read at run time: `export.py WORK NETWORK.pt TARGET TEXT…`.

The matrices become eight-bit integers; the tags, which only helped to learn, are left out, and so are the Latin word
pieces that are rare in TEXT and not in the passages, and those with letters that neither Dari nor Pashto writes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from passages import CERTAINTY, POINTERS, PROPERTY, ROLE, SPAN
from pieces import Cutter
from torch import Tensor, nn

PASSAGES = Path(__file__).resolve().parents[1] / "passages"
AXES = {
    "ids": {1: "pieces"},
    "spans": {0: "numbers"},
    "classes": {0: "numbers"},
    "pulls": {0: "numbers", 2: "pieces"},
}
RARE = 5  # times
FOREIGN = frozenset("ٹڈڑےںھہۃۓڻٺٻڀٿڄڃڍڎۆێەۇۈۋڵڕ")


class Asked(nn.Module):
    """One passage at a time."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
        _, classes, pulls = self.net(ids, spans)
        return classes, pulls


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    args = parser.parse_args()
    state = torch.load(args.network)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    net = Network(args.work, layers)
    net.load_state_dict(state)
    pieces = (args.work / "pieces.txt").read_text(encoding="utf-8").split("\n")
    scores = np.load(args.work / "base.npz")["scores"]
    kept = needed(pieces, Cutter(pieces, scores), args.texts)
    net.words = nn.Embedding.from_pretrained(net.words.weight[kept])
    args.target.mkdir(parents=True, exist_ok=True)
    ids, spans = torch.arange(12)[None], torch.tensor([[0, 2, 3], [0, 5, 5]])
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Asked(net).eval(), (ids, spans), whole, input_names=["ids", "spans"], output_names=["classes", "pulls"],
            dynamic_axes=AXES,
            dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, args.target / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    about = {
        "pieces": [pieces[number] for number in kept],
        "scores": [round(float(scores[number]), 3) for number in kept],
        "choices": {"property": PROPERTY, "certainty": CERTAINTY, "role": ROLE},
        "pointers": POINTERS,
    }
    (args.target / "network.json").write_text(json.dumps(about, ensure_ascii=False) + "\n", encoding="utf-8")
    for file in sorted(args.target.iterdir()):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


def needed(pieces: Sequence[str], cutter: Cutter, texts: Sequence[Path]) -> list[int]:
    """Numbers of the pieces that are kept."""
    often, own = Counter(), Counter()
    for path in texts:
        for word, times in Counter(path.read_text(encoding="utf-8").split()).items():
            often.update(dict.fromkeys((piece.number for piece in cutter.cut(word)), times))
    for path in PASSAGES.glob("*.txt"):
        own.update(piece.number for piece in cutter.cut(SPAN.sub(r"\2", path.read_text(encoding="utf-8"))))
    return [n for n, piece in enumerate(pieces) if n < 4 or own[n] or often[n] >= RARE or persian(piece.lstrip("▁"))]


def persian(piece: str) -> bool:
    return len(piece) == 1 or (all("\u0600" <= letter <= "\u06ff" for letter in piece) and not FOREIGN & set(piece))


if __name__ == "__main__":
    main()
