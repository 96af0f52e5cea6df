"""The grammar of English questions: which words ask for what. Names of groups and places are not here."""

from __future__ import annotations

import re

from gowah.words.kin import function_words


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_PERSON = r"(?:man|men|woman|person|people|bomber|attacker|gunm[ae]n|killer|suspect|victim)"
_ATTACKS = r"(?:attacks?|incidents?|bombings?|assaults?|explosions?|blasts?)"

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", _any(
        rf"\bname of the (?:\w+ )?{_PERSON}",
        rf"\bwho (?:was|is|were) the (?:\w+ )?{_PERSON}",
        r"\bnames? (?:the|of the) (?:victims?|dead|bomber|attacker)")),
    ("reward", _any(
        r"\breward", r"\bbounty", r"\bprice on\b", r"\bmoney\b.*\b(?:offer|head|promis)",
        r"\boffer\w* (?:for|on)\b.*\b(?:head|leader)")),
    ("strength", _any(
        r"\bhow (?:big|large|strong)\b", r"\b(?:size|strength)\b", r"\bmembership\b",
        r"\bhow many (?:\w+ )?(?:members|fighters|militants|men|recruits|followers|combatants)\b")),
    ("sum", _any(r"\b(?:add|added|sum|combine|total up)\b.*\b(?:to|and|with|together|up)\b")),
    ("nothing", _any(
        r"\bnothing (?:has )?happen", r"\bno (?:attacks?|incidents?) (?:happened|took place|occurred)")),
    ("gap", _any(
        r"\bunreported", r"\bunder-?report", r"\bnot (?:been )?reported", r"\bnever reported", r"\bmissing from\b",
        r"\bincomplete", r"\bhow complete")),
    ("who said", _any(
        r"\bwho\b(?: \w+){0,3} (?:said|says|told|reported|reports|stated|counted)\b", r"\baccording to whom\b",
        r"\bwhat (?:did|do|does|has|have)\b.*\b(?:say|said|tell|told|claim|report|announce)\b.*\b(?:about|on|of)\b",
        r"\bdid any (?:outlet|report|source|newspaper|paper|one)\b.*\b(?:print|say|write|report)")),
    ("who claimed", _any(
        r"\bwho\b(?: (?:has|have|had|is|was|are|were))? ?"
        r"(?:claim|behind|respons|blame|carried|did|commit|attack|bomb|kill|shot|suspect)",
        r"\b(?:which|what) groups?\b.*\b(?:claim|behind|respons|blame|carried|did|attack|bomb|kill)",
        r"\bany(?:one|body| group)\b.*\bclaim", r"\bclaim\w* (?:of )?responsib")),
    ("need", _any(
        r"\bneed(?:s|ed)?\b", r"\bask(?:ed|s|ing)? for\b", r"\brequest", r"\bassist", r"\bhelp", r"\bsupport\w*\b",
        r"\bmedical care\b", r"\baid\b", r"\bcompensat", r"\bresettle", r"\bvisas?\b",
        r"\bdo(?:ne)? (?:anything|something|much) for\b", r"\black(?:s|ed)?\b")),
    ("list", _any(
        r"^(?:and )?(?:please )?(?:list|show|name|give)\b", r"\bwhat happened\b", r"\b(?:what|which) attack\b",
        r"\b(?:what|which) (?:\w+ ){0,3}(?:attacks|incidents|bombings|assaults|events)\b",
        r"\bwhich (?:\w+ ){0,3}(?:were|was|have been) (?:hit|attacked|bombed|targeted)\b")),
    ("count", _any(
        rf"\bhow (?:many|often)\b(?: \w+){{0,2}} (?:{_ATTACKS}|times)\b",
        r"\bnumber of (?:\w+ )?(?:attacks|incidents|bombings)\b", r"^how often\b")),
    ("toll", _any(
        r"\bhow many\b", r"\btolls?\b", r"\bcasualt", r"\bfatalit",
        r"\bnumber of (?:\w+ )?(?:dead|deaths|people|victims|killed|injured|wounded)")),
)  # fmt: skip
"""Kind and what gives it away, in the order in which they are tried (on folded text)."""

YESNO = _any(
    r"^(?:and |so |but )?(?:is|are|was|were|did|does|do|has|have|had|can|could|should|would|will)\b",
    r"\bis it true\b",
    r"\btrue that\b",
)
TIE = _any(
    r"\blink", r"\bties?\b", r"\btied\b", r"\bconnect", r"\ballied", r"\balliance", r"\baffiliat", r"\bcollaborat",
    r"\bco-?operat", r"\brelat(?:ed|ion)", r"\bwork(?:s|ed|ing)? (?:together|with)\b", r"\bpart of\b", r"\brivals?\b",
    r"\benem(?:y|ies)\b", r"\bat war\b", r"\bfight(?:s|ing)? each other\b",
)  # fmt: skip
KILLED = _any(
    r"\bkill", r"\bdie[ds]?\b", r"\bdead\b", r"\bdeaths?\b", r"\bdeadly\b", r"\bfatalit",
    r"\blost their (?:life|lives)", r"\bmurder", r"\bshot dead\b",
)  # fmt: skip
INJURED = _any(r"\binjur", r"\bwound")
HURT = _any(r"\bcasualt", r"\bhurt\b", r"\bvictims?\b", r"\bharmed\b", r"\baffected\b")
TOLL = _any(r"\btolls?\b")
CLAIMED = _any(r"\bclaim(?:s|ed|ing)?\b", r"\bput its name\b")
LINKED = _any(r"\blinked to\b", r"\bimplicated\b", r"\battribut", r"\bsuspect", r"\bblamed\b", r"\btied to\b")
SAID = _any(
    r"\baccording to\b",
    r"\b(?:claim(?:s|ed)?|sa(?:y|ys|id)|count(?:s|ed)?|report(?:s|ed)?|record(?:s|ed)?|list(?:s|ed)?)\b",
)
PEAK = _any(r"\bat (?:its|their|the) (?:peak|height|strongest|largest|biggest|most)", r"\bpeak\b", r"\bmost ever\b")
ONE = _any(
    r"\bthe (?:[\w'’-]+ ){0,5}(?:attack|bombing|bomb|blast|explosion|shooting|killings?|massacre|assault|incident)\b",
    r"\b(?:a|an|one|that|this) (?:[\w-]+ ){0,3}(?:attack|bombing|blast|explosion|shooting)\b",
)
MANY = _any(r"\b(?:attacks|bombings|incidents|blasts|assaults|explosions|shootings)\b")
BLAST = _any(r"(?:bomb|blast|explosion)(?:s|ings?|ed)?")
BLASTS = ("planted-bomb", "suicide-bombing", "vehicle-bomb", "complex-attack", "grenade", "landmine")
"""A bombing may have been any of these: the plain word does not narrow it further."""

ASIDE = _any(
    r"\b(?:since|after|before|when|while|until) (?:the )?[\w' -]+? "
    r"(?:took|takes|take|seized?|entered|came|come|returned?|fell|ruled?)(?: over| power| to power| back| control)*\b",
)
"""A clause that dates by an event ("since they took over"): its names are no filters."""

THIS_PERIOD = _any(r"\b(?:this|the) (?:same )?period\b", r"\bthese reports\b", r"\bthis (?:record|collection)\b")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = _any(
    r"\b(?:(early|late|mid|the (?:beginning|start|end|middle) of|end of|beginning of)[ -])?"
    rf"({'|'.join(MONTHS)})\b(?! \d)"
)
_IN = re.compile(r"\b(?:in|of|since|during|by|this|last|late|early) $")

PREDICATE = _any(
    r"\b(?:were|was|have been|has been|had been|are|is|got)\s+"
    r"(?:(?:in the end|actually|later|finally|ever|also|reportedly|then|there)\s+)*([a-z]+(?:ed|en|wn|ne|nt|ld))\b"
)
"""What a "how many … were …" asks about."""

ORDINARY = function_words() | {
    "anyone", "happen", "happened", "many", "mean", "much", "outlet", "people", "period", "place", "places", "please",
    "really", "report", "reports", "separate", "separately", "side", "true",
}  # fmt: skip
"""Words that are no names even with a capital."""

PREPOSITIONS = frozenset(
    {"on", "in", "at", "of", "by", "against", "near", "inside", "outside", "around", "about", "upon"}
)
"""After these a question names what it is about."""

DETERMINERS = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "your", "my", "all", "any",
    "both", "each", "every", "some", "other", "same", "many", "several", "most", "either", "no",
})  # fmt: skip

EVENT = _any(
    r"(?:attack|incident|bombing|bomb|assault|explosion|blast|shooting|killing|massacre|raid|event|death|toll|victim)s?",
    r"casualt(?:y|ies)", r"fatalit(?:y|ies)",
)  # fmt: skip
"""Nouns for what the record is made of: a phrase that ends in one names nothing else."""

IDIOM = _any(
    r"\b(?:in|on|at|by|of) (?:the )?(?:total|all|general|fact|detail|particular|full|short|sum|brief|end|meantime|"
    r"average|record|present|late|once|first|last|least|most|course|addition|response|return|connection|relation|terms|case|order|"
    r"behalf|part|charge|fault|risk|large|purpose|name|accident|mistake|result|basis|hand|time|future|past|way|"
    r"words of|light of|view of|spite of|front of|face of|wake of|course of|hands of|run-up)\b",
)
"""Set phrases, in which the noun names nothing."""

GENERAL = frozenset({
    "amount", "answer", "area", "cause", "collection", "country", "data", "database", "dataset", "day", "decade",
    "detail", "kind", "list", "moment", "month", "news", "number", "part", "past", "question", "reason", "record",
    "region", "side", "sort", "source", "subject", "thing", "time", "type", "week", "world", "year", "yesterday",
    "today",
})  # fmt: skip
"""Nouns so general that they name nothing by which an attack could be told."""


GRAMMAR = (*(kind for _, kind in KINDS), KILLED, INJURED, HURT, TOLL, CLAIMED, LINKED, SAID, TIE, PEAK)
"""All patterns by whose words a question says what it asks."""


def measure_of(folded: str) -> str | None:
    """killed, injured or hurt, or None; killed *and* injured is hurt."""
    killed, injured = KILLED.search(folded), INJURED.search(folded)
    if (HURT.search(folded) and not killed) or (killed and injured):
        return "hurt"
    if killed or (TOLL.search(folded) and not injured):
        return "killed"
    return "injured" if injured else None


def months_of(folded: str) -> tuple[tuple[int, int, int], ...]:
    """(month, first day, last day) of months named without a year: `at the end of April` is (4, 21, 31)."""
    found = []
    for match in MONTH.finditer(folded):
        part = match[1] or ""
        if match[2] in ("may", "march") and not part and not _IN.search(folded[: match.start()]):
            continue  # the verbs
        first, last = 1, 31
        if "end" in part or "late" in part:
            first = 21
        elif "beginning" in part or "start" in part or "early" in part:
            last = 10
        elif "mid" in part:
            first, last = 8, 23
        found.append((MONTHS.index(match[2]) + 1, first, last))
    return tuple(found)
