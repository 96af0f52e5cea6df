"""A table of mentions → groups: find pairs, score them, and cluster what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.arrow import numbers
from gowah.link.blocking import KEYS, ORDERED, PAIRS, USEFUL
from gowah.link.clusters import APART, Copy, Ints, Pair, Scored, components, groups
from gowah.link.engine import Engine
from gowah.link.levels import Comparison
from gowah.link.lists import rivals
from gowah.link.memory import LEAST_ROWS, Known
from gowah.link.model import NEVER, Weights
from gowah.link.splinked import TABLE, level_of, scored

NEARLY = 4000
"""Millibits below the threshold at which a link not made is still shown."""
LARGEST_COMPONENT = 300
"""Mentions that are compared all with all; a larger component is cut where its links are weakest."""
_STEP = 1000
_FEW = LEAST_ROWS
MOST_REMEMBERED = 10_000_000
"""Pairs of which the scores are kept."""
_ALL = "every_score"
RULED = 1_000_000
"""Millibits of a person's ruling that two mentions are one incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How pairs become groups: the threshold, and what people ruled, as pairs (lower, higher) of numbers of rows.

    `copied` are the rows that have copies; `tables` the number of the table that each stands in, -1 for none, where
    there are two tables.
    """

    threshold: int = 0
    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    copied: Mapping[int, Copy] = field(default_factory=dict)
    tables: Ints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Groups of row numbers, each sorted, in order of their first; and the pairs found, with their scores."""

    groups: list[list[int]]
    a: Ints
    b: Ints
    score: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Scores pairs of the rows of an engine's table under a model; what is `known` of them is not scored again."""

    engine: Engine
    compared: Sequence[Comparison]
    weights: Weights
    size: int
    known: Known | None = None

    def score(self, pairs: str, into: str, *, least: int | None = None, shown: bool = False) -> None:
        """As `splinked.scored`. Of few rows all pairs are scored at once: starting Splink takes longer than scoring."""
        if self.size <= _FEW:
            self.engine.make(
                into, f"select s.* from {_ALL} s join {pairs} p on s.a = p.join_key_l and s.b = p.join_key_r"
                + (f" where s.score >= {least}" if least is not None else ""),
            )  # fmt: skip
        elif self.known is None:
            scored(self.engine, self.compared, self.weights, pairs, into, least=least, shown=shown)
        else:
            self._recall(self.known, pairs, into, least=least, shown=shown)

    def _recall(self, known: Known, pairs: str, into: str, *, least: int | None, shown: bool) -> None:
        """Scores what is not remembered of these pairs under the name `into`; afterwards they all are."""
        columns = ["score", *(f"g_{n}" for n in range(len(self.compared)) if shown)]
        held, fresh = known.memory.pairs(into, known.rows), pairs
        found = f"{into}_found"
        if held is not None:
            fresh = f"{into}_fresh"
            self.engine.take("held", held)
            self.engine.make(fresh, f"""select p.* from {pairs} p
                left join held h on p.join_key_l = h.a and p.join_key_r = h.b where h.a is null""")  # fmt: skip
        scored(self.engine, self.compared, self.weights, fresh, found, least=least, shown=shown)
        # A pair that scored too little is remembered too, without a score.
        names, added = ", ".join(columns), ", ".join(f"f.{name}" for name in columns)
        every = f"select p.join_key_l as a, p.join_key_r as b, {added} from {fresh} p left join {found} f"
        every += " on p.join_key_l = f.a and p.join_key_r = f.b"
        if held is not None:
            of_held = ", ".join(f"h.{name}" for name in columns)
            every += f" union all select h.a, h.b, {of_held} from held h join {pairs} p"
            every += " on p.join_key_l = h.a and p.join_key_r = h.b"
        self.engine.make(f"{into}_every", every)
        self.engine.make(into, f"select a, b, {names} from {into}_every where score is not null")
        made = self.engine.rows(f"select a, b, {names} from {into}_every")
        if made.num_rows <= MOST_REMEMBERED:
            known.memory.remember_pairs(into, known.rows, made)

    def open(self, table: Any) -> None:
        """Takes the table in, finds the pairs worth scoring (`pairs`), and of few rows scores all."""
        self.engine.take(TABLE, table)
        for name, sql in (("keys", KEYS), ("useful", USEFUL), ("ordered", ORDERED), ("pairs", PAIRS)):
            self.engine.make(name, sql)
        if self.size <= _FEW:
            self.engine.make("every_pair", f"""select l.unit as join_key_l, r.unit as join_key_r, '0' as match_key
                from {TABLE} l join {TABLE} r on l.unit <= r.unit""")  # fmt: skip
            scored(self.engine, self.compared, self.weights, "every_pair", _ALL, shown=True)


def join(scorer: Scorer, table: Any, rules: Rules) -> Joined:
    """Each row of the table (an Arrow table, see `link/table.py`; `unit` counts from 0) in exactly one group."""
    scorer.open(table)
    scorer.score("pairs", "edges", least=rules.threshold - NEARLY)
    a, b, score = numbers(scorer.engine.rows("select a, b, score from edges order by a, b"), "a", "b", "score")
    return Joined(groups=_grouped(scorer, (a, b, score), rules), a=a, b=b, score=score)


def _grouped(scorer: Scorer, edges: tuple[Ints, Ints, Ints], rules: Rules) -> list[list[int]]:
    size = scorer.size
    a, b, score = _with_rulings(edges, rules)
    strong = score >= rules.threshold
    a, b, score = a[strong], b[strong], score[strong]
    if rules.tables is not None:
        alone = ~rivals(a, b, score - rules.threshold, rules.tables)
        a, b, score = a[alone], b[alone], score[alone]
    root = _cut(size, a, b, score, rules.threshold)
    members = np.bincount(root, minlength=size)
    inside = root[a] == root[b]
    pairs = np.bincount(root[a[inside]], minlength=size)
    named = np.zeros(size, dtype=bool)  # components that a ruling names are always worked through
    for one, other in rules.together | rules.apart:
        named[root[[one, other]]] = True
    whole = (pairs == members * (members - 1) // 2) & ~named
    order = np.argsort(root, kind="stable")
    ends = np.cumsum(members[members > 0])
    pieces = np.split(order, ends[:-1]) if size else []
    simple = [piece.tolist() for piece in pieces if whole[root[piece[0]]]]
    rest = [piece.tolist() for piece in pieces if not whole[root[piece[0]]]]
    worked = (group for piece in _all_pairs(scorer, rest) for group in _worked(*piece, rules))
    return sorted([*simple, *worked])


def _with_rulings(edges: tuple[Ints, Ints, Ints], rules: Rules) -> tuple[Ints, Ints, Ints]:
    """The pairs found without those ruled apart, and those ruled the same with the highest score."""
    a, b, score = edges
    if rules.apart or rules.together:
        ruled = rules.apart | rules.together
        kept = np.array([pair not in ruled for pair in zip(a.tolist(), b.tolist(), strict=True)], dtype=bool)
        more = np.array(sorted(rules.together), dtype=np.int64).reshape(-1, 2)
        a, b = np.concatenate([a[kept], more[:, 0]]), np.concatenate([b[kept], more[:, 1]])
        score = np.concatenate([score[kept], np.full(len(more), RULED, dtype=np.int64)])
    return a, b, score


def _cut(size: int, a: Ints, b: Ints, score: Ints, threshold: int) -> Ints:
    """Components; one too large is cut at ever higher scores, and what no score cuts in the order of its rows."""
    root = components(size, a, b)
    level = threshold
    while True:
        large = np.bincount(root, minlength=size)[root] > LARGEST_COMPONENT
        if not large.any():
            return root
        level += _STEP
        if not (score >= level).any():
            break
        kept = (score >= level) | ~large[a]
        a, b, score = a[kept], b[kept], score[kept]
        finer = components(size, a, b)
        root = np.where(large, finer, root)
    for one in np.unique(root[large]).tolist():
        rows = np.flatnonzero(root == one)
        root[rows] = rows[np.arange(len(rows)) // LARGEST_COMPONENT * LARGEST_COMPONENT]
    return root


def _all_pairs(scorer: Scorer, pieces: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[int], Scored]]:
    """Each component with the score of every pair in it, blocked or not."""
    if not pieces:
        return
    engine, sizes = scorer.engine, [len(piece) for piece in pieces]
    units = np.array([n for piece in pieces for n in piece], dtype=np.int64)
    numbered = np.repeat(np.arange(len(pieces)), sizes)
    within = np.concatenate([np.arange(size) for size in sizes])
    engine.take("rest", pa.table({"unit": units, "piece": numbered}))
    engine.make(
        "inner_pairs",
        """select l.unit as join_key_l, r.unit as join_key_r, '0' as match_key
        from rest l join rest r on l.piece = r.piece and l.unit < r.unit""",
    )
    scorer.score("inner_pairs", "inner_scores")
    found = engine.rows("select a, b, score, piece from inner_scores join rest on a = unit order by piece, a, b")
    a, b, score, piece = numbers(found, "a", "b", "score", "piece")
    order = np.argsort(units)
    a, b = (within[order[np.searchsorted(units[order], each)]] for each in (a, b))
    ends = np.searchsorted(piece, np.arange(len(pieces) + 1))
    for n, its in enumerate(pieces):
        part = slice(ends[n], ends[n + 1])
        yield its, Scored(a=a[part], b=b[part], score=score[part])


def _worked(piece: Sequence[int], pairs: Scored, rules: Rules) -> list[list[int]]:
    """The rows of a component as groups."""
    at = {row: n for n, row in enumerate(piece)}
    own = set(piece)
    apart = [pair for pair in rules.apart if own.issuperset(pair)]
    together = sorted((at[a], at[b]) for a, b in rules.together if a in own and b in own)
    if apart:
        parted = {(at[a], at[b]) for a, b in apart}
        ruled = [pair in parted for pair in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
        pairs = replace(pairs, score=np.where(ruled, APART, pairs.score))
    copied = {n: its for n, row in enumerate(piece) if (its := rules.copied.get(row))}
    found = groups(len(piece), pairs, together, copied, threshold=rules.threshold, never=NEVER // 2)
    return [[piece[n] for n in group] for group in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Pairs, each of a kind; `levels` are for each kind the words of the level found in each comparison."""

    a: Ints
    b: Ints
    kinds: Ints
    levels: list[tuple[tuple[str, str], ...]]


def explained(scorer: Scorer, pairs: Iterable[Pair]) -> Explained:
    """What was found in each of these pairs; a row may be paired with itself."""
    wanted = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    if not len(wanted):
        return Explained(a=wanted[:, 0], b=wanted[:, 1], kinds=wanted[:, 0], levels=[])
    match_key = pa.array(["0"]).take(pa.array(np.zeros(len(wanted), dtype=np.int64)))
    asked = {"join_key_l": wanted[:, 0], "join_key_r": wanted[:, 1], "match_key": match_key}
    scorer.engine.take("shown_pairs", pa.table(asked))
    scorer.score("shown_pairs", "shown_levels", shown=True)
    names = [f"g_{n}" for n in range(len(scorer.compared))]
    found = scorer.engine.rows(f"select a, b, {', '.join(names)} from shown_levels order by a, b")
    a, b, *numbered = numbers(found, "a", "b", *names)
    kinds, first = _kinds(numbered)
    said = [[(each.name, level_of(each, n)) for n in range(-1, len(each.levels))] for each in scorer.compared]
    rows = np.stack(numbered, axis=1)[first].tolist()
    levels = [
        tuple((name, words) for name, words in (its[n + 1] for its, n in zip(said, row, strict=True)) if words)
        for row in rows
    ]
    return Explained(a=a, b=b, kinds=kinds, levels=levels)


def _kinds(numbered: Sequence[Ints]) -> tuple[Ints, Ints]:
    """For each row of these columns the number of its kind, and of each kind the first row that is of it."""
    kinds = np.zeros(len(numbered[0]), dtype=np.int64)
    first = np.zeros(1, dtype=np.int64)
    for column in numbered:
        wide = int(column.max()) + 2
        _, first, kinds = np.unique(kinds * wide + column + 1, return_index=True, return_inverse=True)
    return kinds, first
