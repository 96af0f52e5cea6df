#!/usr/bin/env python3
"""Train the decisions on what either half's network said of the other: `decisions.py WORK_FOLDER [--cross]`.

With `--cross` the decisions learned on one part of dev answer the other, which is scored; nothing is written.
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from labels import SLOTS, TRAIT_SLOTS, TRAITS, load, muc4, project, scorer, tagged
from sklearn.linear_model import LogisticRegression

from gowah.claim.learned import deciding, grouping, scene, traits
from gowah.claim.learned.claims import claims, ordered
from gowah.claim.learned.linear import Linear
from gowah.claim.learned.page import Page, page
from gowah.claim.learned.reading import VICTIMS, Player, Reading, Role
from gowah.claim.learned.words import words
from gowah.model import When, Where
from gowah.words import load_tables

KINDS = {
    "ATTACK": "attack", "BOMBING": "bombing", "KIDNAPPING": "kidnapping", "ARSON": "arson", "ROBBERY": "robbery",
    "FORCED WORK STOPPAGE": "work-stoppage", "HIJACKING": "hijacking",
}  # fmt: skip
BLAMES = dict(zip(TRAITS["conf"], ("fact", "accused", "accused-by-authorities", "claimed", "possible"), strict=True))
PROPERTIES = {
    "htype": "people", "heff": "harm", "ptype": "target", "peff": "damage", "stage": "stage", "category": "by_state",
    "weapon": "weapon",
}  # fmt: skip
CODES = {(kind, name): code for (kind, code), name in muc4.CODES.items()}
HARDNESS = {"keep": 0.05, "category": 0.05, "weapon": 1.0, "link": 0.3}  # scikit-learn's C; 0.1 for all others


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """A page with its key: which (template, fill) each player overlaps."""

    docid: str
    page: Page
    keys: list[Any]
    meant: dict[int, set[tuple[int, int]]]

    def templates(self, player: Player) -> set[int]:
        return {template for template, _ in self.meant[id(player)]}


def code(trait: str, value: str) -> str:
    value = value.split("/", maxsplit=1)[0].strip()
    return BLAMES[value] if trait == "conf" else "-" if value == "-" else CODES.get((PROPERTIES[trait], value), "")


def fit(rows: Sequence[Sequence[str]], goals: Sequence[Any], hardness: float = 0.1) -> Linear:
    counts = Counter(feature for row in rows for feature in set(row))
    names = {feature: n for n, feature in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    columns = [sorted({names[f] for f in row if f in names}) for row in rows]
    flat, ends = [c for row in columns for c in row], np.cumsum([0, *map(len, columns)])
    matrix = scipy.sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=hardness, max_iter=300).fit(matrix, goals)
    weights, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, biases = np.vstack([0 * weights, weights]), np.array([0.0, *biases])
    table = {feature: tuple(weights[:, n].tolist()) for feature, n in names.items()}
    return Linear(outcomes=tuple(map(str, model.classes_)), biases=tuple(map(float, biases)), weights=table)


def reports(judged: dict[str, Any]) -> Iterator[Report]:
    """The reports of dev as the networks saw them."""
    tables = load_tables(("latin-america",))
    cuts = np.cumsum([0, *map(len, TRAITS.values())])
    for record in load("dev"):
        if record["docid"] not in judged:
            continue
        roles, shares, told = judged[record["docid"]]
        kinds = {name: shares[:, cuts[n] : cuts[n + 1]] for n, name in enumerate(TRAITS)}
        cut = words(record["text"])
        found = page(record["text"], Reading(words=cut, roles=roles, kinds=kinds, sentences=told), tables)
        covered = defaultdict(set)
        for span in project(record, cut):
            for index in range(span["start"], span["end"]):
                covered[span["role"], index].add((span["template"], span["fill"]))
        meant = {id(player): _meant(player, covered) for player in found.players}
        keys = [scorer.parse_template(one) for one in record["templates"]]
        yield Report(docid=record["docid"], page=found, keys=keys, meant=meant)


def _meant(player: Player, covered: dict[tuple[int, int], set[tuple[int, int]]]) -> set[tuple[int, int]]:
    found = set()
    for mention in player.mentions:
        inside = Counter(name for n in range(mention.start, mention.end) for name in covered[int(player.role), n])
        found |= {name for name, count in inside.items() if count * 2 >= mention.end - mention.start}
    return found


def pairs(report: Report) -> Iterator[tuple[list[str], int]]:
    told = grouping.anchors(report.page.players)
    for n, a in enumerate(told):
        for b in told[:n]:
            one, other = report.templates(a), report.templates(b)
            if one and other:
                yield grouping.pair_features(report.page, a, b), int(bool(one & other))


def matched(report: Report, judge: Linear) -> Iterator[tuple[scene.Scene, int | None, int]]:
    """(scene, its template or None, how many others) of a page; each template goes to the scene that shares most."""
    found = deciding.scenes(report.page, {"pair": judge}) if report.page.players else []
    shares = []
    for n, one in enumerate(found):
        weight: Counter[int] = Counter()
        for player in one.players:
            weight.update(dict.fromkeys(report.templates(player), player.score))
        shares += [(score, n, template) for template, score in weight.items()]
    chosen: dict[int, int] = {}
    for _, n, template in sorted(shares, reverse=True):
        if n not in chosen and template not in chosen.values():
            chosen[n] = template
    for n, one in enumerate(found):
        yield one, chosen.get(n), len(found) - 1


class Lessons:
    """Features and goals of every decision."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))

    def add(self, name: str, features: Sequence[str], goal: Any) -> None:
        self.rows[name][0].append(features)
        self.rows[name][1].append(goal)

    def scene(self, report: Report, found: scene.Scene, template: int) -> None:
        key, features = report.keys[template], traits.scene_features(found)
        value = lambda slot: key.slots[slot][0].values[0] if slot in key.slots else "-"
        self.add("kind", features, KINDS[value("INCIDENT: TYPE")])
        self.add("stage", features, code("stage", value("INCIDENT: STAGE OF EXECUTION")))
        self.add("category", features, code("category", value("PERP: INCIDENT CATEGORY")))
        self.players(report, found, template)
        if not any(p.role is Role.WEAPON and template in report.templates(p) for p in report.page.players):
            fills = key.slots.get("INCIDENT: INSTRUMENT TYPE", [])
            unnamed = code("weapon", fills[0].values[0]) if fills and not fills[0].tags else ""
            self.add("unnamed", features, unnamed or "-")
        self.when_and_where(report, found, key)

    def players(self, report: Report, found: scene.Scene, template: int) -> None:
        own = {id(player) for player in found.players}
        open_ = [
            p for p in report.page.players
            if p.role not in VICTIMS or id(p) in own or not deciding._elsewhere(found, p)
        ]  # fmt: skip
        best = {}
        for player in sorted(open_, key=lambda p: p.score):
            best.update({(player.role, f): player for t, f in report.meant[id(player)] if t == template})
        for player in open_:
            mine = sorted(f for t, f in report.meant[id(player)] if t == template)
            chosen = any(best[player.role, f] is player for f in mine)
            self.add("fill", scene.fill_features(found, player), int(chosen))
            if mine:
                self.player(report, found, player, template, mine[0])

    def player(self, report: Report, found: scene.Scene, player: Player, template: int, index: int) -> None:
        key = report.keys[template]
        fill = key.slots[SLOTS[player.role]][index]
        for trait, (slot, roles) in TRAIT_SLOTS.items():
            values = tagged(key, slot, fill) if player.role in roles else []
            if not values and player.role in roles and TRAITS[trait][0] == "-" and not fill.tags:
                values = ["-"]
            if values and values[0] in TRAITS[trait]:
                self.add(trait, traits.player_features(found, player, trait), code(trait, values[0]))
        if player.role is Role.WEAPON:
            kind = [code("weapon", value) for value in tagged(key, "INCIDENT: INSTRUMENT TYPE", fill)]
            if kind and kind[0]:
                self.add("weapon", traits.weapon_features(found, player), kind[0])
        if player.role is Role.PEOPLE:
            for name in report.page.players:
                for t, f in report.meant[id(name)] if name.role is Role.NAME else ():
                    if t == template:
                        values = key.slots[SLOTS[Role.NAME]][f].values
                        same = any(scorer._content(a) == scorer._content(b) for a in fill.tags for b in values)
                        self.add("link", traits.link_features(report.page, name, player), int(same))

    def when_and_where(self, report: Report, found: scene.Scene, key: Any) -> None:
        told = report.page
        for fill in key.slots.get("INCIDENT: DATE", [])[:1]:
            for day in (None, *told.days):
                latest = told.published.isoformat() if told.published else None
                said = muc4.day(day.span.when if day else When(latest=latest))
                right = max(scorer.judge_date("", said, value) for value in fill.values) == scorer.CORRECT
                self.add("day", scene.day_features(found, day), int(right))
        for fill in key.slots.get("INCIDENT: LOCATION", [])[:1]:
            for spot in (None, *told.spots):
                said = muc4.place(Where(place=spot.place if spot else told.home), told.tables)
                right = max(scorer.judge_location("", said, value) for value in fill.values) == scorer.CORRECT
                inner = ":" in said and any(said.split(": ")[-1].split(" (")[0] in value for value in fill.values)
                self.add("spot", scene.spot_features(found, spot), int(right or inner))


def train(found: Sequence[Report]) -> dict[str, Linear]:
    learned, paired = Lessons(), [[*pairs(report)] for report in found]
    flat = [pair for own in paired for pair in own]
    models = {"pair": fit(*zip(*flat, strict=True))}
    for half in (0, 1):  # scenes as pairs of the other half would group them, so that their mistakes are seen
        others = [pair for n, own in enumerate(paired) if n % 2 != half for pair in own]
        judge = fit(*zip(*others, strict=True))
        for report in found[half::2]:
            for one, template, rest in matched(report, judge):
                learned.add("keep", scene.keep_features(one, rest), int(template is not None))
                if template is not None:
                    learned.scene(report, one, template)
    for name, (rows, goals) in learned.rows.items():
        models[name] = fit(rows, goals, HARDNESS.get(name, 0.1))
    return models


def answers(found: Sequence[Report], models: dict[str, Linear]) -> dict[str, list[Any]]:
    """The templates answered for each report."""
    said = {}
    for report in found:
        told = [claim for attack in deciding.decide(report.page, models) for claim in claims(attack)]
        templates = muc4.templates(report.docid, ordered(told), report.page.tables)
        said[report.docid] = [scorer.parse_template(one) for one in templates]
    return said


def both(work: Path, half: int) -> dict[str, Any]:
    """What the two networks that did not see a half of dev said of it, averaged."""
    one, other = (pickle.loads((work / f"{name}{half}.pkl").read_bytes()) for name in ("judged", "words"))
    return {docid: tuple((a + b) / 2 for a, b in zip(one[docid], other[docid], strict=True)) for docid in one}


def main() -> None:
    work = Path(sys.argv[1])
    judged = {k: v for half in (0, 1) for k, v in both(work, half).items()}
    found = [report for report in reports(judged) if report.page.players]
    if "--cross" not in sys.argv:
        (work / "decisions.pkl").write_bytes(pickle.dumps(train(found)))
        return
    said = {}
    for part in (0, 1):  # each part holds reports of both halves, as the two networks are not equally sure
        mine = [report for n, report in enumerate(found) if n // 2 % 2 == part]
        others = [report for n, report in enumerate(found) if n // 2 % 2 != part]
        said |= answers(mine, train(others))
    print(scorer.format_table(scorer.score({report.docid: report.keys for report in found}, said)))


if __name__ == "__main__":
    main()
