"""`gowah link`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say_json, wants_json
from gowah.cli.incidents import incident_table


@click.command()
@common
def command(folder: str | None, as_json: bool) -> None:
    """Join mentions of one event into incidents, each join with its reasons.

    \b
    Example:
      gowah link
    """
    record = open_record(folder)
    record.link()
    if wants_json(as_json):
        say_json(record.dump()["incidents"])
        return
    click.echo(incident_table(record))
