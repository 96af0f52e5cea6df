"""Does one text draw on another? Which way, how, and how surely."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gowah.trace.compare import Comparison
from gowah.trace.direction import TIMELY, Facts, Reader, credit_to
from gowah.trace.outlets import one_outlet
from gowah.trace.sentences import Page
from gowah.words.settings import TraceSettings

_GAP = 2  # unexplained sentences within a copy that still belong to it
_NEARLY_ALL = 75  # percent of the earlier text that a verbatim copy of it holds
_WHOLE = 80  # percent of its words from which a text is a copy up to its edges
_UPDATED = 2  # sentences in a row that an outlet's later story takes over from its earlier one
_UPDATED_WORDS = 30  # words in them
_EVIDENCE = 5000  # weight of contents taken over word for word, below which it may be chance
_WORD_FOR_WORD = 90  # percent of a sentence's words in order, from which nothing in it was changed
_WORDS = 8  # words taken over in all
_PASSAGE_WORDS = 15  # words a lone reused sentence has, to be a passage
_PASSAGE = 60  # percent of a passage's contents explained, where the rest of the page is something else
_RETOLD_WORDS = 12  # common words such a passage has at least
_PASSAGE_NUMBERS = 3  # numbers such a passage shares, if its words are its own
_LOOSE_NUMBERS = 4  # numbers that make a passage in other words suspect
_SMALL = 20  # numbers up to this come by chance where several are told
_LOOSE_WORDS = 8  # common words such a passage has: a list of tolls has fewer
_NUMBERS = 2  # numbers a retelling shares at least
_OWN_WORDS = 32  # percent of common words that an uncredited retelling shares at least
_TRANSLATED = 3  # numbers a translation shares at least
_NAMES = 3  # names of no table, known by their sounds, that an uncredited translation with a number of its own shares
_FACTS = 4  # numbers, names and days that a credited translation shares
_RETOLD_ORDER = 40  # percent of the shared numbers that come in the same order where the other is credited
_CLEARLY = 5  # facts that make a translation sure without a credit
_CONCORDANT = 60  # percent of the shared numbers that come in the same order
_CITED = 35  # percent of a crediting sentence's contents that the cited text has


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`later` draws on `earlier` in these of its sentences; undirected where nothing tells which came first.

    `turned` is an undirected one seen from its other end, where it holds that way round too.
    """

    comparison: Comparison
    sentences: tuple[int, ...]
    relation: str
    reason: str
    certain: bool
    directed: bool
    turned: Derivation | None = None

    @property
    def rank(self) -> tuple[object, ...]:
        """The closer relation first, then the better explanation, then the earlier text."""
        closeness = {"verbatim": 0, "partial": 0, "paraphrase": 1, "translation": 2, "cites": 3}[self.relation]
        covered = sum(self.comparison.covered[n] for n in self.sentences)
        return (closeness, -covered, self.comparison.earlier.order)


def derivation(
    its: Comparison, reader: Reader, origin: Reader, settings: TraceSettings, *, why: str, directed: bool
) -> Derivation | None:
    """How the later text of a comparison draws on the earlier, or None if nothing says it does."""
    copied = _copied(its, settings)
    if copied is None and _one_outlet(its):
        copied = _updated(its)
    elif copied is None:
        copied = (
            _retold(its, reader, settings)
            or _translated(its, reader, origin, settings)
            or _passage(its, reader, settings)
            or _loosely(its, reader, settings)
        )
    if copied is None:
        return None
    sentences, relation, certain, how = copied
    return Derivation(
        comparison=its,
        sentences=sentences,
        relation=relation,
        certain=certain,
        directed=directed,
        reason=f"{how}; {why}",
    )


Found = tuple[tuple[int, ...], str, bool, str]


def _one_outlet(its: Comparison) -> bool:
    return one_outlet(its.earlier.outlet, its.later.outlet)


def _explained(its: Comparison, least: int, edges: int = 0) -> tuple[int, ...]:
    """The sentences of which at least so many percent are explained, with short gaps between them.

    A changed sentence in the middle of a copy is part of the copy; so are up to `edges` at either end.
    """
    good = [n for n in sorted(its.total) if n in its.reused or (its.total[n] and its.told(n) >= least)]
    if not good:
        return ()
    every = sorted(its.total)
    inside = {n for a, b in pairwise(good) if b - a <= _GAP + 1 for n in range(a, b + 1)}
    ends = {n for n in every if 0 < good[0] - n <= edges or 0 < n - good[-1] <= edges}
    return tuple(n for n in every if n in inside or n in ends or n in good)


def _came_over(its: Comparison, n: int) -> frozenset[str]:
    """The numbers that a reused sentence has from the one that it was taken from."""
    return _figures(its.later, n) & _figures(its.earlier, its.reused[n].earlier)


def _another_event(its: Comparison, sentences: Iterable[int]) -> bool:
    """In the same phrases other numbers, and other places: what two such events have in common is how they are told."""
    beside = [(its.reused[n].earlier, n) for n in sentences if n in its.reused]
    counted = [(a, b) for a, b in beside if _figures(its.earlier, a) and _figures(its.later, b)]
    if not counted or any(_came_over(its, n) for _, n in counted):
        return False
    old, new = (frozenset(t for t in page.facts if t.startswith("@places")) for page in (its.earlier, its.later))
    return bool(old - new and new - old)


def _weight(its: Comparison, sentences: Iterable[int]) -> int:
    return sum(its.covered[n] for n in sentences)


def _copied(its: Comparison, settings: TraceSettings) -> Found | None:
    """Most of the page stands word for word, or nearly, in the other."""
    reused = its.words_reused()
    words = sum(aligned.words for aligned in its.reused.values())
    if reused < settings.copied or words < _WORDS or _weight(its, its.reused) < _EVIDENCE:
        return None
    if _one_outlet(its) and not any(_came_over(its, n) for n in its.reused):
        return None  # an outlet's own phrases: no number came over
    if _another_event(its, its.reused):
        return None  # phrases that everybody tells such news with
    whole = reused >= settings.verbatim and its.earlier_reused() >= _NEARLY_ALL
    how = f"{reused} % of its words stand in the same order in the other text"
    edges = _GAP if reused >= _WHOLE else 0
    return _explained(its, settings.copied, edges), "verbatim" if whole else "partial", True, how


def _updated(its: Comparison) -> Found | None:
    """An outlet's own later story of the same days, with sentences of the earlier one in it."""
    runs = [tuple(n for n in run if n in its.reused) for run in _runs(its)]
    best = max(runs, key=lambda run: (sum(its.reused[n].words for n in run), run), default=())
    words = sum(its.reused[n].words for n in best)
    if len(best) < _UPDATED or words < _UPDATED_WORDS or not _timely(its):
        return None
    kept = [n for n in best if its.reused[n].score >= _WORD_FOR_WORD]
    facts = {token for n in kept for token in _tokens(its.later, n) if token[0] in "#@"}
    if len(facts) < _UPDATED:
        return None  # its stock phrases
    told = sorted(its.reused)
    how = f"{len(told)} sentences stand in the same words in the outlet's other story of these days"
    return tuple(told), "partial", True, how


def _retold(its: Comparison, reader: Reader, settings: TraceSettings) -> Found | None:
    """The contents are the other's, the words are not: little in it is new, and its numbers are the same."""
    share = its.share()
    enough = len(its.shared) >= _NUMBERS and len(its.shared) > len(its.new)
    if not its.same_language or share < settings.suspected or not enough:
        return None
    credit = credit_to(reader, its.earlier)
    if reader.own - its.reused.keys():
        return None  # it reports itself; if it names the other, it cites
    if credit and not credit.plain and share < settings.copied:
        return None  # it tells by name what the other says, and most of it is its own
    if not credit and (its.plain_share() < _OWN_WORDS or not _timely(its)):
        return None  # what independent reports of one event, or of one year, share as well: its names and numbers
    how = f"{share} % of its contents, {len(its.shared)} numbers among them, are in the other text"
    told = _explained(its, settings.suspected // 2, _GAP)
    relation = "partial" if its.words_reused(told) >= settings.copied else "paraphrase"
    return told, relation, bool(credit) or share >= settings.copied, how


def _translated(its: Comparison, reader: Reader, origin: Reader, settings: TraceSettings) -> Found | None:
    """The same numbers, names and days in the same order, in another language, and little of its own."""
    if its.same_language:
        return None
    facts = len(its.shared) + len(its.named)
    how = f"{its.share()} % of its facts, {len(its.shared)} numbers and {len(its.named)} names and days among them, "
    how += "are in the other text, in the same order"
    credit = credit_to(reader, its.earlier)
    if credit:
        said = len(its.shared) >= _NUMBERS and facts >= _FACTS and len(its.new) <= len(its.shared) // 2
        if not said or its.share() < settings.copied or _concordance(its) < _RETOLD_ORDER:
            return None
        if not reader.own:
            return _explained(its, settings.suspected, _GAP), "translation", True, how
        # What it reports itself is its own: it retells the other in another language, and goes on.
        taken = tuple(n for n in _explained(its, settings.suspected, 0) if n not in reader.own)
        return (taken, "paraphrase", True, how) if 2 * len(taken) >= len(its.total) else None
    if reader.own or _other_tolls(reader.tolls, origin.tolls):
        return None
    if not _timely(its) or not _same_place(its):
        return None
    all_there = len(its.shared) >= _TRANSLATED and not its.new and _concordance(its) >= _CONCORDANT
    named = sum(name[0] == "~" for name in its.named)
    nearly = named >= _NAMES and len(its.new) <= 1 and its.share() >= _NEARLY_ALL and _concordance(its) >= _NEARLY_ALL
    if not all_there and not (nearly and len(its.shared) >= _TRANSLATED):
        return None
    return tuple(s.n for s in its.later.sentences), "translation", facts >= _CLEARLY, how


def _other_tolls(later: Facts, earlier: Facts) -> bool:
    """A number that is one toll in the earlier text (10 wounded) is another in the later (10 killed)."""
    numbers = {number for _, number in earlier}
    return any(number in numbers and (toll, number) not in earlier for toll, number in later)


def _timely(its: Comparison) -> bool:
    """Published within days of each other, or nobody knows when."""
    if not all(its.days):
        return True
    try:
        earlier, later = map(date.fromisoformat, its.days)
    except ValueError:
        return False
    return abs((later - earlier).days) <= TIMELY


def _same_place(its: Comparison) -> bool:
    """Where both name places, they name at least one in common."""
    here, there = ({t for t in page.facts if t.startswith("@places")} for page in (its.later, its.earlier))
    return not here or not there or bool(here & there)


def _concordance(its: Comparison) -> int:
    """Percent of the shared numbers that stand in one order in both texts: the longest rising row of places."""
    before = _first_places(its.earlier)
    order = [before[number] for number in _first_places(its.later) if number in before]
    tops: list[int] = []
    for place in order:
        at = bisect_left(tops, place)
        tops[at:] = [place, *tops[at + 1 :]]
    return 100 * len(tops) // len(order) if order else 0


def _first_places(page: Page) -> dict[int, int]:
    places: dict[int, int] = {}
    for sentence in page.sentences:
        if sentence.kind != "title":
            for number in sentence.numbers:
                places.setdefault(number.value, number.start)
    return dict(sorted(places.items(), key=lambda item: item[1]))


def _passage(its: Comparison, reader: Reader, settings: TraceSettings) -> Found | None:
    """A part of the page is the other's, the rest is not."""
    best: tuple[int, tuple[int, ...]] = (0, ())
    credit = credit_to(reader, its.earlier)
    cites = bool(credit and not credit.plain and reader.own)  # it retells by name, beside what it reports itself
    for run in _runs(its):
        textual = [its.reused[n] for n in run if n in its.reused]
        words = sum(aligned.words for aligned in textual)
        numbers = {t for n in run for t in _figures(its.later, n) if t in its.shared}
        copied = words >= _PASSAGE_WORDS and _weight(its, run) >= _EVIDENCE and (len(textual) > 1 or _whole(textual))
        retold = len(numbers) >= _PASSAGE_NUMBERS and _common_words(its, run) >= _RETOLD_WORDS
        retold = retold and its.plain_share(run) >= _PASSAGE and not cites
        if its.same_language and (copied or retold) and not _another_event(its, run):
            best = max(best, (_weight(its, run), run))
    if not best[1]:
        return None
    run = _widened(its, best[1], settings.suspected, 0)
    relation = "partial" if its.words_reused(run) >= settings.copied else "paraphrase"
    return run, relation, True, f"{its.share(best[1])} % of this passage is in the other text"


def narrowed(one: Derivation, sentences: tuple[int, ...], settings: TraceSettings) -> Derivation | None:
    """The same for a part of the sentences only, or None if too little is left of it."""
    its = one.comparison
    share = its.share(sentences)
    if _weight(its, sentences) < _EVIDENCE or share < settings.suspected:
        return None
    reused = its.words_reused(sentences)
    plain = its.plain_share(sentences) >= _PASSAGE and share >= settings.copied
    why = one.reason.split("; ", 1)[-1]
    return Derivation(
        comparison=its, sentences=sentences, directed=one.directed, certain=one.certain or plain,
        relation="partial" if reused >= settings.copied else "paraphrase",
        reason=f"{share} % of this passage is in the other text; {why}",
    )  # fmt: skip


def _loosely(its: Comparison, reader: Reader, settings: TraceSettings) -> Found | None:
    """A passage in words of its own that gives many numbers, all of them the other's and in its order: suspected."""
    # A passage in words of its own that names an outlet cites that one; what it tells itself is nobody's.
    own = reader.own.union(*(credit.sentences for credit in reader.credits.values()))
    best: tuple[int, tuple[int, ...]] = (0, ())
    for run in _runs(its, settings.suspected):
        numbers = {t for n in run for t in _figures(its.later, n)}
        known = len(numbers) >= _LOOSE_NUMBERS and numbers <= set(its.shared)
        known = known and sum(int(number[1:]) > _SMALL for number in numbers) >= _NUMBERS
        alike = its.share(run) >= settings.copied and its.plain_share(run) >= _OWN_WORDS
        alike = alike and _common_words(its, run) >= _LOOSE_WORDS
        if known and alike and its.same_language and not own & set(run):
            best = max(best, (_weight(its, run), run))
    if not best[1] or _concordance(its) < _CONCORDANT or not _timely(its):
        return None
    run = _widened(its, best[1], settings.suspected // 2, _GAP)
    return (
        run,
        "paraphrase",
        False,
        f"{its.share(run)} % of this passage, all its numbers among them, is in the other text",
    )


def _widened(its: Comparison, run: Sequence[int], least: int, edges: int) -> tuple[int, ...]:
    """A run with the less explained sentences inside it and, step by step, up to `edges` at either end."""
    good = {n for n in its.total if its.total[n] and its.told(n) >= least}
    found = {*run, *(n for n in range(run[0], run[-1]) if n in good)}
    for end, step in ((run[0], -1), (run[-1], 1)):
        for n in range(end + step, end + step * (edges + 1), step):
            if n not in good:
                break
            found.add(n)
    return tuple(sorted(found))


def _common_words(its: Comparison, run: Sequence[int]) -> int:
    return len(frozenset().union(*(s.common for s in its.later.sentences if s.n in run)))


def _tokens(page: Page, n: int) -> frozenset[str]:
    return page.by_n[n].tokens if n in page.by_n else frozenset()


def _figures(page: Page, n: int) -> frozenset[str]:
    return page.by_n[n].figures if n in page.by_n else frozenset()


def _whole(aligned: Sequence[object]) -> bool:
    return bool(aligned) and all(getattr(one, "score", 0) >= _WORD_FOR_WORD for one in aligned)


def _runs(its: Comparison, loosely: int = 100) -> list[tuple[int, ...]]:
    """Stretches of sentences that the other text explains well; one that it does not may stand between.

    A sentence that gives numbers, all of them the other text's, needs `loosely` percent only.
    """
    runs: list[list[int]] = []
    for n in sorted(its.total):
        numbers = _figures(its.later, n)
        least = min(loosely, _PASSAGE) if numbers and numbers <= set(its.shared) else _PASSAGE
        if n in its.reused or (its.total[n] and its.told(n) >= least):
            if runs and n - runs[-1][-1] <= 2:
                runs[-1].append(n)
            else:
                runs.append([n])
    return [tuple(run) for run in runs]


def citation(its: Comparison, reader: Reader) -> Derivation | None:
    """The later text names the earlier one's outlet in sentences whose contents the earlier one has."""
    credit = credit_to(reader, its.earlier)
    if credit is None or _one_outlet(its):
        return None
    named = {n for n in credit.sentences if n in its.total}
    told = [n for n in sorted(its.total) if (n in named or n - 1 in named) and _repeats(its, n, n in named)]
    if its.share() >= _CITED:
        told = sorted({*named, *(n for n in its.total if its.told(n) >= _CITED)})
    if not any(n in named for n in told):
        return None
    if not its.same_language and (len(its.shared) < _NUMBERS or len(its.shared) + len(its.named) < _FACTS):
        return None
    return Derivation(
        comparison=its, sentences=tuple(told), relation="cites", certain=True, directed=True,
        reason=f"explicit attribution: it names {credit.outlet}",
    )  # fmt: skip


def _repeats(its: Comparison, n: int, named: bool) -> bool:
    """The sentence says what the other text says; if it has numbers, one of the other's at least."""
    numbers = its.later.by_n[n].figures
    shared = numbers & set(its.shared)
    if not its.total[n] or bool(shared) != bool(numbers):
        return False
    return its.told(n) >= _CITED or bool(shared and named)
