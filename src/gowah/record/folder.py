"""What a new record's folder holds besides its ledger: the recipe, and a README for whoever finds it."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from gowah.errors import DiskFailed
from gowah.model import Kept, Problem, Role

RECIPE = "gowah.toml"
LINK_MODEL = "link.json"
FOLDERS = ("ledger", "bodies", "hand", "views", "releases")

RECIPE_TEXT = """\
# The recipe: the settings that make the views. A change is kept as an entry at the next run.
# Everything not said here has its default; docs/formats.md lists them all.

[words]
regions = ["afghanistan"]     # which tables of places, groups and communities are read

[claim.vague]                 # the least that a vague number stands for
several = 3
tens = 10
dozens = 24
scores = 40
hundreds = 100

[publish]
title = "A record of attacks"
contact = ""                  # where readers can send corrections
"""

README_TEXT = """\
This folder is a Gowah record. What each part is, and what its loss means:

gowah.toml   the recipe: settings that make the views. Lost: defaults are used; the settings of the past
             are entries and not lost.
ledger/      lines and signed checkpoints; public. Lost: nothing can be verified; any good copy restores it.
bodies/      what the entries say, and the originals. PRIVATE. Lost: the lines still prove that something was
             entered, not what. Entries are erased here on purpose, and only here.
link.json    how mentions are linked, learned from this record (`gowah link --learn`). Lost: as above; put it back.
hand/        tables made by you: names, places, codes. Lost: the next run says so and goes on without; what they
             said is kept as entries: put the files back.
views/       indexes. PRIVATE. Lost: nothing; `gowah rebuild` makes them again.
releases/    what was published, each with its proof. Lost: make the release again; readers' copies stay valid.

The signing key and the last signed checkpoint are not here but in your own settings folder
($XDG_CONFIG_HOME/gowah or ~/.config/gowah). Back that up apart from this folder.
"""


def lay_out(folder: Path) -> None:
    """Makes the folders and the two files of a new record."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / RECIPE).write_text(RECIPE_TEXT, encoding="utf-8")
    (folder / "README.txt").write_text(README_TEXT, encoding="utf-8")


def recipe_files(folder: Path) -> dict[tuple[str, str], bytes]:
    """(role, name) -> bytes of the recipe and of each table made by hand."""
    found: dict[tuple[str, str], bytes] = {}
    if (folder / RECIPE).is_file():  # without it, all settings have their defaults
        found[Role.SETTINGS.value, RECIPE] = (folder / RECIPE).read_bytes()
    if (folder / LINK_MODEL).is_file():  # without it, the weights that come with the program hold
        found[Role.MODEL.value, LINK_MODEL] = (folder / LINK_MODEL).read_bytes()
    for path in sorted((folder / "hand").glob("*.csv")):
        found[Role.TABLE.value, path.stem] = path.read_bytes()
    return found


def recipe_body(role: str, name: str, content: bytes, at: str) -> Kept:
    """The body under which a recipe file is kept."""
    media = {Role.SETTINGS: "application/toml", Role.MODEL: "application/json"}.get(Role(role), "text/csv")
    return Kept(
        role=Role(role), digest=sha256(content).hexdigest(), media_type=media, size=len(content),
        taken_from=name, taken_at=at, name=name,
    )  # fmt: skip


def recipe_gone(role: str, name: str) -> Problem:
    """What is told when a recipe file that was in force is there no more."""
    where = f"hand/{name}.csv" if role == Role.TABLE else name
    what = "the file is gone: what it said no longer holds, and its entries are withdrawn"
    return Problem(where=where, what=what, hint="If that was a mistake, put the file back and run again.")


def destroy(folder: Path) -> None:
    """Removes a folder that may hold what was erased; a disk that refuses is told (`DiskFailed`)."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        hint = f"Remove {folder} by hand: it may still hold what was erased."
        raise DiskFailed(f"{folder} could not be removed: {error.strerror}", hint=hint) from error
