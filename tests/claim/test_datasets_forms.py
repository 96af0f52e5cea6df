"""Datasets in the columns of ACLED and GTD, each with its own conventions, and the template that people fill in."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import tables
from tabled import of_table, speakers_of, table

from gowah.claim import datasets, template
from gowah.model import Certainty, Claimed, Problem, Speaker
from gowah.words import Settings
from gowah.words.sheets import sheet


def line(header: str, **cells: str) -> str:
    """A row with these cells, the others empty."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([cells.pop(name, "") for name in header.split(",")])
    assert not cells, cells
    return out.getvalue()


# ------------------------------------------------------------------ ACLED

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,timestamp"
)
BOMB = {
    "event_id_cnty": "AFG1", "event_date": "21 April 2022", "time_precision": "1", "geo_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Remote explosive/landmine/IED",
    "actor1": "Islamic State (Afghanistan)", "actor2": "Civilians (Afghanistan)", "inter2": "7",
    "assoc_actor_2": "Hazara Ethnic Group (Afghanistan); Muslim Group (Afghanistan)",
    "civilian_targeting": "Civilian targeting", "country": "Afghanistan", "admin1": "Balkh", "location": "Mazar-e Sharif",
    "source": "North Wire; Valley Radio", "fatalities": "12", "notes": "On 21 April 2022, a bomb went off.",
}  # fmt: skip


def acled(**cells: str) -> tuple[list[dict[str, list[object]]], list[str]]:
    return of_table(ACLED, line(ACLED, **BOMB | cells))


def test_a_row_of_acled_is_an_attack_with_the_least_number() -> None:
    rows, problems = acled()
    assert problems == []
    assert rows == [
        {
            "when": ["2022-04-21..2022-04-21"], "where": ["AF-BAL.mazar-e-sharif"], "killed": ["12..", "12.."],
            "perpetrator": ["iskp"], "responsibility": ["attributed"], "community": ["hazara"], "tactic": ["planted-bomb"],
        }
    ]  # fmt: skip


def test_each_source_of_acled_is_a_speaker_behind_it() -> None:
    assert speakers_of("killed", ACLED, line(ACLED, **BOMB)) == [
        (Speaker(name="ACLED"), Speaker(name="North Wire")),
        (Speaker(name="ACLED"), Speaker(name="Valley Radio")),
    ]


@pytest.mark.parametrize(
    ("precision", "days"),
    [("1", "2022-04-21..2022-04-21"), ("2", "2022-04-18..2022-04-24"), ("3", "2022-04-01..2022-04-30")],
)
def test_time_precision(precision: str, days: str) -> None:
    assert acled(time_precision=precision)[0][0]["when"] == [days]


@pytest.mark.parametrize(("precision", "place"), [("1", "AF-BAL.mazar-e-sharif"), ("3", "AF-BAL")])
def test_a_town_that_stands_for_its_province_is_not_the_place(precision: str, place: str) -> None:
    assert acled(geo_precision=precision)[0][0]["where"] == [place]


@pytest.mark.parametrize(
    ("kind", "sub_kind", "fatalities", "claimed"),
    [
        ("Protests", "Peaceful protest", "0", False),
        ("Protests", "Excessive force against protesters", "2", True),
        ("Riots", "Violent demonstration", "0", False),
        ("Riots", "Violent demonstration", "1", True),
        ("Riots", "Mob violence", "0", True),
        ("Strategic developments", "Arrests", "0", False),
        ("Violence against civilians", "Attack", "0", True),
        ("Something new", "Of a new kind", "0", True),
    ],
)
def test_what_is_no_attack_is_counted(kind: str, sub_kind: str, fatalities: str, claimed: bool) -> None:
    rows, problems = acled(event_type=kind, sub_event_type=sub_kind, fatalities=fatalities)
    assert bool(rows) is claimed
    assert any("were counted and not claimed: 1" in what for what in problems) is not claimed


def test_the_government_is_another_since_august_2021() -> None:
    rows, _ = acled(actor1="Police Forces of Afghanistan (2021-)")
    assert rows[0]["perpetrator"] == ["taliban"]
    rows, _ = acled(actor1="Police Forces of Afghanistan (2004-2021)", event_date="2 May 2021")
    assert rows[0]["perpetrator"] == ["former-government"]


def test_an_unidentified_group_is_unknown() -> None:
    rows, _ = acled(actor1="Unidentified Armed Group (Afghanistan)")
    assert "perpetrator" not in rows[0]
    assert rows[0]["responsibility"] == ["unknown"]


# ------------------------------------------------------------------ GTD

GTD = (
    "eventid,iyear,imonth,iday,approxdate,extended,country_txt,provstate,city,latitude,longitude,specificity,vicinity,"
    "location,summary,doubtterr,alternative_txt,multiple,success,suicide,attacktype1_txt,targtype1_txt,targsubtype1_txt,"
    "corp1,target1,gname,gname2,guncertain1,claimed,claimmode_txt,compclaim,claim2,weaptype1_txt,weapsubtype1_txt,nkill,"
    "nkillter,nwound,nwoundte,nhostkid,scite1,scite2,dbsource"
)
MOSQUE = {
    "eventid": "201808030001", "iyear": "2018", "imonth": "8", "iday": "3", "country_txt": "Afghanistan", "provstate": "Paktia",
    "city": "Gardez", "specificity": "1", "vicinity": "0", "doubtterr": "0", "success": "1", "suicide": "1",
    "attacktype1_txt": "Bombing/Explosion", "targsubtype1_txt": "Place of Worship", "target1": "Shia Mosque",
    "gname": "Khorasan Chapter of the Islamic State", "guncertain1": "0", "claimed": "1", "claimmode_txt": "Posted to website",
    "compclaim": "-9", "weaptype1_txt": "Explosives", "weapsubtype1_txt": "Suicide (carried bodily by human being)",
    "nkill": "41", "nkillter": "2", "nwound": "81", "nwoundte": "0", "nhostkid": "-99",
    "scite1": '"Bomb in Gardez kills 39," North Wire, August 4, 2018.',
    "scite2": 'Gul Agha, "Mosque attack," Valley Radio, August 3, 2018.',
}  # fmt: skip


def gtd(**cells: str) -> tuple[list[dict[str, list[object]]], list[str]]:
    return of_table(GTD, line(GTD, **MOSQUE | cells))


def test_a_row_of_gtd_counts_the_attackers_in_and_says_so() -> None:
    rows, problems = gtd()
    assert problems == []
    assert rows == [
        {
            "when": ["2018-08-03..2018-08-03"], "where": ["AF-PIA.gardez"], "site": ["mosque"], "community": ["shia"],
            "killed": ["41", "41"], "killed/attackers": ["2"], "attackers_included": ["yes"], "injured": ["81", "81"],
            "injured/attackers": ["0"], "perpetrator": ["iskp"], "responsibility": ["claimed"],
            "tactic": ["suicide-bombing"],
        }
    ]  # fmt: skip


def test_sources_of_gtd_are_outlets_and_never_authors() -> None:
    assert speakers_of("killed", GTD, line(GTD, **MOSQUE)) == [
        (Speaker(name="Global Terrorism Database"), Speaker(name="North Wire")),
        (Speaker(name="Global Terrorism Database"), Speaker(name="Valley Radio")),
    ]


def test_who_claims_it_speaks() -> None:
    assert speakers_of("responsibility", GTD, line(GTD, **MOSQUE)) == [
        (Speaker(name="Global Terrorism Database"), Speaker(name="Khorasan Chapter of the Islamic State"))
    ]


@pytest.mark.parametrize("unknown", ["-9", "-99", "-9.0", ""])
def test_unknown_codes_are_no_numbers(unknown: str) -> None:
    rows, problems = gtd(nkill=unknown, nkillter=unknown, nwound="5", nwoundte=unknown)
    assert problems == []
    assert "killed" not in rows[0]
    assert "attackers_included" not in rows[0]
    assert rows[0]["injured"] == ["5", "5"]


def test_a_share_of_a_sum_is_about() -> None:
    rows, problems = gtd(nkill="8.5", nkillter="0")
    assert problems == []
    assert rows[0]["killed"] == ["~8..9", "~8..9"]
    assert rows[0]["attackers_included"] == ["no"]


@pytest.mark.parametrize(
    ("month", "day", "words", "days"),
    [
        ("8", "0", "", "2018-08-01..2018-08-31"),
        ("0", "0", "", "2018-01-01..2018-12-31"),
        ("8", "4", "August 3-5, 2018", "2018-08-03..2018-08-05"),
        ("8", "4", "sometime in summer", "2018-08-01..2018-08-31"),
        ("8", "0", "August 3-5, 2018", "2018-08-03..2018-08-05"),
        ("8", "4", "May 2011", "2018-08-01..2018-08-31"),
    ],
)
def test_days_that_are_not_known(month: str, day: str, words: str, days: str) -> None:
    assert gtd(imonth=month, iday=day, approxdate=words)[0][0]["when"] == [days]


@pytest.mark.parametrize("date", [{"iday": "31", "imonth": "2"}, {"imonth": "13"}, {"iyear": "99999"}, {"iyear": "x"}])
def test_a_day_that_is_none_is_a_problem(date: dict[str, str]) -> None:
    rows, problems = gtd(**date)
    assert problems == ["the row has no date that can be read"]
    assert "when" not in rows[0]


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"claimed": "0"}, "attributed"),
        ({"claimed": "-9", "guncertain1": "1"}, "suspected"),
        ({"compclaim": "1"}, "disputed"),
        ({"gname": "Unknown"}, "unknown"),
    ],
)
def test_responsibility(cells: dict[str, str], status: str) -> None:
    assert gtd(**cells)[0][0]["responsibility"] == [status]


def test_doubt_whether_it_was_terrorism_hedges_who_and_how() -> None:
    text = table(GTD, line(GTD, **MOSQUE | {"doubtterr": "1"}))
    (attack,) = [one for one in datasets.claim(text, tables(), Settings()) if isinstance(one, Claimed)]
    hedged = {value.property for value in attack.values if value.certainty is Certainty.HEDGED}
    assert hedged == {"perpetrator", "responsibility", "tactic"}


def test_an_attempt_that_failed_and_hurt_nobody_is_counted() -> None:
    rows, problems = gtd(success="0", nkill="0", nkillter="0", nwound="0")
    assert rows == []
    assert problems == ["rows that are no attacks were counted and not claimed: 1 attempts that failed and hurt nobody"]
    assert gtd(success="0", nkill="1")[0]


def test_several_perpetrators() -> None:
    rows, _ = gtd(gname2="Taliban", claim2="0")
    assert rows[0]["perpetrator"] == ["iskp", "taliban"]
    assert rows[0]["responsibility"] == ["attributed", "claimed"]


# ------------------------------------------------------------------ the template

TEMPLATE = template().decode("utf-8-sig").strip()


def of_template(**cells: str) -> tuple[list[dict[str, list[object]]], list[str]]:
    return of_table(TEMPLATE, line(TEMPLATE, **cells))


def test_a_filled_in_row_of_the_template() -> None:
    rows, problems = of_template(
        date="2022-04-21", province="Balkh", place="Mazar-e Sharif", site="mosque", community="Hazara",
        perpetrator="IS-K", responsibility="claimed", tactic="planted bomb", killed="at least 12", injured="about 90",
        children_killed="2", attackers_included="no", source="North Wire; Valley Radio", witness="Gul Agha",
    )  # fmt: skip
    assert problems == []
    assert rows == [
        {
            "when": ["2022-04-21..2022-04-21"], "where": ["AF-BAL.mazar-e-sharif"], "site": ["mosque"],
            "community": ["hazara"], "perpetrator": ["iskp"], "responsibility": ["claimed"], "tactic": ["planted-bomb"],
            "killed": ["12..", "12.."], "injured": ["~90", "~90"], "killed/children": ["2"], "attackers_included": ["no"],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "count"), [("۱۳", "13"), ("more than 120", "121.."), ("no one", "0"), ("10 to 15", "10..15")]
)
def test_numbers_of_the_template_may_be_words(written: str, count: str) -> None:
    assert of_template(date="2022-04-21", province="Balkh", killed=written)[0][0]["killed"] == [count]


def test_the_sides_of_a_range_in_the_template() -> None:
    rows, _ = of_template(date="2022-04-21", province="Balkh", killed_low="10", killed="12", killed_high="15")
    assert rows[0]["killed"] == ["10..15", "12"]


def test_what_no_table_knows_is_said_to_whoever_filled_it_in() -> None:
    rows, problems = of_template(
        date="2022-04-21", province="Balkh", killed="2", perpetrator="The Gang", site="moonbase", tactic="magic"
    )
    assert rows[0]["killed"] == ["2"]
    assert problems == [
        "the perpetrator stands in no table of groups", "the site stands in no table", "the tactic stands in no table",
    ]  # fmt: skip


def test_witnesses_are_private() -> None:
    row = line(TEMPLATE, date="2022-04-21", province="Balkh", killed="2", witness="Gul Agha")
    assert speakers_of("killed", TEMPLATE, row) == [(Speaker(name="Gul Agha", private=True),)]


def test_an_empty_row_is_said() -> None:
    assert of_template(note="to do")[1] == ["the row has no date that can be read"]


def test_a_plain_list_needs_no_more_than_date_and_killed() -> None:
    rows, problems = of_table("date,province,killed,injured", "2022-04-21,Balkh,12,90")
    assert rows[0]["killed"] == ["12"]
    assert rows[0]["injured"] == ["90"]
    assert problems == ["the table has no column that says who did it to whom"]


# ------------------------------------------------------------------ laws


def test_the_codes_of_the_tables_exist() -> None:
    terms = tables().terms
    for row in sheet("dataset_codes"):
        for property, table_name in (("tactic", "tactics"), ("site", "sites"), ("victims", "of_whom")):
            if row["property"] == property:
                assert row["means"] in terms[table_name], row
    parts = {row["field"].partition("/")[2] for row in sheet("dataset_columns")} - {""}
    assert parts <= set(terms["of_whom"])
    assert {row.code.split("@")[0] for row in terms["dataset_actors"].values()} <= set(terms["groups"])


def test_columns_may_stand_in_any_order() -> None:
    names = GTD.split(",")
    turned = ",".join(reversed(names))
    assert of_table(GTD, line(GTD, **MOSQUE)) == of_table(turned, line(turned, **MOSQUE))


CELL = st.text(max_size=12) | st.sampled_from(
    ["-9", "1", "0", "2022-04-21", "8.5", "1e99", "inf", "nan", '"', '""', "a;b|c"]
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([ACLED, GTD, TEMPLATE]), st.data())
def test_whatever_stands_in_the_cells_quotes_are_true_and_nothing_breaks(header: str, data: st.DataObject) -> None:
    cells = {name: data.draw(CELL) for name in data.draw(st.sets(st.sampled_from(header.split(","))))}
    text = table(header, line(header, **{name: cell.replace("\r", "") for name, cell in cells.items()}))
    found = list(datasets.claim(text, tables(), Settings()))
    assert found
    for one in found:
        if isinstance(one, Problem):
            assert one.hint
            continue
        for value in one.values:
            assert text.text[value.start : value.end] == value.quote
            assert text.layout[1].start <= value.start <= value.end <= text.layout[1].end
