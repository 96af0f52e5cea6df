"""The claimer of texts without case: words -> encoder -> players -> attacks -> claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from gowah.claim.learned.claims import claims, ordered
from gowah.claim.learned.deciding import Models, decide
from gowah.claim.learned.linear import Linear
from gowah.claim.learned.page import page
from gowah.claim.learned.words import words
from gowah.model import Claimed, Problem, SourceText, Span
from gowah.words import Settings, Tables, is_persian_script, issued

_SHOUTED = 0.9  # share of capitals among letters from which a text counts as one without case
_PIECE = 12_000  # code points that are read as one page
_MOST = 8_000  # words that are read of one text: some seconds of work
_LEAST = 40  # letters that a text must have


class Learned:
    """Claims of English texts all in capitals; of any other text none."""

    name = "gowah-claim-learned"
    version = "1.1.0"

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text."""
        if text.media_type == "text/csv" or not caseless(text.text):
            return
        from gowah.claim.learned.reader import reader

        left = _MOST
        heads = {block.start: block.end for block in text.layout if block.kind == "entry"}
        for stretch in issued(text):
            start = heads.get(stretch.start, stretch.start)
            part = text.text[start : stretch.end]
            for begin, end in _pieces(part):
                if left <= 0:
                    yield Problem(where=text.file, what="the end of a very long text in capitals was not claimed from",
                                  hint="Cut the file into its reports and keep each by itself.")  # fmt: skip
                    return
                cut = words(part[begin:end])
                left -= len(cut)
                found = page(part[begin:end], reader().read(cut, tables), tables, stretch.day)
                told = ordered([claim for attack in decide(found, models()) for claim in claims(attack)])
                yield from (shifted(claim, start + begin) for claim in told)


def _pieces(part: str) -> Iterator[tuple[int, int]]:
    """A text cut where paragraphs end into pieces that a page may be: who is who is asked within a piece."""
    begin = 0
    while len(part) - begin > _PIECE:
        end = part.rfind("\n\n", begin + 1, begin + _PIECE)
        end = end if end > begin else begin + _PIECE
        yield begin, end
        begin = end
    yield begin, len(part)


def shifted(claim: Claimed, by: int) -> Claimed:
    """The claim with its positions moved on; what was read in a part of a text stands in the whole."""
    if not by:
        return claim
    values = tuple(replace(value, start=value.start + by, end=value.end + by) for value in claim.values)
    about = claim.about and Span(start=claim.about.start + by, end=claim.about.end + by)
    anchor = Span(start=claim.anchor.start + by, end=claim.anchor.end + by)
    return replace(claim, anchor=anchor, values=values, about=about)


def caseless(text: str) -> bool:
    """Whether a text in Latin letters is all in capitals but for slips."""
    upper = sum(c.isupper() for c in text)
    letters = upper + sum(c.islower() for c in text)
    return letters >= _LEAST and upper >= _SHOUTED * letters and not is_persian_script(text)


@cache
def models() -> Models:
    """The shipped decisions, read once."""
    home = files("gowah") / "claim" / "learned" / "weights" / "decisions.json"
    stored = json.loads(home.read_text(encoding="utf-8"))
    return {
        name: Linear(outcomes=tuple(one["outcomes"]), biases=tuple(one["biases"]), weights=one["weights"])
        for name, one in stored.items()
    }
