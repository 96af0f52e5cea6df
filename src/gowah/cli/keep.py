"""`gowah keep PATH|URL…`."""

from __future__ import annotations

import sys

import click

from gowah.cli.common import PROBLEMS, common, open_record, progress, say_json, say_problems, tree, wants_json


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PATH|URL…")
@common
def command(places: tuple[str, ...], folder: str | None, as_json: bool) -> None:
    """Take reports in, untouched: files, folders, archives of files, web addresses.

    The same bytes again are one source with a further sighting. A web address is fetched only now, once.

    \b
    Example:
      gowah keep ~/reports press.zip https://example.org/story
    """
    done = open_record(folder).keep(*places, progress=progress())
    if wants_json(as_json):
        say_json({"kept": dict(done.counts), "problems": [tree(problem) for problem in done.problems]})
    else:
        click.echo(f"Kept: {done['new']} new, {done['seen before']} seen before.")
        if done["refused"]:
            click.echo(f"Refused: {done['refused']} that were erased from this record before.")
        say_problems(done.problems)
    sys.exit(PROBLEMS if done.problems else 0)
