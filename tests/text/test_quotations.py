"""What stands between quotation marks is found whichever marks they are, and apostrophes are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.text.quotations import quotations_in


def quoted(text: str) -> list[str]:
    return [text[one.begin : one.stop] for one in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("“My answer is yes,” he said.", ["My answer is yes,"], id="curly"),
        pytest.param('"My answer is yes," he said.', ["My answer is yes,"], id="straight"),
        pytest.param("„Nein“, sagte er.", ["Nein"], id="German"),
        pytest.param("„Nie”, powiedział.", ["Nie"], id="Polish"),
        pytest.param("»Nein«, sagte er.", ["Nein"], id="German books"),
        pytest.param("«No», dijo.", ["No"], id="Spanish"),
        pytest.param("« Oui », dit-il.", ["Oui"], id="French, with spaces"),
        pytest.param("”Nej”, sade hon.", ["Nej"], id="Swedish"),
        pytest.param("‘We can’t go on,’ she said.", ["We can’t go on,"], id="single, with an apostrophe"),
        pytest.param("'We can't go on,' she said.", ["We can't go on,"], id="single and straight"),
        pytest.param("‚Nein‘, sagte er.", ["Nein"], id="single German"),
        pytest.param("‹Non›, dit-il.", ["Non"], id="single angles"),
        pytest.param("“A,” he said. “B.”", ["A,", "B."], id="two"),
        pytest.param("He said “A. B. C.” and left.", ["A. B. C."], id="across sentences"),
        pytest.param("“He told me ‘never’ again.”", ["He told me ‘never’ again.", "never"], id="nested"),
        pytest.param("\"He told me 'never' again.\"", ["He told me 'never' again.", "never"], id="nested, straight"),
        pytest.param("„Er rief ‚nie‘ zu mir“", ["Er rief ‚nie‘ zu mir", "nie"], id="nested, German"),
        pytest.param("“One\n\n“and two,” he said.", ["One", "and two,"], id="a speech of two paragraphs"),
        pytest.param("the workers' plan 'a disgrace', and wives' hopes", ["a disgrace"], id="between possessives"),
        pytest.param("'The bosses' plan is dead,' she said", ["The bosses' plan is dead,"], id="around a possessive"),
        pytest.param("the 'late' cut", ["late"], id="a word"),
        pytest.param('("quoted")', ["quoted"], id="in brackets"),
    ],
)
def test_marks_of_all_kinds(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The workers' rights and the mayor's plan.", id="possessives"),
        pytest.param("'Tis rock 'n' roll of the '90s, 'cause we can't.", id="elisions"),
        pytest.param("L’homme d’aujourd’hui n’a qu’une idée.", id="French apostrophes"),
        pytest.param('A 5\'10" man and a 6" pipe.', id="feet and inches"),
        pytest.param("“A mark without its partner.\nThe next line.", id="never closed"),
        pytest.param("A mark that closes nothing.” The end.", id="never opened"),
        pytest.param("Nothing is quoted here.", id="no marks"),
        pytest.param("", id="nothing at all"),
        pytest.param("“”", id="nothing between"),
    ],
)
def test_no_quotation(text: str) -> None:
    assert quoted(text) == []


WORDS = st.lists(st.from_regex(r"[A-Za-z]{2,8}", fullmatch=True), min_size=1, max_size=8).map(" ".join)
ELIDED = "tis twas em cause til till round bout ll re ve".split()
MARKS = st.sampled_from(["“”", "„“", "„”", "«»", '""', "‘’", "‹›"])


@given(WORDS, WORDS, WORDS, MARKS)
def test_what_is_written_between_marks_is_read_back(before: str, said: str, after: str, marks: str) -> None:
    # ‘em and ‘ll look like words with their first letters left out, and are no quotations.
    assume(marks != "‘’" or said.split(maxsplit=1)[0].lower() not in ELIDED)
    assert quoted(f"{before}: {marks[0]}{said},{marks[1]} {after}.") == [f"{said},"]


@given(st.text(max_size=200) | st.text(alphabet="“”„«»‘’‚'\" a\n.s", max_size=120))
def test_any_text_is_read_and_offsets_lie_in_it(text: str) -> None:
    for one in quotations_in(text):
        assert 0 <= one.start < one.begin <= one.stop <= one.end <= len(text)
        assert one.begin < one.stop


@pytest.mark.once
@pytest.mark.parametrize("worst", ["“", '"', "'", "‘a ", "'s ", "„a“", "«", "a' ", "“a” ", "‚"])
def test_time_grows_near_linearly(worst: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        quotations_in(worst * count)
        return time.process_time() - began

    assert any(seconds(64_000) <= 24 * max(seconds(8_000), 0.002) for _ in range(3))
