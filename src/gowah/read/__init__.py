"""Turns bytes into text with positions: source → text. See docs/read.md."""

from gowah.read.documents import Documents

__all__ = ["Documents", "documents"]

documents = Documents()
"""The plug-in `read.documents`."""
