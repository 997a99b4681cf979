"""Comments in a copy of a Word file: on the exact words, and nothing else of the file changed.

The files were written by pandoc and by LibreOffice, from one text with formatting inside words' sentences, a link, an
insertion, a deletion, a table and a footnote.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from checker.errors import InputError
from checker.reports.annotated_docx import MOST_COMMENTS, annotate_docx
from checker.reports.word_text import W, WordText
from checker.schema import Article, Finding, Keys, Place, Report, Status
from tests.reports.stories import article, orlund, problem, shown

FILES = Path(__file__).parent / "files"
NAMES = ("pandoc.docx", "writer.docx")
DOCUMENT = "word/document.xml"
COMMENT_PARTS = {"word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", DOCUMENT}

DRAFT = article(
    "draft",
    ("title", "Dam at Orlund holds, mayor says"),
    "Former mayor Tilda Brack said the dam had held through the night. Norrvatn confirmed on Thursday that the second "
    "gate had been open since Monday.",
    "Some 1,400 people left the lower town, the county said. Stagg, who keeps sheep below the dam, said only: "
    '"Nobody rang us."',
    "It held. It held. Nicolás Ødegård-Brack, the county's engineer, was not there.",
    "A sentence about sheep below the dam that stands in no file of this kind.",
)
SOURCE = article("source", "Mayor Tilda Brack said on Tuesday that the dam was holding.")


def on(number: int, words: str | None = None, **fields: Any) -> Finding:
    """Return a finding on a sentence of the draft."""
    named = words or DRAFT.sentence_text(number)
    passages = (shown(DRAFT, 1, number, words=words), shown(SOURCE, 2, 1))
    return problem(fields.pop("level", "check"), f"What of {named}?", "Ring <them> & ask.", passages, **fields)


POINTS = {
    "over three runs": (on(2, "Former mayor Tilda Brack"), "Former mayor Tilda Brack"),
    "inside one run": (on(2, "held through"), "held through"),
    "an insertion and what follows": (on(3, "Thursday that the second"), "Thursday that the second"),
    "inside a link": (on(4, "1,400"), "1,400"),
    "around a link": (on(4, "Some 1,400 people left"), "Some 1,400 people left"),
    "a whole sentence": (on(1), "Dam at Orlund holds, mayor says"),
    "the second of two": (on(7), "It held."),
    "letters with marks": (on(8, "Nicolás Ødegård-Brack"), "Nicolás Ødegård-Brack"),
    "half of a word": (on(2, "ilda Br"), "ilda Br"),
}


def report_of(*findings: Finding, **fields: Any) -> Report:
    found = tuple(finding.model_copy(update={"id": f"d{at}"}) for at, finding in enumerate(findings))
    defaults = {"articles": (DRAFT, SOURCE), "findings": found, "facts": (), "claims": (), "cleared": ()}
    return orlund(**(defaults | fields))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def commented(data: bytes) -> list[str]:
    """Return the text that each comment hangs on, deletions left out, by the comments' numbers."""
    found: dict[int, str] = {}
    inside: list[int] = []
    for element in etree.fromstring(parts(data)[DOCUMENT]).iter():
        if element.tag == f"{W}commentRangeStart":
            inside.append(int(element.get(f"{W}id")))
            found[inside[-1]] = ""
        elif element.tag == f"{W}commentRangeEnd":
            inside.remove(int(element.get(f"{W}id")))
        elif element.tag == f"{W}t":
            for number in inside:
                found[number] += element.text or ""
    assert inside == []
    return [text for _, text in sorted(found.items())]


def joined(document: bytes) -> bytes:
    """Return the document in canonical form, without anchors of comments and with equal neighbouring runs as one."""
    root = etree.fromstring(document)
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for anchor in list(root.iter(f"{W}{tag}")):
            gone = anchor.getparent() if tag == "commentReference" else anchor
            gone.getparent().remove(gone)
    for run in list(root.iter(f"{W}r")):
        following = run.getnext()
        while following is not None and following.tag == f"{W}r" and _kind(following) == _kind(run):
            for child in list(following):
                if child.tag != f"{W}rPr":
                    run.append(child)
            following.getparent().remove(following)
            following = run.getnext()
        for text in list(run.iter(f"{W}t")):
            text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
            before = text.getprevious()
            if before is not None and before.tag == f"{W}t":
                before.text = (before.text or "") + (text.text or "")
                run.remove(text)
    return etree.tostring(root, method="c14n")


def _kind(run: Any) -> tuple[bytes, list[tuple[str, str]]]:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n"), sorted(run.attrib.items())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("point", POINTS)
def test_a_comment_hangs_on_the_exact_words(name: str, point: str) -> None:
    finding, words = POINTS[point]
    assert commented(annotate_docx(report_of(finding), DRAFT, (FILES / name).read_bytes())) == [words]


def test_the_second_of_two_equal_sentences_is_the_second_in_the_file() -> None:
    annotated = annotate_docx(report_of(on(7)), DRAFT, (FILES / "writer.docx").read_bytes())
    text = etree.tostring(etree.fromstring(parts(annotated)[DOCUMENT]), encoding="unicode")
    before = re.sub(r"<[^>]+>", "", text.split("commentRangeStart")[0])
    assert before.rstrip(" <w:").endswith("It held.")


@pytest.mark.parametrize("name", NAMES)
def test_without_anchors_the_document_is_as_it_was_and_other_parts_to_the_byte(name: str) -> None:
    original = (FILES / name).read_bytes()
    annotated = annotate_docx(report_of(*(finding for finding, _ in POINTS.values())), DRAFT, original)
    before, after = parts(original), parts(annotated)
    assert len(commented(annotated)) == len(POINTS)
    assert joined(after[DOCUMENT]) == joined(before[DOCUMENT])
    assert WordText(etree.fromstring(after[DOCUMENT])).text == WordText(etree.fromstring(before[DOCUMENT])).text
    assert {part for part in before if before[part] != after[part]} <= COMMENT_PARTS
    assert after.keys() - before.keys() <= {"word/comments.xml"}
    for tag in (b"<w:ins ", b"<w:del ", b"<w:delText"):
        assert after[DOCUMENT].count(tag) == before[DOCUMENT].count(tag) > 0


def test_spaces_at_a_cut_are_kept() -> None:
    annotated = annotate_docx(report_of(on(2, "held through")), DRAFT, (FILES / "writer.docx").read_bytes())
    for text in etree.fromstring(parts(annotated)[DOCUMENT]).iter(f"{W}t"):
        if text.text != text.text.strip():
            assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_the_comment_says_what_others_say_and_what_to_do() -> None:
    finding = on(2, "Former mayor Tilda Brack", level="fix")
    annotated = annotate_docx(report_of(finding), DRAFT, (FILES / "writer.docx").read_bytes())
    (comment,) = etree.fromstring(parts(annotated)["word/comments.xml"])
    lines = ["".join(paragraph.itertext()) for paragraph in comment]
    assert comment.get(f"{W}author") == "checker"
    assert lines[0] == "FIX 1: What of Former mayor Tilda Brack?"
    assert "source p1: Mayor Tilda Brack said on Tuesday that the dam was holding." in lines
    assert lines[-1] == "→ Ring <them> & ask."


def test_twelve_comments_at_most_the_gravest_first_and_no_notes() -> None:
    many = [*(on(2, level="note") for _ in range(3)), *(on(3) for _ in range(14)), on(4, level="fix")]
    annotated = annotate_docx(report_of(*many), DRAFT, (FILES / "writer.docx").read_bytes())
    comments = etree.fromstring(parts(annotated)["word/comments.xml"])
    heads = ["".join(comment[0].itertext()).split(":")[0] for comment in comments]
    assert heads == ["FIX 1", *(f"CHECK {at}" for at in range(2, MOST_COMMENTS + 1))]


def test_a_sentence_that_the_file_does_not_hold_is_commented_at_the_paragraph_most_like_it() -> None:
    (text,) = commented(annotate_docx(report_of(on(9)), DRAFT, (FILES / "writer.docx").read_bytes()))
    assert text.startswith("Some 1,400 people left")


def placed(first: int, last: int, number: int) -> Article:
    """Return the draft with the paragraph that these sentences were read from."""
    start, end = DRAFT.sentence(first).start, DRAFT.sentence(last).end
    return DRAFT.model_copy(update={"places": (Place(start=start, end=end, kind="paragraph", number=number),)})


def commented_of(draft: Article, finding: Finding) -> list[str]:
    report = report_of(finding, articles=(draft, SOURCE))
    return commented(annotate_docx(report, draft, (FILES / "writer.docx").read_bytes()))


def test_a_sentence_is_looked_for_from_the_paragraph_it_was_read_from() -> None:
    assert commented_of(placed(2, 3, number=2), on(2)) == [DRAFT.sentence_text(2)]
    # In a later paragraph the sentence does not stand, so the comment is at that paragraph.
    assert commented_of(placed(2, 3, number=3), on(2))[0].startswith("Some 1,400 people left")
    assert commented_of(placed(9, 9, number=1), on(9)) == [DRAFT.sentence_text(1)]


def test_a_hold_stands_at_the_top() -> None:
    killed = DRAFT.model_copy(update={"status": Status(kind="killed")})
    hold = problem("hold", "draft must not go out", "Don't use it.", (), code="hold-killed", verdict=None, keys=Keys())
    report = report_of(hold, articles=(killed, SOURCE))
    assert commented(annotate_docx(report, killed, (FILES / "writer.docx").read_bytes())) == [DRAFT.sentence_text(1)]


def test_a_file_with_comments_gets_more_of_them() -> None:
    once = annotate_docx(report_of(on(2)), DRAFT, (FILES / "writer.docx").read_bytes())
    twice = annotate_docx(report_of(on(4, "1,400")), DRAFT, once)
    assert commented(twice) == [DRAFT.sentence_text(2), "1,400"]
    assert [name for name in parts(twice) if "comments" in name] == ["word/comments.xml"]


def test_without_a_finding_on_it_the_copy_is_the_file() -> None:
    original = (FILES / "writer.docx").read_bytes()
    assert annotate_docx(report_of(), DRAFT, original) == original


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04nonsense", b"plain text"])
def test_what_is_no_word_file_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^draft\.md: is no Word file"):
        annotate_docx(report_of(on(2)), DRAFT, data)


@pytest.mark.once
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here (libreoffice-writer-nogui)")
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_shows_the_comments_where_they_belong(tmp_path: Path, name: str) -> None:
    file = tmp_path / "draft.checked.docx"
    report = report_of(*(finding for finding, _ in POINTS.values()))
    file.write_bytes(annotate_docx(report, DRAFT, (FILES / name).read_bytes()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    root = etree.parse(tmp_path / "draft.checked.fodt").getroot()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    said: dict[str, str] = {}
    inside: dict[str, str] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == f"{office}annotation" and event == "start":
            name_of = element.get(f"{office}name")
            said[name_of] = "".join(element.itertext())
            inside[name_of] = ""
        if any(True for _ in element.iterancestors(f"{office}annotation")) or "tracked-changes" in str(element.tag):
            continue
        text = element.tail if event == "end" else element.text if element.tag != f"{office}annotation" else None
        if element.tag == f"{office}annotation-end" and event == "start":
            inside[element.get(f"{office}name")] += "\0"
        inside = {one: held if held.endswith("\0") else held + (text or "") for one, held in inside.items()}
    # It shows what was deleted as well, struck through.
    told = {
        re.search(r"What of (.*)\?", comment)[1]: inside[name_of].strip("\0").replace("Friday", "")
        for name_of, comment in said.items()
    }
    assert told == {finding.headline.removeprefix("What of ")[:-1]: words for finding, words in POINTS.values()}
    assert root.find(f".//{office}change-info") is not None
