"""Who speaks in a stretch of a sentence: `X گفت که …`, `به گفتهٔ X، …`, `…، X گفت`, `X … وویل چې …`.

A frame is one such phrase. It leads to what it reports, or trails after it, or stands aside (`به گفتهٔ X`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gowah.claim.persian.cues import Cue, finite, forms
from gowah.claim.persian.leads import past_dates, past_deed
from gowah.claim.persian.naming import (
    BODY,
    COMMA,
    SHUT,
    Frame,
    dated,
    frame_of,
    hearer_off,
    is_office,
    is_public,
    until,
)
from gowah.claim.persian.sentences import Sentence
from gowah.words import Word

_SUBJECT = 8  # words of a subject before what is said of it
_TITLE = re.compile(r"^([^:؛.،\n]{2,60}):\s")
_TITLED = re.compile(r"([^:؛.،«»—\n]{2,60})(?::|\s[—–])\s")
_QUOTED = re.compile(r"(?:^|[.؛،»]\s*)(?P<name>[^:؛.«»\n]{2,60}):\s*[«\"“]")


def frames(sentence: Sentence, start: int, end: int, outlet: tuple[str, ...]) -> Iterator[Frame]:
    """The frames of code points [start, end) of a sentence, in order."""
    headed = _headed(sentence, start, end)
    if headed is not None:
        yield headed
        return
    kinds = ("according", "according after", "says", "stands in paper")
    cues = [cue for cue in sentence.of(*kinds) if start <= cue.start and cue.end <= end]
    at = start
    last: Frame | None = None
    for cue in cues:
        if last is not None and cue.start < max(last.verb[1], last.named[1]):
            continue
        if cue.kind == "says":
            frame = _saying(sentence, cue, at, end, outlet, last)
        elif cue.kind == "stands in paper":
            frame = _in_paper(sentence, cue, at)
        else:
            frame = _according(sentence, cue, at, end, last)
        if frame is None:
            continue
        if last is not None and last.final and not frame.cut:
            frame = replace(frame, cut=last.verb[1], nested=False)
        frame = replace(frame, final=_final(sentence, frame, end))
        yield frame
        last = None if frame.closes else frame
        at = max(frame.verb[1], frame.named[1])


def _final(sentence: Sentence, frame: Frame, end: int) -> bool:
    """True where what is said stands before the verb: `X شمار کشته‌شدگان را ۹ تن گفته است`."""
    after = sentence.between(frame.verb[1], end)[:1]
    leads = bool(after) and after[0].form in forms("that")
    number = any(frame.named[1] <= number.start < frame.verb[0] and not number.age for number in sentence.numbers)
    return not leads and (number or _counts(sentence, frame.named[1], frame.verb[0]))


def _headed(sentence: Sentence, start: int, end: int) -> Frame | None:
    """`پولیس: شش تن کشته شدند` in a headline, and `پولیس: «…»` anywhere."""
    if sentence.kind in ("title", "heading") and start == sentence.start:
        title = _TITLE.match(sentence.text)
        if title is not None:
            frame = frame_of(sentence, start, start + title.end(1), (start + title.end(1), start + title.end(1)))
            if frame is not None and frame.speakers and not frame.speakers[-1].private:
                return frame
    headed = _TITLED.match(sentence.text, start - sentence.start, end - sentence.start)
    spoken = headed is not None and any(
        start <= cue.start < sentence.start + headed.end(1) for cue in sentence.of("says", "according", "event", *BODY)
    )
    if headed is not None and not spoken:  # `پولیس کابل: ده کشته`
        frame = frame_of(sentence, start, sentence.start + headed.end(1), (sentence.start + headed.end(1),) * 2)
        if frame is not None and frame.speakers and is_public(sentence, frame):
            return frame
    quoted = _QUOTED.search(sentence.text, start - sentence.start, end - sentence.start)
    if quoted is None or sentence.start + quoted.start("name") != start:
        return None
    first, last = (sentence.start + place for place in quoted.span("name"))
    if any(first <= cue.start < last for cue in sentence.of("says", "according")):
        return None
    return frame_of(sentence, first, last, (last, last))


# ------------------------------------------------------------------------------------ X says


def _saying(
    sentence: Sentence, cue: Cue, at: int, end: int, outlet: tuple[str, ...], last: Frame | None
) -> Frame | None:
    before = sentence.words[: cue.first][-1:]
    if any(passive.first == cue.last + 1 for passive in sentence.of("passive", "not said")):
        return None  # it was said: nobody says who
    if before and before[0].form in forms("neither"):
        return None  # they do not say
    trailing = _inverted(sentence, cue, at, end, outlet) or _trailing(sentence, cue, at, end, outlet)
    if trailing is not None:
        return trailing
    start, cut = _subject_start(sentence, at, cue.start)
    start, end_ = _before_phrase(sentence, start, cue.start)
    span = hearer_off(sentence, start, min(end_, until(sentence, start, cue.start)), cue.start, outlet)
    frame = frame_of(sentence, *(_described(sentence, at, span, cue.start) or span), (cue.start, cue.end))
    if frame is None:
        return _again(sentence, cue, at, last)
    if _is_counted(sentence, frame.named):
        return None
    quoting = next((c for c in sentence.of("according") if frame.named[1] <= c.start and c.end <= cue.start), None)
    if quoting is not None:  # "X, quoting Y, reports"
        inner = frame_of(sentence, quoting.end, until(sentence, quoting.end, cue.start), (cue.start, cue.end))
        if inner is not None:
            frame = replace(frame, named=inner.named, speakers=(*frame.speakers, *inner.speakers))
    office = _in_office(sentence, frame, cue.start, outlet)
    nested = last is not None and not cut and (last.aside or _reported(sentence, frame.named[0]))
    return replace(office, cut=cut, nested=nested)


def _described(sentence: Sentence, at: int, span: tuple[int, int], verb: int) -> tuple[int, int] | None:
    """The subject of `X که نخواست نامش گرفته شود، به رسانه‌ها گفت`: X stands before what is said of him."""
    words = sentence.between(at, verb)
    if not (words and span[0] > words[0].start and sentence.words[sentence.word_at(span[0])].form in forms("told")):
        return None
    that = next((word for word in words[1:_SUBJECT] if word.form in forms("that")), None)
    told = that is not None and any(at <= cue.start < that.start for cue in sentence.of("says", "event", *BODY))
    return (words[0].start, that.start) if that is not None and not told else None


def _is_counted(sentence: Sentence, named: tuple[int, int]) -> bool:
    """True where attacks are what the verb counts (`۱۵ حمله ثبت کرده`), or Pashto "he" stands among the words."""
    for number in sentence.numbers:
        after = sentence.words[sentence.word_at(number.end) :][:1]
        if named[0] <= number.number_start < named[1] and after and after[0].form in forms("attack noun"):
            return True
    return any(word.form in forms("clitic") for word in sentence.between(*named)[1:])


def _in_paper(sentence: Sentence, cue: Cue, at: int) -> Frame | None:
    """`در گزارش X آمده است که …`, `د X په اعلامیه کې راغلي چې …`: X speaks."""
    words = sentence.between(at, cue.start)
    paper = next((n for n in range(len(words) - 1, 0, -1) if words[n].form in forms("paper")), None)
    if paper is None:
        return None
    begins = next((n for n in range(paper - 1, -1, -1) if words[n].form in forms("in")), None)
    if begins is None:
        return None
    if sentence.pashto:
        span = words[0].start, words[begins].start
    elif paper + 1 < len(words):
        span = words[paper + 1].start, cue.start
    else:
        return None
    return frame_of(sentence, span[0], until(sentence, *span), (cue.start, cue.end))


def _again(sentence: Sentence, cue: Cue, at: int, last: Frame | None) -> Frame | None:
    """`همچنین گفت که …` without a subject: whoever spoke before."""
    plural = sentence.words[cue.last].form.endswith("ند") or sentence.words[cue.first].form.endswith("ند")
    if last is not None or at != sentence.start or plural:
        return None
    return Frame(named=(cue.start, cue.start), verb=(cue.start, cue.end), speakers=())


def _trailing(sentence: Sentence, cue: Cue, at: int, end: int, outlet: tuple[str, ...]) -> Frame | None:
    """`… کشته شدند، X به رسانه‌ها گفت.`: the speaker stands after what is said."""
    rest = sentence.between(cue.end, end)
    if rest and rest[0].form in forms("that"):
        return None
    pieces = _pieces(sentence, at, cue.start)
    begin = None
    for n in range(len(pieces) - 1, -1, -1):
        first, last = pieces[n]
        if n < len(pieces) - 1 and _ends_clause(sentence, first, last):
            begin = pieces[n + 1][0]
            break
        if _counts(sentence, first, last):
            return None
    if begin is None and (shut := max(sentence.text.rfind(mark, at - sentence.start, cue.start - sentence.start)
                                      for mark in SHUT)) >= 0:  # fmt: skip
        between = sentence.between(sentence.start + shut + 1, cue.start)
        opened = sentence.text.find("«", at - sentence.start, shut)
        if between and opened >= 0 and len(sentence.between(sentence.start + opened, sentence.start + shut)) > 4:
            begin = between[0].start
    if begin is None or sentence.words[sentence.word_at(begin)].form in forms("told"):
        return None
    start, _ = _subject_start(sentence, begin, cue.start)
    span = hearer_off(sentence, start, until(sentence, start, cue.start), cue.start, outlet)
    frame = frame_of(sentence, *span, (cue.start, cue.end))
    if frame is None or not frame.speakers:
        return None
    return replace(_in_office(sentence, frame, cue.start, outlet), closes=True)


def _inverted(sentence: Sentence, cue: Cue, at: int, end: int, outlet: tuple[str, ...]) -> Frame | None:
    """`… کشته شدند، گفت X.`: the verb of saying goes before the speaker, who ends the clause."""
    told = _pieces(sentence, at, cue.start)[-1]
    rest = sentence.between(cue.end, end)
    apart = COMMA.search(sentence.text, told[1] - sentence.start, cue.start - sentence.start)
    if not rest or rest[0].form in forms("that") or not apart or not _ends_clause(sentence, *told):
        return None
    if until(sentence, rest[0].start, end) < rest[-1].end:
        return None
    frame = frame_of(sentence, rest[0].start, rest[-1].end, (cue.start, rest[-1].end))
    if frame is None or not frame.speakers:
        return None
    return replace(_in_office(sentence, frame, cue.start, outlet), closes=True)


def _pieces(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) parted at its commas."""
    found, at = [], start
    for comma in COMMA.finditer(sentence.text, start - sentence.start, end - sentence.start):
        found.append((at, sentence.start + comma.start()))
        at = sentence.start + comma.end()
    found.append((at, end))
    return [piece for piece in found if sentence.between(*piece)] or [(start, end)]


def _ends_clause(sentence: Sentence, start: int, end: int) -> bool:
    words = sentence.between(start, end)
    if not words:
        return False
    must = any(word.form in forms("must") for word in words)  # `حکومت باید … بگیرد، X گفت`
    return (must or words[-1].form in finite()) and len(words) > 2


def _counts(sentence: Sentence, start: int, end: int) -> bool:
    """True where a toll is told: then a verb of saying after it is the clause's own (`شمار … را ۹ تن اعلام کرد`)."""
    return any(start <= cue.start and cue.end <= end for cue in sentence.of(*BODY, "count"))


def _reported(sentence: Sentence, start: int) -> bool:
    """True right after `که`: what the speaker before reports."""
    at = sentence.word_at(start)
    return any(word.form in forms("that") for word in sentence.words[max(0, at - 2) : at])


def _subject_start(sentence: Sentence, at: int, verb: int) -> tuple[int, int]:
    """(where the subject of a verb of saying begins, where the former speaker's words end or 0).

    Passed over: what an earlier clause told, dates, `در همین حال،`, `پس از حمله،`.
    """
    colon = sentence.text.rfind(": ", at - sentence.start, verb - sentence.start)
    at = sentence.start + colon + 1 if colon >= 0 and sentence.between(sentence.start + colon, verb) else at
    pieces = _pieces(sentence, at, verb)
    cut = 0
    told = [n for n, piece in enumerate(pieces[:-1]) if _ends_clause(sentence, *piece)]
    if told and _told_before(sentence, at, pieces[told[-1]][1]):
        cut = pieces[told[-1]][1] + 1
    pieces = pieces[told[-1] + 1 :] if told else pieces
    while len(pieces) > 1 and _adverbial(sentence, *pieces[0]):
        pieces = pieces[1:]
    if joint := _joint(sentence, pieces[0][0], verb):
        return joint, joint
    start = past_dates(sentence, pieces[0][0], verb)
    return past_deed(sentence, start, verb), cut


def _told_before(sentence: Sentence, at: int, end: int) -> bool:
    return any(at <= cue.start and cue.end <= end for cue in sentence.of(*BODY, "event", "responsibility"))


def _joint(sentence: Sentence, at: int, verb: int) -> int:
    """Where a clause that is told ends and another's subject begins without a comma: `… شدند و والی گفت`."""
    words = sentence.between(at, verb)
    for n in range(len(words) - 2, 0, -1):
        if (
            words[n].form in forms("joint")
            and words[n - 1].form in finite()
            and _told_before(sentence, at, words[n].start)
            and not _is_object(sentence, words[n + 1].start)
        ):
            return words[n + 1].start
    return 0


def _is_object(sentence: Sentence, at: int) -> bool:
    """`… وژل شوي او اوولس ټپیان ښودلي وو`: a second toll, no second subject."""
    for number in sentence.numbers:
        if number.start <= at < number.end:
            after = sentence.words[sentence.word_at(number.end) :][:1]
            return bool(after) and any(cue.start == after[0].start for cue in sentence.of(*BODY))
    return False


def _adverbial(sentence: Sentence, start: int, end: int) -> bool:
    words = sentence.between(start, end)
    if not words:
        return True
    first = words[0].form
    after = any(start <= cue.start and cue.end <= end for cue in sentence.of("after", "that"))
    if after and any(start <= cue.start and cue.end <= end for cue in sentence.of("event", *BODY)):
        return True  # `یک هفته پس از حمله …،`
    if first in forms("adverb") or (first in forms("in") and not is_office(words[:1])):
        return True
    return all(word.form in forms("leading") or dated(sentence, word) for word in words)


def _before_phrase(sentence: Sentence, start: int, verb: int) -> tuple[int, int]:
    """[start, end) of a Pashto subject: before `په … کې` where an office stands there, else behind it."""
    words = sentence.between(start, verb)
    if not sentence.pashto:
        return start, verb
    phrase = next((n for n, word in enumerate(words) if n and (word.form in forms("in") or _with(words, n))), None)
    if phrase is None:
        return start, verb
    if is_office(words[:phrase]) or any(
        name.table in ("organisations", "groups", "outlets") and start <= name.start < words[phrase].start
        for name in sentence.names
    ):
        return start, words[phrase].start
    closing = [n for n, word in enumerate(words[:-1]) if n > phrase and word.form in forms("closing")]
    return (words[closing[-1] + 1].start, verb) if closing else (start, verb)


def _with(words: Sequence[Word], n: int) -> bool:
    """`له دې رسنۍ سره`: with whom somebody spoke."""
    rest = [word.form for word in words[n + 1 : n + 6]]
    return words[n].form in forms("from number") and any(form in forms("with") for form in rest)


def _in_office(sentence: Sentence, frame: Frame, verb: int, outlet: tuple[str, ...]) -> Frame:
    """`فلان فلانی، سخنگوی پولیس، گفت`: the office speaks; the person's name stays out where it can."""
    if not frame.speakers or not frame.speakers[-1].private:
        return frame
    rest = sentence.text[frame.named[1] - sentence.start : verb - sentence.start]
    comma = re.match(r"\s*[،,]", rest)
    if comma is None:
        return frame
    start = frame.named[1] + comma.end()
    span = hearer_off(sentence, start, until(sentence, start, verb), verb, outlet)
    office = frame_of(sentence, *span, frame.verb)
    if office is None or not office.speakers or office.speakers[-1].private:
        return frame
    return replace(office, named=(frame.named[0], office.named[1]))


# ------------------------------------------------------------------------------------ according to X


def _according(sentence: Sentence, cue: Cue, at: int, end: int, last: Frame | None) -> Frame | None:
    after = sentence.words[cue.last + 1 : cue.last + 2]
    if cue.kind == "according after" and after and after[0].form in forms("closing"):
        return None  # `په خبرو کې`: on which occasion
    if cue.kind == "according":
        frame = frame_of(sentence, cue.end, until(sentence, cue.end, end), (cue.start, cue.end))
    else:
        begin = _after_clause(sentence, _pieces(sentence, at, cue.start)[-1][0], cue.start)
        joint = _joint(sentence, begin, cue.start)
        start = past_dates(sentence, joint or begin, cue.start)
        frame = frame_of(sentence, start, cue.start, (cue.start, cue.end))
    if frame is None or _said_by_another(sentence, cue, frame, at):
        return None
    phrase = min(frame.named[0], cue.start)
    before = _told_whole(sentence, at, phrase)
    behind = _told_whole(sentence, max(frame.named[1], cue.end), end)
    if before and last is not None and last.aside:
        return replace(frame, aside=True, cut=phrase)  # `طبق X ۲۰ کشته، طبق Y ۱۵`
    if before and not behind:
        return replace(frame, closes=last is None, aside=True)
    return replace(frame, aside=True, cut=phrase if before and behind else 0, nested=last is not None and not before)


def _after_clause(sentence: Sentence, start: int, cue: int) -> int:
    """Where the name before `په وینا` may begin: behind `چې`, a verb, `خو`, `… کې`."""
    words = sentence.between(start, cue)
    ends = forms("that") | forms("closing") | forms("but") | finite()
    pronoun = forms("this") & finite()  # `دې` is this, and is
    last = max(
        (
            n for n, (word, after) in enumerate(pairwise(words))
            if word.form in ends and not (word.form in pronoun and after.form in forms("body"))
        ),
        default=-1,
    )  # fmt: skip
    return words[last + 1].start if last >= 0 else start


def _said_by_another(sentence: Sentence, cue: Cue, frame: Frame, at: int) -> bool:
    """`خبرگزاری X به نقل از Y گزارش داد`: X has a verb of its own, right behind Y."""
    if cue.kind != "according" or not sentence.between(at, cue.start) or _adverbial(sentence, at, cue.start):
        return False
    behind = sentence.word_at(frame.named[1])
    return any(0 <= verb.first - behind <= 2 for verb in sentence.of("says"))


def _told_whole(sentence: Sentence, start: int, end: int) -> bool:
    """True where a toll or a responsibility is told between these places."""
    return any(start <= cue.start and cue.end <= end for cue in sentence.of(*BODY, "claims", "claims not"))
