"""Where a text speaks of time: days, months, years, weekdays, "yesterday", not yet put on a calendar.

Names of months are in `data/common/months.csv`, the other words in `data/common/times.csv`:

    kind,language,unit,value,forms,source
    kind: weekday (0 = Monday), relative (offset in units), unit, ago, season (first month), since, until,
    before, after, onward, next, last, not ago (`پیش از آن`), lately (`سه ماه گذشته`), common era,
    not weekday, before year, after year, before month, after month
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from gowah.words.calendars import GREGORIAN, SOLAR, Month, calendar_of, months
from gowah.words.script import FILLER
from gowah.words.sheets import folded_words, language_forms, sheet

_TOKEN = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"[0-9]")
_DASHED = re.compile(r"[0-9][-/.][0-9]")
_ANY = re.compile(r"[0-9]+|[^\W\d_]+")
_SEASON = re.compile(r" (?:of )?(?P<y>[0-9]{4})(?!\w)")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?:t[0-9:.+z-]{0,32})?"
    r"|(?P<d2>[0-9]{1,2})(?P<s2>[-/.])(?P<m2>[0-9]{1,2})(?P=s2)(?P<y2>[0-9]{4}))(?![\w/-])"
)
_YEAR = re.compile(r"(?<![\w.,/#$£€])(?P<y>[0-9]{4})(?![\w/]|[.,:٬][0-9]|-[0-9]{1,2}(?![0-9]))")
_SUFFIX = r"(?:st|nd|rd|th|مین|مه|می|م|ام)?"
_YEAR_AFTER = r"(?:[\s,،.]{0,3}(?:of |the year |سال |کال )?(?P<y>[0-9]{4})(?![\w]|[.,٬][0-9]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A mention of time at [start, end). `kind`: date, year, weekday, relative, ago, season.

    `lately`: the last `value` units. A date has what the text gives of year, month, day and `day_to` (the last
    of several days); `value` is a weekday, an offset or an age in `unit`s; `last` marks "last Friday".
    """

    start: int
    end: int
    kind: str
    calendar: str = GREGORIAN
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    unit: str = "day"
    value: int = 0
    last: bool = False
    years: int | None = None  # a date "of last year": -1
    sure: bool = True  # False: a bare year or month, a date only in company ("in", "since", "to 2021")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of times.csv for one form; `rest` are its words after the first."""

    rest: tuple[str, ...]
    kind: str
    unit: str
    value: int
    language: str


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """First word -> weekday, relative, ago and season phrases, longest first."""
    found: dict[str, list[Phrase]] = {}
    for row in sheet("times"):
        if row["kind"] in ("weekday", "relative", "ago", "season", "lately"):
            for form in language_forms(row, "forms"):
                first, *rest = folded_words(form)
                found.setdefault(first, []).append(
                    Phrase(tuple(rest), row["kind"], row["unit"], int(row["value"]), row["language"])
                )
    return {
        first: tuple(sorted(rows, key=lambda row: (-len(row.rest), row.kind != "lately")))
        for first, rows in found.items()
    }


@cache
def cues(kind: str) -> frozenset[tuple[str, ...]]:
    """The folded forms of a kind of cue, a tuple of words each."""
    rows = [row for row in sheet("times") if row["kind"] == kind]
    return frozenset(folded_words(form) for row in rows for form in language_forms(row, "forms"))


@cache
def _units() -> dict[str, str]:
    return {
        folded_words(form)[0]: row["unit"]
        for row in sheet("times")
        if row["kind"] == "unit"
        for form in language_forms(row, "forms")
    }


@cache
def day_words() -> dict[str, int]:
    """Folded number words and ordinals of 1 to 31 in all languages, parts joined by one space."""
    rows = [(" ".join(folded_words(row["form"])), row) for row in sheet("numbers") if not row["followed_by"]]
    found: dict[str, int] = {}
    for form, row in rows:
        if row["kind"] in ("unit", "teen", "ten", "compound", "ordinal") and 1 <= int(row["value"]) <= 31:
            found.setdefault(form, int(row["value"]))
    for ten_form, ten in rows:
        if ten["kind"] == "ten" and ten["value"] in ("20", "30"):
            for form, unit in rows:
                value = int(ten["value"]) + int(unit["value"])
                alike = unit["language"] == ten["language"] and unit["kind"] in ("unit", "ordinal")
                if alike and value <= 31 and 0 < int(unit["value"]) < 10:
                    joint = {"en": " ", "prs": " و ", "ps": " "}[ten["language"]]
                    found.setdefault(ten_form + joint + form, value)
    return found


@cache
def ordinals() -> dict[str, int]:
    """Folded ordinals of Dari and Pashto -> their number: `پنجم`, `پنجمین`, `پنځمه`; the first left out."""
    rows = [row for row in sheet("numbers") if row["kind"] == "ordinal" and row["language"] in ("prs", "ps")]
    known = {"".join(folded_words(row["form"])): int(row["value"]) for row in rows if int(row["value"]) > 1}
    return known | {form + "ین": value for form, value in known.items() if form.endswith("م")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    word = "|".join(re.escape(form).replace(r"\ ", r"[\s-]") for form in sorted(day_words(), key=len, reverse=True))
    day = rf"(?:[0-9]{{1,2}}|{word})"
    return {
        "day before": re.compile(
            rf"(?<![\w.,:/])(?P<d>{day})\s?{_SUFFIX}[.\s]\s{{0,2}}(?:day of |of |ماه |برج |د |ماه)?$"
        ),
        "first day": re.compile(rf"(?<![\w.,:/])(?P<d>{day}){_SUFFIX}\s?(?:-|to |and |or |تا |و |او )\s?$"),
        "day after": re.compile(
            rf"\.?\s{{1,3}}(?:the |(?:د )?میاشتی )?(?:(?:په|پر) |د (?=[0-9]))?(?P<d>{day})(?P<s>\s?{_SUFFIX})"
            rf"(?:\s?(?:-|to |and |تا |او )\s?(?P<d2>{day}){_SUFFIX})?(?![\w]|[:٬][0-9]|[.,][0-9])"
            rf"(?: نیټه)?{_YEAR_AFTER}?"
        ),
        "year after": re.compile(rf"(?: میاشت)?{_YEAR_AFTER}"),
        "year before": re.compile(r"(?P<y>[0-9]{4})\s?(?:(?!د )[^\W\d_]{1,12}\.?\s){0,3}?(?:کال|کالی|ز|م|ل)?\s?د\s$"),
    }


@lru_cache(maxsize=2)
def scan(text: str, folded: str) -> tuple[Part, ...]:
    """Every mention of time, sorted, the longest where two overlap; also those that only company makes sure.

    The last two texts' are remembered: `find_dates` and `find_numbers` both ask.
    """
    found = list(_in_words(text, folded))
    if _DIGIT.search(folded):
        found = [*_numeric(folded), *_years(folded), *found]
    found.sort(key=lambda part: (part.start, -part.end))
    kept: list[Part] = []
    for part in found:
        if kept and part.start < kept[-1].end:
            if part.end - part.start > kept[-1].end - kept[-1].start:
                kept[-1] = part
            continue
        kept.append(part)
    return tuple(kept)


def _numeric(folded: str) -> Iterator[Part]:
    for found in _NUMERIC.finditer(folded) if _DASHED.search(folded) else ():
        year = int(found["y"] or found["y2"])
        calendar = calendar_of(year)
        first, second = int(found["m"] or found["m2"]), int(found["d"] or found["d2"])
        if found["y2"] and found["s2"] in "/-" and first != second and first <= 12 and second <= 12:
            continue  # 03/04/2021: nobody can tell the month
        if found["y2"] and first > 12:
            first, second = second, first
        if calendar is not None and 1 <= first <= 12 and 1 <= second <= 31:
            yield Part(
                start=found.start(), end=found.end(), kind="date", calendar=calendar, year=year, month=first, day=second
            )


def _years(folded: str) -> Iterator[Part]:
    for found in _YEAR.finditer(folded):
        year = int(found["y"])
        calendar = calendar_of(year)
        if calendar is None:
            continue
        before = words_before(folded, found.start(), 2)
        after = words_after(folded, found.end(), 2)
        ahead = ends_with(before, cues("before year"))
        ahead = ahead and not (calendar == SOLAR and before[-1][0].isascii())  # `in 1400` is no year of ours
        behind = any(after[:n] in cues("after year") for n in (1, 2))
        end = found.end()
        if behind:
            end = _TOKEN.search(folded, end).end()  # type: ignore[union-attr]
        yield Part(start=found.start(), end=end, kind="year", calendar=calendar, year=year, sure=ahead or behind)


def _in_words(text: str, folded: str) -> Iterator[Part]:
    names, known, of_time = months(), phrases(), _of_time()
    until = 0
    for token in _TOKEN.finditer(folded):
        word = token[0].replace(FILLER, "") if FILLER in token[0] else token[0]
        if word not in of_time or token.start() < until:
            continue
        part = None
        for month in names.get(word, ()):
            part = part or _month(text, folded, token.start(), token.end(), month)
        if part is None and word in known:
            part = _phrase(text, folded, token.start(), known[word])
        if part is not None:
            until = part.end
            yield part


@cache
def _of_time() -> frozenset[str]:
    """The words with which a mention of time in words begins, or that are months."""
    return frozenset(months()) | frozenset(phrases())


def _month(text: str, folded: str, start: int, end: int, month: Month) -> Part | None:
    """The date around the name of a month."""
    if month.english and not text[start].isupper():
        return None
    patterns = _patterns()
    window = max(0, start - 48)
    before = folded[window:start]
    day, day_to, year = None, None, None
    head = patterns["day before"].search(before)
    tail = patterns["day after"].match(folded, end)
    if head is not None and (read := _day(head["d"])):
        day, start = read, window + head.start()
        ahead = patterns["first day"].search(before[: head.start()])
        if ahead is not None and (first := _day(ahead["d"])) and first < day:
            day, day_to, start = first, day, window + ahead.start()
        after = patterns["year after"].match(folded, end)
        if after is not None and _year_of(after["y"], month):
            year, end = int(after["y"]), after.end()
    elif tail is not None and not before.endswith(("in ", "last ")) and _whole(tail, month) and _day(tail["d"]):
        day, end = _day(tail["d"]), tail.end()
        day_to = _day(tail["d2"]) if tail["d2"] else None
        if tail["y"] and _year_of(tail["y"], month):
            year = int(tail["y"])
        elif tail["y"]:
            end = tail.start("y")
    else:
        after = patterns["year after"].match(folded, end)
        if after is not None and _year_of(after["y"], month):
            year, end = int(after["y"]), after.end()
    if year is None and (earlier := patterns["year before"].search(before)) and _year_of(earlier["y"], month):
        year, start = int(earlier["y"]), window + earlier.start()
    years = None
    if year is None and not month.english:
        years, start, end = _of_year(folded, start, end)
    if month.shy and (year is None or (day is None and not month.english)):
        return None
    alone = day is None and year is None
    company = ends_with(words_before(folded, start, 2), cues("before month")) or (
        words_after(folded, end, 1) in cues("after month")
    )
    if alone and not month.english and not company:
        return None
    return Part(
        start=start, end=len(folded[:end].rstrip()) if end - start < 200 else end, kind="date", calendar=month.calendar,
        year=year, month=month.number, day=day, day_to=day_to, sure=not alone or company,
        last=alone and words_before(folded, start, 1) in cues("last"), years=years,
    )  # fmt: skip


def _of_year(folded: str, start: int, end: int) -> tuple[int | None, int, int]:
    """(years from now, start, end) of a date with `تېر کال د` before it or `سال گذشته` behind it."""
    ahead = words_before(folded, start, 4)
    ahead = ahead[:-1] if ahead[-1:] == ("د",) else ahead
    behind = words_after(folded, end, 2)
    for row_words, value in _year_words().items():
        if len(row_words) == 2 and ahead[-2:] == row_words:
            return value, folded.rindex(row_words[0], 0, start), end
        if behind[: len(row_words)] == row_words:
            return value, start, folded.index(row_words[-1], end) + len(row_words[-1])
    return None, start, end


@cache
def _year_words() -> dict[tuple[str, ...], int]:
    rows = [row for row in sheet("times") if row["kind"] == "relative" and row["unit"] == "year"]
    return {folded_words(form): int(row["value"]) for row in rows for form in language_forms(row, "forms")}


def _whole(tail: re.Match[str], month: Month) -> bool:
    """False for `October 12 people` and for a Persian month followed by a count."""
    ends = tail.string[tail.end() : tail.end() + 1] in ("", ".", "،", "؛", ")", ":", "\n")
    marked = tail["y"] or tail["s"].strip() or "په" in tail[0]
    return bool(marked or ends or month.english or not tail["d"].isdigit())


def _day(form: str) -> int | None:
    value = int(form) if form.isdecimal() else day_words().get(" ".join(form.replace("-", " ").split()))
    return value if value is not None and 1 <= value <= 31 else None


def _year_of(form: str, month: Month) -> bool:
    return calendar_of(int(form)) == month.calendar


def _phrase(text: str, folded: str, start: int, rows: tuple[Phrase, ...]) -> Part | None:
    ahead = _following(folded, start, 5)
    for row in rows:
        if tuple(word for word, _ in ahead[1 : len(row.rest) + 1]) != row.rest:
            continue
        end = ahead[len(row.rest)][1]
        match row.kind:
            case "weekday":
                return _weekday(text, folded, start, end, row)
            case "lately":
                if (part := _lately(folded, start, end, row)) is not None:
                    return part
            case "relative" if row.unit == "year" and (era := _era(folded, end)):
                return Part(
                    start=start, end=era, kind="relative", calendar=GREGORIAN, unit="gregorian year", value=row.value
                )
            case "relative" if row.rest[-1:] in cues("ago") and _number_before(folded, start) is not None:
                continue  # `ده سال پیش` is no `سال پیش`
            case "relative":
                return Part(start=start, end=end, kind="relative", unit=row.unit, value=row.value)
            case "ago":
                return _ago(folded, start, end)
            case "season":
                after = _SEASON.match(folded, end)
                if after is not None and calendar_of(int(after["y"])) == GREGORIAN:
                    return Part(start=start, end=after.end(), kind="season", year=int(after["y"]), month=row.value)
    return None


def _weekday(text: str, folded: str, start: int, end: int, row: Phrase) -> Part | None:
    if row.language == "en" and not text[start].isupper():
        return None
    before, after = words_before(folded, start, 1), words_after(folded, end, 1)
    if before in cues("next") or after in cues("next") or before in cues("not weekday") or after in cues("not weekday"):
        return None
    last = before in cues("last") or (row.language != "en" and after in cues("last"))
    return Part(start=start, end=end, kind="weekday", value=row.value, last=last)


def _ago(folded: str, start: int, end: int) -> Part | None:
    """`three days ago`, `سه روز پیش`: the number and unit before the cue."""
    unit = next((m for m in reversed(list(_ANY.finditer(folded, max(0, start - 24), start)))), None)
    if unit is None or (name := unit[0].replace(FILLER, "")) not in _units():
        return None
    if words_after(folded, end, 1) in cues("not ago"):
        return None  # `دو روز پیش از آن`: not before today
    number = _number_before(folded, unit.start())
    if number is None:
        return None
    return Part(start=number[1], end=end, kind="ago", unit=_units()[name], value=number[0])


def _number_before(folded: str, at: int) -> tuple[int, int] | None:
    """(value, start) of the number, in up to three words, that ends right before `at`."""
    before = [(m[0].replace(FILLER, ""), m.start()) for m in _ANY.finditer(folded, max(0, at - 40), at)][-3:]
    for first in range(len(before)):
        form = " ".join(word for word, _ in before[first:])
        value = day_words().get(form, 1 if form in ("a", "an") else 0)
        if form.isdecimal() and len(form) < 4:
            value = int(form)
        if value:
            return value, before[first][1]
    return None


def _era(folded: str, end: int) -> int:
    """Where `میلادی` ends behind `سال روان`; 0 if it does not stand there."""
    after = _following(folded[end : end + 24], 0, 1)
    return end + after[0][1] if after and (after[0][0],) in cues("common era") else 0


def _lately(folded: str, start: int, end: int, row: Phrase) -> Part | None:
    """`سه ماه گذشته`, `تېرو شپږو میاشتو`: a number before or behind the words for the past, and a unit."""
    before = [(m[0].replace(FILLER, ""), m.start()) for m in _ANY.finditer(folded, max(0, start - 24), start)]
    after = [(m[0].replace(FILLER, ""), m.end()) for m in _ANY.finditer(folded, end, end + 32)][:2]
    if row.value and before and (count := _many(before[-1][0])):  # the unit is in the phrase
        return Part(start=before[-1][1], end=end, kind="lately", unit=row.unit, value=count)
    if not row.value and len(after) == 2 and after[1][0] in _units() and (count := _many(after[0][0])):
        return Part(start=start, end=after[1][1], kind="lately", unit=_units()[after[1][0]], value=count)
    return None


def _many(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 4 else day_words().get(number, 0)


def _following(folded: str, at: int, most: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    edge = at
    for token in _TOKEN.finditer(folded, at, at + 64):
        if found and folded[edge : token.start()].strip(" \n" + FILLER):
            break
        found.append((token[0].replace(FILLER, ""), token.end()))
        edge = token.end()
        if len(found) == most:
            break
    return found


def words_after(folded: str, at: int, most: int) -> tuple[str, ...]:
    """Up to `most` folded words after `at`, with nothing but spaces, hyphens and quotes between."""
    window = folded[at : at + 40]
    if window[:1].isalnum():
        return ()
    return tuple(word for word, _ in _following(window.lstrip(" \n-'\""), 0, most))


def words_before(folded: str, at: int, most: int) -> tuple[str, ...]:
    """Up to `most` folded words that end before `at`, with nothing but spaces between."""
    window = folded[max(0, at - 40) : at]
    tail = re.search(r"(?:[^\W\d_]+[ \n(]{1,2}){1,4}$", window)
    return tuple(word.replace(FILLER, "") for word in _TOKEN.findall(tail[0]))[-most:] if tail else ()


def ends_with(words: tuple[str, ...], forms: frozenset[tuple[str, ...]]) -> bool:
    """True when the last one or two words are a form."""
    return any(words[-n:] in forms for n in (1, 2) if len(words) >= n)
