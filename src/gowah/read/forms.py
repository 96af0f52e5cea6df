"""Which parser reads which form. Each is loaded when first needed."""

from __future__ import annotations

from importlib import import_module

from gowah.model import Problem, ReadText
from gowah.read.draft import Parser, Source
from gowah.words import Settings, media

PARSERS = {
    media.PLAIN: "plain:read_plain",
    media.CSV: "table:read_table",
    media.TSV: "table:read_table",
    media.HTML: "page:read_page",
    media.PDF: "pdf:read_pdf",
    media.DOCX: "word:read_word",
    media.EMAIL: "mail:read_mail",
    media.WARC: "archive:read_archive",
    media.ODT: "odt:read_odt",
    media.RTF: "rtf:read_rtf",
    media.LOCKED: "sheets:read_locked",
    media.XLSX: "sheets:read_sheets",
    media.XLSB: "sheets:read_sheets",
    media.XLS: "sheets:read_sheets",
    media.ODS: "sheets:read_sheets",
    media.WHATSAPP: "whatsapp:read_whatsapp",
    media.TELEGRAM: "telegram:read_telegram",
    media.TELEGRAM_PAGE: "telegram:read_telegram_page",
    media.ARCHIVER: "archiver:read_archiver",
    media.ARCHIVER_PAGE: "archiver:read_archiver_page",
    **dict.fromkeys(media.PICTURES, "ocr:read_picture"),
}
"""Media type -> module and function that read it."""

RISKY = frozenset(PARSERS) - {media.PLAIN, media.CSV, media.TSV, media.WHATSAPP}
"""Forms with parsers that hostile input can stall, fill or crash: they run in a process apart."""

MOST_AT_HAND = 500_000
"""Bytes of plain text or table that are read in this process; their readers are linear, and done with it in a second.
What is larger has a limit of time too."""


_COPY = "It is kept as it is."
_UNREAD = {
    "application/msword": ("it is a Word file of the old form (.doc)", "Open it, save it as DOCX and keep that too."),
    media.SLIDES: ("slides are not read", "Save them as PDF and keep that too."),
    "application/json": (
        "it is JSON of no form that is known",
        "Known are Telegram's `result.json` (keys `name`, `type`, `id`, `messages`) and auto-archiver's "
        "`metadata.json` (keys `status`, `metadata`). "
        "Save the words of any other as text, or its rows as CSV, and keep that too.",
    ),
    "application/xml": ("it is XML of no form that is known", "Save its words as text or HTML and keep that too."),
    "audio": ("sound is not read", "Write down what is said, and by whom, in a text and keep that too."),
    "video": ("video is not read", "Write down what is said and shown in a text and keep that too."),
    "image": ("pictures of this form are not read", "Save it as PNG or JPEG and keep that too."),
}
"""Media type, or its first half -> what such a file is, and what to do."""


def unread(name: str, media_type: str) -> Problem:
    """Why what no reader knows was not read."""
    known = _UNREAD.get(media_type) or _UNREAD.get(media_type.partition("/")[0])
    what, hint = known or (
        f"no reader knows this form ({media_type})",
        "Save it as text, HTML, PDF, DOCX, e-mail or CSV and keep that too.",
    )
    return Problem(where=name, what=what, hint=f"{_COPY} {hint}")


def parsed(source: Source, settings: Settings) -> ReadText | Problem:
    """The text of a source in any form of `PARSERS`; a `Problem` for any other."""
    if source.media_type not in PARSERS:
        return unread(source.name, source.media_type)
    module, function = PARSERS[source.media_type].split(":")
    parser: Parser = getattr(import_module(f"gowah.read.{module}"), function)
    return parser(source, settings)
