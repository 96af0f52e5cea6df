"""Spark as the engine (the extra `gowah[spark]`, and Java): on this machine, or on the cluster spark-submit names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from gowah.errors import UsageMistake
from gowah.link.engine import SPARK, Words, spelled

LOCAL = "local[2]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """An engine on one Spark session."""

    session: Any
    api: Any
    words: Words
    held: list[Any] = field(default_factory=list)

    def take(self, name: str, table: Any) -> None:
        """Makes a table of an Arrow table."""
        self.session.createDataFrame(table).createOrReplaceTempView(name)

    def make(self, name: str, sql: str) -> None:
        """Makes a table of the rows of a query."""
        frame = self.session.sql(spelled(sql, self.words)).persist()
        self.held.append(frame)
        frame.createOrReplaceTempView(name)

    def rows(self, sql: str) -> Any:
        """The rows of a query as an Arrow table."""
        return self.session.sql(spelled(sql, self.words)).toArrow()

    def named(self, name: str) -> Any:
        """A table as Splink takes it."""
        return self.api.register(name)

    def drop(self, name: str) -> None:
        """Nothing: the table is a plan, and what rests on it is not worked out yet."""

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a table."""
        return tuple(self.session.table(name).columns)

    def run(self, sql: str) -> None:
        """Runs a statement."""
        self.session.sql(sql)

    @contextmanager
    def heard(self) -> Iterator[list[str]]:
        """Nothing is heard: what Splink makes here has names that only it knows."""
        yield []


@contextmanager
def session(name: str) -> Iterator[Any]:
    """A session of the cluster that was given to Spark, else two threads here. Raises `UsageMistake` without Spark."""
    try:
        from pyspark import SparkConf
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageMistake(
            "Spark is not installed", hint='Install it with `pip install "gowah[spark]"`; it needs Java 17 or newer.'
        ) from error
    builder = SparkSession.builder.appName(name).config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    # Modules in the current folder, which may hold what is being kept, are not imported.
    builder = builder.config("spark.executorEnv.PYTHONSAFEPATH", "1")
    if not SparkConf().contains("spark.master"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(LOCAL).config("spark.sql.shuffle.partitions", "4").config("spark.log.level", "ERROR")
    try:
        found = builder.getOrCreate()
    except Exception as error:  # without Java, PySpark raises whatever it met
        raise UsageMistake(f"Spark does not start: {error}", hint="It needs Java 17 or newer (JAVA_HOME).") from error
    try:
        yield found
    finally:
        found.stop()


@contextmanager
def spark() -> Iterator[Spark]:
    """The engine on a session of its own."""
    with session("gowah link") as found:
        from splink import SparkAPI

        make: Any = SparkAPI
        api = make(spark_session=found, break_lineage_method="persist", register_udfs_automatically=False)
        engine = Spark(session=found, api=api, words=SPARK)
        try:
            yield engine
        finally:
            for frame in engine.held:
                frame.unpersist()
