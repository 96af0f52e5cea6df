"""Letters as printed, from where a line begins → letters as written (the inverse of the Unicode bidi algorithm).

A printed page knows where each letter stands, not in which order it was written. In a line that runs from the
right, words of the other direction and numbers stand the other way round, and brackets are printed mirrored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FORMS = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]")
_MIRRORED = dict(zip("()[]{}«»‹›", ")(][}{»«›‹", strict=True))
_ENDING = frozenset("ءآأؤإاةدذرزوىٱٲٳٵٶٷڈډڊڋڌڍڎڏڐڑڒړڔڕږڗژڙۀۃۄۅۆۇۈۉۊۋۍۏےۓەۮۯ")
_OPENING = frozenset("([{«‹")
_AFTER_CLOSING = frozenset(" \t.,;:!?،؛؟۔…)]}»›")

# A line as a word over six classes of signs: L and R letters, N digits, E those of Eastern forms, S what stands
# inside a number, O the rest.
_DIGITS = r"[NE](?:S?[NE])*"
_NUMBER = re.compile(_DIGITS)
_LEFT_RUN = re.compile(rf"(?:{_DIGITS}O?)?L(?:[^R]*L)?[NE]*|{_DIGITS}")
_LEFT_LINE = re.compile(r"[LNE](?:.*[LNE])?")  # a cell or line that is all of the other direction
_RIGHT_RUN = re.compile(r"(?:E(?:S?E)*O)?R(?:[^L]*R)?")
_IN_NUMBERS = frozenset(".,/:\u066b\u066c")


def runs_right(text: str) -> bool:
    """True when most letters of a text are of a script that is written from the right."""
    right = sum(map(is_right, text))
    return right * 2 > sum(map(str.isalpha, text))


def is_right(char: str) -> bool:
    """True for a letter of a script that is written from the right; its digits are not."""
    return char.isalpha() and _RIGHT.match(char) is not None


def joins(before: str, after: str) -> bool:
    """True for two letters of Arabic script that are written as one stroke: `ب` and what follows, never `ا`."""
    return is_right(before) and is_right(after) and before not in _ENDING and after != "ء"


def written(signs: Sequence[str], *, right: bool) -> str:
    """The text of a line whose signs come as the eye meets them from where the line begins.

    `right`: it begins at the right. A sign may be of several code points (a letter with its marks).
    """
    kinds = "".join(map(_kind, signs))
    done: list[str] = []
    at = 0
    turning = _RIGHT_RUN if not right else _LEFT_RUN if "R" in kinds or "L" not in kinds else _LEFT_LINE
    for run in turning.finditer(kinds):
        done += signs[at : run.start()]
        turned = list(reversed(signs[run.start() : run.end()]))
        done += turned if right else _numbers_turned(turned)
        at = run.end()
    done += signs[at:]
    return "".join(_bracketed(done) if "R" in kinds else done)


def lettered(char: str) -> str:
    """The letters that a printed form stands for: `ﻻ` is لا, `ﬁ` is fi. All else stays."""
    return unicodedata.normalize("NFKC", char) if _FORMS.match(char) else char


def _kind(sign: str) -> str:
    char = sign[0]
    if char.isdigit():
        return "N" if char.isascii() else "E"
    if char in _IN_NUMBERS:
        return "S"
    if is_right(char):
        return "R"
    return "L" if char.isalpha() else "O"


def _numbers_turned(signs: list[str]) -> list[str]:
    """A right-to-left run in a line of the other direction: its numbers were turned with it, and turn back."""
    for run in _NUMBER.finditer("".join(map(_kind, signs))):
        signs[run.start() : run.end()] = reversed(signs[run.start() : run.end()])
    return signs


def _bracketed(signs: list[str]) -> list[str]:
    """Brackets as they were written: programs differ in whether they mirror them, so their neighbours decide."""
    for at, sign in enumerate(signs):
        if sign not in _MIRRORED:
            continue
        before = signs[at - 1][-1] if at else " "
        after = signs[at + 1][0] if at + 1 < len(signs) else " "
        opens = (before.isspace() or before in _OPENING) and not after.isspace()
        closes = not before.isspace() and after in _AFTER_CLOSING
        if opens is not closes and opens is not (sign in _OPENING):
            signs[at] = _MIRRORED[sign]
    return signs
