"""People named as killed, hurt or abducted: protected claims, tied to the attack they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.events import Event
from gowah.claim.english.harmed import harmed, is_family_name
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Claimed, Count, Span, Term, Text, Value

_AGE = re.compile(
    r"(?:,\s*(?:aged\s+|about\s+)?(\d{1,3})\b(?!\s*(?:people|others|km|per|%|[A-Z])))"
    r"|\s*[(\[](?:aged\s+)?(\d{1,3})[)\]]"
    r"|\b(\d{1,3})[- ]year[- ]old\b|\bis\s+(\d{1,3})\b(?=[.,;]|$)"
)
_OF_ANOTHER = re.compile(r"\b(?:and|his|her|their)\b", re.IGNORECASE)
_BESIDE = 16  # code points between a name and the word that tells the sex
_SEX = {
    "he": "male",
    "his": "male",
    "him": "male",
    "man": "male",
    "boy": "male",
    "father": "male",
    "son": "male",
    "brother": "male",
    "husband": "male",
    "she": "female",
    "her": "female",
    "woman": "female",
    "girl": "female",
    "mother": "female",
    "daughter": "female",
    "sister": "female",
    "wife": "female",
}


def victims(sentences: Sequence[Sentence], found: Sequence[tuple[Event, Claimed]]) -> Iterator[Claimed]:
    """A `Claimed(kind="victim")` for each person named as a victim; `found` are the attacks of the text."""
    seen: set[str] = set()
    told_of: dict[int, Span] = {}  # index of a sentence -> the first attack that it tells of
    for event, claimed in found:
        for item in event.items:
            told_of.setdefault(item.sentence.index, claimed.anchor)
    stories = [claimed.anchor for event, claimed in found if not event.aside]  # in the order of the text
    first = found[0][1].anchor if found else None
    for sentence in sentences:
        for name, harm in harmed(sentence, attacked=bool(found)):
            words = " ".join(sentence.quote(*name).split())
            if words not in seen:
                seen.add(words)
                before = bisect_left(stories, sentence.start, key=lambda anchor: anchor.start)
                about = told_of.get(sentence.index, stories[before - 1] if before else first)
                yield _claimed(sentence, name, harm, about)


def _claimed(sentence: Sentence, name: tuple[int, int], harm: str, about: Span | None) -> Claimed:
    speakers = speakers_of(sentence, *name)
    certainty = certainty_of(sentence, *name)

    def value(property: str, datum: Text | Term | Count, span: tuple[int, int] | None = None) -> Value:
        return sentence.value(property, datum, span, speakers=speakers, certainty=certainty)

    values = [
        value("name", Text(text=" ".join(sentence.quote(*name).split())), name),
        value("harm", Term(code=harm, as_written=harm)),
    ]
    after = sentence.text.text[name[1] : min(sentence.end, name[1] + 40)]
    age = _AGE.match(after) or _AGE.search(sentence.text.text[max(sentence.start, name[0] - 25) : name[0]])
    if age:
        years = int(next(g for g in age.groups() if g))
        values.append(value("age", Count(low=years, high=years, as_written=str(years))))
    if sex := _sex(sentence, name):
        values.append(value("sex", Term(code=sex, as_written=sex)))
    if occupation := _occupation(sentence, name):
        values.append(value("occupation", Text(text=occupation)))
    community = next(
        (
            known
            for known in sentence.named(
                "communities", within=(max(sentence.start, name[0] - 40), min(sentence.end, name[1] + 40))
            )
            if not is_family_name(sentence, known)
        ),
        None,
    )
    if community:
        values.append(value("community", Term(code=community.code, as_written=community.as_written)))
    return Claimed(kind="victim", anchor=Span(start=name[0], end=name[1]), values=tuple(values), about=about)


def _sex(sentence: Sentence, name: tuple[int, int]) -> str | None:
    """By the word before or right behind the name: "his wife Fatima", "Karim, a boy of nine"; else by "he" or "she"."""
    near = [t for t in sentence.tokens if t.lower in _SEX and t.lower not in ("his", "her", "he", "she", "him")]
    before = [t for t in near if 0 <= name[0] - t.end < _BESIDE and "," not in sentence.quote(t.end, name[0])]
    after = [
        t for t in near if 0 <= t.start - name[1] < _BESIDE and not _OF_ANOTHER.search(sentence.quote(name[1], t.start))
    ]
    if chosen := [*before[-1:], *after[:1]]:
        return _SEX[chosen[0].lower]
    told = [t for t in sentence.tokens if t.lower in ("he", "she", "him") and t.start > name[1]]
    return _SEX[told[0].lower] if told else None


def _occupation(sentence: Sentence, name: tuple[int, int]) -> str | None:
    """ "Nasim, a teacher", "teacher Nasim", "who worked for a television channel"."""
    text = sentence.text.text
    work = re.match(
        r",?\s+who\s+(?:had\s+)?(worked\s+[^,;.]{3,60}|taught\s+[^,;.]{3,60})", text[name[1] : sentence.end]
    )
    if work:
        return " ".join(work[1].split())
    beside = re.match(
        r",\s+an?\s+([a-z][\w -]{2,40}?)(?=[,.;]|\s+(?:who|at|in|of|for|with|from)\b)", text[name[1] : sentence.end]
    )
    return " ".join(beside[1].split()) if beside else None
