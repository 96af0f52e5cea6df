"""E-mail (RFC 5322): what its header says, its best text, then each attachment that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from gowah.model import Block, Described, Problem, ReadText
from gowah.read.draft import Source, clean, folded
from gowah.read.forms import PARSERS, parsed
from gowah.words import Settings
from gowah.words.media import BINARY, EMAIL, EMPTY, PLAIN, WARC, sniff

_MOST_PARTS = 200
_SHOWN = ("From", "Date", "Subject")
_NO_PARTS = (EMAIL, WARC)  # a mail inside a mail is named, not opened: no nesting without end
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.I)
_ADDRESS = re.compile(r"\s*<[^>]*>|[\w.+-]+@[\w.-]+")


def read_mail(source: Source, settings: Settings) -> ReadText | Problem:
    """A mail's text: subject as title, sender and date as header, body, attachments under their names.

    An attachment that cannot be read is named in the text with the reason, so that it is not lost.
    """
    message = message_from_bytes(source.content, policy=policy.default)
    body, attachments = _parts(message)
    if body is None and not attachments:
        return Problem(where=source.name, what="the mail has no text", hint="Export it again with its attachments.")
    whole = _Whole()
    subject = _header(message, "Subject")
    for name in _SHOWN:
        value = _header(message, name)
        if not value:
            continue
        if name == "Subject":
            whole.add("header", "Subject:")
            whole.add("title", value, gap=" ")
        else:
            whole.add("header", f"{name}: {value}")
    inner: Described = Described()
    if body is not None:
        found = _read(body, settings, source.name)
        if isinstance(found, Problem):
            whole.add("header", f"Body: {found.what}")
        else:
            inner = found.described
            whole.append(found)
    for part in attachments:
        name = folded(clean(part.get_filename() or "unnamed"))
        found = _read(part, settings, name)
        if isinstance(found, Problem):
            whole.add("header", f"Attachment: {name} ({found.what})")
        else:
            whole.add("header", f"Attachment: {name}")
            whole.append(found)
    text, layout = whole.done()
    return ReadText(text=text, layout=layout, described=_described(message, subject, inner))


class _Whole:
    """A text put together from others, with their layouts moved to where they now stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._layout: list[Block] = []
        self._at = 0

    def add(self, kind: str, text: str, gap: str | None = None) -> None:
        """One block of its own."""
        self.append(ReadText(text=text, described=Described(), layout=(Block(kind=kind, start=0, end=len(text)),)), gap)

    def append(self, found: ReadText, gap: str | None = None) -> None:
        """A text with its blocks; its title is a heading when there is one already."""
        if self._parts:
            both_headers = self._layout[-1:] and self._layout[-1].kind in ("header", "title")
            gap = gap or ("\n" if both_headers and found.layout[:1] and found.layout[0].kind == "header" else "\n\n")
            self._parts.append(gap)
            self._at += len(gap)
        titled = any(block.kind == "title" for block in self._layout)
        for block in found.layout:
            kind = "heading" if titled and block.kind == "title" else block.kind
            self._layout.append(Block(kind=kind, start=block.start + self._at, end=block.end + self._at))
        self._parts.append(found.text)
        self._at += len(found.text)

    def done(self) -> tuple[str, tuple[Block, ...]]:
        """The text and its layout."""
        return "".join(self._parts), tuple(self._layout)


def _described(message: EmailMessage, subject: str, inner: Described) -> Described:
    """What the body says of itself (as a forwarded report does), and where it is silent the mail's header."""
    sender = folded(_ADDRESS.sub(" ", _header(message, "From"))).strip(" \"'")
    return replace(
        inner, title=inner.title or _REPLY.sub("", subject) or None, author=inner.author or sender or None,
        published=inner.published or _day(message),
    )  # fmt: skip


def _day(message: EmailMessage) -> str | None:
    try:
        when = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return None
    # The sender's own day: a mail of 23:30 in Kabul is of that day, whatever the day in Greenwich.
    return when.date().isoformat()


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError):
        return ""  # the standard library gives up on some damaged headers
    return folded(clean(value))[:1_000]


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, list[EmailMessage]]:
    """The body (plain text before HTML), and the attachments."""
    leaves = list(_leaves(message))
    bodies = [part for part in leaves if not _is_attached(part)]
    for wanted in ("text/plain", "text/html"):
        for part in bodies:
            if part.get_content_type() == wanted and folded(_text(part)):
                return part, [leaf for leaf in leaves if _is_attached(leaf)]
    return None, [leaf for leaf in leaves if _is_attached(leaf)]


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    return _content(part)[:10_000].decode("latin-1")


def _read(part: EmailMessage, settings: Settings, name: str) -> ReadText | Problem:
    content = _content(part)
    media_type = sniff(content, part.get_filename() or "")
    stated = part.get_content_type()
    if media_type == PLAIN and stated in PARSERS and stated not in _NO_PARTS:
        media_type = stated
    if media_type in (EMPTY, BINARY) or media_type in _NO_PARTS or media_type not in PARSERS:
        return Problem(where=name, what=f"not read: {media_type}", hint="Keep the attachment as a file of its own.")
    charset = part.get_content_charset() or ""
    return parsed(Source(content=content, media_type=media_type, name=name, declared=charset), settings)
