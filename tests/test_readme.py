"""What the README shows is run: its commands, the front matter it prints, the exit codes and levels it lists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from html import unescape
from pathlib import Path

import pytest

from checker.cli.options import Format
from checker.cli.rendering import ENDINGS
from checker.house import load_house
from checker.model.folder import read_answers
from checker.readers import read_articles
from checker.reports.terminal import render_terminal
from checker.reports.wording import SIGNS, STANDINGS
from checker.schema import Level, Standing
from checker.steps.house_rules import checks_of
from checker.text.desk_list import NO_DESK_LIST
from tests.draftroom import CONTRADICT, confirmed, fact, judge
from tests.model.batch_provider import BatchProvider
from tests.newsroom import Newsroom
from tests.reports.screenshots import as_page
from tests.reports.stories import orlund
from tests.shell import Shell, desk

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [line.strip() for line in README.splitlines() if line.startswith("    checker ")]
REPLAYED = [command for command in COMMANDS if "seeds/" in command]


@pytest.fixture
def checkout(newsroom: Newsroom) -> Newsroom:
    """A working directory with the sample story, as in a checkout."""
    shutil.copytree(ROOT / "seeds", newsroom.folder / "seeds")
    return newsroom


@pytest.mark.parametrize("command", REPLAYED)
def test_a_command_on_the_sample_story_runs(checkout: Newsroom, command: str) -> None:
    result = checkout.type(command)
    assert result.code == 0, result.err
    words = shlex.split(command)
    if "--output" in words:
        folder, name = Path(words[words.index("--output") + 1]).parent, Path(words[words.index("--output") + 1]).stem
        assert [path for path in folder.iterdir() if path.name.startswith(name)]
    else:
        assert result.out


def test_it_lists_every_form_with_its_ending() -> None:
    listed = dict(re.findall(r"^\| `([a-z]+)` \| `(\.[a-z.]+)` \|", README, re.MULTILINE))
    assert listed == {form.value: ENDINGS.get(form, ".checked.docx") for form in Format}


def test_its_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert {ROOT / picture for picture in pictures} == set((ROOT / "docs").glob("*.png"))
    for picture in pictures:
        content = (ROOT / picture).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < 150_000


def test_the_picture_of_the_terminal_shows_its_page() -> None:
    written = as_page(orlund())
    assert "GAZETTE" in written.upper()
    assert len(set(re.findall(r"color: (#[0-9a-f]{6})", written))) > 3
    shown = unescape(re.sub(r"<[^>]+>", "", written.partition("<pre")[2]))
    assert render_terminal(orlund()).splitlines()[0].rstrip() in shown


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and all that the README's commands name, as working on it leaves it."""
    folder = desk(tmp_path_factory.mktemp("readme")).folder
    for story in ("story", "more-articles", "stories/ferry", "stories/council"):
        shutil.copytree(ROOT / "seeds" / "articles", folder / story)
    (folder / "article-1.txt").write_text("The ferry Astrid caught fire off Oldport on Monday.\n", "utf-8")
    (folder / "article-2.md").write_text("# A fire\n\nA fire broke out on the Astrid.\n", "utf-8")
    (folder / "draft.md").write_text("# A fire\n\nA fire broke out on the ferry Astrid.\n", "utf-8")
    shutil.copytree(ROOT / "seeds" / "articles", folder / "sources")
    (folder / ".checker").rename(folder / "asked")
    shutil.copytree(folder / "asked" / "answers", folder / "answers")
    return folder


ENDS = {"--batch": 4, "--pending": 4}
"""What commands end with that do not end with 0."""


@pytest.mark.once
@pytest.mark.parametrize("command", [command for command in dict.fromkeys(COMMANDS) if command not in REPLAYED])
def test_every_other_command_runs(newsroom: Newsroom, worked_in: Path, command: str) -> None:
    shutil.copytree(worked_in, newsroom.folder, symlinks=True, dirs_exist_ok=True)
    if command == "checker --install-completion":
        done = Shell(newsroom.folder).run(command)
        assert (done.returncode, done.stderr) == (0, "")
        return
    if "--diff" in command:
        assert newsroom.type("checker eval dev --way checks --output old").code == 0
        shutil.copytree("old", "new")
    with BatchProvider() as provider:
        if "compare" in command and not {"--by-folder", "--pending"} & set(command.split()):
            newsroom.setenv("OPENAI_BASE_URL", provider.url)
            newsroom.setenv("OPENAI_API_KEY", "sk-test-0123456789")
            newsroom.setenv("CHECKER_PRICED_AS", "openai")
        done = newsroom.type(command)
    expected = next((code for word, code in ENDS.items() if word in command.split()), 0)
    assert done.code == expected, done.err
    assert "Traceback" not in done.err
    assert done.out or done.err


def test_the_demo_is_what_the_readme_shows() -> None:
    (demo,) = (line.strip() for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "compare seeds" in line)
    assert demo.removeprefix("@.venv/bin/") in COMMANDS


def test_the_front_matter_it_prints_is_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^    ---\n(?:    .*\n)+?    ---\n", README, re.MULTILINE)
    path = tmp_path / "piece.md"
    path.write_text(re.sub(r"^    ", "", shown, flags=re.MULTILINE) + "\nForty are missing.\n", encoding="utf-8")
    (article,) = read_articles([path], max_bytes=10_000).articles
    assert (article.outlet, article.published.known, article.status.kind) == ("Kystposten", "stated", "usable")


def test_the_settings_it_prints_are_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^    fail-on = .*\n(?:(?:    .*)?\n)+?(?=\S)", README, re.MULTILINE)
    (tmp_path / "checker.toml").write_text(re.sub(r"^    ", "", shown, flags=re.MULTILINE), encoding="utf-8")
    house = load_house(tmp_path)
    assert house.fail_on == "warning"
    assert house.rules == {"S5": "off", "number-differ": "note"}
    assert "F1" in {check.code for check in checks_of(house, NO_DESK_LIST)}


def section(title: str) -> list[str]:
    """Return the commands of a section, as words, on the sample story in place of story/."""
    text = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    commands = [line for line in text.splitlines() if line.startswith("    checker ")]
    sample = "seeds/articles --answers seeds/answers --exit-zero"
    return [command.strip().removeprefix("checker ").replace("story/", sample) for command in commands]


def test_the_draft_check_it_shows(newsroom: Newsroom) -> None:
    newsroom.write("draft.md", "# A fire\n\nA fire broke out on the ferry Astrid. Forty people are missing.\n")
    newsroom.write("sources/wire.txt", "A fire broke out on the Astrid. Sixty people are missing.\n")
    missing = fact([("D", "Forty")], [(1, "Sixty")])
    answerers = {"draft": judge(missing, backed=[[("D", "broke out"), (1, "fire")]]), "confirm": confirmed(CONTRADICT)}
    commands = section("Before publication")
    assert len(commands) == 2
    for command in commands:
        result = newsroom.settle(*shlex.split(command), **answerers)
        assert result.code == 1, result.err
    assert "Forty people are missing" in (newsroom.folder / "checked.html").read_text("utf-8")


def test_what_it_dismisses_is_gone(checkout: Newsroom) -> None:
    first, *rest = [checkout.run(*shlex.split(command)) for command in section("Dismiss what is settled")]
    assert [first.code, *(result.code for result in rest)] == [0, 0, 0], rest[0].err
    headline = rest[0].out.partition(": ")[2].partition("(")[2]
    assert headline
    assert "Dismissed earlier and not shown: 1 " in rest[1].out
    (line,) = re.findall(r"^    (\S+ merge=union)$", README, re.MULTILINE)
    assert line in rest[0].err


def test_two_reports_of_one_story_have_no_difference(checkout: Newsroom) -> None:
    *runs, difference = [checkout.run(*shlex.split(command)) for command in section("What changed since")]
    assert [run.code for run in (*runs, difference)] == [0, 0, 0], difference.err
    assert re.fullmatch(r"\d+ as before\.\n", difference.out)


def test_its_figures_are_those_of_the_baseline() -> None:
    figures = json.loads((ROOT / "evals" / "baseline.json").read_text("utf-8"))["figures"]
    flowing = " ".join(README.split())
    shown = re.search(r"shows (\d+) of the (\d+) facts by claims and (\d+) by the quick way", flowing)
    assert shown is not None
    by_claims, facts, quick = map(int, shown.groups())
    assert figures["dev/claims/0"]["found"] == pytest.approx(by_claims / facts, abs=1e-5)
    assert figures["dev/quick/0"]["found"] == pytest.approx(quick / facts, abs=1e-5)
    pairs = re.search(r"told, (\d+) of (\d+) and (\d+) of (\d+) have a verdict that the gold accepts", flowing)
    assert pairs is not None
    told = [int(number) for number in pairs.groups()]
    for way, (right, of) in {"dev/claims/0": told[:2], "dev/quick/0": told[2:]}.items():
        assert figures[way]["pairs_accepted"] == pytest.approx(right / of, abs=1e-5)
        assert (figures[way]["contradictions"], figures[way]["fixes"], figures[way]["traps"]) == (1, 1, 0)


def test_it_lists_every_level() -> None:
    assert re.findall(r"^\| ([A-Z]+) \|", README, re.MULTILINE) == [level.upper() for level in Level.__args__]


def test_it_lists_every_standing_with_its_sign() -> None:
    listed = dict(re.findall(r"^\| (\S) ([a-z ]+) \|", README, re.MULTILINE))
    assert listed == {SIGNS[standing]: STANDINGS[standing] for standing in Standing.__args__}


def test_the_recorded_answers_of_the_sample_say_where_they_come_from() -> None:
    answers = read_answers(ROOT / "seeds" / "answers").values()
    assert answers
    for answer in answers:
        assert (answer.named, answer.how) == ("claude", "by hand-off of a batch file")
        assert answer.usage.get("estimated") is True


@pytest.mark.parametrize("folder", ["seeds/answers", "evals/real/answers"])
def test_nobody_answered_two_requests_of_one_story(folder: str) -> None:
    numbers = [answer.answered_by for answer in read_answers(ROOT / folder).values()]
    assert None not in numbers
    assert len(numbers) == len(set(numbers))
