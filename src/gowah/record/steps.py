"""read, claim, trace, link, count: going through what is new, and working out what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from typing import TypeVar

from gowah.hooks import Plugin, Reader, plugins
from gowah.ledger import Ledger, thing
from gowah.model import Kept, Original, Problem, ReadText, Role, entry_id
from gowah.read.doubts import doubts
from gowah.record.entering import Entering, tool
from gowah.record.folder import RECIPE
from gowah.views import View, fold, folded, layout_text
from gowah.words import Settings, Tables, load_tables, read_settings, words_digest

Progress = Callable[[str, int, int], None]
"""Told (step, done, total) as work goes on; total 0 means that nobody knows yet."""

T = TypeVar("T")
InForce = tuple[Settings, Tables]


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


Step = Callable[[Workshop, int], None]
"""Brings up what rests on one entry."""


def bring_on(view: View, ledger: Ledger, size: int | None = None) -> None:
    """Folds into the view what the ledger has beyond it, up to `size` entries."""
    done = folded(view.db)
    if done < (ledger.size if size is None else size):
        fold(view.db, ledger.entries(done, size), ledger.original)


@lru_cache(maxsize=4)
def in_force(recipe: frozenset[tuple[tuple[str, str], bytes]]) -> InForce:
    """The settings and tables that these recipe files ((role, name) -> bytes) make."""
    found = dict(recipe)
    settings = read_settings(found.get((Role.SETTINGS.value, RECIPE), b"").decode("utf-8"))
    hand = {name: data.decode("utf-8") for (role, name), data in found.items() if role == Role.TABLE}
    return settings, load_tables(settings.words.regions, hand)


def go_through(
    step: str, one: Step, ledger: Ledger, view: View, current: InForce, at: str, progress: Progress | None
) -> Done:
    """Goes through all that this step's tools have not been through yet; after each batch one may stop."""
    entering = Entering(ledger, at)
    shop = Workshop(ledger=ledger, view=view, entering=entering, settings=current[0], tables=current[1])
    tools = " ".join(map(tool, plugins(step)))
    under = sha256(repr((tools, current[0], sorted(view.recipe().items()))).encode()).hexdigest()[:16]
    done = view.done(step, tools, under)
    todo = [entry for entry in (view.sources() if step == "read" else view.text_entries()) if entry not in done]
    waiting: list[int] = []
    for n, entry in enumerate(todo, 1):
        one(shop, entry)
        waiting.append(entry)
        if entering.full or n == len(todo):
            entering.flush()
            bring_on(view, ledger)
            view.mark_done(step, tools, under, waiting)
            waiting.clear()
        tell(progress, step, n, len(todo))
    counts = ((f"{step}: entered", entering.entered), (f"{step}: withdrawn", entering.withdrawn))
    return Done(counts=counts, problems=view.problems())


def read_one(shop: Workshop, entry: int) -> None:
    """Enters the text of one original, or the problem that it cannot be read."""
    kept = shop.view.source(entry)
    original = Original(entry=entry, kept=kept, content=shop.ledger.original(kept.digest))
    for reader in plugins("read"):
        text = next(outlived(reader, kept.name, partial(_read_by, reader, original, shop.settings)))
        if isinstance(text, Problem):
            return shop.entering.bring_up(shop.view, reader, entry, [(text, None)])
        if text is not None:
            body, content = _text_body(text, kept, entry)
            if shop.ledger.suppressed(thing(words_digest(text.text))):
                shop.entering.bring_up(shop.view, reader, entry, [(_erased_before(kept.name, entry), None)])
            elif not suppressed(shop.ledger, body):
                odd = doubts(text.described, kept)
                shop.entering.bring_up(shop.view, reader, entry, [(body, content), *((each, None) for each in odd)])
            return None
    what = f"no reader knows this form ({kept.media_type})"
    hint = "It is kept as it is. Save it as text, HTML, PDF, DOCX, e-mail or CSV and keep that too."
    problem = Problem(where=kept.name, what=what, hint=hint)
    return shop.entering.bring_up(shop.view, plugins("read")[0], entry, [(problem, None)])


def claim_one(shop: Workshop, entry: int) -> None:
    """Enters the claims of one text, each claimer's apart."""
    text = shop.view.text(entry)
    digest = shop.view.text_digest(entry)
    for claimer in plugins("claim"):
        found = outlived(claimer, text.file, partial(claimer.claim, text, shop.tables, shop.settings))
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


def outlived(plugin: Plugin, where: str, work: Callable[[], Iterable[T]]) -> Iterator[T | Problem]:
    """What a plug-in yields; where it fails, a Problem in place of the rest: one report never stops a run.

    Only the kind of failure is told: its message could hold what the report says of people.
    """
    try:
        yield from work()
    except Exception as error:
        what = f"{plugin.name} {plugin.version} failed on this report ({type(error).__name__})"
        hint = "This is a defect of the program. What else was found stands; tell its makers, without the report."
        yield Problem(where=where, what=what, hint=hint)


def derive(view: View, ledger: Ledger, program: str) -> None:
    """trace, link, count under the settings and tables in force at the view's checkpoint."""
    recipe = view.recipe()
    files: Mapping[tuple[str, str], bytes] = {key: ledger.original(digest) for key, (_, digest) in recipe.items()}
    settings, tables = in_force(frozenset(files.items()))
    texts, mentions, rulings = view.texts(), view.mentions(), view.pair_rulings()
    families = [f for each in plugins("trace") for f in each.trace(texts, mentions, tables, settings)]
    incidents = [i for each in plugins("link") for i in each.link(texts, mentions, rulings, tables, settings)]
    counters = plugins("count")
    figures = [f for each in counters for f in each.count(texts, mentions, families, incidents, tables, settings)]
    in_recipe = " ".join(f"e{entry}" for entry, _ in sorted(recipe.values()))
    view.store(
        families, incidents, figures, {"derived": view.about("changed") or "0", "program": program, "recipe": in_recipe}
    )


def tell(progress: Progress | None, step: str, done: int, total: int) -> None:
    """Tells whoever wants to know."""
    if progress is not None:
        progress(step, done, total)


def _erased_before(name: str, entry: int) -> Problem:
    what = "its words are those of a report that was erased from this record"
    return Problem(where=name, what=what, hint=f"It was not read. Erase it too: gowah erase {entry_id(entry)} …")


def _read_by(reader: Reader, original: Original, settings: Settings) -> list[ReadText | Problem | None]:
    return [reader.read(original, settings)]


def _text_body(read: ReadText, kept: Kept, entry: int) -> tuple[Kept, bytes]:
    content = read.text.encode("utf-8")
    body = Kept(
        role=Role.TEXT, digest=sha256(content).hexdigest(), media_type="text/plain; charset=utf-8", size=len(content),
        taken_from=f"e{entry}", taken_at=kept.taken_at, name=kept.name, described=read.described,
        layout=layout_text(read.layout),
    )  # fmt: skip
    return body, content
