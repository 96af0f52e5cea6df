"""`gowah status`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say_json, say_problems, tree, wants_json


@click.command()
@common
def command(folder: str | None, as_json: bool) -> None:
    """What the record holds, what waits, and what went wrong.

    \b
    Example:
      gowah status
    """
    record = open_record(folder)
    evidence = record.evidence()
    waiting = len(record.waiting())
    counts = {
        "entries": record.ledger.size, "sources": len({source for source, _ in evidence.sightings}), "unread": waiting,
        "texts": len(evidence.texts), "mentions": len(evidence.mentions), "families": len(evidence.families),
        "incidents": len(evidence.incidents), "figures": len(evidence.figures), "problems": len(evidence.problems),
    }  # fmt: skip
    if wants_json(as_json):
        say_json({**counts, "record": str(record.folder), "problem_list": [tree(p) for p in evidence.problems]})
        return
    click.echo(f"{record.folder.resolve()}")
    for name, number in counts.items():
        click.echo(f"{number:>8}  {name}")
    say_problems(evidence.problems)
    if waiting:
        click.echo("Next: gowah run")
