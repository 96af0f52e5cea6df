"""Attack mentions: one `Claimed(kind="attack")` for each attack that a text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from gowah.claim.english import grids
from gowah.claim.english.backdrop import where_at_all
from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.dwellers import is_of_residents
from gowah.claim.english.events import Event, events
from gowah.claim.english.evidence import Evidence, evidence
from gowah.claim.english.ground import Site
from gowah.claim.english.harmed import is_family_name
from gowah.claim.english.plurals import is_total
from gowah.claim.english.quantities import ATTACKERS
from gowah.claim.english.risen import counted, superseded
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import carried_on, speakers_of, statements
from gowah.claim.english.toll import Toll
from gowah.claim.english.tolls import tolls
from gowah.claim.english.victims import victims
from gowah.claim.english.ways import on_the_way
from gowah.claim.english.wheres import place_of
from gowah.model import Certainty, Claimed, Span, Term, Value, When, Where
from gowah.words import DateSpan, NameSpan, Settings, Tables, find_dates, where_of

_BOMBINGS = ("vehicle-bomb", "grenade", "landmine", "planted-bomb")
_NAMED_BEFORE = 4  # sentences back to the group that "it" means
_LIKE = 4  # an elliptical number is a toll only up to so many times the tolls before it
_WRONG = re.compile(
    r"(?:this|that|it|these|the\s+(?:figure|number|report|claim|statement)s?)\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:\w+\s+)?"
    r"(?:wrong|incorrect|an\s+error|in\s+error|false|untrue|not\s+true|mistaken|withdrawn|retracted)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"(?:The|That)\s+(?:\w+\s+)?")
_NO_VICTIM = re.compile(
    r"(?:\b(?:was|is|were|being)\s+(?:an?|ethnic)|,\s+an?|\b(?:told|tells?|telling|briefed|showed|to|with))\s+$"
)


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """The attacks of a text and the people named as their victims."""
    found = attacks(sentences, tables)
    yield from grids.find(sentences, tables, settings)
    yield from (claimed for _, claimed in found)
    yield from victims(sentences, found)


def attacks(sentences: Sequence[Sentence], tables: Tables) -> list[tuple[Event, Claimed]]:
    """Each attack with the segments that tell of it."""
    items = list(chain.from_iterable(evidence(sentence, tables) for sentence in sentences))
    found = events(items, tables)
    sums, taken_back = _said_in_sum(sentences), _taken_back(sentences)
    several = sum(not event.aside for event in found) > 1
    made = []
    for event in found:
        values = _values(event, several, sums, taken_back, tables)
        if not any(_tells(value) for value in values):
            continue
        made.append((event, Claimed(kind="attack", anchor=anchor_of(event), values=values)))
    stories = [n for n, (event, _) in enumerate(made) if not event.aside]
    if len(stories) == 1 and (where := where_at_all(made[stories[0]][1], sentences, tables)):
        event, claimed = made[stories[0]]
        values = tuple(sorted((*claimed.values, where), key=_order))
        made[stories[0]] = (event, replace(claimed, values=values))
    return sorted(made, key=lambda pair: (pair[1].anchor.start, pair[1].anchor.end))


def _tells(value: Value) -> bool:
    """True for what makes an attack: somebody hurt, or a place or day of its own."""
    if isinstance(value.value, When):
        return value.value.earliest is not None
    return value.property in ("killed", "injured", "hurt", "abducted", "where", "site")


def anchor_of(event: Event) -> Span:
    """The deed or the toll with which the text first speaks of the attack."""
    item = next((i for i in event.items if not i.titled), event.items[0])
    spans = sorted([(cue.start, cue.end) for cue in item.triggers] + [(toll.start, toll.end) for toll in item.tolls])
    start, end = spans[0] if spans else (item.start, item.end)
    return Span(start=start, end=end)


def _values(
    event: Event, several: bool, sums: frozenset[tuple[str, int | None]], taken_back: frozenset[int],
    tables: Tables,
) -> tuple[Value, ...]:  # fmt: skip
    values = [
        *_whens(event),
        *_wheres(event, tables),
        *_sites(event),
        *_communities(event),
        *_tactics(event, tables),
        *_responsibility(event),
        *_tolls(event, several, sums, taken_back),
        *_attackers(event),
    ]
    seen: dict[tuple[object, ...], Value] = {}
    for value in values:
        seen.setdefault((value.property, value.value, value.speakers, value.of_whom, value.start), value)
    return tuple(sorted(seen.values(), key=_order))


def _order(value: Value) -> tuple[int, int, str, str, str]:
    return value.start, value.end, value.property, str(value.value), value.of_whom or ""


def _span(item: Evidence) -> tuple[int, int]:
    """The segment without the joint that begins it or the comma that ends it."""
    text = item.sentence.text.text
    start, end = item.start, item.end
    while start < end and text[start] in " \n\t,;:–—-":
        start += 1
    while end > start and text[end - 1] in " \n\t,;":
        end -= 1
    return start, end


def _of(item: Evidence, property: str, datum: Term | When | Where, at: tuple[int, int]) -> Value:
    start, end = _span(item)
    if not (start <= at[0] and at[1] <= end):
        start, end = item.sentence.start, item.sentence.end
    return item.sentence.value(
        property, datum, (start, end), speakers=speakers_of(item.sentence, *at), certainty=item.certainty
    )


# ---------------------------------------------------------------- when and where


def _whens(event: Event) -> Iterator[Value]:
    own = frozenset(event.dates)
    dated = [(item, span) for item in _with_context(event) for span in item.dates if span in own]
    if not dated and (shifted := _by_shift(event)):
        yield shifted
        return
    if not dated and not event.aside and not event.ground.weekdays:  # "on Monday" is a day of its own
        dated = [(item, span) for item in event.borrowed for span in item.dates]
    if not dated:
        if not event.aside:
            yield from _by_publication(event.items[0].sentence)
        return
    best = min(_width(span) for _, span in dated)
    for item, span in dated:
        if _width(span) == best:
            yield _of(item, "when", span.when, (span.start, span.end))


def _by_shift(event: Event) -> Value | None:
    """The day that lies so many days off the attack in focus before: "a week after a bombing in …"."""
    item = next((i for i in (*event.items[:1], *event.context) if i.shift is not None), None)
    known = [span.when for span in event.base.dates if span.when.precision == "day"] if event.base else []
    if item is None or item.shift is None or not known or known[0].earliest is None:
        return None
    day, shift = date.fromisoformat(known[0].earliest), item.shift
    when = When(
        earliest=(day + timedelta(days=shift.low)).isoformat(), latest=(day + timedelta(days=shift.high)).isoformat(),
        as_written=" ".join(item.sentence.quote(shift.start, shift.end).split()),
    )  # fmt: skip
    return _of(item, "when", when, (shift.start, shift.end))


def _with_context(event: Event) -> list[Evidence]:
    """The event's own segments, the body's first, then the fragments that told its day and place."""
    body = [i for i in event.items if not i.titled]
    return [*body, *event.context, *(i for i in event.items if i.titled)]


def _width(span: DateSpan) -> int:
    order = {"day": 0, "week": 1, "month": 2, "year": 3}
    return order.get(span.when.precision or "", 4)


def _by_publication(sentence: Sentence) -> Iterator[Value]:
    """Where the text gives no day: not later than the day it was issued, quoted from its entry or the report's head."""
    text, day = sentence.text, sentence.day
    if day is None:
        return
    entries = [b for b in text.layout if b.kind == "entry" and b.end <= sentence.start]
    for block in (*reversed(entries), *(b for b in text.layout if b.kind in ("header", "byline"))):
        for span in find_dates(text.text[block.start : block.end], None):
            if span.when.earliest == span.when.latest == day.isoformat():
                start, end = block.start + span.start, block.start + span.end
                when = When(earliest=None, latest=day.isoformat(), as_written=text.text[start:end])
                yield Value(property="when", value=when, quote=text.text[start:end], start=start, end=end)
                return


def _wheres(event: Event, tables: Tables) -> Iterator[Value]:
    chosen = place_of(event, _with_context(event), tables)
    if chosen is None:
        return
    item, place = chosen
    where = on_the_way(item, place, tables) or where_of(place, tables)
    yield _of(item, "where", where, (place.start, place.end))


# ---------------------------------------------------------------- site, community, tactic


def _sites(event: Event) -> Iterator[Value]:
    told = [(item, site) for item in _with_context(event) for site in item.sites]
    if not told and (opening := _opening_site(event)) is not None:
        told = [opening]
    if not told:
        return
    item, site = max(told, key=lambda pair: (bool(pair[1].proper), bool(pair[0].tolls), -pair[1].start))
    first_item, first = told[0]
    if not _same_kind(first, site):
        item, site = first_item, first
    as_written = " ".join(item.sentence.text.text[site.start : site.end].split())
    yield _of(item, "site", Term(code=site.code, as_written=as_written), (site.start, site.end))


def _opening_site(event: Event) -> tuple[Evidence, Site] | None:
    """ "The street lies near a hall": the place of an attack whose report has named none before."""
    for item in event.hints:
        sentence = item.sentence
        for name in sentence.named("sites")[:1]:
            if _THE.fullmatch(sentence.words[: name.start - sentence.start]):
                return item, Site(start=name.start, end=name.end, code=name.code, proper=frozenset())
    return None


def _same_kind(a: Site, b: Site) -> bool:
    return a.code == b.code or bool(a.proper & b.proper)


def _communities(event: Event) -> Iterator[Value]:
    """Those who were hit; hedged where the text says no more than that they live there."""
    seen: set[str] = set()
    living: dict[str, Value] = {}
    for item in chain(event.items, event.context, event.hints, event.shared):
        sentence = item.sentence
        named = [s.name for s in statements(sentence)]
        for name in sentence.named("communities", within=(item.start, item.end)):
            before = sentence.text.text[max(sentence.start, name.start - 25) : name.start]
            if name.code in seen or is_family_name(sentence, name) or _NO_VICTIM.search(before):
                continue
            if any(a <= name.start < b for a, b in named):
                continue
            value = _of(item, "community", Term(code=name.code, as_written=name.as_written), (name.start, name.end))
            if is_of_residents(sentence, name):
                sure = value.certainty is Certainty.STATED
                living.setdefault(name.code, replace(value, certainty=Certainty.HEDGED) if sure else value)
                continue
            seen.add(name.code)
            yield value
    yield from (value for code, value in living.items() if code not in seen)


def _tactics(event: Event, tables: Tables) -> Iterator[Value]:
    items = sorted(event.items, key=lambda i: (not any(not t.part for t in i.tolls), i.titled))
    told = [(item, name) for item in items for name in item.sentence.named("tactics", within=(item.start, item.end))]
    told = [(item, name) for item, name in told if name.code != "other"] or told
    if not told:
        return
    suicides = [pair for pair in told if tables.is_a("tactics", pair[1].code, "suicide-bombing")]
    ranked = {code: n for n, code in enumerate(_BOMBINGS)}
    bombs = [pair for pair in told if _rank(pair[1].code, ranked, tables) is not None]
    if suicides:
        best = suicides[0]
    elif told[0] in bombs:
        best = min(bombs, key=lambda pair: (_rank(pair[1].code, ranked, tables) or 0, pair[1].start))
    else:
        best = told[0]
    item, name = best
    yield _of(item, "tactic", Term(code=name.code, as_written=name.as_written), (name.start, name.end))


def _rank(code: str, ranked: dict[str, int], tables: Tables) -> int | None:
    return next((ranked[row.code] for row in tables.broader("tactics", code) if row.code in ranked), None)


# ---------------------------------------------------------------- responsibility


def _responsibility(event: Event) -> Iterator[Value]:
    for item in chain(event.items, event.hints):
        for blame in item.blames:
            start, end = _span(item)
            if not (start <= blame.start and blame.end <= end):
                start, end = item.sentence.start, item.sentence.end
            words = " ".join(item.sentence.text.text[blame.start : blame.end].split())
            term = Term(code=blame.status, as_written=words)
            yield item.sentence.value(
                "responsibility", term, (start, end), speakers=blame.speakers, certainty=blame.certainty
            )
            named_in = _sentence_of(item.sentence, blame.group) if blame.group else None
            if blame.group is not None and named_in is not None:
                certainty = (
                    Certainty.DENIED
                    if blame.status == "denied"
                    else Certainty.HEDGED
                    if blame.status == "suspected"
                    else blame.certainty
                )
                code = Term(code=blame.group.code, as_written=blame.group.as_written)
                yield named_in.value("perpetrator", code, speakers=blame.speakers, certainty=certainty)


def _sentence_of(sentence: Sentence, name: NameSpan) -> Sentence | None:
    """The sentence that holds the name: this one, or for "it" and "the group" one shortly before."""
    at: Sentence | None = sentence
    while at is not None and sentence.index - at.index <= _NAMED_BEFORE:
        if at.start <= name.start < at.end:
            return at
        at = at.previous
    return None


# ---------------------------------------------------------------- tolls


def _taken_back(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Indexes of sentences that the next one takes back: "… were killed. This was wrong."."""
    return frozenset(s.index - 1 for s in sentences if _WRONG.match(s.words) and s.previous is not None)


def _tolls(
    event: Event, several: bool, sums: frozenset[tuple[str, int | None]], taken_back: frozenset[int]
) -> Iterator[Value]:
    wholes: dict[str, int] = {}
    old, known = superseded(event), counted(event)
    dead = {t.count.low for i in event.items for t in i.tolls if t.property == "killed" and not t.part}
    own = {(t.property, t.count.low) for i in event.items for t in i.tolls if not t.part and not i.titled}
    for item in sorted(event.items, key=lambda i: (i.titled, i.start)):
        title = item.titled
        for toll in _beside_more(item.tolls, known) if item.sentence.index not in old else ():
            if _is_one_of(toll, known) or (_is_shot(toll) and toll.count.low in dead):
                continue
            if title and (
                (toll.property, toll.count.low) in sums
                or (
                    several
                    and not event.aside
                    and (toll.count.low is not None and (toll.property, toll.count.low) not in own)
                )
            ):
                continue  # a title over two attacks gives the sum of both, which is the toll of neither
            if toll.elliptical and not 0 < (toll.count.low or toll.count.high or 0) <= _LIKE * wholes.get(
                toll.property, 0
            ):
                continue
            for part in _faces(toll, wholes):
                yield _toll_value(item, part, taken_back)
            if not toll.part and toll.of_whom != ATTACKERS:
                wholes[toll.property] = max(wholes.get(toll.property, 0), toll.count.low or toll.count.high or 0)


def _beside_more(own: Sequence[Toll], known: dict[str, tuple[tuple[int, int | None], ...]]) -> Iterator[Toll]:
    """The tolls, as parts those whom their kin tell of, or who were buried, where the text counts more."""
    for toll in own:
        more = any((low or 0) > (toll.count.low or 0) for _, low in known.get(toll.property, ()))
        yield replace(toll, part=True) if toll.some and more else toll


def _is_one_of(toll: Toll, known: dict[str, tuple[tuple[int, int | None], ...]]) -> bool:
    """Whether those named or told of are some of those whom the text counts; if it does so later they may be all."""
    wholes = known.get(toll.property, ())
    if not toll.lone or toll.count.high is None:
        return toll.lone and bool(wholes)
    before = [low for start, low in wholes if start < toll.start]
    return bool(wholes) and (toll.count.low == 1 or (bool(before) and toll.count.low not in before))


def _is_shot(toll: Toll) -> bool:
    """ "Fourteen travellers shot": where as many are told to have died, they are those killed."""
    return toll.property == "hurt" and toll.harm is not None and toll.harm.as_written.lower().startswith("shot")


def _faces(toll: Toll, wholes: dict[str, int]) -> list[Toll]:
    """The values that a toll makes: the whole, and the part when it says of whom."""
    if toll.part or toll.of_whom == ATTACKERS:
        return [toll] if toll.of_whom else []
    if toll.of_whom is None:
        return [toll]
    many = toll.count.high if toll.count.high is not None else toll.count.low
    if many == 0 or (many or 0) < wholes.get(toll.property, 0):
        return [toll]
    return [replace(toll, of_whom=None), toll]


def _toll_value(item: Evidence, toll: Toll, taken_back: frozenset[int]) -> Value:
    sentence = item.sentence
    start, end = _span(item)
    if not (start <= toll.start and toll.end <= end):
        start, end = sentence.start, sentence.end
    certainty = Certainty.DENIED if item.sentence.index in taken_back else certainty_of(sentence, toll.start, toll.end)
    if toll.count.high == 0 and certainty is Certainty.DENIED:
        certainty = Certainty.STATED
    return sentence.value(
        toll.property,
        toll.count,
        (start, end),
        speakers=carried_on(sentence, toll.start, toll.end),
        certainty=certainty,
        of_whom=toll.of_whom,
    )


def _said_in_sum(sentences: Sequence[Sentence]) -> frozenset[tuple[str, int | None]]:
    """The tolls of sentences that sum up several attacks: a title that gives the same number sums them up too."""
    return frozenset(
        (toll.property, toll.count.low)
        for sentence in sentences
        if sentence.block.kind not in ("title", "heading")
        and sentence.cues("kill", "die", "injure", "casualty", "dead")
        and is_total(sentence, sentence.start, sentence.end)
        for toll in tolls(sentence)
    )


def _attackers(event: Event) -> Iterator[Value]:
    for item in chain(event.items, event.hints):
        sentence = item.sentence
        who = sentence.cues("attackers")
        if not who:
            continue
        for cue in sentence.cues("excluding", "including"):
            if min(abs(cue.start - w.end) for w in who) < 30 or min(abs(w.start - cue.end) for w in who) < 30:
                code = "no" if cue.code == "excluding" else "yes"
                yield _of(item, "attackers_included", Term(code=code, as_written=cue.as_written), (cue.start, cue.end))
                break
