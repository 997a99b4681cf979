"""A claim on the wire becomes a claim with a passage, or is refused with the reason.

The wire claims are written by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from checker.model.asking import DoesNotHold
from checker.model.wire import WireClaim
from checker.schema import Claim, When
from checker.steps.claims import claim_from_wire
from tests.steps.newsdesk import article

A = article(
    "a",
    ("title", "Dyke at Brenn gives way"),
    "Acting dyke master Ida Lund said on Tuesday that up to 40 homes may have been hit.",
    "“We had no warning at all, the gate simply failed and then the water came,” she told Radio Kyst.",
    "The company denies it.",
)
SHOWN = (1, 2, 3, 4)


def claimed(shown: tuple[int, ...] = SHOWN, **wire: Any) -> Claim:
    """Return the claim that these fields mean."""
    written: Any = TypeAdapter(WireClaim).validate_python({"s": [2], "m": [], **wire})
    return claim_from_wire(A, shown, written)


EVENT = {"k": "event", "t": "The dyke gave way."}
QUOTE = {"k": "quote", "s": [3], "by": "Ida Lund", "w": "We had no warning"}


@pytest.mark.parametrize(
    ("wire", "kind", "statement"),
    [
        pytest.param(EVENT, "event", "The dyke gave way.", id="event"),
        pytest.param({**EVENT, "k": "state"}, "state", "The dyke gave way.", id="state"),
        pytest.param(
            {"k": "cause", "t": "The dyke gave way.", "why": "a gate"},
            "cause",
            "The dyke gave way, because of or for: a gate",
            id="cause",
        ),
        pytest.param({"k": "figure", "of": "homes hit", "n": "40", "u": None}, "figure", "homes hit: 40", id="figure"),
        pytest.param(
            {"k": "figure", "of": "hit", "n": "40", "u": "homes", "m": [{"bound": "at_most"}]},
            "figure",
            "hit: at most 40 homes",
            id="figure with unit and bound",
        ),
        pytest.param(
            {"k": "figure", "of": "hit", "n": "40 Homes", "u": "homes"}, "figure", "hit: 40 Homes", id="unit said once"
        ),
        pytest.param({"k": "said", "by": "Lund", "t": "Homes were hit."}, "speech", "Lund: Homes were hit.", id="said"),
        pytest.param(QUOTE, "speech", "Ida Lund: “We had no warning”", id="quote"),
        pytest.param(
            {"k": "role", "who": "Ida Lund", "as": "dyke master"},
            "role",
            "Ida Lund is called “dyke master”",
            id="role",
        ),
        pytest.param(
            {"k": "role", "who": "Ida Lund", "as": "dyke master", "m": [{"no": True}]},
            "role",
            "Ida Lund is said not to be “dyke master”",
            id="role denied",
        ),
    ],
)
def test_every_kind_has_its_statement(wire: dict[str, Any], kind: str, statement: str) -> None:
    claim = claimed(**wire)
    assert (claim.kind, claim.statement) == (kind, statement)


@pytest.mark.parametrize(
    ("mark", "field", "value"),
    [
        ({"src": [" the ministry ", "", "two officials"]}, "source", ("the ministry", "two officials")),
        ({"is": "alleged"}, "certainty", "alleged"),
        ({"is": "possible"}, "certainty", "possible"),
        ({"is": "planned"}, "certainty", "planned"),
        ({"no": True}, "polarity", "no"),
        (
            {"when": "on Tuesday", "a": "2031-03-04", "b": "2031-03-04"},
            "when",
            When(written="on Tuesday", earliest=date(2031, 3, 4), latest=date(2031, 3, 4)),
        ),
        ({"when": "lately", "a": None, "b": "2031-03-04"}, "when", When(written="lately", latest=date(2031, 3, 4))),
        ({"when": "once", "a": None, "b": None}, "when", When(written="once")),
    ],
)
def test_every_mark_sets_its_field(mark: dict[str, Any], field: str, value: object) -> None:
    assert getattr(claimed(**EVENT, m=[mark]), field) == value


@pytest.mark.parametrize("field", ["source", "certainty", "polarity", "when"])
def test_without_marks_the_outlet_states_it(field: str) -> None:
    defaults = {"source": (), "certainty": "stated", "polarity": "yes", "when": None}
    assert getattr(claimed(**EVENT), field) == defaults[field]


def test_a_mark_given_twice_counts_once() -> None:
    assert claimed(**EVENT, m=[{"is": "alleged"}, {"is": "planned"}]).certainty == "planned"


def test_the_occasion_of_a_quotation() -> None:
    assert claimed(**QUOTE, m=[{"on": "Radio Kyst"}]).occasion == "Radio Kyst"


def test_words_narrow_the_passage() -> None:
    claim = claimed(**EVENT, m=[{"w": "up to 40 homes"}])
    assert (claim.passage.words, A.text[claim.passage.span.start : claim.passage.span.end]) == (
        "up to 40 homes",
        "up to 40 homes",
    )


@pytest.mark.parametrize(
    ("office", "words"),
    [
        pytest.param("acting dyke master", "Acting dyke master", id="as it stands"),
        pytest.param("dyke master of Brenn", None, id="put together"),
    ],
)
def test_a_title_narrows_the_passage_where_it_stands(office: str, words: str | None) -> None:
    assert claimed(k="role", who="Ida Lund", **{"as": office}).passage.words == words


@pytest.mark.parametrize(
    "written",
    [
        "We had no … the water came",
        "We had no ... the water came",
        "“We had no […] the water came,”",
    ],
)
def test_a_quotation_given_as_first_and_last_words_holds_all_between(written: str) -> None:
    whole = "We had no warning at all, the gate simply failed and then the water came"
    claim = claimed(**{**QUOTE, "w": written})
    assert claim.words.removeprefix("“").rstrip(",”") == whole
    assert claim.words == claim.passage.words


def test_sentences_are_cited_in_order_and_once() -> None:
    assert claimed(**{**EVENT, "s": [4, 2, 4]}).passage.sentences == (2, 4)


@pytest.mark.parametrize(
    ("wire", "reason"),
    [
        pytest.param({**EVENT, "s": []}, "it cites no sentence", id="no sentence"),
        pytest.param({**EVENT, "s": [5]}, "there is no sentence 5", id="a sentence beyond the end"),
        pytest.param({**EVENT, "s": [0]}, "there is no sentence 0", id="sentence 0"),
        pytest.param({**EVENT, "s": [2, -1]}, "there is no sentence -1", id="one of two"),
        pytest.param({**EVENT, "t": "  "}, "its field t is empty", id="an empty statement"),
        pytest.param({**EVENT, "m": [{"w": "up to 50 homes"}]}, "do not stand in sentence 2", id="words nowhere"),
        pytest.param({**EVENT, "m": [{"w": "gave way"}]}, "do not stand in sentence 2", id="words of another sentence"),
        pytest.param({**QUOTE, "w": "We had warning"}, "do not stand in sentence 3", id="a dropped not"),
        pytest.param({**QUOTE, "w": "the water came … We had no"}, "do not stand", id="last words first"),
        pytest.param({**QUOTE, "w": ""}, "do not stand", id="no words"),
        pytest.param({**QUOTE, "w": " … "}, "do not stand", id="nothing but a gap"),
        *(
            pytest.param(
                {**EVENT, "m": [{"when": "then", "a": day, "b": None}]}, f"“{day}” is no ISO date", id=f"date {day!r}"
            )
            for day in ("4 March 2031", "2031-02-30", "2031-13-01", "", "2031-3-4", "2031-03-04T10:00")
        ),
        pytest.param(
            {**EVENT, "m": [{"when": "then", "a": "2031-03-05", "b": "2031-03-04"}]},
            r"the time “then” ends \(2031-03-04\) before it begins",
            id="a time turned round",
        ),
        *(
            pytest.param(wire, "its field .* is empty", id=f"an empty {wire['k']}")
            for wire in (
                {"k": "figure", "of": "", "n": "", "u": None},
                {"k": "said", "by": "Lund", "t": ""},
                {"k": "role", "who": "", "as": ""},
                {"k": "cause", "t": "", "why": ""},
            )
        ),
    ],
)
def test_what_cannot_be_is_refused(wire: dict[str, Any], reason: str) -> None:
    with pytest.raises(DoesNotHold, match=reason):
        claimed(**wire)


def test_a_sentence_that_was_not_shown_is_refused() -> None:
    with pytest.raises(DoesNotHold, match="there is no sentence 2"):
        claimed(shown=(3, 4), **EVENT)
