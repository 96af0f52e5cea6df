"""`gowah undo ID`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say, say_json, wants_json
from gowah.model import entry_id
from gowah.record.rulings import undone


@click.command()
@click.argument("id")
@common
def command(id: str, folder: str | None, as_json: bool) -> None:
    """Take back a ruling on incidents or origins. The ruling and this stay on record.

    \b
    Example:
      gowah undo e40
    """
    record = open_record(folder)
    entry = undone(record, id)
    record.link()
    if wants_json(as_json):
        say_json({"withdrawn": id, "entry": entry_id(entry)})
        return
    say(f"{id} no longer holds ({entry_id(entry)}). `gowah link` shows the incidents, `gowah trace` the origins.")
