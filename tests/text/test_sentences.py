"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.text.abbreviations import may_end_in_month, with_month_ends
from checker.text.sentences import split_sentences

# Quotations, initials, odd spaces and line breaks, far more often than chance would have them.
NASTY = st.text(alphabet="“”„‘’'\"«»()[].!?…:, \n\t\u00a0\u2028\r\x0b-•1Aé😀\u0301漢。M", max_size=80)
ANY_TEXT = st.one_of(NASTY, st.text(st.characters(), max_size=200))


def sentences(text: str, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "He spoke. | She left.",
        "“I don’t like it!” he said. | He left.",
        "“Will he go?” Trump asked. | Nobody knew.",
        "“Go!” the president told reporters. | They went.",
        "“We won’t,” he said. | “They send people.” | He left.",
        "He said, “We go.” | Then he went.",
        "“One. Two. Three!” | She went.",
        "He stopped. ” | Then he left.",
        "(He left.) | She stayed.",
        "Yahoo! said no. | Others agreed.",
        "The U.S. Senate voted. | The U.N. Security Council met.",
        "He lives in the U.S. | He said so.",
        "Mr. Smith met Dr. Jones, Gen. Lee and Sen. Warren in St. Paul. | They talked.",
        "It is No. 5 on the list. | No. 6 is gone.",
        "He came on Jan. 20 at 5 p.m. | The talks began.",
        "Acme Inc. reported a loss, e.g. in Asia. | It fell.",
        "J. K. Rowling met Donald J. Trump on the USS Gerald R. Ford. | They spoke.",
        "It grew 3.14 per cent to 1.200 units. | It cost $4.5 billion. | The rest is unknown.",
        "He waited ... and left. | He said . . . nothing… then went. | It ended...",
        "It was approx. 5 km away. | He walked.",
        "1. Talks begin in Oslo. | They end in Rome.",
        "Read it at www.example.com/About.Us today. | It is long.",
        "你好。 | 我很好。",
    ],
)
def test_english(text: str) -> None:
    parts = text.split(" | ")
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The quay closed on 12 May. | The harbour council said so.",
        "The quay closed on 12 May. | “We are sorry,” the harbour master said.",
        "“It closed on 12 May.” | Officers said so.",
        "“It closed in May. Officers said so,” he added. | Then he left.",
        "She is Theresa May. | She left.",
        "He served under Gen. May. | They won.",
        "They go as far as they may. | The others stay.",
        "It closed on 3 Jan. | Officers said so.",
        "It closed on the 3rd Sept. | Officers said so.",
        "Nobody has come since Dec. | The inn is shut.",
        "They last met in early Feb. | Nothing came of it.",
        "It has been shut since last Oct. | “For good,” she said.",
        "He came on Jan. 20 and in Sept. 2025 again. | Nobody knew.",
        "He met May J. Smith and Jan. Hoffmann. | They talked.",
        "Mar. Addams sang. | They danced.",
        "The Dec. Quarter was bad. | The next was worse.",
        "U.S. Nov. Jobs Report Beats Forecasts",
        "It may. or may not. | He waits.",
        "He met Sen. Jan Oduya and Mar. Lee. | They talked.",
    ],
)
def test_months_end_sentences_before_capitals(text: str) -> None:
    parts = text.split(" | ")
    assert sentences(" ".join(parts)) == parts


def test_months_of_other_languages_are_left_to_the_splitter() -> None:
    assert sentences("Il est venu le 12 mai. Elle est partie.", "fr") == ["Il est venu le 12 mai.", "Elle est partie."]
    assert sentences("Sie kam am 3. Jan. Montag ging sie.", "de") == ["Sie kam am 3. Jan. Montag ging sie."]


STOPPED = "May.|may.|Jan.|Sept.|12|3rd|in|since|The|the|he|“|”|)|(|Mar.|Dismay.|20|Sen.|Nov.".split("|")


@given(st.lists(st.sampled_from(STOPPED), max_size=10).map(" ".join))
@settings(max_examples=300)
def test_the_glance_for_months_misses_none(text: str) -> None:
    assert may_end_in_month(text) or with_month_ends(text) == text
    assert len(with_month_ends(text)) == len(text)


def test_sentences_that_meet_without_a_space_are_two() -> None:
    assert sentences("This is the end.The next one follows.") == ["This is the end.", "The next one follows."]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das ist z. B. gut. | Am 3. Mai kam Dr. Müller. | Er blieb."),
        ("de", "Der 1. FC Köln siegte im 20. Jahrhundert oft. | Heute nicht."),
        ("de", "„Wir gehen. Jetzt.“ | Dann ging er."),
        ("es", "El Sr. Pérez de EE. UU. habló. | ¿Qué dijo? | ¡Nada!"),
        ("es", "«Hola», dijo. | Llegó a las 5 a. m. y se fue."),
        ("fr", "M. Macron a parlé. | Mme. Durand aussi."),
        ("fr", "M.\u00a0Macron a dit : «\u00a0Oui.\u00a0» | Il est parti."),
    ],
)
def test_other_languages(language: str, text: str) -> None:
    parts = text.split(" | ")
    assert sentences(" ".join(parts), language) == parts


def test_language_is_guessed_where_none_is_given() -> None:
    text = "Der Minister und die Kanzlerin kamen am 3. Mai in die Stadt. Sie blieben und die Leute gingen."
    assert len(sentences(text, None)) == 2


def test_long_piece_with_a_stray_quotation_mark_is_cut() -> None:
    sentence = "The committee met again on the following day and discussed the terms of the new agreement."
    text = "“" + " ".join([sentence] * 6) + "” Then they left."
    assert len(sentences(text)) == 7


def test_lines_and_bullets_end_sentences() -> None:
    text = "A headline without a stop\nThe text begins. It ends\n- First item\n• Second • Third"
    assert sentences(text) == [
        "A headline without a stop",
        "The text begins.",
        "It ends",
        "- First item",
        "• Second",
        "• Third",
    ]


@given(ANY_TEXT)
@settings(max_examples=300)
def test_sentences_lie_in_order_and_cover_all_but_white_space(text: str) -> None:
    end = 0
    for sentence in split_sentences(text):
        assert not text[end : sentence.start].strip()
        assert sentence.start < sentence.end
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        end = sentence.end
    assert not text[end:].strip()


@given(ANY_TEXT)
@settings(max_examples=200)
def test_no_sentence_of_short_lines_holds_a_line_break(text: str) -> None:
    short = "\n".join(line[:40] for line in text.splitlines())
    assert all(len(sentence.splitlines()) == 1 for sentence in sentences(short, None))


@given(st.lists(st.text(alphabet="abc d.", min_size=30, max_size=90), max_size=8))
@settings(max_examples=150)
def test_line_breaks_inside_sentences_follow_full_lines(lines: list[str]) -> None:
    for sentence in sentences("\n".join(lines)):
        assert all(len(line.strip()) >= 20 for line in sentence.splitlines()[1:-1])


@given(NASTY)
@example("?)\t)1")
@settings(max_examples=200)
def test_no_closing_mark_starts_a_sentence_behind_another(text: str) -> None:
    for line in text.splitlines():
        behind = [sentence for sentence in sentences(line)[1:] if any(sign.isalnum() for sign in sentence)]
        assert not any(sentence[0] in ")]" for sentence in behind)


@pytest.mark.parametrize(
    "text",
    ["word " * 40_000, "a" * 200_000, "“" * 200_000, "A.b " * 50_000, "Aa.Bb." * 30_000, "“Go!” he. " * 20_000],
    ids=["no stop", "no space", "only quotes", "stops", "no space between sentences", "joined quotations"],
)
def test_a_very_long_line_is_covered_whole(text: str) -> None:
    # How long such lines take is measured in benchmarks/reading.py.
    found = split_sentences(text, "en")
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())


@pytest.mark.parametrize("word", ["harbour", "café", "港口", "😀" * 40])
def test_a_long_text_is_split_like_its_paragraphs_alone(word: str) -> None:
    paragraphs = [f"The {word} number {number} was closed. Ships waited outside “for days.”" for number in range(500)]
    paragraphs[100] = paragraphs[100] * 100
    together = sentences("\n\n".join(paragraphs), "en")
    assert together == [sentence for paragraph in paragraphs for sentence in sentences(paragraph, "en")]
