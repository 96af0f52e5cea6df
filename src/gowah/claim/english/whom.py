"""Whom the words for a speaker mean: a pronoun, "the group", "a spokesman", a paper that somebody made.

Who is meant is looked for backwards only, in a few sentences; where nobody fits, the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gowah.claim.english.antecedents import named_before
from gowah.claim.english.attributions import Attribution, tails
from gowah.claim.english.logs import claimant
from gowah.claim.english.naming import OWN, is_publisher, name_span, speaker_at
from gowah.claim.english.owners import owner_of
from gowah.claim.english.parse import Token
from gowah.claim.english.saying import DOCUMENTS, PRONOUNS, is_owned, say_verbs, subject_of
from gowah.claim.english.sentence import Sentence
from gowah.model import Speaker
from gowah.words import NameSpan, fold

_LOOK_BACK = 4  # sentences in which "he said" looks for its speaker
_UNARMED = frozenset({"organisation", "organization"})
THE_GROUP = frozenset({"group", "organisation", "organization", "militants", "movement"})
_SPOKESMAN = re.compile(r"(?:(?:an?|its|their|the|one)\s+)?(?P<role>spokes(?:man|woman|person))", re.IGNORECASE)


def resolved(sentence: Sentence, head: Token, span: tuple[int, int]) -> Speaker | None:
    """The speaker that these words name; a pronoun is the last speaker before it."""
    if head.lower in OWN or (head.pos == "PRON" and head.lower not in PRONOUNS) or head.lower == "which":
        return None
    if head.lower in PRONOUNS or (head.lower in DOCUMENTS and not is_owned(sentence, head)):
        before = list(before_in(sentence, span[0]))
        if before:
            return before[-1]
        return last_speaker(sentence.previous) or (_labelled(sentence) if head.lower in DOCUMENTS else None)
    if head.lower in THE_GROUP and span[1] - span[0] < len(head.text) + 6:
        return _the_group(sentence, span)
    if sentence.named("deeds", within=span) and not sentence.cues("office", "private", within=span):
        return None
    return _in_full(sentence, head, span)


def _in_full(sentence: Sentence, head: Token, span: tuple[int, int]) -> Speaker | None:
    """Whom these words name, by the fuller name that the text has for them; whoever made it, of a paper."""
    if (owner := owner_of(sentence, head)) is not None:
        return speaker_at(sentence, *owner)
    return named_before(sentence, head, span) or spokesman_of(sentence, span) or speaker_at(sentence, *span)


def spokesman_of(sentence: Sentence, span: tuple[int, int]) -> Speaker | None:
    """ "A spokesman", with not a word on whose: of the body that one of the sentences before is about."""
    words = _SPOKESMAN.fullmatch(sentence.text.text, *span)
    at = sentence.previous
    for _ in range(_LOOK_BACK if words else 0):
        if at is None or words is None:
            break
        body = _who_acts(at)
        if body is not None and not body.private:
            known = words["role"].lower() in body.name.lower()
            return body if known else Speaker(name=f"{words['role']}, {body.name}")
        at = at.previous
    return None


def last_speaker(sentence: Sentence | None, *, fallback: bool = True) -> Speaker | None:
    """The last speaker named in this sentence or one shortly before it; `fallback`: or whom it is about."""
    for _ in range(_LOOK_BACK):
        if sentence is None:
            return None
        if named := _named_speakers(sentence):
            return named[-1]
        if fallback and (subject := _who_acts(sentence)) is not None:
            return subject
        sentence, fallback = sentence.previous, False
    return None


def _who_acts(sentence: Sentence) -> Speaker | None:
    """The somebody that a sentence is about: "The mayor came at noon. He said …"."""
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    for subject in sentence.children(root, "nsubj") if root is not None else ():
        span = name_span(sentence, subject)
        known = sentence.cues("office", "private", within=span) or sentence.named("organisations", within=span)
        if known and subject.tag not in ("NNS", "NNPS") and not sentence.cues("attackers", within=span):
            return speaker_at(sentence, *span)
    return None


def _named_speakers(sentence: Sentence) -> list[Speaker]:
    """Those who speak in a sentence and are named there, the last one last."""
    found = []
    for verb in say_verbs(sentence):
        subject = subject_of(sentence, verb)
        if subject is not None and subject.lower not in PRONOUNS | OWN | DOCUMENTS:
            found.append(_in_full(sentence, subject, name_span(sentence, subject)))
    named = [speaker for speaker in found if speaker is not None]
    if named:
        return named
    told = [resolved(sentence, head, span) for _, head, span in accorded(sentence) if head.lower not in PRONOUNS]
    return [speaker for speaker in (*told, *(speaker for _, speaker in at_tail(sentence))) if speaker is not None]


def before_in(sentence: Sentence, offset: int) -> Iterator[Speaker]:
    """Those who are named as speakers in a sentence before the offset, in order."""
    for verb in say_verbs(sentence):
        subject = subject_of(sentence, verb)
        if subject is not None and subject.end <= offset and subject.lower not in PRONOUNS | OWN | DOCUMENTS:
            speaker = speaker_at(sentence, *name_span(sentence, subject))
            yield from (speaker,) if speaker else ()
    for cue in sentence.cues("say-noun"):
        named = [t for t in sentence.tokens if cue.end <= t.start and t.end <= offset][:12]
        head = next((t for t in named if t.pos in ("NOUN", "PROPN") and t.dep not in ("compound", "amod")), None)
        if head is not None and (speaker := speaker_at(sentence, *name_span(sentence, head))):
            yield speaker


def accorded(sentence: Sentence) -> Iterator[tuple[NameSpan, Token, tuple[int, int]]]:
    """Each "according to X": the cue, the word for X, and the words that name X."""
    for cue in sentence.cues("say-noun"):
        tail = [t for t in sentence.tokens if t.start >= cue.end]
        head = next((t for t in tail[:12] if t.pos in ("NOUN", "PROPN", "PRON")), None)
        if head is None:
            continue
        while head.dep in ("compound", "nmod", "amod", "poss") and 0 < head.head - head.i < 5:
            head = sentence.tokens[head.head]
        yield cue, head, _with_name(sentence, name_span(sentence, head))


def _with_name(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """With the name right behind it, where the parser lost it: "the news agency Meridian"."""
    if not sentence.cues("office", within=span):
        return span
    end = span[1]
    for token in sentence.tokens_in(end, sentence.end):
        if token.start < end:
            continue
        if token.pos != "PROPN" or sentence.text.text[end : token.start] != " ":
            break
        end = token.end
    return span[0], end


def at_tail(sentence: Sentence) -> Iterator[tuple[Attribution, Speaker]]:
    """Each "…, X said", with X."""
    for tail in tails(sentence):
        words = (tail.name[0], _before_verb(sentence, tail.name))
        head = sentence.head_of(*words)
        speaker = resolved(sentence, head, words) if head else speaker_at(sentence, *words)
        if speaker is not None:
            yield tail, speaker


def _before_verb(sentence: Sentence, name: tuple[int, int]) -> int:
    verb = next((cue.start for cue in sentence.cues("say") if name[0] < cue.start < name[1] <= cue.end), name[1])
    kept = [t for t in sentence.tokens_in(name[0], verb) if t.pos not in ("AUX", "ADV", "PUNCT")]
    return kept[-1].end if kept else verb


def _the_group(sentence: Sentence, span: tuple[int, int]) -> Speaker | None:
    """ "The group said": who spoke last, where that is a body; else the armed group named last. None: the outlet."""
    words = fold(sentence.quote(*span)).split()[-1]
    at = sentence.previous
    for _ in range(_LOOK_BACK if not sentence.named("groups", within=(sentence.start, span[0])) else 0):
        if at is None:
            break
        for name in reversed(_names_of_speakers(at)):
            if is_publisher(at.text, at.quote(*name)):
                return None
            speaker = None if _is_person(at, name) else speaker_at(at, *name)
            if speaker is not None:
                return speaker
        at = at.previous
    armed = None if words in _UNARMED else _last_group(sentence, span[0])
    return armed or speaker_at(sentence, *span)


def _names_of_speakers(sentence: Sentence) -> list[tuple[int, int]]:
    """Code points of the names of those who speak in a sentence, the outlet itself among them."""
    spans = []
    for verb in say_verbs(sentence):
        subject = subject_of(sentence, verb)
        if subject is not None and subject.lower not in PRONOUNS | OWN | DOCUMENTS:
            spans.append(name_span(sentence, subject))
    return spans or [span for _, _, span in accorded(sentence)]


def _is_person(sentence: Sentence, name: tuple[int, int]) -> bool:
    """True of a person, somebody who speaks for a group among them: no "group" is meant by them."""
    head = sentence.head_of(*name)
    if head is None or sentence.named("groups", "organisations", "outlets", within=(head.start, head.end)):
        return head is None
    apposed = any(t.lower == "," or t.dep == "appos" for t in sentence.tokens_in(*name))
    return apposed or not (head.pos == "PROPN" or head.lower in THE_GROUP)


def _last_group(sentence: Sentence, offset: int) -> Speaker | None:
    """ "The group": the armed group named last, here or shortly before."""
    at: Sentence | None = sentence
    for _ in range(_LOOK_BACK):
        if at is None:
            return None
        named = [g for g in at.named("groups") if g.end <= offset]
        if named:
            return speaker_at(at, named[-1].start, named[-1].end)
        at = at.previous
    return None


def _labelled(sentence: Sentence) -> Speaker | None:
    """The group or speaker of a text that is logged under a label, such as `Group: …`."""
    if (name := claimant(sentence)) is not None:
        return Speaker(name=name)
    label = re.search(r"^(?:Group|Speaker|Issued by|From)\s*:\s*(.{2,80})$", sentence.text.text, re.MULTILINE)
    return Speaker(name=label[1].strip()) if label else None
