"""The file of decisions: JSON Lines, a decision a line, to which lines are only ever added.

So that git can merge what two people decided at the same time, .gitattributes should say
`checker-decisions.jsonl merge=union`: both people's lines are kept, in whatever order.
"""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from checker.errors import InputError
from checker.readers.paths import shown
from checker.schema import Decision

_LARGEST = 50_000_000


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, none where there is none. Raises InputError naming file, line and remedy."""
    name = shown(path)
    try:
        if not path.exists():
            return ()
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{name}: has more than {_LARGEST:,} bytes; it holds decisions only")
        # The bytes are cut at line feeds alone: a sentence may hold what splitlines() takes for the end of a line.
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    except OSError as problem:
        raise InputError(f"{name}: cannot be read ({problem.strerror}); check its name and permissions") from problem
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(Decision.model_validate_json(line))
        except ValidationError as problem:
            first = problem.errors()[0]
            place = ".".join(map(str, first["loc"]))
            what = f"{place}: {first['msg']}" if place else first["msg"]
            marks = line.startswith((b"<<<<<<<", b"=======", b">>>>>>>"))
            remedy = "take the marks of git's conflict out and keep both sides" if marks else "restore or remove it"
            raise InputError(f"{name}, line {number}: is no decision ({what}); {remedy}") from None
    return tuple(dict.fromkeys(found))


def append_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions at the end of a file, in one write; what stands there stays. Raises InputError where it cannot."""
    if not decisions:
        return
    lines = "".join(
        json.dumps(decision.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")) + "\n"
        for decision in decisions
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":  # an editor left the last line open
                    lines = "\n" + lines
            file.write(lines.encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise InputError(
            f"{shown(path)}: cannot be written ({problem.strerror}); name another with --decisions"
        ) from None
