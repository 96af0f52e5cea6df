#!/usr/bin/env python3
"""Train the network of words by themselves on half of dev: `heads.py WORK_FOLDER 0|1` (half left out, then judged).

Over the encoder's lowest states, which stay as they are, and the words' clues; it errs otherwise than the one trained
end to end (`tune.py`), with which its answers are averaged.
"""

from __future__ import annotations

import pickle
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from tune import ALL, ROLES, SIZES, TYPES, WIDTH, beside, loss, most, targets

from gowah.claim.learned.clues import size

EPOCHS, BATCH, RATE, IRRELEVANT = 9, 4, 2e-3, 0.6
UNSEEN = 0.2  # share of the clues hidden at each step


class Head(nn.Module):
    """Two convolutions over vectors and clues, the greatest over sentence and page, heads."""

    def __init__(self, clues: int) -> None:
        super().__init__()
        self.clues = nn.EmbeddingBag(clues, 64, mode="sum", padding_idx=0)
        nn.init.normal_(self.clues.weight, std=0.02)
        self.vector, self.drop = nn.Linear(WIDTH, 128), nn.Dropout(0.3)
        self.near, self.far = nn.Linear(192 * 3, 160), nn.Linear(160 * 3, 160)
        self.sentence, self.page = nn.Linear(160, 64), nn.Linear(160, 48)
        self.hidden, self.telling = nn.Linear(160 + 64 + 48, 160), nn.Linear(64 + 48, TYPES + 1)
        self.roles, self.traits = nn.Linear(160, ROLES * 3), nn.Linear(160, ALL)

    def forward(
        self, vectors: Tensor, clues: Tensor, places: Tensor, pages: Tensor, held: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Words' vectors and clues; each word's sentence and page; each sentence's page."""
        if self.training:
            clues = clues * (torch.rand(clues.shape) > UNSEEN)
        state = self.drop(torch.relu(torch.cat([self.vector(self.drop(vectors)), self.clues(clues)], 1)))
        state = self.drop(torch.relu(self.near(beside(state))))
        state = state + torch.relu(self.far(beside(state)))
        sentences = self.drop(most(torch.relu(self.sentence(state)), places, len(held)))
        whole = self.drop(most(torch.relu(self.page(state)), pages, int(held[-1]) + 1))
        hidden = self.drop(torch.relu(self.hidden(torch.cat([state, sentences[places], whole[pages]], 1))))
        return self.roles(hidden), self.traits(hidden), self.telling(torch.cat([sentences, whole[held]], 1))


def inputs(rows: list[dict[str, Any]]) -> tuple[Tensor, ...]:
    places, pages, held, first = [], [], [], 0
    for number, row in enumerate(rows):
        count = row["words"][-1].sentence + 1
        places += [first + word.sentence for word in row["words"]]
        pages += [number] * len(row["words"])
        held += [number] * count
        first += count
    vectors = torch.tensor(np.concatenate([row["vectors"] for row in rows]).astype(np.float32))
    clues = torch.tensor(np.concatenate([row["clues"] for row in rows]).astype(np.int64))
    return vectors, clues, torch.tensor(places), torch.tensor(pages), torch.tensor(held)


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
    shares = torch.cat([part.softmax(-1) for part in torch.split(traits, SIZES, 1)], 1)
    return roles.reshape(-1, ROLES, 3).softmax(-1).numpy(), shares.numpy(), told.sigmoid().numpy()


def vectors(row: dict[str, Any], base: dict[tuple[str, int], np.ndarray]) -> np.ndarray:
    """The state of each word's first piece."""
    return np.concatenate(
        [base[row["docid"], a][np.cumsum([1, *map(len, row["pieces"][a : b - 1])])] for a, b in row["windows"]]
    )


def main() -> None:
    work, left_out = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    vocabulary, rows = pickle.loads((work / "prepared.pkl").read_bytes())
    base = pickle.loads((work / "base.pkl").read_bytes())
    dev = [row for row in rows if row["dev"] and row["words"]]
    for row in dev:
        row["vectors"] = vectors(row, base)
    net = train([row for n, row in enumerate(dev) if n % 2 != left_out], size(len(vocabulary)))
    torch.save(net.state_dict(), work / f"head{left_out}.pt")
    judged = {row["docid"]: judge(net, row) for n, row in enumerate(dev) if n % 2 == left_out}
    (work / f"words{left_out}.pkl").write_bytes(pickle.dumps(judged))


if __name__ == "__main__":
    main()
