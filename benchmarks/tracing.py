#!/usr/bin/env python3
"""Seconds to trace many articles to their origins, against the same reuse found with datasketch.

    benchmarks/tracing.py [--articles 10000 30000 100000] [--seed 1] [--sample 2000]

The articles are made up: sentences of a vocabulary in which few words are frequent and most are rare, with places,
numbers and stock phrases that unrelated articles share. Two in five are copies: whole, a part, changed words, two
origins on one page. One in ten tells of attacks, as in a stream of news. Prints one JSON object a size: seconds,
articles a second, growth, how many true pairs the families hold, and how many times as long datasketch takes to
propose the pairs of a sample, sentence by sentence, in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations

from datasketch import MinHash, MinHashLSH

from gowah.model import Certainty, Claimed, Count, Described, Family, Mention, SourceText, Span, Value
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


def pairs_held(families: Sequence[Family], found: Made) -> tuple[int, int, int]:
    """Pairs of articles in one family that do share an origin, all pairs in one family, all that share an origin."""
    origins = {text.entry: held for text, held in zip(found.texts, found.origins, strict=True)}
    said = {pair for one in families for pair in combinations(sorted(m.text for m in one.members), 2)}
    holding: dict[int, list[int]] = {}
    for entry, held in sorted(origins.items()):
        for origin in held:
            holding.setdefault(origin, []).append(entry)
    true = {pair for held in holding.values() for pair in combinations(held, 2)}
    return len(said & true), len(said), len(true)


def by_datasketch(texts: Sequence[SourceText]) -> int:
    """How many pairs of texts share a sentence by MinHash of its words' runs, as datasketch's users do it."""
    index, sketches = MinHashLSH(threshold=0.5, num_perm=128), {}
    for text in texts:
        for n, line in enumerate(re.split(r"(?<=[.!?])\s+", text.text)):
            words = line.lower().split()
            if len(words) >= 8:
                sketch = MinHash(num_perm=128)
                sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
                sketches[text.entry, n] = sketch
                index.insert((text.entry, n), sketch)
    return len({
        (entry, other) for (entry, _), sketch in sketches.items() for other, _ in index.query(sketch) if entry < other
    })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--telling", type=int, default=10, help="percent of articles that tell of an attack")
    parser.add_argument("--sample", type=int, default=1000, help="articles in which datasketch looks for reuse")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tables, settings = load_tables(("afghanistan",)), Settings()
    sample = made(args.sample, args.seed)
    before = 0.0
    for count in args.articles:
        found = made(count, args.seed)
        mentions = told(found, args.telling)
        began, wall = time.process_time(), time.perf_counter()
        families = list(passages.trace(found.texts, mentions, (), tables, settings))
        seconds, wall = time.process_time() - began, time.perf_counter() - wall
        began = time.process_time()
        by_datasketch(sample.texts)
        theirs = (time.process_time() - began) * count / args.sample
        right, said, true = pairs_held(families, found)
        print(
            json.dumps({
                "benchmark": "tracing", "articles": count, "telling %": args.telling, "seconds": round(wall, 1),
                "processor seconds": round(seconds, 1), "articles/s": round(count / wall),
                "ms an article": round(1000 * seconds / count, 2), "families": len(families),
                "pairs precision": round(right / max(1, said), 4), "pairs recall": round(right / max(1, true), 4),
                "times as fast as datasketch": round(theirs / seconds, 2),
                "growth": round(seconds / count / before, 2) if before else None,
                "most memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
            }),
            flush=True,
        )  # fmt: skip
        before = seconds / count


if __name__ == "__main__":
    main()
