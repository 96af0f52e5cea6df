"""Who says what a passage says: the chain of speakers, outermost first; nobody named means the outlet itself.

A statement is a stretch of a sentence and the words that name its speaker: "X said that …", "…, X said", "according
to X, …", "X put the dead at …", a quotation with its attribution after it. Statements inside statements make chains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import SourceText, Speaker
from gowah.words import fold

_LONGEST = 120
_LOOK_BACK = 4  # sentences in which "he said" looks for its speaker
_DETERMINER = re.compile(r"(?:the|a|an|some|one|another)\s+", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "them", "which", "that", "both"})
_OWN = frozenset({"we", "us", "our", "i", "me", "my", "you", "your", "one", "nobody", "no", "none", "there", "this", "these", "what", "the", "a", "an"})
_DOCUMENTS = frozenset({"text", "message", "statement", "post", "communique", "communiqué", "account"})
_TAIL = re.compile(
    r"""(?:[,;:]|[,.!?]["'”’])\s+(?P<name>[^,;:"“”]{2,90}?)\s+(?:also\s+|both\s+|later\s+|has\s+|have\s+|had\s+)?(?P<verb>[A-Za-z]{3,12})"""
    r"""(?:\s+(?:on\s+)?[\w’' ]{2,50})?(?:,\s+(?:without|adding)[^.]*)?[.!]?$"""
)
_AFTER_QUOTE = re.compile(r"""\s*(?P<name>[^,;:."“”]{2,90}?)\s+(?P<verb>[a-z]{3,10})\b|\s*(?P<verb2>[a-z]{3,10})\s+(?P<name2>[^;:."“”]{2,90}?)(?=[,.]|$)""")
_QUOTATION = re.compile(r"“[^”]{2,1500}”|\"[^\"]{2,1500}\"")
_COVER = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "ccomp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The code points [start, end) are what `speaker` says, but for those of `name`, which name the speaker."""

    start: int
    end: int
    name: tuple[int, int]
    speaker: Speaker


def speakers_of(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """The chain of speakers of the passage [start, end), outermost first; () where the outlet itself speaks."""
    told = [s for s in statements(sentence) if s.start <= start and end <= s.end and not (s.name[0] <= start < s.name[1])]
    told.sort(key=lambda s: (s.start - s.end, s.name))
    if not told and (quoted := _quoted(sentence, start, end)):
        told = [quoted]
    chain: list[Speaker] = []
    for statement in told:
        if all(fold(statement.speaker.name) != fold(known.name) for known in chain):
            chain.append(statement.speaker)
    return tuple(chain)


def statements(sentence: Sentence) -> tuple[Statement, ...]:
    """The statements in a sentence whose speaker is somebody else than the outlet, in order."""
    found = [*_by_verbs(sentence), *_according(sentence)]
    if (tail := _by_tail(sentence)) and not any(s.start <= tail.start and s.end >= tail.name[0] - 3 for s in found):
        found.append(tail)
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.name)))


def last_speaker(sentence: Sentence | None) -> Speaker | None:
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
        if subject is not None and subject.lower not in _PRONOUNS | _OWN | _DOCUMENTS:
            span = _name_span(sentence, subject)
            if speaker := _speaker(sentence, *span):
                found.append(speaker)
    return found or [s.speaker for s in (*_according(sentence), *filter(None, [_by_tail(sentence)]))]


def _say_verbs(sentence: Sentence) -> Iterator[Token]:
    for cue in sentence.cues("say"):
        token = sentence.token_at(cue.start)
        if token is not None and token.pos in ("VERB", "AUX") and not _is_passive(sentence, token):
            yield token


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    return any(t.dep in ("auxpass", "nsubjpass") for t in sentence.children(verb))


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """The word that says: the verb's own subject, or that of the verb it is joined to."""
    for _ in range(3):
        own = sentence.children(verb, "nsubj")
        if own:
            return own[0]
        if verb.dep == "conj" or verb.dep == "xcomp":
            verb = sentence.tokens[verb.head]
            continue
        if verb.dep in ("relcl", "acl", "advcl") and verb.tag == "VBG":
            verb = sentence.tokens[verb.head]
            if verb.pos in ("NOUN", "PROPN"):
                return verb
            continue
        return None
    return None


def _by_verbs(sentence: Sentence) -> Iterator[Statement]:
    for verb in _say_verbs(sentence):
        subject = _subject(sentence, verb)
        if subject is None:
            continue
        span = _name_span(sentence, subject)
        speaker = _resolved(sentence, subject, span)
        if speaker is None:
            continue
        for start, end in _content(sentence, verb, subject):
            yield Statement(start=start, end=end, name=span, speaker=speaker)


def _content(sentence: Sentence, verb: Token, subject: Token) -> Iterator[tuple[int, int]]:
    """The stretches that hold what the verb's subject says."""
    clauses = sentence.children(verb, "ccomp", "dobj", "xcomp", "prep", "advcl", "parataxis", "attr", "oprd", "pobj", "dep", "prt")
    for clause in clauses:
        yield sentence.reach(clause)
    whole = sentence.reach(verb)
    if not clauses and verb.dep in ("parataxis", "ccomp", "advcl", "dep", "conj"):  # "…, X said"
        governor = sentence.tokens[verb.head]
        start, _ = sentence.reach(governor)
        yield start, min(subject.start, verb.start)
    elif clauses and whole[0] < min(subject.start, verb.start) and any(c.dep == "ccomp" and c.start < subject.start for c in clauses):
        yield whole[0], min(sentence.reach(subject)[0], verb.start)


def _according(sentence: Sentence) -> Iterator[Statement]:
    """ "According to X", "in the words of X": over the clause it stands in, or the whole sentence when it opens it."""
    for cue in sentence.cues("say-noun"):
        tail = [t for t in sentence.tokens if t.start >= cue.end]
        head = next((t for t in tail if t.dep in ("pobj", "dobj") or t.pos in ("PROPN", "PRON")), None)
        if head is None:
            continue
        span = _name_span(sentence, head)
        speaker = _resolved(sentence, head, span)
        if speaker is None:
            continue
        start, end = _clause_before(sentence, cue.start)
        if cue.start - sentence.start < 3:
            end = sentence.end
        yield Statement(start=start, end=max(end, cue.start), name=(cue.start, span[1]), speaker=speaker)


def _clause_before(sentence: Sentence, offset: int) -> tuple[int, int]:
    cut = max((m.end() for m in re.finditer(r";", sentence.words[: offset - sentence.start])), default=0)
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
    if fold(tail["name"]).split()[0] in _OWN | {"and", "but", "which", "who", "as", "when", "while", "where", "with", "killing"}:
        return None
    if any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(a, b)):
        return None
    head = sentence.head_of(a, b)
    speaker = _resolved(sentence, head, (a, b)) if head else _speaker(sentence, a, b)
    start = _clause_before(sentence, a)[0]
    return Statement(start=start, end=a, name=(a, sentence.end), speaker=speaker) if speaker else None


def _quoted(sentence: Sentence, start: int, end: int) -> Statement | None:
    """The speaker of a quotation that began in this or an earlier sentence and is attributed after its end."""
    text, block = sentence.text.text, sentence.block
    for quotation in _QUOTATION.finditer(text, block.start, block.end):
        if not (quotation.start() <= start and end <= quotation.end()):
            continue
        after = _AFTER_QUOTE.match(text, quotation.end(), min(block.end, quotation.end() + 140))
        if after is None:
            return None
        kind = "" if after["name"] else "2"
        if after["verb" + kind] not in {"said", "says", "told", "wrote", "writes", "added", "adds"}:
            return None
        a, b = after.span("name" + kind)
        speaker = _speaker(sentence, a, b)
        return Statement(start=quotation.start(), end=quotation.end(), name=(a, b), speaker=speaker) if speaker else None
    return None


def _resolved(sentence: Sentence, head: Token, span: tuple[int, int]) -> Speaker | None:
    """The speaker that these words name; a pronoun is the last speaker before it."""
    if head.lower in _OWN or (head.pos == "PRON" and head.lower not in _PRONOUNS) or head.lower == "which":
        return None
    if head.lower in _PRONOUNS or head.lower in _DOCUMENTS:
        before = [s for s in _before(sentence, span[0])]
        if before:
            return before[-1]
        return last_speaker(sentence.previous) or (_labelled(sentence) if head.lower in _DOCUMENTS else None)
    if sentence.named("deeds", within=span) and not sentence.cues("office", "private", within=span):
        return None
    return _speaker(sentence, *span)


def _before(sentence: Sentence, offset: int) -> Iterator[Speaker]:
    for verb in _say_verbs(sentence):
        subject = _subject(sentence, verb)
        if subject is not None and subject.end <= offset and subject.lower not in _PRONOUNS | _OWN | _DOCUMENTS:
            if speaker := _speaker(sentence, *_name_span(sentence, subject)):
                yield speaker


def _labelled(sentence: Sentence) -> Speaker | None:
    """The group or speaker of a text that is logged under a label, such as `Group: …`."""
    label = re.search(r"^(?:Group|Speaker|Issued by|From)\s*:\s*(.{2,80})$", sentence.text.text, re.MULTILINE)
    return Speaker(name=label[1].strip()) if label else None


def _name_span(sentence: Sentence, head: Token) -> tuple[int, int]:
    """The words that name a speaker: its noun phrase without relative clauses; an apposition stays."""
    cut = {t.i for t in sentence.children(head, "relcl", "acl", "advcl", "cc", "conj", "ccomp", "parataxis", "dep")}
    if any(t.dep == "conj" for t in sentence.children(head)) and not any(t.lower == ";" for t in sentence.tokens):
        cut = {i for i in cut if sentence.tokens[i].dep not in ("cc", "conj")}
    dropped = {t.i for i in cut for t in sentence.subtree(sentence.tokens[i])}
    kept = [t for t in sentence.subtree(head) if t.i not in dropped]
    while len(kept) > 1 and kept[-1].pos in ("PUNCT", "SPACE", "CCONJ"):
        kept.pop()
    while len(kept) > 1 and kept[0].pos in ("PUNCT", "CCONJ"):
        kept.pop(0)
    return kept[0].start, kept[-1].end


def _speaker(sentence: Sentence, start: int, end: int) -> Speaker | None:
    """Somebody of this name; None where it is the publisher itself or too long to be a name."""
    name = " ".join(sentence.text.text[start:end].split()).strip(" ,.;:-–—\"“”'()")
    name = _DETERMINER.sub("", name, count=1) if _DETERMINER.match(name) else name
    if not name or len(name) > _LONGEST or is_publisher(sentence.text, name) or fold(name).split()[0] in _OWN:
        return None
    return Speaker(name=name, private=_is_private(sentence, start, end))


def is_publisher(text: SourceText, name: str) -> bool:
    """True when the name is that of the outlet, in full or in part."""
    words = [w for w in re.findall(r"\w+", fold(name)) if w not in ("the", "of", "s", "our", "group", "network")]
    whole = set(re.findall(r"\w+", fold(text.described.publisher or "")))
    generic = words == [] and bool(whole & set(re.findall(r"\w+", fold(name))))
    return bool(whole) and (generic or (bool(words) and set(words) <= whole))


def _is_private(sentence: Sentence, start: int, end: int) -> bool:
    """A person named, or known by their part in private life, who holds no office and speaks for nobody."""
    if sentence.cues("office", within=(start, end)) or sentence.named("groups", "organisations", "roles", within=(start, end)):
        return False
    if sentence.cues("private", within=(start, end)):
        return True
    tokens = sentence.tokens_in(start, end)
    named = [t for t in tokens if t.pos == "PROPN"]
    return len(named) >= 2 and not sentence.named("places", within=(start, end))
