"""`gowah verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gowah.cli.common import common, open_record, progress, say_json, tree, wants_json
from gowah.errors import UsageMistake
from gowah.ledger import ProofChecked, Verified
from gowah.record import verify_release

FOLDER, FILE = click.Path(exists=True, file_okay=False), click.Path(exists=True, dir_okay=False)


@click.command()
@click.argument("release", required=False, type=FOLDER)
@click.option("--held", metavar="FILE", type=FILE, help="A checkpoint you hold from before.")
@click.option("--key", metavar="KEY", help="The record's key, from elsewhere (as `gowah new` printed it).")
@common
def command(release: str | None, held: str | None, key: str | None, folder: str | None, as_json: bool) -> None:
    """Recompute everything; say what was proved, relative to what, and what was not.

    Verifies the record, or a RELEASE folder on its own.

    \b
    Example:
      gowah verify
      gowah verify /media/usb/release
    """
    checkpoint = Path(held).read_bytes() if held else None
    if release is not None and checkpoint is not None:
        raise UsageMistake("--held goes with a record, not with a release")
    found: Verified | ProofChecked = (
        verify_release(Path(release), key)
        if release is not None
        else open_record(folder).verify(held=checkpoint, vkey=key, progress=progress())
    )
    if wants_json(as_json):
        say_json({"verified": not found.faults, **_dict(found)})
    else:
        for sentence in found.sentences():
            click.echo(sentence)
        word = "release" if release else "record"
        if found.faults:
            click.secho(f"{word} NOT verified: {len(found.faults)} faults", fg="red")
        else:
            click.secho(f"{word} verified", fg="green")
    sys.exit(1 if found.faults else 0)


def _dict(found: object) -> dict[str, object]:
    shown = tree(found)
    return {**shown} if isinstance(shown, dict) else {}
