"""Answers to SemEval-2018 Task 5 questions from incidents: which documents, how many incidents, how many people."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from semeval_fitting import NAMES, Condition, bears, chance, conditions
from semeval_incidents import Incident, harmed

_ENOUGH = 0.35  # chance above which an incident is taken to be asked for


def answers_to(questions: Sequence[Mapping[str, Any]], incidents: Sequence[Incident]) -> dict[str, dict[str, Any]]:
    """qid -> answer, in the scorer's form; every question gets one."""
    chances: dict[Condition, list[float]] = {}
    found = {}
    for question in questions:
        asked = conditions(question)
        for condition in asked:
            if condition not in chances:
                chances[condition] = [chance(incident, condition) for incident in incidents]
        fits = [math.prod(row) for row in zip(*(chances[condition] for condition in asked), strict=True)]
        name = next((one for one in asked if one.kind in NAMES), None) if "participant" in question else None
        found[question["qid"]] = answer_to(question["subtask"], asked[0].harm, name, incidents, fits)
    return found


def answer_to(
    subtask: int, harm: str, name: Condition | None, incidents: Sequence[Incident], fits: Sequence[float]
) -> dict[str, Any]:
    """The documents of the incidents that fit, and their number (subtasks 1, 2) or the people harmed in them (3)."""
    if not incidents:
        return {"numerical_answer": 1, "answer_docs": []}
    best = max(range(len(incidents)), key=lambda n: (fits[n], len(incidents[n].docs), incidents[n].docs))
    enough = [n for n, fit in enumerate(fits) if fit >= _ENOUGH]
    chosen = [incidents[n] for n in (enough if enough and subtask > 1 else [best])]
    people = sum(_counted(incident, harm, name) for incident in chosen)
    return {
        "numerical_answer": max(1, people if subtask == 3 else len(chosen)),
        "answer_docs": sorted({doc for incident in chosen for doc in incident.docs}),
    }


def _counted(incident: Incident, harm: str, name: Condition | None) -> int:
    """All the people harmed, or those of them who bear the name asked for."""
    if name is None:
        return harmed(incident, harm)
    return sum(person.fate == harm for parts, person in incident.people if bears(parts, name))
