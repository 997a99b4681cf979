"""draft: labels become passages and standings, what is not there is refused, what was cut for length is halved.

All replies are written by hand.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker.errors import ReplyCut, Unreachable
from checker.schema import Article, Claim, Pack
from checker.steps.draft import hold_against, unjudged
from checker.steps.draft_reply import Against
from tests.steps.newsdesk import article, cited, figure, on, state
from tests.steps.script import Script, asker, done

DRAFT = article(
    "draft",
    ("title", "Forty missing"),
    "Forty people are missing and the quay is shut.",
    "Captain Pell left the bridge.",
    ("furniture", "Also read"),
    "Who will pay?",
)
WIRE = article("wire", "Sixty people are missing.", "The quay is shut.", "Pell denies it.", published=on("2031-03-04"))
CLAIMS: tuple[Claim, ...] = (
    figure("draft#1", cited(DRAFT, 2, words="Forty people"), "people missing", "Forty"),
    state("draft#2", cited(DRAFT, 2), "The quay is shut."),
    figure("wire#1", cited(WIRE, 1, words="Sixty people"), "people missing", "Sixty"),
)
WHOLE = Pack(id="p1", articles=("draft", "wire"), claims=tuple(claim.id for claim in CLAIMS), whole=True)
CUT = ReplyCut("the draft: the reply was cut for length")


def reply(**fields: Any) -> dict[str, Any]:
    return {"facts": [], "dropped": [], "backed": [], "unbacked": [], "idle": [], "cleared": [], **fields}


def missing(
    *, positions: tuple[list[Any], ...] = (["D.2a"], ["1.1a"]), why: str = "They differ.", right: int = 0
) -> dict[str, Any]:
    return {
        "q": "How many are missing?",
        "aspect": "number",
        "stakes": "deaths",
        "positions": [{"a": f"answer {n}", "p": labels} for n, labels in enumerate(positions, 1)],
        "why": why,
        "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
        "right": right,
    }


BACKED = {"d": ["D.2b"], "p": ["1.2"]}
REST = ["D.1", "D.3", "D.5"]


def held(
    *replies: Any, packs: tuple[Pack, ...] = (WHOLE,), claims: tuple[Claim, ...] = CLAIMS, read_whole: bool = True
) -> tuple[Against, Script]:
    script = Script(draft=list(replies))
    articles: tuple[Article, ...] = (DRAFT, WIRE)
    return done(hold_against(DRAFT, packs, articles, claims, asker(script), read_whole=read_whole)), script


def silent(against: Against) -> list[int]:
    """Return the numbers of the sentences that are named as not judged."""
    return [int(re.findall(r"\d+", one.item)[0]) for one in unjudged(DRAFT, against)]


def test_every_list_of_a_reply_finds_its_place() -> None:
    found, script = held(
        reply(
            facts=[missing()],
            backed=[BACKED],
            unbacked=[{"d": {"p": "D.3", "w": "Captain"}, "what": "name"}],
            dropped=[{"q": "Did he leave?", "d": ["D.3"], "p": ["1.3"]}],
            idle=["D.1", "[D.5]"],
            cleared=[{"q": "One quay?", "p": ["D.2", "1.2"], "why": "[D] and [1] mean one quay."}],
        )
    )
    (fact,), (backed,), (dropped,) = found.facts, found.backed, found.dropped
    assert fact.judgements[0].step == "draft"
    assert [p.article for position in fact.positions for p in position.passages] == ["draft", "wire"]
    assert (backed.question, backed.positions[0].articles) == ("The quay is shut.", ("draft", "wire"))
    assert (dropped.verdict, dropped.stakes, dropped.judgements) == ("differ", "accusation", ())
    assert [(one.what, one.passage.words) for one in found.unsourced] == [("name", "Captain")]
    assert found.cleared[0].reason == "[draft] and [wire] mean one quay."
    assert (found.told, found.idle, silent(found)) == ({2, 3}, {1, 5}, [])
    assert script.left == 0


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"facts": [missing(positions=(["1.1"], ["1.2"]))]}, "the draft takes no part in it"),
        ({"facts": [missing(right=3)]}, "“right” is 3, none of its 2 positions"),
        ({"facts": [missing(right=-1)]}, "“right” is -1, none of its 2 positions"),
        ({"facts": [missing(positions=(["D.9"], ["1.1"]))]}, "there is no sentence or claim D.9"),
        ({"facts": [missing(positions=(["D.4"], ["1.1"]))]}, "there is no sentence or claim D.4"),
        ({"backed": [{"d": ["1.1"], "p": ["1.2"]}]}, "“d” cites a source"),
        ({"backed": [{"d": ["D.2"], "p": []}]}, "no source is cited"),
        ({"backed": [{"d": ["D.2"], "p": ["D.3"]}]}, "no source is cited"),
        ({"backed": [{"d": [], "p": ["1.1"]}]}, "“d” cites nothing of the draft"),
        ({"unbacked": [{"d": {"p": "D.2", "w": "fifty"}, "what": "figure"}]}, "do not stand in sentence 2"),
        ({"unbacked": [{"d": "D.2c", "what": "figure"}]}, "there is no sentence or claim D.2c"),
        ({"dropped": [{"q": "?", "d": ["D.3"], "p": ["D.2"]}]}, "the draft itself carries the denial"),
        ({"idle": ["1.1"]}, "“d” cites a source"),
        ({"idle": ["D." + "9" * 5000]}, "there is no sentence or claim D.99999999999999…"),
        ({"cleared": [{"q": "?", "p": [], "why": "w"}]}, "it cites nothing"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_reason(fields: dict[str, Any], told: str) -> None:
    found, script = held(reply(**fields), reply(idle=[*REST, "D.2"]))
    assert told in script.requests[1].messages[-1]["content"]
    assert found.idle == {1, 2, 3, 5}


def test_a_claim_that_nobody_judges_leaves_its_sentence_unjudged() -> None:
    found, _ = held(reply(facts=[missing()], idle=REST))
    assert (found.told, found.short) == (frozenset(), {2})
    assert silent(found) == [2]


@pytest.mark.parametrize("label", ["D.2", "[D.2]", " D.2 ", {"p": "D.2", "w": "Forty"}])
def test_the_label_of_a_sentence_stands_for_all_that_it_claims(label: Any) -> None:
    found, _ = held(reply(unbacked=[{"d": label, "what": "figure"}], idle=REST))
    assert found.told == {2}
    assert silent(found) == []


def test_a_reply_that_was_cut_is_asked_for_in_halves_of_the_draft() -> None:
    found, script = held(CUT, reply(idle=["D.1", "D.2"]), reply(idle=["D.3", "D.5"]))
    asked = [request.messages[1]["content"] for request in script.requests[1:]]
    sources = [message.partition("The draft stands between")[0] for message in asked]
    assert sources[0] == sources[1]
    assert ["D.2 Forty" in message for message in asked] == [True, False]
    assert ["D.3 Captain" in message for message in asked] == [False, True]
    assert (found.idle, silent(found), found.failures) == ({1, 2, 3, 5}, [], ())
    assert found.packs == (WHOLE,)


def test_a_half_that_fails_is_named_and_the_other_counts() -> None:
    found, _ = held(CUT, reply(idle=["D.1", "D.2"]), Unreachable("x: nobody there"))
    (failure,) = found.failures
    assert failure.item == "sentences 3 to 5 of the draft against 1 source"
    assert (found.idle, found.excused) == ({1, 2}, {3, 5})
    assert silent(found) == []


def test_a_single_sentence_that_is_cut_is_a_failure() -> None:
    found, script = held(*[CUT] * 7)
    assert script.left == 0
    assert [failure.item.partition(" against")[0] for failure in found.failures] == [
        f"sentence {n} of the draft" for n in (1, 2, 3, 5)
    ]


def test_what_fails_altogether_is_one_failure() -> None:
    found, _ = held(Unreachable("the draft against 1 source: nobody there"))
    assert [(one.item, one.reason) for one in found.failures] == [("the draft against 1 source", "nobody there")]
    assert silent(found) == []
    assert found.told == frozenset()


def test_of_two_packs_each_must_judge_its_part_of_a_sentence() -> None:
    one = Pack(id="p1", articles=("draft", "wire"), claims=("draft#1", "wire#1"), whole=False)
    other = Pack(id="p2", articles=("draft", "wire"), claims=("draft#2",), whole=False)
    title = reply(idle=["D.1"])
    found, _ = held(reply(facts=[missing()], idle=["D.1"]), title, packs=(one, other))
    assert (2 in found.told, silent(found)) == (False, [2])
    found, _ = held(reply(facts=[missing()], idle=["D.1"]), Unreachable("x: nobody there"), packs=(one, other))
    assert 2 not in found.told
    assert silent(found) == []
    assert len(found.failures) == 1


@pytest.mark.parametrize(("claim_of_title", "found_in_no_source"), [("p1", False), ("p2", True)])
def test_a_title_is_in_no_source_where_its_claims_lie_and_not_with_every_pack(
    claim_of_title: str, found_in_no_source: bool
) -> None:
    title = figure("draft#3", cited(DRAFT, 1, words="Forty"), "people missing", "Forty")
    inside = {"p1": ("draft#1", "wire#1"), "p2": ("draft#2", "wire#2")}
    inside[claim_of_title] += ("draft#3",)
    packs = tuple(Pack(id=n, articles=("draft", "wire"), claims=ids, whole=False) for n, ids in inside.items())
    claims = (*CLAIMS, state("wire#2", cited(WIRE, 2), "The quay is shut."), title)
    backed = {"d": ["D.1"], "p": ["1.1"]}
    of_numbers = reply(facts=[missing(positions=(["D.2"], ["1.1"]))], backed=[backed])
    of_the_quay = reply(backed=[{"d": ["D.2"], "p": ["1.2"]}], unbacked=[{"d": "D.1", "what": "figure"}])
    found, script = held(of_numbers, of_the_quay, packs=packs, claims=claims)
    assert script.left == 0
    assert [one.passage.sentences for one in found.unsourced] == [(1,)] * found_in_no_source


def test_what_lies_in_no_pack_with_a_source_is_unsourced_and_what_claims_nothing_is_idle() -> None:
    one = Pack(id="p1", articles=("draft", "wire"), claims=("draft#1", "wire#1"), whole=False)
    alone = figure("draft#3", cited(DRAFT, 3), "bridges", "one")
    found, _ = held(reply(facts=[missing()], idle=["D.1"]), packs=(one,), claims=(CLAIMS[0], CLAIMS[2], alone))
    assert [(one.what, one.passage.sentences) for one in found.unsourced] == [("figure", (3,))]
    assert (found.told, found.idle) == ({2, 3}, {1, 5})
    found, _ = held(
        reply(facts=[missing()], idle=["D.1"]), packs=(one,), claims=(CLAIMS[0], CLAIMS[2]), read_whole=False
    )
    assert (found.idle, found.excused) == ({1}, {3, 5})


def test_a_denial_that_a_fact_tells_is_not_told_twice() -> None:
    both = {**missing(positions=(["D.3"], ["1.3"])), "aspect": "attribution"}
    found, _ = held(reply(facts=[both], dropped=[{"q": "?", "d": ["D.3"], "p": ["1.3"]}], idle=["D.1", "D.2", "D.5"]))
    assert len(found.facts) == 1
    assert found.dropped == ()


def test_a_failure_names_a_sentence_by_its_words() -> None:
    found, _ = held(reply(idle=["D.1", "D.3", "D.5"]))
    (failure,) = unjudged(DRAFT, found)
    assert failure.item == "sentence 2: “Forty people are missing and the quay is shut.”"
    assert unjudged(DRAFT, found, settled={2}) == ()
