"""How much an archive may unpack to: counted over all that is read of it."""

from __future__ import annotations

import gzip
from typing import IO

from gowah.words.settings import KeepSettings

_FLOOR = 4_000_000
_MOST_LINES = 5_000_000  # of headers in a web archive: some ten seconds, however little room they take


class TooMuch(Exception):
    """An archive unpacks to more than is allowed; ends the reading of this archive only."""


class Tally:
    """Bytes unpacked so far against what is allowed."""

    def __init__(self, size: int, settings: KeepSettings) -> None:
        self.left = max(size * settings.max_expansion, _FLOOR)
        self.largest = settings.max_bytes
        self.lines = _MOST_LINES

    def spend(self, size: int) -> None:
        """Count `size` bytes; raises `TooMuch`."""
        self.left -= size
        if self.left < 0:
            raise TooMuch

    def spend_line(self, size: int) -> None:
        """Count a line of `size` bytes; raises `TooMuch`."""
        self.lines -= 1
        self.spend(size if self.lines >= 0 else self.left + 1)

    def read(self, stream: IO[bytes] | gzip.GzipFile) -> bytes | None:
        """The whole of a stream, or None when it is larger than one original may be."""
        content = stream.read(min(self.largest, self.left) + 1)
        self.spend(len(content))
        return content if len(content) <= self.largest else None
