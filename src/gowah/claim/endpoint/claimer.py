"""The claimer behind a server that speaks the OpenAI protocol: off unless the recipe names one.

What a model answers cannot be worked out again, so its claims are entries that only another model's, or a person, may
supersede; a text is asked once. The model only points at words: numbers, days and names are read from the words
themselves, and what does not stand in the text is refused and counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gowah.claim.endpoint.address import Address, address_of
from gowah.claim.endpoint.answer import Tally, claims_of, content_of
from gowah.claim.endpoint.question import VERSION, pieces, question
from gowah.claim.endpoint.values import Reading
from gowah.claim.endpoint.wire import TooMuch, post
from gowah.model import Claimed, Problem, SourceText, Span
from gowah.version import __version__
from gowah.words import Settings, Tables
from gowah.words.media import is_table

KEY = "GOWAH_ENDPOINT_KEY"
"""The variable that holds the key a server may want; never in the recipe, which is kept as an entry."""

_MOST_PIECES = 40


def _key() -> str:
    found = os.environ.get(KEY, "")
    return found if found.isascii() and found.isprintable() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Claims that a language model points at."""

    name: str = "gowah-claim-endpoint"
    version: str = __version__
    recomputable: bool = False
    key: Callable[[], str] = _key

    def asked(self, settings: Settings) -> str:
        """Which model is asked which question; empty where the recipe names none. Raises `UsageMistake`."""
        if not settings.claim.endpoint:
            return ""
        address_of(settings.claim)
        return f"{settings.claim.endpoint_model} {VERSION}"

    def warning(self, settings: Settings) -> str:
        """What whoever runs it must know: where the texts of reports go, if they leave this machine."""
        if not settings.claim.endpoint or (address := address_of(settings.claim)).loopback:
            return ""
        return f"the texts of reports leave this machine: they are sent to {address.host}"

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every attack that the model points at and the text bears out, then one Problem if anything was refused.

        Raises `NoAnswer` where the server gives none; nothing of the text is claimed then.
        """
        if not settings.claim.endpoint or is_table(text):
            return
        address = address_of(settings.claim)
        reading = Reading.of(text, tables, settings)
        tally = Tally()
        found: dict[Claimed, None] = {}
        for number, piece in enumerate(pieces(text.text, max(1_000, settings.claim.endpoint_characters))):
            if number == _MOST_PIECES:
                tally.refused["parts of the text beyond the most that are asked about"] += 1
                break
            if text.text[piece.start : piece.end].strip():
                found |= dict.fromkeys(self._of_piece(address, piece, reading, tally))
        yield from sorted(found, key=lambda c: (c.anchor.start, c.anchor.end, repr(c.values)))
        if tally.refused:
            yield _refusals(text, tally)

    def _of_piece(self, address: Address, piece: Span, reading: Reading, tally: Tally) -> list[Claimed]:
        settings = reading.settings.claim
        asked = question(settings.endpoint_model, reading.words(piece))
        try:
            body = post(
                address, asked, key=self.key(), seconds=settings.endpoint_timeout,
                max_bytes=settings.endpoint_bytes, retries=settings.endpoint_retries,
            )  # fmt: skip
        except TooMuch:
            tally.refused["answers without an end"] += 1
            return []
        return list(claims_of(content_of(body), piece, reading, tally))


def _refusals(text: SourceText, tally: Tally) -> Problem:
    told = ", ".join(f"{many} {why}" for why, many in sorted(tally.refused.items()))
    return Problem(
        where=text.file,
        what=f"of the language model's answer {tally.taken.total()} values were taken; refused were {told}",
        hint="Nothing needs to be done: only what stands in the text is claimed.",
    )


endpoint = Endpoint()
"""The claimer of the entry point `claim.endpoint`."""
