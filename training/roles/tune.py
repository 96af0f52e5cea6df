#!/usr/bin/env python3
"""Train the reader end to end on half of dev: `tune.py WORK_FOLDER MODEL_FOLDER 0|1` (half left out, then judged)."""

from __future__ import annotations

import pickle
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from base import KEPT
from labels import TRAITS
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from gowah.claim.learned.clues import FLAGS

EPOCHS, BATCH, RATE, FINE, FADE, IRRELEVANT = 8, 4, 1e-3, 1.2e-4, 0.85, 0.5
LAYERS, WIDTH, HEADS = 6, 384, 12
ROLES, TYPES = 6, len(TRAITS["type"])
ALL = sum(map(len, TRAITS.values()))
SIZES = [len(values) for values in TRAITS.values()]


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, state: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = state.shape
        query, key, value = self.qkv(state).view(rows, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        state = self.norm1(state + self.drop(self.out(seen.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.norm2(state + self.drop(self.down(functional.gelu(self.up(state)))))


class Net(nn.Module):
    """The upper layers; two convolutions over their states, the greatest over sentence and page, heads."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - KEPT))
        self.vector, self.drop = nn.Linear(WIDTH, 160), nn.Dropout(0.2)
        self.flags = nn.Linear(len(FLAGS), 32, bias=False)
        self.near, self.far = nn.Linear(192 * 3, 192), nn.Linear(192 * 3, 192)
        self.sentence, self.page = nn.Linear(192, 64), nn.Linear(192, 64)
        self.hidden, self.telling = nn.Linear(192 + 128, 192), nn.Linear(128, TYPES + 1)
        self.roles, self.traits = nn.Linear(192, ROLES * 3), nn.Linear(192, ALL)

    def forward(self, states: Tensor, mask: Tensor, firsts: Tensor, flags: Tensor, places: Tensor, pages: Tensor,
                held: Tensor) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """Windows' states; each word's first piece, flags, sentence and page; each sentence's page."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers:
                states = layer(states, mask)
        vectors = states.float().reshape(-1, WIDTH)[firsts]
        state = self.drop(torch.relu(torch.cat([self.vector(self.drop(vectors)), self.flags(flags)], 1)))
        state = self.drop(torch.relu(self.near(beside(state))))
        state = state + torch.relu(self.far(beside(state)))
        sentences = self.drop(most(torch.relu(self.sentence(state)), places, len(held)))
        whole = self.drop(most(torch.relu(self.page(state)), pages, int(held[-1]) + 1))
        hidden = self.drop(torch.relu(self.hidden(torch.cat([state, sentences[places], whole[pages]], 1))))
        return self.roles(hidden), self.traits(hidden), self.telling(torch.cat([sentences, whole[held]], 1))

    def start(self, model: Path) -> None:
        """Take the layers as they were published."""
        state = load_file(model / "model.safetensors")
        for layer, index in zip(self.layers, range(KEPT, LAYERS), strict=True):
            base = f"encoder.layer.{index}."
            names = {
                "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                "down": "output.dense", "norm2": "output.LayerNorm",
            }  # fmt: skip
            with torch.no_grad():
                for kind in ("weight", "bias"):
                    for name, source in names.items():
                        getattr(getattr(layer, name), kind).copy_(state[f"{base}{source}.{kind}"])
                    parts = [state[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))


def beside(state: Tensor) -> Tensor:
    none = torch.zeros_like(state[:1])
    return torch.cat([torch.cat([none, state[:-1]]), state, torch.cat([state[1:], none])], 1)


def most(state: Tensor, places: Tensor, count: int) -> Tensor:
    none = torch.zeros(count, state.shape[1])
    return none.scatter_reduce(0, places[:, None].expand_as(state), state, "amax", include_self=True)


def targets(row: dict[str, Any]) -> dict[str, np.ndarray]:
    """Role states (-100: left out), shares of the traits, and what each sentence tells of."""
    words = row["words"]
    roles = np.zeros((len(words), ROLES), np.int64)
    traits = {name: np.zeros((len(words), len(values)), np.float32) for name, values in TRAITS.items()}
    told = np.zeros((words[-1].sentence + 1, TYPES + 1), np.float32)
    for span in sorted(row["gold"], key=lambda one: one["end"] - one["start"]):
        part = slice(span["start"], span["end"])
        if span["sure"]:
            roles[part, span["role"]] = 2
            roles[span["start"], span["role"]] = 1
            told[words[span["start"]].sentence, -1] = 1
            if span["type"] in TRAITS["type"]:
                told[words[span["start"]].sentence, TRAITS["type"].index(span["type"])] = 1
        if span["type"] in TRAITS["type"]:
            traits["type"][part, TRAITS["type"].index(span["type"])] = 1
        for trait, values in span["traits"].items():
            for value in values:
                if value in TRAITS[trait]:
                    traits[trait][part, TRAITS[trait].index(value)] += 1
    for span in row["gold"]:
        if not span["sure"]:
            column = roles[span["start"] : span["end"], span["role"]]
            column[column == 0] = -100
    shares = [array / np.maximum(array.sum(1, keepdims=True), 1) for array in traits.values()]
    return {"roles": roles, "traits": np.concatenate(shares, 1), "told": told}


def inputs(rows: list[dict[str, Any]], base: dict[tuple[str, int], np.ndarray]) -> tuple[Tensor, ...]:
    """What `Net.forward` takes."""
    windows = [(row, a, b) for row in rows for a, b in row["windows"]]
    longest = max(len(base[row["docid"], a]) for row, a, _ in windows)
    states = np.zeros((len(windows), longest, WIDTH), np.float32)
    mask, firsts = np.full((len(windows), 1, 1, longest), -1e4, np.float32), []
    for number, (row, a, b) in enumerate(windows):
        told = base[row["docid"], a]
        states[number, : len(told)] = told
        mask[number, :, :, : len(told)] = 0
        firsts.append(number * longest + np.cumsum([1, *map(len, row["pieces"][a : b - 1])]))
    places, pages, held, first = [], [], [], 0
    for number, row in enumerate(rows):
        count = row["words"][-1].sentence + 1
        places += [first + word.sentence for word in row["words"]]
        pages += [number] * len(row["words"])
        held += [number] * count
        first += count
    flags = np.concatenate([row["clues"][:, -len(FLAGS) :] > 0 for row in rows]).astype(np.float32)
    return (
        torch.from_numpy(states), torch.from_numpy(mask), torch.from_numpy(np.concatenate(firsts)),
        torch.from_numpy(flags), torch.tensor(places), torch.tensor(pages), torch.tensor(held),
    )  # fmt: skip


def loss(out: tuple[Tensor, Tensor, Tensor], goals: list[dict[str, np.ndarray]]) -> Tensor:
    roles, traits, told = (
        torch.from_numpy(np.concatenate([goal[k] for goal in goals])) for k in ("roles", "traits", "told")
    )
    weights = torch.tensor([1.0, 2.0, 2.0])
    total = 10 * functional.cross_entropy(out[0].reshape(-1, 3), roles.reshape(-1), weights, ignore_index=-100)
    for goal, said in zip(torch.split(traits, SIZES, 1), torch.split(out[1], SIZES, 1), strict=True):
        meant = goal.sum(1) > 0
        if meant.any():
            total = total - 0.15 * (goal[meant] * functional.log_softmax(said[meant], 1)).sum(1).mean()
    return total + 2 * functional.binary_cross_entropy_with_logits(out[2], told)


def tuner(net: Net) -> torch.optim.Optimizer:
    """The heads learn fast, the encoder's layers slowly, the lower the slower."""
    groups = [
        {"params": list(layer.parameters()), "top": FINE * FADE ** (len(net.layers) - 1 - n)}
        for n, layer in enumerate(net.layers)
    ]
    heads = [value for name, value in net.named_parameters() if not name.startswith("layers.")]
    return torch.optim.AdamW([*groups, {"params": heads, "top": RATE}], lr=0.0, weight_decay=0.02)


def train(rows: list[dict[str, Any]], base: dict[tuple[str, int], np.ndarray], model: Path, kept: Path) -> Net:
    random.seed(1)
    torch.manual_seed(1)
    net = Net()
    net.start(model)
    goals = [targets(row) for row in rows]
    told = [n for n, row in enumerate(rows) if row["gold"]]
    other = [n for n, row in enumerate(rows) if not row["gold"]]
    step, total = 0, EPOCHS * ((len(told) + int(len(other) * IRRELEVANT)) // BATCH)
    tune, began = tuner(net), time.time()
    for _ in range(EPOCHS):
        some, whole = told + random.sample(other, int(len(other) * IRRELEVANT)), 0.0
        random.shuffle(some)
        for at in range(0, len(some) - BATCH + 1, BATCH):
            batch = some[at : at + BATCH]
            for group in tune.param_groups:
                group["lr"] = group["top"] * min((step + 1) / (0.08 * total), (total - step) / (0.92 * total))
            lost = loss(net(*inputs([rows[n] for n in batch], base)), [goals[n] for n in batch])
            tune.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            tune.step()
            step, whole = step + 1, whole + lost.item()
            if step % 50 == 0:
                print(step, total, round(whole * BATCH / (at + BATCH), 4), f"{time.time() - began:.0f} s", flush=True)
        torch.save(net.state_dict(), kept)
    return net


def judge(net: Net, row: dict[str, Any], base: dict[tuple[str, int], np.ndarray]) -> tuple[np.ndarray, ...]:
    """(roles, traits, sentences) of one report."""
    with torch.no_grad():
        roles, traits, told = net.eval()(*inputs([row], base))
    shares = torch.cat([part.softmax(-1) for part in torch.split(traits, SIZES, 1)], 1)
    return roles.reshape(-1, ROLES, 3).softmax(-1).numpy(), shares.numpy(), told.sigmoid().numpy()


def main() -> None:
    work, model, left_out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    torch.set_num_threads(1)
    _, rows = pickle.loads((work / "prepared.pkl").read_bytes())
    base = pickle.loads((work / "base.pkl").read_bytes())
    dev = [row for row in rows if row["dev"] and row["words"]]
    net = train([row for n, row in enumerate(dev) if str(n % 2) != left_out], base, model, work / f"net{left_out}.pt")
    judged = {row["docid"]: judge(net, row, base) for n, row in enumerate(dev) if str(n % 2) == left_out}
    (work / f"judged{left_out}.pkl").write_bytes(pickle.dumps(judged))


if __name__ == "__main__":
    main()
