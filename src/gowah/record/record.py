"""The record: open, the eight verbs, verify, rebuild. Only this file knows the order of the steps.

Steps yield values; here they are stamped with `at`, `by` and `because`, sealed and appended, and the views
are brought up to the ledger.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gowah.errors import DiskFailed, NotARecord, UsageMistake
from gowah.hooks import Plugin, plugins
from gowah.ledger import Draft, Erasure, Fault, Keyring, Ledger, NotThere, Verified, origin_of, verify
from gowah.model import Answer, Decided, Evidence, Found, Problem, Reason, Value, Verdict, Withdrawn, read_id
from gowah.record.answers import ask_all
from gowah.record.entering import Entering, problem_body, problem_bytes, tool
from gowah.record.folder import destroy, lay_out, recipe_body, recipe_files, recipe_gone
from gowah.record.recipe import InForce, Recipe, in_force
from gowah.record.release import enter_release, proof_files, write_folder
from gowah.record.released import verify_release
from gowah.record.steps import (
    Done,
    Progress,
    Step,
    bring_on,
    claim_all,
    derive,
    go_through,
    read_all,
    suppressed,
    tell,
)  # fmt: skip
from gowah.record.used import HandRow, hand_rows
from gowah.version import __version__
from gowah.views import Cards, View, as_rows, dump, frame, said_by
from gowah.words import Settings, Tables

if TYPE_CHECKING:
    import pandas

PROGRAM = f"gowah/{__version__}"

VIEW_DIFFERS = "holds other rows than the ledger gives: `gowah rebuild` makes it again"
ROOM = "What was entered is safe. Make room or the folder writable, and run the same command again."

Clock = Callable[[], datetime]


class Record:
    """A record: a folder whose ledger is the truth and whose views can be thrown away."""

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        self.folder = folder
        self.keyring = _keyring(origin_of(folder))
        self.ledger = Ledger.open(folder, self.keyring)
        self._clock: Clock = clock or (lambda: datetime.now(UTC))

    # ------------------------------------------------------------------ finding and making

    @classmethod
    def create(cls, folder: str | Path, *, clock: Clock | None = None) -> Record:
        """A new, empty record in a folder that does not exist yet or is empty. Raises `UsageMistake`."""
        home = Path(folder)
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise UsageMistake(f"{home} exists already", hint="Give the name of a folder that is new or empty.")
        origin = f"gowah.invalid/{secrets.token_hex(8)}"
        lay_out(home)
        Ledger.create(home, origin, Keyring.create(origin))
        record = cls(home, clock=clock)
        key = record._key()
        record.ledger.append([Draft(at=record._now(), by=f"key:{key.key_id}", body=key.introduction())])
        record.keep_recipe()
        return record

    @classmethod
    def open(cls, folder: str | Path | None = None, *, clock: Clock | None = None) -> Record:
        """The record at `folder`, or, without one, in `GOWAH_RECORD`, this folder or the nearest above it.

        Raises `NotARecord`.
        """
        given = folder or os.environ.get("GOWAH_RECORD")
        start = Path(given) if given else Path.cwd()
        for place in [start] if given else [start, *start.parents]:
            if (place / "ledger" / "checkpoint").is_file():
                return cls(place, clock=clock)
        raise NotARecord(
            f"there is no record in {start}" + ("" if given else " or above it"),
            hint="Make one with `gowah new DIR`, or name one with `-r DIR`.",
        )

    # ------------------------------------------------------------------ the eight verbs

    def keep(self, *places: str | Path, progress: Progress | None = None) -> Done:
        """Takes in files, folders, archives and URLs. The same bytes again are a further sighting."""
        new, again, refused = 0, 0, 0
        problems: list[Problem] = []
        entering = Entering(self.ledger, self._now())
        with self._view() as view:
            known = set(view.identities())
            noted = {id: said for each in plugins("keep") for id, said in view.rests_on(None, each.name).items()}
            taken: set[str] = set()
            for plugin, item in self._found(places, entering.at):
                if isinstance(item, Problem):
                    problems.append(item)
                    if said_by(item) not in noted.values():
                        entering.add(problem_body(item, entering.at), tool(plugin), (), problem_bytes(item))
                elif suppressed(self.ledger, item.kept):
                    refused += 1
                else:
                    identity = item.kept.content_digest or item.kept.digest
                    new, again = new + (identity not in known), again + (identity in known)
                    known.add(identity)
                    taken.add(item.kept.taken_from)
                    entering.add(item.kept, tool(plugin), (), item.content)
                    tell(progress, "keep", new + again, 0)
                if entering.full:
                    entering.flush()
            mended = tuple(id for id, said in noted.items() if said.split("\x1f")[0] in taken)
            if mended:
                entering.add(Withdrawn(reason=Reason.SUPERSEDED), f"tool:{PROGRAM}", mended)
            entering.flush()
            bring_on(view, self.ledger)
        counts = (("new", new), ("seen before", again), ("refused", refused), ("problems", len(problems)))
        return Done(counts=counts, problems=tuple(problems))

    def read(self, *, progress: Progress | None = None, engine: str | None = None) -> Done:
        """Reads the text out of every original that these readers have not been through yet; `engine`: see `claim`."""
        return self._each("read", partial(read_all, recipe=self._recipe(), engine=engine), progress)

    def claim(self, *, progress: Progress | None = None, workers: int | None = None, engine: str | None = None) -> Done:
        """Finds the claims in every text that these claimers have not been through yet.

        `workers`: processes side by side; None: two where there is much to read, else this one alone. `engine`:
        `spark` has it done by a cluster, or by two threads of this machine; the same is entered.
        """
        done = self._each("claim", partial(claim_all, recipe=self._recipe(), workers=workers, engine=engine), progress)
        with self._view() as view, _refusals():
            return done + ask_all(self.ledger, view, self._current(), self._now(), progress)

    def trace(self) -> Done:
        """Which passages come from one origin."""
        evidence = self.evidence(refresh=True)
        return Done(counts=(("texts", len(evidence.texts)), ("families", len(evidence.families))))

    def link(self, *, engine: str | None = None) -> Done:
        """Which mentions are one incident; `engine`: duckdb, or spark where that is installed."""
        evidence = self.evidence(refresh=True, engine=engine)
        return Done(counts=(("mentions", len(evidence.mentions)), ("incidents", len(evidence.incidents))))

    def count(self) -> Done:
        """Figures with their ranges."""
        return Done(counts=(("figures", len(self.evidence(refresh=True).figures)),))

    def run(self, *, progress: Progress | None = None, workers: int | None = None) -> Done:
        """read, claim, trace, link, count. Resumes where it stopped; running it twice enters nothing new."""
        gone = Done(problems=self.keep_recipe())
        done = gone + self.read(progress=progress) + self.claim(progress=progress, workers=workers)
        tell(progress, "trace, link, count", 0, 1)
        evidence = self.evidence(refresh=True)
        tell(progress, "trace, link, count", 1, 1)
        found = ("texts", "mentions", "families", "incidents", "figures")
        return done + Done(counts=tuple((name, len(getattr(evidence, name))) for name in found))

    def ask(self, question: str, *, as_of: int | None = None) -> Answer:
        """The answer from the record, every sentence cited; or an abstention with its reason."""
        evidence = self.evidence(as_of=as_of)
        for answerer in plugins("ask"):
            answer: Answer | None = answerer.ask(question, evidence, self.tables, self.settings)
            if answer is not None:
                return answer
        return Answer(
            question=question, understood="", kind="unknown", answer="", abstained=True,
            reason="The question could not be understood. Ask in English, such as: "
            "How many people were killed in Kabul in 2021?",
        )  # fmt: skip

    def publish(self, out: str | Path | None = None) -> Path:
        """Writes a release under `releases/`, with its proof, and a copy at `out`; its folder is returned."""
        target = Path(out) if out else None
        if target is not None and target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageMistake(f"{target} is not empty", hint="Publish into a new folder, or empty this one first.")
        evidence, (settings, tables) = self.evidence(), self._current()
        files = {path: data for each in plugins("publish") for path, data in each.publish(evidence, tables, settings)}
        with self._view() as view:
            because = tuple(sorted(entry for entry, _ in view.recipe().values()))
            number = view.releases() + 1
        entry = enter_release(self.ledger, number, files, evidence, settings, because, self._now(), f"tool:{PROGRAM}")
        files |= proof_files(self.ledger, entry, evidence, tables, settings)
        home = self.folder / "releases" / f"{number:03}"
        write_folder(home, files)
        if target is not None:
            shutil.copytree(home, target, dirs_exist_ok=True)
        return target or home

    # ------------------------------------------------------------------ the record itself

    def decide(self, verdict: Verdict, *about: str, value: Value | None = None, reason: str | None = None) -> int:
        """Enters a ruling, signed by the key of whoever holds this record's keys; its id is returned."""
        body = Decided(verdict=verdict, about=about, value=value, reason=reason)
        because = tuple(sorted({read_id(name)[1] for name in about}))
        by = f"key:{self._key().key_id}"
        return self.ledger.append([Draft(at=self._now(), by=by, body=body, because=because)])[0]

    def undo(self, ruling: int) -> int:
        """Enters that a ruling no longer holds; the id of that entry is returned."""
        body, by = Withdrawn(reason=Reason.WRONG), f"key:{self._key().key_id}"
        return self.ledger.append([Draft(at=self._now(), by=by, body=body, because=(ruling,))])[0]

    def erase(self, id: str, *, because: Reason, authority: str) -> Erasure:
        """Destroys an entry's body and all that rests on it, here and in this record's releases.

        The lines stay and every proof holds. A source goes with all its sightings.
        """
        _, entry, _ = read_id(id)
        with self._view() as view:
            targets = view.same_source(entry)
        erasure = self.ledger.erase(targets, because, authority, at=self._now(), by=f"key:{self._key().key_id}")
        for place in (self.folder / "views", *sorted((self.folder / "releases").glob("[0-9]*"))):
            destroy(place)
        self.evidence()
        return erasure

    def verify(
        self, *, held: bytes | None = None, vkey: str | None = None, progress: Progress | None = None
    ) -> Verified:
        """Recomputes everything, and says what was proved and what was not."""
        self.ledger.refresh()
        found = verify(self.folder, held=held, vkey=vkey, progress=partial(tell, progress, "verify"))
        if found.faults:
            return found
        views = [Fault(where=f"views, {table}", what=VIEW_DIFFERS) for table in self.rebuild(check=True)]
        return replace(found, faults=(*views, *self._release_faults(vkey)))

    def _release_faults(self, vkey: str | None) -> Iterator[Fault]:
        for home in sorted((self.folder / "releases").glob("[0-9]*")):
            for fault in verify_release(home, vkey or str(self.ledger.vkey)).faults:
                yield Fault(where=f"releases/{home.name}/{fault.where}", what=fault.what)

    def rebuild(self, *, check: bool = False) -> tuple[str, ...]:
        """Makes the views again from the ledger. With `check`, names the tables that came out otherwise."""
        if not check:
            shutil.rmtree(self.folder / "views", ignore_errors=True)
            self.evidence()
            return ()
        self.evidence()
        with self._view() as now, View(None) as again:
            bring_on(again, self.ledger)
            for view in (again,) if now.path else (now, again):
                derive(view, self.ledger, PROGRAM)
            before, after = now.digests(), again.digests()
        return tuple(table for table in after if before[table] != after[table])

    def evidence(self, *, as_of: int | None = None, refresh: bool = False, engine: str | None = None) -> Evidence:
        """One consistent state of the record, at the head or as of the first `as_of` entries."""
        if as_of is not None:
            return self._afresh(as_of)
        try:
            with self._view() as view:
                if refresh or view.about("derived") != view.about("changed") or view.about("program") != PROGRAM:
                    derive(view, self.ledger, PROGRAM, engine)
                return view.evidence()
        except sqlite3.OperationalError:  # the disk took the view as far as it went, and no further
            return self._afresh(None)

    def dump(self, *, as_of: int | None = None) -> dict[str, Any]:
        """The record as other programs read it (docs/formats.md)."""
        return dump(self.evidence(as_of=as_of), self.tables)

    def waiting(self) -> tuple[int, ...]:
        """Sources that no reader has been at yet."""
        with self._view() as view:
            return view.waiting()

    @property
    def settings(self) -> Settings:
        """The recipe as it stands in `gowah.toml`."""
        return self._current()[0]

    @property
    def tables(self) -> Tables:
        """The shipped tables of the recipe's regions with the rows of `hand/` over them."""
        return self._current()[1]

    def hand_rows(self) -> tuple[HandRow, ...]:
        """The rows of `hand/`, each with the number of values that name it."""
        return hand_rows(self.tables, self.evidence().mentions)

    def show(self, id: str | None = None, *, as_of: int | None = None) -> dict[str, Any]:
        """All that the record knows of a source, claim, incident, family or figure; None: what there is at all.

        Raises `UnknownName`.
        """
        cards = Cards(self.evidence(as_of=as_of), self.tables)
        return cards.overview() if id is None else cards.card(id)

    # ------------------------------------------------------------------ tables for notebooks

    @property
    def sources(self) -> pandas.DataFrame:
        """One row a source."""
        return frame(self.dump()["sources"], ("id", "publisher", "published", "title", "language", "file", "family"))

    @property
    def claims(self) -> pandas.DataFrame:
        """One row a value, with its quote and speakers."""
        columns = ("id", "source", "kind", "property", "value", "quote", "speakers", "certainty", "of_whom")
        return frame(self.dump()["claims"], columns)

    @property
    def incidents(self) -> pandas.DataFrame:
        """One row an incident, with its ranges."""
        columns = ("id", "when", "where", "site", "community", "perpetrator", "killed", "injured", "hurt", "origins")
        return frame(self.dump()["incidents"], columns)

    @property
    def figures(self) -> pandas.DataFrame:
        """One row a figure."""
        columns = ("id", "measure", "scope", "low", "best", "high", "reports", "origins_low", "origins_high")
        return frame(as_rows(self.evidence().figures), columns)

    def __repr__(self) -> str:
        return f"<Record {self.folder.name}: {self.ledger.size} entries>"

    def _repr_html_(self) -> str:
        evidence = self.evidence()
        rows = "".join(
            f"<tr><td>{name}</td><td style='text-align:right'>{len(getattr(evidence, name))}</td></tr>"
            for name in ("texts", "mentions", "families", "incidents", "problems")
        )
        return f"<table><caption>Record, {self.ledger.size} entries</caption>{rows}</table>"

    # ------------------------------------------------------------------ inside

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _key(self) -> Keyring:
        if self.keyring is None:
            raise UsageMistake(
                "this needs the record's keys, which are not on this machine",
                hint="Copy the keys' folder here (see the record's README.txt).",
            )
        return self.keyring

    def _afresh(self, size: int | None) -> Evidence:
        with View(None) as view:
            bring_on(view, self.ledger, size)
            derive(view, self.ledger, PROGRAM)
            return view.evidence()

    def _view(self) -> View:
        """The views on disk, brought on to the ledger's head."""
        self.ledger.refresh()
        path = self.folder / "views" / "record.sqlite"
        try:
            view = View(path)
            bring_on(view, self.ledger)
        except sqlite3.OperationalError:  # read-only or full: a view that is not kept serves as well
            view = View(None)
            bring_on(view, self.ledger)
        except sqlite3.DatabaseError:  # not a database any more: it can be thrown away
            shutil.rmtree(path.parent, ignore_errors=True)
            view = View(path)
            bring_on(view, self.ledger)
        return view

    def _found(self, places: tuple[str | Path, ...], at: str) -> Iterator[tuple[Plugin, Found | Problem]]:
        keepers, settings = plugins("keep"), self.settings
        for place in map(str, places):
            for keeper in keepers:
                found = keeper.keep(place, at=at, settings=settings)
                if found is not None:
                    yield from ((keeper, item) for item in found)
                    break
            else:
                what, hint = "nothing here knows how to keep this", "Give a path or URL."
                yield keepers[0], Problem(where=place, what=what, hint=hint)

    def _each(self, step: str, one: Step, progress: Progress | None) -> Done:
        with self._view() as view, _refusals():
            return go_through(step, one, self.ledger, view, self._current(), self._now(), progress)

    def keep_recipe(self) -> tuple[Problem, ...]:
        """Enters the recipe and hand-made tables that are other than those in force; withdraws those that are gone."""
        entering, files = Entering(self.ledger, self._now()), recipe_files(self.folder)
        with self._view() as view:
            known = {key: digest for key, (_, digest) in view.recipe().items()}
            gone = sorted(known.keys() - files.keys())
            for key in gone:
                entering.add(Withdrawn(reason=Reason.SUPERSEDED), f"tool:{PROGRAM}", view.editions(*key))
        for (role, name), content in files.items():
            body = recipe_body(role, name, content, entering.at)
            if known.get((role, name)) != body.digest:
                entering.add(body, f"tool:{PROGRAM}", (), content)
        self._current()
        entering.flush()
        return tuple(recipe_gone(role, name) for role, name in gone)

    def _current(self) -> InForce:
        return in_force(self._recipe())

    def _recipe(self) -> Recipe:
        return frozenset(recipe_files(self.folder).items())


@contextmanager
def _refusals() -> Iterator[None]:
    """A disk that refuses the views is told as a disk that refuses."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskFailed(f"the views could not be written: {error}", hint=ROOM) from error


def _keyring(origin: str) -> Keyring | None:
    """The keys of this origin, if they are on this machine: reading and verifying need none."""
    try:
        return Keyring.open(origin)
    except NotThere:
        return None
