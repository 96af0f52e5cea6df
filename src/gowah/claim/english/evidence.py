"""What one stretch of a sentence tells of an attack: tolls, deeds, dates, places, sites, and who is meant.

A *segment* is a sentence, or the part of one that speaks of another event ("… a week after a bombing in Herat").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gowah.claim.english.blame import Blame, blames
from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import statements
from gowah.claim.english.tolls import Toll, tolls
from gowah.claim.english.plurals import is_total
from gowah.model import Certainty
from gowah.words import DateSpan, NameSpan, Tables, fold

_SITE_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'.]*(?:-[\w’']+)*|of|al|ul|e|i|the|and)[ \n-]+){1,6}$")
_SITE_AFTER = re.compile(r"^(?:[ \n]+of)?(?:[ \n]+[A-Z][\w’']*(?:-[\w’']+)*){1,4}")
_OFFICES = re.compile(r"^(?:['’]s)?\s+(?:police|officials?|authorities|government|governor|ministry|spokes\w+|residents?|correspondent|bureau|desk|office|hospital|based)\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:sent|taken|driven|flown|moved|transferred|brought|rushed|carried|travel\w*|fled|flee|went|appealed|appeal|returned)\b[^.;]{0,40}\s(?:to|for|from)\s+(?:the\s+)?$", re.IGNORECASE)
_SAID_ON = re.compile(r"\b(?:said|says|told|tells|announced|confirmed|wrote|added|rose|risen|climbed)\b(?:\s+\w+){0,5}?\s*(?:on|late|early|later|by)?\s*(?:on\s+)?$", re.IGNORECASE)
_GENERIC = frozenset("the a an of and in at on outside inside near main big shia shiite sunni sufi sikh hindu hazara ismaili old new local central private public boys girls high private".split())
_LABEL = re.compile(r"^\s*(?:Place|Location|Date|When|Where|Group|Target|City|Province|Day)\s*:", re.IGNORECASE)
_AFTER = re.compile(
    r"""\b(?:(?:came|comes|happened|occurred|took\ place|is|was|were|be|been|followed|follows)\b[^.;]{0,40}?\b(?:after|since|before)|followed|follows|"""
    r"""(?:hours?|days?|weeks?|months?|years?)\s+(?:after|since|before)|in\ the\ wake\ of|on\ the\ heels\ of|similar\ to|reminiscent\ of|as\ did|unlike)\s""",
    re.IGNORECASE | re.VERBOSE,
)
_BESIDES = re.compile(r"^(?:Besides|Apart from|In addition to|Like|As with)\b[^,]{1,60}(?:,[^,]{1,80})?,", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|a\s+(?:second|third|separate|similar|different|further)|(?:separate|other|second|third))\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_INCIDENTAL = frozenset({"hospital", "government-building", "workplace", "media-office", "embassy", "home", "camp", "park", "river", "other", "street", "university"})
"""Kinds of site that reports name for other reasons more often than as the place of an attack."""
_PLACING = re.compile(
    r"\b(?:in|at|on|inside|outside|near|into|within|around|against|beside|behind|opposite|of|targeted|hit|struck|shook|rocked|stormed|attacked|bombed|tore\s+through)"
    r"\s+(?:(?:a|an|the|its|their|another|two|three|four|five|several|some|one|this|that|both|crowded|busy|packed|\w+['’]s?)\s+)?(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE,
)
_WAS = re.compile(r"\s+(?:was|were|has been|have been|had been|being)\s+", re.IGNORECASE)
_HYPHENATED_ON = re.compile(r"-[^\W\d_]")
_GENERAL = re.compile(r"\b(?:every|each|any|such|against|of all)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:a|an|another)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A kind of place at [start, end), its own name included; `proper` are the folded words of that name."""

    start: int
    end: int
    code: str
    proper: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a segment [start, end) tells. `triggers` are words for deeds; `fresh` that it speaks of another
    attack than the one before; `aside` that it looks back from the story ("a week after …")."""

    sentence: Sentence
    start: int
    end: int
    tolls: tuple[Toll, ...]
    triggers: tuple[NameSpan, ...]
    dates: tuple[DateSpan, ...]
    places: tuple[NameSpan, ...]
    sites: tuple[Site, ...]
    blames: tuple[Blame, ...]
    fresh: bool
    aside: bool
    certainty: Certainty

    @property
    def tells(self) -> bool:
        """True when something is said to have happened here."""
        return bool(self.tolls or self.triggers)

    @property
    def label(self) -> bool:
        """True for a line such as `Place: Herat`."""
        return bool(_LABEL.match(self.sentence.words))


def evidence(sentence: Sentence, tables: Tables) -> Iterator[Evidence]:
    """What each segment of a sentence tells, in order; segments that sum up several attacks are left out."""
    found = tolls(sentence)
    named = [s.name for s in statements(sentence)]
    blamed = blames(sentence)
    for start, end, aside in segments(sentence, found):
        if is_total(sentence, start, end):
            continue
        own = tuple(toll for toll in found if start <= toll.start < end)
        triggers = tuple(_triggers(sentence, start, end, named))
        sites = tuple(_sites(sentence, start, end, named, triggers))
        yield Evidence(
            sentence=sentence, start=start, end=end, tolls=own, triggers=triggers,
            dates=tuple(d for d in sentence.dates if start <= d.start < end and _of_event(sentence, d, named)),
            places=tuple(_places(sentence, start, end, named, sites)), sites=sites,
            blames=tuple(b for b in blamed if start <= b.start < end), fresh=_fresh(sentence, start, triggers), aside=aside,
            certainty=_certainty(sentence, own, triggers),
        )  # fmt: skip


def segments(sentence: Sentence, found: tuple[Toll, ...] = ()) -> Iterator[tuple[int, int, bool]]:
    """(start, end, aside) of the parts of a sentence that may speak of different events."""
    text, at = sentence.text.text, sentence.start
    colon = sentence.words.find(": ")
    told = colon > 0 and any(toll.start > sentence.start + colon for toll in found) and " " in sentence.words[:colon].strip()
    apart = told and any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(sentence.start, sentence.start + colon))
    marks = sorted(m.end() for m in re.finditer(r";|: ", sentence.words) if m[0] == ";" or (apart and m.start() == colon))
    for stop in [*(sentence.start + mark for mark in marks), sentence.end]:
        yield from _halves(sentence, text, at, stop, found)
        at = stop


def _halves(sentence: Sentence, text: str, start: int, end: int, found: tuple[Toll, ...]) -> Iterator[tuple[int, int, bool]]:
    besides = _BESIDES.match(text[start:end])
    if besides and any(start + besides.end() <= toll.start for toll in found):
        yield start, start + besides.end(), True
        start += besides.end()
    cut = _AFTER.search(text, start, end)
    if cut and _speaks_of_event(sentence, cut.end(), end, found):
        if start < cut.start():
            yield start, cut.start(), False
        yield cut.start(), end, True
        return
    cuts = [start, *_between_tolls(sentence, start, end, found), end]
    for a, b in zip(cuts, cuts[1:], strict=False):
        yield a, b, False


def _speaks_of_event(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> bool:
    deeds = sentence.cues("attack", "strike", within=(start, end))
    told = any(start <= toll.start < end for toll in found)
    where = sentence.named("sites", "places", within=(start, end)) or any(start <= d.start < end for d in sentence.dates)
    return bool(told or deeds) and bool(where or told)


def _between_tolls(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> Iterator[int]:
    """Where a sentence passes from one event with its site or place to the next: the last comma or "and" before it."""
    wholes = [t for t in found if start <= t.start < end and not t.part and not t.elliptical]
    text = sentence.text.text
    for first, second in zip(wholes, wholes[1:], strict=False):
        if first.property != second.property or first.count.high == 0 or second.count.high == 0:
            continue
        a, b = _own_ground(sentence, start, first.end + 60, first), _own_ground(sentence, first.end, second.end + 60, second)
        if a and b and not a & b:
            gap = max(text.rfind(", ", first.end, second.start), text.rfind(" and ", first.end, second.start))
            if gap > 0:
                yield gap + 1


def _own_ground(sentence: Sentence, start: int, end: int, toll: Toll) -> set[str]:
    near = [n for n in sentence.named("sites", "places", within=(start, min(end, sentence.end)))]
    near = [n for n in near if abs(n.start - toll.start) < 120]
    return {n.code for n in near if n.table == "sites"} or {n.code for n in near}


def _triggers(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]]) -> Iterator[NameSpan]:
    for cue in sentence.cues("attack", "strike", "kill", "abduct", within=(start, end)):
        if any(a <= cue.start < b for a, b in named):
            continue
        token = sentence.token_at(cue.start)
        if _GENERAL.search(sentence.text.text[max(start, cue.start - 40) : cue.start]):
            continue
        if token is not None and cue.code == "strike" and token.pos not in ("VERB", "NOUN", "PROPN", "ADJ"):
            continue
        yield cue


def _of_event(sentence: Sentence, date: DateSpan, named: list[tuple[int, int]]) -> bool:
    """False for the day on which somebody spoke, for long spans, and for what a speaker's name holds."""
    if any(a <= date.start < b for a, b in named) or date.when.earliest is None or date.when.latest is None:
        return False
    if date.when.precision == "year" and date.when.earliest[:4] != date.when.latest[:4]:
        return False
    before = sentence.text.text[max(sentence.start, date.start - 60) : date.start]
    if _SAID_ON.search(before) and not sentence.cues("attack", "kill", "die", "strike", "injure", within=(max(sentence.start, date.start - 40), date.start)):
        return False
    head = sentence.head_of(date.start, date.end)
    if re.search(r"\bsince\b[^,;.]*$", before, re.IGNORECASE):
        return False
    for word in sentence.ancestors(head) if head else ():
        if word.pos in ("VERB", "AUX"):
            speaks = sentence.cues("say", "tally", within=(word.start, word.end)) and not _is_deed(sentence, word.start, word.end)
            return not (speaks and word.end <= date.start and not _is_deed(sentence, word.end, date.start))
    return True


def _is_deed(sentence: Sentence, start: int, end: int) -> bool:
    return bool(sentence.cues("attack", "strike", "kill", "die", "injure", "abduct", "happen", within=(start, end)))


def _places(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]], sites: tuple[Site, ...]) -> Iterator[NameSpan]:
    """The places where it happened: not those of offices, of speakers, of a way taken, or of a hospital that only treated."""
    text = sentence.text.text
    for place in sentence.named("places", within=(start, end)):
        if any(a <= place.start < b for a, b in named):
            continue
        if _OFFICES.match(text, place.end, place.end + 30) or _MOVED.search(text, max(sentence.start, place.start - 80), place.start):
            continue
        if text[place.start - 1 : place.start] == "-" or _HYPHENATED_ON.match(text, place.end):
            continue
        kinds = [n for n in sentence.named("sites", within=(place.start, place.end)) if n.code in _INCIDENTAL]
        if kinds and not any(site.start <= kinds[0].start < site.end for site in sites):
            continue
        yield place


def _sites(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]], triggers: tuple[NameSpan, ...]) -> Iterator[Site]:
    """The kinds of place where it happened: "at a mosque", "struck a school", "mosque bombing", "Seh Dokan mosque: 31 killed"."""
    fragment = not any(t.pos in ("VERB", "AUX") and t.tag != "VBN" for t in sentence.tokens_in(start, end))
    for site in sentence.named("sites", within=(start, end)):
        if any(a <= site.start < b for a, b in named) or any(
            n.start <= site.start and site.end <= n.end and n.end - n.start > site.end - site.start for n in sentence.named("tactics")
        ):
            continue
        if site.code in _INCIDENTAL:
            if _struck(sentence, site, triggers):
                yield site_at(sentence, site)
        elif fragment or _placed(sentence, site, triggers):
            yield site_at(sentence, site)


def _placed(sentence: Sentence, site: NameSpan, triggers: tuple[NameSpan, ...]) -> bool:
    """True when a preposition of place leads to the site, a deed strikes it, or it stands before the word for the deed."""
    text = sentence.text.text
    if re.match(r"\s+to\b", text[site.end : site.end + 4]):
        return False
    before = text[max(sentence.start, site_at(sentence, site).start - 60) : site_at(sentence, site).start]
    if _PLACING.search(before):
        return True
    return _struck(sentence, site, triggers)


def _struck(sentence: Sentence, site: NameSpan, triggers: tuple[NameSpan, ...]) -> bool:
    """True when the word for a deed stands shortly before the site, or right after it."""
    text = sentence.text.text
    for cue in triggers:
        if cue.end <= site.start and len(gap := text[cue.end : site.start]) < 45 and not re.search(r"[,;:.]|\bby\b|\band\b", gap):
            return True
        if 0 <= cue.start - site.end < 3 or (0 <= cue.start - site.end < 25 and _WAS.match(text, site.end, cue.start + 1)):
            return True
    return False


def site_at(sentence: Sentence, site: NameSpan) -> Site:
    """The site with the capitalised words of its own name before or after it."""
    text, start, end = sentence.text.text, site.start, site.end
    before = _SITE_BEFORE.search(text[max(sentence.start, start - 70) : start])
    if before:
        words = list(re.finditer(r"[A-Z][\w’'.]*(?:-[\w’']+)*", before[0]))
        if words:
            start -= len(before[0]) - words[0].start()
    after = _SITE_AFTER.match(text[end : min(sentence.end, end + 60)])
    if after and (before is None or start == site.start):
        end += after.end()
    proper = frozenset(w for w in re.findall(r"\w+", fold(text[start:site.start] + " " + text[site.end:end])) if len(w) > 2 and w not in _GENERIC)
    return Site(start=start, end=end, code=site.code, proper=proper)


def _fresh(sentence: Sentence, start: int, triggers: Iterable[NameSpan]) -> bool:
    text = sentence.text.text
    return any(_ANOTHER.search(text[max(start, cue.start - 40) : cue.start]) for cue in triggers)


def indefinite(item: Evidence) -> bool:
    """True when its first deed is introduced as new: "a bombing"."""
    text = item.sentence.text.text
    return any(_INDEFINITE.search(text[max(item.start, cue.start - 40) : cue.start]) for cue in item.triggers[:1])


def _certainty(sentence: Sentence, own: tuple[Toll, ...], triggers: tuple[NameSpan, ...]) -> Certainty:
    """How far the segment asserts that something happened: by its tolls, or else by its deeds."""
    if own:
        said = [certainty_of(sentence, toll.start, toll.end) for toll in own]
        return Certainty.STATED if Certainty.STATED in said else said[0]
    said = [certainty_of(sentence, cue.start, cue.end) for cue in triggers[:2]]
    return said[0] if said else Certainty.STATED
