"""Mentions → incidents: block, compare, cluster, and say what each incident most probably was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gowah.link.attributes import Said, fitting_term, fitting_when, fitting_where, said
from gowah.link.beside import Bundle, bundles
from gowah.link.engine import Opening
from gowah.link.levels import TABLE_OF
from gowah.link.model import Weights, read_weights, shipped_weights
from gowah.link.profile import Profile, profiles
from gowah.link.responsibility import responsibility
from gowah.model import Datum, Incident, Link, Mention, SourceText, Term, When, Where, incident_id
from gowah.words.settings import Settings
from gowah.words.tables import Tables

Kind = TypeVar("Kind", bound=Datum)

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsLinker:
    """Links by summed weights and constrained clustering. `weights` replaces the shipped table."""

    name: str = "gowah-link-weights"
    version: str = "2.0.0"
    weights: Weights | None = None
    engine: str = "duckdb"

    def link(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings,
    ) -> Iterator[Incident]:  # fmt: skip
        """Each attack that is asserted in exactly one incident; see docs/link.md.

        A mention that only denies or supposes joins an incident that it fits, and makes none of its own.
        `rulings` are (verdict, mention, mention) in the order they were made.
        """
        told, ruled = _told(mentions, rulings)
        by_lead = {bundle.whole.entry: bundle.mentions for bundle in told}
        found = profiles(texts, [bundle.whole for bundle in told], tables)
        clusters, links = _linked(found, ruled, tables, settings, self._in_force(settings), self.engine)
        of_mention: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            of_mention[link.a].append(link)
            of_mention[link.b].append(link)
        sources = {text.entry: text for text in texts}
        incidents = [
            _incident([m for n in cluster for m in by_lead[found[n].mention]], sources, tables, of_mention)
            for cluster in clusters
            if any(found[n].stance == "asserts" for n in cluster)
        ]
        yield from sorted(incidents, key=lambda incident: incident.mentions)

    def _in_force(self, settings: Settings) -> Weights:
        if self.weights is not None:
            return self.weights
        return read_weights(settings.link.model) if settings.link.model else shipped_weights()


def _told(
    mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]]
) -> tuple[list[Bundle], list[tuple[str, int, int]]]:
    """What is compared, claimers side by side as one, and the rulings in its terms."""
    told = bundles([mention for mention in mentions if mention.claimed.kind == "attack"], rulings)
    lead_of = {mention.entry: bundle.whole.entry for bundle in told for mention in bundle.mentions}
    return told, [(verdict, lead_of.get(a, a), lead_of.get(b, b)) for verdict, a, b in rulings]


def learn_from(
    texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
    tables: Tables, settings: Settings, weights: Weights,
) -> Weights:  # fmt: skip
    """Weights learned from these mentions and rulings, starting from `weights`; see `link/learn.py`."""
    from gowah.link.learn import learned

    told, ruled = _told(mentions, rulings)
    return learned(profiles(texts, [bundle.whole for bundle in told], tables), ruled, tables, settings, weights)


def _linked(
    found: Sequence[Profile], rulings: Sequence[tuple[str, int, int]], tables: Tables, settings: Settings,
    weights: Weights, engine: str,
) -> tuple[list[list[int]], list[Link]]:  # fmt: skip
    """Groups of positions in `found`, and the links between them; the engine is loaded only where there are two."""
    if len(found) < 2:
        return [[n] for n in range(len(found))], []
    from gowah.link.linked import clustered

    return clustered(found, rulings, tables, settings, weights, _opening(engine))


def _opening(engine: str) -> Opening:
    if engine == "spark":
        from gowah.link.spark import spark

        return spark
    from gowah.link.duck import duck

    return duck


def _incident(
    mentions: Sequence[Mention], texts: Mapping[int, SourceText], tables: Tables, links: Mapping[int, Sequence[Link]]
) -> Incident:
    ids = tuple(sorted(mention.entry for mention in mentions))
    shown = {(one.a, one.b): one for n in ids for one in links.get(n, ())}
    ordered = sorted(shown.values(), key=lambda one: (not one.joined, -one.score, one.a, one.b))
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
        links=tuple(ordered[:_SHOWN]),
    )


def _as(kind: type[Kind], chosen: Said | None) -> Kind | None:
    return chosen.value.value if chosen and isinstance(chosen.value.value, kind) else None
