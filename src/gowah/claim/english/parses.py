"""The parses of a text's sentences, made when a finder first asks: what no finder looks at costs nothing.

The sentences that are likely to be asked for go through the parser together, which is quicker; any other alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gowah.claim.english.parse import Token, parsed

Names = Sequence[tuple[int, int]]
"""Spans that the parser takes as one word."""


class Parses:
    """Sentence's start -> its tokens. `ready` gives the end and names of each sentence that can be parsed at all.

    What `before` has parsed of the same text, with the same names, is not parsed again.
    """

    def __init__(
        self, text: str, ready: Mapping[int, tuple[int, Names]], likely: frozenset[int], before: Parses | None = None
    ) -> None:
        self._text, self._ready, self._likely = text, ready, likely
        self._known: dict[int, tuple[Token, ...]] = {}
        if before is not None:
            same = (start for start in before._known if before._ready[start] == ready.get(start))
            self._known = {start: before._known[start] for start in same}

    def of(self, start: int) -> tuple[Token, ...]:
        """The tokens of the sentence that begins here; () where the lexicon found nothing to parse it for."""
        if start not in self._ready:
            return ()
        if start not in self._known:
            self._parse(sorted(self._likely - self._known.keys()) if start in self._likely else [start])
        return self._known[start]

    def refused(self, start: int) -> bool:
        """True where the sentence that begins here was asked for, and had too many words to be parsed."""
        return start in self._ready and self._known.get(start, None) == ()

    def together(self, starts: Iterable[int]) -> None:
        """Parses at once the sentences that begin here, which will all be asked for, or all that are likely to be."""
        asked = sorted(self._likely) or starts
        self._parse([start for start in asked if start in self._ready and start not in self._known])

    def _parse(self, starts: Sequence[int]) -> None:
        found = parsed(self._text, [(start, *self._ready[start]) for start in starts])
        self._known.update(zip(starts, found, strict=True))
