"""The long run: inputs by number, each held to every law; `make fuzz`, or `python tests/fuzz/campaign.py --inputs 1000`.

An input is drawn from its number alone, so that whatever is found is found again: `--first 4711 --inputs 1`. Hands are
processes with bounded memory; one that falls is replaced, and the input that it fell on is told. What the parsers of
hostile forms raise is counted apart: they run in a process of their own, where it becomes a `Problem`. How far it is
stands on stderr. Interrupted, it tells what it found so far and with which `--first` to go on; `make fuzz FIRST=4711`.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from fuzz_laws import as_read, claim_all, claim_answer, is_shielded, kept_from, read_apart, read_here
from wild_answers import answer
from wild_files import FORMS, any_file
from wild_texts import report, source_text

from gowah.model import ReadText
from gowah.words.media import ODS, XLSX, sniff

MEMORY = 3 << 30
TELLING = 2.0  # seconds after which a hand tells how far it is
QUIET = 30.0  # seconds after which a log that is no terminal is told again
PATIENCE = 60  # seconds of processor time for one input; a report that is read in a run has 20
NATIVE = {XLSX, ODS}  # their parser ends its process when it asks for more memory than there is: never in this one


class Late(BaseException):
    """An input took too long."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far."""

    done: int = 0
    claims: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    ends: Counter[str] = field(default_factory=Counter)
    shielded: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[int]] = field(default_factory=dict)


def where(error: BaseException) -> str:
    """The kind of a failure: what was raised, and by which line of ours; never the words of the input."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "gowah" in frame.filename or "fuzz_laws" in frame.filename]
    last = own[-1] if own else frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno} {last.line}"


def one_file(chance: Random, folder: Path, tally: Tally) -> None:
    name, content = any_file(chance)
    media_type = chance.choice(FORMS)[1] if chance.random() < 0.1 else ""
    media_type = media_type or sniff(content, name)
    found = None
    try:
        found = (read_apart if media_type in NATIVE else read_here)(content, name, media_type)
    except AssertionError:
        raise
    except Exception as error:
        if not is_shielded(media_type):
            raise
        tally.shielded[f"{media_type.rsplit('.', 1)[-1]}: {where(error)}"] += 1
    tally.ends[f"{media_type.rsplit('.', 1)[-1]} {type(found).__name__}"] += 1
    kept_from(folder, name, content)
    if isinstance(found, ReadText) and chance.random() < 0.2:
        tally.claims += claim_all(as_read(found, name, media_type))


def one(number: int, folder: Path, tally: Tally) -> None:
    """The input of this number: a file, a text, or what a model may have answered about one."""
    chance = Random(f"input {number}")
    match number % 8:
        case 0 | 1 | 2 | 3 | 4:
            one_file(chance, folder, tally)
        case 5 | 6:
            tally.claims += claim_all(source_text(chance))
            tally.ends["claimed from"] += 1
        case _:
            text = report(chance)
            tally.claims += claim_answer(answer(chance, text), text)
            tally.ends["answered about"] += 1


def held(number: int, folder: Path, tally: Tally) -> None:
    """One input within its time; what it breaks is noted under its kind."""
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        one(number, folder, tally)
    except (Exception, Late) as error:
        tally.broken.setdefault(where(error), []).append(number)
        for left in folder.iterdir():
            left.unlink()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    tally.slowest = max(tally.slowest, (round(time.process_time() - begun, 1), number))
    tally.done += 1


def hand(numbers: range, until: float, line: Connection) -> None:
    """A process's own work: it tells each number before it begins it, and its tally at the end."""

    def late(_signal: int, _frame: object) -> None:
        raise Late

    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the run is answered by its main process
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what libraries print of damaged files
    tally, told = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            if time.time() > until:
                break
            line.send(number)
            held(number, Path(folder), tally)
            if time.monotonic() - told >= TELLING:
                line.send(tally)
                tally, told = Tally(), time.monotonic()
    line.send(tally)


def merged(total: Tally, more: Tally) -> None:
    total.done += more.done
    total.claims += more.claims
    total.slowest = max(total.slowest, more.slowest)
    total.ends += more.ends
    total.shielded += more.shielded
    for kind, numbers in more.broken.items():
        total.broken.setdefault(kind, []).extend(numbers)


@dataclass(slots=True)
class Telling:
    """Says on stderr how far the work is: over one line on a terminal, now and then a line elsewhere."""

    inputs: int
    begun: float = field(default_factory=time.monotonic)
    told: float = 0.0

    def __call__(self, total: Tally, *, last: bool = False) -> None:
        now, live = time.monotonic(), sys.stderr.isatty()
        if not last and now - self.told < (0.5 if live else QUIET):
            return
        self.told = now
        rate = total.done / max(now - self.begun, 0.001)
        left = f", {(self.inputs - total.done) / rate / 60:,.0f} min left" if rate and total.done < self.inputs else ""
        broken = sum(map(len, total.broken.values()))
        slowest = f"; slowest {total.slowest[0]} s (input {total.slowest[1]})" if total.done else ""
        said = f"{total.done:,} of {self.inputs:,} inputs, {rate:.3g} a second{left}{slowest}; {broken:,} broken"
        print(f"\r\x1b[K{said}" if live else said, end="\n" if last or not live else "", file=sys.stderr, flush=True)


@dataclass(slots=True)
class Hand:
    """A process at work: `numbers` are those that it has not done, the first of them perhaps begun (`at`)."""

    process: BaseProcess
    line: Connection
    numbers: range
    at: int | None = None

    def listen(self, total: Tally) -> None:
        """Takes in what it tells; raises `EOFError` when it is gone."""
        while self.line.poll(0.1):
            told = self.line.recv()
            if isinstance(told, Tally):
                merged(total, told)
                if self.at is not None:
                    self._behind(self.at)
                self.at = None
            else:
                self.at = told
                self.numbers = range(told, self.numbers.stop, self.numbers.step)

    def _behind(self, at: int) -> None:
        self.numbers = range(at + self.numbers.step, self.numbers.stop, self.numbers.step)

    def fell(self, total: Tally) -> bool:
        """Whether it fell on an input, which is then noted and left behind."""
        self.process.join()
        if self.at is None or not self.process.exitcode:
            return False
        total.broken.setdefault(f"the process fell ({self.process.exitcode})", []).append(self.at)
        total.done += 1
        self._behind(self.at)
        return True


def run(first: int, inputs: int, hands: int, seconds: float) -> tuple[Tally, int]:
    """All the inputs, by several hands; a hand that falls is followed by another behind the number it fell on.

    Also the number to go on with: the first input that is not done.
    """
    total, until, telling = Tally(), time.time() + seconds, Telling(inputs=inputs)
    context = multiprocessing.get_context("spawn")

    def started(numbers: range) -> Hand:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=hand, args=(numbers, until, there), daemon=True)
        process.start()
        there.close()
        return Hand(process=process, line=here, numbers=numbers)

    working = [started(range(first + n, first + inputs, hands)) for n in range(hands)]
    left: list[range] = []
    try:
        while working:
            one = working.pop(0)
            try:
                one.listen(total)
            except EOFError:
                if one.fell(total):
                    working.append(started(one.numbers))
                else:
                    left.append(one.numbers)
            else:
                working.append(one)
            telling(total)
    except KeyboardInterrupt:
        left += [one.numbers for one in working]
        left.append(one.numbers)
    telling(total, last=True)
    return total, min((numbers.start for numbers in left if numbers), default=first + inputs)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--inputs", type=int, default=100_000, help="how many")
    options.add_argument("--first", type=int, default=0, help="the number of the first: go on, or find one again")
    options.add_argument("--hands", type=int, default=os.cpu_count() or 1, help="processes side by side")
    options.add_argument("--seconds", type=float, default=86_400, help="stop after so long")
    asked = options.parse_args()
    begun = time.time()
    total, following = run(asked.first, asked.inputs, asked.hands, asked.seconds)
    took = time.time() - begun
    print(f"{total.done:,} inputs in {took:,.0f} s, {total.claims:,} claims; slowest {total.slowest[0]} s (input {total.slowest[1]})")  # fmt: skip
    for end, times in sorted(total.ends.items()):
        print(f"  {times:7,} {end}")
    for kind, times in total.shielded.most_common(12):
        print(f"  raised in the process apart, {times:,} times: {kind}")
    for kind, numbers in sorted(total.broken.items()):
        print(f"BROKEN {len(numbers):,} times: {kind}; inputs {numbers[:5]}")
    if following < asked.first + asked.inputs:
        print(f"Go on with --first {following} --inputs {asked.first + asked.inputs - following}")
    return bool(total.broken)


if __name__ == "__main__":
    sys.exit(main())
