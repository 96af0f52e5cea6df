"""What form bytes have: the media type, by their first bytes first and their name second.

A name can lie and a server's header often does, so the bytes decide wherever a form has a mark of its
own; only for plain text, which has none, does the name say more (CSV, e-mail, HTML fragments).
"""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath

PLAIN = "text/plain"
HTML = "text/html"
CSV = "text/csv"
TSV = "text/tab-separated-values"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMAIL = "message/rfc822"
WARC = "application/warc"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"

_HEAD = 8_192
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MAGIC = (
    (b"%PDF-", PDF), (b"WARC/", WARC), (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"), (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)  # fmt: skip
_SUFFIXES = {
    ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".eml": EMAIL,
    ".json": "application/json", ".jsonl": "application/json", ".geojson": "application/geo+json",
    ".xml": "application/xml",
}  # fmt: skip
_HTML = re.compile(
    # Possessive throughout: a head full of comments must not be parted in every possible way.
    rb"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s++html|html|head|body)\b",
    re.I | re.S,
)
_MAIL_ONLY = re.compile(rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.I | re.M)
_MAIL = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|content-type|from|subject|date|to):", re.I | re.M
)
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})


def sniff(content: bytes, name: str = "") -> str:
    """The media type of `content`, kept under `name` (which may be empty). Never raises."""
    head = content[:_HEAD]
    if len(content) < _HEAD and not content.strip(_BLANK):
        return EMPTY
    for mark, media_type in _MAGIC:
        if head.startswith(mark):
            return media_type
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if head.startswith(b"\x1f\x8b"):
        return WARC if _unzipped_head(head).startswith(b"WARC/") else GZIP
    if content[257:262] == b"ustar":
        return TAR
    if is_binary(head):
        return BINARY
    return _worded(head, name)


def is_binary(head: bytes) -> bool:
    """True when the first bytes cannot be text in any common encoding."""
    if not head or head.startswith(_WIDE_MARKS):
        return False
    nulls = head.count(0)
    if nulls > len(head) // 20:
        # UTF-16 and UTF-32 without a mark: most code points of a report are ASCII spaces, digits,
        # or share one high byte, so zeros or that byte fall on one parity.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return min(even, odd) * 8 > max(even, odd)
    return len(head) - len(head.translate(None, _CONTROLS)) > nulls + len(head) // 50


def _worded(head: bytes, name: str) -> str:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _HTML.match(plain):
        return HTML
    by_name = _SUFFIXES.get(PurePosixPath(name).suffix.lower(), PLAIN)
    if by_name == HTML and b"<" not in plain:
        return PLAIN
    top = plain.split(b"\n\n")[0].split(b"\r\n\r\n")[0]
    if by_name == PLAIN and _MAIL_ONLY.search(top) and len(_MAIL.findall(top)) >= 3:
        return EMAIL
    return by_name


def _zipped(content: bytes) -> str:
    """Office documents are zips that name their parts; the names stand uncompressed in the directory."""
    ends = content[:_HEAD] + content[-65_536:]
    if b"[Content_Types].xml" in ends:
        for folder, media_type in ((b"word/", DOCX), (b"xl/", _SHEET), (b"ppt/", _SLIDES)):
            if folder in ends:
                return media_type
    if content[30:38] == b"mimetype":
        return re.sub(r"[^\w.+/-].*", "", content[38:138].decode("latin-1").split("PK")[0]) or ZIP
    return ZIP


def _unzipped_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        return b""
