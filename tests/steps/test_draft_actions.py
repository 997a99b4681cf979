"""What to do about a finding as seen from the draft: an imperative, and no word that stands in no passage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.schema import Article, Pair, Passage, Position
from checker.steps.actions import action_for
from checker.steps.draft_actions import WITHOUT_DENIAL
from tests.steps.newsdesk import article, cited, fact, pair, position

DRAFT = article("night", "Mayor Lund has shut the gate.", "Three died.", "Lund’s office denies nothing.", "Four died.")
WIRE = article("02-wire", "Former mayor Lund may have shut the gate.", "Five died, later six.", "Lund denies it.")
RADIO = article("radio", "Mayor Lund shut the gate.", "Three died.")
PAPER = article("paper", "Five died.", "Six died.")
ARTICLES = (DRAFT, WIRE, RADIO, PAPER)

OF_ID = {piece.id: piece for piece in ARTICLES}
MINE = position("mayor", cited(DRAFT, 1, words="Mayor Lund"))
WIRES = position("a former mayor, they say", cited(WIRE, 1, words="Former mayor Lund"))
BARE = position("a toll of 5", cited(WIRE, 2), cited(PAPER, 1))
R1 = cited(RADIO, 1)
MINE_TOO = position("three", cited(DRAFT, 2), cited(RADIO, 2))
NEWEST = position("six", cited(WIRE, 2, words="later six"), cited(PAPER, 2))
CAP = ("only if it is one occasion",)


@pytest.mark.parametrize(
    ("positions", "given", "caps", "action"),
    [
        pytest.param(
            (MINE, WIRES),
            pair(1, 2, "contradict"),
            (),
            "Write “Former mayor Lund”, as 02-wire has it, or name the source of what stands here.",
            id="the words of the source",
        ),
        pytest.param(
            (BARE, position("three", cited(DRAFT, 2))),
            pair(1, 2, "contradict"),
            (),
            "Follow 02-wire and paper, or name the source of what stands here.",
            id="no few words",
        ),
        pytest.param(
            (MINE, WIRES),
            pair(1, 2, "contradict"),
            CAP,
            "Find out whether it holds (only if it is one occasion); if so, write “Former mayor Lund”, as 02-wire has "
            "it.",
            id="only if",
        ),
        pytest.param(
            (MINE_TOO, BARE),
            pair(1, 2, "contradict"),
            (),
            "Find out which holds, radio or 02-wire and paper, or give both with their sources.",
            id="a source says what the draft says",
        ),
        pytest.param(
            (MINE_TOO, NEWEST),
            pair(1, 2, "superseded"),
            (),
            "Take the newer state of 02-wire and paper: “later six”.",
            id="overtaken",
        ),
        pytest.param(
            (NEWEST, MINE_TOO),
            pair(1, 2, "superseded"),
            (),
            "Keep it: radio has overtaken 02-wire and paper.",
            id="the draft has the newer state, as a source has",
        ),
        pytest.param(
            (NEWEST, position("three", cited(DRAFT, 2))),
            pair(1, 2, "superseded"),
            (),
            "Name the source of the newer state: 02-wire and paper have the older one.",
            id="the draft alone has the newer state",
        ),
        pytest.param(
            (MINE, WIRES),
            pair(1, 2, "unclear"),
            (),
            "Two readings of this clash: read the passages and decide.",
            id="unclear",
        ),
        pytest.param(
            (MINE, position("may", cited(WIRE, 1, words="may have shut"))),
            pair(1, 2, "differ", shade="strength"),
            (),
            "Soften it to “may have shut”, as 02-wire has it, or source the harder one.",
            id="hardened",
        ),
        pytest.param(
            (MINE, BARE),
            pair(1, 2, "differ", shade="strength"),
            (),
            "Take the softer wording of 02-wire and paper, or source the harder one.",
            id="hardened, no few words",
        ),
        pytest.param(
            (MINE, WIRES),
            pair(2, 1, "differ", shade="strength"),
            (),
            "Leave it, or take the harder wording of 02-wire: “Former mayor Lund”.",
            id="softened",
        ),
        pytest.param(
            (MINE, WIRES),
            pair(2, 1, "differ", shade="account"),
            (),
            "Tell it as 02-wire does, or give both accounts with their sources.",
            id="another account",
        ),
        pytest.param(
            (MINE, WIRES),
            pair(1, 2, "differ", shade="rounding"),
            (),
            "Name the source of the more exact one, or write it as 02-wire does.",
            id="more exact than the source",
        ),
        pytest.param(
            (MINE, BARE),
            pair(2, 1, "differ", shade="detail"),
            (),
            "Leave it, or take the more exact one of 02-wire and paper.",
            id="less exact than the source",
        ),
        pytest.param(
            (position(WITHOUT_DENIAL, cited(DRAFT, 1)), position("denied", cited(WIRE, 3))),
            pair(1, 2, "differ", shade="account"),
            (),
            "Add the denial that 02-wire carries.",
            id="a denial dropped",
        ),
        pytest.param(
            (position("three", cited(DRAFT, 2)), position("four", cited(DRAFT, 4), cited(WIRE, 2, words="later six"))),
            pair(1, 2, "contradict"),
            (),
            "Say it in one way: 02-wire has “later six”.",
            id="the draft in two ways, one of them in the words of a source",
        ),
        pytest.param(
            (position("four", cited(DRAFT, 4), cited(RADIO, 2), cited(PAPER, 1)), position("3", cited(DRAFT, 2), R1)),
            pair(1, 2, "contradict"),
            (),
            "Say it in one way; compare radio and paper.",
            id="the draft in two ways, one of them of more sources",
        ),
        pytest.param(
            (position("three", cited(DRAFT, 2)), position("four", cited(DRAFT, 4))),
            pair(1, 2, "contradict"),
            (),
            "Say it in one way: the draft has two.",
            id="the draft in two ways",
        ),
    ],
)
def test_what_to_do_is_about_the_draft(
    positions: tuple[Position, ...], given: Pair, caps: tuple[str, ...], action: str
) -> None:
    assert action_for(fact(ARTICLES, positions, given), given, caps, "night", OF_ID) == action


def test_where_the_draft_is_on_neither_side_it_is_as_without_one() -> None:
    given = pair(1, 2, "superseded")
    story = fact(ARTICLES, (BARE, NEWEST, MINE), given)
    assert action_for(story, given, (), "night", OF_ID) == action_for(story, given, ())


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        pytest.param(
            (R1, cited(PAPER, 1)),
            (cited(WIRE, 1, words="Former mayor Lund"), cited(RADIO, 2)),
            "Find out which holds, paper or 02-wire, or give both with their sources.",
            id="it is on neither side",
        ),
        pytest.param(
            (R1,),
            (cited(WIRE, 1, words="Former mayor Lund"), cited(RADIO, 2)),
            "Find out which holds: radio tells it both ways.",
            id="nobody else stands behind the draft",
        ),
        pytest.param(
            (R1, cited(PAPER, 1)),
            (cited(PAPER, 2),),
            "Find out which holds: paper tells it both ways.",
            id="nobody else stands against the draft",
        ),
    ],
)
def test_a_source_that_tells_it_both_ways(mine: tuple[Passage, ...], theirs: tuple[Passage, ...], told: str) -> None:
    sides = (position("mayor", cited(DRAFT, 1, words="Mayor Lund"), *mine), position("former", *theirs))
    given = pair(1, 2, "contradict")
    assert action_for(fact(ARTICLES, sides, given), given, (), "night", OF_ID) == told


OLD, NEW = article("old", "Mayor Lund", "Former mayor Lund", replaced_by="new"), article("new", "Mayor Lund", "No more")


@pytest.mark.parametrize(
    ("beside", "against", "given", "told"),
    [
        pytest.param((RADIO,), (cited(RADIO, 2),), pair(1, 2, "differ", shade="account"), "both ways", id="differs"),
        pytest.param((RADIO,), (cited(RADIO, 2),), pair(2, 1, "superseded"), "radio has the older state", id="newer"),
        pytest.param((NEW,), (cited(OLD, 2),), pair(1, 2, "contradict"), "Keep it: old is an earlier", id="older"),
        pytest.param((OLD,), (cited(NEW, 2),), pair(1, 2, "contradict"), "as new has it", id="newer version"),
        pytest.param((OLD,), (cited(NEW, 2),), pair(1, 2, "differ", shade="account"), "as new does", id="differs so"),
        pytest.param((), (cited(OLD, 2), cited(NEW, 2)), pair(1, 2, "contradict"), "as new has it", id="both against"),
    ],
)
def test_nobody_is_named_beside_the_draft_and_against_it(
    beside: tuple[Article, ...], against: tuple[Passage, ...], given: Pair, told: str
) -> None:
    pieces = {piece.id: piece for piece in (DRAFT, RADIO, OLD, NEW)}
    mine = position("mayor", cited(DRAFT, 1), *(cited(piece, 1) for piece in beside))
    story = fact(tuple(pieces.values()), (mine, position("no more", *against)), given)
    action = action_for(story, given, (), "night", pieces)
    assert told in action
    assert all(len(re.findall(rf"\b{name}\b", action)) < 2 for name in pieces)


def test_a_claim_in_the_drafts_own_voice_is_given_back_to_who_makes_it() -> None:
    given = pair(1, 2, "differ", shade="strength")
    voiced = fact(ARTICLES, (MINE, BARE), given, aspect="attribution")
    assert action_for(voiced, given, (), "night", OF_ID) == (
        "Say that it comes from 02-wire and paper, or source it elsewhere."
    )


def test_a_quotation_in_two_wordings_is_quoted_as_the_source_has_it() -> None:
    given = pair(1, 2, "differ", shade="account")
    quoted = fact(ARTICLES, (MINE, WIRES), given, aspect="quote")
    assert action_for(quoted, given, (), "night", OF_ID) == "Quote “Former mayor Lund”, as 02-wire does."


ACTING = article("night", "Acting mayor Ida Lund said: “We shut the gate.”")
TOWN = article("town", "Mayor Ida Lund was there.", "“We shut the gate,” the engineer said.")


@pytest.mark.parametrize(
    ("aspect", "mine", "theirs", "told"),
    [
        pytest.param("role", cited(ACTING, 1, words="Acting mayor"), (1, "Mayor"), "Write “Mayor”", id="a part of it"),
        pytest.param("role", cited(ACTING, 1), (1, "Mayor"), "Follow town", id="the whole sentence"),
        pytest.param(
            "role", cited(ACTING, 1, words="mayor Ida"), (1, "Mayor Ida"), "Follow town", id="in another case"
        ),
        pytest.param(
            "attribution", cited(ACTING, 1, words="Ida Lund"), (2, "We shut the gate"), "Follow town", id="who said it"
        ),
    ],
)
def test_words_that_the_draft_has_are_no_remedy(aspect: str, mine: Passage, theirs: tuple[int, str], told: str) -> None:
    given = pair(1, 2, "contradict")
    sides = (position("here", mine), position("otherwise", cited(TOWN, theirs[0], words=theirs[1])))
    story = fact((ACTING, TOWN), sides, given, aspect=aspect)
    assert action_for(story, given, (), "night", {"night": ACTING, "town": TOWN}).startswith(told)


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (("en", "es"), "Follow 02-wire, "),
        (("en", "en-GB"), "Write “Former mayor Lund”, "),
        (("en", None), "Write “Former mayor Lund”, "),
        ((None, "es"), "Write “Former mayor Lund”, "),
    ],
)
def test_words_of_another_language_are_not_told_to_be_written(
    languages: tuple[str | None, str | None], told: str
) -> None:
    draft, wire = (
        piece.model_copy(update={"language": language})
        for piece, language in zip((DRAFT, WIRE), languages, strict=True)
    )
    given = pair(1, 2, "contradict")
    story = fact(ARTICLES, (MINE, WIRES), given)
    assert action_for(story, given, (), "night", OF_ID | {"night": draft, "02-wire": wire}).startswith(told)


def test_the_last_state_is_taken_where_several_followed() -> None:
    positions = (position("three", cited(DRAFT, 2)), position("five", cited(PAPER, 1)), NEWEST)
    given = pair(1, 2, "superseded")
    story = fact(ARTICLES, positions, given, pair(2, 3, "superseded"))
    told = action_for(story.model_copy(update={"current": 3}), given, (), "night", OF_ID)
    assert told == "Take the newer state of 02-wire and paper: “later six”."


HEARINGS = article("court", "It was heard on 41 days, in\nthe main hall, for 1,400 hours.")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("41 days", "Write “41 days”, as court has it", id="as it stands"),
        pytest.param("IN THE MAIN HALL", "Write “in the main hall”, as court has it", id="over a line, in other case"),
        pytest.param("1 days", "Follow court", id="a part of a figure"),
        pytest.param("400 hours", "Follow court", id="the end of a figure"),
        pytest.param("1", "Follow court", id="the beginning of a figure"),
        pytest.param("41 long days", "Follow court", id="other words"),
        pytest.param("", "Follow court", id="no answer"),
        pytest.param("a hall (main) [41", "Follow court", id="signs"),
    ],
)
def test_an_answer_is_quoted_only_where_the_passage_has_it_word_by_word(answer: str, told: str) -> None:
    mine = position("31 days", cited(DRAFT, 2))
    given = pair(1, 2, "contradict")
    story = fact((DRAFT, HEARINGS), (mine, position(answer, cited(HEARINGS, 1))), given, aspect="number")
    assert action_for(story, given, (), "night", {"night": DRAFT, "court": HEARINGS}).startswith(told)


VERDICTS = st.sampled_from(
    [
        pair(1, 2, "contradict"),
        pair(2, 1, "superseded"),
        pair(1, 2, "superseded"),
        pair(1, 2, "unclear"),
        *(
            pair(*order, "differ", shade=shade)
            for order in ((1, 2), (2, 1))
            for shade in ("strength", "account", "rounding", "detail", "translation", "nuance", "wording")
        ),
    ]
)
SIDES = st.tuples(st.sampled_from([MINE, MINE_TOO]), st.sampled_from([WIRES, BARE, NEWEST, MINE_TOO])).flatmap(
    st.permutations
)
FRAME = re.compile(r"“([^”]*)”")


@given(sides=SIDES, given_pair=VERDICTS, caps=st.sampled_from([(), CAP]), aspect=st.sampled_from(["quote", "number"]))
def test_quoted_words_stand_in_a_passage_and_nothing_of_an_answer_is_told(
    sides: list[Position], given_pair: Pair, caps: tuple[str, ...], aspect: str
) -> None:
    answered = [one.model_copy(update={"answer": "Zebulon 777"}) for one in sides]
    story = fact(ARTICLES, tuple(answered), given_pair, aspect=aspect)
    told = action_for(story, given_pair, caps, "night", OF_ID)
    assert "Zebulon" not in told
    assert "777" not in told
    passages = " ".join(passage.words or "" for one in sides for passage in one.passages)
    assert all(words in passages for words in FRAME.findall(told))
    assert told.endswith(".")
    assert told[0].isupper()
