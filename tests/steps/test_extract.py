"""extract: stretches, acceptance, halves, what the text prints of itself, failures.

All replies are written by hand.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import ReplyCut, Unreachable
from checker.model.tokens import estimate_tokens
from checker.schema import Article
from checker.steps.extract import STRETCH_TOKENS, Extracted, _stretches, extract
from checker.steps.listing import shown_sentences
from tests.newsroom import an_event_a_sentence
from tests.steps.newsdesk import article, on
from tests.steps.script import Script, asker, done

CUT = ReplyCut("article a: the reply was cut for length")


def reply(*claims: dict[str, Any], date: Any = None, outlet: Any = None) -> dict[str, Any]:
    return {"date": date, "outlet": outlet, "claims": list(claims)}


def event(*sentences: int, t: str = "The dyke gave way.", **marks: Any) -> dict[str, Any]:
    return {"k": "event", "s": list(sentences), "t": t, "m": [marks] if marks else []}


def a_claim_a_sentence(request: Any) -> dict[str, Any]:
    return an_event_a_sentence(request.messages[1]["content"])


def extracted(piece: Article, *replies: Any) -> tuple[Extracted, Script]:
    """Extract one article with these replies."""
    script = Script(extract=list(replies))
    (found,) = done(extract((piece,), asker(script)))
    assert script.left == 0
    return found, script


SHORT = article("a", ("title", "Dyke gives way"), "It broke at dawn.", ("furniture", "Also read"), "Nobody was hurt.")
LONG = article(
    "a",
    ("title", "Dyke gives way at Brenn"),
    *(
        f"In street number {n} the water stood {n} centimetres high, neighbours told the Courier."
        for n in range(1, 201)
    ),
)


def test_a_short_article_is_one_request() -> None:
    found, script = extracted(SHORT, reply(event(2), event(4)))
    assert len(script.requests) == 1
    assert [(claim.id, claim.passage.sentences) for claim in found.claims] == [("a#1", (2,)), ("a#2", (4,))]


def test_the_request_shows_all_but_the_furniture() -> None:
    _, script = extracted(SHORT, reply())
    assert "\n1 (title) Dyke gives way\n2 It broke at dawn.\n4 Nobody was hurt.\n" in script.given()
    assert "Also read" not in script.given()


def test_furniture_cannot_be_cited() -> None:
    found, script = extracted(SHORT, reply(event(3)), reply())
    assert "there is no sentence 3" in script.requests[1].messages[-1]["content"]
    assert found.failures == ()


def test_a_refused_reply_names_the_first_three_problems() -> None:
    _, script = extracted(SHORT, reply(event(7), event(2), event(8), event(9), event(10)), reply())
    assert script.requests[1].again is not None
    assert script.requests[1].again.reason == (
        "claim 1: there is no sentence 7; claim 3: there is no sentence 8; claim 4: there is no sentence 9; and 1 more."
    )


def test_no_claims_is_an_answer_and_no_failure() -> None:
    found, _ = extracted(SHORT, reply())
    assert (found.claims, found.failures) == ((), ())


def test_a_failure_is_listed_and_the_other_articles_go_on() -> None:
    other = article("b", "The dyke held.")
    script = Script(extract=[Unreachable("article a: no answer in 3 tries"), reply(event(1))])
    first, second = done(extract((SHORT, other), asker(script)))
    assert [(one.step, one.item, one.reason) for one in first.failures] == [
        ("extract", "article a", "no answer in 3 tries")
    ]
    assert (first.claims, len(second.claims), second.failures) == ((), 1, ())


def test_a_reply_that_never_holds_is_a_failure() -> None:
    found, script = extracted(SHORT, *[reply(event(7))] * 3)
    assert len(script.requests) == 3
    assert "no usable reply in 3 tries" in found.failures[0].reason


# --- stretches --------------------------------------------------------------------------------------------------------


def numbers_asked(script: Script, index: int) -> list[int]:
    inside = re.split(r"^</?article \w+>$", script.given(index), flags=re.MULTILINE)[1]
    return [int(number) for number in re.findall(r"^(\d+) ", inside, re.MULTILINE)]


def test_a_long_article_goes_in_stretches_that_cover_every_sentence_once() -> None:
    found, script = extracted(LONG, *[a_claim_a_sentence] * 3)
    asked = [numbers_asked(script, index) for index in range(len(script.requests))]
    assert [number for stretch in asked for number in stretch] == list(range(1, 202))
    assert [claim.passage.sentences[0] for claim in found.claims] == list(range(1, 202))
    assert [claim.id for claim in found.claims][-1] == "a#201"


def test_a_later_stretch_repeats_title_and_lead_between_the_markers() -> None:
    _, script = extracted(LONG, *[a_claim_a_sentence] * 3)
    shown = [re.split(r"^<article \w+>\n", script.given(index), flags=re.MULTILINE) for index in range(3)]
    assert [inside.startswith("~ Dyke gives way at Brenn\n~ In street number 1 ") for _, inside in shown] == [
        False,
        True,
        True,
    ]
    assert [inside.count("~ ") for _, inside in shown] == [0, 3, 3]
    assert not any("Brenn" in before for before, _ in shown)


DATED = article(
    "a",
    ("title", "Dyke gives way at Brenn"),
    ("dateline", "Brenn, 4 March 2031"),
    *(piece.text[one.start : one.end] for piece in (LONG,) for one in LONG.sentences[1:]),
)


def test_a_later_stretch_repeats_the_date_line_between_title_and_lead() -> None:
    found, script = extracted(DATED, *[a_claim_a_sentence] * 3)
    shown = [re.split(r"^<article \w+>\n", script.given(index), flags=re.MULTILINE)[1] for index in range(3)]
    repeated = [[line for line in inside.splitlines() if line.startswith("~ ")] for inside in shown]
    assert repeated[0] == []
    assert repeated[1] == repeated[2]
    assert [line[: len("~ In street number 1 ")] for line in repeated[1]] == [
        "~ Dyke gives way at B",
        "~ Brenn, 4 March 2031",
        "~ In street number 1 ",
        "~ In street number 2 ",
    ]
    assert [claim.passage.sentences[0] for claim in found.claims] == list(range(1, 203))


def test_the_date_line_that_is_repeated_cannot_be_cited_again() -> None:
    _, script = extracted(DATED, a_claim_a_sentence, reply(date={"s": 2, "date": "2031-03-04"}), *[reply()] * 2)
    assert [request.again.reason for request in script.requests if request.again] == [
        "there is no sentence 2 here to state a date or an outlet."
    ]


def test_a_repeated_sentence_cannot_be_cited() -> None:
    found, script = extracted(LONG, a_claim_a_sentence, reply(event(1)), a_claim_a_sentence, reply())
    assert sum("there is no sentence 1." in request.messages[-1]["content"] for request in script.requests) == 1
    assert [claim.id for claim in found.claims if claim.passage.sentences == (1,)] == ["a#1"]


def test_a_sentence_of_another_stretch_cannot_be_cited() -> None:
    _, script = extracted(LONG, reply(event(200)), *[reply()] * 3)
    asked_again = [request for request in script.requests if request.again is not None]
    assert [request.again.reason for request in asked_again if request.again] == ["claim 1: there is no sentence 200."]


def test_one_stretch_that_fails_leaves_the_others() -> None:
    found, _ = extracted(LONG, a_claim_a_sentence, Unreachable("no answer"), a_claim_a_sentence)
    cited = {number for claim in found.claims for number in claim.passage.sentences}
    (failure,) = found.failures
    first, last = map(int, re.findall(r"\d+", failure.item))
    assert set(range(1, 202)) - cited == set(range(first, last + 1))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 900), st.booleans()), min_size=1, max_size=60))
def test_stretches_cover_the_shown_sentences_in_order_and_are_of_about_one_size(
    lengths: list[tuple[int, bool]],
) -> None:
    lines = [("furniture" if spare else "body", "x" * length) for length, spare in lengths]
    piece = article("a", *lines)
    stretches = _stretches(piece)
    assert [number for stretch in stretches for number in stretch] == list(shown_sentences(piece))
    longest = max((estimate_tokens(piece.sentence_text(number)) for number in shown_sentences(piece)), default=0)
    for stretch in stretches:
        assert sum(estimate_tokens(piece.sentence_text(n)) for n in stretch) <= STRETCH_TOKENS + longest


# --- cut for length ---------------------------------------------------------------------------------------------------


def test_a_reply_cut_for_length_is_asked_for_in_halves() -> None:
    piece = article("a", *(f"Sentence {n}." for n in range(1, 6)))
    found, script = extracted(piece, CUT, a_claim_a_sentence, a_claim_a_sentence)
    assert [numbers_asked(script, index) for index in range(3)] == [[1, 2, 3, 4, 5], [1, 2], [3, 4, 5]]
    assert [claim.id for claim in found.claims] == [f"a#{n}" for n in range(1, 6)]
    assert found.failures == ()


def test_halves_are_halved_again() -> None:
    piece = article("a", *(f"Sentence {n}." for n in range(1, 5)))
    found, _ = extracted(piece, CUT, CUT, a_claim_a_sentence, a_claim_a_sentence, a_claim_a_sentence)
    assert sorted(claim.passage.sentences[0] for claim in found.claims) == [1, 2, 3, 4]


def test_a_single_sentence_that_is_cut_is_a_failure() -> None:
    found, _ = extracted(article("a", "One sentence."), CUT)
    assert [failure.item for failure in found.failures] == ["article a"]


def test_half_an_article_that_is_cut_to_the_end_fails_alone() -> None:
    found, _ = extracted(article("a", "One sentence.", "Another."), CUT, CUT, reply(event(2)))
    assert [failure.item for failure in found.failures] == ["article a, sentences 1 to 1"]
    assert len(found.claims) == 1


# --- what the text prints of itself -----------------------------------------------------------------------------------

PRINTED = article("a", ("dateline", "Lindmoor, 4 March 2031"), "By Lindmoor Courier", "On 2 March the dyke broke.")


@pytest.mark.parametrize(
    ("date", "published"),
    [
        pytest.param({"s": 1, "date": "2031-03-04"}, "2031-03-04", id="as the sentence states it"),
        pytest.param({"s": 1, "date": "2031-03-05"}, None, id="another day"),
        pytest.param({"s": 2, "date": "2031-03-04"}, None, id="another sentence"),
        pytest.param({"s": 3, "date": "2031-03-02"}, None, id="a day without its year"),
        pytest.param({"s": 1, "date": "4 March 2031"}, None, id="no ISO date"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_date_is_inferred_only_where_the_sentence_states_it(date: Any, published: str | None) -> None:
    found, _ = extracted(PRINTED, reply(date=date))
    dated = found.article.published
    if published is None:
        assert dated.known == "unknown"
    else:
        assert (dated.known, dated.sentence, dated.earliest, dated.latest) == (
            "inferred",
            1,
            on(published).earliest,
            on(published).latest,
        )


def test_a_known_date_is_not_changed() -> None:
    known = PRINTED.model_copy(update={"published": on("2031-03-06")})
    found, _ = extracted(known, reply(date={"s": 1, "date": "2031-03-04"}))
    assert found.article.published == on("2031-03-06")


@pytest.mark.parametrize(
    ("outlet", "known", "expected"),
    [
        pytest.param({"s": 2, "name": "Lindmoor Courier"}, None, ("Lindmoor Courier", 2), id="as it stands"),
        pytest.param({"s": 3, "name": "Lindmoor Courier"}, None, (None, None), id="another sentence"),
        pytest.param({"s": 2, "name": "Velm Gazette"}, None, (None, None), id="a name that is not there"),
        pytest.param({"s": 2, "name": "Lindmoor Courier"}, "Kyst", ("Kyst", None), id="already known"),
    ],
)
def test_an_outlet_is_taken_only_where_the_sentence_names_it(
    outlet: Any, known: str | None, expected: tuple[str | None, int | None]
) -> None:
    found, _ = extracted(PRINTED.model_copy(update={"outlet": known}), reply(outlet=outlet))
    assert (found.article.outlet, found.article.outlet_sentence) == expected


@pytest.mark.parametrize("printed", [{"date": {"s": 9, "date": "2031-03-04"}}, {"outlet": {"s": 0, "name": "Kyst"}}])
def test_a_date_or_outlet_in_a_sentence_that_is_not_there_is_refused(printed: dict[str, Any]) -> None:
    _, script = extracted(PRINTED, reply(**printed), reply())
    assert "to state a date or an outlet" in script.requests[1].messages[-1]["content"]
