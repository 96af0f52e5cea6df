"""Counts in a text: the numbers of `numerals` with what qualifies them.

Qualifiers are rows of `data/common/qualifiers.csv` (before, after, language, effect): "at least" goes
before, "or more" after, and Pashto's "تر … زیات" on both sides.

    effect   least: N or more · more: N+1 or more · most: N or fewer · fewer: N-1 or fewer · about: N or so
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from gowah.model import Count
from gowah.words.contacts import find_contacts
from gowah.words.dates import dated
from gowah.words.numerals import Lexicon, Numeral, lexicon, openers, read_numeral
from gowah.words.script import FILLER, fold, is_pashto
from gowah.words.sheets import folded_words, sheet

_LONG = re.compile(r"[0-9](?:[ .()-]{0,3}[0-9]){6}")
_DIGIT = re.compile(r"[0-9]")
_STARTS = re.compile(r"[0-9]+|[^\W\d_]+")
_BACK = re.compile(r"[^\W\d_]+|[~≈+]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_CLOCK = re.compile(r"[0-9]{1,2}[:][0-9]{2}(?:[:][0-9]{2})?|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]\.?m\b\.?")
_TAG = re.compile(r"</?[a-zA-Z!][^<>\n]{0,2000}>")
_CODE = re.compile(r"""\w\([^()\s]{0,40}\)\s?(?:[<>{}"']|//)|=["']?[0-9]{1,40}["']?\s?[<>]""")
"""What a page's program says, where it has come into the words: "alert(1)>", "width=1>"."""
_PARTED = re.compile(r"[^\W\d_]{4}/\Z")  # "8 dead/20 hurt"
_AFTER = 40  # code points that a qualifier after a number may lie away
_BEFORE = 60
_CLOSE = 12  # code points between two parts of a telephone number: "seven double eight"
_STOPS = frozenset(",;:.،؛()\n")
_DASHES = re.compile(r" ?- ?")
_OF_NAME = re.compile(r"\b[A-Z][a-z]+, $")
_MONEY_MARKS = "$£€؋₹¥"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpan:
    """A number with its qualifier at code points [start, end); the bare number at [number_start, number_end).

    `age`: an age, not a count of people ("17-year-old", "aged 12"). `year_like`: four bare digits that
    may be a year. `vague`: a word such as "dozens". `value`: the bare number (the lower one of a range).
    """

    start: int
    end: int
    count: Count
    number_start: int
    number_end: int
    value: int
    age: bool = False
    year_like: bool = False
    vague: bool = False


Ways = tuple[tuple[tuple[str, ...], str], ...]
"""(words after the number, effect), the longest first."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """qualifiers.csv and number_cues.csv, folded."""

    before: Mapping[tuple[str, ...], Ways]
    after: Mapping[str, Ways]  # by their first word
    cues: Mapping[str, frozenset[tuple[str, ...]]]


@cache
def _cues() -> _Cues:
    before: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
    after: list[tuple[tuple[str, ...], str]] = []
    for row in sheet("qualifiers"):
        ahead = folded_words(row["before"]) or tuple(row["before"])
        behind = folded_words(row["after"])
        if ahead:
            before.setdefault(ahead, []).append((behind, row["effect"]))
        else:
            after.append((behind, row["effect"]))
    cues: dict[str, set[tuple[str, ...]]] = {}
    for row in sheet("number_cues"):
        for form in row["forms"].split("|"):
            cues.setdefault(row["cue"], set()).add(folded_words(form))
    return _Cues(
        {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in before.items()},
        {
            first: tuple(sorted((row for row in after if row[0][0] == first), key=lambda row: -len(row[0])))
            for first in {row[0][0] for row in after}
        },
        {key: frozenset(forms) for key, forms in cues.items()},
    )


def find_numbers(text: str, vague: Mapping[str, int]) -> tuple[NumberSpan, ...]:
    """Every count in the text, sorted, none overlapping.

    `vague` gives the least that a vague word stands for, by key (several, tens, dozens, scores, hundreds).
    Left out: ordinals, dates, clock times, fractions, percentages, numbers that are labels ("District 13"),
    parts of names (`B-52`), of web addresses and of markup (`<td width=2>`), digits by the dozen.
    """
    folded = fold(text)
    pashto = is_pashto(text)
    rows = lexicon("ps" if pashto else "prs")
    bare = folded.replace(FILLER, "") if FILLER in folded else folded
    if not _DIGIT.search(bare) and openers("ps" if pashto else "prs").isdisjoint(_STARTS.findall(bare)):
        return ()
    marks = [found.span() for pattern in (_ADDRESS, _CLOCK, _CODE) for found in pattern.finditer(folded)]
    marks += [tag.span() for tag in _TAG.finditer(folded) if "=" in tag[0] or not any(map(str.isspace, tag[0]))]
    reaching = find_contacts(text) if "@" in folded or _LONG.search(folded) else ()  # a telephone number counts nobody
    shut = sorted([*dated(text, folded), *marks, *reaching])
    found: list[NumberSpan] = []
    until, barrier = 0, 0
    for token in _STARTS.finditer(folded):
        at = token.start()
        if at < until:
            continue
        word = token[0]
        if not (word.isdigit() or word in rows or (FILLER in word and word.replace(FILLER, "") in rows)):
            continue
        while barrier < len(shut) and shut[barrier][1] <= at:
            barrier += 1
        if barrier < len(shut) and shut[barrier][0] <= at:
            until = shut[barrier][1]
            continue
        numeral = read_numeral(folded, at, rows, vague, pashto=pashto)
        if numeral is None or _no_count(folded, numeral, text):
            if word.isdigit():
                until = token.end()
            continue
        span = _qualified(text, folded, numeral, rows, vague, pashto, until)
        found.append(span)
        until = max(span.end, span.number_end)
    return _without_spoken(text, found)


def _without_spoken(text: str, found: list[NumberSpan]) -> tuple[NumberSpan, ...]:
    """The counts but those that are parts of a telephone number told in words: "oh-seven-double-eight, 214, 390".

    Only where numbers stand as close as they do in one (three, or a nought and another) is it looked for.
    """
    groups: list[list[NumberSpan]] = []
    for number in found:
        if groups and number.number_start - groups[-1][-1].number_end <= _CLOSE:
            groups[-1].append(number)
        else:
            groups.append([number])
    gone = {
        number for group in groups if len(group) > 2 or (len(group) == 2 and not group[0].value)
        for number in _within_contacts(text, group)
    }  # fmt: skip
    return tuple(number for number in found if number not in gone) if gone else tuple(found)


def _within_contacts(text: str, group: list[NumberSpan]) -> Iterator[NumberSpan]:
    """Those of numbers side by side that lie in a telephone number or a handle."""
    begin = max(0, group[0].number_start - 2 * _BEFORE)
    reaching = find_contacts(text[begin : group[-1].number_end + _AFTER])
    for number in group:
        start, end = number.number_start - begin, number.number_end - begin
        if any(first < end and start < last for first, last in reaching):
            yield number


def _no_count(folded: str, numeral: Numeral, text: str) -> bool:
    """Labels, parts of names, ordinals, percentages, clock times."""
    cues = _cues().cues
    before = folded[max(0, numeral.start - 24) : numeral.start].rstrip(FILLER)
    after = folded[numeral.end : numeral.end + 24].lstrip(FILLER)  # signs of direction stand beside digits
    if numeral.digits:
        glued = _STARTS.match(after)
        if glued is not None and (glued[0].replace(FILLER, ""),) not in cues["glued"]:
            return True
        joined = before[-1:] in ("-", "/") and before[-2:-1].isalnum() and not _PARTED.search(before)
        negative = before[-1:] in ("-", "−") and not before[-2:-1].strip()
        if before[-1:].isalpha() or joined or negative or before[-1:] in ("#", "№"):
            return not (before[-1:] in _MONEY_MARKS and before)
        if before[-1:] in ".,:" and before[-2:-1].isdigit():
            return True
        if after[:1] in ("/", ":") and after[1:2].isdigit():
            return True
        if after[:1] == "," and after[1:2].isdigit() and not numeral.grouped:  # "1,2,3" are no count
            return True
    if after.lstrip()[:1] in ("%", "٪"):
        return True
    next_words = _next_words(after)
    if next_words[:1] in cues["percent"] or next_words[:2] in cues["percent"]:
        return True
    return numeral.digits and numeral.value < 10_000 and _is_label(before, text, numeral, next_words)


def _is_label(before: str, text: str, numeral: Numeral, next_words: tuple[str, ...]) -> bool:
    """ "District 13", "call 119"; not "in that district 13 people were killed"."""
    cues = _cues().cues
    found = list(_BACK.finditer(before))
    back = [word[0].replace(FILLER, "") for word in found]
    if not back or before.rstrip(" .").endswith(tuple(",;:)،؛")):
        return False
    if (back[-1],) not in cues["label"] and tuple(back[-2:]) not in cues["label"]:
        return False
    capital = text[numeral.start - len(before) + found[-1].start()].isupper()
    return capital or not back[-1].isascii() or next_words[:1] not in cues["counted"]


def _next_words(after: str) -> tuple[str, ...]:
    return tuple(word.replace(FILLER, "") for word in _STARTS.findall(after))


def _qualified(
    text: str, folded: str, numeral: Numeral, rows: Lexicon, vague: Mapping[str, int], pashto: bool, floor: int
) -> NumberSpan:
    """The numeral with its qualifiers, as a range where it is one."""
    start, end, low, high = numeral.start, numeral.end, numeral.value, numeral.value
    last = numeral
    other = _other_end(folded, numeral, rows, vague, pashto, floor)
    if other is not None:
        start, last, end = other
        low, high = _range(numeral, last)
    count = Count(low=low, high=None if numeral.vague or last.vague else high, about=numeral.vague)
    if other is None or start == numeral.start:
        start, end, count = _with_qualifiers(folded, start, end, count, floor)
    count = replace(count, as_written=text[start:end])
    return NumberSpan(
        start=start, end=end, count=count, number_start=numeral.start, number_end=last.end, value=numeral.value,
        age=_is_age(text, folded, numeral.start, last.end, start), vague=numeral.vague,
        year_like=numeral.digits and not numeral.grouped and _year(numeral.value, folded, numeral.start, pashto, text),
    )  # fmt: skip


def _year(value: int, folded: str, at: int, pashto: bool, text: str) -> bool:
    return 1900 <= value <= 2100 or (1300 <= value <= 1450 and not text[at].isascii())


def _range(first: Numeral, last: Numeral) -> tuple[int, int]:
    low = first.value
    if last.scaled > 1 and first.scaled == 1 and low * last.scaled < last.value:
        low *= last.scaled  # two to three million
    return low, last.value


def _other_end(
    folded: str, first: Numeral, rows: Lexicon, vague: Mapping[str, int], pashto: bool, floor: int
) -> tuple[int, Numeral, int] | None:
    """`30 to 35`, `between 30 and 35`, `30-35`, `30 or 35`, `د ۵۰ او ۶۰ ترمنځ`: (start, second number, end)."""
    cues = _cues().cues
    dash = _DASHES.match(folded, first.end)
    before = _words_before(folded, first.start, floor, 4)
    opened = before and (before[-1][0],) in cues["between"]
    if dash is not None and first.digits:
        at, kind = dash.end(), "to"
    else:
        link = _STARTS.search(folded, first.end, first.end + 12)
        if link is None or folded[first.end : link.start()].strip():
            return None
        kind = next((name for name in ("to", "or", "and") if (link[0],) in cues[f"range {name}"]), "")
        if not kind:
            return None
        at = link.end() + len(folded[link.end() :][:3]) - len(folded[link.end() :][:3].lstrip())
    if at >= len(folded) or not (folded[at].isalnum()):
        return None
    last = read_numeral(folded, at, rows, vague, pashto=pashto)
    if last is None or last.vague or first.vague or _range(first, last)[0] >= last.value:
        return None
    if first.digits and last.digits and not first.grouped and 1900 <= first.value <= 2100 >= last.value:
        return None
    if folded[last.end : last.end + 1] in ("%", ":") or _glued(folded, last):
        return None
    closing = _close(folded, last.end, cues["between after"])
    if kind == "and" and not opened and closing is None:
        return None
    if kind == "or" and last.value > 2 * first.value + 2:
        return None
    if any((word,) in cues["change"] for word, *_ in before[-4:]) and before and (before[-1][0],) in cues["from"]:
        return None
    has_opener = before and ((before[-1][0],) in cues["between"] or (before[-1][0],) in cues["from"])
    start = before[-1][1] if has_opener and kind != "or" else first.start
    return start, last, closing or last.end


def _glued(folded: str, numeral: Numeral) -> bool:
    after = _STARTS.match(folded, numeral.end) if numeral.digits else None
    form = after[0].replace(FILLER, "") if after is not None else ""
    return bool(form) and (form,) not in _cues().cues["glued"]


def _close(folded: str, end: int, forms: frozenset[tuple[str, ...]]) -> int | None:
    """Where a closing word ends that stands within two words after a number, in the same clause."""
    for seen, token in enumerate(_STARTS.finditer(folded, end, end + _AFTER)):
        if any(mark in folded[end : token.start()] for mark in ",;:.،؛()\n"):
            return None
        if (token[0].replace(FILLER, ""),) in forms:
            return token.end()
        if seen == 1:
            return None
    return None


def _words_before(folded: str, at: int, floor: int, most: int) -> list[tuple[str, int]]:
    """(word, start) of up to `most` words that end just before `at`, nothing but spaces between."""
    begin = max(floor, at - _BEFORE)
    tokens = [(m[0].replace(FILLER, ""), m.start(), m.end()) for m in _BACK.finditer(folded, begin, at)]
    if tokens and begin > 0 and tokens[0][1] == begin and folded[begin - 1 : begin].isalpha():
        tokens = tokens[1:]
    found: list[tuple[str, int]] = []
    edge = at
    for word, start, end in reversed(tokens):
        if folded[end:edge].strip(" \t\n-'\"" + _MONEY_MARKS + FILLER) or len(found) == most:
            break
        found.append((word, start))
        edge = start
    return found[::-1]


def _with_qualifiers(folded: str, start: int, end: int, count: Count, floor: int) -> tuple[int, int, Count]:
    """Takes in up to two qualifiers before the number and one after it."""
    cues = _cues()
    for _ in range(2):
        before = _words_before(folded, start, floor, 5)
        for n in range(len(before), 0, -1):
            key = tuple(word for word, _ in before[-n:])
            took = _take(folded, end, cues.before.get(key, ()))
            if took is not None and took[1] == "most" and before[:-n] and (before[-n - 1][0],) in cues.cues["change"]:
                break  # "has gone up to 10" is ten
            if took is not None:
                start, end, count = before[-n][1], max(end, took[0]), _effect(count, took[1])
                break
        else:
            break
    if count.low == count.high:
        took = _take(folded, end, _after(folded, end))
        if took is not None:
            return start, took[0], _effect(count, took[1])
        if folded[end : end + 1] == "+" and not folded[end + 1 : end + 2].isdigit():
            return start, end + 1, _effect(count, "least")
    return start, end, count


def _after(folded: str, end: int) -> Ways:
    """The ways that may follow a number, those that begin with one of the next two words."""
    ways = _cues().after
    return tuple(way for form, _ in _ahead(folded, end)[:2] for way in ways.get(form, ()))


def _take(folded: str, end: int, ways: Ways) -> tuple[int, str] | None:
    """Where the words after a number end that one of these ways wants there, and its effect."""
    if ways and not ways[-1][0] and len(ways) == 1:
        return end, ways[0][1]
    tokens = _ahead(folded, end)
    for behind, effect in ways:
        if not behind:
            return end, effect
        for skip in (0, 1):  # a noun may stand between: تر ۵۰ تنو زیات
            part = tokens[skip : skip + len(behind)]
            if tuple(form for form, _ in part) == behind:
                return part[-1][1], effect
            if behind[0].isascii():
                break
    return None


def _ahead(folded: str, at: int) -> list[tuple[str, int]]:
    """(form, end) of up to five words after `at` in the same clause."""
    found: list[tuple[str, int]] = []
    edge = at
    for token in _STARTS.finditer(folded, at, at + _AFTER):
        if _STOPS.intersection(folded[edge : token.start()]):
            break
        found.append((token[0].replace(FILLER, ""), token.end()))
        edge = token.end()
        if len(found) == 5:
            break
    return found


def _effect(count: Count, effect: str) -> Count:
    low, high = count.low, count.high
    match effect:
        case "least":
            return replace(count, high=None)
        case "more":
            return replace(count, low=None if low is None else low + (high is not None), high=None)
        case "most":
            return replace(count, low=None)
        case "fewer":
            return replace(count, low=None, high=None if high is None else max(high - 1, 0))
    return replace(count, about=True)


def _is_age(text: str, folded: str, start: int, end: int, edge: int) -> bool:
    """`17-year-old`, `aged 12`, `a girl of 12`, and `Somebody, 45, …` (`edge`: where the qualifier begins)."""
    cues = _cues().cues
    after = _next_words(folded[end : end + 24])
    back = tuple(word for word, _ in _words_before(folded, start, 0, 2))
    joined = folded[end : end + 1] == "-"
    return (
        any(after[: len(form)] == form for form in cues["age after"])
        or (joined and after[:1] == ("year",) and after[1:2] in (("old",), ("olds",)))
        or any(back[-len(form) :] == form for form in cues["age before"])
        or (folded[end : end + 1] == "," and _OF_NAME.search(text[max(0, edge - 40) : edge]) is not None)
    )
