"""What is compared when two mentions are laid side by side, and the levels of agreement, best first, in SQL.

Each level is a condition on two rows of the table (`link/table.py`), `_l` and `_r`. The words of a level are those of
the model (`model.json`), which gives its weight, and of the parts of a score that people read. Three functions are
written in capitals because the engines call them otherwise: `SHARE(a, b)`, whether two lists share an item;
`SHARED(a, b)`, how many they share; and `KM(lat, lon, lat, lon)`, a distance. Nothing else depends on the engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from gowah.words.settings import LinkSettings

SOON = 3
"""Days within which a report without a date is taken for news."""
WEEKS = 21
"""Days within which it most likely still speaks of that attack rather than of an older one."""
SAME_KM, NEAR_KM, FAR_KM = 5, 15, 60
TOLLS = ("killed", "injured", "hurt")
TABLE_OF = {"site": "sites", "community": "communities", "perpetrator": "groups", "tactic": "tactics"}
"""Property -> the table its codes come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A degree of agreement: its words, and the SQL condition under which no better one was found."""

    words: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing that is compared. `unknown`: when there is nothing to compare; that weighs nothing."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


def comparisons(settings: LinkSettings) -> tuple[Comparison, ...]:
    """All that is compared, in the order in which the parts of a score are shown."""
    return (
        _when(settings.days), _where(), _point(), _report(),
        *(_terms(name) for name in TABLE_OF), *(_tolls(name) for name in TOLLS), _names(), _wording(),
    )  # fmt: skip


def _levels(*pairs: tuple[str, str]) -> tuple[Level, ...]:
    return tuple(Level(words=words, sql=sql) for words, sql in pairs)


def _best(template: str) -> str:
    """The least of what holds between the two spans of days on either side."""
    return f"least({', '.join(template.format(a=a, b=b) for a in (1, 2) for b in (1, 2))})"


_GAP = _best("greatest(0, from{b}_r - to{a}_l, from{a}_l - to{b}_r)")
_APART = "(not SHARE(reach_l, reach_r) and not SHARE(wide_l, root_r) and not SHARE(root_l, wide_r))"


def _when(days: int) -> Comparison:
    both = "greatest(to{a}_l - from{a}_l, to{b}_r - from{b}_r)"
    overlap = _best(f"case when from{{a}}_l <= to{{b}}_r and from{{b}}_r <= to{{a}}_l then {both} end")
    dated = "(from1_l is not null and from1_r is not null)"
    either = "(from1_l is not null or from1_r is not null)"
    return Comparison(
        name="when", unknown="",
        levels=_levels(
            ("same day", f"{overlap} = 0"),
            ("overlap within a week", f"{overlap} <= 6"),
            ("a day apart", f"{dated} and {_GAP} = 1 and {days} >= 1"),
            ("overlap within a month", f"{overlap} <= 30"),
            ("days apart", f"{dated} and {_GAP} between 1 and {days}"),
            ("overlap within a year", f"{dated} and {_GAP} = 0"),
            ("contradict", dated),
            ("reported before it happened", f"({_before('l', 'r', days)}) or ({_before('r', 'l', days)})"),
            ("one undated, published within days", f"{either} and ({_waited(SOON)})"),
            ("one undated, published within weeks", f"{either} and ({_waited(WEEKS)})"),
            ("one undated", either),
            ("both undated, published within days", f"abs(published_l - published_r) <= {SOON}"),
            ("both undated", "ELSE"),
        ),
    )  # fmt: skip


def _before(undated: str, dated: str, days: int) -> str:
    """The report without a date was published before the other's attack happened."""
    earliest = f"least(from1_{dated}, from2_{dated})"
    return f"from1_{undated} is null and {earliest} > published_{undated} + {days}"


def _waited(days: int) -> str:
    """One side has no date, and was published so many days after the other's at the most."""
    sides = [("l", "r"), ("r", "l")]
    return " or ".join(
        f"(from1_{a} is null and published_{a} - from{n}_{b} between 0 and {days})" for a, b in sides for n in (1, 2)
    )


def _where() -> Comparison:
    km = "KM(lat_l, lon_l, lat_r, lon_r)"
    either = "(SHARE({0}_l, {1}_r) or SHARE({1}_l, {0}_r))"
    within = either.format("local", "local_up")
    placed = "(place_l is not null and place_r is not null)"
    some = "(place_l is null or place_r is null or country_l is not null or country_r is not null)"
    written = "(spelled_l is not null and spelled_r is not null)"

    def alike(percent: int) -> str:
        return f"SHARED(spelled_l, spelled_r) * {100 + percent} >= {percent} * (spells_l + spells_r)"

    return Comparison(
        name="where", unknown=f"not {placed} and not {written}",
        levels=_levels(
            ("other provinces", f"{placed} and {_APART}"),
            ("same written name", f"{some} and {alike(85)}"),
            ("names written alike", f"{some} and {alike(40)}"),
            ("names written otherwise", f"{some} and {written} and not {placed}"),
            ("name not known", f"not {placed}"),
            ("same named site", "SHARE(struck_l, struck_r)"),
            ("same spot", "SHARE(spot_l, spot_r)"),
            ("same quiet city or district", "SHARE(town_l, town_r) and SHARE(quiet_l, quiet_r)"),
            ("same city or district", "SHARE(town_l, town_r)"),
            ("spot within the quiet city or district", f"{within} and {either.format('quiet', 'local_up')}"),
            ("spot within the city or district", within),
            ("same province", "SHARE(province_l, province_r)"),
            ("within the province", either.format("province", "province_up")),
            ("near, in one story", "SHARE(texts_l, texts_r) and SHARE(province_up_l, province_up_r)"),
            ("other parts of one city", "SHARE(local_up_l, local_up_r)"),
            ("same country", "SHARE(country_l, country_r)"),
            ("within the country", either.format("country", "root")),
            ("other parts of one province, near", f"{km} <= {NEAR_KM}"),
            ("other parts of one province, far", f"{km} > {FAR_KM}"),
            ("other parts of one province", "ELSE"),
        ),
    )  # fmt: skip


def _point() -> Comparison:
    """How far apart the points are that rows of tables give."""
    km = "KM(lat_l, lon_l, lat_r, lon_r)"
    return Comparison(
        name="point", unknown="not row_l or not row_r or lat_l is null or lat_r is null",
        levels=_levels(
            ("within 5 km", f"{km} <= {SAME_KM}"), ("within 15 km", f"{km} <= {NEAR_KM}"),
            ("beyond 60 km", f"{km} > {FAR_KM}"), ("further apart", "ELSE"),
        ),
    )  # fmt: skip


def _report() -> Comparison:
    """Two attacks named in one report are two, unless the report only comes back to the one.

    A table has each attack once, so a row that another table's row resembles has few rivals.
    """
    agrees = "({0}_l is null or {0}_r is null or SHARE({0}_l, {0}_up_r) or SHARE({0}_up_l, {0}_r))"
    akin = "({0}_l is null or {0}_r is null or SHARE({0}_up_l, {0}_up_r))"
    again = [
        "stands_l <> stands_r", "stance_l = stance_r", "not (toll_l and toll_r)",
        "not row_l and not row_r", "not (case when stands_l > stands_r then another_l else another_r end)",
        f"coalesce({_GAP}, 0) = 0", f"(place_l is null or place_r is null or not {_APART})",
        agrees.format("site"), *(akin.format(name) for name in TABLE_OF if name != "site"),
    ]  # fmt: skip
    return Comparison(
        name="report", unknown="unit_l = unit_r or not (SHARE(texts_l, texts_r) or (row_l and row_r))",
        levels=_levels(
            ("rows of two tables", "not SHARE(texts_l, texts_r)"), ("told again", " and ".join(again)),
            ("named apart in one report", "ELSE"),
        ),
    )  # fmt: skip


def _terms(name: str) -> Comparison:
    up = f"{name}_up"
    return Comparison(
        name=name, unknown=f"{name}_l is null or {name}_r is null",
        levels=_levels(
            ("same", f"SHARE({name}_l, {name}_r)"),
            ("kind of", f"SHARE({name}_l, {up}_r) or SHARE({up}_l, {name}_r)"),
            ("kin", f"SHARE({up}_l, {up}_r)"),
            ("other", "ELSE"),
        ),
    )  # fmt: skip


_FEW, _DOZEN = 3, 12


def _tolls(name: str) -> Comparison:
    """Numbers as intervals: "at least 11" fits 12, and 11 is near 12 but far from 40.

    `points` are the numbers told, `low` and `high` the ends of all they allow, `least` and `most` the ends of what was
    told. A large number that both tell is a rarer thing to share than a small one.
    """
    same = f"SHARE({name}_points_l, {name}_points_r)"
    low = f"least({name}_most_l, {name}_most_r)"
    high = f"greatest({name}_least_l, {name}_least_r)"
    far = f"{high} > 3 * {low} + 5"
    fits = f"{name}_low_l <= {name}_high_r and {name}_low_r <= {name}_high_l"
    unlike = " or (summed_l and summed_r)" if name == "hurt" else ""
    risen = " or ".join(
        f"(published_{a} > published_{b} and {name}_least_{a} > {name}_most_{b})" for a, b in (("l", "r"), ("r", "l"))
    )
    return Comparison(
        name=name, unknown=f"{name}_points_l is null or {name}_points_r is null" + unlike,
        levels=_levels(
            ("same large number", f"{same} and {low} >= {_DOZEN}"),
            ("same number", f"{same} and {low} > {_FEW}"),
            ("same small number", same),
            ("fits", f"{fits} and not ({far})"),
            ("near", f"{high} * 10 <= {low} * 13 + 10"),
            ("far apart", far),
            ("risen", risen),
            ("apart", "ELSE"),
        ),
    )  # fmt: skip


def _names() -> Comparison:
    return Comparison(
        name="names", unknown="names_l is null or names_r is null",
        levels=_levels(
            ("none shared", "not SHARE(names_l, names_r)"),
            ("several rare shared", "SHARED(rare_l, rare_r) > 1"),
            ("several shared, one rare", "SHARE(rare_l, rare_r) and SHARED(scarce_l, scarce_r) > 1"),
            ("one rare shared", "SHARE(rare_l, rare_r)"),
            ("several shared", "SHARED(scarce_l, scarce_r) > 1"),
            ("one shared", "SHARE(scarce_l, scarce_r)"),
            ("common ones shared", "ELSE"),
        ),
    )  # fmt: skip


def _wording() -> Comparison:
    """Whether the two sentences use the same words: shared words among all of both.

    `bits` has a bit for each word, several words on one; where few bits are shared the words need not be looked at.
    """

    def alike(percent: int) -> str:
        needed = f"{percent} * (len_l + len_r)"
        possible = f"cast(bit_count(bits_l & bits_r) as int) * {4 * (100 + percent)} >= 3 * {needed}"
        return f"({possible} and SHARED(sentence_l, sentence_r) * {100 + percent} >= {needed})"

    return Comparison(
        name="wording", unknown="len_l is null or len_r is null",
        levels=_levels(
            ("nearly the same words", alike(60)), ("row alike", f"row_l and row_r and {alike(48)}"),
            ("much alike", alike(35)),
            ("row somewhat alike", f"row_l and row_r and {alike(26)}"), ("its own", "ELSE"),
        ),
    )  # fmt: skip
