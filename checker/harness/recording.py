"""What the suites still have to ask, in one file; and the answers, each into the folder of the story that asked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from checker.errors import AnswersError
from checker.model.folder import read_answers, read_awaiting
from checker.model.importing import How, Imported, import_answers
from checker.model.recorded import await_in, write_requests
from checker.model.request import Request


def write_pending(missing: Iterable[tuple[Path, Request[Any]]], file: Path) -> int:
    """Write requests that nobody answered as Batch API lines, each once; return how many there are.

    Each is noted as awaited in its folder, the first one that asks for it, so that an import knows where it belongs.
    Raises AnswersError where a file cannot be written.
    """
    pending: dict[str, tuple[Path, Request[Any]]] = {}
    for folder, request in missing:
        pending.setdefault(request.fingerprint, (folder, request))
    by_folder: defaultdict[Path, list[Request[Any]]] = defaultdict(list)
    for folder, request in pending.values():
        by_folder[folder].append(request)
    write_requests(file, (request for _, request in pending.values()))
    for folder, requests in by_folder.items():
        await_in(folder, requests)
    return len(pending)


def import_to_stories(
    lines: Sequence[str], folders: Sequence[Path], how: How | None, date: str
) -> dict[Path, Imported]:
    """Take answers into whichever of the folders awaits them; return what each import did.

    What no folder awaits or has is rejected by the first of them. Raises AnswersError where a folder cannot be read or
    written.
    """
    home = {key: folder for folder in reversed(folders) for key in (*read_answers(folder), *read_awaiting(folder))}
    homes = [home.get(_custom_id(line), folders[0]) if line.strip() else None for line in lines]
    if not any(homes):
        raise AnswersError("there is no line to import; the file is empty")
    # What is another folder's is left blank, not out, so that an error names the line of the file.
    return {
        folder: import_answers(
            [line if its == folder else "" for line, its in zip(lines, homes, strict=True)], folder, how, date
        )
        for folder in dict.fromkeys(folders)
        if folder in homes
    }


def _custom_id(line: str) -> str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return str(value.get("custom_id", "")) if isinstance(value, dict) else ""
