#!/usr/bin/env python3
"""Learn the weights by which stories are linked and incidents fitted to questions (`semeval_weights.json`).

    evals/semeval_learn.py [FOLDER] [--jobs N] [--cache FILE] [--out FILE]

Logistic regressions over the reports and questions of half A alone (`semeval_questions.half`): whether two stories tell
of one incident of the registry, and whether an incident meets a condition of a question by the registry's row of it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from semeval_docs import Report, all_claims, read_reports
from semeval_fitting import FEATURES as FIT_FEATURES
from semeval_fitting import SORT, conditions, features
from semeval_incidents import incident_of
from semeval_linking import FEATURES, WEIGHTS, compared, grouped, pairs, words_of
from semeval_outlets import at_home
from semeval_questions import REGISTRY, SETS, SHARED, half, half_of, meets, questions_of, rows_of_file
from semeval_story import Story, story_of

Row = Mapping[str, Any]
Sample = tuple[tuple[float, ...], bool]

_PRIOR = 1.0  # how strongly weights are drawn to nought


def main() -> None:
    """Learns both, first the links, then with the incidents that they give the conditions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "data" / "semeval2018t5")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--cache", type=Path, help="keep claims here between runs")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    registry = {row["incident_id"]: row for row in rows_of_file(args.folder / REGISTRY)}
    known = read_reports(args.folder / SETS["reconstructed"][0])
    claims = all_claims(known, jobs=args.jobs, cache_file=args.cache)
    story = {report.doc_id: story_of(report, claims[report.doc_id]) for report in known}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for key, row in registry.items():
        for doc in row["docs"]:
            told[doc].add(key)
    sets = []
    for docs, asked, gold in SETS.values():
        reports = {report.doc_id: report for report in read_reports(args.folder / docs)}
        questions = questions_of(args.folder / asked, args.folder / gold if gold else None, registry)
        sets.append((at_home([story[doc] for doc in reports], reports), reports, questions))
    samples = Counter(one for stories, reports, _ in sets for one in _linking(stories, reports, told, registry))
    link = _learned(samples, FEATURES)
    fit: defaultdict[str, Counter[Sample]] = defaultdict(Counter)
    for stories, reports, questions in sets:
        groups = grouped(stories, reports, list(link.values()))
        for kind, sample in _fitting(groups, reports, questions, told, registry):
            fit[kind][sample] += 1
    fitted = {kind: _learned(its, FIT_FEATURES[SORT[kind]]) for kind, its in sorted(fit.items())}
    args.out.write_text(json.dumps({"link": link, "fit": fitted}, indent=1) + "\n", encoding="utf-8")
    print(f"learned from {samples.total()} pairs and {sum(its.total() for its in fit.values())} conditions of half A")


def _linking(
    stories: Sequence[Story], reports: Mapping[str, Report], told: Mapping[str, set[str]], registry: Mapping[str, Row]
) -> Iterator[Sample]:
    """Pairs of stories of half A, and whether they tell of one incident."""
    said = words_of(stories, reports)
    for a, b in pairs(stories, said):
        its = [told[stories[n].doc_id] for n in (a, b)]
        if {half(registry[key]["state"]) for key in its[0] | its[1]} == {"A"}:
            yield compared(stories[a], stories[b], said[a], said[b], reports), bool(its[0] & its[1])


def _fitting(
    groups: Sequence[Sequence[Story]], reports: Mapping[str, Report], questions: tuple[Sequence[Row], Sequence[Row]],
    told: Mapping[str, set[str]], registry: Mapping[str, Row],
) -> Iterator[tuple[str, Sample]]:  # fmt: skip
    """(kind of condition, what speaks for it and whether it is met) for incidents and questions of half A."""
    gold = {row["qid"]: row for row in questions[1]}
    asked = [q for q in questions[0] if half_of(gold[q["qid"]], registry) == "A"]
    wanted = sorted({condition for question in asked for condition in conditions(question)}, key=repr)
    for group in groups:
        keys = Counter(key for story in group for key in told[story.doc_id])
        row = registry[keys.most_common(1)[0][0]] if keys else None
        if row is not None and half(row["state"]) == "A":
            incident = incident_of(group, reports)
            for condition in wanted:
                yield condition.kind, (features(incident, condition), meets(row, condition))


def _learned(samples: Counter[Sample], names: Sequence[str]) -> dict[str, float]:
    """Logistic regression by Newton's method over samples, each as often as it was seen."""
    x = np.array([sample[0] for sample in samples])
    y = np.array([float(sample[1]) for sample in samples])
    times = np.array([float(count) for count in samples.values()])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        curve = (x * (times * chance * (1 - chance))[:, None]).T @ x + _PRIOR * np.eye(len(weights))
        step = np.linalg.solve(curve, x.T @ (times * (y - chance)) - _PRIOR * weights)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
