"""How a passage commits itself: stated, hedged, denied or hypothetical."""

from __future__ import annotations

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import Certainty

_CONDITIONAL = frozenset({"if", "unless", "should"})
_MODAL_HYPOTHETICAL = frozenset({"would", "will", "shall", "'ll", "wo"})
_MODAL_HEDGE = frozenset({"may", "might", "could", "can"})
_CLAUSE_ENDS = frozenset({"relcl"})
_OF_TIME = frozenset({"after", "since", "when", "while", "as", "before"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no"})


def certainty_of(sentence: Sentence, start: int, end: int) -> Certainty:
    """The certainty of the passage [start, end): what its clause and the clauses above it say of it."""
    if sentence.words.rstrip("\"'”’ ").endswith("?"):
        return Certainty.HYPOTHETICAL
    head = sentence.head_of(start, end)
    if head is None:
        return _by_cues(sentence, start)
    if _foiled(sentence, start, end):
        return Certainty.HYPOTHETICAL
    hedged, before = False, head
    for word in _line(sentence, head):
        below = [
            t for t in sentence.children(word) if t.dep in ("aux", "auxpass", "mark", "advmod", "neg", "prt", "preconj")
        ]
        lowers = {t.lower for t in below}
        codes = {
            cue.code
            for cue in sentence.cues("hypothetical", "deny", "hedge", "withdrawn")
            if cue.start < word.end
            and word.start < cue.end
            and sentence.text.text[cue.end : cue.end + 1] != ":"  # "Correction: …" takes nothing back
        }
        above = word.i != head.i
        feared = _fears_what_was(sentence, word, before)
        hedged, before = hedged or feared, word
        if (
            (lowers & _CONDITIONAL)
            or (lowers & _MODAL_HYPOTHETICAL)
            or ("hypothetical" in codes and above and word.pos in ("VERB", "NOUN") and not feared)
            or _may_yet(sentence, word, lowers)
            or _had_it_been(sentence, word, lowers)
            or _is_possible(sentence, word)
            or (hedged and word.lower == "feared")
        ):
            return Certainty.HYPOTHETICAL
        negated = any(t.lower in _NEGATIVE and (t.start < word.start or word.pos == "AUX") for t in below)
        if ("deny" in codes and above) or (negated and word.pos in ("VERB", "AUX") and word.dep != "relcl"):
            return Certainty.DENIED
        if "withdrawn" in codes and above:
            return Certainty.DENIED
        if (lowers & _MODAL_HEDGE) or ("hedge" in codes and above) or _hedged(sentence, below):
            hedged = True
    return Certainty.HEDGED if hedged or _sentence_hedge(sentence, start) else Certainty.STATED


def _line(sentence: Sentence, head: Token) -> list[Token]:
    """The word and its governors up to the clause that asserts it: a relative clause stands for itself."""
    line = [head]
    for word in sentence.ancestors(head):
        between = sentence.text.text[min(line[-1].end, word.end) : max(line[-1].start, word.start)]
        aside = line[-1].dep == "prep" and line[-1].lower in ("of", "among", "besides") and word.pos in ("VERB", "AUX")
        if (
            line[-1].dep in _CLAUSE_ENDS or ";" in between or aside or _took_place(sentence, line[-1])
        ):  # "of the 39 wounded four will not live"
            break
        line.append(word)
    return line[:8]


def _took_place(sentence: Sentence, word: Token) -> bool:
    """ "Two days after a bomber struck, the town cannot agree": the clause of time is taken for granted."""
    marks = {t.lower for t in sentence.children(word, "mark", "advmod")} if word.dep == "advcl" else set()
    past = word.tag == "VBD" or any(t.tag == "VBD" for t in sentence.children(word, "aux", "auxpass"))
    return past and bool(marks & _OF_TIME)


def _fears_what_was(sentence: Sentence, word: Token, below: Token) -> bool:
    """ "Officials fear that 20 were killed": what may have happened already."""
    if word.lemma != "fear" or word.pos != "VERB" or below.dep != "ccomp":
        return False
    aux = sentence.children(below, "aux", "auxpass")
    return below.tag == "VBD" or any(t.tag == "VBD" or t.lower in ("have", "has") for t in aux)


def _may_yet(sentence: Sentence, word: Token, lowers: set[str]) -> bool:
    """ "Militants could kill dozens": a deed that may come; "may have killed dozens" tells of one that was done."""
    if word.tag != "VB" or not lowers & {"could", "can", "might", "may"} or "have" in lowers:
        return False
    return bool(sentence.cues("kill", "strike", "injure", "abduct", "attack", "die", within=(word.start, word.end)))


def _had_it_been(sentence: Sentence, word: Token, lowers: set[str]) -> bool:
    """ "Hundreds could have died", "if it had gone off, hundreds might have died": it did not come to it."""
    if "have" not in lowers or not lowers & (_MODAL_HEDGE | _MODAL_HYPOTHETICAL):
        return False
    unreal = "could" in lowers or sentence.words.lstrip("\"“'‘").lower().startswith(("if ", "had "))
    return unreal and bool(sentence.cues("kill", "die", "injure", "abduct", within=(word.start, word.end)))


def _is_possible(sentence: Sentence, word: Token) -> bool:
    """ "A bombing remained possible"."""
    return any(sentence.cues("hypothetical", within=(t.start, t.end)) for t in sentence.children(word, "acomp"))


def _hedged(sentence: Sentence, below: list[Token]) -> bool:
    return any(sentence.cues("hedge", within=(t.start, t.end)) for t in below if t.dep in ("advmod", "aux"))


def _sentence_hedge(sentence: Sentence, start: int) -> bool:
    """A hedge that opens the sentence ("Reportedly, …") or stands right before the passage."""
    return any(
        cue.end <= start and (cue.start == sentence.start or start - cue.end < 3) for cue in sentence.cues("hedge")
    )


def _foiled(sentence: Sentence, start: int, end: int) -> bool:
    return bool(sentence.cues("foiled"))


def _by_cues(sentence: Sentence, start: int) -> Certainty:
    """Without a parse: by the last cue before the passage."""
    before = [cue for cue in sentence.cues("hypothetical", "deny", "hedge") if cue.end <= start]
    if not before:
        return Certainty.STATED
    return {"hypothetical": Certainty.HYPOTHETICAL, "deny": Certainty.DENIED, "hedge": Certainty.HEDGED}[
        before[-1].code
    ]
