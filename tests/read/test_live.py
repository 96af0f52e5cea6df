"""Live blogs and pages that a script builds."""

from __future__ import annotations

import json
from collections.abc import Callable

from gowah.model import ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

POSTS = (
    ("2023-10-13T12:40:00Z", "12:40", "A blast was heard near the mosque in the north of the town, residents say."),
    ("2023-10-13T13:05:00Z", "13:05", "The hospital has received four bodies and eleven wounded, a doctor says."),
    ("2023-10-14T06:15:00Z", "06:15", "The number of dead has risen to seven, the governor says this morning."),
)
HEAD = """<title>Live: blast in the north | Valley Post</title><meta property="og:site_name" content="Valley Post">
<meta property="article:published_time" content="2023-10-13T12:00:00Z">"""


def page(post: str) -> str:
    posts = "".join(post.format(stamp=stamp, clock=clock, text=text) for stamp, clock, text in POSTS)
    return (
        f"<html><head>{HEAD}</head><body><h1>Live: blast in the north</h1><div class=feed>{posts}</div></body></html>"
    )


def test_each_post_has_its_day(read: Reader, blocks: Blocks) -> None:
    wanted = [("title", "Live: blast in the north")]
    for stamp, clock, text in POSTS:
        wanted += [("entry", f"{stamp[:10]} {clock}"), ("paragraph", text)]
    for post in (
        '<article><header><time datetime="{stamp}">{clock}</time></header><p>{text}</p></article>',
        '<div class="post"><p class=stamp><a href="#1"><time datetime="{stamp}">{clock} GMT</time></a></p><p>{text}</p></div>',
        '<section><h3><time datetime="{stamp}">{clock}</time></h3><div><p>{text}</p></div></section>',
    ):
        found = read(page(post), "live.html")
        assert blocks(found) == wanted
        assert found.described.published == "2023-10-13"


def test_times_without_a_date_stay_as_they_are(read: Reader, blocks: Blocks) -> None:
    found = read(page("<div><span class=clock>{clock} GMT</span><p>{text}</p></div>"), "live.html")
    assert [text for kind, text in blocks(found) if kind == "entry"] == ["12:40 GMT", "13:05 GMT", "06:15 GMT"]


def test_the_time_of_an_article_is_no_post(read: Reader, blocks: Blocks) -> None:
    text = " ".join(text for _, _, text in POSTS)
    found = read(
        f"<html><head>{HEAD}</head><body><h1>Blast</h1><p><time>13 October 2023 12:40</time></p><p>{text}</p>", "a.html"
    )
    assert "entry" not in [kind for kind, _ in blocks(found)]


def test_a_page_that_a_script_builds(read: Reader, blocks: Blocks) -> None:
    article = {
        "@type": "NewsArticle", "headline": "Bus bombed", "datePublished": "2023-10-13", "publisher": {"name": "Valley Post"},
        "articleBody": f"{POSTS[0][2]}\n\n<p>{POSTS[1][2]}</p>",
    }  # fmt: skip
    built = (
        f'<html><head><script type="application/ld+json">{json.dumps(article)}</script></head><body><div id=app></div>'
    )
    found = read(built, "a.html")
    assert blocks(found) == [("title", "Bus bombed"), ("paragraph", POSTS[0][2]), ("paragraph", POSTS[1][2])]
    assert (found.described.publisher, found.described.published) == ("Valley Post", "2023-10-13")


def test_a_live_blog_that_a_script_builds(read: Reader, blocks: Blocks) -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "News", "datePublished": stamp, "articleBody": text}
        for stamp, _, text in POSTS
    ]
    blog = {"@type": "LiveBlogPosting", "headline": "Live", "datePublished": "2023-10-13", "liveBlogUpdate": updates}
    found = read(f'<script type="application/ld+json">{json.dumps(blog)}</script><div id=app>Loading</div>', "a.html")
    assert [text for kind, text in blocks(found) if kind == "entry"] == [
        "2023-10-13 12:40",
        "2023-10-13 13:05",
        "2023-10-14 06:15",
    ]


def test_marks_of_notes_do_not_lengthen_figures(read: Reader) -> None:
    body = f"<p>The blast killed 13<sup><a href='#n'>1</a></sup> people. {POSTS[0][2]}</p>"
    table = "<table><tr><th>Day<th>Killed</tr><tr><td>Friday<td>13<sup>2</sup></tr></table>"
    text = read(f"<h1>Bus bombed</h1>{body}{table}", "a.html").text
    assert "killed 13¹ people" in text
    assert "Friday\t13²" in text


def test_a_stub_before_a_paywall_is_what_is_seen(read: Reader, blocks: Blocks) -> None:
    page = f"""<h1>Bus bombed</h1><p>{POSTS[0][2]}</p><div class="paywall"><p>Subscribe to continue reading this article and
    all others of the year for a small sum each month.</p></div>"""
    assert blocks(read(page, "a.html")) == [("title", "Bus bombed"), ("paragraph", POSTS[0][2])]
