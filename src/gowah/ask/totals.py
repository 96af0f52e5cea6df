"""Totals that sources give: which of them a question is about, and whether one covers just what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gowah.ask.desk import Desk, Found, Writing, certain, number_of, plain_words
from gowah.ask.query import Query, people
from gowah.ask.scope import code_of, inside, same_period, time_of, values_by_property, within_period
from gowah.model import Term, TotalSaid, When, Where
from gowah.words import Tables, find_names
from gowah.words.plain import say_count, say_place, say_term, say_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A number that a source gives for several attacks, and what it covers."""

    item: Found
    perpetrator: str | None
    community: str | None
    place: str | None
    period: When | None
    period_words: str
    responsibility: str | None

    def scope(self, tables: Tables) -> str:
        """`attacks on Hazaras by ISKP, claimed, since 1 August 2021`."""
        said = "attacks"
        if self.community:
            said += f" on the {say_term('communities', Term(code=self.community), tables)} community"
        if self.perpetrator:
            said += f" by {say_term('groups', Term(code=self.perpetrator), tables)}"
        if self.responsibility in ("claimed", "linked"):
            said += f", {self.responsibility}"
        if self.place:
            said += f", {say_place(Where(place=self.place), tables)}"
        if self.period or self.period_words:
            said += f", {say_when(self.period) if self.period else self.period_words}"
        return said


def totals_of(desk: Desk, measure: str) -> list[Total]:
    """Every total of a measure, in the order of reports; what is denied or supposed is left out."""
    found = []
    for items in desk.of_kind("total"):
        own = values_by_property(items)
        item = own.get(measure)
        if item is None or not certain(item) or number_of(item) is None:
            continue
        place = own.get("place")
        when = own.get("period")
        found.append(Total(
            item=item, perpetrator=code_of(own.get("perpetrator")), community=code_of(own.get("community")),
            place=place.value.value.place if place and isinstance(place.value.value, Where) else None,
            period=_as_told(time_of(when), desk.texts[item.mention.text].described.published),
            period_words=_words(when),
            responsibility=code_of(own.get("responsibility")),
        ))  # fmt: skip
    return found


def _as_told(period: When | None, issued: str | None) -> When | None:
    """What is counted until the report was issued is told "since", and is the same period in a later copy of it."""
    lasts = period is not None and issued is not None and period.earliest != period.latest == issued
    return replace(period, latest=None) if period is not None and lasts else period


def covered(query: Query, desk: Desk) -> list[Total]:
    """Totals inside the scope asked for: each filter of the question holds for them."""
    return [total for total in totals_of(desk, query.measure or "attacks") if _inside(total, query, desk)]


def just(query: Query, totals: Sequence[Total]) -> list[Total]:
    """Those that cover no less than what is asked: nothing narrows them beyond the question."""
    return [
        total for total in totals
        if (total.perpetrator is None) == (not query.groups) and (total.community is None) == (not query.communities)
        and (total.place is None or bool(query.places)) and _same_time(total, query)
        and _agrees(total.responsibility, query.responsibility or "all")
    ]  # fmt: skip


def asked_for(query: Query, totals: Sequence[Total]) -> list[Total]:
    """The totals that answer what somebody claims or says: those that say most of what the question says."""

    # "those, and the ones it was linked to" points back to a group and a community it does not name
    points_back = bool(query.responsibility) and not query.is_scoped

    def fit(total: Total) -> int:
        return (
            2 * ((total.responsibility or "all") == (query.responsibility or "all"))
            + (bool(total.community) == bool(query.communities or points_back))
            + (bool(total.perpetrator) == bool(query.groups or query.responsibility))
            + (bool(total.place) == bool(query.places)) + (_same_time(total, query) if query.period else _lasts(total))
        )  # fmt: skip

    best = max(map(fit, totals), default=0)
    return [total for total in totals if fit(total) == best]


def _lasts(total: Total) -> bool:
    """True for a total that no end of its period narrows."""
    return total.period is None or total.period.latest is None


def say_totals(writing: Writing, totals: Sequence[Total], measure: str, *, beside: bool) -> tuple[TotalSaid, ...]:
    """Writes each total with its speaker and scope; equal totals of one origin once."""
    tables = writing.desk.tables
    grouped: dict[tuple[object, ...], list[Total]] = {}
    for total in totals:
        count = number_of(total.item)
        grouped.setdefault((count and (count.low, count.high, count.about), total.scope(tables)), []).append(total)
    for same in grouped.values():
        count = number_of(same[0].item)
        if count is None:
            continue
        scope = same[0].scope(tables)
        if measure == "attacks":
            what = f"{say_count(count)} {scope.replace('attacks', 'attack', 1) if count.high == 1 else scope}"
        else:
            what = f"{people(count.low, count.high, measure, about=count.about)} in {scope}"
        tail = ", not added to the incidents" if beside else ""
        writing.attributed(f"sources' own total{tail}: {what}", [total.item for total in same])
    kept, _ = writing.desk.independent([total.item for total in totals])
    ids = {item.id for item in kept}
    return tuple(_said(total, writing.desk) for total in totals if total.item.id in ids)


def _said(total: Total, desk: Desk) -> TotalSaid:
    count = number_of(total.item)
    return TotalSaid(
        low=count.low if count else None, high=count.high if count else None,
        source=desk.texts[total.item.mention.text].source, scope=total.scope(desk.tables), value=total.item.id,
    )  # fmt: skip


def _words(when: Found | None) -> str:
    return when.value.value.as_written if when and isinstance(when.value.value, When) else ""


def _inside(total: Total, query: Query, desk: Desk) -> bool:
    tables = desk.tables
    return (
        (not query.groups or any(tables.is_a("groups", total.perpetrator, code) for code in query.groups))
        and (not query.communities or any(tables.is_a("communities", total.community, c) for c in query.communities))
        and (not query.places or any(inside(tables, total.place, place) for place in query.places))
        and (query.period is None or within_period(total.period, query.period))
        and (not query.by or desk.spoken_by(total.item, query.by))
        and not (query.months or query.of_whom)
        and _tells_of(total, query, desk)
        and _agrees(total.responsibility, query.responsibility)
    )  # fmt: skip


def _tells_of(total: Total, query: Query, desk: Desk) -> bool:
    """True when the source's own words name the sites, tactics and names asked about: a total has no field for them."""
    if not (query.sites or query.tactics or query.names):
        return True
    quote, tables = total.item.value.quote, desk.tables
    told = find_names(quote, tables)
    wanted = (("sites", query.sites), ("tactics", query.tactics))
    named = all(
        any(span.table == table and tables.is_a(table, span.code, code) for span in told for code in codes)
        for table, codes in wanted
        if codes
    )
    return named and all(plain_words(name) <= plain_words(quote) for name in query.names)


def _agrees(held: str | None, asked: str | None) -> bool:
    """A total of all attacks does not say how many were claimed, nor one of claimed attacks how many there were."""
    return asked is None or (held or "all") == asked or (asked == "linked" and (held or "all") == "all")


def _same_time(total: Total, query: Query) -> bool:
    return query.period is None or same_period(total.period, query.period)
