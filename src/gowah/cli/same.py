"""`gowah same A B`."""

from __future__ import annotations

import click

from gowah.cli.common import common, wants_json
from gowah.cli.rulings import rule
from gowah.model import Verdict


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--because", "reason", metavar="WORDS", help="Why.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@common
def command(a: str, b: str, reason: str | None, yes: bool, folder: str | None, as_json: bool) -> None:
    """Rule that two mentions tell of one incident, or that two reports rest on one origin.

    What that changes is shown before it is entered.

    \b
    Example:
      gowah same e12 e15 --because "same mosque, same list of names"
      gowah same e1 e2 --because "the editor says who wrote it first"
    """
    rule(folder, Verdict.SAME_INCIDENT, (a, b), reason, yes, wants_json(as_json))
