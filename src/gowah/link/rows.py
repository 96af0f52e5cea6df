"""Mentions as rows of numbers in the order of content: each worked out once, and recalled while it stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.arrow import own_table
from gowah.link.memory import Memory
from gowah.link.profile import Profile, profiles
from gowah.link.table import own
from gowah.model import Mention, SourceText
from gowah.model.codec import packed
from gowah.words.settings import LinkSettings
from gowah.words.tables import Tables

_OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """For each mention, in the order of content: its entry, its text's, and its row of `table.own`."""

    mentions: list[int]
    texts: list[int]
    own: Any


def rows_of(found: Sequence[Profile], tables: Tables, settings: LinkSettings) -> Rows:
    """The rows of these profiles."""
    return _ordered([(each.mention, each.text) for each in found], own_table(own(found, tables, settings)))


def rows(
    texts: Sequence[SourceText], mentions: Sequence[Mention], tables: Tables, settings: LinkSettings,
    memory: Memory | None,
) -> Rows:  # fmt: skip
    """The rows of these mentions; with a memory only those are worked out that it does not hold."""
    if memory is None:
        return rows_of(profiles(texts, mentions, tables), tables, settings)
    by_entry = {text.entry: text for text in texts}
    prints = _prints(by_entry, mentions)
    held: Any = memory.recall(_OWN)
    at = {} if held is None else {mark: n for n, mark in enumerate(held.column("print").to_pylist())}
    # A report that is kept twice has its mentions twice: one row stands for both.
    new = {mark: mention for mark, mention in zip(prints, mentions, strict=True) if mark not in at}
    if new:
        needed = [by_entry[text] for text in {mention.text for mention in new.values()} if text in by_entry]
        made = own_table(own(profiles(needed, list(new.values()), tables), tables, settings))
        made = made.append_column("print", pa.array(list(new), pa.binary()))
        at |= {mark: len(at) + n for n, mark in enumerate(new)}
        held = made if held is None else pa.concat_tables([held, made.cast(held.schema)])
    places = np.array([at[mark] for mark in prints])
    if new or len(at) > len(set(prints)):
        memory.remember(_OWN, held.take(pa.array(np.unique(places))))
    return _ordered([(mention.entry, mention.text) for mention in mentions], held.drop_columns("print").take(places))


def _ordered(named: Sequence[tuple[int, int]], table: Any) -> Rows:
    keys = table.column("key").to_pylist()
    order = sorted(range(len(named)), key=lambda n: (keys[n], named[n]))
    return Rows(
        mentions=[named[n][0] for n in order],
        texts=[named[n][1] for n in order],
        own=table.take(pa.array(order, pa.int64())),
    )


def _prints(texts: dict[int, SourceText], mentions: Iterable[Mention]) -> list[bytes]:
    """For each mention a digest of all that its row comes from: what it says, and the text it stands in."""
    of_text: dict[int, bytes] = {}
    found = []
    for mention in mentions:
        if mention.text not in of_text:
            of_text[mention.text] = _text_print(texts.get(mention.text))
        said = packed((mention.claimed, mention.struck))
        found.append(blake2b(of_text[mention.text] + said, digest_size=16).digest())
    return found


def _text_print(text: SourceText | None) -> bytes:
    said = b"" if text is None else packed((text.media_type, text.described, text.layout, text.text))
    return blake2b(said, digest_size=16).digest()
