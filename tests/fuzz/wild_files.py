"""Files made to trip a reader or keeper: small valid ones of each form, built from wild parts, then damaged.

Everything is drawn from a `random.Random`, as in `wild_texts`.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random
from xml.sax.saxutils import escape

from wild_texts import CELLS, DARI, ENGLISH, WILD, noise, sentence, table, words

File = tuple[str, bytes]
"""A name, which can lie, and the bytes."""

TAGS = (
    "div", "p", "p", "p", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "h3", "section", "article", "aside", "nav", "dl", "dt", "dd", "pre", "blockquote", "form",
    "header", "footer", "figure", "figcaption", "main", "script", "style", "noscript", "template", "title", "head", "body", "html", "b", "i", "a", "span", "br", "hr", "time", "svg", "math",
    "iframe", "frameset", "select", "option", "textarea", "button", "img", "video", "base", "meta", "link", "object", "xmp", "plaintext", "listing", "marquee", "details", "summary", "sup", "wbr", "bdo",
)  # fmt: skip
ATTRIBUTES = (
    "class=related", "class='byline'", 'class="article-body"', "id=content", "hidden", "style='display:none'", "aria-hidden=true", "dir=rtl", "datetime=2022-01-01", "datetime='not a day'",
    "itemprop=articleBody", "itemprop=datePublished", "property=og:title content='Bus bombed'", "property='article:published_time' content='2022-13-45T99:99:99Z'", "name=author content=Ana", "charset=utf-7",
    "charset=utf-16", "charset=x-none", "http-equiv=refresh", "href='javascript:x'", "href=" + "a" * 300, "rel=canonical", "lang=prs", "lang='\x00'", "colspan=99999999", "rowspan=-1", "a=" * 9, "<", "'", '"', "\x00",
)  # fmt: skip
ODD = (
    "<!--", "-->", "<!", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE html>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#xD800;", "&#1114112;", "&nbsp", "&amp;amp;", "</", "<>", "</>", "<p/ >",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":5,"author":[[{}]],"datePublished":{}}</script>', '<script type="application/ld+json">[[[[', "<div class='liveblog'><time>14:05</time>", "<style>p{}",
)  # fmt: skip

MARKDOWN = (
    "# Bus", "## Bus ##", "- **Killed:** 7", "| Day | Killed |", "|---|---|", "| Monday | 7 |", "> 7 killed", "```", "---", "===", "**7 killed**", "* [ ] x", "- ", "#", "title: Bus",
    "\x1b[1;31m7 killed\x1b[0m\x07", "\x1b]0;7 dead\x07", "\x1b[", "7\x08\x08killed", "\x9b31m7",
)  # fmt: skip
"""Marks of Markdown, and what a terminal leaves in a text that is copied from it."""


def mostly(chance: Random, good: str, *bad: object) -> str:
    """Nine times in ten what is right, else something wrong."""
    return good if chance.random() < 0.92 else str(chance.choice(bad))


def page(chance: Random) -> bytes:
    """A soup of tags, seldom closed in their order."""
    parts = [chance.choice(("", "<!doctype html>", "<html><body>", "<article>", "<?xml version='1.0'?>"))]
    for _ in range(chance.choice((3, 12, 40))):
        draw = chance.random()
        if draw < 0.3:
            parts.append(sentence(chance, chance.choice((ENGLISH, DARI))))
        elif draw < 0.65:
            parts.append(f"<{chance.choice(TAGS)} {chance.choice(ATTRIBUTES) if chance.random() < 0.4 else ''}>")
        elif draw < 0.88:
            parts.append(f"</{chance.choice(TAGS)}>")
        elif draw < 0.97:
            parts.append(chance.choice(ODD))
        else:
            parts.append(f"<{chance.choice(TAGS)}>" * chance.choice((9, 99, 999)))
    return coded(chance, "".join(parts))


def coded(chance: Random, text: str) -> bytes:
    """The bytes of a text in an encoding that may not be the one it says."""
    code = chance.choice(("utf-8",) * 8 + ("utf-16", "utf-16-le", "utf-32", "cp1256", "latin-1", "utf-7", "iso2022_jp"))
    return text.encode(code, "ignore")


def plain(chance: Random) -> bytes:
    heads = ("Title: Bus", "Publisher: Post", "Published: 2022-13-45", "Published: ۱۷ میزان ۱۴۰۰", "URL: http://[", "By Ana", "- item", "a   b   c", "Page 1 of 2", "______", "===", "(a) x", "1. y", "", *MARKDOWN)  # fmt: skip
    lines = [chance.choice(heads) for _ in range(chance.randint(0, 6))] + [words(chance)]
    return coded(chance, chance.choice(("\n", "\r\n", "\r", "\n\n")).join(lines))


def mail(chance: Random, depth: int = 0) -> bytes:
    """Headers that lie, parts within parts, boundaries that do not close."""
    edge = chance.choice(("b", "b", "", "b" * 80, "b b", '"', "--"))
    kind = chance.choice(("text/plain", "text/html", f"multipart/mixed; boundary={edge}", f'multipart/alternative; boundary="{edge}"', "message/rfc822", "application/pdf", "multipart/mixed", "text/plain; charset=x-none", "text/plain; charset*0*=utf''%ff", "image/png", "text/csv", ";;;"))  # fmt: skip
    head = [
        "Message-ID: " + chance.choice(("<1>", "<>", "<\x00>")),
        "From: " + chance.choice(("a@b.example", "=?utf-8?b?////?=", "<", "Ana <a@b>, " * 40)),
        "Date: " + chance.choice(("Fri, 4 Mar 2022 10:00:00 +0000", "Fri, 99 Foo 99999 99:99:99 +9999", "", "-1", "4 Mar 2022 10:00:00 +999999999")),
        "Subject: " + chance.choice(("Bus", "=?utf-8?q?=00=ff?=", "=?x-none?b?YQ==?=", "a" * 999, WILD[0])),
        "Content-Type: " + kind,
        "Content-Transfer-Encoding: " + chance.choice(("7bit", "base64", "quoted-printable", "uuencode", "x")),
        "Content-Disposition: attachment; filename=" + chance.choice(("a.pdf", "../../a", "a" * 300, '"')),
    ]  # fmt: skip
    chance.shuffle(head)
    body = words(chance).encode("utf-8", "ignore")
    if "boundary" in kind and depth < 4:
        body = b"".join(
            b"--" + edge.encode() + b"\n" + mail(chance, depth + 1) + b"\n" for _ in range(chance.randint(1, 3))
        )
        body += b"--" + edge.encode() + chance.choice((b"--", b"", b"-"))
    elif "rfc822" in kind and depth < 4:
        body = mail(chance, depth + 1)
    elif chance.random() < 0.3:
        body = base64.encodebytes(body)[: chance.choice((9, 99, 9999))]
    return "\n".join(head[: chance.choice((3, 5, 7))]).encode("utf-8", "ignore") + b"\n\n" + body


def pdf(chance: Random) -> bytes:
    """A PDF by hand: references that go in rings, streams of the wrong length, a page tree without end."""
    ref = lambda: f"{chance.randint(0, 9)} 0 R"
    odd = lambda good, *bad: mostly(chance, good, *bad, ref())
    line = "BT /F1 {} Tf 72 {} Td ({}) Tj ET ".format(
        odd("12", 0, -1, 99999),
        odd("700", -1e30, 0),
        escape(sentence(chance, ENGLISH)).replace("(", "").replace(")", ""),
    )
    stream = (line * chance.choice((1, 3, 300))).encode("latin-1", "replace")
    filters = ""
    if chance.random() < 0.5:
        stream = zlib.compress(stream)
        filters = "/Filter " + odd(
            "/FlateDecode", "[/FlateDecode /FlateDecode]", "/LZWDecode", "/JBIG2Decode", "/Crypt"
        )
    kids = " ".join(odd("3 0 R", "2 0 R") for _ in range(chance.randint(1, 4)))
    objects = [
        f"<</Type/Catalog/Pages {odd('2 0 R')}/Outlines {ref()}/Names {ref()}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {odd(str(kids.count('R')), 0, -1, 10**9)}{odd('', '/Parent 2 0 R')}>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {odd('612', 0, -5, 10**9, 'a')} 792]/Rotate {odd('0', 90, 45, 7)}/Contents "
        f"{odd('4 0 R', '[4 0 R 4 0 R 4 0 R]')}/Resources<</Font<</F1 5 0 R>>{odd('', '/XObject<</X 3 0 R>>')}>>>>",
        f"<</Length {odd(str(len(stream)), 0, -1, 10**9)}{filters}>>stream\n{stream.decode('latin-1')}\nendstream",
        f"<</Type/Font/Subtype{odd('/Type1', '/Type0', '/Type3')}/BaseFont/Helvetica{odd('', '/ToUnicode 4 0 R', '/DescendantFonts[5 0 R]')}>>",
        f"<</Title {odd('(Bus)', '<FEFFD800>', '<FEFF00>')}/CreationDate {odd('(D:20220304)', '(D:99999999999999)', '()')}/Author (Ana)>>",
        f"<</Length 9/Type/ObjStm/N {odd('1', 10**9)}/First 0{odd('', '/Extends 7 0 R')}>>stream\n7 0 8 9 x\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out) + (7 if chance.random() < 0.03 else 0))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1", "replace")
    start = len(out)
    if chance.random() < 0.9:
        rows = "".join(f"{place:010d} 00000 n \n" for place in places)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    trailer = f"trailer<</Size {odd('8', 1, 10**9)}/Root 1 0 R/Info 6 0 R{odd('', f'/Prev {start}', '/Prev -1')}>>"
    return out + f"{trailer}startxref\n{odd(str(start), 0, 10**9)}\n%%EOF".encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = "<!DOCTYPE a [<!ENTITY b '" + "x" * 99 + "'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e SYSTEM 'file:///etc/passwd'>]>"  # fmt: skip


CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
Grammar = Mapping[str, tuple[str, ...]]
"""Tag (with its attributes) -> the tags that belong in it; "" for words."""


def element(chance: Random, tag: str, grammar: Grammar, depth: int = 0) -> str:
    """A tag and what is in it, mostly what belongs there."""
    inside = []
    for _ in range(chance.choice((1, 1, 2, 4)) if depth < 9 else 0):
        fitting = grammar.get(tag.split(maxsplit=1)[0], ("",))
        child = chance.choice(fitting) if chance.random() < 0.93 else chance.choice([*grammar, "x"])
        draw = chance.random()
        if draw < 0.002:
            inside.append(chance.choice(("&d;", "&e;", "&#0;", "<x>", "</x>", "\x01", "<!-- -->", "<![CDATA[<p>]]>")))
        elif child:
            inside.append(element(chance, child, grammar, depth + 1))
        else:
            said = chance.choice((sentence(chance, ENGLISH), chance.choice(CELLS), chance.choice(WILD)))
            inside.append(escape(said.translate(CONTROLS)))
    return f"<{tag}>{''.join(inside)}</{tag.split(maxsplit=1)[0]}>"


def xml(chance: Random, root: str, grammar: Grammar) -> str:
    """A part of an office document."""
    parts = element(chance, root, grammar)
    return f"<?xml version='1.0'?>{BOMB if chance.random() < 0.04 else ''}{parts}"


def zipped(chance: Random, parts: Mapping[str, str | bytes]) -> bytes:
    """Parts as a zip, some of them missing, twice, empty, huge or named to slip out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, part in parts.items():
            if chance.random() < 0.03:
                continue
            packed = zipfile.ZIP_STORED if name == "mimetype" else None  # as OpenDocument wants it
            archive.writestr(name, part if chance.random() < 0.97 else b"", packed)
        if chance.random() < 0.1:
            archive.writestr(
                chance.choice(("../../slip", "/etc/slip", "C:\\slip", "a\x01b", "a" * 300, "..")), words(chance)
            )
        if chance.random() < 0.03:
            archive.writestr("bomb.xml", b" " * 9_000_000, zipfile.ZIP_DEFLATED)
        if chance.random() < 0.05:
            link = zipfile.ZipInfo("link.txt")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
    return out.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'  # fmt: skip
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'  # fmt: skip


RUNS = ("w:r", "w:r", "w:hyperlink", "w:ins", "w:del", "w:pPr", "w:sdt")
WORD: Grammar = {
    "w:document": ("w:body",), "w:body": ("w:p", "w:p", "w:tbl", "w:sdt"), "w:p": RUNS, "w:hyperlink": RUNS, "w:ins": RUNS, "w:del": RUNS, "w:pPr": ("w:pStyle w:val='Title'", "w:numPr"),
    "w:r": ("w:t", "w:t", "w:tab", "w:br", "w:footnoteReference w:id='1'"), "w:t": ("",), "w:tbl": ("w:tr",), "w:tr": ("w:tc", "w:trPr"), "w:tc": ("w:p", "w:tcPr", "w:tbl"),
    "w:tcPr": ("w:gridSpan w:val='999999999'", "w:gridSpan w:val='2'", "w:vMerge", "w:vMerge w:val='restart'"), "w:trPr": ("w:gridBefore w:val='9999999'",), "w:sdt": ("w:sdtContent",), "w:sdtContent": ("w:p",),
}  # fmt: skip


def docx(chance: Random) -> bytes:
    return zipped(chance, {
        "[Content_Types].xml": TYPES.format("word/document.xml", "wordprocessingml.document"),
        "_rels/.rels": RELS.format("officeDocument", mostly(chance, "word/document.xml", "../../x", "word/document.xml#", "")),
        "word/document.xml": xml(chance, f"w:document {W}", WORD),
    })  # fmt: skip


ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'  # fmt: skip


SPANS = ("", "", "text:span", "text:s text:c='99999999'", "text:s text:c='-1'", "text:tab", "text:line-break", "text:note", "draw:frame", "office:annotation")  # fmt: skip
BODY = ("text:p", "text:p", "text:h", "text:list", "text:section", "table:table table:name='a'", "text:tracked-changes")
OPEN: Grammar = {
    "office:document-content": ("office:body",), "office:text": BODY, "text:section": BODY, "text:p": SPANS, "text:h": SPANS, "text:span": SPANS, "text:list": ("text:list-item",), "text:list-item": ("text:p", "text:list"),
    "text:note": ("text:note-body",), "text:note-body": ("text:p",), "draw:frame": ("draw:text-box",), "draw:text-box": BODY, "office:annotation": ("text:p",), "text:tracked-changes": ("text:p",),
    "office:spreadsheet": ("table:table table:name='a'", "table:table table:name='../'"), "table:table": ("table:table-row", "table:table-row", "table:table-row table:number-rows-repeated='1048576'", "table:table-row table:number-rows-repeated='x'"),
    "table:table-row": ("table:table-cell", "table:table-cell", "table:table-cell office:value-type='float' office:value='13'", "table:table-cell table:number-columns-repeated='16384'", "table:table-cell office:value-type='date' office:date-value='2022-99-99'", "table:covered-table-cell"),
    "table:table-cell": ("text:p",),
}  # fmt: skip


def odf(chance: Random, what: str) -> bytes:
    """A text or a spreadsheet of OpenDocument."""
    kind = "application/vnd.oasis.opendocument." + what
    grammar = {**OPEN, "office:body": (f"office:{what}",)}
    meta: Grammar = {"office:document-meta": ("office:meta",), "office:meta": ("text:p",)}
    return zipped(chance, {
        "mimetype": kind, "content.xml": xml(chance, f"office:document-content {ODF}", grammar),
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        "meta.xml": xml(chance, f"office:document-meta {ODF}", meta),
    })  # fmt: skip


def at_row(cells: str, row: int) -> str:
    return cells.replace('1" t=', f'{row}" t=')


def xlsx(chance: Random) -> bytes:
    """A workbook whose cells stand where no cell can, of types that do not fit, in numbers that do not."""
    odd = lambda good, *bad: mostly(chance, good, *bad)
    cells = ""
    for n in range(chance.randint(0, 20)):
        at = odd(f"{'ABCDEFGHIJKLMNOPQRSTUV'[n]}1", "XFD1048576", "A0", "ZZZZ9", "", "A1048577")
        kind, said = (
            chance.choice(("inlineStr", "n", "s", "str", "d", "b", "e")),
            escape(chance.choice(CELLS).translate(CONTROLS)),
        )
        said = odd(chance.choice(("0", "13", "44670")), said) if kind in ("n", "s", "b") else said
        cells += f'<c r="{at}" t="{kind}" s="{odd("0", 1, 99)}"><v>{said}</v><is><t>{said}</t></is></c>'
    rows = "".join(
        f'<row r="{odd(str(n), 0, 1048576, "a")}">{at_row(cells, n)}</row>' for n in range(1, chance.randint(1, 5))
    )
    sheets = "".join(
        f'<sheet name="{odd(f"a{n}", "../c", "", "a" * 99)}" sheetId="{n + 1}" r:id="r1"/>'
        for n in range(chance.randint(1, 3))
    )
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return zipped(chance, {
        "[Content_Types].xml": TYPES.format("xl/workbook.xml", "spreadsheetml.sheet"),
        "_rels/.rels": RELS.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook {ns}><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": RELS.format("worksheet", odd("worksheets/sheet1.xml", "../../x", "/xl/workbook.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet {ns}><dimension ref="{odd("A1:V5", "A1:XFD1048576", "B2:A1")}"/><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst {ns} count="{odd("1", 10**9)}" uniqueCount="{odd("1", 10**9)}"><si><t>killed</t></si></sst>',
        "xl/styles.xml": f'<styleSheet {ns}><cellXfs count="1"><xf numFmtId="{odd("0", 14, 9999)}"/></cellXfs></styleSheet>',
    })  # fmt: skip


RTF_WORDS = ("\\par ", "\\pard", "\\b ", "\\u1587?", "\\u-1 ", "\\u99999999 ", "\\'e9", "\\'zz", "\\'", "\\uc0 ", "\\uc99999 ", "\\bin9999999 ", "\\bin-1 ", "\\bin4 abcd", "\\ansicpg1256", "\\ansicpg99999", "\\trowd ", "\\cell ", "\\row ", "\\intbl ", "\\line ", "\\tab ", "\\~", "\\*", "{\\*\\x ", "{\\pict ",
             "{\\fonttbl{\\f0\\fcharset178 A;}}", "\\f0 ", "\\f99 ", "{\\info{\\title Bus}}", "{\\stylesheet", "\\footnote ", "{\\field{\\*\\fldinst x}{\\fldrslt y}}", "\\" + "a" * 99, "\\v ", "\\deleted ", "\\objdata 00ff", "\\\\", "\\{", "\\", "{", "}", "{", "}", "\x00", "\r\n")  # fmt: skip


def rtf(chance: Random) -> bytes:
    parts = ["{\\rtf1\\ansi "]
    for _ in range(chance.choice((4, 20, 80))):
        draw = chance.random()
        part = sentence(chance, ENGLISH) if draw < 0.3 else chance.choice(RTF_WORDS)
        parts.append(part * (chance.choice((9, 999)) if draw > 0.98 else 1))
    return ("".join(parts) + "}" * chance.randint(0, 3)).encode("cp1252", "ignore")


def whatsapp(chance: Random) -> bytes:
    heads = ("13/10/2023, 14:05 - ", "10/13/23, 2:05 PM - ", "[13.10.23, 14:05:11] ", "\u200e[2023/10/13 14:05] ", "99/99/9999, 99:99 - ", "۱۳/۱۰/۲۰۲۳، ۱۴:۰۵ - ", "0/0/00, 0:00 - ", "31/02/2023, 14:05 - ", "31/12/9999, 23:59 - ")  # fmt: skip
    tails = ("Ana: ", "+93 70 123 4567: ", "Ana", ": ", "~\u202fAna:", "\u202eAna: ", "a: b: c: ", "")
    mainly = chance.choice(heads)
    rows = [chance.choice((mainly, mainly, mainly, chance.choice(heads), "")) + chance.choice(tails) + sentence(chance, chance.choice((ENGLISH, DARI))) for _ in range(chance.randint(1, 12))]  # fmt: skip
    return coded(chance, "".join(row if row.endswith("\n") else row + "\n" for row in rows))


def odd_json(chance: Random, depth: int = 0) -> object:
    """Any JSON at all."""
    draw = chance.randint(0, 9 if depth < 4 else 5)
    if draw < 6:
        return (None, True, -1, 1e308, 10**30, chance.choice(WILD + CELLS))[draw]
    if draw < 8:
        return [odd_json(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(("text", "date", "from", "id", "type", "url", "content", "title")): odd_json(chance, depth + 1) for _ in range(3)}  # fmt: skip


def telegram(chance: Random) -> bytes:
    odd = lambda value: value if chance.random() < 0.85 else odd_json(chance)
    messages = [
        {"id": odd(n), "type": odd(chance.choice(("message", "service"))), "date": odd(chance.choice(("2023-10-13T14:05:00", "9999-99-99", ""))), "date_unixtime": odd(chance.choice(("1697205900", "-1", "9" * 30))),
         "from": odd("Example"), "from_id": odd("channel1"), "forwarded_from": odd(None), "edited": odd("2023-10-14T00:00:00"), "reply_to_message_id": odd(0),
         "text": odd(chance.choice((sentence(chance, ENGLISH), ["a ", {"type": "link", "text": "b"}, odd_json(chance)]))), "text_entities": odd([{"type": "plain", "text": "x"}])}
        for n in range(chance.randint(0, 6))
    ]  # fmt: skip
    made = {
        "name": odd("Example"),
        "type": odd(chance.choice(("public_channel", "personal_chat"))),
        "id": odd(1),
        "messages": odd(messages),
    }
    return json.dumps(made, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")


def archiver(chance: Random) -> bytes:
    odd = lambda value: value if chance.random() < 0.85 else odd_json(chance)
    made = {"status": "generic_extractor: success", "metadata": {"url": odd("https://a.example/1"), "title": odd("Bus"), "content": odd(words(chance)), "timestamp": odd("2023-10-13 14:05:33+00:00"), "author": odd("Ana")}, "media": odd([])}  # fmt: skip
    return json.dumps(made).encode("utf-8", "replace")


def warc(chance: Random) -> bytes:
    """Records of a web archive: lengths that lie, codings that are not what they say, pages of any form."""
    odd = lambda good, *bad: mostly(chance, good, *bad)
    out = b""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        payload = chance.choice((page, page, plain, pdf))(chance)
        coding = chance.choice(("", "", "", "gzip", "deflate", "br", "x"))
        if coding in ("gzip", "deflate") and chance.random() < 0.8:
            payload = gzip.compress(payload)
        kind = odd("text/html", "application/pdf", "text/plain", "x")
        heads = f"HTTP/1.1 {odd('200', 301, 404, 'x')} OK\r\nContent-Type: {kind}\r\n"
        heads += f"Content-Encoding: {coding}\r\n" if coding else ""
        heads += odd(
            "", "Transfer-Encoding: chunked\r\n", "Location: http://[\r\n", "Set-Cookie: " + "a" * 999 + "\r\n"
        )
        block = heads.encode() + b"\r\n" + payload
        record = (
            f"WARC/{odd('1.0', '1.1', '1.9')}\r\nWARC-Type: {odd('response', 'resource', 'revisit', 'x')}\r\n"
            f"WARC-Target-URI: {odd('http://a.example/', 'http://[', '../x', '')}\r\nWARC-Date: {odd('2022-01-01T00:00:00Z', '9999', '')}\r\n"
            f"Content-Type: {odd('application/http; msgtype=response', 'x')}\r\n"
            f"Content-Length: {odd(str(len(block)), 0, -1, 10**12, 'a')}\r\n\r\n"
        ).encode() + block + b"\r\n\r\n"  # fmt: skip
        out += gzip.compress(record) if chance.random() < 0.2 else record
    return out


def archive(chance: Random) -> bytes:
    """A zip, tar or gzip of files of any form, with names that slip, links and lies about sizes."""
    inner = [any_file(chance, deep=False) for _ in range(chance.randint(0, 3))]
    names = [chance.choice((name, name, "../" * 5 + name, "/" + name, "a/../../" + name, "\x01", "a" * 200)) for name, _ in inner]  # fmt: skip
    kind = chance.choice(("zip", "tar", "gz", "tgz"))
    if kind == "zip":
        return zipped(chance, dict(zip(names, (content for _, content in inner), strict=True)))
    if kind == "gz":
        return gzip.compress(inner[0][1] if inner else b"")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if kind == "tgz" else "w") as tar:
        for name, (_, content) in zip(names, inner, strict=True):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.type = chance.choice((tarfile.REGTYPE,) * 6 + (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE))  # fmt: skip
            info.linkname = chance.choice(("", "/etc/passwd", name))
            tar.addfile(info, io.BytesIO(content) if info.isreg() else None)
    return out.getvalue()


def rows(chance: Random) -> bytes:
    return coded(chance, table(chance).text)


def any_bytes(chance: Random) -> bytes:
    marks = (b"", b"PK\x03\x04", b"%PDF-1.4", b"{\\rtf1", b"WARC/1.0\r\n", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b", b"II*\x00", b"GIF89a", b"\xff\xd8\xff\xe0", b"\xff\xfe", b"<html>", b"{", b"BM", b"RIFF\x00\x00\x00\x00WEBP")  # fmt: skip
    return chance.choice(marks) + (
        chance.randbytes(chance.randint(0, 300)) if chance.random() < 0.6 else noise(chance).encode("utf-8", "ignore")
    )


FORMS: tuple[tuple[str, str, Callable[[Random], bytes], int], ...] = (
    ("a.txt", "text/plain", plain, 8),
    ("a.html", "text/html", page, 10),
    ("a.eml", "message/rfc822", mail, 6),
    ("a.pdf", "application/pdf", pdf, 6),
    ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx, 6),
    ("a.odt", "application/vnd.oasis.opendocument.text", lambda chance: odf(chance, "text"), 5),
    ("a.ods", "application/vnd.oasis.opendocument.spreadsheet", lambda chance: odf(chance, "spreadsheet"), 4),
    ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx, 5),
    ("a.rtf", "application/rtf", rtf, 5),
    ("chat.txt", "text/x-whatsapp-chat", whatsapp, 4),
    ("result.json", "application/x-telegram-export", telegram, 4),
    ("metadata.json", "application/x-auto-archiver", archiver, 3),
    ("a.warc", "application/warc", warc, 5),
    ("a.csv", "text/csv", rows, 5),
    ("a.zip", "application/zip", archive, 4),
    ("a", "", any_bytes, 3),
)
_DRAWN = [form for form in FORMS for _ in range(form[3])]


def damaged(chance: Random, content: bytes) -> bytes:
    """Bits turned, parts cut out, repeated, spliced; most of it stays as it was."""
    raw = bytearray(content) or bytearray(b"x")
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(raw))
        match chance.randrange(6):
            case 0:
                raw[at] ^= 1 << chance.randrange(8)
            case 1:
                raw[at] = chance.choice(b"\x00\xff\n<>\"'{}()[]/\\-09 ")
            case 2:
                del raw[at : at + chance.choice((1, 4, 40))]
            case 3:
                raw[at:at] = chance.randbytes(chance.choice((1, 4, 16)))
            case 4:
                raw[at:at] = raw[max(0, at - chance.choice((2, 30, 300))) : at] * chance.choice((1, 9))
            case _:
                raw = raw[: at + 1] if chance.random() < 0.3 else raw
        raw = raw or bytearray(b"x")
    return bytes(raw)


def any_file(chance: Random, *, deep: bool = True) -> File:
    """A file of any form, one in three of them damaged."""
    name, _, make, _ = chance.choice(_DRAWN if deep else _DRAWN[:-9])
    content = make(chance)
    if chance.random() < 0.35:
        content = damaged(chance, content)
    return (name if chance.random() < 0.9 else chance.choice(("a", "a.html", "a.csv", "a.eml", "a.json"))), content
