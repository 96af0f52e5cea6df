"""Derivations → families: each passage goes to the text that explains it best, and so back to one origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from gowah.model import Change, Family, Member, Pair, Span, family_id
from gowah.trace.derive import Derivation
from gowah.trace.sentences import Page

_SPLIT = 5  # a fifth of a copied passage is from another origin than the rest: it is divided
_ALIKE = 40  # percent of its words in order from which a changed sentence is taken for the one it stands beside
_AMONG = "a text that draws on it shares a passage with one of this family"
_STILL = 60  # percent of a second parent's sentences that no first parent has taken


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tree:
    """An origin and what draws on it. `origin` is a position among the pages, None if not kept or not known."""

    root: int
    origin: int | None
    name: str = ""
    spans: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # page -> its sentences
    drawn: dict[int, Derivation] = field(default_factory=dict)  # page -> how


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forest:
    """All trees; `at` gives each page its position, `chosen` its ways, `apart` whom rulings keep it apart from.

    `holding` are the trees that a page hangs in, `done` those of them that it hangs in through its ways.
    """

    at: Mapping[int, int]
    chosen: Mapping[int, list[Derivation]]
    apart: Mapping[int, Set[int]]
    trees: dict[int, _Tree] = field(default_factory=dict)
    done: dict[int, list[_Tree]] = field(default_factory=dict)
    holding: dict[int, list[_Tree]] = field(default_factory=lambda: defaultdict(list))

    def settle(self, n: int, above: tuple[int, ...]) -> list[_Tree]:
        """The trees that a page hangs in, its parents settled first; a circle of credits is cut where it closes."""
        if n in self.done:
            return self.done[n]
        mine: list[_Tree] = []
        for one in self.chosen.get(n, ()):
            parent = self.at[id(one.comparison.earlier)]
            if parent in (n, *above):
                continue
            higher = self.settle(parent, (*above, n))
            for tree, sentences in _shares(one, parent, higher) or [(self.rooted(parent, one), one.sentences)]:
                if n != tree.root and n not in tree.drawn and self.admits(tree, n):
                    self.hang(n, tree, replace(one, sentences=sentences))
                    tree.spans[n] |= set(sentences)
                    mine.append(tree)
        self.done[n] = mine
        return mine

    def rooted(self, parent: int, one: Derivation) -> _Tree:
        """The tree of which the earlier text is itself the origin, with the passage that was taken from it."""
        if parent not in self.trees:
            self.trees[parent] = _Tree(root=parent, origin=parent)
            self.holding[parent].append(self.trees[parent])
        self.trees[parent].spans[parent] |= _region(one)
        return self.trees[parent]

    def pair(self, one: Derivation) -> None:
        """Two texts of one origin of which nobody can say which came first."""
        later = self.at[id(one.comparison.later)]
        a, b = sorted((self.at[id(one.comparison.earlier)], later))
        here = {later: set(one.sentences), a + b - later: _region(one)}
        known = [tree for n in (a, b) for tree in self.holding[n] if _overlap(tree.spans[n], here[n])]
        if any(a in tree.spans and b in tree.spans for tree in known):
            return  # each in the family by itself: nothing is added by their likeness
        known = [tree for tree in known if self.admits(tree, a) and self.admits(tree, b)]
        tree = min(known, key=lambda tree: (tree.origin is None, -len(tree.spans), tree.root)) if known else None
        if tree is None:  # a page may be the first of two such families, so its place is no key
            tree = self.trees[-1 - len(self.trees)] = _Tree(root=a, origin=None)
        for other in known:
            if other is not tree:
                self.absorb(tree, other, one)
        for n in (a, b):
            if n not in tree.spans:
                self.hang(n, tree, one)
        for n in (a, b):
            tree.spans[n] |= here[n]

    def absorb(self, tree: _Tree, other: _Tree, one: Derivation) -> None:
        """Two families of one passage become one, unless a ruling or a page that joins two keeps them apart."""
        both = tree.spans.keys() & other.spans.keys()
        if not all(_overlap(tree.spans[n], other.spans[n]) for n in both):
            return
        if not all(self.admits(tree, n) for n in other.spans):
            return
        linked = {self.at[id(page)] for page in (one.comparison.earlier, one.comparison.later)}
        among = one if other.root in linked else replace(one, relation="partial", reason=_AMONG)
        for n, spans in other.spans.items():
            if n not in tree.spans:
                self.hang(n, tree, other.drawn.get(n, among))
            tree.spans[n] |= spans
            self.holding[n].remove(other)
        del self.trees[next(key for key, its in self.trees.items() if its is other)]

    def admits(self, tree: _Tree, n: int) -> bool:
        """No ruling keeps the page apart from one that hangs in the tree."""
        return tree.spans.keys().isdisjoint(self.apart.get(n, ()))

    def hang(self, n: int, tree: _Tree, one: Derivation) -> None:
        """The page is in the tree from now on."""
        tree.drawn[n] = one
        self.holding[n].append(tree)


def _apart(pages: Sequence[Page], ruled: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Page -> the pages that a ruling keeps it apart from."""
    at = {page.source.entry: n for n, page in enumerate(pages)}
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in ruled:
        if one in at and other in at:
            found[at[one]].add(at[other])
            found[at[other]].add(at[one])
    return found


Changes = Callable[[Derivation], tuple[Change, ...]]


def families(
    pages: Sequence[Page], found: Sequence[Derivation], unkept: Mapping[int, str], apart: Iterable[tuple[int, int]],
    changes: Changes,
) -> list[Family]:  # fmt: skip
    """Families in the order of their origins' contents.

    `unkept` names, for a page that is itself an agency's or another outlet's text, the outlet it came from;
    `apart` are pairs of texts, by their entries, of which a person ruled that they rest on two origins.
    """
    at = {id(page): n for n, page in enumerate(pages)}
    directed, loose = defaultdict(list), []
    for one in found:
        if one.directed:
            directed[at[id(one.comparison.later)]].append(one)
        else:
            loose.append(one)
    forest = _Forest(
        at=at, chosen={n: _parents(ways) for n, ways in sorted(directed.items())}, apart=_apart(pages, apart)
    )
    for n in sorted(forest.chosen):
        forest.settle(n, ())
    for one in loose:
        forest.pair(one)
    return [
        family
        for tree in sorted(forest.trees.values(), key=lambda tree: tree.root)
        if (family := _family(tree, pages, unkept, changes)) is not None
    ]


def _parents(ways: Sequence[Derivation]) -> list[Derivation]:
    """One parent for each passage, the best first; a later choice gets only sentences still free."""
    taken: set[int] = set()
    chosen: list[Derivation] = []
    for one in sorted(ways, key=lambda way: way.rank):
        free = tuple(n for n in one.sentences if n not in taken)
        if free and 100 * len(free) >= _STILL * len(one.sentences):
            chosen.append(replace(one, sentences=free))
            taken.update(free)
    return chosen


def _shares(one: Derivation, parent: int, higher: Sequence[_Tree]) -> list[tuple[_Tree, tuple[int, ...]]]:
    """The trees that hold what was taken from the earlier text, each with its sentences of the later one.

    Whoever copies a page that joins two origins copies both. Empty where most of it is the earlier text's own.
    """
    region = _region(one)
    held = sorted(((tree, tree.spans[parent] & region) for tree in higher), key=lambda h: (-len(h[1]), h[0].root))
    if not held or 2 * len(set().union(*(spans for _, spans in held))) < len(region):
        return []
    large = [(tree, spans) for tree, spans in held if _SPLIT * len(spans) >= len(region)]
    if len(large) < 2:
        return [(held[0][0], one.sentences)]
    aligned = {**one.comparison.nearest, **one.comparison.reused}
    parts: list[list[int]] = [[] for _ in large]
    at = 0
    for n in one.sentences:  # what stands beside nothing goes with what stands before it
        beside = aligned[n].earlier if n in aligned else None
        at = next((k for k, (_, spans) in enumerate(large) if beside in spans), at)
        parts[at].append(n)
    return [(tree, tuple(part)) for (tree, _), part in zip(large, parts, strict=True) if part]


def _region(one: Derivation) -> set[int]:
    """The sentences of the earlier text that the derived ones stand beside.

    Of a copy in the same words those that are hardly alike are left out: they only stand nearest.
    """
    its = one.comparison
    alike = _ALIKE if one.relation in ("verbatim", "partial") else 0
    near = {n: aligned for n, aligned in its.nearest.items() if aligned.score >= alike}
    aligned = {**near, **its.reused}
    return {aligned[n].earlier for n in one.sentences if n in aligned}


def _overlap(known: set[int], new: set[int]) -> bool:
    """Half of the smaller is in both: the same passage of a page, not two of them."""
    return 2 * len(known & new) >= min(len(known), len(new)) > 0


def _family(tree: _Tree, pages: Sequence[Page], unkept: Mapping[int, str], changes: Changes) -> Family | None:
    origin = tree.origin
    name = unkept.get(tree.root, "") if origin is not None else tree.name
    members = []
    for n in sorted(tree.spans):
        page, one = pages[n], tree.drawn.get(n)
        spans = _spans(page, tree.spans[n])
        if not spans:
            continue
        if one is None:
            relation, reason = ("cites", f"credits {name}, which is not kept") if name else ("original", "the origin")
            members.append(_member(page, spans, relation, reason))
            continue
        reason = one.reason if one.directed else one.reason + "; nothing tells which came first"
        member = _member(page, spans, one.relation, reason)
        members.append(replace(member, changed=changes(one), pairs=_pairs(one, n, pages), certain=one.certain))
    if len(members) < 2:
        return None
    if name:
        origin = None
    elif origin is not None:
        name = _named(pages[origin], min(tree.spans[origin]))
    first = min(members, key=lambda m: (m.text, m.spans[0].start))
    named_after = next((m for m in members if origin is not None and m.text == pages[origin].source.entry), first)
    certain = sum(member.certain for member in members if member.relation != "original") > 0
    return Family(
        id=family_id(named_after.text, named_after.spans[0].start),
        origin=pages[origin].source.entry if origin is not None else None,
        origin_name=name, members=tuple(members), certain=certain,
    )  # fmt: skip


def _named(page: Page, first: int) -> str:
    """Its outlet, and the day of the passage that begins with this sentence."""
    day = page.issued(first)
    return f"{page.source.outlet}, {day}" if day else page.source.outlet


def _member(page: Page, spans: tuple[Span, ...], relation: str, reason: str) -> Member:
    return Member(text=page.source.entry, source=page.source.source, spans=spans, relation=relation, reason=reason)


def _spans(page: Page, chosen: Iterable[int]) -> tuple[Span, ...]:
    """Sentences as stretches of text; neighbours are one stretch."""
    wanted = set(chosen)
    spans: list[list[int]] = []
    before = -2
    for place, sentence in enumerate(page.sentences):
        if sentence.n not in wanted:
            continue
        if spans and place == before + 1:
            spans[-1][1] = sentence.end
        else:
            spans.append([sentence.start, sentence.end])
        before = place
    return tuple(Span(start=start, end=end) for start, end in spans)


def _pairs(one: Derivation, n: int, pages: Sequence[Page]) -> tuple[Pair, ...]:
    """Each sentence beside the one it came from."""
    its = one.comparison
    later = {s.n: s for s in its.later.sentences}
    earlier = {s.n: s for s in its.earlier.sentences}
    if its.later is not pages[n]:  # an undirected pair, seen from its other end
        return ()
    aligned = {**its.nearest, **its.reused}
    return tuple(
        Pair(
            origin_text=its.earlier.source.entry,
            origin=Span(start=earlier[aligned[m].earlier].start, end=earlier[aligned[m].earlier].end),
            member=Span(start=later[m].start, end=later[m].end),
            score=min(100, aligned[m].score),
        )
        for m in one.sentences
        if m in aligned
    )
