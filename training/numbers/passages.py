"""The annotated passages as word pieces with their answers."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pieces import Cutter

SPAN = re.compile(r"\[([nsdp]\d+):([^\[\]]+)\]")
PROPERTY = ("other", "killed", "injured", "hurt", "abducted", "attacks", "strength")
CERTAINTY = ("stated", "hedged", "denied", "hypothetical")
ROLE = ("main", "past", "sum", "old", "wrong", "attacker", "part", "foiled", "none")
POINTERS = ("speaker", "source", "day", "place")
"""What a number points at: who speaks, whom that one cites or is cited by (the outer of a chain), when, where."""
KINDS = "nsdp"
VARIED = 0.4  # share of the spans that get other words in an epoch
MOST = 220  # pieces of one passage


@dataclass(slots=True)
class Number:
    """One number and its answers: first and last piece of itself and of what it points at (0, 0 for nothing)."""

    span: tuple[int, int]
    property: int
    certainty: int
    role: int
    points: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Passage:
    """The pieces; for each its tag (0 none, else 1 + 2 * kind, + 1 where it goes on); the numbers."""

    pieces: list[int]
    tags: list[int]
    numbers: list[Number] = field(default_factory=list)
    text: str = ""
    starts: list[tuple[int, int]] = field(default_factory=list)


def blocks_of(path: Path) -> list[str]:
    return re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())


def read(path: Path, cutter: Cutter) -> list[Passage]:
    return [passage(block, cutter) for block in blocks_of(path)]


Stock = dict[str, list[str]]
"""Words of places, of speakers and of numbers (in digits, in words) that may stand for each other."""


def stock_of(blocks: Sequence[str]) -> Stock:
    found: Stock = {}
    for block in blocks:
        for name, words in SPAN.findall(block.split("\n")[0]):
            found.setdefault(sort_of(name, words), []).append(words)
    return found


def sort_of(name: str, words: str) -> str:
    """What words may stand for each other: "Kunduz" not for "a mosque", "46" not for "a", "he" for nobody."""
    if name[0] == "n":
        return "digits" if re.fullmatch(r"\d{1,4}", words) else "n-" + words
    if name[0] == "d" or len(words) < 4:
        return name[0] + "-" + words
    return name[0] + ("A" if words[0].isupper() else "a") + ("s" if words.rsplit(maxsplit=1)[-1].endswith("s") else "")


def varied(block: str, stock: Stock, chance: random.Random) -> str:
    """The passage with other places, speakers and figures in the same sentences."""

    def other(found: re.Match[str]) -> str:
        sort = sort_of(found[1], found[2])
        return f"[{found[1]}:{chance.choice(stock[sort])}]" if chance.random() < VARIED else found[0]

    head, *lines = block.strip().split("\n")
    return "\n".join([SPAN.sub(other, head), *lines])


def passage(block: str, cutter: Cutter) -> Passage:
    head, *lines = block.strip().split("\n")
    text, spans, last = "", {}, 2
    for found in SPAN.finditer(head):
        text += head[last : found.start()]
        spans[found[1]] = (len(text), len(text) + len(found[2]))
        text += found[2]
        last = found.end()
    text += head[last:]
    cut = list(cutter.cut(text))[:MOST]
    made = Passage([0, *(piece.number for piece in cut)], [0] * (len(cut) + 1), [], text)
    made.starts = [(0, 0), *((piece.start, piece.end) for piece in cut)]
    where = {}
    for name, (start, end) in spans.items():
        held = [i for i, piece in enumerate(cut, 1) if piece.end > start and piece.start < end]
        if held:
            where[name] = (held[0], held[-1])
            for i in held:
                made.tags[i] = 1 + 2 * KINDS.index(name[0]) + (i > held[0])
    for line in lines:
        _, name, prop, speakers, day, place, certainty, role = line.split()[:8]
        if name not in where:
            continue
        chain = [where.get(each, (0, 0)) for each in speakers.split(">")]
        points = {
            "speaker": chain[-1],
            "source": chain[0] if len(chain) > 1 else (0, 0),
            "day": where.get(day, (0, 0)),
            "place": where.get(place, (0, 0)),
        }
        made.numbers.append(
            Number(where[name], PROPERTY.index(prop), CERTAINTY.index(certainty), ROLE.index(role), points)
        )
    return made


def joined(passages: Sequence[Passage]) -> Passage:
    """Several passages read as one, each with its own answers: what stands beside must not be mixed in."""
    whole = Passage([0], [0])
    for one in passages:
        by = len(whole.pieces) - 1
        whole.pieces += one.pieces[1:]
        whole.tags += one.tags[1:]
        for number in one.numbers:
            moved = {key: tuple(at + by if at else 0 for at in span) for key, span in number.points.items()}
            span = (number.span[0] + by, number.span[1] + by)
            whole.numbers.append(Number(span, number.property, number.certainty, number.role, moved))
    return whole


def mixed(passages: Sequence[Passage], share: float, chance: random.Random) -> list[Passage]:
    """The passages in a new order, a share of them beside another one of the same file."""
    order = list(passages)
    chance.shuffle(order)
    found, at = [], 0
    while at < len(order):
        both = order[at : at + 2]
        if len(both) == 2 and chance.random() < share and sum(len(one.pieces) for one in both) <= MOST:
            found.append(joined(both))
            at += 2
        else:
            found.append(order[at])
            at += 1
    return found
