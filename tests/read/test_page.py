"""Web pages: designs that differ, and nothing of what stands around a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

LEAD = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."
MORE = "Two of the dead were pupils on their way home. Nobody has said that it was behind the blast so far."
LAST = "The hospital asked for blood, and for doctors from the capital, who arrived in the evening by road."
PROSE = [("paragraph", LEAD), ("paragraph", MORE), ("paragraph", LAST)]
BODY = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"
NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth")
TRAPS = (
    "Gunmen kill nine",
    "Flood",
    "Subscribe",
    "cookie",
    "Share",
    "Rights reserved",
    "Most read",
    "Home",
    "Reader says",
)

DESIGNS = {
    "article with aside": f"""<!doctype html><html lang="en"><head><title>Bus bombed in the east | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><meta property="article:published_time" content="2022-03-04T10:00:00Z">
</head><body><header><a href="/">Valley Post</a><nav><a href="/">Home</a></nav></header><main><article>
<h1>Bus bombed in the east</h1><p class="byline">By Ana Doe</p>{BODY}
<aside><h3>Gunmen kill nine in the north</h3></aside></article></main>
<footer>Rights reserved</footer></body></html>""",
    "divs with names": f"""<html><head><title>Bus bombed in the east - Valley Post</title></head><body>
<div id="siteHeader"><div class="logo">Valley Post</div><div class="main-menu"><a href="/">Home</a></div></div>
<div class="content-wrap"><div class="post"><h1 class="post-title">Bus bombed in the east</h1>
<div class="post-meta"><span class="author">Ana Doe</span> | <span class="date">March 4, 2022</span></div>
<div class="share-buttons">Share <a href="#">Mail</a></div><div class="post-body">{BODY}
<div class="related-posts"><h4>Related</h4><ul><li><a href="/1">Gunmen kill nine in the north</a></li></ul></div></div></div>
<div class="sidebar"><h3>Most read</h3><ol><li><a href="/2">Flood takes three houses away</a></li></ol></div></div>
<div class="site-footer">Rights reserved</div></body></html>""",
    "tables and fonts, no names": f"""<html><head><title>Valley Post: Bus bombed in the east</title></head><body>
<table><tr><td colspan=2><b>Valley Post</b></td></tr><tr><td><font size=1><a href="/">Home</a><br><a href="/s">Sport</a></font></td>
<td><h1>Bus bombed in the east</h1><i>By Ana Doe, March 4, 2022</i><br><br>{LEAD}<br><br>{MORE}<br><br>{LAST}<br><br>
<hr><b>Also read:</b> <a href="/1">Gunmen kill nine in the north</a></td></tr></table>
<center>Copyright 2022 Valley Post. Rights reserved</center></body></html>""",
    "site name as h1, headline as h2": f"""<html><head><title>Bus bombed in the east — Valley Post</title></head><body>
<h1><a href="/">Valley Post</a></h1><ul><li><a href="/">Home</a></li></ul>
<h2>Bus bombed in the east</h2><p>Published March 4, 2022 by Ana Doe</p>{BODY}
<h2>Related stories</h2><p><a href="/1">Gunmen kill nine in the north</a></p><p><a href="/2">Flood takes three houses</a></p>
<h2>Comments (1)</h2></body></html>""",
    "teasers with summaries": f"""<html><head><title>Bus bombed in the east · Valley Post</title>
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bus bombed in the east","datePublished":"2022-03-04",
"author":{{"name":"Ana Doe"}},"publisher":{{"name":"Valley Post"}}}}</script></head><body>
<div class="x1"><div class="x2"><h1>Bus bombed in the east</h1>{BODY}</div>
<div class="x3"><h3>You may also like</h3><div><a href="/1"><h4>Gunmen kill nine in the north</h4></a>
<p>Gunmen kill nine people at a market in the north of the country, and police say that they are looking for three men.</p></div>
<div><a href="/2"><h4>Flood</h4></a><p>Flood water took away three houses by the river, and the families sleep in the school now.</p>
</div></div></div></body></html>""",
    "comments below": f"""<html><head><title>Bus bombed in the east | Valley Post</title></head><body><div id="page">
<h1>Bus bombed in the east</h1><time datetime="2022-03-04">4 March</time> <span>By Ana Doe</span><section>{BODY}</section>
<section id="comments"><h3>2 comments</h3><div><p>Reader says that this is what happens when nobody guards the road at night.</p>
<p>Reader says something else that is long enough to look like a paragraph of the report above.</p></div></section></div></body></html>""",
    "hidden parts and a cookie wall": f"""<html><body><div class="cookie-consent"><p>We use cookies to make this cookie site better for you
and for the advertisers who pay for all of it.</p></div><div style="display: none"><p>Gunmen kill nine in the north, and this is
a sentence that no reader ever sees, since it is hidden.</p></div><article><header><h1>Bus bombed in the east</h1>
<p>By Ana Doe</p><p>March 4, 2022</p></header>{BODY}<p>Subscribe to our newsletter for more.</p></article>
<p>&copy; 2022 Valley Post</p></body></html>""",
}  # fmt: skip


@pytest.mark.parametrize("design", DESIGNS)
def test_only_the_report_is_read(read: Reader, blocks: Blocks, design: str) -> None:
    found = read(DESIGNS[design], "page.html")
    assert found.text.startswith("Bus bombed in the east")
    assert [block for block in blocks(found) if block[0] not in ("byline",)] == [
        ("title", "Bus bombed in the east"),
        *PROSE,
    ]
    assert not [trap for trap in TRAPS if trap in found.text]


@pytest.mark.parametrize("design", DESIGNS)
def test_what_a_page_says_of_itself(read: Reader, design: str) -> None:
    described = read(DESIGNS[design], "page.html").described
    assert (described.title, described.publisher) == ("Bus bombed in the east", "Valley Post")
    assert (described.published, described.author, described.language) == ("2022-03-04", "Ana Doe", "en")


def test_questions_and_answers_keep_their_order(read: Reader, blocks: Blocks) -> None:
    page = f"""<h1>Five questions</h1><dl><dt>Who are they?</dt><dd>{LEAD}</dd><dt>How many?</dt><dd>{MORE}</dd></dl>
<details><summary>And then?</summary><p>{LAST}</p></details>"""
    assert blocks(read(page, "page.html")) == [
        ("title", "Five questions"), ("heading", "Who are they?"), ("paragraph", LEAD), ("heading", "How many?"),
        ("paragraph", MORE), ("heading", "And then?"), ("paragraph", LAST),
    ]  # fmt: skip


def test_lists_and_tables_of_a_report(read: Reader, blocks: Blocks) -> None:
    page = f"""<h1>Toll by day</h1><p>{LEAD}</p><ul><li>Monday: four people were killed.</li><li>Tuesday: no one was hurt.</li></ul>
<table><caption>Toll</caption><tr><th>Day</th><th>Killed</th></tr><tr><td>Monday</td><td>4</td></tr></table><p>{LAST}</p>"""
    assert blocks(read(page, "page.html")) == [
        ("title", "Toll by day"), ("paragraph", LEAD), ("item", "Monday: four people were killed."),
        ("item", "Tuesday: no one was hurt."), ("caption", "Toll"), ("row", "Day Killed"), ("row", "Monday 4"),
        ("paragraph", LAST),
    ]  # fmt: skip


def test_a_page_without_head_date_or_headings(read: Reader, blocks: Blocks) -> None:
    found = read(f"<p>{LEAD}</p><p>{MORE}</p>", "page.html")
    assert blocks(found) == PROSE[:2]
    assert (found.described.title, found.described.published, found.described.publisher) == (None, None, None)


def test_header_lines_in_a_page(read: Reader, blocks: Blocks) -> None:
    page = f"<p>Publisher: Valley Post<br>Published: 4 March 2022<br>Title: Bus bombed</p><p>{LEAD}</p>"
    found = read(page, "page.html")
    assert (found.described.publisher, found.described.published) == ("Valley Post", "2022-03-04")
    assert blocks(found) == [
        ("header", "Publisher: Valley Post"), ("header", "Published: 4 March 2022"), ("header", "Title:"),
        ("title", "Bus bombed"), ("paragraph", LEAD),
    ]  # fmt: skip


def test_a_headline_that_is_no_heading(read: Reader, blocks: Blocks) -> None:
    page = f"<title>Bus bombed in the east | Valley Post</title><div class=hl>Bus bombed in the east</div><p>{LEAD}</p>"
    found = read(page, "page.html")
    assert blocks(found) == [("title", "Bus bombed in the east"), ("paragraph", LEAD)]
    assert (found.described.title, found.described.publisher) == ("Bus bombed in the east", "Valley Post")


def test_the_text_is_what_a_reader_sees(read: Reader) -> None:
    page = "<h1>A&nbsp;&amp;&#8239;B</h1><p>Four <b>peo</b>ple  were\n killed<sup>1</sup>,<br>six hurt&#x2014;so&shy;far in the east.</p>"
    assert read(page, "page.html").text == "A & B\n\nFour people were killed¹,\nsix hurt—so\xadfar in the east."


def test_persian_pages(read: Reader) -> None:
    page = """<!DOCTYPE html><html lang="fa-AF" dir="rtl"><head><title>انفجار در شهر | صدای دره</title></head><body>
<h1>انفجار در شهر</h1><p>گزارشگر صدای دره • ۳ ثور ۱۴۰۱</p><p>در انفجار دیروز در بازار شهر سه تن کشته و پنج تن زخمی شده‌اند.</p>
<h3>خبرهای دیگر</h3><ul><li><a href="/1">نرخ آرد</a></li></ul><p>همهٔ حقوق محفوظ است © ۱۴۰۱</p></body></html>"""
    found = read(page, "page.html")
    assert (found.described.publisher, found.described.published, found.described.language) == (
        "صدای دره",
        "2022-04-23",
        "prs",
    )
    assert found.text.endswith("زخمی شده‌اند.")
    assert "نرخ آرد" not in found.text


def test_the_encoding_that_a_page_names(read: Reader) -> None:
    page = '<html><head><meta charset="windows-1256"></head><body><h1>انفجار</h1><p>سه نفر در شهر کشته شدند و پنج نفر زخمی.</p>'
    assert read(page.encode("cp1256", "replace"), "page.html").text.startswith("انفجار")


def test_a_date_of_another_story_is_not_the_date(read: Reader) -> None:
    page = f"""<h1>Bus bombed</h1><div class="meta">4 March 2022</div>{BODY}
<div class="related"><time datetime="2020-01-01">1 January 2020</time><a href="/1">Flood</a></div>"""
    assert read(page, "page.html").described.published == "2022-03-04"


def test_a_report_without_a_date_has_none(read: Reader) -> None:
    assert read(f"<h1>Bus bombed</h1><p>{LEAD} It was 3 May 2020.</p>", "page.html").described.published is None


def test_a_report_in_two_boxes_and_a_box_beside_it(read: Reader, blocks: Blocks) -> None:
    body = "".join(
        f"<p>{LEAD} It was the {n} blast of the week, and the road stayed shut for hours.</p>" for n in NUMBERS
    )
    page = f"""<html><body><div class=a><h1>Bus bombed in the east</h1><div class=b>{body}</div><div class=c><p>{LAST}</p></div></div>
<div class=d><h3>Tonight</h3><p>Snow will fall in the hills tonight, and drivers should take chains along with them.</p></div>"""
    found = read(page, "page.html")
    assert blocks(found)[-1] == ("paragraph", LAST)
    assert len(found.layout) == len(NUMBERS) + 2


def test_comments_longer_than_the_report(read: Reader, blocks: Blocks) -> None:
    comments = "".join(
        f"<p>{n} reader says that this is what happens when nobody at all guards the road at night.</p>"
        for n in NUMBERS * 2
    )
    page = f"<h1>Bus bombed</h1><div>{BODY}</div><div class='comments-area'><p>12 comments</p>{comments}</div>"
    assert blocks(read(page, "page.html"))[1:] == PROSE


def test_pages_whose_every_box_is_called_a_widget(read: Reader, blocks: Blocks) -> None:
    boxes = "".join(f'<div class="page-widget"><div class="inner"><p>{text}</p></div></div>' for _, text in PROSE)
    page = f'<h1>Bus bombed</h1><main>{boxes}</main><div class="widget"><a href="/">Flood takes three houses away</a></div>'
    assert blocks(read(page, "page.html"))[1:] == PROSE


def test_a_report_in_a_box_with_a_misleading_name(read: Reader, blocks: Blocks) -> None:
    page = f"<div><h1>Bus bombed</h1></div><div class='content no-comments'>{BODY}</div>"
    assert blocks(read(page, "page.html"))[1:] == PROSE
