"""Most of a stream of news is about something else: it is passed over, and nothing is lost by that.

Without the shortcut every finder goes over every sentence, parsed. What it is for is decided by one rule: a text is
ours when it tells of an attack, gives a sum of attacks, or names an armed group; needs, gaps and people hurt are
claimed in such a text only. So: where the long way finds an attack or a sum, the short way makes the very same claims.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import spacy
from said import report, tables
from spacy.tokens import Doc

from gowah.claim import english
from gowah.claim.english import parse, parses, relevance
from gowah.claim.english.pipeline import _FINDERS, is_english
from gowah.claim.english.sentence import sentences
from gowah.hooks import plugins
from gowah.model import Claimed, Described, Kept, Original, ReadText, Role, SourceText
from gowah.words import Settings, find_names

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
        long_way, short_way = _both_ways(text)
        assert short_way == long_way, text.file
        read += 1
    assert read > 10


def _both_ways(text: SourceText) -> tuple[list[list[Claimed]], list[list[Claimed]]]:
    """What each finder claims from the parsed sentences of the whole text, and from those of the shortcut."""
    whole = tuple(sentences(text, tables(), Settings()))
    whole[0].parses.together(sentence.start for sentence in whole)
    short = relevance.looked_into(text, tables(), Settings())
    long_way, short_way = (
        [list(finder(found, tables(), Settings())) for finder in _FINDERS] for found in (whole, short)
    )
    return long_way, short_way


def _tells(found: list[list[Claimed]]) -> bool:
    """Whether a sum or an attack is told; "under attack on Monday", with nothing but the day, is none."""
    return any(
        claimed.kind == "total"
        or (claimed.kind == "attack" and {value.property for value in claimed.values} != {"when"})
        for claims in found
        for claimed in claims
    )


EVERYDAY = """
The striker hit the post after two minutes, and the captain struck the winner in Kabul on Friday.
The winger attacked from the left all night, and 12,000 people watched the match in Herat on 3 May.
Shares in the bank were hit on Monday after it missed its target for the third time in four years.
Railway workers in Kabul began a strike on Tuesday over pay; talks with 3 unions resume on Friday.
The stage crew killed the lights at nine on Friday and 400 guests in Herat sang in the dark.
The sequel bombed at the box office in Kabul on its first weekend, taking 2 million.
A storm struck Herat on Saturday, tore roofs off 40 houses and blew down trees.
The film, shot in Herat in 23 days in May 2022 with a cast of villagers, opens on Friday.
The nurse gave the last shot of the day in Kabul at noon on Monday; 300 children were treated.
Lawyers for the firm denied the charges in a court in Kabul on Monday.
Prosecutors filed three charges against a banker in Herat on 2 May 2022.
The comedian killed it in Kabul on Thursday, and six critics died laughing.
The minister was under attack on Monday over a budget that missed its target by 40 million.
A device that counts cars was planted beside the road in Herat on Friday.
The coach will shoot for a third title and target the cup in May.
An insurer in Kabul paid 300 claims in May 2022 after hail hit 60 cars.
The party launched a raid on the vote of its rival in Herat, two weeks before the election in May.
The song exploded on the charts on Friday and was played 3 million times in Kabul in May.
The batsman was hit on the hand by a ball in Kabul on Friday and retired hurt on 41.
The old cinema in Herat was gutted by fire in May; nobody was hurt, and 12 seats were saved.
The bomb of the evening was the soup, the critic wrote of a restaurant in Kabul on Sunday.
A fox killed nine hens on a farm near Herat on Friday night.
The goalkeeper was injured on 3 May and will miss six weeks.
""".strip().split("\n")
"""News with words of violence, in which nobody is attacked."""


@pytest.mark.parametrize("seed", range(12))
def test_no_attack_is_lost_in_everyday_news(seed: int) -> None:
    """An article of everyday news, and the same article with an attack told in the middle of it."""
    chance = Random(seed)
    news = chance.sample(EVERYDAY, 8)
    attack = chance.choice(
        [
            "At least four people were killed when a bomb went off beside a bus in Herat on 21 April 2022, police said.",
            "Gunmen stormed a school in Kabul on Tuesday. Two teachers and a guard died.",
            "The mosque was attacked on Friday.",
            "21 April, Herat. A shop was burned down by armed men.",
            "Militants have carried out 13 attacks in Herat since May 2021, killing 90 people.",
            "A worshipper was stabbed to death.",
        ]
    )
    with_attack = [*news[:4], attack, *news[4:]]
    for lines in (news, with_attack):
        paragraphs = ["Herat, seen by its people", *(" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3))]
        long_way, short_way = _both_ways(report(*paragraphs, published="2022-05-10"))
        if _tells(long_way) or any(short_way):
            assert short_way == long_way
    assert _tells(short_way)


@pytest.mark.parametrize("line", EVERYDAY)
def test_everyday_news_tells_of_no_attack_or_is_read_as_without_the_shortcut(line: str) -> None:
    text = report("News in brief", line, published="2022-05-10")
    long_way, short_way = _both_ways(text)
    assert short_way == long_way or not _tells(long_way)


def test_a_stream_is_claimed_from_as_without_the_shortcut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HOME / "benchmarks"))
    articles = importlib.import_module("stream").articles(80, 20, seed=7)
    told = 0
    for text in articles:
        long_way, short_way = _both_ways(text)
        if _tells(long_way):
            assert short_way == long_way
            told += 1
        elif not any(name.table == "groups" for name in find_names(text.text, tables())):
            assert not any(short_way)
    assert 8 < told < 30


def test_hardly_any_everyday_news_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HOME / "benchmarks"))
    articles = importlib.import_module("stream").articles(60, 0, seed=3)
    parsed: list[int] = []

    def counted(text: str, spans: Sequence[tuple[int, int, object]]) -> object:
        parsed.append(len(spans))
        return parse.parsed(text, spans)  # type: ignore[arg-type]

    monkeypatch.setattr(parses, "parsed", counted)
    for text in articles:
        assert list(english.claim(text, tables(), Settings())) == []
    assert sum(parsed) < 0.5 * len(articles)


def test_remembered_forms_are_those_that_the_model_gives() -> None:
    """Part of speech and lemma are worked out once for a word, its tag and its dependency."""
    words = (
        "There was a blast. Let's go, they gotta leave; we're gonna stay. It's him who died. All of them have died. "
        "Ain't it so? The wounded were treated, and those killed had been worshippers. Y'all come. He did; so did she."
    )
    whole, compared = spacy.load(parse.MODEL, exclude=["ner", "senter"]), 0
    reports = [text.text for text in _texts(SETS[0]) if is_english(text)]
    for text in (words, *reports):
        spans = [(m.start(), m.end(), ()) for m in re.finditer(r"[^.!?\n]+[.!?]?", text) if m[0].strip()]
        for (start, end, _), tokens in zip(spans, parse.parsed(text, spans), strict=True):
            doc = [token for token in whole(text[start:end].strip()) if token.text.strip()]
            if len(doc) != len(tokens):
                continue  # a mark of direction is white space to the claimer
            for token, own in zip(doc, tokens, strict=True):
                if (token.tag_, token.dep_) == (own.tag, own.dep):  # white space within may change the parse
                    assert (token.pos_, token.lemma_.lower()) == (own.pos, own.lemma), token
                    compared += 1
    assert compared > 500


def test_the_parse_is_the_one_that_the_model_gives_with_its_own_arithmetic() -> None:
    """Sums of small numbers may be rounded otherwise, which hardly ever tips a scale."""
    alone, same, compared = spacy.load(parse.MODEL, exclude=["ner", "senter"]), 0, 0
    for text in (text.text for text in _texts(SETS[0]) if is_english(text)):
        spans = [(m.start(), m.end(), ()) for m in re.finditer(r"[^.!?\n]+[.!?]?", text) if m[0].strip()]
        for tokens in parse.parsed(text, spans):
            gaps = [a.end < b.start for a, b in pairwise(tokens)]
            doc = alone(Doc(alone.vocab, words=[token.text for token in tokens], spaces=[*gaps, False]))
            theirs = [(token.tag_, token.dep_, token.head.i) for token in doc]
            same += sum(a == b for a, b in zip(theirs, ((t.tag, t.dep, t.head) for t in tokens), strict=True))
            compared += len(tokens)
    assert compared > 1000
    assert same > 0.995 * compared


def test_the_parser_keeps_one_core_busy_and_leaves_the_others_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    model, met = parse._model(), list[int]()
    before = [pool["num_threads"] for pool in parse._threads().info()]

    class Watched:
        tokenizer, vocab = model.tokenizer, model.vocab

        def pipe(self, *args: object, **more: object) -> object:
            met.extend(pool["num_threads"] for pool in parse._threads().info())
            return model.pipe(*args, **more)

    monkeypatch.setattr(parse, "_model", Watched)
    words = "Six people were killed in Herat. A guard died."
    assert [len(tokens) for tokens in parse.parsed(words, [(0, 32, ()), (33, 46, ())])] == [7, 4]
    assert met
    assert set(met) == {1}
    assert [pool["num_threads"] for pool in parse._threads().info()] == before


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
