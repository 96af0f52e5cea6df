"""What `gowah same`, `gowah different` and `gowah undo` share: consequences are shown, then asked about."""

from __future__ import annotations

import sys

import click

from gowah.cli.common import MEASURES, in_range, open_record, say, say_json, tree
from gowah.cli.scopes import scope_words
from gowah.errors import UsageMistake
from gowah.model import Family, Figure, Incident, Verdict, entry_id
from gowah.record import Record
from gowah.record.rulings import Consequences, consequences, meant

_MOST = 12
"""Figures that are shown; the rest are counted."""


def rule(
    folder: str | None, verdict: Verdict, ids: tuple[str, str], reason: str | None, yes: bool, as_json: bool
) -> None:
    """Shows what a ruling changes, asks on a terminal, and enters it; refuses one that contradicts another."""
    record = open_record(folder)
    record.evidence()
    verdict = meant(record, verdict, *ids)
    found = consequences(record, verdict, *ids)
    if found.against:
        names = ", ".join(map(entry_id, found.against))
        raise UsageMistake(
            f"this contradicts what was ruled before ({names})",
            hint=f"See `gowah show`, or take that back first: gowah undo {entry_id(found.against[0])}",
        )
    # Whoever is asked sees what they are asked about; with --json beside what programs read.
    if not as_json or not yes:
        say(told(found, record), err=as_json)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageMistake("nothing was entered: a ruling is entered for good", hint="Say --yes if you mean it.")
        click.confirm("Enter this ruling?", abort=True, err=as_json)
    entry = record.decide(verdict, *ids, reason=reason)
    record.link()
    if as_json:
        say_json({"ruling": entry_id(entry), **_json(found)})
        return
    say(f"Entered as {entry_id(entry)}. It is remembered for ever; `gowah undo {entry_id(entry)}` takes it back.")


def told(found: Consequences, record: Record) -> str:
    """The consequences in words."""
    families = found.families_before or found.families_after
    if not (found.before or found.after or families):
        return "Nothing changes: this is how it was found already. The ruling makes it sure."
    lines = ["This would change:"]
    lines += [f"  - {_family(each, record)}" for each in found.families_before]
    lines += [f"  + {_family(each, record)}" for each in found.families_after]
    lines += [f"  - {_incident(each)}" for each in found.before]
    lines += [f"  + {_incident(each)}" for each in found.after]
    for old, new in found.figures[:_MOST]:
        figure = new or old
        if figure is not None:
            words = scope_words(figure.scope, record.tables)
            lines.append(f"  {MEASURES[figure.measure]}, {words}: {_range(old)} → {_range(new)}")
    if len(found.figures) > _MOST:
        lines.append(f"  and {len(found.figures) - _MOST} further figures")
    return "\n".join(lines)


def _family(each: Family, record: Record) -> str:
    outlets = {text.entry: text.outlet for text in record.evidence().texts}
    return f"{each.id}  one origin: {', '.join(outlets[member.text] for member in each.members)}"


def _incident(each: Incident) -> str:
    day = (each.when.earliest or each.when.latest or "?") if each.when else "?"
    place = each.where.as_written if each.where else "?"
    return f"{each.id}  {day}  {place}  ({', '.join(map(entry_id, each.mentions))})"


def _range(figure: Figure | None) -> str:
    return "–" if figure is None else in_range(figure.low, figure.best, figure.high)


def _json(found: Consequences) -> dict[str, object]:
    return {
        "before": [tree(each) for each in found.before], "after": [tree(each) for each in found.after],
        "families_before": [tree(each) for each in found.families_before],
        "families_after": [tree(each) for each in found.families_after],
        "figures": [[old and tree(old), new and tree(new)] for old, new in found.figures],
    }  # fmt: skip
