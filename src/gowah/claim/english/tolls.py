"""Numbers of people killed, injured, hurt (either) or abducted, as one sentence gives them.

A *quantity* is a number with the noun that it counts, or a single person ("a worshipper"); a *toll* is a quantity
joined to a word of harm: beside it, by the parse, or through a verb of counting ("put the dead at six").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import Count
from gowah.words import NameSpan

PROPERTY = {
    "kill": "killed", "lose": "killed", "die": "killed", "dead": "killed", "injure": "injured", "casualty": "hurt", "abduct": "abducted",
}  # fmt: skip
"""The class of a word of harm -> the property of an attack."""

ATTACKERS = "attackers"

_FILL = r"(?:were|was|are|is|have|has|had|been|being|be|to|also|all|later|then|now|so far|reported|reportedly|confirmed|others?|more|people|persons|left|believed|feared|still|thought|known|said|and|both|each|or|either|presumed|instantly|already|either|listed|as|found|declared|pronounced)"
_RIGHT = re.compile(rf"^(?:\s*[,(][^,()]{{1,90}}[,)])?(?:[\s,]+{_FILL})*[\s“\"']*$", re.IGNORECASE)
_INSERTION = re.compile(r"^\s*[,(–—]")
_LEFT = re.compile(
    r"^(?:\s*[:–=]\s*|[\s“\"']*(?:(?:some|another|a further|as many as|the lives of|of|up to|an estimated|a total of|around|off|down|dead|to death|"
    r"or|with|is|are|was|were|numbered|number)[\s“\"']+)*)$",
    re.IGNORECASE,
)
_OF_OURS = re.compile(
    r"\s+of\s+(?:our|my|his|her|their|its)\s+(?:own\s+)?[\w-]+(?:\s+and\s+(?:our|my|his|her|their|its)\s+[\w-]+)?"
)
_GONE_UP = re.compile(r"\b(?:gone|go|goes|going|went|rose|risen|climbed|moved|jumped|is|now)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:at night|in the (?:morning|afternoon|evening)|o['’]clock|[ap]\.?m\b)", re.IGNORECASE)
_FIGURE_OF = re.compile(
    r"\b(?:toll|figure|count|tally|number|total)s?\s+(?:of|at|to|stands\s+at)\s+(?:about\s+)?$", re.IGNORECASE
)
_PARTITIVE = re.compile(
    r"\s*(?:of|among|from)\s+(?:them|whom|these|those|the\s+(?:dead|killed|victims|wounded|injured|casualties|former|latter|bodies|hurt))\b",
    re.IGNORECASE,
)
_OF_DEFINITE = re.compile(r"\s*of\s+(?:the|these|those|its|his|her|their|our)\b", re.IGNORECASE)
_STOP = re.compile(r"[,;.:()]")
_OPENS_PART = re.compile(
    r"(?:including|includes|included|among them|among whom|among those|among the (?:dead|killed|wounded|injured|victims)(?: (?:were|was|are|is))?|of whom|of them|counting|(?:the )?others?|of (?:the|those) (?:dead|killed|wounded|injured|victims),?)[\s,:]*(?:were |was |are |is )?(?:at least |the )?$",
    re.IGNORECASE,
)
_UNITS = frozenset(
    ["hour", "hours", "minute", "minutes", "day", "days", "week", "weeks", "month", "months", "year", "years", "km", "kilometre", "kilometres", "kilometer", "kilometers", "metre", "metres", "mile", "miles", "percent", "per", "cent", "%", "dollar", "dollars", "am", "pm", "gmt", "times", "time", "bus", "buses", "minibus", "minibuses", "car", "cars", "vehicle", "vehicles", "house", "houses", "shop", "shops", "household", "households", "family", "families", "mosque", "mosques", "school", "schools", "building", "buildings", "province", "provinces", "district", "districts", "city", "cities", "country", "countries", "list", "lists", "source", "sources", "floor", "floors", "stage", "stages", "round", "rounds", "kg", "kilogram", "kilograms", "ton", "tons", "tonne", "tonnes", "o'clock"]
)  # fmt: skip
_OF_GROUP = re.compile(r"\s+(?:of|from|belonging to)\s+(?:the\s+)?(?=[A-Z])")
_SINGLE = re.compile(r"^(?:a|an|one|his|her|their|the)$", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """`property` is killed, injured, hurt or abducted; [start, end) is the quantity.

    `of_whom` is the code of the people counted, `part` tells that they are a part of another toll; `elliptical` that
    the sentence has no word of harm, so that only an earlier toll tells what is counted.
    """

    property: str
    count: Count
    start: int
    end: int
    harm: NameSpan | None = None
    of_whom: str | None = None
    part: bool = False
    elliptical: bool = False


@lru_cache(maxsize=256)
def tolls(sentence: Sentence) -> tuple[Toll, ...]:
    """The tolls of a sentence in order, whoever was hit and whether or not they are asserted."""
    if not (sentence.numbers or sentence.cues(*PROPERTY)) or not sentence.cues(*PROPERTY, "toll", "tally", "say"):
        return ()
    found: list[Toll] = []
    open_ones: list[Quantity] = []
    for quantity in quantities(sentence):
        if _is_part(sentence, quantity):
            whole = _property_of_part(sentence, quantity, found)
            if whole:
                found.append(replace(_toll(whole, quantity, None, part=True), of_whom=quantity.of_whom or _of_them(sentence, quantity)))
            continue
        harm = _beside(sentence, quantity) or _by_tree(sentence, quantity)
        if harm is not None and harm.code == "lose" and (quantity.single or harm.start > quantity.start):
            continue  # "children who lost a father"
        if harm is not None:
            found.append(_toll(PROPERTY[harm.code], quantity, harm))
            if quantity.count.high == 0 and harm.code == "injure":  # "no one was hurt": nor killed
                found.append(_toll("killed", quantity, harm))
        else:
            open_ones.append(quantity)
    found = _joined(sentence, found, open_ones)
    found += _counted(sentence, found, open_ones)
    return tuple(sorted(_summed(sentence, found), key=lambda toll: (toll.start, -toll.end, toll.property)))


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The numbers in a sentence that can count people, and the single persons in it."""
    found = []
    text = sentence.text.text
    for number in sentence.numbers:
        if number.age or number.year_like or any(d.start <= number.start < d.end for d in sentence.dates):
            continue
        if _CLOCK.match(text, number.end) or _is_age(sentence, number):
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
    taken = [(q.start, q.end) for q in found]
    found += [q for q in _single(sentence) if not any(a < q.end and q.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda q: q.start))


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
        return Quantity(start=start, end=ours.end(), number_end=end, count=count, head=(sentence.head_of(number_start, end) or last).i,
                        of_whom=_of_whom(sentence, end, ours.end()), bare=False)  # fmt: skip
    if head is None:
        own = sentence.head_of(number_start, end) or last
        noun = _noun_after(sentence, last, end)
        if noun is not None and _not_people(sentence, noun):
            return None
        stop = noun.end if noun else end
        return Quantity(start=start, end=stop, number_end=end, count=count, head=noun.i if noun else own.i,
                        of_whom=_of_whom(sentence, end, stop) if noun else None, bare=noun is None)  # fmt: skip
    if _not_people(sentence, head):
        return None
    return Quantity(
        start=start,
        end=head.end,
        number_end=end,
        count=count,
        head=head.i,
        of_whom=_of_whom(sentence, end, head.end),
        bare=False,
    )


def _is_age(sentence: Sentence, number: NumberSpan) -> bool:
    """ "Zahra, 12, was wounded"."""
    text = sentence.text.text
    before = next((t for t in reversed(sentence.tokens) if t.end <= number.start and t.pos != "PUNCT"), None)
    between = before is not None and text[before.end : number.start].strip() == "," and text[number.end : number.end + 1] in (",", ".", ";")
    return bool(between and before is not None and before.pos == "PROPN" and number.start == number.number_start and number.value < 120)


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
    return bool(sentence.cues("attack", "toll", within=(noun.start, noun.end)))


def _of_whom(sentence: Sentence, start: int, end: int) -> str | None:
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
            determiner = next((t for t in sentence.children(token, "det") if t.i < token.i and token.i - t.i < 6), None)
            if determiner is None or determiner.lower not in ("a", "an", "no"):
                continue
            if not sentence.named("of_whom", "roles", within=(determiner.start, token.end)) and not sentence.cues(
                "people", "private", "attackers", within=(determiner.start, token.end)
            ):
                continue
            many = 0 if determiner.lower == "no" else 1
            yield Quantity(
                start=determiner.start, end=token.end, number_end=determiner.end, head=token.i, bare=False, single=True,
                count=Count(low=many, high=many, as_written=sentence.quote(determiner.start, token.end)),
                of_whom=_of_whom(sentence, determiner.end, token.end),
            )  # fmt: skip


def _toll(property: str, quantity: Quantity, harm: NameSpan | None, *, part: bool = False) -> Toll:
    return Toll(
        property=property,
        count=quantity.count,
        start=quantity.start,
        end=quantity.end,
        harm=harm,
        of_whom=quantity.of_whom,
        part=part,
    )


def _harms(sentence: Sentence) -> tuple[NameSpan, ...]:
    return sentence.cues(*PROPERTY)


def _beside(sentence: Sentence, quantity: Quantity) -> NameSpan | None:
    """The word of harm that stands right beside the quantity: "nine dead", "were killed", "wounding 143"."""
    text = sentence.text.text
    harms = _harms(sentence)
    for harm in harms:  # "nine dead", "nine people were killed", "50 wounded people"
        if harm.start >= quantity.number_end and (
            harm.end <= quantity.end or (harm.start >= quantity.end and _RIGHT.match(text[quantity.end : harm.start]))
        ):
            if not _is_active(sentence, harm) and not _crossed(sentence, quantity.number_end, harm.start):
                return harm
            break
    for harm in reversed(harms):  # "killing at least 46", "Killed: 31", "the killing of 24 people"
        if harm.end <= quantity.start and _LEFT.match(text[harm.end : quantity.start]):
            token = sentence.token_at(harm.start)
            passive = token is not None and any(t.dep == "auxpass" for t in sentence.children(token))
            return None if passive else harm
    return None


def _crossed(sentence: Sentence, start: int, end: int) -> bool:
    """True when another number stands between, outside of an insertion between commas or brackets."""
    between = [n for n in sentence.numbers if start <= n.start < end and not n.age]
    return bool(between) and not _INSERTION.match(
        sentence.text.text[start:end].lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -")
    )


def _is_active(sentence: Sentence, harm: NameSpan) -> bool:
    """True for "killed" with an object of its own, which a subject before it did not suffer."""
    if harm.code not in ("kill", "injure", "casualty", "abduct"):
        return False
    for token in sentence.tokens_in(harm.start, harm.end):
        objects = [
            t for t in sentence.children(token, "dobj", "obj") if "," not in sentence.text.text[token.end : t.start]
        ]
        if objects and not sentence.children(token, "auxpass"):
            return True
    return False


def _by_tree(sentence: Sentence, quantity: Quantity) -> NameSpan | None:
    """The word of harm that governs the quantity, or hangs on it, in the parse."""
    if quantity.head is None:
        return None
    harms = {t.i: harm for harm in _harms(sentence) for t in sentence.tokens_in(harm.start, harm.end)}
    word = sentence.tokens[quantity.head]
    for child in sentence.children(word, "amod", "acl", "relcl", "compound"):
        if child.i in harms and not (child.dep == "relcl" and _is_active(sentence, harms[child.i])):
            return harms[child.i]
    for _ in range(4):
        governor = sentence.tokens[word.head]
        if governor.i == word.i:
            return None
        harm = harms.get(governor.i)
        if harm is not None:
            if word.dep in ("nsubjpass", "dobj", "obj", "attr", "oprd"):
                return harm
            if word.dep == "nsubj":
                return (
                    harm if not _is_active(sentence, harm) and (harm.code != "kill" or governor.tag == "VBN") else None
                )
            if word.dep == "pobj":
                return harm
            return None
        if word.dep == "nsubj" and governor.lemma == "be":
            attribute = next((t for t in sentence.children(governor, "acomp", "attr") if t.i in harms), None)
            return harms[attribute.i] if attribute else None
        if (word.dep == "pobj" and governor.lower in ("of",)) or (word.dep in ("prep", "quantmod", "nummod", "poss") and word.lower in ("of",)):
            word = governor
        else:
            return None
    return None


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """ "13 of them …", "including two women", "of the dead, three were children"."""
    text = sentence.text.text
    if _PARTITIVE.match(text, quantity.number_end):
        return True
    return bool(_OPENS_PART.search(text[max(sentence.start, quantity.start - 40) : quantity.start]))


def _of_them(sentence: Sentence, quantity: Quantity) -> str | None:
    """The people in "46 of them were girls", "13 of them US service members"."""
    them = _PARTITIVE.match(sentence.text.text, quantity.number_end)
    if them is None:
        return None
    stop = _STOP.search(sentence.text.text, them.end(), min(sentence.end, them.end() + 60))
    return _of_whom(sentence, them.end(), stop.start() if stop else min(sentence.end, them.end() + 60))


def _property_of_part(sentence: Sentence, quantity: Quantity, found: list[Toll]) -> str | None:
    near = sentence.text.text[max(sentence.start, quantity.start - 40) : quantity.end + 30].lower()
    if re.search(r"(?:of|among) (?:the |those )?(?:dead|killed|bodies)", near):
        return "killed"
    if re.search(r"(?:of|among) (?:the |those )?(?:wounded|injured|hurt)", near):
        return "injured"
    whole = [toll for toll in found if not toll.part]
    return whole[-1].property if whole else None


def _joined(sentence: Sentence, found: list[Toll], open_ones: list[Quantity]) -> list[Toll]:
    """Quantities joined to a toll: "killed a worshipper and a guard", "six people, four men and two women"."""
    known = {(toll.start, toll.property): toll for toll in found}
    for quantity in list(open_ones):
        if quantity.head is None or quantity.bare:
            continue
        word = sentence.tokens[quantity.head]
        while word.dep in ("conj", "appos"):
            governor = sentence.tokens[word.head]
            whole = next((t for t in known.values() if t.start <= governor.start < t.end), None)
            if whole is not None:
                part = whole.part or word.dep == "appos"
                toll = replace(_toll(whole.property, quantity, whole.harm), part=part)
                known[quantity.start, toll.property] = toll
                open_ones.remove(quantity)
                break
            word = governor
    return sorted(known.values(), key=lambda toll: toll.start)


def _counted(sentence: Sentence, found: list[Toll], open_ones: list[Quantity]) -> list[Toll]:
    """Numbers alone, told by a verb of counting: "put the dead at six", "the toll rose to 72", "kept to eight"."""
    bare = [q for q in open_ones if q.bare and q.count.low != 0]
    title = sentence.block.kind in ("title", "heading")
    if not bare or not (title or sentence.cues("toll", "tally", "say")):
        return []
    free = [h for h in _harms(sentence) if all(t.harm is None or t.harm.start != h.start for t in found)]
    made: list[Toll] = []
    for n, quantity in enumerate(bare):
        near = sentence.text.text[max(sentence.start, quantity.start - 40) : quantity.start]
        told = [c for c in sentence.cues("tally", "toll", "say") if quantity.start - 90 <= c.start < quantity.start]
        if not (told or title) or _followed_by_noun(sentence, quantity):
            continue
        before = [h for h in free if h.end <= quantity.start and h.code != "abduct"]
        if _FIGURE_OF.search(near):
            made.append(replace(_toll("killed", quantity, None), elliptical="toll" not in near.lower()))
        elif before and not _crossed(sentence, before[-1].end, quantity.start):
            made.append(_toll(PROPERTY[before[-1].code], quantity, None))
        elif made and not made[-1].elliptical and re.search(r"\band\b[^;]*\b(?:at|to)\s+$", near):
            made.append(_toll(made[-1].property, quantity, None))
        elif any(c.code == "toll" for c in told) and not free:
            made.append(replace(_toll("killed", quantity, None), elliptical="toll" not in sentence.words.lower()))
        elif not free or before == free:
            pair = n == 1 and len(bare) == 2 and sentence.quote(bare[0].end, quantity.start).strip() == "and"
            made.append(replace(_toll("injured" if pair else "killed", quantity, None), elliptical=True))
    return made


def _followed_by_noun(sentence: Sentence, quantity: Quantity) -> bool:
    after = next((t for t in sentence.tokens if t.start >= quantity.end), None)
    if after is not None and after.lower in ("of", "per", "%", "-", "to"):
        return True
    return after is not None and after.pos in ("NOUN", "PROPN", "ADJ") and after.start - quantity.end < 2


def _summed(sentence: Sentence, found: list[Toll]) -> list[Toll]:
    """Wholes joined by "and" under one word of harm are parts of their sum: a worshipper and a guard are two killed."""
    kept: list[Toll] = []
    groups: dict[tuple[str, int], list[Toll]] = {}
    for toll in found:
        if toll.part or toll.harm is None or toll.count.low is None:
            kept.append(toll)
        else:
            groups.setdefault((toll.property, toll.harm.start), []).append(toll)
    for (property, _), group in groups.items():
        if len(group) < 2:
            kept += group
            continue
        group.sort(key=lambda toll: toll.start)
        if any(
            toll.of_whom is None
            and toll.count.low
            and toll.count.low >= sum(t.count.low or 0 for t in group if t is not toll)
            for toll in group[:1]
        ):
            kept += [group[0], *(replace(toll, part=True) for toll in group[1:])]
            continue
        lows, highs = [t.count.low or 0 for t in group], [t.count.high for t in group]
        count = Count(
            low=sum(lows), high=None if None in highs else sum(h or 0 for h in highs), about=any(t.count.about for t in group),
            as_written=sentence.quote(group[0].start, group[-1].end),
        )  # fmt: skip
        if count.low:
            kept.append(
                Toll(property=property, count=count, start=group[0].start, end=group[-1].end, harm=group[0].harm)
            )
        kept += [replace(toll, part=True) for toll in group]
    return kept
