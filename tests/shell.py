"""A real shell with `checker` on its path, in a folder that holds the sample story and what working on it leaves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from checker.model.cache import Cache
from checker.model.folder import read_answers
from checker.model.store import Store

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
"""Where `checker` was installed, beside the interpreter that runs the tests."""


@dataclass(frozen=True)
class Shell:
    """A folder in which bash runs command lines; nothing of the user's own (home, cache) is in its reach."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment of the commands: that of the tests, with a home, a cache and a path of their own."""
        own = {"HOME": str(self.folder / "home"), "CHECKER_CACHE": str(self.folder / "cache"), "COLUMNS": "80"}
        return {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", **own}

    def run(self, line: str, *, bash: str = "bash", **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command line in bash."""
        return subprocess.run(
            [bash, "--norc", "-c", f"{line}\nexit $?"],  # so that bash stays, and is seen to be the shell
            cwd=self.folder,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )


def desk(folder: Path) -> Shell:
    """Fill a folder: the sample, suites, reports, answers kept between runs, and replies to a run with --pending."""
    (folder / "home").mkdir()
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "evals").symlink_to(ROOT / "evals")
    shell = Shell(folder)
    recorded = read_answers(ROOT / "seeds" / "answers")
    store = Store(folder / "cache")
    cache = Cache(store, "https://models.example")
    for answer in recorded.values():
        cache.keep(answer)
    cache.close()
    store.close()
    compared = shell.run(
        "checker compare seeds/articles --answers seeds/answers --exit-zero --format json --output report.json"
    )
    assert compared.returncode == 0, compared.stderr
    for name in ("old.json", "new.json"):
        shutil.copy(folder / "report.json", folder / name)
    pending = shell.run("checker compare seeds/articles --model claude --pending pending.jsonl")
    assert pending.returncode == 4, pending.stderr
    asked = [json.loads(line)["custom_id"] for line in (folder / "pending.jsonl").read_text("utf-8").splitlines()]
    replies = [{"custom_id": name, "reply": recorded[name].reply} for name in asked]
    (folder / "replies.jsonl").write_text("".join(json.dumps(reply) + "\n" for reply in replies), "utf-8")
    return shell
