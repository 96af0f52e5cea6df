"""What is read out of one original, worked out without a record: the same here and on a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from gowah.hooks import Reader, plugins
from gowah.model import Original, Problem, ReadText
from gowah.read.doubts import judged
from gowah.read.forms import unread
from gowah.record.crew import outlived
from gowah.words import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """The text, or why there is none; `odd` is what is doubted about the text. `reader`: which of the readers."""

    reader: int = 0
    text: ReadText | None = None
    problem: Problem | None = None
    odd: tuple[Problem, ...] = ()


def read_of(original: Original, settings: Settings) -> Got:
    """What the first reader that knows its form makes of an original."""
    kept = original.kept
    for number, reader in enumerate(plugins("read")):
        found = next(outlived(reader, kept.name, partial(_read_by, reader, original, settings)))
        if isinstance(found, Problem):
            return Got(reader=number, problem=found)
        if found is not None:
            text, odd = judged(found, kept)
            return Got(reader=number, text=text, odd=odd)
    return Got(problem=unread(kept.name, kept.media_type))


def _read_by(reader: Reader, original: Original, settings: Settings) -> list[ReadText | Problem | None]:
    return [reader.read(original, settings)]
