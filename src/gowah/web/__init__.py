"""The record in a browser: the same cards and answers as the commands, on loopback only."""

from gowah.web.app import reading_room

__all__ = ["reading_room"]
