"""No file that is read is written over: not by the report, its copies, the pending file or the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.readers import Reading
from checker.readers.formats import READ_FORMATS
from checker.readers.own_reports import head_of, is_own_report

if TYPE_CHECKING:
    from checker.cli.rendering import Outputs
    from checker.cli.run import Arguments


def refuse_to_overwrite(reading: Reading, arguments: Arguments, outputs: Outputs, draft: str | None) -> None:
    """Raise UsageError where a file to be written is an article, lies as one in a folder of them, or is named twice."""
    articles = {Path(article.origin).resolve() for article in reading.articles}
    named = {path.resolve() for path in arguments.articles}
    written = [("--output", path) for path in outputs.named]
    written += [("--format docx: the copy", path) for path in outputs.copies(reading.articles, draft)]
    taken: dict[Path, str] = {}
    for option, path in (*written, ("--pending", arguments.pending), ("--log", arguments.log)):
        if path is None:
            continue
        target = path.resolve()
        if target in taken and (target.is_file() or not target.exists()):  # two may share a device
            raise UsageError(f"{option} {path}: is the file of {taken[target]}; name another file")
        taken[target] = option
        # A folder's .json is an article only where it is ninjs, and is then among those that were read.
        suffixes = READ_FORMATS - {".json"}
        beside = target.parent in named and target.suffix.lower() in suffixes and target.exists()
        beside = beside and not is_own_report(head_of(target))
        if target in articles | named or beside:
            raise UsageError(f"{option} {path}: is one of the articles; name another file")
