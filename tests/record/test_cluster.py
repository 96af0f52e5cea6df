"""Reports read, and claimed from, by a Spark job: the same record, entry for entry."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from gowah import Record
from gowah.errors import UsageMistake
from gowah.model import Kept, Problem, Role
from gowah.record import cluster
from gowah.record.crew import heard, told
from gowah.testing import private_keys
from gowah.testing.records import fixed_clock

HAS_SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None
needs_spark = pytest.mark.skipif(
    not HAS_SPARK, reason='needs Spark and Java: pip install "gowah[spark]", apt install default-jre-headless'
)

ENGLISH = "Published: 2022-04-22\n\nA bomb killed {n} people and wounded {m} at a mosque in Kunduz on Thursday, police said.\n"
DARI = "تاریخ: ۲ ثور ۱۴۰۱\n\nدر انفجار در مسجدی در کندز {n} تن کشته و {m} تن زخمی شدند، پولیس گفت.\n"
PASHTO = (
    "نېټه: ۲ غویی ۱۴۰۱\n\nپه کندز کې په یوه جومات کې چاودنه وشوه، {n} کسان ووژل شول او {m} ټپیان شول، پولیسو وویل.\n"
)
PAGE = "<html><body><article><h1>Bus bombed</h1><p>By Ana Doe, 4 March 2022</p><p>Four people were killed in Kabul when a bomb went off beside a bus on Friday, the governor said.</p></article></body></html>"
TABLE = "date,province,perpetrator,killed\n2022-04-21,Balkh,IS-K,12\nsomeday,Balkh,IS-K,3\n"
MARKDOWN = "# Bus bombed\n\nPublished: 2022-03-04\n\n- Nine people were killed in Herat.\n\n```\nkilled = 9\n```\n"
REPORTS: dict[str, bytes] = {
    **{f"en{n}.txt": ENGLISH.format(n=n, m=n + 9).encode() for n in (3, 5, 7)},
    **{f"prs{n}.txt": DARI.format(n=n, m=n + 9).encode() for n in (4, 6)},
    **{f"ps{n}.txt": PASHTO.format(n=n, m=n + 9).encode() for n in (8, 11)},
    "page.html": PAGE.encode(),
    "table.csv": TABLE.encode(),
    "marked.txt": MARKDOWN.encode(),
    "broken.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog",
    "sound.mp3": b"ID3" + bytes(100),
}


def _entries(home: Path, engine: str | None, reports: Path) -> list[tuple[object, ...]]:
    """A record made with an engine, as its entries: their lines but for the seals, which are salted; their bodies."""
    with private_keys(home.parent / "keys"):
        record = Record.create(home, clock=fixed_clock)
        record.keep(reports)
        record.read(engine=engine)
        record.claim(engine=engine)
        again = record.read(engine=engine) + record.claim(engine=engine)
        assert sum(many for what, many in again.counts if "entered" in what) == 0
        skipped = 3  # the key of this record; its recipe
        told: list[tuple[object, ...]] = [
            (entry.id, entry.line.kind, entry.line.at, entry.line.by, entry.line.because, entry.body)
            for entry in record.ledger.entries(0, None)
        ]
        return told[skipped:]


@pytest.mark.slow
@needs_spark
def test_a_record_made_by_spark_is_the_same_entry_for_entry(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in REPORTS.items():
        (reports / name).write_bytes(content)
    here, there = (_entries(tmp_path / name, name, reports) for name in ("here", "spark"))
    assert {entry[1] for entry in here} == {"kept", "claimed"}
    assert sum(entry[1] == "claimed" for entry in here) >= 9
    assert there == here


@pytest.mark.slow
@needs_spark
def test_a_report_too_large_to_be_sent_is_read_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "_MOST_SENT", 600)
    monkeypatch.setattr(cluster, "_EACH", 1)  # several batches
    with private_keys(tmp_path / "keys"):
        record = Record.create(tmp_path / "rec", clock=fixed_clock)
        for n in (1, 40, 2, 50):
            path = tmp_path / f"{n}.txt"
            path.write_text("A bomb went off in Kunduz, police said. " * n, encoding="utf-8")
            record.keep(path)
        assert record.read(engine="spark")["read: entered"] >= 4
        bodies = [entry.body for entry in record.ledger.entries(0, None)]
        assert [b.size for b in bodies if isinstance(b, Kept) and b.role == Role.TEXT] == [40, 1600, 80, 2000]


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed")
def test_without_spark_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    with private_keys(tmp_path / "keys"):
        record = Record.create(tmp_path / "rec", clock=fixed_clock)
        (tmp_path / "a.txt").write_text("A bomb went off in Kunduz, police said.", encoding="utf-8")
        record.keep(tmp_path / "a.txt")
        with pytest.raises(UsageMistake, match="Spark is not installed"):
            record.read(engine="spark")


def test_what_cannot_be_understood_of_a_cluster_is_no_traceback() -> None:
    lost = Problem(where="a.txt", what="it took too long", hint="Split it.")
    assert heard(told(lost)) == lost
    for answer in (b"{}", b"[", b'[[["claim",{}]]]', b"7", b'{"where":1}'):
        with pytest.raises(UsageMistake, match="does not know"), _checked():
            heard(answer)
    with pytest.raises(UsageMistake, match="No module named 'gowah'"), _checked():
        raise RuntimeError("… in main\n  ModuleNotFoundError: No module named 'gowah'\n at org.apache …")
    with pytest.raises(UsageMistake) as told_of, _checked():
        raise RuntimeError("four killed, said Ana Doe")
    assert "Ana" not in repr(told_of.value)


_checked = cluster._told_plainly


def test_reports_go_out_in_batches_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_BATCH", 100)
    monkeypatch.setattr(cluster, "_MOST_SENT", 60)

    def sizes() -> Iterator[int]:
        yield from (10, 10, 10, 50, 70, 5, 200, 10, 10)

    batches = list(cluster._batches(sizes(), lambda size: (b"", bytes(size)), 3))
    assert [[size for size, _ in batch] for batch in batches] == [[10, 10, 10], [50, 70], [5, 200], [10, 10]]
    assert [size for batch in batches for size, sent in batch if sent is None] == [70, 200]
