"""Work done by two processes side by side, where there is much of it and it is safe to fork; by one otherwise.

What the processes need they inherit; what they find comes back as plain tuples, which cost little to send.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_STRETCH = 1_000  # items handed over at a time
_AHEAD = 4  # stretches under way at a time
_WORTH = 4 * _STRETCH  # items below which starting a second process costs more than it saves
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What is being worked on, for processes forked while it is."""


def two_hands(items: Sequence[object]) -> bool:
    """Whether so much is worth a second process, and there may be one."""
    alone = len(items) < _WORTH or threading.active_count() > 1 or (os.cpu_count() or 1) < 2
    return (
        not alone and "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    )


def side_by_side(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of stretches of the items, in their order."""
    _work.append((work, items))
    gc.freeze()  # or else the collectors of the children would copy all memory that they only read
    try:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
            waiting: deque[Future[R]] = deque()
            for start in range(0, len(items), _STRETCH):
                waiting.append(pool.submit(_stretch, start))
                if len(waiting) > _AHEAD:  # or else all that is found would lie in memory twice
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    finally:
        gc.unfreeze()
        _work.pop()


def _stretch(start: int) -> Any:
    work, items = _work[-1]
    return work(items[start : start + _STRETCH])
