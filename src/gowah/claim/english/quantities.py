"""Numbers of people in a sentence: a number with the noun it counts, or a single person ("a worshipper")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gowah.claim.english.ages import is_age, is_person_word, people_words
from gowah.claim.english.inert import is_unliving
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
ORDEALS = {"take": "abducted", "fall": "killed", "tend": "injured"}
"""The class of an everyday word -> what it tells of people, and of nothing else: "took four nurses"."""
_OF_OURS = re.compile(
    r"\s+of\s+(?:our|my|his|her|their|its)\s+(?:own\s+)?[\w-]+(?:\s+and\s+(?:our|my|his|her|their|its)\s+[\w-]+)?"
)
_GONE_UP = re.compile(r"\b(?:gone|go|goes|going|went|rose|risen|climbed|moved|jumped|is|now)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:at night|in the (?:morning|afternoon|evening)|o['’]clock|[ap]\.?m\b)", re.IGNORECASE)
UNITS = frozenset(
    re.findall(
        r"\S+",
        """hour hours minute minutes day days week weeks month months year years km kilometre kilometres kilometer
    kilometers metre metres mile miles percent per cent % dollar dollars am pm gmt times time bus buses minibus
    minibuses car cars vehicle vehicles house houses shop shops household households family families mosque
    mosques school schools building buildings province provinces district districts city cities country countries
    leg legs arm arms limb limbs eye eyes hand hands foot feet finger fingers
    list lists source sources floor floors block stage stages round rounds kg kilogram kilograms ton tons tonne tonnes
    o'clock""",
    )
)
_OF_GROUP = re.compile(r"\s+(?:of|from|belonging to)\s+(?:the\s+)?(?=[A-Z])")
_LONG = 10  # words from "a" to its noun: "a 14-year-old Hazara school girl"
_PERHAPS = re.compile(r",?\s+(?:perhaps|maybe|possibly|or perhaps|or maybe|if not)\s+(?!even|more)", re.IGNORECASE)
_MAY_NOT = re.compile(
    r"\s+(?:of\s+(?:them|these|those)\s+|others\s+)?(?:were|was|are|is)\s+not\s+expected\s+to\b", re.IGNORECASE
)
_THE_ONE = re.compile(r"\b(?:the|this|that|which|every|each)\s+one$", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:[$€£₦₹¥]\s?|\b[A-Z])$|\bRs\.?\s?$")
_APART = re.compile(r"[,;:|\n]")
_RATIO = re.compile(
    r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:ten|four|five|three|\d+|a\s+hundred)\b(?!\s*(?:,|people|passengers))",
    re.IGNORECASE,
)
_OF_TEN = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE
)
_SCORE_AFTER = re.compile(r"[-–]\d")
_SCORE_BEFORE = re.compile(r"\d[-–]$")
_AGENT = re.compile(r"[a-z]{3}(?:men|ists?|eers?|[oe]rs|ants|ians)$")
_COMES_TO = {"nsubj": ("die",), "nsubjpass": ("kill", "injure", "abduct"), "dobj": ("kill", "injure", "abduct")}
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
        if _CLOCK.match(text, number.end) or is_age(sentence, number) or _MAY_NOT.match(text, number.end):
            continue
        if _is_sum_or_score(text, number) or _THE_ONE.search(text[max(sentence.start, number.start - 8) : number.end]):
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


def _is_sum_or_score(text: str, number: NumberSpan) -> bool:
    """ "€2,000", "lost 3-0", "eight in ten": money, matches and shares."""
    before, after = text[max(0, number.number_start - 3) : number.number_start], text[number.end : number.end + 3]
    if _RATIO.match(text, number.end) or (_OF_TEN.search(text[max(0, number.number_start - 40) : number.number_start])):
        return True
    return bool(_MONEY_BEFORE.search(before) or _SCORE_AFTER.match(after) or _SCORE_BEFORE.search(before))


def counts_people(sentence: Sentence, quantity: Quantity) -> bool:
    """True where the noun that is counted, or the word that stands for it, is one for people."""
    within = (quantity.number_end, quantity.end)
    if quantity.of_whom is not None or sentence.cues("people", "private", "attackers", within=within):
        return True
    if sentence.named("roles", "communities", "of_whom", within=within) or _is_folk(sentence, *within):
        return True
    noun = (sentence.quote(*within).split()[-1:] or [""])[0]
    thing = any(name.code == "things" for name in sentence.named("ordeals", within=within))
    return fold(noun) in people_words() or (not thing and bool(_AGENT.search(noun)))


def _is_folk(sentence: Sentence, start: int, end: int) -> bool:
    return any(name.code == "folk" for name in sentence.named("ordeals", within=(start, end)))


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
        or "|" in sentence.text.text[end : head.start]
        or any(
            t.pos in ("VERB", "PUNCT", "ADP", "CCONJ") and t.lower != "-" for t in sentence.tokens[last.i + 1 : head.i]
        )
    ):
        head = None
    after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
    if after is not None and (after.lower in UNITS or after.lower in ("%", ":")) and after.start - end < 2:
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
    return noun if noun and not _APART.search(between) else None


def _not_people(sentence: Sentence, noun: Token) -> bool:
    if (
        noun.lower in UNITS
        or (noun.lower == noun.text and is_unliving(noun.text))
        or any(name.code == "things" for name in sentence.named("ordeals", within=(noun.start, noun.end)))
    ):
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


def is_hit(sentence: Sentence, noun: Token) -> bool:
    """True for what a verb of harm says was killed, wounded or abducted: only a living being can be."""
    if _not_people(sentence, noun) or sentence.named("sites", "places", within=(noun.start, noun.end)):
        return False
    first = noun
    while first.dep == "conj" and first.head != first.i:
        first = sentence.tokens[first.head]
    verb = sentence.tokens[first.head]
    if verb.pos != "VERB" or verb.lower.startswith("hurt"):
        return False
    codes = _COMES_TO.get(first.dep, ())
    return any(cue.start <= verb.start < cue.end for cue in sentence.cues(*codes)) if codes else False


def _is_another(sentence: Sentence, token: Token) -> bool:
    """ "One person was killed and another critically injured"."""
    rest = sentence.tokens[token.i + 1 : token.i + 4]
    rest = tuple(t for t in rest if t.pos not in ("ADV", "AUX"))
    return bool(rest) and any(cue.start == rest[0].start for cue in sentence.cues("kill", "injure", "die", "dead"))


def _single(sentence: Sentence) -> Iterable[Quantity]:
    """Single persons ("a worshipper", "an imam") and nobody ("no one", "no civilian")."""
    for token in sentence.tokens:
        if token.lower == "another" and _is_another(sentence, token):
            count = Count(low=1, high=1, as_written=token.text)
            yield Quantity(
                start=token.start, end=token.end, number_end=token.end, count=count, head=token.i, of_whom=None,
                bare=False, single=True,
            )  # fmt: skip
        elif token.lower in _NOBODY or (
            token.lower == "one" and token.i and sentence.tokens[token.i - 1].lower == "no"
        ):
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
            if determiner is None or determiner.lower not in ("a", "an", "another", "no"):
                continue
            within = (determiner.start, token.end)
            known = sentence.named("of_whom", "roles", within=within) or _is_folk(sentence, *within)
            known = known or sentence.cues("people", "private", "attackers", within=within)
            if not (known or is_person_word(token) or is_hit(sentence, token)):
                continue
            if fold(token.text) in collectives():
                continue  # "a family" is nobody in particular
            many = 0 if determiner.lower == "no" else 1
            yield Quantity(
                start=determiner.start, end=token.end, number_end=determiner.end, head=token.i, bare=False, single=True,
                count=Count(low=many, high=many, as_written=sentence.quote(determiner.start, token.end)),
                of_whom=people_in(sentence, determiner.end, token.end),
            )  # fmt: skip
