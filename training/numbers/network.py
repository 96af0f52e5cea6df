"""The network: a small transformer, tags for its words, and for each number what it counts and what it points at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from passages import CERTAINTY, KINDS, POINTERS, PROPERTY, ROLE, Passage
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER = 384, 12, 1536
TAGS = 1 + 2 * len(KINDS)
POINT = 96  # length of the vectors whose product says what a number points at
CLASSES = (len(PROPERTY), len(CERTAINTY), len(ROLE))


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, state: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = state.shape
        q, k, v = self.qkv(state).view(b, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        state = self.norm1(state + self.drop(self.out(seen.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(state + self.drop(self.down(functional.gelu(self.up(state)))))


class Network(nn.Module):
    def __init__(self, base: Path, layers: int) -> None:
        super().__init__()
        weights = {name: torch.tensor(value) for name, value in np.load(base / "base.npz").items()}
        self.words = nn.Embedding.from_pretrained(weights["emb.word"], freeze=True)
        places = weights["emb.pos"].view(-1, WIDTH) + weights["emb.type"].view(-1, WIDTH)[0]
        self.places = nn.Parameter(places[:256].clone())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict({"weight": weights["emb.ln.w"], "bias": weights["emb.ln.b"]})
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        for number, layer in enumerate(self.layers):
            given = {key: weights[f"l{number}.{key}"] for key in KEYS}
            layer.load_state_dict(
                {
                    "qkv.weight": torch.cat([given["q.w"], given["k.w"], given["v.w"]]),
                    "qkv.bias": torch.cat([given["q.b"], given["k.b"], given["v.b"]]),
                    "out.weight": given["ao.w"],
                    "out.bias": given["ao.b"],
                    "up.weight": given["fi.w"],
                    "up.bias": given["fi.b"],
                    "down.weight": given["fo.w"],
                    "down.bias": given["fo.b"],
                    "norm1.weight": given["aln.w"],
                    "norm1.bias": given["aln.b"],
                    "norm2.weight": given["oln.w"],
                    "norm2.bias": given["oln.b"],
                }
            )
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, TAGS)
        self.asked = nn.Linear(2 * WIDTH, WIDTH)
        self.classes = nn.Linear(WIDTH, sum(CLASSES))
        self.query = nn.Linear(WIDTH, 2 * len(POINTERS) * POINT)
        self.key = nn.Linear(WIDTH, 2 * len(POINTERS) * POINT)

    def forward(self, ids: Tensor, spans: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids: pieces by passage, -1 for none; spans: passage, first, last piece of each number.

        Gives each piece's tags, each number's classes, and of each number to each piece its pull by pointer and end.
        """
        there = ids >= 0
        mask = torch.zeros(ids.shape, dtype=torch.float32).masked_fill(~there, -1e4)[:, None, None, :]
        state = self.drop(self.norm(self.words(ids.clamp(min=0)) + self.places[: ids.shape[1]]))
        for layer in self.layers:
            state = layer(state, mask.to(state.dtype))
        state = self.drop(state)
        of, first, last = spans.unbind(1)
        asked = self.drop(functional.gelu(self.asked(torch.cat([state[of, first], state[of, last]], 1))))
        query = self.query(asked).view(spans.shape[0], 2 * len(POINTERS), POINT)
        key = self.key(state).view(*ids.shape, 2 * len(POINTERS), POINT)[of]
        pull = torch.einsum("nhd,nthd->nht", query, key).float() / POINT**0.5
        return self.tags(state).float(), self.classes(asked).float(), pull + mask[of][:, 0]


KEYS = tuple(f"{name}.{kind}" for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln") for kind in "wb")


def batched(passages: Sequence[Passage]) -> tuple[Tensor, Tensor]:
    longest = max(len(one.pieces) for one in passages)
    ids = torch.full((len(passages), longest), -1)
    for row, one in enumerate(passages):
        ids[row, : len(one.pieces)] = torch.tensor(one.pieces)
    spans = [(row, *number.span) for row, one in enumerate(passages) for number in one.numbers]
    return ids, torch.tensor(spans).view(-1, 3)
