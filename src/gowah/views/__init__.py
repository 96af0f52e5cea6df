"""Folds of the ledger: tables that can be thrown away and made again, row for row."""

from gowah.views.cards import Cards
from gowah.views.dump import dump
from gowah.views.fold import ASKED, fold, folded
from gowah.views.frames import as_rows, frame
from gowah.views.schema import DERIVED
from gowah.views.view import View, layout_blocks, layout_text, said_by, tool_name

__all__ = [
    "ASKED", "DERIVED", "Cards", "View", "as_rows", "dump", "fold", "folded", "frame", "layout_blocks", "layout_text",
    "said_by", "tool_name",
]  # fmt: skip
