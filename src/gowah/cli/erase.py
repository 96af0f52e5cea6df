"""`gowah erase ID --because REASON --authority CODE`."""

from __future__ import annotations

import sys

import click

from gowah.cli.common import common, open_record, say_json, tree, wants_json
from gowah.errors import UsageMistake
from gowah.model import Reason

REASONS = click.Choice([reason.value for reason in Reason])


@click.command()
@click.argument("id")
@click.option("--because", required=True, type=REASONS, help="A coded reason.")
@click.option("--authority", required=True, metavar="CODE", help="Who may order this, as a code: never a name.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@common
def command(id: str, because: str, authority: str, yes: bool, folder: str | None, as_json: bool) -> None:
    """Destroy what an entry says, and all that rests on it. Its line and every proof stay.

    \b
    Example:
      gowah erase e5 --because at_risk --authority lead
    """
    record = open_record(folder)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageMistake("erasing cannot be undone", hint="Say --yes if you mean it.")
        click.confirm(f"Erase {id} and everything that rests on it? This cannot be undone.", abort=True)
    erasure = record.erase(id, because=Reason(because), authority=authority)
    if wants_json(as_json):
        say_json(tree(erasure))
        return
    click.echo(f"Erased: {', '.join(f'e{n}' for n in erasure.erased)}.")
    click.echo("The lines stay; `gowah verify` says ERASED. Releases of this record were removed: publish again.")
    click.echo("Not recalled: copies of the record, backups and releases that others hold.")
