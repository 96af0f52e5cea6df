"""Claimers at work in processes side by side: each is handed whole texts, and can be stopped without harm.

A text that keeps a process longer than its length allows costs that process and becomes a `Problem`; the next text gets
a new one. Answers come back in the order of the texts, so what is entered does not depend on how many were at work.
The two sides speak JSON in frames (`gowah.pipes`): nothing that comes out of a process is ever run, only checked.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any, TypeAlias, TypeVar

from gowah import pipes
from gowah.errors import BadFormat, NoAnswer
from gowah.hooks import Plugin, claimers
from gowah.model import Claimed, Problem, SourceText
from gowah.model.codec import from_tree, to_tree
from gowah.record.recipe import InForce, Recipe, in_force

Said: TypeAlias = tuple[tuple[Claimed | Problem, ...], ...]
"""What each claimer found in one text, in the order of `claimers()`."""

T = TypeVar("T")
_PATIENCE = 60  # seconds for a text of any length, the program's start included …
_PACE = 4_000  # … and one more for so many code points
_AHEAD = 4  # texts waiting for each process: enough to keep it busy, few enough to keep memory flat


def outlived(plugin: Plugin, where: str, work: Callable[[], Iterable[T]]) -> Iterator[T | Problem]:
    """What a plug-in yields; where it fails, a Problem in place of the rest: one report never stops a run.

    Only the kind of failure is told: its message could hold what the report says of people.
    """
    try:
        yield from work()
    except NoAnswer:
        raise  # the silence of a server is no defect of the plug-in
    except Exception as error:
        what = f"{plugin.name} {plugin.version} failed on this report ({type(error).__name__})"
        hint = "This is a defect of the program. What else was found stands; tell its makers, without the report."
        yield Problem(where=where, what=what, hint=hint)


def said_of(text: SourceText, current: InForce) -> Said:
    """Every claimer's findings in a text, worked out here and now."""
    settings, tables = current
    return tuple(
        tuple(outlived(claimer, text.file, partial(claimer.claim, text, tables, settings))) for claimer in claimers()
    )


@lru_cache(maxsize=2)
def asking(recipe: Recipe) -> Callable[[SourceText], Said | Problem]:
    """What `said_of` gives for a text under a recipe, worked out by one process that stays for the next text."""
    return _Mate(recipe).ask


def side_by_side(texts: Iterable[SourceText], recipe: Recipe, hands: int) -> Iterator[Said | Problem]:
    """What `said_of` gives for each text, in order, worked out by `hands` processes; a Problem where one was lost."""
    mates = [_Mate(recipe) for _ in range(hands)]
    idle = deque(mates)

    def one(text: SourceText) -> Said | Problem:
        mate = idle.popleft()  # as many threads as mates: there is always one
        try:
            return mate.ask(text)
        finally:
            idle.append(mate)

    waiting: deque[Future[Said | Problem]] = deque()
    pool = ThreadPoolExecutor(hands)
    try:
        for text in texts:
            waiting.append(pool.submit(one, text))
            if len(waiting) >= hands * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for mate in mates:
            mate.close()
        pool.shutdown()


class _Mate:
    """One process, started when first needed; a lock keeps its ending apart from its work."""

    def __init__(self, recipe: Recipe) -> None:
        self._greeting = packed(
            [[role, name, base64.b64encode(data).decode()] for (role, name), data in sorted(recipe)]
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def ask(self, text: SourceText) -> Said | Problem:
        """The findings, or a Problem where the process fell or took too long."""
        late = threading.Event()
        try:
            process = self._started()
        except OSError:
            return _lost(text, late=False)

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(_PATIENCE + len(text.text) / _PACE, stop)
        timer.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise EOFError
            pipes.send(process.stdin, packed(to_tree(text)))
            return heard(pipes.receive(process.stdout))
        except (OSError, EOFError, ValueError, LookupError, TypeError, BadFormat):
            self._end()
            return _lost(text, late=late.is_set())
        finally:
            timer.cancel()

    def close(self) -> None:
        """End it for good, whatever it is at."""
        self._closed = True
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise OSError("closed")
            if self._process is None or self._process.poll() is not None:
                # -P: modules in the current folder, which may hold what is being kept, are not imported.
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "gowah.record.crew"],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                )  # fmt: skip
                if self._process.stdin is not None:
                    pipes.send(self._process.stdin, self._greeting)
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _lost(text: SourceText, *, late: bool) -> Problem:
    if late:
        what, hint = "finding claims took too long for its length", "Split the report and keep its parts."
    else:
        what, hint = "the process that looked for claims broke down", "Run again; if it stays so, split the report."
    return Problem(where=text.file, what=what, hint=hint)


def packed(tree: object) -> bytes:
    """A tree as JSON, as processes send it to each other."""
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


def told(said: Said | Problem) -> bytes:
    """What was found in a text, as a process says it."""
    if isinstance(said, Problem):
        return packed(to_tree(said))
    return packed([[[_kind(item), to_tree(item)] for item in each] for each in said])


def heard(answer: bytes) -> Said | Problem:
    """What a process said, checked. Raises `ValueError`, `LookupError`, `TypeError`, `BadFormat` else."""
    tree: Any = json.loads(answer)
    if isinstance(tree, dict):
        return from_tree(tree, Problem)
    kinds = {"claimed": Claimed, "problem": Problem}
    return tuple(tuple(from_tree(item, kinds[kind]) for kind, item in each) for each in tree)


def main() -> None:
    """The process's own side: the recipe once, then text after text until the other side is gone."""
    asking, answering = pipes.own_side()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        recipe = {(role, name): base64.b64decode(data) for role, name, data in json.loads(pipes.receive(asking))}
        current = in_force(frozenset(recipe.items()))
        while True:
            said = said_of(from_tree(json.loads(pipes.receive(asking)), SourceText), current)
            pipes.send(answering, told(said))


def _kind(item: Claimed | Problem) -> str:
    return "problem" if isinstance(item, Problem) else "claimed"


if __name__ == "__main__":
    main()
