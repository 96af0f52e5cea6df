"""`gowah rebuild [--check]`."""

from __future__ import annotations

import sys

import click

from gowah.cli.common import common, open_record, say_json, wants_json


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; compare every table with one made afresh.")
@common
def command(check: bool, folder: str | None, as_json: bool) -> None:
    """Make the views again from the ledger, or check that they would come out the same.

    \b
    Example:
      gowah rebuild --check
    """
    record = open_record(folder)
    differ = record.rebuild(check=check)
    if wants_json(as_json):
        say_json({"checked": check, "differ": list(differ)})
    elif not check:
        click.echo("The views were made again.")
    elif differ:
        click.echo(f"Other rows than the ledger gives in: {', '.join(differ)}. Run `gowah rebuild`.")
    else:
        click.echo("Every table has just the rows that the ledger gives.")
    sys.exit(1 if differ else 0)
