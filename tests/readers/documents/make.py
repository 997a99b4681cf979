"""How the files in this folder were made: `python -m tests.readers.documents.make`, in a checkout on Debian 12.

It takes pandoc, libreoffice-writer-nogui, hyphen-en-us, qpdf, and msoffcrypto-tool from PyPI. The files are committed,
so that tests need none of these.

    story/      the sample story of seeds/ in every format: .docx by pandoc, .odt, .pdf and .html by LibreOffice,
                and one of its articles by the other of the two programs
    parts.*     by LibreOffice from parts.fodt, which is written by hand: deck, caption, credit line, pull quote, table,
                footnote, tracked changes, hidden text and a comment
    locked.*    the same with a password, by msoffcrypto-tool and qpdf
    scan.pdf    pages that are pictures, by LibreOffice
    heads.pdf   a running head and page numbers on three pages, by LibreOffice
"""

from __future__ import annotations

import html
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from checker.readers import read_articles
from checker.schema import Article

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "seeds" / "articles"
OTHER = "03-plane"
_TAGS = {"title": "h1", "heading": "h2"}


def page(article: Article) -> str:
    """Return an article as bare HTML, an element for each of its lines."""
    rows: list[tuple[str, str]] = []
    end = 0
    for sentence in article.sentences:
        tag = _TAGS.get(sentence.role, "p")
        text = html.escape(article.text[sentence.start : sentence.end], quote=False)
        if rows and "\n" not in article.text[end : sentence.start]:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {text}")
        else:
            rows.append((tag, text))
        end = sentence.end
    body = "\n".join(f"<{tag}>{text}</{tag}>" for tag, text in rows)
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>\n"


def office(source: Path, to: str, folder: Path, infilter: str = "") -> Path:
    """Convert a file with LibreOffice."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}"]
        command += [f"--infilter={infilter}"] if infilter else []
        subprocess.run([*command, "--convert-to", to, "--outdir", str(folder), str(source)], check=True)
    return folder / f"{source.stem}.{to.split(':', maxsplit=1)[0]}"


def story(work: Path) -> None:
    """Make the sample story in every format."""
    folder = HERE / "story"
    folder.mkdir(exist_ok=True)
    for article in read_articles([SEEDS], max_bytes=1_000_000).articles:
        source = work / f"{article.id}.html"
        source.write_text(page(article), encoding="utf-8")
        subprocess.run(["pandoc", "-f", "html", str(source), "-o", str(folder / f"{article.id}.docx")], check=True)
        odt = office(source, "odt:writer8", work, "HTML (StarWriter)")
        (folder / odt.name).write_bytes(odt.read_bytes())
        office(odt, "pdf:writer_pdf_Export", folder)
        office(odt, "html:HTML (StarWriter)", folder)
        if article.id == OTHER:
            other = folder / "other"
            other.mkdir(exist_ok=True)
            office(odt, "docx:MS Word 2007 XML", other)
            for suffix in ("odt", "html"):
                command = ["pandoc", "-s", "-f", "html", "-M", "pagetitle=.", str(source)]
                subprocess.run([*command, "-o", str(other / f"{article.id}.{suffix}")], check=True)


def parts() -> None:
    """Make the document of many parts, and the same with a password."""
    source = HERE / "parts.fodt"
    odt = office(source, "odt:writer8", HERE)
    for to in ("docx:MS Word 2007 XML", "html:HTML (StarWriter)", "pdf:writer_pdf_Export"):
        office(odt, to, HERE)
    docx, pdf = HERE / "parts.docx", HERE / "parts.pdf"
    subprocess.run(["msoffcrypto-tool", "-e", "-p", "secret", str(docx), str(HERE / "locked.docx")], check=True)
    locked = ["--encrypt", "secret", "secret", "256", "--"]
    subprocess.run(["qpdf", *locked, str(pdf), str(HERE / "locked.pdf")], check=True)


def pdfs(work: Path) -> None:
    """Make a PDF of pictures, and one with running heads and words that are cut at line ends."""
    picture = struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(range(60, 100)) for _ in range(40))
    chunks = [(b"IHDR", picture), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    (work / "scan.png").write_bytes(png)
    (work / "scan.html").write_text('<p><img src="scan.png" width="300" height="300"></p>', encoding="utf-8")
    odt = office(work / "scan.html", "odt:writer8", work, "HTML (StarWriter)")
    office(odt, "pdf:writer_pdf_Export", HERE)
    office(HERE / "heads.fodt", "pdf:writer_pdf_Export", HERE)


def main() -> None:
    """Make every file anew."""
    with tempfile.TemporaryDirectory() as work:
        story(Path(work))
        parts()
        pdfs(Path(work))


if __name__ == "__main__":
    sys.exit(main())
