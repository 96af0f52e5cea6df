"""The parts of a wish: who wants what of whom (`X از Y خواست که …`, `X له Y د … غوښتنه وکړه`, `X به … نیاز دارد`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, finite, forms
from gowah.claim.persian.naming import is_meant, until
from gowah.words import Word

_MARKS = "،؛.!:«»\"' "
_JOINER = "\u200c"  # within a word: `کمک‌رسان` names no need
_NEAR = 3  # words before a needed thing's verb within which `به` stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted, by whom, of whom, in the clause's own words; empty where it is not said.

    `asker` and `asked`: the words of those who want and of those who are asked. `at`: where what is wanted begins.
    """

    who: str
    what: str
    asked_of: str = ""
    asker: tuple[Word, ...] = ()
    asked: tuple[Word, ...] = ()
    at: tuple[int, int] = (0, 0)


def wish_of(clause: Clause, cue: Cue, heard: Sequence[str]) -> Wish:
    """The parts of the wish that a verb of wanting tells of; `heard`: who spoke before, for pronouns."""
    begin = _begin(clause, cue)
    asked = _asked(clause, cue, begin)
    needed = _needed(clause, cue, begin)
    stops = [cue.start, *(start for start, _ in _sources(clause, cue, begin))]
    if needed is not None:
        to = [word.start for word in clause.sentence.between(begin, needed[0])[-1:] if word.form == "به"]
        stops += [*to, needed[0]]
    if asked is None and needed is None:
        stops += _these(clause, begin, cue)
        stops += [name.start for name in clause.sentence.named("needs") if begin < name.start < cue.start]
    asker = _subject(clause, begin, min(stops))
    front = max(asked[1] if asked else begin, asker[-1].end if asker else begin)
    if _is_owned(clause, cue):
        asker = list(clause.sentence.between(clause.start, until(clause.sentence, clause.start, cue.start)))
        words = clause.sentence.between(begin, cue.start)
        joints = [word.end for word in words if word.form in forms("joint")]
        front = max([asked[1] if asked else begin, *joints])
    start, end = needed or _what(clause, cue, front)
    return Wish(
        who=_who(clause, cue, asker, heard), what=_text(clause, start, end), at=(start, end),
        asked_of=_text(clause, asked[0], asked[1], skip=1) if asked is not None else "",
        asker=tuple(asker), asked=clause.sentence.between(*asked)[1:] if asked is not None else (),
    )  # fmt: skip


def _these(clause: Clause, begin: int, cue: Cue) -> Iterator[int]:
    """Where Pashto `د دې برید …` begins: what is asked for."""
    for of, this in pairwise(clause.sentence.between(begin, cue.start)[1:]):
        if of.form == "د" and this.form in forms("this"):
            yield of.start


def may_help(clause: Clause, words: Sequence[Word]) -> bool:
    """True for those of whom the hurt ask something: an authority, an aid organisation, a group that rules."""
    if rules(words) or any(_is(word, "helpers") for word in words):
        return True
    tables = ("groups", "organisations")
    return any(name.start <= word.start < name.end for name in clause.sentence.named(*tables) for word in words)


def rules(words: Sequence[Word]) -> bool:
    """True for a government, its offices and its police; not for a hospital or a health office."""
    return any(_is(word, "authorities") for word in words) and not any(_is(word, "healers") for word in words)


def _is(word: Word, kind: str) -> bool:
    """With or without the ending of Pashto "from": `له حکومته`."""
    return word.form in forms(kind) or word.form.removesuffix("ه") in forms(kind)


def _begin(clause: Clause, cue: Cue) -> int:
    """Where the subject may begin: behind `گفت که` and behind what the clause told before."""
    at = clause.start
    if clause.named is not None and clause.verb is not None:
        spoken = max(clause.named[1], clause.verb[1])
        at = spoken if spoken <= cue.start else at
    words = clause.sentence.between(at, cue.start)
    ends = [n for n in range(len(words) - 1) if words[n].form in forms("joint") and n and words[n - 1].form in finite()]
    words = words[ends[-1] + 1 :] if ends else words
    while words and words[0].form in forms("that") | forms("joint"):
        words = words[1:]
    return words[0].start if words else cue.start


def _asked(clause: Clause, cue: Cue, begin: int) -> tuple[int, int] | None:
    """[start, end) of `از Y`, `له Y`: of those who may help the last, else the last that no intention stands in."""
    found = list(_sources(clause, cue, begin))
    able = [span for span in found if may_help(clause, clause.sentence.between(*span)[1:])]
    if able:
        return able[-1]
    return found[-1] if found and not is_intention(clause, cue) else None


def is_intention(clause: Clause, cue: Cue) -> bool:
    """`می‌خواستند بروند`: what they were about to do themselves."""
    return clause.sentence.words[cue.first].form in forms("meant to")


def _sources(clause: Clause, cue: Cue, begin: int) -> Iterator[tuple[int, int]]:
    words = clause.sentence.between(begin, cue.start)
    for n, word in enumerate(words):
        if word.form not in forms("from number") or n + 1 >= len(words) or _of_some(clause, words, n):
            continue
        ends = [
            later.start for later in words[n + 2 :]
            if later.form in forms("that") | forms("for") | forms("asked end") | forms("joint")
        ]  # fmt: skip
        ends += [
            name.start for name in clause.sentence.named("needs")
            if name.start > words[n + 1].start and clause.quote(name.end, name.end + 1) != _JOINER
        ]  # fmt: skip
        comma = clause.quote(word.start, cue.start).find("،")
        ends += [word.start + comma] if comma > 0 else []
        yield word.start, min([cue.start, *ends])


def _of_some(clause: Clause, words: Sequence[Word], n: int) -> bool:
    """`یکی از بستگان`, `دو تن از …`, `پس از حمله`: nobody is asked."""
    if n == 0:
        return False
    before = words[n - 1]
    if before.form in forms("some of") | forms("after") | forms("before that"):
        return True
    counted = any(number.start <= words[n - 2].start < number.end for number in clause.sentence.numbers) if n > 1 else 0
    return bool(counted) and before.form in forms("classifier")


def _needed(clause: Clause, cue: Cue, begin: int) -> tuple[int, int] | None:
    """[start, end) of what there is need of: `به دارو و خون نیاز دارد`, `وینې ته اړتیا لري`."""
    words = clause.sentence.between(begin, cue.start)
    if clause.sentence.words[cue.first].form not in forms("needy") or not words:
        return None
    if words[-1].form == "ته":
        named = [name.start for name in clause.sentence.named("needs") if begin <= name.start < words[-1].start]
        start = named[0] if named else words[max(0, len(words) - _NEAR)].start
        return start, words[-1].start
    to = next((word for word in reversed(words) if word.form == "به"), None)
    return (to.end, cue.start) if to is not None else None


def _subject(clause: Clause, begin: int, end: int) -> list[Word]:
    """The words of those who want: up to what a comma adds, and none of when and where."""
    if clause.named is not None and clause.named[0] == begin and clause.named[1] < end:
        end = clause.named[1]
    comma = clause.quote(begin, end).find("،") if begin < end else -1
    words = list(clause.sentence.between(begin, begin + comma if comma > 0 else end))
    phrases = forms("in") | forms("from number") | forms("after") | forms("for")
    while words and words[0].form in forms("leading") - phrases - {"د"}:
        words.pop(0)
    when = bool(words) and any(cue.start == words[0].start for cue in clause.of("after", "before that"))
    if words and (when or words[0].form in phrases):
        return []
    return words


def _who(clause: Clause, cue: Cue, asker: Sequence[Word], heard: Sequence[str]) -> str:
    """Those who want by name; for a pronoun, `این انجمن` and where nobody is named, whoever spoke."""
    shapes = [word.form for word in asker]
    passive = any(other.first <= cue.last + 1 and other.last >= cue.last for other in clause.of("passive"))
    if passive and not shapes:
        return ""  # `از جوانان خواسته شده است`
    we = len(shapes) == 1 and shapes[0] in forms("we")
    speaker = clause.speaker.name if clause.speaker is not None else "" if we else next(reversed(heard), "")
    if not shapes or we or (len(shapes) == 1 and shapes[0] in forms("he")):
        return speaker or " ".join(_text(clause, word.start, word.end) for word in asker)
    if len(shapes) == 2 and shapes[0] in forms("this"):
        meant = next((name for name in reversed(heard) if is_meant(shapes[1], name)), None)
        if meant or shapes[1] in forms("body"):
            return meant or speaker or _text(clause, asker[0].start, asker[-1].end)
    return _text(clause, asker[0].start, asker[-1].end)


def _is_owned(clause: Clause, cue: Cue) -> bool:
    """`… غوښتنه یې کړې`: those who want stand before what else they did."""
    return any(word.form in forms("clitic") for word in clause.sentence.words[cue.first : cue.last + 1])


def _what(clause: Clause, cue: Cue, front: int) -> tuple[int, int]:
    """[start, end) of what follows the verb of wanting; what stands before it where it ends the clause."""
    words = list(clause.sentence.between(cue.end, clause.end))
    while words and words[0].form in forms("copula"):
        words.pop(0)
    before = clause.sentence.between(front, cue.start)
    while before and before[0].form in forms("asked end") - {"د"}:
        before = before[1:]
    aside = bool(words) and words[0].form in forms("that") and "،" in clause.quote(cue.end, words[0].start)
    if before and (not words or aside):
        return before[0].start, cue.start
    while words and words[0].form in forms("that"):
        words.pop(0)
    while len(words) > 1 and words[-1].form in forms("is"):
        words.pop()
    if not words or words[0].form in forms("joint"):
        return (before[0].start, cue.start) if before else (cue.end, cue.end)
    return words[0].start, clause.end if words[-1].end + 2 >= clause.end else words[-1].end


def _text(clause: Clause, start: int, end: int, *, skip: int = 0) -> str:
    """The words of [start, end), the first `skip` left out, without marks at their ends."""
    words = clause.sentence.between(start, end)[skip:]
    return clause.quote(words[0].start, end).strip(_MARKS) if words else ""
