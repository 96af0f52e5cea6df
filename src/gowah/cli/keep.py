"""`gowah keep PATH|URL…`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gowah.cli.common import PROBLEMS, common, open_record, progress, say_json, say_problems, tree, wants_json
from gowah.errors import DiskFailed, UsageMistake


@click.command()
@click.argument("places", nargs=-1, metavar="PATH|URL…")
@click.option("--template", "empty", metavar="FILE", help="Write an empty table to fill in, and keep nothing.")
@common
def command(places: tuple[str, ...], empty: str | None, folder: str | None, as_json: bool) -> None:
    """Take reports in, untouched: files, folders, archives of files, web addresses.

    The same bytes again are one source with a further sighting. A web address is fetched only now, once.

    \b
    Example:
      gowah keep ~/reports press.zip https://example.org/story
      gowah keep --template attacks.csv
    """
    if empty is not None:
        _write_template(Path(empty), places)
        return
    if not places:
        raise UsageMistake("there is nothing to keep", hint="Give a path or URL, such as: gowah keep ~/reports")
    done = open_record(folder).keep(*places, progress=progress())
    if wants_json(as_json):
        say_json({"kept": dict(done.counts), "problems": [tree(problem) for problem in done.problems]})
    else:
        click.echo(f"Kept: {done['new']} new, {done['seen before']} seen before.")
        if done["refused"]:
            click.echo(f"Refused: {done['refused']} that were erased from this record before.")
        say_problems(done.problems)
    sys.exit(PROBLEMS if done.problems else 0)


def _write_template(file: Path, places: tuple[str, ...]) -> None:
    from gowah.claim import template

    if places:
        raise UsageMistake("a template is written, or reports are kept: not both at once")
    try:
        with file.open("xb") as out:
            out.write(template())
    except FileExistsError:
        raise UsageMistake(f"{file} is there already", hint="Nothing was written. Give another name.") from None
    except OSError as error:
        raise DiskFailed(f"{file} could not be written: {error.strerror}") from error
    click.echo(f"An empty table in {file}: fill it in, one attack a row, and keep it. Its columns: docs/datasets.md")
