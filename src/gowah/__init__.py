"""Gowah: a verifiable record of attacks on at-risk communities.

Keep what was reported, run the steps, and ask:

    from gowah import Record
    record = Record.open("my-record")
    record.keep("reports/"); record.run(); print(record.ask("How many people were killed in Kabul?"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gowah.version import __version__

if TYPE_CHECKING:
    from gowah.record import Record

__all__ = ["Record", "__version__"]


def __getattr__(name: str) -> object:
    """`Record` is loaded when first asked for, so that `import gowah` and every room alone stay light."""
    if name == "Record":
        from gowah.record import Record

        return Record
    raise AttributeError(f"module 'gowah' has no attribute {name!r}")
