"""How long reading documents takes, next to the bare call of the library underneath on the same files.

Printed by `python -m benchmarks` in the checkout, where the extra [docs] is installed. The bare call ends with text:
for a web page trafilatura's extraction; for .docx python-docx, which reads the same XML, where it is installed, and
lxml parsing and joining the text of every paragraph; for .odt the same of lxml; for PDF pypdfium2's text of every
page; for e-mail and ninjs the standard library. What comes after that, sentences, roles and the article, is the same
for every format and measured in `reading.py`; so the other side of the ratio is the bare call, and then reading its
text as a plain file. The two are timed in turns, and the median of the turns' ratios is given.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from benchmarks.reading import LARGEST, invented_article
from checker.readers import read_articles

TURNS = 61
ARTICLES = 10
PARAGRAPHS = 60
MADE = Path(__file__).parents[1] / "tests" / "readers" / "documents" / "story"

Extract = Callable[[bytes], str]


def ratios() -> dict[str, float]:
    """Return for each format how many times as long reading takes as the library and its text."""
    found = {}
    texts = [invented_article(seed, PARAGRAPHS) for seed in range(ARTICLES)]
    pages = [_page(text).encode() for text in texts]
    made = {
        suffix: [path.read_bytes() for path in sorted(MADE.glob(f"*.{suffix}"))] for suffix in ("docx", "odt", "pdf")
    }
    rows: list[tuple[str, str, list[bytes], Extract]] = [
        ("saved pages, of trafilatura", ".html", pages, _by_trafilatura),
        (".docx, of lxml alone", ".docx", made["docx"], _docx_by_lxml),
        (".odt, of lxml alone", ".odt", made["odt"], _odt_by_lxml),
        (".pdf, of pypdfium2", ".pdf", made["pdf"], _by_pdfium),
        ("e-mails, of the standard library", ".eml", [_mail(text) for text in texts], _by_email),
        ("ninjs, of the standard library", ".json", [_item(text) for text in texts], _by_json),
    ]
    try:
        import docx as _  # type: ignore[import-untyped]  # noqa: F401
    except ModuleNotFoundError:
        pass
    else:
        rows.insert(1, (".docx, of python-docx", ".docx", made["docx"], _by_python_docx))
    for name, suffix, files, extract in rows:
        found[name] = _ratio(suffix, files, extract)
    return found


def _ratio(suffix: str, files: list[bytes], extract: Extract) -> float:
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(files):
            (Path(folder) / f"{number:03}{suffix}").write_bytes(content)
        paths = sorted(Path(folder).iterdir())
        plain = [path.with_suffix(".txt") for path in paths]
        for path, text in zip(paths, plain, strict=True):
            text.write_text(extract(path.read_bytes()), encoding="utf-8")
        turns = []
        for turn in range(TURNS + 1):
            began = time.perf_counter()
            for path in paths:
                extract(path.read_bytes())
            read_articles(plain, max_bytes=LARGEST)
            between = time.perf_counter()
            read_articles(paths, max_bytes=LARGEST)
            if turn:  # the first imports the libraries
                turns.append((time.perf_counter() - between) / (between - began))
    return statistics.median(turns)


def _page(text: str) -> str:
    """Return an article as a page with a menu, related stories and a footer."""
    title, byline, *lines = text.strip().split("\n\n")
    body = "".join(
        f"<h2>{line}</h2>" if line.startswith("What the") else f"<p>{html.escape(line)}</p>" for line in lines
    )
    menu = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(30))
    related = "".join(f"<li><a href='/r{number}'>Another story of {number} ships</a></li>" for number in range(20))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | Post</title></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1><p class='byline'>{byline}</p>"
        f"{body}</article></main><aside><h3>More</h3><ul>{related}</ul></aside>"
        "<footer><p>© Post</p></footer></body></html>"
    )


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.com", "A draft", "<1@example.com>"
    message.set_content(text)
    return message.as_bytes()


def _item(text: str) -> bytes:
    title, _, *lines = text.strip().split("\n\n")
    return json.dumps({"uri": title, "type": "text", "headline": title, "body_text": "\n".join(lines)}).encode()


def _by_trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, favor_recall=True, include_comments=False) or ""


def _by_python_docx(data: bytes) -> str:
    import docx

    return "\n\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _docx_by_lxml(data: bytes) -> str:
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    return _by_lxml(data, ("word/document.xml", "word/styles.xml"), tag)


def _odt_by_lxml(data: bytes) -> str:
    tag = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
    return _by_lxml(data, ("content.xml", "styles.xml"), tag)


def _by_lxml(data: bytes, parts: tuple[str, ...], tag: str) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root, *_ = [etree.fromstring(package.read(part)) for part in parts]
    return "\n\n".join("".join(paragraph.itertext()) for paragraph in root.iter(tag))


def _by_pdfium(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    text = "\n\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def _by_email(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    return body.get_content() if body is not None else ""


def _by_json(data: bytes) -> str:
    return str(json.loads(data)["body_text"])
