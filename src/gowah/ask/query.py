"""A question as Gowah read it: what is asked, of what, in which scope."""

from __future__ import annotations

from dataclasses import dataclass

from gowah.ask import cues
from gowah.model import Term, When
from gowah.words import Tables
from gowah.words.plain import say_range, say_term, say_when

MEASURES = {
    "attacks": "attacks",
    "killed": "people killed",
    "injured": "people injured",
    "hurt": "people killed or injured",
}
"""What can be counted, in words."""


def people(low: int | None, high: int | None, measure: str, *, about: bool = False) -> str:
    """A number with what it counts: `46 to 72 people killed`, `1 person injured`, `no people killed`."""
    said = "no" if low == high == 0 else say_range(low, high, about=about)
    what = MEASURES.get(measure, measure.replace("_", " "))
    return f"{said} {what.replace('people', 'person', 1) if low == high == 1 else what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A typed question. An empty filter means any; all filters must hold.

    `kind`: count, list, toll, strength, tie, who claimed, who said, reward, need, gap, yesno, or name (who
    did it, by name: never answered). `about` says what a yesno asks: toll, claimed, happened, nothing, sum.
    `places` are gazetteer ids; `months` are months named without a year, with the days they are narrowed
    to; `names` are proper names that stand in no table; `by` are those whose words are asked for, folded;
    `numbers` are (low, high) of counts in the question. `one`: the question speaks of a single attack;
    `this_period`: of the time that the reports cover. `unclear` is what was not understood and bears on the
    answer.
    """

    text: str
    kind: str
    about: str | None = None
    measure: str | None = None
    of_whom: str | None = None
    groups: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    period: When | None = None
    months: tuple[tuple[int, int, int], ...] = ()
    names: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    responsibility: str | None = None
    numbers: tuple[tuple[int | None, int | None], ...] = ()
    at_peak: bool = False
    said: bool = False
    this_period: bool = False
    one: bool = False
    unclear: str | None = None

    @property
    def is_scoped(self) -> bool:
        """True when anything narrows the question."""
        return bool(
            self.groups or self.communities or self.places or self.sites or self.tactics or self.period
            or self.months or self.names
        )  # fmt: skip


def understood(query: Query, tables: Tables) -> str:
    """The question in Gowah's own words, so that a reader sees a misunderstanding at once."""
    what = {
        "count": f"how many {MEASURES.get(query.measure or 'attacks', 'attacks')}", "list": "which attacks",
        "toll": f"how many {MEASURES.get(query.measure or 'killed', 'people killed')}", "strength": "how many members",
        "tie": "whether there is a link", "who claimed": "who is said to have done it", "who said": "who said what",
        "reward": "which reward is offered", "need": "what is needed, asked for and given",
        "gap": "what goes unreported", "name": "the name of a person", "yesno": "whether it is so",
    }[query.kind]  # fmt: skip
    if query.kind == "yesno" and query.measure:
        what += f": {MEASURES[query.measure]}"
    return ", ".join([what, *scope_words(query, tables)])


def scope_words(query: Query, tables: Tables) -> list[str]:
    """The filters in words, one each."""
    said: list[str] = []
    numbers = [say_range(low, high) for low, high in query.numbers]
    if numbers:
        said.append(f"number {' and '.join(numbers)}")
    if query.of_whom:
        said.append(f"of them {say_term('of_whom', Term(code=query.of_whom), tables)}")
    for label, table, codes in (
        ("group", "groups", query.groups), ("community", "communities", query.communities),
        ("site", "sites", query.sites), ("tactic", "tactics", query.tactics),
    ):  # fmt: skip
        if table == "tactics" and set(cues.BLASTS) <= set(codes):
            said.append("tactic: bombing of any kind")
        elif codes:
            said.append(f"{label}: {' or '.join(say_term(table, Term(code=code), tables) for code in codes)}")
    if query.places:
        said.append(f"place: {' or '.join(tables.places[place].name for place in query.places)}")
    if query.names:
        said.append(f"named {' '.join(query.names)}")
    if query.period:
        said.append(f"time: {say_when(query.period)}")
    if query.months:
        said.append(f"month: {', '.join(_month(month) for month, _, _ in query.months)}")
    if query.responsibility:
        said.append(f"responsibility: {query.responsibility}")
    if query.by:
        said.append(f"in the words of {' or '.join(query.by)}")
    if query.at_peak:
        said.append("at its peak")
    return said


def _month(month: int) -> str:
    return ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December")[month - 1]  # fmt: skip
