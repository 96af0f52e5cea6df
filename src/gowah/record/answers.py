"""Asking what cannot be worked out again: each text once, each answer an entry at once.

A claimer whose `recomputable` is False is no part of `go_through`: what it said stands when other tools, tables or
settings change, and after `rebuild`; only the answer of another model to the same text supersedes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from gowah.errors import NoAnswer
from gowah.hooks import Oracle, claimers
from gowah.ledger import Ledger, thing
from gowah.model import Certainty, Claimed, Kept, Problem, Role, Value, entry_id
from gowah.model.canonical import canonical
from gowah.model.codec import to_tree
from gowah.record.crew import outlived
from gowah.record.entering import Entering, tool
from gowah.record.recipe import InForce
from gowah.record.steps import Done, Progress, bring_on, tell
from gowah.views import ASKED, View
from gowah.words import Settings, Tables

_MOST_SILENCES = 3
"""Texts in a row without an answer after which the others wait for the next run."""


def ask_all(ledger: Ledger, view: View, current: InForce, at: str, progress: Progress | None) -> Done:
    """Asks about every text that the models of the recipe were not asked about yet. No model, no connection."""
    done = Done()
    for oracle in claimers(recomputable=False):
        if isinstance(oracle, Oracle) and (asked := oracle.asked(current[0])):
            done += _ask(oracle, asked, ledger, view, current, at, progress)
    return done


def _ask(
    oracle: Oracle, asked: str, ledger: Ledger, view: View, current: InForce, at: str, progress: Progress | None
) -> Done:
    settings, tables = current
    known = view.done(ASKED, tool(oracle).partition("/")[0], asked)
    todo = [entry for entry in view.text_entries() if entry not in known]
    entering = Entering(ledger, at)
    problems: list[Problem] = []
    if todo and (warning := oracle.warning(settings)):
        problems.append(Problem(where="gowah.toml", what=warning, hint="Take [claim] endpoint out to stop that."))
    silences, silent, why = 0, 0, NoAnswer("")
    for n, entry in enumerate(todo, 1):
        if silences >= _MOST_SILENCES:
            silent += len(todo) - n + 1
            break
        try:
            _one(oracle, asked, entry, view, entering, settings, tables)
            silences = 0
        except NoAnswer as error:
            silences, silent, why = silences + 1, silent + 1, error
        bring_on(view, ledger)
        tell(progress, f"claim ({oracle.name})", n, len(todo))
    if silent:
        what = f"{silent} texts wait for the language model: {why}"
        problems.append(Problem(where="gowah.toml", what=what, hint=why.hint))
    counts = (("asked", len(todo) - silent), ("answers: entered", entering.entered))
    return Done(counts=counts, problems=(*view.problems(), *problems) if todo else ())


def _one(
    oracle: Oracle, asked: str, entry: int, view: View, entering: Entering, settings: Settings, tables: Tables
) -> None:
    """Asks about one text and enters at once what was said, and that it was asked."""
    text, digest = view.text(entry), view.text_digest(entry)
    found = list(outlived(oracle, text.file, partial(oracle.claim, text, tables, settings)))
    others = [claimed for by, claimed in view.claimed_in(entry) if by != oracle.name]
    items = [
        (item, None) for item in found
        if isinstance(item, Problem)
        or not (adds_nothing(item, others) or entering.ledger.suppressed(thing(digest, item)))
    ]  # fmt: skip
    entering.bring_up(view, oracle, entry, items)
    body, content = _answer(asked, entry, sum(isinstance(item, Claimed) for item in found), entering.at)
    entering.add(body, tool(oracle), (entry,), content)
    entering.flush()


def adds_nothing(claimed: Claimed, others: Sequence[Claimed]) -> bool:
    """Whether one mention of the text says all of this already, in the same words."""
    return any(
        other.kind == claimed.kind and all(any(_same(mine, its) for its in other.values) for mine in claimed.values)
        for other in others
    )


def _same(one: Value, other: Value) -> bool:
    """The same value, of the same people, in overlapping words; how it is written does not matter."""
    touching = one.start < other.end and other.start < one.end
    return touching and _told(one) == _told(other)


def _told(value: Value) -> tuple[object, ...]:
    denied = value.certainty in (Certainty.DENIED, Certainty.HYPOTHETICAL)
    return value.property, value.of_whom, denied, _plain(value)


def _plain(value: Value) -> object:
    tree = to_tree(value.value)
    return {**tree, "as_written": ""} if isinstance(tree, dict) else tree


def _answer(asked: str, entry: int, claims: int, at: str) -> tuple[Kept, bytes]:
    """What keeps a text from being asked about again; it holds no word of the text or of the answer."""
    content = canonical({"asked": asked, "claims": claims, "text": entry_id(entry)})
    body = Kept(
        role=Role.ANSWER, digest=sha256(content).hexdigest(), media_type="application/json", size=len(content),
        taken_from="", taken_at=at, name=asked,
    )  # fmt: skip
    return body, content
