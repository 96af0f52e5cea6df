"""What a clause tells of: an attack that happened, or an accident, a fear, a foiled plan, a mere word."""

from __future__ import annotations

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.harms import Toll
from gowah.claim.persian.tolls import find_tolls

_PRICES = 6  # words between prices and their explosion


def deeds(clause: Clause) -> list[Cue]:
    """The words for an attack in a clause: not in a speaker's name, an accident's or a figure of speech."""
    other = clause.of("accident", "figure")
    return [
        cue
        for cue in clause.of("event")
        if not clause.names_speaker(cue.start, cue.end)
        and not any(cue.start < span.end and cue.end > span.start for span in other)
        and not _negated(clause, cue)
        and not _of_prices(clause, cue)
    ]


def _of_prices(clause: Clause, cue: Cue) -> bool:
    """`قیمت‌ها در بازار کابل منفجر شد`: a word for explosion and prices before it, where nobody was hurt."""
    words = clause.sentence.words
    exploded = words[cue.first].form in forms("explodes")
    return exploded and any(0 < cue.first - price.last <= _PRICES for price in clause.of("prices")) and not clause.of(
        "killed", "injured", "hurt"
    )  # fmt: skip


def strong(clause: Clause) -> list[Cue]:
    """The words that only an attack is called by: not `رویداد`, `حادثه`, `پېښه`."""
    return [cue for cue in deeds(clause) if not (cue.first == cue.last and _form(clause, cue) in forms("vague event"))]


def _form(clause: Clause, cue: Cue) -> str:
    return clause.sentence.words[cue.first].form


def tells(clause: Clause) -> bool:
    """True when a clause may tell of an attack: a deed, a toll, or who took responsibility."""
    if clause.sentence.asks or (clause.of("figure") and not strong(clause)) or _is_play(clause):
        return False
    return bool(
        deeds(clause) or find_tolls(clause) or (clause.of("responsibility") and clause.of("claims", "claims not"))
    )


def _is_play(clause: Clause) -> bool:
    """`حملهٔ تیم …، یک گول زد`: an attack on a goal."""
    armed = any(clause.start <= name.start < clause.end for name in clause.sentence.named("tactics"))
    return bool(clause.of("sport")) and not armed and not any(toll.of_whom is None for toll in find_tolls(clause))


def is_accident(clause: Clause) -> bool:
    """True for a road accident, a flood, a disease: nobody attacked."""
    if not clause.of("accident"):
        return False
    armed = [name for name in clause.sentence.named("tactics") if clause.start <= name.start < clause.end]
    accidents = clause.of("accident")
    armed = [name for name in armed if not any(name.start < cue.end and name.end > cue.start for cue in accidents)]
    return not strong(clause) and not armed and not clause.of("responsibility")


def is_unreal(clause: Clause) -> bool:
    """Feared, foiled, planned, rehearsed and supposed attacks are none."""
    if _is_acted(clause):
        return True
    if clause.of("responsibility") or not (clause.of("unreal") or _is_supposed(clause)):
        return False
    return all(
        toll.of_whom == "attackers" or toll.count.high == 0 or _fighters(clause, toll) for toll in find_tolls(clause)
    )


def _is_acted(clause: Clause) -> bool:
    """`په تمرین کې ۱۲ کسان د ټپیانو په توګه`, `در یک انفجار ساختگی`: people who play the wounded."""
    beside = {at for deed in clause.of("event") for at in (deed.first - 1, deed.last + 1)}
    mock = any(cue.first in beside or cue.last in beside for cue in clause.of("mock"))
    return mock or (bool(clause.of("drill")) and bool(clause.of("in the role of")))


def is_game(clause: Clause) -> bool:
    """`تیم فوتبال … باخت و دو بازیکن زخمی شدند`: hurts of a game, where no deed is told and nobody was killed."""
    if not clause.of("match") or strong(clause) or clause.of("fighters"):
        return False
    armed = any(clause.start <= name.start < clause.end for name in clause.sentence.named("tactics"))
    tolls = find_tolls(clause)
    return not armed and bool(tolls) and all(toll.property == "injured" for toll in tolls)


def _is_supposed(clause: Clause) -> bool:
    """`اگر بمب منفجر می‌شد`, `که بم چاودلی وای`: it did not."""
    if clause.sentence.pashto:
        return bool(clause.of("conditional"))
    return bool(clause.of("if")) and bool(clause.of("imperfect", "subjunctive"))


def _fighters(clause: Clause, toll: Toll) -> bool:
    """`سه عضو داعش`: those who were to attack."""
    at = clause.sentence.word_at(toll.end)
    return any(0 <= cue.first - at <= 1 for cue in clause.of("fighters"))


def is_denied(clause: Clause) -> bool:
    """A rumour of an attack that is said to be false: `این خبرها را رد کرد`."""
    if clause.of("responsibility") or clause.of("claims"):
        return False
    if any(_negated(clause, cue) for cue in clause.of("event")):
        return True
    return bool(clause.of("denies", "is false")) and bool(clause.of("rumour")) and tells(clause)


def _negated(clause: Clause, cue: Cue) -> bool:
    """`هیچ انفجاری رخ نداده`, `نه چاودنه شوې`."""
    before = clause.sentence.words[: cue.first][-1:]
    none = any(no.first == cue.last + 1 for no in clause.of("not happened"))
    return none or (bool(before) and before[0].form in forms("neither"))


def is_past(clause: Clause) -> bool:
    """An attack before the one that is reported: `پیش از این نیز در …`, an anniversary."""
    if clause.of("anniversary"):
        return True
    return bool(clause.of("background")) and bool(strong(clause))
