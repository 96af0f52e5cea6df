"""`gowah new DIR`."""

from __future__ import annotations

import click

from gowah.cli.common import common, say_json, wants_json
from gowah.record import Record


@click.command()
@click.argument("directory", type=click.Path())
@common
def command(directory: str, folder: str | None, as_json: bool) -> None:
    """Make a new, empty record, and its signing key (kept outside it).

    \b
    Example:
      gowah new my-record
    """
    record = Record.create(directory)
    home = record.keyring.folder if record.keyring else None
    if wants_json(as_json):
        made = {"record": record.folder, "origin": record.ledger.origin, "key": record.ledger.vkey, "keys": home}
        say_json({name: str(value) for name, value in made.items()})
        return
    click.echo(f"A new record in {record.folder}")
    click.echo(f"Its key, for whoever is to verify it:\n  {record.ledger.vkey}")
    click.echo(f"The secret part lies in {home}: back that folder up, apart from the record.")
    click.echo(f"Next: gowah -r {record.folder} keep REPORTS…")
