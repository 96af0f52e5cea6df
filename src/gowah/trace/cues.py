"""Small words that matter to tracing: of crediting, of own reporting, of doubt (`data/common/trace_cues.csv`)."""

from __future__ import annotations

import re
from functools import cache

from gowah.words.script import fold
from gowah.words.sheets import sheet


@cache
def cue(name: str) -> re.Pattern[str]:
    """A pattern over folded text that finds any of the words of a cue; `…` in a row stands for a few words."""
    forms = [
        fold(form.strip()) for row in sheet("trace_cues") if row["cue"] == name for form in row["words"].split("|")
    ]
    longest_first = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    spelled = [re.escape(form).replace(re.escape("…"), r"\S+(?: \S+){0,3}") for form in longest_first]
    return re.compile(r"(?<!\w)(?:" + "|".join(spelled) + r")(?!\w)")
