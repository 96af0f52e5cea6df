"""read and claim as Spark jobs: reports go out as bytes; what comes back is checked here, and entered as ever.

A Python process of Spark does what a process of this machine does (`read_of`, `said_of`), under the same recipe, with
its tables loaded once, and in a process of its own that may be lost to a hostile report. Reports go out in batches, so
that neither side ever holds many, and come back in their order: a record does not show who worked it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from gowah.errors import BadFormat, UsageMistake
from gowah.link.spark import session
from gowah.model import Kept, Original, Problem, SourceText
from gowah.model.codec import from_tree, to_tree
from gowah.record.crew import Said, asking, heard, packed, told
from gowah.record.reading import Got, read_of
from gowah.record.recipe import Recipe, in_force

Sent = tuple[bytes, bytes]
"""What a report is sent as: what is known of it as JSON, and its bytes (none where its text is in the JSON)."""

T = TypeVar("T")
R = TypeVar("R")
_SAME = "Install the same version of Gowah for the Python (PYSPARK_PYTHON) of every machine of the cluster."
_BATCH = 32_000_000  # bytes that are out at a time
_MOST_SENT = 8_000_000  # bytes of a report that is sent: Spark bounds its messages. A larger one is worked out here
_EACH = 32  # reports of a batch for each core …
_PARTS = 4  # … in so many parts, so that one long report does not keep the others waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job(Generic[T, R]):
    """One thing done for each report: there by `work` on what `out` makes of it, which `back` reads; or `here`."""

    name: str
    out: Callable[[T], Sent]
    work: Callable[[Recipe, Iterable[Sent]], Iterator[bytes]]
    back: Callable[[bytes], R]
    here: Callable[[T], R]


def read_there(originals: Iterable[Original], recipe: Recipe) -> Iterator[Got]:
    """What `read_of` gives for each original, in order. Raises `UsageMistake` where there is no Spark."""
    job = _Job(name="gowah read", out=_original_out, work=_read, back=_got, here=partial(_read_here, recipe))
    return _done(originals, job, recipe)


def claimed_there(texts: Iterable[SourceText], recipe: Recipe) -> Iterator[Said | Problem]:
    """What `said_of` gives for each text, in order, a `Problem` where a process was lost. Raises `UsageMistake`."""
    job = _Job(name="gowah claim", out=_text_out, work=_claim, back=heard, here=asking(recipe))
    return _done(texts, job, recipe)


def _done(items: Iterable[T], job: _Job[T, R], recipe: Recipe) -> Iterator[R]:
    waiting = iter(items)
    first = list(islice(waiting, 1))
    if not first:
        return  # a session takes seconds to start
    with session(job.name) as spark:
        context = spark.sparkContext
        cores, shared = context.defaultParallelism, context.broadcast(recipe)
        for batch in _batches(chain(first, waiting), job.out, _EACH * cores):
            sent = [out for _, out in batch if out is not None]
            parts = max(1, min(len(sent), _PARTS * cores))
            with _told_plainly():
                found = context.parallelize(sent, parts).mapPartitions(partial(_part, job.work, shared)).collect()
                answers = list(map(job.back, found))
            answers.reverse()
            for item, out in batch:
                yield job.here(item) if out is None else answers.pop()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What Spark raises is pages long, and could hold words of a report: only its kind is told."""
    try:
        yield
    except (ValueError, LookupError, TypeError, BadFormat) as error:
        raise UsageMistake("the cluster answered what this version of Gowah does not know", hint=_SAME) from error
    except Exception as error:
        missing = re.search(r"No module named '[\w.]{1,60}'", str(error))
        raise UsageMistake(
            f"the Spark job failed: {missing[0] if missing else type(error).__name__}",
            hint=f"What was entered before is safe. {_SAME}",
        ) from None


def _batches(items: Iterable[T], out: Callable[[T], Sent], most: int) -> Iterator[list[tuple[T, Sent | None]]]:
    """The items with what is sent of each; None for one that is too large to be sent."""
    batch: list[tuple[T, Sent | None]] = []
    size = 0
    for item in items:
        sent = out(item)
        large = sum(map(len, sent))
        batch.append((item, sent if large <= _MOST_SENT else None))
        size += large
        if len(batch) >= most or size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# ---------------------------------------------------------------- what is done there


def _part(
    work: Callable[[Recipe, Iterable[Sent]], Iterator[bytes]], shared: Any, reports: Iterable[Sent]
) -> Iterator[bytes]:
    return work(shared.value, reports)


def _read(recipe: Recipe, reports: Iterable[Sent]) -> Iterator[bytes]:
    for about, content in reports:
        tree = json.loads(about)
        original = Original(entry=tree["entry"], kept=from_tree(tree["kept"], Kept), content=content)
        yield packed(to_tree(_read_here(recipe, original)))


def _claim(recipe: Recipe, reports: Iterable[Sent]) -> Iterator[bytes]:
    ask = asking(recipe)
    for text, _ in reports:
        yield told(ask(from_tree(json.loads(text), SourceText)))


def _read_here(recipe: Recipe, original: Original) -> Got:
    return read_of(original, in_force(recipe)[0])


def _original_out(original: Original) -> Sent:
    return packed({"entry": original.entry, "kept": to_tree(original.kept)}), original.content


def _text_out(text: SourceText) -> Sent:
    return packed(to_tree(text)), b""


def _got(data: bytes) -> Got:
    return from_tree(json.loads(data), Got)
