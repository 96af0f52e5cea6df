#!/usr/bin/env python3
"""The states of every piece after the encoder's lowest layers, not trained: `base.py MODEL_FOLDER WORK_FOLDER`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel

KEPT = 2  # layers that are not trained, and so shared by all networks
START, STOP, AT_ONCE = 101, 102, 8


def main() -> None:
    model, work = map(Path, sys.argv[1:])
    torch.set_num_threads(1)
    _, rows = pickle.loads((work / "prepared.pkl").read_bytes())
    net = AutoModel.from_pretrained(model).eval()
    net.encoder.layer = net.encoder.layer[:KEPT]
    found: dict[tuple[str, int], np.ndarray] = {}
    windows = sorted(
        ((row["docid"], a, row["pieces"][a:b]) for row in rows if row["dev"] for a, b in row["windows"]),
        key=lambda one: sum(map(len, one[2])),
    )
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(windows), AT_ONCE):
            batch = windows[at : at + AT_ONCE]
            cut = [[START, *(piece for word in pieces for piece in word), STOP] for _, _, pieces in batch]
            longest = max(map(len, cut))
            ids = torch.tensor([pieces + [0] * (longest - len(pieces)) for pieces in cut])
            states = net(ids, attention_mask=(ids > 0).long()).last_hidden_state.float().numpy()
            for (docid, first, _), pieces, told in zip(batch, cut, states, strict=True):
                found[docid, first] = told[: len(pieces)].astype(np.float16)
    (work / "base.pkl").write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
