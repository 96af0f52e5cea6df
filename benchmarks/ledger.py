"""How fast the ledger is, as shares of what hashing alone would take in the same run.

    python benchmarks/ledger.py [--entries 100000] [--bodies 20000]

Three measures, each a JSON object on a line, then a sentence:
- tree: lines of 299 bytes into tiles and back (append with one sync a batch of 10,000; verify), against hashlib
  doing just the RFC 6962 hashes of the same lines
- record: whole entries with sealed bodies (a claim of two values), against hashlib and hmac doing just the hashes
  and field commitments of the same entries
- proofs: making and checking one inclusion proof
"""

from __future__ import annotations

import argparse
import hmac
import json
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from gowah.ledger import Draft, Keyring, Ledger, proof_of, verify, verify_proof
from gowah.ledger.disk import RealDisk, store
from gowah.ledger.tiles import TileName, pack, tile_path, unpack
from gowah.ledger.tree import WIDTH, Edge, grow, leaf_hashes, root
from gowah.model import Claimed, Count, Line, Span, Speaker, Term, Value, line_bytes

BATCH = 10_000
AT = "2022-09-07T10:00:00Z"


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def hashes_alone(lines: list[bytes]) -> None:
    """The leaf and node hashes of a tree over the lines, and nothing else."""
    run = [sha256(b"\x00" + line).digest() for line in lines]
    while len(run) > 1:
        run = [sha256(b"\x01" + run[n] + run[n + 1]).digest() for n in range(0, len(run) - 1, 2)]


def tree_appended(folder: Path, lines: list[bytes]) -> bytes:
    """The lines written as tiles, a sync a batch; the root."""
    edge, disk = Edge(), RealDisk()
    for start in range(0, len(lines), BATCH):
        held = start - start % WIDTH
        edge, tiles = grow(edge, leaf_hashes(lines[start : start + BATCH]))
        files = [(TileName(level=tile.level, number=tile.number, width=tile.width), tile.hashes) for tile in tiles]
        files += [
            (TileName(level=None, number=name.number, width=name.width), pack(lines[at : at + name.width]))
            for name, _ in files if name.level == 0 and (at := name.number * WIDTH) >= held
        ]  # fmt: skip
        store(disk, folder, [(folder / tile_path(name), data) for name, data in files])
    return root(edge)


def tree_verified(folder: Path, size: int) -> bytes:
    """The root worked out again from the entries on disk."""
    edge = Edge()
    for number in range(-(-size // WIDTH)):
        name = TileName(level=None, number=number, width=min(WIDTH, size - number * WIDTH))
        edge, _ = grow(edge, leaf_hashes(unpack((folder / tile_path(name)).read_bytes())))
    return root(edge)


def tree(entries: int) -> dict[str, float]:
    """Entries a second through the tree alone."""
    line = Line(kind="claimed", at=AT, by="tool:gowah-claim-english/1.0.0", seal="ab" * 32, because=(1,))
    filler = b"0" * (299 - len(line_bytes(line)))
    lines = [sha256(str(n).encode()).hexdigest().encode() + line_bytes(line)[64:] + filler for n in range(entries)]
    with tempfile.TemporaryDirectory() as home:
        alone = timed(lambda: hashes_alone(lines))
        append = timed(lambda: tree_appended(Path(home), lines))
        check = timed(lambda: tree_verified(Path(home), entries))
    return rates("tree", entries, alone, append, check)


def claim(number: int) -> Claimed:
    """A claim of the usual size."""
    quote = f"At least {number} people were killed at the market, the hospital said."
    killed = Value(
        property="killed", value=Count(low=number, as_written=f"At least {number}"), quote=quote, start=0,
        end=len(quote), speakers=(Speaker(name="the hospital"),),
    )  # fmt: skip
    site = Value(property="site", value=Term(code="market", as_written="market"), quote=quote, start=0, end=len(quote))
    return Claimed(kind="attack", anchor=Span(start=0, end=33), values=(killed, site))


def commitments_alone(ledger: Ledger) -> float:
    """Seconds for the hashes and HMACs of every entry, with all else done beforehand."""
    prepared = []
    for number in range(-(-ledger.size // WIDTH)):
        lines = ledger.log.lines(number, min(WIDTH, ledger.size - number * WIDTH))
        rows = ledger.bodies.rows(number)
        for id_, line in enumerate(lines, number * WIDTH):
            fields = [(f.path.encode(), repr(getattr(f, "leaf", None)).encode()) for f in rows[id_].opened()]
            prepared.append((line, bytes.fromhex(rows[id_].k or ""), fields))

    def work() -> None:
        for line, k, fields in prepared:
            sha256(b"\x00" + line).digest()
            sha256(b"\x01" + line[:64]).digest()
            closed = [hmac.digest(hmac.digest(k, path, "sha256"), leaf, "sha256") for path, leaf in fields]
            sha256(b"".join(closed)).digest()

    return timed(work)


def record(entries: int) -> tuple[dict[str, float], dict[str, float]]:
    """Entries a second through the whole ledger; and the cost of a proof."""
    with tempfile.TemporaryDirectory() as home:
        keys = Keyring.create("benchmark.example", folder=Path(home) / "keys")
        ledger = Ledger.create(Path(home) / "record", "benchmark.example", keys)
        drafts = [Draft(at=AT, by="tool:gowah-claim-english/1.0.0", body=claim(n)) for n in range(entries)]
        append = timed(lambda: [ledger.append(drafts[n : n + BATCH]) for n in range(0, entries, BATCH)])
        check = timed(lambda: _sound(verify(ledger.folder, vkey=str(keys.vkey))))
        read = timed(lambda: sum(1 for _ in ledger.entries()))
        figures = rates("record", entries, commitments_alone(ledger), append, check) | {
            "read_per_s": round(entries / read)
        }
        wanted = {n: {"values.0.value"} for n in range(0, entries, max(1, entries // 500))}
        proof = b""

        def make() -> None:
            nonlocal proof
            proof = proof_of(ledger, wanted)

        made = timed(make)
        checked = timed(lambda: _sound(verify_proof(proof)))
    proofs = {"entries": len(wanted), "make_ms": round(1e3 * made / len(wanted), 3),
              "check_us": round(1e6 * checked / len(wanted), 1)}  # fmt: skip
    return figures, proofs


def _sound(report: object) -> None:
    if not getattr(report, "ok", False):
        raise SystemExit("the benchmark's own record does not verify")


def rates(what: str, entries: int, alone: float, append: float, check: float) -> dict[str, float]:
    """Rates (entries a second) and their shares of what hashing alone reaches."""
    print(f"{what} done", file=sys.stderr)
    return {
        "entries": entries, "hashing_per_s": round(entries / alone), "append_per_s": round(entries / append),
        "verify_per_s": round(entries / check), "append_share": round(alone / append, 3),
        "verify_share": round(alone / check, 3),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--bodies", type=int, default=20_000)
    asked = parser.parse_args()
    plain = tree(asked.entries)
    whole, proofs = record(asked.bodies)
    print(json.dumps({"tree": plain, "record": whole, "proofs": proofs}))
    print(
        f"Tree: append {plain['append_per_s']:,} lines/s ({plain['append_share']:.0%} of hashing alone), verify "
        f"{plain['verify_per_s']:,}/s ({plain['verify_share']:.0%}). Whole entries with sealed bodies: append "
        f"{whole['append_per_s']:,}/s ({whole['append_share']:.0%} of their hashes and HMACs alone), verify "
        f"{whole['verify_per_s']:,}/s ({whole['verify_share']:.0%}), read {whole['read_per_s']:,}/s. A proof: "
        f"{proofs['make_ms']} ms to make, {proofs['check_us']} µs to check."
    )


if __name__ == "__main__":
    main()
