"""Small words that matter to tracing: of crediting, of own reporting, of doubt (`data/common/trace_cues.csv`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from gowah.trace.forms import forms_in
from gowah.words.script import fold
from gowah.words.sheets import sheet


@cache
def cue(name: str) -> re.Pattern[str]:
    """A pattern over folded text that finds any of the words of a cue; `…` in a row stands for a few words."""
    longest_first = sorted(_forms()[name], key=lambda form: (-len(form), form))
    spelled = [re.escape(form).replace(re.escape("…"), r"\S+(?: \S+){0,3}") for form in longest_first]
    return re.compile(r"(?<!\w)(?:" + "|".join(spelled) + r")(?!\w)")


def cues_in(folded: str) -> frozenset[str]:
    """The cues of which a folded text has a word: no other can stand in it."""
    there = set(forms_in(folded))
    return frozenset(name for name, telling in _telling().items() if not telling.isdisjoint(there))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Cue -> all its forms, folded."""
    forms: dict[str, set[str]] = {}
    for row in sheet("trace_cues"):
        forms.setdefault(row["cue"], set()).update(fold(form.strip()) for form in row["words"].split("|"))
    return {name: frozenset(found - {""}) for name, found in forms.items()}


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    """Cue -> the longest word of each of its forms, without which that form stands nowhere."""
    return {name: frozenset(max(forms_in(form), key=len) for form in forms) for name, forms in _forms().items()}
