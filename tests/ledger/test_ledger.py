"""Entering and reading, as the rest of Gowah does it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_desk import AT, ORIGIN, REPORT, TOOL, Desk, draft, killed

from gowah.errors import (
    BadFormat,
    ForeignKey,
    LedgerBroken,
    NotARecord,
    RolledBack,
    UnknownName,
    UsageMistake,
)  # fmt: skip
from gowah.ledger import Draft, Keyring, Ledger, New, NotThere, origin_of, verify
from gowah.ledger.lines import read_line
from gowah.model import Decided, Kept, Reason, Verdict, Withdrawn, line_bytes, line_from
from gowah.model.codec import to_tree
from gowah.model.entries import Line
from gowah.model.seals import seal_of


def test_what_goes_in_comes_out(desk: Desk) -> None:
    entries = list(desk.ledger.entries())
    assert [entry.id for entry in entries] == [0, 1, 2, 3, 4]
    assert [entry.line.kind for entry in entries] == ["decided", "kept", "claimed", "claimed", "decided"]
    assert entries[2].body == killed(3)
    assert entries[2].line.because == (1,)
    assert entries[4].line.by == desk.me
    kept = entries[1].body
    assert isinstance(kept, Kept)
    assert desk.ledger.original(kept.digest) == REPORT


def test_nothing_of_a_body_shows_in_the_ledger(desk: Desk) -> None:
    """Not a word, not a name, not a digest of anything: only seals."""
    kept = desk.ledger.entry(1).body
    assert isinstance(kept, Kept)
    public = b"".join(path.read_bytes() for path in (desk.folder / "ledger").rglob("*") if path.is_file())
    for private in (b"report", b"hospital", b"killed", b'market"', kept.digest.encode(), bytes.fromhex(kept.digest)):
        assert private not in public


def test_equal_bodies_have_unequal_seals(desk: Desk) -> None:
    first, second = desk.ledger.append([draft(killed(7), 1), draft(killed(7), 1)])
    assert desk.ledger.line(first).seal != desk.ledger.line(second).seal


def test_reading_in_parts(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 600)
    everything = list(desk.ledger.entries())
    assert len(everything) == desk.ledger.size == 605
    for start, stop in [(0, 0), (0, 1), (255, 257), (256, 512), (600, 700), (604, None)]:
        assert list(desk.ledger.entries(start, stop)) == everything[start:stop]
    assert desk.ledger.entry(300) == everything[300]
    for wrong in (-1, 605):
        with pytest.raises(UnknownName):
            desk.ledger.entry(wrong)


def test_drafts_may_rest_on_drafts_of_the_same_call(desk: Desk) -> None:
    ids = desk.ledger.append([desk.kept(b"Another."), draft(killed(1), New(0), 1)], [b"Another."])
    assert desk.ledger.line(ids[1]).because == (1, ids[0])


@pytest.mark.parametrize("because", [(5,), (-1,), (New(0),), (New(1),), (New(-1),)])
def test_nothing_rests_on_what_comes_later(desk: Desk, because: tuple[int | New, ...]) -> None:
    with pytest.raises(UsageMistake):
        desk.ledger.append([draft(killed(1), *because)])
    assert desk.ledger.size == 5


def test_a_draft_that_cannot_be_entered_stops_all_of_them(desk: Desk) -> None:
    good = draft(killed(1), 1)
    bad: list[Draft] = [
        dataclasses.replace(good, at="yesterday"), dataclasses.replace(good, at="٢٠٢٢-09-07T10:00:00Z"),
        dataclasses.replace(good, by="tool:Someone"), dataclasses.replace(good, by="Somebody"),
        dataclasses.replace(good, body=Withdrawn(reason=Reason.WRONG, note="\ud800")),
    ]  # fmt: skip
    for wrong in bad:
        with pytest.raises(BadFormat):
            desk.ledger.append([good, wrong])
    with pytest.raises(UsageMistake, match="neither given nor stored"):
        desk.ledger.append([good, desk.kept(b"bytes that nobody hands over")])
    assert desk.ledger.size == desk.open().size == 5
    assert verify(desk.folder).ok


def test_entering_nothing_changes_nothing(desk: Desk) -> None:
    note = desk.ledger.note
    assert list(desk.ledger.append([])) == []
    assert desk.ledger.note == note


def test_rulings_are_signed_as_they_are_entered(desk: Desk) -> None:
    body = desk.ledger.entry(4).body
    assert isinstance(body, Decided)
    assert body.signature
    ruling = Decided(verdict=Verdict.RIGHT, about=("e3.0",))
    for by in (TOOL, "key:" + "0" * 16):
        with pytest.raises(UsageMistake, match="does not know"):
            desk.ledger.append([draft(ruling, 3, by=by)])


def test_the_first_ruling_must_introduce_its_maker(tmp_path: Path) -> None:
    keys = Keyring.create("new.example")
    ledger = Ledger.create(tmp_path / "new", "new.example", keys)
    me = f"key:{keys.key_id}"
    with pytest.raises(UsageMistake, match="does not know"):
        ledger.append([draft(Decided(verdict=Verdict.RIGHT), by=me)])
    ledger.append([draft(keys.introduction(), by=me), draft(Decided(verdict=Verdict.RIGHT), New(0), by=me)])
    assert verify(tmp_path / "new").rulings == 2


def test_a_reader_needs_no_keys_and_cannot_write(desk: Desk) -> None:
    reader = Ledger.open(desk.folder)
    assert reader.entry(2).body == killed(3)
    with pytest.raises(NotThere):
        reader.append([draft(killed(1), 1)])
    with pytest.raises(NotThere):
        reader.erase([2], Reason.AT_RISK, "desk", at=AT, by=TOOL)


def test_a_reader_follows_the_writer(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    reader = Ledger.open(desk.folder)
    assert not reader.refresh()
    grow_by(desk, 300)
    assert len(list(reader.entries())) == 5
    assert reader.refresh()
    assert len(list(reader.entries())) == 305


def test_two_writers_in_one_program_go_on_from_each_other(desk: Desk) -> None:
    other = desk.open()
    assert list(desk.ledger.append([draft(killed(1), 1)])) == [5]
    assert list(other.append([draft(killed(2), 1)])) == [6]
    assert list(desk.ledger.append([draft(killed(3), 1)])) == [7]
    assert verify(desk.folder).ok


def test_a_ledger_put_back_is_refused_by_its_own_signer(desk: Desk, tmp_path: Path) -> None:
    old = desk.copy(tmp_path / "old")
    desk.ledger.append([draft(killed(1), 1)])
    with pytest.raises(RolledBack) as told:
        Ledger.open(old, desk.keyring)
    assert "Put back the newest copy" in told.value.hint
    assert Ledger.open(old).size == 5
    desk.keyring.accept_rollback(Ledger.open(old).note)
    assert list(Ledger.open(old, desk.keyring).append([draft(killed(2), 1)])) == [5]
    with pytest.raises(RolledBack):
        desk.ledger.append([draft(killed(3), 1)])


def test_an_open_ledger_notices_that_it_was_put_back(desk: Desk, tmp_path: Path) -> None:
    old = (desk.folder / "ledger" / "checkpoint").read_bytes()
    desk.ledger.append([draft(killed(1), 1)])
    (desk.folder / "ledger" / "checkpoint").write_bytes(old)
    with pytest.raises(RolledBack):
        desk.ledger.refresh()


def test_keys_restored_from_an_older_copy_still_work(desk: Desk) -> None:
    remembered = desk.keyring.checkpoint()
    desk.ledger.append([draft(killed(1), 1)])
    assert remembered is not None
    (desk.keyring.folder / "checkpoint").write_bytes(remembered)
    assert list(desk.open().append([draft(killed(2), 1)])) == [6]
    (desk.keyring.folder / "checkpoint").unlink()
    assert list(desk.open().append([draft(killed(2), 1)])) == [7]


def test_a_moved_record_is_the_same_record(desk: Desk, tmp_path: Path) -> None:
    moved = desk.folder.rename(tmp_path / "elsewhere")
    assert origin_of(moved) == ORIGIN
    assert list(Ledger.open(moved, Keyring.open(origin_of(moved))).append([draft(killed(1), 1)])) == [5]


def test_other_keys_are_refused(desk: Desk, tmp_path: Path) -> None:
    other = Keyring.create("other.example")
    with pytest.raises(ForeignKey):
        Ledger.open(desk.folder, other)
    same_name = Keyring.create(ORIGIN, folder=tmp_path / "stolen-name")
    with pytest.raises(ForeignKey):
        Ledger.open(desk.folder, same_name)
    with pytest.raises(ForeignKey):
        Ledger.create(tmp_path / "x", "third.example", other)


def test_where_there_is_no_record(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(NotARecord):
        Ledger.open(tmp_path)
    with pytest.raises(UsageMistake):
        Ledger.create(desk.folder, ORIGIN, desk.keyring)
    with pytest.raises(UsageMistake):
        Ledger.create(tmp_path / "second", ORIGIN, desk.keyring)


def test_originals_are_those_bytes_or_an_error(desk: Desk) -> None:
    body = desk.ledger.entry(1).body
    assert isinstance(body, Kept)
    assert desk.ledger.has_original(body.digest)
    path = desk.ledger.bodies.original(body.digest)
    path.write_bytes(b"other words")
    with pytest.raises(LedgerBroken, match="changed"):
        desk.ledger.original(body.digest)
    desk.ledger.append([desk.kept()], [REPORT])
    assert desk.ledger.original(body.digest) == REPORT
    path.unlink()
    assert not desk.ledger.has_original(body.digest)
    with pytest.raises(LedgerBroken, match="cannot be read"):
        desk.ledger.original(body.digest)
    with pytest.raises(BadFormat):
        desk.ledger.original("../../etc/passwd")


LINES = st.builds(
    Line,
    kind=st.sampled_from(["kept", "claimed", "decided", "withdrawn", "erased", "published"]),
    at=st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    by=st.from_regex(r"\A(key:[0-9a-f]{16}|tool:[a-z0-9._-]{1,9}/[0-9A-Za-z.+-]{1,9})\Z"),
    seal=st.from_regex(r"\A[0-9a-f]{64}\Z"),
    because=st.sets(st.integers(0, 10**14), max_size=5).map(lambda ids: tuple(sorted(ids))),
)


@given(LINES, st.data())
def test_only_what_is_printed_is_parsed(line: Line, data: st.DataObject) -> None:
    """The quick way to read a line and the careful one agree on every line and on every spoilt line."""
    printed = line_bytes(line)
    assert read_line(printed) == line_from(printed) == line
    at = data.draw(st.integers(0, len(printed) - 1))
    spoilt = printed[:at] + data.draw(st.binary(max_size=2)) + printed[at + data.draw(st.integers(0, 2)) :]
    try:
        careful: Line | None = line_from(spoilt)
    except BadFormat:
        careful = None
    try:
        quick: Line | None = read_line(spoilt)
    except BadFormat:
        quick = None
    assert quick == careful
    if quick is not None:
        assert line_bytes(quick) == spoilt


def test_the_seal_is_over_the_body_under_its_own_random_bytes(desk: Desk) -> None:
    row = desk.ledger.bodies.rows(0)[2]
    assert row.k is not None
    assert seal_of(bytes.fromhex(row.k), to_tree(killed(3))) == desk.ledger.line(2).seal
