"""`gowah claim`."""

from __future__ import annotations

import click

from gowah.cli.common import common, engine_option, open_record, progress, say_json, say_problems, tree, wants_json


@click.command()
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that look for claims side by side.")
@engine_option
@common
def command(engine: str | None, folder: str | None, as_json: bool, workers: int | None) -> None:
    """Find who did what to whom in each text, every value with its quote and speakers.

    \b
    Example:
      gowah claim
      gowah claim --engine spark
    """
    done = open_record(folder).claim(progress=progress(), workers=workers, engine=engine)
    if wants_json(as_json):
        say_json({"done": dict(done.counts), "problems": [tree(problem) for problem in done.problems]})
        return
    click.echo(f"{done['claim: entered']} entered, {done['claim: withdrawn']} withdrawn as superseded.")
    if done["asked"]:
        click.echo(f"A language model was asked about {done['asked']} texts: {done['answers: entered']} entered.")
    say_problems(done.problems)
