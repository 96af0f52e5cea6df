"""A dataset in a record: who publishes it, what is counted, and the empty template."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from gowah.cli.keep import command
from gowah.errors import UsageMistake
from gowah.testing import record_of

GED = """\
--- ged.csv
id,date_start,date_end,side_a,side_b,adm_1,best,low,high,deaths_a,deaths_civilians,number_of_sources,source_office
9,2022-04-21,2022-04-21,IS,Civilians,Balkh province,12,11,15,0,12,2,North Wire;Valley Radio
"""


def test_a_row_with_several_sources_is_one_report_and_one_origin(tmp_path: Path) -> None:
    record = record_of(tmp_path, GED)
    (killed,) = [f for f in record.evidence().figures if f.measure == "killed" and f.scope.incident]
    assert (killed.low, killed.best, killed.high) == (11, 12, 15)
    assert (killed.reports, killed.origins_low, killed.origins_high) == (1, 1, 1)
    before = record.ledger.size
    record.run()
    assert record.ledger.size == before


def test_a_release_names_the_dataset(tmp_path: Path) -> None:
    release = record_of(tmp_path, GED).publish(tmp_path / "release")
    told = "".join(file.read_text(encoding="utf-8") for file in release.rglob("*.csv"))
    assert "UCDP GED" in told
    assert "a dataset of events" not in told


def test_two_editions_of_a_dataset_are_no_second_witness(tmp_path: Path) -> None:
    again = GED.replace("--- ged.csv", "--- ged-next-year.csv").replace("9,2022", "99,2022")
    record = record_of(tmp_path, GED + again)
    (killed,) = [f for f in record.evidence().figures if f.measure == "killed" and f.scope.incident]
    assert killed.reports == 2
    assert killed.origins_low == 1


def test_the_empty_template_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "attacks.csv"
    done = CliRunner().invoke(command, ["--template", str(file)])
    assert done.exit_code == 0
    assert file.read_text(encoding="utf-8-sig").startswith("id,date,")
    again = CliRunner().invoke(command, ["--template", str(file)])
    assert isinstance(again.exception, UsageMistake)


def test_a_filled_in_template_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "attacks.csv"
    CliRunner().invoke(command, ["--template", str(file)])
    header = file.read_text(encoding="utf-8-sig").strip().split(",")
    cells = {"date": "2022-04-21", "province": "Balkh", "killed": "at least 12", "tactic": "planted bomb"}
    filled = "\ufeff" + ",".join(header) + "\r\n" + ",".join(cells.get(name, "") for name in header) + "\r\n"
    record = record_of(tmp_path, {"attacks.csv": filled})
    (incident,) = record.evidence().incidents
    assert incident.tactic is not None
    assert incident.tactic.code == "planted-bomb"


ARTICLES = """\
--- a.txt
Publisher: Valley Post
Published: 2022-04-22

A bomb killed 12 people in Balkh province on 21 April 2022, according to Khaama Press.
--- b.txt
Publisher: Hill Gazette
Published: 2022-04-23

Twelve people died when an explosion struck Balkh province on 21 April 2022, according to the Associated Press.
"""


def test_a_row_is_no_further_origin_and_makes_no_one_of_its_sources(tmp_path: Path) -> None:
    def origins(reports: str, folder: str) -> tuple[int, int]:
        record = record_of(tmp_path / folder, reports)
        (incident,) = record.evidence().incidents
        (killed,) = [f for f in record.evidence().figures if f.measure == "killed" and f.scope.incident == incident.id]
        return killed.reports, killed.origins_low

    assert origins(ARTICLES, "articles") == (2, 2)
    row = GED.replace("North Wire;Valley Radio", "Khaama Press;Associated Press")
    assert origins(ARTICLES + row, "with the row") == (3, 2)
