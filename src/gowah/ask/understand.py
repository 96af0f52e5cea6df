"""From the words of a question to a `Query`: names from the tables, numbers, dates, and the cues of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gowah.ask import cues
from gowah.ask.query import Query
from gowah.model import Count, When
from gowah.words import NameSpan, Settings, Tables, find_names, find_numbers, fold
from gowah.words.dates import DateSpan, find_dates
from gowah.words.whereabouts import OPEN

LONGEST = 1_000
"""Code points of a question that are read."""

_TOKEN = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_FILTERS = ("groups", "communities", "sites", "tactics", "places")
_KNOWN = (*_FILTERS, "of_whom", "organisations", "outlets")
_HOUSES = ("sites", "organisations")
_WHOSE = re.compile(r"(?:['’]s?)?[ -]{1,2}")
_SPEAKING = re.compile(
    r"(?:what (?:did|do|does|has|have)|according to|is that what|did|in the words of|by)\s+(?:the )?$", re.IGNORECASE
)


def understand(question: str, tables: Tables, settings: Settings) -> Query | None:
    """The question as a query; None when it asks for nothing that Gowah knows how to look for."""
    text = capitals(" ".join(question[:LONGEST].split()), tables)
    folded = fold(text)
    spans = _names(question, text, tables)
    aside = [match.span() for match in cues.ASIDE.finditer(folded)]
    kept = [span for span in spans if not any(start <= span.start < end for start, end in aside)]
    by, kept = _speakers(text, folded, _broadest_at(kept, tables))
    codes = {table: _codes(kept, table, tables) for table in _FILTERS}
    if any(span.table == "tactics" and cues.BLAST.fullmatch(fold(span.as_written)) for span in kept):
        codes["tactics"] += tuple(code for code in cues.BLASTS if code not in codes["tactics"])
    dates = [span for span in find_dates(text, None) if not span.relative]
    numbers = _numbers(text, settings, [(d.start, d.end) for d in dates], kept)
    kind, about = _kind(folded, codes["groups"])
    if kind is None:
        return None
    taken = [(span.start, span.end) for span in spans] + [(d.start, d.end) for d in dates]
    names = _proper_names(text, taken)
    measure = cues.measure_of(folded)
    query = Query(
        text=question,
        kind=kind,
        about=about,
        measure=_measure(kind, about, measure),
        groups=codes["groups"],
        communities=codes["communities"],
        places=_narrowest(codes["places"], tables),
        sites=codes["sites"],
        tactics=codes["tactics"],
        period=_period(dates),
        months=() if dates else cues.months_of(folded),
        of_whom=_part(text, kept, kind),
        names=names,
        by=by,
        numbers=numbers if kind in ("who said", "yesno") else (),
        responsibility=_responsibility(folded),
        this_period=bool(cues.THIS_PERIOD.search(folded)),
        at_peak=bool(cues.PEAK.search(folded)),
        said=bool(by or _is_about_words(folded, kind)),
        one=bool((cues.ONE.search(folded) or names) and not cues.MANY.search(folded)),
        unclear=_unclear(folded, kind, measure),
    )
    return _settled(query, tables)


def _names(question: str, text: str, tables: Tables) -> tuple[NameSpan, ...]:
    """The names in the question; where somebody typed no capitals, also those that would need one."""
    found = set(find_names(text, tables))
    if not any(char.isupper() for char in question[1:]):
        found |= set(find_names(text.lower(), tables))
    # Several places bear that name and the question does not say which: it asks for none of them, nor for all around.
    known = [span for span in found if span.table in _KNOWN and span.doubt != OPEN]
    return tuple(sorted(known, key=lambda span: (span.start, -span.end, span.table, span.code)))


def capitals(text: str, tables: Tables) -> str:
    """The text with acronyms of groups and organisations put in capitals, as people seldom type them."""
    for table in ("groups", "organisations"):
        for row in tables.terms.get(table, {}).values():
            for _, alias in row.aliases:
                if alias.isupper() and len(alias) >= 3 and alias.isascii():
                    text = re.sub(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", alias, text, flags=re.IGNORECASE)
    return text


def _kind(folded: str, groups: tuple[str, ...]) -> tuple[str | None, str | None]:
    """(kind, what a yesno asks)."""
    asks_yes = bool(cues.YESNO.search(folded))
    tie = bool(cues.TIE.search(folded))
    if tie and (len(groups) >= 2 or re.search(r"\bwho\b|\bwhom\b", folded)) and "how many" not in folded:
        return "tie", None
    found = next((kind for kind, pattern in cues.KINDS if pattern.search(folded)), None)
    if found in ("sum", "nothing"):
        return "yesno", found
    if not asks_yes or found in ("name", "reward", "strength", "gap", "who said"):
        if found is None and cues.measure_of(folded):
            return "toll", None
        if found is None and re.match(r"and (?:in|at|on|for|of|the)\b", folded):
            return "toll", None  # "And in the three minibuses in May?" carries on from a toll
        return found, None
    if found == "need":
        return "need", "yesno"
    if found == "who claimed" or (cues.CLAIMED.search(folded) and groups):
        return "yesno", "claimed"
    if cues.measure_of(folded):
        return "yesno", "toll"
    if cues.MANY.search(folded) or cues.ONE.search(folded):
        return "yesno", "claimed" if groups else "happened"
    return ("tie", None) if tie and groups else (found, None)


def _settled(query: Query, tables: Tables) -> Query:
    """Readings that depend on one another."""
    if any(tables.places[place].kind in ("site", "village") for place in query.places) and query.kind != "list":
        query = replace(query, one=True)
    if query.kind in ("strength", "reward", "tie"):
        query = replace(query, measure=None, one=False, responsibility=None)
    if query.kind == "who said" and not query.measure and query.numbers:
        query = replace(query, measure="killed")
    if query.kind in ("count", "list", "toll", "yesno") and query.tactics and not query.one:
        # "bombings" beside "attacks" narrows; "attack" alone is no tactic
        query = replace(query, tactics=tuple(code for code in query.tactics if code != "other"))
    return query


def _speakers(text: str, folded: str, spans: list[NameSpan]) -> tuple[tuple[str, ...], list[NameSpan]]:
    """Those whose words are asked for, and the other names."""
    asks = re.search(
        r"\b(?:say|said|says|tell|told|report|print|count|claim(?:s|ed)? that|according to|record)\b", folded
    )
    by: list[str] = []
    rest: list[NameSpan] = []
    for span in spans:
        lead = _SPEAKING.search(text[: span.start])
        if span.table in ("organisations", "outlets") or (asks and lead and span.table in ("groups", "places")):
            name = fold(text[span.start : span.end])
            if (asks or span.table == "outlets" or lead) and name not in by:
                by.append(name)
            if span.table in ("groups", "places"):
                continue
        rest.append(span)
    return tuple(by), rest


def _codes(spans: Iterable[NameSpan], table: str, tables: Tables) -> tuple[str, ...]:
    """Codes of a table in the order of the question, without those that hold another of them."""
    found = list(dict.fromkeys(span.code for span in spans if span.table == table))
    if table == "places":
        return tuple(found)
    return tuple(
        code for code in found
        if not any(other != code and tables.is_a(table, other, code) for other in found)
    )  # fmt: skip


def _broadest_at(spans: Iterable[NameSpan], tables: Tables) -> list[NameSpan]:
    """A name that a city and its province share means the province: the wider reading leaves nothing out."""
    given = list(spans)
    return [
        span
        for span in given
        if span.table != "places"
        or not any(
            other.table == "places"
            and (other.start, other.end) == (span.start, span.end)
            and other.code != span.code
            and any(row.id == other.code for row in tables.ancestors(span.code))
            for other in given
        )
    ]


def _narrowest(places: tuple[str, ...], tables: Tables) -> tuple[str, ...]:
    """Places without those that hold another: `Barchi, Kabul` is Barchi."""
    holders = {row.id for place in places for row in tables.ancestors(place) if row.id != place}
    return tuple(place for place in places if place not in holders)


def _numbers(
    text: str, settings: Settings, dates: list[tuple[int, int]], names: list[NameSpan]
) -> tuple[tuple[int | None, int | None], ...]:
    found: list[tuple[int | None, int | None]] = []
    shut = [*dates, *((span.start, span.end) for span in names)]
    for span in find_numbers(text, dict(settings.claim.vague)):
        inside = any(start < span.end and span.start < end for start, end in shut)
        if not (span.year_like or span.age or inside):
            count: Count = span.count
            found.append((count.low, count.high))
    return tuple(found)


def _proper_names(text: str, taken: list[tuple[int, int]]) -> tuple[str, ...]:
    """Capitalised words that stand in no table, folded; the first word of a sentence and shouted words do not count."""
    found: list[str] = []
    fresh = True
    at = 0
    for token in _TOKEN.finditer(text):
        fresh = fresh or bool(re.search(r"[.!?:]\s*$", text[at : token.start()])) or at == 0
        word, at = token[0], token.end()
        known = any(start < token.end() and token.start() < end for start, end in taken)
        shouted = word.isupper() and len(word) > 5
        ordinary = (
            fold(word) in cues.ORDINARY or fold(word) in cues.MONTHS or cues.KILLED.search(fold(word)) is not None
        )
        if word[0].isupper() and not fresh and not known and not ordinary and not shouted:
            found.append(fold(word))
        fresh = False
    return tuple(dict.fromkeys(found))


def _period(dates: Sequence[DateSpan]) -> When | None:
    """All dates of the question as one span; None without any."""
    if not dates:
        return None
    whens = [span.when for span in dates]
    earliest = [when.earliest for when in whens]
    latest = [when.latest for when in whens]
    return When(
        earliest=None if None in earliest else min(e for e in earliest if e),
        latest=None if None in latest else max(e for e in latest if e),
        as_written=" ".join(when.as_written for when in whens),
    )


def _part(text: str, spans: list[NameSpan], kind: str) -> str | None:
    """The part of a toll that is asked for: pupils, women, … (but `people` is no part, nor a girls' school)."""
    if kind not in ("toll", "yesno", "count"):
        return None
    sites = [span for span in spans if span.table in _HOUSES]
    people = [span for span in spans if span.table == "of_whom"]
    return next((p.code for p in people if not any(_names_site(text, p, site) for site in sites)), None)


def _names_site(text: str, people: NameSpan, site: NameSpan) -> bool:
    """ "The girls school", "the boys' high school", "the children's hospital": whom a site is for."""
    if site.start <= people.start and people.end <= site.end and people.end - people.start < site.end - site.start:
        return True
    return _WHOSE.fullmatch(text, people.end, site.start) is not None


def _measure(kind: str, about: str | None, measure: str | None) -> str | None:
    if kind == "count":
        return "attacks"
    if kind == "toll" or (kind == "yesno" and about == "toll"):
        return measure or "killed"
    return measure


def _responsibility(folded: str) -> str | None:
    """claimed, linked, or all where the question names both."""
    claimed, linked = cues.CLAIMED.search(folded), cues.LINKED.search(folded)
    if linked:
        return "all" if claimed or re.search(r"\bthose and\b|\bboth\b|\band the ones\b", folded) else "linked"
    return "claimed" if claimed else None


def _is_about_words(folded: str, kind: str) -> bool:
    """True when the question asks what somebody claims or says, not what happened."""
    return kind in ("count", "toll") and bool(cues.SAID.search(folded) or cues.LINKED.search(folded))


def _unclear(folded: str, kind: str, measure: str | None) -> str | None:
    """What a "how many … were …" counts, when that is no measure of this record."""
    if kind not in ("toll", "count") or not (asked := cues.PREDICATE.findall(folded)):
        return None
    known = (cues.KILLED, cues.INJURED, cues.HURT, cues.CLAIMED, cues.LINKED, cues.SAID)
    strange = [word for word in asked if not any(pattern.search(word) for pattern in known)]
    usual = {
        "attacked",
        "carried",
        "committed",
        "been",
        "abducted",
        "involved",
        "targeted",
        "bombed",
        "taken",
        "there",
        "linked",
    }
    return next((word for word in strange if word not in usual), None) if strange and asked[-1] in strange else None
