"""A witness can disappear: bodies and originals go, lines and proofs stay, and nothing comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_desk import AT, ORIGIN, REPORT, Desk, campaign, draft, killed

from gowah.errors import DiskFailed, LedgerBroken, NotARecord, UsageMistake
from gowah.ledger import Keyring, Ledger, New, NotThere, proof_of, thing, verify, verify_proof
from gowah.model import Claimed, Decided, Erased, Kept, Reason, Verdict, Withdrawn
from gowah.testing.disk import FailingDisk


def everything_on_disk(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_erasing_a_report_takes_all_that_rests_on_it(desk: Desk) -> None:
    before = [desk.ledger.line(n) for n in range(5)]
    done = desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert done.entries == (5,)
    assert done.erased == (1, 2, 3, 4)
    assert done.originals == 1
    assert done.still_kept == ()
    assert [desk.ledger.line(n) for n in range(5)] == before
    assert [entry.id for entry in desk.ledger.entries() if entry.body is None] == [1, 2, 3, 4]
    assert desk.ledger.entry(5).line.because == (1, 2, 3, 4)
    assert desk.ledger.entry(5).body == Erased(reason=Reason.AT_RISK, authority="desk-lead")
    with pytest.raises(LedgerBroken):
        desk.ledger.original(sha256(REPORT).hexdigest())


def test_nothing_of_it_is_left_on_the_disk(desk: Desk) -> None:
    desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    left = everything_on_disk(desk.folder)
    for word in (b"hospital", b"three people", b"report.txt", b"ward book", sha256(REPORT).hexdigest().encode()):
        assert word not in left
    assert not any(sha256(REPORT).hexdigest() in path.name for path in desk.folder.rglob("*"))


def test_the_record_still_verifies_and_says_what_is_gone(desk: Desk) -> None:
    held = desk.ledger.note
    desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    report = verify(desk.folder, held=held)
    assert report.ok, report.sentences()
    assert (report.open, report.erased, report.missing) == (2, 4, 0)
    assert any("4 erased as the ledger says, none missing" in sentence for sentence in report.sentences())


def test_a_body_that_is_gone_without_such_a_line_is_missing(desk: Desk) -> None:
    bundle = desk.ledger.bodies.bundle(0)
    rows = bundle.read_bytes().splitlines(keepends=True)
    bundle.write_bytes(b"".join(rows[:2] + rows[3:]))
    report = verify(desk.folder)
    assert report.missing == 1
    assert [(fault.where, fault.what.split(":")[0]) for fault in report.faults] == [("e2", "MISSING")]


def test_what_was_erased_is_known_and_kept_out(desk: Desk) -> None:
    digest = sha256(REPORT).hexdigest()
    assert not desk.ledger.suppressed(thing(digest))
    desk.ledger.erase([2], Reason.CONSENT_WITHDRAWN, "desk-lead", at=AT, by=desk.me)
    assert desk.ledger.suppressed(thing(digest, killed(3)))
    assert not desk.ledger.suppressed(thing(digest, killed(4)))
    assert not desk.ledger.suppressed(thing(digest))
    desk.ledger.erase([1], Reason.CONSENT_WITHDRAWN, "desk-lead", at=AT, by=desk.me)
    assert desk.open().suppressed(thing(digest))
    assert desk.open().suppressed(thing(digest, killed(4)))


def test_the_list_of_what_was_erased_tells_a_thief_nothing(desk: Desk) -> None:
    """Without the record's secret a mark is 64 random digits; and reading needs no keys unless there are marks."""
    reader = Ledger.open(desk.folder)
    assert not reader.suppressed(thing("00" * 32))
    desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    marks = desk.ledger.bodies.suppression_list.read_text()
    assert sha256(REPORT).hexdigest() not in marks
    assert sha256(thing(sha256(REPORT).hexdigest())).hexdigest() not in marks
    with pytest.raises(NotThere):
        Ledger.open(desk.folder).suppressed(thing("00" * 32))


def test_bytes_that_somebody_else_keeps_stay(desk: Desk) -> None:
    """A second sighting of the same bytes is another entry: it is named, so that it can be erased too."""
    second = desk.ledger.append([desk.kept()])[0]
    done = desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert done.originals == 0
    assert done.still_kept == (second,)
    assert desk.ledger.original(sha256(REPORT).hexdigest()) == REPORT
    done = desk.ledger.erase([second], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert done.originals == 1
    assert verify(desk.folder).ok


def test_a_digest_quoted_in_a_claim_saves_no_original(desk: Desk) -> None:
    other = desk.ledger.append(
        [desk.kept(b"Other."), draft(killed(1, sha256(REPORT).hexdigest()), New(0))], [b"Other."]
    )
    done = desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert done.originals == 1
    assert desk.ledger.entry(other[1]).body is not None


def test_withdrawals_stay_unless_they_say_more_than_a_reason(desk: Desk) -> None:
    plain, noted = desk.ledger.append(
        [
            draft(Withdrawn(reason=Reason.SUPERSEDED), 2, 3),
            draft(Withdrawn(reason=Reason.WRONG, note="she told us otherwise"), 2),
        ]
    )
    done = desk.ledger.erase([2], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert noted in done.erased
    assert plain not in done.erased
    assert desk.ledger.entry(plain).body == Withdrawn(reason=Reason.SUPERSEDED)


def test_erasing_is_refused_where_it_makes_no_sense(desk: Desk) -> None:
    desk.ledger.erase([2], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    size = desk.ledger.size
    for ids in ([], [2], [size - 1]):
        with pytest.raises(UsageMistake):
            desk.ledger.erase(ids, Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    with pytest.raises(UsageMistake):
        desk.ledger.erase([size], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert desk.ledger.size == size


def test_a_backup_put_back_is_noticed_hidden_and_erased_again(desk: Desk, tmp_path: Path) -> None:
    backup = shutil.copytree(desk.folder / "bodies", tmp_path / "backup")
    desk.ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    old = desk.ledger.bodies.bundle(0).read_bytes().splitlines()[-1]
    shutil.copytree(backup, desk.folder / "bodies", dirs_exist_ok=True)
    bundle = desk.ledger.bodies.bundle(0)
    bundle.write_bytes(bundle.read_bytes() + old + b"\n")
    again = desk.open()
    assert again.entry(1).body is None
    report = verify(desk.folder)
    assert [fault.where for fault in report.faults] == ["e1 to e4"]
    assert "erase it again" in report.faults[0].what
    assert again.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me).originals == 1
    assert b"hospital" not in everything_on_disk(desk.folder)
    assert verify(desk.folder).ok


def test_thousands_go_in_lines_that_fit(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 3_500)
    done = desk.ledger.erase([1], Reason.LEGAL_ORDER, "court", at=AT, by=desk.me)
    assert len(done.erased) == 3_504
    assert len(done.entries) == 2
    assert verify(desk.folder).erased == 3_504


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_erasing_keeps_every_proof_valid(
    data: st.DataObject, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Proofs made before, of whatever fields, still hold after anything was erased; so does the older checkpoint."""
    home = tmp_path_factory.mktemp("copy")
    folder = desk.copy(home / "record")
    keys = Keyring.open(ORIGIN, folder=Path(shutil.copytree(desk.keyring.folder, home / "keys")))
    ledger = Ledger.open(folder, keys)
    note, size = ledger.note, ledger.size
    ids = data.draw(st.sets(st.integers(0, size - 1), min_size=1))
    fields = {
        id_: data.draw(st.sets(st.sampled_from([field.path for field in ledger.bodies.rows(0)[id_].opened()])))
        for id_ in ids
    }
    before = proof_of(ledger, fields)
    gone = data.draw(st.sets(st.integers(1, size - 1), min_size=1))
    done = ledger.erase(gone, Reason.AT_RISK, "desk-lead", at=AT, by=f"key:{keys.key_id}")
    checked = verify_proof(before, str(keys.vkey))
    assert checked.ok
    assert {entry.id: set(entry.values) for entry in checked.entries} == fields
    report = verify(folder, held=note, vkey=str(keys.vkey))
    # The keys in this test's own home remember a shorter ledger: that is compared too, and holds.
    assert report.ok, report.sentences()
    assert report.erased == len(done.erased)
    after = verify_proof(proof_of(ledger, fields), str(keys.vkey))
    assert after.ok
    assert all(not entry.values for entry in after.entries if entry.id in done.erased)


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("lasting", [False, True])
def test_an_erasure_broken_off_anywhere_is_finished_or_never_was(
    desk: Desk, tmp_path: Path, stored: bool, lasting: bool
) -> None:
    counter = FailingDisk()
    trial = Trial(desk, tmp_path / "count")
    trial.erase(counter)
    assert counter.done > 20
    for fail_at in campaign(counter.done, 4):
        trial = Trial(desk, tmp_path / str(fail_at))
        trial.erase(FailingDisk(fail_at, stored=stored, lasting=lasting))
        again = Ledger.open(trial.folder, Keyring.open(ORIGIN, folder=trial.keys))
        erased = again.size == 6
        if not erased:
            again.append([draft(killed(9), 1)])
        report = verify(trial.folder, vkey=str(desk.keyring.vkey))
        assert report.ok, (fail_at, report.sentences())
        left = everything_on_disk(trial.folder)
        assert (b"hospital" not in left) == erased, fail_at
        assert erased or again.entry(2).body == killed(3)
        assert again.suppressed(thing(sha256(REPORT).hexdigest())) == erased


class Trial:
    """A copy of the desk's record and keys on which an erasure is tried."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.folder = desk.copy(home / "record")
        self.keys = Path(shutil.copytree(desk.keyring.folder, home / "keys"))

    def erase(self, disk: FailingDisk) -> None:
        keys = Keyring.open(ORIGIN, folder=self.keys, disk=disk)
        ledger = Ledger.open(self.folder, keys, disk=disk)
        with suppress(DiskFailed):
            ledger.erase([1], Reason.AT_RISK, "desk-lead", at=AT, by=f"key:{keys.key_id}")


def test_the_types_that_can_be_erased_are_all_of_them(desk: Desk) -> None:
    """Kept, claimed and decided bodies go; what an `Erased` line says never does."""
    kinds = {type(entry.body) for entry in desk.ledger.entries()}
    assert kinds == {Kept, Claimed, Decided}
    ruling = Decided(verdict=Verdict.WRONG, about=("e3.0",), reason="a friend of hers says so")
    desk.ledger.append([draft(ruling, 3, by=desk.me)])
    done = desk.ledger.erase([3], Reason.AT_RISK, "desk-lead", at=AT, by=desk.me)
    assert done.erased == (3, 5)
    with pytest.raises(NotARecord):
        Ledger.open(desk.folder / "bodies")
