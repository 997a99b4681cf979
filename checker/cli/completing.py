"""What the shell may complete besides commands, options and files: codes, findings, recorded answers, suites.

Each of these is called while somebody types, so it reads the least it can, and what it cannot read it leaves out.
A shell evaluates what is offered (zsh: twice), and headlines hold words of strangers' articles: nothing but letters,
digits and what means nothing to a shell gets through.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

_LARGEST = 50_000_000
_NAME = re.compile(r"[\w.-]+")
_ANY_MARK = re.compile(r"[^\w .,%–-]+")
_OPTIONS = ("--install-completion", "--show-completion")


def codes(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the codes of the built-in checks, each with its name."""
    from checker.checks.registry import CHECKS

    for check in CHECKS:
        if check.code.startswith(incomplete):
            yield check.code, check.name


def findings(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the findings of the report that `--report` names, by id, each with its headline."""
    report = _json(Path(ctx.params.get("report") or "report.json"))
    listed = report.get("findings") if isinstance(report, dict) else None
    taken = ctx.params.get("findings") or ()
    for finding in listed if isinstance(listed, list) else ():
        name = str(finding.get("id", "")) if isinstance(finding, dict) else ""
        if _NAME.fullmatch(name) and name.startswith(incomplete) and name not in taken:
            yield name, _harmless(f"{finding.get('level', '')} {finding.get('headline', '')}")


def recorded_answers(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the fingerprints in the folder of answers, as `checker answers list` writes them, each with its task."""
    from checker.errors import CheckerError
    from checker.model.folder import read_answers
    from checker.settings import load_settings

    try:
        answers = read_answers(Path(ctx.params.get("answers") or load_settings().answers))
    except (CheckerError, OSError):
        return
    for answer in answers.values():
        if answer.id.startswith(incomplete):
            yield answer.id[: max(12, len(incomplete))], _harmless(f"{answer.task} {answer.item}")


def suites(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the suites of the folder that `--evals` names."""
    from checker.errors import CheckerError
    from checker.harness.suites import load_suites

    try:
        known = load_suites(Path(ctx.params.get("evals") or "evals"))
    except (CheckerError, OSError):
        return
    yield from (name for name in known.suites if name.startswith(incomplete) and _NAME.fullmatch(name))


def refuse_unknown_shell() -> None:
    """Raise UsageError where completion is asked for and no shell is there to have it: typer would end with 1."""
    if not any(option in sys.argv[1:] for option in _OPTIONS):
        return
    import shellingham

    from checker.errors import UsageError

    try:
        shell = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        shell = "this"
    if shell not in ("bash", "zsh", "fish", "powershell", "pwsh"):
        raise UsageError(f"no completion for {shell} shell: run the command from bash, zsh, fish or PowerShell")


def _harmless(text: str) -> str:
    return " ".join(_ANY_MARK.sub(" ", text).split())


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes()) if path.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None
