"""The parts of a mail, each read by what it is; what is recognised in pictures shares one bound of time."""

from __future__ import annotations

import time
from dataclasses import replace

from gowah.model import Described, Problem, ReadText
from gowah.read.draft import Source
from gowah.read.forms import PARSERS, parsed
from gowah.read.ocr import NOT_INSTALLED, PICTURED, is_installed, may_hold_text
from gowah.words import Settings
from gowah.words.media import BINARY, EMAIL, EMPTY, PICTURES, PLAIN, WACZ, WARC, sniff

_NOT_OPENED = frozenset({EMPTY, BINARY, EMAIL, WARC, WACZ})  # mails are opened by their reader; archives hold too much


class Opener:
    """Reads parts one after another, and remembers what they say of pictures.

    Without `scans` no letter is recognised: `pictured` then tells that a part needs it and that it can be done here.
    """

    def __init__(self, settings: Settings, *, scans: bool) -> None:
        self.pictured = False
        self._settings = settings
        self._scans = scans
        self._deadline = time.monotonic() + settings.read.ocr_timeout
        self._sure: list[int] = []
        self._unread = 0

    def read(self, content: bytes, name: str, file: str, stated: str, charset: str) -> ReadText | Problem:
        """The text of a part. `stated` is the form that its header names, for what has no mark of its own."""
        form = sniff(content, file)
        if form == PLAIN and stated in PARSERS and stated != EMAIL:
            form = stated
        if form in _NOT_OPENED or form not in PARSERS:
            return Problem(where=name, what=form, hint="Keep the attachment as a file of its own.")
        source = Source(content=content, media_type=form, name=name, declared=charset, scans=self._scans)
        found = self._picture(source) if form in PICTURES else parsed(source, self._in_time())
        if isinstance(found, Problem):
            self.pictured |= found.what == PICTURED and not self._scans and is_installed()
            return found
        if found.described.ocr_confidence is not None:
            self._sure.append(found.described.ocr_confidence)
        self._unread += found.described.unread_pages or 0
        return found

    def described(self, mail: Described) -> Described:
        """What a mail says of itself, with the confidence of its worst scan and all pages that were not read."""
        return replace(mail, ocr_confidence=min(self._sure, default=None), unread_pages=self._unread or None)

    def _picture(self, source: Source) -> ReadText | Problem:
        if not is_installed():
            return NOT_INSTALLED
        if not may_hold_text(source.content):
            what = "the picture is too small to hold a text"
            return Problem(where=source.name, what=what, hint="Attach it as it was taken or scanned.")
        if not self._scans:
            return Problem(where=source.name, what=PICTURED, hint=NOT_INSTALLED.hint)
        return parsed(source, self._in_time())

    def _in_time(self) -> Settings:
        """The settings, with the time for pictures that is left."""
        left = max(0, int(self._deadline - time.monotonic()))
        return replace(self._settings, read=replace(self._settings.read, ocr_timeout=left))
