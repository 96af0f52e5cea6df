"""The command line: one small file a verb. Each parses, calls `Record`, and prints."""

from __future__ import annotations

import sqlite3
import sys
from importlib import import_module

import click

from gowah.errors import GowahError

VERBS = (
    "new", "keep", "run", "ask", "show", "status", "same", "different", "undo", "publish", "verify", "rebuild", "dump",
    "erase", "read", "claim", "trace", "link", "count", "serve", "completion",
)  # fmt: skip


class _Verbs(click.Group):
    """Loads a verb's file only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = import_module(f"gowah.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-r", "--record", "folder", metavar="DIR", help="The record (default: here or above, or GOWAH_RECORD).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.version_option(package_name="gowah", prog_name="gowah")
def gowah(folder: str | None, as_json: bool) -> None:
    """Keep a verifiable record of attacks: from reports to counts that anyone can trace to a sentence.

    \b
    Example:
      gowah new my-record
      cd my-record
      gowah keep ~/reports
      gowah run
      gowah ask "How many people were killed in Kabul in 2022?"
    """


def main() -> None:
    """The program: runs a command, says mistakes in a sentence, and ends with its exit code."""
    try:
        gowah(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. Nothing is lost: run the same command again to go on.", err=True)
        sys.exit(130)
    except GowahError as error:
        from gowah.words.visible import visible

        click.secho(visible(f"gowah: {error}"), fg="red", err=True)
        if error.hint:
            click.echo(visible(error.hint), err=True)
        sys.exit(error.exit_code)
    except sqlite3.OperationalError as error:
        click.secho(f"gowah: the disk refused the views: {error}", fg="red", err=True)
        click.echo("Nothing that was acknowledged is lost. Make room or the folder writable, and try again.", err=True)
        sys.exit(4)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.secho(f"gowah: the disk refused: {error.strerror or error}", fg="red", err=True)
        click.echo("Nothing that was acknowledged is lost. Make room or the folder writable, and try again.", err=True)
        sys.exit(4)
