"""A speaker's name: where it ends, what is no part of it, and whether an office or a private person bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.persian.cues import Cue, finite, forms
from gowah.claim.persian.sentences import Sentence
from gowah.model import Speaker
from gowah.words import Word
from gowah.words.sheets import folded_words

COMMA = re.compile(r"[،,]")
SHUT = ("»", "”", '"')
BODY = ("killed", "injured", "hurt", "abducted", "killed people", "injured people", "hurt people")
_MOST_WORDS = 12  # of a speaker's name
_STOPS = ("count", "that", "says", "in a report", "responsibility", "nominal", "name stop", "according")
"""Words that end a speaker's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Who says it: the name at `named` and the verb at `verb`, code points of the text.

    `speakers` is empty for a pronoun: whoever spoke before is meant. `cut`: where the words begin that are no longer
    the former speaker's (0 where nothing stands between). `closes`: what it reports lies before it. `nested`: the
    former frame's speaker reports this one. `aside`: `به گفتهٔ X`. `body`: a pronoun for an organisation
    (`این نهاد`). `final`: what is said stands between the name and the verb. `noun`: what a pronoun or a bare noun
    calls the speaker (`این منابع`, `انجمن`). `we`: the writers themselves.
    """

    named: tuple[int, int]
    verb: tuple[int, int]
    speakers: tuple[Speaker, ...]
    cut: int = 0
    closes: bool = False
    nested: bool = False
    aside: bool = False
    body: bool = False
    final: bool = False
    noun: str = ""
    we: bool = False


def frame_of(sentence: Sentence, start: int, end: int, verb: tuple[int, int]) -> Frame | None:
    """The frame of the speaker whose name lies within [start, end), cleaned of what is not name."""
    named = list(sentence.between(start, end))
    leading, trailing = forms("leading"), forms("trailing")
    while named and (named[0].form in leading or dated(sentence, named[0])):
        named.pop(0)
    while named and (named[-1].form in trailing or dated(sentence, named[-1])):
        named.pop()
    if not named or len(named) > _MOST_WORDS or any(word.form in finite() for word in named[1:-1]):
        return None
    span = (named[0].start, _closed(sentence, named[0].start, named[-1].end))
    name = " ".join(sentence.text[span[0] - sentence.start : span[1] - sentence.start].split())
    name = _quoted(sentence, span[0], name)
    we = len(named) == 1 and named[0].form in forms("we")
    speakers = () if we or _pronoun(named) else (Speaker(name=name, private=not _public(sentence, named, span)),)
    bodies = forms("organisation") | forms("paper")
    body = not we and not speakers and any(word.form in bodies for word in named)
    known = any(name.start <= span[0] < name.end for name in sentence.named("organisations"))
    noun = _called(named) if not known or len(named) > 1 else ""
    return Frame(named=span, verb=verb, speakers=speakers, body=body, noun=noun, we=we)


def _quoted(sentence: Sentence, start: int, name: str) -> str:
    """`د «X» په نوم ادارې`: X; a name that begins with a quotation mark, with the mark."""
    mark = sentence.text[start - sentence.start - 1 : start - sentence.start]
    if mark != "«" or "»" not in name:
        return name
    quoted, _, rest = name.partition("»")
    called = any(word in forms("name word") for word in folded_words(rest)[:2])
    return quoted.strip() if called else mark + name


def _called(named: Sequence[Word]) -> str:
    """The noun of `این انجمن`, `نهاد یادشده` and of an organisation's bare `انجمن`; else nothing."""
    shapes = [word.form for word in named]
    if len(shapes) == 1:
        return shapes[0] if shapes[0] in forms("organisation") else ""
    if len(shapes) != 2 or _pronoun(named[:1]):
        return ""
    if shapes[0] in forms("this") | forms("said before"):
        return shapes[1]
    return shapes[0] if shapes[1] in forms("aforesaid") else ""


def is_meant(noun: str, name: str) -> bool:
    """True where `این انجمن` may mean the speaker of this name: `انجمن دادخواهی`, `د … ټولنې`."""
    said = folded_words(name)
    return any(_same_noun(noun, word) for word in (*said[:2], *said[-1:]))


def _same_noun(one: str, other: str) -> bool:
    """The same but for an ending: `ټولنه` and `ټولنې`, `روزنامه` and `روزنامهٔ`."""
    stem = max(3, min(len(one), len(other)) - 1)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= 1


def is_body(name: str) -> bool:
    """True for a speaker that is an organisation or a group, not a person who speaks for one."""
    return any(word in forms("organisation") for word in folded_words(name)[:3])


def _closed(sentence: Sentence, start: int, end: int) -> int:
    """The end of a name with the mark that closes a quotation or a bracket opened in it."""
    name = sentence.text[start - sentence.start : end - sentence.start]
    after = sentence.text[end - sentence.start : end - sentence.start + 1]
    return end + (("«" in name and after == "»") or ("(" in name and after == ")"))


def _pronoun(named: Sequence[Word]) -> bool:
    """True for `او`, `این گروه` and `نهاد یادشده`: the speaker before is meant."""
    shapes = [word.form for word in named]
    if len(shapes) == 1:
        return shapes[0] in forms("he") | forms("paper")
    return len(shapes) == 2 and (
        (shapes[0] in forms("this") | forms("said before") and shapes[1] in forms("body") | forms("paper"))
        or (shapes[0] in forms("body") and shapes[1] in forms("aforesaid"))
    )


def is_office(named: Sequence[Word]) -> bool:
    """True where an office or a kind of people stands in a name: `سخنگوی پولیس`, `باشندگان`."""
    return any(word.form in forms("office") for word in named)


def is_public(sentence: Sentence, frame: Frame) -> bool:
    """True where an office stands in a frame's name, or where it begins with an organisation or a group."""
    named = sentence.between(*frame.named)
    known = any(
        name.table in ("organisations", "groups", "outlets") and name.start <= frame.named[0] < name.end
        for name in sentence.names
    )
    return known or is_office(named)


def _public(sentence: Sentence, named: Sequence[Word], span: tuple[int, int]) -> bool:
    """True for offices, groups, organisations and people of whom only the kind is named."""
    if is_office(named):
        return True
    return any(
        name.table in ("organisations", "groups", "outlets", "of_whom") and name.start < span[1] and name.end > span[0]
        for name in sentence.names
    )


def until(sentence: Sentence, start: int, verb: int) -> int:
    """Where a speaker's name that begins at `start` must end: at a date, a count, the dead, a comma."""
    stops = [span.start for span in sentence.dates if span.start > start]
    stops += [cue.start for cue in sentence.of(*_STOPS) if cue.start > start]
    stops += _from(sentence, start)
    stops += _demonstratives(sentence, start, verb)
    counts = {cue.first for cue in sentence.of("count")}
    stops += [
        cue.start
        for cue in sentence.of("killed people", "injured people", "hurt people")
        if cue.start > start and (counts & {cue.last + 1, cue.last + 2} or _object(sentence, cue))
    ]
    first = sentence.word_at(start)
    stops += [
        span.start
        for span in sentence.numbers
        if span.start > start and (span.count.low != 1 or _counted(sentence, span.end)) and not span.age
        and not _own_number(sentence, first, span.start, span.end)
    ]  # fmt: skip
    stops += [name.start for name in sentence.named("groups") if name.start > start and _marked(sentence, name.end)]
    stops += [_preposition(sentence, cue) for cue in sentence.of("event") if cue.start > start]
    mark = COMMA.search(sentence.text, start - sentence.start + 2)
    if mark is not None:
        stops.append(sentence.start + mark.start())
    quote = sentence.text.find(": ", start - sentence.start)
    if quote >= 0:
        stops.append(sentence.start + quote)
    return min((stop for stop in stops if start < stop < verb), default=verb)


def _marked(sentence: Sentence, end: int) -> bool:
    """True right before `را`: whom somebody blames."""
    return any(word.form in forms("object") for word in sentence.words[sentence.word_at(end) :][:1])


def _object(sentence: Sentence, cue: Cue) -> bool:
    """`کشته‌شدگان را …`: whom somebody counts."""
    return any(word.form in forms("object") for word in sentence.words[cue.last + 1 : cue.last + 2])


def _from(sentence: Sentence, start: int) -> Iterator[int]:
    """The `از` that is no part of a name (`پولیس از ده کشته سخن می‌گوید`), and the end of a name in quotation marks."""
    first = sentence.word_at(start)
    for n in range(first + 1, min(first + _MOST_WORDS, len(sentence.words))):
        before, word = sentence.words[n - 1], sentence.words[n]
        if word.form == "از" and before.form not in forms("some of") | forms("classifier") | forms("defence of"):
            yield word.start
            return
    shut = sentence.text.find("»", start - sentence.start)
    if shut >= 0 and sentence.text.find("«", start - sentence.start, shut) >= 0:
        yield sentence.start + shut + 1


def _demonstratives(sentence: Sentence, start: int, verb: int) -> Iterator[int]:
    """The `این` of what somebody does something to: `خانواده‌ها این سخن را رد می‌کنند`, `هغوی دا خبره …`."""
    words = sentence.between(start, verb)[1:]
    for n, word in enumerate(words):
        if word.form == "دا" or (
            word.form in forms("this") and any(later.form in forms("object") for later in words[n + 2 : n + 4])
        ):
            yield word.start
            return


def _own_number(sentence: Sentence, first: int, start: int, end: int) -> bool:
    """`دو منبع`, `یو تن له شاهدانو`: the number is of those who speak."""
    after = sentence.words[sentence.word_at(end) :][:2]
    speaks = sentence.word_at(start) == first or is_office(after) or (after and after[0].form in forms("classifier"))
    return sentence.word_at(start) <= first + 1 and bool(speaks) and not _counted(sentence, end)


def _counted(sentence: Sentence, end: int) -> bool:
    """True before `تن`, `کشته`: what is counted are people harmed."""
    after = sentence.words[sentence.word_at(end) :][:1]
    return any(word.form in forms("classifier") | forms("casualty noun") for word in after)


def _preposition(sentence: Sentence, cue: Cue) -> int:
    """Where the phrase begins that names an attack: at its preposition."""
    for n in range(cue.first - 1, max(-1, cue.first - 4), -1):
        if sentence.words[n].form in forms("in"):
            return sentence.words[n].start
    return cue.start


def hearer_off(sentence: Sentence, start: int, end: int, verb: int, outlet: tuple[str, ...]) -> tuple[int, int]:
    """Without `به فردای روشن` or `لار خبر ته`: to whom it was said."""
    named = list(sentence.between(start, end))
    shapes = [word.form for word in named]
    if end == verb and shapes and shapes[-1] == "ته":
        size = len(outlet) if outlet and tuple(shapes[-1 - len(outlet) : -1]) == outlet else 1
        named = named[: max(0, len(named) - 1 - size)]
        while len(named) > 1 and named[-1].form in forms("hearer"):
            named.pop()
    elif end == verb:
        back = next((n for n in range(2, min(8, len(shapes))) if shapes[-n] == "به"), None)
        named = named[:-back] if back is not None else named
    return (named[0].start, named[-1].end) if named else (start, start)


def dated(sentence: Sentence, word: Word) -> bool:
    """True for a word of a date."""
    return any(span.start <= word.start < span.end for span in sentence.dates)
