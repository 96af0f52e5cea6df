"""docs/formats.md, read by a stranger: its numbers come out, and it leaves nothing out."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import fields
from pathlib import Path

from gowah.ledger.bodies import Row
from gowah.ledger.checkpoint import parse_checkpoint
from gowah.model import Described, Line, Speaker, Value, Withdrawn, line_bytes
from gowah.model.bodies import BODY_TYPES, Output, PublishedIncident, Reason, Role, Span
from gowah.model.codec import to_tree
from gowah.model.seals import opened, shut
from gowah.model.values import DATUM_TYPES
from gowah.words import Settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return re.split(r"(?m)^## ", PAGE.split(f"\n## {title}\n", 1)[1])[0]


def example() -> dict[str, str]:
    block = re.findall(r"```\n(.*?)```", section("Worked example"), re.S)[0]
    return {name.strip(): value for name, value in (line.split(" = ", 1) for line in block.splitlines())}


def test_a_stranger_can_work_the_example_out() -> None:
    """With hashlib, hmac and json alone, from what the page says."""
    given = example()
    k, body = bytes.fromhex(given["k"]), json.loads(given["body"])
    pairs = []
    for path in sorted(body):
        key = hmac.new(k, b"gowah/field/v1" + path.encode(), hashlib.sha256).digest()
        closed = hmac.new(key, json.dumps(body[path]).encode(), hashlib.sha256).hexdigest()
        assert (key.hex(), closed) == (given[f"k_{path}"], given[f"c_{path}"])
        pairs.append([path, closed])
    listed = json.dumps(pairs, separators=(",", ":"))
    assert listed == given["list"]
    assert hashlib.sha256(b"gowah/seal/v1" + listed.encode()).hexdigest() == given["seal"]
    assert json.loads(given["line"])["seal"] == given["seal"]
    assert hashlib.sha256(b"\x00" + given["line"].encode()).hexdigest() == given["leaf hash"]


def test_gowah_prints_the_example() -> None:
    given = example()
    body = Withdrawn(reason=Reason.WRONG, note="named twice")
    row = Row(id=1, k=given["k"], tree=to_tree(body))
    assert row.bytes().decode() == given["row"]
    assert row.seal() == given["seal"]
    line = Line(kind="withdrawn", at="2022-09-07T10:00:00Z", by="tool:example/1.0", because=(0,), seal=row.seal())
    assert line_bytes(line).decode() == given["line"]
    erased = Row(id=1, fields=shut(opened(bytes.fromhex(given["k"]), row.tree), {"note"}))
    assert erased.bytes().decode() == given["row, note erased"]
    assert erased.seal() == given["seal"]


def test_the_example_checkpoint_is_one() -> None:
    text = re.findall(r"```\n(.*?)\n\n", section("Checkpoint"), re.S)[0] + "\n"
    assert parse_checkpoint(text).size == 70_000


def test_every_field_of_every_body_is_named() -> None:
    said = section("Bodies")
    types = [*BODY_TYPES.values(), *DATUM_TYPES.values(), Described, Span, Speaker, Value, Output, PublishedIncident]
    for cls in types:
        for field in fields(cls):
            assert f"`{field.name}`" in said, (cls.__name__, field.name)
    for word in (*BODY_TYPES, *DATUM_TYPES, *Role, *Reason):
        assert re.search(rf"\b{word}\b", said), word


def test_every_setting_is_listed_with_its_default() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in section("Recipe").splitlines() if "|" in line]
    listed = {(name, setting): default.strip("`") for name, setting, default in rows}
    for part in fields(Settings):
        section_of = getattr(Settings(), part.name)
        for field in fields(section_of):
            value = getattr(section_of, field.name)
            shown = listed[part.name, field.name]
            if isinstance(value, tuple) and value and isinstance(value[0], tuple):
                assert shown == ", ".join(f"{word} {number}" for word, number in value)
            else:
                assert json.loads(shown) == (list(value) if isinstance(value, tuple) else value), field.name
    known = {(part.name, field.name) for part in fields(Settings) for field in fields(getattr(Settings(), part.name))}
    assert set(listed) - {("section", "setting"), ("---", "---")} == known
