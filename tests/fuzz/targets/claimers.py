"""Coverage-guided texts for the claimers: bytes choose pieces of sentences; run by `make fuzz`."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["gowah.claim", "gowah.words"]):
    from fuzz_laws import claim_all
    from wild_texts import BREAKS, DARI, DAYS, ENGLISH, MARKS, PASHTO, WILD

from gowah.model import Block, Described, SourceText

LANGUAGES = (("en", ENGLISH), ("prs", DARI), ("ps", PASHTO))


def one(data: bytes) -> None:
    """One input: language, day, then a piece of the language for each byte, or a mark, a break or something wild."""
    if len(data) < 3:
        return
    language, pieces = LANGUAGES[data[0] % 3]
    every = (*pieces, *MARKS, *BREAKS, *WILD)
    text = " ".join(every[byte % len(every)] for byte in data[2:120])
    described = Described(published=DAYS[data[1] % len(DAYS)], language=language, publisher="Example News")
    layout = (Block(kind="paragraph", start=0, end=len(text)),) if data[1] > 127 else ()
    claim_all(SourceText(
        entry=2, source=1, file="x", media_type="text/plain", described=described, layout=layout, text=text
    ))  # fmt: skip


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
