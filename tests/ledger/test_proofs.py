"""A proof travels alone: what it opens can be checked, what it shuts stays shut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_desk import ORIGIN, Desk

from gowah.errors import BadFormat, UnknownName
from gowah.ledger import Keyring, proof_of, verify_proof
from gowah.ledger.report import GIVEN, ITSELF
from gowah.model.canonical import canonical, parse


def test_a_number_is_proved_and_the_quote_stays_shut(desk: Desk) -> None:
    proof = proof_of(desk.ledger, {2: {"values.0.value", "values.0.property"}})
    assert b"hospital" not in proof
    assert b"three people" not in proof
    checked = verify_proof(proof, str(desk.keyring.vkey))
    assert checked.ok
    assert checked.key_from == GIVEN
    assert (checked.origin, checked.size) == (ORIGIN, 5)
    assert checked.entries[0].id == 2
    assert checked.entries[0].line.because == (1,)
    assert checked.entries[0].values == {
        "values.0.property": "killed", "values.0.value.about": False, "values.0.value.as_written": "At least three",
        "values.0.value.low": 3, "values.0.value.type": "count",
    }  # fmt: skip


def test_shut_fields_cannot_be_guessed_from_the_proof(desk: Desk) -> None:
    """The commitment to a short value (a sex, an age, a count) depends on a key that the proof does not hold."""
    first = parse(proof_of(desk.ledger, {2: ()}))
    row = desk.ledger.bodies.rows(0)[2]
    keys = {field.key for field in row.opened() if hasattr(field, "key")}
    assert row.k is not None
    assert keys
    assert not any(key.encode() in canonical(first) for key in (*keys, row.k))


def test_the_key_in_the_file_is_the_files_own_word(desk: Desk, tmp_path: Path) -> None:
    proof = proof_of(desk.ledger, {1: {"role"}})
    alone = verify_proof(proof)
    assert alone.ok
    assert alone.key_from == ITSELF
    assert any("could have put in their own" in said for said in alone.sentences())
    stranger = Keyring.create(ORIGIN, folder=tmp_path / "stranger")
    assert not verify_proof(proof, str(stranger.vkey)).ok
    with pytest.raises(BadFormat):
        verify_proof(proof, "nonsense")


def test_proofs_from_a_larger_ledger(desk: Desk, grow_by: Callable[[Desk, int], range]) -> None:
    grow_by(desk, 800)
    fields = {id_: {"values.0.quote"} for id_ in range(3, 805, 7)} | {804: {"kind"}, 0: set()}
    checked = verify_proof(proof_of(desk.ledger, fields), str(desk.keyring.vkey))
    assert checked.ok
    assert [entry.id for entry in checked.entries] == sorted(fields)
    assert checked.entries[-1].values == {"kind": "attack"}
    with pytest.raises(UnknownName):
        proof_of(desk.ledger, {805: ()})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bit_of_a_proof_can_be_flipped(desk: Desk, data: st.DataObject) -> None:
    proof = bytearray(proof_of(desk.ledger, {2: {"values.0"}, 4: {"verdict"}}))
    bit = data.draw(st.integers(0, len(proof) * 8 - 1))
    proof[bit // 8] ^= 1 << bit % 8
    assert not verify_proof(bytes(proof), str(desk.keyring.vkey)).ok


def test_proofs_put_together_otherwise_are_refused(desk: Desk) -> None:
    proof = parse(proof_of(desk.ledger, {2: {"values.0"}, 3: {"values.0"}}))
    assert isinstance(proof, dict)
    two, three = proof["entries"]  # type: ignore[misc]
    spoilt = [
        proof | {"entries": [three, two]},
        proof | {"entries": [two, two]},
        proof | {"entries": [two | {"fields": three["fields"]}]},
        proof | {"entries": [two | {"id": 3}]},
        proof | {"entries": [two | {"path": two["path"][:-1]}]},
        proof | {"entries": [two | {"path": []}]},
        proof | {"entries": [two | {"line": three["line"]}]},
        proof | {"entries": [two | {"id": True}]},
        proof | {"entries": [two | {"more": 1}]},
        proof | {"entries": [two | {"fields": two["fields"][::-1]}]},
        proof | {"entries": [{"id": 2}]},
        proof | {"entries": None},
        proof | {"format": "gowah/proof/v2"},
        proof | {"origin": "other.example"},
        proof | {"more": 1},
        {"entries": []},
    ]
    for other in spoilt:
        checked = verify_proof(canonical(other), str(desk.keyring.vkey))
        assert not checked.ok, other
        assert checked.sentences()[0].startswith("NOT VERIFIED")
    for junk in (b"", b"null", b"[]", b"\xff", b"{" * 100_000, b'{"a":1.5}'):
        assert not verify_proof(junk).ok
