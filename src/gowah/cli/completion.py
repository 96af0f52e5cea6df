"""`gowah completion bash|zsh|fish`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gowah.cli.common import common


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common
def command(shell: str, folder: str | None, as_json: bool) -> None:
    """Print what makes the shell complete gowah's commands.

    \b
    Example:
      gowah completion bash >> ~/.bashrc
    """
    del folder, as_json
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(click.get_current_context().find_root().command, {}, "gowah", "_GOWAH_COMPLETE").source())
