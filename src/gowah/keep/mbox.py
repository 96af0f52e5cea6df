"""Mailboxes (mbox, RFC 4155): mails one after another, each opened by a line `From sender date` after a blank one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from gowah.keep.taken import inside
from gowah.model import Problem

_PIECE = 1 << 20


def messages(stream: IO[bytes], where: str, largest: int) -> Iterator[tuple[str, Callable[[], IO[bytes]] | Problem]]:
    """(name, opener) of each mail, byte for byte without the line before it; a Problem where it is too large."""
    number, size = 0, 0
    held: list[bytes] = []
    after_blank = begins = True
    while True:
        line = stream.readline(_PIECE)
        opens = begins and after_blank and line.startswith(b"From ")
        if (opens or not line) and number:
            name = inside(where, f"mail {number}.eml")
            if size > largest:
                hint = "Raise max_bytes under [keep] in gowah.toml."
                yield name, Problem(where=name, what=f"the mail is larger than {largest:,} bytes", hint=hint)
            else:
                yield name, partial(io.BytesIO, b"".join(held))
        if not line:
            return
        if opens:
            number, size, held = number + 1, 0, []
        else:
            size += len(line)
            if size <= largest:
                held.append(line)
            else:
                held.clear()
        after_blank = begins and not line.strip()
        begins = line.endswith(b"\n")
