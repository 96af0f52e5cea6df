"""`gowah count`."""

from __future__ import annotations

import click

from gowah.cli.common import MEASURES, common, in_range, open_record, say, say_json, table, tree, wants_json
from gowah.cli.scopes import scope_words
from gowah.model import Figure
from gowah.views import as_rows

NOTE = """
A figure is the best estimate (lowest–highest); a + is an open end, “at least”. Reports that copy one another
are one origin. Figures of different scope overlap: never add them up. `gowah show n-…` shows what one is made of."""


@click.command()
@common
def command(folder: str | None, as_json: bool) -> None:
    """Figures with their ranges, by perpetrator, community, place and period.

    \b
    Example:
      gowah count
    """
    record = open_record(folder)
    figures = [f for f in record.evidence(refresh=True).figures if f.scope.incident is None]
    if wants_json(as_json):
        say_json([tree(figure) for figure in figures])
        return
    said = [(scope_words(figure.scope, record.tables), figure) for figure in figures if figure.reports]
    if not said:
        say("No figures yet.")
        return
    order = list(MEASURES)
    said.sort(key=lambda row: (_breadth(row[1]), row[0], order.index(row[1].measure)))
    rows = [
        (
            MEASURES[f.measure], words, in_range(f.low, f.best, f.high), str(f.reports),
            str(f.origins_low) if f.origins_low == f.origins_high else f"{f.origins_low}–{f.origins_high}",
            f.rule, f.id,
        )
        for words, f in said
    ]  # fmt: skip
    rules = {row[-2] for row in rows}
    shown = rows if len(rules) > 1 else [(*row[:-2], row[-1]) for row in rows]
    head = ("what", "in which attacks", "figure", "reports", "origins", *(["rule"] if len(rules) > 1 else []), "id")
    say(table(head, shown))
    say(NOTE + (f" Rule: {rules.pop()}." if len(rules) == 1 else ""))


def _breadth(figure: Figure) -> tuple[int, str]:
    """All first, then by what narrows the scope."""
    narrowed = [name for name, value in as_rows([figure.scope])[0].items() if value]
    return len(narrowed), " ".join(sorted(narrowed))
