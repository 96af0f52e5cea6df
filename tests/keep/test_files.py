"""Keeping what lies on the disk: files, folders, archives; and everything that is no report."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import random
import socket
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.keep import files
from gowah.keep.taken import inside
from gowah.model import Found, Problem, Role
from gowah.words import Settings
from gowah.words.settings import KeepSettings

AT = "2022-10-01T08:00:00Z"
REPORT = "Publisher: Valley Post\n\nA bomb killed three people in the bazaar.\n"


def keep(place: Path | str, **bounds: int) -> list[Found | Problem]:
    found = files.keep(str(place), at=AT, settings=Settings(keep=KeepSettings(**bounds)))  # type: ignore[arg-type]
    assert found is not None
    return list(found)


def originals(place: Path | str, **bounds: int) -> list[Found]:
    return [item for item in keep(place, **bounds) if isinstance(item, Found)]


def problems(place: Path | str, **bounds: int) -> list[Problem]:
    return [item for item in keep(place, **bounds) if isinstance(item, Problem)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three little reports, one of them deeper down, and things that are no reports."""
    home = tmp_path / "reports"
    (home / "north").mkdir(parents=True)
    (home / "b.txt").write_text(REPORT)
    (home / "a.html").write_text("<!doctype html><title>Blast</title><p>A blast.</p>")
    (home / "north" / "c.csv").write_text("id,best\n1,3\n")
    (home / ".DS_Store").write_bytes(b"\x00\x01")
    (home / ".git").mkdir()
    (home / ".git" / "secret.txt").write_text("no report")
    return home


def test_a_file_is_kept_as_found(folder: Path) -> None:
    [found] = originals(folder / "b.txt")
    assert found.content == REPORT.encode()
    assert found.kept.role is Role.ORIGINAL
    assert found.kept.digest == hashlib.sha256(REPORT.encode()).hexdigest()
    assert (found.kept.name, found.kept.media_type, found.kept.size) == ("b.txt", "text/plain", len(REPORT))
    assert (found.kept.taken_from, found.kept.taken_at) == (str(folder / "b.txt"), AT)


def test_a_folder_is_kept_in_the_order_of_its_paths_without_what_is_hidden(folder: Path) -> None:
    assert [(found.kept.name, found.kept.media_type) for found in originals(folder)] == [
        ("a.html", "text/html"), ("b.txt", "text/plain"), ("c.csv", "text/csv"),
    ]  # fmt: skip
    assert not problems(folder)


def test_a_name_may_be_in_any_script(tmp_path: Path) -> None:
    (tmp_path / "گزارش کابل.txt").write_text(REPORT)
    assert [found.kept.name for found in originals(tmp_path)] == ["گزارش کابل.txt"]


def test_a_name_that_is_no_unicode_does_not_stop_the_folder(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(REPORT)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    [found] = originals(tmp_path)
    found.kept.name.encode("utf-8")


def test_links_inside_a_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("private")
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert len(originals(folder)) == 3
    assert [problem.what for problem in problems(folder)] == ["a link is not followed"] * 2


def test_a_link_that_is_named_is_meant(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "today").symlink_to(folder / "b.txt")
    assert originals(tmp_path / "today")[0].content == REPORT.encode()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    socket.socket(socket.AF_UNIX).bind(str(path))


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "nothing at this path"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf\r\n \n"), "empty"),
        (make_pipe, "no file"),
        (make_socket, ""),
        (lambda path: path.mkdir(), "holds no files"),
    ],
)
def test_what_is_no_report_is_a_sentence_with_a_hint(
    tmp_path: Path, make: Callable[[Path], None], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    make(Path("x"))
    [problem] = problems("x")
    assert what in problem.what
    assert problem.hint
    assert problem.where == "x"


@pytest.mark.parametrize("place", ["a\x00b", "x" * 5000, "ftp://example.org/a", "", "/dev/null", "file:///etc/passwd"])
def test_no_path_raises(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(problems(place)) == 1


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text(REPORT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    [problem] = problems(tmp_path)
    assert problem.what == "it may not be read"


def test_a_file_beyond_the_bound(folder: Path) -> None:
    assert "larger than 10 bytes" in problems(folder / "b.txt", max_bytes=10)[0].what


def test_a_web_address_is_for_another_keeper() -> None:
    assert files.keep("HTTPS://example.org/a", at=AT, settings=Settings()) is None


# ---------------------------------------------------------------- archives


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


MEMBERS = {"north/a.txt": REPORT.encode(), "b.csv": b"id,best\n1,2\n", "__MACOSX/._a.txt": b"x", ".hidden": b"x"}


@pytest.mark.parametrize("name", ["r.zip", "r.tar", "r.tar.gz"])
def test_each_file_of_an_archive_is_an_original(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    made = zipped(path, MEMBERS) if name.endswith("zip") else tarred(path, MEMBERS, "w:gz" if "gz" in name else "w")
    assert not problems(made)
    assert [(item.kept.taken_from, item.kept.name, item.kept.media_type) for item in originals(made)] == [
        (f"{path}!north/a.txt", "a.txt", "text/plain"), (f"{path}!b.csv", "b.csv", "text/csv"),
    ]  # fmt: skip


def test_one_file_in_gzip(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress(b"id,best\n1,2\n"))
    [found] = originals(path)
    assert (found.kept.name, found.kept.media_type, found.content) == ("events.csv", "text/csv", b"id,best\n1,2\n")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\x",
        "a/../../b",
        "..",
        "\x00",
        "\u202egpj.txt",
        "a\nb\x1b[2J\x9b2J",
    ],
)
def test_names_that_climb_out_are_made_harmless(tmp_path: Path, name: str) -> None:
    path = tarred(tmp_path / "slip.tar", {name: REPORT.encode()}, "w") if "\x00" not in name else None
    if path is not None:
        inner = originals(path)[0].kept.taken_from.split("!")[1]
        assert ".." not in inner.split("/")
        assert not inner.startswith("/")
    assert not set(inside("a.zip", name)) & set("\x00\\\u202e\n\x1b\x9b")


@given(st.text(max_size=40))
def test_a_name_inside_an_archive_never_leads_out_of_it(name: str) -> None:
    inner = inside("a.zip", name).removeprefix("a.zip!")
    assert inner
    assert "\\" not in inner
    assert not inner.startswith("/")
    assert not {"..", "."} & set(inner.split("/"))


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz", "bomb.csv.gz"])
def test_a_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    big = bytes(30_000_000)
    path = tmp_path / name
    if name.endswith(".zip"):
        zipped(path, {f"{n}.txt": big for n in range(3)})
    elif ".tar" in name:
        tarred(path, {f"{n}.txt": big for n in range(3)})
    else:
        path.write_bytes(gzip.compress(big))
    found = keep(path, max_expansion=10)
    assert not [item for item in found if isinstance(item, Found)]
    assert "far more than its own size" in problems(path, max_expansion=10)[-1].what


def test_a_tar_header_that_asks_for_all_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type = tarfile.XHDTYPE
    info.size = 8 << 30
    path = tmp_path / "header.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(100_000)))
    assert len(problems(path)) == 1


def test_too_many_files_in_an_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", {f"{n}.txt": REPORT.encode() for n in range(12)})
    found = keep(path, max_members=5)
    assert [type(item) for item in found] == [Found] * 5 + [Problem]
    assert [problem.what for problem in problems(path, max_members=1)] == ["the archive holds more than 10 files"]


def test_a_large_member_is_left_out_and_the_others_are_kept(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(2_000)
    members = {"a.txt": REPORT.encode(), "big.txt": b"words " + noise.hex().encode(), "c.txt": REPORT.encode() * 2}
    for path in (zipped(tmp_path / "a.zip", members), tarred(tmp_path / "a.tar.gz", members)):
        found = keep(path, max_bytes=1_000)
        assert [isinstance(item, Found) for item in found] == [True, False, True]


def test_links_and_locks_and_archives_inside_archives(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"a"}).read_bytes()
    path = tmp_path / "outer.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("inner.zip")
        info.size = len(inner)
        archive.addfile(info, io.BytesIO(inner))
    assert [problem.what for problem in problems(path)] == [
        "a link or device in an archive is not followed", "an archive inside an archive is not opened",
    ]  # fmt: skip


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"a.txt": REPORT.encode()})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag in the file's own header, and in the directory
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert problems(path)[0].what == "the file in the archive is encrypted"


def test_one_broken_member_does_not_lose_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": REPORT.encode(), "b.txt": b"other words"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"bomb", b"bOmb", 1))
    assert [isinstance(item, Found) for item in keep(path)] == [False, True]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_archives_are_problems(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    make = zipped if seed % 2 else tarred
    path = make(tmp_path / "x.bin", {"a.txt": REPORT.encode() * 9, "b.txt": b"b" * 99})
    raw = bytearray(path.read_bytes())
    for _ in range(1 + seed % 7):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    path.write_bytes(raw[: len(raw) - chance.randrange(0, len(raw) // 2)] if seed % 3 else raw)
    assert keep(path)


def test_other_archives_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(50))
    assert problems(tmp_path)[0].what == "archives of this form are not opened"


def test_a_zip_that_parts_folders_as_windows_does_is_read_whole(tmp_path: Path) -> None:
    place = tmp_path / "press.zip"
    names = ["north\\a.txt", ".\\b.txt", "..\\..\\c.txt", "C:\\reports\\d.txt", "north\\", "north\\.hidden\\e.txt"]
    with zipfile.ZipFile(place, "w") as archive:
        for name in names:
            archive.writestr(name, "" if name.endswith("\\") else f"{REPORT}{name}\n")
    taken = [found.kept.taken_from.partition("!")[2] for found in originals(place)]
    assert taken == ["north/a.txt", "b.txt", "c.txt", "reports/d.txt"]
    assert not problems(place)


@pytest.fixture
def home(folder: Path) -> Path:
    """A folder with reports in it, and a record among them."""
    (folder / "rec" / "ledger").mkdir(parents=True)
    (folder / "rec" / "bodies").mkdir()
    (folder / "rec" / "ledger" / "checkpoint").write_text("a checkpoint")
    (folder / "rec" / "bodies" / "bundle").write_text("what was kept")
    (folder / "rec" / "gowah.toml").write_text("[publish]")
    (folder / "rec" / "new report.txt").write_text(REPORT)
    return folder


def test_a_record_is_not_taken_into_itself(home: Path) -> None:
    assert [found.kept.name for found in originals(home)] == ["a.html", "b.txt", "c.csv", "new report.txt"]
    assert [found.kept.name for found in originals(home / "rec")] == ["new report.txt"]
    for place in (home, home / "rec"):
        [problem] = problems(place)
        assert problem.where == str(home / "rec")
        assert "is a Gowah record" in problem.what


@pytest.mark.parametrize("part", ["bodies", "bodies/bundle", "gowah.toml", "bodies/../ledger"])
def test_nor_is_a_part_of_it(home: Path, part: str) -> None:
    [problem] = keep(home / "rec" / part)
    assert isinstance(problem, Problem)
    assert "is a Gowah record" in problem.what


MAILS = [
    f"Message-ID: <{n}@valley.example>\nFrom: press@valley.example\nSubject: Blast {n}\nDate: Wed, 2{n} Apr 2022 10:00:00 +0000\n\n"
    f"Three people were killed.\nFrom the valley, {n} were hurt.\n\n"
    for n in range(3)
]
MAILBOX = "".join(f"From press@valley.example Wed Apr 20 10:00:00 2022\n{mail}" for mail in MAILS)


def test_each_mail_of_a_mailbox_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "press").write_text(MAILBOX)
    with zipfile.ZipFile(tmp_path / "press.zip", "w") as archive:
        archive.writestr("inbox.mbox", MAILBOX)
    plain, packed = originals(tmp_path / "press"), originals(tmp_path / "press.zip")
    assert [found.content.decode() for found in plain] == [found.content.decode() for found in packed] == MAILS
    assert [found.kept.name for found in plain] == ["mail 1.eml", "mail 2.eml", "mail 3.eml"]
    assert {found.kept.media_type for found in plain} == {"message/rfc822"}
    assert packed[0].kept.taken_from == f"{tmp_path}/press.zip!inbox.mbox!mail 1.eml"


def test_a_mailbox_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "press").write_text(MAILBOX + "x" * 3_000_000 + "\n")
    found = keep(tmp_path / "press", max_bytes=1_000)
    assert ["larger than 1,000 bytes" in item.what for item in found if isinstance(item, Problem)] == [True]
    assert len(keep(tmp_path / "press", max_members=2)) == 3


def test_a_mail_that_says_from_is_one_mail(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_text(MAILS[0])
    assert [found.content.decode() for found in originals(tmp_path / "mail.eml")] == [MAILS[0]]
