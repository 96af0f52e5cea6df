"""Keys lie outside the record, for their owner alone; and they remember what was signed last."""

from __future__ import annotations

import dataclasses
import stat
from pathlib import Path

import pytest

from gowah.errors import BadFormat, RolledBack, UsageMistake
from gowah.ledger import Keyring, NotThere
from gowah.ledger.checkpoint import Checkpoint
from gowah.ledger.keys import keys_folder
from gowah.ledger.rulings import Authority, check_ruling
from gowah.model import Decided, Line, Verdict

AT = "2022-09-07T10:00:00Z"


def test_keys_are_made_once_and_found_again() -> None:
    made = Keyring.create("desk.example/A b".replace(" ", "-"))
    assert Keyring.open(made.origin) == made
    with pytest.raises(UsageMistake):
        Keyring.create(made.origin)


def test_only_the_owner_can_read_them() -> None:
    made = Keyring.create("desk.example")
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    for path in made.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_no_secret_is_ever_shown() -> None:
    made = Keyring.create("desk.example")
    for secret in (made.seed, made.person_seed, made.secret):
        assert repr(secret) not in repr(made)
        assert secret.hex() not in repr(made)


def test_without_keys_it_says_so() -> None:
    with pytest.raises(NotThere) as told:
        Keyring.open("elsewhere.example")
    assert "Reading and verifying work without them" in told.value.hint


@pytest.mark.parametrize("name", ["ledger.key", "person.key", "secret"])
def test_damaged_keys_are_refused(name: str) -> None:
    made = Keyring.create("desk.example")
    path = made.folder / name
    path.write_text(path.read_text().replace("a", "b").replace("0", "1").upper())
    with pytest.raises(BadFormat):
        Keyring.open("desk.example")


def test_folders_of_two_origins_never_fall_together(tmp_path: Path) -> None:
    origins = ["a/b", "a-b", "a_b", "A-b", "a..b", "a:b", "a%2Fb".replace("%", "~"), "a.b"]
    assert len({str(keys_folder(origin)).lower() for origin in origins}) == len(origins)
    assert all(keys_folder(origin).parent.name == "gowah" for origin in origins)


def test_the_last_checkpoint_moves_on_only_from_what_it_was() -> None:
    keys = Keyring.create("desk.example")
    first, second, third = (keys.sign(Checkpoint(origin=keys.origin, size=n, root=bytes(32))) for n in range(3))
    assert keys.checkpoint() is None
    keys.advance(None, first)
    keys.advance(first, second)
    with pytest.raises(RolledBack):
        keys.advance(first, third)
    assert keys.checkpoint() == second


def test_a_rollback_is_accepted_only_by_name_and_leaves_evidence() -> None:
    keys = Keyring.create("desk.example")
    first, second = (keys.sign(Checkpoint(origin=keys.origin, size=n, root=bytes(32))) for n in (1, 2))
    keys.advance(None, second)
    keys.accept_rollback(first)
    assert keys.checkpoint() == first
    assert (keys.folder / "checkpoint.2.forgotten").read_bytes() == second


def test_a_ruling_bears_its_makers_signature() -> None:
    keys = Keyring.create("desk.example")
    ruling = keys.sign_ruling(Decided(verdict=Verdict.RIGHT, about=("e2.0",)), at=AT, because=(2,))
    said = {"origin": keys.origin, "at": AT, "because": (2,), "by": f"key:{keys.key_id}", "ruling": ruling}
    assert check_ruling(keys.person, **said)
    changes: list[dict[str, object]] = [
        {"origin": "other.example"}, {"at": "2022-09-07T10:00:01Z"}, {"because": (3,)}, {"by": "key:" + "0" * 16},
        {"ruling": dataclasses.replace(ruling, verdict=Verdict.WRONG)},
        {"ruling": dataclasses.replace(ruling, reason="added later")},
        {"ruling": dataclasses.replace(ruling, signature=None)},
        {"ruling": dataclasses.replace(ruling, signature="not base64!")},
        {"ruling": dataclasses.replace(ruling, signature=(ruling.signature or "") + "\n")},
    ]  # fmt: skip
    for change in changes:
        assert not check_ruling(keys.person, **(said | change)), change  # type: ignore[arg-type]


def test_keys_come_in_by_keys_and_go() -> None:
    """The first key enters itself; a second is added by the first; after its retirement its rulings do not count."""
    first, second = Keyring.create("desk.example"), Keyring.create("desk.example", folder=keys_folder("second"))

    def entered(keys: Keyring, ruling: Decided) -> tuple[Line, Decided]:
        signed = keys.sign_ruling(ruling, at=AT, because=())
        return Line(kind="decided", at=AT, by=f"key:{keys.key_id}", seal="0" * 64), signed

    start = Authority(origin="desk.example")
    right = Decided(verdict=Verdict.RIGHT, about=("e1",))
    assert start.judge(*entered(first, right)) == "it is signed by a key that the record does not know"
    assert start.judge(*entered(first, second.introduction())) == "the signature of this ruling is wrong"
    alone = start.after(first.introduction())
    assert alone.judge(*entered(first, right)) == ""
    assert alone.judge(*entered(second, second.introduction())) != ""
    both = alone.after(second.introduction())
    assert both.judge(*entered(second, right)) == ""
    without = both.after(Decided(verdict=Verdict.KEY_RETIRED, term=second.person.hex()))
    assert without.judge(*entered(second, right)) != ""
    assert alone.judge(*entered(first, Decided(verdict=Verdict.KEY_ADDED, term="AB" * 32))) == "it names no key"
