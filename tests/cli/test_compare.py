"""checker compare, through the front door: files in, report and exit code out. Replies are written by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.model.loopback import fault
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Reply, label

WIRE = "The ferry Astrid caught fire off Oldport on Monday. Harbour master Ida Lund said 40 people were missing.\n"
TABLOID = "A fire broke out on the Astrid.\n\nFormer harbour master Ida Lund put the missing at 40.\n"


def the_office_differs(message: str) -> Reply:
    """One fact with two positions, as a judge would give it, written by hand."""
    return {
        "facts": [
            {
                "q": "Which office does Ida Lund hold?",
                "aspect": "role",
                "stakes": "none",
                "positions": [
                    {"a": "harbour master", "p": [{"p": label(message, 1, "Ida Lund"), "w": "Harbour master"}]},
                    {
                        "a": "former harbour master",
                        "p": [{"p": label(message, 2, "Lund"), "w": "former harbour master"}],
                    },
                ],
                "why": "[1] has her as harbour master, [2] as former harbour master.",
                "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
            }
        ],
        "same": [{"q": "Was there a fire?", "p": [label(message, 1, "fire"), label(message, 2, "fire")]}],
        "cleared": [],
    }


def again(verdict: dict[str, Any]) -> Reply:
    return {"facts": [{"n": 1, "why": "“Harbour master” against “former”.", "pairs": [{"i": 1, "j": 2, **verdict}]}]}


CONTRADICT = {"v": "contradict", "if": "nothing"}


@pytest.fixture
def two_pieces(newsroom: Newsroom) -> Newsroom:
    newsroom.write("story/wire.txt", WIRE)
    newsroom.write("story/tabloid.md", TABLOID)
    newsroom.write("story/story.toml", 'title = "The Astrid"\n')
    return newsroom


def compared(room: Newsroom, *options: str, second: dict[str, Any] = CONTRADICT) -> Any:
    files = ("story/wire.txt", "story/tabloid.md")
    return room.settle("compare", *files, *options, reconcile=the_office_differs, confirm=lambda _: again(second))


@pytest.mark.each
def test_a_confirmed_contradiction_is_a_fix_and_exits_1(two_pieces: Newsroom) -> None:
    result = compared(two_pieces, "--format", "json")
    (finding,) = result.findings
    assert result.code == 1
    assert (finding["level"], finding["severity"], finding["code"]) == ("fix", "error", "role-contradict")
    assert finding["keys"] == {"model": "contradict", "outcome": "confirmed", "checks": ["R1"], "meets": []}


def test_a_finding_shows_text_that_stands_at_its_offsets(two_pieces: Newsroom) -> None:
    report = compared(two_pieces, "--format", "json").report
    texts = {article["id"]: article["text"] for article in report["articles"]}
    for passage in report["findings"][0]["passages"]:
        assert passage["text"] == texts[passage["article"]][passage["start"] : passage["end"]]
        words = passage["words"]
        assert "arbour master" in texts[passage["article"]][words["start"] : words["end"]]
    assert [(p["article"], p["position"]) for p in report["findings"][0]["passages"]] == [("wire", 1), ("tabloid", 2)]


@pytest.mark.parametrize(
    ("second", "outcome", "verdict", "level", "code"),
    [
        (CONTRADICT, "confirmed", "contradict", "fix", 1),
        ({"v": "contradict", "if": "occasion"}, "confirmed", "contradict", "check", 0),
        ({"v": "differ", "how": "strength"}, "changed", "differ", "check", 0),
        ({"v": "agree"}, "unclear", "unclear", "check", 0),
    ],
)
def test_the_second_look_decides_what_is_shown(
    two_pieces: Newsroom, second: dict[str, Any], outcome: str, verdict: str, level: str, code: int
) -> None:
    result = compared(two_pieces, "--format", "json", second=second)
    (finding,) = result.findings
    assert (finding["keys"]["outcome"], finding["verdict"], finding["level"]) == (outcome, verdict, level)
    assert result.code == code


def test_the_terminal_shows_the_differing_words_in_brackets(two_pieces: Newsroom) -> None:
    result = compared(two_pieces)
    assert "FIX 1" in result.out
    assert "[Former] harbour master" in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(("options", "code"), [(("--exit-zero",), 0), (("--fail-on", "warning"), 1)])
def test_options_that_turn_the_exit_code(two_pieces: Newsroom, options: tuple[str, ...], code: int) -> None:
    assert compared(two_pieces, *options).code == code


def test_the_same_input_and_answers_give_the_same_bytes_but_for_run(two_pieces: Newsroom) -> None:
    one, other = (compared(two_pieces, "--format", "json").report for _ in range(2))
    assert one.pop("run") != other.pop("run")
    assert json.dumps(one) == json.dumps(other)


def test_output_goes_to_a_file(two_pieces: Newsroom) -> None:
    result = compared(two_pieces, "--format", "json", "--output", "out/report.json")
    assert result.out == ""
    assert json.loads((two_pieces.folder / "out/report.json").read_text("utf-8"))["title"] == "The Astrid"


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to a file that is not there yet"])
def test_output_follows_a_symbolic_link(two_pieces: Newsroom, *, there: bool) -> None:
    target, link = two_pieces.folder / "kept/report.json", two_pieces.folder / "latest.json"
    target.parent.mkdir()
    if there:
        target.write_text("an older report", encoding="utf-8")
    link.symlink_to(target)
    assert compared(two_pieces, "--format", "json", "--output", "latest.json").code == 1
    assert link.is_symlink()
    assert not target.is_symlink()
    assert json.loads(target.read_text("utf-8"))["title"] == "The Astrid"


@pytest.mark.parametrize("option", ["--output", "--pending"])
@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param("story/wire.txt", "story/wire.txt", id="as given"),
        pytest.param("story", "story/tabloid.md", id="out of a folder"),
        pytest.param("story", "story/../story/wire.txt", id="by another way"),
        pytest.param("story", "link.txt", id="by a link to it"),
        pytest.param("link.txt", "story/wire.txt", id="of an article that was given by a link"),
        pytest.param("story", "story/killed.md", id="of a killed one"),
    ],
)
def test_no_article_is_overwritten(two_pieces: Newsroom, option: str, given: str, named: str) -> None:
    two_pieces.write("story/killed.md", "Nobody was aboard the Astrid.\n", status="killed")
    (two_pieces.folder / "link.txt").symlink_to(two_pieces.folder / "story/wire.txt")
    before = {path: path.read_bytes() for path in (two_pieces.folder / "story").iterdir()}
    result = two_pieces.run("compare", given, "--model", "claude", "--answers", "answers", option, named)
    assert result.code == 2
    assert f"{option} {named}: is one of the articles; name another file" in result.err
    assert result.err.count("\n") == 1
    assert {path: path.read_bytes() for path in (two_pieces.folder / "story").iterdir()} == before


@pytest.mark.parametrize("option", ["--output", "--pending"])
@pytest.mark.parametrize(
    "text",
    [pytest.param(WIRE, id="that is read once, as the twin of another"), pytest.param(" \n\n", id="not read")],
)
def test_no_article_that_adds_nothing_is_overwritten(two_pieces: Newsroom, option: str, text: str) -> None:
    path = two_pieces.write("story/zweit.txt", text)
    arguments = ("story/wire.txt", "story/zweit.txt", "--model", "claude", "--answers", "answers")
    result = two_pieces.run("compare", *arguments, option, "story/zweit.txt")
    assert path.read_text("utf-8") == text
    assert result.code == 2
    assert f"{option} story/zweit.txt: is one of the articles; name another file" in result.err


def test_a_file_beside_the_articles_may_be_written(two_pieces: Newsroom) -> None:
    assert compared(two_pieces, "--format", "json", "--output", "story/report.json").code == 1
    assert json.loads((two_pieces.folder / "story/report.json").read_text("utf-8"))["title"] == "The Astrid"


def test_notices_come_after_the_line_that_says_what_is_sent(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", WIRE)
    newsroom.write("b.txt", WIRE)
    newsroom.write("empty.txt", " \n\n")
    newsroom.setenv("OPENAI_API_KEY", "sk-test-of-the-user")
    with Provider(fault(401)) as server:
        newsroom.setenv("OPENAI_BASE_URL", server.url)
        lines = newsroom.run("compare", "a.txt", "b.txt", "empty.txt").err.splitlines()
    assert lines[0].startswith("checker: sending the text of 1 article ")
    assert lines[1] == "checker: b.txt: has the same content as a.txt; read once"
    assert lines[2].startswith("checker: not read: empty.txt: ")
    assert len(lines) == 4  # the last one names the key that was refused


def test_each_round_asks_only_what_is_new(two_pieces: Newsroom) -> None:
    asked = []

    def count(task: str, reply: Any) -> Any:
        return lambda message: (asked.append(task), reply(message))[1]

    from tests.newsroom import an_event_a_sentence

    two_pieces.settle(
        "compare",
        "story/wire.txt",
        "story/tabloid.md",
        extract=count("extract", an_event_a_sentence),
        reconcile=count("reconcile", the_office_differs),
        confirm=count("confirm", lambda _: again(CONTRADICT)),
    )
    assert asked == ["extract", "extract", "reconcile", "confirm"]


def test_one_article_is_checked_against_itself_and_says_so(newsroom: Newsroom) -> None:
    newsroom.write("alone.txt", WIRE)
    result = newsroom.settle("compare", "alone.txt")
    assert result.code == 0
    assert "itself" in result.out


def test_a_killed_piece_is_a_hold_and_supports_nothing(two_pieces: Newsroom) -> None:
    two_pieces.write("story/killed.md", "Nobody was aboard the Astrid.\n", status="killed", note="wrong ship")
    result = two_pieces.settle("compare", "story", "--format", "json")
    assert result.code == 1
    assert [finding["code"] for finding in result.findings] == ["hold-killed", "R1"]  # which the model here let pass
    assert result.report["coverage"]["not_compared"] == ["killed"]
    assert not [claim for claim in result.report["claims"] if claim["passage"]["article"] == "killed"]


def test_an_answer_that_never_came_is_a_failure_and_exits_3(two_pieces: Newsroom) -> None:
    two_pieces.run("compare", "story", "--model", "claude", "--answers", "answers", "--pending", "pending.jsonl")
    result = two_pieces.run("compare", "story", "--model", "claude", "--answers", "answers", "--format", "json")
    assert result.code == 3
    assert [finding["code"] for finding in result.findings] == ["R1"]  # what the built-in checks prove by themselves
    *extracted, compared = result.report["failures"]
    assert [(failure["step"], failure["item"]) for failure in extracted] == [
        ("extract", "article tabloid"),
        ("extract", "article wire"),
    ]
    assert compared["step"] == "reconcile"
    assert "2 articles" in compared["item"]
    assert "quick" not in compared["item"]  # that is another way, which nobody asked for
    assert result.report["claims"] == []


def test_a_changed_prompt_is_named_as_the_reason(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    compared(two_pieces)
    from checker.model import prompts

    changed = prompts.load_prompt("extract")
    changed = type(changed)(**{**changed.__dict__, "fixed": changed.fixed + " Be brief."})
    real = prompts.load_prompt
    monkeypatch.setattr("checker.model.asking.load_prompt", lambda task: changed if task == "extract" else real(task))
    result = two_pieces.run("compare", "story", "--model", "claude", "--answers", "answers")
    assert result.code == 3
    assert "prompts/extract.md has changed since it was recorded" in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"date": None, "outlet": None, "claims": [], "more": 1}, "Extra inputs are not permitted"),
        ('{"date": null, "outlet": null, "claims": [', "it is not whole JSON"),
        (
            {"date": None, "outlet": None, "claims": [{"k": "event", "s": [77], "t": "x", "m": []}]},
            "there is no sentence 77",
        ),
        (
            {"date": None, "outlet": None, "claims": [{"k": "quote", "s": [1], "by": "x", "w": "never said", "m": []}]},
            "the words “never said” do not stand in sentence 1",
        ),
    ],
)
def test_a_reply_that_does_not_hold_is_kept_as_refused_and_asked_again(
    newsroom: Newsroom, broken: Any, reason: str
) -> None:
    newsroom.write("a.txt", WIRE)
    command = ("compare", "a.txt", "--model", "claude", "--answers", "answers", "--pending", "pending.jsonl")
    newsroom.run(*command)
    (first,) = newsroom.pending()
    newsroom.reply([{"custom_id": first["custom_id"], "reply": broken}])
    assert newsroom.run(*command).code == 4
    (second,) = newsroom.pending()
    assert second["custom_id"] != first["custom_id"]
    assert second["body"]["messages"][:2] == first["body"]["messages"]
    assert reason in second["body"]["messages"][3]["content"]
    result = newsroom.settle("compare", "a.txt", "--format", "json")
    assert result.code == 0
    assert result.report["run"]["tasks"][0]["refused"] == 1
    listed = newsroom.run("answers", "list", "--answers", "answers").rows
    (refused,) = [line for line in listed if "  refused  " in line]
    assert refused.startswith(first["custom_id"][:12])
    assert reason in refused
    assert sum("  extract  " in line for line in listed) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("compare",), 2, "missing argument 'ARTICLE'"),
        (("compare", "nowhere.txt", "--answers", "a"), 2, "nowhere.txt"),
        (("claims", "a.txt"), 2, "OPENAI_API_KEY"),
        (("compare", "a.txt", "--answers", "a.txt"), 2, "is not a folder"),
        (("compare", "a.txt", "--answers", "a", "--max-article", "5"), 2, "--max-article"),
        (("compare", "a.txt", "--answers", "a", "--output", "."), 2, "name a file"),
        (("claims", "empty.txt", "--answers", "a"), 2, "empty.txt"),
        (("answers", "show", "ff", "--answers", "a"), 2, "no answer"),
        (("answers", "import", "nowhere.jsonl", "--answers", "a"), 2, "nowhere.jsonl"),
        (("answers", "import", "a.txt", "--answers", "a", "--how", "claude"), 2, "--how"),
    ],
)
def test_bad_usage_gets_a_clear_line(newsroom: Newsroom, arguments: tuple[str, ...], code: int, words: str) -> None:
    newsroom.write("a.txt", WIRE)
    newsroom.write("empty.txt", " \n\n")
    result = newsroom.run(*arguments)
    assert result.code == code
    assert words in result.err
    assert "Traceback" not in result.err


def test_the_three_ways_are_named_where_there_is_nobody_to_ask(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", WIRE)
    for command in (("claims", "a.txt"), ("compare", "a.txt", "--max-cost", "1")):
        error = newsroom.run(*command).err
        assert error.count("\n") == 1
        assert all(way in error for way in ("OPENAI_API_KEY", "--answers", "--pending"))


def test_a_dotenv_beside_the_articles_is_not_read(newsroom: Newsroom) -> None:
    newsroom.write("story/a.txt", WIRE)
    newsroom.write("story/.env", "OPENAI_BASE_URL=http://127.0.0.1:9/v1\nOPENAI_API_KEY=sk-stolen\n")
    assert "nobody to ask" in newsroom.run("claims", "story").err


def test_an_endpoint_from_a_file_gets_no_key_from_the_environment(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", WIRE)
    newsroom.write(".env", "OPENAI_BASE_URL=http://127.0.0.1:9/v1\n")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-of-the-user")
    result = newsroom.run("compare", "a.txt")
    assert result.code == 2
    assert "--trust-env" in result.err
    assert "sk-secret" not in result.err


def test_a_defect_is_one_line_and_no_finding(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("a.txt", WIRE)

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checker.cli.run.read_articles", broken)
    result = newsroom.run("compare", "a.txt", "--answers", "a")
    assert result.code == 70
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err


def test_a_folder_of_answers_that_is_not_there_is_not_an_empty_one(newsroom: Newsroom) -> None:
    result = newsroom.run("answers", "list", "--answers", "answrs")
    assert (result.code, result.out) == (2, "")
    assert result.err == "checker: --answers answrs: no such folder; check the name\n"
