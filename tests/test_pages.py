"""README.md and docs/ hang together: links, anchors and pictures lead somewhere, and every name in them is one."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import typer.main
from markdown_it import MarkdownIt

from checker import cli
from checker.settings import Settings, variable
from tests.pages import DOCS, PAGES, README, ROOT, Page

BESIDES = [Page("CHANGELOG.md"), Page("evals/README.md")]
EACH_PAGE = pytest.mark.parametrize("page", [*PAGES, *BESIDES], ids=lambda page: page.path)


@EACH_PAGE
def test_its_links_and_anchors_lead_somewhere(page: Page) -> None:
    for link in page.links:
        if link.startswith(("https://", "http://")):
            continue
        target, _, anchor = page.resolved(link), *link.partition("#")[1:]
        assert target.exists(), link
        if anchor:
            assert anchor in Page(target.resolve().relative_to(ROOT).as_posix()).anchors, link


def test_every_picture_is_shown_once_and_small() -> None:
    shown = [page.resolved(picture).resolve() for page in PAGES for picture in page.pictures]
    assert sorted(shown) == sorted((ROOT / "docs").glob("*.png"))
    for picture in shown:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < 150_000


def test_the_readme_can_be_read_in_ten_minutes_and_leads_to_every_page() -> None:
    assert len(README.text.splitlines()) <= 190
    listed = re.findall(r"^\| \[(\S+)\]\((\S+)\) \|", README.section("More"), re.MULTILINE)
    assert all(name == link for name, link in listed)
    assert sorted(link for _, link in listed) == [page.path for page in DOCS]


def options() -> set[str]:
    """Return the long options of all commands."""
    left, found = [typer.main.get_command(cli.command_line())], {"--help"}
    while left:
        command = left.pop()
        found |= {name for option in command.params for name in option.opts if name.startswith("--")}
        left += getattr(command, "commands", {}).values()
    return found


OF_OTHER_PROGRAMS = {"--bench", "--drafts"}
"""Options of checker.harness.yardsticks and checker.harness.drafts."""


@EACH_PAGE
def test_every_option_and_variable_that_it_names_is_one(page: Page) -> None:
    named = {option for span in page.spans for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", span)}
    assert named <= options() | OF_OTHER_PROGRAMS
    variables = {name for span in page.spans for name in re.findall(r"\b(?:CHECKER|OPENAI)_[A-Z_]+", span)}
    assert variables <= {variable(field) for field in Settings.model_fields}


@EACH_PAGE
def test_every_target_and_module_that_it_names_is_there(page: Page) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    lines = [*page.spans, *re.findall(r"^    (make .*)", page.text, re.MULTILINE)]
    assert {target for line in lines for target in re.findall(r"^make ([a-z-]+)", line)} <= targets
    modules = {name for line in lines for name in re.findall(r"\bpython -m ([\w.]+)", line)}
    assert all(importlib.util.find_spec(name) for name in modules)


@EACH_PAGE
def test_every_file_that_it_names_is_there(page: Page) -> None:
    named = [span for span in page.spans if re.fullmatch(r"(?:checker|docs|evals|prompts|seeds|tests)/[\w./-]*", span)]
    for name in named:
        assert (ROOT / name).exists(), name


@pytest.fixture(scope="module")
def source_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the source archive unpacks to."""
    folder = tmp_path_factory.mktemp("archive")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.mark.once
def test_the_source_archive_holds_all_that_its_pages_name(source_archive: Path) -> None:
    for page in [*PAGES, *BESIDES]:
        assert (source_archive / page.path).is_file()
        for link in page.links:
            if not link.startswith(("https://", "http://")):
                assert (source_archive / page.resolved(link).resolve().relative_to(ROOT)).exists(), link
        for name in re.findall(
            r"(?<![\w/.-])(?:benchmarks|checker|docs|evals|prompts|seeds|tests)/[\w./-]*\w", page.text
        ):
            assert (source_archive / name).exists() == (ROOT / name).exists(), name


@pytest.mark.once
def test_the_commands_of_the_long_description_work_in_the_source_archive(source_archive: Path) -> None:
    described = (source_archive / "PKG-INFO").read_text("utf-8")
    for target in ("demo", "test"):
        assert f"    make {target} " in described
        command = ["make", "--dry-run", target, f"PYTHON={sys.executable}"]
        subprocess.run(command, cwd=source_archive, check=True, capture_output=True)
    commands = re.findall(r"^    checker (.* --answers seeds/.*)$", described, re.MULTILINE)
    assert len(commands) > 1
    for command in commands:
        run = [sys.executable, "-m", "checker", *command.split()]
        subprocess.run(run, cwd=source_archive, check=True, capture_output=True)


@pytest.mark.once
def test_the_long_description_of_the_wheel_leads_nowhere_in_vain() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "metadata"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    described = json.loads(done.stdout)["readme"]
    assert described["content-type"] == "text/markdown"
    blocks = MarkdownIt("commonmark").enable("table").parse(described["text"])
    inline = [token for block in blocks for token in block.children or []]
    assert not [token.attrs for token in inline if token.type == "image"]
    assert all(str(token.attrs["href"]).startswith("https://") for token in inline if token.type == "link_open")
    spans = {token.content for token in inline if token.type == "code_inline"}
    assert {page.path for page in DOCS} <= spans
    assert "![" not in described["text"]
    assert "](" not in described["text"]
    headings = [line for line in README.text.splitlines() if line.startswith("#")]
    assert [line for line in described["text"].splitlines() if line.startswith("#")] == headings
