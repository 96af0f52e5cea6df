#!/usr/bin/env python3
"""Train the reader of numbers: `train.py WORK_FOLDER [--leave FILE] [--layers N] [--epochs N] [--threads N]`.

WORK_FOLDER holds what `base.py` made. With `--leave english-c` that hand's passages are not learned from but judged.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from network import CLASSES, Network, batched
from passages import POINTERS, PROPERTY, Passage, blocks_of, mixed, passage, stock_of, varied
from pieces import Cutter
from torch import Tensor
from torch.nn import functional

HERE = Path(__file__).resolve().parents[1] / "passages"
BATCH, RATE, HEAD_RATE, MIXED = 6, 2e-4, 1e-3, 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--leave", default="")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", default="network.pt")
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    net = Network(args.work, args.layers)
    pieces = (args.work / "pieces.txt").read_text(encoding="utf-8").split("\n")
    cutter = Cutter(pieces, np.load(args.work / "base.npz")["scores"])
    files = {path.stem: blocks_of(path) for path in sorted(HERE.glob("*.txt"))}
    judged = {name: files.pop(name) for name in args.leave.split(",") if name}
    for name, blocks in files.items():  # of the hands that are learned from, one passage in so many is judged too
        judged[name] = blocks[:: args.every]
        files[name] = [block for number, block in enumerate(blocks) if number % args.every]
    learn(
        net,
        files,
        {name: [passage(b, cutter) for b in blocks] for name, blocks in judged.items()},
        args,
        chance,
        cutter,
    )
    torch.save(net.state_dict(), args.work / args.out)


def learn(
    net: Network, files: dict[str, list[str]], judged: dict[str, list[Passage]], args: argparse.Namespace,
    chance: random.Random, cutter: Cutter,
) -> None:  # fmt: skip
    stocks = {name: stock_of(blocks) for name, blocks in files.items()}
    heads = [p for name, p in net.named_parameters() if p.requires_grad and not name.startswith("layers.")]
    body = [p for name, p in net.named_parameters() if name.startswith("layers.")]
    groups = [{"params": heads, "lr": HEAD_RATE, "top": HEAD_RATE}, {"params": body, "lr": RATE, "top": RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = args.epochs * math.ceil(sum(map(len, files.values())) / (1 + MIXED / 2) / BATCH)
    step, began = 0, time.monotonic()
    for epoch in range(args.epochs):
        net.train()
        share = [
            one
            for name, blocks in files.items()
            for one in mixed([passage(varied(b, stocks[name], chance), cutter) for b in blocks], MIXED, chance)
        ]
        share.sort(key=lambda one: len(one.pieces) + chance.random() * 25)
        batches = [share[at : at + BATCH] for at in range(0, len(share), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for number, batch in enumerate(batches):
            step += 1
            part = min(1.0, step / 60) * max(0.02, 1 - step / (steps * 1.05))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * part
            with torch.autocast("cpu", dtype=torch.bfloat16):
                ids, spans = batched(batch)
                given = net(ids, spans)
            loss = lost(given, batch, ids)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
            if number % 50 == 49:
                pace = f"loss {total / (number + 1):.3f} {time.monotonic() - began:.0f} s"
                print(f"{epoch + 1}: {number + 1}/{len(batches)} {pace}", flush=True)
        for name, passages in judged.items():
            print(f"  {epoch + 1} {name}: {judge(net, passages)}", flush=True)


def lost(given: tuple[Tensor, Tensor, Tensor], batch: list[Passage], ids: Tensor) -> Tensor:
    tags, classes, pull = given
    told = torch.full(ids.shape, -100)
    for row, one in enumerate(batch):
        told[row, : len(one.tags)] = torch.tensor(one.tags)
    loss = functional.cross_entropy(tags.view(-1, tags.shape[-1]), told.view(-1))
    numbers = [number for one in batch for number in one.numbers]
    if not numbers:
        return loss
    answers = [[n.property for n in numbers], [n.certainty for n in numbers], [n.role for n in numbers]]
    for part, answer in zip(classes.split(CLASSES, 1), answers, strict=True):
        loss = loss + functional.cross_entropy(part, torch.tensor(answer))
    real = torch.tensor([n.property != 0 for n in numbers])
    for index, pointer in enumerate(POINTERS):
        ends = torch.tensor([n.points[pointer] for n in numbers])
        for side in (0, 1):
            each = functional.cross_entropy(pull[:, 2 * index + side], ends[:, side], reduction="none")
            loss = loss + 0.4 * (each * torch.where(real, 1.0, 0.3)).mean()
    return loss


@torch.no_grad()
def judge(net: Network, passages: list[Passage]) -> str:
    """Shares right: each class over all numbers, each pointer (its beginning) over the numbers that count harm."""
    net.eval()
    right = dict.fromkeys(("property", "certainty", "role", *POINTERS, "all", "tags"), 0)
    count = harm = pieces = 0
    for at in range(0, len(passages), 16):
        batch = passages[at : at + 16]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, classes, pull = net(*batched(batch))
        numbers = [number for one in batch for number in one.numbers]
        for row, one in enumerate(batch):
            pieces += len(one.tags)
            right["tags"] += int((tags[row, : len(one.tags)].argmax(-1) == torch.tensor(one.tags)).sum())
        for row, number in enumerate(numbers):
            count += 1
            parts = [int(part.argmax()) for part in classes[row].split(CLASSES)]
            told = dict(zip(("property", "certainty", "role"), parts, strict=True))
            for key, value in told.items():
                right[key] += value == getattr(number, key)
            if PROPERTY[number.property] == "other":
                continue
            harm += 1
            good = all(value == getattr(number, key) for key, value in told.items())
            for index, pointer in enumerate(POINTERS):
                same = int(pull[row, 2 * index].argmax()) == number.points[pointer][0]
                right[pointer] += same
                good = good and same
            right["all"] += good
    shares = {
        key: right[key] / (pieces if key == "tags" else count if key in ("property", "certainty", "role") else harm)
        for key in right
    }
    return f"{count} numbers, {harm} of harm; " + " ".join(f"{key} {value:.3f}" for key, value in shares.items())


if __name__ == "__main__":
    main()
