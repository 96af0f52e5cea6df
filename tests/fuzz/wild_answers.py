"""What a language model may answer when it is asked about a text: invented quotes, other forms, another's orders."""

from __future__ import annotations

import json
from random import Random

from wild_files import damaged, odd_json
from wild_texts import noise

from gowah.claim.endpoint.question import CERTAINTIES, PROPERTIES
from gowah.model import SourceText


def quote(chance: Random, text: str) -> str:
    """Words of the text, mostly."""
    draw = chance.random()
    if draw < 0.8 and text:
        start = chance.randrange(len(text))
        return text[start : start + chance.choice((1, 5, 20, 200))]
    return "five people were killed" if draw < 0.9 else noise(chance)


def sentences(chance: Random, text: str) -> str:
    """A whole line of the text, mostly."""
    lines = [line for line in text.split("\n") if line.strip()]
    return chance.choice(lines) if lines and chance.random() < 0.85 else quote(chance, text)


def answer(chance: Random, text: SourceText) -> str:
    """An answer in the form asked for, or nearly."""
    odd = lambda value: value if chance.random() < 0.93 else odd_json(chance)
    value = lambda: odd({
        "property": odd(chance.choice(PROPERTIES)), "quote": odd(quote(chance, text.text)), "context": odd(quote(chance, text.text)), "part": odd(chance.random() < 0.2),
        "certainty": odd(chance.choice(CERTAINTIES)), "status": odd(chance.choice(("claimed", "attributed", "denied", ""))),
        "speakers": odd([odd(quote(chance, text.text)) for _ in range(chance.randint(0, 3))]),
    })  # fmt: skip
    made = {"attacks": odd([odd({"sentence": odd(sentences(chance, text.text)), "values": odd([value() for _ in range(chance.randint(0, 6))])}) for _ in range(chance.randint(0, 4))])}  # fmt: skip
    written = json.dumps(odd(made), ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.1:
        written = damaged(chance, written.encode("utf-8", "replace")).decode("utf-8", "replace")
    return written if chance.random() < 0.97 else "[" * 99_999
