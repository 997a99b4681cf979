"""Standard output or error that is gone: closed, full, or a pipe without a reader. A paid run is not lost for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.model.provider import Provider
from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]


CLAIMS = "claims a.txt --format json"


@pytest.fixture
def folder(newsroom: Newsroom) -> Path:
    newsroom.write("a.txt", "The ferry burnt off Zanzibar.\n")
    newsroom.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    newsroom.setenv("PYTHONPATH", str(ROOT))
    return newsroom.folder


@pytest.fixture
def run(newsroom: Newsroom, folder: Path) -> Iterator[Callable[..., int]]:
    """Run a command against a provider, in a shell that redirects; return its exit code.

    Unless it is `live`, its answer is paid and kept before, so that no process of its own loads the client library.
    """

    def run(redirections: str, *options: str, command: str = CLAIMS, live: bool = False) -> int:
        if not live:
            assert newsroom.run(*CLAIMS.split()).code == 0
        line = f'exec "{sys.executable}" -m checker {command} {" ".join(options)} {redirections}'
        reader, writer = os.pipe()
        os.close(reader)  # whoever writes into this pipe finds it broken
        try:
            code = subprocess.run(
                ["sh", "-c", line.replace("&PIPE", "&0")],
                cwd=folder,
                stdin=writer,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            ).returncode
        finally:
            os.close(writer)
        assert len(provider.seen) == 1
        return code

    with Provider() as provider:
        newsroom.setenv("OPENAI_BASE_URL", provider.url)
        yield run


@pytest.mark.parametrize(
    ("redirections", "live"), [("2>&PIPE", False), ("2>/dev/full", False), ("<&- >&- 2>&-", False), ("2>&PIPE", True)]
)
def test_a_report_to_a_file_needs_no_stream(
    run: Callable[..., int], folder: Path, redirections: str, *, live: bool
) -> None:
    assert run(redirections, "--output", "report.json", live=live) == 0
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
def test_where_standard_output_is_gone_the_exit_code_says_so(
    run: Callable[..., int], redirections: str, command: str
) -> None:
    assert run(redirections, command=command) == 3


def test_an_answer_that_is_paid_for_without_standard_output_is_kept(run: Callable[..., int]) -> None:
    assert run(">&PIPE", command="claims a.txt", live=True) == 3
    assert run("", command="claims a.txt", live=True) == 0


def test_an_error_keeps_its_exit_code_without_standard_error(run: Callable[..., int]) -> None:
    assert run("2>&PIPE", command="claims nowhere.txt") == 2
