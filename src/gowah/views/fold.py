"""Entries -> base tables, one entry at a time: the fold that every view begins with."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable

from gowah.model import (
    Claimed,
    Decided,
    Entry,
    Kept,
    Published,
    Role,
    value_id,
    wording,
)  # fmt: skip
from gowah.model.canonical import canonical, parse
from gowah.model.codec import to_tree

Original = Callable[[str], bytes]
"""Digest (hex) -> the bytes kept under it."""


ASKED = "asked"
"""The step under which `work` remembers which model was asked about a text last."""


def typed(thing: object) -> str:
    """The canonical JSON of one of our frozen types, as stored in a `typed` column."""
    return canonical(to_tree(thing)).decode()


def fold(db: sqlite3.Connection, entries: Iterable[Entry], original: Original) -> None:
    """Brings the base tables on by these entries, which follow those already folded. One transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        last = changed = None
        for entry in entries:
            _one(db, entry, original)
            last = entry.id
            changed = entry.id if _matters(entry) else changed
        for key, value in (("folded", last), ("changed", changed)):
            if value is not None:
                db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, str(value + 1)))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back already
            db.execute("ROLLBACK")
        raise


def folded(db: sqlite3.Connection) -> int:
    """How many entries the base tables hold."""
    row = db.execute("SELECT value FROM about WHERE key = 'folded'").fetchone()
    return int(row[0]) if row else 0


def _matters(entry: Entry) -> bool:
    """Whether families, incidents and figures can be other after this entry."""
    idle = isinstance(entry.body, Published) or (
        isinstance(entry.body, Kept) and entry.body.role in {Role.ORIGINAL, Role.PROBLEM, Role.ANSWER}
    )
    return not idle


def _one(db: sqlite3.Connection, entry: Entry, original: Original) -> None:
    line, body = entry.line, entry.body
    state = "live" if body is not None else "erased"
    because = " ".join(f"e{n}" for n in line.because)
    db.execute("INSERT INTO entries VALUES (?,?,?,?,?,?)", (entry.id, line.kind, line.at, line.by, because, state))
    if line.kind in {"withdrawn", "erased"}:  # by the line: it holds even when its body was erased
        for number in line.because:
            _drop(db, number, line.kind)
    match body:
        case Kept(role=Role.ORIGINAL):
            _sighting(db, entry, body)
        case Kept(role=Role.TEXT):
            _text(db, entry, body, original)
        case Kept(role=Role.PROBLEM):
            tree = parse(original(body.digest))
            if isinstance(tree, dict):
                concerns = line.because[0] if line.because else None
                said = (tree.get("where"), tree.get("what"), tree.get("hint"))
                db.execute("INSERT INTO problems VALUES (?,?,?,?,?,?)", (entry.id, concerns, line.by, *said))
        case Kept(role=Role.ANSWER):  # a text is not asked about again; `work` belongs to no digest
            asked = (ASKED, line.because[0], line.by.partition("/")[0], body.name)
            db.execute("INSERT OR REPLACE INTO work VALUES (?,?,?,?)", asked)
        case Kept():
            db.execute("INSERT INTO recipes VALUES (?,?,?,?)", (entry.id, body.role.value, body.name, body.digest))
        case Claimed():
            _mention(db, entry, body)
        case Decided():
            about = " ".join(body.about)
            db.execute("INSERT INTO rulings VALUES (?,?,?,?,?)", (entry.id, body.verdict, about, line.by, typed(body)))
        case Published():
            made = (body.number, body.size, body.root)
            db.execute("INSERT INTO releases VALUES (?,?,?,?,?)", (entry.id, *made, typed(body)))


def _sighting(db: sqlite3.Connection, entry: Entry, body: Kept) -> None:
    identity = body.content_digest or body.digest
    first = db.execute("SELECT min(source) FROM sightings WHERE identity = ?", (identity,)).fetchone()[0]
    source = entry.id if first is None else first
    row = (
        entry.id, source, identity, body.name, body.media_type, body.size, body.taken_from, body.taken_at, typed(body),
    )  # fmt: skip
    db.execute("INSERT INTO sightings VALUES (?,?,?,?,?,?,?,?,?)", row)


def _text(db: sqlite3.Connection, entry: Entry, body: Kept, original: Original) -> None:
    found = db.execute("SELECT source FROM sightings WHERE entry = ?", (entry.line.because[0],)).fetchone()
    if found is None:
        return
    about, text = body.described, original(body.digest).decode("utf-8")
    said = (None,) * 6 if about is None else (
        about.title, about.publisher, about.author, about.published, about.url, about.language,
    )  # fmt: skip
    row = (entry.id, found[0], body.digest, *said, text, typed(body))
    db.execute("INSERT INTO texts VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
    db.execute("INSERT INTO search (rowid, title, text) VALUES (?,?,?)", (entry.id, said[0], text))


def _mention(db: sqlite3.Connection, entry: Entry, body: Claimed) -> None:
    text = entry.line.because[0]
    if db.execute("SELECT 1 FROM texts WHERE entry = ?", (text,)).fetchone() is None:
        return
    span = (body.anchor.start, body.anchor.end)
    start = (entry.id, text, body.kind, entry.line.by)
    db.execute("INSERT INTO mentions VALUES (?,?,?,?,?,?,?)", (*start, *span, typed(body)))
    for n, value in enumerate(body.values):
        speakers = " ← ".join(speaker.name for speaker in value.speakers)
        row = (
            value_id(entry.id, n), entry.id, n, text, body.kind, value.property, wording(value.value), value.quote,
            value.start, value.end, speakers, value.certainty.value, value.of_whom,
        )  # fmt: skip
        db.execute("INSERT INTO claims VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", row)


def _drop(db: sqlite3.Connection, number: int, state: str) -> None:
    """Takes what an entry brought out of the tables, and with a text all that was read in it."""
    db.execute("UPDATE entries SET state = ? WHERE id = ? AND state <> 'erased'", (state, number))
    row = db.execute("SELECT title, text FROM texts WHERE entry = ?", (number,)).fetchone()
    if row is not None:
        db.execute("INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, *row))
        for table in ("mentions", "claims"):
            db.execute(f"DELETE FROM {table} WHERE text = ?", (number,))
    db.execute("DELETE FROM claims WHERE mention = ?", (number,))
    for table in ("sightings", "texts", "mentions", "problems", "rulings", "recipes"):
        db.execute(f"DELETE FROM {table} WHERE entry = ?", (number,))


def digest_rows(db: sqlite3.Connection, table: str) -> str:
    """SHA-256 (hex) of a table read in key order."""
    info = db.execute(f"PRAGMA table_info({table})").fetchall()
    columns = ", ".join(f'"{row[1]}"' for row in info)
    keys = ", ".join(f'"{row[1]}"' for row in sorted(info, key=lambda row: row[5]) if row[5])
    digest = hashlib.sha256()
    for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY {keys}"):
        digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()
