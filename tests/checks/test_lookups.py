"""What becomes of a quotation in the other articles; of a draft's, in its sources."""

from __future__ import annotations

import pytest

from checker.checks.explaining import ExampleArticle
from checker.checks.lookups import looked_up
from tests.checks.examples import views_of

SAID = '"I would not call this the start of a cycle," Governor Halvard Ornesk said.'
BOATS = '"We lost our boats and our homes in one night," Ida Lund said.'
TWO = (
    '"The last boat was missing at noon," Ida Lund said.\n\n'
    + "The harbour was quiet, and nobody came to the quay to ask what had become of the men. " * 5
    + '\n\n"Its captain had never been late before," Ida Lund said.'
)


@pytest.mark.parametrize(
    ("text", "other", "fates", "language"),
    [
        pytest.param(BOATS, BOATS, ["verbatim"], "en", id="word for word"),
        pytest.param(BOATS, BOATS.replace('"', "”").replace("”We", "“We"), ["verbatim"], "en", id="other marks"),
        pytest.param('"We lost our boats and our homes," Ida Lund said.', BOATS, ["shortened"], "en", id="shortened"),
        pytest.param(BOATS, '"We lost our boats," Ida Lund said.', ["in part"], "en", id="in part elsewhere"),
        pytest.param(
            '"We lost … our homes in one night," Ida Lund said.', BOATS, ["shortened with a sign"], "en", id="a sign"
        ),
        pytest.param('Halvard Ornesk called it "the start of a cycle".', SAID, ["altered"], "en", id="lost not"),
        pytest.param(BOATS.replace("boats", "ships"), BOATS, ["altered"], "en", id="another word"),
        pytest.param(BOATS.replace("Ida Lund", "Tom Harrow"), BOATS, ["other speaker"], "en", id="another speaker"),
        pytest.param(
            '"The last boat was missing at noon. Its captain had never been late before," Ida Lund said.',
            TWO,
            ["spliced"],
            "en",
            id="two remarks run together",
        ),
        pytest.param(SAID, "„Das war der Anfang“, sagte Halvard Ornesk.", ["translation"], "de", id="translated"),
        pytest.param(BOATS, "„Wir haben alles verloren“, sagte Tom Harrow.", ["only here"], "de", id="another man"),
        pytest.param(BOATS, SAID, ["only here"], "en", id="nowhere else"),
        pytest.param(BOATS, 'Ida Lund spoke of "boats".', ["only here"], "en", id="one word is none"),
        pytest.param("Nothing is quoted.", SAID, [], "en", id="nothing quoted"),
    ],
)
def test_fates(text: str, other: str, fates: list[str], language: str) -> None:
    articles = views_of((ExampleArticle("A", text), ExampleArticle("B", other, language=language)))
    assert [one.fate for one in looked_up(articles) if one.passage.article == "A"] == fates
    assert [one.fate for one in looked_up(articles[:1], articles[1:])] == fates


def test_a_draft_is_looked_for_in_its_sources_alone() -> None:
    draft, again, source = views_of(ExampleArticle(name, BOATS) for name in "ABC")
    assert [place.article for one in looked_up([draft, again], [source]) for place in one.places] == ["C", "C"]
    assert [one.fate for one in looked_up([draft, again], [])] == ["only here", "only here"]


def test_places_hold_the_very_words() -> None:
    articles = views_of((ExampleArticle("A", BOATS), ExampleArticle("B", f"She wept. {BOATS}")))
    first, second = looked_up(articles)
    assert first.speaker == second.speaker == "Ida Lund"
    assert first.places == (second.passage,)
    span = second.passage.span
    assert articles[1].article.text[span.start : span.end] == second.passage.words == BOATS.split(" Ida", maxsplit=1)[0]
