"""checker compare --by-folder: files that changed stand for their stories, and each story is checked by itself."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom

BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"


@pytest.fixture
def stories(newsroom: Newsroom) -> Newsroom:
    """Two stories: in one the pieces clash, in the other they agree, and between the two they would."""
    for name, amount in (("harbour/a.md", 12), ("harbour/b.txt", 15), ("market/a.md", 31), ("market/b.md", 31)):
        newsroom.write(f"stories/{name}", BUSES.format(amount) + f"\nThis is what {name[:-3]} has.\n")
    return newsroom


def checked(room: Newsroom, *arguments: str) -> tuple[int, list[str], str]:
    """Return the exit code, the stories that were checked, and the page."""
    result = room.run("compare", "--by-folder", "--checks-only", "--fail-on", "warning", *arguments)
    lines = [line.removeprefix("checker: ") for line in result.err.splitlines()]
    return result.code, [line.partition(":")[0] for line in lines if line.endswith("the story to check")], result.out


@pytest.mark.each
def test_each_story_is_checked_once_and_by_itself(stories: Newsroom) -> None:
    files = ("stories/market/b.md", "stories/harbour/a.md", "stories/market/a.md")
    code, told, page = checked(stories, *files)
    assert (code, told) == (1, ["stories/market", "stories/harbour"])
    assert page.count("pieces against one another") == 2
    assert page.count("CHECK 1") == 1


@pytest.mark.parametrize(
    ("form", "heads"),
    [
        ("terminal", ["STORIES/MARKET · ", "BUSES · "]),
        ("brief", ["stories/market · ", "Buses · "]),
        ("markdown", ["# stories/market", "# Buses"]),
    ],
)
def test_each_page_says_which_story_it_is_of(stories: Newsroom, form: str, heads: list[str]) -> None:
    stories.write("stories/harbour/story.toml", 'title = "Buses"\n')
    page = checked(stories, "stories/market/a.md", "stories/harbour/a.md", "--format", form)[2]
    places = [page.index(head) for head in heads]
    assert places == sorted(places)


def test_the_folder_it_is_run_in_has_a_name_as_well(stories: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stories.folder / "stories/market")
    assert "\nMARKET · " in checked(stories, "a.md")[2]


def test_a_story_in_which_nothing_clashes_passes(stories: Newsroom) -> None:
    assert checked(stories, "stories/market/a.md")[:2] == (0, ["stories/market"])


def test_a_piece_that_was_removed_changes_its_story(stories: Newsroom) -> None:
    (stories.folder / "stories/harbour/a.md").unlink()
    assert checked(stories, "stories/harbour/a.md")[:2] == (0, ["stories/harbour"])


def test_the_story_file_counts_and_other_files_do_not(stories: Newsroom) -> None:
    stories.write("stories/harbour/story.toml", 'title = "Buses"\n')
    assert checked(stories, "stories/harbour/story.toml")[1] == ["stories/harbour"]
    aside = (
        "stories/harbour/photo.svg",
        "stories/harbour/README.md",
        "stories/market/.hidden.md",
        "stories/market/Makefile",
    )
    for name in aside:
        stories.write(name, "Not an article.\n")
    code, told, page = checked(stories, *aside)
    assert (code, told, page) == (0, [], "")


def test_what_cannot_be_read_goes_before_findings_and_stops_no_other_story(stories: Newsroom) -> None:
    (stories.folder / "stories/empty").mkdir()
    code, told, page = checked(stories, "stories/empty", "stories/harbour/a.md")
    assert (code, told) == (2, ["stories/empty", "stories/harbour"])
    assert "CHECK 1" in page
    stories.write("stories/market/c.md", "")
    assert checked(stories, "stories/market/a.md", "stories/harbour/a.md")[0] == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "json"], "json cannot stand there twice"),
        (["--format", "brief", "--format", "sarif"], "sarif cannot stand there twice"),
        (["--output", "report.md"], "--output is for one story"),
        (["--pending", "requests.jsonl"], "--pending is for one story"),
        (["stories/no-such/a.md"], "there is no such file, nor its folder"),
    ],
)
def test_what_it_cannot_do_is_told_in_a_line(stories: Newsroom, options: list[str], told: str) -> None:
    result = stories.run("compare", "--by-folder", "stories/harbour/a.md", *options)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert len(result.err.splitlines()) == 1
