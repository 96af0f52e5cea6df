"""What must hold for any input at all; each function raises `AssertionError` (or what escaped) where it does not."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from gowah.claim import datasets, english, persian
from gowah.claim.endpoint.answer import Tally, claims_of
from gowah.claim.endpoint.values import Reading
from gowah.keep import files
from gowah.model import Claimed, Found, Kept, Original, Problem, ReadText, Role, SourceText, Span
from gowah.model.canonical import canonical
from gowah.model.codec import from_tree, to_tree
from gowah.read import documents
from gowah.read.documents import finished
from gowah.read.draft import Source
from gowah.read.forms import PARSERS, RISKY, parsed
from gowah.words import Settings, Tables, load_tables
from gowah.words.media import WARC

SETTINGS = Settings()
AT = "2022-10-01T08:00:00Z"
CLAIMERS = (english, persian, datasets)


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",))


def obeys_problem(problem: Problem) -> None:
    """It says where, what and what to do, in words that can be stored."""
    assert problem.where, problem
    assert problem.what, problem
    assert problem.hint, problem
    for words in (problem.where, problem.what, problem.hint):
        words.encode("utf-8")
        assert len(words) < 4_000, "a problem tells, it does not quote the report"


def obeys_text(found: ReadText) -> None:
    """Text that can be stored, and blocks that lie in it, in order, without overlap."""
    text = found.text
    text.encode("utf-8")
    assert "\x00" not in text
    assert "\r" not in text
    at = 0
    for block in found.layout:
        assert block.kind
        assert at <= block.start < block.end <= len(text), (block, at, len(text))
        at = block.end
    assert from_tree(to_tree(found.described), type(found.described)) == found.described
    canonical(to_tree(found.described))


def obeys_claim(claimed: Claimed, text: str) -> None:
    """Quotes stand in the text, spans lie in it, and the bytes to be sealed come back as what was said."""
    spans = [claimed.anchor, *([claimed.about] if claimed.about else [])]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans), (spans, len(text))
    assert claimed.values
    for value in claimed.values:
        assert 0 <= value.start < value.end <= len(text), (value.property, value.start, value.end)
        assert text[value.start : value.end] == value.quote, value.property
    tree = to_tree(claimed)
    canonical(tree)
    assert from_tree(tree, Claimed) == claimed


def claim_all(text: SourceText) -> int:
    """Every claimer over a text, none of them shielded; how many claims were made."""
    made = 0
    for claimer in CLAIMERS:
        for found in claimer.claim(text, tables(), SETTINGS):
            if isinstance(found, Problem):
                obeys_problem(found)
            else:
                obeys_claim(found, text.text)
                made += 1
    return made


def claim_answer(answer: str, text: SourceText) -> int:
    """What a model may have said of a text, whatever it is; how many claims were taken."""
    reading = Reading.of(text, tables(), SETTINGS)
    made = 0
    for found in claims_of(answer, Span(start=0, end=len(text.text)), reading, Tally()):
        obeys_claim(found, text.text)
        made += 1
    return made


def original(content: bytes, name: str, media_type: str) -> Original:
    kept = Kept(
        role=Role.ORIGINAL, digest=hashlib.sha256(content).hexdigest(), media_type=media_type, size=len(content),
        taken_from=name, taken_at=AT, name=name,
    )  # fmt: skip
    return Original(entry=1, kept=kept, content=content)


def read_here(content: bytes, name: str, media_type: str) -> ReadText | Problem | None:
    """What the reader makes of bytes, its parser called in this process; what it raises comes out."""
    if media_type not in PARSERS:
        found = documents.read(original(content, name, media_type), SETTINGS)
    else:
        found = parsed(Source(content=content, media_type=media_type, name=name), SETTINGS)
        found = finished(found, name, SETTINGS) if isinstance(found, ReadText) else found
    _obeys_reading(found)
    return found


def read_apart(content: bytes, name: str, media_type: str) -> ReadText | Problem | None:
    """What the reader makes of bytes, as in a run: hostile forms in the process apart."""
    found = documents.read(original(content, name, media_type), SETTINGS)
    _obeys_reading(found)
    return found


def is_shielded(media_type: str) -> bool:
    """Whether the parser of a form may raise: it runs in the process apart, which makes a `Problem` of it."""
    return media_type in RISKY


def _obeys_reading(found: ReadText | Problem | None) -> None:
    if isinstance(found, Problem):
        obeys_problem(found)
    elif found is not None:
        obeys_text(found)


def kept_from(folder: Path, name: str, content: bytes) -> list[Found]:
    """What the keeper takes from a file of these bytes; nothing appears beside it, whatever an archive names."""
    path = folder / name
    path.write_bytes(content)
    taken = []
    found = files.keep(str(path), at=AT, settings=SETTINGS)
    assert found is not None
    for one in found:
        if isinstance(one, Problem):
            obeys_problem(one)
            continue
        assert hashlib.sha256(one.content).hexdigest() == one.kept.digest
        assert one.kept.name
        assert "/" not in one.kept.name
        if one.kept.media_type != WARC:  # a page's name is its address, whatever that says
            assert ".." not in one.kept.taken_from.split("!", 1)[-1].split("/")
        canonical(to_tree(one.kept))
        taken.append(one)
    assert [each.name for each in folder.iterdir()] == [name]
    path.unlink()
    return taken


def as_read(found: ReadText, name: str, media_type: str) -> SourceText:
    """A text as the claimers get it from the reader."""
    return SourceText(
        entry=2, source=1, file=name, media_type=media_type, described=found.described, layout=found.layout,
        text=found.text,
    )  # fmt: skip
