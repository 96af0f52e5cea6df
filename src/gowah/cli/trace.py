"""`gowah trace`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say_json, table, tree, wants_json


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
    rows = [
        (
            family.id, str(len({member.text for member in family.members})),
            outlets.get(family.origin or -1, family.origin_name or "not kept"),
            str(sum(len(member.changed) for member in family.members)), "" if family.certain else "suspected",
        )
        for family in evidence.families
    ]  # fmt: skip
    click.echo(table(("family", "reports", "origin", "changes", ""), rows) if rows else "No copies found.")
