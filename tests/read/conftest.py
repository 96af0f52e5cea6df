"""How the tests of this room read: bytes in, text and blocks out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from gowah.model import Kept, Original, Problem, ReadText, Role
from gowah.read import documents
from gowah.words import Settings
from gowah.words.media import sniff

Read = Callable[..., ReadText | Problem | None]


def original(content: bytes | str, name: str = "report.txt", media_type: str = "") -> Original:
    content = content.encode() if isinstance(content, str) else content
    kept = Kept(
        role=Role.ORIGINAL, digest=hashlib.sha256(content).hexdigest(), media_type=media_type or sniff(content, name),
        size=len(content), taken_from=name, taken_at="2022-10-01T08:00:00Z", name=name,
    )  # fmt: skip
    return Original(entry=1, kept=kept, content=content)


def attempt(
    content: bytes | str, name: str = "report.txt", settings: Settings | None = None, media_type: str = ""
) -> ReadText | Problem | None:
    return documents.read(original(content, name, media_type), settings or Settings())


@pytest.fixture
def read_any() -> Read:
    """Whatever becomes of the bytes."""
    return attempt


@pytest.fixture
def read() -> Callable[..., ReadText]:
    """The text of a report that must be readable."""

    def reading(content: bytes | str, name: str = "report.txt", **more: object) -> ReadText:
        found = attempt(content, name, **more)  # type: ignore[arg-type]
        assert isinstance(found, ReadText), found
        return found

    return reading


@pytest.fixture
def fail() -> Callable[..., Problem]:
    """The problem of a report that must not be readable."""

    def failing(content: bytes | str, name: str = "report.txt", **more: object) -> Problem:
        found = attempt(content, name, **more)  # type: ignore[arg-type]
        assert isinstance(found, Problem), found
        assert found.hint
        assert found.where
        return found

    return failing


@pytest.fixture
def blocks() -> Callable[[ReadText], list[tuple[str, str]]]:
    """(kind, words) of each block, white space folded."""
    return lambda found: [(block.kind, " ".join(found.text[block.start : block.end].split())) for block in found.layout]
