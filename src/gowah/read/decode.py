"""Bytes → text: which encoding, and whether these bytes are text at all."""

from __future__ import annotations

import codecs
import re

from gowah.read.draft import clean
from gowah.read.guess import guessed
from gowah.words.media import MOST_CONTROLS, is_binary, unpadded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What pages mean by the name of an encoding, as browsers take it (WHATWG Encoding Standard): quotation marks and
dashes of Windows stand where the named one has control signs."""

_SAMPLE = 65_536
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LETTERS = re.compile(r"[^\W\d_]")


def decoded(content: bytes, declared: str = "") -> str | None:
    """The text of these bytes, cleaned; None when they are no text in any encoding that we know.

    In order: a byte order mark, UTF-8, UTF-16 without a mark, the declared encoding, UTF-8 with a few
    broken bytes (each becomes U+FFFD), and last the best guess among the old one-byte encodings.
    """
    content = unpadded(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, "replace"), MOST_CONTROLS)
    if is_binary(content[:_SAMPLE]):
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        wide = _wide(content)
        return _checked(content.decode(wide, "replace")) if wide else _checked(text, MOST_CONTROLS)
    for encoding in (_wide(content), _known(declared)):
        if encoding:
            text = content.decode(encoding, "replace")
            if text.count("\ufffd") * 200 <= len(text):
                return _checked(text)
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 <= sum(1 for _ in re.finditer(r"[^\x00-\x7f]", text)):
        return _checked(text)
    return _checked(content.decode(_guessed(content), "replace"))


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of its spaces and line ends fall on one parity."""
    head = content[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd <= len(head) // 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    # codecs also lists transforms (zip, hex), which are no encodings of text.
    is_text = getattr(found, "_is_text_encoding", True) and found.name != "utf-8"
    return _MEANT.get(found.name, found.name) if is_text else ""


def _guessed(content: bytes) -> str:
    """The likeliest one-byte encoding of a sample that has the bytes beyond ASCII in it."""
    first = re.search(rb"[\x80-\xff]", content)
    start = max(0, first.start() - 2_000) if first else 0
    return guessed(content[start : start + _SAMPLE])


def _checked(text: str, controls: int = 50) -> str | None:
    """The text, unless it is plainly none: a control sign in `controls`, or hardly a letter that could be decoded."""
    text = clean(text)
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    if len(CONTROLS.findall(sample)) * controls > len(sample) or sample.count("\ufffd") > letters // 4:
        return None
    return text
