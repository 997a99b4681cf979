"""Which reports are written, where to, how wide, and whether in colour."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.cli.options import ClaimsFormat, Format
from checker.environment import wants_colour
from checker.errors import UsageError
from checker.schema import Article, Report

if TYPE_CHECKING:
    from checker.reports.file_lines import FileLines

ENDINGS: dict[Format, str] = {
    Format.TERMINAL: ".txt",
    Format.BRIEF: ".brief.txt",
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.JSON: ".json",
    Format.SARIF: ".sarif",
    Format.GITHUB: ".github.txt",
}
_TOLD_BY_ENDING = {".htm": Format.HTML, ".markdown": Format.MARKDOWN, ".sarif.json": Format.SARIF} | {
    ending: form for form, ending in ENDINGS.items()
}
_OTHER_DOCUMENTS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".csv", ".xml")
"""Endings by which nobody means the terminal's page."""


class Written(NamedTuple):
    """What is written where; None is standard output."""

    path: Path | None
    content: bytes


@dataclass(frozen=True)
class Outputs:
    """What a command writes of its report; `named` are the files, known before anything is asked."""

    named: tuple[Path, ...]
    of: Callable[[Report], Iterable[Written]]
    copies: Callable[[Sequence[Article], str | None], list[Path]] = lambda _, __: []
    """The copies of Word files among the articles that get comments; in a draft check that of the draft (its id) alone.

    Raises UsageError where there can be none."""


def outputs(forms: Sequence[Format], output: Path | None, *, notes: bool) -> Outputs:
    """Return what is written for these forms (none: by the ending of `output`, else the terminal's).

    Of several forms, each goes to the name in `output` with its own ending, but for those that are read on the spot:
    the terminal's page and the annotations go to standard output. Raises UsageError where there is no name, and for the
    ending of another kind of document. Comments in Word files go into copies beside these; for them alone, `output`
    names another folder. In a draft check only the draft gets comments.
    """
    chosen = list(dict.fromkeys(forms)) or [_told_by(output)]
    alone = len(chosen) == 1
    annotates = Format.DOCX in chosen
    folder = output.parent if output is not None and annotates else None
    if not forms and output is not None and output.suffix.lower() in _OTHER_DOCUMENTS:
        raise UsageError(f"--output {output}: no report has the ending {output.suffix}; name the form with --format")
    if annotates:
        if alone:
            folder, output = output, None
        chosen.remove(Format.DOCX)
    paths = [_path(form, output, alone=alone) for form in chosen]
    renderers = [_renderer(form, path, notes=notes) for form, path in zip(chosen, paths, strict=True)]

    def of(report: Report) -> Iterable[Written]:
        written = [Written(path, render(report)) for path, render in zip(paths, renderers, strict=True)]
        return [*written, *(_annotated(report, folder) if annotates else ())]

    def copies(articles: Sequence[Article], draft: str | None) -> list[Path]:
        return _copies(_commented(articles, draft), folder, draft) if annotates else []

    return Outputs(tuple(path for path in paths if path is not None), of, copies)


def claims_output(form: ClaimsFormat, output: Path | None) -> Outputs:
    """Return what is written of a report that holds only claims."""

    def of(report: Report) -> Iterable[Written]:
        if form is ClaimsFormat.JSON:
            from checker.reports.json_report import render_json

            return [Written(output, render_json(report))]
        from checker.reports.claims import render_claims

        return [Written(output, render_claims(report).encode("utf-8", "backslashreplace"))]

    return Outputs(() if output is None else (output,), of)


def _told_by(output: Path | None) -> Format:
    """Return the form that the ending of a file's name stands for."""
    name = output.name.lower() if output else ""
    endings = sorted((ending for ending in _TOLD_BY_ENDING if name.endswith(ending)), key=len)
    return _TOLD_BY_ENDING[endings[-1]] if endings else Format.TERMINAL


def _path(form: Format, output: Path | None, *, alone: bool) -> Path | None:
    """Return the file that a form is written to."""
    if alone:
        return output
    if form in (Format.TERMINAL, Format.GITHUB):
        return None
    if output is None:
        raise UsageError(
            f"--format {form}: several forms need --output NAME; each is written to NAME with its own ending, "
            f"this one to NAME{ENDINGS[form]}"
        )
    stem = output.name
    for ending in sorted(_TOLD_BY_ENDING, key=len, reverse=True):
        if stem.lower().endswith(ending) and len(stem) > len(ending):
            stem = stem[: -len(ending)]
            break
    return output.with_name(stem + ENDINGS[form])


def _renderer(form: Format, path: Path | None, *, notes: bool) -> Callable[[Report], bytes]:
    """Return what turns a report into bytes; each imports its format only when it is used."""
    return {
        Format.TERMINAL: lambda report: _terminal(report, path, notes=notes),
        Format.BRIEF: _brief,
        Format.MARKDOWN: _markdown,
        Format.HTML: _html,
        Format.JSON: _json,
        Format.SARIF: _sarif,
        Format.GITHUB: _github,
    }[form]


def _annotated(report: Report, folder: Path | None) -> list[Written]:
    """Return a copy with comments of each Word file, in `folder` or beside the file: draft.docx, draft.checked.docx."""
    from checker.reports.annotated_docx import annotate_docx

    written: list[Written] = []
    for article in _commented(report.articles, report.draft.article if report.draft else None):
        path = Path(article.origin)
        if _is_word(path):
            written.append(Written(_copy(path, folder), annotate_docx(report, article, path.read_bytes())))
    return written


def _commented(articles: Sequence[Article], draft: str | None) -> list[Article]:
    """Return the articles that may get comments: in a draft check the draft alone, never a source."""
    return [article for article in articles if draft in (None, article.id)]


def _copies(articles: Sequence[Article], folder: Path | None, draft: str | None) -> list[Path]:
    """Return the copies that are to be written. Raises UsageError for none, and for two of one name."""
    if folder is not None and folder.suffix.lower() == ".docx":
        raise UsageError(f"--output {folder}: for --format docx name a folder; the copies go there")
    copies: dict[Path, str] = {}
    for article in articles:
        path = Path(article.origin)
        if not _is_word(path):
            continue
        target = _copy(path, folder)
        if target in copies:
            raise UsageError(f"{article.origin}: its copy and that of {copies[target]} are both {target}; rename one")
        copies[target] = article.origin
    if not copies and draft is not None:
        raise UsageError(f"--format docx: the draft ({articles[0].origin}) is no Word file (.docx) to put comments in")
    if not copies:
        raise UsageError("--format docx: none of the articles is a Word file (.docx) to put comments in")
    return list(copies)


def _is_word(path: Path) -> bool:
    """Say whether an article's origin is a Word file; one that is attached to an e-mail is no file."""
    return path.suffix.lower() == ".docx" and path.is_file()


def _copy(path: Path, folder: Path | None) -> Path:
    """Return where the copy of a Word file goes: draft.docx, draft.checked.docx."""
    return (folder or path.parent) / f"{path.stem}.checked.docx"


def _terminal(report: Report, path: Path | None, *, notes: bool) -> bytes:
    """Return the page, in colour only where standard output is a terminal and is written to."""
    from checker.cli.rows import page_width
    from checker.reports.terminal import render_terminal

    color = path is None and sys.stdout.isatty() and wants_colour()
    return render_terminal(report, width=page_width(), color=color, all_notes=notes).encode("utf-8", "backslashreplace")


def _brief(report: Report) -> bytes:
    from checker.reports.brief import render_brief

    return render_brief(report)


def _markdown(report: Report) -> bytes:
    from checker.reports.markdown_report import render_markdown

    return render_markdown(report)


def _html(report: Report) -> bytes:
    from checker.reports.html_report import render_html

    return render_html(report)


def _json(report: Report) -> bytes:
    from checker.reports.json_report import render_json

    return render_json(report)


def _sarif(report: Report) -> bytes:
    from checker.reports.sarif import render_sarif

    return render_sarif(report, _lines_of(report))


def _github(report: Report) -> bytes:
    from checker.reports.github import render_github

    return render_github(report, _lines_of(report))


def _lines_of(report: Report) -> FileLines:
    """Return the lines of the articles' files; one that is no text, or is gone by now, has none."""
    from checker.errors import InputError
    from checker.readers.decoding import decoded_text
    from checker.reports.file_lines import FileLines

    files: dict[str, str] = {}
    for article in report.articles:
        try:
            files[article.id] = decoded_text(Path(article.origin).read_bytes(), article.origin).text
        except (OSError, InputError):
            continue
    return FileLines(files)
