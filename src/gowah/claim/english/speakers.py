"""Who says what a passage says: the chain of speakers, outermost first; nobody named means the outlet itself.

A statement is a stretch of a sentence and the words that name its speaker: "X said that …", "…, X said", "according
to X, …", "X put the dead at …", a quotation with its attribution after it. Statements inside statements make chains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.claim.english.logs import by_claimant, claimant
from gowah.claim.english.naming import OWN, is_publisher, name_span, speaker_at
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence, once
from gowah.claim.english.turns import lead_of, turn_of
from gowah.model import Speaker
from gowah.words import fold

_LONGEST_QUOTE = 1_000
_SAME_VOICE = 60  # sentences of a paragraph back to whoever speaks on
_TOLD = ("kill", "die", "dead", "injure", "casualty", "toll")  # what somebody says, where it follows the verb
_SHORT = 3  # letters of a name that can be one: "Q" and "A" are not
_GOES_ON = 1  # sentences over which an attribution at a sentence's end carries on
_TURNS = re.compile(
    r"(?:but|however|meanwhile|earlier|later|in|on|last|since|a|an|another|it|this|that)\b|[^.]{0,80}\b(?:we|our|us)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 4  # sentences in which "he said" looks for its speaker
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "them", "which", "that", "both"})
_DOCUMENTS = frozenset({"text", "message", "statement", "post", "communique", "communiqué", "account"})
_LISTS = frozenset({"list", "register", "roll", "tally", "count", "database"})
_THE_GROUP = frozenset({"group", "organisation", "organization", "militants", "movement"})
_TAIL = re.compile(
    r"""(?:[,;:]|[,.!?]["'”’])\s+(?P<name>[^,;:"“”]{2,90}?)\s+(?:also\s+|both\s+|later\s+|has\s+|have\s+|had\s+)?(?P<verb>[A-Za-z]{3,12})"""
    r"""(?:\s+(?:on\s+)?[\w’' ]{2,50})?(?:,\s+(?:without|adding)[^.]*)?[.!]?$"""
)
_AFTER_QUOTE = re.compile(
    r"""\s*(?P<name>[^,;:."“”]{2,90}?)\s+(?P<verb>[a-z]{3,10})\b|\s*(?P<verb2>[a-z]{3,10})\s+(?P<name2>[^;:."“”]{2,90}?)(?=[,.]|$)"""
)
_QUOTATION = re.compile(r"“[^”]{2,1000}”|\"[^\"]{2,1000}\"")
_NEW_CLAUSE = re.compile(r";|,?\s+(?:while|whereas|but|though|although)\s+|,\s+and\s+", re.IGNORECASE)
_CLAUSE_START = re.compile(
    r"[,;:(]\s+(?:and\s+|but\s+|while\s+)?|\s(?:while|whereas|but|that|where|and)\s+", re.IGNORECASE
)
_NOTHING_MORE = re.compile(
    r"\s*(?:[.,;!?]|$|(?:on|late|early|later|today|yesterday|this|last|by|in|to|earlier|afterwards|at|after|without|the)\b[^,;]{0,60}?(?:[.,;!?]|$)"
    r"|[A-Z][\w’' -]{2,40}(?:[.,;!?]|$)|(?:us|me|our\s\w+|reporters|journalists)\b[^,;]{0,40}(?:[.,;!?]|$))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The code points [start, end) are what `speaker` says, but for those of `name`, which name the speaker."""

    start: int
    end: int
    name: tuple[int, int]
    speaker: Speaker


def speakers_of(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """The chain of speakers of the passage [start, end), outermost first; () where the outlet itself speaks."""
    told = [
        s for s in statements(sentence) if s.start <= start and end <= s.end and not (s.name[0] <= start < s.name[1])
    ]
    told.sort(key=lambda s: (s.name[0] < s.end, s.start - s.end, s.name))  # "…, according to X" is outermost
    if not told and (quoted := _quoted(sentence, start, end) or _still_quoted(sentence, start, end)):
        told = [quoted]
    chain: list[Speaker] = []
    if (turn := _in_turn(sentence)) is not None:
        chain.append(turn)
    for statement in told:
        if all(fold(statement.speaker.name) != fold(known.name) for known in chain):
            chain.append(statement.speaker)
    return tuple(chain)


def before_speaker(sentence: Sentence, start: int, end: int) -> int:
    """Where the words from `start` end: at "…, X said" where that follows, else at `end`."""
    text = sentence.text.text
    names = (s.name[0] for s in statements(sentence) if s.start <= start < s.name[0] < end)
    return min((at for at in names if text[start:at].rstrip().endswith(",")), default=end)


@once
def statements(sentence: Sentence) -> tuple[Statement, ...]:
    """The statements in a sentence whose speaker is somebody else than the outlet, in order."""
    found = [*_by_verbs(sentence), *_according(sentence), *_by_lead(sentence)]
    if (tail := _by_tail(sentence)) and not any(s.start <= tail.start and s.end >= tail.name[0] - 3 for s in found):
        found.append(tail)
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.name)))


def lastspeaker_at(sentence: Sentence | None) -> Speaker | None:
    """The last speaker named in this sentence or one shortly before it."""
    for _ in range(_LOOK_BACK):
        if sentence is None:
            return None
        if named := _named_speakers(sentence):
            return named[-1]
        sentence = sentence.previous
    return None


def _named_speakers(sentence: Sentence) -> list[Speaker]:
    found = []
    for verb in _say_verbs(sentence):
        subject = _subject(sentence, verb)
        if subject is not None and subject.lower not in _PRONOUNS | OWN | _DOCUMENTS:
            span = name_span(sentence, subject)
            if speaker := speaker_at(sentence, *span):
                found.append(speaker)
    return found or [s.speaker for s in (*_according(sentence), *filter(None, [_by_tail(sentence)]))]


def _say_verbs(sentence: Sentence) -> Iterator[Token]:
    """The verbs of saying, and those of counting whose subject can speak, but not "claimed the attack"."""
    for cue in sentence.cues("say"):
        token = sentence.token_at(cue.start)
        if token is None or token.pos not in ("VERB", "AUX") or _is_passive(sentence, token):
            continue
        if fold(cue.as_written).startswith("claim") and any(
            _is_deed(sentence, t) for t in sentence.children(token, "dobj")
        ):
            continue
        yield token
    for cue in sentence.cues("tally"):
        token = sentence.token_at(cue.start)
        if token is None or token.pos != "VERB" or _is_passive(sentence, token):
            continue
        subject = next(iter(sentence.children(token, "nsubj")), None)
        if subject is not None and (
            subject.lower in _LISTS or sentence.cues("office", "private", within=(subject.start, subject.end))
        ):
            yield token


def _is_deed(sentence: Sentence, token: Token) -> bool:
    return token.lower in ("it", "responsibility", "them", "credit") or bool(
        sentence.cues("attack", within=(token.start, token.end))
    )


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    return any(t.dep in ("auxpass", "nsubjpass") for t in sentence.children(verb))


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """The word that says: the verb's own subject, that of the verb it is joined to, or the noun phrase before it."""
    at = verb
    for _ in range(3):
        if own := sentence.children(at, "nsubj"):
            return next((t for t in (*own, *sentence.children(own[0], "conj")) if _can_speak(sentence, t)), None)
        if at.dep not in ("conj", "xcomp") and not (at.dep in ("relcl", "acl", "advcl") and at.tag == "VBG"):
            break
        before = at.start
        at = sentence.tokens[at.head]
        if at.pos in ("NOUN", "PROPN"):
            return at
        if _clause_mark(sentence, at.end, before):
            break
    return _noun_before(sentence, verb)


def _can_speak(sentence: Sentence, token: Token) -> bool:
    return token.lower in _LISTS or not sentence.cues("toll", "attack", "strike", within=(token.start, token.end))


def _clause_mark(sentence: Sentence, start: int, end: int) -> bool:
    """True when a new clause begins in between, so that its verb has a subject of its own."""
    return bool(_NEW_CLAUSE.search(sentence.text.text, start, end))


def _noun_before(sentence: Sentence, verb: Token) -> Token | None:
    """The noun phrase between the last clause mark and the verb, where the parser lost that it is the subject."""
    first = next(
        (m.end() for m in reversed(list(_CLAUSE_START.finditer(sentence.words[: verb.start - sentence.start])))), 0
    )
    between = [t for t in sentence.tokens_in(sentence.start + first, verb.start) if t.pos != "PUNCT"]
    if not between or any(t.pos in ("VERB", "AUX") and t.tag not in ("VBN", "VBG") for t in between):
        return None
    return (
        next((t for t in between if t.pos in ("NOUN", "PROPN")), None)
        if between[0].pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
        else None
    )


def _by_verbs(sentence: Sentence) -> Iterator[Statement]:
    heads = [(verb, subject) for verb in _say_verbs(sentence) if (subject := _subject(sentence, verb)) is not None]
    for verb, subject in heads:
        span = name_span(sentence, subject)
        speaker = _resolved(sentence, subject, span)
        scope = _scope(sentence, verb, span, [s.start for v, s in heads if v.start > verb.start and s.start > verb.end])
        if speaker is not None and scope is not None:
            yield Statement(
                start=scope[0],
                end=scope[1],
                name=(span[0], max(span[1], verb.end)) if scope[0] <= span[0] else span,
                speaker=speaker,
            )


def _scope(sentence: Sentence, verb: Token, name: tuple[int, int], others: list[int]) -> tuple[int, int] | None:
    """What the subject of the verb says: what follows the verb, or, where that is only a day, what went before."""
    text = sentence.text.text
    before = text[sentence.start : name[0]].rstrip()
    after = text[verb.end : sentence.end]
    if before.endswith(",") and re.match(r"\s*,\s+\w", after) and not _NEW_CLAUSE.search(before[-30:]):
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
        mark = next((m for m in _NEW_CLAUSE.finditer(text, verb.end, other) if other - m.end() < 60), None)
        if mark:
            end = min(end, mark.start())
    return (verb.end, end) if end > verb.end else None


def _according(sentence: Sentence) -> Iterator[Statement]:
    """ "According to X", "in the words of X": over the clause it stands in, or the whole sentence when it opens it."""
    for cue in sentence.cues("say-noun"):
        tail = [t for t in sentence.tokens if t.start >= cue.end]
        head = next((t for t in tail[:12] if t.pos in ("NOUN", "PROPN", "PRON")), None)
        if head is None:
            continue
        while head.dep in ("compound", "nmod", "amod", "poss") and 0 < head.head - head.i < 5:
            head = sentence.tokens[head.head]
        span = name_span(sentence, head)
        speaker = _resolved(sentence, head, span)
        if speaker is None:
            continue
        start, end = _clause_before(sentence, cue.start)
        if cue.start - sentence.start < 3:
            end = sentence.end
        yield Statement(start=start, end=max(end, cue.start), name=(cue.start, span[1]), speaker=speaker)


def _clause_before(sentence: Sentence, offset: int) -> tuple[int, int]:
    """From the start of the sentence, or from the last semicolon after which nobody else speaks, to the offset."""
    cut = 0
    for mark in re.finditer(r";", sentence.words[: offset - sentence.start]):
        if any(c.start < sentence.start + mark.start() for c in sentence.cues("say", "say-noun")):
            cut = mark.end()
    return sentence.start + cut, offset


def _by_tail(sentence: Sentence) -> Statement | None:
    """ "…, X said": by the look of the sentence's end, for where the parser lost it."""
    tail = _TAIL.search(sentence.words)
    if tail is None:
        return None
    verb_at = sentence.start + tail.start("verb")
    if not any(cue.start == verb_at for cue in sentence.cues("say")):
        return None
    a, b = sentence.start + tail.start("name"), sentence.start + tail.end("name")
    if tail["name"].split()[0].lower() in OWN - {"us"} | {
        "and",
        "but",
        "which",
        "who",
        "as",
        "when",
        "while",
        "where",
        "with",
        "killing",
    }:
        return None
    if any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(a, b)):
        return None
    head = sentence.head_of(a, b)
    speaker = _resolved(sentence, head, (a, b)) if head else speaker_at(sentence, a, b)
    start = _clause_before(sentence, a)[0]
    return Statement(start=start, end=a, name=(a, sentence.end), speaker=speaker) if speaker else None


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
        speaker = speaker_at(sentence, a, b)
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
        return None
    name = sentence.text.text[turn[0] : turn[1]]
    return None if is_publisher(sentence.text, name) or len(name) < _SHORT else Speaker(name=name, private=True)


def carried_on(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """`speakers_of` a number; one told right after "…, X said." in the same paragraph is still X's."""
    at, found = sentence, speakers_of(sentence, start, end)
    if not found and by_claimant(sentence) and (claimed := claimant(sentence)) is not None:
        return (Speaker(name=claimed),)
    for _ in range(_GOES_ON):
        before = at.previous
        if found or before is None or before.block != sentence.block or statements(at) or _TURNS.match(at.words):
            break
        at = before
        tail = next((s for s in statements(at) if s.end >= at.end - 2 or s.name[1] >= at.end - 30), None)
        if tail is not None and at.numbers:
            found = speakers_of(at, tail.start, min(tail.start + 1, tail.end)) or (tail.speaker,)
    return found


def _resolved(sentence: Sentence, head: Token, span: tuple[int, int]) -> Speaker | None:
    """The speaker that these words name; a pronoun is the last speaker before it."""
    if head.lower in OWN or (head.pos == "PRON" and head.lower not in _PRONOUNS) or head.lower == "which":
        return None
    if head.lower in _PRONOUNS or head.lower in _DOCUMENTS:
        before = list(_before(sentence, span[0]))
        if before:
            return before[-1]
        return lastspeaker_at(sentence.previous) or (_labelled(sentence) if head.lower in _DOCUMENTS else None)
    if head.lower in _THE_GROUP and span[1] - span[0] < len(head.text) + 6:
        return _last_group(sentence, span[0]) or speaker_at(sentence, *span)
    if sentence.named("deeds", within=span) and not sentence.cues("office", "private", within=span):
        return None
    return speaker_at(sentence, *span)


def _before(sentence: Sentence, offset: int) -> Iterator[Speaker]:
    for verb in _say_verbs(sentence):
        subject = _subject(sentence, verb)
        if subject is not None and subject.end <= offset and subject.lower not in _PRONOUNS | OWN | _DOCUMENTS:
            speaker = speaker_at(sentence, *name_span(sentence, subject))
            yield from (speaker,) if speaker else ()
    for cue in sentence.cues("say-noun"):
        named = [t for t in sentence.tokens if cue.end <= t.start and t.end <= offset][:12]
        head = next((t for t in named if t.pos in ("NOUN", "PROPN") and t.dep not in ("compound", "amod")), None)
        if head is not None and (speaker := speaker_at(sentence, *name_span(sentence, head))):
            yield speaker


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
