"""Who: who claimed an attack or is said to have done it, who said a thing, which reward is offered."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.ask.desk import Desk, Found, Writing, certain, number_of, plain_words
from gowah.ask.groups import NONE
from gowah.ask.query import MEASURES, Query, people
from gowah.ask.scope import Scoped, code_of, values_by_property
from gowah.ask.written import Drafted, abstain, name_incident
from gowah.model import Certainty, Count, Incident, Money, Term, Text
from gowah.words import find_names
from gowah.words.plain import say_count, say_money, say_term, say_value

MOST_INCIDENTS = 12


def who_claimed(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Who claims the attack, who names whom, who denies it; that nobody claimed it only where a report says so."""
    if not scoped.incidents:
        return abstain(query, scoped, desk)
    writing = Writing(desk)
    named: list[str] = []
    for incident in scoped.incidents[:MOST_INCIDENTS]:
        named += say_responsibility(incident, writing)
    if not writing.sentences:
        return abstain(query, scoped, desk, "no report of this record says who did it or whether anybody claimed it")
    return Drafted(writing=writing, value="; ".join(dict.fromkeys(named)) or None)


def say_responsibility(incident: Incident, writing: Writing) -> list[str]:
    """Writes what is said of who did an attack, by status; gives the short answers."""
    desk = writing.desk
    rows: dict[tuple[str, str], list[Found]] = {}
    for mention in incident.mentions:
        for status, code, item in _cases(desk.by_mention.get(mention, ())):
            who = say_term("groups", Term(code=code), desk.tables) if code else ""
            rows.setdefault((status, who), []).append(item)
    order = ("claimed", "unclaimed", "unknown", "suspected", "attributed", "disputed", "denied")
    attack = name_incident(incident, desk)
    short = []
    for status, who in sorted(rows, key=lambda key: (order.index(key[0]) if key[0] in order else 9, key[1])):
        somebody = who or "a group that is not named"
        said, answer = {
            "claimed": (f"{somebody} claimed the {attack}", who),
            "unclaimed": (f"no group has claimed the {attack}", "nobody has claimed it"),
            "unknown": (
                (f"{who} is named for the {attack}, without a claim", f"{who} (named, not claimed)") if who
                else (f"no group has claimed the {attack}", "nobody has claimed it")),
            "suspected": (f"{somebody} is suspected of the {attack}", f"{somebody} (suspected)"),
            "attributed": (f"the {attack} is attributed to {somebody}", f"{somebody} (attributed)"),
            "disputed": (f"it is disputed whether {somebody} did the {attack}", f"{somebody} (disputed)"),
            "denied": (f"{somebody} is said not to have done the {attack}", f"{somebody} (denied)"),
        }.get(status, (f"{status}: {somebody}, the {attack}", who))  # fmt: skip
        writing.attributed(said, rows[status, who])
        short += [answer] if answer else []
    return short


def _cases(items: Sequence[Found]) -> list[tuple[str, str, Found]]:
    """(status, group or nothing, the value that says so) of one mention: each status with the group nearest to it."""
    groups = [i for i in items if i.value.property == "perpetrator" and code_of(i) not in (None, "unknown", "none")]
    graded = [i for i in items if i.value.property == "responsibility" and code_of(i)]
    if not graded:
        return [
            ("denied" if i.value.certainty is Certainty.DENIED else "attributed", str(code_of(i)), i) for i in groups
        ]
    cases = []
    for item in graded:
        near = sorted(groups, key=lambda group: (_distance(item, group), group.value.start, str(code_of(group))))
        status = {"none": "unknown"}.get(str(code_of(item)), str(code_of(item)))
        same = [group for group in near if _distance(item, group) == 0]
        group = (same or (near if status != "unknown" else []))[:1]
        denied = item.value.certainty is Certainty.DENIED or any(g.value.certainty is Certainty.DENIED for g in group)
        if denied and status != "unknown":
            status = "unclaimed" if status == "claimed" and not group else "denied"
        cases.append((status, str(code_of(group[0])) if group else "", item))
    return cases


def _distance(a: Found, b: Found) -> int:
    return max(0, a.value.start - b.value.end, b.value.start - a.value.end)


def who_said(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Who gave a number, or what the ones asked about say of an attack, in their own words."""
    items = [item for incident in scoped.incidents for item in desk.of(incident, whole=False)]
    if not scoped.incidents and not query.is_scoped:
        items = list(desk.found.values())
    items += [item for group in desk.of_kind("total") for item in group] if query.numbers else []
    if query.numbers:
        wanted = [
            i for i in items if (c := number_of(i)) and any(_is_number(c, low, high) for low, high in query.numbers)
        ]
        if query.measure:
            wanted = [i for i in wanted if i.value.property == query.measure] or wanted
        return _number_said(query, wanted, scoped, desk)
    if not query.by:
        return abstain(query, scoped, desk, "the question names neither a number nor a speaker")
    told = ("killed", "injured", "hurt", "abducted", "attacks", "responsibility", "need", "met", "kind", "area")
    own = [item for item in items if desk.spoken_by(item, query.by) or _denies_own(item, query, desk)]
    own = [item for item in own if item.value.property in told] or own
    if not own:
        return abstain(query, scoped, desk, f"no report of this record gives words of {' or '.join(query.by)} on it")
    writing = Writing(desk)
    for same in _by_sentence(own):
        detail = "; ".join(dict.fromkeys(_detail(item, desk) for item in same))
        writing.attributed(f"{detail}: “{one_line(same[0].value.quote)}”", same)
    return Drafted(writing=writing, value=tuple(dict.fromkeys(desk.told(item) for item in own)))


def reward(query: Query, desk: Desk) -> Drafted:
    """Rewards that reports speak of: how much, on whom, by whose word."""
    writing = Writing(desk)
    amounts: list[str] = []
    for items in desk.of_kind("person"):
        own = values_by_property(items)
        money = [item for item in items if isinstance(item.value.value, Money)]
        if not money or not _person_fits(items, own, query, desk):
            continue
        said = " or ".join(_money(item) for item in money)
        parts = [_text(own.get(name)) for name in ("name", "role")]
        group = say_term("groups", own["group"].value.value, desk.tables) if "group" in own and isinstance(
            own["group"].value.value, Term) else ""  # fmt: skip
        who = ", ".join(part for part in (*parts, group) if part) or "somebody whom the report does not name"
        said = f"a reward of {said} is offered for {who}: “{one_line(money[0].value.quote)}”"
        writing.attributed(said, money)
        amounts += [_money(item) for item in money]
    if not writing.sentences:
        return abstain(query, NONE, desk, "no report of this record speaks of such a reward")
    return Drafted(writing=writing, value="; ".join(dict.fromkeys(amounts)))


def named_person(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Names of victims and of accused persons are not given out; what is said of the attack is."""
    return abstain(query, scoped, desk, "this record gives out no names of persons, and no report may name one")


def one_line(quote: str) -> str:
    """A quote without its line breaks, to stand inside a sentence."""
    return " ".join(quote.split())


def _number_said(query: Query, items: Sequence[Found], scoped: Scoped, desk: Desk) -> Drafted:
    if not items:
        return abstain(query, scoped, desk, "no report of this record gives that number")
    writing = Writing(desk)
    groups: dict[tuple[object, ...], list[Found]] = {}
    for item in items:
        count = number_of(item)
        assert count is not None
        groups.setdefault(
            (item.value.property, say_count(count), item.value.of_whom or "", item.mention.claimed.kind), []
        ).append(item)
    for (property, said, part, kind), same in groups.items():
        of_whom = f" (of them {part})" if part else ""
        whole = " in several attacks together" if kind == "total" else ""
        writing.attributed(f"{said} {MEASURES.get(str(property), str(property))}{of_whom}{whole}", same, most=6)
    kept, _ = desk.independent(items)
    return Drafted(writing=writing, value=tuple(dict.fromkeys(desk.told(item) for item in kept)))


def _is_number(count: Count, low: int | None, high: int | None) -> bool:
    """True when a count is the one asked for: the same ends, or a bare number that is one of its ends."""
    if low == high:
        return low in (count.low, count.high)
    return (count.low, count.high) == (low, high) or (
        low is not None and high is None and low - 1 in (count.low, count.high)
    )


def _denies_own(item: Found, query: Query, desk: Desk) -> bool:
    """A denial of a group's deed is that group's side of it, whoever utters it: the sentence names the speaker."""
    if item.value.certainty is not Certainty.DENIED:
        return False
    perpetrators = [code_of(i) for i in desk.by_mention[item.mention.entry] if i.value.property == "perpetrator"]
    return any(
        desk.same_speaker(name, say_term("groups", Term(code=code), desk.tables))
        for code in perpetrators
        if code
        for name in query.by
    )


def _by_sentence(items: Sequence[Found]) -> list[list[Found]]:
    groups: dict[tuple[int, int], list[Found]] = {}
    for item in items:
        groups.setdefault((item.mention.text, item.value.start), []).append(item)
    return list(groups.values())


def _detail(item: Found, desk: Desk) -> str:
    said = say_value(item.value.property, item.value.value, desk.tables)
    denied = " (denied)" if item.value.certainty is Certainty.DENIED else "" if certain(item) else " (supposed)"
    name, count = item.value.property, number_of(item)
    return f"{people(count.low, count.high, name, about=count.about)}{denied}" if count else f"{name}: {said}{denied}"


def _person_fits(items: Sequence[Found], own: dict[str, Found], query: Query, desk: Desk) -> bool:
    group = code_of(own.get("group"))
    words = {word for item in items for word in plain_words(f"{item.value.quote} {_text(item)}")}
    if query.names:
        return all(plain_words(name) <= words for name in query.names)
    named = {
        span.code for item in items for span in find_names(item.value.quote, desk.tables) if span.table == "groups"
    }
    codes = {group} if group else named
    return not query.groups or any(desk.tables.is_a("groups", code, want) for code in codes for want in query.groups)


def _money(item: Found) -> str:
    """An amount as written, with its plain number beside it."""
    if not isinstance(item.value.value, Money):
        return ""
    plain, written = say_money(item.value.value), item.value.value.as_written
    return plain if not written or written in plain else f"{written} ({plain})"


def _text(item: Found | None) -> str:
    return item.value.value.text if item and isinstance(item.value.value, Text) else ""
