"""OpenDocument texts and rich text: the same document, in the order in which a reader sees it."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from odf.dc import Date, Title
from odf.draw import Frame, TextBox
from odf.element import Element
from odf.opendocument import OpenDocumentText
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import H, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, Span, Tab

from gowah.model import Problem, ReadText
from gowah.words.media import ODT, RTF, sniff

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]


def add(parent: Element, *children: object) -> Element:
    for child in children:
        if isinstance(child, str):
            parent.addText(child)
        else:
            parent.addElement(child)
    return parent


def document() -> OpenDocumentText:
    made = OpenDocumentText()
    made.styles.addElement(Style(name="Title", family="paragraph"))
    made.automaticstyles.addElement(Style(name="P1", family="paragraph", parentstylename="Title"))
    made.meta.addElement(Title(text="Another name"))
    made.meta.addElement(Date(text="2022-04-20T10:00:00"))
    note = add(Note(noteclass="footnote"), NoteCitation(text="1"), add(NoteBody(), P(text="Said by the governor.")))
    add(
        made.text,
        P(stylename="P1", text="Blast at a school"),
        add(P(), "Two explosions ", Span(text="killed"), " six people", note, ".", LineBreak(), "Eleven", Tab(), "were wounded."),
        H(outlinelevel=2, text="What is known"),
        add(List(), add(ListItem(), P(text="It was morning.")), add(ListItem(), P(text="It was cold."))),
        add(
            Table(name="T"),
            *(
                add(TableRow(), *(add(TableCell(), *(P(text=part) for part in cell.split("|"))) for cell in row))
                for row in (("Place", "Killed"), ("School|East", "6"))
            ),
        ),
        add(P(), add(Frame(), add(TextBox(), P(text="Boxed words.")))),
        P(text="انفجار در مکتب، شش تن کشته شدند."),
    )  # fmt: skip
    return made


def odt(made: OpenDocumentText | None = None) -> bytes:
    out = io.BytesIO()
    (made or document()).write(out)
    return out.getvalue()


def test_an_odt(read: Reader, blocks: Blocks) -> None:
    content = odt()
    assert sniff(content, "x") == ODT
    found = read(content, "report.odt")
    assert blocks(found) == [
        ("title", "Blast at a school"),
        ("paragraph", "Two explosions killed six people. Eleven were wounded."),
        ("paragraph", "Said by the governor."),
        ("heading", "What is known"),
        ("item", "It was morning."),
        ("item", "It was cold."),
        ("row", "Place Killed"),
        ("row", "School East 6"),
        ("paragraph", "Boxed words."),
        ("paragraph", "انفجار در مکتب، شش تن کشته شدند."),
    ]
    assert "people.\nEleven were" in found.text
    assert (found.described.title, found.described.published) == ("Blast at a school", "2022-04-20")


def test_deleted_words_of_an_odt_are_not_read(read: Reader) -> None:
    gone = (
        b"<text:tracked-changes><text:changed-region><text:deletion><text:p>Nobody was killed.</text:p></text:deletion>"
    )
    gone += b"</text:changed-region></text:tracked-changes>"
    with zipfile.ZipFile(io.BytesIO(odt())) as archive:
        xml = archive.read("content.xml")
    changed = repacked(odt(), content_xml=xml.replace(b"<office:text>", b"<office:text>" + gone))
    assert "Nobody" not in read(changed, "report.odt", media_type=ODT).text


def repacked(content: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.replace(".", "_").replace("/", "_").replace("-", "_")
            new.writestr(name, parts.get(key, old.read(name)))
    return out.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "lolololol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def test_entities_of_an_odt_are_not_expanded(read_any: Callable[..., object]) -> None:
    with zipfile.ZipFile(io.BytesIO(odt())) as archive:
        xml = archive.read("content.xml")
    bomb = repacked(
        odt(),
        content_xml=xml[: xml.index(b"?>") + 2] + ENTITIES + xml[xml.index(b"?>") + 2 :].replace(b"Boxed", b"&b;&f;"),
    )
    found = read_any(bomb, "a.odt", media_type=ODT)
    assert isinstance(found, Problem) or ("lolo" not in found.text and "root:" not in found.text)  # type: ignore[attr-defined]


LOCKED = b'<manifest:manifest xmlns:manifest="x"><manifest:encryption-data/></manifest:manifest>'


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"content_xml": b"<" * 100_000}, "damaged"),
        ({"content_xml": b" " * 200_000_000}, "unpacks to more"),
        ({"META_INF_manifest_xml": LOCKED}, "locked"),
        ({"content_xml": b"<a/>"}, "damaged"),
    ],
)
def test_an_odt_that_cannot_be_read(fail: Callable[..., Problem], parts: dict[str, bytes], what: str) -> None:
    assert what in fail(repacked(odt(), **parts), "a.odt", media_type=ODT).what


def test_an_odt_nested_deep(read_any: Callable[..., object]) -> None:
    made = odt()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        xml = archive.read("content.xml")
    deep = xml.replace(b"Boxed words.", b"<text:span>" * 50_000 + b"Boxed words." + b"</text:span>" * 50_000)
    begun = time.monotonic()
    assert isinstance(read_any(repacked(made, content_xml=deep), "a.odt", media_type=ODT), ReadText | Problem)
    assert time.monotonic() - begun < 25


# ---------------------------------------------------------------- RTF

RICH = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset178 Arial;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}
{\info{\title Another name}{\author Desk}{\creatim\yr2022\mo4\dy19\hr10\min3}}
{\header \pard Page head\par}
\pard\s1\outlinelevel0{\b Blast at a school}\par
\pard Two explosions \'93killed\'94 six people at a caf\'e9.\line Eleven were wounded.{\footnote \pard Said by the governor.}\par
\pard\ls1{\listtext\'b7\tab}It was morning.\par
\pard {\f1 \'c7\'e4\'dd\'cc\'c7\'d1} \u1575?\u1606?\u1601?\u1580?\u1575?\u1585? \u-10179?\u-8704?{\v hidden}{\*\unknown secret}\par
\trowd\cellx100\cellx200\pard\intbl Place\cell Killed\cell\row
\pard\intbl School\par East\cell 6\cell\row
\pard {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt A link}} and \{braces\}.\par
}"""


def test_an_rtf(read: Reader, blocks: Blocks) -> None:
    assert sniff(RICH, "report.doc") == RTF
    found = read(RICH, "report.rtf")
    assert blocks(found) == [
        ("title", "Blast at a school"),
        ("paragraph", "Two explosions “killed” six people at a café. Eleven were wounded."),
        ("paragraph", "Said by the governor."),
        ("item", "It was morning."),
        ("paragraph", "انفجار انفجار 😀"),
        ("row", "Place Killed"),
        ("row", "School East 6"),
        ("paragraph", "A link and {braces}."),
    ]
    assert (found.described.author, found.described.published) == ("Desk", "2022-04-19")


@pytest.mark.parametrize(
    "bomb",
    [
        b"{" * 99_000 + b"a", b"{" * 200_000, b"\\'41" * 1_000_000, b" a\\par " * 200_000, b"\\cell" * 300_000,
        b"\\pard\\intbl " + b"a\\par " * 200_000, b"\\bin999999999 x", b"\\" * 1_000_000, b"\\u1" * 500_000,
        b"\\u-99999999999? \\ansicpg99999 \\f77777 \\uc-5 a", b"}" * 1_000_000 + b"a", b"{\\*" * 90_000, b"{\\info{\\title " * 40_000,
    ],
    ids=lambda bomb: bomb[:12].decode(),
)  # fmt: skip
def test_rtf_made_to_hurt(read_any: Callable[..., object], bomb: bytes) -> None:
    begun = time.monotonic()
    assert isinstance(read_any(b"{\\rtf1 " + bomb, "a.rtf"), ReadText | Problem)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("media_type", [RTF, ODT])
def test_damage_never_raises(read_any: Callable[..., object], media_type: str) -> None:
    whole = RICH if media_type == RTF else odt()
    for number in range(40):
        chance = random.Random(number)
        raw = bytearray(whole)
        for _ in range(1 + number % 9):
            at = chance.randrange(8, len(raw))
            raw[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        assert isinstance(read_any(bytes(raw), "x", media_type=media_type), ReadText | Problem)
