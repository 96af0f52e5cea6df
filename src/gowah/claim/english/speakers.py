"""Who says what a passage says: the chain of speakers, outermost first; nobody named means the outlet itself.

A statement is a stretch of a sentence and the words that name its speaker: "X said that …", "…, X said", "according
to X, …", "X put the dead at …", a quotation with its attribution after it. Statements inside statements make chains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gowah.claim.english.attributions import attributions, clause_before
from gowah.claim.english.gapped import gapped
from gowah.claim.english.logs import by_claimant, claimant
from gowah.claim.english.naming import is_publisher, name_span, speaker_at
from gowah.claim.english.owners import is_paper, owner_of
from gowah.claim.english.parse import Token
from gowah.claim.english.saying import NEW_CLAUSE, SAW, say_verbs, subject_of
from gowah.claim.english.sentence import Sentence, once
from gowah.claim.english.turns import lead_of, reply_of, turn_of
from gowah.claim.english.whom import THE_GROUP, accorded, at_tail, before_in, last_speaker, resolved, spokesman_of
from gowah.model import Speaker
from gowah.words import fold

_LONGEST_QUOTE = 1_000
_SAME_VOICE = 60  # sentences of a paragraph back to whoever speaks on
_TOLD = ("kill", "die", "dead", "injure", "casualty", "toll")  # what somebody says, where it follows the verb
_SHORT = 3  # letters of a name that can be one: "Q" and "A" are not
_NEAR = 40  # code points from who speaks to the semicolon behind which they still do
_GOES_ON = 2  # sentences over which an attribution at a sentence's end carries on
_OPENS_CLAUSE = re.compile(r"[;:]\s+(?:and\s+|but\s+)?$")
_TURNS = re.compile(
    r"(?:but|however|meanwhile|earlier|later|in|on|last|since|a|an|another|it|this|that)\b|[^.]{0,80}\b(?:we|our|us)\b",
    re.IGNORECASE,
)
_RELATIVE = frozenset({"which", "that"})
_AFTER_QUOTE = re.compile(
    r"""\s*(?P<name>[^,;:."“”]{2,90}?)\s+(?P<verb>[a-z]{3,10})\b|\s*(?P<verb2>[a-z]{3,10})\s+(?P<name2>[^;:."“”]{2,90}?)(?=[,.]|$)"""
)
_QUOTATION = re.compile(r"“[^”]{2,1000}”|\"[^\"]{2,1000}\"")
_NOTHING_MORE = re.compile(
    r"\s*(?:[.,;!?]|$|(?:on|late|early|later|today|yesterday|this|last|by|in|to|earlier|afterwards|at|after|without|the)\b[^,;]{0,60}?(?:[.,;!?]|$)"
    r"|[A-Z][\w’' -]{2,40}(?:[.,;!?]|$)|(?:us|me|our\s\w+|reporters|journalists)\b[^,;]{0,40}(?:[.,;!?]|$))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The code points [start, end) are what `speaker` says, but for those of `name`, which name the speaker.

    `saw`: the verb tells what they saw or did, rather than that they said so; `cited`: another speaker cites them.
    """

    start: int
    end: int
    name: tuple[int, int]
    speaker: Speaker
    saw: bool = False
    cited: bool = False


def speakers_of(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """The chain of speakers of the passage [start, end), outermost first; () where the outlet itself speaks."""
    told = [
        s for s in statements(sentence) if s.start <= start and end <= s.end and not (s.name[0] <= start < s.name[1])
    ]
    told = _without_hearsay(told)
    told.sort(key=lambda s: (s.cited, s.name[0] < s.end, s.start - s.end, s.name))  # "…, according to X" is outermost
    if not told and (quoted := _quoted(sentence, start, end) or _still_quoted(sentence, start, end)):
        told = [quoted]
    chain: list[Speaker] = []
    if (turn := _in_turn(sentence)) is not None:
        chain.append(turn)
    for statement in told:
        if all(fold(statement.speaker.name) != fold(known.name) for known in chain):
            chain.append(statement.speaker)
    return tuple(chain)


def _without_hearsay(told: list[Statement]) -> list[Statement]:
    """Who only saw, found or took in speaks where nobody else does: "officers found four bodies, the sheriff said"."""
    return [s for s in told if not s.saw] if any(not s.saw for s in told) else told


def before_speaker(sentence: Sentence, start: int, end: int) -> int:
    """Where the words from `start` end: at "…, X said" where that follows, else at `end`."""
    text = sentence.text.text
    names = (s.name[0] for s in statements(sentence) if s.start <= start < s.name[0] < end)
    return min((at for at in names if text[start:at].rstrip().endswith(",")), default=end)


@once
def statements(sentence: Sentence) -> tuple[Statement, ...]:
    """The statements in a sentence whose speaker is somebody else than the outlet, in order."""
    found = [*_by_verbs(sentence), *_according(sentence), *_by_lead(sentence)]
    for tail in _by_tail(sentence):
        if not any(s.start <= tail.start and s.end >= tail.name[0] - 3 for s in found):
            found = [s for s in found if not (s.name[0] < tail.name[1] and tail.name[0] < s.name[1])]
            found.append(tail)
    found += [look for look in _by_look(sentence) if not any(_is_said_before(look, other) for other in found)]
    found = _shared_out(sentence, found)
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.name)))


def _shared_out(sentence: Sentence, found: list[Statement]) -> list[Statement]:
    """Each statement up to where another speaker takes over without a verb: "the UN counted 31, the ministry 33"."""
    more: list[Statement] = []
    for at, one in enumerate(found):
        for part in gapped(sentence, one.start, one.end) if one.name[0] < one.start else ():
            speaker = speaker_at(sentence, *part.name)
            if speaker is None or any(other.name[0] < part.name[1] and part.name[0] < other.name[1] for other in found):
                continue
            found[at] = replace(found[at], end=min(found[at].end, part.name[0]))
            more.append(Statement(start=part.start, end=part.end, name=part.name, speaker=speaker))
    return found + [s for at, s in enumerate(more) if s not in more[:at]]


def _is_said_before(look: Statement, other: Statement) -> bool:
    """True where another statement names the same speaker at the same words."""
    return other.name[0] < look.name[1] and look.name[0] < other.name[1]


def _by_verbs(sentence: Sentence) -> Iterator[Statement]:
    heads = [(verb, subject) for verb in say_verbs(sentence) if (subject := subject_of(sentence, verb)) is not None]
    for verb, word in heads:
        which = word.lower in _RELATIVE and verb.dep == "relcl"
        subject = sentence.tokens[verb.head] if which else word
        if which and is_paper(subject) and owner_of(sentence, subject) is None:
            continue
        span = name_span(sentence, subject)
        if subject.start < verb.start < span[1]:  # a verb that the parser hung on the name
            span = span[0], sentence.tokens[verb.i - 1].end
        speaker = resolved(sentence, subject, span)
        scope = _scope(sentence, verb, span, [s.start for v, s in heads if v.start > verb.start and s.start > verb.end])
        if which and scope is not None and scope[0] >= verb.end:  # "the man who said so was freed": up to "so"
            scope = scope[0], max(scope[0], min(scope[1], sentence.reach(verb)[1]))
        if speaker is not None and scope is not None:
            yield Statement(
                start=scope[0],
                end=scope[1],
                name=(span[0], max(span[1], verb.end)) if scope[0] <= span[0] else span,
                speaker=speaker,
                saw=fold(verb.text) in SAW,
            )
            yield from _quoted_by(sentence, verb, scope)


def _quoted_by(sentence: Sentence, verb: Token, scope: tuple[int, int]) -> Iterator[Statement]:
    """ "The paper quoted a nurse as saying that …": the nurse, within what the paper says."""
    if verb.lemma not in ("quote", "cite"):
        return
    for whom in sentence.children(verb, "dobj"):
        span = name_span(sentence, whom)
        speaker = resolved(sentence, whom, span)
        if speaker is not None:
            yield Statement(start=span[1], end=max(scope[1], span[1]), name=span, speaker=speaker, cited=True)


def _scope(sentence: Sentence, verb: Token, name: tuple[int, int], others: list[int]) -> tuple[int, int] | None:
    """What the subject of the verb says: what follows the verb, or, where that is only a day, what went before."""
    text = sentence.text.text
    before = text[sentence.start : name[0]].rstrip()
    after = text[verb.end : sentence.end]
    if before.endswith(",") and re.match(r"\s*,\s+\w", after) and not NEW_CLAUSE.search(before[-30:]):
        return _clause_before(sentence, name[0])[0], sentence.end  # "the blast, police said, killed ten"
    after_verb = {n.start >= verb.end for n in sentence.numbers}
    told = after_verb == {True} and bool(sentence.cues(*_TOLD, within=(verb.end, sentence.end)))
    if before.endswith((",", "”", '"', "’")) and _NOTHING_MORE.match(after) and not told:
        return _clause_before(sentence, name[0])[0], max(name[1], verb.end) if after.lstrip().startswith(",") else name[
            0
        ]
    if verb.end < name[0]:  # "said X"
        tail = sentence.reach(sentence.tokens[verb.i])[0]
        return min(tail, sentence.start), verb.start
    end = sentence.end
    for other in others:
        mark = next((m for m in NEW_CLAUSE.finditer(text, verb.end, other) if other - m.end() < 60), None)
        if mark:
            end = min(end, mark.start())
    return (verb.end, end) if end > verb.end else None


def _according(sentence: Sentence) -> Iterator[Statement]:
    """ "According to X", "in the words of X": over the clause it stands in, or the whole sentence when it opens it."""
    for cue, head, span in accorded(sentence):
        speaker = resolved(sentence, head, span)
        if speaker is None:
            continue
        start, end = _clause_before(sentence, cue.start)
        if cue.start - sentence.start < 3:
            end = sentence.end
        elif _OPENS_CLAUSE.search(sentence.words, 0, cue.start - sentence.start):
            start, end = span[1], sentence.end
        yield Statement(
            start=start, end=max(end, cue.start), name=(cue.start, span[1]), speaker=speaker,
            cited=fold(cue.as_written) in ("citing", "quoting"),
        )  # fmt: skip


def _clause_before(sentence: Sentence, offset: int) -> tuple[int, int]:
    """From the start of the sentence, or from the last semicolon after which nobody else speaks, to the offset."""
    return clause_before(sentence, offset), offset


def _by_tail(sentence: Sentence) -> Iterator[Statement]:
    """ "…, X said": by the look of it, for where the parser lost it."""
    for tail, speaker in at_tail(sentence):
        yield Statement(start=tail.start, end=tail.end, name=tail.name, speaker=speaker)


def _by_look(sentence: Sentence) -> Iterator[Statement]:
    """ "… - police", "by the prefect's count", "the ministry's figure is 51"."""
    for told in attributions(sentence):
        group = fold(sentence.quote(*told.name)).split()[-1].removesuffix("'s").removesuffix("’s") in THE_GROUP
        speaker = next(reversed(list(before_in(sentence, told.name[0]))), None) if group else None
        speaker = speaker or (last_speaker(sentence.previous) if group else None) or speaker_at(sentence, *told.name)
        if speaker is not None:
            yield Statement(start=told.start, end=told.end, name=told.name, speaker=speaker)


def _quoted(sentence: Sentence, start: int, end: int) -> Statement | None:
    """The speaker of a quotation that began in this or an earlier sentence and is attributed after its end."""
    text, block = sentence.text.text, sentence.block
    for quotation in _QUOTATION.finditer(
        text, max(block.start, start - _LONGEST_QUOTE), min(block.end, end + _LONGEST_QUOTE)
    ):
        if not (quotation.start() <= start and end <= quotation.end()):
            continue
        after = _AFTER_QUOTE.match(text, quotation.end(), min(block.end, quotation.end() + 140))
        if after is None:
            return None
        kind = "" if after["name"] else "2"
        if after["verb" + kind] not in {"said", "says", "told", "wrote", "writes", "added", "adds"}:
            return None
        a, b = after.span("name" + kind)
        head = sentence.head_of(a, b)
        speaker = (
            resolved(sentence, head, (a, b))
            if head is not None
            else spokesman_of(sentence, (a, b)) or speaker_at(sentence, a, b)
        )
        return (
            Statement(start=quotation.start(), end=quotation.end(), name=(a, b), speaker=speaker) if speaker else None
        )
    return None


def _still_quoted(sentence: Sentence, start: int, end: int) -> Statement | None:
    """A quotation that nobody is named for goes on with the one before in its paragraph: "…," said X. "We have …"."""
    text, block = sentence.text.text, sentence.block
    reach = min(block.end, start + _LONGEST_QUOTE + 3)
    for quotation in _QUOTATION.finditer(text, max(block.start, start - _LONGEST_QUOTE), reach):
        if quotation.start() > start:
            return None
        if end > quotation.end():
            continue
        at: Sentence | None = sentence
        while at is not None and at.block == block and sentence.index - at.index < _SAME_VOICE:
            named = [s for s in statements(at) if s.name[1] <= quotation.start()]
            if named:
                return Statement(
                    start=quotation.start(), end=quotation.end(), name=named[-1].name, speaker=named[-1].speaker
                )
            at = at.previous
    return None


def _by_lead(sentence: Sentence) -> Iterator[Statement]:
    """ "Kabul police: four dead": over the rest of the sentence."""
    lead = lead_of(sentence)
    speaker = speaker_at(sentence, *lead) if lead else None
    if lead and speaker:
        yield Statement(start=lead[1], end=sentence.end, name=lead, speaker=speaker)


def _in_turn(sentence: Sentence) -> Speaker | None:
    """Whose turn it is in a conversation; None for the outlet's own questions."""
    turn = turn_of(sentence)
    if turn is None:
        reply = reply_of(sentence)
        return speaker_at(*reply) if reply else None
    name = sentence.text.text[turn[0] : turn[1]]
    return None if is_publisher(sentence.text, name) or len(name) < _SHORT else Speaker(name=name, private=True)


def carried_on(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """`speakers_of` a number; one told right after "…, X said." in the same paragraph is still X's."""
    at, found = sentence, speakers_of(sentence, start, end)
    if not found and by_claimant(sentence) and (claimed := claimant(sentence)) is not None:
        return (Speaker(name=claimed),)
    if not found and (same := _before_semicolon(sentence, start)) is not None:
        return (same,)
    for _ in range(_GOES_ON):
        before = at.previous
        if found or before is None or before.block != sentence.block or statements(at) or _TURNS.match(at.words):
            break
        at = before
        tail = next((s for s in statements(at) if s.end >= at.end - 2 or s.name[1] >= at.end - 30), None)
        if tail is not None and (at.numbers or at.cues(*_TOLD, within=(tail.start, tail.end))):
            found = speakers_of(at, tail.start, min(tail.start + 1, tail.end)) or (tail.speaker,)
    return found


def _before_semicolon(sentence: Sentence, start: int) -> Speaker | None:
    """ "Two were killed, the mayor said; one was hurt": the second clause is his too."""
    mark = sentence.text.text.rfind(";", sentence.start, start)
    told = [s for s in statements(sentence) if max(s.name[1], s.start) <= mark + 1 and mark - s.name[1] < _NEAR]
    if mark < 0 or not told or _TURNS.match(sentence.text.text[mark + 1 : sentence.end].lstrip()):
        return None
    return told[-1].speaker
