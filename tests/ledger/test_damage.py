"""A first campaign of damage. Each class is named; every one that can be detected is, and where is said."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_desk import AT, ORIGIN, REPORT, Desk, campaign, draft, killed

from gowah.errors import BadFormat, GowahError, NotARecord
from gowah.ledger import Keyring, Ledger, Verified, verify
from gowah.ledger.bodies import print_rows
from gowah.ledger.checkpoint import Checkpoint
from gowah.ledger.keys import keys_folder
from gowah.ledger.report import ITSELF, THIS_MACHINE
from gowah.ledger.tiles import pack, unpack
from gowah.ledger.tree import Edge, grow, leaf_hashes, root
from gowah.model import Reason

FILES = ("ledger/checkpoint", "ledger/vkey", "ledger/tile/entries/000.p/5", "ledger/tile/0/000.p/5",
         "bodies/bundles/000.jsonl", "bodies/originals")  # fmt: skip


def files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != ".lock":
            yield path


def found(report: Verified) -> str:
    return " | ".join(f"{fault.where}: {fault.what}" for fault in report.faults)


def test_a_sound_record_is_sound(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 700)
    report = verify(desk.folder, held=desk.ledger.note, vkey=str(desk.keyring.vkey))
    assert report.ok, found(report)
    assert (report.size, report.open, report.originals, report.rulings) == (705, 705, 1, 2)
    told: list[tuple[int, int]] = []
    verify(desk.folder, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (705, 705)


def test_two_processes_find_what_one_finds(
    desk: Desk, grow_by: Callable[[Desk, int], range], monkeypatch: pytest.MonkeyPatch
) -> None:
    grow_by(desk, 700)
    rows = desk.ledger.bodies.raw(1)
    desk.ledger.bodies.bundle(1).write_bytes(print_rows({id_: row for id_, row in rows.items() if id_ != 300}))
    alone = verify(desk.folder)
    monkeypatch.setattr("gowah.ledger.verifying.PARALLEL_FROM", 1)
    monkeypatch.setattr("gowah.ledger.verifying.TILES_A_PIECE", 1)
    assert verify(desk.folder) == alone
    assert found(alone).startswith("e300: MISSING")


@pytest.mark.parametrize("kind", FILES)
def test_a_flipped_bit_in_any_kind_of_file(desk: Desk, kind: str) -> None:
    """In every byte of every file of a small record (right-edge tiles are all it has), one bit drawn at random."""
    draw = random.Random(kind)
    for path in files(desk.folder):
        if path.relative_to(desk.folder).as_posix().startswith(kind):
            whole = path.read_bytes()
            for at in campaign(len(whole), 4):
                _flip(path, whole, at, draw.randrange(8))
                assert not verify(desk.folder).ok, (path, at)
            path.write_bytes(whole)
    assert verify(desk.folder).ok


@pytest.mark.slow
def test_every_bit_of_a_small_record(desk: Desk) -> None:
    for path in files(desk.folder):
        whole = path.read_bytes()
        for bit in range(8 * len(whole)):
            _flip(path, whole, bit // 8, bit % 8)
            assert not verify(desk.folder).ok, (path, bit)
        path.write_bytes(whole)


def _flip(path: Path, whole: bytes, at: int, bit: int) -> None:
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])


@pytest.mark.parametrize("kind", FILES)
def test_truncated_padded_or_doubled(desk: Desk, kind: str) -> None:
    for path in files(desk.folder):
        if not path.relative_to(desk.folder).as_posix().startswith(kind):
            continue
        whole = path.read_bytes()
        for other in (b"", whole[:-1], whole[: len(whole) // 2], whole + b"\0", whole + b"\n", whole + whole):
            path.write_bytes(other)
            assert not verify(desk.folder).ok, (path, len(other))
        path.write_bytes(whole)
    assert verify(desk.folder).ok


def test_any_file_deleted(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 300)
    for path in files(desk.folder):
        aside = path.rename(path.with_name("aside"))
        if path.name == "checkpoint":
            with pytest.raises(NotARecord):
                verify(desk.folder)
        else:
            aside = aside.rename(desk.folder / "aside")
            assert not verify(desk.folder).ok, path
        aside.rename(path)
    assert verify(desk.folder).ok


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [*lines[:1], *lines[2:]],
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [lines[0], lines[1].replace(b"2022-09-07", b"2022-09-06"), *lines[2:]],
    ],
    ids=["swapped", "inserted", "deleted", "shortened", "lengthened", "backdated"],
)
def test_lines_changed_with_their_hashes(desk: Desk, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """The entries and the tile over them replaced together: the root gives it away."""
    entries, hashes = (desk.folder / "ledger/tile" / name / "000.p/5" for name in ("entries", "0"))
    lines = change(unpack(entries.read_bytes()))
    entries.write_bytes(pack(lines))
    hashes.write_bytes(leaf_hashes(lines))
    assert "ledger" in found(verify(desk.folder))


def test_a_tree_rebuilt_under_the_old_signature(desk: Desk) -> None:
    """Another root written into the note, the signature left as it was."""
    folder = desk.folder / "ledger"
    lines = unpack((folder / "tile/entries/000.p/5").read_bytes())[::-1]
    edge, tiles = grow(Edge(), leaf_hashes(lines))
    (folder / "tile/entries/000.p/5").write_bytes(pack(lines))
    (folder / "tile/0/000.p/5").write_bytes(tiles[0].hashes)
    note = (folder / "checkpoint").read_text().split("\n\n", 1)
    text = Checkpoint(origin=ORIGIN, size=5, root=root(edge)).text()
    (folder / "checkpoint").write_text(text + "\n" + note[1])
    assert "signature is wrong" in found(verify(desk.folder))


def test_a_tile_above_changed(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 600)
    path = desk.folder / "ledger/tile/1/000.p/2"
    whole = path.read_bytes()
    _flip(path, whole, 40, 3)
    assert "ledger/tile/1/000.p/2: its hashes are not those of the tiles below" in found(verify(desk.folder))


def test_bodies_swapped_between_entries(desk: Desk) -> None:
    """Each row under the other's id: sealed bytes, well formed, in the wrong place."""
    rows = desk.ledger.bodies.raw(0)
    rows[2], rows[3] = rows[3].replace(b'"id":3', b'"id":2'), rows[2].replace(b'"id":2', b'"id":3')
    desk.ledger.bodies.bundle(0).write_bytes(print_rows(rows))
    assert found(verify(desk.folder)).count("not the body that was sealed") == 2


def test_a_row_moved_to_another_bundle_or_added(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 300)
    bodies = desk.ledger.bodies
    second = bodies.bundle(1).read_bytes()
    bodies.bundle(1).write_bytes(second + bodies.raw(0)[2] + b"\n")
    assert "out of its place" in found(verify(desk.folder))
    last = bodies.raw(1)[304]
    bodies.bundle(1).write_bytes(second + last.replace(b'"id":304', b'"id":305') + b"\n")
    assert "rows beyond the checkpoint" in found(verify(desk.folder))
    bodies.bundle(1).write_bytes(second)
    bodies.bundle(2).write_bytes(b"")
    assert "bodies/bundles/002.jsonl: does not belong here" in found(verify(desk.folder))


def test_originals_swapped_added_or_missing(desk: Desk) -> None:
    desk.ledger.append([desk.kept(b"Another report.")], [b"Another report."])
    first, second = (path for path in files(desk.folder / "bodies/originals"))
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    assert found(verify(desk.folder)).count("its original has been changed") == 2
    first.write_bytes(one)
    second.write_bytes(two)
    stray = first.with_name(first.name[:2] + "0" * 62)
    stray.write_bytes(b"planted")
    assert "bodies/originals: 1 files that no entry names" in found(verify(desk.folder))
    stray.unlink()
    first.unlink()
    assert "MISSING: its original is gone" in found(verify(desk.folder))


def test_an_older_state_put_back(desk: Desk, tmp_path: Path) -> None:
    """Undetectable from the files alone; detected by whoever holds a newer checkpoint, or the keys."""
    old = desk.copy(tmp_path / "old")
    desk.ledger.append([draft(killed(1), 1)])
    assert "rolled back" in found(verify(old))
    shutil.rmtree(desk.keyring.folder)
    assert "rolled back" in found(verify(old, held=desk.ledger.note))
    unaware = verify(old)
    assert unaware.ok
    assert any("an older state of the same record would have passed too" in said for said in unaware.sentences())


def test_a_fork_by_the_holder_of_the_key(desk: Desk, tmp_path: Path) -> None:
    """Two continuations of one ledger, both signed: either passes alone, neither passes as the other's."""
    fork = desk.copy(tmp_path / "fork")
    before = desk.ledger.note
    desk.ledger.append([draft(killed(1), 1)])
    shutil.copytree(desk.keyring.folder, tmp_path / "evil")
    evil = Keyring.open(ORIGIN, folder=tmp_path / "evil")
    evil.accept_rollback(before)
    other = Ledger.open(fork, evil)
    other.append([draft(killed(8), 1), draft(killed(9), 1)])
    shutil.rmtree(desk.keyring.folder)
    for folder, own, others in [(desk.folder, desk.ledger.note, other.note), (fork, other.note, desk.ledger.note)]:
        assert verify(folder, held=before).ok
        assert verify(folder, held=own).ok
        assert not verify(folder, held=others).ok
    assert "not a continuation" in found(verify(fork, held=desk.ledger.note))


def test_everything_signed_again_by_a_stranger(desk: Desk, tmp_path: Path) -> None:
    """A foreign key under the same origin, all consistent: only a key from elsewhere tells."""
    stranger = Keyring.create(ORIGIN, folder=tmp_path / "stranger")
    note = stranger.sign(desk.ledger.checkpoint)
    (desk.folder / "ledger/checkpoint").write_bytes(note)
    (desk.folder / "ledger/vkey").write_text(f"{stranger.vkey}\n")
    assert "not signed by the expected key" in found(verify(desk.folder))
    assert "not signed by the expected key" in found(verify(desk.folder, vkey=str(desk.keyring.vkey)))
    shutil.rmtree(desk.keyring.folder)
    alone = verify(desk.folder)
    assert alone.ok
    assert alone.key_from == ITSELF
    assert any("whoever can change these files" in said for said in alone.sentences())


def test_the_records_own_word_for_its_key_is_compared(desk: Desk, tmp_path: Path) -> None:
    stranger = Keyring.create(ORIGIN, folder=tmp_path / "stranger")
    (desk.folder / "ledger/vkey").write_text(f"{stranger.vkey}\n")
    assert "ledger/vkey: names another key than the one expected" in found(verify(desk.folder))


def test_the_checkpoint_of_another_record(desk: Desk, tmp_path: Path) -> None:
    other = Keyring.create("other.example")
    second = Ledger.create(tmp_path / "second", "other.example", other)
    (desk.folder / "ledger/checkpoint").write_bytes(second.note)
    assert not verify(desk.folder).ok
    assert not verify(desk.folder, vkey=str(desk.keyring.vkey)).ok
    assert not verify(tmp_path / "second", held=desk.ledger.note).ok


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace(b"\n", b"\r\n"),
        lambda note: note.replace(b"\n5\n", b"\n05\n"),
        lambda note: note.replace(b"\n\n", b"\nextension\n\n"),
        lambda note: note.replace(b"\n5\n", b"\n4\n"),
    ],
    ids=["CRLF", "a number written otherwise", "an extension line", "another size"],
)
def test_a_checkpoint_written_otherwise(desk: Desk, spoil: Callable[[bytes], bytes]) -> None:
    path = desk.folder / "ledger/checkpoint"
    path.write_bytes(spoil(path.read_bytes()))
    assert not verify(desk.folder).ok


def _symlink(path: Path) -> None:
    real = path.rename(path.parent.parent / "real")
    path.symlink_to(real)


def _hardlink(path: Path) -> None:
    os.link(path, path.parents[4] / "second-name")


def _pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))


def _stray(path: Path) -> None:
    path.with_name("notes.txt").write_text("x")


def _beyond(path: Path) -> None:
    path.with_name("6").write_bytes(path.read_bytes() + bytes(32))


def _odd_name(path: Path) -> None:
    (path.parent / "..p").write_bytes(b"")


@pytest.mark.parametrize("place", [_symlink, _hardlink, _pipe, _stray, _beyond, _odd_name])
@pytest.mark.parametrize("where", ["ledger/tile/0/000.p/5", "ledger/tile/entries/000.p/5"])
def test_links_pipes_and_strays(desk: Desk, place: Callable[[Path], None], where: str) -> None:
    place(desk.folder / where)
    assert not verify(desk.folder).ok


def test_strays_among_the_bodies(desk: Desk) -> None:
    for name in ("bodies/notes.txt", "bodies/bundles/0.jsonl", "bodies/originals/ab/x", "bodies/bundles/000.jsonl.tmp"):
        path = desk.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
        assert f"{name}: does not belong here" in found(verify(desk.folder))
        path.unlink()
    (desk.folder / "bodies/link").symlink_to("/etc/hostname")
    assert "bodies/link: is a link" in found(verify(desk.folder))


def test_a_ruling_that_its_maker_did_not_sign(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entered by somebody with the ledger's key but not the person's: sealed and in the tree, yet not theirs."""
    impostor = dataclasses.replace(desk.keyring, person_seed=bytes(32))
    body = desk.ledger.entry(4).body
    assert body is not None
    monkeypatch.setattr("gowah.ledger.ledger.check_rulings", lambda prepared, authority: None)
    Ledger.open(desk.folder, impostor).append([draft(body, 3, by=desk.me)])
    assert found(verify(desk.folder)) == "e5: the signature of this ruling is wrong"


def test_the_suppression_list_damaged(desk: Desk) -> None:
    desk.ledger.erase([2], Reason.AT_RISK, "desk", at=AT, by=desk.me)
    path = desk.folder / "bodies/suppressed"
    for other in (b"not a mark\n", path.read_bytes() * 2, path.read_bytes()[:-1]):
        path.write_bytes(other)
        assert "bodies/suppressed" in found(verify(desk.folder))


def test_the_report_says_what_it_rests_on(desk: Desk) -> None:
    report = verify(desk.folder)
    assert report.key_from == THIS_MACHINE
    assert report.held == (5,)
    text = " ".join(report.sentences())
    for phrase in (
        ORIGIN,
        "size 5",
        report.root[:16],
        "integrity is not truth",
        "none missing",
        str(desk.keyring.vkey),
    ):
        assert phrase in text
    shallow = verify(desk.folder, deep=False)
    assert shallow.ok
    assert not any("Bodies" in said for said in shallow.sentences())
    with pytest.raises(BadFormat):
        verify(desk.folder, vkey="nonsense")


def test_no_report_of_damage_names_what_was_private(desk: Desk) -> None:
    """Messages go to logs: they name entries and files, never words or digests of bodies."""
    whole = desk.ledger.bodies.bundle(0).read_bytes()
    said = ""
    for path in files(desk.folder / "bodies"):
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b"hospital", b"hospitol"))
        said += " ".join(verify(desk.folder).sentences())
        path.write_bytes(whole[:-3])
        said += " ".join(verify(desk.folder).sentences())
        path.write_bytes(whole)
    assert "hospit" not in said
    assert not any(path.name in said for path in files(desk.folder / "bodies/originals"))
    assert REPORT.decode() not in said


def test_reading_a_damaged_ledger_raises_ours_or_nothing(desk: Desk) -> None:
    """Whatever is flipped, `open` and `entries` end in an error of ours, never in a stray one."""
    draw = random.Random(7)
    for path in files(desk.folder):
        whole = path.read_bytes()
        for _ in range(60):
            _flip(path, whole, draw.randrange(len(whole)), draw.randrange(8))
            try:
                list(Ledger.open(desk.folder).entries())
            except GowahError:
                continue
        path.write_bytes(whole)
    assert keys_folder(ORIGIN) == desk.keyring.folder
