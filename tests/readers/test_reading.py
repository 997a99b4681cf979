"""Paths → articles: what is read, what is told, what is refused."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.readers import Reading, read_articles

BODY = "The president confirmed the call on Wednesday. He gave no details.\n"


def read(*paths: Path, max_bytes: int = 100_000) -> Reading:
    return read_articles(paths, max_bytes=max_bytes)


def written(path: Path, content: str | bytes = BODY) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(*paths: Path, max_bytes: int = 100_000) -> str:
    with pytest.raises(InputError) as caught:
        read(*paths, max_bytes=max_bytes)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_plain_text_is_the_file_to_the_character(tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", f"\n  A Title \r\n\r\n{BODY}  \n\n")
    article = read(file).articles[0]
    assert article.text == f"\n  A Title \n\n{BODY}  \n\n"
    assert [article.sentence_text(number) for number in (1, 2)] == ["A Title", BODY[: BODY.index(".") + 1]]


def test_metadata_of_front_matter(tmp_path: Path) -> None:
    front = (
        "---\nid: call_1\ntitle: Stated\noutlet: Post\npublished: 2025-12-04T09:40:00Z\nlanguage: en\n"
        "url: https://example.com/a\nstatus: embargoed until 2025-12-05T06:00:00Z\nversion: 2\nnote: Call first\n---\n"
    )
    article = read(written(tmp_path / "a.md", f"{front}# Printed\n\n{BODY}")).articles[0]
    assert (article.id, article.title, article.outlet, article.language) == ("call_1", "Stated", "Post", "en")
    assert article.url == "https://example.com/a"
    assert article.published.known == "stated"
    assert article.published.earliest == datetime(2025, 12, 4, 9, 40, tzinfo=UTC)
    assert article.status.kind == "embargoed"
    assert article.status.until == datetime(2025, 12, 5, 6, tzinfo=UTC)
    assert (article.status.version, article.status.note) == ("2", "Call first")


def test_title_that_only_front_matter_has_becomes_the_first_line(tmp_path: Path) -> None:
    article = read(written(tmp_path / "a.txt", f"---\ntitle: Stated\n---\n{BODY}")).articles[0]
    assert article.text == f"Stated\n\n{BODY}"
    assert [sentence.role for sentence in article.sentences] == ["title", "body", "body"]


def test_title_that_is_printed_stays_the_only_one(tmp_path: Path) -> None:
    text = f"Stated\n\n{BODY}"
    assert read(written(tmp_path / "a.txt", f"---\ntitle: Stated\n---\n{text}")).articles[0].text == text


def test_metadata_of_the_story_file_and_front_matter_over_it(tmp_path: Path) -> None:
    written(tmp_path / "story.toml", 'title = "S"\nmodel = "m"\n[articles.a]\noutlet = "Old"\npublished = 2025-12-04\n')
    reading = read(written(tmp_path / "a.txt", f"---\noutlet: New\n---\n{BODY}"))
    assert (reading.title, reading.model) == ("S", "m")
    assert reading.articles[0].outlet == "New"
    assert reading.articles[0].published.latest == datetime(2025, 12, 4, 23, 59, 59, 999999)  # noqa: DTZ001 - naive


def test_entry_without_a_file_is_a_notice(tmp_path: Path) -> None:
    written(tmp_path / "story.toml", '[articles.gone]\noutlet = "X"\n')
    (notice,) = read(written(tmp_path / "a.txt")).notices
    assert "[articles.gone] fits no file" in notice


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("a.txt", "a"), ("two words.txt", "two-words"), ("2025.12.04 #3: x.md", "2025-12-04-3-x"), ("…", "article")],
)
def test_id_is_made_of_the_stem(tmp_path: Path, name: str, identifier: str) -> None:
    assert read(written(tmp_path / name)).articles[0].id == identifier


@pytest.mark.parametrize(
    ("content", "title"),
    [(f"A Title\n\n{BODY}", "A Title"), (BODY, None), (f"# War? A Call\n\n{BODY}", "# War? A Call")],
)
def test_printed_title(tmp_path: Path, content: str, title: str | None) -> None:
    assert read(written(tmp_path / "a.txt", content)).articles[0].title == title


def test_folder_is_read_by_name_and_not_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c", "README.md", ".hidden.txt", "data.csv", ".env"):
        written(tmp_path / name, f"{name} {BODY}")
    (tmp_path / "below").mkdir()
    written(tmp_path / "below" / "d.txt")
    assert [article.id for article in read(tmp_path).articles] == ["a", "b", "c"]


def test_a_file_called_like_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "-")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", None)
    assert [article.origin for article in read(Path()).articles] == ["-"]


def test_other_formats_in_a_folder_are_named(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    written(tmp_path / "b.rtf", b"{\\rtf1")
    (notice,) = read(tmp_path).notices
    assert "b.rtf" in notice


def test_link_out_of_the_folder_is_left_out(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "A secret. It is one.")
    folder = tmp_path / "story"
    folder.mkdir()
    written(folder / "a.txt")
    (folder / "b.txt").symlink_to(secret)
    reading = read(folder)
    assert [article.id for article in reading.articles] == ["a"]
    assert "points out of its folder" in reading.notices[0]


def test_same_path_twice_is_read_once(tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt")
    reading = read(file, tmp_path / "." / "a.txt", tmp_path)
    assert len(reading.articles) == 1
    assert all("read once" in notice for notice in reading.notices)
    assert len(reading.notices) == 2


def test_same_content_twice_is_read_once(tmp_path: Path) -> None:
    reading = read(written(tmp_path / "a.txt"), written(tmp_path / "b.txt", BODY.replace("\n", "\r\n")))
    assert [article.id for article in reading.articles] == ["a"]
    assert "has the same content as" in reading.notices[0]


def test_same_content_of_two_outlets_is_two_articles(tmp_path: Path) -> None:
    written(tmp_path / "story.toml", '[articles.a]\noutlet = "One"\n[articles.b]\noutlet = "Two"\n')
    reading = read(written(tmp_path / "a.txt"), written(tmp_path / "b.txt"))
    assert [article.outlet for article in reading.articles] == ["One", "Two"]


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 200_000])
def test_a_file_is_read_to_its_last_byte(tmp_path: Path, size: int) -> None:
    file = written(tmp_path / "a.txt", (BODY * 4000)[:size])
    assert len(read(file, max_bytes=size).articles[0].text) == size
    assert f"has {size:,} bytes, more than the {size - 1:,} allowed" in refusal(file, max_bytes=size - 1)


def test_guessed_encoding_is_a_notice(tmp_path: Path) -> None:
    reading = read(written(tmp_path / "a.txt", "El señor Núñez habló. Nada más.".encode("cp1252")))
    assert "read as Windows-1252, which is a guess" in reading.notices[0]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    reading = read(written(tmp_path / "bad.txt", b"%PDF-1"), tmp_path / "none.txt", written(tmp_path / "a.txt"))
    assert [article.id for article in reading.articles] == ["a"]
    assert {(failure.step, failure.item) for failure in reading.failures} == {
        ("read", str(tmp_path / "bad.txt")),
        ("read", str(tmp_path / "none.txt")),
    }


def test_where_nothing_can_be_read_each_file_is_named(tmp_path: Path) -> None:
    for name, blank in (("one.txt", ""), ("three.txt", " "), ("two.txt", "\n\n")):
        (tmp_path / name).write_text(blank)
    with pytest.raises(InputError) as refused:
        read_articles([tmp_path], max_bytes=1_000)
    one, three, two = (tmp_path / name for name in ("one.txt", "three.txt", "two.txt"))
    assert str(refused.value).startswith(f"{one}: holds no text")
    assert str(refused.value).endswith(f"; not read either: {three}, {two}")


def test_repeated_id_is_refused_naming_both(tmp_path: Path) -> None:
    message = refusal(written(tmp_path / "a.txt", "One. Text."), written(tmp_path / "a.md", "Another. Text."))
    assert all(part in message for part in ("a.txt", "a.md", 'the id "a"', "give one"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "holds no text"),
        (" \n\u00a0\n", "holds no text"),
        ("---\ntitle: x\n---\n\n", "holds no text"),
        ("---\ntitle: x\n---\nAdvertisement\n", "holds only lines of page furniture"),
        ("Advertisement\n\nSubscribe to our newsletter\n", "holds only lines of page furniture"),
        (b"abc\x00", "is binary"),
        ("---\nid: a b\n---\nText.", 'id "a b" cannot be used'),
        ("---\nid: a#1\n---\nText.", 'id "a#1" cannot be used'),
        ("---\npublished: soon\n---\nText.", 'published "soon" is no date'),
        ("---\nstatus: maybe\n---\nText.", 'status "maybe" is none of'),
        ("---\nstatus: embargoed until dawn\n---\nText.", 'embargoed until "dawn" is no date'),
        ("---\nurl: javascript:alert(1)\n---\nText.", "is no web address"),
        ("---\nlanguage: English!\n---\nText.", "is no code"),
        ("---\nauthor: me\n---\nText.", 'unknown key "author"'),
    ],
)
def test_refused_content(tmp_path: Path, content: str | bytes, reason: str) -> None:
    message = refusal(written(tmp_path / "a.txt", content))
    assert message.startswith(str(tmp_path / "a.txt"))
    assert reason in message


def test_too_large_says_the_size_and_the_option(tmp_path: Path) -> None:
    message = refusal(written(tmp_path / "a.txt", "x" * 2000), max_bytes=1000)
    assert "2,000 bytes" in message
    assert "--max-article" in message


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.txt")


@pytest.mark.parametrize("name", ["a\0b.txt", "a" * 300, "a\nb.txt"])
def test_path_that_cannot_be(tmp_path: Path, name: str) -> None:
    assert "check the" in refusal(tmp_path / name)


def test_name_that_no_text_can_hold(tmp_path: Path) -> None:
    article = read(written(tmp_path / os.fsdecode(b"a\xff.txt"))).articles[0]
    assert article.id == "a"
    assert article.origin.isprintable()


def test_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is not a file" in refusal(tmp_path / "pipe.txt")


def test_unread_format(tmp_path: Path) -> None:
    assert "files of this kind are not read" in refusal(written(tmp_path / "a.rtf"))


def test_folder_without_articles(tmp_path: Path) -> None:
    assert "has no article" in refusal(tmp_path)


def test_no_paths() -> None:
    assert "no article was named" in refusal()


def test_file_without_permission(tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert "check its permissions" in refusal(file)


def test_wrong_story_file_stops_the_reading(tmp_path: Path) -> None:
    written(tmp_path / "story.toml", "titel = 1")
    assert "story.toml" in refusal(written(tmp_path / "a.txt"))


def test_env_file_beside_the_articles_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / ".env", "CHECKER_MODEL=evil\n")
    monkeypatch.delenv("CHECKER_MODEL", raising=False)
    reading = read(written(tmp_path / "a.txt"))
    assert (reading.model, os.environ.get("CHECKER_MODEL")) == (None, None)


def test_articles_and_failures_of_all_kinds_stay_in_order(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><article><h1>Talks End Here</h1><p>{BODY} And more.</p></article></body></html>"
    for name, content in {
        "a.txt": BODY,
        "b.txt": "Advertisement\n",
        "c.html": page,
        "d.txt": "\x00",
        "e.md": f"Other. {BODY}",
        "f.txt": BODY,
    }.items():
        written(tmp_path / name, content)
    reading = read(tmp_path)
    assert [article.id for article in reading.articles] == ["a", "c", "e"]
    assert [Path(failure.item).name for failure in reading.failures] == ["b.txt", "d.txt"]
    assert [notice.endswith("a.txt; read once") for notice in reading.notices] == [True]
