"""Bodies and lines to canonical trees and back. The only file that knows msgspec.

What is absent is not written: a field that is None or an empty tuple has no key, so a later version
may add optional fields without changing the bytes of old bodies. Read strictly: a tree that does not
print back the same is refused.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import msgspec

from gowah.errors import BadFormat
from gowah.model.bodies import BODY_TYPES, Body
from gowah.model.canonical import Tree
from gowah.model.values import DATUM_TYPES, Datum

T = TypeVar("T")
_TAGS = {cls: tag for tag, cls in DATUM_TYPES.items()}


def to_tree(thing: object) -> Tree:
    """The canonical tree of a body, line or any of our frozen types."""
    if isinstance(thing, StrEnum):
        return thing.value
    if thing is None or isinstance(thing, str | bool | int):
        return thing
    if isinstance(thing, tuple | list):
        return [to_tree(item) for item in thing]
    if is_dataclass(thing) and not isinstance(thing, type):
        tree: dict[str, Tree] = {}
        if isinstance(thing, Datum):
            tree["type"] = _TAGS[type(thing)]
        for name in _names(type(thing)):
            item = getattr(thing, name)
            if item is not None and item != ():
                tree[name] = to_tree(item)
        return tree
    raise BadFormat(f"{type(thing).__name__} has no canonical form")


def packed(thing: object) -> bytes:
    """Bytes by which two values can be compared: quick to make, the same for equal values, and never kept as truth."""
    return msgspec.msgpack.encode(thing)


def from_tree(tree: Tree, cls: type[T]) -> T:
    """The value of type `cls` that prints as this tree. Raises `BadFormat`."""
    try:
        thing = msgspec.convert(tree, cls, strict=True, dec_hook=_datum)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise BadFormat(f"no {cls.__name__}: {error}") from error
    if to_tree(thing) != tree:
        raise BadFormat(f"a {cls.__name__} with fields that this version does not know")
    return thing


def body_from_tree(kind: str, tree: Tree) -> Body:
    """The body of a line of this kind. Raises `BadFormat`."""
    if kind not in BODY_TYPES:
        raise BadFormat(f"{kind!r} is no kind of entry")
    return from_tree(tree, BODY_TYPES[kind])


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _datum(cls: type, tree: Any) -> Datum:
    if cls is not Datum or not isinstance(tree, dict) or tree.get("type") not in DATUM_TYPES:
        raise ValueError("a value needs a known type")
    rest = {key: item for key, item in tree.items() if key != "type"}
    return msgspec.convert(rest, DATUM_TYPES[tree["type"]], strict=True)
