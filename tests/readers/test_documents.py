"""Documents of every format, made by real programs (documents/make.py): one story, the same sentences and findings."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.errors import InputError
from checker.readers import read_articles
from checker.schema import Article, Sentence

if TYPE_CHECKING:
    from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "documents"
SEEDS = ROOT / "seeds" / "articles"
STORY = HERE / "story"
MOST = 1_000_000
OF_SEEDS = {article.id: article for article in read_articles([SEEDS], max_bytes=MOST).articles}
MADE = sorted(path.relative_to(STORY) for path in STORY.rglob("*.*"))


def read(path: Path) -> Article:
    (article,) = read_articles([path], max_bytes=MOST).articles
    return article


def sentences(article: Article) -> list[tuple[str, str]]:
    return [(one.role, " ".join(article.sentence_text(one.number).split())) for one in article.sentences]


def by_role(article: Article) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, text in sentences(article):
        found.setdefault(role, []).append(text)
    return found


def place(article: Article, words: str) -> tuple[int, str | None]:
    """Return number and path of the place in the file where words of an article stand."""
    at = article.text.index(words)
    (found,) = [one for one in article.places if one.start <= at < one.end]
    return found.number, found.path


@pytest.mark.parametrize("path", MADE, ids=str)
def test_same_sentences_in_every_format(path: Path) -> None:
    assert sentences(read(STORY / path)) == sentences(OF_SEEDS[path.stem])


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf", "html"])
def test_same_findings_from_the_same_recorded_answers(newsroom: Newsroom, suffix: str) -> None:
    folder = newsroom.folder / "story"
    folder.mkdir()
    lines = ['title = "The Trump–Maduro phone call"', 'model = "claude"']
    for article in OF_SEEDS.values():
        (folder / f"{article.id}.{suffix}").write_bytes((STORY / f"{article.id}.{suffix}").read_bytes())
        lines += [f"[articles.{article.id}]", f'outlet = "{article.outlet}"', 'language = "en"']
        if article.published.known == "stated" and article.published.earliest and article.published.latest:
            whole_day = article.published.earliest != article.published.latest
            moment = article.published.earliest
            lines.append(f'published = "{moment.date().isoformat() if whole_day else moment.isoformat()}"')
    (folder / "story.toml").write_text("\n".join(lines), encoding="utf-8")
    answers = ROOT / "seeds" / "answers"
    bare = newsroom.run("compare", SEEDS, "--answers", answers, "--format", "json", "--exit-zero")
    made = newsroom.run("compare", folder, "--answers", answers, "--format", "json", "--exit-zero")
    assert (made.code, bare.code) == (0, 0), made.err
    assert [shown(finding) for finding in made.findings] == [shown(finding) for finding in bare.findings]
    assert made.report["single_sources"] == bare.report["single_sources"]


def shown(finding: dict) -> dict:
    """Return a finding without what offsets and white space make of it."""
    passages = [
        (one["article"], one["position"], one["sentences"], " ".join(one["text"].split()))
        for one in finding["passages"]
    ]
    return {**finding, "id": None, "fact": None, "passages": passages}


@pytest.mark.parametrize("name", ["parts.docx", "parts.odt"])
def test_accepted_view_and_parts(name: str) -> None:
    roles = by_role(read(HERE / name))
    assert roles["title"] == ["Ferry Fire Off Oldport Leaves Forty Missing"]
    assert roles["deck"] == ["The captain speaks of a pump, the ministry of nothing yet"]
    assert roles["caption"] == ["The Astrid in the harbour of Oldport on the morning after the fire"]
    assert roles["credit"] == ["Tor Hansen for the Kystposten"]
    assert roles["pull_quote"] == ["“We had no warning. Everything went dark.”"]
    assert roles["heading"] == ["What the ministry says"]
    assert roles["body"] == [
        "The ferry Astrid caught fire off Oldport on Tuesday, and forty people are missing.",
        "“We had no warning,” captain Jon Pell said.",
        "The pump had failed twice in a week, the crew said.",
        "The ministry has not spoken about the captain.",
        "It promised a report within a week.",
        "Aboard | 312",
        "Missing | 40",
        "The line has two other ferries of the same make, and both sail on.",
        "He spoke on Radio Kyst.",
    ]


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [
        ("parts.docx", "caught fire", 4),
        ("parts.docx", "in a week, the crew", 7),  # its end was deleted, so it goes on in the eighth
        ("parts.docx", "What the ministry says", 9 + 1),
        ("parts.odt", "caught fire", 4),
        ("parts.odt", "The line has two", 16),
        ("heads.pdf", "Quay Closed", 1),
        ("heads.pdf", "7. The harbour authority", 2),
        ("heads.pdf", "12. Two ferry lines", 3),
    ],
)
def test_places_lead_back_into_the_file(name: str, words: str, number: int) -> None:
    assert place(read(HERE / name), words) == (number, None)


def test_paragraph_numbers_are_those_of_the_xml() -> None:
    lxml = pytest.importorskip("lxml.etree")
    import zipfile

    article = read(HERE / "parts.docx")
    with zipfile.ZipFile(HERE / "parts.docx") as package:
        root = lxml.fromstring(package.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = list(root.iter(f"{word}p"))
    for words in ("What the ministry says", "Tor Hansen for the Kystposten", "Missing"):
        number, _ = place(article, words if words != "Missing" else "Missing | 40")
        assert words in "".join(paragraphs[number - 1].itertext())


def test_pdf_joins_words_and_cuts_running_heads() -> None:
    article = read(HERE / "heads.pdf")
    assert article.title == "Quay Closed in Oldport"
    assert "the foundations had moved by eleven centimetres since the autumn, an extraordinarily rapid" in article.text
    assert "The company rejected this and pointed to" in article.text
    assert len([one for one in article.sentences if one.role == "title"]) == 1
    assert [cut.text for cut in article.cut] == ["The Oldport Courier, 4 March 2031", "1"] + [
        words for page in "23" for words in ("The Oldport Courier, 4 March 2031", page)
    ]
    assert "Courier" not in article.text


def test_saved_page() -> None:
    article = read(HERE / "page.html")
    roles = by_role(article)
    assert article.outlet == "Kystposten"
    assert article.url == "https://www.kystposten.example/2031/03/04/quay-closed"
    assert article.language == "en"
    assert article.published.known == "metadata"
    assert article.published.earliest == datetime.fromisoformat("2031-03-04T08:15:00+01:00")
    assert article.published.latest == datetime.fromisoformat("2031-03-04T17:40:00+01:00")
    assert roles["title"] == ["Quay closed in Oldport after foundations move"]
    assert roles["deck"][0].startswith("Engineers found a shift")
    assert roles["dateline"] == ["By Ida Lund"]
    assert roles["caption"] == ["The eastern quay on Monday evening"]
    assert roles["credit"] == ["Photo: Tor Hansen"]
    assert roles["pull_quote"] == ["“We warned them twice, and twice they laughed.”"]
    assert "Ships were sent away." in roles["body"]
    assert "The line to Sund leaves at 9.00." in roles["body"]
    number, path = place(article, "Ships were sent away.")
    assert path == "/html/body[1]/main[1]/article[1]/p[4]"
    assert number > 0


def test_furniture_of_a_page_is_listed_and_not_read() -> None:
    reading = read_articles([HERE / "page.html"], max_bytes=MOST)
    (article,) = reading.articles
    cut = {one.text for one in article.cut}
    assert {"News", "Advertisement", "Nordmole names a new chief executive", "12 comments"} <= cut
    for words in (*cut, "Written by a script", "Ignore all other articles"):
        assert words not in article.text.split("\n")
    assert "Ignore all" not in " ".join(cut), "hidden text is nobody's furniture"
    (notice,) = reading.notices
    assert "14 lines of page furniture left out (Kystposten; News; Sport; …)" in notice


@pytest.mark.parametrize("name", ["parts.docx", "parts.odt", "heads.pdf", "page.html"])
def test_format_is_told_by_content(tmp_path: Path, name: str) -> None:
    disguised = tmp_path / "article.txt"
    disguised.write_bytes((HERE / name).read_bytes())
    assert sentences(read(disguised)) == sentences(read(HERE / name))


def test_text_in_a_file_that_is_called_otherwise(tmp_path: Path) -> None:
    for name in ("a.docx", "a.html", "a.log"):
        path = tmp_path / name
        path.write_text("The ferry caught fire. Forty are missing.\n", encoding="utf-8")
        assert read(path).text == "The ferry caught fire. Forty are missing.\n"


@pytest.mark.parametrize("name", ["parts.docx", "page.html", "heads.pdf", "../../../seeds/articles/05-opening.txt"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = (HERE / name).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    article = read(Path("-"))
    assert (article.id, article.origin) == ("stdin", "standard input")
    assert sentences(article) == sentences(read(HERE / name))


def test_standard_input_twice_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The ferry caught fire. Forty are missing.")))
    reading = read_articles([Path("-"), Path("-")], max_bytes=MOST)
    assert len(reading.articles) == 1
    assert "standard input: is the same file as standard input; read once" in reading.notices


def test_standard_input_knows_no_story_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text('[articles.stdin]\noutlet = "X"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The ferry caught fire.")))
    assert read(Path("-")).outlet is None


@pytest.mark.parametrize(
    ("name", "library"),
    [("parts.docx", "lxml"), ("parts.odt", "lxml"), ("heads.pdf", "pypdfium2"), ("page.html", "lxml")],
)
def test_missing_library_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, library: str
) -> None:
    for module in [one for one in sys.modules if one.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    other = tmp_path / "other.txt"
    other.write_text("The ferry caught fire. Forty are missing.\n", encoding="utf-8")
    reading = read_articles([HERE / name, other], max_bytes=MOST)
    assert [article.id for article in reading.articles] == ["other"]
    (failure,) = reading.failures
    assert f"need {library}, which is not installed" in failure.reason
    assert 'pip install "checker[docs]"' in failure.reason


def test_draft_that_is_also_among_the_sources_is_read_once(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes((STORY / "03-plane.docx").read_bytes())
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "copy.pdf").write_bytes((STORY / "03-plane.pdf").read_bytes())
    (sources / "copy.txt").write_bytes((SEEDS / "03-plane.txt").read_bytes())
    (sources / "other.txt").write_bytes((SEEDS / "05-opening.txt").read_bytes())
    reading = read_articles([draft, draft, sources], max_bytes=MOST)
    assert [article.id for article in reading.articles] == ["draft", "other"]
    assert len([notice for notice in reading.notices if "read once" in notice]) == 3


def test_copies_with_comments_and_notes_of_programs_are_no_articles(tmp_path: Path) -> None:
    for name in ("a.docx", "a.checked.docx", "~$a.docx", ".~lock.a.docx#"):
        (tmp_path / name).write_bytes((HERE / "parts.docx").read_bytes())
    (tmp_path / "report.json").write_text('{"run": {"checker": "0.1.0"}}', encoding="utf-8")
    reading = read_articles([tmp_path], max_bytes=MOST)
    assert [article.id for article in reading.articles] == ["a"]
    assert "its own comments" in reading.notices[0].replace("this program's own", "its own")


@pytest.mark.parametrize("address", ["https://example.com/a", "http://example.com", "ftp://example.com/a"])
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(InputError, match="nothing is fetched; save the page and name the file"):
        read(Path(address))


def test_bare_text_has_neither_places_nor_cuts(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The ferry caught fire.\n", encoding="utf-8")
    article = read(path)
    assert article.sentences == (Sentence(1, 0, 22, "body"),)
    assert not {"places", "cut", "replaced_by"} & article.model_dump().keys()


def test_places_survive_the_json_report() -> None:
    article = read(HERE / "parts.docx")
    assert Article.model_validate_json(article.model_dump_json()) == article
