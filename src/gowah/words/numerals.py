"""Bare numbers: what digits and number words stand for, in English, Dari and Pashto.

`read_numeral` reads one number from a place in a folded text; what goes before and after it ("at
least", "dozens of") is the business of `numbers`. Number words are rows of `data/common/numbers.csv`:

    form,language,kind,value,key,followed_by,source
    kind: unit (1-9), teen (10-19), ten (20-90), compound (21-29), hundreds (200-900), hundred, scale,
    glued scale (`3.6m`), dozen, half, article, and, vague (`key` of the recipe), zero, ordinal
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gowah.words.script import FILLER
from gowah.words.sheets import folded_words, sheet

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_GAP = re.compile(r"[^\S\n]{0,3}\n?[^\S\n]{0,3}-?")
_DIGITS = re.compile(rf"[0-9]+(?:{FILLER}+[0-9]+)*")  # a sign that nobody sees may stand among them
_MAX_DIGITS = 15
_ANYTHING = 10**18
_AND = "و"  # of Dari, often written on to the number that it joins


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at [start, end) of a folded text; `least` marks a vague one ("dozens"), of which it is the least.

    `digits` is true when it is written in digits alone, `grouped` when these had separators.
    """

    start: int
    end: int
    value: int
    vague: bool = False
    digits: bool = False
    grouped: bool = False
    scaled: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of numbers.csv, folded; `rest` are the words after the first."""

    rest: tuple[str, ...]
    kind: str
    value: int
    key: str
    followed_by: frozenset[str]


Lexicon = Mapping[str, tuple[Row, ...]]


@cache
def lexicon(language: str) -> Lexicon:
    """First word of a form -> its rows, longest first: those of English and of `language` (prs or ps)."""
    found: dict[str, list[Row]] = {}
    for row in sheet("numbers"):
        if row["language"] in ("en", language):
            first, *rest = folded_words(row["form"])
            followed = frozenset(folded_words(row["followed_by"]))
            found.setdefault(first, []).append(Row(tuple(rest), row["kind"], int(row["value"]), row["key"], followed))
    for form, whole in _joined(found, language):
        found.setdefault(form, []).append(whole)
    return {
        first: tuple(sorted(rows, key=lambda row: (-len(row.rest), not row.followed_by)))
        for first, rows in found.items()
    }


@cache
def openers(language: str) -> frozenset[str]:
    """Words of which every number in words has one: a text without any, and without a digit, has no number.

    Of "a pair of" that is the longest word; "a" and "and" are in numbers only beside other words of them.
    """
    rows = ((first, row) for first, own in lexicon(language).items() for row in own)
    return frozenset(max((first, *row.rest), key=len) for first, row in rows if row.rest or row.kind not in _BESIDE)


_BESIDE = frozenset({"and", "article"})
_LOWER = {"hundreds": ("ten", "teen", "unit"), "hundred": ("ten", "teen", "unit"), "ten": ("unit",)}


def _joined(rows: Mapping[str, list[Row]], language: str) -> Iterator[tuple[str, Row]]:
    """Numbers written as one word: `نودوهفت`, `صدوده`, Pashto `یوڅلوېښت`."""
    single = [(form, row) for form, own in rows.items() for row in own if not (row.rest or form.isascii())]
    if language == "prs":
        for high, first in single:
            for low, last in single:
                if last.kind in _LOWER.get(first.kind, ()):
                    kind = "ten" if last.kind == "ten" else "compound"
                    yield f"{high}و{low}", Row((), kind, first.value + last.value, "", frozenset())
                    for times, row in single if first.kind == "hundred" else ():
                        if row.kind == "unit":  # `سه‌صدوسی`
                            value = first.value * row.value + last.value
                            yield times, Row((f"{high}و{low}",), kind, value, "", frozenset())
        return
    for low, last in single:
        for high, first in single:
            if last.kind == "unit" and first.kind == "ten":
                yield low + high, Row((), "compound", first.value + last.value, "", frozenset())


class _Sum:
    """A number under way: `total` of the closed groups, the open `group`, and what may still be added."""

    __slots__ = ("group", "last", "scale", "scaled", "slot", "total")

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.slot = _ANYTHING  # the next part must be smaller
        self.scale = _ANYTHING  # the next scale must be smaller
        self.last = ""
        self.scaled = 1

    def take(self, kind: str, value: int, pashto: bool) -> bool:
        """Adds a part if the language allows it here; False (and nothing added) if not."""
        if kind in ("unit", "teen", "ten", "compound", "hundreds", "digits"):
            if value < self.slot and not (kind == "digits" and self.last not in ("", "scale", "hundred")):
                self.group += value
                self.slot = {"ten": 10, "hundreds": 100}.get(kind, 1)
            elif pashto and kind == "ten" and self.last == "unit" and self.group % 100 < 10:
                self.group += value  # Pashto says five-thirty for thirty-five
                self.slot = 1
            else:
                return False
        elif kind == "hundred":
            if self.last in ("unit", "teen", "digits", "vague") and 0 < self.group < 100:
                self.group *= 100
            elif self.slot > 100:
                self.group += 100
            else:
                return False
            self.slot, self.scaled = 100, 100
        elif kind in ("scale", "dozen"):
            if value >= self.scale or (kind == "dozen" and self.last not in ("", "unit", "teen", "digits", "vague")):
                return False
            if self.group == 0 and self.last == "scale":
                return False
            self.total += max(self.group, 1) * value
            self.group, self.slot, self.scale, self.scaled = 0, 1 if kind == "dozen" else value, value, value
            if kind == "dozen":
                self.scale = 0
        else:
            return False
        self.last = kind
        return True


def match(folded: str, at: int, rows: Lexicon, word: str | None = None) -> tuple[Row, int] | None:
    """The longest row whose words stand at `at`, and where it ends."""
    if word is None:
        first = _TOKEN.match(folded, at)
        if first is None:
            return None
        word, end = first[0].replace(FILLER, ""), first.end()
    else:
        end = at + len(word)
    for row in rows.get(word, ()):
        to = _all_next(folded, end, row.rest)
        if to is None:
            continue
        if row.followed_by:
            after = _TOKEN.match(folded, _GAP.match(folded, to).end())  # type: ignore[union-attr]
            if after is None or after[0] not in row.followed_by:
                continue
        return row, to
    return None


def _all_next(folded: str, at: int, words: tuple[str, ...]) -> int | None:
    end: int | None = at
    for word in words:
        end = _next_is(folded, end, word) if end is not None else None
    return end


def _next_is(folded: str, at: int, word: str) -> int | None:
    token = _TOKEN.match(folded, _GAP.match(folded, at).end())  # type: ignore[union-attr]
    return token.end() if token is not None and token[0].replace(FILLER, "") == word else None


def read_numeral(folded: str, at: int, rows: Lexicon, vague: Mapping[str, int], *, pashto: bool) -> Numeral | None:
    """The number that begins at `at`, a token's start; None if none does (or none that counts: 3.6, 17th)."""
    sum_, end, how, grouped = _Sum(), at, "", False
    known_vague = False
    if folded[at].isascii() and folded[at].isdigit():
        read = _digits(folded, at)
        if read is None:
            return None
        value, end, grouped, fraction = read
        if fraction:
            return _decimal(folded, at, end, rows)
        sum_.take("digits", value, pashto)
        how = "digits"
        scale = match(folded, end, rows) if folded[end : end + 1].isalpha() else None
        if scale is not None and scale[0].kind == "glued scale" and folded[at - 1 : at] in _MONEY and at:
            sum_.take("scale", scale[0].value, pashto)
            end = scale[1]
    else:
        got = match(folded, at, rows)
        if got is None:
            return None
        row, end = got
        if row.kind == "zero":
            return Numeral(start=at, end=end, value=0)
        if row.kind in ("ordinal", "and"):
            return None
        if row.kind in ("article", "half"):
            return _part(folded, at, end, row, rows)
        if row.kind == "vague":
            known_vague = True
            sum_.group, sum_.slot, sum_.last = vague.get(row.key, row.value), 1, "vague"
            end = _many(folded, end, rows, sum_)
        elif not sum_.take(row.kind, row.value, pashto):
            return None
    end, ordinal = _rest(folded, end, rows, sum_, pashto)
    if ordinal:
        return None
    if known_vague and sum_.last == "vague":
        return Numeral(start=at, end=end, value=sum_.total + sum_.group, vague=True)
    return Numeral(
        start=at, end=end, value=sum_.total + sum_.group, vague=known_vague,
        digits=how == "digits" and sum_.last == how, grouped=grouped, scaled=sum_.scaled,
    )  # fmt: skip


def _rest(folded: str, end: int, rows: Lexicon, sum_: _Sum, pashto: bool) -> tuple[int, bool]:
    """Reads on while parts fit; (end, whether an ordinal ended it, as in `twenty-first`)."""
    for _ in range(24):
        gap = _GAP.match(folded, end)
        at = gap.end() if gap else end
        if at == end and sum_.last != "digits":
            return end, False
        if sum_.last == "digits" and folded[end:at].endswith("-") and folded[at : at + 1].isdigit():
            return end, False
        got = match(folded, at, rows)
        joined = False
        if got is None and not pashto and sum_.slot > 1 and folded[at : at + 1] == _AND:
            got = match(folded, at + 1, rows)  # `بیست‌وسه`
            joined = got is not None
        elif got is not None and got[0].kind == "and":
            english = folded[at : got[1]] == "and"
            joined = True
            at = _GAP.match(folded, got[1]).end()  # type: ignore[union-attr]
            got = match(folded, at, rows)
            if got is not None and got[0].kind == "half" and not got[0].rest:
                return _half_more(folded, got[1], rows, sum_, end), False
            if sum_.slot == 1 or (sum_.last == "ten" and english):
                return end, False
        if got is None:
            number = _DIGITS.match(folded, at)
            read = _digits(folded, at) if number is not None and sum_.last in ("scale", "hundred") else None
            if read is None or read[3] or not (joined or sum_.last == "scale"):
                return end, False
            if not sum_.take("digits", read[0], pashto):
                return end, False
            end = read[1]
            continue
        row, to = got
        if row.kind == "ordinal" and row.value < sum_.slot:
            return to, True
        if row.kind in ("and", "vague", "zero", "ordinal", "half", "article"):
            return end, False
        if not sum_.take(row.kind, row.value, pashto):
            return end, False
        end = to
    return end, False


def _half_more(folded: str, to: int, rows: Lexicon, sum_: _Sum, end: int) -> int:
    got = match(folded, _GAP.match(folded, to).end(), rows)  # type: ignore[union-attr]
    if got is None or got[0].kind != "scale":
        return end
    sum_.total, sum_.group = sum_.group * got[0].value + got[0].value // 2, 0
    sum_.last, sum_.scaled = "scale", got[0].value
    return got[1]


def _many(folded: str, end: int, rows: Lexicon, sum_: _Sum) -> int:
    """`dozens`, `several hundred`, `tens of thousands`: what multiplies a vague number."""
    at = _GAP.match(folded, end).end()  # type: ignore[union-attr]
    linked = _next_is(folded, end, "of")
    if linked is not None:
        at = _GAP.match(folded, linked).end()  # type: ignore[union-attr]
    got = match(folded, at, rows)
    if got is None or got[0].value < 10 or got[0].kind not in ("hundred", "scale", "dozen", "vague"):
        return end
    if got[0].kind == "vague" and (linked is None or got[0].value < 100):
        return end
    if linked is not None and got[0].kind != "vague":
        return end
    sum_.total, sum_.group = sum_.group * got[0].value, 0
    return got[1]


def _part(folded: str, at: int, end: int, row: Row, rows: Lexicon) -> Numeral | None:
    """`a hundred`, `a dozen`, `half a million`: an article or a half with the noun it needs."""
    gap = _GAP.match(folded, end)
    got = match(folded, gap.end(), rows) if gap and gap.end() > end else None
    if got is None or got[0].kind not in ("hundred", "scale", "dozen"):
        return None
    if row.kind == "half":
        return Numeral(start=at, end=got[1], value=got[0].value // 2)
    sum_ = _Sum()
    sum_.take("unit", 1, False)
    sum_.take(got[0].kind, got[0].value, False)
    to, ordinal = _rest(folded, got[1], rows, sum_, False)
    return None if ordinal else Numeral(start=at, end=to, value=sum_.total + sum_.group)


def _digits(folded: str, at: int) -> tuple[int, int, bool, bool] | None:
    """(value, end, grouped, fraction) of the digits at `at`; a fraction's value is left to `_decimal`."""
    run = _DIGITS.match(folded, at)
    if run is None or run.end() - at > _MAX_DIGITS:
        return None
    figures, end, grouped = run[0].replace(FILLER, ""), run.end(), False
    while len(figures) <= _MAX_DIGITS and (more := _GROUP.match(folded, end)) and (grouped or len(figures) <= 3):
        figures, end, grouped = figures + more[1].replace(FILLER, ""), more.end(), True
    if len(figures) > _MAX_DIGITS:
        return None
    fraction = folded[end : end + 1] in _POINTS and folded[end + 1 : end + 2].isdigit()
    return int(figures), end, grouped, fraction


_GROUP = re.compile(rf"{FILLER}*[,٬،]{FILLER}*([0-9](?:{FILLER}*[0-9]){{2}})(?!{FILLER}*[0-9])")
_POINTS = frozenset(".٫")
_MONEY = frozenset("$£€؋₹¥")


def _decimal(folded: str, at: int, end: int, rows: Lexicon) -> Numeral | None:
    """`3.6 million`, `3.6m`: a whole number after all; any other fraction is no count."""
    run = _DIGITS.match(folded, end + 1)
    if run is None or run.end() - run.start() > 6:
        return None
    gap = _GAP.match(folded, run.end())
    got = match(folded, gap.end() if gap else run.end(), rows)
    if got is None or not (got[0].kind == "scale" or (got[0].kind == "glued scale" and gap and gap.end() == run.end())):
        return None
    whole = int(folded[at:end].translate(_NO_MARKS))
    part = run[0].replace(FILLER, "")
    value = whole * got[0].value + int(part) * got[0].value // 10 ** len(part)
    return Numeral(start=at, end=got[1], value=value, scaled=got[0].value)


_NO_MARKS = str.maketrans("", "", f",٬،{FILLER}")
