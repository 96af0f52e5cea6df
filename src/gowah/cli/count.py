"""`gowah count`."""

from __future__ import annotations

import click

from gowah.cli.common import common, in_range, open_record, say_json, table, tree, wants_json
from gowah.cli.scopes import scope_words


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
    rows = [
        (
            scope_words(f.scope, record.tables), f.measure, in_range(f.low, f.best, f.high), str(f.reports),
            f"{f.origins_low}" if f.origins_low == f.origins_high else f"{f.origins_low}–{f.origins_high}", f.id,
        )
        for f in figures
    ]  # fmt: skip
    click.echo(table(("of", "measure", "figure", "reports", "origins", "id"), rows))
