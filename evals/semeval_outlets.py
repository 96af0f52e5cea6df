"""Where an outlet is at home: the state of most of its other reports speaks for a report that names none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from semeval_docs import Report
from semeval_story import Story

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[^/]*/")
_SURE = 0.5  # share at which a report counts for its outlet
_HOME = 0.3  # what the outlet's home is worth beside the report's own words
_FEW = 2  # other reports that make a home


def at_home(stories: Sequence[Story], reports: Mapping[str, Report]) -> list[Story]:
    """The stories with what their outlets' other reports say for a state."""
    outlets = [outlet(reports[story.doc_id].url) for story in stories]
    set_in: defaultdict[str, Counter[str]] = defaultdict(Counter)
    own = [story.states[0][0] if story.states and story.states[0][1] >= _SURE else None for story in stories]
    for name, state in zip(outlets, own, strict=True):
        if name and state:
            set_in[name][state] += 1
    found = []
    for story, name, state in zip(stories, outlets, own, strict=True):
        others = set_in[name].copy()
        if state:
            others[state] -= 1
        found.append(replace(story, states=_mixed(story.states, others)) if others.total() >= _FEW else story)
    return found


def outlet(url: str) -> str:
    """The last two parts of the host that first served a page; empty for none."""
    address = _ARCHIVED.sub("", url.strip())
    host = urlsplit(address if "://" in address else f"http://{address}").netloc.split(":")[0].lower()
    return ".".join(host.split(".")[-2:])


def _mixed(said: Sequence[tuple[str, float]], others: Counter[str]) -> tuple[tuple[str, float], ...]:
    shares: defaultdict[str, float] = defaultdict(float)
    for state, share in said:
        shares[state] += (1 - _HOME) * share
    for state, many in others.items():
        if many:
            shares[state] += _HOME * many / others.total()
    whole = sum(shares.values())
    return tuple(sorted(((state, share / whole) for state, share in shares.items()), key=lambda row: (-row[1], row[0])))
