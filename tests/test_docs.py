"""What README.md and docs/ show is run: their commands, the front matter and settings that they print, their tables.

`python -m tests.test_docs` writes anew what README.md shows of the sample's page.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from textwrap import dedent, indent

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
from tests.pages import BY_NAME, PAGES, README, ROOT, Page
from tests.reports.screenshots import as_page
from tests.reports.stories import orlund
from tests.shell import Shell, desk

DECISIONS = BY_NAME["decisions"]
COMMANDS = list(dict.fromkeys(command for page in PAGES for command in page.commands))
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


DEMO = "checker compare seeds/articles --answers seeds/answers --exit-zero"
FIRST = re.compile(r"^(?:    FIX 1\b.*\n)(?:    .*\n)*", re.MULTILINE)
"""The finding that the README shows, as it stands there."""


def first_finding(page: str) -> str:
    """Return the first finding of the sample's page, indented as a page of the documentation shows it."""
    found = re.search(r"^FIX 1\b.*?\n(?=\S)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, page
    return indent(found[0], "    ")


def test_the_finding_that_is_shown_is_the_first_of_the_sample(checkout: Newsroom) -> None:
    checkout.setenv("COLUMNS", "80")
    assert FIRST.findall(README.text) == [first_finding(checkout.type(DEMO).out)]


def test_it_lists_every_form_with_its_ending() -> None:
    listed = {form.strip("`"): ending.strip("`") for form, (ending, _) in README.table("form").items()}
    assert listed == {form.value: ENDINGS.get(form, ".checked.docx") for form in Format}


def test_the_picture_of_the_terminal_shows_its_page() -> None:
    written = as_page(orlund())
    assert "GAZETTE" in written.upper()
    assert len(set(re.findall(r"color: (#[0-9a-f]{6})", written))) > 3
    shown = unescape(re.sub(r"<[^>]+>", "", written.partition("<pre")[2]))
    assert render_terminal(orlund()).splitlines()[0].rstrip() in shown


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and all that the commands name, as working on it leaves it."""
    folder = desk(tmp_path_factory.mktemp("docs")).folder
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
@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in REPLAYED])
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


def test_the_demo_is_a_command_that_is_shown() -> None:
    (demo,) = (line.strip() for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "compare seeds" in line)
    assert demo.removeprefix("@.venv/bin/") == DEMO
    assert DEMO in COMMANDS


def block(page: str, begins: str) -> str:
    """Return the indented block of a page that begins so, without its indent."""
    runs = re.findall(r"(?:^(?:    .*)?\n)+", BY_NAME[page].text, re.MULTILINE)
    (shown,) = [run for run in (dedent(run).strip() for run in runs) if run.startswith(begins)]
    return shown + "\n"


def test_the_front_matter_that_is_shown_is_read(tmp_path: Path) -> None:
    path = tmp_path / "piece.md"
    path.write_text(block("articles", "---") + "\nForty are missing.\n", encoding="utf-8")
    (article,) = read_articles([path], max_bytes=10_000).articles
    assert (article.outlet, article.published.known, article.status.kind) == ("Kystposten", "stated", "usable")


def test_the_story_file_that_is_shown_is_read(tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text(block("articles", "title = "), encoding="utf-8")
    (tmp_path / "wire-2.txt").write_text("Forty are missing.\n", encoding="utf-8")
    found = read_articles([tmp_path], max_bytes=10_000)
    assert [article.outlet for article in found.articles] == ["Kystposten"]
    assert (found.title, found.model) == ("The ferry Astrid", "claude")


def test_the_status_that_is_shown_is_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"`(status: [^`]+)`", BY_NAME["articles"].flowing)
    path = tmp_path / "piece.md"
    path.write_text(f"---\n{shown}\n---\nForty are missing.\n", encoding="utf-8")
    (article,) = read_articles([path], max_bytes=10_000).articles
    assert article.status.kind == "embargoed"


def test_the_settings_that_are_shown_are_read(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text(block("settings", "fail-on = "), encoding="utf-8")
    house = load_house(tmp_path)
    assert house.fail_on == "warning"
    assert house.rules == {"S5": "off", "number-differ": "note"}
    assert "F1" in {check.code for check in checks_of(house, NO_DESK_LIST)}


def section(page: Page, title: str) -> list[list[str]]:
    """Return the commands of a section, as words, on the sample story in place of story/."""
    sample = "seeds/articles --answers seeds/answers --exit-zero"
    commands = re.findall(r"^    checker (.*)", page.section(title), re.MULTILINE)
    return [shlex.split(command.replace("story/", sample)) for command in commands]


def test_the_draft_check_it_shows(newsroom: Newsroom) -> None:
    newsroom.write("draft.md", "# A fire\n\nA fire broke out on the ferry Astrid. Forty people are missing.\n")
    newsroom.write("sources/wire.txt", "A fire broke out on the Astrid. Sixty people are missing.\n")
    missing = fact([("D", "Forty")], [(1, "Sixty")])
    answerers = {"draft": judge(missing, backed=[[("D", "broke out"), (1, "fire")]]), "confirm": confirmed(CONTRADICT)}
    commands = section(README, "Check a draft before publication")
    assert len(commands) == 2
    for command in commands:
        result = newsroom.settle(*command, **answerers)
        assert result.code == 1, result.err
    assert "Forty people are missing" in (newsroom.folder / "checked.html").read_text("utf-8")


def test_what_it_dismisses_is_gone(checkout: Newsroom) -> None:
    first, *rest = [checkout.run(*command) for command in section(DECISIONS, "Dismiss what is settled")]
    assert [first.code, *(result.code for result in rest)] == [0, 0, 0], rest[0].err
    headline = rest[0].out.partition(": ")[2].partition("(")[2]
    assert headline
    assert "Dismissed earlier and not shown: 1 " in rest[1].out
    (line,) = re.findall(r"^    (\S+ merge=union)$", DECISIONS.text, re.MULTILINE)
    assert line in rest[0].err


def test_two_reports_of_one_story_have_no_difference(checkout: Newsroom) -> None:
    *runs, difference = [checkout.run(*command) for command in section(DECISIONS, "What changed since")]
    assert [run.code for run in (*runs, difference)] == [0, 0, 0], difference.err
    assert re.fullmatch(r"\d+ as before\.\n", difference.out)


def test_it_lists_every_level() -> None:
    assert list(README.table("level")) == [level.upper() for level in Level.__args__]


def test_it_lists_every_standing_with_its_sign() -> None:
    listed = [sign.split(maxsplit=1) for sign in BY_NAME["drafts"].table("sign")]
    assert dict(listed) == {SIGNS[standing]: STANDINGS[standing] for standing in Standing.__args__}
    in_json = [name for _, name in BY_NAME["drafts"].table("sign").values()]
    assert sorted(in_json) == sorted(Standing.__args__)


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


if __name__ == "__main__":
    wide = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", *DEMO.split()], cwd=ROOT, env=wide, check=True, capture_output=True, text=True
    )
    (ROOT / README.path).write_text(FIRST.sub(lambda _: first_finding(done.stdout), README.text), "utf-8")
