"""Attacks as decided, turned into claims: every value with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from gowah.claim.learned.deciding import Attack, Told
from gowah.claim.learned.nations import foreign
from gowah.claim.learned.page import Page
from gowah.claim.learned.reading import VICTIMS, Mention, Role
from gowah.claim.learned.sizes import size
from gowah.model import Certainty, Claimed, Span, Speaker, Term, Text, Value, When, Where
from gowah.model.values import Datum
from gowah.words.sheets import sheet

_TACTICS = {
    "attack": "other", "bombing": "planted-bomb", "kidnapping": "abduction", "arson": "arson",
    "robbery": "robbery", "work-stoppage": "work-stoppage", "hijacking": "hijacking",
}  # fmt: skip
_BLAME: dict[str, tuple[str, Certainty, bool]] = {
    "fact": ("attributed", Certainty.STATED, False), "accused": ("suspected", Certainty.STATED, False),
    "accused-by-authorities": ("suspected", Certainty.STATED, True),
    "claimed": ("claimed", Certainty.STATED, False), "possible": ("suspected", Certainty.HEDGED, False),
}  # fmt: skip
"""A group's part, as decided -> (responsibility, certainty, said by the authorities)."""
_PRECISION = {"country": 6, "province": 4, "district": 3, "city": 2}
_COUNTED = {"killed": "killed", "injured": "injured"}
NONE = "-"


def claims(attack: Attack) -> Iterator[Claimed]:
    """The attack, then those and what it struck."""
    page = attack.scene.page
    anchor = _anchor(attack)
    about = _span(page, anchor)
    yield Claimed(kind="attack", anchor=about, values=tuple(_attack_values(attack, anchor)))
    for told in attack.people:
        yield Claimed(
            kind="victim", anchor=_span(page, told.player.best), values=tuple(_victim(page, told)), about=about
        )
    for told in attack.targets:
        yield Claimed(
            kind="target", anchor=_span(page, told.player.best), values=tuple(_target(page, told)), about=about
        )


def _anchor(attack: Attack) -> Mention:
    """The mention that stands for the attack: its surest victim's, or failing one the surest of all."""
    players = [p for p in attack.scene.players if p.role in VICTIMS] or list(attack.scene.players)
    return max((m for p in players for m in p.mentions), key=lambda m: (m.score, -m.start))


def _span(page: Page, mention: Mention) -> Span:
    return Span(start=page.words[mention.start].start, end=page.words[mention.end - 1].end)


def _value(page: Page, property: str, datum: Datum, start: int, end: int, certainty: Certainty = Certainty.STATED,
           speakers: tuple[Speaker, ...] = (), of_whom: str | None = None) -> Value:  # fmt: skip
    """A value that rests on the words [start, end)."""
    first, last = page.words[start].start, page.words[end - 1].end
    return Value(
        property=property, value=datum, quote=page.text[first:last], start=first, end=last,
        certainty=certainty, speakers=speakers, of_whom=of_whom,
    )  # fmt: skip


def _sentence(page: Page, mention: Mention) -> tuple[int, int]:
    """The words of the sentence that holds a mention."""
    number = page.sentence(mention.start)
    start, end = mention.start, mention.end
    while start > 0 and page.sentence(start - 1) == number:
        start -= 1
    while end < len(page.words) and page.sentence(end) == number:
        end += 1
    return start, end


def _attack_values(attack: Attack, anchor: Mention) -> Iterator[Value]:
    page = attack.scene.page
    start, end = _sentence(page, anchor)
    yield from _when(attack, start, end)
    yield from _where(attack, start, end)
    tactic = _TACTICS[attack.kind]
    yield _value(page, "tactic", Term(code=tactic), start, end)
    yield _value(page, "stage", Term(code=attack.stage), start, end)
    if attack.category != NONE:
        yield _value(page, "by_state", Term(code=attack.category), start, end)
    for told in attack.weapons:
        best = told.player.best
        code = told.traits["weapon"][0]
        yield _value(page, "weapon", Term(code=code, as_written=page.quote(best.start, best.end)), best.start, best.end)
    if attack.weapon not in ("", NONE):
        yield _value(page, "weapon", Term(code=attack.weapon), start, end)
    for told in attack.groups:
        yield from _group(page, told)
    for told in attack.persons:
        best = told.player.best
        yield _value(page, "perpetrator_person", Text(text=page.quote(best.start, best.end)), best.start, best.end)
    yield from _tolls(attack)


def _when(attack: Attack, start: int, end: int) -> Iterator[Value]:
    page = attack.scene.page
    if attack.day is not None:
        yield _value(page, "when", attack.day.span.when, attack.day.start, attack.day.end)
    elif page.published is not None:
        yield _value(page, "when", When(latest=page.published.isoformat()), start, end)


def _where(attack: Attack, start: int, end: int) -> Iterator[Value]:
    page, spot = attack.scene.page, attack.spot
    if spot is not None:
        held = page.tables.within(spot.place, "country")
        written = page.quote(spot.start, spot.end)
        place = spot.place or (held.id if held else None)
        precision = _PRECISION.get(spot.kind, 5)
        yield _value(page, "where", Where(place=place, precision=precision, as_written=written), spot.start, spot.end)
    elif page.home is not None:
        yield _value(page, "where", Where(place=page.home, precision=6), start, end)


def _group(page: Page, told: Told) -> Iterator[Value]:
    """The organisation, as a code where a table knows one of its names, and how it is tied to the attack."""
    best = told.player.best
    written = page.quote(best.start, best.end)
    code = next((code for mention in told.player.mentions if (code := page.groups.get(mention.form))), None)
    if code is not None:
        yield _value(page, "perpetrator", Term(code=code, as_written=written), best.start, best.end)
    else:
        yield _value(page, "perpetrator_name", Text(text=written), best.start, best.end)
    responsibility, certainty, official = _BLAME[told.traits["conf"][0]]
    speakers = (Speaker(name="authorities"),) if official else ()
    yield _value(page, "responsibility", Term(code=responsibility), best.start, best.end, certainty, speakers)


def _tolls(attack: Attack) -> Iterator[Value]:
    """Counts of those described, each a part of the toll: parts are never summed into a whole here."""
    page = attack.scene.page
    for told in attack.people:
        property = "abducted" if attack.kind == "kidnapping" else _COUNTED.get(told.traits["heff"][0])
        if property is None or told.player.role is not Role.PEOPLE:
            continue
        best = told.player.best
        yield _value(
            page, property, size(page, told.player), best.start, best.end, of_whom=_parts()[told.traits["htype"][0]]
        )


@cache
def _parts() -> dict[str, str]:
    """A kind of people -> the part of a toll that they are."""
    return {row["kind"]: row["of_whom"] for row in sheet("people_kinds")}


def _victim(page: Page, told: Told) -> Iterator[Value]:
    """Name or description, further descriptions, kind, number, harm and nation of those attacked."""
    best = told.player.best
    named = told.player.role is Role.NAME
    yield _value(
        page, "name" if named else "description", Text(text=page.quote(best.start, best.end)), best.start, best.end
    )
    for other in told.also:
        mention = other.best
        yield _value(page, "description", Text(text=page.quote(mention.start, mention.end)), mention.start, mention.end)
    yield from _traits(page, told, "htype", "heff")


def _target(page: Page, told: Told) -> Iterator[Value]:
    best = told.player.best
    yield _value(page, "what", Text(text=page.quote(best.start, best.end)), best.start, best.end)
    yield from _traits(page, told, "ptype", "peff")


def _traits(page: Page, told: Told, kind: str, harm: str) -> Iterator[Value]:
    best = told.player.best
    yield _value(page, "kind", Term(code=told.traits[kind][0]), best.start, best.end)
    yield _value(page, "count", size(page, told.player), best.start, best.end)
    if told.traits[harm][0] != NONE:
        yield _value(page, "harm", Term(code=told.traits[harm][0]), best.start, best.end)
    nation = foreign(page, [told.player, *told.also])
    if nation is not None:
        yield _value(page, "nation", Term(code=nation), best.start, best.end)


def ordered(found: Sequence[Claimed]) -> list[Claimed]:
    """Claims in the order of the text."""
    return sorted(found, key=lambda one: (one.anchor.start, one.anchor.end, one.kind))
