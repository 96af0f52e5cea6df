"""Coverage-guided bytes for every reader that is written in Python; run by `make fuzz`.

The first byte chooses the form. What libraries raise in forms that run in a process apart is theirs; everything that
comes back is held to the laws.
"""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["gowah.read", "gowah.words"]):
    from fuzz_laws import is_shielded, read_here

    from gowah.words.media import sniff

FORMS = (
    "", "text/plain", "text/html", "text/csv", "message/rfc822", "application/rtf", "text/x-whatsapp-chat",
    "application/x-telegram-export", "application/x-auto-archiver", "application/warc",
    "application/vnd.oasis.opendocument.text",
)  # fmt: skip


def one(data: bytes) -> None:
    """One input."""
    if not data:
        return
    content = data[1:]
    media_type = FORMS[data[0] % len(FORMS)] or sniff(content, "a")
    try:
        read_here(content, "a", media_type)
    except AssertionError:
        raise
    except Exception:
        if not is_shielded(media_type):
            raise


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
