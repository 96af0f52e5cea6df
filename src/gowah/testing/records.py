"""Records made from texts, so that a test reads as its user would write it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

from gowah.record import Record

FIXED_NOW = datetime(2022, 12, 31, 12, 0, tzinfo=UTC)


def fixed_clock() -> datetime:
    """A clock that stands still at the end of 2022."""
    return FIXED_NOW


@contextmanager
def private_keys(folder: Path) -> Iterator[None]:
    """Keeps signing keys under `folder` instead of the user's own settings."""
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["XDG_CONFIG_HOME"]
        else:
            os.environ["XDG_CONFIG_HOME"] = before


def reports_in(text: str) -> dict[str, str]:
    """The reports of a test's text: each begins with a line `--- name`."""
    parts = re.split(r"(?m)^---[ \t]*(\S+)[ \t]*\n", dedent(text).strip("\n") + "\n")
    return {name: body.strip("\n") + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def record_of(folder: Path, reports: str | Mapping[str, str | bytes], *, run: bool = True) -> Record:
    """A record in `folder`/record made from these reports (a text with `--- name` lines, or name -> content).

    Keys go where XDG_CONFIG_HOME says (`private_keys`).
    """
    given = reports_in(reports) if isinstance(reports, str) else reports
    kept = folder / "reports"
    kept.mkdir(parents=True, exist_ok=True)
    for name, content in given.items():
        (kept / name).write_bytes(content.encode() if isinstance(content, str) else content)
    record = Record.create(folder / "record", clock=fixed_clock)
    record.keep(*(kept / name for name in given))
    if run:
        record.run()
    return record
