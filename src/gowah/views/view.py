"""One state of the record as the steps see it: typed values read back from the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from gowah.model import (
    Block,
    Claimed,
    Decided,
    Described,
    Evidence,
    Family,
    Figure,
    Incident,
    Kept,
    Mention,
    Problem,
    SourceText,
    Value,
    Verdict,
    read_id,
)  # fmt: skip
from gowah.model.canonical import parse
from gowah.model.codec import from_tree
from gowah.views.fold import digest_rows, typed
from gowah.views.memo import FolderMemo
from gowah.views.schema import COMPARED, DERIVED, connect

T = TypeVar("T")
_TEXTS = """SELECT t.entry, t.source, s.name, s.media_type, t.text, t.typed FROM texts t
    JOIN sightings s ON s.entry = t.source"""


class View:
    """The views of a record at one checkpoint, in `views/record.sqlite` or in memory (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.db: sqlite3.Connection = connect(path)

    def __enter__(self) -> View:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self.db.close()

    @property
    def memo(self) -> FolderMemo | None:
        """What steps worked out for these views before; None for views that are not kept."""
        return FolderMemo(folder=self.path.parent / "memo") if self.path else None

    def about(self, key: str) -> str | None:
        """What the view says of itself: folded, derived, program, settings."""
        row = self.db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def texts(self) -> tuple[SourceText, ...]:
        """All live texts, in the order of their ids."""
        rows = self.db.execute(f"{_TEXTS} ORDER BY t.entry")
        return tuple(_source_text(*row) for row in rows)

    def mentions(self) -> tuple[Mention, ...]:
        """All live mentions with people's rulings on their values applied."""
        wrong, corrected = self._value_rulings()
        found = []
        for entry, text, by, claimed in self.db.execute("SELECT entry, text, by, typed FROM mentions ORDER BY entry"):
            if (entry, None) in wrong:
                continue
            body = from_tree(parse(claimed.encode()), Claimed)
            values = tuple(corrected.get((entry, n), value) for n, value in enumerate(body.values))
            struck = tuple(n for n in range(len(values)) if (entry, n) in wrong)
            found.append(
                Mention(entry=entry, text=text, claimed=replace(body, values=values), struck=struck, tool=tool_name(by))
            )
        return tuple(found)

    def rulings(self) -> tuple[tuple[int, Decided], ...]:
        """(entry, ruling) of every ruling that holds."""
        rows = self.db.execute("SELECT entry, typed FROM rulings ORDER BY entry")
        return tuple((entry, from_tree(parse(body.encode()), Decided)) for entry, body in rows)

    def pair_rulings(self) -> tuple[tuple[str, int, int], ...]:
        """(verdict, mention, mention) of rulings that two mentions are one incident or are not."""
        wanted = (Verdict.SAME_INCIDENT, Verdict.DIFFERENT_INCIDENT)
        return tuple(
            (ruling.verdict.value, read_id(ruling.about[0])[1], read_id(ruling.about[1])[1])
            for _, ruling in self.rulings()
            if ruling.verdict in wanted and len(ruling.about) == 2
        )

    def origin_rulings(self) -> tuple[tuple[str, int, int], ...]:
        """(verdict, text, text) of rulings that two reports rest on one origin or do not; a claim names its report.

        A ruling on a source holds for whatever text is read out of it.
        """
        wanted = (Verdict.SAME_ORIGIN, Verdict.DIFFERENT_ORIGIN)
        made = [one for _, one in self.rulings() if one.verdict in wanted and len(one.about) == 2]
        if not made:
            return ()
        text_of = {text.source: text.entry for text in self.texts()}
        text_of |= {text: text for text in text_of.values()}
        text_of |= {mention.entry: mention.text for mention in self.mentions()}
        named = [(one.verdict.value, [read_id(name)[1] for name in one.about]) for one in made]
        return tuple((verdict, text_of[a], text_of[b]) for verdict, (a, b) in named if a in text_of and b in text_of)

    def sightings(self) -> tuple[tuple[int, Kept], ...]:
        """(source, what was kept) of every sighting of every original."""
        rows = self.db.execute("SELECT source, typed FROM sightings ORDER BY entry")
        return tuple((source, from_tree(parse(body.encode()), Kept)) for source, body in rows)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be taken in, read or claimed from."""
        rows = self.db.execute("SELECT place, what, hint FROM problems ORDER BY entry")
        return tuple(Problem(where=where, what=what, hint=hint) for where, what, hint in rows)

    def families(self) -> tuple[Family, ...]:
        """Families as last traced."""
        return tuple(self._typed("families", Family))

    def incidents(self) -> tuple[Incident, ...]:
        """Incidents as last linked."""
        return tuple(self._typed("incidents", Incident))

    def figures(self) -> tuple[Figure, ...]:
        """Figures as last counted."""
        return tuple(self._typed("figures", Figure))

    def evidence(self) -> Evidence:
        """Everything that `ask` and `publish` may know."""
        return Evidence(
            size=int(self.about("folded") or 0), texts=self.texts(), mentions=self.mentions(), families=self.families(),
            incidents=self.incidents(), figures=self.figures(), problems=self.problems(), sightings=self.sightings(),
        )  # fmt: skip

    def store(
        self,
        families: Sequence[Family],
        incidents: Sequence[Incident],
        figures: Sequence[Figure],
        about: dict[str, str],
    ) -> None:
        """Replaces all derived tables at once; `about` says from which settings and program."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            for table in DERIVED:
                self.db.execute(f"DELETE FROM {table}")
            self.db.executemany(f"INSERT INTO families VALUES ({_marks(6)})", map(_family_row, families))
            self.db.executemany(f"INSERT INTO incidents VALUES ({_marks(11)})", map(_incident_row, incidents))
            self.db.executemany(f"INSERT INTO figures VALUES ({_marks(11)})", map(_figure_row, figures))
            self.db.executemany("INSERT OR REPLACE INTO about VALUES (?,?)", about.items())
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:  # a full disk has rolled back already
                self.db.execute("ROLLBACK")
            raise

    def search(self, words: str, limit: int = 50) -> tuple[int, ...]:
        """Ids of the texts that hold all these words, best first."""
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not query:
            return ()
        rows = self.db.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", (query, limit))
        return tuple(row[0] for row in rows)

    def rests_on(self, entry: int | None, tool: str) -> dict[int, str]:
        """Live entries that a tool (any version) made on the ground of `entry`: id -> what they say.

        What they say is comparable with `said_by`; `entry` None asks for what rests on nothing.
        """
        rows = self.db.execute(
            """SELECT e.id, coalesce(t.typed, m.typed), p.place, p.what, p.hint FROM entries e
            LEFT JOIN texts t ON t.entry = e.id LEFT JOIN mentions m ON m.entry = e.id
            LEFT JOIN problems p ON p.entry = e.id
            WHERE e.because = ? AND e.state = 'live' AND substr(e.by, 1, ?) = ?
            AND (t.entry IS NOT NULL OR m.entry IS NOT NULL OR p.entry IS NOT NULL) ORDER BY e.id""",
            ("" if entry is None else f"e{entry}", len(f"tool:{tool}/"), f"tool:{tool}/"),
        )
        return {
            id: said if said is not None else said_by(Problem(where=where, what=what, hint=hint))
            for id, said, where, what, hint in rows
        }

    def sources(self) -> tuple[int, ...]:
        """Ids of all sources: the first sighting of each."""
        rows = self.db.execute("SELECT entry FROM sightings WHERE entry = source ORDER BY entry")
        return tuple(row[0] for row in rows)

    def source(self, entry: int) -> Kept:
        """What was kept in one sighting."""
        row = self.db.execute("SELECT typed FROM sightings WHERE entry = ?", (entry,)).fetchone()
        return from_tree(parse(row[0].encode()), Kept)

    def waiting(self) -> tuple[int, ...]:
        """Sources that no reader has been at yet: neither a text nor a problem rests on them."""
        rows = self.db.execute(
            """SELECT entry FROM sightings WHERE entry = source AND source NOT IN (SELECT source FROM texts)
            AND entry NOT IN (SELECT concerns FROM problems WHERE concerns IS NOT NULL) ORDER BY entry"""
        )
        return tuple(row[0] for row in rows)

    def text_entries(self) -> tuple[int, ...]:
        """Ids of all live texts."""
        return tuple(row[0] for row in self.db.execute("SELECT entry FROM texts ORDER BY entry"))

    def letters(self) -> int:
        """Code points of all live texts together."""
        return int(self.db.execute("SELECT coalesce(sum(length(text)), 0) FROM texts").fetchone()[0])

    def text(self, entry: int) -> SourceText:
        """One live text."""
        return _source_text(*self.db.execute(f"{_TEXTS} WHERE t.entry = ?", (entry,)).fetchone())

    def identities(self) -> tuple[str, ...]:
        """Digests of everything kept, by which a repeat is recognised."""
        return tuple(row[0] for row in self.db.execute("SELECT DISTINCT identity FROM sightings ORDER BY identity"))

    def same_source(self, entry: int) -> tuple[int, ...]:
        """All sightings of the source that this entry is a sighting of, or the entry alone."""
        rows = self.db.execute(
            "SELECT entry FROM sightings WHERE source = (SELECT source FROM sightings WHERE entry = ?) ORDER BY entry",
            (entry,),
        ).fetchall()
        return tuple(row[0] for row in rows) or (entry,)

    def text_digest(self, entry: int) -> str:
        """SHA-256 (hex) of a live text's bytes."""
        return str(self.db.execute("SELECT digest FROM texts WHERE entry = ?", (entry,)).fetchone()[0])

    def claimed_in(self, text: int) -> tuple[tuple[str, Claimed], ...]:
        """(tool, claim) of every live mention in a text, in the order of entry."""
        rows = self.db.execute("SELECT by, typed FROM mentions WHERE text = ? ORDER BY entry", (text,))
        return tuple((tool_name(by), from_tree(parse(body.encode()), Claimed)) for by, body in rows)

    def confirmed(self) -> frozenset[int]:
        """Mentions that a person ruled right, as a whole or in a value: no tool withdraws them."""
        return frozenset(
            read_id(name)[1] for _, ruling in self.rulings() if ruling.verdict is Verdict.RIGHT for name in ruling.about
        )

    def recipe(self) -> dict[tuple[str, str], tuple[int, str]]:
        """(role, name) of settings and hand-made tables in force -> (entry, digest of their bytes)."""
        rows = self.db.execute("SELECT role, name, entry, digest FROM recipes ORDER BY entry")
        return {(role, name): (entry, digest) for role, name, entry, digest in rows}

    def editions(self, role: str, name: str) -> tuple[int, ...]:
        """All entries of a recipe file or a hand-made table that were not withdrawn, the one in force last."""
        rows = self.db.execute("SELECT entry FROM recipes WHERE role = ? AND name = ? ORDER BY entry", (role, name))
        return tuple(entry for (entry,) in rows)

    def releases(self) -> int:
        """The number of the newest release; 0 when nothing was published."""
        return int(self.db.execute("SELECT coalesce(max(number), 0) FROM releases").fetchone()[0])

    def done(self, step: str, tool: str, under: str) -> frozenset[int]:
        """Entries that this tool has been through under these settings."""
        wanted = (step, tool, under)
        rows = self.db.execute("SELECT subject FROM work WHERE step = ? AND tool = ? AND under = ?", wanted)
        return frozenset(row[0] for row in rows)

    def mark_done(self, step: str, tool: str, under: str, subjects: Iterable[int]) -> None:
        """Remembers that these entries need not be gone through again."""
        rows = [(step, subject, tool, under) for subject in subjects]
        self.db.executemany("INSERT OR REPLACE INTO work VALUES (?,?,?,?)", rows)

    def digests(self) -> dict[str, str]:
        """Table -> SHA-256 (hex) of its rows in key order."""
        return {table: digest_rows(self.db, table) for table in COMPARED}

    def _typed(self, table: str, cls: type[T]) -> Iterator[T]:
        for (body,) in self.db.execute(f"SELECT typed FROM {table} ORDER BY id"):
            yield from_tree(parse(body.encode()), cls)

    def _value_rulings(self) -> tuple[set[tuple[int, int | None]], dict[tuple[int, int], Value]]:
        wrong: set[tuple[int, int | None]] = set()
        corrected: dict[tuple[int, int], Value] = {}
        for _, ruling in self.rulings():
            for name in ruling.about:
                _, entry, position = read_id(name)
                if ruling.verdict is Verdict.WRONG:
                    wrong.add((entry, position))
                elif ruling.verdict is Verdict.RIGHT:
                    wrong.discard((entry, position))
                elif ruling.verdict is Verdict.CORRECTED and position is not None and ruling.value is not None:
                    corrected[entry, position] = ruling.value
        return wrong, corrected


def tool_name(by: str) -> str:
    """The tool in the `by` of a line, without its version; empty for a person's key."""
    return by.removeprefix("tool:").partition("/")[0] if by.startswith("tool:") else ""


def said_by(body: Claimed | Kept | Problem) -> str:
    """What an entry says, in a form that two of them can be compared in."""
    if isinstance(body, Problem):
        return "\x1f".join((body.where, body.what, body.hint))
    return typed(body)


def layout_blocks(layout: str | None) -> tuple[Block, ...]:
    """The blocks of a `Kept.layout`: one a line, `kind start end`."""
    rows = [line.split(" ") for line in (layout or "").splitlines()]
    return tuple(Block(kind=kind, start=int(start), end=int(end)) for kind, start, end in rows)


def layout_text(blocks: Iterable[Block]) -> str:
    """The inverse of `layout_blocks`."""
    return "\n".join(f"{block.kind} {block.start} {block.end}" for block in blocks)


def _source_text(entry: int, source: int, file: str, media_type: str, text: str, body: str) -> SourceText:
    kept = from_tree(parse(body.encode()), Kept)
    return SourceText(
        entry=entry, source=source, file=file, media_type=media_type, described=kept.described or Described(),
        layout=layout_blocks(kept.layout), text=text,
    )  # fmt: skip


def _marks(n: int) -> str:
    return ",".join("?" * n)


def _family_row(family: Family) -> tuple[object, ...]:
    return family.id, family.origin, family.origin_name, len(family.members), int(family.certain), typed(family)


def _incident_row(incident: Incident) -> tuple[object, ...]:
    def code(term: object) -> str | None:
        return getattr(term, "code", None)

    return (
        incident.id, incident.when and incident.when.earliest, incident.when and incident.when.latest,
        incident.where and incident.where.place, code(incident.site), code(incident.community),
        code(incident.perpetrator), code(incident.tactic), incident.responsibility.status, len(incident.mentions),
        typed(incident),
    )  # fmt: skip


def _figure_row(figure: Figure) -> tuple[object, ...]:
    return (
        figure.id, figure.measure, typed(figure.scope), figure.rule, figure.low, figure.best, figure.high,
        figure.reports, figure.origins_low, figure.origins_high, typed(figure),
    )  # fmt: skip
