"""Signed checkpoints: printed one way, read only when printed that way, trusted only under the right key."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.errors import BadFormat, ForeignKey, GowahError, LedgerBroken
from gowah.ledger.checkpoint import (
    Checkpoint,
    Note,
    Signature,
    VerifierKey,
    check_origin,
    open_note,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    public_key,
    sign_bytes,
    sign_note,
    verify_bytes,
)  # fmt: skip

SEED = bytes(range(32))
KEY = VerifierKey(name="desk.example/one", public=public_key(SEED))
HERE = Checkpoint(origin="desk.example/one", size=70_000, root=bytes(range(100, 132)))
NOTE = sign_note(HERE, SEED)


def test_a_signed_checkpoint_opens_under_its_key() -> None:
    assert open_note(NOTE, KEY) == HERE
    assert parse_vkey(str(KEY)) == KEY
    assert NOTE.decode().startswith("desk.example/one\n70000\n")


def test_the_example_of_the_note_format() -> None:
    """The key, text and signature in the documentation of Go's note package."""
    key = parse_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    blob = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    note = parse_note(f"{text}\n\u2014 PeterNeumann {blob}\n".encode())
    assert note.text == text
    assert note.signatures[0].key_hash == key.key_hash
    assert verify_bytes(key.public, note.signatures[0].signature, text.encode())


@given(st.integers(0, len(NOTE) * 8 - 1))
def test_no_bit_can_be_flipped(bit: int) -> None:
    data = bytearray(NOTE)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(GowahError):
        open_note(bytes(data), KEY)


def printed(origin: str = "desk.example/one", size: str = "5", root: str = base64.b64encode(bytes(32)).decode()) -> str:
    return f"{origin}\n{size}\n{root}\n"


@pytest.mark.parametrize(
    "text",
    [
        printed(size="05"), printed(size="+5"), printed(size="-1"), printed(size="5 "), printed(size="٥"),
        printed(size=""), printed(size="1" * 17), printed(root="AA=="), printed(root=base64.b64encode(bytes(33)).decode()),
        printed(root=base64.b64encode(bytes(32)).decode()[:-2] + "B="), printed(origin=""), printed(origin="a b"),
        printed(origin="a+b"), printed() + "an extension\n", printed()[:-1], printed().replace("\n", "\r\n"),
        "\n" + printed(),
    ],
)  # fmt: skip
def test_a_checkpoint_has_one_form(text: str) -> None:
    with pytest.raises(BadFormat):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace(b"\n", b"\r\n"),
        lambda note: note[:-1],
        lambda note: note + b"\n",
        lambda note: note.replace("\u2014 ".encode(), b"-- "),
        lambda note: note.replace("\u2014 ".encode(), "\u2014  ".encode()),
        lambda note: note[: note.rindex(b"\n\n") + 1],
        lambda note: note + b"x" * 100_000,
        lambda note: note.rstrip(b"\n") + b" extra\n",
        lambda note: b"\xff" + note,
    ],
)
def test_a_note_has_one_form(spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadFormat):
        parse_note(spoil(NOTE))


def test_unknown_signatures_are_passed_over_and_a_wrong_known_one_refused() -> None:
    note = parse_note(NOTE)
    stranger = Signature(name="someone.else", key_hash=b"abcd", signature=bytes(64))
    assert open_note(Note(text=note.text, signatures=(stranger, *note.signatures)).bytes(), KEY) == HERE
    wrong = Signature(name=KEY.name, key_hash=KEY.key_hash, signature=bytes(64))
    for signatures in ((wrong,), (*note.signatures, wrong)):
        with pytest.raises(LedgerBroken):
            open_note(Note(text=note.text, signatures=signatures).bytes(), KEY)
    with pytest.raises(ForeignKey):
        open_note(Note(text=note.text, signatures=(stranger,)).bytes(), KEY)


def test_a_signature_pasted_from_another_checkpoint_is_refused() -> None:
    other = parse_note(sign_note(Checkpoint(origin=HERE.origin, size=69_999, root=HERE.root), SEED))
    with pytest.raises(LedgerBroken):
        open_note(Note(text=HERE.text(), signatures=other.signatures).bytes(), KEY)


def test_a_cosignature_is_no_signature() -> None:
    """A witness signs other bytes (cosignature/v1): the log's own key used that way proves nothing here."""
    message = b"cosignature/v1\ntime 1662545000\n" + HERE.text().encode()
    blob = (1662545000).to_bytes(8, "big") + sign_bytes(SEED, message)
    cosigned = Signature(name=KEY.name, key_hash=KEY.key_hash, signature=blob)
    with pytest.raises(LedgerBroken):
        open_note(Note(text=HERE.text(), signatures=(cosigned,)).bytes(), KEY)


def test_another_key_under_the_same_name_is_foreign() -> None:
    forged = sign_note(HERE, bytes(32))
    with pytest.raises(ForeignKey):
        open_note(forged, KEY)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "-a", "ä", "a" * 201])
def test_origins_are_plain(origin: str) -> None:
    with pytest.raises(BadFormat):
        check_origin(origin)


@pytest.mark.parametrize(
    "text",
    [
        "", "name", "name+00000000+AAAA", str(KEY) + "=", str(KEY).replace("+", " "), str(KEY).upper(),
        str(KEY).replace(KEY.key_hash.hex(), "00000000"),
        f"{KEY.name}+{KEY.key_hash.hex()}+{base64.b64encode(bytes([4]) + KEY.public).decode()}",
    ],
)  # fmt: skip
def test_a_verifier_key_has_one_form(text: str) -> None:
    with pytest.raises(BadFormat):
        parse_vkey(text)
