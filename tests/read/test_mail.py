"""E-mail with and without attachments."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

from gowah.model import Problem, ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]
LEAD = "Four people were killed when a bomb went off beside a bus on Friday, the governor said."


def letter(body: str = LEAD, subject: str = "Fwd: Bus bombed") -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = "<1@example.org>"
    message["From"] = "Valley Post desk <desk@example.org>"
    message["To"] = "list@example.org"
    message["Date"] = "Fri, 04 Mar 2022 23:30:00 +0430"
    message["Subject"] = subject
    message.set_content(body)
    return message


def test_a_mail(read: Reader, blocks: Blocks) -> None:
    found = read(letter().as_bytes(), "letter.eml")
    described = found.described
    assert (described.title, described.publisher, described.published) == (
        "Bus bombed",
        "Valley Post desk",
        "2022-03-04",
    )
    assert described.language == "en"
    assert blocks(found) == [
        ("header", "From: Valley Post desk <desk@example.org>"), ("header", "Date: Fri, 04 Mar 2022 23:30:00 +0430"),
        ("header", "Subject:"), ("title", "Fwd: Bus bombed"), ("paragraph", LEAD),
    ]  # fmt: skip


def test_what_a_forwarded_report_says_of_itself_goes_first(read: Reader) -> None:
    described = read(
        letter(f"Publisher: River News\nPublished: 2022-03-03\nTitle: Bus hit\n\n{LEAD}").as_bytes(), "a.eml"
    ).described
    assert (described.publisher, described.published, described.title) == ("River News", "2022-03-03", "Bus hit")


def test_html_where_there_is_no_plain_text(read: Reader, blocks: Blocks) -> None:
    message = letter()
    message.set_content(f"<p>{LEAD}</p><p><a href='/'>Unsubscribe</a></p>", subtype="html")
    assert blocks(read(message.as_bytes(), "a.eml"))[-1] == ("paragraph", LEAD)


def test_plain_text_before_html(read: Reader) -> None:
    message = letter()
    message.add_alternative("<p>The other one</p>", subtype="html")
    assert "The other one" not in read(message.as_bytes(), "a.eml").text


def test_attachments_are_read_or_named(read: Reader, blocks: Blocks) -> None:
    message = letter("See the attachments, please, and tell us what you think of them.")
    message.add_attachment(b"id,best\n1,4\n", maintype="application", subtype="octet-stream", filename="events.csv")
    message.add_attachment(b"OggS" + bytes(99), maintype="audio", subtype="ogg", filename="voice.ogg")
    message.add_attachment(letter().as_bytes(), maintype="application", subtype="octet-stream", filename="inner.eml")
    assert blocks(read(message.as_bytes(), "a.eml"))[5:] == [
        ("header", "Attachment: events.csv"), ("header", "id,best"), ("row", "1,4"),
        ("header", "Attachment: voice.ogg (not read: audio/ogg)"), ("header", "Attachment: inner.eml"),
        ("header", "From: Valley Post desk <desk@example.org>"), ("entry", "Date: Fri, 04 Mar 2022 23:30:00 +0430"),
        ("header", "Subject:"), ("heading", "Fwd: Bus bombed"), ("paragraph", LEAD),
    ]  # fmt: skip


def test_other_encodings(read: Reader) -> None:
    raw = b"Message-ID: <1>\r\nSubject: =?utf-8?B?2KfZhtmB2KzYp9ix?=\r\nContent-Type: text/plain; charset=windows-1256\r\n\r\n"
    found = read(raw + "سه تن در شهر کشته شدند".encode("cp1256", "replace"), "a.eml")
    assert found.described.title == "انفجار"
    assert "تن در شهر" in found.text


def test_a_mail_without_text(fail: Callable[..., Problem]) -> None:
    assert "no text" in fail(b"Message-ID: <1>\nFrom: a\nSubject: b\n\n", "a.eml").what


def test_damaged_headers(read_any: Callable[..., object]) -> None:
    raw = b"Message-ID: <1>\nDate: never\nFrom: \xff\xfe <\nSubject: =?utf-9?Q?=\nContent-Type: multipart/mixed; boundary=\n\nA bomb."
    assert read_any(raw, "a.eml") is not None


def sent_by(sender: str, body: str = LEAD, **more: str) -> bytes:
    message = letter(body)
    message.replace_header("From", sender)
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    return message.as_bytes()


def test_a_private_sender_is_named_nowhere(read: Reader) -> None:
    found = read(sent_by("Zahra Karimi <zahra.karimi@example.org>"), "a.eml")
    assert "Zahra" not in repr(found)
    assert "zahra" not in repr(found)
    assert (found.described.publisher, found.described.author) == (None, None)


def test_a_newsletter_is_its_organisations(read: Reader) -> None:
    raw = sent_by(
        "Valley Rights <hi@example.org>", List_Id="<week.example.org>", List_Unsubscribe="<https://x.example>"
    )
    assert read(raw, "a.eml").described.publisher == "Valley Rights"


def test_members_of_a_list_are_persons(read: Reader) -> None:
    raw = sent_by("Zahra Karimi <z@example.org>", List_Id="<week.example.org>", List_Post="<mailto:week@example.org>")
    found = read(raw, "a.eml")
    assert found.described.publisher is None
    assert "Zahra" not in repr(found)


PASSED_ON = f"""Please look at this.

---------- Forwarded message ---------
From: Valley Post <newsdesk@post.example>
Date: Wed, 2 Mar 2022 at 10:15
Subject: Bus bombed
To: <zahra@example.org>

{LEAD}

Two of the dead were pupils.
"""


def test_a_mail_that_passes_a_report_on(read: Reader, blocks: Blocks) -> None:
    found = read(sent_by("Zahra Karimi <z@example.org>", PASSED_ON), "a.eml")
    described = found.described
    assert (described.publisher, described.published, described.title) == ("Valley Post", "2022-03-02", "Bus bombed")
    assert blocks(found)[3:] == [
        ("paragraph", "Please look at this."), ("paragraph", "---------- Forwarded message ---------"),
        ("header", "From: Valley Post <newsdesk@post.example>"), ("entry", "Date: Wed, 2 Mar 2022 at 10:15"),
        ("header", "Subject: Bus bombed"), ("header", "To: <zahra@example.org>"), ("paragraph", LEAD),
        ("paragraph", "Two of the dead were pupils."),
    ]  # fmt: skip


def test_a_private_letter_passed_on_has_no_publisher(read: Reader) -> None:
    body = PASSED_ON.replace("Valley Post <newsdesk@post.example>", "Zahra Karimi <zk@post.example>")
    described = read(sent_by("Ali <a@example.org>", body), "a.eml").described
    assert (described.publisher, described.author, described.published) == (None, None, "2022-03-02")


def test_a_page_passed_on(read: Reader, blocks: Blocks) -> None:
    message = letter()
    head, rest = PASSED_ON.split("\n\n", 1)
    lines, report = rest.split("\n\n", 1)
    html_lines = lines.replace("<", "&lt;").replace("\n", "<br>")
    message.set_content(f"<div>{head}</div><div>{html_lines}<br><br></div><p>{report}</p>", subtype="html")
    found = read(message.as_bytes(), "a.eml")
    assert (found.described.publisher, found.described.published) == ("Valley Post", "2022-03-02")
    assert ("entry", "Date: Wed, 2 Mar 2022 at 10:15") in blocks(found)


def test_mails_in_mails_have_an_end(read: Reader) -> None:
    inner = letter("The innermost letter.")
    for _ in range(6):
        outer = letter("A letter around it.")
        outer.add_attachment(inner)
        inner = outer
    found = read(inner.as_bytes(), "a.eml")
    assert found.text.count("A letter around it.") == 4
    assert "The innermost letter." not in found.text
