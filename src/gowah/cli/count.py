"""`gowah count`."""

from __future__ import annotations

import click

from gowah.cli.common import common, in_range, open_record, say_json, table, tree, wants_json
from gowah.cli.scopes import scope_words
from gowah.model import Figure
from gowah.views import as_rows

MEASURES = ("incidents", "attacks", "killed", "injured", "hurt", "abducted")


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
    said.sort(key=lambda row: (_breadth(row[1]), row[0], MEASURES.index(row[1].measure)))
    rows = [
        (
            words, f.measure, in_range(f.low, f.best, f.high), str(f.reports),
            f"{f.origins_low}" if f.origins_low == f.origins_high else f"{f.origins_low}–{f.origins_high}", f.id,
        )
        for words, f in said
    ]  # fmt: skip
    click.echo(table(("of", "measure", "figure", "reports", "origins", "id"), rows) if rows else "No figures yet.")


def _breadth(figure: Figure) -> tuple[int, str]:
    """All first, then by what narrows the scope."""
    narrowed = [name for name, value in as_rows([figure.scope])[0].items() if value]
    return len(narrowed), " ".join(sorted(narrowed))
