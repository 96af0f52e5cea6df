"""Names in Dari and Pashto at the positions where people are named (see `naming`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gowah.words.kin import function_words
from gowah.words.names import NameSpan
from gowah.words.naming_cues import (
    SURE_DESCENT,
    bodies,
    breaks,
    forms_of,
    forms_of_one,
    harms,
    holders,
    in_cue,
    is_name,
    light_verbs,
    openers,
    plain,
    revered,
    sizes,
    suffixes,
)  # fmt: skip
from gowah.words.numerals import openers as number_words
from gowah.words.persian_people import cue_forms, ends_name
from gowah.words.persons import collectives
from gowah.words.script import is_pashto, words

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_SIDE_BY_SIDE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069ـ-]*")
_COMMA = re.compile(r"\s*[،,–—(]\s*")
_SENTENCE_ENDS = re.compile(r"[.!?؟؛:«»\"“”\n]")
_LONGEST = 4  # words of a name
_FAR = 8  # words of a clause that are looked through for its subject, or for an office
_MANY = ("ها", "های", "هایی", "ترین", "ونه", "ونو", "گانو", "گان", "انو", "یانو", "تونه", "ندگان", "یون")
"""Endings of plurals and superlatives, folded: no names."""
_VERB = re.compile(r"(?:ب|ن|می|نمی)\w{2,}ند\Z")  # `بسپارند`
_DESCENT = frozenset({"زوی", "لور", "لمسی", "ورور", "خور", "نیکه", "وراره", "اولاد", "بچی"})


_OF_KIN = frozenset({"kin", "household", "filiation", "owner"})

_Found = tuple[int, int, str]  # first and last word, cue


def persian_naming(text: str, names: Sequence[NameSpan]) -> Iterator[tuple[int, int, str]]:
    """(start, end, cue) of each name at a naming position; `office` for one that stands beside an office."""
    if not _PERSIAN.search(text):
        return
    reading = _Reading(text, names)
    own = reading.words
    for first, last, cue in dict.fromkeys(_found(reading)):
        public = cue not in _OF_KIN and _in_office(reading, first, last)
        yield own[first].start, own[last].end, "office" if public else cue


class _Reading:
    """A text's words, and what each may be."""

    def __init__(self, text: str, names: Sequence[NameSpan]) -> None:
        self.text = text
        self.words = words(text)
        self.is_pashto = is_pashto(text)
        self.tables: dict[int, str] = {}  # where a table knows a name
        self.longer: set[int] = set()  # where that is more than a word
        for name in names:
            if name.table != "roles":
                within = range(name.start, name.end)
                self.tables.update(dict.fromkeys(within, name.table))
                self.longer.update(within if not name.as_written.isalpha() else ())

    def gap(self, n: int) -> str:
        """What stands between the word before `n` and it."""
        return self.text[self.words[n - 1].end : self.words[n].start]

    def side_by_side(self, n: int) -> bool:
        return 0 < n < len(self.words) and bool(_SIDE_BY_SIDE.fullmatch(self.gap(n)))

    def glued(self, n: int) -> bool:
        """True where nothing but a joiner stands before the word: `سخی‌داد`."""
        return self.side_by_side(n) and self.gap(n) != "" and not self.gap(n).strip("\u200c\u200d-")

    def free(self, n: int) -> bool:
        """True for a word that nothing knows for something else than a name."""
        form = self.words[n].form
        if form in function_words():
            return False
        if is_name(form) and self.words[n].start not in self.longer:
            return True
        if self.words[n].start in self.tables or form in collectives() or form in plain():
            return False
        return len(form) > 1 and not form.endswith(_MANY) and not _VERB.match(form) and not ends_name(self.words, n)

    def may_name(self, n: int) -> bool:
        """True for any word but those of grammar and numbers."""
        form = self.words[n].form
        return bool(_PERSIAN.match(form)) and form not in function_words() and not in_cue(form)

    def compound(self, n: int) -> bool:
        """True for a word that means something else, before one that ends names: `سپین ګل`, `ماه‌گل`."""
        following = n + 1 < len(self.words) and self.side_by_side(n + 1) and self.words[n + 1].form
        return bool(following) and self.may_name(n) and is_name(str(following)) and self.free(n + 1)

    def named(self, n: int) -> int:
        """As `forward`, where what stands at `n` can hardly be anything but a name."""
        last = self.forward(n)
        return max(n, self.forward(n + 1)) if last < n and self.compound(n) else last

    def forward(self, n: int, most: int = _LONGEST) -> int:
        """The last word of a name that begins at `n`; `n - 1` where none does."""
        at, size = n, 0
        while at < min(len(self.words), n + 3 * most) and size < most and (at == n or self.side_by_side(at)):
            glued = at > n and self.glued(at)
            if not (self.free(at) or (glued and _PERSIAN.match(self.words[at].form) and not _is_suffix(self, at))):
                break
            size += not glued
            at += 1
        if at > n and self.side_by_side(at):
            if self.words[at].form in light_verbs() and not is_name(self.words[at - 1].form):
                return at - 2  # `نجات یافت`
            at += self.tables.get(self.words[at].start) == "communities" or self.cue_at(at, "honour")
        return at - 1

    def backward(self, n: int, most: int = _LONGEST) -> int:
        """The first word of a name that ends at `n`; `n + 1` where none does."""
        first = n + 1
        for at in range(n, max(-1, n - 2 * most), -1):
            if at < n and not self.side_by_side(at + 1):
                break
            if self.forward(at) < n and not (self.free(at) or self.glued(at)):
                break
            if self.free(at):
                first = at
        return first

    def opens(self, n: int) -> bool:
        """True for the first word of a clause."""
        return n == 0 or not self.side_by_side(n) or self.words[n - 1].form in openers()

    def cue_at(self, n: int, cue: str) -> int:
        """How many words of a cue begin at `n`."""
        return next((size for size in sizes(cue) if self._said(n, n + size) in forms_of(cue)), 0)

    def cue_before(self, n: int, cue: str) -> int:
        """How many words of a cue end right before `n`."""
        return next((size for size in sizes(cue) if size <= n and self._said(n - size, n) in forms_of(cue)), 0)

    def _said(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(word.form for word in self.words[start:end])


def _is_suffix(reading: _Reading, n: int) -> bool:
    return reading.words[n].form in suffixes()


def _found(reading: _Reading) -> Iterator[_Found]:
    for n in range(len(reading.words)):
        yield from _behind(reading, n)
        if reading.words[n].form == "د":
            yield from _of(reading, n)
        if reading.opens(n):
            yield from _subject(reading, n)
        if reading.words[n].form == "ورته":
            yield from _called_by_many(reading, n)
        if reading.words[n].form == "معرفی" and n:
            first = reading.backward(n - 1)
            if 0 < first < n and reading.words[first - 1].form == "را":
                yield first, n - 1, "called"  # `خود را X معرفی کرد`
        if reading.words[n].form == "را" and n and reading.side_by_side(n):
            first = reading.backward(n - 1)
            if first < n and any(_harmed(reading, at) for at in range(n + 1, n + 4)):
                yield first, n - 1, "suffers"  # `X را ربودند`


def _called_by_many(reading: _Reading, n: int) -> Iterator[_Found]:
    """Pashto: X and Y in `X چې خلکو ورته Y وایي`."""
    end = next((at for at in range(n + 2, n + 5) if at < len(reading.words) and reading.cue_at(at, "calls")), 0)
    if not end or not all(map(reading.side_by_side, range(n + 1, end + 1))):
        return
    yield n + 1, end - 1, "called"
    that = next((at for at in range(n - 1, max(0, n - 4), -1) if reading.words[at].form == "چی"), 0)
    if that and (first := reading.backward(that - 1)) < that:
        yield first, that - 1, "called"


def _behind(reading: _Reading, n: int) -> Iterator[_Found]:
    """Names right behind a cue that ends with the word before `n`."""
    if n == 0:
        return
    for cue in ("filiation", "kin", "household", "belongings", "called", "title", "trade", "according"):
        size = reading.cue_before(n, cue)
        if not size or (reading.is_pashto and cue in ("household", "belongings")):
            continue  # in Pashto whose it is stands before
        first = _skipped(reading, n) if cue in ("kin", "household", "trade", "title") else n
        if first >= len(reading.words):
            continue
        last = reading.named(first) if cue != "according" else reading.forward(first)
        apart = not reading.side_by_side(first)
        if last < first and apart and reading.may_name(first) and _is_enclosed(reading, first):
            last = first
        if cue == "filiation" and (before := _before_descent(reading, n - size)):
            yield before
        if last < first or (apart and not (_COMMA.fullmatch(reading.gap(first)) and _is_closed(reading, last))):
            continue
        if _is_free(reading, n - size, first, last, cue):
            yield first, last, cue
            yield from _more(reading, last, cue)


def _skipped(reading: _Reading, n: int) -> int:
    """Behind what stands between a cue and a name: `پسر ۱۲ سالهٔ`, `خواهر کوچکش`, `پلار یې`."""
    at = n
    while at < len(reading.words) and at - n < 4:
        form = reading.words[at].form
        owned = form in suffixes() and (reading.glued(at) or form in ("یی", "می", "مو", "دی"))
        if not (owned or form.isdigit() or reading.cue_at(at, "describing")):
            break
        at += 1
    return at


def _before_descent(reading: _Reading, at: int) -> _Found | None:
    """The name before `ولد`, `پسر`: `عوض ولد قنبر`."""
    if at < 1 or not reading.side_by_side(at):
        return None
    first = reading.backward(at - 1)
    if first > at - 1 and reading.words[at].form in SURE_DESCENT and reading.may_name(at - 1):
        first = at - 1  # a word that means something else too
    return (first, at - 1, "filiation") if first < at and reading.opens(first) else None


def _more(reading: _Reading, last: int, cue: str) -> Iterator[_Found]:
    """The names that "and" joins to one: `مادر سکینه و نسرین`."""
    for _ in range(4):
        at = last + 1
        if at + 1 >= len(reading.words) or reading.words[at].form not in ("و", "او") or not reading.side_by_side(at):
            return
        first = at + 1
        last = reading.forward(first) if reading.side_by_side(first) else at
        if last < first:
            return
        yield first, last, cue


def _is_closed(reading: _Reading, last: int) -> bool:
    """True before a mark, a verb of saying or of suffering: the name of an apposition ends."""
    after = last + 1
    return (
        after >= len(reading.words)
        or not reading.side_by_side(after)
        or bool(reading.cue_at(after, "speaks") or reading.cue_at(after, "suffers"))
    )


def _is_enclosed(reading: _Reading, n: int) -> bool:
    """True for one word between two commas."""
    return n + 1 < len(reading.words) and all(_COMMA.fullmatch(reading.gap(at)) for at in (n, n + 1))


def _is_free(reading: _Reading, cue_first: int, first: int, last: int, cue: str) -> bool:
    """False for a mosque's or a street's name, a body's and an officer's."""
    if cue in ("kin", "household", "filiation"):
        return True
    before = [word.form for word in reading.words[max(0, cue_first - 3) : cue_first]]
    behind = [word.form for word in reading.words[last + 1 : last + 3]]
    behind = behind[1:] if behind[:1] == ["په"] else behind[:1]
    if holders().intersection((*before, *behind)) or revered().intersection(before[-1:]):
        return False
    return not (cue == "called" and bodies().intersection(before[-2:]))


def _in_office(reading: _Reading, first: int, last: int) -> bool:
    """True beside an office of the same sentence: `سخنگوی X، مولوی Y`, `مولوی Y، والی X`."""
    for at in range(first - 1, max(-1, first - _FAR), -1):
        if _SENTENCE_ENDS.search(reading.gap(at + 1)) or reading.words[at].form in breaks():
            break
        if reading.cue_at(at, "office"):
            return not reading.cue_before(at, "kin")
    if last + 1 < len(reading.words) and _COMMA.fullmatch(reading.gap(last + 1)):
        for at in range(last + 1, min(len(reading.words), last + 6)):
            if at > last + 1 and not reading.side_by_side(at):
                break
            if reading.cue_at(at, "kin"):
                break  # `پسر والی`
            if reading.cue_at(at, "office"):
                return True
    return False


def _of(reading: _Reading, n: int) -> Iterator[_Found]:
    """Pashto: `د X زوی`, `د X د کورنۍ`, `د X په نوم`, `د X په وینا`; and Y in `Y د X زوی`."""
    first = n + 1
    last = reading.named(first) if reading.side_by_side(first) else n
    if last < first and reading.side_by_side(first) and reading.may_name(first) and reading.cue_at(first + 1, "called"):
        last = first
    after = last + 1
    if last < first or after >= len(reading.words) or not reading.side_by_side(after):
        return
    second, also = after + 1, after
    if reading.words[after].form == "او" and reading.side_by_side(second):
        also = reading.forward(second)  # `د X او Y زوی`
        after = also + 1
        if also < second or after >= len(reading.words) or not reading.side_by_side(after):
            return
    if reading.words[after].form == "د":
        after += 1
    after = _skipped(reading, after)
    if not (after < len(reading.words) and any(reading.cue_at(after, cue) for cue in _OF)):
        return
    kin = bool(reading.cue_at(after, "kin") or reading.cue_at(after, "household"))
    yield first, last, "kin" if kin else "called"
    if also >= second:
        yield second, also, "kin" if kin else "called"
    if reading.words[after].form in _DESCENT and n and reading.side_by_side(n):
        before = reading.backward(n - 1)
        if before < n and reading.opens(before):
            yield before, n - 1, "filiation"


_OF = ("kin", "household", "belongings", "trade", "called", "according after")


def _subject(reading: _Reading, n: int) -> Iterator[_Found]:
    """The name that a clause begins with, before saying, suffering, a trade, kin of its own or an apposition."""
    last = reading.forward(n)
    after = last + 1
    if last < n or after >= len(reading.words):
        return
    if reading.side_by_side(after):
        yield from _aged_or_joined(reading, n, last)
        if reading.cue_at(after, "trade") and not reading.cue_at(after, "office"):
            yield n, last, "work"
        if reading.cue_at(after, "own kin") or reading.words[after].form in ("خپل", "خپله", "خپلی"):
            yield n, last, "owner"
        if reading.words[after].form == "که" and any(
            reading.cue_at(at, "own kin") for at in range(after + 1, after + 3)
        ):
            yield n, last, "owner"  # `قنبر که پسرش`
        if verb := _verb(reading, after):
            yield n, last, verb
    elif _COMMA.fullmatch(reading.gap(after)):
        for at in range(after, min(len(reading.words), after + 3)):
            if at > after and not reading.side_by_side(at):
                break
            if any(reading.cue_at(at, cue) for cue in ("kin", "own kin", "trade", "filiation")):
                yield n, last, "work"
                break


def _aged_or_joined(reading: _Reading, n: int, last: int) -> Iterator[_Found]:
    """`X ۳۴ ساله`, `X پنج‌ساله`, `X چې ورور یې`, `X و Y کشته شدند`."""
    after, form = last + 1, reading.words[last + 1].form
    aged = reading.words[after + 1].form if after + 1 < len(reading.words) else ""
    counted = form.isdigit() or form in number_words("ps" if reading.is_pashto else "prs")
    if counted and any(aged == cue[0] for cue in cue_forms("age")):
        yield n, last, "owner"
    if form == "با" and reading.cue_at(after + 1, "own kin"):
        yield n, last, "owner"  # `قنبر با خانمش`
    if form == "چی" and reading.cue_at(after + 1, "kin"):
        yield n, last, "owner"
    if form in ("و", "او") and reading.side_by_side(after + 1):
        second = reading.forward(after + 1)
        if second > after and any(_harmed(reading, at) for at in range(second + 1, second + 4)):
            yield n, last, "suffers"
            yield after + 1, second, "suffers"


def _verb(reading: _Reading, after: int) -> str:
    """`speaks` or `suffers`, where such a verb follows, with no more than an adverbial between."""
    joined = reading.words[after].form in forms_of_one("joint")
    for at in range(after, min(len(reading.words), after + _FAR)):
        if at > after and not reading.side_by_side(at):
            break
        for cue in ("speaks", "suffers"):
            if reading.cue_at(at, cue) and (at == after or joined or reading.words[at - 1].form == "ته"):
                return cue
        if reading.words[at].form in ("که", "چی"):
            break
    return ""


def _harmed(reading: _Reading, n: int) -> bool:
    return n < len(reading.words) and reading.words[n].form in harms()
