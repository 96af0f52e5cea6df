"""Whether a sentence says of a community only that it lives somewhere: "most people of the area are …".

Who lives where is no word on who was hit: a claim that rests on it is hedged. The words are rows of
`data/common/residents.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.sentence import Sentence
from gowah.words import NameSpan
from gowah.words.sheets import sheet

_CLAUSE = re.compile(r"[.;:!?]|,\s+(?:and|but|who|while|when|as)\b")
_REACH = 90  # code points before a community in which its clause is looked at


@cache
def _any(kind: str) -> str:
    forms = [form for row in sheet("residents") if row["kind"] == kind for form in row["forms"].split("|")]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _ground() -> re.Pattern[str]:
    """ "A Hazara-majority district", "the Shia west of the city"."""
    return re.compile(rf"(?:[\s-]+(?:{_any('most')}|populated|dominated|inhabited))?[\s-]+(?:{_any('ground')})\b", re.I)


@cache
def _living() -> re.Pattern[str]:
    """ "Most people of the area are", "home to many"."""
    return re.compile(rf"\b(?:(?:{_any('home')})\b|(?:{_any('most')})\b[^,]{{0,40}}?\b(?:{_any('folk')})\b)", re.I)


def is_of_residents(sentence: Sentence, name: NameSpan) -> bool:
    """True for a community named as those who live in a place, and not as those who came to harm."""
    text = sentence.text.text
    if _ground().match(text, name.end, sentence.end):
        return True
    clause = _CLAUSE.split(text[max(sentence.start, name.start - _REACH) : name.start])[-1]
    said = _living().search(clause)
    if said is None:
        behind = re.compile(rf"\s+(?:{_any('home')})\b", re.I).match(text, name.end, sentence.end)
        return behind is not None and not sentence.cues(*PROPERTY, within=(name.end, sentence.end))
    since = name.start - len(clause) + said.start()
    return not sentence.cues(*PROPERTY, "strike", "attack", within=(since, name.start))
