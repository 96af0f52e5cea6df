"""`gowah serve`."""

from __future__ import annotations

import secrets
import webbrowser

import click

from gowah.cli.common import common, open_record, say_json, wants_json


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8734, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Open a browser window.")
@common
def command(port: int, browser: bool, folder: str | None, as_json: bool) -> None:
    """Read the record in a browser, on this machine only.

    \b
    Example:
      gowah serve --no-browser
    """
    import uvicorn

    from gowah.web import reading_room

    record = open_record(folder)
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{port}/?token={token}"
    if wants_json(as_json):
        say_json({"address": address})
    else:
        click.echo(f"Open {address}\nThe address is for you alone. Stop with Ctrl-C.")
    if browser:
        webbrowser.open(address)
    uvicorn.run(reading_room(record, token), host="127.0.0.1", port=port, log_level="warning", access_log=False)
