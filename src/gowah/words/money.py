"""Sums of money in a text: a number of `numbers` beside a currency of `data/common/currencies.csv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gowah.model import Money
from gowah.words.numbers import find_numbers
from gowah.words.script import FILLER, fold
from gowah.words.sheets import folded_words, sheet

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 8
_NONE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySpan:
    """A sum at code points [start, end), its currency included; a qualifier ("up to") is in the wording only."""

    start: int
    end: int
    money: Money


@cache
def _currencies() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[tuple[str, ...], str], ...]]:
    """(marks before the number, words after it), the longest first."""
    before: list[tuple[str, str]] = []
    after: list[tuple[tuple[str, ...], str]] = []
    for row in sheet("currencies"):
        if row["place"] != "after":
            before.append((fold(row["form"]), row["currency"]))
        if row["place"] != "before":
            after.append((folded_words(row["form"]), row["currency"]))
    return tuple(sorted(before, key=lambda row: -len(row[0]))), tuple(sorted(after, key=lambda row: -len(row[0])))


def find_money(text: str) -> tuple[MoneySpan, ...]:
    """Every sum: `$5 million`, `£3.6m`, `5 million dollars`, `US$`, `۱۰۰ هزار افغانی`; amounts in whole units."""
    folded = fold(text)
    before, after = _currencies()
    if not any(mark in folded for mark, _ in before) and not any(row[0][0] in folded for row in after):
        return ()  # most sentences name no currency
    found = []
    for number in find_numbers(text, _NONE):
        amount = number.count.low if number.count.low is not None else number.count.high
        if amount is None or number.vague:
            continue
        amount = number.value
        start, end = number.start, number.end
        head = folded[max(0, number.number_start - _BEFORE) : number.number_start].rstrip()
        lead = next((row for row in before if head.endswith(row[0]) and not _glued(head, row[0])), None)
        if lead is not None:
            start = min(start, folded.rindex(lead[0], 0, number.number_start))
            currency = lead[1]
        else:
            tail = _next_words(folded, number.number_end)
            trail = next((row for row in after if tuple(word for word, _ in tail[: len(row[0])]) == row[0]), None)
            if trail is None:
                continue
            currency, end = trail[1], max(end, tail[len(trail[0]) - 1][1])
        found.append(
            MoneySpan(start=start, end=end, money=Money(amount=amount, currency=currency, as_written=text[start:end]))
        )
    return tuple(found)


def _glued(head: str, mark: str) -> bool:
    """True when a mark of letters is only the end of a word."""
    return mark[0].isalpha() and head[: -len(mark)][-1:].isalnum()


def _next_words(folded: str, at: int) -> list[tuple[str, int]]:
    tokens, edge = [], at
    for token in _WORD.finditer(folded, at, at + 40):
        if folded[edge : token.start()].strip(" \n-" + FILLER):
            break
        tokens.append((token[0].replace(FILLER, ""), token.end()))
        edge = token.end()
    return tokens
