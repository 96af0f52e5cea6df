"""`gowah link`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say, say_json, wants_json
from gowah.cli.incidents import incident_table
from gowah.record import Record
from gowah.record.learning import learn


@click.command()
@click.option("--learn", "learning", is_flag=True, help="First learn new weights from this record (link.json).")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), help="Where pairs are scored (default: duckdb).")
@common
def command(learning: bool, engine: str | None, folder: str | None, as_json: bool) -> None:
    """Join mentions of one event into incidents, each join with its reasons.

    \b
    Example:
      gowah link
      gowah link --learn
    """
    record = open_record(folder)
    if learning:
        _learn(record)
    record.link(engine=engine)
    if wants_json(as_json):
        say_json(record.dump()["incidents"])
        return
    say(incident_table(record))


def _learn(record: Record) -> None:
    """Learns, and says what changed most."""
    found = learn(record)
    say(f"Learned version {found.new.version} of the weights: link.json, kept as an entry.", err=True)
    say(f"Incidents: {found.before} before, {found.after} now. Weights that moved most (millibits):", err=True)
    moved = [
        (abs(weight - found.old.weight(name, words)), name, words, weight)
        for name, levels in found.new.table.items()
        for words, weight in levels.items()
    ]
    for moves, name, words, weight in sorted(moved, key=lambda row: (-row[0], row[1:]))[:8]:
        if moves:
            say(f"  {name}, {words}: {found.old.weight(name, words)} → {weight}", err=True)
