"""How strong a group is, and how groups are tied: each claim with its time and its speakers, both ways."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.ask.cues import PEAK
from gowah.ask.desk import Desk, Found, Writing, certain, number_of, plain_words
from gowah.ask.query import Query
from gowah.ask.scope import Scoped, code_of, overlaps, time_of, values_by_property
from gowah.ask.written import Drafted, abstain
from gowah.model import Certainty, Term, When
from gowah.words import Tables, find_names, fold
from gowah.words.plain import say_count, say_day, say_term, say_when

NONE = Scoped(incidents=())


def strength(query: Query, desk: Desk) -> Drafted:
    """What is said of a group's size, each figure with its time: figures of different times stand side by side."""
    mentions = [items for items in desk.of_kind("group") if "strength" in values_by_property(items)]
    if query.groups:
        mentions = [i for i in mentions if _named(i, query, desk)]
    elif len({code_of(values_by_property(i).get("name")) for i in mentions}) > 1:
        return abstain(query, NONE, desk, "the question names no group, and the record gives the strength of several")
    if not mentions:
        return abstain(query, NONE, desk, "no report of this record says how many members it has")
    kept = [i for i in mentions if _fits(i, query, desk)]
    if not kept:
        draft = abstain(query, NONE, desk, f"no report of this record gives a figure for it{_narrow(query, desk)}")
        for items in mentions[:3]:
            _say_strength(draft.writing, [items], "What the record does know: ")
        return draft
    writing = Writing(desk)
    groups: dict[tuple[object, ...], list[list[Found]]] = {}
    for items in kept:
        own = values_by_property(items)
        count = number_of(own["strength"])
        key = count and (count.low, count.high, count.about), fold(_as_of(own, desk))
        groups.setdefault(key, []).append(items)
    for same in groups.values():
        _say_strength(writing, same, "")
    counts = [
        count for items in kept if (count := number_of(values_by_property(items)["strength"])) and certain(items[0])
    ]
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    low, high = min(lows, default=None), max([*highs, *lows], default=None) if highs else None
    return Drafted(writing=writing, value=low if low is not None and low == high else None, low=low, high=high)


def tie(query: Query, desk: Desk) -> Drafted:
    """What is said of the tie between groups: for, against, through whom, and when."""
    rows = []
    for items in desk.of_kind("tie"):
        own = values_by_property(items)
        ends = [code_of(own.get(name)) for name in ("from", "to", "via")]
        if _between(ends, query, desk):
            rows.append((own, items))
    if not rows:
        return abstain(query, NONE, desk, "no report of this record speaks of a tie between them")
    writing = Writing(desk)
    groups: dict[tuple[object, ...], list[dict[str, Found]]] = {}
    for own, _ in rows:
        via, when = code_of(own.get("via")), own.get("as_of")
        key: tuple[object, ...] = (
            _stance(own),
            code_of(own.get("from")),
            code_of(own.get("to")),
            via,
            say_when(time_of(when)) if time_of(when) else "",
        )
        groups.setdefault(key, []).append(own)
    order = {"linked": 0, "part": 1, "denied": 2, "rival": 3}
    for key in sorted(groups, key=lambda key: (order.get(str(key[0]), 9), key[3] is None, [str(part) for part in key])):
        _say_tie(writing, str(key[0]), groups[key])
    stances = {_stance(own) for own, _ in rows}
    links = [own for own, _ in rows if _stance(own) in ("linked", "part")]
    return Drafted(writing=writing, value=_verdict(stances, links))


def _verdict(stances: set[str], links: Sequence[dict[str, Found]]) -> str:
    """The answer in a word: yes, indirectly, no; disputed where some say so and others deny it."""
    if not links:
        return "no"
    said = "yes, indirectly" if any("via" in own for own in links) else "yes"
    return (
        f"disputed: {said}, according to some; denied, or rivals, according to others"
        if stances & {"denied", "rival"}
        else said
    )


def _stance(own: dict[str, Found]) -> str:
    """linked, part (of, an affiliate of), rival or denied."""
    kind = code_of(own.get("kind")) or "linked"
    first = next(iter(own.values()))
    if kind == "denied" or first.value.certainty is Certainty.DENIED:
        return "denied"
    return "part" if kind in ("part of", "part-of", "affiliate") else "rival" if kind == "rival" else "linked"


def _say_tie(writing: Writing, stance: str, same: Sequence[dict[str, Found]]) -> None:
    desk = writing.desk
    own = same[0]
    a, b = (say_term("groups", _term(own.get(name)), desk.tables) for name in ("from", "to"))
    via = f" through {say_term('groups', _term(own['via']), desk.tables)}" if "via" in own else ""
    indirect = "an indirect link" if via else "a link"
    when = own.get("as_of")
    time = f" ({_time(when)})" if _time(when) else ""
    said = {
        "linked": f"{a} and {b} have {indirect}{via}", "part": f"{a} is part or an affiliate of {b}{via}",
        "rival": f"{a} and {b} are rivals or at war{via}", "denied": f"a link between {a} and {b}{via} is denied",
    }[stance]  # fmt: skip
    items = [next(iter(one.get("kind") or one.get("from") or next(iter(one.values())) for _ in "x")) for one in same]
    words = f": “{items[0].value.quote.strip()}”" if time else ""
    writing.attributed(f"{said}{time}{words}", items)


def _time(when: Found | None) -> str:
    """A time in words, or as the source writes it."""
    if time_of(when):
        return say_when(time_of(when))
    return when.value.value.as_written if when and isinstance(when.value.value, When) else ""


def _term(item: Found | None) -> Term | None:
    return item.value.value if item and isinstance(item.value.value, Term) else None


def _between(ends: Sequence[str | None], query: Query, desk: Desk) -> bool:
    """True when a tie joins the groups asked about (the one group, where only one is named)."""

    def holds(code: str | None, group: str) -> bool:
        return desk.tables.is_a("groups", code, group) or desk.tables.is_a("groups", group, code or "")

    wanted = query.groups
    if not wanted:
        return False
    if len(wanted) == 1:
        return any(holds(code, wanted[0]) for code in ends[:2])
    inner = {n for group in wanted for n, code in enumerate(ends) if code and desk.tables.is_a("groups", code, group)}
    named = [group for group in wanted if any(code and desk.tables.is_a("groups", code, group) for code in ends)]
    return len(named) == len(wanted) and len(inner) >= 2


def _named(items: Sequence[Found], query: Query, desk: Desk) -> bool:
    code = code_of(values_by_property(items).get("name"))
    return any(desk.tables.is_a("groups", code, group) for group in query.groups)


def _fits(items: Sequence[Found], query: Query, desk: Desk) -> bool:
    """A strength passes when it is of the place, time, speaker and peak asked for."""
    own = values_by_property(items)
    item = own["strength"]
    if query.places and not any(
        span.table == "places" and any(row.id == place for row in desk.tables.ancestors(span.code))
        for span in find_names(item.value.quote, desk.tables) for place in query.places
    ):  # fmt: skip
        return False
    if query.names and not any(plain_words(name) <= plain_words(item.value.quote) for name in query.names):
        return False
    if query.by and not desk.spoken_by(item, query.by):
        return False
    if query.period and not overlaps(time_of(own.get("as_of")) or _published(item, desk), query.period):
        return False
    return not query.at_peak or _is_peak(own, desk.tables)


def _is_peak(own: dict[str, Found], tables: Tables) -> bool:
    """True for a figure that its own words put at the group's strongest (the table `sizes` lists such words)."""
    row = tables.terms.get("sizes", {}).get("peak")
    phrases = [fold(alias) for _, alias in row.aliases] if row else []
    when = own.get("as_of")
    said = when.value.value.as_written if when and isinstance(when.value.value, When) else ""
    words = f"{fold(said)} | {fold(own['strength'].value.quote)}"
    return bool(PEAK.search(words)) or any(phrase in words for phrase in phrases)


def _published(item: Found, desk: Desk) -> When | None:
    day = desk.texts[item.mention.text].described.published
    return When(earliest=day, latest=day, as_written=day) if day else None


def _as_of(own: dict[str, Found], desk: Desk) -> str:
    when = own.get("as_of")
    if when and isinstance(when.value.value, When):
        dated = time_of(when)
        said = f"as of {say_when(dated)}" if dated else when.value.value.as_written
        return f"{said[:1].lower()}{said[1:]}" if said else "at a time that is not said"
    day = desk.texts[own["strength"].mention.text].described.published
    return f"as reported on {say_day(day)}" if day else "at a time that is not said"


def _say_strength(writing: Writing, same: Sequence[Sequence[Found]], lead: str) -> None:
    desk = writing.desk
    own = values_by_property(same[0])
    count = number_of(own["strength"])
    if count is None:
        return
    name = say_term("groups", _term(own.get("name")), desk.tables)
    hedge = " (hedged)" if own["strength"].value.certainty is Certainty.HEDGED else ""
    items = [values_by_property(items)["strength"] for items in same]
    writing.attributed(f"{lead}{name}: {say_count(count)} members or fighters, {_as_of(own, desk)}{hedge}", items)


def _narrow(query: Query, desk: Desk) -> str:
    said = ""
    if query.places:
        said += f" in {' or '.join(desk.tables.places[place].name for place in query.places)}"
    if query.period:
        said += f" for {say_when(query.period)}"
    if query.by:
        said += f" by {' or '.join(query.by)}"
    return said + (" at its peak" if query.at_peak else "")
