"""The case from which Gowah began: ten claims, each with quote and speakers, however the page puts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from gowah.claim import english
from gowah.model import (
    Claimed,
    Count,
    Datum,
    Kept,
    Money,
    Original,
    Problem,
    ReadText,
    Role,
    SourceText,
    Term,
    Text,
    Value,
    When,
)  # fmt: skip
from gowah.read import documents
from gowah.words import Settings, Tables, fold, load_tables
from gowah.words.media import sniff

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "afghanistan" / "reports" / "27-questions-and-answers.html"
PAGES = [EXAMPLE, *sorted((HERE / "pages").iterdir())]
ANALYST = "Elian Voss"


@dataclass(frozen=True)
class Page:
    """A page as read, and what is claimed from it."""

    text: SourceText
    claims: tuple[Claimed, ...]

    def of(self, kind: str, *wanted: tuple[str, object]) -> list[Claimed]:
        """The mentions of a kind that have all of these values."""
        return [c for c in self.claims if c.kind == kind and all(holds(c, *want) for want in wanted)]


def values(claimed: Claimed, property: str) -> list[Value]:
    return [value for value in claimed.values if value.property == property]


def holds(claimed: Claimed, property: str, wanted: object) -> bool:
    """True when a value of the property is the wanted one, whatever its wording."""
    return any(same(value.value, wanted) for value in values(claimed, property))


def since_august_2021(told: Page) -> When:
    """What is counted "since August 2021" is counted until the page was issued; openly where it bears no day."""
    return When(earliest="2021-08-01", latest=told.text.described.published)


def same(datum: Datum, wanted: object) -> bool:
    match datum, wanted:
        case Term(code=code), str():
            return code == wanted
        case Count(low=low, high=high, about=about), Count():
            return (low, high, about) == (wanted.low, wanted.high, wanted.about)
        case When(earliest=earliest, latest=latest), When():
            return (earliest, latest) == (wanted.earliest, wanted.latest)
        case Money(amount=amount, currency=currency), Money():
            return (amount, currency) == (wanted.amount, wanted.currency)
        case Text(text=text), str():
            return fold(wanted) in fold(text)
    return False


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",))


@cache
def page(path: Path) -> Page:
    content = path.read_bytes()
    kept = Kept(
        role=Role.ORIGINAL, digest=sha256(content).hexdigest(), media_type=sniff(content, path.name), size=len(content), taken_from=str(path),
        taken_at="2026-01-01T00:00:00Z", name=path.name,
    )  # fmt: skip
    read = documents.read(Original(entry=1, kept=kept, content=content), Settings())
    assert isinstance(read, ReadText)
    text = SourceText(
        entry=2, source=1, file=path.name, media_type=read.media_type, described=read.described, layout=read.layout,
        text=read.text,
    )  # fmt: skip
    found = tuple(english.claim(text, tables(), Settings()))
    assert not [problem for problem in found if isinstance(problem, Problem)]
    return Page(text=text, claims=tuple(c for c in found if isinstance(c, Claimed)))


@pytest.fixture(params=PAGES, ids=lambda path: path.name)
def told(request: pytest.FixtureRequest) -> Page:
    return page(request.param)


def only(found: Sequence[Claimed]) -> Claimed:
    assert len(found) == 1, [[(v.property, v.value) for v in c.values] for c in found]
    return found[0]


def spoken_by(claimed: Claimed, property: str) -> str:
    """The innermost speaker of a property's value; empty where the page itself speaks."""
    [value, *_] = values(claimed, property)
    return value.speakers[-1].name if value.speakers else ""


def test_attacks_claimed_by_iskp_on_hazaras_since_august_2021(told: Page) -> None:
    total = only(told.of("total", ("attacks", Count(low=13, high=13))))
    assert holds(total, "responsibility", "claimed")
    assert holds(total, "perpetrator", "iskp")
    assert holds(total, "community", "hazara")
    assert holds(total, "period", since_august_2021(told))
    assert spoken_by(total, "attacks") == "Human Rights Watch"


def test_further_attacks_in_which_iskp_is_implicated(told: Page) -> None:
    total = only(told.of("total", ("attacks", Count(low=3, high=None))))
    assert holds(total, "responsibility", "linked")
    assert holds(total, "perpetrator", "iskp")
    assert holds(total, "community", "hazara")
    assert holds(total, "period", since_august_2021(told))
    assert spoken_by(total, "attacks") == "Human Rights Watch"


def test_killed_or_injured_in_all_of_them(told: Page) -> None:
    total = only(told.of("total", ("hurt", Count(low=700, high=None))))
    assert holds(total, "responsibility", "all")
    assert holds(total, "community", "hazara")
    assert not values(total, "killed")
    assert not values(total, "injured")
    assert spoken_by(total, "hurt") == "Human Rights Watch"


def test_killed_or_injured_at_shia_gatherings_in_kabul(told: Page) -> None:
    total = only(told.of("total", ("hurt", Count(low=121, high=None))))
    assert holds(total, "community", "shia")
    assert [tables().within(v.value.place, "province") for v in values(total, "place")] == [tables().places["AF-KAB"]]  # type: ignore[attr-defined]
    assert not values(total, "perpetrator")
    assert "UNAMA" in spoken_by(total, "hurt")


def test_attacks_likely_unreported(told: Page) -> None:
    gap = only(told.of("gap"))
    assert holds(gap, "area", "provinces")
    [reason] = values(gap, "reason")
    assert isinstance(reason.value, Text)
    assert any(word in reason.value.text for word in ("media", "press", "journalists"))


def test_strength_at_its_peak(told: Page) -> None:
    group = only(told.of("group"))
    assert holds(group, "name", "iskp")
    assert holds(group, "strength", Count(low=3000, high=3000, about=True))
    [as_of] = values(group, "as_of")
    assert isinstance(as_of.value, When)
    assert (as_of.value.earliest, as_of.value.latest) == (None, None)
    assert any(word in as_of.value.as_written for word in ("peak", "height", "strongest"))


def test_indirect_tie_to_the_taliban(told: Page) -> None:
    tie = only(told.of("tie", ("via", "haqqani-network")))
    assert {v.value.code for p in ("from", "to") for v in values(tie, p)} == {"iskp", "taliban"}  # type: ignore[attr-defined]
    assert holds(tie, "kind", "linked")
    assert fold(spoken_by(tie, "kind")) == "researchers"


def test_khalil_haqqani_has_a_role_and_a_reward(told: Page) -> None:
    person = only(told.of("person"))
    assert holds(person, "name", "Khalil Haqqani")
    assert holds(person, "group", "haqqani-network")
    assert values(person, "role")
    assert holds(person, "reward", Money(amount=5_000_000, currency="USD"))
    assert holds(person, "reward", Money(amount=3_600_000, currency="GBP"))


def test_collaboration_on_attacks(told: Page) -> None:
    tie = only(told.of("tie", ("as_of", When(earliest="2019-01-01", latest="2021-12-31"))))
    assert holds(tie, "from", "iskp")
    assert holds(tie, "kind", "linked")
    assert ANALYST in spoken_by(tie, "kind")


def test_medical_care_asked_of_the_taliban_and_not_given(told: Page) -> None:
    need = only(told.of("need"))
    assert holds(need, "need", "medical")
    assert any(holds(need, "who", who) for who in ("victims", "survivors"))
    assert holds(need, "who", "families")
    assert holds(need, "asked_of", "Taliban")
    assert holds(need, "met", "no")


def test_totals_are_no_attacks(told: Page) -> None:
    assert told.of("attack") == []
    assert told.of("victim") == []


def test_nothing_else_is_claimed(told: Page) -> None:
    kinds = sorted(claimed.kind for claimed in told.claims)
    assert kinds == ["gap", "group", "need", "person", "tie", "tie", "total", "total", "total", "total"]


def test_every_quote_stands_in_the_page(told: Page) -> None:
    for claimed in told.claims:
        for value in claimed.values:
            assert told.text.text[value.start : value.end] == value.quote
            assert value.quote.strip() == value.quote
