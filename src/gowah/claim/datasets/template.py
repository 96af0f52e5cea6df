"""The empty table that people fill in: the columns of Gowah's own form (docs/datasets.md)."""

from __future__ import annotations

from gowah.words.dataset_forms import TEMPLATE
from gowah.words.sheets import sheet


def template() -> bytes:
    """CSV with the names of the columns and no row; it begins with a mark by which spreadsheets know UTF-8."""
    names = [row["column"] for row in sheet("dataset_columns") if row["form"] == TEMPLATE and row["rank"] == "1"]
    return ("\ufeff" + ",".join(names) + "\r\n").encode("utf-8")
