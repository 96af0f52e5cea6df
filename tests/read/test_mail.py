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
    assert (described.title, described.author, described.published) == ("Bus bombed", "Valley Post desk", "2022-03-04")
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
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(9), maintype="image", subtype="png", filename="photo.png")
    message.add_attachment(letter().as_bytes(), maintype="application", subtype="octet-stream", filename="inner.eml")
    assert blocks(read(message.as_bytes(), "a.eml"))[5:] == [
        ("header", "Attachment: events.csv"), ("header", "id,best"), ("row", "1,4"),
        ("header", "Attachment: photo.png (not read: image/png)"), ("header", "Attachment: inner.eml (not read: message/rfc822)"),
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
