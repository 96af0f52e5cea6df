"""`gowah dump`."""

from __future__ import annotations

import click

from gowah.cli.common import as_of_option, common, open_record, say_json


@click.command()
@as_of_option
@common
def command(as_of: int | None, folder: str | None, as_json: bool) -> None:
    """Print the whole record as JSON (docs/formats.md). For the team: it holds protected fields.

    \b
    Example:
      gowah dump --json > record.json
    """
    del as_json
    say_json(open_record(folder).dump(as_of=as_of))
