"""reconcile: labels and words become passages, what is not there is refused, what was cut for length is halved.

All replies are written by hand.
"""

from __future__ import annotations

from typing import Any

import pytest

from checker.errors import ReplyCut, Unreachable
from checker.schema import Article, Claim, Pack
from checker.steps.reconcile import MOST_CLEARED, Reconciled, reconcile
from tests.steps.newsdesk import article, cited, figure, on, quote, state
from tests.steps.script import Script, asker, done

A = article(
    "a",
    ("title", "Toll at Brenn rises"),
    "Three people died when the dyke broke.",
    "“We had no warning at all,” Ida Lund said.",
    ("furniture", "Also read"),
    outlet="Kyst",
    published=on("2031-03-04"),
)
B = article("b", "Five people died, Lund said.", "The dyke is old.", published=on("2031-03-05"))
CLAIMS: tuple[Claim, ...] = (
    figure("a#1", cited(A, 2, words="Three people"), "people dead", "Three"),
    state("a#2", cited(A, 2), "The dyke broke."),
    quote("a#3", cited(A, 3, words="We had no warning at all"), "Ida Lund"),
    figure("b#1", cited(B, 1), "people dead", "Five"),
)
WHOLE = Pack(id="p1", articles=("a", "b"), claims=tuple(claim.id for claim in CLAIMS), whole=True)
CUT = ReplyCut("pack p1: the reply was cut for length")


def reply(*facts: dict[str, Any], same: Any = (), cleared: Any = ()) -> dict[str, Any]:
    return {"facts": list(facts), "same": list(same), "cleared": list(cleared)}


def told(*positions: list[Any], pairs: Any = (), why: str = "They differ.", **fields: Any) -> dict[str, Any]:
    """Return a fact of these positions, each a list of citations."""
    return {
        "q": "How many people died?",
        "aspect": "number",
        "stakes": "deaths",
        "positions": [{"a": f"answer {n}", "p": labels} for n, labels in enumerate(positions, 1)],
        "why": why,
        "pairs": list(pairs),
        **fields,
    }


CONTRADICT = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}


def reconciled(*replies: Any, packs: tuple[Pack, ...] = (WHOLE,)) -> tuple[Reconciled, Script]:
    """Reconcile the packs with these replies."""
    script = Script(reconcile=list(replies))
    found = done(reconcile(packs, (A, B), CLAIMS, asker(script)))
    assert script.left == 0
    return found, script


def text_of(piece: Article, fact_position: Any) -> list[str]:
    return [piece.text[p.span.start : p.span.end] for p in fact_position.passages if p.article == piece.id]


def test_a_whole_pack_shows_every_sentence_with_its_claims_below() -> None:
    _, script = reconciled(reply())
    shown = script.given().split("\n", 3)[3]
    assert shown.splitlines()[:8] == [
        'published: 2031-03-04 (stated); outlet: "Kyst"',
        "1.1 (title) Toll at Brenn rises",
        "1.2 Three people died when the dyke broke.",
        "  a figure: people dead: Three",
        "  b state: The dyke broke.",
        "1.3 “We had no warning at all,” Ida Lund said.",
        "  a speech: Ida Lund: “We had no warning at all”",
        f"</article 1 {script.given().split('article 1 ')[1][:12]}>",
    ]
    assert "2.2 The dyke is old." in script.given()
    assert "Also read" not in script.given()


def test_a_partial_pack_shows_its_claims_sentences_and_titles_only() -> None:
    part = Pack(id="p7", articles=("a", "b"), claims=("a#3", "b#1"), whole=False)
    _, script = reconciled(reply(), packs=(part,))
    shown = script.given()
    assert [label in shown for label in ("1.1 (title)", "1.2 ", "1.3 ", "2.1 ", "2.2 ")] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert "Three" not in shown


def test_a_claim_that_is_cited_gives_its_passage_and_is_named() -> None:
    found, _ = reconciled(reply(told(["1.2a"], ["2.1a"], pairs=[CONTRADICT])))
    (one,) = found.facts
    assert [position.claims for position in one.positions] == [("a#1",), ("b#1",)]
    assert text_of(A, one.positions[0]) == ["Three people"]
    assert (one.verdict, one.stakes, one.outcome) == ("contradict", "deaths", "first")


@pytest.mark.parametrize(
    ("citation", "text", "claims"),
    [
        pytest.param("1.2", "Three people died when the dyke broke.", (), id="a sentence"),
        pytest.param("[1.2]", "Three people died when the dyke broke.", (), id="in brackets"),
        pytest.param(" 1.2a ", "Three people", ("a#1",), id="a claim, with spaces"),
        pytest.param({"p": "1.2", "w": "the dyke broke"}, "the dyke broke", (), id="words of a sentence"),
        pytest.param({"p": "1.2b", "w": "THE DYKE"}, "the dyke", ("a#2",), id="words of a claim's sentence"),
        pytest.param({"p": "1.3", "w": "We had … at all"}, "We had no warning at all", (), id="first and last words"),
    ],
)
def test_a_citation(citation: Any, text: str, claims: tuple[str, ...]) -> None:
    found, _ = reconciled(reply(told([citation], ["2.1"])))
    position = found.facts[0].positions[0]
    assert (text_of(A, position), position.claims) == ([text], claims)


def test_what_is_cited_twice_stands_once() -> None:
    found, _ = reconciled(reply(told(["1.2", "1.2", "1.2a", {"p": "1.2", "w": "Three people"}], ["2.1"])))
    position = found.facts[0].positions[0]
    assert text_of(A, position) == ["Three people died when the dyke broke.", "Three people"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(
            told(["1.9"], ["2.1"]), "fact 1: there is no sentence or claim 1.9.", id="a sentence beyond the end"
        ),
        pytest.param(
            told(["3.1"], ["2.1"]), "fact 1: there is no sentence or claim 3.1.", id="an article beyond the end"
        ),
        pytest.param(told(["0.1"], ["2.1"]), "fact 1: there is no sentence or claim 0.1.", id="article 0"),
        pytest.param(
            told(["1.2c"], ["2.1"]), "fact 1: there is no sentence or claim 1.2c.", id="a claim that is not there"
        ),
        pytest.param(told(["1.4"], ["2.1"]), "fact 1: there is no sentence or claim 1.4.", id="furniture"),
        pytest.param(told(["a#1"], ["2.1"]), "fact 1: there is no sentence or claim a#1.", id="an id"),
        pytest.param(told(["1"], ["2.1"]), "fact 1: there is no sentence or claim 1.", id="a whole article"),
        pytest.param(told([""], ["2.1"]), "fact 1: there is no sentence or claim .", id="nothing"),
        pytest.param(told([], ["2.1"]), "fact 1: the position “answer 1” cites nothing.", id="an empty position"),
        pytest.param(
            told([{"p": "1.2", "w": "Four people"}], ["2.1"]),
            "fact 1: the words “Four people” do not stand in sentence 2.",
            id="words nowhere",
        ),
        pytest.param(
            told(["1.2"], ["2.1"], pairs=[{**CONTRADICT, "j": 3}]),
            "fact 1: 1 and 3 are not two of its 2 positions.",
            id="a position that is not there",
        ),
        pytest.param(
            told(["2.1"], ["1.2"], pairs=[{"i": 1, "j": 2, "v": "superseded", "order": "published"}]),
            "fact 1: position 1 superseded by 2 with order “published”, but no dates of publication say that it is "
            "older; give “text” if the texts tell, else another verdict.",
            id="an order that the dates do not give",
        ),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(bad: dict[str, Any], reason: str) -> None:
    found, script = reconciled(reply(bad), reply())
    again = script.requests[1].again
    assert again is not None
    assert again.reason == reason
    assert (found.facts, found.cleared, found.failures) == ((), (), ())


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(told(["1.2"], ["2.1"], pairs=[{**CONTRADICT, "i": 0}]), id="position 0"),
        pytest.param(told(["1.2"], ["2.1"], pairs=[{**CONTRADICT, "j": -1}]), id="a negative position"),
        pytest.param(told(["1." + "9" * 5000], ["2.1"]), id="a label of too many digits"),
    ],
)
def test_what_no_noun_can_hold_is_refused(bad: dict[str, Any]) -> None:
    _, script = reconciled(reply(bad), reply())
    assert script.requests[1].again is not None


def test_what_was_cleared_must_cite_something() -> None:
    _, script = reconciled(reply(cleared=[{"q": "Two dykes?", "p": [], "why": "x"}]), reply())
    assert script.requests[1].again is not None


def test_problems_of_all_parts_are_told_together() -> None:
    bad = reply(
        told(["9.1"], ["2.1"]),
        same=[{"q": "x", "p": ["9.2"]}],
        cleared=[{"q": "x", "p": ["9.3"], "why": "x"}, {"q": "x", "p": ["9.4"], "why": "x"}],
    )
    _, script = reconciled(bad, reply())
    assert script.requests[1].again is not None
    assert script.requests[1].again.reason == (
        "fact 1: there is no sentence or claim 9.1; same 1: there is no sentence or claim 9.2; "
        "cleared 1: there is no sentence or claim 9.3; and 1 more."
    )


@pytest.mark.parametrize("positions", [[], [["1.2"]]])
def test_a_fact_of_fewer_than_two_positions_is_refused(positions: list[Any]) -> None:
    _, script = reconciled(reply(told(*positions)), reply())
    assert script.requests[1].again is not None
    assert "it has fewer than two positions" in script.requests[1].again.reason


def test_two_figures_of_one_sentence_are_two_facts() -> None:
    one = article("a", "The fire left three dead and forty hurt.")
    two = article("b", "The fire left five dead and sixty hurt.")
    claims = tuple(
        figure(f"{piece.id}#{n}", cited(piece, 1), of, amount)
        for piece, amounts in ((one, ("3", "40")), (two, ("5", "60")))
        for n, (of, amount) in enumerate(zip(("dead", "hurt"), amounts, strict=True), 1)
    )
    both = [told([f"1.1{letter}"], [f"2.1{letter}"], pairs=[CONTRADICT], q=letter) for letter in "ab"]
    pack = Pack(id="p1", articles=("a", "b"), claims=tuple(claim.id for claim in claims), whole=True)
    found = done(reconcile((pack,), (one, two), claims, asker(Script(reconcile=[reply(*both)]))))
    assert [one.question for one in found.facts] == ["a", "b"]


def test_article_numbers_in_an_explanation_become_ids() -> None:
    found, _ = reconciled(
        reply(told(["1.2"], ["2.1"], pairs=[CONTRADICT], why="[1] has three, [2] five, [3] is none."))
    )
    assert found.facts[0].explanation == "[a] has three, [b] five, [3] is none."


def test_what_is_the_same_becomes_a_fact_that_agrees() -> None:
    found, _ = reconciled(reply(same=[{"q": "Lund spoke.", "p": ["1.3", "2.1"]}]))
    (one,) = found.facts
    assert (one.verdict, one.positions[0].articles, one.pairs) == ("agree", ("a", "b"), ())


def test_what_was_cleared_is_no_fact_and_at_most_five_are_kept() -> None:
    looks_alike = {"q": "Two dykes?", "p": ["1.2", "2.2"], "why": "[1] is about another."}
    found, _ = reconciled(reply(cleared=[looks_alike] * 7))
    assert len(found.cleared) == MOST_CLEARED
    assert (found.facts, found.cleared[0].reason) == ((), "[a] is about another.")


def test_a_failure_is_listed_and_the_other_packs_go_on() -> None:
    packs = tuple(Pack(id=f"p{n}", articles=("a", "b"), claims=("a#1", "b#1"), whole=n == 1) for n in (1, 2))
    found, _ = reconciled(Unreachable("no answer"), reply(told(["1.2a"], ["2.1a"], pairs=[CONTRADICT])), packs=packs)
    assert [(one.step, one.item, one.reason) for one in found.failures] == [
        ("reconcile", "pack p1 (2 articles)", "no answer")
    ]
    assert len(found.facts) == 1


# --- cut for length ---------------------------------------------------------------------------------------------------


def test_a_pack_whose_reply_was_cut_is_asked_for_in_two_parts_that_hold_every_claim() -> None:
    _, script = reconciled(CUT, reply(), reply())
    halves = [script.given(index) for index in (1, 2)]
    lines = ("figure: people dead: Three", "state: The dyke broke", "speech: Ida Lund", "figure: people dead: Five")
    assert [sum(f" {line}" in half for half in halves) for line in lines] == [1, 1, 1, 1]
    toll = next(half for half in halves if "dead: Three" in half)
    assert "dead: Five" in toll


def test_what_both_parts_say_is_merged() -> None:
    def toll(request: Any) -> dict[str, Any]:
        shown = request.messages[1]["content"]
        if "2.1" not in shown:
            return reply()
        return reply(told(["1.1"], ["2.1"], pairs=[CONTRADICT]), told(["1.1"], ["2.1"], pairs=[CONTRADICT]))

    found, _ = reconciled(CUT, toll, toll)
    assert [one.verdict for one in found.facts] == ["contradict"]


def test_one_part_that_fails_leaves_the_other() -> None:
    found, _ = reconciled(CUT, Unreachable("no answer"), reply(same=[{"q": "x", "p": ["1.1"]}]))
    assert [failure.item[:8] for failure in found.failures] == ["pack p1a"]
    assert len(found.facts) == 1


def test_a_pack_of_one_claim_that_is_cut_is_a_failure() -> None:
    found, _ = reconciled(CUT, packs=(Pack(id="p1", articles=("a",), claims=("a#1",), whole=False),))
    assert [failure.item for failure in found.failures] == ["pack p1 (1 article)"]


def test_parts_are_cut_again_down_to_one_claim() -> None:
    found, script = reconciled(*[CUT] * 7)
    assert sorted(failure.item.split()[1] for failure in found.failures) == ["p1aa", "p1ab", "p1ba", "p1bb"]
    assert len(script.requests) == 7
