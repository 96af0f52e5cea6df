"""What all commands share: finding the record, `--json`, tables, progress, and exit codes.

Exit codes: 0 done; 1 verification failed; 2 a mistake in what was asked; 3 done, but with problems or
without an answer; 4 the disk or a lock refused; 130 interrupted.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from gowah.model.canonical import Tree
from gowah.model.codec import to_tree
from gowah.record import Progress, Record
from gowah.record.steps import ENGINES
from gowah.words.visible import visible

F = TypeVar("F", bound=Callable[..., Any])
PROBLEMS = 3
MEASURES = {
    "incidents": "incidents", "attacks": "attacks", "killed": "people killed", "injured": "people injured",
    "hurt": "people killed or injured", "abducted": "people abducted",
}  # fmt: skip
"""What a measure counts, in the order in which they are shown."""
_ACTING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
QUIET = 10.0
"""Seconds after which a log that is no terminal is told again how far the work is."""


def common(function: F) -> F:
    """Adds `-r DIR` and `--json` to a command, so that they may stand after the verb."""
    json_flag = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
    record = click.option("-r", "--record", "folder", metavar="DIR", help="The record (default: here or above).")
    return record(json_flag(function))


def as_of_option(function: F) -> F:
    """Adds `--as-of N`: the record as it was after its first N entries."""
    return click.option("--as-of", type=click.IntRange(min=0), metavar="N", help="As it was after N entries.")(function)


def engine_option(function: F) -> F:
    """Adds `--engine`: where reports are read, or claims are looked for."""
    said = "Where it is done: here (the default), or by a cluster as a Spark job (docs/cluster.md)."
    return click.option("--engine", type=click.Choice(ENGINES), help=said)(function)


def open_record(folder: str | None) -> Record:
    """The record meant: after the verb, before it, in GOWAH_RECORD, here or above."""
    before = click.get_current_context().find_root().params.get("folder")
    return Record.open(folder or before)


def wants_json(as_json: bool) -> bool:
    """Whether `--json` was given, after the verb or before it."""
    return as_json or bool(click.get_current_context().find_root().params.get("as_json"))


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Prints a line; what hides in it (signs of direction, control signs, look-alikes) is made visible."""
    click.secho(visible(text), err=err, **style)


def say_json(thing: object) -> None:
    """Prints JSON, keeping every script readable; signs that could act on a terminal are written as `\\u202e`."""
    said = json.dumps(thing, ensure_ascii=False, indent=1)
    click.echo(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", said))


def tree(thing: object) -> Tree:
    """A frozen value as JSON; unknown fields are left out."""
    return to_tree(thing)


def progress() -> Progress | None:
    """A line that counts on a terminal, with rate and time left; a few plain lines elsewhere."""
    return _Line() if sys.stderr.isatty() else _Plain()


class _Line:
    def __init__(self) -> None:
        self._since: dict[str, tuple[float, int]] = {}  # of each step: when it began, how far it was told to be
        self._step, self._shown = "", 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        began, before = self._since.get(step, (now, 0))
        began = now if done < before else began  # the next report's pages are counted from the beginning
        self._since[step] = (began, done)
        if done != total and step == self._step and now - self._shown < 0.1:
            return
        self._step, self._shown = step, now
        rate = done / (now - began) if now > began else 0.0
        pace = f", {rate:.3g} a second" if rate and total else ""
        left = f", {_time((total - done) / rate)} left" if total and rate and done < total else ""
        of = f" of {total}" if total else ""
        click.echo(f"\r\x1b[K{step}: {done}{of}{pace}{left}", err=True, nl=bool(total) and done == total)


def _time(seconds: float) -> str:
    """`45 s`, `3 min`, `2 h 5 min`."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


class _Plain:
    def __init__(self) -> None:
        self._shown = time.monotonic()

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if total and (done in {1, total} or now - self._shown >= QUIET):
            self._shown = now
            click.echo(f"{step}: {done} of {total}", err=True)


def say_problems(problems: Iterable[Any]) -> None:
    """Each problem with what to do about it."""
    for problem in problems:
        say(f"  ! {problem.where}: {problem.what}", fg="yellow", err=True)
        if problem.hint:
            say(f"    {problem.hint}", err=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Plain columns; right-aligned where every cell is a number or a range."""
    rows = [tuple(visible(cell) for cell in row) for row in rows]
    widths = [max(_width(row[n]) for row in [head, *rows]) for n in range(len(head))]
    right = [all(cell[:1].isdigit() or cell in {"", "–"} for cell in column) for column in zip(*rows, strict=True)]
    lines = [_row(head, widths, right), "  ".join("─" * width for width in widths)]
    return "\n".join([*lines, *(_row(row, widths, right) for row in rows)])


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    out = []
    for n, cell in enumerate(cells):
        pad = " " * (widths[n] - _width(cell))
        out.append(pad + cell if n < len(right) and right[n] else cell + pad)
    return "  ".join(out).rstrip()


def _width(text: str) -> int:
    """Columns that a terminal gives the text: marks take none, wide letters two."""
    bare = [c for c in text if not unicodedata.combining(c) and c != "\u200c"]
    return len(bare) + sum(unicodedata.east_asian_width(c) in "WF" for c in bare)


def in_range(low: int | None, best: int | None, high: int | None) -> str:
    """`13 (11–15)`, `13+`, `6`, or a dash where nothing is known."""
    if low is None and best is None and high is None:
        return "–"
    if best is None:
        best = low if low is not None else high
    if low == high == best:
        return str(best)
    if high is None:
        return f"{best} ({low}+)" if low != best else f"{best}+"
    return f"{best} ({low if low is not None else '?'}–{high})"
