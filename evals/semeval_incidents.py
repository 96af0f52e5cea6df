"""Which stories tell of one incident: a simple grouping by names, day, town, ages and words, until Gowah links them."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_high

from semeval_docs import Report
from semeval_documents import city_key
from semeval_story import INJURED, KILLED, Person, Story

_WORD = re.compile(r"[a-z]{3,}|\d+(?:th|st|nd|rd)?")
_NEAR = 3  # days between stories of one incident, where nobody is named in both
_FOLLOWS = 60  # days over which a named victim may be reported on
_LINK = 3.0  # weight at which two stories are of one incident
_COMMON = 0.04  # share of the reports in which a word says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Stories of one incident, and what most of them say."""

    docs: tuple[str, ...]
    days: Counter[str]
    cities: Counter[str]  # keys of names
    states: Counter[str]
    killed: int
    injured: int
    people: tuple[Person, ...]
    names: frozenset[str]  # runs of capitalised words in the reports, in small letters
    involved: frozenset[str]  # those of them that are told to be harmed or arrested

    @property
    def day(self) -> str | None:
        """The day that most stories give."""
        return max(self.days, key=lambda day: (self.days[day], day), default=None)

    @property
    def state(self) -> str | None:
        """The state that most stories give."""
        return max(self.states, key=lambda name: (self.states[name], name), default=None)


def incidents_of(stories: Sequence[Story], reports: Mapping[str, Report]) -> list[Incident]:
    """Groups of stories, each story in one."""
    vectors = _vectors([reports[story.doc_id] for story in stories])
    above = list(range(len(stories)))

    def root(n: int) -> int:
        while above[n] != n:
            above[n] = n = above[above[n]]
        return n

    pairs = sorted(
        ((-_likeness(stories[a], stories[b], vectors[a], vectors[b]), a, b) for a, b in _candidates(stories, vectors)),
    )
    for score, a, b in pairs:
        if -score >= _LINK:
            above[root(a)] = root(b)
    groups: dict[int, list[Story]] = defaultdict(list)
    for n, story in enumerate(stories):
        groups[root(n)].append(story)
    return [_incident(group) for group in groups.values()]


def _candidates(stories: Sequence[Story], vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int]]:
    """Pairs that share a day (or one near it), or a rare word, in no order."""
    by_key: dict[object, list[int]] = defaultdict(list)
    for n, story in enumerate(stories):
        if story.day:
            ordinal = date.fromisoformat(story.day).toordinal()
            for near in range(ordinal, ordinal + 2):
                by_key["day", near].append(n)
        for word in sorted(vectors[n], key=lambda w: -vectors[n][w])[:25]:
            by_key["word", word].append(n)
    seen: set[tuple[int, int]] = set()
    for numbers in by_key.values():
        if len(numbers) > 200:
            continue
        for i, a in enumerate(numbers):
            for b in numbers[i + 1 :]:
                pair = (a, b) if a < b else (b, a)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _likeness(a: Story, b: Story, words_a: Mapping[str, float], words_b: Mapping[str, float]) -> float:
    """How much speaks for one incident; names most, then words, town, day and ages together."""
    if a.state and b.state and a.state != b.state and not (a.places & b.places):
        return 0.0
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) if a.day and b.day else 1
    score = 6.0 * _cosine(words_a, words_b)
    if _shared_names(a.people, b.people):
        score += 2.5
    score += 0.5 * (a.state is not None and a.state == b.state)
    same_town = a.city is not None and b.city is not None and city_key(a.city) == city_key(b.city)
    score += 1.0 if same_town else 0.3 if a.places & b.places else -1.0
    score += 1.0 if apart == 0 else 0.5 if apart == 1 else -0.5 if apart <= _NEAR else -1.5
    ages = [{p.age for p in s.people if p.age is not None and p.fate} for s in (a, b)]
    if ages[0] and ages[1]:
        score += 1.0 if ages[0] & ages[1] else -1.0
    return score


def _shared_names(first: Iterable[Person], second: Iterable[Person]) -> bool:
    names = [{_key(person.name) for person in people if " " in person.name} for people in (first, second)]
    return bool(names[0] & names[1])


def _key(name: str) -> tuple[str, str]:
    parts = [
        part for part in re.sub(r"[^\w\s'’-]", "", name).lower().split() if part not in ("jr", "sr", "ii", "iii", "iv")
    ]
    return (parts[0], parts[-1]) if parts else ("", "")


def _vectors(reports: Sequence[Report]) -> list[dict[str, float]]:
    """Words weighted by rarity, of length one."""
    counts = [
        Counter(_WORD.findall(f"{report.title} {report.title} {report.body[:3000]}".lower())) for report in reports
    ]
    df = Counter(word for count in counts for word in count)
    made = []
    for count in counts:
        row = {
            word: (1 + math.log(many)) * math.log(len(reports) / df[word])
            for word, many in count.items()
            if 1 < df[word] <= max(5, _COMMON * len(reports))
        }
        length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
        made.append({word: weight / length for word, weight in row.items()})
    return made


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _incident(group: Sequence[Story]) -> Incident:
    people: dict[tuple[str, str] | int, Person] = {}
    for story in group:
        for person in story.people:
            if not person.name:
                continue
            known = people.get(_key(person.name))
            if known is None or (known.fate != KILLED and person.fate == KILLED):
                people[_key(person.name)] = person
    told = [story for story in group if story.killed + story.injured] or group
    return Incident(
        docs=tuple(sorted(story.doc_id for story in group)),
        days=Counter(story.day for story in group if story.day),
        cities=Counter(city_key(story.city) for story in group if story.city),
        states=Counter(story.state for story in group if story.state),
        killed=median_high(story.killed for story in told), injured=median_high(story.injured for story in told),
        people=tuple(people.values()),
        names=frozenset(name for story in group for name in story.names),
        involved=frozenset(name for story in group for name in story.involved),
    )  # fmt: skip


def harmed(incident: Incident, kind: str) -> int:
    """How many were killed or injured."""
    return incident.killed if kind == KILLED else incident.injured if kind == INJURED else 0
