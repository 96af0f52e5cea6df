"""Entering what a step yields: only what is new, and withdrawing what a tool no longer says."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from gowah.hooks import Plugin
from gowah.ledger import Draft, Ledger
from gowah.model import Body, Claimed, Kept, Problem, Reason, Role, Withdrawn
from gowah.model.canonical import canonical
from gowah.model.codec import to_tree
from gowah.views import View, said_by

BATCH_DRAFTS, BATCH_BYTES = 400, 32_000_000


def tool(plugin: Plugin) -> str:
    """The `by` of what a plug-in found."""
    return f"tool:{plugin.name}/{plugin.version}"


class Entering:
    """Collects drafts and appends them in batches, so that a stop at any moment loses little and breaks nothing."""

    def __init__(self, ledger: Ledger, at: str) -> None:
        self.ledger, self.at = ledger, at
        self.entered = self.withdrawn = 0
        self._drafts: list[Draft] = []
        self._originals: list[bytes] = []

    def add(self, body: Body, by: str, because: tuple[int, ...] = (), content: bytes | None = None) -> None:
        """One more entry; `content` are the bytes that its digest names."""
        self._drafts.append(Draft(at=self.at, by=by, because=because, body=body))
        if content is not None:
            self._originals.append(content)

    @property
    def full(self) -> bool:
        """Whether it is time to append."""
        return len(self._drafts) >= BATCH_DRAFTS or sum(map(len, self._originals)) >= BATCH_BYTES

    def flush(self) -> None:
        """Appends what was collected, under the writer's lock for just as long."""
        if self._drafts:
            self.ledger.append(self._drafts, self._originals)
        self._drafts, self._originals = [], []

    def bring_up(
        self,
        view: View,
        plugin: Plugin,
        concerns: int,
        items: Iterable[tuple[Claimed | Kept | Problem, bytes | None]],
    ) -> None:
        """Makes what rests on `concerns` say just what the plug-in says now.

        Bodies already entered are not entered again; those no longer made are withdrawn, unless a person
        ruled them right.
        """
        live = view.rests_on(concerns, plugin.name)
        known = set(live.values())
        said: set[str] = set()
        for item, content in items:
            form = said_by(item)
            if form in said:
                continue
            said.add(form)
            if form in known:
                continue
            if isinstance(item, Problem):
                self.add(problem_body(item, self.at), tool(plugin), (concerns,), problem_bytes(item))
            else:
                self.add(item, tool(plugin), (concerns,), content)
            self.entered += 1
        gone = tuple(sorted(id for id, form in live.items() if form not in said))
        gone = tuple(id for id in gone if id not in view.confirmed()) if gone else ()
        if gone:
            self.add(Withdrawn(reason=Reason.SUPERSEDED), tool(plugin), gone)
            self.withdrawn += len(gone)


def problem_bytes(problem: Problem) -> bytes:
    """The bytes under which a problem is kept."""
    return canonical(to_tree(problem))


def problem_body(problem: Problem, at: str) -> Kept:
    """The body of a kept problem."""
    data = problem_bytes(problem)
    return Kept(
        role=Role.PROBLEM, digest=sha256(data).hexdigest(), media_type="application/json", size=len(data),
        taken_from="", taken_at=at, name="problem",
    )  # fmt: skip
