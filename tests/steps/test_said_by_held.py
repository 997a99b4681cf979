"""What of a draft only a piece has that must not be used: hits and near misses."""

from __future__ import annotations

import pytest

from checker.schema import Article, Fact, Finding, Shade, Unsaid, Unsourced, Verdict
from checker.steps.findings import findings_of
from checker.steps.said_by_held import with_what_only_they_say
from tests.steps.newsdesk import article, cited, fact, held, moment, pair, position

NOW = moment("2031-03-05T12:00+00:00")
RADIO = "Ilse Tam and the county agreed on a meeting in Vadheim on 15 April, a clerk said."


def holds(draft: str, *usable: str, radio: str = RADIO, kind: str = "killed", language: str = "en") -> list[Finding]:
    pieces = [
        article("draft", draft, language="en"),
        article("radio", radio, language="en", status=held(kind, "2031-03-06T00:00+00:00")),
        *(article(f"wire-{at}", text, language=language) for at, text in enumerate(usable)),
    ]
    found = findings_of((), pieces, (), NOW, draft="draft").findings
    return list(with_what_only_they_say(found, pieces[0], {one.id: one for one in pieces}, NOW))


def words(draft: str, *usable: str, **fields: str) -> list[str]:
    """Return the words of the draft that its one hold names."""
    (hold,) = holds(draft, *usable, **fields)
    texts = {"draft": draft}
    return [
        texts[p.article][p.words.start : p.words.end]
        for p in hold.passages
        if p.words is not None and p.article in texts
    ]


@pytest.mark.parametrize("kind", ["killed", "withheld", "embargoed"])
def test_a_hold_names_what_the_draft_has_from_that_piece_alone(kind: str) -> None:
    draft = "Ilse Tam will meet the county in Vadheim."
    assert words(draft, "Ilse Tam spoke to the county.", kind=kind) == ["Vadheim"]
    (hold,) = holds(draft, "Ilse Tam spoke to the county.", kind=kind)
    assert [passage.article for passage in hold.passages] == ["draft", "radio"]
    assert "“Vadheim”" in hold.explanation
    assert "Take out of the draft" in hold.action


@pytest.mark.parametrize(
    ("draft", "usable", "radio", "named"),
    [
        pytest.param(
            "Ilse Tam and the county lost 60 boats.", "Tam met the county.",
            "Sixty boats were lost, Tam told the county.", ["60 boats"], id="a figure, spelled out there",
        ),
        pytest.param(
            "Ilse Tam and the county spoke for an hour.", "Tam met the county.",
            "Tam and the county talked. It took an hour.", ["an hour"], id="how long it took",
        ),
        pytest.param(
            "Tam said the gate was left open by a crew asleep.", "Tam spoke of a gate.",
            "The gate was left open by a crew, Tam said.", ["gate was left open by a crew"], id="its wording",
        ),
        pytest.param(
            "Tam told the county that it cut cases among young children by 77.5 per cent.",
            "Tam told the county that cases fell among young children by 77.5 percent.",
            "Tam told the county: it cut cases in young children by 77.5 per cent.", [], id="per cent and percent",
        ),
        pytest.param(
            "Ilse Tam and the county lost 60 boats.", "About 60 people met the county and Tam.",
            "Sixty boats were lost, Tam told the county.", [], id="a figure that another has",
        ),
        pytest.param(
            "Ilse Tam and the county lost 60 boats.", "Sixty of them met the county and Tam.",
            "60 boats were lost, Tam told the county.", [], id="a figure that another spells out",
        ),
        pytest.param(
            "Ilse Tam and the county lost 60 boats.", "Tam met the county in a 60-boat marina.",
            "Sixty boats were lost, Tam told the county.", [], id="a figure that another has within a word",
        ),
        pytest.param(
            "Tam told the county she would wait 40 days.", "Tam met the county for forty days.",
            "Tam told the county that she waited 40 days.", [], id="days, spelled out elsewhere",
        ),
        pytest.param(
            "Ilse Tam said the county polled its clerks on Friday.", "Tam knew of a poll in the county.",
            "The county polled on Friday, Tam said.", [], id="a day, and a word with another ending",
        ),
        pytest.param(
            "“You did not lose your way, you drew the map,” Tam told the county.",
            "Tam told the county: “You did not lose your way.” She went on: “You drew the map.”",
            "“You did not lose your way, you drew the map,” Tam told them.", [], id="a quotation cut in two",
        ),
        pytest.param(
            "Ilse Tam and the county spoke for an hour.", "Tam met the county for two hours.",
            "Tam and the county talked. It took an hour.", [], id="others have hours",
        ),
        pytest.param(
            "Ilse Tam will meet the county in Vadheim.", "Vadheim is where Tam meets the county.",
            RADIO, [], id="a name that another has",
        ),
        pytest.param(
            "Rain fell on Vadheim.", "Ilse Tam spoke to the county.", RADIO, [], id="another matter",
        ),
        pytest.param(
            "Tam said the gate was left open by a crew asleep.", "A crew, by a slip, left open the gate, Tam said.",
            "The gate was left open by a crew, Tam said.", [], id="said elsewhere in other words",
        ),
        pytest.param("Ilse Tam spoke to the county.", "Tam met the county.", RADIO, [], id="nothing of its own"),
    ],
)  # fmt: skip
def test_only_what_stands_in_no_piece_that_may_be_used(draft: str, usable: str, radio: str, named: list[str]) -> None:
    assert words(draft, usable, radio=radio) == named


def test_pieces_in_two_languages_leave_it_open() -> None:
    draft = "Ilse Tam will meet the county in Vadheim."
    assert words(draft, "Ilse Tam sprach mit dem Kreis.", language="de") == []


def test_an_embargo_that_is_over_holds_nothing() -> None:
    assert holds("Ilse Tam met the county in Vadheim.", kind="usable") == []


DRAFT = (
    "The gate, which 14 clerks guard, was open.",
    "Ilse Tam spoke in Vadheim.",
    "The ferry sank at night.",
)
HELD = (
    "Fourteen clerks guard the open gate.",
    "In Vadheim, Ilse Tam made a speech.",
    "In the small hours the boat went down.",
)


def desk(*usable: str, language: str = "en") -> tuple[Article, Article, Article]:
    """Return a draft, a withheld piece that has all that it says, and one that may be used."""
    lines = usable or ("Rain fell.",)
    return (
        article("draft", *DRAFT, language="en"),
        article("radio", *HELD, language="en", status=held("withheld")),
        article("wire", *lines, language=language),
    )


def named(
    pieces: tuple[Article, ...], facts: tuple[Fact, ...] = (), unsourced: tuple[Unsourced, ...] = ()
) -> dict[int, str | None]:
    """Return the sentences of the draft that its one hold names, each with the words in it that are pointed at."""
    found = findings_of((), pieces, (), NOW, draft="draft").findings
    by_id = {one.id: one for one in pieces}
    (hold,) = with_what_only_they_say(found, pieces[0], by_id, NOW, facts, unsourced)
    text = pieces[0].text
    return {
        passage.sentences[0]: passage.words and text[passage.words.start : passage.words.end]
        for passage in hold.passages
        if passage.article == "draft"
    }


def agreed(pieces: tuple[Article, ...], *numbers: tuple[int, int]) -> Fact:
    """Return the fact that these sentences, each of a piece by its place and by number, say the same."""
    return fact(pieces, (position("so it is", *(cited(pieces[at], number) for at, number in numbers)),))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(1, "gate, which 14 clerks guard, was open", id="a figure, spelled out there"),
        pytest.param(2, "Ilse Tam spoke in Vadheim", id="names"),
        pytest.param(3, None, id="in other words"),
    ],
)
def test_what_the_held_piece_alone_bears_out_is_named(number: int, words: str | None) -> None:
    pieces = desk()
    assert named(pieces, (agreed(pieces, (0, number), (1, number)),)) == {number: words}


def test_what_a_piece_bears_out_that_may_be_used_is_not() -> None:
    pieces = desk("The ship was lost in the dark.")
    assert named(pieces, (agreed(pieces, (0, 3), (1, 3), (2, 1)),)) == {}


def test_a_part_of_what_both_bear_out_may_be_of_the_held_piece_alone() -> None:
    pieces = desk("The gate stood open, and clerks guard it.")
    assert named(pieces, (agreed(pieces, (0, 1), (1, 1), (2, 1)),)) == {1: "14 clerks guard"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [pytest.param("en", {2: "Ilse Tam spoke in Vadheim"}, id="one language"), pytest.param("de", {}, id="two")],
)
def test_words_may_stand_elsewhere_in_another_language(language: str, expected: dict[int, str]) -> None:
    pieces = desk("Dort hielt sie eine Rede.", language=language)
    assert named(pieces, (agreed(pieces, (0, 2), (1, 2), (2, 1)),)) == expected


def test_figures_stand_apart_in_any_language() -> None:
    pieces = desk("Das Tor war bewacht und offen.", language="de")
    assert named(pieces, (agreed(pieces, (0, 1), (1, 1), (2, 1)),)) == {1: "14 clerks guard"}
    pieces = desk("Das Tor war von vierzehn Leuten bewacht und offen.", language="de")
    assert named(pieces, (agreed(pieces, (0, 1), (1, 1), (2, 1)),)) == {}


def test_another_fact_shows_that_no_piece_in_another_language_has_the_words() -> None:
    pieces = desk("Dort hielt sie eine Rede.", language="de")
    facts = (agreed(pieces, (0, 2), (1, 2), (2, 1)), agreed(pieces, (0, 2), (1, 2)))
    assert named(pieces, facts) == {2: "Ilse Tam spoke in Vadheim"}


@pytest.mark.parametrize(
    ("verdict", "shade", "expected"),
    [
        pytest.param("differ", "strength", {3: None}, id="told alike but for its strength"),
        pytest.param("differ", "account", {}, id="another account"),
        pytest.param("contradict", None, {}, id="contradicted"),
    ],
)
def test_what_the_held_piece_tells_otherwise_the_draft_has_not_of_it(
    verdict: Verdict, shade: Shade | None, expected: dict[int, None]
) -> None:
    pieces = desk()
    both = (position("at night", cited(pieces[0], 3)), position("later", cited(pieces[1], 3)))
    assert named(pieces, (fact(pieces, both, pair(1, 2, verdict, shade=shade)),)) == expected


def test_a_piece_that_was_judged_and_bears_nothing_out_has_nothing_of_its_own() -> None:
    pieces = desk()
    among_sources = agreed(pieces, (1, 3), (2, 1))
    assert named(pieces, (among_sources,)) == {}


@pytest.mark.parametrize(
    ("what", "words", "expected"),
    [
        pytest.param("name", "Ilse Tam spoke in Vadheim", {2: None}, id="in no source that was judged"),
        pytest.param("background", "Ilse Tam spoke in Vadheim", {}, id="background"),
        pytest.param("name", "Vadheim", {}, id="one word of it"),
    ],
)
def test_of_a_piece_that_nobody_judged_what_is_in_no_source(
    what: Unsaid, words: str, expected: dict[int, None]
) -> None:
    pieces = desk("Regen.", language="de")
    of_draft = Unsourced(passage=cited(pieces[0], 2, words=words), what=what)
    assert named(pieces, unsourced=(of_draft,)) == expected


def test_two_held_pieces_do_not_bear_each_other_out() -> None:
    pieces = (*desk(), article("note", *HELD, language="en", status=held("killed")))
    facts = (agreed(pieces, (0, 3), (1, 3), (3, 3)),)
    found = findings_of((), pieces, (), NOW, draft="draft").findings
    holds = with_what_only_they_say(found, pieces[0], {one.id: one for one in pieces}, NOW, facts)
    assert [[passage.article for passage in one.passages] for one in holds] == [["draft", "radio"], ["draft", "note"]]


@pytest.mark.parametrize(
    ("own", "theirs", "usable", "expected"),
    [
        pytest.param(
            "Tam, 61, rents a flat.", "Tam is 61 and rents a flat.", "He is sixty-one and rents one.", None,
            id="a number in words with a hyphen",
        ),
        pytest.param(
            "It lost 438 jobs.", "There were 438 jobs lost.", "It lost four hundred and thirty-eight of them.", None,
            id="a number in several words",
        ),
        pytest.param(
            "It fell by 61.0 per cent.", "The fall was 61.0 per cent.", "By 61 per cent it fell.", None,
            id="a figure with a nought",
        ),
        pytest.param(
            "He is married to Korvath's sister.", "The man is married to Korvath's sister.",
            "Korvath's brother-in-law it was.", None, id="two words that others put otherwise",
        ),
        pytest.param(
            "No deaths at all were linked to the vaccine by Tam.",
            "No deaths at all were linked to the vaccine, Tam said.",
            "No child who died did so for the vaccine, said Tam; nor were deaths linked to it.", None,
            id="wording of a matter that others tell",
        ),
        pytest.param(
            "“We got fifty jobs back in three days,” Tam said.",
            "“We got fifty jobs back in three days,” she told them.",
            "Three days, fifty jobs: Tam got them.", "We got fifty jobs back in three days", id="a quotation",
        ),
        pytest.param(
            "A sheet hung from a window at nightfall, Tam said.", "By nightfall a sheet hung in a window.",
            "Tam spoke of it.", "sheet hung from a window at nightfall", id="three words and more",
        ),
    ],
)  # fmt: skip
def test_a_part_of_what_several_bear_out_must_stand_in_no_other(
    own: str, theirs: str, usable: str, expected: str | None
) -> None:
    pieces = (
        article("draft", own, language="en"),
        article("radio", theirs, language="en", status=held("withheld")),
        article("wire", usable, language="en"),
    )
    assert named(pieces, (agreed(pieces, (0, 1), (1, 1), (2, 1)),)) == ({} if expected is None else {1: expected})


def test_numbers_are_read_in_other_languages_with_their_accents() -> None:
    pieces = (
        article("draft", "Es waren 15 Boote.", language="de"),
        article("radio", "15 Boote waren es.", language="de", status=held("withheld")),
        article("wire", "Fünfzehn Boote.", language="de"),
    )
    assert named(pieces, (agreed(pieces, (0, 1), (1, 1), (2, 1)),)) == {}
