"""The eight doors by which plug-ins come in: one Protocol with one method for each verb.

A plug-in is an object under the entry-point group `gowah`, named `<verb>.<name>` (for example
`claim.english`); the built-ins come in the same way. It gets values and yields values: it cannot write
to the record. Its `name` and `version` go into the `by` of what is entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from gowah.errors import UsageMistake
from gowah.model import (
    Answer,
    Claimed,
    Evidence,
    Family,
    Figure,
    Found,
    Incident,
    Mention,
    Original,
    Part,
    Problem,
    ReadText,
    SourceText,
)  # fmt: skip
from gowah.words import Settings, Tables


class Plugin(Protocol):
    """What every plug-in says of itself."""

    @property
    def name(self) -> str:
        """Such as `gowah-claim-english`: lower case, digits, `.`, `_`, `-`."""

    @property
    def version(self) -> str:
        """Such as `1.2.0`."""


class Keeper(Plugin, Protocol):
    """Takes reports in."""

    def keep(self, place: str, *, at: str, settings: Settings) -> Iterator[Found | Problem] | None:
        """What lies at `place` (path or URL), taken at the ISO time `at`; None if not for this keeper."""


class Reader(Plugin, Protocol):
    """Turns bytes into text."""

    def read(self, original: Original, settings: Settings) -> ReadText | Problem | None:
        """The text of an original; None if this is not a form the reader knows."""


class Claimer(Plugin, Protocol):
    """Finds claims in a text."""

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text."""


@runtime_checkable
class Oracle(Claimer, Protocol):
    """A claimer whose answers cannot be worked out again: a text is asked about once, and what was said stands.

    `recomputable` is False; `claim` raises `NoAnswer` where there is none.
    """

    recomputable: bool

    def asked(self, settings: Settings) -> str:
        """Which model is asked which question; empty: none, and nothing is done. Raises `UsageMistake`."""

    def warning(self, settings: Settings) -> str:
        """What whoever runs it must know before texts are sent; empty: nothing."""


class Tracer(Plugin, Protocol):
    """Finds which passages come from one origin."""

    def trace(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings,
    ) -> Iterator[Family]:  # fmt: skip
        """Families of passages; whatever is in none stands alone. `rulings` are (verdict, text, text)."""


class Linker(Plugin, Protocol):
    """Joins mentions into incidents."""

    def link(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings, families: Sequence[Family] = (),
    ) -> Iterator[Incident]:  # fmt: skip
        """Each attack mention in exactly one incident; `rulings` are (verdict, mention, mention)."""


@runtime_checkable
class Movable(Linker, Protocol):
    """A linker that can have its pairs scored elsewhere than in this process, with the same incidents."""

    def on(self, engine: str) -> Linker:
        """The linker that works there: `duckdb` (in this process) or `spark`."""


class Memo(Protocol):
    """What a step worked out before, bytes by name. It may be gone at any time, and is never the truth."""

    def recall(self, name: str) -> bytes | None:
        """What was remembered under this name last."""

    def remember(self, name: str, data: bytes) -> None:
        """Keeps this under the name, in place of what was there."""


@runtime_checkable
class Remembering(Linker, Protocol):
    """A linker that need not work out again what it is given back; with it and without it incidents are the same."""

    def with_memo(self, memo: Memo) -> Linker:
        """The linker that recalls from this memo, and remembers in it."""


@runtime_checkable
class Comparing(Linker, Protocol):
    """A linker that can say what speaks for and against two mentions being one attack."""

    def compare(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings, families: Sequence[Family], pair: tuple[int, int],
    ) -> tuple[Part, ...]:  # fmt: skip
        """The parts of the score of two attack mentions among all others; none where the two are one."""


class Counter(Plugin, Protocol):
    """Turns incidents into figures."""

    def count(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], families: Sequence[Family],
        incidents: Sequence[Incident], tables: Tables, settings: Settings,
    ) -> Iterator[Figure]:  # fmt: skip
        """Tolls of each incident, then figures by scope."""


class Answerer(Plugin, Protocol):
    """Answers questions from the record."""

    def ask(self, question: str, evidence: Evidence, tables: Tables, settings: Settings) -> Answer | None:
        """The answer, or an abstention; None if this answerer does not understand the question at all."""


class Publisher(Plugin, Protocol):
    """Writes one form of a release."""

    def publish(self, evidence: Evidence, tables: Tables, settings: Settings) -> Iterator[tuple[Path, bytes]]:
        """(relative path, bytes) of each file; only what settings allow the public to see."""


Hearer = Callable[[str, int, int], None]
"""Told (parts of what, done, total) from the midst of one long report."""

_HEARER: ContextVar[Hearer | None] = ContextVar("hearer", default=None)


@contextmanager
def heard_by(hearer: Hearer) -> Iterator[None]:
    """Within, `hearer` is told how far a plug-in is with one long report."""
    token = _HEARER.set(hearer)
    try:
        yield
    finally:
        _HEARER.reset(token)


def tell_parts(what: str, done: int, total: int) -> None:
    """A plug-in with much to do for one report says how far it is: `pages of a scan`, 3, 40. Nobody need listen."""
    hearer = _HEARER.get()
    if hearer is not None:
        hearer(what, done, total)


def claimers(*, recomputable: bool = True) -> tuple[Claimer, ...]:
    """The claimers that give the same claims for the same text every time, or those that do not."""
    return tuple(each for each in plugins("claim") if getattr(each, "recomputable", True) is recomputable)


@cache
def plugins(verb: str) -> tuple[Any, ...]:
    """The plug-ins of a verb, by name: an object of the verb's Protocol each.

    Raises `UsageMistake` when an installed plug-in cannot be loaded.
    """
    found = []
    for point in sorted(entry_points(group="gowah"), key=lambda point: point.name):
        if point.name.split(".")[0] != verb:
            continue
        try:
            found.append(point.load())
        except Exception as error:
            raise UsageMistake(
                f"the plug-in {point.name} ({point.value}) cannot be loaded: {error}",
                hint="Uninstall or update the package it comes from.",
            ) from error
    return tuple(found)
