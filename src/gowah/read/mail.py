"""E-mail (RFC 5322): what its header says, its best text, then each attachment that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from gowah.model import Block, Described, Problem, ReadText
from gowah.read.draft import Source, clean, folded
from gowah.read.forwarded import with_forwarded
from gowah.read.labels import key, labels
from gowah.read.ocr import NOT_INSTALLED, PICTURED
from gowah.read.opener import Opener
from gowah.words import Settings
from gowah.words.media import EMAIL, sniff

_MOST_PARTS = 200
_DEEPEST = 3  # mails inside mails
_SHOWN = ("From", "Date", "Subject")
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.I)
_BULK = ("List-Id", "List-Unsubscribe")


def read_mail(source: Source, settings: Settings) -> ReadText | Problem:
    """A mail's text: subject as title, date as header, body, attachments under their names.

    A sender is named only when that is an organisation. An attachment that cannot be read is named in the text with
    the reason, so that it is not lost. Where pictures of text are attached, `source.scans` says whether they are read.
    """
    whole, opener = _Whole(), Opener(settings, scans=source.scans)
    described = _add_mail(whole, message_from_bytes(source.content, policy=policy.default), opener, depth=0)
    if isinstance(described, Problem):
        return replace(described, where=source.name)
    if opener.pictured:
        return Problem(where=source.name, what=PICTURED, hint=NOT_INSTALLED.hint)
    text, layout = whole.done()
    return ReadText(text=text, layout=layout, described=opener.described(described))


def _add_mail(whole: _Whole, message: EmailMessage, opener: Opener, *, depth: int) -> Described | Problem:
    """Add a mail, and the mails inside it; what it says of itself."""
    body, attachments = _parts(message)
    if body is None and not attachments:
        return Problem(
            where="",
            what="the mail has no text",
            hint="Export it again with its attachments; one that holds the report, keep as a file of its own.",
        )
    subject = _header(message, "Subject")
    _add_header(whole, message, subject, inner=depth > 0)
    inner: Described = Described()
    if body is not None:
        found = _read(body, opener, "body")
        if isinstance(found, Problem):
            whole.add("header", f"Body: {found.what}")
        else:
            found = with_forwarded(found, is_plain=body.get_content_type() == "text/plain")
            inner = found.described
            whole.append(found)
    for part in attachments:
        told = _add_attachment(whole, part, opener, depth)
        if body is None and told is not None and inner == Described():
            inner = told  # a mail that is nothing but what it passes on
    return _described(message, subject, inner)


def _add_header(whole: _Whole, message: EmailMessage, subject: str, *, inner: bool) -> None:
    """The lines of its header. Who wrote is left out unless it is an organisation: the original keeps it."""
    for name in _SHOWN:
        value = _header(message, name)
        if not value or (name == "From" and not _organisation(message)):
            continue
        if name == "Subject":
            whole.add("header", "Subject:")
            whole.add("title", subject, gap=" ")
        else:
            # A mail inside another has its own day: what stands in it is of that day.
            whole.add("entry" if inner and name == "Date" else "header", f"{name}: {value}")


def _add_attachment(whole: _Whole, part: EmailMessage, opener: Opener, depth: int) -> Described | None:
    name = folded(clean(part.get_filename() or "unnamed"))
    mail = _mail_in(part)
    if mail is not None and depth < _DEEPEST:
        whole.add("header", f"Attachment: {name}")
        told = _add_mail(whole, mail, opener, depth=depth + 1)
        return None if isinstance(told, Problem) else told
    found = _read(part, opener, name)
    if isinstance(found, Problem):
        whole.add("header", f"Attachment: {name} (not read: {found.what})")
        return None
    sure = found.described.ocr_confidence
    seen = f" (a picture, its words recognised with a confidence of {sure} in 100)" if sure is not None else ""
    whole.add("header", f"Attachment: {name}{seen}")
    if found.text:
        whole.append(found)
    return found.described


def _mail_in(part: EmailMessage) -> EmailMessage | None:
    """The mail that a part is: attached as such, or as a file."""
    if part.get_content_type() == EMAIL:
        held = part.get_payload()
        first = held[0] if isinstance(held, list) and held else None
        return first if isinstance(first, EmailMessage) else None
    content = _content(part)
    if sniff(content, part.get_filename() or "") != EMAIL:
        return None
    return message_from_bytes(content, policy=policy.default)


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
    return replace(
        inner, title=inner.title or _REPLY.sub("", subject) or None,
        publisher=inner.publisher or _organisation(message) or None, published=inner.published or _day(message),
    )  # fmt: skip


def _organisation(message: EmailMessage) -> str:
    """The sender's name when it is an organisation's: a newsletter, or the address of an office; never a person's.

    On a list where members write (`List-Post`), senders are persons.
    """
    name, address = parseaddr(_header(message, "From"))
    mailbox = key(re.sub(r"[._+-]", " ", address.partition("@")[0]))
    writes = _header(message, "List-Post").strip(" <>").upper()
    bulk = any(_header(message, field) for field in _BULK) and writes in ("", "NO")
    office = mailbox in labels("mailbox") or any(word in labels("mailbox") for word in mailbox.split())
    return folded(name) if name and "@" not in name and (bulk or office) else ""


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
    """The parts that hold something; a mail inside is one part."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        held = part.get_payload()
        if part.get_content_type() != EMAIL and isinstance(held, list):
            waiting = [inner for inner in held[:_MOST_PARTS] if isinstance(inner, EmailMessage)] + waiting
        elif isinstance(part, EmailMessage):
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_filename() is not None
        or part.get_content_type() == EMAIL
    )


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    return _content(part)[:10_000].decode("latin-1")


def _read(part: EmailMessage, opener: Opener, name: str) -> ReadText | Problem:
    stated = part.get_content_type()
    return opener.read(_content(part), name, part.get_filename() or "", stated, part.get_content_charset() or "")
