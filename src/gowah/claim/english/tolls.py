"""Numbers of people killed, injured, hurt (either) or abducted, as one sentence gives them.

A *toll* is a quantity of people joined to a word of harm: beside it, by the parse, or through a verb of counting ("put
the dead at six").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gowah.claim.english.bygone import is_bygone
from gowah.claim.english.harms import OPENING, beside, by_tree, crossed, harms_of, is_let_go, plight_of
from gowah.claim.english.mourned import all_lost, is_buried, is_some, may_tell_all_lost
from gowah.claim.english.namely import named_tolls, told_of
from gowah.claim.english.quantities import ORDEALS, PROPERTY, Quantity, people_in, quantities
from gowah.claim.english.sentence import Sentence, once
from gowah.claim.english.singles import ones, sole
from gowah.claim.english.toll import Toll
from gowah.model import Count
from gowah.words import NameSpan

_IS = re.compile(r"\b(?:is|was|are|were)\s+(?:now\s+|at\s+)?$", re.IGNORECASE)
_FIGURE_OF = re.compile(
    r"\b(?:toll|figure|count|tally|number|total)s?\s+(?:of|at|to|stands\s+at)\s+(?:about\s+)?$", re.IGNORECASE
)
_OF_DEAD = re.compile(
    r"\b(?:tolls?|fatalities|(?:body|fatality)\s+count|(?:number|count|figure|tally|total)s?\s+of\s+(?:the\s+|those\s+|people\s+)*"
    r"(?:dead|deaths|victims|killed|martyrs|bodies|slain))\b",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(
    r"\s*(?:of|among|from)\s+(?:them|whom|these|those|the\s+(?:dead|killed|victims|wounded|injured"
    r"|casualties|former|latter|bodies|hurt))\b",
    re.IGNORECASE,
)
_THE_FIFTH = re.compile(
    r"\b(?:the\s+(?:first|second|third|other|last|latest|\w+th)|one|among\s+them)\s*,?\s*(?:was\s+|is\s+|being\s+)?$",
    re.IGNORECASE,
)
_ALONE_AND = re.compile(r"\s+and\s+", re.IGNORECASE)  # "seven marines and one civilian" are eight
_WHOSE = re.compile(r"\s*,?\s*whose\b")
_STOP = re.compile(r"[,;.:()]")
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|some|about|these|those|all)\s+)*$", re.IGNORECASE)
_AMONG_THEM = re.compile(
    r"\s+(?:is|are|was|were)\s+(?:also\s+)?among\s+(?:the|those)\s+(?P<who>dead|killed|wounded|injured|hurt|victims)\b",
    re.IGNORECASE,
)
_THE_WOUNDED = re.compile(
    r"\s*(?:of|among|from)\s+(?:the|those)\s+(?:wounded|injured|hurt|casualties)\b", re.IGNORECASE
)
_SAYS_SO = re.compile(r",\s+(?:[\w’'-]+\s+){1,8}?(?:say|says|said|insist|insists|insisted|maintain|maintains)\b")
_OPENS_PART = re.compile(
    r"(?:including|includes|included|among them|among whom|among those|among the (?:dead|killed|wounded"
    r"|injured|victims)(?: (?:were|was|are|is))?|of whom|of them|counting|(?:the )?\bothers?|of (?:the"
    r"|those) (?:dead|killed|wounded|injured|victims),?)[\s,:]*(?:were |was |are |is )?(?:at least |the )?$",
    re.IGNORECASE,
)


@once
def tolls(sentence: Sentence) -> tuple[Toll, ...]:
    """The tolls of a sentence in order, whoever was hit and whether or not they are asserted."""
    if not (sentence.numbers or sentence.cues(*PROPERTY)):
        return ()
    told = sentence.cues(*PROPERTY, "toll", "tally", "say") or sentence.named("ordeals")
    if not (told or may_tell_all_lost(sentence)):
        return ()
    found: list[Toll] = []
    open_ones: list[Quantity] = []
    parts: list[Quantity] = []
    counted = quantities(sentence)
    counted = (*counted, *sole(sentence, counted))
    lone = tuple(ones(sentence, counted))
    bases = _bases(sentence, counted)
    for quantity in sorted([*counted, *lone], key=lambda q: q.start):
        if quantity in bases or (quantity.single and _WHOSE.match(sentence.text.text, quantity.end)):
            continue  # "a neighbour whose son was killed": not the neighbour
        if _is_part(sentence, quantity):
            other = _new_harm(sentence, quantity)
            if other is None:
                parts.append(quantity)
            else:
                found.append(other)
            continue
        harm = beside(sentence, quantity) or by_tree(sentence, quantity)
        lost = harm is not None and harm.code == "lose" and not is_buried(sentence, harm)
        if lost and harm is not None and (quantity.single or harm.start > quantity.start):
            continue  # "children who lost a father"
        if is_let_go(sentence, quantity):
            continue
        if (plight := None if harm else plight_of(sentence, quantity)) is not None:
            found.append(_toll(ORDEALS[plight.code], quantity, plight))
        elif harm is not None:
            some = is_some(sentence, quantity, harm)
            found.append(replace(_toll(PROPERTY[harm.code], quantity, harm), some=some))
            if quantity.count.high == 0 and harm.code == "injure":  # "no one was hurt": nor killed
                found.append(_toll("killed", quantity, harm))
        else:
            open_ones.append(quantity)
    found = _joined(sentence, found, open_ones)
    found += _counted(sentence, found, open_ones)
    found += (named := named_tolls(sentence, found, open_ones))
    found = _gone_beyond(sentence, [*found, *all_lost(sentence, found)])
    found = told_of(sentence, _summed(sentence, found), {q.start for q in lone}, {t.start for t in named})
    found += _partial(sentence, parts, found, open_ones)
    return tuple(sorted(found, key=lambda toll: (toll.start, -toll.end, toll.property)))


def _gone_beyond(sentence: Sentence, found: list[Toll]) -> list[Toll]:
    """With the numbers that the sentence itself goes beyond as parts: "rose to 17 from 14"."""
    wholes = [toll.start for toll in found if not toll.part]
    return [
        replace(toll, part=True, of_whom=None)
        if toll.count.low and not toll.lone and is_bygone(sentence, toll.start, wholes)
        else toll
        for toll in found
    ]


def _bases(sentence: Sentence, counted: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """What a part is taken of: the 30 of "eleven of the 30 passengers were killed"; not of "ten of the 12 dead"."""
    text, found = sentence.text.text, list[Quantity]()
    for quantity in counted:
        before = [q for q in counted if q.number_end <= quantity.start and not q.single]
        counts = before and _OUT_OF.fullmatch(text, before[-1].number_end, quantity.start)
        own = sentence.cues(*PROPERTY, within=(quantity.start, quantity.end + 1)) or _by_participle(sentence, quantity)
        if counts and not own:
            found.append(quantity)
    return tuple(found)


def _by_participle(sentence: Sentence, quantity: Quantity) -> bool:
    """ "One of two people killed when …"."""
    head = sentence.tokens[quantity.head] if quantity.head is not None else None
    below = sentence.children(head, "acl", "relcl") if head is not None else ()
    return any(sentence.cues(*PROPERTY, within=(t.start, t.end)) for t in below)


def _new_harm(sentence: Sentence, quantity: Quantity) -> Toll | None:
    """ "Abducted six men and killed two of them", "two of the injured died": what came to a part of them besides."""
    harm = beside(sentence, quantity) or by_tree(sentence, quantity)
    before = [cue for cue in harms_of(sentence) if cue.end <= quantity.start and cue is not harm]
    them = _PARTITIVE.match(sentence.text.text, quantity.number_end)
    if them is None or harm is None:
        return None
    inside = [cue for cue in harms_of(sentence) if them.start() <= cue.start < them.end()]
    whole = {PROPERTY[cue.code] for cue in (inside or before[-1:] or before)}
    if harm in inside or PROPERTY[harm.code] in whole or not whole:
        return None
    lone = bool(_THE_WOUNDED.match(sentence.text.text, quantity.number_end))
    return replace(_toll(PROPERTY[harm.code], quantity, harm), lone=lone)


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


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """ "13 of them …", "including two women", "of the dead, three were children"."""
    text = sentence.text.text
    if _PARTITIVE.match(text, quantity.number_end) or _AMONG_THEM.match(text, quantity.end):
        return True
    if quantity.single and _THE_FIFTH.search(text[max(sentence.start, quantity.start - 25) : quantity.start]):
        return True
    return bool(_OPENS_PART.search(text[max(sentence.start, quantity.start - 40) : quantity.start]))


def _of_them(sentence: Sentence, quantity: Quantity) -> str | None:
    """The people in "46 of them were girls", "13 of them US service members"."""
    them = _PARTITIVE.match(sentence.text.text, quantity.number_end)
    if them is None:
        return None
    stop = _STOP.search(sentence.text.text, them.end(), min(sentence.end, them.end() + 60))
    return people_in(sentence, them.end(), stop.start() if stop else min(sentence.end, them.end() + 60))


def _partial(sentence: Sentence, parts: list[Quantity], found: list[Toll], open_ones: Sequence[Quantity]) -> list[Toll]:
    """The tolls of quantities that are a part of another one: of the dead, of the wounded, or of the toll before."""
    made: list[Toll] = []
    for quantity in sorted([*parts, *_joined_to(sentence, parts, open_ones)], key=lambda q: q.start):
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
        elif opens := [cue for cue in harms_of(sentence) if cue.end <= quantity.start]:
            property = PROPERTY[opens[-1].code]
        elif told := _AMONG_THEM.search(sentence.text.text, quantity.end, sentence.end):
            property = "injured" if told["who"].lower() in ("wounded", "injured", "hurt") else "killed"
        else:
            continue
        people = quantity.of_whom or _of_them(sentence, quantity)
        made.append(replace(_toll(property, quantity, None, part=True), of_whom=people))
    return made


def _joined_to(sentence: Sentence, parts: Sequence[Quantity], open_ones: Sequence[Quantity]) -> list[Quantity]:
    """ "Among the dead were five women and two children": what "and" joins to a part is one too."""
    heads = {quantity.head for quantity in parts if quantity.head is not None}
    above = heads | {head for own in heads for head in _conjoined(sentence, own)}
    return [
        quantity
        for quantity in open_ones
        if quantity.head is not None
        and not quantity.bare
        and above & {quantity.head, *_conjoined(sentence, quantity.head)}
        and not any(part.start < quantity.start and _of_them(sentence, part) == quantity.of_whom for part in parts)
    ]


def _conjoined(sentence: Sentence, head: int) -> list[int]:
    """The words that "and" joins this one to, up to the first of the list."""
    found, word = list[int](), sentence.tokens[head]
    while word.dep == "conj" and word.head != word.i:
        word = sentence.tokens[word.head]
        found.append(word.i)
    return found


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
                listed = whole.count.low == 1 and bool(sentence.children(word, "conj"))  # "a cook, a guard and a boy"
                part = whole.part or (word.dep == "appos" and not listed)
                toll = replace(_toll(whole.property, quantity, whole.harm), part=part)
                known[quantity.start, toll.property] = toll
                open_ones.remove(quantity)
                break
            word = governor
    return sorted(known.values(), key=lambda toll: toll.start)


def _counted(sentence: Sentence, found: list[Toll], open_ones: list[Quantity]) -> list[Toll]:
    """Numbers alone, told by a verb of counting: "put the dead at six", "the toll rose to 72", "kept to eight"."""
    bare = [q for q in open_ones if q.bare and q.count.low != 0 and not _does_other(sentence, q)]
    title = sentence.block.kind in ("title", "heading")
    if not bare or not (title or sentence.cues("toll", "tally", "say")):
        return []
    free = [
        h
        for h in harms_of(sentence)
        if h.code != "lose" and all(t.harm is None or t.harm.start != h.start for t in found)
    ]
    made: list[Toll] = []
    for n, quantity in enumerate(bare):
        near = sentence.text.text[max(sentence.start, quantity.start - 40) : quantity.start]
        told = [c for c in sentence.cues("tally", "toll", "say") if quantity.start - 90 <= c.start < quantity.start]
        opens = quantity.start - sentence.start < OPENING and bool(_SAYS_SO.match(sentence.text.text, quantity.end))
        if opens and not _followed_by_noun(sentence, quantity):
            made.append(replace(_toll("killed", quantity, None), elliptical=not found))
            continue
        if (
            not (told or title or _IS.search(near))
            or _followed_by_noun(sentence, quantity)
            or near.lower().endswith(("not ", "number "))
        ):
            continue
        before = [h for h in free if h.end <= quantity.start and h.code != "abduct"]
        if _FIGURE_OF.search(near):
            made.append(replace(_toll("killed", quantity, None), elliptical=not _OF_DEAD.search(sentence.words)))
        elif before and not crossed(sentence, before[-1].end, quantity.start):
            made.append(_toll(PROPERTY[before[-1].code], quantity, None))
        elif made and not made[-1].elliptical and re.search(r"\band\b[^;]*\b(?:at|to)\s+$", near):
            made.append(_toll(made[-1].property, quantity, None))
        elif any(c.code == "toll" for c in told) and not free:
            made.append(replace(_toll("killed", quantity, None), elliptical=not _OF_DEAD.search(sentence.words)))
        elif not free or before == free:
            pair = n == 1 and len(bare) == 2 and sentence.quote(bare[0].end, quantity.start).strip() == "and"
            open_ = pair or not _OF_DEAD.search(sentence.words)
            made.append(replace(_toll("injured" if pair else "killed", quantity, None), elliptical=open_))
    return made


def _does_other(sentence: Sentence, quantity: Quantity) -> bool:
    """ "One is in custody", "three went home": what is told of them is something else."""
    head = sentence.tokens[quantity.head] if quantity.head is not None else None
    if head is None or head.dep not in ("nsubj", "nsubjpass") or not quantity.start <= head.start < quantity.end:
        return False
    verb = sentence.tokens[head.head]
    after = quantity.end <= verb.start and ":" not in sentence.text.text[quantity.end : verb.start]
    counted = head.dep == "nsubjpass" and sentence.cues("say", "tally", within=(verb.start, verb.end))
    return after and verb.pos in ("VERB", "AUX") and not counted


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
            and (toll.count.low or 0) > 1
            and (toll.count.low or 0) >= sum(t.count.low or 0 for t in group if t is not toll)
            and not _ALONE_AND.fullmatch(sentence.text.text, toll.end, group[1].start)
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
            start, end, lone = group[0].start, group[-1].end, all(toll.lone for toll in group)
            some = all(toll.some for toll in group)
            kept.append(
                Toll(property=property, count=count, start=start, end=end, harm=group[0].harm, lone=lone, some=some)
            )
        kept += [replace(toll, part=True) for toll in group]
    return kept
