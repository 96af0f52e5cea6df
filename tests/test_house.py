"""The house rules, checked by programs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "gowah"
FILES = sorted(SOURCE.rglob("*.py"))


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    done = subprocess.run(command, cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_gowah_is_light() -> None:
    """No spaCy, no pandas, no PDF library until it is needed."""
    code = "import sys, gowah; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"spacy", "pandas", "numpy", "trafilatura", "pypdfium2", "docx", "warcio", "starlette", "lxml"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8").count("\n") <= 430
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 70, node.name


def test_every_dataclass_is_frozen() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for decorator in map(ast.unparse, node.decorator_list):
                    assert "dataclass" not in decorator or "frozen=True" in decorator, (path, node.name)


def test_the_code_names_no_country() -> None:
    """Places, groups and communities live in tables: no name of theirs stands in code."""
    from gowah.words import load_tables

    tables = load_tables(("afghanistan",))
    names = {row.name for row in tables.places.values() if len(row.name) > 4 and row.kind in {"country", "province"}}
    names |= {row.name for row in tables.terms["groups"].values()} | {"Hazara", "Kabul", "Taliban", "ISKP"}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                assert node.value not in names or node.value.islower(), (path, node.value)
