"""Which words are marked: tables of hits and near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.differing_words import differing_words
from checker.reports.places_to_look import places_to_look
from checker.reports.told_words import words_of

HITS = {
    "one word more": (["[former] mayor Brack spoke", "mayor Brack spoke"]),
    "one word for another": (["the dam [held] all night", "the dam [broke] all night"]),
    "a figure": (["some [400] people left town", "some [1,400] people left town"]),
    "a decimal": (["prices rose [4.5] per month", "prices rose [45] per month"]),
    "a sign": (["it was [-5] degrees at noon", "it was [5] degrees at noon"]),
    "a currency": (["it will cost [$5bn] in all", "it will cost [€5bn] in all"]),
    "a lost not": (["he has [not] left the house", "he has left the house"]),
    "a contraction": (["they [didn’t] ring the farmer", "they did ring the farmer"]),
    "accents where nothing else differs": (["Jon [Pell] spoke", "Jon [Péll] spoke"]),
    "a third text, held against the first two": (["[3] people died", "[5] people died", "[4] people died"]),
    "a third text that agrees with one of them": (["[3] people died", "[5] people died", "3 people died"]),
    "half of the words are little": (["the dam is [broken] and has been", "the dam is [whole] and has been"]),
    "what may be": (["rust [may] have jammed it", "rust has jammed it"]),
    "more than one": (["a [source] said so on Monday", "[sources] said so on Monday"]),
    "neighbours in one mark": (["on [Monday night] he rang", "on [Tuesday morning] he rang"]),
    "what will be": (["the licence [could] go", "the licence [will] go"]),
    "how many": (["[many] chains broke as she struck", "[nine] chains broke as she struck"]),
    "just before": (["she struck [just before] 7.45am", "she struck at 7.45am"]),
    "not over the end of a paragraph": (
        ["toll rises to [four]\n\n[Four] are dead", "toll rises to [five]\n\n[Five] are dead"]
    ),
    "short words in ly": (["the [reply] came and it was [late]", "the [rep] came and it was [soon]"]),
    "a third text, held against the second as well": (
        [
            "the mayor spoke on [Monday] at noon",
            "the [deputy] mayor spoke on [Tuesday] at noon",
            "the [former] mayor spoke on Tuesday at noon",
        ]
    ),
    "signs without spaces": (["堤防が[決壊]した", "堤防が[崩落]した"]),
}
NEAR_MISSES = {
    "equal": ["The dam held.", "The dam held."],
    "case": ["The Dam held", "the dam HELD"],
    "quotation marks": ["“The dam” held", '"The dam" held'],
    "apostrophes": ["they didn’t ring", "they didn't ring"],
    "dashes": ["a build‑up at sea", "a build-up at sea"],
    "punctuation": ["The dam held, he said.", "The dam held he said"],
    "abbreviation": ["the U.S. fleet", "the US fleet"],
    "thousands": ["some 1,400 people", "some 1400 people"],
    "article": ["the two leaders met", "two leaders met"],
    "figures in letters": ["seven people died", "7 people died"],
    "figures of two languages": ["it takes 3,4 billion", "it takes 3.4 billion"],
    "times of day": ["at 07:42 it broke", "at 7:42 it broke"],
    "another ending": ["Caracas confirmed the call in the night", "That he called is something Maduro now confirms"],
    "only little words": ["it has been so for the dam", "it was so at the dam"],
    "words in another order": ["the mayor rang the farmer", "the farmer rang the mayor"],
    "characters that show nothing": ["some 1\u200b2 peo\u00adple rang", "some 12 people rang"],
    "composed accents": ["Nicol\u00e1s spoke", "Nicola\u0301s spoke"],
    "empty": ["", ""],
    "one is empty": ["", "the dam held"],
    "texts too long to be compared": [
        "seven " + "the dam held all night " * 61,
        "nine " + "the dam held all night " * 61,
    ],
    "a long word in ly": ["official aid came by night", "at dawn the dam held officially"],
    "sentences too unlike": ["The mayor spoke on Tuesday at noon.", "Crews had jammed a rusted gate by then."],
    "one text": ["the dam held"],
    "no text": [],
}


def with_marks(texts: list[str], marks: tuple[tuple[tuple[int, int], ...], ...]) -> list[str]:
    """Return the texts with brackets at the marks."""
    bracketed = []
    for text, spans in zip(texts, marks, strict=True):
        for start, end in reversed(spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"  # noqa: PLW2901 - brackets go in from the end
        bracketed.append(text)
    return bracketed


@pytest.mark.parametrize("expected", HITS.values(), ids=HITS)
def test_differing_words_are_marked(expected: list[str]) -> None:
    texts = [text.replace("[", "").replace("]", "") for text in expected]
    assert with_marks(texts, differing_words(texts)) == expected


@pytest.mark.parametrize("texts", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_makes_no_difference_is_not_marked(texts: list[str]) -> None:
    assert with_marks(texts, differing_words(texts)) == texts


def span(text: str, words: str | None) -> tuple[int, int] | None:
    """Return where the words stand in the text."""
    return None if words is None else (text.index(words), text.index(words) + len(words))


SPANS = {
    "only what differs in the spans": (
        ["Yesterday former mayor Brack spoke.", "Here mayor Brack was heard."],
        ["former mayor Brack", "mayor Brack"],
        ["Yesterday [former] mayor Brack spoke.", "Here mayor Brack was heard."],
    ),
    "spans without a common word are marked whole": (
        ["About ten days ago they talked.", "They talked late last week."],
        ["About ten days ago", "late last week"],
        ["[About ten days ago] they talked.", "They talked [late last week]."],
    ),
    "a span beside a whole sentence": (
        ["Rust may have jammed it.", "Crews found that sand had blocked the gate."],
        ["may have", None],
        ["Rust [may] have jammed it.", "Crews found that sand had blocked the gate."],
    ),
    "equal spans": (
        ["He said: nobody rang.", "Stagg claims that nobody rang."],
        ["nobody rang", "nobody rang"],
        ["He said: nobody rang.", "Stagg claims that nobody rang."],
    ),
    "a span whose words the other sentence has too": (
        ["The mayor spoke.", "It was not the mayor but a deputy who opened the gate."],
        ["mayor", None],
        ["The mayor spoke.", "It was not the mayor but a deputy who opened the gate."],
    ),
    "a long span beside a whole sentence": (
        ['He called it "the worst, darkest, longest day of all".', "The owner kept silent."],
        ["the worst, darkest, longest day of all", None],
        ['He called it "the worst, darkest, longest day of all".', "The owner kept silent."],
    ),
}


@pytest.mark.parametrize(("texts", "words", "expected"), SPANS.values(), ids=SPANS)
def test_few_words_are_compared_alone(texts: list[str], words: list[str | None], expected: list[str]) -> None:
    spans = [span(text, part) for text, part in zip(texts, words, strict=True)]
    assert with_marks(texts, differing_words(texts, spans)) == expected


ANSWERS = {
    "words of the answers": (
        ["Up to 40 passengers were missing, Lund said.", "All aboard are safe, the ministry has announced."],
        ["up to 40 missing", "all safe"],
        ["[Up to 40] passengers were [missing], Lund said.", "[All] aboard are [safe], the ministry has announced."],
    ),
    "what both answers say is no difference": (
        ["Brack, the mayor, spoke at noon.", "It was former mayor Brack whom they heard."],
        ["mayor", "former mayor"],
        ["Brack, the mayor, spoke at noon.", "It was [former] mayor Brack whom they heard."],
    ),
    "another ending": (
        ["Norrvatn was confirming it by evening.", "The owner keeps silent, neighbours say."],
        ["confirmed", "silent"],
        ["Norrvatn was [confirming] it by evening.", "The owner keeps [silent], neighbours say."],
    ),
    "an answer that repeats the text": (
        ["The dam held.", "Rust had jammed the gate long before."],
        ["the dam held", "jammed"],
        ["The dam held.", "Rust had [jammed] the gate long before."],
    ),
    "figure against figure": (
        ["The yard paid 214 workers on Friday.", "Some 241 people had their wages by then, the union said."],
        ["214 workers", "241 people"],
        ["The yard paid [214 workers] on Friday.", "Some [241 people] had their wages by then, the union said."],
    ),
    "a figure with its bound": (
        ["At least 46 were hurt.", "Doctors treated nearly 70 on the quay."],
        ["at least 46", "nearly 70"],
        ["[At least 46] were hurt.", "Doctors treated [nearly 70] on the quay."],
    ),
    "what both answers name, and one text": (
        ["214 passengers sailed.", "Of 241 passengers most were asleep."],
        ["214 (241 with the crew)", "241"],
        ["[214] passengers sailed.", "Of [241] passengers most were asleep."],
    ),
    "a phrase with little words in one mark": (
        ["Three are mended, and a leak in the hydraulics has not been.", "All of the faults from June are closed."],
        ["no, a leak in the hydraulics is left", "closed"],
        [
            "Three are mended, and a [leak in the hydraulics] has not been.",
            "All of the faults from June are [closed].",
        ],
    ),
    "a yes or a no is not what is answered": (
        ["There is no doubt that the gate was oiled.", "Rust sat on the gate for years."],
        ["no, it was oiled", "yes, rust"],
        ["There is no doubt that the gate was [oiled].", "[Rust] sat on the gate for years."],
    ),
    "of one word the place where the matter is told": (
        ["The call had been planned for May; the call itself came late.", "They rang at noon, as always."],
        ["the call came late", "at noon"],
        ["The call had been planned for May; the [call itself came late].", "They rang at [noon], as always."],
    ),
    "an ending that is another name": (
        ["They heard Ysolde Kerrigan, who heads it.", '"Slow it was," the head of mission, Ysolde Kerrigane, said.'],
        ["Ysolde Kerrigan", "Ysolde Kerrigane"],
        [
            "They heard Ysolde [Kerrigan], who heads it.",
            '"Slow it was," the head of mission, Ysolde [Kerrigane], said.',
        ],
    ),
    "what only hedges": (
        ["Ships went out to fight smugglers.", "A fleet sailed, officially to fight gangs of smugglers."],
        ["the outlet itself, as the purpose", "as the official purpose"],
        ["Ships went out to fight smugglers.", "A fleet sailed, [officially] to fight gangs of smugglers."],
    ),
    "a figure that the other text has for something else": (
        ["Three are dead, the coastguard said.", "Four are dead, of these three passengers."],
        ["three", "four"],
        ["[Three] are dead, the coastguard said.", "[Four] are dead, of these three passengers."],
    ),
    "a figure that the other answer has for something else": (
        ["It was worth 460 crowns.", "The three came to 460 crowns, the stove to 180."],
        ["460 crowns", "180 crowns, of 460 for all three"],
        ["It was worth [460] crowns.", "The three came to 460 crowns, the stove to [180]."],
    ),
    "unlike figures are not set against each other": (
        ["It gave no figure; tables are due at 3 p.m.", "It is put at 1.4 percent by the bank."],
        ["no figure; tables due at 3 p.m.", "1.4 percent"],
        ["It gave [no figure]; tables are due at 3 p.m.", "It is put at [1.4 percent] by the bank."],
    ),
    "one, and a number with what it counts": (
        ["One person is gone after the trial.", "It took a seven-month trial, and two are gone."],
        ["one", "two"],
        ["[One] person is gone after the trial.", "It took a seven-month trial, and [two] are gone."],
    ),
    "a compound of a number": (
        ["It was a seven-month trial.", "The trial took nine months."],
        ["seven months", "nine months"],
        ["It was a [seven]-month trial.", "The trial took [nine] months."],
    ),
    "a figure with its fraction": (
        ["Almost four fifths thought so.", "A mere three economists thought so."],
        ["four fifths", "three"],
        ["Almost [four fifths] thought so.", "A mere [three] economists thought so."],
    ),
    "who said it is not what is answered": (
        ["A pilot was on board by the rules.", "No pilot, says the harbour office"],
        ["yes", "no, a clerk at the harbour office said"],
        ["A pilot was on board by the rules.", "[No] pilot, says the harbour office"],
    ),
    "of one word the place beside another": (
        ["It came soon after noon, and after reports of rain.", "It came in the call."],
        ["after reports", "in the call"],
        ["It came soon after noon, and [after reports] of rain.", "It came in the [call]."],
    ),
    "two languages": (
        ["The limit is 3.4 billion crowns.", "Die Grenze liegt bei 3,6 Milliarden Kronen, sagt Edda Holvik."],
        ["3.4 billion", "3.6 billion"],
        ["The limit is [3.4] billion crowns.", "Die Grenze liegt bei [3,6] Milliarden Kronen, sagt Edda Holvik."],
    ),
}
LANGUAGES = {"two languages": ["en", "de"]}
ASKED = {"who said it is not what is answered": "Was a pilot on board?"}


@pytest.mark.parametrize("case", ANSWERS)
def test_answers_tell_which_words_bear_on_the_matter(case: str) -> None:
    texts, answers, expected = ANSWERS[case]
    marks = differing_words(texts, answers=answers, question=ASKED.get(case, ""), languages=LANGUAGES.get(case))
    assert with_marks(texts, marks) == expected


QUESTIONS = {
    "its words are the topic": (
        "Who closed the harbour of Dunmark?",
        ["Mayor Brack closed the harbour of Dunmark.", "The navy shut Dunmark off, its staff said."],
        ["Mayor Brack closed the harbour of Dunmark", "the navy shut Dunmark off"],
        ["[Mayor Brack] closed the harbour of Dunmark.", "The [navy shut] Dunmark [off], its staff said."],
    ),
    "unless nothing else is answered": (
        "Is the harbour closed?",
        ["12:02 The harbour is closed", "Boats have been sailing from it again since noon."],
        ["closed", "sailing again"],
        ["12:02 The harbour is [closed]", "Boats have been [sailing from it again] since noon."],
    ),
    "a word of the question that only one answers with": (
        "Is the harbour of Dunmark closed or open?",
        ["Boats found Dunmark closed, crews told us at noon.", "Boats went in, so the pier is open to all."],
        ["closed, as of noon", "open"],
        ["Boats found Dunmark closed, crews told us at [noon].", "Boats went in, so the pier is [open] to all."],
    ),
    "what only leads to the next is not at the end": (
        "What did Brack do?",
        [
            "Brack had held the news back until now, she explained, so as not to feed any talk.",
            "On state television Brack made the call public.",
        ],
        ["he held the news back until now", "he made it public"],
        [
            "Brack had [held the news back] until now, she explained, so as not to feed any talk.",
            "On state television Brack [made] the call [public].",
        ],
    ),
    "of these what the other answers as well comes last": (
        "Is the port closed or open?",
        ["They had it closed by noon, says Lund.", "Ships sail from it, so it is open."],
        ["closed by noon", "open by noon"],
        ["They had it [closed] by noon, says Lund.", "Ships sail from it, so it is [open]."],
    ),
    "what is said behind a semicolon, where it denies": (
        "Who notices the cut?",
        ["Those with loans notice it in spring; most others do not.", "All who owe feel it, he says."],
        ["with loans; most others not", "who owe"],
        ["Those with [loans] notice it in spring; [most others do not].", "All who [owe] feel it, he says."],
    ),
    "what else is said behind a semicolon": (
        "Who notices the cut?",
        ["Those with loans notice it in spring; banks come later.", "All who owe feel it, he says."],
        ["with loans; banks later", "who owe"],
        ["Those with [loans] notice it in spring; banks come later.", "All who [owe] feel it, he says."],
    ),
    "a not before them": (
        "Did the observers find irregularities?",
        ["The team noted irregularities in June.", "They found no irregularities, the statement says."],
        ["yes", "no"],
        ["The team noted irregularities in June.", "They found [no] irregularities, the statement says."],
    ),
    "a not before other words": (
        "Did the observers find irregularities?",
        ["The team noted irregularities in June.", "They left no doubt about irregularities, it says."],
        ["yes", "yes"],
        ["The team noted irregularities in June.", "They left no doubt about irregularities, it says."],
    ),
}


@pytest.mark.parametrize(("question", "texts", "answers", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_is_asked_is_marked_last(question: str, texts: list[str], answers: list[str], expected: list[str]) -> None:
    assert with_marks(texts, differing_words(texts, answers=answers, question=question)) == expected


@pytest.mark.parametrize(
    ("words", "hints", "expected"),
    [
        (None, ("the mayor", "Who rang Stagg?"), [["mayor"], [], ["Stagg"]]),
        (None, ("", "Who rang Stagg?"), [[], [], ["Stagg"]]),
        ("The mayor did", ("Stagg",), [["Stagg"], ["The", "mayor", "did"]]),
        (None, ("of the", "in"), [[], [], []]),
        ("not ring", ("rang, no ring",), [["ring"], ["not", "ring"]]),
        (None, (), [[]]),
    ],
)
def test_a_text_is_looked_at_where_it_has_words_of_a_hint(
    words: str | None, hints: tuple[str, ...], expected: list[list[str]]
) -> None:
    text = "The mayor did not ring, Stagg said."
    found = places_to_look(text, span(text, words), hints)
    assert [[text[slice(*look[0])] for look in tier] for tier in found] == expected


def test_a_word_is_looked_at_in_the_span_where_it_stands_there_too() -> None:
    text = "They rang, and the dam rang."
    assert places_to_look(text, span(text, "dam rang"), ["rang"])[0] == (((23, 27),),)


WORDS = st.sampled_from(
    "the a of in no not 3 5 seven 1,400 mayor dam Brack closed open held broke sources source may , . “ ” é 堤".split()
)
TEXTS = st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=60)


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_swapping_the_sides_swaps_the_marks(one: str, other: str, answer: str, reply: str, question: str) -> None:
    marks = differing_words([one, other], answers=[answer, reply], question=question)
    assert differing_words([other, one], answers=[reply, answer], question=question) == marks[::-1]


@given(st.lists(TEXTS, min_size=2, max_size=2), st.lists(TEXTS, min_size=2, max_size=2), TEXTS)
def test_no_word_of_the_other_side_is_marked_and_none_that_tells_nothing(
    texts: list[str], answers: list[str], question: str
) -> None:
    marks = differing_words(texts, answers=answers, question=question)
    for text, other, mine in zip(texts, texts[::-1], marks, strict=True):
        theirs = {word.exact for word in words_of(other) if not word.is_figure}  # these may be what is answered
        for start, end in mine:
            telling = [word.exact for word in words_of(text) if start <= word.start < end and word.tells]
            assert telling
            assert theirs.isdisjoint(telling)


@given(st.lists(st.text(max_size=80), max_size=4))
def test_marks_lie_in_their_texts_in_order(texts: list[str]) -> None:
    for text, marks in zip(texts, differing_words(texts, answers=texts[::-1]), strict=True):
        offsets = [offset for mark in marks for offset in mark]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)
