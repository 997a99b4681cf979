"""`--by-folder`: the files that changed stand for the stories they belong to, and each story is checked by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import Format
from checker.errors import InputError, UsageError
from checker.readers.files import is_aside
from checker.readers.formats import READ_FORMATS
from checker.readers.paths import shown
from checker.readers.story import STORY_FILE

if TYPE_CHECKING:
    from checker.cli.rendering import Outputs
    from checker.cli.run import Arguments, Way

_READ_ON_THE_SPOT = (Format.TERMINAL, Format.BRIEF, Format.MARKDOWN, Format.GITHUB, Format.DOCX)
_FIRST = (2, 4, 3, 1, 0)
"""Exit codes in the order in which they are told."""


def check_forms(forms: Sequence[Format]) -> None:
    """Raise UsageError for a form of which two cannot stand one after the other on standard output."""
    for form in forms:
        if form not in _READ_ON_THE_SPOT:
            raise UsageError(
                f"--by-folder writes a page a story on standard output, and {form} cannot stand there twice; name one "
                f"of {', '.join(_READ_ON_THE_SPOT)}, or the articles of one story without --by-folder"
            )


def run_each(arguments: Arguments, way: Way, outputs: Outputs) -> int:
    """Run a command for each story that the files belong to, and return the exit code that goes before the others.

    A story that cannot be read is told and does not stop the others. Raises UsageError for options of one story alone.
    """
    from checker.cli.run import run
    from checker.cli.saying import say

    alone = {
        "--output": arguments.output is not None,
        "--pending": arguments.pending is not None,
        "--max-cost": arguments.max_cost is not None,
        "--max-requests": arguments.max_requests is not None,
    }
    for option, given in alone.items():
        if given:
            raise UsageError(f"{option} is for one story, --by-folder checks several; leave one of them out")
    folders = story_folders(arguments.articles)
    if not folders:
        say("nothing to check: none of the files named is an article")
    codes = {0}
    for folder in folders:
        if not arguments.quiet:
            say(f"{folder}: the story to check")
        try:
            codes.add(run(replace(arguments, articles=[folder], title=_title(folder)), way, outputs))
        except InputError as problem:
            say(str(problem))
            codes.add(problem.exit_code)
    return next(code for code in _FIRST if code in codes)


def _title(folder: Path) -> str:
    """Return what tells the pages of several stories apart; the folder this is run in has a name as well."""
    return shown(folder if folder.name else Path(folder.resolve().name))


def story_folders(paths: Sequence[Path]) -> list[Path]:
    """Return the folders in which articles or story files lie, each once; a folder stands for itself.

    A file need not be there any more: a story has changed where a piece of it was removed. Raises UsageError where not
    even its folder is there.
    """
    folders: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            folders[path] = None
        elif not path.parent.is_dir():
            raise UsageError(f"{path}: there is no such file, nor its folder; check the name")
        elif path.name == STORY_FILE or (path.suffix.lower() in READ_FORMATS - {""} and not is_aside(path.name)):
            folders[path.parent] = None
    return list(folders)
