"""Whether an incident is what a question asks for: the chance of each of its conditions, from what the stories say.

Each condition is weighed by itself (`semeval_weights.json`, learned on one half); conditions are taken as independent.
"""

from __future__ import annotations

import calendar
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import unquote

from semeval_documents import city_keys
from semeval_incidents import Incident, Name, harmed, parts_of
from semeval_linking import WEIGHTS
from semeval_story import INJURED, KILLED

NAMES = ("first", "last", "full_name")
KIND = {"killing": KILLED, "injuring": INJURED}

_ASKED = re.compile(r"\bin \((?P<places>'[^()]*(?:\([^()]*\)[^()]*)*)\) \(city\)")
_PLACE = re.compile(r"'([^']*(?:'[a-z][^']*)*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One of: a span of days, towns (in a state), a state, a name, a harm. `kind` says which weights hold."""

    kind: str
    first: int = 0
    last: int = 0
    towns: tuple[str, ...] = ()
    state: str = ""
    name: Name = ()
    harm: str = ""


def conditions(question: Mapping[str, Any]) -> list[Condition]:
    """All that a question asks of an incident."""
    found = [Condition(kind=KIND[question["event_type"]], harm=KIND[question["event_type"]])]
    for precision, written in (question.get("time") or {}).items():
        first, last = _span([int(part) for part in reversed(written.split("/"))])
        found.append(Condition(kind=precision, first=first, last=last))
    for precision, uri in (question.get("location") or {}).items():
        found.append(_place(precision, uri, question.get("verbose_question") or ""))
    for part, name in (question.get("participant") or question.get("involved") or {}).items():
        found.append(Condition(kind=part, name=parts_of(name)))
    return found


def _span(parts: Sequence[int]) -> tuple[int, int]:
    """First and last day of a year, a month or a day."""
    year, month, day = (*parts, 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    return first.toordinal(), last.toordinal()


def _place(precision: str, uri: str, words: str) -> Condition:
    """A town may be asked for by an address and in words; both are meant."""
    name = re.sub(r"\s*\((?:U\.S\. )?state\)$", "", unquote(uri.rsplit("/resource/", 1)[-1]).replace("_", " "))
    if precision == "state":
        return Condition(kind="state", state=name)
    town, _, state = name.partition(", ")
    towns = city_keys(town)
    asked = _ASKED.search(words)
    if asked:
        told = _PLACE.findall(asked["places"])
        state, towns = told[0], towns | city_keys(told[-1])
    return Condition(kind="city", towns=tuple(sorted(towns)), state=state)


def chance(incident: Incident, condition: Condition) -> float:
    """How likely the incident meets the condition."""
    weights = fit_weights()[condition.kind]
    score = sum(w * x for w, x in zip(weights, features(incident, condition), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def fit_weights() -> Mapping[str, Sequence[float]]:
    """Kind of condition -> the weights of its features."""
    return {kind: list(named.values()) for kind, named in json.loads(WEIGHTS.read_text("utf-8"))["fit"].items()}


FEATURES = {
    "time": ("any", "said", "said a day off", "said three days off", "first told of then", "told of before"),
    "city": ("any", "said", "most said", "named", "state said", "another state said"),
    "state": ("any", "said", "most said"),
    "name": ("any", "of the harmed", "involved", "named"),
    "harm": ("any", "told by", "told of some", "several"),
}

SORT = {
    "killed": "harm", "injured": "harm", "day": "time", "month": "time", "year": "time", "city": "city",
    "state": "state",
    **dict.fromkeys(NAMES, "name"),
}  # fmt: skip
"""Kind of condition -> its sort."""


def features(incident: Incident, condition: Condition) -> tuple[float, ...]:
    """What speaks for the condition, a number for each of FEATURES of its sort."""
    if condition.harm:
        many = harmed(incident, condition.harm)
        return (1.0, incident.harms[condition.harm], float(many > 0), float(many > 1))
    if condition.kind in NAMES:
        return _of_name(incident, condition)
    if condition.kind == "state":
        return (1.0, incident.states.get(condition.state, 0.0), float(_most(incident.states) == condition.state))
    if condition.kind == "city":
        return _of_town(incident, condition)
    return _of_time(incident, condition)


def _of_time(incident: Incident, asked: Condition) -> tuple[float, ...]:
    said = [
        sum(share for day, share in incident.days.items() if asked.first - off <= day <= asked.last + off)
        for off in (0, 1, 3)
    ]
    told = asked.first <= incident.issued <= asked.last + 2
    return (1.0, *said, float(told), float(incident.issued < asked.first))


def _of_town(incident: Incident, asked: Condition) -> tuple[float, ...]:
    said = sum(incident.towns.get(town, 0.0) for town in asked.towns)
    named = max((incident.places.get(town, 0.0) for town in asked.towns), default=0.0)
    state = incident.states.get(asked.state, 0.0)
    other = bool(asked.state and incident.states and not state)
    return (1.0, said, float(_most(incident.towns) in asked.towns), named, state, float(other))


def _most(shares: Mapping[str, float]) -> str | None:
    return max(shares, key=lambda key: (shares[key], key), default=None)


def _of_name(incident: Incident, asked: Condition) -> tuple[float, ...]:
    way = (asked.kind, *(asked.name[:1] + asked.name[-1:] if asked.kind == "full_name" else asked.name))
    of_the_harmed = any(bears(name, asked) for name, _ in incident.people)
    return (1.0, float(of_the_harmed), float(way in incident.involved), float(way in incident.named))


def bears(parts: Name, asked: Condition) -> bool:
    """Whether somebody of this name may be the one asked for."""
    if not parts or not asked.name:
        return False
    if asked.kind == "first":
        return parts[0] == asked.name[0]
    if asked.kind == "last":
        return parts[-len(asked.name) :] == asked.name
    return parts[-1] == asked.name[-1] and (parts[0] == asked.name[0] or len(parts) == 1)
