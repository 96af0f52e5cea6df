"""`gowah show ID`."""

from __future__ import annotations

from typing import Any

import click

from gowah.cli.common import as_of_option, common, in_range, open_record, say_json, wants_json

Json = dict[str, Any]


@click.command()
@click.argument("id")
@as_of_option
@common
def command(id: str, as_of: int | None, folder: str | None, as_json: bool) -> None:
    """Show a source (e5: its report card), claim (e12, e12.3), incident (i-e12), family (f-…) or figure (n-…).

    \b
    Example:
      gowah show i-e12
    """
    card = open_record(folder).show(id, as_of=as_of)
    if wants_json(as_json):
        say_json(card)
        return
    SHOWN[card["card"]](card)


def _source(card: Json) -> None:
    _head(card)
    click.echo(f"{len(card['claims'])} values in its own words:")
    for row in card["claims"]:
        _claim(row)
        if row["kind"] == "attack" and row["property"] in {"killed", "injured", "hurt"} and not row["supported_by"]:
            click.echo("        nothing else in the record supports this value")
    for family in card["families"]:
        _family(family)


def _mention(card: Json) -> None:
    part = f", part of {card['incident']}" if card["incident"] else ""
    click.secho(f"{card['id']}  {card['kind']}{part}", bold=True)
    _head(card["source"])
    for row in card["claims"]:
        _claim(row)


def _incident(card: Json) -> None:
    when, where = card["when"] or {}, card["where"] or {}
    click.secho(f"{card['id']}  {when.get('earliest') or '?'}  {where.get('name') or '?'}", bold=True)
    for name in ("site", "community", "perpetrator", "tactic"):
        click.echo(f"  {name}: {(card[name] or {}).get('code', 'not known')}")
    click.echo(f"  responsibility: {card['responsibility']['status']}")
    for figure in card["figures"]:
        _figure_line(figure)
    click.echo(f"Said by {len(card['sources'])} reports:")
    for row in card["claims"]:
        _claim(row, outlet=True)


def _family(card: Json) -> None:
    origin = card["origin"]
    first = _outlet(origin) if origin else f"{card['origin_name']} (not kept)"
    click.secho(f"{card['id']}  origin: {first}" + ("" if card["certain"] else "  (suspected)"), bold=True)
    for member in card["members"]:
        click.echo(f"  └ {_outlet(member['source'])}: {member['relation']} — {member['reason']}")
        for change in member["changed"]:
            what = f"{change['kind']}: {change['property']} “{change['from']}” → “{change['to']}”"
            click.secho(f"      {what}", fg="yellow")


def _figure(card: Json) -> None:
    click.secho(f"{card['id']}  {card['measure']}: {in_range(card['low'], card['best'], card['high'])}", bold=True)
    click.echo(f"  scope: {card['scope'] or 'all'}; rule: {card['rule']}")
    click.echo(f"  {card['reports']} reports, {_origins(card)} origins")
    if card["incidents"]:
        click.echo(f"  incidents: {', '.join(card['incidents'])}")
    for decider in card["deciders"]:
        click.echo(f"  {decider['end']}: {decider['value']} — {decider['because']}")
    for row in card["claims"]:
        _claim(row, outlet=True)


def _figure_line(card: Json) -> None:
    ends = in_range(card["low"], card["best"], card["high"])
    click.echo(f"  {card['measure']}: {ends}  ({card['reports']} reports, {_origins(card)} origins; {card['id']})")


def _origins(card: Json) -> str:
    low, high = card["origins"]["low"], card["origins"]["high"]
    return str(low) if low == high else f"{low}–{high}"


def _head(card: Json) -> None:
    click.secho(f"{card['id']}  {card['title'] or card['file']}", bold=True)
    click.echo(f"  {_outlet(card)}; {card['language'] or 'language not known'}; {card['file']}")
    if card["ocr_confidence"] is not None:
        click.echo(
            f"  read from a picture: its words were recognised with a confidence of {card['ocr_confidence']} in 100"
        )
    if card["unread_pages"]:
        click.echo(f"  {card['unread_pages']} of its pages are pictures that were not read")


def _claim(row: Json, *, outlet: bool = False) -> None:
    said = " ← ".join(row["speakers"])
    about = [row["outlet"] if outlet else "", f"says {said}" if said else ""]
    about.append(row["certainty"] if row["certainty"] != "stated" else "")
    who = ", ".join(part for part in about if part)
    whom = f" of whom {row['of_whom']}" if row["of_whom"] else ""
    what = f"{row['kind']} {row['property']}{whom}: {row['as_written'] or _code(row)}"
    click.echo(f"  {row['id']:<8} {what}" + (f"  ({who})" if who else ""))
    click.secho(f"        “{' '.join(row['quote'].split())}”", dim=True)
    if row["copied_from"]:
        click.echo(f"        copied from {row['copied_from']} ({row['family']})")


def _outlet(source: Json) -> str:
    return f"{source['publisher'] or source['file']}, {source['published'] or 'undated'}"


def _code(row: Json) -> str:
    value = row["value"]
    return str(value.get("code") or value.get("name") or "") if isinstance(value, dict) else str(value)


SHOWN = {"source": _source, "mention": _mention, "incident": _incident, "family": _family, "figure": _figure}
