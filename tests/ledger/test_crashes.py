"""Whatever breaks off an append: nothing acknowledged is lost, nothing half-entered counts, and writing goes on."""

from __future__ import annotations

import errno
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest
from ledger_desk import ORIGIN, REPORT, Desk, campaign, draft, killed

from gowah.errors import DiskFailed, LedgerBroken, Locked
from gowah.ledger import Keyring, Ledger, New, verify
from gowah.ledger.disk import RealDisk, locked
from gowah.model import Reason, Withdrawn
from gowah.testing.disk import FailingDisk, RecordingDisk, Step

MORE = b"A second report: nobody was hurt."


class Copy:
    """A record and its keys under `home`, for one try."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.folder = desk.copy(home / "record")
        self.keys = Path(shutil.copytree(desk.keyring.folder, home / "keys"))

    def open(self, disk: FailingDisk | RecordingDisk | None = None) -> Ledger:
        return Ledger.open(self.folder, Keyring.open(ORIGIN, folder=self.keys, disk=disk), disk=disk)


def enter(desk: Desk, ledger: Ledger) -> range:
    """An append that touches everything: an original, the end of a bundle, a full tile, a tile above."""
    return ledger.append([desk.kept(MORE), *(draft(killed(n), New(0)) for n in range(5))], [MORE])


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A record of 253 entries, so that the next append fills a tile."""
    desk.ledger.append([draft(Withdrawn(reason=Reason.WRONG), 2)] * 248)
    return desk


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("stored", [False, True], ids=["not stored", "stored all the same"])
def test_each_write_fails_in_turn(full: Desk, tmp_path: Path, stored: bool, lasting: bool) -> None:
    counter = FailingDisk()
    enter(full, Copy(full, tmp_path / "count").open(counter))
    assert counter.done > 40
    for fail_at in campaign(counter.done, 4):
        copy = Copy(full, tmp_path / str(fail_at))
        ledger = copy.open(FailingDisk(fail_at, stored=stored, lasting=lasting))
        acknowledged = 253
        with suppress(DiskFailed):
            acknowledged = enter(full, ledger).stop
        again = copy.open()
        assert again.size in (acknowledged, 259), fail_at
        assert again.size >= acknowledged
        assert list(again.append([draft(killed(77), 1)])) == [again.size - 1]
        report = verify(copy.folder, vkey=str(full.keyring.vkey), held=full.ledger.note)
        assert report.ok, (fail_at, report.sentences())
        assert report.open == again.size
        assert not report.remarks, fail_at
        assert report.originals == len(list((copy.folder / "bodies/originals").rglob("*/*"))), fail_at
        shutil.rmtree(tmp_path / str(fail_at))


def test_the_same_object_goes_on_after_a_failure(full: Desk, tmp_path: Path) -> None:
    """No need to open again: the next append on the very same ledger finds out what became of the last."""
    counter = FailingDisk()
    enter(full, Copy(full, tmp_path / "count").open(counter))
    for fail_at in campaign(counter.done, 6):
        copy = Copy(full, tmp_path / str(fail_at))
        ledger = copy.open(FailingDisk(fail_at, stored=bool(fail_at % 2)))
        with suppress(DiskFailed):
            enter(full, ledger)
        ids = ledger.append([draft(killed(77), 1)])
        assert ids.start in (253, 259)
        assert verify(copy.folder, vkey=str(full.keyring.vkey)).ok, fail_at


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_disk_is_said_plainly(desk: Desk, code: int) -> None:
    before = sorted(path for path in desk.folder.rglob("*") if path.is_file())
    ledger = desk.open(FailingDisk(0, lasting=True, code=code))
    with pytest.raises(DiskFailed) as told:
        ledger.append([draft(killed(1), 1)])
    assert told.value.exit_code == 4
    assert str(desk.folder) not in told.value.diagnostics()
    assert sorted(path for path in desk.folder.rglob("*") if path.is_file()) == before
    assert ledger.entry(2).body == killed(3)
    assert verify(desk.folder).ok


def test_what_does_not_read_back_is_not_signed(desk: Desk) -> None:
    """A disk that loses a bit on the way is found out before anything is signed."""

    class Forgetful(RealDisk):
        def write(self, path: Path, data: bytes) -> None:
            spoilt = data[:-1] + bytes([data[-1] ^ 1]) if "tile" in path.parts else data
            super().write(path, spoilt)

    note = desk.ledger.note
    with pytest.raises(DiskFailed, match="does not read back"):
        desk.open(Forgetful()).append([draft(killed(1), 1)])
    assert desk.open().note == note
    assert desk.keyring.checkpoint() == note


WRITER = """
import sys
from hashlib import sha256
from pathlib import Path
from gowah.ledger import Draft, Keyring, Ledger, New
from gowah.model import Kept, Role
folder, origin, name, batches, each = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
ledger = Ledger.open(folder, Keyring.open(origin))
print("ready", flush=True)
sys.stdin.readline()
for batch in range(batches):
    content = f"{name} {batch}".encode()
    at = "2022-09-07T10:00:00Z"
    kept = Kept(role=Role.ORIGINAL, digest=sha256(content).hexdigest(), media_type="text/plain", size=len(content),
                taken_from=name, taken_at=at, name=f"{name}-{batch}")
    ids = ledger.append([Draft(at=at, by="tool:writer/1", body=kept)] * each, [content])
    print(ids.start, ids.stop, flush=True)
"""


def writer(desk: Desk, name: str, batches: int, each: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(desk.folder), ORIGIN, name, str(batches), str(each)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def started(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def acknowledged(output: str) -> list[range]:
    pairs = (line.split() for line in output.splitlines(keepends=True) if line.endswith("\n"))
    return [range(int(start), int(stop)) for start, stop in pairs]


def test_killed_at_random_nothing_acknowledged_is_lost(desk: Desk) -> None:
    """kill -9 some tens of times, each time at another moment of an append."""
    draw = random.Random(2022)
    for attempt in campaign(24, 4):
        process = started(writer(desk, f"w{attempt}", batches=1000, each=40))
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        time.sleep(draw.uniform(0.0, 0.09))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        ids = acknowledged(output)
        ledger = desk.open()
        for batch, run in enumerate(ids):
            for id_ in (run.start, run.stop - 1):
                body = ledger.entry(id_).body
                assert getattr(body, "name", None) == f"w{attempt}-{batch}"
        if attempt % 4 == 3:
            desk.ledger.append([draft(killed(1), 1)])
            report = verify(desk.folder)
            assert report.ok, report.sentences()
            assert report.open == report.size
    assert desk.ledger.refresh() or desk.ledger.size > 5


def test_two_programs_write_at_once(desk: Desk) -> None:
    """Each batch gets ids of its own, in one run; nothing is overwritten."""
    writers = [started(writer(desk, name, batches=12, each=30)) for name in ("left", "right")]
    for process in writers:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    runs = {
        name: acknowledged(process.communicate()[0]) for name, process in zip(("left", "right"), writers, strict=True)
    }
    assert all(process.returncode == 0 for process in writers)
    assert sorted(id_ for run in [*runs["left"], *runs["right"]] for id_ in run) == list(range(5, 5 + 720))
    ledger = desk.open()
    for name, batches in runs.items():
        for batch, run in enumerate(batches):
            assert {getattr(entry.body, "name", None) for entry in ledger.entries(run.start, run.stop)} == {
                f"{name}-{batch}"
            }
    assert verify(desk.folder).ok


def test_reading_and_verifying_while_another_writes(desk: Desk) -> None:
    process = started(writer(desk, "busy", batches=15, each=40))
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    while process.poll() is None:
        reader = Ledger.open(desk.folder)
        assert sum(1 for entry in reader.entries() if entry.body is not None) == reader.size
        report = verify(desk.folder, deep=False)
        assert report.ok, report.sentences()
    assert Ledger.open(desk.folder).size == 605


def test_a_lock_that_is_not_given_back(desk: Desk) -> None:
    ledger = desk.open(timeout=0.05)
    with locked(desk.folder / ".lock", 1):
        with pytest.raises(Locked) as told:
            ledger.append([draft(killed(1), 1)])
        assert told.value.exit_code == 4
        assert desk.open().entry(2).body == killed(3)
    assert list(ledger.append([draft(killed(1), 1)])) == [5]


def test_power_cuts(full: Desk, tmp_path: Path) -> None:
    """The sequence of an append replayed as far as any step, with what was not yet synced lost, cut or in place."""
    copy = Copy(full, tmp_path / "recorded")
    disk = RecordingDisk()
    start = Copy(full, tmp_path / "start")
    enter(full, copy.open(disk))
    draw = random.Random(1)
    for number in campaign(len(disk.steps) + 1, 4):
        home = tmp_path / "cut"
        shutil.copytree(start.folder, home / "record")
        shutil.copytree(start.keys, home / "keys")
        _replay(disk.steps[:number], tmp_path / "recorded", home, draw)
        ledger = Ledger.open(home / "record", Keyring.open(ORIGIN, folder=home / "keys"))
        assert ledger.size == 259 or (ledger.size == 253 and number < len(disk.steps)), number
        ledger.append([draft(killed(77), 1)])
        report = verify(home / "record", vkey=str(full.keyring.vkey))
        assert report.ok, (number, report.sentences())
        shutil.rmtree(home)


def _replay(steps: list[Step], recorded: Path, home: Path, draw: random.Random) -> None:
    """Do the steps, as a disk that loses power after the last: what no sync covers may be lost.

    A file written but not synced keeps none, half or all of its bytes; a rename or removal in a folder not synced
    afterwards happens or not, each for itself.
    """

    def moved(path: Path) -> Path:
        return home / path.relative_to(recorded)

    synced: set[int] = set()
    for n, step in enumerate(steps):
        if step.what == "sync":
            for m, earlier in enumerate(steps[:n]):
                where = (earlier.new or earlier.path).parent if earlier.what in ("rename", "remove") else earlier.path
                if where == step.path:
                    synced.add(m)
    for n, step in enumerate(steps):
        path = moved(step.path)
        if step.what == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            keep = 1.0 if n in synced else draw.choice([0.0, 0.5, 1.0])
            path.write_bytes(step.data[: int(len(step.data) * keep)])
        elif step.what in ("rename", "remove") and (n in synced or draw.random() < 0.5) and path.exists():
            path.rename(moved(step.new)) if step.new else path.unlink()


def test_a_clock_that_goes_backwards_is_nothing_to_the_ledger(desk: Desk) -> None:
    """The order is the order of entering, whatever `at` says."""
    early = draft(killed(1), 1)
    for at in ("2030-01-01T00:00:00Z", "1999-01-01T00:00:00Z"):
        desk.ledger.append([type(early)(at=at, by=early.by, body=early.body, because=early.because)])
    assert [entry.line.at[:4] for entry in desk.ledger.entries(5)] == ["2030", "1999"]
    assert verify(desk.folder).ok


def test_the_keys_remember_what_the_disk_forgot(desk: Desk, tmp_path: Path) -> None:
    """Signed and remembered, but the checkpoint lost: it is put back if all under it is there, else refused."""
    old = (desk.folder / "ledger/checkpoint").read_bytes()
    desk.ledger.append([draft(killed(1), 1)])
    (desk.folder / "ledger/checkpoint").write_bytes(old)
    assert desk.open().size == 6
    assert (desk.folder / "ledger/checkpoint").read_bytes() == desk.ledger.note
    (desk.folder / "ledger/checkpoint").write_bytes(old)
    (desk.folder / "ledger/tile/0/000.p/6").unlink()
    with pytest.raises(LedgerBroken):
        desk.open()
    assert desk.ledger.original(desk.ledger.entry(1).body.digest) == REPORT  # type: ignore[union-attr]
