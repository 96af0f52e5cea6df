"""The grammar of English questions: which words ask for what. Names of groups and places are not here."""

from __future__ import annotations

import re

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("name", r"\bname of the (?:\w+ )?(?:man|men|woman|person|people|bomber|attacker|gunm[ae]n|killer|suspect|victim)"
                 r"|\bwho (?:was|is|were) the (?:\w+ )?(?:man|woman|bomber|attacker|gunm[ae]n|killer|suspect|victim)"
                 r"|\bnames? (?:the|of the) (?:victims?|dead|bomber|attacker)"),
        ("reward", r"\breward|\bbounty|\bprice on\b|\bmoney\b.*\b(?:offer|head|promis)|\boffer\w* (?:for|on)\b.*\b(?:head|leader)"),
        ("strength", r"\bhow (?:big|large|strong)\b|\b(?:size|strength)\b|\bmembership\b"
                     r"|\bhow many (?:\w+ )?(?:members|fighters|militants|men|recruits|followers|combatants)\b"),
        ("sum", r"\b(?:add|added|sum|combine|total up)\b.*\b(?:to|and|with|together|up)\b"),
        ("nothing", r"\bnothing (?:has )?happen|\bno (?:attacks?|incidents?) (?:happened|took place|occurred)"),
        ("gap", r"\bunreported|\bunder-?report|\bnot (?:been )?reported|\bnever reported|\bmissing from\b|\bincomplete|\bhow complete"),
        ("who said", r"\bwho\b(?: \w+){0,3} (?:said|says|told|reported|reports|stated|counted)\b|\baccording to whom\b"
                     r"|\bwhat (?:did|do|does|has|have)\b.*\b(?:say|said|tell|told|claim|report|announce)\b.*\b(?:about|on|of)\b"
                     r"|\bdid any (?:outlet|report|source|newspaper|paper|one)\b.*\b(?:print|say|write|report)"),
        ("who claimed", r"\bwho\b(?: (?:has|have|had|is|was|are|were))? ?(?:claim|behind|respons|blame|carried|did|commit|attack|bomb|kill|shot|suspect)"
                        r"|\b(?:which|what) groups?\b.*\b(?:claim|behind|respons|blame|carried|did|attack|bomb|kill)"
                        r"|\bany(?:one|body| group)\b.*\bclaim|\bclaim\w* (?:of )?responsib"),
        ("need", r"\bneed(?:s|ed)?\b|\bask(?:ed|s|ing)? for\b|\brequest|\bassist|\bhelp|\bsupport\w*\b|\bmedical care\b|\baid\b|\bcompensat"
                 r"|\bresettle|\bvisas?\b|\bdo(?:ne)? (?:anything|something|much) for\b|\black(?:s|ed)?\b"),
        ("list", r"^(?:and )?(?:please )?(?:list|show|name|give)\b|\b(?:what|which) (?:\w+ ){0,3}(?:attacks|incidents|bombings|assaults|events)\b"
                 r"|\bwhat happened\b|\b(?:what|which) attack\b|\bwhich (?:\w+ ){0,3}(?:were|was|have been) (?:hit|attacked|bombed|targeted)\b"),
        ("count", r"\bhow (?:many|often)\b(?: \w+){0,2} (?:attacks?|incidents?|bombings?|assaults?|explosions?|blasts?|times)\b"
                  r"|\bnumber of (?:\w+ )?(?:attacks|incidents|bombings)\b|^how often\b"),
        ("toll", r"\bhow many\b|\btolls?\b|\bcasualt|\bfatalit|\bnumber of (?:\w+ )?(?:dead|deaths|people|victims|killed|injured|wounded)"),
    )
)  # fmt: skip
"""Kind and what gives it away, in the order in which they are tried (on folded text)."""

YESNO = re.compile(
    r"^(?:and |so |but )?(?:is|are|was|were|did|does|do|has|have|had|can|could|should|would|will)\b|\bis it true\b|\btrue that\b"
)
TIE = re.compile(
    r"\blink|\bties?\b|\btied\b|\bconnect|\ballied|\balliance|\baffiliat|\bcollaborat|\bco-?operat|\brelat(?:ed|ion)"
    r"|\bwork(?:s|ed|ing)? (?:together|with)\b|\bpart of\b|\brivals?\b|\benem(?:y|ies)\b|\bat war\b|\bfight(?:s|ing)? each other\b"
)
KILLED = re.compile(
    r"\bkill|\bdie[ds]?\b|\bdead\b|\bdeaths?\b|\bdeadly\b|\bfatalit|\blost their (?:life|lives)|\bmurder|\bshot dead\b"
)
INJURED = re.compile(r"\binjur|\bwound")
HURT = re.compile(r"\bcasualt|\bhurt\b|\bvictims?\b|\bharmed\b|\baffected\b")
TOLL = re.compile(r"\btolls?\b")
CLAIMED = re.compile(r"\bclaim(?:s|ed|ing)?\b|\bput its name\b")
LINKED = re.compile(r"\blinked to\b|\bimplicated\b|\battribut|\bsuspect|\bblamed\b|\btied to\b")
SAID = re.compile(
    r"\baccording to\b|\b(?:claim(?:s|ed)?|sa(?:y|ys|id)|count(?:s|ed)?|report(?:s|ed)?|record(?:s|ed)?|list(?:s|ed)?)\b"
)
PEAK = re.compile(r"\bat (?:its|their|the) (?:peak|height|strongest|largest|biggest|most)|\bpeak\b|\bmost ever\b")
ONE = re.compile(
    r"\bthe (?:[\w'’-]+ ){0,5}(?:attack|bombing|bomb|blast|explosion|shooting|killings?|massacre|assault|incident|raid|ambush)\b(?!s)"
    r"|\b(?:a|an|one|that|this) (?:[\w-]+ ){0,3}(?:attack|bombing|blast|explosion|shooting)\b"
)
MANY = re.compile(r"\b(?:attacks|bombings|incidents|blasts|assaults|explosions|shootings)\b")
BLAST = re.compile(r"(?:bomb|blast|explosion)(?:s|ings?|ed)?|bombings?")
BLASTS = ("planted-bomb", "suicide-bombing", "vehicle-bomb", "complex-attack", "grenade", "landmine")
"""A bombing may have been any of these: the plain word does not narrow it further."""
ASIDE = re.compile(
    r"\b(?:since|after|before|when|while|until) (?:the )?[\w' -]+? (?:took|takes|take|seized?|entered|came|come|returned?|fell|ruled?)"
    r"(?: over| power| to power| back| control| in| kabul)*\b",
)
"""A clause that dates by an event: its names are no filters."""

MONTH = re.compile(
    r"\b(?:(early|late|mid|the (?:beginning|start|end|middle) of|end of|beginning of)[ -])?"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)"
)
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip

PREDICATE = re.compile(
    r"\b(?:were|was|have been|has been|had been|are|is|got)\s+(?:(?:in the end|actually|later|finally|ever|also|reportedly|then|there)\s+)*"
    r"([a-z]+(?:ed|en|wn|ne|nt|ld))\b"
)
"""What a "how many … were …" asks about."""

ORDINARY = frozenset(
    [
        "a",
        "about",
        "all",
        "also",
        "an",
        "and",
        "any",
        "anyone",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "in",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "many",
        "me",
        "mean",
        "more",
        "most",
        "much",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "people",
        "please",
        "really",
        "reports",
        "said",
        "say",
        "says",
        "she",
        "side",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "true",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "with",
        "you",
        "your",
        "separately",
        "separate",
        "period",
        "place",
        "places",
        "happened",
        "happen",
    ]
)
"""Words that are no names even with a capital."""


def measure_of(folded: str) -> str | None:
    """attacks are asked for by kind; here killed, injured or hurt, or None. Killed *and* injured is hurt."""
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
        if (
            match[2] in ("may", "march")
            and not part
            and not re.search(r"\b(?:in|of|since|during|by|this|last|late|early) $", folded[: match.start()])
        ):
            continue  # the verbs
        first, last = (1, 31)
        if "end" in part or "late" in part:
            first = 21
        elif "beginning" in part or "start" in part or "early" in part:
            last = 10
        elif "mid" in part:
            first, last = 8, 23
        found.append((MONTHS.index(match[2]) + 1, first, last))
    return tuple(found)
