"""Scores once reached, pinned to a digest of the set they were reached on: they rise, and never fall silently."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

FLOORS = Path(__file__).resolve().with_name("floors.json")
SLACK = 0.0005
FAULTS = ("false abstentions", "wrong confident answers")
"""Shares of which less is better: what is pinned is a ceiling."""


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the files that make a set."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def hold(floors: Path, key: str, name: str, scores: dict[str, float], *, raising: bool) -> int:
    """Compares the scores with the pinned floors of this very set; 1 when one fell."""
    pinned = json.loads(floors.read_text(encoding="utf-8")) if floors.is_file() else {}
    old = pinned.get(key, {}).get("floors", {})
    fallen = {path: (floor, scores.get(path)) for path, floor in old.items() if _worse(path, scores.get(path), floor)}
    for path, (floor, now) in fallen.items():
        print(f"BELOW ITS FLOOR: {path}: {now} < {floor}")
    if raising and not fallen:
        best = {path: _better(path, value, old.get(path, value)) for path, value in scores.items()}
        pinned[key] = {"set": name, "floors": best}
        floors.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"floors pinned: {len(best)}")
    elif not old:
        print("no floors are pinned for this set (--raise-floors pins them)")
    return 1 if fallen else 0


def _is_fault(path: str) -> bool:
    return any(f"/ {name} /" in path for name in FAULTS)


def _worse(path: str, now: float | None, pinned: float) -> bool:
    if now is None:
        return True
    return now > pinned + SLACK if _is_fault(path) else now < pinned - SLACK


def _better(path: str, now: float, pinned: float) -> float:
    return min(now, pinned) if _is_fault(path) else max(now, pinned)
