"""A toll: a number of people to whom a sentence says that harm came."""

from __future__ import annotations

from dataclasses import dataclass

from gowah.model import Count
from gowah.words import NameSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """`property` is killed, injured, hurt or abducted; [start, end) is the quantity.

    `of_whom` is the code of the people counted, `part` tells that they are a part of another toll; `elliptical` that
    the sentence has no word of harm, so that only an earlier toll tells what is counted; `lone` that it is one person
    told of without a number ("my sister"), who says nothing where the dead are counted; `some` that they are told of by
    their kin or at their grave, and are no toll where more are counted.
    """

    property: str
    count: Count
    start: int
    end: int
    harm: NameSpan | None = None
    of_whom: str | None = None
    part: bool = False
    elliptical: bool = False
    lone: bool = False
    some: bool = False
