"""checker draft, through the front door: a draft and its sources in, each sentence's standing out.

All replies are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.draftroom import CONTRADICT, STRENGTH, confirmed, fact, judge
from tests.newsroom import Newsroom, Reply, Result, nothing_differs

DRAFT = """\
The ferry Astrid caught fire off Oldport on Monday.

Forty people are missing, harbour master Ida Lund said.

Captain Jon Pell had left the bridge, crew members said.

“We had no warning of any kind,” Ida Lund told reporters.

Who will pay for it?
"""
WIRE = """\
A fire broke out on the ferry Astrid off Oldport on Monday.

Sixty people are missing, harbour master Ida Lund said.

Captain Jon Pell had left the bridge, a crew member said.

Pell denies that he ever left it.
"""
RADIO = "The Astrid burnt off Oldport on Monday.\n\nFifty people are missing, the harbour office told us.\n"

MISSING = fact([("D", "Forty", "Forty")], [(1, "Sixty", "Sixty")], q="How many are missing?")
FIRE = [("D", "caught fire"), (1, "fire"), (2, "burnt")]
BRIDGE = [("D", "left the bridge"), (1, "left the bridge")]
IN_WORDS = {"date": None, "outlet": None, "claims": []}
ROOT = Path(__file__).parents[2]
EVERYTHING = ("draft.txt", "--against", "sources/wire.txt", "sources/radio.txt")


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.write("draft.txt", DRAFT)
    newsroom.write("sources/wire.txt", WIRE)
    newsroom.write("sources/radio.txt", RADIO)
    return newsroom


def held(
    room: Newsroom,
    answerer: Callable[[str], Reply],
    *options: str,
    second: Callable[[str], Reply] | None = None,
    reconcile: Callable[[str], Reply] = nothing_differs,
    files: tuple[str, ...] = EVERYTHING,
) -> Result:
    return room.settle(
        "draft",
        *files,
        *(options or ("--format", "json")),
        draft=answerer,
        confirm=second or confirmed(CONTRADICT),
        reconcile=reconcile,
    )


def standing(result: Result) -> dict[str, str]:
    """Return how each sentence of the draft stands, by its first two words."""
    report = result.report
    own = next(one for one in report["articles"] if one["id"] == report["draft"]["article"])
    return {
        " ".join(re.findall(r"\w+", own["text"][span["start"] : span["end"]])[:2]): one["standing"]
        for one in report["draft"]["sentences"]
        for span in [own["sentences"][one["number"] - 1]]
    }


def sentence(result: Result, number: int) -> dict[str, Any]:
    return next(one for one in result.report["draft"]["sentences"] if one["number"] == number)


def codes(result: Result) -> dict[str, str]:
    return {finding["code"]: finding["level"] for finding in result.findings}


@pytest.mark.each
def test_each_sentence_comes_to_stand_somewhere(desk: Newsroom) -> None:
    result = held(desk, judge(MISSING, backed=[FIRE, BRIDGE], unbacked=[(("D", "no warning"), "quotation")]))
    assert standing(result) == {
        "The ferry": "supported",
        "Forty people": "contradicted",
        "Captain Jon": "differing",
        "We had": "without a source",
        "Who will": "without a checkable claim",
    }
    first = sentence(result, 1)
    assert (first["supported_by"], first["origins"], first["unnamed"]) == (["wire", "radio"], 2, False)
    assert sentence(result, 3)["unnamed"] is True
    assert codes(result)["number-contradict"] == "fix"
    assert codes(result)["unsourced-quotation"] == "check"
    assert result.code == 1


@pytest.mark.parametrize(
    ("verdict", "second", "shown"),
    [
        (CONTRADICT, CONTRADICT, "contradicted"),
        (CONTRADICT, {"v": "agree"}, "unclear"),
        ({"v": "superseded", "order": "text"}, {"v": "superseded", "order": "text", "i": 2, "j": 1}, "outdated"),
        (STRENGTH, STRENGTH | {"i": 2, "j": 1}, "differing"),
        ({"v": "differ", "how": "wording"}, {"v": "differ", "how": "wording"}, "supported"),
        ({"v": "differ", "how": "rounding"}, {"v": "agree"}, "supported"),
        ({"v": "unclear"}, {"v": "unclear"}, "unclear"),
    ],
)
def test_a_verdict_gives_the_standing(
    desk: Newsroom, verdict: dict[str, Any], second: dict[str, Any], shown: str
) -> None:
    one = fact([("D", "Pell")], [(1, "Captain")], pairs=[(1, 2, verdict)], aspect="event")
    result = held(desk, judge(one), second=confirmed(second))
    assert standing(result)["Captain Jon"] == shown, result.err


def test_of_several_the_gravest_shows(desk: Newsroom) -> None:
    result = held(desk, judge(MISSING, backed=[[("D", "Forty"), (1, "Sixty")]]))
    assert standing(result)["Forty people"] == "contradicted"
    assert len(sentence(result, 2)["facts"]) == 2


def test_a_sentence_of_which_the_reply_says_nothing_is_named_and_exits_3(desk: Newsroom) -> None:
    result = held(desk, judge(backed=[FIRE], silent=["Forty"]))
    assert standing(result)["Forty people"] == "not checked"
    (failure,) = result.report["failures"]
    assert (result.code, failure["step"]) == (3, "draft")
    assert failure["item"].startswith("sentence 2: “Forty people are missing")
    assert [one["number"] for one in result.report["draft"]["sentences"] if not one["judged"]] == [2]


def test_one_claim_of_a_sentence_is_not_the_sentence(desk: Newsroom) -> None:
    """A reply that cites one claim of two by its letter leaves the other unjudged."""

    def two_claims(message: str) -> Reply:
        if "Who will pay" not in message:
            return IN_WORDS
        claim = {"k": "event", "s": [2], "m": []}
        return {**IN_WORDS, "claims": [claim | {"t": "Forty are missing."}, claim | {"t": "Lund is harbour master."}]}

    def one_of_them(message: str) -> Reply:
        reply = judge(silent=["Forty"])(message)
        return {**reply, "backed": [{"d": ["D.2a"], "p": ["1.2"]}]}

    result = desk.settle("draft", *EVERYTHING, "--format", "json", extract=two_claims, draft=one_of_them)
    assert standing(result)["Forty people"] == "not checked"
    assert sentence(result, 2)["supported_by"] == ["wire"]
    assert result.code == 3


def test_a_source_that_says_the_same_asks_for_a_person(desk: Newsroom) -> None:
    desk.write("sources/radio.txt", RADIO.replace("Fifty", "Forty"))
    one = fact([("D", "Forty", "Forty"), (2, "Forty", "Forty")], [(1, "Sixty", "Sixty")])
    (finding,) = [f for f in held(desk, judge(one)).findings if f["fact"]]
    assert (finding["level"], finding["caps"]) == ("check", ["a source says what the draft says"])


def test_a_draft_that_stands_against_a_source_and_against_itself_is_a_fix(desk: Newsroom) -> None:
    desk.write("draft.txt", DRAFT + "\nSixty are missing, the mayor thinks.\n")
    one = fact([("D", "Forty", "Forty")], [("D", "Sixty", "Sixty"), (1, "Sixty", "Sixty")])
    (finding,) = [f for f in held(desk, judge(one)).findings if f["fact"]]
    assert finding["level"] == "fix"


def test_what_sources_tell_differently_is_a_note_and_told_once(desk: Newsroom) -> None:
    sixty, fifty = (1, "Sixty", "Sixty"), (2, "Fifty", "Fifty")
    result = held(
        desk,
        judge(),
        reconcile=lambda message: {**nothing_differs(message), "facts": [fact([sixty], [fifty])(message)]},
    )
    (finding,) = [f for f in result.findings if f["fact"]]
    assert (finding["level"], finding["caps"][-1]) == ("note", "the draft takes no part in it")
    assert result.code == 0


def test_a_conflict_of_sources_in_a_fact_of_the_draft_weighs_for_the_draft_alone(desk: Newsroom) -> None:
    """Sixty against fifty is the sources' own; that the draft's "people" is vaguer than either is a note."""
    desk.write("draft.txt", DRAFT.replace("Forty people", "Dozens of people"))
    both = [[("D", "Dozens", "Dozens")], [(1, "Sixty", "Sixty")], [(2, "Fifty", "Fifty")]]
    detail = {"v": "differ", "how": "detail"}
    pairs = [(2, 3, CONTRADICT), (2, 1, detail)]
    again = {
        "facts": [
            {
                "n": 1,
                "why": "w",
                "pairs": [{"i": 1, "j": 2, **CONTRADICT}, {"i": 2, "j": 3, **detail}, {"i": 1, "j": 3, "v": "agree"}],
            }
        ]
    }
    own = fact([(1, "Sixty", "Sixty")], [(2, "Fifty", "Fifty")])
    result = held(
        desk,
        judge(fact(*both, pairs=pairs)),
        second=lambda message: (
            again if "Question 1" in message and "position 3" in message else confirmed(CONTRADICT)("")
        ),
        reconcile=lambda message: {**nothing_differs(message), "facts": [own(message)]},
    )
    found = [f for f in result.findings if f["fact"]]
    assert [f["level"] for f in found] == ["note"]
    assert standing(result)["Dozens of"] == "supported"
    assert result.code == 0


def test_two_findings_a_sentence_and_no_fix_cut(desk: Newsroom) -> None:
    facts = [
        fact([("D", "Forty", words)], [(1, "Sixty", "Sixty")], aspect=aspect, q=f"{words}?")
        for words, aspect in (("Forty", "number"), ("people", "person"), ("missing", "status"))
    ]
    result = held(
        desk, judge(*facts, unbacked=[(("D", "Forty", "harbour master"), "name")]), second=confirmed(*[CONTRADICT] * 3)
    )
    on_it = [
        f["level"]
        for f in result.findings
        if any(p["article"] == "draft" and 2 in p["sentences"] for p in f["passages"])
    ]
    assert on_it == ["fix", "fix", "fix", "note"]


def test_a_third_check_on_a_sentence_is_a_note_and_the_others_stay(desk: Newsroom) -> None:
    facts = [
        fact([("D", "Forty", words)], [(1, "Sixty")], aspect="event", pairs=[(1, 2, STRENGTH)], q=f"{words}?")
        for words in ("Forty", "people", "missing")
    ]
    other = fact([("D", "Pell")], [(1, "Captain")], aspect="event", pairs=[(1, 2, STRENGTH)], q="Pell?")
    again = confirmed(*[STRENGTH | {"i": 2, "j": 1}] * 4)
    result = held(desk, judge(*facts, other), second=again)
    asked = [(f["headline"], f["level"]) for f in result.findings if f["fact"]]
    assert asked == [("Forty?", "check"), ("people?", "check"), ("Pell?", "check"), ("missing?", "note")]


def test_a_denial_that_the_draft_drops(desk: Newsroom) -> None:
    result = held(desk, judge(backed=[BRIDGE], dropped=[(("D", "left the bridge"), (1, "denies"))]))
    (finding,) = [f for f in result.findings if f["aspect"] == "attribution" and f["fact"]]
    assert (finding["level"], finding["verdict"]) == ("check", "differ")
    assert "leaves out the denial" in finding["explanation"]
    assert result.report["coverage"]["unconfirmed"] == []
    assert standing(result)["Captain Jon"] == "differing"


def test_one_unnamed_source_become_several(desk: Newsroom) -> None:
    result = held(desk, judge(backed=[BRIDGE]))
    (finding,) = [f for f in result.findings if f["code"] == "unnamed-sources"]
    assert [(p["article"], p["position"]) for p in finding["passages"]] == [("draft", 1), ("wire", 2)]


def test_what_the_judge_asks_of_unnamed_sources_is_not_asked_again_by_code(desk: Newsroom) -> None:
    who = fact(
        [("D", "left the bridge", "crew members")],
        [(1, "left the bridge", "a crew member")],
        aspect="attribution",
        pairs=[(1, 2, STRENGTH)],
    )
    result = held(desk, judge(who, backed=[BRIDGE]), second=confirmed(STRENGTH | {"i": 2, "j": 1}))
    assert "unnamed-sources" not in codes(result)
    assert codes(result)["attribution-differ"] == "check"


def test_a_quotation_that_stands_nowhere_is_found_where_the_judge_lets_it_pass(desk: Newsroom) -> None:
    let_pass = held(desk, judge(backed=[[("D", "no warning"), (1, "denies")]]))
    assert codes(let_pass)["unsourced-quotation"] == "check"
    assert standing(let_pass)["We had"] == "without a source"


def test_a_judge_s_words_are_not_told_as_a_quotation(desk: Newsroom) -> None:
    who = fact([("D", "left the bridge", "Captain Jon Pell")], [(1, "Pell denies")], q="Did he?", aspect="event")
    brief = held(desk, judge(who), "--format", "brief").out
    assert "(draft p3 “Captain Jon Pell had left the bridge, crew …” / wire p4: answer 2)" in brief


def test_background_is_no_finding(desk: Newsroom) -> None:
    result = held(desk, judge(backed=[FIRE], unbacked=[(("D", "caught fire", "ferry"), "background")]))
    assert not [code for code in codes(result) if code.startswith("unsourced-") and code != "unsourced-quotation"]
    assert standing(result)["The ferry"] == "supported"


def test_two_sentences_of_the_same_words_are_two_findings(desk: Newsroom) -> None:
    desk.write("draft.txt", "It cost 40 crowns.\n\nThe ferry burnt.\n\nIt cost 40 crowns.\n")

    def unsourced(message: str) -> Reply:
        both = [{"d": f"D.{n}", "what": "figure"} for n in (1, 3)]
        return {**judge()(message), "unbacked": both, "idle": ["D.2"]}

    found = held(desk, unsourced).findings
    assert [f["code"] for f in found] == ["unsourced-figure", "unsourced-figure"]
    assert len({f["id"] for f in found}) == 2


def test_a_killed_source_supports_nothing(desk: Newsroom) -> None:
    desk.write("sources/radio.txt", RADIO, status="killed")
    result = held(desk, judge(backed=[FIRE[:2]]))
    assert sentence(result, 1)["supported_by"] == ["wire"]
    assert codes(result)["hold-killed"] == "hold"
    requests = "\n".join(line["body"]["messages"][1]["content"] for line in desk.pending()) if result.code == 4 else ""
    assert "burnt" not in requests


def test_where_every_source_is_killed_nothing_was_checked(desk: Newsroom) -> None:
    for name, text in (("wire", WIRE), ("radio", RADIO)):
        desk.write(f"sources/{name}.txt", text, status="killed")
    result = held(desk, judge())
    assert result.code == 3
    assert standing(result).pop("We had") == "without a source"
    assert {one["standing"] for one in result.report["draft"]["sentences"] if one["number"] != 4} == {"not checked"}
    (failure,) = result.report["failures"]
    assert "held against nothing" in failure["reason"]


@pytest.mark.parametrize(
    ("goes_out", "holds"),
    [
        ("2031-03-04T05:59+00:00", True),
        ("2031-03-04T06:01+00:00", False),
        ("2031-03-04", True),
        ("2031-03-05", False),
        ("2031-03-04T12:00", True),
        ("2031-03-04T21:00", False),
    ],
    ids=[
        "before",
        "after",
        "on that day, the hour unknown",
        "the day after",
        "no zone: may be before",
        "no zone, over",
    ],
)
def test_an_embargo_is_held_against_the_moment_of_publication(desk: Newsroom, goes_out: str, holds: bool) -> None:
    desk.write("sources/radio.txt", RADIO, status="embargoed until 2031-03-04T06:00+00:00")
    result = held(desk, judge(), "--publish-at", goes_out, "--format", "json")
    assert ("hold-embargoed" in codes(result)) is holds, result.err


@pytest.mark.parametrize(
    ("goes_out", "told"),
    [("2031-03-07", "goes out 7 Mar 2031\n"), ("2031-03-07T00:00", "goes out 7 Mar 2031, 00:00\n")],
)
def test_of_a_day_alone_no_time_is_told(desk: Newsroom, goes_out: str, told: str) -> None:
    assert told in held(desk, judge(), "--publish-at", goes_out).out


def test_today_is_the_day_of_publication(desk: Newsroom) -> None:
    desk.write("draft.txt", "The ferry Astrid sank off Oldport today.\n", language="en")
    desk.write("sources/wire.txt", "The ferry Astrid sank off Oldport on 4 March 2031.\n", language="en")
    asked: list[str] = []

    def noted(message: str) -> Reply:
        asked.append(message)
        return judge(day_of_it)(message)

    wording = {"v": "differ", "how": "wording"}
    day_of_it = fact([("D", "sank", "today")], [(1, "sank", "4 March 2031")], aspect="date", pairs=[(1, 2, wording)])
    clashes = {}
    for day in ("2031-03-04", "2031-03-06"):
        for path in (desk.folder / "answers").glob("*.jsonl"):
            path.unlink()
        result = held(desk, noted, "--publish-at", day, "--format", "json", second=confirmed(wording))
        clashes[day] = [signal["code"] for signal in result.report["signals"] if signal["kind"] == "clash"]
        assert f"published: {day} (stated)" in asked[-1].partition("<draft ")[2]
        assert result.report["draft"]["publish_at"].startswith(day)
    assert clashes == {"2031-03-04": [], "2031-03-06": ["D1"]}


def test_the_sources_are_a_prefix_that_an_edit_leaves_as_it_is(desk: Newsroom) -> None:
    asked: list[str] = []

    def noted(message: str) -> Reply:
        asked.append(message)
        return judge()(message)

    held(desk, noted)
    desk.write("draft.txt", DRAFT.replace("Forty", "Seventy") + "\nA sentence more.\n")
    held(desk, noted)
    one, other = (message.partition("The draft stands between")[0] for message in asked)
    assert one == other
    assert "burnt" in one


def test_the_quick_way_asks_no_claims(desk: Newsroom) -> None:
    result = held(desk, judge(MISSING, backed=[FIRE]), "--way", "quick", "--format", "json")
    assert [task["task"] for task in result.report["run"]["tasks"]] == ["draft", "confirm"]
    assert standing(result)["Forty people"] == "contradicted"


def test_the_checks_alone_hold_it_against_the_sources(desk: Newsroom) -> None:
    result = desk.run("draft", *EVERYTHING, "--checks-only", "--format", "json")
    assert result.report["judged_by"] == "checks"
    assert set(standing(result).values()) <= {"not checked", "unclear", "without a source"}
    assert "unsourced-quotation" in codes(result)
    assert result.code == 0


def test_a_draft_in_a_language_that_the_checks_hardly_read_is_called_the_draft(desk: Newsroom) -> None:
    desk.write("night.txt", "Vierzig werden vermisst.", language="de")
    result = desk.run("draft", "night.txt", *EVERYTHING[1:], "--checks-only", "--format", "json")
    (notice,) = [one for one in result.report["coverage"]["notices"] if "the draft" in one]
    assert notice.startswith("Built-in checks read only ")
    assert "in the draft (de)" in notice


def test_the_estimate_asks_nobody(desk: Newsroom) -> None:
    result = desk.run("draft", *EVERYTHING, "--estimate", "--model", "gpt-5-mini")
    assert result.code == 0, result.err
    assert "draft" in result.out


def test_it_takes_three_rounds(desk: Newsroom) -> None:
    rounds = []
    options = ("--model", "claude", "--answers", "answers", "--pending", "pending.jsonl", "--format", "json")
    answerers = {"draft": judge(MISSING), "confirm": confirmed(CONTRADICT), "reconcile": nothing_differs}
    while (result := desk.run("draft", *EVERYTHING, *options)).code == 4:
        lines = desk.pending()
        rounds.append(sorted(line["body"]["response_format"]["json_schema"]["name"] for line in lines))
        desk.settle("draft", *EVERYTHING, rounds=1, **answerers)
    assert rounds == [["extract"] * 3, ["draft", "reconcile"], ["confirm"]]
    assert result.code == 1


@pytest.mark.parametrize(
    ("draft", "sources", "answers", "options"),
    [
        pytest.param(
            "seeds/draft/draft.md",
            ("seeds/articles", "seeds/draft/sources"),
            "seeds/answers",
            ("--publish-at", "2025-12-05T06:00+00:00"),
            id="the sample",
        ),
        pytest.param(
            "evals/stories/ferry/draft/draft.md",
            ("evals/stories/ferry/articles",),
            "evals/stories/ferry/answers",
            ("--model", "claude"),
            id="a story",
        ),
    ],
)
def test_recorded_answers_replay_to_the_end(
    newsroom: Newsroom, draft: str, sources: tuple[str, ...], answers: str, options: tuple[str, ...]
) -> None:
    against = [ROOT / source for source in sources]
    result = newsroom.run(
        "draft", ROOT / draft, "--against", *against, "--answers", ROOT / answers, *options, "--format", "json"
    )
    assert result.report["failures"] == []
    assert result.report["coverage"]["unconfirmed"] == []
    assert result.code == 1


def test_second_looks_that_fail_for_one_reason_are_named_in_one_line(newsroom: Newsroom) -> None:
    against = [ROOT / "seeds" / "articles", ROOT / "seeds" / "draft" / "sources"]
    answers = ("--answers", ROOT / "seeds" / "answers", "--publish-at", "2025-12-05T06:00+00:00")
    result = newsroom.run(
        "draft", ROOT / "seeds" / "draft" / "draft.md", "--against", *against, *answers, "--model-confirm", "another"
    )
    assert result.code == 3
    told = result.out.partition("NOT CHECKED\n")[2]
    assert told.count("No second look") == 1
    assert "FIX 3" in told
    assert "recorded for the model claude, not another" in " ".join(told.split())


def test_a_request_that_nobody_answers_leaves_every_sentence_unchecked(desk: Newsroom) -> None:
    held(desk, judge(MISSING))
    for path in (desk.folder / "answers").glob("draft.jsonl"):
        path.unlink()
    result = desk.run("draft", *EVERYTHING, "--answers", "answers", "--model", "claude", "--format", "json")
    assert result.code == 3
    assert set(standing(result).values()) <= {"not checked", "without a source"}
    assert [failure["step"] for failure in result.report["failures"]] == ["draft"]
    assert result.report["failures"][0]["item"] == "the draft against 2 sources"
