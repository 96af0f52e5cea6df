"""What a step worked out and need not work out again: a folder beside the views that can be thrown away as they can.

Whoever remembers something names what it comes from, and does not use what comes from anything else. A file that was
damaged or cannot be read is as one that is not there, and a disk that takes no more only means that nothing is kept.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_DIGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderMemo:
    """A `Memo` (`gowah.hooks`) in a folder, one file a name."""

    folder: Path

    def recall(self, name: str) -> bytes | None:
        """What was remembered under this name last; None for nothing, or nothing whole."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        digest, held = data[:_DIGEST], data[_DIGEST:]
        return held if blake2b(held, digest_size=_DIGEST).digest() == digest else None

    def remember(self, name: str, data: bytes) -> None:
        """Keeps this under the name, in place of what was there."""
        half = self.folder / f"{name}.{os.getpid()}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
            half.replace(self.folder / name)
        except OSError:
            half.unlink(missing_ok=True)
