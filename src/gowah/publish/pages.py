"""The pages: templates filled from the content. Every string a template prints goes through the guard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from gowah.model import Figure
from gowah.publish import charts, datasets
from gowah.publish.content import Content, Statement
from gowah.publish.disguise import MARK
from gowah.publish.views import (
    MEASURE_NAMES,
    IncidentView,
    incident_view,
    is_known,
    one_each,
    reasons,
    say_bits,
    say_origins,
    say_published,
    say_scope,
    sentences,
    span_of,
)  # fmt: skip
from gowah.words.plain import PRECISION, say_number
from gowah.words.visible import visible

KINDS = {
    "total": "Totals that sources give", "group": "Groups and their strength", "tie": "Ties between groups",
    "need": "Needs", "gap": "What went unreported",
}  # fmt: skip


def render(content: Content) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each page, of the style sheet and of README.txt."""
    views = [incident_view(content, incident) for incident in content.incidents]
    env = _environment(content)
    elsewhere = [statement for statement in content.statements if statement.page == "statements.html"]
    common: dict[str, Any] = {
        "content": content, "settings": content.settings, "root": "", "mark": MARK, "contact": _contact(content),
        "where_is": {statement.id: statement for statement in content.statements},
        "view_of": {view.incident.id: view for view in views},
    }  # fmt: skip
    pages: list[tuple[str, str, dict[str, Any]]] = [
        ("index.html", "index.html", _index(content, views)),
        ("figures.html", "figures.html", {"scopes": _scopes(content)}),
        ("statements.html", "statements.html", {"kinds": _kinds(elsewhere)}),
        ("reports.html", "reports.html", {"rows": _reports(content, views)}),
        ("methodology.html", "methodology.html", {"precision": sorted(PRECISION.items())}),
        ("README.txt", "README.txt", {}),
        *((view.page, "incident.html", {"view": view, "root": "../"}) for view in views),
    ]
    for path, template, context in pages:
        text = env.get_template(template).render({**common, **context})
        yield path, (text.rstrip("\n") + "\n").encode()
    source = env.loader.get_source(env, "style.css")[0]
    yield "style.css", source.encode()


def _environment(content: Content) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from gowah.publish.marked import marked

    def shown(value: Any) -> Any:
        is_text = isinstance(value, str) and not isinstance(value, Markup)
        return visible(content.guard.cut(value)) if is_text else value

    env = Environment(
        loader=PackageLoader("gowah.publish", "templates"), undefined=StrictUndefined, finalize=shown,
        autoescape=lambda name: name is None or not name.endswith(".txt"), trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    where_is = {statement.id: statement for statement in content.statements}
    env.filters.update(
        number=say_number, span=span_of, measure=lambda code: MEASURE_NAMES.get(code, code), anchor=anchor,
        origins=lambda figure: say_origins(figure.origins_low, figure.origins_high), day=say_published,
        scope=lambda figure: say_scope(content, figure.scope), bits=say_bits,
        words=lambda code: code.replace("_", " ").replace("-", " "),
        one_each=one_each, reasons=lambda figure: reasons(figure, where_is),
        marked=lambda text: marked(content.guard.cut(text)),
    )  # fmt: skip
    return env


def anchor(figure: Figure) -> str:
    """The id of a figure's section on figures.html."""
    return "figure-" + re.sub(r"[^A-Za-z0-9_.-]+", "-", figure.id)


def _contact(content: Content) -> str:
    reach = content.settings.publish.contact
    return f"Write to {reach}." if reach else "Write to those who gave you this folder."


def _overall(content: Content) -> list[Figure]:
    """Figures over many incidents: the rule shown first before the others, broad scopes before narrow ones."""
    rule = content.settings.count.rule
    names = list(MEASURE_NAMES)

    def order(figure: Figure) -> tuple[object, ...]:
        narrow = say_scope(content, figure.scope)
        measure = names.index(figure.measure) if figure.measure in names else len(names)
        return figure.rule != rule, _empty(figure) is False, narrow, figure.rule, measure, figure.id

    return sorted((figure for figure in content.figures if not figure.scope.incident), key=order)


def _scopes(content: Content) -> list[dict[str, Any]]:
    """The figures of which anything is known, by scope and rule, each scope once."""
    known = [figure for figure in _overall(content) if is_known(figure)]
    found = []
    for (scope, rule), figures in groupby(known, key=lambda figure: (say_scope(content, figure.scope), figure.rule)):
        found.append({"name": f"{scope[:1].upper()}{scope[1:]}", "rule": rule, "figures": list(figures)})
    return found


def _empty(figure: Figure) -> bool:
    """True for a figure over the whole record."""
    scope = figure.scope
    return not any(getattr(scope, field) for field in scope.__dataclass_fields__)


def _index(content: Content, views: list[IncidentView]) -> dict[str, Any]:
    from markupsafe import Markup

    rule = content.settings.count.rule
    headline = [
        f for f in _overall(content) if f.rule == rule and _empty(f) and f.measure in MEASURE_NAMES and is_known(f)
    ]
    area_of = {view.incident.id: datasets.area_of(content, view.incident.where) for view in views}
    places = content.tables.places
    name = {area: places[area].name if area else "Area not known" for area in area_of.values()}
    grouped = sorted(views, key=lambda view: (area_of[view.incident.id] is None, name[area_of[view.incident.id]]))
    by_area = [
        {"name": name[area], "anchor": f"area-{area}" if area else "", "views": list(group)}
        for area, group in groupby(grouped, key=lambda view: area_of[view.incident.id])
    ]
    counts = Counter(area for area in area_of.values() if area)
    shapes = charts.areas(content.tables.shapes)
    drawn = {shape.id for shape in shapes}
    return {
        "headline": headline, "by_area": by_area, "timeline": Markup(charts.timeline(_marks(content, views))),
        "map": Markup(charts.area_map(shapes, counts, {area: f"#area-{area}" for area in counts})),
        "nowhere": sum(1 for area in area_of.values() if area not in drawn),
        "outlines": "provinces, after Natural Earth (public domain), simplified",
    }  # fmt: skip


def _marks(content: Content, views: list[IncidentView]) -> Iterator[charts.Mark]:
    """The dated incidents with what is known of people killed or injured."""
    for view in views:
        when = view.incident.when
        if when is None or when.earliest is None or when.latest is None:
            continue
        toll = view.tolls["hurt"] or view.tolls["killed"] or view.tolls["injured"]
        said = f"{span_of(toll)} {MEASURE_NAMES[toll.measure].lower()}" if toll else "toll not said"
        yield charts.Mark(
            earliest=when.earliest, latest=when.latest, label=content.guard.cut(f"{view.title}, {view.when}: {said}"),
            low=toll.low if toll else None, best=toll.best if toll else None, high=toll.high if toll else None,
            href=view.page,
        )  # fmt: skip


def _kinds(statements: list[Statement]) -> list[dict[str, Any]]:
    """Statements outside incidents: by kind, then by mention."""
    found = []
    for code, name in {**KINDS, "attack": "Attacks that are in no incident"}.items():
        mentions: dict[int, list[Statement]] = {}
        for statement in statements:
            if statement.kind == code:
                mentions.setdefault(statement.mention, []).append(statement)
        if mentions:
            found.append({"code": code, "name": name, "mentions": [sentences(own) for own in mentions.values()]})
    return found


def _reports(content: Content, views: list[IncidentView]) -> list[dict[str, Any]]:
    title = {view.page: f"{view.title}, {view.when}" for view in views} | {"statements.html": "other statements"}
    said: dict[int, list[Statement]] = {}
    for statement in content.statements:
        said.setdefault(statement.report.entry, []).append(statement)
    rows = []
    for report in content.reports:
        own = said.get(report.entry, [])
        pages = sorted({statement.page for statement in own}, key=lambda page: title[page])
        rows.append(
            {"report": report, "number": len(own), "pages": [{"href": page, "title": title[page]} for page in pages]}
        )
    return rows
