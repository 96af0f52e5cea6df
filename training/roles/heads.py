#!/usr/bin/env python3
"""Train the reader's network on one half of dev and judge the other: `heads.py WORK_FOLDER 0|1` (half left out)."""

from __future__ import annotations

import pickle
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from labels import TRAITS
from torch import Tensor, nn
from torch.nn import functional

from gowah.claim.learned.clues import size

EPOCHS, BATCH, RATE, IRRELEVANT = 9, 4, 2e-3, 0.6
ROLES, TYPES = 6, len(TRAITS["type"])
ALL = sum(map(len, TRAITS.values()))


class Head(nn.Module):
    """Two convolutions over vectors and clues, the greatest over sentence and page, heads."""

    def __init__(self, clues: int) -> None:
        super().__init__()
        self.emb = nn.EmbeddingBag(clues, 64, mode="sum", padding_idx=0)
        nn.init.normal_(self.emb.weight, std=0.02)
        self.enc, self.drop = nn.Linear(768, 128), nn.Dropout(0.3)
        self.c1, self.c2 = nn.Linear(192 * 3, 160), nn.Linear(160 * 3, 160)
        self.sp, self.dp = nn.Linear(160, 64), nn.Linear(160, 48)
        self.h, self.sent = nn.Linear(160 + 64 + 48, 160), nn.Linear(64 + 48, TYPES + 1)
        self.role, self.attr = nn.Linear(160, ROLES * 3), nn.Linear(160, ALL)

    def forward(
        self, vectors: Tensor, clues: Tensor, sentence: Tensor, page: Tensor, held: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Words' vectors and clues; each word's sentence and page; each sentence's page."""
        state = self.drop(torch.relu(torch.cat([self.enc(self.drop(vectors)), self.emb(clues)], 1)))
        state = self.drop(torch.relu(self.c1(beside(state))))
        state = state + torch.relu(self.c2(beside(state)))
        sentences = self.drop(most(torch.relu(self.sp(state)), sentence, len(held)))
        pages = self.drop(most(torch.relu(self.dp(state)), page, int(held[-1]) + 1))
        hidden = self.drop(torch.relu(self.h(torch.cat([state, sentences[sentence], pages[page]], 1))))
        return self.role(hidden), self.attr(hidden), self.sent(torch.cat([sentences, pages[held]], 1))


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


def inputs(rows: list[dict[str, Any]]) -> tuple[Tensor, ...]:
    sentence, page, held, first = [], [], [], 0
    for number, row in enumerate(rows):
        count = row["words"][-1].sentence + 1
        sentence += [first + word.sentence for word in row["words"]]
        page += [number] * len(row["words"])
        held += [number] * count
        first += count
    vectors = torch.tensor(np.concatenate([row["vectors"] for row in rows]).astype(np.float32))
    clues = torch.tensor(np.concatenate([row["clues"] for row in rows]).astype(np.int64))
    return vectors, clues, torch.tensor(sentence), torch.tensor(page), torch.tensor(held)


def loss(out: tuple[Tensor, Tensor, Tensor], goals: list[dict[str, np.ndarray]]) -> Tensor:
    roles, traits, told = (
        torch.tensor(np.concatenate([goal[k] for goal in goals])) for k in ("roles", "traits", "told")
    )
    weights = torch.tensor([1.0, 2.0, 2.0])
    total = 10 * functional.cross_entropy(out[0].reshape(-1, 3), roles.reshape(-1), weights, ignore_index=-100)
    at = 0
    for values in TRAITS.values():
        goal, said = traits[:, at : at + len(values)], out[1][:, at : at + len(values)]
        meant = goal.sum(1) > 0
        if meant.any():
            total = total - 0.15 * (goal[meant] * functional.log_softmax(said[meant], 1)).sum(1).mean()
        at += len(values)
    return total + 2 * functional.binary_cross_entropy_with_logits(out[2], told)


def train(rows: list[dict[str, Any]], clues: int) -> Head:
    random.seed(1)
    torch.manual_seed(1)
    net = Head(clues)
    goals = [targets(row) for row in rows]
    told = [n for n, row in enumerate(rows) if row["gold"]]
    other = [n for n, row in enumerate(rows) if not row["gold"]]
    step, total = 0, EPOCHS * (len(told) + int(len(other) * IRRELEVANT)) // BATCH
    tune = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    for epoch in range(EPOCHS):
        some, whole = told + random.sample(other, int(len(other) * IRRELEVANT)), 0.0
        random.shuffle(some)
        for at in range(0, len(some) - BATCH + 1, BATCH):
            batch = some[at : at + BATCH]
            for group in tune.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 100) * max(0.02, 1 - step / total)
            lost = loss(net(*inputs([rows[n] for n in batch])), [goals[n] for n in batch])
            tune.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            tune.step()
            step, whole = step + 1, whole + lost.item()
        print(epoch, round(whole * BATCH / len(some), 4), flush=True)
    return net


def judge(net: Head, row: dict[str, Any]) -> tuple[np.ndarray, ...]:
    """(roles, traits, sentences) of one report."""
    with torch.no_grad():
        roles, traits, told = net.eval()(*inputs([row]))
    parts = torch.split(traits, [len(values) for values in TRAITS.values()], 1)
    shares = torch.cat([part.softmax(-1) for part in parts], 1)
    return roles.reshape(-1, ROLES, 3).softmax(-1).numpy(), shares.numpy(), told.sigmoid().numpy()


def main() -> None:
    work, left_out = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    vocabulary, rows = pickle.loads((work / "prepared.pkl").read_bytes())
    vectors, at = np.load(work / "vectors.npy", mmap_mode="r"), 0
    for row in rows:
        row["vectors"] = vectors[at : at + len(row["words"])]
        at += len(row["words"])
    dev = [row for row in rows if row["dev"] and row["words"]]
    net = train([row for n, row in enumerate(dev) if n % 2 != left_out], size(len(vocabulary)))
    torch.save(net.state_dict(), work / f"head{left_out}.pt")
    judged = {row["docid"]: judge(net, row) for n, row in enumerate(dev) if n % 2 == left_out}
    (work / f"judged{left_out}.pkl").write_bytes(pickle.dumps(judged))


if __name__ == "__main__":
    main()
