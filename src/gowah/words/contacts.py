"""Ways to reach or find a person: telephone numbers, addresses of mail, handles, papers, plates, houses, spots.

Shapes and cue words (`data/common/contact_cues.csv`), in every script's digits; in doubt people are protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gowah.words.lookalikes import as_read
from gowah.words.script import fold
from gowah.words.sheets import language_forms, sheet
from gowah.words.spoken import find_spoken

_PLAIN = str.maketrans("＠＋．（）－：٫′″،؛", "@+.()-:.'\",;")
_MAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]{1,200}(?:@|\s?[\[({]\s?at\s?[\])}]\s?)[\w-]{1,80}"
    r"(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?)[\w-]{1,80}){1,6}"
)
_HANDLE = re.compile(r"(?<![\w@./])@[^\W\d][\w.]{1,40}\w")
_DIGITS = re.compile(r"(?<![\w.,:/-])(?P<lead>\+|00)?[ .(-]{0,2}\d(?:[ .()-]{0,3}\d){6,16}(?![\w%])")
_GROUPED = re.compile(r"\(?\d{3}\)?[ .-]?\d{3}[.-]\d{4}")
_DATED = re.compile(
    r"(?:1[34]|19|20)\d\d[ .-]\d{1,2}[ .-]\d{1,2}(?!\d)|\d{1,2}[ .-]\d{1,2}[ .-](?:1[34]|19|20)\d\d(?!\d)"
)
_PAPERS = re.compile(r"(?<![\w-])(?:\d{4}-\d{4}-\d{5}|\d{5}-\d{7}-\d|\d{3}-\d\d-\d{4}|[a-z]{3}[ -]\d-\d{4,5})(?![\w-])")
"""Papers and plates that are known by their shape."""
_SPOTS = (
    re.compile(
        r"(?<![\w.])[+-]?\d{1,2}\.\d{3,15} ?°? ?[ns]?[ ,;/]{1,3}[+-]?\d{1,3}\.\d{3,15}(?: ?°? ?[ew]\b)?(?!\w|\.\d)"
    ),
    re.compile(
        r"(?<!\w)\d{1,2} ?° ?\d{1,2}(?:\.\d+)? ?'(?: ?\d{1,2}(?:\.\d{1,9})? ?(?:\"|''))? ?[ns]?[ ,;/]{0,3}"
        r"\d{1,3} ?° ?\d{1,2}(?:\.\d+)? ?'(?: ?\d{1,2}(?:\.\d{1,9})? ?(?:\"|''))?(?: ?[ew]\b)?"
    ),
    re.compile(r"(?<![\w+])[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,4}(?![\w+])"),
    re.compile(r"(?<!\w)\d{1,2}[c-x] ?[a-hj-z]{2} ?\d{4,5} ?\d{4,5}(?!\w)"),
)
_FEWEST, _MOST = 7, 15  # digits of a telephone number
_SURE = 9  # digits of one that nothing announces
_BEFORE = 60  # code points before a number in which its cue stands
_DIGITS_OF = {"identity": 5, "plate": 4}  # the fewest of a paper's number, so that a year or a toll is none


def find_contacts(text: str) -> tuple[tuple[int, int], ...]:
    """[start, end) of each stretch by which a person can be reached or found, in order; they may overlap."""
    read, places = as_read(text)
    plain = fold(read).translate(_PLAIN)
    found = {*_shaped(plain), *_numbers(plain), *_cued(plain), *_houses(plain), *_roads(read)}
    found |= set(find_spoken(plain, lambda at: bool(_before("phone").search(plain, max(0, at - _BEFORE), at))))
    return tuple(sorted((places[start], places[end - 1] + 1) for start, end in found))


def reaches_somebody(url: str) -> bool:
    """True for an address on the web that is a person's mail address or telephone number."""
    plain = fold(as_read(url)[0])
    return bool(_MAIL.search(plain) or re.search(r"tel:|wa\.me/|signal\.me/|(?:phone|mobile)=|/\+\d{8}", plain))


def _shaped(plain: str) -> Iterator[tuple[int, int]]:
    if "@" in plain or "at" in plain:
        yield from (found.span() for found in _MAIL.finditer(plain))
        yield from (found.span() for found in _HANDLE.finditer(plain))
    if "." in plain:
        yield from (found.span() for found in _networks().finditer(plain))
    yield from (found.span("name") for found in _accounts().finditer(plain))
    yield from (found.span() for found in _PAPERS.finditer(plain))
    for pattern in _SPOTS:
        yield from (found.span() for found in pattern.finditer(plain) if any(map(str.isdigit, found[0])))


def _numbers(plain: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers: with a country's code or a nought before, grouped as such, or announced."""
    for found in _DIGITS.finditer(plain):
        size = sum(map(str.isdigit, found[0]))
        begins = found[0].lstrip(" .(-")
        start = found.end() - len(begins)
        if not _FEWEST <= size <= _MOST:
            continue
        announced = _before("phone").search(plain, max(0, start - _BEFORE), start)
        if (
            found["lead"] == "+"
            or announced
            or (size >= _SURE and begins[0] == "0" and not _DATED.match(begins))
            or _GROUPED.fullmatch(begins)
        ):
            yield start, found.end()


def _cued(plain: str) -> Iterator[tuple[int, int]]:
    """Numbers of papers and plates behind the word for them."""
    for cue in _DIGITS_OF:
        yield from (found.span("code") for found in _announced(cue).finditer(plain))


def _houses(plain: str) -> Iterator[tuple[int, int]]:
    """`house no. 12, street 4`, `خانهٔ شمارهٔ ۱۲`, `۱۲ نمبر کور`: not "in his house 12 people"."""
    for pattern in _house_patterns():
        yield from (found.span() for found in pattern.finditer(plain))
    for pattern in _lone_house_patterns():
        yield from (found.span("spot") for found in pattern.finditer(plain) if not found["own"])
    for pattern in _lane_patterns():
        yield from (found.span("spot") for found in pattern.finditer(plain))


def _roads(read: str) -> Iterator[tuple[int, int]]:
    """`at 12 Elm Street`, `House 12`: what capitals tell."""
    for pattern in _road_patterns():
        yield from (found.span("spot") for found in pattern.finditer(read))


@cache
def _forms(*cues: str) -> str:
    """A pattern for any form of these cues, the longest first; folded but for the names of roads."""
    rows = [row for row in sheet("contact_cues") if row["cue"] in cues]
    cells = [form for row in rows for column in ("en", "prs", "ps") for form in language_forms(row, f"forms_{column}")]
    keeps = cues == ("road",)
    forms = {form if keeps else fold(as_read(form)[0]) for form in cells}
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda one: (-len(one), one)))


@cache
def _before(cue: str) -> re.Pattern[str]:
    named = r"(?:\s+[^\W\d]+(?:'[^\W\d]+)?){0,5}\s*:"  # "contact number of the family of the wounded:"
    asked = rf"\b(?:{_forms(cue)})\b(?:{named}|(?:\s+(?:{_forms('number')}|is|on|at|at:|است)\b)*)"
    told = rf"(?:{asked}|\b(?:{_forms('number')})\s*:)"
    return re.compile(rf"{told}[\s.:;,#()-]{{0,6}}\Z")


@cache
def _announced(cue: str) -> re.Pattern[str]:
    code = rf"[a-z]{{0,4}}[ -]?\d(?:[ /-]{{0,3}}\d){{{_DIGITS_OF[cue] - 1},20}}"
    return re.compile(rf"\b(?:{_forms(cue)})\b[^\d\n.!?]{{0,24}}?(?<![\w-])(?P<code>{code})(?!\w)")


@cache
def _networks() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:https?://)?(?:www\.|m\.)?(?:{_forms('network')})/[^\s<>\"')\],;]{{1,200}}")


@cache
def _accounts() -> re.Pattern[str]:
    """`Telegram: ahmad_1400`, `his Instagram account ahmad.1400`: a name that holds a digit, a dot or a `_`."""
    word = r"(?=[\w.]{0,40}[\d_.]\w)[^\W\d][\w.]{1,40}\w"
    account = rf"(?:\s+(?:{_forms('account')}))?"
    return re.compile(rf"\b(?:{_forms('messenger')}){account}(?:\s*[:=-]\s*|\s+(?:is|as)\s+|\s+)(?P<name>{word})")


@cache
def _house_patterns() -> tuple[re.Pattern[str], ...]:
    house, street = rf"(?:{_forms('house')})\b", rf"(?:{_forms('street')})\b"
    number = rf"(?:\s*(?:{_forms('number')})\b\.?)?\s*[:#]?\s*"
    marked = rf"(?:\s*(?:{_forms('number')})\b\.?\s*[:#]?\s*|\s*#\s*)"
    some, many = r"\d{1,5}(?:-?[a-z])?(?!\w)", r"(?:\d{1,5}(?:-?[a-z])?|\w{2,10})(?!\w)"
    streets = rf"(?:\s?[,;-]?\s?{street}{number}{many}){{1,3}}"
    return (
        re.compile(rf"\b{house}{marked}{some}(?:{streets})?"),
        re.compile(rf"\b{house}\s*{some}\s?[,;-]\s?{street}{number}{many}(?:{streets})?"),
        re.compile(rf"\b{street}{number}{some}\s?[,;-]\s?{house}{number}{some}"),
        re.compile(rf"(?<!\w)\d{{1,5}}\s+(?:{_forms('number')})\s+{house}"),
    )


@cache
def _lone_house_patterns() -> tuple[re.Pattern[str], ...]:
    """`near house 118`, `خانهٔ ۲۴ است`, `د کور شمېره یې ۲۴ ده`: a number that counts nothing behind it."""
    house, own = rf"(?:{_forms('house')})", rf"(?:{_forms('whose')})"
    many = r"\d{1,5}(?:[/-]\d{1,4}|[a-z])?(?!\w)"
    ends = _ends()
    there = rf"(?:\s*(?:{_forms('number')})\b\.?)(?:\s+(?:{_forms('numbered')}))?"
    return (
        re.compile(rf"\b(?P<own>{own}\s+)?(?P<spot>{house}\s+{many}){ends}"),  # "the house 12 people died in"
        re.compile(rf"\b(?P<own>(?!))?(?P<spot>{house}{there}\s*[:#]?\s*{many})"),
    )


def _ends() -> str:
    """What stands behind a house's or a street's number, and not behind the number of those hurt there."""
    return rf"(?=\s*(?:[.,;:)!?،؛؟]|$|(?:{_forms('after house')})\b))"


@cache
def _lane_patterns() -> tuple[re.Pattern[str], ...]:
    """A street told by its number beside a dwelling: `his home, 3rd Street`, `خانهٔ او در کوچهٔ ششم`, `شپږمه کوڅه`."""
    lane, order = rf"(?:{_forms('lane')})", rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_forms('ordinal')})"
    number = rf"(?:\s*(?:{_forms('number')})\b\.?)?"
    one = rf"(?:\b{lane}{number}\s*(?:\d{{1,4}}[a-z]?(?!\w){_ends()}|{order}(?!\w))|(?<!\w){order}\s+{lane}\b)"
    spot = rf"(?P<spot>{one}(?:\s?[,،;-]\s?{one}){{0,2}})"
    dwelling, apart = rf"\b(?:{_forms('dwelling')})\b", r"[^.!?؟\n]{0,40}?"
    return re.compile(rf"{dwelling}{apart}{spot}"), re.compile(rf"{spot}{apart}{dwelling}")


@cache
def _road_patterns() -> tuple[re.Pattern[str], ...]:
    inner = r"(?:,?\s+(?:Apt|Apartment|Unit|#)\.?\s*\d\w*)?"
    no_toll = r"(?!\w|\s+[a-z]+\s+(?:were|was|died))"  # "In House 12 people were hurt"
    road = rf"\d{{1,5}}[A-Za-z]?(?:\s+[A-Z][\w'’.-]{{0,30}}){{1,3}}?\s+(?:{_forms('road')})\b\.?"
    return (
        re.compile(rf"(?:\b(?:{_forms('stands at')})\s+|[:,(]\s*|\A)(?P<spot>{road}{inner})"),
        re.compile(rf"\b(?P<spot>(?:House|Flat|Apartment|Apt|Villa)\.?\s+#?\d{{1,5}}[A-Za-z]?){no_toll}"),
    )
