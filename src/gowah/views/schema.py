"""The tables of `views/record.sqlite`. Readable by any SQLite tool; can be thrown away at will.

Columns are for people; where a row also has `typed`, that is the canonical JSON of the frozen type the
program reads back. `work` only remembers what need not be done again and belongs to no digest.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    because TEXT NOT NULL, state TEXT NOT NULL);
CREATE INDEX entries_by_because ON entries (because);
CREATE TABLE sightings (entry INTEGER PRIMARY KEY, source INTEGER NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL,
    media_type TEXT NOT NULL, size INTEGER NOT NULL, taken_from TEXT NOT NULL, taken_at TEXT NOT NULL,
    typed TEXT NOT NULL);
CREATE INDEX sightings_by_identity ON sightings (identity, entry);
CREATE TABLE texts (entry INTEGER PRIMARY KEY, source INTEGER NOT NULL, digest TEXT NOT NULL, title TEXT,
    publisher TEXT, author TEXT, published TEXT, url TEXT, language TEXT, text TEXT NOT NULL, typed TEXT NOT NULL);
CREATE TABLE mentions (entry INTEGER PRIMARY KEY, text INTEGER NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, typed TEXT NOT NULL);
CREATE INDEX mentions_by_text ON mentions (text, entry);
CREATE TABLE claims (id TEXT PRIMARY KEY, mention INTEGER NOT NULL, position INTEGER NOT NULL, text INTEGER NOT NULL,
    kind TEXT NOT NULL, property TEXT NOT NULL, value TEXT NOT NULL, quote TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, speakers TEXT NOT NULL, certainty TEXT NOT NULL, of_whom TEXT) WITHOUT ROWID;
CREATE TABLE problems (entry INTEGER PRIMARY KEY, concerns INTEGER, by TEXT NOT NULL, place TEXT NOT NULL,
    what TEXT NOT NULL, hint TEXT NOT NULL);
CREATE TABLE rulings (entry INTEGER PRIMARY KEY, verdict TEXT NOT NULL, about TEXT NOT NULL, by TEXT NOT NULL,
    typed TEXT NOT NULL);
CREATE TABLE recipes (entry INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE releases (entry INTEGER PRIMARY KEY, number INTEGER NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
    typed TEXT NOT NULL);
CREATE TABLE families (id TEXT PRIMARY KEY, origin INTEGER, origin_name TEXT NOT NULL, members INTEGER NOT NULL,
    certain INTEGER NOT NULL, typed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE incidents (id TEXT PRIMARY KEY, earliest TEXT, latest TEXT, place TEXT, site TEXT, community TEXT,
    perpetrator TEXT, tactic TEXT, responsibility TEXT NOT NULL, mentions INTEGER NOT NULL, typed TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE figures (id TEXT PRIMARY KEY, measure TEXT NOT NULL, scope TEXT NOT NULL, rule TEXT NOT NULL, low INTEGER,
    best INTEGER, high INTEGER, reports INTEGER NOT NULL, origins_low INTEGER NOT NULL, origins_high INTEGER NOT NULL,
    typed TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(title, text, content='texts', content_rowid='entry', tokenize='unicode61');
CREATE TABLE work (step TEXT, subject INTEGER, tool TEXT, under TEXT, PRIMARY KEY (step, subject, tool)) WITHOUT ROWID;
"""

DERIVED = ("families", "incidents", "figures")
"""Tables that trace, link and count fill; each is replaced as a whole."""

COMPARED = (
    "about", "entries", "sightings", "texts", "mentions", "claims", "problems", "rulings", "recipes", "releases",
    *DERIVED,
)  # fmt: skip
"""Tables that a rebuild must give again row for row, in key order."""

VERSION = 1


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection to the views at `path`, made empty if new; None keeps them in memory."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path or ":memory:", timeout=60, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL" if path else "PRAGMA journal_mode = MEMORY")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA secure_delete = ON")
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    return db
