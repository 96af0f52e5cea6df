"""Who is said to have done it: claimed, attributed, suspected, denied, unknown, each with who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.logs import claimed_in, in_record
from gowah.claim.english.naming import name_span, speaker_at
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Certainty, Speaker
from gowah.words import NameSpan

_NOBODY = re.compile(
    r"\b(?:no[ -]?one|nobody|no\s+(?:\w+\s+){0,2}(?:group|organi[sz]ation|faction|party|militants?|person)"
    r"|none|neither)\b[^.;]{0,50}?"
    r"\b(?:claim\w*|responsib\w+|behind|did\s+it|done\s+it|had\s+done|who\s+(?:did|had\s+done))\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"\bnever\s+(?:said\s+so|claimed)\b|\bnot\s+(?:been\s+)?claimed\b", re.IGNORECASE)
_OWN_DEED = re.compile(
    r"\b(?:it|its|they|their|one\s+of\s+its|he)\b[^.;]{0,60}\b(?:behind|sent|did\s+it|carried\s+out"
    r"|avenging|revenge|planted|left|shot|attacked|"
    r"bombed|set\s+off|exploded|opened\s+fire|stormed|detonated|blew|killed|struck|targeted|fought|stormed|fighters?|men|bomber|members?|responsib\w+)\b",
    re.IGNORECASE,
)
_IN_REVENGE = re.compile(
    r"\b(?:attack|raid|bombing|blast|assault|killing|shooting|operation)s?\s+(?:was|were|had\s+been|came)\s+(?:an?\s+act\s+of\s+|in\s+)?"
    r"(?:revenge|retaliation|response|reprisal|retribution|avenging)\b",
    re.IGNORECASE,
)
_DISOWNED = re.compile(
    r"\b(?:involve\w*|responsib\w+|role|part|attack(?:s|ed|ing)?|bomb(?:s|ed|ing|ings)?|kill\w*|account|report\w*|raid|blame"
    r"|allegation\w*|claim\w*|accusation\w*|it|done)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s+that\s+[^.;]*", re.IGNORECASE)
_A_PART = re.compile(
    r"\b(?:it|its|they|their|the\s+(?:group|movement|organi[sz]ation)|involv\w+|responsib\w+|role|behind)\b",
    re.IGNORECASE,
)
_THE_GROUP = frozenset({"it", "group", "they", "organisation", "organization", "militants", "who", "which"})
_LABELLED = re.compile(r"^\s*(?:Group|Claimed by|Perpetrator|Claimant|By)\s*:\s*", re.IGNORECASE)
_LOGGED_CLAIM = re.compile(r"^\s*(?:Type|Kind|Category)\s*:[^\n]{0,40}\bclaim", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """`status` as in the property `responsibility`; `group` is None where nobody is named."""

    status: str
    start: int
    end: int
    group: NameSpan | None = None
    speakers: tuple[Speaker, ...] = ()
    certainty: Certainty = Certainty.STATED


def blames(sentence: Sentence) -> tuple[Blame, ...]:
    """What a sentence says of who did it, strongest statement about each group first."""
    if sentence.words.rstrip("\"'”’ ").endswith("?"):
        return ()  # who asks states nothing
    if nobody := _unclaimed(sentence):
        return (nobody,)
    found: dict[str | None, Blame] = {}
    for blame in [
        *_labelled(sentence),
        *_denials(sentence),
        *_claims(sentence),
        *_charges(sentence),
        *_deeds(sentence),
    ]:
        found.setdefault(blame.group.code if blame.group else None, blame)
    return tuple(found.values())


def _unclaimed(sentence: Sentence) -> Blame | None:
    start, _end = sentence.start, sentence.end
    hit = _NOBODY.search(sentence.words) or _UNSAID.search(sentence.words)
    if hit:
        span = (start + hit.start(), start + hit.end())
    elif cues := sentence.cues("unclaimed"):
        span = (cues[0].start, cues[0].end)
    else:
        return None
    return Blame(status="unknown", start=span[0], end=span[1], speakers=speakers_of(sentence, *span))


def _labelled(sentence: Sentence) -> Iterator[Blame]:
    label = _LABELLED.match(sentence.words)
    groups = sentence.named("groups")
    if label and groups:
        text = sentence.text.text
        if label[0].strip().lower().startswith("by") and not in_record(sentence):
            return
        logged = (
            "claimed" in label[0].lower()
            or claimed_in(sentence)
            or _LOGGED_CLAIM.search(text, max(0, sentence.start - 400), sentence.start + 400)
        )
        speakers = (Speaker(name=groups[0].as_written),) if logged else ()
        yield Blame(
            status="claimed" if logged else "attributed",
            start=sentence.start,
            end=sentence.end,
            group=groups[0],
            speakers=speakers,
        )


def _claims(sentence: Sentence) -> Iterator[Blame]:
    """ "X claimed the attack", "claimed by X", "X said that its men …"."""
    for cue in sentence.cues("claim"):
        by = sentence.text.text[cue.end : cue.end + 4] == " by "
        group = _after(sentence, cue.end + 4, 40) if by else _subject_group(sentence, cue)
        if group is None and not by and not sentence.tokens:
            group = _before(sentence, cue.start, 60)
        if group is None:
            continue
        told = speakers_of(sentence, cue.start, cue.end)
        claimed = (
            by
            or cue.as_written.lower().startswith(("said", "says"))
            or not cue.as_written.lower().endswith("behind")
            or any(group.as_written in s.name for s in told)
        )
        yield Blame(
            status="claimed" if claimed else "attributed",
            start=cue.start,
            end=cue.end,
            group=group,
            speakers=(*told, Speaker(name=_name(group)))
            if claimed and all(_name(group) not in s.name for s in told)
            else told,
            certainty=certainty_of(sentence, cue.start, cue.end),
        )
    for cue in sentence.cues("say"):
        group = _subject_group(sentence, cue)
        reach = min(sentence.end, cue.end + 140)
        own = _OWN_DEED.search(sentence.text.text, cue.end, reach) or _IN_REVENGE.search(
            sentence.text.text, cue.end, reach
        )
        deed = own and re.search(
            r"\b(?:behind|did\s+it|sent|aveng\w+|revenge|retaliation|reprisal|retribution|response|responsib\w+|carried\s+out)\b",
            own[0],
            re.IGNORECASE,
        )
        if (
            group is not None
            and own
            and (deed or sentence.cues("attack", "strike", "kill", "claim", "attackers", "people", "casualty"))
        ):
            yield Blame(
                status="claimed", start=cue.start, end=own.end(), group=group, speakers=(Speaker(name=_name(group)),)
            )


def _denials(sentence: Sentence) -> Iterator[Blame]:
    for cue in sentence.cues("deny"):
        if not _DISOWNED.search(
            sentence.text.text, cue.start, min(sentence.end, cue.end + 80)
        ) and cue.as_written.lower() not in ("untrue", "false"):
            continue
        if _denies_else(sentence, cue):
            continue
        told = speakers_of(sentence, cue.start, cue.end)
        group = _subject_group(sentence, cue)
        if group is not None:
            told = told if told else (*told, Speaker(name=_name(group)))
        else:
            group = next(
                (
                    g
                    for g in sentence.named("groups")
                    if g.end <= cue.start and any(g.as_written in s.name for s in told)
                ),
                None,
            )
        if group is None:
            continue
        yield Blame(status="denied", start=cue.start, end=cue.end, group=group, speakers=told)


def _denies_else(sentence: Sentence, cue: NameSpan) -> bool:
    """ "Denied that the bomber had entered the office": what is denied is no part in it."""
    clause = _THAT.match(sentence.text.text, cue.end, sentence.end)
    if clause is None:
        return False
    return not _A_PART.search(clause[0]) and not sentence.named("groups", within=clause.span())


def _charges(sentence: Sentence) -> Iterator[Blame]:
    """ "police suspect X", "blamed on X", "attributed to X"."""
    for cue in sentence.cues("suspect", "blame"):
        token = sentence.token_at(cue.start)
        group = _after(sentence, cue.end, 40)
        if group is None and token is not None:
            group = next(
                (
                    g
                    for t in sentence.children(token, "nsubjpass", "dobj", "nsubj")
                    if (g := _group_in(sentence, *sentence.reach(t)))
                ),
                None,
            )
        if group is None or not sentence.cues("attack", "strike", "kill", "claim", "blame", "suspect"):
            continue
        told = speakers_of(sentence, cue.start, cue.end) or _accuser(sentence, token, group)
        yield Blame(
            status="suspected" if cue.code == "suspect" else "attributed",
            start=cue.start,
            end=max(cue.end, group.end),
            group=group,
            speakers=told,
            certainty=Certainty.HEDGED if cue.code == "suspect" else Certainty.STATED,
        )


def _accuser(sentence: Sentence, token: Token | None, group: NameSpan) -> tuple[Speaker, ...]:
    for subject in sentence.children(token, "nsubj") if token else ():
        start, end = sentence.reach(subject)
        if subject.pos in ("NOUN", "PROPN") and not start <= group.start < end:
            speaker = speaker_at(sentence, *name_span(sentence, subject))
            return (speaker,) if speaker else ()
    return ()


def _deeds(sentence: Sentence) -> Iterator[Blame]:
    """ "Taliban fighters killed …", "killed by X": said as a fact by whoever speaks."""
    for cue in sentence.cues("kill", "strike", "attack", "injure", "abduct", "casualty"):
        token = sentence.token_at(cue.start)
        if token is None:
            continue
        group = None
        if token.pos == "VERB" and not any(t.dep == "auxpass" for t in sentence.children(token)):
            group = _subject_group(sentence, cue)
        for by in sentence.children(token, "agent", "prep"):
            if by.lower == "by" and group is None:
                group = _group_in(sentence, *sentence.reach(by))
        if group is not None:
            yield Blame(
                status="attributed",
                start=min(cue.start, group.start),
                end=max(cue.end, group.end),
                group=group,
                speakers=speakers_of(sentence, cue.start, cue.end),
                certainty=certainty_of(sentence, cue.start, cue.end),
            )
    did = re.search(r"\bdid it\b", sentence.words)
    if did and (group := _before(sentence, sentence.start + did.start(), 60)):
        yield Blame(
            status="attributed",
            start=group.start,
            end=sentence.start + did.end(),
            group=group,
            speakers=speakers_of(sentence, group.start, group.end),
        )


def _subject_group(sentence: Sentence, cue: NameSpan) -> NameSpan | None:
    """The group that is the subject of a verb; "it" and "the group" are the one named last."""
    token = sentence.token_at(cue.start)
    if token is None:
        return None
    for _ in range(3):
        for subject in sentence.children(token, "nsubj"):
            start, end = sentence.reach(subject)
            if group := _group_in(sentence, start, min(end, subject.end + 40)):
                return group
            if subject.lower in _THE_GROUP:
                return _last_group(sentence, subject.start)
            return None
        if token.dep not in ("conj", "xcomp"):
            return None
        token = sentence.tokens[token.head]
    return None


def _group_in(sentence: Sentence, start: int, end: int) -> NameSpan | None:
    return next(iter(sentence.named("groups", within=(start, end))), None)


def _after(sentence: Sentence, offset: int, reach: int) -> NameSpan | None:
    return next((g for g in sentence.named("groups") if offset <= g.start < offset + reach), None)


def _before(sentence: Sentence, offset: int, reach: int) -> NameSpan | None:
    return next((g for g in reversed(sentence.named("groups")) if offset - reach < g.start and g.end <= offset), None)


def _last_group(sentence: Sentence, offset: int) -> NameSpan | None:
    at: Sentence | None = sentence
    for _ in range(4):
        if at is None:
            return None
        for group in reversed(at.named("groups")):
            if group.end <= offset:
                return group
        at = at.previous
    return None


def _name(group: NameSpan) -> str:
    return " ".join(group.as_written.split())
