"""How strong a group is said to be, and when: "at its peak, the group had about 3,000 fighters"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Referent, Scene, cues, is_heading, is_question, scenes
from gowah.claim.english.parse import Token
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import statements
from gowah.model import Certainty, Claimed, Span, Term, When
from gowah.words import NumberSpan, Settings, Tables, find_money

_FEWEST = 10
_THE_MOST = re.compile(r"\b(?:the\s+)?(?:most|largest|biggest|highest)\b.*", re.IGNORECASE | re.DOTALL)
_SEASON = re.compile(r"\b(?P<which>this|last)\s+(?P<season>spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTER = timedelta(days=91)
_GOES_ON = 2  # sentences over which a second figure may leave the fighters unsaid
_NOTHING_NAMED = re.compile(
    r"\s*(?:$|[.,;:)”\"'’]|(?:who|which|under arms|in the field|left|according|by|after|before|at|is|was|are|were"
    r"|today|now|then|when|since|and|or|if|in (?:all|total|\d{4})|to\s+\d)\b)",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"\s+(?:were|are|was)\s+left\b|\s+(?:remain|remained|were still active|are still active)\b"
    r"|,?\s+(?:counting|including)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[.;:(]")
_MOST = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}(?:most|maximum|peak)\b", re.IGNORECASE)
_SIZED = re.compile(
    r"\b(?:strength|size|membership|ranks)\b(?:\s+[\w’'-]+){0,6}?"
    r"\s+(?:at|of|to|is|was|range|ranges|ranged|between)\s+$|\bnumber(?:s|ed|ing)\s+$",
    re.IGNORECASE,
)
_SIZE_VERBS = frozenset({"count", "number", "have", "muster", "command", "field"})
_NEAR = 4  # words between a number and what it counts
_HARMED = ("kill", "die", "dead", "injure", "casualty", "abduct")
_LOST = frozenset(
    {
        "recruit",
        "enlist",
        "hire",
        "train",
        "pay",
        "send",
        "deploy",
        "arrest",
        "capture",
        "detain",
        "surrender",
        "release",
        "free",
        "jail",
        "imprison",
        "convict",
        "defect",
        "claim",
    }
)


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `group` for each figure of a group's strength: name, strength, as_of."""
    del settings
    last: tuple[int, Referent] | None = None
    asked: Sentence | None = None
    for scene in scenes(sentences, tables):
        asked = _asked(scene.sentence, asked)
        if is_question(scene.sentence):
            continue
        for number in scene.sentence.numbers:
            owner = _counts_fighters(scene, number) or _bare(scene, number, answers=asked is not None)
            lately = last is not None and scene.sentence.index - last[0] <= _GOES_ON
            if owner is None and last and lately and _goes_on(scene.sentence, number):
                owner = last[1]
            if owner is not None:
                last = (scene.sentence.index, owner)
                yield _claimed(scene, number, owner)


def _asked(sentence: Sentence, before: Sentence | None) -> Sentence | None:
    """The question after a group's size that this sentence answers: the heading above, or one in its paragraph."""
    if is_question(sentence):
        size = cues(sentence, "sizes", "how-many") and not sentence.cues(*_HARMED)
        return sentence if size and not cues(sentence, "sums", "deed") else None
    if before is None or is_heading(sentence):
        return None
    return before if before.block.kind in ("title", "heading") or before.block == sentence.block else None


def _bare(scene: Scene, number: NumberSpan, *, answers: bool) -> Referent | None:
    """The group of a number that counts nothing named, where it tells how many there are.

    "It could field perhaps 5,000", "the UN says 4,000", "700 according to one office, 5,000 according to another".
    """
    sentence, text = scene.sentence, scene.sentence.text.text
    dated = any(d.start <= number.start < d.end for d in sentence.dates)
    if number.value < _FEWEST or number.age or number.year_like or dated or _is_money(sentence, number):
        return None
    if not _NOTHING_NAMED.match(text, number.end, sentence.end) or _is_harmed(sentence, number):
        return None
    if not answers and not any(cue.end <= number.start for cue in cues(sentence, "sizes", "size", "peak")):
        return None
    if not answers and not any(len(group.codes) == 1 and group.end <= number.start for group in scene.groups):
        return None
    owner = _owner(scene, number)
    return None if owner is not None and cues(sentence, "sums", "deed") else owner


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
        if cue.start < number.number_end or len(between.split()) > _NEAR or _MARKS.search(between):
            continue
        if not any(token.pos in ("VERB", "AUX") for token in sentence.tokens_in(number.number_end, cue.start)):
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
    """A strength without fighters: "2,000 was the most it ever had", "its strength at 3,000", "it numbered 3,000"."""
    text = sentence.text.text
    peak = cues(sentence, "sizes", "peak", within=(number.end, sentence.end))
    most = bool(peak) and bool(_MOST.match(text, number.number_end, sentence.end))
    return most or bool(_SIZED.search(text, sentence.start, number.start))


def _is_money(sentence: Sentence, number: NumberSpan) -> bool:
    return any(m.start <= number.number_start - sentence.start < m.end for m in find_money(sentence.words))


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
    behind = [(g, sentence.text.text[number.end : g.start].lower().split()) for g in single if number.end <= g.start]
    right = [g for g, words in behind if len(words) <= _NEAR + 2]
    left = [g for g in single if g.end <= number.start]
    adjective = [g for g, words in behind if not words]
    of_it = [g for g, words in behind if len(words) <= _NEAR + 2 and {"of", "for", "with"} & set(words)]
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


def _counts_itself(sentence: Sentence, owner: Referent) -> bool:
    """ "The group counted 3,000 fighters": that is its size, not its word."""
    head = sentence.head_of(owner.start, owner.end)
    return head is not None and head.dep == "nsubj" and sentence.tokens[head.head].lemma in _SIZE_VERBS


def _claimed(scene: Scene, number: NumberSpan, owner: Referent) -> Claimed:
    sentence = scene.sentence
    own = owner.end <= number.start and _counts_itself(sentence, owner)
    speakers = voices(sentence, number.number_start, number.number_end)
    if own:
        itself = {s.speaker.name for s in statements(sentence) if s.name[0] <= owner.start < s.name[1]}
        speakers = tuple(s for s in speakers if s.name not in itself)
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
    """At its peak (no dates), on a date or in a season that the sentence gives, or today where it says so."""
    peak = cues(sentence, "sizes", "peak")
    if peak:
        most = _THE_MOST.search(sentence.quote(number.end, peak[0].end)) if peak[0].start > number.end else None
        return When(as_written=" ".join(most[0].split()) if most else peak[0].as_written)
    near = sentence.nearest_date(number.start)
    if near is not None:
        return near.when
    today = sentence.day
    if today is None:
        return None
    if (season := _SEASON.search(sentence.words)) is not None:
        return _season(season, today)
    word = next((t for t in sentence.tokens if t.lower in ("now", "currently", "today", "nowadays")), None)
    word = word or _present(sentence, number)
    return When(earliest=today.isoformat(), latest=today.isoformat(), as_written=word.text) if word else None


def _season(found: re.Match[str], today: date) -> When:
    """ "This summer": that of the year, or the one before where it has not begun; "last winter": the one now over."""
    month = _MONTHS[found["season"].lower()]
    first = date(today.year, month, 1)
    if first > today or (found["which"].lower() == "last" and first + _QUARTER > today):
        first = date(today.year - 1, month, 1)
    last = min(first + _QUARTER, today)
    return When(earliest=first.isoformat(), latest=last.isoformat(), as_written=found[0])


def _present(sentence: Sentence, number: NumberSpan) -> Token | None:
    """The verb that gives the number, where it speaks of today: "The group numbers about 3,000"."""
    token = sentence.token_at(number.number_start)
    verbs = (t for t in (sentence.ancestors(token) if token else ()) if t.pos in ("VERB", "AUX"))
    verb = next(verbs, None)
    return verb if verb is not None and verb.tag in ("VBZ", "VBP") else None
