"""Answers to SemEval-2018 Task 5 questions from incidents: which documents, how many incidents, how many people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import unquote

from semeval_documents import city_key
from semeval_incidents import Incident, harmed
from semeval_story import INJURED, KILLED, Person

KIND = {"killing": KILLED, "injuring": INJURED}


def answers_to(questions: Sequence[Mapping[str, Any]], incidents: Sequence[Incident]) -> dict[str, dict[str, Any]]:
    """qid -> answer, in the scorer's form; every question gets one."""
    return {question["qid"]: answer_to(question, incidents) for question in questions}


def answer_to(question: Mapping[str, Any], incidents: Sequence[Incident]) -> dict[str, Any]:
    """The documents of the incidents that fit, and their number (subtasks 1, 2) or the people harmed in them (3)."""
    kind = KIND.get(question["event_type"], KILLED)
    fitting = [incident for incident in incidents if fits(incident, question, kind)]
    if not fitting:  # the harm may have been misread
        fitting = [incident for incident in incidents if fits(incident, question, None)]
    if not fitting:  # so may the day, by one
        fitting = [incident for incident in incidents if fits(incident, question, None, loose=True)]
    if question["subtask"] == 1 and len(fitting) > 1:
        fitting = [max(fitting, key=lambda incident: (bool(harmed(incident, kind)), len(incident.docs), incident.docs))]
    people = sum(_counted(incident, question, kind) for incident in fitting)
    number = people if question["subtask"] == 3 else len(fitting)
    return {"numerical_answer": max(1, number), "answer_docs": sorted({doc for i in fitting for doc in i.docs})}


def fits(incident: Incident, question: Mapping[str, Any], kind: str | None, *, loose: bool = False) -> bool:
    """Whether an incident is of this kind, time, place and of these people."""
    if kind is not None and not harmed(incident, kind):
        return False
    return all(
        (
            _in_time(incident, question.get("time") or {}, loose),
            _in_place(incident, question.get("location") or {}),
            not question.get("participant") or _involves(incident, question["participant"], loose),
        )
    )


def _in_time(incident: Incident, wanted: Mapping[str, str], loose: bool) -> bool:
    for written in wanted.values():
        parts = [int(part) for part in written.split("/")]
        prefix = f"{parts[-1]:04d}" + "".join(f"-{part:02d}" for part in reversed(parts[:-1]))
        day = incident.day or ""
        if loose and len(parts) == 3:
            if prefix not in incident.days and not any(abs(_ordinal(d) - _ordinal(prefix)) <= 1 for d in incident.days):
                return False
        elif not day.startswith(prefix):
            return False
    return True


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _in_place(incident: Incident, wanted: Mapping[str, str]) -> bool:
    state = wanted.get("state")
    if state and _plain(state) != (incident.state or ""):
        return False
    city = wanted.get("city")
    if city:
        name, _, region = _plain(city).partition(", ")
        if region and incident.state and region != incident.state:
            return False
        return city_key(name) in incident.cities
    return True


def _plain(uri: str) -> str:
    """`http://dbpedia.org/resource/Little_Rock,_Arkansas` -> `Little Rock, Arkansas`, without `(U.S. state)`."""
    name = unquote(uri.rsplit("/resource/", 1)[-1]).replace("_", " ")
    return re.sub(r"\s*\((?:U\.S\. )?state\)$", "", name)


def _involves(incident: Incident, wanted: Mapping[str, str], loose: bool) -> bool:
    """Whether somebody so named is harmed or arrested, or, where the whole name is asked for, is named at all."""
    names = incident.names if loose or "full_name" in wanted else incident.involved
    return any(_named(incident, wanted)) or any(
        all(_bears(name.split(), which, asked.lower()) for which, asked in wanted.items()) for name in names
    )


def _named(incident: Incident, wanted: Mapping[str, str]) -> Iterator[Person]:
    """The people of an incident who bear the name asked for."""
    for person in incident.people:
        parts = re.sub(r"[^\w\s'’-]", "", person.name).lower().split()
        parts = [part for part in parts if part not in ("jr", "sr", "ii", "iii", "iv")]
        if parts and all(_bears(parts, which, name.lower()) for which, name in wanted.items()):
            yield person


def _bears(parts: Sequence[str], which: str, name: str) -> bool:
    if which == "first":
        return parts[0] == name
    if which == "last":
        return parts[-1] == name
    asked = re.sub(r"[^\w\s'’-]", "", name).split()
    return bool(asked) and parts[-1] == asked[-1] and (parts[0] == asked[0] or len(parts) == 1)


def _counted(incident: Incident, question: Mapping[str, Any], kind: str) -> int:
    """All the people harmed, or those of them who bear the name asked for."""
    wanted = question.get("participant")
    if wanted:
        return sum(person.fate == kind for person in _named(incident, wanted))
    return harmed(incident, kind)
