"""Which parser reads which form. Each is loaded when first needed."""

from __future__ import annotations

from importlib import import_module

from gowah.model import Problem, ReadText
from gowah.read.draft import Parser, Source
from gowah.words import Settings
from gowah.words.media import CSV, DOCX, EMAIL, HTML, PDF, PLAIN, TSV, WARC

PARSERS = {
    PLAIN: "plain:read_plain", CSV: "table:read_table", TSV: "table:read_table", HTML: "page:read_page",
    PDF: "pdf:read_pdf", DOCX: "word:read_word", EMAIL: "mail:read_mail", WARC: "archive:read_archive",
}  # fmt: skip
"""Media type -> module and function that read it."""

RISKY = frozenset({HTML, PDF, DOCX, EMAIL, WARC})
"""Forms with parsers that hostile input can stall, fill or crash: they run in a process apart."""


def parsed(source: Source, settings: Settings) -> ReadText | Problem:
    """The text of a source in any form of `PARSERS`; a `Problem` for any other."""
    if source.media_type not in PARSERS:
        return Problem(
            where=source.name, what=f"no reader knows the form {source.media_type}", hint="Save it as text or PDF."
        )
    module, function = PARSERS[source.media_type].split(":")
    parser: Parser = getattr(import_module(f"gowah.read.{module}"), function)
    return parser(source, settings)
