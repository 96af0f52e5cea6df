"""Who did it, as the dataset means its actors' names on that day and at that place, and on what ground.

Actors' names are rows of a region's `dataset_actors.csv`; their code is `group@place@from..to` with a gazetteer id and
ISO dates, an absent end being open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gowah.claim.datasets.rows import Row
from gowah.model import Certainty, Problem, Speaker, Term, Value, When, Where
from gowah.words import Tables, find_names

_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_CODE = re.compile(r"^[A-Z]{2,8}: ")
_UNKNOWN = "unknown"


def blames(row: Row) -> bool:
    """Whether the row says who attacked whom: a battle has two sides and no perpetrator."""
    return row.form.blames == "always" or row.means("victims") is not None


def blame(row: Row, values: Sequence[Value]) -> Iterator[Value | Problem]:
    """The perpetrators and how sure that is; `values` are the row's own days and place."""
    day = next((v.value.earliest for v in values if isinstance(v.value, When)), None)
    place = next((v.value.place for v in values if isinstance(v.value, Where)), None)
    for suffix in ("", ".2", ".3"):
        field = f"attacker{suffix}"
        if field not in row.cells:
            continue
        name = row.said(field)
        if _nobody(row, name):
            if not suffix:
                yield row.value("responsibility", Term(code=_UNKNOWN, as_written=name), field)
            continue
        code = actor_code(name, day, place, row.lookup.tables)
        if code is not None:
            yield from _ground(row, field, suffix, code)
        elif row.form.numbers == "words":  # the template is filled in by people who can mend it
            yield Problem(
                where=row.place, what="the perpetrator stands in no table of groups",
                hint="It was left out. Use a name of the tables, or add a row to hand/groups.csv.",
            )  # fmt: skip


def _ground(row: Row, field: str, suffix: str, code: str) -> Iterator[Value]:
    name = row.said(field)
    shared = ("rival_claims", "responsibility")
    said = row.means("responsibility", f"guess{suffix}", f"claimed{suffix}", *shared)
    status, ground = said or ("attributed", field)
    unsure = status == "suspected" or row.means("doubt") is not None
    certainty = Certainty.HEDGED if unsure else Certainty.STATED
    yield row.value("perpetrator", Term(code=code, as_written=name), field, certainty=certainty)
    speakers = (*row.speaker, Speaker(name=name)) if status == "claimed" else row.speaker
    written = name if ground == field else row.said(ground)
    yield row.value(
        "responsibility", Term(code=status, as_written=written), ground, certainty=certainty, speakers=speakers
    )


def _nobody(row: Row, name: str) -> bool:
    return row.meaning("nobody", "attacker", name.split(maxsplit=1)[0]) is not None


def actor_code(name: str, day: str | None, place: str | None, tables: Tables) -> str | None:
    """The group that a dataset's actor name stands for on an ISO day at a place; None where no table says."""
    around = {row.id for row in tables.ancestors(place)}
    plain = name.strip().lower()
    for row in tables.terms.get("dataset_actors", {}).values():
        group, home, span = row.code.split("@")
        first, last = span.split("..")
        known = any(plain == alias.lower() for _, alias in row.aliases)
        if known and home in around and (day is None or (first or "0000") <= day <= (last or "9999")):
            return group
    if plain in tables.terms.get("groups", {}):
        return plain
    for words in dict.fromkeys((name.strip(), _BEHIND.sub("", name.strip()), _CODE.sub("", name.strip()))):
        found = (n.code for n in find_names(words, tables) if n.table == "groups" and n.as_written == words)
        if (code := next(found, None)) is not None:
            return code
    return None
