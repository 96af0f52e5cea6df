"""How strong a group is said to be, and when: "at its peak, the group had about 3,000 fighters"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Referent, Scene, cues, is_heading, is_question, scenes
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence, published
from gowah.model import Certainty, Claimed, Span, Term, When
from gowah.words import NumberSpan, Settings, Tables

_FEWEST = 10
_GOES_ON = 2  # sentences over which a second figure may leave the fighters unsaid
_LEFT_OVER = re.compile(
    r"\s+(?:were|are|was)\s+left\b|\s+(?:remain|remained|were still active|are still active)\b|,?\s+(?:counting|including)\b",
    re.IGNORECASE,
)
_NEAR = 4  # words between a number and what it counts
_HARMED = ("kill", "die", "dead", "injure", "casualty", "abduct")
_LOST = frozenset(
    {"arrest", "capture", "detain", "surrender", "release", "free", "jail", "imprison", "convict", "defect", "claim"}
)


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `group` for each figure of a group's strength: name, strength, as_of."""
    del settings
    last: tuple[int, Referent] | None = None
    for scene in scenes(sentences, tables):
        if is_heading(scene.sentence) and is_question(scene.sentence):
            continue
        for number in scene.sentence.numbers:
            owner = _counts_fighters(scene, number)
            if (
                owner is None
                and last
                and scene.sentence.index - last[0] <= _GOES_ON
                and _goes_on(scene.sentence, number)
            ):
                owner = last[1]
            if owner is not None:
                last = (scene.sentence.index, owner)
                yield _claimed(scene, number, owner)


def _goes_on(sentence: Sentence, number: NumberSpan) -> bool:
    """ "Fewer than 1,000 were left", "some 4,000, counting families", after a sentence about strength."""
    rest = sentence.text.text[number.end : number.end + 40]
    return number.value >= 10 * _FEWEST and not number.year_like and not number.age and bool(_LEFT_OVER.match(rest))


def _counts_fighters(scene: Scene, number: NumberSpan) -> Referent | None:
    """The group whose fighters this number counts; None where it counts something else."""
    sentence = scene.sentence
    if number.value < _FEWEST or re.match(r"\s+of\b", sentence.text.text[number.end : number.end + 6]):
        return None
    if number.age or (number.year_like and not _after(sentence, number)) or _is_money(sentence, number):
        return None
    if not (_after(sentence, number) or _from_to(sentence, number) or _peak_of_group(sentence, number)):
        return None
    if _is_harmed(sentence, number):
        return None
    return _owner(scene, number)


def _after(sentence: Sentence, number: NumberSpan) -> bool:
    """A word for fighters follows the number ("3,000 fighters", "3,000 or so armed men", "3,000 strong")."""
    for cue in cues(sentence, "sizes", "strength"):
        between = sentence.text.text[number.number_end : cue.start]
        verbs = any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(number.number_end, cue.start))
        if (
            cue.start >= number.number_end
            and len(between.split()) <= _NEAR
            and not verbs
            and not any(mark in between for mark in ".;:(")
        ):
            return True
    return False


def _from_to(sentence: Sentence, number: NumberSpan) -> bool:
    """The second of two figures: "from an estimated 2,200 fighters to nearly 4,000"."""
    earlier = [n for n in sentence.numbers if n.end <= number.start and _after(sentence, n)]
    if not earlier:
        return False
    between = sentence.text.text[earlier[-1].number_end : number.start].split()
    return "to" in between[-3:] and len(between) <= 6 and number.value >= 10


def _peak_of_group(sentence: Sentence, number: NumberSpan) -> bool:
    """No word for fighters, but a strength: "about 2,000 was the most that the group ever had", "put its strength at 3,000"."""
    words = sentence.text.text[number.number_end : sentence.end].split()[:6]
    most = bool(cues(sentence, "sizes", "peak", within=(number.end, sentence.end))) and {"most", "maximum", "peak"} & {
        w.strip(",.").lower() for w in words
    }
    before = sentence.text.text[sentence.start : number.start].lower().split()[-8:]
    sized = bool({"strength", "size"} & set(before)) and bool({"at", "of", "to", "is", "was"} & set(before[-3:]))
    numbered = bool(before) and before[-1] in {"numbers", "numbered", "numbering"}
    return number.value >= 10 and (bool(most) or sized or numbered)


def _is_money(sentence: Sentence, number: NumberSpan) -> bool:
    return (
        sentence.text.text[max(0, number.number_start - 1) : number.number_start] in "$£€"
        if number.number_start
        else False
    )


def _is_harmed(sentence: Sentence, number: NumberSpan) -> bool:
    """Killed, wounded, arrested or surrendered fighters are no strength."""
    token = sentence.token_at(number.number_start)
    if token is None:
        return bool(sentence.cues(*_HARMED))
    line = [token, *sentence.ancestors(token)][:4]
    for word in line:
        if word.lemma in _LOST or sentence.cues(*_HARMED, within=(word.start, word.end)):
            return True
    return any(cue.start >= number.end and cue.start - number.end < 40 for cue in sentence.cues(*_HARMED))


def _owner(scene: Scene, number: NumberSpan) -> Referent | None:
    """The group of the clause's subject, or "of" which they are fighters, or the topic."""
    sentence = scene.sentence
    single = [g for g in scene.groups if len(g.codes) == 1]
    right = [
        g
        for g in single
        if number.end <= g.start and len(sentence.text.text[number.end : g.start].split()) <= _NEAR + 2
    ]
    left = [g for g in single if g.end <= number.start]
    adjective = [g for g in right if sentence.text.text[number.number_end : g.start].strip() == ""]
    of_it = [g for g in right if {"of", "for", "with"} & set(sentence.text.text[number.end : g.start].lower().split())]
    subjects = [g for g in left if _governs(sentence, g)]
    for candidates in (adjective, of_it, subjects[::-1], left[::-1], right):
        if candidates:
            return candidates[0]
    if scene.topic is None:
        return None
    return Referent(
        start=number.start, end=number.end, codes=scene.topic.codes, as_written=scene.topic.as_written, named=False
    )


def _governs(sentence: Sentence, group: Referent) -> bool:
    head = sentence.head_of(group.start, group.end)
    return head is not None and head.dep in ("nsubj", "nsubjpass", "poss", "pobj") and not _says(sentence, head.start)


def _says(sentence: Sentence, offset: int) -> bool:
    token = sentence.token_at(offset)
    if token is None or token.dep != "nsubj":
        return False
    verb = sentence.tokens[token.head]
    return bool(sentence.cues("say", within=(verb.start, verb.end))) and bool(sentence.children(verb, "ccomp"))


def _claimed(scene: Scene, number: NumberSpan, owner: Referent) -> Claimed:
    sentence = scene.sentence
    speakers = voices(sentence, number.number_start, number.number_end)
    certainty = certainty_of(sentence, number.number_start, number.number_end)
    if certainty is Certainty.DENIED:
        certainty = Certainty.STATED  # "fewer than" and "no more than" are in the count, not in the certainty
    name = Term(code=owner.codes[0], as_written=owner.as_written)
    values = [
        sentence.value("name", name, speakers=speakers, certainty=certainty),
        sentence.value("strength", number.count, speakers=speakers, certainty=certainty),
    ]
    if (when := _as_of(sentence, number)) is not None:
        values.append(sentence.value("as_of", when, speakers=speakers, certainty=certainty))
    return Claimed(kind="group", anchor=Span(start=number.start, end=number.end), values=tuple(values))


def _as_of(sentence: Sentence, number: NumberSpan) -> When | None:
    """At its peak (no dates), on a date that the sentence gives, or today where it says so."""
    peak = cues(sentence, "sizes", "peak")
    if peak:
        return When(as_written=peak[0].as_written)
    date = sentence.nearest_date(number.start)
    if date is not None:
        return date.when
    today = published(sentence.text)
    for token in sentence.tokens:
        if today and token.lower in ("now", "currently", "today", "nowadays"):
            return When(earliest=today.isoformat(), latest=today.isoformat(), as_written=token.text)
    return None
