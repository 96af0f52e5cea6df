#!/usr/bin/env python3
"""The frozen encoder's states for every word: `vectors.py MODEL_FOLDER WORK_FOLDER`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel

TAKEN = (3, 5)
START, STOP, AT_ONCE = 101, 102, 8


def main() -> None:
    model, work = map(Path, sys.argv[1:])
    _, rows = pickle.loads((work / "prepared.pkl").read_bytes())
    net = AutoModel.from_pretrained(model).eval()
    net.encoder.layer = net.encoder.layer[: TAKEN[-1]]
    found = [np.zeros((len(row["words"]), 384 * len(TAKEN)), np.float16) for row in rows]
    windows = sorted(
        ((number, a, b) for number, row in enumerate(rows) for a, b in row["windows"]),
        key=lambda one: sum(map(len, rows[one[0]]["pieces"][one[1] : one[2]])),
    )
    with torch.no_grad():
        for at in range(0, len(windows), AT_ONCE):
            batch = windows[at : at + AT_ONCE]
            cut = [[[START], *rows[number]["pieces"][a:b], [STOP]] for number, a, b in batch]
            longest = max(sum(map(len, pieces)) for pieces in cut)
            ids = torch.zeros(len(cut), longest, dtype=torch.long)
            for index, pieces in enumerate(cut):
                flat = [piece for word in pieces for piece in word]
                ids[index, : len(flat)] = torch.tensor(flat)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = net(ids, attention_mask=(ids > 0).long(), output_hidden_states=True).hidden_states
            told = torch.cat([states[layer] for layer in TAKEN], -1).float().numpy()
            for index, (number, a, b) in enumerate(batch):
                firsts = np.cumsum([0, *map(len, cut[index])])[1:-2]
                found[number][a:b] = told[index][firsts]
    np.save(work / "vectors.npy", np.concatenate(found))


if __name__ == "__main__":
    main()
