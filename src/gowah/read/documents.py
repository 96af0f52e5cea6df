"""The reader of documents: text, web pages, PDF, Word, e-mail, tables, chats, scans, web archives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gowah.model import Described, Original, Problem, ReadText
from gowah.read.draft import Source, clean, too_long
from gowah.read.forms import MOST_AT_HAND, PARSERS, RISKY, parsed
from gowah.read.language import ENOUGH, language_of
from gowah.read.masthead import day_of
from gowah.read.ocr import PICTURED, is_installed
from gowah.read.wire import released_by, wire_of
from gowah.read.worker import parsed_apart
from gowah.words import Settings
from gowah.words.media import BINARY, CSV, EMAIL, EMPTY, HTML, PICTURES, PLAIN, RTF, TSV

_TELLING = frozenset({"heading", "paragraph", "item", "row"})
"""Kinds of block in which a report tells what it has to tell."""

_SCANNED = "If it is a scan, have it read by OCR and keep the result."
_NO_TEXT = {
    HTML: "A page that fills itself in by a program is saved empty: save it from a browser, or print it to PDF.",
    **dict.fromkeys((PLAIN, RTF, CSV, TSV, EMAIL), "Open it, see whether there are words in it, and export it again."),
}
"""Form -> what to do where no word was found in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Reads every form of report that people send; what parses hostile formats runs in a process apart."""

    name: str = "gowah-read-documents"
    version: str = "1.2.0"

    def read(self, original: Original, settings: Settings) -> ReadText | Problem | None:
        """The text of an original, or why there is none; None when another reader may know its form."""
        kept, content = original.kept, original.content
        if kept.media_type == EMPTY or not content:
            return Problem(where=kept.name, what="the report is empty", hint="Fetch or export it again.")
        if kept.media_type == BINARY:
            return Problem(
                where=kept.name, what="these bytes are no report in any form that is known",
                hint="If it is one, open it where it was written and save it as text, as a web page or as PDF.",
            )  # fmt: skip
        if kept.media_type not in PARSERS:
            return None
        source = Source(content=content, media_type=kept.media_type, name=kept.name, scans=kept.media_type in PICTURES)
        is_apart = kept.media_type in RISKY or len(content) > MOST_AT_HAND
        found = parsed_apart(source, settings) if is_apart else parsed(source, settings)
        if isinstance(found, Problem) and found.what == PICTURED and is_installed():
            found = parsed_apart(replace(source, scans=True), settings)
        return found if isinstance(found, Problem) else finished(found, kept.name, settings, kept.media_type)


def finished(found: ReadText, name: str, settings: Settings, media_type: str = "") -> ReadText | Problem:
    """A parsed text with its language, agency and dateline, or the reason why it is not taken."""
    if problem := too_long(found.text, name, settings):
        return problem
    if not any(map(str.isalnum, found.text)):
        return Problem(where=name, what="no text was found in it", hint=_NO_TEXT.get(media_type, _SCANNED))
    agency, dateline = wire_of(found.text, found.layout)
    described = found.described
    issuer = _unnamed(described, agency) or released_by(found.text, found.layout, dateline)
    return replace(
        found,
        described=replace(
            described,
            title=_line(described.title), publisher=_line(described.publisher or issuer),
            author=_line(described.author), published=described.published or day_of(dateline or "") or None,
            url=_line(described.url), language=language_of(_body(found), described.language),
            agency=described.agency or agency, dateline=described.dateline or dateline,
        ),
    )  # fmt: skip


def _body(found: ReadText) -> str:
    """The words of a text itself, without the labels at its head; all of it where it has no others."""
    body = "\n".join(found.text[block.start : block.end] for block in found.layout if block.kind in _TELLING)
    return body if sum(map(str.isalpha, body)) >= ENOUGH else found.text


def _unnamed(described: Described, agency: str | None) -> str | None:
    """The agency of a text that tells neither outlet nor address: as it stands it is the agency's own."""
    return agency if agency and not (described.url or described.published or described.author) else None


def _line(value: str | None) -> str | None:
    """One clean line of at most 1,000 code points, or None."""
    return " ".join(clean(value).split())[:1_000] or None if value else None
