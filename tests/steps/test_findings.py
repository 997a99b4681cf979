"""findings: what an editor reads, in which order, shown by which words, with what to do; and what must not go out."""

from __future__ import annotations

import pytest

from checker.schema import Fact, Finding, Pair, Passage, Position, Status
from checker.steps.actions import action_for
from checker.steps.findings import findings_of
from checker.steps.not_to_be_used import hold_reason
from tests.steps.newsdesk import article, cited, fact, held, moment, pair, position

NOW = moment("2031-03-05T12:00:00+00:00")
A = article("a", "Three died.", "The gate was shut.", "Lund is mayor.", "Three, Lund said.")
B = article("b", "Five died.", "The gate stood open.", "Lund was mayor.")
C = article("c", "Five are dead.", "Some 40 were hurt.")
D = article("d", "Five people died.")
ARTICLES = (A, B, C, D)


def made(number: int, *pairs: Pair, **fields: object) -> Fact:
    """Return a fact on sentence `number` of a and b."""
    positions = (position(f"a{number}", cited(A, number)), position(f"b{number}", cited(B, number)))
    return fact(ARTICLES, positions, *pairs, question=f"Question {number}?", **fields)


def found(*facts: Fact, articles: tuple[object, ...] = ARTICLES) -> tuple[Finding, ...]:
    return findings_of(facts, articles, (), NOW).findings


def test_a_finding_shows_what_its_fact_says() -> None:
    toll = made(1, pair(1, 2, "contradict", assumes="date"), aspect="number", explanation="three against five")
    (finding,) = found(toll)
    assert finding.model_dump(exclude={"passages", "action", "explanation"}) == {
        "id": toll.id,
        "code": "number-contradict",
        "level": "check",
        "severity": "warning",
        "verdict": "contradict",
        "aspect": "number",
        "headline": "Question 1?",
        "keys": {"model": "contradict", "outcome": "confirmed", "checks": (), "meets": ()},
        "fact": toll.id,
        "between": (1, 2),
        "caps": ("only if the time is the same",),
        "returned": None,
    }


SIX = tuple(position(str(n), cited(piece, 1)) for n, piece in enumerate((A, B, C, D, A, B), 1))


@pytest.mark.parametrize(
    ("pairs", "between"),
    [
        pytest.param((pair(1, 2, "differ"), pair(5, 6, "contradict")), (5, 6), id="the gravest, not the first"),
        pytest.param((pair(5, 6, "differ", shade="wording"), pair(3, 4, "unclear")), (3, 4), id="not a silent one"),
        pytest.param((pair(4, 2, "superseded"),), (4, 2), id="the older one first"),
        pytest.param(
            (pair(1, 2, "contradict", assumes="date"), pair(2, 3, "contradict")), (2, 3), id="the one without a cap"
        ),
    ],
)
def test_a_finding_names_the_two_positions_that_gave_its_level(
    pairs: tuple[Pair, ...], between: tuple[int, int]
) -> None:
    (finding,) = found(fact(ARTICLES, SIX, *pairs, aspect="number"))
    assert finding.between == between
    assert {shown.position for shown in finding.passages} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    "silent",
    [
        pytest.param(made(1), id="agrees"),
        pytest.param(made(1, outcome="withdrawn"), id="withdrawn"),
        pytest.param(made(1, pair(1, 2, "differ", shade="wording")), id="another wording"),
    ],
)
def test_what_is_no_finding(silent: Fact) -> None:
    assert found(silent) == ()


def test_the_order_is_level_then_stakes_then_as_judged() -> None:
    facts = (
        made(1, pair(1, 2, "differ", shade="rounding"), aspect="date"),
        made(2, pair(1, 2, "superseded"), aspect="status"),
        made(3, pair(1, 2, "superseded"), aspect="role", stakes="deaths"),
        made(1, pair(1, 2, "contradict"), aspect="number"),
        made(2, pair(1, 2, "unclear"), aspect="event"),
    )
    killed = article("k", "x", status=held("killed"))
    levels = [(one.level, one.aspect) for one in found(*facts, articles=(*ARTICLES, killed))]
    assert levels == [
        ("hold", None),
        ("fix", "number"),
        ("check", "role"),
        ("check", "status"),
        ("check", "event"),
        ("note", "date"),
    ]


def test_every_passage_is_shown_with_its_text_and_words() -> None:
    positions = (
        position("3", cited(A, 1, words="Three"), cited(A, 4)),
        position("5", cited(B, 1), cited(C, 1)),
    )
    (finding,) = found(fact(ARTICLES, positions, pair(1, 2, "contradict"), aspect="number"))
    assert [(shown.position, shown.article, shown.sentences, shown.text) for shown in finding.passages] == [
        (1, "a", (1,), "Three died."),
        (1, "a", (4,), "Three, Lund said."),
        (2, "b", (1,), "Five died."),
        (2, "c", (1,), "Five are dead."),
    ]
    assert [shown.words and A.text[shown.words.start : shown.words.end] for shown in finding.passages] == [
        "Three",
        None,
        None,
        None,
    ]
    assert finding.passages[1].text == A.text[finding.passages[1].start : finding.passages[1].end]


def test_sentences_that_are_no_neighbours_are_shown_in_parts() -> None:
    positions = (position("x", cited(A, 1, 2, 4)), position("y", cited(B, 1)))
    (finding,) = found(fact(ARTICLES, positions, pair(1, 2, "contradict")))
    assert [shown.sentences for shown in finding.passages] == [(1, 2), (4,), (1,)]
    assert finding.passages[0].text == "Three died.\nThe gate was shut."


# --- what to do -------------------------------------------------------------------------------------------------------

AGAINST_MANY = (position("3", cited(A, 1)), position("5", cited(B, 1), cited(C, 1), cited(D, 1)))
ONE_EACH = (position("3", cited(A, 1)), position("5", cited(B, 1)))


@pytest.mark.parametrize(
    ("positions", "given", "caps", "action"),
    [
        (ONE_EACH, pair(1, 2, "contradict"), (), "Find out which is right before either goes out."),
        (AGAINST_MANY, pair(1, 2, "contradict"), (), "Check a first: there it stands against 3 others."),
        (
            AGAINST_MANY,
            pair(1, 2, "contradict"),
            ("only if it is one occasion",),
            "Find out whether it holds (only if it is one occasion); if so, one of them needs a correction.",
        ),
        (ONE_EACH, pair(2, 1, "superseded"), (), "Don't carry the line of b as current: overtaken by a."),
        (ONE_EACH, pair(1, 2, "unclear"), (), "Two readings of this clash: read the passages and decide."),
        (
            ONE_EACH,
            pair(1, 2, "differ", shade="strength"),
            (),
            "Take the softer wording of b, or source the harder one of a.",
        ),
        (
            ONE_EACH,
            pair(2, 1, "differ", shade="account"),
            (),
            "Ask which account holds, that of b or that of a, or give both with their sources.",
        ),
        (
            AGAINST_MANY,
            pair(2, 1, "differ", shade="rounding"),
            (),
            "Use the more exact one, of b, c and d, if you need it.",
        ),
        (
            (position("3", cited(A, 1), cited(B, 1)), position("5", cited(B, 2), cited(A, 2))),
            pair(1, 2, "contradict"),
            (),
            "a and b say it in two ways: decide which one holds.",
        ),
    ],
)
def test_the_action_names_the_articles(
    positions: tuple[Position, ...], given: Pair, caps: tuple[str, ...], action: str
) -> None:
    assert action_for(fact(ARTICLES, positions, given), given, caps) == action


FEW_SIDES = (
    position("3", cited(A, 1)),
    position("5", cited(B, 1), cited(C, 1)),
    position("6", cited(D, 1)),
)


@pytest.mark.parametrize("given", [pair(1, 2, "superseded"), pair(2, 3, "superseded"), pair(1, 3, "superseded")])
def test_of_a_toll_that_rose_twice_only_the_last_is_current(given: Pair) -> None:
    rose = fact(ARTICLES, FEW_SIDES, pair(1, 2, "superseded"), pair(2, 3, "superseded"))
    assert action_for(rose, given, ()) == "Don't carry the line of a, b and c as current: overtaken by d."
    told = (position("3", cited(A, 1)), position("5", cited(A, 2)), position("6", cited(B, 1)))
    live = fact(ARTICLES, told, pair(1, 2, "superseded"), pair(2, 3, "superseded"))
    assert action_for(live, given, ()) == "Don't carry the line of a as current: overtaken by b."


@pytest.mark.parametrize(
    ("given", "action"),
    [
        (pair(1, 3, "contradict"), "Find out which is right before either goes out."),
        (pair(1, 2, "contradict"), "Check a first: there it stands against 2 others."),
        (pair(2, 3, "contradict"), "Check d first: there it stands against 2 others."),
        (pair(3, 2, "superseded"), "Don't carry the line of d as current: overtaken by b and c."),
        (pair(3, 1, "differ", shade="nuance"), "Leave it, or take the milder wording of a."),
    ],
)
def test_the_action_is_about_the_pair_that_gave_the_level(given: Pair, action: str) -> None:
    pairs = (given, *(other for other in (pair(1, 2, "differ"), pair(1, 3, "differ")) if other.second != given.second))
    assert action_for(fact(ARTICLES, FEW_SIDES, *pairs), given, ()) == action


def test_the_action_of_a_finding_is_about_the_pair_it_is_between() -> None:
    pairs = (pair(1, 2, "differ"), pair(2, 3, "contradict"))
    (finding,) = found(fact(ARTICLES, FEW_SIDES, *pairs, aspect="number"))
    assert (finding.between, finding.action) == ((2, 3), "Check d first: there it stands against 2 others.")


@pytest.mark.parametrize("caps", [(), ("judged once only",)])
@pytest.mark.parametrize(
    "given",
    [
        pair(1, 2, "contradict"),
        pair(2, 1, "superseded"),
        pair(1, 2, "unclear"),
        pair(1, 2, "differ", shade="strength"),
        pair(1, 2, "differ", shade="account"),
    ],
    ids=lambda value: f"{value.verdict} {value.shade or ''}".strip() if isinstance(value, Pair) else "",
)
def test_one_article_on_both_sides_says_it_in_two_ways(given: Pair, caps: tuple[str, ...]) -> None:
    positions = (position("3", cited(A, 1)), position("5", cited(A, 4)), position("6", cited(B, 1), cited(C, 1)))
    assert action_for(fact(ARTICLES, positions, given), given, caps) == (
        "a says it in two ways: decide which one holds."
    )


def test_sides_that_share_only_the_articles_that_are_named_are_two_sides() -> None:
    many = tuple(article(name, "Five died.", "Six died.") for name in "bcdefg")
    b, c, d, e, f, _ = many
    positions = (
        position("5", *(cited(piece, 1) for piece in (b, c, d, e))),
        position("6", *(cited(piece, 2) for piece in (b, c, d, f))),
    )
    given = pair(1, 2, "contradict")
    assert action_for(fact(many, positions, given), given, ()) == "Find out which is right before either goes out."


def test_an_action_names_three_articles_at_most() -> None:
    many = tuple(article(name, "Five died.") for name in "bcdefg")
    positions = (position("3", cited(A, 1)), position("5", *(cited(piece, 1) for piece in many)))
    given = pair(2, 1, "differ", shade="detail")
    action = action_for(fact((A, *many), positions, given), given, ())
    assert action == "Use the more exact one, of b, c, d and 3 more, if you need it."


def test_an_article_that_contradicts_itself_is_not_one_of_the_others() -> None:
    positions = (position("3", cited(A, 1)), position("5", cited(A, 2), cited(B, 1), cited(C, 1)))
    given = pair(1, 2, "contradict")
    assert action_for(fact(ARTICLES, positions, given), given, ()) == "Check a first: there it stands against 2 others."


BOTH_WAYS = cited(A, 2)
FIRST, LAST = article("b", "Five died.", "Six died.", replaced_by="c"), article("c", "Five died.", "Six died.")
VERSIONS = {piece.id: piece for piece in (A, FIRST, LAST)}


@pytest.mark.parametrize(
    ("one", "other", "given", "told"),
    [
        pytest.param(
            (cited(A, 1), cited(B, 1)),
            (BOTH_WAYS, cited(C, 1)),
            pair(1, 2, "differ", shade="account"),
            "Ask which account holds, that of b or that of c, or give both with their sources.",
            id="one says both",
        ),
        pytest.param(
            (cited(A, 1),),
            (BOTH_WAYS, cited(B, 1)),
            pair(1, 2, "differ", shade="strength"),
            "a says it in two ways, b in one of them: decide which one holds.",
            id="nobody else says the one",
        ),
        pytest.param(
            (cited(A, 1),),
            (BOTH_WAYS, cited(B, 1)),
            pair(1, 2, "differ", shade="nuance"),
            "Leave it, or take the milder wording of b.",
            id="a nuance names one side",
        ),
        pytest.param(
            (cited(A, 1), cited(B, 1)),
            (BOTH_WAYS, cited(C, 1)),
            pair(1, 2, "superseded"),
            "Don't carry the line of b as current: overtaken by c.",
            id="overtaken",
        ),
    ],
)
def test_no_article_is_named_on_both_sides(
    one: tuple[Passage, ...], other: tuple[Passage, ...], given: Pair, told: str
) -> None:
    positions = (position("5", *one), position("6", *other))
    assert action_for(fact(ARTICLES, positions, given), given, ()) == told


@pytest.mark.parametrize(
    ("one", "other", "given", "told"),
    [
        pytest.param(
            (cited(FIRST, 1),),
            (cited(LAST, 2),),
            pair(1, 2, "contradict"),
            "Go by the last version: b is an earlier version of c.",
            id="against its own last version",
        ),
        pytest.param(
            (cited(FIRST, 1),),
            (cited(LAST, 2), cited(A, 1)),
            pair(1, 2, "differ", shade="strength"),
            "Go by the last version: b is an earlier version of c.",
            id="and others beside that",
        ),
        pytest.param(
            (cited(FIRST, 1), cited(A, 1)),
            (cited(LAST, 2),),
            pair(1, 2, "differ", shade="account"),
            "Ask which account holds, that of a or that of c, or give both with their sources.",
            id="others beside the earlier one",
        ),
        pytest.param(
            (cited(A, 1),),
            (cited(FIRST, 2), cited(LAST, 2)),
            pair(1, 2, "contradict"),
            "Find out which is right before either goes out.",
            id="two versions are one piece and not two others",
        ),
        pytest.param(
            (cited(FIRST, 1),),
            (cited(LAST, 2),),
            pair(1, 2, "superseded"),
            "Don't carry the line of b as current: overtaken by c.",
            id="overtaken",
        ),
    ],
)
def test_versions_of_a_piece_are_one_piece(
    one: tuple[Passage, ...], other: tuple[Passage, ...], given: Pair, told: str
) -> None:
    positions = (position("5", *one), position("6", *other))
    assert action_for(fact(tuple(VERSIONS.values()), positions, given), given, (), None, VERSIONS) == told


# --- what must not go out ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        pytest.param(held("usable"), None, id="usable"),
        pytest.param(held("corrected", note="name"), None, id="corrected"),
        pytest.param(held("killed"), "It was killed by its desk.", id="killed"),
        pytest.param(held("withheld"), "It was withheld by its desk.", id="withheld"),
        pytest.param(
            held("killed", note="toll wrong"), "It was killed by its desk. Desk note: toll wrong", id="with a note"
        ),
        pytest.param(held("embargoed"), "It is under embargo, with no time given.", id="no time"),
        pytest.param(
            held("embargoed", "2031-03-05T18:00"), "It is under embargo until 5 Mar 2031, 18:00.", id="naive, to come"
        ),
        pytest.param(held("embargoed", "2031-03-04T23:59"), None, id="naive, over everywhere"),
        pytest.param(
            held("embargoed", "2031-03-05T11:59"),
            "It is under embargo until 5 Mar 2031, 11:59.",
            id="naive, over somewhere",
        ),
        pytest.param(
            held("embargoed", "2031-03-05T09:00-05:00"),
            "It is under embargo until 5 Mar 2031, 09:00 -05:00.",
            id="aware, to come in UTC",
        ),
        pytest.param(held("embargoed", "2031-03-05T13:30+02:00"), None, id="aware, over in UTC"),
        pytest.param(held("embargoed", "2031-03-05T12:00+00:00"), None, id="ends this moment"),
    ],
)
def test_whether_an_article_must_not_go_out(status: Status, reason: str | None) -> None:
    assert hold_reason(article("a", "x", status=status), NOW) == reason


def test_a_hold_is_an_error_that_no_model_gave() -> None:
    (finding,) = found(articles=(article("k", "x", status=held("withheld")),))
    assert (finding.level, finding.severity, finding.code) == ("hold", "error", "hold-withheld")
    assert (finding.verdict, finding.keys.model, finding.fact, finding.passages) == (None, None, None, ())


def test_two_held_articles_are_two_findings() -> None:
    pieces = tuple(article(name, "x", status=held("killed")) for name in "kl")
    assert len({finding.id for finding in found(articles=pieces)}) == 2
