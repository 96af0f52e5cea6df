"""Which segments of a text speak of the same attack: a walk through the text with the attack in focus.

Two segments are different attacks when their days, places or named sites cannot both be right, or when the text says
"another"; a segment that names neither day, place nor site speaks of the attack in focus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gowah.claim.english.evidence import Evidence, indefinite
from gowah.claim.english.ground import Site
from gowah.claim.english.logs import in_record
from gowah.claim.english.matching import Ground, Land, conflict, score
from gowah.claim.english.quantities import ATTACKERS
from gowah.model import Block, Certainty
from gowah.words import DateSpan, NameSpan, Tables

_WHO_WAS_HIT = re.compile(
    r"\b(?:the|this|most|all|both|these|those|where)\b[^.;,]{0,30}?\b(?:area|quarter|neighbou?rhood|district|street|worshippers|passengers|people|residents|congregation|victims|dead|wounded|"
    r"community|minority|members|village|families)\b",
    re.IGNORECASE,
)
_WHERE_IT_WAS = re.compile(
    r"(?:The|That)\s+(?:\w+\s+)?(?:street|road|square|market|bazaar|alley|bridge|stop|mosque|shrine|temple|school|hall"
    r"|village|quarter|area|neighbou?rhood|district)\s+(?:is|was|lies|lay|stands|stood|sits|runs|had|has)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"attacks|killings|bombings|incidents|assaults|shootings|raids|strikes|abductions|kidnappings|massacres|murders|executions"
)
_IN_MIND = 100  # attacks told last that a passage is held against: a longer list has no one in focus any more
_FRAGMENTS = 20  # that hold for what follows them in a block
_ALL_OF_THEM = re.compile(r"\b(?:either|both|neither|these|those|the two|the three)\b", re.IGNORECASE)


class Event:
    """An attack as the walk gathers it.

    `context` are fragments that give its day or place, `hints` sentences that tell no deed but say who was hit or
    blamed, `borrowed` the segments of the attack told before it, `shared` the titles over several; `base` is the
    attack in focus before it; `aside`: looked back at, not what the text is about. `ground` are its different days,
    places and sites, `since` the first of its days.
    """

    __slots__ = (
        "_told", "aside", "base", "borrowed", "context", "dates", "ground", "hints", "items", "places", "shared",
        "since", "sites",
    )  # fmt: skip

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
        self.ground = Ground()
        self.since: str | None = None
        self._told: set[int] = set()

    def add(self, item: Evidence) -> None:
        """Takes in what a segment tells."""
        self.items.append(item)
        self.take(item)

    def take(self, item: Evidence) -> None:
        """Takes in day, place and site only."""
        self.dates += item.dates
        self.ground.dated(item.dates)
        self.ground.weekdays.update(item.weekdays)
        self.since = earliest(self.since, *(span.when.earliest for span in item.dates))
        self.stand(item)

    def stand(self, item: Evidence) -> None:
        """Takes in place and site only."""
        self.places += item.places
        self.sites += item.sites
        self.ground.stand(item)

    def under(self, item: Evidence, *, dated: bool = True) -> None:
        """Takes in, once, a fragment that tells its day or place; not `dated`: the place only."""
        if id(item) not in self._told:
            self._told.add(id(item))
            (self.take if dated else self.stand)(item)
            self.context.append(item)


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
    names a place, `before` the last of any kind and `day` the last that says what somebody did on a day; `opened`: a
    fragment with a day began a new entry; `listed`: an attack was told in such an entry, so that the next entry is the
    next attack; `spread`: the sentence before spoke of all;
    `void`: it told of nothing that anybody did; `since`: the first day of what the text is about.
    """

    def __init__(self, tables: Tables) -> None:
        self.land = Land(tables)
        self.since: str | None = None
        self.found: list[Event] = []
        self.focus: Event | None = None
        self.labels: list[Evidence] = []
        self.block = (-1, -1)
        self.context: list[Evidence] = []
        self.scene: Evidence | None = None
        self.before: Evidence | None = None
        self.day: Evidence | None = None
        self.opened = self.spread = self.void = self.listed = False

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
            self.day = None
        if item.label:
            self.labels.append(item)
            return
        if not item.tells:
            self.void = self.void or item.void
            self._remember(item)
            self._hint(item)
            self.before = item
            self.scene = item if item.places or item.sites else self.scene
            self.day = item if item.certainty is Certainty.STATED and not item.void and _went_on(item) else self.day
            return
        if self._is_void(item):
            return
        if item.certainty is Certainty.DENIED and not item.tolls:
            self._hint(item)
            self.scene = item if item.places or item.sites else self.scene
            return
        if self._elsewhere(item):
            return
        led = [self.before] if self.before is not None and _leads(self.before, item) else []
        context = [] if item.aside else self.context
        ground = [*context, *led, item]
        event = self._match(item, ground)
        if event is None:
            if not self._can_begin(item, ground):
                return
            event = self._begin(item)
            if self.day is not None and not item.aside and not any(g.dates for g in ground):
                event.under(self.day)
            if self.scene is not None and not item.aside and not any(g.places or g.sites for g in ground):
                event.under(self.scene, dated=False)
        if event is not self.focus and self.focus is not None and _WHERE_IT_WAS.match(item.sentence.words):
            self.focus.shared.append(item)
        event.add(item)
        for other in led:
            event.under(other)
        self.listed = self.listed or (self.opened and event.items == [item])
        self.opened = False
        for other in context:
            event.under(other)
        self._spread(item, event)
        if not event.aside:
            self.focus = event
            self.since = earliest(self.since, event.since)

    def _is_void(self, item: Evidence) -> bool:
        """True for what was foiled or feared and for accidents, and for "Nobody was hurt." after them."""
        if item.void:
            self.void = True
            return True
        own = bool(item.dates or item.places or item.sites)
        nothing = all(toll.count.high == 0 for toll in item.tolls)
        self.void = self.void and not own and (nothing or not item.triggers)
        return self.void

    def _elsewhere(self, item: Evidence) -> bool:
        """ "Guards at another mosque turned a man away. Nobody was hurt": nobody of those, not of the attack."""
        told = item.dates or item.places or item.sites or item.triggers
        if told or self.scene is None or self.focus is None or any(toll.count.high != 0 for toll in item.tolls):
            return False
        near = item.sentence.index - self.scene.sentence.index < 2
        return near and conflict(self.focus.ground, Ground([self.scene]), self.land)

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
        self.context = [*self.context, item][-_FRAGMENTS:]

    def _hint(self, item: Evidence) -> None:
        """A sentence without a deed that says who was hit or who is blamed speaks of the attack in focus."""
        if self.focus is None or item.certainty is Certainty.HYPOTHETICAL:
            return
        words = item.sentence.words
        if item.blames or _WHO_WAS_HIT.search(words) or _WHERE_IT_WAS.match(words) or item.sentence.cues("attackers"):
            self.focus.hints.append(item)
            self._spread(item, self.focus)

    def _spread(self, item: Evidence, event: Event) -> None:
        """ "Either attack", "both": what is said of who did it holds for every attack of the story."""
        everywhere = bool(_ALL_OF_THEM.search(item.sentence.words)) or (self.spread and not item.tolls)
        self.spread = bool(item.blames) and everywhere
        if self.spread:
            for other in self.found[-_IN_MIND:]:
                if other is not event and not other.aside:
                    other.hints.append(item)

    def _match(self, item: Evidence, ground: Sequence[Evidence]) -> Event | None:
        said = Ground(ground)
        if item.fresh and (item.tolls or said):
            return None
        if not said:
            return self.focus
        known = self.found[-_IN_MIND:]
        if self.focus is not None and self.focus not in known:
            known = [self.focus, *known]
        candidates = [e for e in known if not conflict(e.ground, said, self.land)]
        if not candidates:
            return None
        best, _, event = max(
            ((self._score(e, said), -n, e) for n, e in enumerate(candidates)), key=lambda row: (row[0], row[1])
        )
        anew = indefinite(item) and (item.dates or item.places or any(site.proper for site in item.sites))
        looks_back = item.aside or (anew and bool(self.found))
        if (looks_back and best < (3 if item.shift else 2)) or (self.opened and best < 4 + self.listed):
            return None
        return event

    def _score(self, event: Event, said: Ground) -> float:
        focus = 1.0 if event is self.focus else 0.0
        return focus + score(event.ground, said, self.land) - (0.5 if event.aside else 0)

    def _can_begin(self, item: Evidence, ground: list[Evidence]) -> bool:
        """An attack is told when somebody came to harm, or a deed has a day, a place or a site."""
        grounded = any(g.dates or g.places or g.sites for g in ground)
        hurt = any(
            not (t.elliptical or t.part or t.of_whom == ATTACKERS or (t.lone and t.count.low == 1))
            and (t.count.high != 0 or grounded)
            for t in item.tolls
        )
        if hurt or not item.triggers or not grounded:
            return hurt
        if item.aside:
            return any(g.dates or g.places for g in ground)
        several = all(_SEVERAL.fullmatch(cue.as_written.lower()) for cue in item.triggers)
        return not several or any(d.when.precision == "day" for g in ground for d in g.dates)

    def _begin(self, item: Evidence) -> Event:
        opens = not self.found and any(day.when.precision == "day" for day in item.dates)  # "A year ago today …"
        event = Event(aside=(item.aside and not opens) or self._long_past(item), base=self.focus)
        if item.same_site and self.focus is not None:
            for other in [i for i in self.focus.items if i.places or i.sites]:
                event.under(other, dated=False)
        if self.focus is not None and not event.aside and (item.same_town or not item.fresh):
            event.borrowed = list(self.focus.items[:1])
        self.found.append(event)
        return event

    def _long_past(self, item: Evidence) -> bool:
        """True when it lies weeks before what the text is about."""
        if self.focus is None:
            return False
        ends = [date.fromisoformat(d.when.latest) for d in item.dates if d.when.latest]
        return bool(ends and self.since) and (date.fromisoformat(self.since or "") - max(ends)).days > 14

    def place_labels(self) -> None:
        """Labelled lines ("Place: Herat") hold for the first attack of the story, as far as it says nothing else."""
        first = next((e for e in self.found if not e.aside), None)
        told: dict[Block, Event] = {}
        for event in self.found:
            for item in event.items:
                told.setdefault(item.sentence.block, event)
        for item in self.labels:
            own = told.get(item.sentence.block) if in_record(item.sentence) else None
            story = own or first
            if story is not None and not conflict(story.ground, Ground([item]), self.land):
                story.take(item)
                story.context.append(item)
                story.hints.append(item)

    def place_heading(self, item: Evidence) -> None:
        """A title that tells no deed may still name the place ("Statement on the mosque of …")."""
        story = next((e for e in self.found if not e.aside), None)
        if story is None or story.places or not item.places:
            return
        if not conflict(story.ground, Ground([item]), self.land):
            story.stand(item)
            story.context.append(item)

    def place_title(self, item: Evidence) -> None:
        """A title goes to the first attack of the story that it fits; it begins one where the story has none."""
        if item.certainty is Certainty.HYPOTHETICAL:
            return
        stories, said = [e for e in self.found[:_IN_MIND] if not e.aside] or self.found[:_IN_MIND], Ground([item])
        fitting = [e for e in stories if not conflict(e.ground, said, self.land)]
        if fitting:
            max(fitting, key=lambda event: self._score(event, said)).add(item)
            for other in fitting:
                other.shared.append(item)
        elif not self.found and self._can_begin(item, [item]):
            event = Event()
            event.add(item)
            self.found.append(event)


def _leads(scene: Evidence, item: Evidence) -> bool:
    """True where a colon parts what sets the scene from what happened: "It reached the mosque at Herat: six dead"."""
    grounds = scene.sentence is item.sentence and bool(scene.dates or scene.places or scene.sites)
    return grounds and scene.sentence.text.text[: item.start].rstrip().endswith(":")


def _went_on(item: Evidence) -> bool:
    """True when the segment tells what somebody did on a day: "On Thursday four men stopped a bus"."""
    for day in (d for d in item.dates if d.when.precision == "day"):
        head = item.sentence.head_of(day.start, day.end)
        verb = next((t for t in item.sentence.ancestors(head) if t.pos in ("VERB", "AUX")), None) if head else None
        if verb is not None and verb.tag == "VBD":
            return True
    return False


def earliest(*days: str | None) -> str | None:
    """The first of some days (ISO 8601); None where there is none."""
    return min(filter(None, days), default=None)
