"""Standard output or error that is gone: closed, full, or a pipe without a reader. A paid run is not lost for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model.provider import Provider

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The ferry burnt off Zanzibar.\n")
    return tmp_path


def run(folder: Path, redirections: str, *options: str, command: str = "claims a.txt --format json") -> int:
    """Run a command against a provider, in a shell that redirects; return its exit code."""
    with Provider() as provider:
        environment = {
            **os.environ,
            "OPENAI_API_KEY": "sk-test-0123456789",
            "OPENAI_BASE_URL": provider.url,
            "CHECKER_CACHE": str(folder / "cache"),
            "PYTHONPATH": str(ROOT),
        }
        line = f'exec "{sys.executable}" -m checker {command} {" ".join(options)} {redirections}'
        reader, writer = os.pipe()
        os.close(reader)  # whoever writes into this pipe finds it broken
        try:
            return subprocess.run(
                ["sh", "-c", line.replace("&PIPE", "&0")],
                cwd=folder,
                env=environment,
                stdin=writer,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            ).returncode
        finally:
            os.close(writer)


@pytest.mark.parametrize("redirections", ["2>&PIPE", "2>/dev/full", "<&- >&- 2>&-"])
def test_a_report_to_a_file_needs_no_stream(folder: Path, redirections: str) -> None:
    assert run(folder, redirections, "--output", "report.json") == 0
    assert len(json.loads((folder / "report.json").read_text())["claims"]) == 1


@pytest.mark.parametrize(
    ("redirections", "command"),
    [
        (">&PIPE", "claims a.txt"),
        (">/dev/full", "claims a.txt"),
        (">&-", "claims a.txt"),
        (">&PIPE 2>&PIPE", "claims a.txt"),
        (">&PIPE", "explain --help"),
    ],
)
def test_where_standard_output_is_gone_the_exit_code_says_so(folder: Path, redirections: str, command: str) -> None:
    assert run(folder, redirections, command=command) == 3


def test_an_error_keeps_its_exit_code_without_standard_error(folder: Path) -> None:
    assert run(folder, "2>&PIPE", command="claims nowhere.txt") == 2
