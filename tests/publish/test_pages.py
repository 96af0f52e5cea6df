"""What a reader stumbles over: labels on labels, the same line many times, a title that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from gowah.model import Decider, Evidence, Figure, Scope
from gowah.publish import charts, release
from gowah.testing.evidence import build, claim, report
from gowah.words import Settings, Tables

SPOT = {"incident": "n", "when": "2022-06-02", "where": "AF-BGL", "killed": 12}


def page(evidence: Evidence, name: str, tables: Tables, settings: Settings) -> str:
    return next(d.decode() for path, d in release.publish(evidence, tables, settings) if path.as_posix().endswith(name))


def square(left: float, bottom: float, size: float) -> tuple[tuple[float, float], ...]:
    return (left, bottom), (left + size, bottom), (left + size, bottom + size), (left, bottom + size)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """(left, top, right, bottom) of each label, at six units a letter."""
    found = []
    for x, y, said in re.findall(r'<text class="area" x="([\d.]+)" y="([\d.]+)">(.*?)</text>', svg):
        half = 3 * len(re.sub("<.*?>", "", said))
        found.append((float(x) - half, float(y) - 10, float(x) + half, float(y) + 2))
    return found


def overlapping(given: Iterable[tuple[float, float, float, float]]) -> list[object]:
    return [(a, b) for a, b in combinations(given, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_labels_of_small_neighbouring_areas_do_not_cover_each_other(tables: Tables) -> None:
    wide = charts.Area(id="W", name="Widest", rings=(square(0, 0, 40),))
    small = [charts.Area(id=f"S{n}", name=f"Neighbour {n}", rings=(square(20 + n, 20, 1),)) for n in range(4)]
    svg = charts.area_map((wide, *small), {area.id: 2 for area in (wide, *small)}, {})
    assert len(boxes(svg)) == 5
    assert not overlapping(boxes(svg))


def test_nor_on_the_shipped_map_with_all_its_areas(tables: Tables) -> None:
    shapes = charts.areas(tables.shapes)
    svg = charts.area_map(shapes, {area.id: 1 for area in shapes}, {})
    assert len(boxes(svg)) == len(shapes)
    assert not overlapping(boxes(svg))
    assert all(left >= 0 and right <= charts.MAP_WIDTH for left, _, right, _ in boxes(svg))


def test_what_decides_an_end_is_told_by_value_and_outlet_once(tables: Tables, settings: Settings) -> None:
    twice = [
        claim("attack", f"Twelve died in Baghlan, {who} said.", by=[who], **SPOT) for who in ("an elder", "a clerk")
    ]
    evidence = build(
        report("Herald", "2022-06-03", *twice), report("Lantern", "2022-06-04", claim("attack", "12 dead.", **SPOT))
    )
    values = [f"e{mention.entry}.2" for mention in evidence.mentions]
    why = tuple(Decider(end="best", value=value, because="given by 2 origins") for value in values)
    figure = Figure(id="f", measure="killed", scope=Scope(incident=evidence.incidents[0].id), rule="best", low=12, best=12, high=12,
                    reports=2, origins_low=2, origins_high=2, deciders=why, values=tuple(values))  # fmt: skip
    shown = page(build_with(evidence, figure), f"incidents/{evidence.incidents[0].id}.html", tables, settings)
    told = re.search(r"given by 2 origins.*?</li>", shown, re.DOTALL)
    assert told
    said = " ".join(re.sub("<.*?>", "", told[0]).split())
    assert said == "given by 2 origins: 12 (Herald, Lantern)"


def build_with(evidence: Evidence, figure: Figure) -> Evidence:
    from dataclasses import replace

    return replace(evidence, figures=(figure,))


def test_a_title_says_what_is_known_and_no_more(tables: Tables, settings: Settings) -> None:
    evidence = build(
        report("Herald", "2022-06-03", claim("attack", "Twelve died.", tactic="other", site="other", **SPOT))
    )
    shown = page(evidence, f"incidents/{evidence.incidents[0].id}.html", tables, settings)
    assert re.search(r"<h1>(.*?)</h1>", shown)[1] == "Attack: Baghlan"


def test_reports_that_stand_alone_share_a_line(tables: Tables, settings: Settings) -> None:
    evidence = build(
        *(
            report(name, "2022-06-03", claim("attack", f"{name}: twelve died.", **SPOT))
            for name in ("Ant", "Bee", "Cat")
        )
    )
    shown = page(evidence, f"incidents/{evidence.incidents[0].id}.html", tables, settings)
    assert shown.count("<summary>") == 1
    assert "3 reports that stand alone" in shown


def test_a_grade_of_responsibility_is_said_in_its_own_word(tables: Tables, settings: Settings) -> None:
    from gowah.model import Term

    evidence = build(report("Herald", "2022-06-03", claim(
        "attack", "Fighters did it.", responsibility=Term(code="attributed", as_written="Fighters did it"), **SPOT)))  # fmt: skip
    shown = page(evidence, f"incidents/{evidence.incidents[0].id}.html", tables, settings)
    assert "<b><bdi>attributed</bdi></b>" in shown


def test_figures_stand_in_one_table_a_scope_and_leave_out_what_nobody_says(tables: Tables, settings: Settings) -> None:
    from gowah.testing.evidence import exactly

    evidence = build(report("Herald", "2022-06-03", claim("attack", "Twelve died.", incident="n", killed=exactly(12))))
    unknown = Figure(id="all injured", measure="injured", scope=Scope(), rule="best", low=None, best=None, high=None, reports=0,
                     origins_low=0, origins_high=0)  # fmt: skip
    from dataclasses import replace

    shown = page(replace(evidence, figures=(*evidence.figures, unknown)), "figures.html", tables, settings)
    assert shown.count("<h2>") == 1
    assert "All incidents of this record" in shown
    assert "Injured" not in re.sub("<nav.*?</nav>", "", shown, flags=re.DOTALL)


def test_what_hides_in_a_text_is_marked_on_the_pages(tables: Tables, settings: Settings) -> None:
    quote = "Police in B\u0430ghlan said \u202e21\u202c people died & \u2067more\u2069 were hurt."
    evidence = build(
        report("He\u202erald", "2022-06-03", claim("attack", quote, **SPOT), title="Blast \u202ein\u202c Baghlan")
    )
    pages = {path.as_posix(): data.decode() for path, data in release.publish(evidence, tables, settings)}
    shown = {name: text for name, text in pages.items() if name.endswith((".html", ".txt"))}
    assert not any(
        char in text for text in shown.values() for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    incident = next(text for name, text in shown.items() if name.startswith("incidents/"))
    assert "died &amp; " in incident
    assert re.search(r'<bdi class="hidden" title="[^"]*U\+202E[^"]*"><sup>⟨RLO⟩</sup></bdi>21', incident)
    assert re.search(r'<bdi class="hidden" title="[^"]*Latin\+Cyrillic[^"]*">B\u0430ghlan<sup>', incident)
    assert "⟨RLO⟩" in shown["reports.html"]
    assert quote in pages["data/claims.csv"]  # data are as the report has them


def test_marks_of_direction_that_persian_is_written_with_stay(tables: Tables, settings: Settings) -> None:
    evidence = build(report("Herald", "2022-06-03", claim("attack", "۱۲ تن\u200f کشته شده‌اند.", **SPOT)))
    assert "۱۲ تن\u200f کشته شده‌اند." in page(evidence, "i-e2.html", tables, settings)
