"""`gowah publish --out DIR`."""

from __future__ import annotations

import click

from gowah.cli.common import common, open_record, say_json, wants_json


@click.command()
@click.option("--out", metavar="DIR", type=click.Path(), help="Also write the release here (a new or empty folder).")
@common
def command(out: str | None, folder: str | None, as_json: bool) -> None:
    """Write a release: pages, data and proof, safe to hand to anyone, readable from a USB stick.

    \b
    Example:
      gowah publish --out /media/usb/release
    """
    home = open_record(folder).publish(out)
    page = home / "index.html"
    if wants_json(as_json):
        say_json({"release": str(home), "page": str(page)})
        return
    click.echo(f"Published to {home}")
    click.echo(f"Open {page.resolve()}")
