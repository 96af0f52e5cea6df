#!/usr/bin/env python3
"""Seconds to trace many articles to their origins, against the same reuse found with datasketch.

    benchmarks/tracing.py [--articles 10000 30000 100000] [--seed 1] [--most 10000]

The articles are made up: sentences of a vocabulary in which few words are frequent and most are rare, with places,
numbers and stock phrases that unrelated articles share. Two in five are copies: whole, a part, changed words, two
origins on one page. One in ten tells of attacks, as in a stream of news. Prints one JSON object a size: seconds,
growth, how many true pairs the families hold, memory (of this process, and of each of those it starts), and how many
times as long datasketch takes for families of the same articles by reuse alone: in processor time, and by the clock, as
tracing uses a second core where there is one. Datasketch is given the smaller sizes only; its cost is scaled up.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations
from typing import Any

import numpy as np
from datasketch import MinHash, MinHashLSH
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from gowah.model import Certainty, Claimed, Count, Described, Mention, SourceText, Span, Value
from gowah.trace import passages
from gowah.words import Settings, load_tables

LITTLE = (
    "the", "of", "and", "to", "in", "a", "that", "on", "for", "was", "with", "by", "as", "at", "from", "it", "is",
    "were", "be", "said", "had", "has", "have", "not", "this", "who", "an", "which", "their", "are", "been",
    "after", "but", "they", "will", "would", "its", "one", "two", "more", "also", "about", "up", "out",
)  # fmt: skip
PLACES = (
    "Kabul", "Herat", "Kunduz", "Ghazni", "Bamyan", "Balkh", "Kandahar", "Paktia", "Nangarhar", "Takhar",
    "Badakhshan", "Farah", "Helmand", "Zabul",
)  # fmt: skip
SYLLABLES = (
    "ba", "re", "ti", "lo", "mu", "sen", "dar", "kol", "vi", "an", "tor", "mel", "gri", "pos", "ute", "nal", "che",
    "wor", "ith", "ast", "ble", "pro", "con", "ter", "ing", "ment",
)  # fmt: skip
FIRST = date(2021, 8, 15)
VOCABULARY = 40_000
STOCK = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Articles, and which origins each holds."""

    texts: tuple[SourceText, ...]
    origins: tuple[frozenset[int], ...]


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Made-up words, the frequent ones first, and their cumulative frequencies."""
    chance = random.Random(0)
    words: dict[str, None] = dict.fromkeys(LITTLE)
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return tuple(words), tuple(accumulate(1 / (n + 3) for n in range(VOCABULARY)))


def sentence(chance: random.Random) -> str:
    """Ten to thirty words, at times a place, a number or a phrase that many articles share."""
    words, frequency = vocabulary()
    made = chance.choices(words, cum_weights=frequency, k=chance.randint(9, 28))
    if chance.random() < 0.4:
        made.insert(chance.randrange(len(made)), chance.choice(PLACES))
    if chance.random() < 0.3:
        made.insert(chance.randrange(len(made)), str(chance.randint(3, 400)))
    if chance.random() < 0.2:
        made[2:2] = stock(chance.randrange(STOCK))
    return " ".join(made).capitalize() + "."


@cache
def stock(n: int) -> list[str]:
    """A phrase of six words."""
    words, frequency = vocabulary()
    return random.Random(n).choices(words, cum_weights=frequency, k=6)


def story(chance: random.Random) -> list[str]:
    """An article's sentences, one in three a paragraph's last."""
    return [sentence(chance) for _ in range(chance.randint(8, 26))]


def retold(lines: Sequence[str], chance: random.Random) -> list[str]:
    """A copy: whole, a part of it, or with words changed here and there."""
    way = chance.random()
    kept = list(lines)
    if way < 0.35:
        start = chance.randrange(max(1, len(kept) // 2))
        kept = kept[start : start + max(4, len(kept) // 2)]
    words, frequency = vocabulary()
    if way > 0.6:
        kept = [
            " ".join(
                chance.choices(words, cum_weights=frequency)[0] if chance.random() < 0.08 else word
                for word in line.split()
            )
            for line in kept
        ]
    return kept


def made(count: int, seed: int) -> Made:
    """So many articles with what they draw on."""
    chance = random.Random(seed)
    texts: list[tuple[list[str], frozenset[int], date]] = []
    while len(texts) < count:
        lines, origin, day = story(chance), len(texts), FIRST + timedelta(days=chance.randrange(1000))
        texts.append((lines, frozenset({origin}), day))
        if chance.random() < 0.1:
            for _ in range(chance.choice((1, 1, 1, 2, 3, 4, 8, 16))):
                copy, held = retold(lines, chance), {origin}
                other = chance.randrange(origin) if origin else origin
                if chance.random() < 0.1 and texts[other][2] <= day:
                    copy = copy + texts[other][0][:8]
                    held |= texts[other][1]
                elif chance.random() < 0.5:
                    copy = [*copy, sentence(chance), sentence(chance)]
                texts.append((copy, frozenset(held), day + timedelta(days=chance.randrange(0, 3))))
    texts = texts[:count]
    order = list(range(count))
    chance.shuffle(order)
    sources = tuple(_source(n, *texts[n][::2], chance) for n in order)
    return Made(texts=sources, origins=tuple(texts[n][1] for n in order))


def _source(n: int, lines: Sequence[str], day: date, chance: random.Random) -> SourceText:
    body = "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))
    outlet = f"Outlet {chance.randrange(300)} Press"
    title = " ".join(lines[0].split()[:9])
    about = Described(title=title, publisher=outlet, published=day.isoformat(), language="en")
    return SourceText(
        entry=2 * n + 1, source=2 * n, file=f"{n}.txt", media_type="text/plain", text=f"{title}\n\n{body}\n",
        described=about,
    )  # fmt: skip


def told(found: Made, share: int) -> tuple[Mention, ...]:
    """A mention for each article of so many stories of a hundred: those tell of an attack."""
    return tuple(
        Mention(entry=10**9 + text.entry, text=text.entry, claimed=_attack(text), tool="benchmark")
        for text, origins in zip(found.texts, found.origins, strict=True)
        if any(origin * 7919 % 100 < share for origin in origins)
    )


def _attack(text: SourceText) -> Claimed:
    number = Count(low=text.entry % 90, high=text.entry % 90, as_written="")
    value = Value(property="killed", value=number, quote=text.text[:20], start=0, end=20, certainty=Certainty.STATED)
    return Claimed(kind="attack", anchor=Span(start=0, end=20), values=(value,))


def pairs_held(families: Iterable[Iterable[int]], found: Made) -> tuple[int, int, int]:
    """Pairs of articles in one family that do share an origin, all pairs in one family, all that share an origin."""
    origins = {text.entry: held for text, held in zip(found.texts, found.origins, strict=True)}
    said = {pair for one in families for pair in combinations(sorted(one), 2)}
    holding: dict[int, list[int]] = {}
    for entry, held in sorted(origins.items()):
        for origin in held:
            holding.setdefault(origin, []).append(entry)
    true = {pair for held in holding.values() for pair in combinations(held, 2)}
    return len(said & true), len(said), len(true)


def by_datasketch(texts: Sequence[SourceText]) -> list[set[int]]:
    """Families of texts by a MinHash of each sentence's runs of words, as datasketch's users find reuse.

    In its fastest way (sketches in bulk, one insertion session); then, as tracing does, the sentences of each pair of
    texts found are laid side by side, and pairs that share half of the shorter one or a passage are joined.
    """
    lines = {text.entry: [line.lower().split() for line in re.split(r"(?<=[.!?])\s+", text.text)] for text in texts}
    keys = [(entry, n) for entry, held in lines.items() for n, words in enumerate(held) if len(words) >= 8]
    runs = [[" ".join(lines[e][n][i : i + 4]).encode() for i in range(len(lines[e][n]) - 3)] for e, n in keys]
    sketches = MinHash.bulk(runs, num_perm=128)
    index = MinHashLSH(threshold=0.5, num_perm=128)
    with index.insertion_session() as session:
        for key, sketch in zip(keys, sketches, strict=True):
            session.insert(key, sketch, check_duplication=False)
    pairs = {
        (entry, other) for (entry, _), sketch in zip(keys, sketches, strict=True) for other, _ in index.query(sketch)
        if entry < other
    }  # fmt: skip
    family = {text.entry: {text.entry} for text in texts}
    for one, other in sorted(pairs):
        if family[one] is not family[other] and reused(lines[one], lines[other]):
            family[one] |= family[other]
            for entry in family[other]:
                family[entry] = family[one]
    return list({id(held): held for held in family.values() if len(held) > 1}.values())


def reused(one: list[list[str]], other: list[list[str]]) -> bool:
    """Half of the shorter text, or fifteen words of it, stand in sentences that are the other's, nearly."""
    shorter, longer = sorted((one, other), key=lambda lines: sum(map(len, lines)))
    table = cdist(shorter, longer, scorer=LCSseq.similarity, dtype=np.int32).max(axis=1).tolist()
    words: int = sum(n for n, line in zip(table, shorter, strict=True) if 100 * n >= 60 * len(line))
    return words >= 15 or 2 * words >= sum(map(len, shorter))


def of_pairs(families: Iterable[Iterable[int]], found: Made) -> dict[str, float]:
    """Of the pairs of articles in one family the share that has an origin in common; of all those, the share found."""
    right, said, true = pairs_held(families, found)
    return {"precision": round(right / max(1, said), 4), "recall": round(right / max(1, true), 4)}


def spent() -> float:
    """Processor seconds of this process and those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measured(count: int, seed: int, telling: int) -> dict[str, object]:
    """Tracing of so many articles: seconds, processor seconds, memory, pairs."""
    tables, settings = load_tables(("afghanistan",)), Settings()
    found = made(count, seed)
    mentions = told(found, telling)
    began, wall = spent(), time.perf_counter()
    families = list(passages.trace(found.texts, mentions, (), tables, settings))
    wall, seconds = time.perf_counter() - wall, spent() - began
    memory = [resource.getrusage(who).ru_maxrss // 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "articles": count, "telling %": telling, "seconds": round(wall, 1), "processor seconds": round(seconds, 1),
        "ms an article": round(1000 * seconds / count, 3), "families": len(families),
        "pairs": of_pairs([[m.text for m in one.members] for one in families], found), "most memory MB": memory,
    }  # fmt: skip


def by_others(count: int, seed: int) -> dict[str, object]:
    """The same articles given to datasketch."""
    found = made(count, seed)
    began, wall = spent(), time.perf_counter()
    families = by_datasketch(found.texts)
    wall, seconds = time.perf_counter() - wall, spent() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return {
        "articles": count, "seconds": round(wall, 1), "processor seconds": round(seconds, 1),
        "ms an article": round(1000 * seconds / count, 3), "pairs": of_pairs(families, found), "most memory MB": memory,
    }  # fmt: skip


def alone(*args: object) -> dict[str, Any]:
    """What a run of this script prints in a process of its own, so that each has only its own memory."""
    command = [sys.executable, __file__, *map(str, args)]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(line))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--telling", type=int, default=10, help="percent of articles that tell of an attack")
    parser.add_argument("--most", type=int, default=10_000, help="articles that datasketch is given at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("gowah", "datasketch"), help="one size, one of the two")
    args = parser.parse_args()
    if args.only:
        count = args.articles[0]
        ours = args.only == "gowah"
        print(json.dumps(measured(count, args.seed, args.telling) if ours else by_others(count, args.seed)))
        return
    theirs: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for count in args.articles:
        given = ("--articles", count, "--seed", args.seed, "--telling", args.telling)
        line = {"benchmark": "tracing", **alone("--only", "gowah", *given)}
        line["growth"] = round(line["ms an article"] / before["ms an article"], 2) if before else None
        if count <= args.most or not theirs:
            theirs = line["datasketch"] = alone("--only", "datasketch", *given)
        line["times as fast"] = round(theirs["ms an article"] / line["ms an article"], 2)
        line["times as fast by the clock"] = round(theirs["seconds"] / theirs["articles"] / line["seconds"] * count, 2)
        print(json.dumps(line), flush=True)
        before = line


if __name__ == "__main__":
    main()
