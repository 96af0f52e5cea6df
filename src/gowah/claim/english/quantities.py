"""Numbers of people in a sentence: a number with the noun it counts, or a single person ("a worshipper")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import Count
from gowah.words import NumberSpan, fold
from gowah.words.persons import collectives

ATTACKERS = "attackers"
PROPERTY = {
    "kill": "killed",
    "lose": "killed",
    "die": "killed",
    "dead": "killed",
    "injure": "injured",
    "casualty": "hurt",
    "abduct": "abducted",
}
"""The class of a word of harm -> the property of an attack."""
_OF_OURS = re.compile(
    r"\s+of\s+(?:our|my|his|her|their|its)\s+(?:own\s+)?[\w-]+(?:\s+and\s+(?:our|my|his|her|their|its)\s+[\w-]+)?"
)
_GONE_UP = re.compile(r"\b(?:gone|go|goes|going|went|rose|risen|climbed|moved|jumped|is|now)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:at night|in the (?:morning|afternoon|evening)|o['’]clock|[ap]\.?m\b)", re.IGNORECASE)
_UNITS = frozenset(
    re.findall(
        r"\S+",
        """hour hours minute minutes day days week weeks month months year years km kilometre kilometres kilometer
    kilometers metre metres mile miles percent per cent % dollar dollars am pm gmt times time bus buses minibus
    minibuses car cars vehicle vehicles house houses shop shops household households family families mosque
    mosques school schools building buildings province provinces district districts city cities country countries
    leg legs arm arms limb limbs eye eyes hand hands foot feet finger fingers
    list lists source sources floor floors stage stages round rounds kg kilogram kilograms ton tons tonne tonnes
    o'clock""",
    )
)
_OF_GROUP = re.compile(r"\s+(?:of|from|belonging to)\s+(?:the\s+)?(?=[A-Z])")
_LONG = 10  # words from "a" to its noun: "a 14-year-old Hazara school girl"
_PERHAPS = re.compile(r",?\s+(?:perhaps|maybe|possibly|or perhaps|or maybe|if not)\s+(?!even|more)", re.IGNORECASE)
_MAY_NOT = re.compile(
    r"\s+(?:of\s+(?:them|these|those)\s+|others\s+)?(?:were|was|are|is)\s+not\s+expected\s+to\b", re.IGNORECASE
)
_NOBODY = frozenset({"nobody", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of people at [start, end), noun included; `head` is the index of the token that stands for it."""

    start: int
    end: int
    number_end: int
    count: Count
    head: int | None
    of_whom: str | None
    bare: bool  # a number without a noun
    single: bool = False  # "a worshipper", "nobody"


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The numbers in a sentence that can count people, and the single persons in it."""
    found = []
    text = sentence.text.text
    for number in sentence.numbers:
        if number.age or number.year_like or any(d.start <= number.start < d.end for d in sentence.dates):
            continue
        if _CLOCK.match(text, number.end) or _is_age(sentence, number) or _MAY_NOT.match(text, number.end):
            continue
        start, count = number.start, number.count
        if (
            start < number.number_start
            and _GONE_UP.search(text[max(sentence.start, start - 12) : start])
            and text[start : start + 5].lower() == "up to"
        ):
            start, count = (
                number.number_start,
                Count(low=number.value, high=number.value, as_written=text[number.number_start : number.end]),
            )
        quantity = _numbered(sentence, start, number.end, number.number_start, count)
        if quantity is not None:
            found.append(quantity)
    found = _ranged(sentence, found)
    taken = [(q.start, q.end) for q in found]
    found += [q for q in _single(sentence) if not any(a < q.end and q.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda q: q.start))


def _ranged(sentence: Sentence, found: list[Quantity]) -> list[Quantity]:
    """ "Thirty graves, perhaps thirty-one" is one number of people: 30 to 31."""
    kept: list[Quantity] = []
    for quantity in found:
        before = kept[-1] if kept else None
        low = before.count.low if before is not None else None
        if before is not None and low is not None and quantity.bare and (quantity.count.low or 0) > low:
            text = sentence.text.text[before.end : quantity.number_end]
            if _PERHAPS.match(text) and (quantity.count.low or 0) <= 2 * low:
                words = sentence.quote(before.start, quantity.end)
                count = Count(low=low, high=quantity.count.low, as_written=words)
                kept[-1] = replace(before, count=count, end=before.end)
                continue
        kept.append(quantity)
    return kept


def _numbered(sentence: Sentence, start: int, end: int, number_start: int, count: Count) -> Quantity | None:
    tokens = sentence.tokens_in(number_start, end)
    if not tokens:
        return Quantity(start=start, end=end, number_end=end, count=count, head=None, of_whom=None, bare=True)
    last = tokens[-1]
    head = next(
        (sentence.tokens[t.head] for t in tokens if t.dep in ("nummod", "amod", "det", "compound") and t.head > last.i),
        None,
    )
    if head is not None and (
        head.i - last.i > 6
        or any(
            t.pos in ("VERB", "PUNCT", "ADP", "CCONJ") and t.lower != "-" for t in sentence.tokens[last.i + 1 : head.i]
        )
    ):
        head = None
    after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
    if after is not None and (after.lower in _UNITS or after.lower in ("%", ":")) and after.start - end < 2:
        return None
    ours = _OF_OURS.match(sentence.text.text, end, sentence.end)
    if ours:
        return Quantity(
            start=start,
            end=ours.end(),
            number_end=end,
            count=count,
            head=(sentence.head_of(number_start, end) or last).i,
            of_whom=people_in(sentence, end, ours.end()),
            bare=False,
        )
    if head is None:
        own = sentence.head_of(number_start, end) or last
        noun = _noun_after(sentence, last, end)
        if noun is not None and _not_people(sentence, noun):
            return None
        stop = noun.end if noun else end
        return Quantity(start=start, end=stop, number_end=end, count=count, head=noun.i if noun else own.i,
                        of_whom=people_in(sentence, end, stop) if noun else None, bare=noun is None)  # fmt: skip
    if _not_people(sentence, head):
        return None
    return Quantity(
        start=start,
        end=head.end,
        number_end=end,
        count=count,
        head=head.i,
        of_whom=people_in(sentence, end, head.end),
        bare=False,
    )


def _is_age(sentence: Sentence, number: NumberSpan) -> bool:
    """ "Zahra, 12, was wounded"."""
    text = sentence.text.text
    before = next((t for t in reversed(sentence.tokens) if t.end <= number.start and t.pos != "PUNCT"), None)
    between = (
        before is not None
        and text[before.end : number.start].strip() == ","
        and text[number.end : number.end + 1] in (",", ".", ";")
    )
    return bool(
        between
        and before is not None
        and before.pos == "PROPN"
        and number.start == number.number_start
        and number.value < 120
    )


def _noun_after(sentence: Sentence, last: Token, end: int) -> Token | None:
    """The noun that a number counts, where the parser tied it elsewhere: adjectives, then nouns, without a gap."""
    noun, at = None, last.i + 1
    while at < len(sentence.tokens) and at < last.i + 6:
        token = sentence.tokens[at]
        if token.pos in ("NOUN", "PROPN"):
            noun = token
        elif noun is not None or not (token.pos == "ADJ" or token.tag in ("VBN", "HYPH")):
            break
        at += 1
    between = sentence.text.text[end : noun.start] if noun else ""
    return noun if noun and "," not in between and ";" not in between else None


def _not_people(sentence: Sentence, noun: Token) -> bool:
    if noun.lower in _UNITS:
        return True
    return bool(sentence.cues("attack", "toll", "animals", within=(noun.start, noun.end)))


def people_in(sentence: Sentence, start: int, end: int) -> str | None:
    """The code of the people that a noun phrase names, the word nearest its end counting."""
    named = sentence.named("of_whom", within=(start, end))
    if _OF_GROUP.match(sentence.text.text, end) and sentence.named("groups", within=(end, min(sentence.end, end + 60))):
        return ATTACKERS
    if named:
        return max(named, key=lambda n: (n.end, n.end - n.start)).code
    return ATTACKERS if sentence.cues("attackers", within=(start, end)) else None


def _single(sentence: Sentence) -> Iterable[Quantity]:
    """Single persons ("a worshipper", "an imam") and nobody ("no one", "no civilian")."""
    for token in sentence.tokens:
        if token.lower in _NOBODY or (token.lower == "one" and token.i and sentence.tokens[token.i - 1].lower == "no"):
            start = token.start if token.lower in _NOBODY else sentence.tokens[token.i - 1].start
            count = Count(low=0, high=0, as_written=sentence.quote(start, token.end))
            yield Quantity(
                start=start,
                end=token.end,
                number_end=token.end,
                count=count,
                head=token.i,
                of_whom=None,
                bare=False,
                single=True,
            )
        elif token.pos in ("NOUN", "PROPN") and token.tag not in ("NNS", "NNPS"):
            determiner = next(
                (t for t in sentence.children(token, "det") if t.i < token.i and token.i - t.i < _LONG), None
            )
            if determiner is None or determiner.lower not in ("a", "an", "no"):
                continue
            if not sentence.named("of_whom", "roles", within=(determiner.start, token.end)) and not sentence.cues(
                "people", "private", "attackers", within=(determiner.start, token.end)
            ):
                continue
            if fold(token.text) in collectives():
                continue  # "a family" is nobody in particular
            many = 0 if determiner.lower == "no" else 1
            yield Quantity(
                start=determiner.start, end=token.end, number_end=determiner.end, head=token.i, bare=False, single=True,
                count=Count(low=many, high=many, as_written=sentence.quote(determiner.start, token.end)),
                of_whom=people_in(sentence, determiner.end, token.end),
            )  # fmt: skip
