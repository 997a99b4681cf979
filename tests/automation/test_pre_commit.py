"""The hook, run by pre-commit itself: cloned, installed, and held against a commit in a newsroom's repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.automation.isolated import PACKAGED, ROOT, offline

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(shutil.which("git") is None, reason="no git here to commit with"),
]

BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"


@dataclass(frozen=True)
class Repository:
    """A newsroom's repository with the hook of the documentation's example installed."""

    folder: Path
    env: dict[str, str]

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(["git", *arguments], self.folder, self.env)

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit everything; the hook may stop that."""
        self.git("add", "--all")
        return self.git("commit", "--message", "edit")

    def commits(self) -> int:
        return len(self.git("log", "--oneline").stdout.splitlines())


def run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def start(folder: Path, env: dict[str, str]) -> None:
    """Make a folder a git repository in which somebody can commit."""
    for words in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("config", "user.name", "Ida Lund"),
        ("config", "user.email", "ida@example.com"),
        ("config", "commit.gpgsign", "false"),
    ):
        assert run(["git", *words], folder, env).returncode == 0


def example(url: str, rev: str) -> str:
    """Return the configuration that the documentation prints, with the place of the repository put in."""
    text = (ROOT / "docs" / "automation.md").read_text("utf-8")
    (shown,) = re.findall(r"```yaml\n(repos:\n.*?)```", text, re.DOTALL)
    config = yaml.safe_load(shown)
    (repo,) = config["repos"]
    repo["repo"], repo["rev"] = url, rev
    return yaml.safe_dump(config)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository whose first commit, one story without a fault, has gone through the hook."""
    place = tmp_path_factory.mktemp("pre-commit")
    (place / "home").mkdir()
    env = offline(place / "home")
    hooks = place / "checker"
    hooks.mkdir()
    for name in PACKAGED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, hooks / name)
    start(hooks, env)
    run(["git", "add", "--all"], hooks, env)
    assert run(["git", "commit", "--quiet", "--message", "checker"], hooks, env).returncode == 0
    rev = run(["git", "rev-parse", "HEAD"], hooks, env).stdout.strip()
    folder = place / "newsroom"
    folder.mkdir()
    start(folder, env)
    repository = Repository(folder, env)
    repository.write(".pre-commit-config.yaml", example(hooks.as_uri(), rev))
    repository.write("stories/harbour/a.md", BUSES.format(12))
    repository.write("stories/harbour/b.md", BUSES.format(12))
    assert run(["pre-commit", "install", "--install-hooks"], folder, env).returncode == 0
    first = repository.commit()
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Passed" in first.stderr + first.stdout
    return repository


@pytest.fixture
def newsroom_repository(installed: Repository, tmp_path: Path) -> Repository:
    """A copy of it for each test; what pre-commit installed is shared."""
    copied = tmp_path / "newsroom"
    shutil.copytree(installed.folder, copied)
    return Repository(copied, installed.env)


def test_a_piece_that_clashes_with_another_of_its_story_stops_the_commit(newsroom_repository: Repository) -> None:
    newsroom_repository.write("stories/harbour/b.md", BUSES.format(15))
    stopped = newsroom_repository.commit()
    told = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1
    assert "Failed" in told
    assert "- exit code: 1" in told
    assert "stories/harbour: the story to check" in told
    assert "CHECK 1" in told
    assert newsroom_repository.commits() == 1


def test_what_is_dismissed_can_be_committed(newsroom_repository: Repository) -> None:
    room = newsroom_repository
    room.write("stories/harbour/b.md", BUSES.format(15))
    compared = ["checker", "compare", "stories/harbour", "--checks-only", "--format", "json", "--output", "report.json"]
    run(compared, room.folder, room.env)
    done = run(["checker", "dismiss", "1", "--reason", "two orders"], room.folder, room.env)
    assert done.returncode == 0, done.stderr
    (room.folder / "report.json").unlink()
    committed = room.commit()
    assert committed.returncode == 0, committed.stdout + committed.stderr
    assert room.commits() == 2


def test_stories_are_checked_apart_and_only_those_that_changed(newsroom_repository: Repository) -> None:
    room = newsroom_repository
    room.write("stories/market/a.md", BUSES.format(15))
    room.write("stories/market/b.txt", BUSES.format(15))
    assert room.commit().returncode == 0
    room.write("stories/market/b.txt", BUSES.format(16))
    stopped = room.commit()
    told = stopped.stdout + stopped.stderr
    assert "stories/market: the story" in told
    assert "stories/harbour" not in told


def test_other_files_do_not_wake_it(newsroom_repository: Repository) -> None:
    room = newsroom_repository
    room.write("stories/harbour/b.md", BUSES.format(15))
    room.git("commit", "--all", "--no-verify", "--message", "a clash that would stop the hook")
    for name in ("README.md", "stories/harbour/photo.svg", "stories/harbour/README.md", "notes/harbour.md"):
        room.write(name, BUSES.format(99))
    committed = room.commit()
    assert committed.returncode == 0, committed.stdout + committed.stderr
    assert room.commits() == 3


def test_what_cannot_be_read_stops_the_commit(newsroom_repository: Repository) -> None:
    newsroom_repository.write("stories/harbour/c.md", "")
    stopped = newsroom_repository.commit()
    assert stopped.returncode == 1
    assert "- exit code: 3" in stopped.stdout + stopped.stderr


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = subprocess.run(
        ["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT,
        env=offline(tmp_path),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
