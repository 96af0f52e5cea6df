"""Mentions → incidents: block, compare, cluster, and say what each incident most probably was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gowah.link.attributes import Said, fitting_term, fitting_when, fitting_where, said
from gowah.link.beside import bundles
from gowah.link.blocking import candidates
from gowah.link.clusters import Pair, groups
from gowah.link.compare import TABLE_OF, compare, forbidden, link, told_again
from gowah.link.model import Weights, shipped_weights
from gowah.link.profile import Profile, profiles
from gowah.link.responsibility import responsibility
from gowah.model import Datum, Incident, Link, Mention, Part, SourceText, Term, Verdict, When, Where, incident_id
from gowah.words.settings import Settings
from gowah.words.tables import Tables

Kind = TypeVar("Kind", bound=Datum)

_NEARLY = 4000
"""Millibits below the threshold at which a link not made is still shown."""
_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsLinker:
    """Links by summed weights and constrained clustering. `weights` replaces the shipped table."""

    name: str = "gowah-link-weights"
    version: str = "1.0.0"
    weights: Weights | None = None

    def link(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings,
    ) -> Iterator[Incident]:  # fmt: skip
        """Each attack that is asserted in exactly one incident; see docs/link.md.

        A mention that only denies or supposes joins an incident that it fits, and makes none of its own.
        `rulings` are (verdict, mention, mention) in the order they were made.
        """
        attacks = [mention for mention in mentions if mention.claimed.kind == "attack"]
        told = bundles(attacks, rulings)
        by_lead = {bundle.whole.entry: bundle.mentions for bundle in told}
        lead_of = {mention.entry: bundle.whole.entry for bundle in told for mention in bundle.mentions}
        ruled = [(verdict, lead_of.get(a, a), lead_of.get(b, b)) for verdict, a, b in rulings]
        found = profiles(texts, [bundle.whole for bundle in told], tables)
        clusters, links = _clustered(found, ruled, tables, settings, self.weights or shipped_weights())
        sources = {text.entry: text for text in texts}
        incidents = [
            _incident([m for n in cluster for m in by_lead[found[n].mention]], sources, tables, links)
            for cluster in clusters
            if any(found[n].stance == "asserts" for n in cluster)
        ]
        yield from sorted(incidents, key=lambda incident: incident.mentions)


def _clustered(
    found: Sequence[Profile],
    rulings: Sequence[tuple[str, int, int]],
    tables: Tables,
    settings: Settings,
    weights: Weights,
) -> tuple[list[list[int]], list[Link]]:
    """Groups of positions in `found`, and the links between their mentions."""
    together, apart = _ruled(found, rulings)
    units, home = _units(found, together, apart)
    heads = [found[unit[0]] for unit in units]
    parts: dict[Pair, tuple[Part, ...]] = {}
    for a, b in candidates(heads, tables, settings.link):
        if forbidden(heads[a], heads[b], tables, settings.link) is None:
            parts[a, b] = compare(heads[a], heads[b], tables, weights)
    for (a, b), ruled in _unit_rulings(together, home).items():
        parts[a, b] = (*parts.get((a, b), ()), Part(comparison="ruling", found="same incident", weight=ruled))
    ruled_pairs = _unit_rulings(together, home)
    never = {tuple(sorted((home[a], home[b]))) for a, b in apart}

    def may(a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair in never:
            return False
        if pair in ruled_pairs:
            return True
        if any(not told_again(found[m], found[n], tables) for m, n in _of_one_text(units[a], units[b], found)):
            return False
        return forbidden(heads[a], heads[b], tables, settings.link) is None

    clusters = groups(
        len(units), {pair: sum(part.weight for part in found_parts) for pair, found_parts in parts.items()},
        sorted(ruled_pairs), may,
        stranger=weights.part("prior", "never compared").weight, threshold=settings.link.threshold,
    )  # fmt: skip
    at = {unit: n for n, cluster in enumerate(clusters) for unit in cluster}
    links = [
        link(found[unit[0]], found[n], compare(found[unit[0]], found[n], tables, weights), True)
        for unit in units
        for n in unit[1:]
    ]
    for (a, b), its in sorted(parts.items()):
        joined = at[a] == at[b]
        if joined or sum(part.weight for part in its) >= settings.link.threshold - _NEARLY:
            links.append(link(heads[a], heads[b], its, joined))
    return [sorted(n for unit in cluster for n in units[unit]) for cluster in clusters], links


def _of_one_text(one: Sequence[int], other: Sequence[int], found: Sequence[Profile]) -> Iterator[Pair]:
    """The pairs of two units that stand in one report; one unit holds a report's mention once at most."""
    at = {found[n].text: n for n in one}
    return ((at[found[n].text], n) for n in other if found[n].text in at)


def _ruled(found: Sequence[Profile], rulings: Sequence[tuple[str, int, int]]) -> tuple[list[Pair], set[Pair]]:
    """Pairs of positions ruled the same and ruled different; of two rulings on one pair the later holds."""
    at = {profile.mention: n for n, profile in enumerate(found)}
    last: dict[Pair, str] = {}
    for verdict, a, b in rulings:
        if a in at and b in at and a != b and verdict in (Verdict.SAME_INCIDENT, Verdict.DIFFERENT_INCIDENT):
            low, high = sorted((at[a], at[b]))
            last[low, high] = str(verdict)
    apart = {pair for pair, verdict in last.items() if verdict == Verdict.DIFFERENT_INCIDENT}
    together: list[Pair] = []
    group = {n: {n} for pair in last for n in pair}
    for (a, b), verdict in sorted(last.items()):
        # A ruling that two are different also holds against a chain of others that would join them.
        clash = any((min(x, y), max(x, y)) in apart for x in group[a] for y in group[b])
        if verdict == Verdict.SAME_INCIDENT and not clash:
            together.append((a, b))
            merged = group[a] | group[b]
            for n in merged:
                group[n] = merged
    return together, apart


def _units(found: Sequence[Profile], together: Sequence[Pair], apart: set[Pair]) -> tuple[list[list[int]], list[int]]:
    """Mentions of different texts that cannot be told apart are one unit, so copies weigh nothing.

    The k-th of the look-alikes in one text goes into the k-th unit. Mentions that a ruling names stay alone.
    """
    named = {n for pair in [*together, *apart] for n in pair}
    units: dict[tuple[object, ...], list[int]] = {}
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    home = [0] * len(found)
    for n, profile in enumerate(found):
        # Vague mentions of different reports stay apart; those of a report kept twice do not.
        likeness = profile.signature if profile.days and profile.places else profile.key
        key: tuple[object, ...] = ("alone", n)
        if n not in named:
            key = (likeness, seen[likeness, profile.text])
            seen[likeness, profile.text] += 1
        units.setdefault(key, []).append(n)
    for number, unit in enumerate(units.values()):
        for n in unit:
            home[n] = number
    return list(units.values()), home


def _unit_rulings(together: Sequence[Pair], home: Sequence[int]) -> dict[Pair, int]:
    ruled = {}
    for a, b in together:
        low, high = sorted((home[a], home[b]))
        if low != high:
            ruled[low, high] = 1_000_000
    return ruled


def _incident(
    mentions: Sequence[Mention], texts: Mapping[int, SourceText], tables: Tables, links: Sequence[Link]
) -> Incident:
    ids = tuple(sorted(mention.entry for mention in mentions))
    own = set(ids)
    shown = [one for one in links if one.a in own or one.b in own]
    shown.sort(key=lambda one: (not one.joined, -one.score, one.a, one.b))
    when = fitting_when(said(mentions, texts, "when"))
    where = fitting_where(said(mentions, texts, "where"), tables)
    terms = {name: fitting_term(said(mentions, texts, name), name, tables) for name in TABLE_OF}
    chosen = {"when": when, "where": where, **terms}
    return Incident(
        id=incident_id(ids[0]),
        mentions=ids,
        when=_as(When, when),
        where=_as(Where, where),
        site=_as(Term, terms["site"]),
        community=_as(Term, terms["community"]),
        perpetrator=_as(Term, terms["perpetrator"]),
        tactic=_as(Term, terms["tactic"]),
        responsibility=responsibility(mentions, texts, tables),
        chosen=tuple(sorted((name, one.id) for name, one in chosen.items() if one)),
        links=tuple(shown[:_SHOWN]),
    )


def _as(kind: type[Kind], chosen: Said | None) -> Kind | None:
    return chosen.value.value if chosen and isinstance(chosen.value.value, kind) else None
