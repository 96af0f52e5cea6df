"""`gowah read`."""

from __future__ import annotations

import click

from gowah.cli.common import common, engine_option, open_record, progress, say_json, say_problems, tree, wants_json


@click.command()
@engine_option
@common
def command(engine: str | None, folder: str | None, as_json: bool) -> None:
    """Read the words out of each kept report that has not been read yet.

    \b
    Example:
      gowah read
      gowah read --engine spark
    """
    done = open_record(folder).read(progress=progress(), engine=engine)
    if wants_json(as_json):
        say_json({"done": dict(done.counts), "problems": [tree(problem) for problem in done.problems]})
        return
    click.echo(f"{done['read: entered']} entered, {done['read: withdrawn']} withdrawn as superseded.")
    say_problems(done.problems)
