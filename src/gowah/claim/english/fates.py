"""Single people in a sentence and what became of them: "a 16-year-old boy was shot", "killing his wife".

By words and their order, without the parser: headlines and clipped local news defeat it, and a stream of them costs
next to nothing this way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from gowah.words.sheets import language_forms, sheet

KILLED, INJURED = "killed", "injured"
REACH = 170  # code points after a person in which the fate is looked for

_DEAD = (
    r"fatally(?:\s+\w+){0,2}\s+(?:shot|wounded|injured|stabbed|struck|hit)|(?:shot|shoots?|stabbed|beaten|burned)"
    r"(?:\s+\w+)?\s+(?:dead|to\s+death)|(?:shot|shoots?|stabbed)(?:\s+(?!by\b)[\w-]+){0,4},?\s+(?:and"
    r"|&)?\s*(?:later\s+)?killed|kills?\s+(?:him|her)self"
    r"|(?:fatally|deadly)\s+(?:shot|shoots|shooting)\s+(?:him|her)self|(?:turn(?:s|ed|ing)\s+)(?:the|a|his"
    r"|her)\s+(?:\w+\s+)?(?:gun|weapon)\s+on\s+(?:him|her)self|(?:commit\w+|died\s+by)\s+suicide"
    r"|killed(?:\s+(?:him|her)self)?|murdered|slain|slaying|assassinated|executed|gunned\s+down|die[sd]|dying|dead(?!line|lock)"
    r"|deceased|passed\s+away"
    r"|lost\s+(?:his|her)\s+life|succumbed|(?:killed|killing)\s+(?:him|her)self|took\s+(?:his|her)\s+own\s+life"
    r"|(?:his|her)\s+(?:death|murder|killing)"
)
_HURT = (
    r"(?:shot|shoots|shooting|wounded|injured|wounding|injuring)\s+(?:him|her)?self|shot|wounded|injured|hurt"
    r"|grazed|stabbed|struck|hit|shoots\s+(?:him|her)self|shooting\s+(?:him|her)self"
    r"|(?:suffer(?:s|ed|ing)?|due\s+to|sustain(?:s|ed|ing)?|receiv(?:es|ed|ing)|with|from|for)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:gun\s?shot|bullet|shotgun|injur|wound)\w*"
    r"|in\s+(?:very\s+)?(?:an?\s+)?(?:critical|serious|stable|fair|good|grave|guarded"
    r"|unknown)(?:\s+but\s+\w+)?\s+condition|critical"
    r"|hospitali[sz]ed|recovering|(?:taken|transported|rushed|flown"
    r"|airlifted)\s+to\s+(?:[\w.'’-]+\s+){1,6}?(?:hospital|medical|trauma|health|clinic)\w*"
    r"|undergo\w*\s+surgery|underwent\s+(?:\w+\s+)?surgery|intensive\s+care|in\s+a\s+coma|life\s+support"
    r"|(?:expected|likely)\s+to\s+(?:survive|recover|be\s+o)\w*|airlifted|fighting\s+for\s+(?:his|her)"
)
_ENDS = (
    r"said|says|told|tells|according|arrested|charged|accused|suspected\s+of|opened\s+fire|fired|fled|pointed"
    r"|pulled\s+out|identified\s+(?:the|his|her|a)\b"
    r"|pleaded|convicted|sentenced|booked|jailed|indicted|wanted\s+(?:for|in)|faces|facing|turned\s+himself"
    r"|witnessed|saw|heard|called|if\b|unharmed|uninjured|not\s+\w*\s*(?:injured|hurt|hit|shot|wounded|killed)"
    r"|whose|used\s+to\s+live|testified|mourn\w*|remember\w*|spoke|speaks|puts?\s+(?:it|the)|counts?|counted|lists?|listed"
    r"|gave|gives|recorded|announced|wrote|writes|had\s+put|has\s+the\s+names|fought|asked|asks|buried|felt|holding"
)
_STEP = re.compile(rf"\b(?:(?P<dead>{_DEAD})|(?P<hurt>{_HURT})|(?P<ends>{_ENDS}))\b", re.IGNORECASE)
_OTHERS_COUNTED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|scores|hundreds?"
    r"|several|many|some|people|others)\b[\w\s-]{0,12}|\bof\s+the\s+)$",
    re.IGNORECASE,
)
"""Before a word of harm: it is said of others who are counted or summed up, "put it at 10 dead", "of the injured"."""
_NOBODY = re.compile(r"\b(?:no|nor|neither|any)\s+$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"[;:?]|\band\s+that\b|(?:,|\bthen|\band|\bbut)\s+(?:police|authorities|officers|deputies|investigators|officials)\b|\s[–—-]+\s"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got|get|gets|also|later|fatally|critically|accidentally|found"
    r"|reported(?:ly)?|believed|apparently|both|s)\s+(?:\w+ly\s+)?$|^[\s,]*$",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"[\s,]*(?:also|later|fatally|critically|accidentally|apparently|reportedly)\s+", re.IGNORECASE)
"""What stands before "shot" both in "accidentally shot by his father" and in "accidentally shot the friend"."""
_DEED = re.compile(
    r"\b(?:killed|murdered|shot|executed|assassinated|gunned\s+down|wounded|injured|hurt|stabbed|struck|hit"
    r"|grazed|dead|death)$",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:who|that|allegedly|then|he|she|they|may\s+have|having)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s+(?:and\s+(?:\w+ly\s+)?(?:killed|wounded|injured)\s+)?(?:(?:a|an|the|his|her|their|its|my|two|three"
    r"|four|five|several|him|them|himself|herself|at|another|one|both|someone|people|multiple\s+people"
    r"|officers?|police|\d+|dozens|scores|hundreds|many|more|at\s+least|six|seven|eight|nine|ten|\w+teen)\b|[A-Z][a-z])"
)
_AGAIN = re.compile(
    r"\s+(?:in|by|on|near|during|while|after|outside|inside|multiple|several|\w+\s+times|twice|once|and\b|dead"
    r"|to\b|early|late|from|over|this|last|\w+day)\b",
    re.IGNORECASE,
)
_TO_DEAD = re.compile(
    r"\b(?:fatally\s+(?:shot|shoots|shooting|wounded|wounding|stabbed|stabbing)|kill(?:s|ed|ing)?|murder(?:s|ed"
    r"|ing)?|slaying|(?:shot|shoots|shooting|stabbed)(?:\s+and|,)\s+kill(?:ed|s|ing)|gunned\s+down"
    r"|(?:death|deaths|killing|(?<!attempted )murder|slaying|fatal\s+shooting|shooting\s+death|homicide"
    r"|deadly\s+shooting)s?\s+of|claimed\s+the\s+life\s+of|took\s+the\s+life\s+of)\s*$",
    re.IGNORECASE,
)
_TO_HURT = re.compile(
    r"\b(?:shot|shoots|shooting|wound(?:s|ed|ing)|injur(?:es|ed|ing)|struck|striking|hit|hitting|hits|stabbed"
    r"|stabbing|grazed|(?:shooting|wounding|stabbing)s?\s+of|hospitali[sz]es|hospitali[sz]ed)\s*$",
    re.IGNORECASE,
)
_PART = r"[A-Z][A-Za-zà-ÿ]*[a-zà-ÿ](?:['’-][A-Z]?[a-zà-ÿ]+)*(?!\w)"
NAMED = re.compile(
    rf"\b(?!\w+-(?:year|month|week)-old)(?:{_PART}|[A-Z]['’]{_PART}|[A-Z]\.)"
    rf"(?:[ \n]+(?:(?:de|la|van|von|del)\b|[\"“'][A-Z]\w+[\"”']|[A-Z]\.|[A-Z](?=[ ][A-Z])|[A-Z]['’]{_PART}"
    rf"|{_PART})){{1,4}}"
    r"(?:,?[ ]+(?:Jr|Sr|II|III|IV)\b\.?)?"
)
_ANOTHER = re.compile(
    r"\b(?:another|the\s+other|a\s+second|a\s+third)(?=\s+(?:was|is|wounded|injured|dead|in|killed|suffered"
    r"|died|hurt|shot|critical\w*|hospitali\w+)\b)",
    re.IGNORECASE,
)
_AN = re.compile(r"an?\s", re.IGNORECASE)
_AT = re.compile(
    r"(?<!death )(?<!killing )(?<!shooting )(?<!murder )(?<!slaying )(?<!body )\b(?:in|at|to|of|from|near|on|the)\s+"
    r"(?:(?:Sgt|Lt|Capt|Cpl|Det|Cmdr|Maj|Col|Insp|Officer|Chief|Sheriff|Deputy|Detective|Sergeant|Lieutenant|Captain)\.?\s+)*$"
)
_AGE_AFTER = re.compile(
    r",?\s*(?:who\s+(?:is|was)\s+|aged?\s+|also\s+|both\s+|\()?(\d{1,2})(?:[- ]years?[- ]old)?\b"
    r"(?=\s*[,.;)\n]|\s+(?:was|is|of|died|and|who)\b)(?!\s*[ap]\.?m)"
)
_OLD = re.compile(r"[- ]old\s+$", re.IGNORECASE)
_SPELT = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_YEARS = r"(?:\d{1,2}|" + "|".join(_SPELT) + ")"
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(rf"\b({_YEARS})[- ](?:year|month|week|day)s?[- ]?old\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """One person at code points [start, end) of a sentence, counted from its start; `phrase` is what stands there.

    `kind` is male, female, culprit or ""; `fresh` is True for "a man", False for "the man" and None for a name or
    "his wife"; `other` for "another man", "a second victim". `fate` is killed, injured or None.
    """

    start: int
    end: int
    name: str = ""
    noun: str = ""
    kind: str = ""
    age: int | None = None
    fresh: bool | None = None
    other: bool = False
    fate: str | None = None
    fate_at: tuple[int, int] = (0, 0)
    phrase: str = ""


@cache
def _nouns() -> dict[str, str]:
    return {form.lower(): row["sex"] for row in sheet("single_people") for form in language_forms(row, "forms_en")}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word for noun in _nouns() for word in _WORD.findall(noun)[:1])


def _has_noun(words: str) -> bool:
    """Whether small letters hold a noun for one person or an age, without either of which none is told."""
    return "old" in words or not _first_words().isdisjoint(_WORD.findall(words))


_FIRST = ("a", "an", "one")
_OTHERS = ("another", "a second", "a third", "a fourth", "the second", "the other")
_NO_MODIFIER = (
    r"(?!(?:and|or|but|in|at|of|by|to|on|with|from|who|that|was|is|were|the|an?|his|her|their|after|for|as|when"
    r"|while|shot|shoots?"
    r"|shooting|kill\w*|wounds|wounding|injures|injuring|hits?|hitting|struck|striking|stabs|stabbing|stabbed"
    r"|leaves|leaving|left|found"
    r"|accidentally|fatally|critically|during|says?|said|before)\b)"
)
_DETERMINERS = (
    r"a\s+second|a\s+third|a\s+fourth|the\s+second|the\s+other|another|an?|the|his|her|their|one|this|that"
    r"|(?-i:[A-Z])\w+['’]s"
)


@cache
def _phrase() -> re.Pattern[str]:
    """ "A 16-year-old boy", "his wife", "Heath man", "the 17-year-old"."""
    nouns = "|".join(sorted(map(re.escape, _nouns()), key=len, reverse=True))
    bare = _YEARS + r"[- ](?:year|month|week)s?[- ]old|(?-i:[A-Z])[\w.'’-]+|young|teenage|elderly|pregnant|local"
    r"|off-duty|masked|unarmed|armed"
    return re.compile(
        rf"(?:\b(?P<det>{_DETERMINERS})\s+(?:{_NO_MODIFIER}[\w'’-]+,?\s+){{0,4}}?"
        rf"|(?:{_NO_MODIFIER}(?:{bare}),?\s+){{0,3}}?)"
        rf"\b(?:(?P<noun>{nouns})\b(?!['’]s|s|\s+(?:Department|County|Police|of\s+the\s+year))"
        rf"|\b(?P<old>{_YEARS}[- ](?:year|month|week)s?[- ]?olds?\b)(?![- ]+(?:\w+\s+){{0,2}}(?:{nouns})\b))",
        re.IGNORECASE,
    )


def individuals(words: str, known: Sequence[str], avoid: Sequence[tuple[int, int]]) -> list[Individual]:
    """The single people of a sentence, in order, with their fates. `known`: family names of people met before;
    `avoid`: spans that are names of places and the like."""
    people = _mentions(words, known, avoid)
    told = [_with_fate(words, people, n) for n in range(len(people))]
    for n in range(len(told) - 2, -1, -1):  # "a man and a woman were shot"
        if (
            told[n].fate is None
            and told[n + 1].fate
            and told[n + 1].fate_at[0] >= told[n + 1].end
            and _listed(words, told[n], told[n + 1])
        ):
            told[n] = _fated(told[n], told[n + 1].fate, told[n + 1].fate_at)
    for n in range(1, len(told)):  # "killing a man and his wife"
        before = told[n - 1]
        if (
            told[n].fate is None
            and before.fate
            and before.fate_at[1] <= before.start
            and _listed(words, before, told[n])
        ):
            told[n] = _fated(told[n], before.fate, before.fate_at)
    return told


def _mentions(words: str, known: Sequence[str], avoid: Sequence[tuple[int, int]]) -> list[Individual]:
    found = [*_by_name(words, known, avoid), *_by_noun(words)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Individual] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        if kept and _apposed(words, kept[-1], one):
            kept.append(_both(kept.pop(), one))
        else:
            kept.append(one)
    return kept


def _apposed(words: str, first: Individual, second: Individual) -> bool:
    """ "His wife, Jane Doe", "15-year-old Jane Doe", "Jane Doe, a 15-year-old student", "the victim, a woman"."""
    gap = words[first.end : second.start]
    if second.name and not first.name:
        return not gap.strip(" ,") and (not first.other or (bool(first.noun) and gap.strip() == ","))
    if gap.strip() == "," and not first.name and first.age is None and not second.noun and second.age is not None:
        return not second.other  # "the victim, 24-year-old …"
    return (
        gap.strip() == ","
        and second.fresh is True
        and not second.other
        and (not first.fresh or (first.other and bool(first.noun) and first.age is None))  # "a second victim, a …"
        and _AN.match(words, second.start) is not None
    )


def _both(first: Individual, second: Individual) -> Individual:
    age = second.age if first.age is None else first.age
    kind = first.kind or second.kind
    return replace(
        first,
        end=second.end,
        name=first.name or second.name,
        noun=first.noun or second.noun,
        kind=kind,
        age=age,
        fresh=None,
    )


def _by_name(words: str, known: Sequence[str], avoid: Sequence[tuple[int, int]]) -> list[Individual]:
    found = []
    for match in NAMED.finditer(words):
        start, end = match.span()
        end -= 2 * words.endswith(("'s", "’s"), start, end)
        age = _AGE_AFTER.match(words, end)
        aged = age is not None or _OLD.search(words, max(0, start - 12), start) is not None
        if any(a < end and start < b and not (aged and start < a) for a, b in avoid):
            continue  # a town may bear the name of a family
        if age is None and _AT.search(words, max(0, start - 40), start):
            continue  # "died at Spohn Memorial"
        until = age.end(1) if age else end
        found.append(
            Individual(
                start=start, end=until, name=" ".join(words[start:end].split()), age=int(age[1]) if age else None
            )
        )
    for name in known:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!['’]s\b|[\w-]|\s+[A-Z])", words):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Individual(start=match.start(), end=match.end(), name=name))
    return found


def _by_noun(words: str) -> list[Individual]:
    found = []
    for match in _ANOTHER.finditer(words):  # "one man dead and another wounded"
        found.append(Individual(start=match.start(), end=match.end(), fresh=True, other=True, phrase=match[0]))
    for match in _phrase().finditer(words) if _has_noun(words.lower()) else ():
        det = (match["det"] or "").strip().lower()
        text = match[0].lower()
        noun = (match["noun"] or "").lower()
        years = _NUMBER.search(match[0])
        after = _AGE_AFTER.match(words, match.end())
        start = match.start()
        head = det in ("", "one") and words[:start].strip(" \"“'") == ""
        own = det not in ("", "the", "this", "that", *_FIRST, *_OTHERS)
        fresh = det in _FIRST or det in _OTHERS or (not det and bool(years or head or after))
        age: int | None = int(after[1]) if after else None
        if years:
            age = _SPELT.get(years[1].lower()) or int(years[1]) if "year" in years[0].lower() else 0
        found.append(
            Individual(
                start=start, end=after.end(1) if after else match.end(), noun=noun, phrase=match[0],
                kind=_nouns().get(noun, ""), age=age, fresh=None if own else fresh,
                other=det in _OTHERS or " other " in f" {text} ",
            )
        )  # fmt: skip
    return found


def _with_fate(words: str, people: Sequence[Individual], n: int) -> Individual:
    one = people[n]
    stop = people[n + 1].start if n + 1 < len(people) else len(words)
    fate = _after(words, one, stop)
    begin = people[n - 1].end if n else 0
    before = words[max(begin, one.start - 60) : one.start]
    for pattern, what in ((_TO_DEAD, KILLED), (_TO_HURT, INJURED)):
        match = pattern.search(before)
        if match and (fate is None or what == KILLED):
            at = one.start - len(before) + match.start()
            return _fated(one, what, (at, one.start))
    return _fated(one, *fate) if fate else one


def fated(words: str, one: Individual, stop: int) -> Individual:
    """The person with what is told of them from there on, up to `stop`."""
    fate = _after(words, one, stop)
    return _fated(one, *fate) if fate else one


def _after(words: str, one: Individual, stop: int) -> tuple[str, tuple[int, int]] | None:
    """The fate told behind a person, in the same clause; killed where both are told."""
    end = min(stop, one.end + REACH)
    if _NOBODY.search(words[max(0, one.start - 8) : one.start]):
        return None
    if re.match(r"['’]s\b", words[one.end : one.end + 2]):
        own = re.match(r"['’]s\s+(?:\w+\s+)?(?:death|killing|murder|slaying|body)\b", words[one.end : end])
        return (KILLED, (one.end, one.end + own.end())) if own else None
    cut = _CLAUSE_ENDS.search(words, one.end, end)
    end = cut.start() if cut else end
    found: tuple[str, tuple[int, int]] | None = None
    for step in _STEP.finditer(words, one.end, end):
        if step["ends"] or _OTHERS_COUNTED.search(words[one.end : step.start()]):
            break
        if step["dead"]:
            if step["dead"].lower() in (
                "killed",
                "murdered",
                "fatally shot",
                "executed",
                "assassinated",
                "gunned down",
            ) and _active(words, one, step):
                break
            return KILLED, step.span()
        if found is None:
            if step["hurt"].lower() in (
                "shot",
                "wounded",
                "injured",
                "hurt",
                "stabbed",
                "struck",
                "hit",
                "grazed",
            ) and _active(words, one, step):
                break
            found = INJURED, step.span()
    return found


def _active(words: str, one: Individual, step: re.Match[str]) -> bool:
    """True where the person is the one who did it: "a man shot his wife"."""
    between = words[one.end : step.start()]
    if _WHO.search(between):
        return True
    if between.strip(" ,") and _PASSIVE.search(between) and not _ADVERB.fullmatch(between):
        return False
    return bool(_OBJECT.match(words, step.end())) and not _AGAIN.match(words, step.end())


def _listed(words: str, first: Individual, second: Individual) -> bool:
    return bool(
        re.fullmatch(
            r"\s*(?:,|,?\s*and|,?\s*&|,?\s*along\s+with|,?\s*as\s+well\s+as)\s*", words[first.end : second.start]
        )
    )


def _fated(one: Individual, fate: str | None, at: tuple[int, int]) -> Individual:
    return replace(one, fate=fate, fate_at=at)
