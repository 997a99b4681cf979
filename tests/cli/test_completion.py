"""Completion in a real bash: commands, choices, files, codes, findings, answers; and the protocol of other shells."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.checks.registry import CHECKS
from tests.newsroom import Newsroom
from tests.shell import ROOT, Shell

SHELLS = ("bash", "zsh", "fish")

# What bash does when somebody presses the key: it calls the function that is registered for the command, and takes the
# names of files where that offers nothing (-o default).
PRESSED = """
. "$HOME/completion"
COMP_WORDS=({words}); COMP_CWORD={at}
registered=$(complete -p checker)
[[ $registered == *"-o default"* ]] || exit 9
"$(sed 's/.*-F \\([^ ]*\\) .*/\\1/' <<<"$registered")" checker
if [ ${{#COMPREPLY[@]}} != 0 ]; then printf '%s\\n' "${{COMPREPLY[@]}}"
else compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}" || true; fi
"""


@pytest.fixture(scope="module")
def completion(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a bash reads that is to complete."""
    return Shell(tmp_path_factory.mktemp("bash")).run("checker --show-completion").stdout


@pytest.fixture
def shell(tmp_path: Path, completion: str) -> Shell:
    """A folder with the sample, and a home with what bash reads."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "completion").write_text(completion, "utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "evals").symlink_to(ROOT / "evals")
    return Shell(tmp_path)


def pressed(shell: Shell, line: str) -> list[str]:
    """Return what is offered at the end of a line; a blank at its end begins a new word."""
    words = line.split() + ([""] if line.endswith(" ") else [])
    script = PRESSED.format(words=" ".join(word or '""' for word in words), at=len(words) - 1)
    done = shell.run(script)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("checker com", ["compare"]),
        ("checker answers pr", ["prune"]),
        ("checker compare --format ma", ["markdown"]),
        ("checker compare --fail-on ", ["error", "warning", "note"]),
        ("checker diff --format j", ["json"]),
        ("checker compare --way q", ["quick"]),
        ("checker compare --check", ["--checks-only"]),
        ("checker explain Q", [check.code for check in CHECKS if check.code.startswith("Q")]),
        ("checker eval de", ["dev"]),
        ("checker compare seeds/art", ["seeds/articles"]),
        ("checker compare seeds/articles/01", ["seeds/articles/01-state-tv.md"]),
        ("checker compare seeds/articles --output see", ["seeds"]),
        ("checker diff nowhere", []),
        ("checker explain nothing", []),
    ],
)
def test_what_is_offered(shell: Shell, line: str, offered: list[str]) -> None:
    assert pressed(shell, line) == offered


def test_findings_are_offered_by_their_ids(shell: Shell) -> None:
    shell.run("checker compare seeds/articles --answers seeds/answers --format json --output report.json")
    shutil.copy(shell.folder / "report.json", shell.folder / "other.json")
    ids = [one["id"] for one in json.loads((shell.folder / "report.json").read_text("utf-8"))["findings"]]
    assert pressed(shell, "checker dismiss ") == ids
    assert pressed(shell, f"checker dismiss {ids[0]} ") == ids[1:]
    (shell.folder / "report.json").write_text("[]", "utf-8")
    assert pressed(shell, f"checker dismiss --report other.json {ids[0][:-1]}") == [ids[0]]
    assert pressed(shell, "checker dismiss rep") == ["report.json"]


def test_recorded_answers_are_offered(shell: Shell) -> None:
    offered = pressed(shell, "checker answers show --answers seeds/answers ")
    lines = shell.run("checker answers list --answers seeds/answers").stdout.splitlines()
    listed = [line.split() for line in lines if not line.startswith(" ")]
    assert sorted(offered) == sorted(words[0] for words in listed[:-1] if "awaited" not in words)


@pytest.mark.parametrize("kind", SHELLS)
def test_nothing_an_article_says_reaches_a_shell_as_more_than_words(shell: Shell, kind: str) -> None:
    hostile = {
        "id": "f-1",
        "level": "check",
        "headline": "\\$(touch hit) `touch hit` \"; 'touch hit' :\\: ((x))\n\x1b[31m",
    }
    findings = [hostile, {"id": "$(touch hit)", "headline": "x"}, "no finding"]
    (shell.folder / "report.json").write_text(json.dumps({"findings": findings}), "utf-8")
    asked = {"_CHECKER_COMPLETE": f"complete_{kind}", "COMP_WORDS": "checker\ndismiss\n", "COMP_CWORD": "2"}
    asked |= {"_TYPER_COMPLETE_ARGS": "checker dismiss ", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    told = shell.run("checker", **asked)
    words = "check touch hit touch hit touch hit x 31m"
    offered = {
        "bash": "f-1\n",
        "zsh": f'_arguments \'*: :(("f-1":"{words}"))\'\n',
        "fish": f"f-1\t{words}\n",
    }
    assert (told.returncode, told.stdout) == (0, offered[kind])


@pytest.mark.parametrize("kind", SHELLS)
def test_it_is_installed_for_the_shell_that_asks(shell: Shell, kind: str) -> None:
    named = shell.folder / kind
    shutil.copy(shutil.which("bash") or "", named)  # a shell is told by its name
    done = shell.run("checker --install-completion", bash=str(named))
    assert done.returncode == 0, done.stderr
    place = {
        "bash": ".bash_completions/checker.sh",
        "zsh": ".zfunc/_checker",
        "fish": ".config/fish/completions/checker.fish",
    }
    written = (shell.folder / "home" / place[kind]).read_text("utf-8")
    assert shell.run("checker --show-completion", bash=str(named)).stdout.strip() == written.strip()
    assert f"complete_{kind}" in written
    own = shutil.which(kind)
    if own is not None:
        (shell.folder / "script").write_text(written, "utf-8")
        assert subprocess.run([own, "-n", "script"], cwd=shell.folder, check=False).returncode == 0


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("zsh", "checker answers pr", '_arguments \'*: :(("prune":"Forget kept answers that are old."))\'\n'),
        ("zsh", "checker compare seeds/", "_files\n"),
        ("fish", "checker compare --way q", "quick\n"),
        ("fish", "checker answers pr", "prune\tForget kept answers that are old.\n"),
    ],
)
def test_other_shells_get_an_answer_in_their_own_terms(shell: Shell, kind: str, typed: str, told: str) -> None:
    asked = {"_CHECKER_COMPLETE": f"complete_{kind}", "_TYPER_COMPLETE_ARGS": typed}
    assert shell.run("checker", **asked, _TYPER_COMPLETE_FISH_ACTION="get-args").stdout == told


def test_without_a_shell_it_says_which_ones_there_are(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    import shellingham

    def none() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", none)
    for option in ("--install-completion", "--show-completion"):
        result = newsroom.run(option)
        assert (result.code, result.out) == (2, "")
        assert "run the command from bash, zsh, fish" in result.err
    assert not list(newsroom.folder.iterdir())
