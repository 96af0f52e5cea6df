"""How bytes become a `Found`: their digest, form, size, and a name without folders."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from gowah.model import Found, Kept, Problem, Role
from gowah.words.media import EMPTY, WHATSAPP, sniff
from gowah.words.sheets import sheet

_CHAT = "WhatsApp chat.txt"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def taken(content: bytes, *, taken_from: str, at: str) -> Found | Problem:
    """An original as it is kept, or why these bytes are none. `at` is an ISO time."""
    taken_from = harmless(taken_from)
    name = taken_from.rsplit("!", 1)[-1].rsplit("/", 1)[-1]
    media_type = sniff(content, name)
    if media_type == EMPTY:
        return Problem(where=taken_from, what="the file is empty", hint="Fetch or export it again.")
    if media_type == WHATSAPP:
        name = _CHAT  # the export of a private chat is named after the other person
    kept = Kept(
        role=Role.ORIGINAL, digest=hashlib.sha256(content).hexdigest(), media_type=media_type, size=len(content),
        taken_from=taken_from, taken_at=at, name=name or "unnamed",
    )  # fmt: skip
    return Found(kept=kept, content=content)


def harmless(path: str) -> str:
    """A path that can be stored and shown: valid Unicode, `/` only, no control or direction marks."""
    readable = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNSEEN.sub("\ufffd", readable.replace("\\", "/"))


def unnamed(where: str) -> str:
    """A path as problems show it: exports of chats are named after persons, and lose that name."""
    return _chat_names().sub(rf"{_CHAT.removesuffix('.txt')}\1", where)


@cache
def _chat_names() -> re.Pattern[str]:
    brands = "|".join(re.escape(row["form"]) for row in sheet("chats") if row["kind"] == "brand")
    return re.compile(rf"(?:(?<=[/!])|^)(?=[^/!]*?(?:{brands}))[^/!]*?(\.\w{{1,5}})?(?=[/!]|$)", re.I)


def inside(archive: str, member: str) -> str:
    """`archive.zip!folder/member.txt`; steps out of the archive (`..`, roots, drives) are dropped."""
    parts = [part for part in harmless(member).split("/") if part not in ("", ".", "..")]
    if parts and re.fullmatch(r"[A-Za-z]:", parts[0]):
        parts = parts[1:]
    return f"{archive}!{'/'.join(parts).replace('!', '_') or 'unnamed'}"


def is_hidden(path: str) -> bool:
    """True when any part of a path is hidden, or is what macOS adds to archives."""
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in path.split("/"))
