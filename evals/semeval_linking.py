"""Which stories tell of one incident: what two stories share, weighed, and groups that the best links make first.

The weights are logarithms of odds (base e) in `semeval_weights.json`, learned by `semeval_learn.py` on one half of the
reports; the grouping is `semeval_groups.py`.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from semeval_docs import Report
from semeval_groups import groups
from semeval_story import Story

WEIGHTS = Path(__file__).resolve().with_name("semeval_weights.json")

_WORD = re.compile(r"[a-z]{3,}|\d+(?:th|st|nd|rd)?")
_COMMON = 0.04  # share of the reports in which a word says nothing
_TELLING = 60  # reports that a word or name may stand in for pairs of them to be looked at
_LIKE = 0.06  # share of words below which two stories that nothing else brings together are not compared
_LEAD = 3000
_STRANGER = -8.0  # the score of two stories that nothing brought together

Pair = tuple[int, int]
Features = tuple[float, ...]

FEATURES = (
    "any pair", "words alike", "titles alike", "a victim's name", "rare names", "days alike", "day apart", "days apart",
    "weeks apart", "published within days", "published weeks apart", "towns alike", "no town shared", "states differ",
    "an age shared", "ages differ", "killed alike", "killed differ", "injured alike", "injured differ",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a report and of its title, weighted by rarity, each of length one; and the names that few have."""

    body: Mapping[str, float]
    title: Mapping[str, float]
    names: Mapping[str, float]


def linked(stories: Sequence[Story], reports: Mapping[str, Report]) -> list[list[Story]]:
    """Groups of stories, each story in one."""
    return grouped(stories, reports, list(link_weights()))


def grouped(stories: Sequence[Story], reports: Mapping[str, Report], weights: Sequence[float]) -> list[list[Story]]:
    """The groups that these weights of FEATURES give."""
    said = words_of(stories, reports)
    scores = {
        (a, b): sum(
            weight * x
            for weight, x in zip(weights, compared(stories[a], stories[b], said[a], said[b], reports), strict=True)
        )
        for a, b in pairs(stories, said)
    }
    return [[stories[n] for n in group] for group in groups(len(stories), scores, stranger=_STRANGER)]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def link_weights() -> tuple[float, ...]:
    """The weight of each feature."""
    return tuple(_weights()["link"].get(name, 0.0) for name in FEATURES)


def pairs(stories: Sequence[Story], said: Sequence[Words]) -> Iterator[Pair]:
    """Pairs that share a telling word or name, or a town on one day."""
    sharing: defaultdict[Pair, float] = defaultdict(float)
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    by_key: defaultdict[object, list[int]] = defaultdict(list)
    for n, words in enumerate(said):
        for word in words.body:
            by_word[word].append(n)
        for name in words.names:
            by_key[name].append(n)
        for town, _ in stories[n].towns[:2]:
            for day, _ in stories[n].days[:2]:
                by_key[town, day].append(n)
    for word, holders in by_word.items():
        if len(holders) <= _TELLING:
            for i, a in enumerate(holders):
                weight = said[a].body[word]
                for b in holders[i + 1 :]:
                    sharing[a, b] += weight * said[b].body[word]
    met = {pair for pair, alike in sharing.items() if alike >= _LIKE}
    for holders in by_key.values():
        if len(holders) <= _TELLING:
            met.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
    yield from sorted(met)


def compared(a: Story, b: Story, words_a: Words, words_b: Words, reports: Mapping[str, Report]) -> Features:
    """How two stories agree, a number for each of FEATURES."""
    apart = abs(_ordinal(a.day) - _ordinal(b.day)) if a.day and b.day else 1
    waited = abs(_ordinal(reports[a.doc_id].dct) - _ordinal(reports[b.doc_id].dct))
    towns = _alike(a.towns, b.towns)
    states = _alike(a.states, b.states)
    ages = [{p.age for p in s.people if p.age is not None and p.fate} for s in (a, b)]
    rare = sum(weight for name, weight in words_a.names.items() if name in words_b.names)
    tolls = [(a.killed, b.killed), (a.injured, b.injured)]
    return (
        1.0,
        _dot(words_a.body, words_b.body),
        _dot(words_a.title, words_b.title),
        float(bool(_victims(a) & _victims(b))),
        min(rare, 30.0) / 10,
        _alike(a.days, b.days),
        float(apart == 1), float(1 < apart <= 7), float(apart > 7),
        float(waited <= 2), float(waited > 14),
        towns, float(bool(a.towns and b.towns) and not towns), float(bool(a.states and b.states) and not states),
        float(bool(ages[0] & ages[1])), float(bool(ages[0] and ages[1]) and not ages[0] & ages[1]),
        *(number for x, y in tolls for number in (float(x == y > 0), float(x != y and x > 0 and y > 0))),
    )  # fmt: skip


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def _alike(a: Sequence[tuple[str, float]], b: Sequence[tuple[str, float]]) -> float:
    """What the two share of what speaks for each."""
    other = dict(b)
    return sum(min(share, other[key]) for key, share in a if key in other)


def _victims(story: Story) -> set[tuple[str, str]]:
    return {name_key(person.name) for person in story.people if " " in person.name}


def name_key(name: str) -> tuple[str, str]:
    """First and last name in small letters."""
    parts = [
        part for part in re.sub(r"[^\w\s'’-]", "", name).lower().split() if part not in ("jr", "sr", "ii", "iii", "iv")
    ]
    return (parts[0], parts[-1]) if parts else ("", "")


def words_of(stories: Sequence[Story], reports: Mapping[str, Report]) -> list[Words]:
    """The words of each story's report."""
    own = [reports[story.doc_id] for story in stories]
    bodies = _vectors([f"{report.title} {report.title} {report.body[:_LEAD]}" for report in own])
    titles = _vectors([report.title for report in own])
    many = Counter(name for story in stories for name in story.names)
    names = [
        {name: math.log(len(stories) / many[name]) for name in story.names if 1 < many[name] <= _TELLING // 3}
        for story in stories
    ]
    return [Words(body=b, title=t, names=n) for b, t, n in zip(bodies, titles, names, strict=True)]


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Words weighted by rarity, of length one."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    df = Counter(word for count in counts for word in count)
    made = []
    for count in counts:
        row = {
            word: (1 + math.log(many)) * math.log(len(texts) / df[word])
            for word, many in count.items()
            if 1 < df[word] <= max(5, _COMMON * len(texts))
        }
        length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
        made.append({word: weight / length for word, weight in row.items()})
    return made


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
