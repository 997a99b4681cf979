"""How grave a finding is, and the desk's rules that keep out what annoys, each with a test of its name.

Rule 9 (at most twelve findings on the page) is the terminal report's. The second half of rule 1 (a draft sentence in
two findings at most) and the exception in rule 4 (a denial dropped) belong to the draft check.
"""

from __future__ import annotations

import pytest

from checker.schema import Aspect, Claim, Outcome, Pair, Shade, Stakes, Verdict
from checker.steps.findings import SEVERITY, findings_of
from checker.steps.judging import judged, second_look
from checker.steps.levels import ORDER, Graded, grade
from checker.steps.merge import merge_facts
from tests.steps.newsdesk import article, cited, fact, figure, moment, on, pair, position, quote, state

NOW = moment("2031-03-05T12:00:00+00:00")
A = article(
    "a",
    "Mayor Ida Lund opened the lock on Monday.",
    "“We will open the lock and keep it open,” Ida Lund said at the quay.",
    "Some 40 boats waited.",
    published=on("2031-03-04"),
)
B = article(
    "b",
    "Former mayor Ida Lund opened the lock last week.",
    "“We will open the lock,” Lund said.",
    "The lock is the oldest in Velm.",
    published=on("2031-03-04"),
)
ARTICLES = (A, B)
OF = {piece.id: piece for piece in ARTICLES}


def graded(
    *pairs: Pair,
    answers: tuple[str, str] = ("mayor", "former mayor"),
    aspect: Aspect = "role",
    outcome: Outcome = "confirmed",
    stakes: Stakes = "none",
    draft: str | None = None,
) -> Graded:
    """Grade a fact with a position of article a and one of article b."""
    positions = (position(answers[0], cited(A, 1)), position(answers[1], cited(B, 1)))
    made = fact(ARTICLES, positions, *pairs, aspect=aspect, outcome=outcome, stakes=stakes)
    return grade(made, OF, {}, draft)


def test_the_order_is_from_gravest_to_mildest() -> None:
    assert [SEVERITY[level] for level in ORDER] == ["error", "error", "warning", "note"]


@pytest.mark.parametrize(
    ("given", "level"),
    [
        pytest.param(pair(1, 2, "contradict"), "fix", id="contradict"),
        pytest.param(pair(1, 2, "superseded"), "check", id="superseded"),
        pytest.param(pair(1, 2, "unclear"), "check", id="unclear"),
        pytest.param(pair(1, 2, "differ", shade="strength"), "check", id="strength"),
        pytest.param(pair(1, 2, "differ", shade="account"), "check", id="account"),
        pytest.param(pair(1, 2, "differ", shade="rounding"), "note", id="rounding"),
        pytest.param(pair(1, 2, "differ", shade="detail"), "note", id="detail"),
        pytest.param(pair(1, 2, "differ", shade="translation"), "note", id="translation"),
        pytest.param(pair(1, 2, "differ", shade="nuance"), "note", id="nuance"),
        pytest.param(pair(1, 2, "differ", shade="wording"), None, id="wording"),
    ],
)
def test_the_level_of_a_verdict(given: Pair, level: str | None) -> None:
    assert graded(given) == Graded(level)


@pytest.mark.parametrize(
    ("given", "outcome", "cap"),
    [
        pytest.param(pair(1, 2, "contradict", assumes="date"), "confirmed", "only if the time is the same", id="date"),
        pytest.param(
            pair(1, 2, "contradict", assumes="occasion"), "confirmed", "only if it is one occasion", id="occasion"
        ),
        pytest.param(
            pair(1, 2, "contradict", assumes="identity"), "confirmed", "only if it is one and the same", id="identity"
        ),
        pytest.param(pair(1, 2, "contradict"), "first", "judged once only", id="judged once"),
    ],
)
def test_what_is_assumed_caps_a_contradiction_at_check(given: Pair, outcome: Outcome, cap: str) -> None:
    assert graded(given, outcome=outcome) == Graded("check", (cap,))


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        pytest.param([pair(1, 2, "contradict")], [pair(2, 1, "contradict")], "fix", id="both"),
        pytest.param([pair(1, 2, "differ")], [pair(1, 2, "contradict")], "check", id="a difference at first"),
        pytest.param([pair(1, 2, "superseded")], [pair(1, 2, "contradict")], "check", id="an update at first"),
        pytest.param([pair(1, 2, "unclear")], [pair(1, 2, "contradict")], "check", id="unclear at first"),
        pytest.param(
            [pair(1, 2, "contradict"), pair(1, 3, "differ")],
            [pair(1, 2, "differ"), pair(1, 3, "contradict")],
            "check",
            id="each another pair",
        ),
    ],
)
def test_a_fix_needs_both_judgements(first: list[Pair], second: list[Pair], level: str) -> None:
    positions = (position("mayor", cited(A, 1)), position("former mayor", cited(B, 1)), position("no", cited(A, 2)))
    made = fact(ARTICLES, positions, *first)
    again = made.judgements[0].model_copy(update={"step": "confirm", "pairs": tuple(second)})
    made = made.model_copy(update={"judgements": (made.judgements[0], again)})
    assert grade(judged(made, *second_look(first, second)), OF, {}).level == level


WHEN = {"earliest": "2031-02-24", "latest": "2031-03-02"}


@pytest.mark.parametrize(
    ("known", "written", "aspect", "level"),
    [
        pytest.param("unknown", "last week", "date", "check", id="relative to a date nobody knows"),
        pytest.param("inferred", "last week", "date", "check", id="relative to an inferred date"),
        pytest.param("inferred", "about 10 days ago", "date", "check", id="a number of days ago"),
        pytest.param("inferred", "on 27 February", "date", "fix", id="a day that is printed"),
        pytest.param("stated", "last week", "date", "fix", id="relative to a stated date"),
        pytest.param("metadata", "last week", "date", "fix", id="relative to the metadata's date"),
        pytest.param("inferred", "last week", "person", "fix", id="not about a date"),
    ],
)
def test_an_inferred_date_caps_at_check(known: str, written: str, aspect: Aspect, level: str) -> None:
    dated = on("2031-03-04", known=known) if known != "unknown" else None
    other = article("b", "The lock opened.", published=dated)
    when = {"written": written, **WHEN}
    claims: dict[str, Claim] = {
        "a#1": state("a#1", cited(A, 1)),
        "b#1": state("b#1", cited(other, 1), when=when),
    }
    positions = (
        position("Monday", cited(A, 1), claims=("a#1",)),
        position("last week", cited(other, 1), claims=("b#1",)),
    )
    made = fact((A, other), positions, pair(1, 2, "contradict"), aspect=aspect)
    assert grade(made, {"a": A, "b": other}, claims).level == level


INFERRED = "a date of publication is inferred or unknown"


def told_when(
    sentence: str, known: str = "inferred", aspect: Aspect = "date", when: dict[str, str] | None = None
) -> Graded:
    """Grade a contradiction between a dated article and one that tells a time in this sentence; `when` is a claim's."""
    other = article("b", sentence, published=on("2031-03-04", known=known) if known != "unknown" else None)
    claims: dict[str, Claim] = {"b#1": state("b#1", cited(other, 1), when=when)}
    positions = (position("one", cited(A, 1)), position("other", cited(other, 1), claims=("b#1",)))
    made = fact((A, other), positions, pair(1, 2, "contradict"), aspect=aspect)
    return grade(made, {"a": A, "b": other}, claims)


@pytest.mark.parametrize(
    "sentence",
    [
        "The lock opened on Monday.",
        "Saturday’s opening drew a crowd.",
        "The lock opened yesterday.",
        "The lock opened last week.",
        "The lock opened two days ago.",
        "La esclusa abrió el miércoles.",
        "La esclusa abrió ayer.",
        "La esclusa abrió la semana pasada.",
        "La esclusa abrió hace dos días.",
        "Die Schleuse öffnete am Donnerstag.",
        "Am Mittwoch öffnete die Schleuse.",
        "Die Schleuse öffnete gestern.",
        "Die Schleuse öffnete letzte Woche.",
        "Die Schleuse öffnete vor zwei Tagen.",
        "L’écluse a ouvert jeudi.",
        "L’écluse a ouvert hier.",
        "L’écluse a ouvert la semaine dernière.",
        "L’écluse a ouvert il y a deux jours.",
        "L’écluse a ouvert aujourd’hui.",
        "L'écluse a ouvert aujourd'hui.",
    ],
)
@pytest.mark.parametrize("known", ["inferred", "unknown"])
def test_a_relative_time_in_the_text_caps_where_no_date_is_stated(sentence: str, known: str) -> None:
    assert told_when(sentence, known) == Graded("check", (INFERRED,))


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The lock opened on 27 February.", id="a day that is printed"),
        pytest.param("The lock opened at Mondago.", id="a place that sounds so"),
        pytest.param("The work on the lock lasted from 3 to 9 March.", id="lasted is not last"),
    ],
)
def test_a_text_without_a_relative_time_does_not_cap(sentence: str) -> None:
    assert told_when(sentence) == Graded("fix")


@pytest.mark.parametrize("known", ["stated", "metadata"])
def test_a_relative_time_in_the_text_holds_where_a_date_is_stated(known: str) -> None:
    assert told_when("The lock opened on Monday.", known) == Graded("fix")


def test_a_relative_time_in_the_text_caps_dates_only() -> None:
    assert told_when("The lock opened on Monday.", aspect="person") == Graded("fix")


@pytest.mark.parametrize(
    ("sentence", "written", "level"),
    [
        pytest.param("On Monday they said it opened on 27 February.", "27 February", "fix", id="a printed day"),
        pytest.param("It opened when the fair did.", "last week", "check", id="a relative one"),
    ],
)
def test_the_time_of_a_cited_claim_goes_before_the_text(sentence: str, written: str, level: str) -> None:
    assert told_when(sentence, when={"written": written}).level == level


def test_only_the_text_of_the_undated_article_is_read() -> None:
    other = article("b", "The lock opened on 27 February.")
    positions = (position("Monday", cited(A, 1)), position("27 February", cited(other, 1)))
    made = fact((A, other), positions, pair(1, 2, "contradict"), aspect="date")
    assert grade(made, {"a": A, "b": other}, {}) == Graded("fix")


@pytest.mark.parametrize("stakes", ["accusation", "deaths", "markets"])
@pytest.mark.parametrize(
    ("given", "level"),
    [
        pytest.param(pair(1, 2, "differ", shade="rounding"), "check", id="a note goes up"),
        pytest.param(pair(1, 2, "differ", shade="wording"), None, id="wording stays silent"),
        pytest.param(pair(1, 2, "differ", shade="strength"), "check", id="a check stays"),
        pytest.param(pair(1, 2, "contradict", assumes="date"), "check", id="a cap holds"),
        pytest.param(pair(1, 2, "contradict"), "fix", id="a fix stays"),
    ],
)
def test_stakes_raise_a_note_by_one_level(stakes: Stakes, given: Pair, level: str | None) -> None:
    assert graded(given, stakes=stakes).level == level


def test_the_gravest_pair_gives_level_and_caps() -> None:
    positions = (
        position("40", cited(A, 3)),
        position("some forty", cited(B, 1)),
        position("oldest", cited(B, 3)),
    )
    made = fact(
        ARTICLES,
        positions,
        pair(1, 2, "differ", shade="rounding"),
        pair(1, 3, "contradict", assumes="date"),
        aspect="number",
    )
    assert grade(made, OF, {}) == Graded("check", ("only if the time is the same",))


def test_a_fact_that_agrees_has_no_level() -> None:
    assert graded() == Graded(None)


# --- the desk's rules -------------------------------------------------------------------------------------------------


def test_rule_1_one_problem_is_one_finding() -> None:
    third = article("c", "Mayor Ida Lund spoke.")
    first = fact(
        (A, B),
        (position("mayor", cited(A, 1, words="Mayor")), position("former", cited(B, 1, words="Former mayor"))),
        pair(1, 2, "contradict"),
        aspect="role",
    )
    again = fact(
        (A, B, third),
        (
            position("former mayor", cited(B, 1, words="Former mayor")),
            position("in office", cited(third, 1), cited(A, 1, words="Mayor Ida Lund")),
        ),
        pair(1, 2, "contradict"),
        aspect="role",
        question="Is Lund mayor?",
    )
    merged = merge_facts([first, again])
    found = findings_of(merged, (A, B, third), (), NOW).findings
    assert [(finding.level, {passage.article for passage in finding.passages}) for finding in found] == [
        ("fix", {"a", "b", "c"})
    ]


def quotes(one: str, other: str, **of_other: object) -> tuple[Graded, Graded]:
    """Grade two wordings of a quotation by these speakers: as a contradiction, and as a difference in substance."""
    first = cited(A, 2, words="We will open the lock and keep it open")
    second = cited(B, 2, words="We will open the lock")
    claims: dict[str, Claim] = {
        "a#1": quote("a#1", first, one, occasion="at the quay"),
        "b#1": quote("b#1", second, other, **of_other),
    }
    positions = (position("and keep it open", first, claims=("a#1",)), position("open", second, claims=("b#1",)))
    both = (pair(1, 2, "contradict"), pair(1, 2, "differ", shade="account"))
    graded = [grade(fact(ARTICLES, positions, one_pair, aspect="quote"), OF, claims) for one_pair in both]
    return graded[0], graded[1]


@pytest.mark.parametrize(
    ("one", "other", "levels"),
    [
        pytest.param("Ida Lund", "Jon Pell", ("note", "note"), id="two people"),
        pytest.param("Ida Lund", "Lund", ("fix", "check"), id="one called by her last name"),
        pytest.param("Inés Lund", "Ines Lund", ("fix", "check"), id="an accent"),
        pytest.param("Ida Lund", "officials", ("fix", "check"), id="a description may be anybody"),
        pytest.param("the mayor", "Ida Lund", ("fix", "check"), id="an office may be the person"),
        pytest.param("Ida Lund, the mayor", "Mayor Lund", ("fix", "check"), id="titles around a name"),
        pytest.param(
            "the Prime Minister",
            "Ida Lund",
            ("fix", "check"),
            id="an office in capitals may be the person",
        ),
        pytest.param(
            "President Rask",
            "President Moll",
            ("note", "note"),
            id="two people of one title",
        ),
        pytest.param("Prime Minister Rask", "Prime Minister Moll", ("note", "note"), id="two of one long title"),
        pytest.param("Ida Lund, the mayor", "Senator Jon Pell", ("note", "note"), id="two people, both with titles"),
        pytest.param("Tal Min Ro", "Tal", ("fix", "check"), id="one called by the name that stands first"),
        pytest.param("Inés Rask", "Inés Rask Moll", ("fix", "check"), id="one called by a second last name too"),
        pytest.param("White House", "Ida Lund", ("fix", "check"), id="a house that speaks through people"),
        pytest.param("Ida Lund", "Foreign Ministry", ("fix", "check"), id="a ministry that does"),
        pytest.param("Velm Police", "Ida Lund", ("fix", "check"), id="a police that does"),
        pytest.param("President", "Ida Lund", ("fix", "check"), id="a title alone"),
        pytest.param("Ida Lund", "mayor Pell", ("fix", "check"), id="a word that is written small"),
    ],
)
def test_rule_2_another_speaker_is_never_a_conflict(one: str, other: str, levels: tuple[str, str]) -> None:
    assert tuple(given.level for given in quotes(one, other)) == levels


def test_rule_2_another_speaker_is_no_note_to_raise() -> None:
    positions = (
        position("x", cited(A, 2), claims=("a#1",)),
        position("y", cited(B, 2), claims=("b#1",)),
    )
    claims: dict[str, Claim] = {
        "a#1": quote("a#1", cited(A, 2, words="open"), "Ida Lund"),
        "b#1": quote("b#1", cited(B, 2, words="open"), "Jon Pell"),
    }
    made = fact(ARTICLES, positions, pair(1, 2, "contradict"), aspect="quote", stakes="accusation")
    assert grade(made, OF, claims) == Graded("note", ("another speaker",))


@pytest.mark.parametrize("assumed", ["occasion", "date"])
def test_rule_2_another_occasion_or_time_is_never_a_conflict(assumed: str) -> None:
    assert graded(pair(1, 2, "contradict", assumes=assumed)).level == "check"


@pytest.mark.parametrize(
    ("occasion", "levels"),
    [
        pytest.param(None, ("fix", "check"), id="only one names its occasion"),
        pytest.param("at the quay", ("fix", "check"), id="the same occasion"),
        pytest.param(
            "in the council on Friday",
            ("check", "check"),
            id="two occasions, or one that is called differently",
        ),
    ],
)
def test_rule_2_a_quotation_with_signs_of_a_second_occasion_is_no_fix(
    occasion: str | None, levels: tuple[str, str]
) -> None:
    assert tuple(given.level for given in quotes("Ida Lund", "Ida Lund", occasion=occasion)) == levels


@pytest.mark.parametrize(
    ("shade", "draft", "level"),
    [
        pytest.param("strength", "b", "note", id="a softer draft"),
        pytest.param("strength", "a", "check", id="a harder draft"),
        pytest.param("detail", "b", "note", id="a vaguer draft"),
        pytest.param("detail", "a", "check", id="a more exact draft"),
        pytest.param("rounding", "b", "note", id="a rounder draft"),
        pytest.param("rounding", "a", "check", id="an unrounded draft"),
        pytest.param("account", "b", "check", id="another account"),
        pytest.param("wording", "a", None, id="another wording"),
        pytest.param("strength", "c", "check", id="a draft that takes neither side"),
        pytest.param("rounding", "c", "note", id="a draft that takes neither side, rounding"),
    ],
)
def test_rule_3_a_softer_draft_is_a_note_and_a_harder_one_a_check(shade: Shade, draft: str, level: str | None) -> None:
    assert graded(pair(1, 2, "differ", shade=shade), draft=draft).level == level


def test_rule_3_holds_for_differences_only() -> None:
    assert graded(pair(1, 2, "contradict"), draft="b").level == "fix"


def test_rule_4_saying_less_is_no_finding() -> None:
    told_once = fact(ARTICLES, (position("40 boats waited", cited(A, 3)),), aspect="number")
    assert findings_of((told_once,), ARTICLES, (figure("a#1", cited(A, 3)),), NOW).findings == ()


def test_rule_5_opinion_beside_opinion_is_no_finding() -> None:
    both_report_both = fact(
        ARTICLES,
        (position("Lund praises the lock, Pell calls it a waste", cited(A, 2), cited(B, 2)),),
        aspect="attribution",
    )
    assert findings_of((both_report_both,), ARTICLES, (), NOW).findings == ()


FIGURES = "two figures must be the same to the last sign, so another way to write one becomes a fix"


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("Nicolas", "Nicolás"), id="an accent"),
        pytest.param(("US", "U.S."), id="an abbreviation"),
        pytest.param(("The “Astrid”", "the Astrid"), id="quotation marks and a capital"),
        *(
            pytest.param(answers, id=name)
            for name, answers in {
                "a full stop behind a year": ("in 2031", "in 2031."),
                "separators of thousands": ("1,187 homes", "1187 homes"),
                "a dash in a range": ("40-50 homes", "40–50 homes"),
                "a space before a sign": ("40 % of homes", "40% of homes"),
                "a currency in both": ("$1,187.", "$1187"),
            }.items()
        ),
    ],
)
@pytest.mark.parametrize("verdict", ["contradict", "differ", "superseded"])
def test_rule_7_variants_of_spelling_are_silent(answers: tuple[str, str], verdict: Verdict) -> None:
    assert graded(pair(1, 2, verdict), answers=answers).level is None


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("Nicolas", "Nikolas"), id="another letter"),
        pytest.param(("had left", "had not left"), id="a dropped not"),
        pytest.param(("40", "41"), id="another figure"),
        pytest.param(
            ("4.5 million", "45 million"),
            id="a decimal point",
        ),
        pytest.param(
            ("5 degrees", "-5 degrees"),
            id="a sign",
        ),
        pytest.param(("5%", "5"), id="per cent"),
        pytest.param(("$40", "40"), id="a currency"),
        pytest.param(("$40", "€40"), id="another currency"),
        pytest.param(("£40", "€40"), id="pounds and euros"),
        pytest.param(("He knew", "He knew?"), id="a question"),
    ],
)
def test_rule_7_what_is_more_than_spelling_is_not_silent(answers: tuple[str, str]) -> None:
    assert graded(pair(1, 2, "contradict"), answers=answers).level == "fix"


def test_rule_7_call_and_conversation_are_silent() -> None:
    assert graded(pair(1, 2, "differ", shade="wording"), answers=("a call", "a conversation")).level is None


def test_rule_7_confirmed_and_alleged_is_a_check() -> None:
    assert graded(pair(1, 2, "differ", shade="strength"), answers=("confirmed", "alleged")).level == "check"


@pytest.mark.parametrize(("shade", "level"), [("translation", "note"), ("account", "check")])
def test_rule_8_a_translated_quotation_is_a_note_unless_its_sense_turns(shade: Shade, level: str) -> None:
    assert graded(pair(1, 2, "differ", shade=shade), aspect="quote").level == level


def test_rule_10_an_explanation_names_nothing_that_its_passages_do_not() -> None:
    positions = (position("mayor", cited(A, 1)), position("former", cited(B, 1)))
    made = fact(
        ARTICLES,
        positions,
        pair(1, 2, "contradict"),
        aspect="role",
        explanation="As Rolf Amsel said, she left in 2029.",
    )
    found = findings_of((made,), ARTICLES, (), NOW)
    assert found.findings[0].explanation == "The passages do not fit together: [a] against [b]."
    assert found.explanations_replaced == 1


@pytest.mark.parametrize(
    ("one", "other", "aspect", "level"),
    [
        pytest.param(
            "“We will stay,” she said.",
            "“We are staying,” she said.",
            "quote",
            "note",
            id="two wordings of a quotation",
        ),
        pytest.param(
            "„Wir bleiben“, sagte sie.", "«Nous restons», dit-elle.", "quote", "note", id="marks of two languages"
        ),
        pytest.param("“We will stay,” she said.", "She said that they would stay.", "quote", None, id="one indirect"),
        pytest.param("“We will stay,” she said.", "“We are staying,” she said.", "event", None, id="not about words"),
    ],
)
def test_of_two_wordings_of_a_quotation_one_is_not_what_was_said(
    one: str, other: str, aspect: Aspect, level: str | None
) -> None:
    first, second = (article(name, text) for name, text in (("a", one), ("b", other)))
    made = fact(
        (first, second),
        (position("will stay", cited(first, 1)), position("are staying", cited(second, 1))),
        pair(1, 2, "differ", shade="wording"),
        aspect=aspect,
    )
    assert grade(made, {"a": first, "b": second}, {}).level == level


@pytest.mark.parametrize(
    ("known", "late", "level"),
    [
        pytest.param("unknown", 3, "check", id="nobody knows when it was written"),
        pytest.param("inferred", 3, "check", id="its date is inferred"),
        pytest.param("stated", 3, "fix", id="it is dated after the change"),
        pytest.param("unknown", 1, "fix", id="against a position that overtook nothing"),
    ],
)
def test_an_old_state_in_an_undated_article_may_be_overtaken_and_not_wrong(known: str, late: int, level: str) -> None:
    lines = ("Nobody has said why.", "They said why.", "Nobody says why.")
    old, new = (article(name, line, published=on("2031-03-04")) for name, line in zip("ab", lines, strict=False))
    column = article("c", lines[2], published=on("2031-03-05", known=known) if known != "unknown" else None)
    pieces = (old, new, column)
    places = tuple(position(line, cited(piece, 1)) for line, piece in zip(lines, pieces, strict=True))
    clash = pair(late, 2, "contradict") if late == 3 else pair(3, 1, "contradict")
    made = fact(pieces, places, pair(1, 2, "superseded"), clash)
    assert grade(made, {piece.id: piece for piece in pieces}, {}).level == level
