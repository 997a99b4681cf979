"""E-mails: what somebody wrote in them, what is cut, and what is enclosed."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.readers import Reading, read_articles
from checker.schema import Article

HERE = Path(__file__).parent / "documents"
BODY = (
    "The harbour authority of Oldport closed the eastern quay on Monday. Nobody was hurt, and ferries use the other.\n"
)
EARLIER = "Can you send me what you have on the quay before noon? We go to press at four and hold a column for it."


def mail(body: str = BODY, *, subject: str = "Quay closed in Oldport", subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press office <press@oldport.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 04 Mar 2031 09:40:00 +0100"
    message["Message-ID"] = "<1@oldport.example>"
    message.set_content(body, subtype=subtype)
    return message


def read(tmp_path: Path, message: EmailMessage, name: str = "mail.eml") -> Reading:
    path = tmp_path / name
    path.write_bytes(message.as_bytes())
    return read_articles([path], max_bytes=1_000_000)


def one(tmp_path: Path, message: EmailMessage, name: str = "mail.eml") -> Article:
    (article,) = read(tmp_path, message, name).articles
    return article


def body_of(article: Article) -> str:
    return " ".join(article.sentence_text(s.number) for s in article.sentences if s.role == "body")


def test_message_with_its_subject_as_headline(tmp_path: Path) -> None:
    article = one(tmp_path, mail(subject="Fwd: Re: Quay closed in Oldport"))
    assert article.title == "Quay closed in Oldport"
    assert article.sentences[0].role == "title"
    assert body_of(article) == BODY.strip()
    assert article.published.known == "metadata"
    assert article.published.earliest == datetime.fromisoformat("2031-03-04T09:40:00+01:00")
    assert article.outlet is None


def test_subject_that_the_text_prints_is_not_repeated(tmp_path: Path) -> None:
    article = one(tmp_path, mail(f"Quay closed in Oldport\n\n{BODY}"))
    assert article.text.count("Quay closed") == 1


def test_mail_is_told_by_content(tmp_path: Path) -> None:
    assert one(tmp_path, mail(), "saved.txt").title == "Quay closed in Oldport"


def test_notes_with_a_colon_are_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(f"From: the harbour\nDate: unknown\nSubject: quay\n\n{BODY}", encoding="utf-8")
    assert read_articles([path], max_bytes=10_000).articles[0].text.startswith("From: the harbour")


def test_html_part_where_there_is_no_plain_one(tmp_path: Path) -> None:
    quoted = f"<blockquote type=cite><p>{EARLIER}</p></blockquote>"
    page = f"<html><body><h2>What changes</h2><p>{BODY}</p>{quoted}</body></html>"
    article = one(tmp_path, mail(page, subtype="html"))
    assert body_of(article) == BODY.strip()
    assert [cut.kind for cut in article.cut] == ["thread"]


def test_plain_part_of_an_alternative(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative(f"<html><body><p>{BODY} And a pixel.</p></body></html>", subtype="html")
    assert body_of(one(tmp_path, message)) == BODY.strip()


@pytest.mark.parametrize(
    "quoted",
    [
        f"On Mon, 3 Mar 2031 at 10:12, Ida Lund <ida@post.example> wrote:\n\n> {EARLIER}\n",
        f"Am Mo., 3. März 2031 um 10:12 Uhr schrieb Ida Lund <ida@post.example>:\n> {EARLIER}\n",
        f"-----Original Message-----\nFrom: Ida Lund\nSent: Monday\nTo: Press\nSubject: quay\n\n{EARLIER}\n",
        f"From: Ida Lund <ida@post.example>\nSent: Monday, 3 March 2031 10:12\nTo: Press\nSubject: quay\n\n{EARLIER}\n",
        f"> {EARLIER}\n",
    ],
)
def test_quoted_thread_is_cut_and_listed(tmp_path: Path, quoted: str) -> None:
    reading = read(tmp_path, mail(f"{BODY}\n{quoted}"))
    (article,) = reading.articles
    assert body_of(article) == BODY.strip()
    assert any("Can you send me" in cut.text and cut.kind == "thread" for cut in article.cut)
    assert any("of quoted messages left out" in notice for notice in reading.notices)


def test_signature_is_cut_and_listed(tmp_path: Path) -> None:
    article = one(tmp_path, mail(f"{BODY}\n-- \nPress office of Oldport\nTelephone 1234\n"))
    assert "Telephone" not in article.text
    assert [(cut.kind, "Telephone" in cut.text) for cut in article.cut] == [("signature", True)]


@pytest.mark.parametrize("mark", ["---------- Forwarded message ---------", "Begin forwarded message:"])
def test_message_that_is_only_passed_on_is_read(tmp_path: Path, mark: str) -> None:
    head = "From: Press <press@oldport.example>\nDate: Tue, 4 Mar 2031\nSubject: Quay closed\nTo: desk@post.example\n"
    article = one(tmp_path, mail(f"FYI\n\n{mark}\n{head}\n{BODY}"))
    assert body_of(article) == BODY.strip()
    assert "FYI" in article.cut[0].text


def test_attachments_are_sources_of_their_own(tmp_path: Path) -> None:
    message = mail()
    for name in ("parts.docx", "scan.pdf"):
        content = (HERE / name).read_bytes()
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.add_attachment("Two ferry lines use the western quay.\n", filename="../notes.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    reading = read(tmp_path, message)
    assert [article.id for article in reading.articles] == ["mail", "mail-parts", "mail-notes"]
    assert reading.articles[1].title == "Ferry Fire Off Oldport Leaves Forty Missing"
    assert reading.articles[1].origin == f"{tmp_path / 'mail.eml'}, attachment parts.docx"
    assert [failure.item for failure in reading.failures] == [f"{tmp_path / 'mail.eml'}, attachment scan.pdf"]
    assert f"{tmp_path / 'mail.eml'}: 1 image in it not read" in reading.notices


def test_mail_with_nothing_but_an_attachment(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "Draft", "a@example.com", "<2@example.com>"
    message.add_attachment((HERE / "parts.docx").read_bytes(), maintype="application", subtype="x", filename="d.docx")
    assert [article.id for article in read(tmp_path, message).articles] == ["mail-d"]


def test_enclosed_mail_and_attachments_of_one_name(tmp_path: Path) -> None:
    message = mail()
    inner = mail(EARLIER, subject="Before noon")
    message.add_attachment(inner)
    message.add_attachment("The first note is this one.\n", filename="note.txt")
    message.add_attachment("The second note is that one.\n", filename="note.txt")
    ids = [article.id for article in read(tmp_path, message).articles]
    assert ids == ["mail", "mail-Before-noon", "mail-note", "mail-note-2"]


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    message = mail(subject="0")
    for number in range(1, 7):
        outer = mail(f"{BODY}{number}", subject=str(number))
        outer.add_attachment(message)
        message = outer
    reading = read(tmp_path, message)
    assert len(reading.articles) == 4
    assert "lies too deep in other files" in reading.failures[0].reason


def test_encrypted_mail_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    parts = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    kind = 'multipart/encrypted; boundary="b"'
    path.write_text(
        f"Message-ID: <1@a>\nFrom: a@a\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{parts}", encoding="utf-8"
    )
    with pytest.raises(InputError, match="is encrypted"):
        read_articles([path], max_bytes=10_000)


def test_metadata_of_an_attachment_in_the_story_file(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment("Two ferry lines use the western quay.\n", filename="notes.txt")
    (tmp_path / "story.toml").write_text('[articles.mail-notes]\noutlet = "Post"\n', encoding="utf-8")
    reading = read(tmp_path, message)
    assert reading.articles[1].outlet == "Post"
    assert not reading.notices
