"""Two keys: what a clash does to a finding, and what figures that meet do; the verdict stays the model's."""

from __future__ import annotations

import pytest

from checker.schema import (
    Aspect,
    Cleared,
    Fact,
    Finding,
    Level,
    Outcome,
    Pair,
    Passage,
    Shade,
    Signal,
    SignalKind,
    Verdict,
)
from checker.steps.findings import findings_of
from checker.steps.second_key import second_key
from tests.steps.newsdesk import article, cited, fact, moment, pair, position

NOW = moment("2031-03-05T12:00:00+00:00")
A = article("a", "Five were killed and 68 injured on the quay.", "Rain fell on the 9 boats.")
B = article("b", "Six died and 71 were injured on the quay.", "Rain fell on the boats.")
C = article("c", "Some 70 were injured.")
PIECES = (A, B, C)
ONE, TWO, THREE = cited(A, 1, words="68 injured"), cited(B, 1, words="71 were injured"), cited(C, 1, words="70")


def signal(
    kind: SignalKind = "clash", *passages: Passage, aspect: Aspect = "number", code: str = "F1", message: str = ""
) -> Signal:
    shown = passages or (ONE, TWO)
    words = message or " against ".join(str(passage.words) for passage in shown) + "."
    return Signal(code=code, kind=kind, aspect=aspect, message=words, passages=shown)


def injured(*pairs: Pair, outcome: Outcome = "confirmed", answers: tuple[str, str] = ("68", "71")) -> Fact:
    one, two = (
        position(answer, cited(piece, 1, words=words))
        for answer, piece, words in zip(answers, (A, B), ("68 injured", "71 were injured"), strict=True)
    )
    return fact(PIECES, (one, two), *pairs, aspect="number", outcome=outcome, question="How many were injured?")


def found(signals: tuple[Signal, ...], *facts: Fact, cleared: tuple[Cleared, ...] = ()) -> tuple[Finding, ...]:
    return findings_of(facts, PIECES, (), NOW, key=second_key(signals, facts, cleared)).findings


CONTRADICT = pair(1, 2, "contradict")


def differs(shade: Shade) -> Pair:
    return pair(1, 2, "differ", shade=shade)


@pytest.mark.parametrize(
    ("told", "outcome", "kind", "before", "after"),
    [
        pytest.param(CONTRADICT, "confirmed", "clash", "fix", "fix", id="both: the strongest"),
        pytest.param(CONTRADICT, "first", "clash", "check", "fix", id="a clash stands in for the second look"),
        pytest.param(CONTRADICT, "confirmed", "meets", "fix", "check", id="figures that meet lower it"),
        pytest.param(CONTRADICT, "first", "meets", "check", "check", id="no lower than check"),
        pytest.param(differs("rounding"), "confirmed", "clash", "note", "check", id="a note becomes a check"),
        pytest.param(differs("wording"), "confirmed", "clash", None, "check", id="and so does what was silent"),
        pytest.param(differs("wording"), "confirmed", "meets", None, None, id="what meets stays silent"),
        pytest.param(differs("strength"), "confirmed", "clash", "check", "check", id="a check stays one"),
        pytest.param(pair(1, 2, "superseded"), "confirmed", "clash", "check", "check", id="overtaken stays a check"),
    ],
)
def test_the_checks_change_the_level_and_never_the_verdict(
    told: Pair, outcome: Outcome, kind: SignalKind, before: Level | None, after: Level | None
) -> None:
    made = injured(told, outcome=outcome)
    alone = found((), made)
    assert [finding.level for finding in alone] == ([] if before is None else [before])
    both = found((signal(kind),), made)
    assert [finding.level for finding in both] == ([] if after is None else [after])
    for finding in both:
        assert finding.verdict == finding.keys.model == made.verdict
        assert (finding.keys.checks, finding.keys.meets) == ((("F1",), ()) if kind == "clash" else ((), ("F1",)))


def test_an_assumption_still_holds_a_contradiction_down() -> None:
    made = injured(pair(1, 2, "contradict", assumes="occasion"))
    assert [finding.level for finding in found((signal(),), made)] == ["check"]


def test_the_reason_why_a_contradiction_is_only_a_check_is_given() -> None:
    (finding,) = found((signal("meets", message="“About 70” may be 71."),), injured(CONTRADICT))
    assert finding.caps == ("by check F1, “About 70” may be 71",)
    assert "by check F1, “About 70” may be 71" in finding.action


def test_one_vague_passage_does_not_excuse_the_exact_ones() -> None:
    exact = fact(
        PIECES,
        (position("68 or about 70", ONE, THREE), position("71", TWO)),
        CONTRADICT,
        aspect="number",
        question="How many were injured?",
    )
    meets = signal("meets", THREE, TWO)
    assert [finding.level for finding in found((meets,), exact)] == ["fix"]
    assert [finding.level for finding in found((meets, signal("meets", ONE, TWO)), exact)] == ["check"]


def test_agreement_and_a_clash_make_a_finding_of_its_own() -> None:
    made = injured()
    (finding,) = found((signal(),), made)
    assert (finding.level, finding.severity, finding.code) == ("check", "warning", "F1")
    assert (finding.keys.model, finding.keys.outcome, finding.keys.checks) == ("agree", "confirmed", ("F1",))
    assert finding.headline == "68 injured against 71 were injured."
    assert "The model saw no conflict" in finding.action
    assert [(p.article, p.position) for p in finding.passages] == [("a", 1), ("b", 2)]
    for shown in finding.passages:
        assert {"a": A, "b": B}[shown.article].text[shown.start : shown.end] == shown.text
        assert shown.words is not None
        assert shown.start <= shown.words.start < shown.words.end <= shown.end


def test_agreement_on_another_figure_of_the_same_sentence_is_not_named() -> None:
    killed = fact(
        PIECES, (position("five or six", cited(A, 1), cited(B, 1)),), aspect="number", question="How many were killed?"
    )
    (finding,) = found((signal(),), killed)
    assert finding.keys.model is None
    assert finding.verdict is None


def test_a_clash_where_the_model_found_nothing_is_a_check() -> None:
    (finding,) = found((signal(),))
    assert (finding.level, finding.keys.model, finding.between) == ("check", None, (1, 2))


def test_what_meets_makes_no_finding_by_itself() -> None:
    assert found((signal("meets"),)) == ()
    assert found((signal("meets"),), injured()) == ()


def test_a_note_is_a_note() -> None:
    (finding,) = found((signal("note"),))
    assert (finding.level, finding.severity) == ("note", "note")


def test_what_the_model_looked_at_and_cleared_is_a_note_with_its_reason() -> None:
    why = Cleared(question="How many were injured?", passages=(ONE, TWO), reason="Two counts on two days.")
    (finding,) = found((signal(),), cleared=(why,))
    assert finding.level == "note"
    assert "Two counts on two days." in finding.explanation
    (other,) = found((signal("clash", ONE, THREE),), cleared=(why,))
    assert other.level == "check"


QUAY = Cleared(question="Which quay was it?", passages=(ONE, TWO), reason="Both name the north quay in two spellings.")


def test_what_the_model_cleared_of_another_matter_in_the_same_sentences_silences_nothing() -> None:
    (finding,) = found((signal(),), cleared=(QUAY,))
    assert finding.level == "check"
    assert "quay in two spellings" not in finding.explanation


def test_what_one_fact_agrees_on_and_a_look_alike_clears_is_a_check() -> None:
    why = Cleared(question="How many were injured?", passages=(ONE, TWO), reason="Two counts on two days.")
    (finding,) = found((signal(),), injured(answers=("68 injured", "71 were injured")), cleared=(why,))
    assert finding.level == "check"


def test_one_cleared_signal_does_not_lower_the_others_of_its_finding() -> None:
    why = Cleared(question="How many were injured?", passages=(ONE, TWO), reason="Two counts on two days.")
    (finding,) = found((signal("clash", ONE, TWO), signal("clash", ONE, THREE)), cleared=(why,))
    assert finding.level == "check"


@pytest.mark.parametrize(
    ("other", "outcome", "signals", "level"),
    [
        pytest.param("differ", "first", [("clash", ONE, THREE)], "check", id="a clash of another pair lifts nothing"),
        pytest.param("differ", "first", [("clash", ONE, TWO)], "fix", id="a clash of the very pair does"),
        pytest.param(
            "contradict", "confirmed", [("meets", ONE, TWO), ("clash", ONE, THREE)], "check", id="its pair meets"
        ),
        pytest.param("contradict", "confirmed", [("meets", ONE, THREE)], "fix", id="another pair meets"),
    ],
)
def test_of_three_positions_a_signal_weighs_on_its_own_pair(
    other: Verdict, outcome: Outcome, signals: list[tuple[SignalKind, Passage, Passage]], level: str
) -> None:
    three = tuple(
        position(answer, passage) for answer, passage in zip(("68", "71", "70"), (ONE, TWO, THREE), strict=True)
    )
    shade = {"shade": "rounding"} if other == "differ" else {}
    told = fact(
        PIECES,
        three,
        CONTRADICT,
        pair(1, 3, other, **shade),
        aspect="number",
        outcome=outcome,
        question="How many were injured?",
    )
    (finding,) = found(tuple(signal(*one) for one in signals), told)
    assert (finding.level, finding.between) == (level, (1, 2))


def test_signals_of_one_check_that_share_a_passage_are_one_finding() -> None:
    (finding,) = found((signal("clash", ONE, TWO), signal("clash", ONE, THREE), signal("clash", TWO, THREE)))
    assert sorted((p.article, p.position) for p in finding.passages) == [("a", 1), ("b", 2), ("c", 3)]
    apart = found((signal("clash", ONE, TWO), signal("clash", ONE, THREE, code="N1", aspect="name")))
    assert [finding.code for finding in apart] == ["F1", "N1"]


def test_passages_on_one_side_of_a_signal_are_one_position() -> None:
    three = signal("clash", ONE, TWO, THREE).model_copy(update={"sides": (1, 2, 2)})
    (finding,) = found((three,))
    assert sorted((p.article, p.position) for p in finding.passages) == [("a", 1), ("b", 2), ("c", 2)]


def test_a_signal_of_another_sort_or_place_says_nothing_of_a_fact() -> None:
    elsewhere = signal("clash", cited(A, 2, words="9 boats"), TWO)
    for other in (elsewhere, signal(aspect="name", code="N1")):
        fixed, own = found((other,), injured(CONTRADICT))
        assert fixed.keys.checks == ()
        assert own.code == other.code


def test_two_spellings_are_a_facts_whichever_sentences_they_are_cited_from() -> None:
    one = article("a", "Ida Lund came.", "Lund left.")
    two = article("b", "Ida Lundt came.", "Lundt left.")
    spelt = fact(
        (one, two),
        (position("Ida Lund", cited(one, 2)), position("Ida Lundt", cited(two, 2))),
        CONTRADICT,
        aspect="name",
        question="How is she called?",
    )
    passages = cited(one, 1, words="Ida Lund"), cited(two, 1, words="Ida Lundt")
    clash = signal("clash", *passages, aspect="name", code="N1")
    assert second_key((clash,), (spelt,)).of_fact == {spelt.id: (clash,)}
    other = signal("clash", cited(one, 1, words="came"), passages[1], aspect="name", code="N1")
    assert second_key((other,), (spelt,)).alone == (other,)


@pytest.mark.parametrize(
    ("answers", "bears"),
    [
        pytest.param(("Corin", "Colin"), True, id="the part of the name that differs"),
        pytest.param(("Corin Haldmere", "Colin Haldmere"), True, id="the whole of it"),
        pytest.param(("Haldmere", "Haldmer"), False, id="another part"),
        pytest.param(("chief executive", "chairman"), False, id="no name"),
    ],
)
def test_a_name_in_several_articles_is_what_an_answer_gives_in_part(answers: tuple[str, str], bears: bool) -> None:
    given = {"a": "Corin Haldmere", "b": "Corin Haldmere", "c": "Colin Haldmere"}
    pieces = tuple(article(name, f"{words}, chief executive, spoke.") for name, words in given.items())
    beside = [cited(piece, 1, words="chief executive") for piece in pieces]
    told = fact(
        pieces,
        (position(answers[0], *beside[:2]), position(answers[1], beside[2])),
        CONTRADICT,
        aspect="name",
        question="What is the name of the chief executive?",
    )
    clash = signal("clash", *(cited(one, 1, words=given[one.id]) for one in pieces), aspect="name", code="N1")
    assert (second_key((clash,), (told,)).alone == ()) == bears


@pytest.mark.parametrize(
    ("aspect", "question", "answers", "bears"),
    [
        pytest.param("person", "How old is Denis Karoche?", ("34", "43"), True, id="an age"),
        pytest.param(
            "certainty", "Is he 34?", ("disputed: 34 or 43", "43, told as fact"), True, id="a disputed figure"
        ),
        pytest.param("person", "What was he?", ("an electrician", "a guard"), False, id="no figure"),
        pytest.param("certainty", "Is he 34?", ("yes", "no"), False, id="one figure alone"),
    ],
)
def test_a_figure_is_what_its_answers_name_whatever_the_aspect(
    aspect: Aspect, question: str, answers: tuple[str, str], bears: bool
) -> None:
    one, two = article("a", "Denis Karoche, 34, was held."), article("b", "Denis Karoche, 43, was held.")
    passages = cited(one, 1, words="34"), cited(two, 1, words="43")
    positions = tuple(position(answer, passage) for answer, passage in zip(answers, passages, strict=True))
    told = fact((one, two), positions, CONTRADICT, aspect=aspect, question=question)
    clash = signal("clash", *passages, code="F3")
    assert (second_key((clash,), (told,)).alone == ()) == bears


def test_a_clash_within_one_position_is_not_that_of_the_fact() -> None:
    both = fact(
        PIECES,
        (position("68", ONE, TWO), position("70", THREE)),
        CONTRADICT,
        aspect="number",
        question="How many were injured?",
    )
    fixed, own = found((signal(),), both)
    assert (fixed.keys.checks, own.keys.checks) == ((), ("F1",))


def test_ids_of_findings_stay_when_other_signals_come_and_when_passages_are_swapped() -> None:
    (alone,) = found((signal("clash", ONE, TWO),))
    swapped, other = found((signal("clash", TWO, ONE), signal("clash", cited(A, 2, words="9 boats"), cited(B, 2))))
    assert swapped.id == alone.id != other.id


def test_of_two_fixes_the_one_that_both_keys_open_comes_first() -> None:
    rain = fact(
        PIECES,
        (position("on 9", cited(A, 2)), position("none", cited(B, 2))),
        CONTRADICT,
        question="Where did it rain?",
    )
    facts = rain, injured(CONTRADICT)
    assert [finding.headline for finding in found((signal(),), *facts)] == [
        "How many were injured?",
        "Where did it rain?",
    ]
