"""Mentions → incidents: block, compare, cluster, and say what each incident most probably was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from gowah.hooks import Memo
from gowah.link.attributes import Said, fitting_term, fitting_when, fitting_where, said
from gowah.link.beside import Bundle, bundles
from gowah.link.copies import Copied, copied
from gowah.link.engine import Opening
from gowah.link.levels import TABLE_OF
from gowah.link.model import Weights, read_weights, shipped_weights
from gowah.link.profile import profiles
from gowah.link.responsibility import responsibility
from gowah.model import Datum, Family, Incident, Link, Mention, Part, SourceText, Term, When, Where, incident_id
from gowah.words.settings import Settings
from gowah.words.tables import Tables

Kind = TypeVar("Kind", bound=Datum)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsLinker:
    """Links by summed weights and constrained clustering. `weights` replaces the shipped table."""

    name: str = "gowah-link-weights"
    version: str = "2.0.0"
    weights: Weights | None = None
    engine: str = "duckdb"
    memo: Memo | None = None

    def link(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings, families: Sequence[Family] = (),
    ) -> Iterator[Incident]:  # fmt: skip
        """Each attack that is asserted in exactly one incident; see docs/link.md.

        A mention that only denies or supposes joins an incident that it fits, and makes none of its own.
        `rulings` are (verdict, mention, mention) in the order they were made; `families` say which passages copy
        which others.
        """
        told, ruled = _told(mentions, rulings)
        by_lead = {bundle.whole.entry: bundle.mentions for bundle in told}
        leads = [bundle.whole for bundle in told]
        sources = {text.entry: text for text in texts}
        found = self._clustered(texts, leads, ruled, copied(families, leads, sources), tables, settings)
        incidents = [
            _incident([m for lead in each for m in by_lead[lead]], sources, tables, links) for each, links in found
        ]
        yield from sorted(incidents, key=lambda incident: incident.mentions)

    def on(self, engine: str) -> WeightsLinker:
        """The linker that has its pairs scored on this engine: duckdb or spark."""
        return replace(self, engine=engine)

    def with_memo(self, memo: Memo) -> WeightsLinker:
        """The linker that recalls from this memo what it worked out before, and remembers in it."""
        return replace(self, memo=memo)

    def compare(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        tables: Tables, settings: Settings, families: Sequence[Family], pair: tuple[int, int],
    ) -> tuple[Part, ...]:  # fmt: skip
        """The parts of the score of two attack mentions among all others, whether they would be compared or not.

        None where they are one, told of by two claimers.
        """
        from gowah.link.linked import Terms, parts_between
        from gowah.link.rows import rows

        told, ruled = _told(mentions, rulings)
        leads = [bundle.whole for bundle in told]
        lead_of = {mention.entry: bundle.whole.entry for bundle in told for mention in bundle.mentions}
        a, b = (lead_of[entry] for entry in pair)
        if a == b:
            return ()
        alike = copied(families, leads, {text.entry: text for text in texts})
        terms = Terms(rulings=ruled, copied=alike, settings=settings, weights=self._in_force(settings))
        found = rows(texts, leads, tables, settings.link, None)
        return parts_between(found, terms, _opening(self.engine), a, b)

    def _clustered(
        self, texts: Sequence[SourceText], leads: Sequence[Mention], rulings: Sequence[tuple[str, int, int]],
        alike: Copied, tables: Tables, settings: Settings,
    ) -> list[tuple[list[int], list[Link]]]:  # fmt: skip
        """The mentions of each attack that one of them asserts, with links; the engine is loaded only for two."""
        if len(leads) < 2:
            return [([each.mention], []) for each in profiles(texts, leads, tables) if each.stance == "asserts"]
        from gowah.link.linked import Terms, linked

        terms = Terms(rulings=rulings, copied=alike, settings=settings, weights=self._in_force(settings))
        found = linked(texts, leads, terms, tables, _opening(self.engine), self.memo)
        return [(each.mentions, each.links) for each in found if each.asserted]

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
    leads = [bundle.whole for bundle in told]
    return learned(texts, leads, ruled, tables, settings, weights)


def _opening(engine: str) -> Opening:
    if engine == "spark":
        from gowah.link.spark import spark

        return spark
    from gowah.link.duck import duck

    return duck


def _incident(
    mentions: Sequence[Mention], texts: Mapping[int, SourceText], tables: Tables, links: Sequence[Link]
) -> Incident:
    ids = tuple(sorted(mention.entry for mention in mentions))
    told: dict[str, list[Said]] = {name: [] for name in ("when", "where", *TABLE_OF)}
    for one in said(mentions, texts, *told):
        told[one.value.property].append(one)
    when, where = fitting_when(told["when"]), fitting_where(told["where"], tables)
    terms = {name: fitting_term(told[name], name, tables) for name in TABLE_OF}
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
        links=tuple(links),
    )


def _as(kind: type[Kind], chosen: Said | None) -> Kind | None:
    return chosen.value.value if chosen and isinstance(chosen.value.value, kind) else None
