"""`gowah trace`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say_json, table, tree, wants_json
from gowah.model import Evidence


@click.command()
@common
def command(folder: str | None, as_json: bool) -> None:
    """Find which reports copy one origin, and what changed on the way.

    \b
    Example:
      gowah trace
    """
    record = open_record(folder)
    evidence = record.evidence(refresh=True)
    if wants_json(as_json):
        say_json([tree(family) for family in evidence.families])
        return
    outlets = {text.entry: text.outlet for text in evidence.texts}
    click.echo(f"{_many(len(evidence.texts), 'report')}, {_origins(evidence)}")
    rows = [
        (
            family.id, str(len({member.text for member in family.members})),
            outlets.get(family.origin or -1, f"{family.origin_name or 'an origin'}, not kept"),
            str(sum(len(member.changed) for member in family.members)), "" if family.certain else "suspected",
        )
        for family in evidence.families
    ]  # fmt: skip
    click.echo(table(("family", "reports", "origin", "changes", ""), rows) if rows else "No copies found.")


def _origins(evidence: Evidence) -> str:
    """`2 origins (2–3)`: families and reports in none; suspected copies merged in the lower number."""
    everyone = {text.entry for text in evidence.texts}
    low, high = (
        len(families) + len(everyone - {member.text for family in families for member in family.members})
        for families in (evidence.families, [family for family in evidence.families if family.certain])
    )
    return _many(low, "origin") + (f" ({low}–{high})" if low != high else "")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
