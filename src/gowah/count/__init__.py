"""count: incidents → figures with ranges, over origins instead of reports."""

from gowah.count.counter import RULES, OriginsCounter
from gowah.count.figures import figure_id, in_words, range_in_words, sources_in_words
from gowah.count.origins import Statement, Units, bounds
from gowah.count.tolls import Toll, toll

origins = OriginsCounter()
"""The built-in counter, `count.origins`."""

__all__ = [
    "RULES", "OriginsCounter", "Statement", "Toll", "Units", "bounds", "figure_id", "in_words", "origins",
    "range_in_words", "sources_in_words", "toll",
]  # fmt: skip
