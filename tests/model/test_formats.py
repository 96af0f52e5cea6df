"""The formats: canonical JSON, codec, seals and lines print one way and are read strictly."""

from __future__ import annotations

import contextlib
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.errors import BadFormat, UnknownName
from gowah.model import (
    Certainty,
    Claimed,
    Count,
    Line,
    Money,
    Span,
    Speaker,
    Term,
    Text,
    Value,
    When,
    Where,
    line_bytes,
    line_from,
    read_id,
)  # fmt: skip
from gowah.model.canonical import Tree, canonical, grown, leaves, parse
from gowah.model.codec import body_from_tree, from_tree, to_tree
from gowah.model.seals import (
    Open,
    fields_from_tree,
    fields_to_tree,
    opened,
    seal_of,
    seal_of_fields,
    shown,
    shut,
    whole,
)  # fmt: skip

keys = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | words
trees: st.SearchStrategy[Tree] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)
bodies = st.dictionaries(keys, trees, min_size=1, max_size=5)
counts = st.builds(
    Count,
    low=st.none() | st.integers(0, 9999),
    high=st.none() | st.integers(0, 9999),
    about=st.booleans(),
    as_written=words,
)
data = (
    counts
    | st.builds(When, earliest=st.none() | st.just("2022-04-19"), as_written=words)
    | st.builds(Where, place=st.none() | words, precision=st.integers(1, 7), as_written=words)
    | st.builds(Term, code=words, as_written=words)
    | st.builds(Money, amount=st.integers(0, 10**9), currency=st.just("USD"), as_written=words)
    | st.builds(Text, text=words)
)
values = st.builds(
    Value, property=words, value=data, quote=words, start=st.integers(0, 99), end=st.integers(0, 99),
    speakers=st.lists(st.builds(Speaker, name=words, private=st.booleans()), max_size=3).map(tuple),
    certainty=st.sampled_from(Certainty), of_whom=st.none() | words,
)  # fmt: skip
claimed = st.builds(
    Claimed, kind=words, anchor=st.builds(Span, start=st.integers(0, 9), end=st.integers(0, 9)),
    values=st.lists(values, min_size=1, max_size=4).map(tuple), about=st.none() | st.just(Span(start=1, end=2)),
)  # fmt: skip


@given(trees)
def test_canonical_json_reads_back_and_prints_the_same(tree: Tree) -> None:
    assert parse(canonical(tree)) == tree
    assert canonical(parse(canonical(tree))) == canonical(tree)


@pytest.mark.parametrize(
    "data",
    [b'{"b":1,"a":2}', b'{"a": 1}', b"1.0", b"01", b'"\\u00e9"', b'{"a":1,"a":1}', b'{"A":1}', b"[1,]", b"9007199254740992", b'"\\ud800"', b""],
)  # fmt: skip
def test_what_it_would_not_print_it_does_not_read(data: bytes) -> None:
    with pytest.raises(BadFormat):
        parse(data)


@given(bodies)
def test_a_tree_grows_again_from_its_leaves(tree: Tree) -> None:
    assert grown(leaves(tree)) == tree


@given(claimed)
def test_a_body_reads_back_as_it_was(body: Claimed) -> None:
    assert body_from_tree("claimed", to_tree(body)) == body


def test_a_body_with_an_unknown_field_is_refused() -> None:
    tree = to_tree(Term(code="iskp"))
    assert isinstance(tree, dict)
    with pytest.raises(BadFormat):
        from_tree({**tree, "extra": 1}, Term)


@given(bodies, st.data())
def test_any_subset_of_fields_opens_against_the_seal_and_nothing_else_does(tree: Tree, draw: st.DataObject) -> None:
    k = os.urandom(32)
    seal = seal_of(k, tree)
    paths = [path for path, _ in leaves(tree)]
    chosen = draw.draw(st.sets(st.sampled_from(paths)))
    fields = opened(k, tree, chosen)
    assert seal_of_fields(fields) == seal
    assert set(shown(fields)) == chosen
    assert fields_from_tree(fields_to_tree(fields)) == fields
    if chosen:
        victim = draw.draw(st.sampled_from(sorted(chosen)))
        forged = tuple(
            Open(path=f.path, key=f.key, leaf="forged") if isinstance(f, Open) and f.path == victim and f.leaf != "forged" else f
            for f in fields
        )  # fmt: skip
        assert (seal_of_fields(forged) == seal) is (forged == fields)


@given(bodies, st.data())
def test_closing_fields_for_ever_keeps_the_seal(tree: Tree, draw: st.DataObject) -> None:
    k = os.urandom(32)
    fields = opened(k, tree)
    gone = draw.draw(st.sets(st.sampled_from([path for path, _ in leaves(tree)])))
    left = shut(fields, gone)
    assert seal_of_fields(left) == seal_of(k, tree)
    assert whole(left) == (None if gone else tree)


def test_the_same_value_under_two_keys_has_unlike_commitments() -> None:
    one, two = opened(os.urandom(32), {"a": "yes"}, ()), opened(os.urandom(32), {"a": "yes"}, ())
    assert one != two


def test_a_line_is_read_only_as_it_prints() -> None:
    line = Line(kind="kept", at="2022-12-31T12:00:00Z", by="tool:gowah/0.1.0", seal="0" * 64, because=(1, 5))
    assert line_from(line_bytes(line)) == line
    for wrong in (b" ", b"\n", b"x"):
        with pytest.raises(BadFormat):
            line_from(line_bytes(line) + wrong)


@pytest.mark.parametrize(
    "wrong", [{"because": (5, 1)}, {"by": "Jane Doe"}, {"at": "yesterday"}, {"seal": "0" * 63}, {"kind": "noted"}]
)
def test_a_malformed_line_is_not_written(wrong: dict[str, object]) -> None:
    fields = {"kind": "kept", "at": "2022-12-31T12:00:00Z", "by": "tool:gowah/0.1.0", "seal": "0" * 64} | wrong
    with pytest.raises(BadFormat):
        line_bytes(Line(**fields))  # type: ignore[arg-type]


def test_ids() -> None:
    assert read_id("e12.3") == ("e", 12, 3)
    assert read_id("i-e12") == ("i", 12, None)
    assert read_id("f-e12-340") == ("f", 12, 340)
    for wrong in ("12", "e01", "e-1", "", "e1.2.3", "e1;drop"):
        with pytest.raises(UnknownName):
            read_id(wrong)


@pytest.mark.parametrize("key", ["9" * 5_000, "0" * 100_000, "00", "01", "1", "٣", "²"])
def test_a_key_of_digits_that_is_no_place_in_a_list_is_refused_or_a_name(key: str) -> None:
    """Of thousands of digits, too: no such number is ever worked out."""
    begun = time.process_time()
    if key.isascii():
        with pytest.raises(BadFormat):
            grown([("a.0", 1), (f"a.{key}", 2), ("a.5", 3)])
        with pytest.raises(BadFormat):
            grown([(f"a.{key}", 1)])
    else:
        assert grown([(f"a.{key}", 1)]) == {"a": {key: 1}}
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("deep", [900, 990, 2_000, 100_000])
def test_what_is_nested_beyond_reason_is_refused(deep: int) -> None:
    for attempt in (lambda: parse(b"[" * deep + b"]" * deep), lambda: grown([(".".join("a" * deep), 1)])):
        with contextlib.suppress(BadFormat):
            attempt()
