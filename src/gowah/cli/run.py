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
    record = open_record(folder)
    done = record.run(progress=progress(), workers=workers)
    rows = record.hand_rows()
    if wants_json(as_json):
        problems = [tree(problem) for problem in done.problems]
        say_json({"done": dict(done.counts), "hand": [tree(row) for row in rows], "problems": problems})
        return
    click.echo(
        f"{done['texts']} texts, {done['mentions']} mentions ({done['claim: entered']} entered now), "
        f"{done['families']} families of copies, {done['incidents']} incidents, {done['figures']} figures."
    )
    if done["asked"]:
        click.echo(f"A language model was asked about {done['asked']} texts: {done['answers: entered']} entered.")
    for row in rows:
        many = "not found in any text" if not row.values else "1 value" if row.values == 1 else f"{row.values} values"
        click.echo(f"hand/{row.table}.csv: {row.code}: {many}")
    say_problems(done.problems)
