"""The built wheel carries its data files and works where only it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_wheel_installs_and_works_with_its_data(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    python = sys.executable
    command = [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    command = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(command, check=True)
    report = tmp_path / "report.txt"
    report.write_text("Published: 2022-04-20\n\nA bomb killed six people in Kabul on Tuesday, police said.\n")
    environment = {**os.environ, "PYTHONPATH": str(target), "XDG_CONFIG_HOME": str(tmp_path / "keys")}
    code = (
        "import sys, gowah; from gowah import Record; assert gowah.__file__.startswith(sys.argv[1]), gowah.__file__\n"
        "r = Record.create('rec'); r.keep('report.txt'); r.run(); print(len(r.dump()['incidents'])); r.publish('out')"
    )
    done = subprocess.run(
        [python, "-c", code, str(target)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "1"
    assert (tmp_path / "out" / "index.html").is_file()
