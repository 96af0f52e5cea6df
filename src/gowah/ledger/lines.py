"""Lines from bytes, fast: a line has so plain a form that one expression says all of it."""

from __future__ import annotations

import re
from itertools import pairwise

from gowah.model import Line, line_from
from gowah.model.bodies import BODY_TYPES

_NUMBER = rb"(?:0|[1-9][0-9]{0,14})"
_LINE = re.compile(
    rb'\{"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)",'
    rb'(?:"because":\[(' + _NUMBER + rb"(?:," + _NUMBER + rb")*)\],)?"
    rb'"by":"(key:[0-9a-f]{16}|tool:[a-z0-9._-]+/[0-9A-Za-z.+-]+)",'
    rb'"kind":"(' + "|".join(BODY_TYPES).encode() + rb')","seal":"([0-9a-f]{64})"\}'
)


def read_line(data: bytes) -> Line:
    """The line that prints as these bytes, as `line_from` gives it and refuses it (`BadFormat`), ten times faster."""
    found = _LINE.fullmatch(data)
    if not found:
        return line_from(data)
    at, ids, by, kind, seal = found.groups()
    because = tuple(map(int, ids.split(b","))) if ids else ()
    if any(later <= earlier for earlier, later in pairwise(because)):
        return line_from(data)
    return Line(kind=kind.decode(), at=at.decode(), by=by.decode(), seal=seal.decode(), because=because)
