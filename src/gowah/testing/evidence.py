"""Evidence written by hand: a few reports, what they claim, and the views that follow, without a ledger.

    evidence = build(
        report("Example News", "2021-10-08", claim(
            "attack", "A bomb killed at least 46 people in Kunduz, the state news agency said.", incident="kunduz",
            when="2021-10-08", where="AF-KDZ", perpetrator="iskp", killed=count(46, None, "at least 46"),
            by=["state news agency"])))

For tests of `ask` and `publish` and for authors of such plug-ins. The figures are the plainest that can be:
the lowest, the highest and the most often given value of each incident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gowah.model import (
    Certainty,
    Claimed,
    Count,
    Datum,
    Decider,
    Described,
    Evidence,
    Family,
    Figure,
    Incident,
    Mention,
    Money,
    Responsibility,
    Scope,
    SourceText,
    Span,
    Speaker,
    Term,
    Text,
    Value,
    When,
    Where,
    incident_id,
)  # fmt: skip

MEASURES = ("killed", "injured", "hurt")
Plain = Datum | Value | str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandClaim:
    """A mention to be: its kind, its sentence, its values by property, the incident it belongs to."""

    kind: str
    quote: str
    values: tuple[tuple[str, Plain], ...]
    incident: str | None
    by: tuple[Speaker, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class HandReport:
    """A report to be: its description and its sentences in order, claimed or not."""

    described: Described
    parts: tuple[HandClaim | str, ...]
    file: str


def count(low: int | None, high: int | None = None, written: str = "", *, about: bool = False) -> Count:
    """A count; `count(13, None)` is at least 13."""
    return Count(low=low, high=high, about=about, as_written=written or str(low if low is not None else high))


def exactly(number: int, written: str = "", *, about: bool = False) -> Count:
    """A count with both ends the same."""
    return Count(low=number, high=number, about=about, as_written=written or str(number))


def part(of_whom: str, datum: Count) -> Value:
    """A part of a toll; quote and place are filled in by `build`."""
    return Value(property="", value=datum, quote="", start=0, end=0, of_whom=of_whom)


def claim(
    kind: str, quote: str, *, incident: str | None = None, by: Sequence[str | Speaker] = (),
    certainty: Certainty = Certainty.STATED, values: Mapping[str, Plain] | None = None, **more: Plain,
) -> HandClaim:  # fmt: skip
    """A mention whose values all stand in one sentence. `values` is for names that Python reserves (`from`)."""
    speakers = tuple(Speaker(name=name) if isinstance(name, str) else name for name in by)
    given = (*(values or {}).items(), *more.items())
    return HandClaim(kind=kind, quote=quote, values=given, incident=incident, by=speakers, certainty=certainty)


def report(
    publisher: str | None, published: str | None, *parts: HandClaim | str, file: str = "", **about: Any
) -> HandReport:
    """A report of these sentences; `about` fills title, author, url, language."""
    described = Described(publisher=publisher, published=published, **about)
    return HandReport(
        described=described, parts=parts, file=file or f"{(publisher or 'report').lower().replace(' ', '-')}.txt"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What is being written, as it grows."""

    texts: list[SourceText] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    groups: dict[str, list[Mention]] = field(default_factory=dict)


def build(
    *reports: HandReport, families: Sequence[Family] = (), figures: Sequence[Figure] = (), start: int = 0
) -> Evidence:
    """The evidence of these reports. Entry ids begin at `start`: the reports in order, then their mentions."""
    desk = _Desk()
    first_mention = start + 2 * len(reports)
    for number, given in enumerate(reports):
        _write(desk, given, start + 2 * number, first_mention)
    incidents = tuple(_incident(mentions) for mentions in desk.groups.values())
    counted = [figure for incident in incidents for figure in _figures(incident, desk)]
    return Evidence(
        size=first_mention + len(desk.mentions), texts=tuple(desk.texts), mentions=tuple(desk.mentions),
        families=tuple(families), incidents=incidents, figures=(*counted, *_overall(incidents, counted), *figures),
    )  # fmt: skip


def _write(desk: _Desk, given: HandReport, source: int, first_mention: int) -> None:
    head = "\n".join(line for line in (given.described.title, given.described.url) if line)
    text = f"{head}\n\n" if head else ""
    for item in given.parts:
        quote = item if isinstance(item, str) else item.quote
        at = text.find(quote)
        if at < 0:
            at, text = len(text), f"{text}{quote}\n"
        if isinstance(item, str):
            continue
        values = tuple(_value(item, name, plain, at) for name, plain in item.values)
        body = Claimed(kind=item.kind, anchor=Span(start=at, end=at + len(quote)), values=values)
        mention = Mention(entry=first_mention + len(desk.mentions), text=source + 1, claimed=body)
        desk.mentions.append(mention)
        if item.kind == "attack":
            desk.groups.setdefault(item.incident or f"alone {mention.entry}", []).append(mention)
    desk.texts.append(SourceText(
        entry=source + 1, source=source, file=given.file, media_type="text/plain", described=given.described,
        layout=(), text=text,
    ))  # fmt: skip


def _value(item: HandClaim, name: str, plain: Plain, at: int) -> Value:
    of_whom = plain.of_whom if isinstance(plain, Value) else None
    datum = plain.value if isinstance(plain, Value) else plain
    return Value(
        property=name, value=datum if isinstance(datum, Datum) else _datum(name, datum), quote=item.quote, start=at,
        end=at + len(item.quote), speakers=item.by, certainty=item.certainty, of_whom=of_whom,
    )  # fmt: skip


def _datum(name: str, plain: str | int) -> Datum:
    if isinstance(plain, int):
        return Money(amount=plain, currency="USD", as_written=str(plain)) if name == "reward" else exactly(plain)
    if name in ("when", "period", "as_of"):
        ends = plain.split("/") if "/" in plain else [plain, plain]
        dated = plain[:1].isdigit()
        return (
            When(earliest=ends[0] or None, latest=ends[1] or None, as_written=plain)
            if dated
            else When(as_written=plain)
        )
    if name in ("where", "place"):
        precision = 4 if plain.count(".") == 0 else 3
        return Where(place=plain, precision=precision, as_written=plain)
    if name in ("area", "reason", "need", "who", "asked_of", "role", "occupation", "status") or (
        name == "name" and " " in plain
    ):
        return Text(text=plain)
    return Term(code=plain, as_written=plain)


def _incident(mentions: list[Mention]) -> Incident:
    chosen: dict[str, tuple[str, Datum]] = {}
    for mention in mentions:
        for found, value in mention.values(whole=True):
            chosen.setdefault(value.property, (found, value.value))
    held = chosen.get("responsibility")
    by = chosen.get("perpetrator")
    who = Responsibility(
        status=held[1].code if held and isinstance(held[1], Term) else "unknown",
        by=by[1] if by and isinstance(by[1], Term) else None, values=(held[0],) if held else (),
    )  # fmt: skip
    kept = {
        name: pair
        for name, pair in chosen.items()
        if name in ("when", "where", "site", "community", "perpetrator", "tactic")
    }
    attributes = {name: pair[1] for name, pair in kept.items()}
    return Incident(
        id=incident_id(min(mention.entry for mention in mentions)),
        mentions=tuple(mention.entry for mention in mentions),
        responsibility=who,
        chosen=tuple((name, pair[0]) for name, pair in kept.items()),
        **attributes,  # type: ignore[arg-type]
    )


def _figures(incident: Incident, desk: _Desk) -> list[Figure]:
    found = []
    mentions = [mention for mention in desk.mentions if mention.entry in incident.mentions]
    for measure in MEASURES:
        given = [(name, count) for mention in mentions for name, count in _counts(mention, measure)]
        if not given:
            continue
        lows = Counter(count.low for _, count in given if count.low is not None)
        low, best = min(lows), max(lows, key=lambda number: (lows[number], number))
        highs = [count.high for _, count in given if count.high is not None]
        reports = len({mention.text for mention in mentions})
        deciders = tuple(
            Decider(end=end, value=next(name for name, count in given if count.low == number), because=why)
            for end, number, why in (("low", low, "the least that is said"), ("best", best, "said most often"))
        )
        found.append(Figure(
            id=f"{incident.id} {measure}", measure=measure, scope=Scope(incident=incident.id), rule="best",
            low=low, best=best, high=max([*highs, *lows]) if highs else None,
            reports=reports, origins_low=1, origins_high=reports, incidents=(incident.id,), deciders=deciders,
            values=tuple(name for name, _ in given),
        ))  # fmt: skip
    return found


def _counts(mention: Mention, measure: str) -> list[tuple[str, Count]]:
    """The whole tolls of a measure that a mention states."""
    return [
        (name, value.value)
        for name, value in mention.values(measure, whole=True)
        if value.certainty is Certainty.STATED and isinstance(value.value, Count) and value.value.low is not None
    ]


def _overall(incidents: Sequence[Incident], counted: Sequence[Figure]) -> list[Figure]:
    ids = tuple(incident.id for incident in incidents)
    found = []
    if ids:
        n = len(ids)
        found.append(Figure(id="all incidents", measure="incidents", scope=Scope(), rule="best", low=n, best=n, high=n,
                            reports=n, origins_low=n, origins_high=n, incidents=ids))  # fmt: skip
    for measure in MEASURES:
        own = [figure for figure in counted if figure.measure == measure]
        if own:
            highs = [figure.high for figure in own]
            found.append(Figure(
                id=f"all {measure}", measure=measure, scope=Scope(), rule="best", low=sum(f.low or 0 for f in own),
                best=sum(f.best or 0 for f in own), high=None if None in highs else sum(h or 0 for h in highs),
                reports=sum(f.reports for f in own), origins_low=len(own), origins_high=sum(f.reports for f in own),
                incidents=tuple(i for f in own for i in f.incidents), values=tuple(v for f in own for v in f.values),
            ))  # fmt: skip
    return found
