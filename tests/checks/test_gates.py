"""The cheap looks that spare a check the reading of a sentence: they pass by nothing that reading would find."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from checker.checks.candidates import folded_words, telling_words
from checker.checks.dated import dated_of, may_happen_once
from checker.checks.persons_ages import aged_of, wants_ages
from checker.checks.registry import CHECKS
from checker.checks.values import Values, has_digits, sentences_with
from checker.checks.views import ArticleView
from checker.schema import Article, Sentence
from checker.steps.check import check
from checker.text.absolute_days import absolute_at
from checker.text.clocks import clocks_in
from checker.text.counted import COUNTED_AS_ONE, counted
from checker.text.dating import moments_in
from checker.text.figures import figures_in
from checker.text.kinds import kinds_in
from checker.text.moments import Anchor
from checker.text.relative_days import relative_at
from checker.text.roles import text_sentences
from checker.text.tokens import tokens_of
from checker.text.units import COUNT

LANGUAGES = st.sampled_from(["en", "de", "es", "fr", ""])
PIECES = st.lists(
    st.sampled_from(
        "12 1,200 3.5 40 1998 14:30 a an one two dozen half third million hundred of in out the from to by - — : ; ( ) "
        "per cent % km miles euros € $ people passengers dead aged now is de Ada Brell Denis Karoche , . 34 , 34, (34) "
        "34-year-old Monday December 4 yesterday ago last week vor drei hace una décimo hälfte moitié noon may not "
        "born died doubled and them".split(" ")
    ),
    max_size=14,
)


DATES = st.lists(
    st.sampled_from(
        "4 31 4. 4th 1998 2025 1990s 04.12.2025 2025-12-04 4/12/2025 90s December Dec. May may Monday mon last next "
        "this week month year years days weekend ago three a the of in over early on vor hace il y drei woche Tagen "
        "dos semanas jours pasada dernière yesterday today hier avant-hier Ende , . - – to and".split(" ")
    ),
    max_size=10,
)


def article(text: str, language: str = "en", name: str = "a") -> Article:
    return Article(id=name, origin=name, language=language, text=text, sentences=text_sentences(text, language))


@given(PIECES, LANGUAGES)
def test_there_are_no_more_figures_than_places(pieces: list[str], language: str) -> None:
    values = Values(" ".join(pieces), language)
    tokens = tokens_of(" ".join(pieces))
    moments, clocks = moments_in(tokens, language, None), clocks_in(tokens, language)
    assert tuple(values.figures) == figures_in(tokens, language, moments, clocks)
    assert len(values.figures) <= values.most_figures
    assert (tuple(values.moments), tuple(values.clocks)) == (moments, clocks)


COUNTED = st.lists(
    st.sampled_from(
        "1 12 one two nine-member 12-mile a the of in out and from to at least - % km mile hours $ € per cent half "
        "third dozen passengers crew people person men child member board injured killed dead aboard others more large "
        "boats boat Tote Menschen Häuser euros heridos voix tiers mitad personnes , . million".split(" ")
    ),
    max_size=12,
)
DATED = st.lists(
    st.sampled_from(
        "4 March 2031|on Monday|yesterday|at 10:30 local time|at 14:30 GMT|um 14 Uhr Ortszeit|noon|the ferry|sank|"
        "opened|closed|was born|died|and|after|until|night|,|.".split("|")
    ),
    max_size=8,
)


@example(["nine-member", "board"], "en")
@example(["1", "in", "10", "people"], "en")
@example(["12", "passengers", "and", "crew"], "en")
@given(COUNTED, LANGUAGES)
def test_words_tell_every_kind_that_figures_are_of(pieces: list[str], language: str) -> None:
    values = Values(" ".join(pieces), language)
    kinds = kinds_in(values.tokens, values.places, language)
    for figure in values.figures:
        what = counted(values.tokens, figure, language)
        if figure.unit is not COUNT:
            assert figure.unit.dimension in kinds
        elif figure.value != 1 or what.subject in COUNTED_AS_ONE:
            assert set(what.subject.split()) <= kinds


@example(["the ferry", "sank", "at 10:30 local time"], ["at 10:30 local time", "the ferry"])
@given(DATED, DATED)
def test_what_happens_once_in_both_is_seen_by_the_words(mine: list[str], theirs: list[str]) -> None:
    for a in ArticleView(article(" ".join(mine))):
        for b in ArticleView(article(" ".join(theirs))):
            dated = [(one, other) for one in dated_of(a) for other in dated_of(b)]
            shared = any(one.happens & other.happens for one, other in dated)
            local = any(
                getattr(one.when, "zone", "") == getattr(other.when, "zone", None) == "local" for one, other in dated
            )
            assert may_happen_once(a, b) or not (shared or local)


@example(["in", "4/12/2025"], "en")
@example(["am", "4.12.2025", ",", "2025-12-04"], "de")
@example(["3", "days", "ago", "hace", "dos", "semanas"], "")
@given(DATES, LANGUAGES)
def test_dates_are_read_wherever_one_can_begin(pieces: list[str], language: str) -> None:
    tokens = tokens_of(" ".join(pieces))
    anchor = Anchor(date(2031, 3, 4), date(2031, 3, 5))
    every, behind = [], 0
    for index in range(len(tokens)):
        here = index >= behind and (
            absolute_at(tokens, index, language, anchor) or relative_at(tokens, index, language, anchor)
        )
        if here:
            every.append(here[0])
            behind = here[1]
    assert moments_in(tokens, language, anchor) == tuple(every)


@given(st.text(st.sampled_from("AaVvéÉßİ123½²№™ﬁe\u0301_'’-. \u00a0\nñøЖ東م")))
def test_words_are_told_as_if_each_text_were_folded_first(text: str) -> None:
    sentence = Sentence(number=1, start=0, end=len(text) + 1)
    view = ArticleView(Article(id="a", origin="a", text=f"{text}x", sentences=(sentence,))).sentences[0]
    assert telling_words(view) == folded_words(view.text)


@given(PIECES)
def test_no_age_beside_a_name_is_passed_by(pieces: list[str]) -> None:
    for view in ArticleView(article(" ".join(pieces))):
        assert wants_ages(view) == bool(aged_of(view))


@given(PIECES, LANGUAGES)
def test_a_date_by_its_day_has_a_digit(pieces: list[str], language: str) -> None:
    for view in ArticleView(article(" ".join(pieces), language)):
        moments = moments_in(tokens_of(view.text), language, None)
        assert has_digits(view) or not any(one.form == "day" or one.impossible for one in moments)


@given(PIECES)
def test_sentences_with_a_word_are_those_that_hold_it(pieces: list[str]) -> None:
    view, words = ArticleView(article(" ".join(pieces))), frozenset({"one", "monday", "12"})
    assert list(sentences_with(words, view)) == [one for one in view if words & one.words]


def test_a_check_that_fails_on_a_sentence_is_told_once() -> None:
    figures = CHECKS[0]
    texts = ("The blast at Lissarde killed 12 people.", "The blast at Lissarde killed 15 people.")
    articles = [article(text, name=name) for text, name in zip(texts, "ab", strict=True)]

    def fails(_: object) -> bool:
        raise ZeroDivisionError

    broken = type(figures)(**{**vars(figures), "wants": fails})
    done = check(articles, checks=(broken,))
    assert [one.item for one in done.failures] == ["article a, sentence 1", "article b, sentence 1"]
    assert not done.signals
