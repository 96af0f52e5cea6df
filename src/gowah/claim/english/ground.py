"""When and where a stretch of a sentence says that something happened: days, places and kinds of site.

Days on which somebody spoke, places where the wounded were taken, the ministry that announces and the hospital that
counts are no ground of an attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gowah.claim.english.sentence import Sentence
from gowah.model import When
from gowah.words import DateSpan, NameSpan, find_dates, fold
from gowah.words.datescan import scan

_SITE_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'.]*(?:-[\w’']+)*|of|al|ul|e|i|the|and)[ \n-]+){1,6}$")
_SITE_AFTER = re.compile(r"^(?:[ \n]+of)?(?:[ \n]+[A-Z][\w’']*(?:-[\w’']+)*){1,4}")
_OFFICES = re.compile(
    r"(?:['’]s)?\s+(?:police|officials?|authorities|government|governor|ministry|spokes\w+|residents?"
    r"|correspondent|bureau|desk|office|hospital|based)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?:\b(?:sent|taken|driven|flown|moved|transferred|brought|rushed|carried|com(?:e|es|ing)\s+back|c[ao]me\s+back|coming|returning|pilgrimage|travel\w*|fled|flee|went"
    r"|appealed|appeal|returned)\b[^.;]{0,40}\s(?:to|for|from)\s+(?:the\s+)?"
    r"|\b(?:t(?:ook|akes?|aking)|dr(?:ove|ives?)|fl(?:ew|ies)|carr(?:y|ies)|ferr\w+|evacuat\w+|airlift\w+|transport\w+"
    r"|br(?:ought|ings?)|rush\w+|mov(?:ed?|es|ing)|transfer\w*)\b[^.;]{0,40}\b(?:dead|wounded|injured|bod(?:y|ies)"
    r"|casualties|corpses?|remains|coffins?)\b[^.;]{0,20}\sto\s+(?:the\s+)?)"
    r"(?:(?:an?\s+)?(?:\w+\s+){0,2}(?:hospitals?|clinics?|morgues?|health\s+cent\w+)\s+(?:in|of|at)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|tells|announced|confirmed|wrote|added|rose|risen"
    r"|climbed)\b(?:\s+\w+){0,5}?\s*(?:on|late|early|later|by)?\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_CLIMBED = re.compile(
    r"\b(?:toll|count|number|figure|tally|it|dead)\b[^.;]{0,40}\b(?:climbed|risen|rose|stood|stands|reached|gone\s+up|went\s+up|put\s+at)\b",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\b(?:story|report|article|edition|issue|statement|broadcast|bulletin|post|tweet)\s+(?:of|on|from|dated)\s+$",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """the a an of and in at on outside inside near main big old new
    local central private public boys girls high private two three four five six seven eight nine ten""",
    )
)
_OPENERS = frozenset(
    re.findall(
        r"\S+",
        """at in on near inside outside the a an one another by from to two three four five six after before when
    besides like unlike since during under behind opposite""",
    )
)
_INCIDENTAL = frozenset(
    {
        "hospital",
        "government-building",
        "workplace",
        "media-office",
        "embassy",
        "home",
        "camp",
        "park",
        "river",
        "other",
        "street",
        "university",
    }
)
"""Kinds of site that reports name for other reasons more often than as the place of an attack."""
_PLACING = re.compile(
    r"\b(?:in|at|on|besides|apart\s+from|inside|outside|near|into|within|around|against|beside|behind"
    r"|opposite|of|targeted|hit|struck|shook|rocked|stormed|attacked|bombed|tore\s+through)"
    r"\s+(?:(?:a|an|the|its|their|another|two|three|four|five|several|some|one|this|that|both|crowded|busy"
    r"|packed|\w+['’]s?)\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:the|these|those|both|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_PRAYERS = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=(?:['’]s)?\s+(?:midday\s+|noon\s+|evening\s+"
    r"|morning\s+|dawn\s+)?(?:prayers?|sermon|mass|service)\b)"
)
_WAS = re.compile(r"\s+(?:was|were|has been|have been|had been|being)\s+", re.IGNORECASE)
_ROAD = re.compile(r"\s+(?:main\s+)?(?:road|highway|route|track|motorway|line)\b", re.IGNORECASE)
_SOME_DAY = "2000-01-01"  # stands for the day that a weekday means, which is not known
_HYPHENATED_ON = re.compile(r"-[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A kind of place at [start, end), its own name included; `proper` are the folded words of that name."""

    start: int
    end: int
    code: str
    proper: frozenset[str]


def days(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]]) -> tuple[DateSpan, ...]:
    """The days on which a segment says that something happened."""
    told = tuple(d for d in sentence.dates if start <= d.start < end and _of_event(sentence, d, named))
    return told or tuple(_prayer_days(sentence, start, end))


def weekdays(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]]) -> tuple[int, ...]:
    """The days of the week (0: Monday) that a segment names and that no date of issue tells to be one certain day."""
    if sentence.day is not None:
        return ()
    found = list[int]()
    for part in scan(sentence.words, fold(sentence.words)):
        at = sentence.start + part.start
        if part.kind != "weekday" or not start <= at < end or any(d.start <= at < d.end for d in sentence.dates):
            continue
        some = When(earliest=_SOME_DAY, latest=_SOME_DAY, as_written=sentence.words[part.start : part.end])
        if _of_event(sentence, DateSpan(start=at, end=sentence.start + part.end, when=some, relative=True), named):
            found.append(part.value)
    return tuple(found)


def _prayer_days(sentence: Sentence, start: int, end: int) -> Iterator[DateSpan]:
    """The day of "during Friday prayers"."""
    for day in _PRAYERS.finditer(sentence.text.text, start, end):
        for date in find_dates(f"on {day[1]}", sentence.day)[:1]:
            yield DateSpan(
                start=day.start(1), end=day.end(1), when=replace(date.when, as_written=day[1]), relative=True
            )


def _of_event(sentence: Sentence, date: DateSpan, named: list[tuple[int, int]]) -> bool:
    """False for the day on which somebody spoke, for long spans, and for what a speaker's name holds."""
    if any(a <= date.start < b for a, b in named) or date.when.earliest is None or date.when.latest is None:
        return False
    if date.when.precision == "year" and date.when.earliest[:4] != date.when.latest[:4]:
        return False
    before = sentence.text.text[max(sentence.start, date.start - 60) : date.start]
    if re.match(r"['’]s\s+\w", sentence.text.text[date.end : date.end + 4]):
        return True  # "said Friday's explosion …"
    if _SAID_ON.search(before) and not sentence.cues(
        "attack", "kill", "die", "strike", "injure", within=(max(sentence.start, date.start - 40), date.start)
    ):
        return False
    if _PRINTED.search(before) or _toll_day(sentence, date):
        return False
    head = sentence.head_of(date.start, date.end)
    if re.search(r"\bsince\b[^,;.]*$", before, re.IGNORECASE):
        return False
    for word in sentence.ancestors(head) if head else ():
        if word.pos in ("VERB", "AUX"):
            if re.search(r"[:;]\s", sentence.text.text[word.end : max(word.end, date.start)]):
                return True  # "It reached the mosque at Herat: six dead on 29 April"
            speaks = sentence.cues("say", "tally", within=(word.start, word.end)) and not _is_deed(
                sentence, word.start, word.end
            )
            return not (speaks and word.end <= date.start and not _is_deed(sentence, word.end, date.start))
    return True


def _toll_day(sentence: Sentence, date: DateSpan) -> bool:
    """ "By noon on Sunday the toll had climbed to 21": the day of a count, where the clause tells no deed."""
    text = sentence.text.text
    start = max(text.rfind(mark, sentence.start, date.start) for mark in (";", ": ", ", and ", ", but "))
    ends = [at for mark in (";", ": ", ", and ", ", but ") if (at := text.find(mark, date.end, sentence.end)) > 0]
    clause = (max(start, sentence.start), min([*ends, sentence.end]))
    climbed = _CLIMBED.search(text, *clause)
    if climbed is None or climbed.start() <= date.start < climbed.end():  # "the toll of Friday's bombing has climbed"
        return False
    deeds = sentence.cues("attack", "strike", "kill", "abduct", "happen", within=clause)
    return all(climbed.start() <= cue.start < climbed.end() for cue in deeds)


def _is_deed(sentence: Sentence, start: int, end: int) -> bool:
    return bool(sentence.cues("attack", "strike", "kill", "die", "injure", "abduct", "happen", within=(start, end)))


def places(
    sentence: Sentence, start: int, end: int, named: list[tuple[int, int]], sites: tuple[Site, ...]
) -> Iterator[NameSpan]:
    """The places where it happened: not those of offices, of speakers, of a way taken, or of a hospital that treats."""
    text = sentence.text.text
    for place in sentence.named("places", within=(start, end)):
        if any(a <= place.start < b for a, b in named):
            continue
        if _OFFICES.match(text, place.end, place.end + 30) or _MOVED.search(
            text, max(sentence.start, place.start - 80), place.start
        ):
            continue
        hyphenated = text[place.start - 1 : place.start] == "-" or _HYPHENATED_ON.match(text, place.end)
        if hyphenated and not _ends_a_way(sentence, place):
            continue
        kinds = [n for n in sentence.named("sites", within=(place.start, place.end)) if n.code in _INCIDENTAL]
        if kinds and not any(site.start <= kinds[0].start < site.end for site in sites):
            continue
        yield place


def _ends_a_way(sentence: Sentence, place: NameSpan) -> bool:
    """ "The Ghazni-Kabul highway": one end of a way, and no word such as "Kabul-based"."""
    for other in sentence.named("places", within=(max(sentence.start, place.start - 60), place.end + 60)):
        first, second = (place, other) if place.end <= other.start else (other, place)
        if 0 < second.start - first.end < 3 and _ROAD.match(sentence.text.text, second.end):
            return True
    return False


def sites_of(
    sentence: Sentence, start: int, end: int, named: list[tuple[int, int]], triggers: tuple[NameSpan, ...]
) -> Iterator[Site]:
    """The kinds of place where it happened: "at a mosque", "struck a school", "mosque bombing", "mosque: 31 killed"."""
    fragment = not any(t.pos in ("VERB", "AUX") and t.tag != "VBN" for t in sentence.tokens_in(start, end))
    for site in sentence.named("sites", within=(start, end)):
        if (
            any(a <= site.start < b for a, b in named)
            or _in_general(sentence, site)
            or any(
                n.start <= site.start and site.end <= n.end and n.end - n.start > site.end - site.start
                for n in sentence.named("tactics")
            )
        ):
            continue
        if site.code in _INCIDENTAL:
            if _struck(sentence, site, triggers):
                yield site_at(sentence, site)
        elif fragment or _placed(sentence, site, triggers):
            yield site_at(sentence, site)


def may_be_hit(sentence: Sentence, site: NameSpan, triggers: tuple[NameSpan, ...], *, placed: bool = False) -> bool:
    """Whether the words around a kind of site let it be where one of these deeds was done; `placed`: not by its mere
    name in a fragment ("Mosque, Herat")."""
    if site.code in _INCIDENTAL:
        return _struck(sentence, site, triggers)
    return not placed or _placed(sentence, site, triggers)


def _in_general(sentence: Sentence, site: NameSpan) -> bool:
    """ "Mosques, schools and buses": no place in particular; "two minibuses" and "the schools" are."""
    if fold(site.as_written) == site.code == "other":
        return True
    before = sentence.text.text[max(sentence.start, site.start - 30) : site.start]
    many = site.as_written.lower().endswith("s") and not site.as_written.lower().endswith(("us", "ss"))
    return many and not _COUNTED.search(before)


def _placed(sentence: Sentence, site: NameSpan, triggers: tuple[NameSpan, ...]) -> bool:
    """True when a preposition of place leads to the site, a deed strikes it, or it precedes the deed."""
    text = sentence.text.text
    if re.match(r"\s+to\b", text[site.end : site.end + 4]):
        return False
    whole = site_at(sentence, site)
    if _PLACING.search(text[max(sentence.start, whole.start - 60) : whole.start]):
        return True
    if whole.start - sentence.start < 12 and text[whole.end : whole.end + 1] == ":":
        return True
    return _struck(sentence, site, triggers)


def _struck(sentence: Sentence, site: NameSpan, triggers: tuple[NameSpan, ...]) -> bool:
    """True when the word for a deed stands shortly before the site, or right after it."""
    text = sentence.text.text
    for cue in triggers:
        if (
            cue.end <= site.start
            and len(gap := text[cue.end : site.start]) < 45
            and not re.search(r"[,;:.]|\bby\b|\band\b(?!\s+around\b)", gap)
        ):
            return True
        if 0 <= cue.start - site.end < 3 or (
            0 <= cue.start - site.end < 25 and _WAS.match(text, site.end, cue.start + 1)
        ):
            return True
    return False


def site_at(sentence: Sentence, site: NameSpan) -> Site:
    """The site with the capitalised words of its own name before or after it."""
    text, start, end = sentence.text.text, site.start, site.end
    before = _SITE_BEFORE.search(text[max(sentence.start, start - 70) : start])
    if before:
        words = [w for w in re.finditer(r"[A-Z][\w’'.]*(?:-[\w’']+)*", before[0]) if w[0].lower() not in _OPENERS]
        if words:
            start -= len(before[0]) - words[0].start()
    after = _SITE_AFTER.match(text[end : min(sentence.end, end + 60)])
    if after and (before is None or start == site.start):
        end += after.end()
    around = [
        n
        for n in sentence.named("places", "communities", within=(start, end))
        if not (n.start <= site.start and site.end <= n.end)
    ]
    known = {w for n in around for w in re.findall(r"\w+", fold(n.as_written))}  # "Kabul mosque" is no mosque's name
    named = re.findall(r"\w+", fold(text[start : site.start] + " " + text[site.end : end]))
    proper = frozenset(w for w in named if len(w) > 2 and w not in _GENERIC and w not in known)
    return Site(start=start, end=end, code=site.code, proper=proper)
