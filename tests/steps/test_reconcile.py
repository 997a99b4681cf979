"""reconcile: labels and words become passages, what is not there is refused, what was cut for length is halved.

All replies are written by hand.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker.errors import ReplyCut, Unreachable
from checker.schema import Article, Claim, Pack
from checker.steps.reconcile import FEWEST_CLAIMS, MOST_CLEARED, Reconciled, reconcile
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


CONTRADICT = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}


def told(*positions: list[Any], pairs: Any = (CONTRADICT,), why: str = "They differ.", **fields: Any) -> dict[str, Any]:
    """Return a fact of these positions, each a list of citations; the first two contradict each other."""
    return {
        "q": "How many people died?",
        "aspect": "number",
        "stakes": "deaths",
        "positions": [{"a": f"answer {n}", "p": labels} for n, labels in enumerate(positions, 1)],
        "why": why,
        "pairs": list(pairs),
        **fields,
    }


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


@pytest.mark.parametrize("positions", [(["1.2"], ["2.1"]), (["1.2"], ["2.1"], ["1.3"])])
def test_a_fact_without_pairs_is_refused(positions: tuple[list[Any], ...]) -> None:
    found, script = reconciled(reply(told(*positions, pairs=())), reply())
    assert script.requests[1].again is not None
    assert script.requests[1].again.reason == (
        "fact 1: no two of its positions differ; what all say alike belongs to “same”."
    )
    assert found.facts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(["1.2"], ["1.2"], id="a sentence"),
        pytest.param(["1.2", "2.1"], ["2.1", "1.2"], id="in another order"),
        pytest.param(["1.2", "1.2"], ["1.2"], id="one of them twice"),
        pytest.param(["1.2a"], ["1.2a"], id="a claim"),
        pytest.param(["1.2a"], [{"p": "1.2", "w": "Three people"}], id="a claim, and its words"),
        pytest.param(["1.2b"], ["1.2"], id="a claim, and its sentence"),
    ],
)
def test_a_pair_of_positions_that_cite_the_very_same_is_refused(one: list[Any], other: list[Any]) -> None:
    found, script = reconciled(reply(told(["2.2"], one, other, pairs=[{**CONTRADICT, "i": 2, "j": 3}])), reply())
    assert script.requests[1].again is not None
    assert script.requests[1].again.reason == ("fact 1: positions 2 and 3 cite the very same; name the words of each.")
    assert found.facts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param([{"p": "1.2", "w": "Three people"}], [{"p": "1.2", "w": "the dyke broke"}], id="other words"),
        pytest.param(["1.2a"], ["1.2b"], id="words, and all of the sentence"),
        pytest.param(["1.2"], ["1.2", "2.1"], id="a place more"),
    ],
)
def test_positions_that_share_a_sentence_may_be_a_pair(one: list[Any], other: list[Any]) -> None:
    found, script = reconciled(reply(told(one, other)))
    assert ([fact.verdict for fact in found.facts], len(script.requests)) == (["contradict"], 1)


def test_two_figures_of_one_sentence_cited_whole_are_two_facts() -> None:
    one, two = article("a", "The blast left 3 dead, 20 hurt."), article("b", "The blast left 5 dead, 30 hurt.")
    both = [told(["1.1"], ["2.1"], q="How many dead?"), told(["1.1"], ["2.1"], q="How many hurt?")]
    pack = Pack(id="p1", articles=("a", "b"), claims=(), whole=True)
    found = done(reconcile((pack,), (one, two), (), asker(Script(reconcile=[reply(*both)]))))
    assert [kept.question for kept in found.facts] == ["How many dead?", "How many hurt?"]


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
        ("reconcile", "the comparison of 2 articles", "no answer")
    ]
    assert len(found.facts) == 1


# --- cut for length ---------------------------------------------------------------------------------------------------


TOPICS = tuple(
    f"{name} {verb} {thing}."
    for name, verb, thing in zip(
        "Amsel Brenn Corvo Dreyer Eklund Farsund Gjerde Halden Iversen Jensvoll Kessler Lofthus Moll Nygard Osvik "
        "Pell".split(),
        "paints repairs sells counts brews feeds measures buries weaves polishes translates rents guards hides "
        "sharpens freezes".split(),
        "portraits engines lemons hives cider llamas craters statues carpets lenses sonnets barges vineyards silver "
        "knives berries".split(),
        strict=True,
    )
)
"""Sixteen sentences that have no longer word in common."""
TITLES = (("title", "Eight dead at Velm"), ("title", "Nine dead at Velm"))
IN_TITLES = told([{"p": "1.1", "w": "Eight dead"}], [{"p": "2.1", "w": "Nine dead"}])
"""A fact that every part can see, because titles are always shown."""


def large(count: int, *names: str) -> tuple[Pack, tuple[Article, ...], tuple[Claim, ...]]:
    """Return a pack of `count` claims, the same topics in each of these articles."""
    lines = TOPICS[: -(-count // len(names))]
    pieces = tuple(article(name, title, *lines) for name, title in zip(names, TITLES, strict=False))
    every = [state(f"{p.id}#{n}", cited(p, n + 1), line) for n, line in enumerate(lines, 1) for p in pieces]
    claims = tuple(every[:count])
    pack = Pack(id="p1", articles=tuple(names), claims=tuple(claim.id for claim in claims), whole=True)
    return pack, pieces, claims


def split(count: int, *replies: Any, names: tuple[str, ...] = ("a", "b")) -> tuple[Reconciled, Script]:
    """Reconcile a large pack with these replies."""
    pack, pieces, claims = large(count, *names)
    script = Script(reconcile=list(replies))
    found = done(reconcile((pack,), pieces, claims, asker(script)))
    assert script.left == 0
    return found, script


def parts_named(found: Reconciled) -> list[str]:
    """Return the id of the pack that each failure names."""
    return [name for failure in found.failures for name in re.findall(r"\bp1[ab]*\b", failure.item)]


def topics_in(script: Script, index: int) -> list[str]:
    """Return the topics claimed in a request, once for each claim."""
    return [topic for topic in TOPICS for _ in range(script.given(index).count(f" state: {topic}"))]


def test_a_pack_whose_reply_was_cut_is_asked_for_in_two_parts_that_hold_every_claim() -> None:
    found, script = split(FEWEST_CLAIMS, CUT, reply(), reply())
    whole, first, second = (topics_in(script, index) for index in range(3))
    assert len(whole) == FEWEST_CLAIMS
    assert sorted(first + second) == sorted(whole)
    assert first
    assert second
    assert not set(first) & set(second)
    assert [pack.id for pack in found.packs] == ["p1a", "p1b"]
    assert [pack.articles for pack in found.packs] == [("a", "b"), ("a", "b")]
    assert found.failures == ()


@pytest.mark.parametrize(
    ("count", "names"),
    [
        pytest.param(FEWEST_CLAIMS - 1, ("a", "b"), id="a claim too few"),
        pytest.param(FEWEST_CLAIMS, ("a",), id="one article"),
        pytest.param(1, ("a",), id="one claim"),
    ],
)
def test_a_small_pack_that_is_cut_is_a_failure_at_once(count: int, names: tuple[str, ...]) -> None:
    found, script = split(count, CUT, names=names)
    assert [(failure.step, failure.reason) for failure in found.failures] == [
        ("reconcile", "pack p1: the reply was cut for length")
    ]
    assert f"{len(names)} article{'s' * (len(names) > 1)}" in found.failures[0].item
    assert ([pack.id for pack in found.packs], len(script.requests)) == (["p1"], 1)


def test_what_both_parts_say_is_merged() -> None:
    found, _ = split(FEWEST_CLAIMS, CUT, reply(IN_TITLES), reply(IN_TITLES))
    assert [one.verdict for one in found.facts] == ["contradict"]


def test_one_part_that_fails_leaves_the_other() -> None:
    found, _ = split(FEWEST_CLAIMS, CUT, Unreachable("no answer"), reply(IN_TITLES))
    assert (parts_named(found), [failure.reason for failure in found.failures]) == (["p1a"], ["no answer"])
    assert len(found.facts) == 1


def test_parts_are_cut_again_while_they_are_large_enough() -> None:
    found, script = split(2 * FEWEST_CLAIMS, *[CUT] * 7)
    assert parts_named(found) == ["p1aa", "p1ab", "p1ba", "p1bb"]
    assert [pack.id for pack in found.packs] == ["p1aa", "p1ab", "p1ba", "p1bb"]
    assert len(script.requests) == 7
