"""`gowah run`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, progress, say_json, say_problems, tree, wants_json


@click.command()
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that look for claims side by side.")
@common
def command(folder: str | None, as_json: bool, workers: int | None) -> None:
    """Read, claim, trace, link and count whatever is new. Stops and resumes safely.

    \b
    Example:
      gowah run
    """
    done = open_record(folder).run(progress=progress(), workers=workers)
    if wants_json(as_json):
        say_json({"done": dict(done.counts), "problems": [tree(problem) for problem in done.problems]})
        return
    click.echo(
        f"{done['texts']} texts, {done['mentions']} mentions ({done['claim: entered']} entered now), "
        f"{done['families']} families of copies, {done['incidents']} incidents, {done['figures']} figures."
    )
    say_problems(done.problems)
