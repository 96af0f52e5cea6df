"""What films, novels, plays and games tell: nobody came to harm in them."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.persian.orders import emptied
from gowah.claim.persian.sentences import Sentence


def without_tales(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, those of a tale and what follows them in their paragraph emptied of cues, names and numbers."""
    found: list[Sentence] = []
    paragraph = -1
    for sentence in sentences:
        if _is_tale(sentence):
            paragraph = sentence.paragraph
        silent = sentence.paragraph == paragraph
        found.append(emptied(sentence, [(sentence.start, sentence.end)]) if silent else sentence)
    return tuple(found)


def _is_tale(sentence: Sentence) -> bool:
    """True where a tale is named; not a film of what happened (`فیلمی از حمله که نشر شد`)."""
    return sentence.has("fiction") and not sentence.has("published", "footage")
