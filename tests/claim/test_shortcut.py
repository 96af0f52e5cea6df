"""Most of a stream of news is about something else: it is passed over, and nothing is lost by that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from said import report, tables

from gowah.claim import english
from gowah.claim.english import parses, relevance
from gowah.claim.english.pipeline import _FINDERS, is_english
from gowah.claim.english.sentence import sentences
from gowah.hooks import plugins
from gowah.model import Described, Kept, Original, ReadText, Role, SourceText
from gowah.words import Settings

HOME = Path(__file__).resolve().parents[2]
SETS = (
    HOME / "examples" / "afghanistan" / "reports",
    HOME / "evals" / "sets" / "invented-a" / "reports",
    HOME.parent / "shared" / "data" / "reports" / "reports",
)


def _texts(folder: Path) -> Iterator[SourceText]:
    keeper = next(each for each in plugins("keep") if each.name.endswith("files"))
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        found = next(iter(keeper.keep(str(path), at="2022-12-31T00:00:00Z", settings=Settings())))
        kept = Kept(
            role=Role.ORIGINAL, digest="0" * 64, media_type=found.kept.media_type, size=len(content), taken_from="",
            taken_at="2022-12-31T00:00:00Z", name=path.name,
        )  # fmt: skip
        read = plugins("read")[0].read(Original(entry=0, kept=kept, content=content), Settings())
        if isinstance(read, ReadText):
            yield SourceText(
                entry=1, source=0, file=path.name, media_type=kept.media_type,
                described=read.described or Described(), layout=read.layout, text=read.text,
            )  # fmt: skip


@pytest.mark.parametrize("folder", SETS, ids=["example", "invented", "shared"])
def test_the_claims_are_the_same_with_and_without_the_shortcut(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"there is no {folder}")
    read = 0
    for text in filter(is_english, _texts(folder)):
        whole = tuple(sentences(text, tables(), Settings()))
        short = relevance.looked_into(text, tables(), Settings())
        for finder in _FINDERS:
            long_way = list(finder(whole, tables(), Settings()))
            assert list(finder(short, tables(), Settings())) == long_way, (text.file, finder.__module__)
        read += 1
    assert read > 10


@pytest.mark.parametrize(
    "words",
    [
        "Six people were killed in Herat.",
        "Gun-\nmen attacked a school in Herat on Friday.",
        "The IS claimed it.",
        "Da’esh has 3,000 fighters.",
        "SUICIDE BOMBER KILLS SIX IN HERAT",
    ],
)
def test_words_for_harm_and_names_of_groups_open_the_gate(words: str) -> None:
    assert relevance._cues_of(tables()).met_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "The council voted on Friday to widen the road; it will cost 12 million.",
        "Prices rose by 4 per cent in May, the bureau of statistics said.",
        "Residents asked the governor for a bridge.",
    ],
)
def test_other_news_is_never_parsed(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(parses, "parsed", refuse)
    assert list(english.claim(report(words, published="2023-05-10"), tables(), Settings())) == []


@pytest.mark.parametrize(
    "words",
    [
        "The disease has killed 39 children this year, health workers said.",
        "Two people died when a roof collapsed under the snow, the disaster agency said.",
        "One person was killed and 12 were injured when a bus left the road in thick fog, police said.",
        "The film, shot in 23 days with a cast of villagers, won the main prize in Herat.",
        "Joseph Okoro, who taught generations of musicians, has died at the age of 81.",
        "The striker hit the post after two minutes and the net after three in Kabul on Friday.",
        "A dog that had killed 12 sheep near Herat was caught on Monday.",
        "Dealers in Kabul said on Monday the market had been hit by worries about fuel prices.",
    ],
)
def test_nobody_was_attacked(words: str) -> None:
    assert list(english.claim(report(words, published="2023-05-10"), tables(), Settings())) == []
