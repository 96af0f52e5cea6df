"""Which segments of a text speak of the same attack: a walk through the text with the attack in focus.

Two segments are different attacks when their days, places or named sites cannot both be right, or when the text says
"another"; a segment that names neither day, place nor site speaks of the attack in focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from gowah.claim.english.evidence import Evidence, indefinite
from gowah.claim.english.ground import Site
from gowah.claim.english.quantities import ATTACKERS
from gowah.model import Certainty
from gowah.words import DateSpan, NameSpan, Tables

_KIN: tuple[frozenset[str], ...] = (
    frozenset({"mosque", "shrine", "temple", "church"}),
    frozenset({"school", "education-centre"}),
    frozenset({"street", "market", "vehicle", "gathering", "checkpoint", "funeral"}),
    frozenset({"home", "village", "street"}),
)
"""Kinds of site that reports use for one and the same spot."""


_WHO_WAS_HIT = re.compile(
    r"\b(?:the|this|most|all|both|these|those|where)\b[^.;,]{0,30}?\b(?:area|quarter|neighbou?rhood|district|street|worshippers|passengers|people|residents|congregation|victims|dead|wounded|"
    r"community|minority|members|village|families)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"attacks|killings|bombings|incidents|assaults|shootings|raids|strikes|abductions|kidnappings|massacres|murders|executions"
)
_ALL_OF_THEM = re.compile(r"\b(?:either|both|neither|these|those|the two|the three)\b", re.IGNORECASE)


class Event:
    """An attack as the walk gathers it.

    `context` are fragments that give its day or place, `hints` sentences that tell no deed but say who was hit or
    blamed, `borrowed` the segments of the attack told before it, `shared` the titles over several; `base` is the
    attack in focus before it; `aside`: looked back at, not what the text is about.
    """

    __slots__ = ("aside", "base", "borrowed", "context", "dates", "hints", "items", "places", "shared", "sites")

    def __init__(self, *, aside: bool = False, base: Event | None = None) -> None:
        self.aside, self.base = aside, base
        self.items: list[Evidence] = []
        self.dates: list[DateSpan] = []
        self.places: list[NameSpan] = []
        self.sites: list[Site] = []
        self.context: list[Evidence] = []
        self.hints: list[Evidence] = []
        self.borrowed: list[Evidence] = []
        self.shared: list[Evidence] = []

    def add(self, item: Evidence) -> None:
        """Takes in what a segment tells."""
        self.items.append(item)
        self.take(item)

    def take(self, item: Evidence) -> None:
        """Takes in day, place and site only."""
        self.dates += item.dates
        self.stand(item)

    def stand(self, item: Evidence) -> None:
        """Takes in place and site only."""
        self.places += item.places
        self.sites += item.sites


def events(items: Sequence[Evidence], tables: Tables) -> list[Event]:
    """The attacks that these segments tell of, in the order of their first mention; titles last to be placed."""
    walk = _Walk(tables)
    for item in items:
        if not item.titled:
            walk.step(item)
    walk.place_labels()
    for item in items:
        if item.titled and item.tells:
            walk.place_title(item)
        elif item.titled:
            walk.place_heading(item)
    return walk.found


class _Walk:
    """The walk's memory: the attack in focus, and what holds for the rest of a block.

    `context` are fragments that opened an entry of a list, `scene` the last segment of the block that tells no deed but
    names a place; `opened`: a fragment with a day began a new entry; `spread`: the sentence before spoke of all;
    `void`: it told of nothing that anybody did.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.found: list[Event] = []
        self.focus: Event | None = None
        self.labels: list[Evidence] = []
        self.block = (-1, -1)
        self.context: list[Evidence] = []
        self.scene: Evidence | None = None
        self.opened = self.spread = self.void = False

    def step(self, item: Evidence) -> None:
        """Places one segment of the body."""
        block = (item.sentence.block.start, item.sentence.block.end)
        if block != self.block:
            self.block, self.context, self.scene, self.spread, self.opened, self.void = (
                block,
                [],
                None,
                False,
                False,
                False,
            )
        if item.label:
            self.labels.append(item)
            return
        if not item.tells:
            self.void = self.void or item.void
            self._remember(item)
            self._hint(item)
            self.scene = item if item.places or item.sites else self.scene
            return
        if self._is_void(item):
            return
        if item.certainty is Certainty.DENIED and not item.tolls:
            self._hint(item)
            return
        ground = [*self.context, item]
        event = self._match(item, ground)
        if event is None:
            if not self._can_begin(item, ground):
                return
            event = self._begin(item)
            if self.scene is not None and not any(g.places or g.sites for g in ground):
                event.stand(self.scene)
                event.context.append(self.scene)
        event.add(item)
        self.opened = False
        for other in self.context:
            if other not in event.context:
                event.take(other)
                event.context.append(other)
        self._spread(item, event)
        if not event.aside:
            self.focus = event

    def _is_void(self, item: Evidence) -> bool:
        """True for what was foiled or feared and for accidents, and for "Nobody was hurt." after them."""
        if item.void:
            self.void = True
            return True
        own = bool(item.dates or item.places or item.sites)
        nothing = all(toll.count.high == 0 for toll in item.tolls)
        self.void = self.void and not own and (nothing or not item.triggers)
        return self.void

    def _remember(self, item: Evidence) -> None:
        """A fragment with day, place or site and no deed ("21 April, Herat.") holds for what follows in its block."""
        if not (item.dates or item.places or item.sites):
            return
        if item.looks_back:
            self.context, self.opened = [item], True
            return
        if len(item.sentence.tokens) > 14 or any(t.pos in ("VERB", "AUX") for t in item.sentence.tokens):
            return
        if item.dates:
            self.context, self.opened = [], True
        self.context.append(item)

    def _hint(self, item: Evidence) -> None:
        """A sentence without a deed that says who was hit or who is blamed speaks of the attack in focus."""
        if self.focus is None or item.certainty is Certainty.HYPOTHETICAL:
            return
        if item.blames or _WHO_WAS_HIT.search(item.sentence.words) or item.sentence.cues("attackers"):
            self.focus.hints.append(item)
            self._spread(item, self.focus)

    def _spread(self, item: Evidence, event: Event) -> None:
        """ "Either attack", "both": what is said of who did it holds for every attack of the story."""
        everywhere = bool(_ALL_OF_THEM.search(item.sentence.words)) or (self.spread and not item.tolls)
        self.spread = bool(item.blames) and everywhere
        if self.spread:
            for other in self.found:
                if other is not event and not other.aside:
                    other.hints.append(item)

    def _match(self, item: Evidence, ground: Iterable[Evidence]) -> Event | None:
        ground = list(ground)
        own = any(g.dates or g.places or g.sites for g in ground)
        if item.fresh and (item.tolls or own):
            return None
        candidates = [e for e in self.found if not self._conflict(e, ground)]
        if not own:
            return self.focus if self.focus in candidates else None
        scored = sorted(
            ((self._score(e, ground), n, e) for n, e in enumerate(candidates)), key=lambda row: (-row[0], row[1])
        )
        if not scored:
            return None
        best, _, event = scored[0]
        anew = indefinite(item) and (item.dates or item.places or any(site.proper for site in item.sites))
        looks_back = item.aside or (anew and bool(self.found))
        if (looks_back and best < 2) or (self.opened and best < 4):
            return None
        return event

    def _score(self, event: Event, ground: list[Evidence]) -> float:
        score = 1.0 if event is self.focus else 0.0
        dates, places, sites = _all(ground)
        if any(_same_day(a, b) for a in dates for b in event.dates):
            score += 2
        score += 3 * any(a.proper & b.proper for a in sites for b in event.sites)
        score += any(a.code == b.code for a in sites for b in event.sites)
        score += any(self._related(a.code, b.code) for a in places for b in event.places)
        return score - (0.5 if event.aside else 0)

    def _conflict(self, event: Event, ground: list[Evidence]) -> bool:
        dates, places, sites = _all(ground)
        if dates and event.dates and not any(_overlap(a, b) for a in dates for b in event.dates):
            return True
        named, known = [s for s in sites if s.proper], [s for s in event.sites if s.proper]
        if named and known:
            return not any(_alike(a.proper, b.proper) for a in named for b in known)
        if (
            places
            and event.places
            and not any(self._related(a, b) for a in self._finest(places) for b in self._finest(event.places))
        ):
            return True
        if not (sites and event.sites) or any(_kin(a.code, b.code) for a in sites for b in event.sites):
            return False
        return any(
            g.dates or g.places or any(not t.part and t.count.high != 0 for t in g.tolls) for g in ground if g.sites
        )

    def _related(self, a: str, b: str) -> bool:
        """True when one place holds the other."""
        return any(p.id == b for p in self.tables.ancestors(a)) or any(p.id == a for p in self.tables.ancestors(b))

    def _finest(self, places: Iterable[NameSpan]) -> set[str]:
        """The places that hold none of the others."""
        codes = {place.code for place in places}
        above = {row.id for code in codes for row in self.tables.ancestors(code) if row.id != code}
        return codes - above

    def _can_begin(self, item: Evidence, ground: list[Evidence]) -> bool:
        """An attack is told when somebody came to harm, or a deed has a day, a place or a site."""
        grounded = any(g.dates or g.places or g.sites for g in ground)
        hurt = any(
            not (t.elliptical or t.part or t.lone or t.of_whom == ATTACKERS) and (t.count.high != 0 or grounded)
            for t in item.tolls
        )
        if hurt or not item.triggers or not grounded:
            return hurt
        if item.aside:
            return any(g.dates or g.places for g in ground)
        several = all(_SEVERAL.fullmatch(cue.as_written.lower()) for cue in item.triggers)
        return not several or any(d.when.precision == "day" for g in ground for d in g.dates)

    def _begin(self, item: Evidence) -> Event:
        event = Event(aside=item.aside or self._long_past(item), base=self.focus)
        if self.focus is not None and not event.aside and (item.same_town or not item.fresh):
            event.borrowed = list(self.focus.items[:1])
        self.found.append(event)
        return event

    def _long_past(self, item: Evidence) -> bool:
        """True when it lies weeks before what the text is about."""
        if self.focus is None:
            return False
        ends = [date.fromisoformat(d.when.latest) for d in item.dates if d.when.latest]
        story = [d for e in self.found if not e.aside for d in e.dates]
        begins = [date.fromisoformat(d.when.earliest) for d in story if d.when.earliest]
        return bool(ends and begins) and (min(begins) - max(ends)).days > 14

    def place_labels(self) -> None:
        """Labelled lines ("Place: Herat") hold for the first attack of the story, as far as it says nothing else."""
        story = next((e for e in self.found if not e.aside), None)
        for item in self.labels if story else ():
            if story is not None and not self._conflict(story, [item]):
                story.take(item)
                story.context.append(item)
                story.hints.append(item)

    def place_heading(self, item: Evidence) -> None:
        """A title that tells no deed may still name the place ("Statement on the mosque of …")."""
        story = next((e for e in self.found if not e.aside), None)
        if story is not None and item.places and not story.places and not self._conflict(story, [item]):
            story.stand(item)
            story.context.append(item)

    def place_title(self, item: Evidence) -> None:
        """A title goes to the first attack of the story that it fits; it begins one where the story has none."""
        if item.certainty is Certainty.HYPOTHETICAL:
            return
        stories = [e for e in self.found if not e.aside] or self.found
        fitting = [e for e in stories if not self._conflict(e, [item])]
        if fitting:
            scored = sorted(((self._score(e, [item]), -n) for n, e in enumerate(fitting)), reverse=True)
            fitting[-scored[0][1]].add(item)
            for other in stories:
                other.shared.append(item)
        elif not self.found and self._can_begin(item, [item]):
            event = Event()
            event.add(item)
            self.found.append(event)


def _all(ground: Iterable[Evidence]) -> tuple[list[DateSpan], list[NameSpan], list[Site]]:
    ground = list(ground)
    return (
        [d for g in ground for d in g.dates],
        [p for g in ground for p in g.places],
        [s for g in ground for s in g.sites],
    )


def _overlap(a: DateSpan, b: DateSpan) -> bool:
    first, last = a.when, b.when
    return (first.earliest or "") <= (last.latest or "9999") and (last.earliest or "") <= (first.latest or "9999")


def _same_day(a: DateSpan, b: DateSpan) -> bool:
    return _overlap(a, b) and a.when.precision == "day" == b.when.precision


def _kin(a: str, b: str) -> bool:
    return a == b or any(a in kin and b in kin for kin in _KIN)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) or any(x[:4] == y[:4] and abs(len(x) - len(y)) < 3 for x in a for y in b if len(x) > 4 < len(y))
