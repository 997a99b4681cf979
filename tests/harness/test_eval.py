"""checker eval through the front door. The answers in these tests are written by hand."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from checker.harness.blindness import breaches, given_answers
from checker.harness.page import render_page
from checker.harness.results import Results
from checker.harness.suites import load_story, load_suites
from tests.harness.bench import build, build_recorded, confirmed, differs, record, the_office_differs
from tests.newsroom import Newsroom, nothing_differs


@pytest.fixture
def bench(newsroom: Newsroom) -> Newsroom:
    build(newsroom)
    return newsroom


@pytest.fixture
def recorded(newsroom: Newsroom) -> Newsroom:
    build_recorded(newsroom)
    return newsroom


def test_a_missing_answer_is_an_error_that_says_how_to_record_it(bench: Newsroom) -> None:
    result = bench.run("eval", "dev")
    assert result.code == 2
    assert "4 answers are missing" in result.err
    assert "checker eval dev --pending FILE, then --import REPLIES" in result.err


def test_what_is_missing_of_all_suites_goes_into_one_file_each_request_once(bench: Newsroom) -> None:
    result = bench.run("eval", "dev", "test", "--pending", "pending.jsonl")
    assert result.code == 4
    ids = [line["custom_id"] for line in bench.pending()]
    assert len(ids) == len(set(ids)) == 5


def test_answers_go_into_the_folder_of_their_story(recorded: Newsroom) -> None:
    for story in ("astrid", "berta"):
        lines = (recorded.folder / f"evals/stories/{story}/answers/extract.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == 2


def test_an_answer_that_nobody_asked_for_is_named_with_its_line(recorded: Newsroom) -> None:
    (recorded.folder / "replies.jsonl").write_text('\n{"custom_id": "0", "reply": {}}\n', "utf-8")
    result = recorded.run("eval", "dev", "--import", "replies.jsonl", "--how", "m, by hand")
    assert result.code == 2
    assert "line 2: 0 was not asked" in result.err


def test_the_table_has_the_figures_story_by_story(recorded: Newsroom) -> None:
    result = recorded.run("eval", "dev")
    assert result.code == 0, result.err
    assert "facts found                       2 of 2   1.000  [1.000, 1.000]" in result.out
    assert "contradictions right              2 of 2   1.000" in result.out
    assert "found by difficulty: role 2/2" in result.out
    assert "  story   found   verdict  level   complete           right  sprung" in result.out
    assert "  astrid    1/1       1/1    1/1        1/1             1/1     0/0" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_twice_the_same_bytes(recorded: Newsroom) -> None:
    for name in ("one", "two"):
        assert recorded.run("eval", "dev", "--output", name).code == 0
    for file in ("eval.json", "eval.html"):
        assert (recorded.folder / "one" / file).read_bytes() == (recorded.folder / "two" / file).read_bytes()


def test_the_longest_chain_is_three_requests(recorded: Newsroom) -> None:
    recorded.run("eval", "dev", "--output", "out")
    amounts = json.loads((recorded.folder / "out/eval.json").read_text("utf-8"))["evaluations"][0]["amounts"]
    assert (amounts["requests"], amounts["depth"]) == (8, 3)
    assert 0 < amounts["chain_tokens"] < amounts["output_tokens"]


def test_a_mixed_folder_takes_what_its_stories_recorded(recorded: Newsroom) -> None:
    result = recorded.run("eval", "test", "--way", "claims", "--pending", "pending.jsonl")
    assert result.code == 4
    (line,) = recorded.pending()
    assert line["body"]["response_format"]["json_schema"]["name"] == "reconcile"


def test_a_fact_that_nobody_told_names_the_step(bench: Newsroom) -> None:
    record(bench, "dev", reconcile=nothing_differs)
    result = bench.run("eval", "dev")
    assert "astrid f1 (role) lost by reconcile: Which office does Ida Lund hold?" in result.out


def test_a_difference_says_what_got_better(bench: Newsroom) -> None:
    record(bench, "dev", reconcile=nothing_differs)
    bench.run("eval", "dev", "--output", "old")
    for path in bench.folder.glob("evals/stories/*/answers/*.jsonl"):
        path.unlink()
    record(bench, "dev", reconcile=the_office_differs)
    bench.run("eval", "dev", "--output", "new")
    result = bench.run("eval", "--diff", "old/eval.json", "new/eval.json")
    assert "facts found                    0.000 → 1.000  +1.000 [+1.000, +1.000] better" in result.out
    assert "astrid f1: found now: Which office" in result.out
    assert all(line.count("0.000") + line.count("1.000") != 2 or "better" in line for line in result.out.splitlines())
    assert "figures the same" in result.out
    back = bench.run("eval", "--diff", "new/eval.json", "old/eval.json")
    assert "-1.000 [-1.000, -1.000] worse" in back.out
    assert "lost now, by reconcile" in back.out


def test_the_same_evaluation_has_no_difference(recorded: Newsroom) -> None:
    recorded.run("eval", "dev", "--output", "out")
    same = recorded.run("eval", "--diff", "out/eval.json", "out/eval.json").out
    assert "→" not in same
    assert "  no figure changed\n  no fact changed\n" in same


def test_a_figure_below_the_committed_one_exits_1(recorded: Newsroom) -> None:
    assert recorded.run("eval", "dev", "--write-baseline", "baseline.json").code == 0
    assert recorded.run("eval", "dev", "--baseline", "baseline.json").code == 0
    path = recorded.folder / "baseline.json"
    figures = json.loads(path.read_text("utf-8"))
    figures["figures"]["dev/claims/0"].update(coverage=1.1, traps=None, refused=0.5)
    path.write_text(json.dumps(figures), "utf-8")
    result = recorded.run("eval", "dev", "--baseline", "baseline.json")
    assert result.code == 1
    assert [line for line in result.err.splitlines() if "dropped" in line] == [
        "checker: dropped: dev/claims/0: sentences covered: 1.100 → 1.0"
    ]


def test_each_reading_is_logged(recorded: Newsroom) -> None:
    for _ in range(2):
        recorded.run("eval", "dev", "--log", "HISTORY.md")
    text = (recorded.folder / "HISTORY.md").read_text("utf-8")
    assert text.count("dev, way claims, sample 0: facts found 1.000 [1.000, 1.000], accepted verdict 1.000") == 2


def test_repeats_tell_what_flips(recorded: Newsroom) -> None:
    options = ("dev", "--sample", "0", "--sample", "1")
    assert recorded.run("eval", *options).code == 2
    record(recorded, *options, confirm=lambda message: (differs if "Berta" in message else confirmed)(message))
    result = recorded.run("eval", *options)
    assert result.code == 0, result.err
    assert "dev, way claims: repeats (samples 0, 1)" in result.out
    assert "verdict flips                     1 of 2   0.500" in result.out
    assert "level flips                       1 of 2   0.500" in result.out
    assert "found every time                  2 of 2   1.000" in result.out
    assert "confirmed stay                    1 of 2   0.500" in result.out


def test_two_annotators_are_held_against_each_other(recorded: Newsroom) -> None:
    path = recorded.folder / "evals/stories/astrid"
    (path / "gold-second.json").write_bytes((path / "gold.json").read_bytes())
    result = recorded.run("eval", "dev")
    assert "dev: two annotators of astrid" in result.out
    assert "first has, second too             1 of 1   1.000" in result.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a suite, such as dev"),
        (("deva",), "there is no suite deva; there are: dev, test"),
        (("dev", "--evals", "nowhere"), "no such file; run this in a checkout"),
        (("--diff", "a.json", "b.json"), "a.json: cannot be read"),
        (("dev", "--baseline", "none.json"), "there are no committed figures yet"),
        (("dev", "--import", "none.jsonl"), "none.jsonl: cannot be read"),
    ],
)
def test_bad_usage_gets_a_clear_line(recorded: Newsroom, arguments: tuple[str, ...], words: str) -> None:
    result = recorded.run("eval", *arguments)
    assert result.code == 2
    assert words in result.err


def test_the_page_needs_nothing_from_elsewhere_and_escapes_what_a_story_says(bench: Newsroom) -> None:
    path = bench.folder / "evals/stories/astrid/gold.json"
    path.write_text(path.read_text("utf-8").replace("Which office", "<script>alert(1)</script> Which office"), "utf-8")
    record(bench, "dev", reconcile=nothing_differs)
    bench.run("eval", "dev", "--output", "out")
    page = (bench.folder / "out/eval.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    plots = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(plots) == 6
    for plot in plots:
        assert ET.fromstring(plot).get("aria-label")
    assert set(re.findall(r"https?://[^\s\"]+", page)) == {"http://www.w3.org/2000/svg"}


def test_a_later_repeat_alone_has_a_page_of_its_own(recorded: Newsroom) -> None:
    recorded.run("eval", "dev", "--output", "out")
    results = Results.model_validate_json((recorded.folder / "out/eval.json").read_text("utf-8"))
    later = [one.model_copy(update={"sample": 1}) for one in results.evaluations]
    assert "astrid" in render_page(results.model_copy(update={"evaluations": tuple(later)}))


def test_answers_by_numbers_of_their_own_are_blind_to_one_another(recorded: Newsroom) -> None:
    assert blind(recorded) == []


def test_one_number_for_two_looks_is_a_breach(recorded: Newsroom) -> None:
    answers = recorded.folder / "evals/stories/astrid/answers"
    for task in ("reconcile", "confirm"):
        path = answers / f"{task}.jsonl"
        line = json.loads(path.read_text("utf-8")) | {"answered_by": 7}
        path.write_text(json.dumps(line) + "\n", "utf-8")
    assert blind(recorded) == ["7 answered reconcile and confirm"]


def test_one_number_for_two_articles_is_a_breach_in_a_small_story(recorded: Newsroom) -> None:
    path = recorded.folder / "evals/stories/astrid/answers/extract.jsonl"
    lines = [json.loads(line) | {"answered_by": 7} for line in path.read_text("utf-8").splitlines()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert blind(recorded) == ["7 answered 2 articles to extract, not 1"]


def blind(room: Newsroom) -> list[str]:
    evals = Path(room.folder) / "evals"
    story = load_story(evals, "astrid", load_suites(evals))
    given = asyncio.run(given_answers(story, [("claims", 0), ("quick", 0)]))
    return breaches(given, len(story.story.articles))
