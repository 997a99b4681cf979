"""What of a draft only a piece has that must not be used: hits and near misses."""

from __future__ import annotations

import pytest

from checker.schema import Finding
from checker.steps.findings import findings_of
from checker.steps.said_by_held import with_what_only_they_say
from tests.steps.newsdesk import article, held, moment

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
            "The gate was left open by a crew, Tam said.", ["the gate was left open by a crew"], id="its wording",
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
