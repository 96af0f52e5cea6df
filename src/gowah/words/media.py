"""What form bytes have: the media type, by their first bytes first and their name second.

A name can lie and a server's header often does, so the bytes decide wherever a form has a mark of its
own; only for plain text, which has none, does the name say more (CSV, e-mail, HTML fragments). Exports of
chats and of archivers are pages, JSON or plain text by form; they get types of their own, since what is
said in them, by whom and when, stands otherwise than in a page.
"""

from __future__ import annotations

import codecs
import re
import zlib
from pathlib import PurePosixPath

from gowah.model import SourceText
from gowah.words.stamps import is_whatsapp

PLAIN = "text/plain"
HTML = "text/html"
CSV = "text/csv"
TSV = "text/tab-separated-values"
PDF = "application/pdf"
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/webp"})
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
LOCKED = "application/x-locked-office"
EMAIL = "message/rfc822"
WARC = "application/warc"
WACZ = "application/wacz"
WHATSAPP = "text/x-whatsapp-chat"
TELEGRAM = "application/x-telegram-export"
TELEGRAM_PAGE = "text/x-telegram-export-page"
ARCHIVER = "application/x-auto-archiver"
ARCHIVER_PAGE = "text/x-auto-archiver-page"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
MBOX = "application/mbox"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"

TABLES = frozenset({CSV, TSV, XLSX, XLSB, XLS, ODS})
"""Forms made of rows. What is read out of them may be prose all the same: `is_table` tells."""

_HEAD = 8_192
_TAIL = 65_536
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MAGIC = (
    (b"%PDF-", PDF), (b"WARC/", WARC), (b"{\\rtf", RTF), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"), (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"), (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"), (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"),
)  # fmt: skip
_SUFFIXES = {
    ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".eml": EMAIL,
    ".json": "application/json", ".jsonl": "application/json", ".geojson": "application/geo+json",
    ".xml": "application/xml", ".css": "text/css", ".js": "text/javascript",
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
_MBOX = re.compile(rb"From \S[^\n]{0,200}\d\d[^\n]{0,20}\n")
_OPEN_FORMS = {
    form.encode(): form
    for form in (
        ODT, ODS, "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.graphics",
        "application/vnd.oasis.opendocument.text-template", "application/epub+zip",
    )
}  # fmt: skip
"""What a packed document says of itself in its first part; any other is a mere ZIP."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("EncryptedPackage", LOCKED), ("Workbook", XLS), ("Book", XLS), ("WordDocument", "application/msword"))
"""What lies in an old Office file tells what it is. Their names stand in it in UTF-16."""

_TELEGRAM = re.compile(
    rb'\s*+\{\s*+(?:"name"\s*+:.{0,2000}?"type"\s*+:\s*+"\w++"\s*+,\s*+"id"\s*+:\s*+-?\d++\s*+,\s*+"messages"\s*+:'
    rb'|"about"\s*+:.{0,4000}?"(?:personal_information|chats|contacts)"\s*+:)',
    re.S,
)
_TELEGRAM_TOO = re.compile(  # its keys in another order, as programs leave them that sort
    rb'"messages"\s*+:\s*+\[(?=.{0,6000}?"(?:date_unixtime|from_id|text_entities)"\s*+:)'
    rb'|"type"\s*+:\s*+"(?:(?:public|private)_(?:channel|group|supergroup)|personal_chat|bot_chat|saved_messages)"'
    rb'(?=.{0,2000}?"messages"\s*+:)',
    re.S,
)
_ARCHIVER = re.compile(rb'\s*+\{\s*+"status"\s*+:\s*+"[^"]{0,200}+"\s*+,\s*+"metadata"\s*+:\s*+\{')
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
MOST_CONTROLS = 8
"""One control sign in so many is still text, as a terminal's colours and bells are, where the rest is good UTF-8."""

_PADDED = 4  # NULs in a row: no encoding of text has so many

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
    if head.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in content), BINARY)
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if content[257:262] == b"ustar":
        return TAR
    if is_binary(head):
        return BINARY
    return _worded(head, name)


def is_binary(head: bytes) -> bool:
    """True when the first bytes cannot be text in any common encoding."""
    if not head or head.startswith(_WIDE_MARKS):
        return False
    head = unpadded(head)
    nulls = head.count(0)
    if nulls > len(head) // 20:
        # UTF-16 and UTF-32 without a mark: most code points of a report are ASCII spaces, digits,
        # or share one high byte, so zeros or that byte fall on one parity.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return min(even, odd) * 8 > max(even, odd)
    controls = len(head) - len(head.translate(None, _CONTROLS)) - nulls
    return controls > len(head) // (MOST_CONTROLS if _is_utf8(head) else 50)


def unpadded(content: bytes) -> bytes:
    """The bytes without the NULs behind a text that a broken copy filled up to its size."""
    bare = content.rstrip(b"\x00")
    return bare if len(content) - len(bare) > _PADDED and b"\x00" not in bare[-_PADDED:] else content


def _is_utf8(head: bytes) -> bool:
    """Whether these bytes are UTF-8, perhaps cut off within a letter."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _worded(head: bytes, name: str) -> str:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _HTML.match(plain):
        return _page(plain)
    if plain.lstrip()[:1] == b"{":
        if _ARCHIVER.match(plain):
            return ARCHIVER
        if _TELEGRAM.match(plain) or _TELEGRAM_TOO.search(plain):
            return TELEGRAM
    by_name = _SUFFIXES.get(PurePosixPath(name).suffix.lower(), PLAIN)
    if by_name == HTML and b"<" not in plain:
        return PLAIN
    top = plain.split(b"\n\n")[0].split(b"\r\n\r\n")[0]
    if by_name == PLAIN and _MAIL_ONLY.search(top) and len(_MAIL.findall(top)) >= 3:
        return MBOX if _MBOX.match(plain) else EMAIL
    if by_name == PLAIN and is_whatsapp(plain.decode("utf-8", "ignore")):
        return WHATSAPP
    return by_name


def _page(head: bytes) -> str:
    if b'class="page_body chat_page"' in head:
        return TELEGRAM_PAGE
    return ARCHIVER_PAGE if b"<h2>Archived media for <" in head else HTML


def _zipped(content: bytes) -> str:
    """Office documents are zips that name their parts; the names stand uncompressed in the directory."""
    ends = _directory(content[-_TAIL:]) or content[:_HEAD] + content[-_TAIL:]
    if b"[Content_Types].xml" in ends:
        for folder, media_type in ((b"word/", DOCX), (b"xl/workbook.bin", XLSB), (b"xl/", XLSX), (b"ppt/", SLIDES)):
            if folder in ends:
                return media_type
    if b"datapackage.json" in ends and b"archive/" in ends:
        return WACZ
    if content[30:38] == b"mimetype":
        return _OPEN_FORMS.get(content[38 : 38 + min(int.from_bytes(content[22:26], "little"), 100)], ZIP)
    return ZIP


def _directory(tail: bytes) -> bytes:
    """The directory at the end of a zip, as far as the tail holds it: not that of a zip that lies inside it."""
    end = tail.rfind(b"PK\x05\x06")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if 0 <= end <= len(tail) - 22 else 0
    return tail[max(0, end - size) : end] if 0 < size < 0xFFFF_FFFF else b""


def _unzipped_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        return b""


def is_table(text: SourceText) -> bool:
    """True for rows of a table or spreadsheet; false where prose was read out of it, as of an archiver's sheet."""
    return text.media_type in TABLES and any(block.kind == "row" for block in text.layout)
