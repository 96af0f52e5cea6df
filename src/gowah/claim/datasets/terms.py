"""What was attacked, whom it was meant for and how: codes of the dataset, or names of the tables in its words."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.claim.datasets.rows import Row
from gowah.model import Certainty, Problem, Term, Value

_TABLES = {"site": "sites", "community": "communities", "tactic": "tactics"}


def terms(row: Row) -> Iterator[Value | Problem]:
    """Site, community and tactic, where the row tells them."""
    doubted = Certainty.HEDGED if row.means("doubt") else Certainty.STATED
    wanted = dict(_TABLES)
    if row.means("suicide") and row.means("explodes"):
        term = Term(code="suicide-bombing", as_written=row.said("suicide"))
        yield row.value("tactic", term, "suicide", certainty=doubted)
        del wanted["tactic"]
    for property, table in wanted.items():
        words = row.said(property)
        known = row.lookup.code(words, table) if words else None
        code, field = (known, property) if known else row.means(property) or (None, property)
        if code:
            term = Term(code=code, as_written=row.said(field))
            yield row.value(property, term, field, certainty=doubted if property == "tactic" else Certainty.STATED)
        elif words and row.form.numbers == "words":  # the template is filled in by people who can mend it
            yield Problem(
                where=row.place, what=f"the {property} stands in no table",
                hint=f"It was left out. Use a name of the tables, or add a row to hand/{table}.csv.",
            )  # fmt: skip
