"""What is compared when two mentions are laid side by side, and the levels of agreement, best first, in SQL.

Each level is a condition on two rows of the table (`link/table.py`), `_l` and `_r`. The words of a level are those of
the model (`model.json`), which gives its weight, and of the parts of a score that people read. Three functions are
written in capitals because the engines call them otherwise: `SHARE(a, b)`, whether two lists share an item;
`SHARED(a, b)`, how many they share; and `KM(lat, lon, lat, lon)`, a distance. Nothing else depends on the engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from gowah.words.settings import LinkSettings

SLIP = 6
"""Days by which a copy may have garbled the day of its origin: it stays within the same week."""
SOON = 3
"""Days within which a report without a date is taken for news."""
WEEKS = 21
"""Days within which it most likely still speaks of that attack rather than of an older one."""
BITS = 2
"""How much rarer a word of a table is for each time that it is counted once more (`cells`, `figures`)."""
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
        *(_terms(name) for name in TABLE_OF), *(_tolls(name) for name in TOLLS), _names(), _wording(), _copy(),
        _rows(), _cells(), _figures(), _apart(), _side("attackers", "targets"), _side("targets", "attackers"),
        _length(), _list_day(settings.days),
    )  # fmt: skip


def _levels(*pairs: tuple[str, str]) -> tuple[Level, ...]:
    return tuple(Level(words=words, sql=sql) for words, sql in pairs)


def _best(template: str) -> str:
    """The least of what holds between the two spans of days on either side."""
    return f"least({', '.join(template.format(a=a, b=b) for a in (1, 2) for b in (1, 2))})"


_GAP = _best("greatest(0, from{b}_r - to{a}_l, from{a}_l - to{b}_r)")
_OVERLAP = _best(
    "case when from{a}_l <= to{b}_r and from{b}_r <= to{a}_l"
    " then greatest(to{a}_l - from{a}_l, to{b}_r - from{b}_r) end"
)
_COPIED = "SHARE(copied_l, copied_r)"
_APART = "(not SHARE(reach_l, reach_r) and not SHARE(wide_l, root_r) and not SHARE(root_l, wide_r))"


def _when(days: int) -> Comparison:
    dated = "(from1_l is not null and from1_r is not null)"
    either = "(from1_l is not null or from1_r is not null)"
    return Comparison(
        name="when", unknown="",
        levels=_levels(
            ("same day", f"{_OVERLAP} = 0"),
            ("overlap within a week", f"{_OVERLAP} <= 6"),
            ("a day apart", f"{dated} and {_GAP} = 1 and {days} >= 1"),
            ("overlap within a month", f"{_OVERLAP} <= 30"),
            ("days apart", f"{dated} and {_GAP} between 1 and {days}"),
            ("overlap within a year", f"{dated} and {_GAP} = 0"),
            ("contradict, in a copied sentence", f"{dated} and {_COPIED} and {_GAP} <= {SLIP}"),
            ("contradict", dated),
            ("reported before it happened", f"({_before('l', 'r', days)}) or ({_before('r', 'l', days)})"),
            ("one undated, published within days", f"{either} and ({_waited(SOON)})"),
            ("one undated, published within weeks", f"{either} and ({_waited(WEEKS)})"),
            ("one undated, reported within days", f"{either} and abs(published_l - published_r) <= {SOON}"),
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
    tolls = "SHARE(killed_points_l, killed_points_r) and SHARE(injured_points_l, injured_points_r)"

    def alike(percent: int) -> str:
        return f"SHARED(spelled_l, spelled_r) * {100 + percent} >= {percent} * (spells_l + spells_r)"

    return Comparison(
        name="where", unknown=f"not {placed} and not {written}",
        levels=_levels(
            ("other provinces, in a copied sentence", f"{placed} and {_APART} and {_COPIED}"),
            ("other provinces, same day and tolls", f"{placed} and {_APART} and {_OVERLAP} = 0 and {tolls}"),
            ("other provinces", f"{placed} and {_APART}"),
            ("same written name", f"{some} and {alike(85)}"),
            ("names written alike", f"{some} and {alike(40)}"),
            ("names sound alike", f"{some} and SHARE(sounds_l, sounds_r)"),
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
    """A site may be told of in two ways: the mosque, the funeral held there, and the street before it."""
    up = f"{name}_up"
    two_ways = [("of another sort", "not SHARE(sorts_l, sorts_r)")] if name == "site" else []
    return Comparison(
        name=name, unknown=f"{name}_l is null or {name}_r is null",
        levels=_levels(
            ("same", f"SHARE({name}_l, {name}_r)"),
            ("kind of", f"SHARE({name}_l, {up}_r) or SHARE({up}_l, {name}_r)"),
            ("kin", f"SHARE({up}_l, {up}_r)"),
            *two_ways,
            ("other", "ELSE"),
        ),
    )  # fmt: skip


_FEW, DOZEN = 3, 12


def _tolls(name: str) -> Comparison:
    """Numbers as intervals: "at least 11" fits 12, and 11 is near 12 but far from 40.

    `points` are the numbers told, `low` and `high` the ends of all they allow, `least` and `most` the ends of what was
    told. A large number that both tell is a rarer thing to share than a small one, the more so if few days have it.
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
            ("same rare number", f"SHARE({name}_rare_l, {name}_rare_r)"),
            ("same large number", f"{same} and {low} >= {DOZEN}"),
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
    # Without capitals every word may be a name: then it tells nothing that none is shared.
    unsure = "not (capitals_l and capitals_r) and not SHARE(names_l, names_r)"
    return Comparison(
        name="names", unknown=f"names_l is null or names_r is null or ({unsure})",
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


_LISTS = "telling_l is null or telling_r is null or SHARE(texts_l, texts_r)"


def _bits(name: str, shared: str, unknown: str, *bits: int) -> Comparison:
    """How rare is what two rows of tables share, in bits."""
    levels = [(f"{least} bits", f"{shared} * {BITS} >= {least}") for least in bits]
    return Comparison(name=name, unknown=unknown, levels=_levels(*levels, ("none", "ELSE")))


def _rows() -> Comparison:
    """How much of what the poorer of two tables' rows tells the other tells too, weighed by how rare the words are."""
    shared, poorer = "SHARED(cells_l, cells_r) * 100", "least(telling_l, telling_r)"
    shares = (("all", 95), ("nearly all", 75), ("most", 50), ("half", 30), ("little", 12))
    levels = [(f"{words} of a row", f"{shared} >= {percent} * {poorer}") for words, percent in shares]
    return Comparison(name="row", unknown=_LISTS, levels=_levels(*levels, ("nothing of a row", "ELSE")))


def _cells() -> Comparison:
    return _bits("cells", "SHARED(cells_l, cells_r)", _LISTS, 28, 20, 14, 9, 5, 2)


def _figures() -> Comparison:
    """The numbers that they share in one sense, as a lowest, a best, a highest figure."""
    unknown = f"{_LISTS} or figures_l is null or figures_r is null"
    return _bits("figures", "SHARED(figures_l, figures_r)", unknown, 14, 10, 7, 4, 2)


def _apart() -> Comparison:
    """How many of the figures that both give in one sense differ."""
    apart = "(SHARED(senses_l, senses_r) - SHARED(numbers_l, numbers_r))"
    levels = _levels(("none", f"{apart} = 0"), ("one", f"{apart} = 1"), ("several", "ELSE"))
    return Comparison(name="differing", unknown=f"{_LISTS} or not SHARE(senses_l, senses_r)", levels=levels)


def _side(name: str, other: str) -> Comparison:
    """Who attacked, or whom, as two tables' rows have it; some tables have the two sides the other way round."""
    levels = _levels(
        ("same", f"{name}_l = {name}_r"), ("alike", f"SHARE({name}_l, {name}_r)"),
        ("the other side", f"SHARE({name}_l, {other}_r) or SHARE({other}_l, {name}_r)"), ("other", "ELSE"),
    )  # fmt: skip
    return Comparison(name=name, unknown=f"{_LISTS} or {name}_l is null or {name}_r is null", levels=levels)


def _length() -> Comparison:
    """Whether two tables' rows give the attack the same number of days."""
    long = "coalesce(to1_l - from1_l, 999) > 300 or coalesce(to1_r - from1_r, 999) > 300"
    same = "to1_l - from1_l = to1_r - from1_r"
    levels = _levels(("same, several days", f"{same} and to1_l > from1_l"), ("one day", same), ("other", "ELSE"))
    return Comparison(name="length", unknown=f"{_LISTS} or {long}", levels=levels)


def _list_day(days: int) -> Comparison:
    """Lists date by the attack, the death or the report: days apart count for less between two tables' rows."""
    levels = _levels(
        ("a day apart", f"{_GAP} = 1"), ("days apart", f"{_GAP} between 2 and {days}"), ("otherwise", "ELSE")
    )
    return Comparison(name="lists", unknown=_LISTS, levels=levels)


def _copy() -> Comparison:
    """Whether one report copied the sentence from the other, or both from a third (`link/copies.py`)."""
    return Comparison(
        name="copy", unknown="copied_l is null or copied_r is null",
        levels=_levels(("a copied sentence", _COPIED), ("other sentences", "ELSE")),
    )  # fmt: skip
