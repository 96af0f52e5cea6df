"""read, claim, trace, link, count: going through what is new, and working out what follows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from gowah.hooks import Linker, Movable, Remembering, claimers, heard_by, plugins
from gowah.ledger import Ledger, thing
from gowah.model import Family, Figure, Incident, Kept, Original, Problem, ReadText, Role, entry_id
from gowah.record.crew import Said, said_of, side_by_side
from gowah.record.entering import Entering, problem_body, problem_bytes, tool
from gowah.record.reading import Got, read_of
from gowah.record.recipe import InForce, Recipe, in_force
from gowah.views import View, fold, folded, layout_text, said_by
from gowah.words import Settings, Tables, words_digest

Progress = Callable[[str, int, int], None]
"""Told (step, done, total) as work goes on; total 0 means that nobody knows yet."""

ENGINES = ("here", "spark")
"""Where reports are read and claims are found: on this machine, or as a Spark job."""

_MOST_HANDS = 2  # each takes about 300 MB
_WORTH_HANDS = 300_000  # code points to be read: below, starting processes takes longer than reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a verb did: how many things of each sort, and every problem it met."""

    counts: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, name: str) -> int:
        return dict(self.counts).get(name, 0)

    def __add__(self, other: Done) -> Done:
        return Done(counts=self.counts + other.counts, problems=tuple(dict.fromkeys(self.problems + other.problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a step needs at hand for one subject."""

    ledger: Ledger
    view: View
    entering: Entering
    settings: Settings
    tables: Tables


Step = Callable[[Workshop, Sequence[int]], Iterator[int]]
"""Brings up what rests on each of these entries, and yields each when that is done."""


def bring_on(view: View, ledger: Ledger, size: int | None = None) -> None:
    """Folds into the view what the ledger has beyond it, up to `size` entries."""
    done = folded(view.db)
    if done < (ledger.size if size is None else size):
        fold(view.db, ledger.entries(done, size), ledger.original)


def go_through(
    step: str, one: Step, ledger: Ledger, view: View, current: InForce, at: str, progress: Progress | None
) -> Done:
    """Goes through all that this step's tools have not been through yet; after each batch one may stop."""
    entering = Entering(ledger, at)
    shop = Workshop(ledger=ledger, view=view, entering=entering, settings=current[0], tables=current[1])
    tools = " ".join(map(tool, claimers() if step == "claim" else plugins(step)))
    ground = sorted(item for item in view.recipe().items() if item[0][0] != Role.MODEL)  # how it is linked matters not
    settings = replace(current[0], link=replace(current[0].link, model=""))
    under = sha256(repr((tools, settings, ground)).encode()).hexdigest()[:16]
    done = view.done(step, tools, under)
    todo = [entry for entry in (view.sources() if step == "read" else view.text_entries()) if entry not in done]
    waiting: list[int] = []
    with heard_by(lambda what, done, total: tell(progress, f"{step}, {what}", done, total)):
        for n, entry in enumerate(one(shop, todo), 1):
            waiting.append(entry)
            if entering.full or n == len(todo):
                entering.flush()
                bring_on(view, ledger)
                view.mark_done(step, tools, under, waiting)
                waiting.clear()
            tell(progress, step, n, len(todo))
    counts = ((f"{step}: entered", entering.entered), (f"{step}: withdrawn", entering.withdrawn))
    return Done(counts=counts, problems=view.problems())


def read_all(shop: Workshop, todo: Sequence[int], *, recipe: Recipe, engine: str | None = None) -> Iterator[int]:
    """Enters the text of each original; yields each when it is done. `engine`: where they are read (`ENGINES`)."""
    originals = (_original(shop, entry) for entry in todo)
    if engine == "spark":
        from gowah.record.cluster import read_there

        found = read_there(originals, recipe)
    else:
        found = (read_of(original, shop.settings) for original in originals)
    for entry, got in zip(todo, found, strict=True):
        enter_text(shop, entry, got)
        yield entry


def _original(shop: Workshop, entry: int) -> Original:
    kept = shop.view.source(entry)
    return Original(entry=entry, kept=kept, content=shop.ledger.original(kept.digest))


def enter_text(shop: Workshop, entry: int, got: Got) -> None:
    """Enters the text of one original, or the problem that it cannot be read."""
    kept, reader = shop.view.source(entry), plugins("read")[got.reader]
    if got.text is None:
        return shop.entering.bring_up(shop.view, reader, entry, [(got.problem, None)] if got.problem else [])
    body, content = _text_body(got.text, kept, entry)
    if shop.ledger.suppressed(thing(words_digest(got.text.text))):
        shop.entering.bring_up(shop.view, reader, entry, [(_erased_before(kept.name, entry), None)])
    elif not suppressed(shop.ledger, body):
        shop.entering.bring_up(shop.view, reader, entry, [(body, content), *((each, None) for each in got.odd)])
    return None


def claim_all(
    shop: Workshop, todo: Sequence[int], *, recipe: Recipe, workers: int | None, engine: str | None = None
) -> Iterator[int]:
    """Enters the claims of each text, each claimer's apart; yields each text when it is done.

    `workers` processes look for claims side by side; None: as many as this machine has cores, two at most, where the
    texts are long enough to be worth their start, else none. `engine`: where they look (`ENGINES`).
    """
    texts = map(shop.view.text, todo)
    if engine == "spark":
        from gowah.record.cluster import claimed_there

        found = claimed_there(texts, recipe)
    elif (hands := workers if workers is not None else _hands(shop.view, len(todo))) > 1:
        found = side_by_side(texts, recipe, hands)
    else:
        found = (said_of(text, (shop.settings, shop.tables)) for text in texts)
    for entry, said in zip(todo, found, strict=True):
        enter_claims(shop, entry, said)
        yield entry


def _hands(view: View, todo: int) -> int:
    """How many processes are worth starting for so many texts."""
    texts = len(view.text_entries())
    letters = view.letters() * todo // texts if texts else 0
    return min(_MOST_HANDS, os.cpu_count() or 1) if todo > 1 and letters > _WORTH_HANDS else 1


def enter_claims(shop: Workshop, entry: int, said: Said | Problem) -> None:
    """Enters what the claimers found in a text. Where they were lost, what they found before stands."""
    tools = claimers()
    if isinstance(said, Problem):
        if said_by(said) not in shop.view.rests_on(entry, tools[0].name).values():
            shop.entering.add(problem_body(said, shop.entering.at), tool(tools[0]), (entry,), problem_bytes(said))
        return
    digest = shop.view.text_digest(entry)
    for claimer, found in zip(tools, said, strict=True):
        items = [
            (item, None)
            for item in found
            if isinstance(item, Problem) or not shop.ledger.suppressed(thing(digest, item))
        ]
        shop.entering.bring_up(shop.view, claimer, entry, items)


def suppressed(ledger: Ledger, kept: Kept) -> bool:
    """Whether these bytes, or what they wrap, were erased from this record."""
    digests = (kept.digest, kept.content_digest)
    return any(digest is not None and ledger.suppressed(thing(digest)) for digest in digests)


def derive(view: View, ledger: Ledger, program: str, engine: str | None = None) -> None:
    """trace, link, count under the settings and tables in force at the view's checkpoint."""
    found = worked_out(view, ledger, engine=engine)
    in_recipe = " ".join(f"e{entry}" for entry, _ in sorted(view.recipe().values()))
    about = {"derived": view.about("changed") or "0", "program": program, "recipe": in_recipe}
    view.store(found.families, found.incidents, found.figures, about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What trace, link and count make of a view."""

    families: Sequence[Family]
    incidents: Sequence[Incident]
    figures: Sequence[Figure]


def worked_out(
    view: View, ledger: Ledger, more: Sequence[tuple[str, int, int]] = (), engine: str | None = None
) -> Derived:
    """What follows from the view, and from `more` rulings on pairs of mentions or of texts that are not entered (yet).

    `engine`: where pairs are scored; None: as the linker has it.
    """
    files: Mapping[tuple[str, str], bytes] = {
        key: ledger.original(digest) for key, (_, digest) in view.recipe().items()
    }
    settings, tables = in_force(frozenset(files.items()))
    texts, mentions, rulings = view.texts(), view.mentions(), (*view.pair_rulings(), *more)
    of_origins = (*view.origin_rulings(), *more)
    families = [f for each in plugins("trace") for f in each.trace(texts, mentions, of_origins, tables, settings)]
    linkers = [_at_work(each, view, engine) for each in plugins("link")]
    incidents = [i for each in linkers for i in each.link(texts, mentions, rulings, tables, settings, families)]
    counters = plugins("count")
    figures = [f for each in counters for f in each.count(texts, mentions, families, incidents, tables, settings)]
    return Derived(families=families, incidents=incidents, figures=figures)


def _at_work(linker: Linker, view: View, engine: str | None) -> Linker:
    """The linker where it is to work, with what it worked out for this view before."""
    if engine and isinstance(linker, Movable):
        linker = linker.on(engine)
    memo = view.memo
    return linker.with_memo(memo) if memo is not None and isinstance(linker, Remembering) else linker


def tell(progress: Progress | None, step: str, done: int, total: int) -> None:
    """Tells whoever wants to know."""
    if progress is not None:
        progress(step, done, total)


def _erased_before(name: str, entry: int) -> Problem:
    what = "its words are those of a report that was erased from this record"
    return Problem(where=name, what=what, hint=f"It was not read. Erase it too: gowah erase {entry_id(entry)} …")


def _text_body(read: ReadText, kept: Kept, entry: int) -> tuple[Kept, bytes]:
    content = read.text.encode("utf-8")
    body = Kept(
        role=Role.TEXT, digest=sha256(content).hexdigest(), media_type="text/plain; charset=utf-8", size=len(content),
        taken_from=f"e{entry}", taken_at=kept.taken_at, name=kept.name, described=read.described,
        layout=layout_text(read.layout),
    )  # fmt: skip
    return body, content
