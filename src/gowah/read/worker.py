"""A process apart in which hostile formats are parsed: it can be stopped, starved and lost without harm.

The process is started when first needed and used again for each report. A report that takes longer than
`settings.read.timeout`, or more than `_MEMORY` bytes, costs that process and becomes a `Problem`; the next
report gets a new one. The two speak JSON in frames (`gowah.pipes`): nothing that comes out of the process is
ever run, only checked.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import resource
import subprocess
import sys
import threading
from dataclasses import dataclass

import msgspec

from gowah import pipes
from gowah.hooks import heard_by, tell_parts
from gowah.model import Problem, ReadText
from gowah.read.draft import Source
from gowah.read.forms import parsed
from gowah.words import Settings

_MEMORY = 3 << 30
_STARTING = 20  # seconds for the first report on a slow disk, on top of the report's own


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the process is asked; the bytes follow in a frame of their own."""

    media_type: str
    name: str
    declared: str
    scans: bool
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """What it answers: the text or a problem; before that, as often as it likes, how far it is."""

    text: ReadText | None = None
    problem: Problem | None = None
    parts: tuple[str, int, int] | None = None


class _Worker:
    """The process, one at a time; the lock makes threads wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, source: Source, settings: Settings) -> ReadText | Problem:
        """The parsed text, or a `Problem` if that took too long, too much, or the process fell."""
        with self._lock:
            started = self._process is None or self._process.poll() is not None
            process = self._start() if started or self._process is None else self._process
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            allowed = settings.read.timeout + (settings.read.ocr_timeout if source.scans else 0)
            timer = threading.Timer(allowed + (_STARTING if started else 0), stop)
            timer.start()
            try:
                answer = _exchange(process, source, settings)
            except (OSError, EOFError, msgspec.MsgspecError):
                answer = None
                self.close()
            finally:
                timer.cancel()
        if answer is not None:
            return answer
        if late.is_set():
            what, hint = f"reading took longer than {allowed} seconds", "Raise timeout under [read] in gowah.toml."
        else:
            what, hint = (
                "its parser broke down, as on a damaged or hostile file",
                "Open it, save its words as plain text, and keep that.",
            )
        return Problem(where=source.name, what=what, hint=hint)

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self.close()
        # -P: modules that lie in the current folder, which may hold what is being kept, are not imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "gowah.read.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self._process


_WORKER = _Worker()
atexit.register(_WORKER.close)
if hasattr(os, "register_at_fork"):
    # A forked child shares the pipes: it must start a process of its own.
    os.register_at_fork(after_in_child=_WORKER.__init__)  # type: ignore[misc]


def parsed_apart(source: Source, settings: Settings) -> ReadText | Problem:
    """As `forms.parsed`, in the process apart."""
    return _WORKER.ask(source, settings)


def _exchange(process: subprocess.Popen[bytes], source: Source, settings: Settings) -> ReadText | Problem:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    asked = _Asked(
        media_type=source.media_type, name=source.name, declared=source.declared, scans=source.scans, settings=settings
    )
    pipes.send(process.stdin, msgspec.json.encode(asked))
    pipes.send(process.stdin, source.content)
    while True:
        answered = msgspec.json.decode(pipes.receive(process.stdout), type=_Answered)
        answer = answered.text or answered.problem
        if answer is not None:
            return answer
        if answered.parts is None:
            raise EOFError
        tell_parts(*answered.parts)


def main() -> None:
    """The process's own side: read a question, answer it, until the other side is gone."""
    asking, answering = pipes.own_side()
    _limit_memory()

    def tell(what: str, done: int, total: int) -> None:
        pipes.send(answering, msgspec.json.encode(_Answered(parts=(what, done, total))))

    while True:
        try:
            asked = msgspec.json.decode(pipes.receive(asking), type=_Asked)
            content = pipes.receive(asking)
        except (EOFError, OSError):
            return
        source = Source(
            content=content, media_type=asked.media_type, name=asked.name, declared=asked.declared, scans=asked.scans
        )
        with heard_by(tell):
            answer = _answer(source, asked.settings)
        pipes.send(answering, msgspec.json.encode(answer))


def _answer(source: Source, settings: Settings) -> _Answered:
    try:
        found = parsed(source, settings)
    except (Exception, RecursionError, MemoryError):
        # Third-party parsers raise anything at all on damaged input; that is the input's fault.
        hint = "Fetch or export it again. If it opens on your machine, save it from there as text or PDF and keep that."
        return _Answered(problem=Problem(where=source.name, what="it is damaged, and cannot be read", hint=hint))
    return _Answered(problem=found) if isinstance(found, Problem) else _Answered(text=found)


def _limit_memory() -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return  # some systems cannot; the time limit still holds


if __name__ == "__main__":
    main()
