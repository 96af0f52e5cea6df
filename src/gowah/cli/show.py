"""`gowah show [ID]`."""

from __future__ import annotations

from typing import Any

import click

from gowah.cli.common import MEASURES, as_of_option, common, in_range, open_record, say, say_json, table, wants_json
from gowah.cli.waterfall import waterfall
from gowah.errors import UsageMistake
from gowah.record.pairs import pair_card

Json = dict[str, Any]
LONGEST = 60
"""Characters of a title in the list of sources."""


@click.command()
@click.argument("id", required=False)
@click.argument("other", required=False)
@as_of_option
@common
def command(id: str | None, other: str | None, as_of: int | None, folder: str | None, as_json: bool) -> None:
    """Show a source (e5: its report card), claim (e12, e12.3), incident (i-e12), family (f-…) or figure (n-…).

    Without an id: what the record holds, and how to go on from there. With two: what speaks for and against their
    being one attack.

    \b
    Example:
      gowah show
      gowah show i-e12
      gowah show e12 e15
    """
    if id is not None and other is not None and as_of is not None:
        raise UsageMistake("two mentions are compared as the record is now", hint="Leave out --as-of.")
    record = open_record(folder)
    card = pair_card(record, id, other) if id is not None and other is not None else record.show(id, as_of=as_of)
    if wants_json(as_json):
        say_json(card)
        return
    if card["card"] == "incident" and card["id"] != id:
        say(f"{id} is part of {card['id']} now:")
    SHOWN[card["card"]](card)


def _record(card: Json) -> None:
    sources, unread = card["sources"], card["unread"]
    if not sources and not unread:
        say("The record holds no reports yet. Next: gowah keep REPORTS…")
        return
    rows = [
        (row["id"], row["publisher"] or "–", _days(row), row["language"] or "–", str(row["claims"]), _short(row))
        for row in sources
    ]  # fmt: skip
    if rows:
        say(table(("id", "outlet", "day", "language", "claims", "report"), rows))
    for row in unread:
        say(f"{row['id']}  {row['file']}: {row['why'] or 'no text was read from it yet'} ({row['media_type']})")
    say("")
    many = f"{_many(len(sources), 'report')} read, {_many(sum(row['claims'] for row in sources), 'claim')}"
    say(f"{many}, {_many(card['incidents'], 'incident')}, {_many(card['problems'], 'problem')}. Go on with:")
    first = sources[0]["id"] if sources else "e5"
    for line, what in (
        (f"gowah show {first}", "what a report says, claim by claim, in its own words"),
        ("gowah link", "the incidents; then gowah show i-…"),
        ("gowah trace", "which reports copy one origin; then gowah show f-…"),
        ("gowah count", "the figures; then gowah show n-…"),
        ("gowah status", "what waits, and what went wrong"),
    ):
        say(f"  {line:<14} {what}")
    if unread:
        say("Reports without text: `gowah run` reads what waits, `gowah status` says what cannot be read.")


def _short(row: Json) -> str:
    title = " ".join((row["title"] or row["file"]).split())
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rstrip()} …"


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _source(card: Json) -> None:
    _head(card)
    say(f"{_many(len(card['claims']), 'claim')}, each with the words it rests on:")
    for row in card["claims"]:
        _claim(row)
        if row["kind"] == "attack" and row["property"] in {"killed", "injured", "hurt"} and not row["supported_by"]:
            say("        nothing else in the record supports this value")
    for family in card["families"]:
        _family(family)


def _mention(card: Json) -> None:
    part = f", part of {card['incident']}" if card["incident"] else ""
    say(f"{card['id']}  {card['kind']}{part}", bold=True)
    _head(card["source"])
    for row in card["claims"]:
        _claim(row, whole=True)


def _incident(card: Json) -> None:
    when, where = card["when"] or {}, card["where"] or {}
    say(f"{card['id']}  {when.get('earliest') or '?'}  {where.get('name') or '?'}", bold=True)
    for name in ("site", "community", "perpetrator", "tactic"):
        say(f"  {name}: {(card[name] or {}).get('code', 'not known')}")
    say(f"  responsibility: {card['responsibility']['status']}")
    for figure in card["figures"]:
        _figure_line(figure)
    say(f"Said by {_many(len(card['sources']), 'report')}:")
    for row in card["claims"]:
        _claim(row, outlet=True)


def _family(card: Json) -> None:
    origin = card["origin"]
    first = _outlet(origin) if origin else f"{card['origin_name']} (not kept)"
    say(f"{card['id']}  origin: {first}" + ("" if card["certain"] else "  (suspected)"), bold=True)
    for member in card["members"]:
        say(f"  └ {_outlet(member['source'])}: {member['relation']} — {member['reason']}")
        for change in member["changed"]:
            what = f"{change['kind']}: {change['property']} “{change['from']}” → “{change['to']}”"
            say(f"      {what}", fg="yellow")


def _figure(card: Json) -> None:
    say(f"{card['id']}  {_measured(card)}: {in_range(card['low'], card['best'], card['high'])}", bold=True)
    scope = ", ".join(f"{name} {value}" for name, value in card["scope"].items())
    say(f"  in which attacks: {scope or 'all'}; rule: {card['rule']}")
    say(f"  {_many(card['reports'], 'report')}, {_origins(card)}")
    if card["incidents"]:
        say(f"  incidents: {', '.join(card['incidents'])}")
    for decider in card["deciders"]:
        say(f"  {decider['end']}: {decider['value']} — {decider['because']}")
    for row in card["claims"]:
        _claim(row, outlet=True)


def _figure_line(card: Json) -> None:
    ends = in_range(card["low"], card["best"], card["high"])
    say(f"  {_measured(card)}: {ends}  ({_many(card['reports'], 'report')}, {_origins(card)}; {card['id']})")


def _measured(card: Json) -> str:
    measure = str(card["measure"])
    return MEASURES.get(measure, measure)


def _origins(card: Json) -> str:
    low, high = card["origins"]["low"], card["origins"]["high"]
    return _many(low, "origin") if low == high else f"{low}–{high} origins"


def _head(card: Json) -> None:
    say(f"{card['id']}  {card['title'] or card['file']}", bold=True)
    say(f"  {_outlet(card)}; {card['language'] or 'language not known'}; {card['file']}")
    if card["ocr_confidence"] is not None:
        say(f"  read from a picture: its words were recognised with a confidence of {card['ocr_confidence']} in 100")
    if card["unread_pages"]:
        say(f"  {card['unread_pages']} of its pages are pictures that were not read")


def _claim(row: Json, *, outlet: bool = False, whole: bool = False) -> None:
    """A value as it was read and as it is written, who says so, and the sentence; `whole` leaves nothing unsaid."""
    whom = f" of whom {row['of_whom']}" if row["of_whom"] else ""
    wrote = row["as_written"] if whole or row["as_written"] != row["said"] else ""
    code = f" [{_code(row['value'])}]" if whole and _code(row["value"]) else ""
    written = f"  (as written: “{_line(wrote)}”)" if wrote else ""
    say(f"  {row['id']:<8} {row['kind']} {row['property']}{whom}: {_line(row['said'])}{code}{written}")
    said = [_told(row)] if outlet or whole else []
    said += ["said by " + " ← ".join(map(_line, row["speakers"]))] if row["speakers"] else []
    said += ["in its own voice"] if whole and not row["speakers"] else []
    said += [f"certainty: {row['certainty']}"] if whole or row["certainty"] != "stated" else []
    if said:
        say(f"        {'; '.join(said)}")
    say(f"        “{_line(row['quote'])}”", dim=True)
    if row["copied_from"]:
        say(f"        copied from {row['copied_from']} ({row['family']})")


def _code(value: Any) -> str:
    """What programs know a value by: the code of a term, the id of a place, the days of a time."""
    if not isinstance(value, dict):
        return ""
    days = [day for day in (value.get("earliest"), value.get("latest")) if day]
    return str(value.get("code") or value.get("place") or "/".join(dict.fromkeys(days)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _told(row: Json) -> str:
    return f"{row['outlet']}, {row['published'] or 'undated'}"


def _outlet(source: Json) -> str:
    return f"{source['publisher'] or source['file']}, {_days(source)}"


def _days(source: Json) -> str:
    """The day of a report; of a chat or a live blog the first and the last of its messages."""
    first, last = source["days"] or (source["published"] or "undated",) * 2
    return str(first) if first == last else f"{first} to {last}"


def _pair(card: Json) -> None:
    """The two mentions in their own words, and the score as a sum of parts."""
    one, other = card["mentions"]
    if card["joined"]:
        verdict = f"one incident, {card['incidents'][0]}"
    else:
        verdict = "two: " + " and ".join(each or "part of no incident" for each in card["incidents"])
    say(f"{one['id']} and {other['id']}  {verdict}", bold=True)
    for mention in card["mentions"]:
        say(f"  {mention['id']}  {_outlet(mention['source'])}")
        say(f"      “{_line(mention['claims'][0]['quote']) if mention['claims'] else ''}”", dim=True)
    if not card["parts"]:
        say("Two claimers read the same words of one report: this is one mention to whoever links.")
        return
    parts = [(f"{part['comparison']}: {part['found']}", part["weight"]) for part in card["parts"]]
    for line in waterfall(parts, card["threshold"]):
        say(f"  {line}")
    say(f"In bits: one more is twice the odds. From {card['threshold'] / 1000:g} (│) on two may be one incident.")
    if card["forbidden"]:
        say("What is marked ✕ forbids the link, whatever else they share.")
    elif card["joined"] and card["score"] < card["threshold"]:
        say("This pair alone would not be joined: others that each of them fits hold them together (gowah show i-…).")
    elif not card["joined"] and card["score"] >= card["threshold"]:
        say("This pair alone would be joined: what else is in the two incidents keeps them apart.")


SHOWN = {
    "pair": _pair,
    "record": _record,
    "source": _source,
    "mention": _mention,
    "incident": _incident,
    "family": _family,
    "figure": _figure,
}
