"""The action of action.yml: its steps run as a runner runs them, and the file held against GitHub's schema."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.automation.isolated import PACKAGED, ROOT, offline

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
pytestmark = pytest.mark.once

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"


@dataclass
class Runner:
    """What a runner of GitHub Actions does with a composite action, as far as this one goes."""

    workspace: Path
    env: dict[str, str]
    uploaded: list[dict[str, Any]] = field(default_factory=list)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    out: str = ""
    err: str = ""

    def run(self, install: bool = False, **given: str) -> int:
        """Run the steps with these inputs (dashes as underscores), and return the exit code of the first that fails."""
        inputs = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        code = 0
        for step in ACTION["runs"]["steps"]:
            condition = step.get("if", "${{ 'go' != '' }}")
            if (code and "always()" not in condition) or not self._holds(condition, inputs):
                continue
            if "uses" in step:
                filled = {name: self._filled(str(value), inputs) for name, value in step["with"].items()}
                self.uploaded.append({"uses": step["uses"], **filled})
            elif install or step["name"] != "Install checker":
                code = self._bash(step, inputs) or code
        return code

    def _bash(self, step: dict[str, Any], inputs: dict[str, str]) -> int:
        assert step["shell"] == "bash"
        told = self.workspace.parent / "output"
        told.write_text("", "utf-8")
        env = {name: self._filled(value, inputs) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", self._filled(step["run"], inputs)],
            cwd=self.workspace,
            env={**self.env, **env, "GITHUB_OUTPUT": str(told)},
            capture_output=True,
            text=True,
            check=False,
        )
        self.out, self.err = self.out + done.stdout, self.err + done.stderr
        lines = told.read_text("utf-8").splitlines()
        self.outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
        return done.returncode

    def _holds(self, condition: str, inputs: dict[str, str]) -> bool:
        """Say whether a condition holds: equalities of terms, joined by "and"."""
        (inside,) = EXPRESSION.fullmatch(condition).groups()  # type: ignore[union-attr]
        parts = [part.strip() for part in inside.split("&&")]
        return all(self._part_holds(part, inputs) for part in parts)

    def _part_holds(self, part: str, inputs: dict[str, str]) -> bool:
        if part == "always()":
            return True
        left, sign, right = re.fullmatch(r"(\S+)\s*(==|!=)\s*(\S+)", part).groups()  # type: ignore[union-attr]
        return (self._value(left, inputs) == self._value(right, inputs)) == (sign == "==")

    def _filled(self, text: str, inputs: dict[str, str]) -> str:
        return EXPRESSION.sub(lambda found: self._value(found[1], inputs), text)

    def _value(self, term: str, inputs: dict[str, str]) -> str:
        if term.startswith("'"):
            return term.strip("'")
        room, _, rest = term.partition(".")
        if room == "inputs":
            return inputs[rest]
        step, outputs, name = rest.split(".")
        assert (room, outputs) == ("steps", "outputs")
        return self.outputs.get(step, {}).get(name, "")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a job in which the first step of the action has installed checker."""
    place = tmp_path_factory.mktemp("action")
    for name in ("home", "temp", "checker", "workspace"):
        (place / name).mkdir()
    for name in PACKAGED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, place / "checker" / name)
    (place / "bin").mkdir()
    (place / "bin" / "python").symlink_to(sys.executable)
    env = offline(place / "home")
    env |= {"RUNNER_TEMP": str(place / "temp"), "GITHUB_ACTION_PATH": str(place / "checker"), "GITHUB_ACTIONS": "true"}
    env["GITHUB_STEP_SUMMARY"] = str(place / "summary")
    runner = Runner(place / "workspace", env)
    assert runner.run(install=True, articles="nothing") == 2, runner.err
    assert (place / "temp" / "checker-environment" / "bin" / "checker").exists(), runner.err
    return env


@pytest.fixture
def runner(environment: dict[str, str], tmp_path: Path) -> Runner:
    """A checked-out repository with the sample, and a story of two pieces that clash on a figure."""
    workspace = tmp_path / "workspace"
    shutil.copytree(ROOT / "seeds", workspace / "seeds")
    (workspace / "stories" / "the harbour").mkdir(parents=True)
    (workspace / "stories" / "the harbour" / "a.md").write_text(BUSES.format(12), "utf-8")
    (workspace / "stories" / "the harbour" / "b.md").write_text("# Buses\n\n" + BUSES.format(15), "utf-8")
    return Runner(workspace, {**environment, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")})


def sarif(runner: Runner) -> dict[str, Any]:
    (run,) = json.loads(Path(runner.outputs["check"]["sarif"]).read_text("utf-8"))["runs"]
    return run


def test_it_annotates_uploads_and_lets_a_check_pass(runner: Runner) -> None:
    assert runner.run(articles="stories/the harbour\n", category="harbour") == 0, runner.err
    (result,) = sarif(runner)["results"]
    assert result["level"] == "warning"
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("stories/the%20harbour/a.md", 1)
    assert "::warning file=stories/the harbour/a.md,title=CHECK" in runner.out
    assert "line=1,endLine=1" in runner.out
    _, upload = runner.uploaded
    assert upload["uses"] == "github/codeql-action/upload-sarif@v4"
    assert (upload["sarif_file"], upload["category"]) == (runner.outputs["check"]["sarif"], "harbour")
    assert "### CHECK 1" in Path(runner.env["GITHUB_STEP_SUMMARY"]).read_text("utf-8")


def test_it_ends_as_checker_does_after_the_upload(runner: Runner) -> None:
    assert runner.run(articles="stories/the harbour", fail_on="warning") == 1
    assert len(runner.uploaded) == 2
    assert runner.outputs["check"]["exit-code"] == "1"


def test_recorded_answers_are_replayed(runner: Runner) -> None:
    code = runner.run(articles="seeds/articles", answers="seeds/answers", format="html\njson\n", upload="false")
    reports = Path(runner.outputs["check"]["reports"])
    assert code == int(any(one["level"] == "error" for one in sarif(runner)["results"]))
    assert len(sarif(runner)["results"]) == len(json.loads((reports / "report.json").read_text("utf-8"))["findings"])
    assert sorted(path.name for path in reports.iterdir()) == [f"report.{e}" for e in ("html", "json", "md", "sarif")]
    assert [one["uses"].partition("@")[0] for one in runner.uploaded] == ["actions/setup-python"]


def test_options_and_the_name_of_a_model_go_along(runner: Runner) -> None:
    given = {"articles": "stories/the harbour", "options": "--pending\nthe requests.jsonl", "model": "some-model"}
    assert runner.run(**given) == 4
    assert '"model":"some-model"' in (runner.workspace / "the requests.jsonl").read_text("utf-8").replace(" ", "")
    assert runner.outputs["check"]["exit-code"] == "4"
    assert len(runner.uploaded) == 1  # no report, no upload


def test_a_draft_is_held_against_its_sources_as_the_documentation_has_it(runner: Runner) -> None:
    text = (ROOT / "docs" / "automation.md").read_text("utf-8")
    (shown,) = re.findall(r"```yaml\n( +- uses: (?:.*\n)+?)```", text)
    (step,) = yaml.safe_load(shown)
    given = {name: value.replace("stories/ferry", "stories") for name, value in step["with"].items()}
    (runner.workspace / "stories" / "the harbour").rename(runner.workspace / "stories" / "sources")
    (runner.workspace / "stories" / "draft.md").write_text("# The line\n\n" + BUSES.format(17), "utf-8")
    assert runner.run(**given, fail_on="warning") == 1, runner.err
    places = [result["locations"] + result.get("relatedLocations", []) for result in sarif(runner)["results"]]
    files = {one["physicalLocation"]["artifactLocation"]["uri"] for result in places for one in result}
    assert files == {"stories/draft.md", "stories/sources/a.md", "stories/sources/b.md"}


def test_what_is_given_is_never_read_as_commands(runner: Runner) -> None:
    hostile = '$(touch hit) `touch hit`"; touch hit; #'
    for given in ({"articles": hostile}, {"fail_on": hostile}, {"command": hostile}, {"format": hostile}):
        assert runner.run(**{"articles": "stories/the harbour", **given}) == 2
    # As an option it is an article that is not there; the others are checked.
    assert runner.run(articles="stories/the harbour", options=hostile) == 3
    (runner.workspace / "--help").mkdir()
    assert runner.run(articles="--help") == 2
    assert not (runner.workspace / "hit").exists()
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_a_hold_is_uploaded_with_a_place(runner: Runner) -> None:
    path = runner.workspace / "stories" / "the harbour" / "c.md"
    path.write_text("---\nstatus: withheld\n---\nNothing of this has been said.\n", "utf-8")
    assert runner.run(articles="stories/the harbour") == 1
    results = sarif(runner)["results"]
    assert all(result.get("locations") for result in results)  # code scanning refuses one without
    hold = next(result for result in results if result["level"] == "error")
    assert hold["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "stories/the%20harbour/c.md"
    assert "::error file=stories/the harbour/c.md,title=HOLD" in runner.out


def examples() -> list[str]:
    """Return the workflows that the documentation prints."""
    text = (ROOT / "docs" / "automation.md").read_text("utf-8")
    return re.findall(r"```yaml\n(name:.*?)```", text, re.DOTALL)


def test_the_files_hold_against_githubs_schemas(tmp_path: Path) -> None:
    (workflow,) = examples()
    (tmp_path / "workflow.yml").write_text(workflow, "utf-8")
    for schema, path in (("github-actions", ROOT / "action.yml"), ("github-workflows", tmp_path / "workflow.yml")):
        checked = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
        done = subprocess.run(checked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_and_the_table_name_the_inputs_that_there_are() -> None:
    (workflow,) = examples()
    (step,) = [step for step in yaml.safe_load(workflow)["jobs"]["check"]["steps"] if step.get("id") == "checker"]
    assert set(step["with"]) <= set(ACTION["inputs"])
    text = (ROOT / "docs" / "automation.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE) == list(ACTION["inputs"])
    assert set(re.findall(r"steps\.checker\.outputs\.([\w-]+)", workflow)) <= set(ACTION["outputs"])
