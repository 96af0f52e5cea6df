"""What is to be entered, before it has an id; and its line, seal and row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gowah.errors import UsageMistake
from gowah.ledger.bodies import Row
from gowah.ledger.keys import Keyring
from gowah.ledger.rulings import Authority
from gowah.model import Body, Decided, Line, kind_of
from gowah.model.codec import to_tree
from gowah.model.seals import seal_of


@dataclass(frozen=True, slots=True)
class New:
    """The entry that draft `draft` (from 0) of the same call to `append` becomes."""

    draft: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be: when (UTC, to the second), by whom, its body, and the entries it rests on, in any order."""

    at: str
    by: str
    body: Body
    because: tuple[int | New, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An entry ready to be written: its line, its body's row, and the body, signed if it is a ruling."""

    line: Line
    row: Row
    body: Body


def prepare(drafts: Sequence[Draft], first: int, keyring: Keyring, random: Callable[[int], bytes]) -> list[Prepared]:
    """The drafts as entries from id `first` on.

    A ruling by the keyring's person is signed. Raises `BadFormat` for values without a canonical form and
    `UsageMistake` for a `because` that names no earlier entry.
    """
    by_person = f"key:{keyring.key_id}"
    prepared = []
    for n, draft in enumerate(drafts):
        because = resolved(draft.because, first, n)
        body = draft.body
        if isinstance(body, Decided) and draft.by == by_person:
            body = keyring.sign_ruling(body, at=draft.at, because=because)
        tree = to_tree(body)
        k = random(32)
        line = Line(kind=kind_of(body), at=draft.at, by=draft.by, seal=seal_of(k, tree), because=because)
        prepared.append(Prepared(line=line, row=Row(id=first + n, k=k.hex(), tree=tree), body=body))
    return prepared


def check_rulings(prepared: Iterable[Prepared], authority: Callable[[], Authority]) -> None:
    """Nobody enters a ruling that nobody could check. Raises `UsageMistake`."""
    known: Authority | None = None
    for entry in prepared:
        if isinstance(entry.body, Decided):
            known = known or authority()
            wrong = known.judge(entry.line, entry.body)
            if wrong:
                raise UsageMistake(
                    f"this ruling cannot be entered: {wrong}",
                    hint="Rulings are by `key:<Keyring.key_id>`, once it has entered `Keyring.introduction()`.",
                )
            known = known.after(entry.body)


def resolved(because: Iterable[int | New], first: int, n: int) -> tuple[int, ...]:
    """The ids, ascending, that draft `n` of a call whose first id is `first` rests on. Raises `UsageMistake`."""
    ids = []
    for what in because:
        number, limit = (what.draft, n) if isinstance(what, New) else (what, first)
        if not 0 <= number < limit:
            raise UsageMistake(f"draft {n} rests on an entry that does not come before it")
        ids.append(first + number if isinstance(what, New) else number)
    return tuple(sorted(set(ids)))
