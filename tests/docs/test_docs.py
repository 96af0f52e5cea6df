"""Every command in the docs is run, in order, in one scratch folder a file; what the docs print must come out.

Commands stand in ```console blocks after `$ `. Lines under a command are its output: an `…` in them stands for
anything, and a line that is only `…` for any number of lines. `# exit 3` after a command gives its exit code.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]

MADE = {"make demo": f"{sys.executable} examples/demo.py"}
"""What make runs once everything is set up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    line: str
    code: int
    output: tuple[str, ...]


def commands_in(page: Path) -> list[Command]:
    found = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            first, *output = part.rstrip("\n").split("\n")
            line, _, note = first.partition("  # exit ")
            found.append(Command(line=line, code=int(note or 0), output=tuple(output)))
    return found


def matches(wanted: tuple[str, ...], got: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        for line in wanted
    )
    return re.fullmatch(pattern + r"(?:\s*)", re.sub(r"[ ]+\n", "\n", got + "\n")) is not None


@pytest.mark.parametrize("page", [p for p in PAGES if commands_in(p)], ids=lambda page: page.name)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
    }
    environment["XDG_CONFIG_HOME"] = str(tmp_path / "keys")
    here = tmp_path
    for command in commands_in(page):
        if command.line == "make test":
            continue  # this is it
        if command.line.startswith("cd "):
            here = here / shlex.split(command.line)[1]
            continue
        done = subprocess.run(
            MADE.get(command.line, command.line),
            shell=True,
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == command.code, (command.line, done.stdout, done.stderr)
        if command.output:
            assert matches(command.output, done.stdout), (command.line, "\n".join(command.output), done.stdout)
