"""WhatsApp's own export of a chat: plain text, one stamped line a message, further lines below it.

The export of a group and of a private chat look alike, and senders are persons: there is no publisher. Whether
`3/4/2022` is a day in March or in April, the phone's settings decided; all stamps of the file together mostly tell.
Where they do not, no message gets a day, rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gowah.model import Problem, ReadText
from gowah.read.chat import Message, chat, forms, plain
from gowah.read.decode import decoded
from gowah.read.draft import Head, Source, too_long
from gowah.words import Settings
from gowah.words.calendars import calendar_of, days
from gowah.words.stamps import MARK, Stamp, sender_of, stamp_of

_ATTACHED = re.compile(r"[A-Z]{2,5}-\d{8}-WA\d+\.\w{2,5} \(.*\)|[^\n]{1,120}\.\w{2,5} \(file attached\)")
_NOTE = re.compile(r"(\u200e?)<([^<>\n]{2,150})>\s*$")
_MOST_WORDS = 8
_ORDERS = ("dmy", "mdy")
_ENOUGH = 5  # days on which messages were sent, before their spread tells the order


def read_whatsapp(source: Source, settings: Settings) -> ReadText | Problem:
    """The messages of an export."""
    text = decoded(source.content, source.declared)
    if text is None:
        return Problem(where=source.name, what="these bytes are no text", hint="Export the chat again.")
    if problem := too_long(text, source.name, settings):
        return problem
    found = list(_messages(text))
    order = _order([stamp for stamp, _, _ in found])
    return chat((_message(order, *one) for one in found), source.name, Head())


def _messages(text: str) -> Iterator[tuple[Stamp, str, str]]:
    """(stamp, sender, words) of each message; what the program itself notes has no sender, and is left out."""
    opened: tuple[Stamp, str] | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        stamp = stamp_of(line)
        if stamp is None:
            lines.append(line)
            continue
        if opened:
            yield (*opened, "\n".join(lines))
        words = line[stamp.end :]
        sender = sender_of(words)
        opened = (stamp, sender[0]) if sender else None
        lines = [words[sender[1] :]] if sender else []
    if opened:
        yield (*opened, "\n".join(lines))


def _message(order: str, stamp: Stamp, sender: str, words: str) -> Message:
    day = _day(stamp, order)
    return Message(
        day=day.isoformat() if day else "", time=_time(stamp), sender=sender, words=_own_words(words, stamp.marked)
    )


def _own_words(words: str, marked: bool) -> str:
    """What the sender wrote: without marks of media, of deleted messages and of later changes."""
    kept = []
    for number, line in enumerate(words.split("\n")):
        bare = line.strip().lstrip("\u200f\u202a\u202b\u202c")
        if _is_note(bare, marked and number == 0) or _ATTACHED.fullmatch(bare.strip(MARK)):
            continue
        note = _NOTE.search(bare, max(0, len(bare) - 160))
        if note and (note[1] or note.start() == 0 or plain(note[2]) in forms("note")):
            bare = bare[: note.start()].rstrip()
        kept.append(bare)
    return "\n".join(kept)


def _is_note(line: str, marked: bool) -> bool:
    """True for what the program says in place of a message. People's own words may begin with the sign too, when they
    write in two scripts; so it tells only in a marked line, or before a few Latin words."""
    if plain(line) in forms("note"):
        return True
    if not line.startswith(MARK):
        return False
    return marked or (line[1:].isascii() and len(line.split()) <= _MOST_WORDS) or "WhatsApp" in line


def _time(stamp: Stamp) -> str:
    hour = stamp.hour
    if stamp.half in forms("afternoon") and hour < 12:
        hour += 12
    elif stamp.half in forms("morning") and hour == 12:
        hour = 0
    return f"{hour:02}:{stamp.minute:02}"


def _day(stamp: Stamp, order: str) -> date | None:
    """The day of a stamp under an order; in either calendar, as its year tells."""
    first, second, third = stamp.numbers
    if stamp.year_first:
        year, month, day = first, second, third
    elif order == "dmy":
        day, month, year = first, second, third
    elif order == "mdy":
        month, day, year = first, second, third
    else:
        return None
    year += 2000 if year < 100 else 0
    calendar = calendar_of(year)
    found = days(calendar, year, month, day) if calendar else None
    return found[0] if found else None


def _order(stamps: Sequence[Stamp]) -> str:
    """`dmy`, `mdy`, or an empty string where the file leaves it open.

    In turn: a number beyond 12; dots, which only those write who put the day first; the order of time, in which
    messages stand; and on several days of one month, the number that never changes.
    """
    told = [stamp for stamp in stamps if not stamp.year_first]
    if not told or all(stamp.dotted for stamp in told):
        return "dmy"
    fitting = [order for order in _ORDERS if all(_day(stamp, order) for stamp in told)]
    if len(fitting) != 2:
        return fitting[0] if fitting else ""
    runs = {order: [day for stamp in told if (day := _day(stamp, order))] for order in _ORDERS}
    back = {order: sum(b < a for a, b in pairwise(run)) for order, run in runs.items()}
    if min(back.values()) == 0 < max(back.values()):
        return min(_ORDERS, key=lambda order: back[order])
    spans = {order: (max(run) - min(run)).days for order, run in runs.items()}
    many = len(set(runs["dmy"])) >= _ENOUGH
    near, far = sorted(_ORDERS, key=lambda order: spans[order])
    return near if many and spans[near] <= 31 and spans[far] > 100 else ""
