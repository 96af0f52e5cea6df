"""Field commitments: one seal over all leaves of a body, each of which can be opened alone.

For the leaf at path f with canonical bytes v, and the body's 32 random bytes k:

    k_f  = HMAC-SHA256(k, "gowah/field/v1" ‖ f)
    c_f  = HMAC-SHA256(k_f, v)
    seal = SHA-256("gowah/seal/v1" ‖ canonical [[f, hex c_f], …] sorted by f)

Who holds k can open everything; who holds some k_f and every other c_f can open those leaves only.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection
from dataclasses import dataclass

from gowah.errors import BadFormat
from gowah.model.canonical import Tree, canonical, grown, leaves

FIELD_LABEL = b"gowah/field/v1"
SEAL_LABEL = b"gowah/seal/v1"
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A leaf that is shown: its path, its key (hex) and its value."""

    path: str
    key: str
    leaf: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A leaf that is not: its path and its commitment (hex)."""

    path: str
    commitment: str


Field = Open | Shut


def field_key(k: bytes, path: str) -> bytes:
    """k_f of the leaf at `path`; `k` is 32 bytes."""
    return hmac.digest(k, FIELD_LABEL + path.encode(), "sha256")


def commitment(key: bytes, leaf: Tree) -> str:
    """c_f in hex."""
    return hmac.digest(key, canonical(leaf), "sha256").hex()


def seal_of(k: bytes, tree: Tree) -> str:
    """The seal (hex) of a whole body under its 32 random bytes."""
    keys = _keys(k)
    return _seal([(path, commitment(keys(path), leaf)) for path, leaf in leaves(tree)])


def opened(k: bytes, tree: Tree, paths: Collection[str] | None = None) -> tuple[Field, ...]:
    """The body's fields with the given leaves open (None: all), sorted by path."""
    found: list[Field] = []
    keys = _keys(k)
    for path, leaf in leaves(tree):
        key = keys(path)
        if paths is None or path in paths:
            found.append(Open(path=path, key=key.hex(), leaf=leaf))
        else:
            found.append(Shut(path=path, commitment=commitment(key, leaf)))
    return tuple(sorted(found, key=lambda field: field.path))


def shut(fields: Collection[Field], paths: Collection[str]) -> tuple[Field, ...]:
    """The same fields with these leaves closed for ever: value and key dropped."""
    return tuple(Shut(path=field.path, commitment=_closed(field)) if field.path in paths else field for field in fields)


def seal_of_fields(fields: Collection[Field]) -> str:
    """The seal (hex) that a partly opened body opens against."""
    return _seal([(field.path, _closed(field)) for field in fields])


def shown(fields: Collection[Field]) -> dict[str, Tree]:
    """Path -> leaf of what is open."""
    return {field.path: field.leaf for field in fields if isinstance(field, Open)}


def whole(fields: Collection[Field]) -> Tree | None:
    """The body's tree when every leaf is open, else None."""
    if any(isinstance(field, Shut) for field in fields):
        return None
    return grown(shown(fields).items())


def fields_to_tree(fields: Collection[Field]) -> Tree:
    """`[path, key, leaf]` for an open leaf, `[path, commitment]` for a shut one, sorted by path."""
    return [
        [field.path, field.key, field.leaf] if isinstance(field, Open) else [field.path, field.commitment]
        for field in sorted(fields, key=lambda field: field.path)
    ]


def fields_from_tree(tree: Tree) -> tuple[Field, ...]:
    """The inverse of `fields_to_tree`; refuses anything else (`BadFormat`)."""
    if not isinstance(tree, list):
        raise BadFormat("fields are a list")
    fields: list[Field] = []
    for row in tree:
        match row:
            case [str(path), str(key), leaf]:
                fields.append(Open(path=path, key=_hex32(key), leaf=leaf))
            case [str(path), str(closed)]:
                fields.append(Shut(path=path, commitment=_hex32(closed)))
            case _:
                raise BadFormat("a field is [path, key, leaf] or [path, commitment]")
    paths = [field.path for field in fields]
    if paths != sorted(set(paths)):
        raise BadFormat("fields are not sorted, or one is given twice")
    return tuple(fields)


def _keys(k: bytes) -> Callable[[str], bytes]:
    """`field_key` of many paths under one k: HMAC (RFC 2104) with the work that only k needs done once."""
    block = k.ljust(64, b"\0")
    inner, outer = hashlib.sha256(block.translate(_INNER)), hashlib.sha256(block.translate(_OUTER))
    inner.update(FIELD_LABEL)

    def key(path: str) -> bytes:
        inside, outside = inner.copy(), outer.copy()
        inside.update(path.encode())
        outside.update(inside.digest())
        return outside.digest()

    return key


def _hex32(text: str) -> str:
    if len(text) != 64 or text.strip("0123456789abcdef"):
        raise BadFormat("a key or commitment is 64 hex digits")
    return text


def _closed(field: Field) -> str:
    return commitment(bytes.fromhex(field.key), field.leaf) if isinstance(field, Open) else field.commitment


def _seal(pairs: list[tuple[str, str]]) -> str:
    # The canonical form of the list, put together from its parts: commitments are hex and need no escapes.
    rows = b",".join([b"[" + canonical(path) + b',"' + closed.encode() + b'"]' for path, closed in sorted(pairs)])
    return hashlib.sha256(SEAL_LABEL + b"[" + rows + b"]").hexdigest()
