"""Numbers of people killed, injured, hurt (either) or abducted, as one sentence gives them.

A *toll* is a quantity of people joined to a word of harm: beside it, by the parse, or through a verb of counting ("put
the dead at six").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from gowah.claim.english.quantities import Quantity, people_in, quantities
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.singles import ones
from gowah.model import Count
from gowah.words import NameSpan

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
_FILL = (
    r"(?:were|was|are|is|have|has|had|been|being|be|to|also|all|later|then|now|so far|reported|reportedly"
    r"|confirmed|others?|more|people|persons|left|believed|feared|still|thought|known|said|and|both|each"
    r"|or|either|presumed|instantly|already|either|listed|as|found|declared|pronounced)"
)
_RIGHT = re.compile(rf"^(?:\s*[,(][^,()]{{1,90}}[,)])?(?:[\s,]+{_FILL})*[\s“\"']*$", re.IGNORECASE)
_INSERTION = re.compile(r"^\s*[,(–—]")
_LEFT = re.compile(
    r"^(?:\s*[:–=]\s*|[\s“\"']*(?:(?:some|another|a further|as many as|the lives of|of|up to|an estimated"
    r"|a total of|around|off|down|dead|to death|"
    r"or|with|is|are|was|were|numbered|number)[\s“\"']+)*)$",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|was|are|were)\s+(?:now\s+|at\s+)?$", re.IGNORECASE)
_FIGURE_OF = re.compile(
    r"\b(?:toll|figure|count|tally|number|total)s?\s+(?:of|at|to|stands\s+at)\s+(?:about\s+)?$", re.IGNORECASE
)
_PARTITIVE = re.compile(
    r"\s*(?:of|among|from)\s+(?:them|whom|these|those|the\s+(?:dead|killed|victims|wounded|injured"
    r"|casualties|former|latter|bodies|hurt))\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;.:()]")
_OPENS_PART = re.compile(
    r"(?:including|includes|included|among them|among whom|among those|among the (?:dead|killed|wounded"
    r"|injured|victims)(?: (?:were|was|are|is))?|of whom|of them|counting|(?:the )?others?|of (?:the"
    r"|those) (?:dead|killed|wounded|injured|victims),?)[\s,:]*(?:were |was |are |is )?(?:at least |the )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """`property` is killed, injured, hurt or abducted; [start, end) is the quantity.

    `of_whom` is the code of the people counted, `part` tells that they are a part of another toll; `elliptical` that
    the sentence has no word of harm, so that only an earlier toll tells what is counted; `lone` that it is one person
    told of without a number ("my sister"), who says nothing where the dead are counted.
    """

    property: str
    count: Count
    start: int
    end: int
    harm: NameSpan | None = None
    of_whom: str | None = None
    part: bool = False
    elliptical: bool = False
    lone: bool = False


@lru_cache(maxsize=256)
def tolls(sentence: Sentence) -> tuple[Toll, ...]:
    """The tolls of a sentence in order, whoever was hit and whether or not they are asserted."""
    if not (sentence.numbers or sentence.cues(*PROPERTY)) or not sentence.cues(*PROPERTY, "toll", "tally", "say"):
        return ()
    found: list[Toll] = []
    open_ones: list[Quantity] = []
    parts: list[Quantity] = []
    counted = quantities(sentence)
    lone = tuple(ones(sentence, counted))
    for quantity in sorted([*counted, *lone], key=lambda q: q.start):
        if _is_part(sentence, quantity):
            parts.append(quantity)
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
    found = _alone(_summed(sentence, found), {quantity.start for quantity in lone})
    found += _partial(sentence, parts, found)
    return tuple(sorted(found, key=lambda toll: (toll.start, -toll.end, toll.property)))


def _alone(found: list[Toll], lone: set[int]) -> list[Toll]:
    """ "They killed my sister" says that one at least was killed."""
    return [
        replace(toll, count=replace(toll.count, high=None), lone=True)
        if toll.start in lone and not toll.part and toll.count.high == 1
        else toll
        for toll in found
    ]


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
    """The words of harm, but not "a shot"."""
    return tuple(cue for cue in sentence.cues(*PROPERTY) if cue.code != "casualty" or not _is_thing(sentence, cue))


def _is_thing(sentence: Sentence, cue: NameSpan) -> bool:
    token = sentence.token_at(cue.start)
    return cue.as_written.lower() in ("shot", "shots") and token is not None and token.pos != "VERB"


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
        if (word.dep == "pobj" and governor.lower in ("of",)) or (
            word.dep in ("prep", "quantmod", "nummod", "poss") and word.lower in ("of",)
        ):
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
    return people_in(sentence, them.end(), stop.start() if stop else min(sentence.end, them.end() + 60))


def _partial(sentence: Sentence, parts: list[Quantity], found: list[Toll]) -> list[Toll]:
    """The tolls of quantities that are a part of another one: of the dead, of the wounded, or of the toll before."""
    made: list[Toll] = []
    for quantity in parts:
        near = sentence.text.text[max(sentence.start, quantity.start - 40) : quantity.end + 30].lower()
        before = [
            toll for toll in sorted(found, key=lambda t: t.start) if not toll.part and toll.start < quantity.start
        ]
        if re.search(r"(?:of|among) (?:the |those )?(?:dead|killed|bodies)", near):
            property = "killed"
        elif re.search(r"(?:of|among) (?:the |those )?(?:wounded|injured|hurt)", near):
            property = "injured"
        elif before:
            property = before[-1].property
        else:
            continue
        people = quantity.of_whom or _of_them(sentence, quantity)
        made.append(replace(_toll(property, quantity, None, part=True), of_whom=people))
    return made


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
        if (
            not (told or title or _IS.search(near))
            or _followed_by_noun(sentence, quantity)
            or near.lower().endswith("not ")
        ):
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
            low=sum(lows),
            high=None if None in highs else sum(h or 0 for h in highs),
            about=any(t.count.about for t in group),
            as_written=sentence.quote(group[0].start, group[-1].end),
        )
        if count.low:
            kept.append(
                Toll(property=property, count=count, start=group[0].start, end=group[-1].end, harm=group[0].harm)
            )
        kept += [replace(toll, part=True) for toll in group]
    return kept
