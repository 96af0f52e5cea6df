"""Which texts draw on which: little reports, and the families that a careful reader would see."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.model import Block, Described, Family, Kept, Original, ReadText, Role, SourceText
from gowah.read import documents
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))

WIRE = """HERAT, March 3 (Northern Wire) - A bomb hidden under a bridge killed at least 12 people and wounded 31 on \
Thursday when a bus of pilgrims crossed it, the provincial hospital said.

The bus had left the old bazaar an hour before and was carrying 44 passengers, most of them students. \
Rescuers pulled nine survivors out of the river with ropes.

Nobody claimed the attack. Police suspect Islamic State, which has struck buses of Shia travellers before."""

COPY = WIRE.split(" - ", 1)[1]

RETOLD = """Pilgrims died when a bomb went off under a bridge as their bus was crossing: 12 were killed, 31 wounded. \
The bus had 44 passengers, students mostly; nine survivors were pulled from the river with ropes."""

OWN_WORK = """Twelve people lost their lives on Thursday and 31 were hurt, the head nurse told us at the clinic gate. \
Families waited in the rain with blankets and tea. One baker, who lost his brother, said the town had asked for \
repairs to that road for years. By our count 27 shops stayed shut the next morning."""

DARI = """به روز پنجشنبه بمبی که زیر یک پل جاسازی شده بود ۱۲ تن را کشت و ۳۱ تن را زخمی کرد. بس ۴۴ مسافر داشت که بیشترشان \
محصل بودند. نه نفر از دریا زنده بیرون کشیده شدند.

منبع: ناردرن وایر"""


def text(publisher: str | None, published: str | None, body: str, *, entry: int = 0, **about: str) -> SourceText:
    """A report as `read` would hand it over; the entry is given by `record`."""
    described = Described(publisher=publisher, published=published, **{"language": "en", **about})
    blocks, at = [], 0
    for paragraph in body.split("\n\n"):
        start = body.index(paragraph, at)
        at = start + len(paragraph)
        blocks.append(Block(kind="paragraph", start=start, end=at))
    return SourceText(
        entry=entry, source=entry, file=f"{publisher}.txt", media_type="text/plain", described=described,
        layout=tuple(blocks), text=body,
    )  # fmt: skip


def record(*texts: SourceText, first: int = 10) -> list[SourceText]:
    """The texts with ids, as they would be kept one after the other."""
    return [replace(one, entry=first + 2 * n + 1, source=first + 2 * n) for n, one in enumerate(texts)]


def families(texts: list[SourceText]) -> list[Family]:
    return list(passages.trace(texts, (), (), TABLES, Settings()))


def told(texts: list[SourceText]) -> list[tuple[str | None, dict[str, str]]]:
    """For each family the origin's publisher, and of each other member how it draws on it."""
    name = {one.entry: one.described.publisher or one.file for one in texts}
    return [
        (name.get(family.origin) if family.origin is not None else None,
         {name[m.text]: m.relation for m in family.members if m.text != family.origin})
        for family in families(texts)
    ]  # fmt: skip


def test_a_copy_without_the_dateline_is_verbatim() -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", COPY))
    assert told(texts) == [("Northern Wire", {"Evening Sheet": "verbatim"})]
    (family,) = families(texts)
    copy = next(member for member in family.members if member.text == texts[1].entry)
    assert "earlier publication" in copy.reason
    assert family.certain
    assert copy.certain
    assert family.origin_name == "Northern Wire, 2022-03-03"


def test_an_excerpt_is_partial() -> None:
    excerpt = COPY.split("\n\n")[0]
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", excerpt))
    assert told(texts) == [("Northern Wire", {"Evening Sheet": "partial"})]


def test_the_same_contents_in_other_words_are_a_paraphrase() -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Star Daily", "2022-03-05", RETOLD))
    assert told(texts) == [("Northern Wire", {"Star Daily": "paraphrase"})]


def test_a_credited_translation_is_found_by_its_facts() -> None:
    texts = record(
        text("Northern Wire", "2022-03-03", WIRE),
        text("صبح تازه", "2022-03-04", DARI, language="prs"),
    )
    assert told(texts) == [("Northern Wire", {"صبح تازه": "translation"})]


def test_the_origin_is_the_first_of_a_chain_of_copies() -> None:
    copy_of_copy = COPY.replace("Rescuers pulled", "Men pulled")
    texts = record(
        text("Third Page", "2022-03-06", copy_of_copy),
        text("Evening Sheet", "2022-03-04", COPY),
        text("Northern Wire", "2022-03-03", WIRE),
    )
    ((origin, members),) = told(texts)
    assert origin == "Northern Wire"
    assert set(members) == {"Evening Sheet", "Third Page"}


def test_naming_the_outlet_and_adding_its_own_is_citing() -> None:
    citing = """Northern Wire reported 12 dead and 31 wounded in the attack on the bus. We asked the ferrymen, who \
know the river better than anyone.

The old ferryman told us that the bridge had been mined once before, in the year of the flood, and that the village \
council keeps its own book of the drowned. Nobody from the capital has ever come to read it."""
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("River Letters", "2022-03-09", citing))
    assert told(texts) == [("Northern Wire", {"River Letters": "cites"})]


def test_two_reports_with_the_same_figures_are_no_family() -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Town Crier", "2022-03-04", OWN_WORK))
    assert families(texts) == []


def test_two_reports_of_one_police_statement_are_no_family() -> None:
    first = """Police in Herat said 12 people were killed and 31 wounded when a bridge blew up. Shopkeepers near the \
fort swept glass all morning, and the Friday market was moved to the stadium."""
    second = """A mine under the river crossing left 12 dead and 31 wounded, according to the police. Our visit to the \
site found the northern span in the water and soldiers turning lorries back."""
    texts = record(text("Northern Wire", "2022-03-03", first), text("Town Crier", "2022-03-03", second))
    assert families(texts) == []


LEAGUE = """The League for Prisoners said today that the Brotherhood has claimed 14 raids on villages of the valley and \
is linked to at least 5 others since the spring of 2021. Those raids left at least 310 people killed or injured, the \
League counted. Survivors told its researchers that no ambulance ever came and that the clinics turned them away."""

EXPLAINER = """How strong is the Brotherhood? At its height it was believed to have about 3,000 men under arms, hidden \
in the gorges along the border. Years of hunger thinned them out, and today the monitors of the truce count between \
900 and 1,400 of them. Some scholars see an indirect tie with the garrison, by way of the smugglers of the salt road."""


def test_one_page_may_hold_parts_of_two_origins() -> None:
    page = (
        EXPLAINER.replace("Some scholars see an indirect tie", "There is a tie")
        + "\n\n"
        + LEAGUE.replace("is linked to", "has been implicated in").replace(" said today that", " says")
    )
    texts = record(
        text("World Explained", "2021-09-01", EXPLAINER), text("League for Prisoners", "2022-09-06", LEAGUE),
        text("Garble", "2022-09-20", page),
    )  # fmt: skip
    found = families(texts)
    assert [family.origin for family in found] == [texts[0].entry, texts[1].entry]
    first, second = (next(m for m in family.members if m.text == texts[2].entry) for family in found)
    border = page.index("The League")
    assert all(span.end <= border for span in first.spans)
    assert all(span.start >= border for span in second.spans)
    changed = {(change.kind, change.before, change.after) for change in second.changed}
    assert ("lost qualifier", "linked to", "implicated in") in changed


def test_on_one_day_the_fuller_text_is_the_origin() -> None:
    texts = record(text("Short", "2022-03-03", COPY.split("\n\n")[0]), text("Long", "2022-03-03", COPY))
    assert told(texts) == [("Long", {"Short": "partial"})]
    assert "containment" in families(texts)[0].members[-1].reason + families(texts)[0].members[0].reason


def test_without_dates_nothing_tells_which_came_first() -> None:
    texts = record(text("One", None, COPY), text("Two", None, COPY))
    (family,) = families(texts)
    assert family.origin is None
    assert {member.relation for member in family.members} == {"verbatim"}
    assert all("nothing tells which came first" in member.reason for member in family.members)


def test_two_copies_of_an_agency_that_is_not_kept() -> None:
    tagged = WIRE.replace("(Northern Wire)", "(AP)")
    texts = record(text("Evening Sheet", "2022-03-03", tagged), text("Star Daily", "2022-03-04", tagged))
    (family,) = families(texts)
    assert (family.origin, family.origin_name) == (None, "AP")
    assert len(family.members) == 2


def test_an_outlets_own_phrases_are_no_family() -> None:
    """The same paper ends every story with the same lines."""
    ending = "\n\nReporting by our staff in the city; editing by the night desk. All times are local times. \
Write to the newsroom with corrections, and they will be printed on page two."
    flood = "A flood carried off three mills and a mosque in the upper valley on Monday, the elders said." + ending
    strike = "Teachers in the capital went on strike over unpaid wages for the fifth week." + ending
    texts = record(text("Star Daily", "2022-03-03", flood), text("Star Daily", "2022-03-08", strike))
    assert families(texts) == []


def test_a_disclaimer_that_many_outlets_print_is_no_family() -> None:
    footer = (
        "\n\nTranslations of this story may be reprinted free of charge by members of the Hill Press Union, dues paid."
    )
    stories = [
        "A flood carried off three mills in the upper valley on Monday, the elders said.",
        "Teachers went on strike over unpaid wages for the fifth week in a row.",
        "The price of flour rose by a third after the pass was closed by snow.",
        "A football match ended in a quarrel between the two oldest clubs of the town.",
        "Beekeepers report the best harvest of acacia honey since the war.",
    ]
    texts = record(*(text(f"Paper {n}", f"2022-03-{n + 1:02}", story + footer) for n, story in enumerate(stories)))
    assert families(texts) == []


def test_every_span_and_pair_lies_in_its_text() -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Star Daily", "2022-03-05", RETOLD))
    length = {one.entry: len(one.text) for one in texts}
    (family,) = families(texts)
    for member in family.members:
        assert member.spans == tuple(sorted(member.spans, key=lambda span: span.start))
        for span in member.spans:
            assert 0 <= span.start < span.end <= length[member.text]
        for pair in member.pairs:
            assert pair.member.end <= length[member.text]
            assert pair.origin.end <= length[pair.origin_text]
            assert 0 <= pair.score <= 100
    assert any(member.pairs for member in family.members)


@pytest.mark.parametrize("body", ["", " ", "\n\n\n", "?!؟", "A", "12 12 12 12 12"])
def test_texts_with_hardly_a_word_are_in_no_family(body: str) -> None:
    texts = record(text("One", "2022-03-03", body), text("Two", "2022-03-04", body), text("Three", None, WIRE))
    assert families(texts) == []


def test_a_story_that_everybody_copies_is_one_family() -> None:
    texts = record(*(text(f"Outlet {n}", f"2022-03-{3 + n // 40:02}", COPY) for n in range(120)))
    (family,) = families(texts)
    assert len(family.members) == 120


STORIES = [
    text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", COPY),
    text("Star Daily", "2022-03-05", RETOLD), text("Town Crier", "2022-03-04", OWN_WORK),
    text("صبح تازه", "2022-03-04", DARI, language="prs"), text("League for Prisoners", "2022-09-06", LEAGUE),
    text("Garble", "2022-09-20", LEAGUE.replace("is linked to", "has been implicated in")),
]  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(STORIES))), st.integers(0, 1000))
def test_families_do_not_depend_on_ids_order_or_file_names(order: list[int], first: int) -> None:
    plain = sorted(map(str, told(record(*STORIES))))
    shuffled = record(*(replace(STORIES[n], file=f"{random.Random(n).random()}.txt") for n in order), first=first)
    assert sorted(map(str, told(shuffled))) == plain


@pytest.mark.shared
def test_the_families_of_the_development_reports(shared: Path) -> None:
    """Pairs of reports in one family, against the gold families."""
    gold = {row["id"]: row for row in json.loads((shared / "reports/gold.json").read_text())["reports"]}
    texts = []
    for row in gold.values():
        place = shared / "reports" / row["file"]
        media = "text/html" if place.suffix == ".html" else "text/plain"
        kept = Kept(role=Role.ORIGINAL, digest="0" * 64, media_type=media, size=0, taken_from="", taken_at="",
                    name=row["id"])  # fmt: skip
        read = documents.read(Original(entry=0, kept=kept, content=place.read_bytes()), Settings())
        assert isinstance(read, ReadText)
        texts.append(SourceText(entry=0, source=0, file=row["id"], media_type=media, described=read.described,
                                layout=read.layout, text=read.text))  # fmt: skip
    texts = record(*texts)
    name = {one.entry: one.file for one in texts}

    def origin(report: str) -> str:
        while gold[report]["origin"]:
            report = gold[report]["origin"]
        return report

    want = {frozenset(pair) for pair in combinations(gold, 2) if origin(pair[0]) == origin(pair[1])}
    main: dict[str, tuple[int, str]] = {}  # each report's family is that of its largest part
    for family in families(texts):
        for member in family.members:
            size = sum(span.end - span.start for span in member.spans) + 10**9 * (member.relation == "original")
            main[name[member.text]] = max(main.get(name[member.text], (0, "")), (size, family.id))
    found = {frozenset(pair) for pair in combinations(main, 2) if main[pair[0]][1] == main[pair[1]][1]}
    assert 2 * len(want & found) / (len(want) + len(found)) >= 0.95


def test_an_outlets_update_takes_over_sentences_of_its_earlier_story() -> None:
    flash = """GHAZNI, Nov 18 (Northern Wire) - A bomber blew himself up inside a mosque in Ghazni, killing at least 14 people.

The explosion tore through the Green Mosque in the Taliban-held quarter shortly after prayers, when it was crowded with \
worshippers, said the spokesman of the police in Ghazni.

"The number of casualties may rise because some of the wounded are in critical condition," he said."""
    update = """GHAZNI, Nov 19 (Northern Wire) - The death toll of a bombing in Ghazni rose to 22, a health official said on \
Saturday, as a militant group claimed that it had sent the man.

Forty-one were wounded, nine of them badly, the official said, and six had been sent to the capital by road at night.

The explosion tore through the Green Mosque in the Taliban-held quarter shortly after prayers, when it was crowded with \
worshippers, said the spokesman of the police in Ghazni.

"The number of casualties may rise because some of the wounded are in critical condition," he said.

Funerals for 15 of the dead were held at a cemetery on the edge of the city, and mourners shouted for protection."""
    texts = record(
        text("Northern Wire", "2022-11-18", flash), text("Northern Wire", "2022-11-19", update)
    )  # fmt: skip
    assert told(texts) == [("Northern Wire", {"Northern Wire": "partial"})]
    late = [texts[0], replace(texts[1], described=replace(texts[1].described, published="2023-11-19"))]
    assert told(late) == []
    undated = [replace(one, described=replace(one.described, published=None, dateline=line)) for one, line in
               zip(texts, ("GHAZNI, Nov 18", "GHAZNI, Nov 19"), strict=True)]  # fmt: skip
    (family,) = families(undated)
    assert family.origin == texts[0].entry
    assert "earlier dateline: 11-18 before 11-19" in {m.text: m.reason for m in family.members}[texts[1].entry]


SALT = """The salt road at Tang-e Gharu was shelled for three hours on Monday and 27 carters were wounded, the toll keeper \
said. He counted 41 shells, and 6 mules lay dead at the second bend.

The carters' guild has asked for a truce until the harvest is in. Its head, Mirwais Kandahari, spoke of 300 carts that \
wait on either side of the gorge."""


def test_copies_of_one_day_and_the_copies_of_each_are_one_family() -> None:
    """Nobody can say which of the two came first; those who copied the one or the other are of the same origin."""
    other = SALT.replace("three hours", "many hours").replace("lay dead", "were killed").replace("has asked", "asked")
    texts = record(
        text("Morning Salt", "2023-08-08", SALT), text("Gorge Review", "2023-08-08", other),
        text("Late Salt", "2023-08-09", SALT), text("Late Gorge", "2023-08-09", other),
    )  # fmt: skip
    (family,) = families(texts)
    assert {member.text for member in family.members} == {one.entry for one in texts}


def test_two_events_told_in_the_same_phrases_are_no_family() -> None:
    said = """Gunmen on a motorcycle opened fire on a shop in the {district} district on {day} night, killing {dead} people \
and wounding {hurt} others, a local official said. No group has claimed responsibility for the attack, and the security \
situation has worsened in recent months, residents said."""
    one = said.format(district="Rustaq", day="Monday", dead=7, hurt=14)
    two = said.format(district="Qarabagh", day="Sunday", dead=3, hurt=16)
    assert families(record(text("Valley Paper", "2024-04-02", one), text("Hill Paper", "2024-04-09", two))) == []
    copied = one.replace("killing 7", "killing 8")
    assert len(families(record(text("Valley Paper", "2024-04-02", one), text("Hill Paper", "2024-04-04", copied)))) == 1


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, len(STORIES) - 1), min_size=1, max_size=3))
def test_a_text_kept_twice_parts_no_family_and_joins_none(again: list[int]) -> None:
    once = record(*STORIES)
    twice = once + [replace(once[n], entry=900 + 2 * k, source=899 + 2 * k) for k, n in enumerate(again)]
    entries = {one.entry for one in once}
    plain = {frozenset(member.text for member in family.members) for family in families(once)}
    found = [entries & {member.text for member in family.members} for family in families(twice)]
    assert {frozenset(held) for held in found if len(held) > 1} == plain
