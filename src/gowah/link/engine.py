"""Where pairs are found and scored: DuckDB in this process, or Spark. The same SQL runs on both.

An engine differs in the few functions named below and in how tables come in and go out; this file knows neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

Words = Mapping[str, str]
"""What an engine calls the functions in capitals: SHARE, SHARED, EXPLODE, KM."""

DUCKDB: Words = {
    "SHARE": "coalesce(list_has_any({0}, {1}), false)",
    "SHARED": "len(list_intersect({0}, {1}))",
    "EXPLODE": "unnest({0})",
}
SPARK: Words = {
    "SHARE": "coalesce(arrays_overlap({0}, {1}), false)",
    "SHARED": "size(array_intersect({0}, {1}))",
    "EXPLODE": "explode({0})",
}
_KM = (
    "(12742 * asin(sqrt(pow(sin(radians({2} - {0}) / 2), 2)"
    " + cos(radians({0})) * cos(radians({2})) * pow(sin(radians({3} - {1}) / 2), 2))))"
)
_CALL = re.compile(r"\b(SHARED|SHARE|EXPLODE|KM)\(([^()]*)\)")


class Engine(Protocol):
    """Holds tables, runs SQL on them, and has Splink's way in (`api`)."""

    @property
    def words(self) -> Words:
        """What it calls the functions in capitals."""

    @property
    def api(self) -> Any:
        """Splink's interface to it, a `DatabaseAPI`."""

    def take(self, name: str, table: Any) -> None:
        """Makes a table of an Arrow table."""

    def make(self, name: str, sql: str) -> None:
        """Makes a table of the rows of a query, worked out once."""

    def rows(self, sql: str) -> Any:
        """The rows of a query as an Arrow table."""

    def named(self, name: str) -> Any:
        """A table of the engine as Splink takes it, a `SplinkDataFrame`."""

    def drop(self, name: str) -> None:
        """Lets go of a table that Splink made."""

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a table."""

    def run(self, sql: str) -> None:
        """Runs a statement that was heard."""

    def heard(self) -> AbstractContextManager[list[str]]:
        """Within, the list grows by each statement that Splink has the engine run; empty if nobody can hear it."""


Opening = Callable[[], AbstractContextManager[Engine]]


def spelled(sql: str, words: Words) -> str:
    """The SQL with the functions in capitals as the engine calls them."""
    every = {**words, "KM": _KM}
    return _CALL.sub(lambda call: every[call[1]].format(*(part.strip() for part in _arguments(call))), sql)


def _arguments(call: re.Match[str]) -> list[str]:
    return call[2].split(",")
