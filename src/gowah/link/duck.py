"""DuckDB as the engine: in this process, without the network, and what does not fit into memory in a private folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
from splink import DuckDBAPI

from gowah.link.engine import DUCKDB, Words, spelled

MEMORY = "2GB"


class _Heard(DuckDBAPI):
    """Splink's way to DuckDB, which tells what it is asked to do."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection=connection)
        self.heard: list[str] = []

    def _execute_sql_against_backend(self, final_sql: str) -> Any:
        if final_sql.lstrip().startswith(("CREATE", "DROP")):
            self.heard.append(final_sql)
        return super()._execute_sql_against_backend(final_sql)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duck:
    """An engine on one connection."""

    connection: Any
    api: Any
    words: Words

    def take(self, name: str, table: Any) -> None:
        """Makes a table of an Arrow table."""
        self.connection.register(f"{name}_arrow", table)
        self.connection.execute(f"create or replace table {name} as select * from {name}_arrow")
        self.connection.unregister(f"{name}_arrow")

    def make(self, name: str, sql: str) -> None:
        """Makes a table of the rows of a query."""
        self.connection.execute(f"create or replace table {name} as {spelled(sql, self.words)}")

    def rows(self, sql: str) -> Any:
        """The rows of a query as an Arrow table."""
        return self.connection.sql(spelled(sql, self.words)).to_arrow_table()

    def named(self, name: str) -> Any:
        """A table as Splink takes it."""
        return self.api.register(name)

    def drop(self, name: str) -> None:
        """Lets go of a table that Splink made."""
        self.connection.execute(f"drop table if exists {name}")

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a table."""
        return tuple(self.connection.table(name).columns)

    def run(self, sql: str) -> None:
        """Runs a statement that was heard."""
        self.connection.execute(sql)

    @contextmanager
    def heard(self) -> Iterator[list[str]]:
        """Within, the list grows by each statement with which Splink makes or drops a table."""
        self.api.heard.clear()
        try:
            yield self.api.heard
        finally:
            self.api.heard = []


@contextmanager
def duck(threads: int = 2) -> Iterator[Duck]:
    """DuckDB with nothing in it; what it holds is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gowah-link-") as scratch:
        connection = duckdb.connect(config={
            "threads": str(threads), "memory_limit": MEMORY, "temp_directory": scratch,
            "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
        })  # fmt: skip
        try:
            yield Duck(connection=connection, api=_Heard(connection), words=DUCKDB)
        finally:
            connection.close()
