"""Frames over pipes: how the program speaks with the processes that work apart from it.

A frame is its length in eight bytes, big-endian, and so many bytes. Whoever reads one gets all of it or `EOFError`:
the other side may be damaged, hostile or gone.
"""

from __future__ import annotations

import os
from typing import IO

_LENGTH = 8
_MOST = 1 << 32  # bytes of a frame; nothing that is read or found is as large
_PIECE = 1 << 20  # read at a time: a length that is a lie must not fill the memory


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame and push it through."""
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next frame. Raises `EOFError` where it is cut off, or longer than any can be."""
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if size > _MOST:
        raise EOFError
    return _exactly(stream, size)


def own_side() -> tuple[IO[bytes], IO[bytes]]:
    """(questions, answers) of a process apart: what were its standard input and output.

    These are silent from then on: what a library prints must not be taken for an answer.
    """
    asking, answering = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    return asking, answering


def _exactly(stream: IO[bytes], size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = stream.read(min(size, _PIECE))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
