"""Any subset of a body's fields opens against its seal, and nothing else does."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gowah.errors import BadFormat
from gowah.ledger.bodies import Row, print_rows, raw_rows, rows_from
from gowah.model.canonical import Tree, canonical, grown, leaves, parse
from gowah.model.seals import (
    Open,
    Shut,
    commitment,
    field_key,
    fields_from_tree,
    fields_to_tree,
    opened,
    seal_of,
    seal_of_fields,
    shown,
    shut,
    whole,
)  # fmt: skip

names = st.from_regex(r"\A[a-z][a-z0-9_]{0,5}\Z")
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8)
trees = st.recursive(
    scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(names, below, max_size=3), max_leaves=12
)
bodies = st.dictionaries(names, trees, min_size=1, max_size=4)
keys = st.binary(min_size=32, max_size=32)


@given(keys, bodies, st.data())
def test_any_subset_opens_and_shows_just_that(k: bytes, tree: Tree, data: st.DataObject) -> None:
    paths = [path for path, _ in leaves(tree)]
    wanted = data.draw(st.sets(st.sampled_from(paths)))
    fields = opened(k, tree, wanted)
    assert seal_of_fields(fields) == seal_of(k, tree)
    assert shown(fields) == {path: leaf for path, leaf in leaves(tree) if path in wanted}
    assert fields_from_tree(parse(canonical(fields_to_tree(fields)))) == fields


@given(keys, bodies, st.data())
def test_nothing_else_opens(k: bytes, tree: Tree, data: st.DataObject) -> None:
    """Another value, another key, a field more or less, a field renamed or shut with another commitment."""
    seal = seal_of(k, tree)
    fields = list(opened(k, tree, None))
    n = data.draw(st.integers(0, len(fields) - 1))
    field = fields[n]
    assert isinstance(field, Open)
    other = data.draw(scalars)
    assume(canonical(other) != canonical(field.leaf))
    spoilt = [
        [*fields[:n], dataclasses.replace(field, leaf=other), *fields[n + 1 :]],
        [*fields[:n], dataclasses.replace(field, key="0" * 64), *fields[n + 1 :]],
        [*fields[:n], dataclasses.replace(field, path=field.path + "0"), *fields[n + 1 :]],
        [*fields[:n], Shut(path=field.path, commitment="0" * 64), *fields[n + 1 :]],
        [*fields[:n], *fields[n + 1 :]],
        [*fields, Open(path="zzzzzzzz", key="0" * 64, leaf=None)],
    ]
    for wrong in spoilt:
        assert seal_of_fields(wrong) != seal
    assert seal_of(bytes(32) if k != bytes(32) else bytes([1] * 32), tree) != seal


@given(keys, bodies, st.data())
def test_a_shut_field_is_gone_and_the_rest_still_opens(k: bytes, tree: Tree, data: st.DataObject) -> None:
    paths = [path for path, _ in leaves(tree)]
    gone = data.draw(st.sets(st.sampled_from(paths), min_size=1))
    row = Row(id=300, fields=shut(opened(k, tree), gone))
    assert row.seal() == seal_of(k, tree)
    assert row.body() is None
    assert set(shown(row.fields)) == set(paths) - gone
    stored = row.bytes()
    for path in gone:
        assert field_key(k, path).hex().encode() not in stored
    assert k.hex().encode() not in stored


@given(keys, bodies)
def test_a_body_comes_back_whole(k: bytes, tree: Tree) -> None:
    assert grown(leaves(tree)) == tree
    assert whole(opened(k, tree)) == tree
    row = Row(id=7, k=k.hex(), tree=tree)
    assert rows_from(row.bytes() + b"\n", 0, strict=True) == {7: row}
    assert seal_of_fields(row.opened()) == row.seal() == seal_of(k, tree)


@given(keys, st.text(max_size=20), scalars)
def test_keys_and_commitments_are_plain_hmac(k: bytes, path: str, leaf: Tree) -> None:
    key = hmac.new(k, b"gowah/field/v1" + path.encode(), hashlib.sha256).digest()
    assert field_key(k, path) == key
    assert commitment(key, leaf) == hmac.new(key, canonical(leaf), hashlib.sha256).hexdigest()


@settings(max_examples=50)
@given(st.dictionaries(st.integers(256, 511), bodies, max_size=5))
def test_a_bundle_comes_back_row_by_row(found: dict[int, Tree]) -> None:
    rows = {id_: Row(id=id_, k="ab" * 32, tree=tree) for id_, tree in found.items()}
    data = print_rows({id_: row.bytes() for id_, row in rows.items()})
    assert rows_from(data, 1, strict=True) == rows
    assert raw_rows(data) == {id_: row.bytes() for id_, row in sorted(rows.items())}
    assert print_rows(raw_rows(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b'{"body":1,"id":0,"k":"00"}\n', b'{"body":1,"id":256,"k":"' + b"0" * 64 + b'"}\n', b"null\n", b"\n", b"[]",
        b'{"body":1,"id":true,"k":"' + b"0" * 64 + b'"}\n', b'{"fields":[["a"]],"id":0}\n',
        b'{"fields":[["b","' + b"0" * 64 + b'"],["a","' + b"0" * 64 + b'"]],"id":0}\n',
        b'{"body":1,"extra":1,"id":0,"k":"' + b"0" * 64 + b'"}\n', b'{"body":1, "id":0,"k":"' + b"0" * 64 + b'"}\n',
        b'{"body":1,"id":1,"k":"' + b"0" * 64 + b'"}\n{"body":1,"id":0,"k":"' + b"0" * 64 + b'"}\n',
    ],
)  # fmt: skip
def test_other_bundles_are_refused(data: bytes) -> None:
    with pytest.raises(BadFormat):
        rows_from(data, 0, strict=True)
