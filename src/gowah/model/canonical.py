"""Canonical JSON, and the leaves of a tree: the bytes that everything is sealed over.

Format (docs/formats.md, "Canonical JSON"): UTF-8; object keys sorted by code point and matching
`[a-z][a-z0-9_]*`; no white space; strings escape only the quotation mark, the backslash and
U+0000 to U+001F (b, t, n, f, r by letter, the rest as four lower-case hex digits); whole numbers
within ±(2**53 - 1); no floats, no lone surrogates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TypeAlias, Union

from gowah.errors import BadFormat

Tree: TypeAlias = Union[str, int, bool, "list[Tree]", "dict[str, Tree]", None]
"""A JSON value without floats. A leaf is a scalar, an empty list or an empty object."""

_LIMIT = 2**53 - 1
_TOO_DEEP = "it is nested too deep"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_is_key = lru_cache(maxsize=1024)(re.compile(r"[a-z][a-z0-9_]*").fullmatch)  # the same few names, over and over


def canonical(tree: Tree) -> bytes:
    """The one byte form of a tree. Raises `BadFormat` for what JSON here cannot say."""
    try:
        if isinstance(tree, str):
            return encode_basestring(tree).encode()
        _check(tree)
        return (str(tree) if type(tree) is int else _ENCODER.encode(tree)).encode()
    except UnicodeEncodeError as error:
        raise BadFormat("a lone surrogate cannot be written as UTF-8") from error
    except RecursionError:
        raise BadFormat(_TOO_DEEP) from None


def parse(data: bytes) -> Tree:
    """The tree of canonical bytes; refuses bytes that do not print back the same (`BadFormat`)."""
    try:
        tree: Tree = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadFormat(f"not JSON: {error}") from error
    if canonical(tree) != data:
        raise BadFormat("not in canonical form")
    return tree


def leaves(tree: Tree, path: str = "") -> Iterator[tuple[str, Tree]]:
    """Each leaf with its path, such as `values.3.quote`; the root leaf's path is empty."""
    if isinstance(tree, dict) and tree:
        for key in sorted(tree):
            yield from leaves(tree[key], f"{path}.{key}" if path else key)
    elif isinstance(tree, list) and tree:
        for n, item in enumerate(tree):
            yield from leaves(item, f"{path}.{n}" if path else str(n))
    else:
        yield path, tree


def grown(fields: Iterable[tuple[str, Tree]]) -> Tree:
    """The tree whose leaves these are; the inverse of `leaves`. Raises `BadFormat` if none fits."""
    found = dict(fields)
    if set(found) == {""}:
        return found[""]
    root: dict[str, Tree] = {}
    for path, leaf in found.items():
        at = root
        *parents, last = path.split(".")
        for part in parents:
            below = at.setdefault(part, {})
            if not isinstance(below, dict):
                raise BadFormat(f"{path} lies below a leaf")
            at = below
        if last in at:
            raise BadFormat(f"{path} is given twice")
        at[last] = leaf if not isinstance(leaf, dict) else dict(leaf)
    try:
        return _lists(root)
    except RecursionError:
        raise BadFormat(_TOO_DEEP) from None


def _lists(tree: Tree) -> Tree:
    """Objects whose keys are 0, 1, 2, … become lists."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(key.isascii() and key.isdigit() for key in tree):
        places = [str(n) for n in range(len(tree))]  # counted up to: a key may have more digits than any number
        if not all(place in tree for place in places):
            raise BadFormat("a list has gaps")
        return [_lists(tree[place]) for place in places]
    return {key: _lists(item) for key, item in tree.items()}


def _check(tree: Tree) -> None:
    if tree is None or isinstance(tree, str | bool):
        return
    if isinstance(tree, int):
        if not -_LIMIT <= tree <= _LIMIT:
            raise BadFormat("a number is beyond 2**53 - 1")
    elif isinstance(tree, dict):
        for key, item in tree.items():
            if not _is_key(key):
                raise BadFormat(f"{key!r} is no field name")
            _check(item)
    elif isinstance(tree, list):
        for item in tree:
            _check(item)
    else:
        raise BadFormat(f"{type(tree).__name__} has no canonical form")
