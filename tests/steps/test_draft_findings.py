"""What an editor reads of a draft: levels as seen from it, two findings a sentence, and what only a draft can have."""

from __future__ import annotations

from typing import Any

import pytest

from checker.schema import Fact, Finding, FindingPassage, Keys, LookedUp, Passage, Unsourced
from checker.steps.draft_findings import Seen, draft_findings, seen_from
from checker.steps.findings import findings_of
from tests.steps.newsdesk import article, cited, fact, moment, pair, position

DRAFT = article(
    "draft", "Forty are missing.", "Crew members said he left.", "“We had no warning,” Lund said.", "It cost 40 crowns."
)
WIRE = article("wire", "Sixty are missing.", "A crew member said he left.")
RADIO = article("radio", "Fifty are missing.", "Forty are missing, it said first.")
ARTICLES = (DRAFT, WIRE, RADIO)
NOW = moment("2031-03-04T12:00:00+00:00")


def found(*facts: Fact, unsourced: tuple[Unsourced, ...] = (), quotations: tuple[LookedUp, ...] = ()) -> list[Finding]:
    of_draft = [seen_from(one, "draft") for one in facts]
    shown = findings_of(of_draft, ARTICLES, (), NOW, draft="draft").findings
    return list(seen(shown, facts, unsourced, quotations).findings)


def seen(shown: Any, facts: Any = (), unsourced: Any = (), quotations: Any = ()) -> Seen:
    of_id = {one.id: one for one in ARTICLES}
    return draft_findings(shown, DRAFT, facts, unsourced, quotations, of_id, of_article)


def of_article(passage: Passage) -> str:
    return passage.article


def of(*positions: tuple[Any, ...], pairs: tuple[Any, ...] = (pair(1, 2, "contradict"),), **fields: Any) -> Fact:
    made = tuple(position(f"answer {n}", *passages) for n, passages in enumerate(positions, 1))
    return fact(ARTICLES, made, *pairs, **fields)


D, W, R, R2 = cited(DRAFT, 1), cited(WIRE, 1), cited(RADIO, 1), cited(RADIO, 2)


@pytest.mark.parametrize(
    ("made", "level"),
    [
        (of((D,), (W,)), "fix"),
        (of((D, R2), (W,)), "check"),
        (of((D,), (W, R)), "fix"),
        (of((D,), (D, W)), "fix"),
        (of((W,), (R,)), "note"),
        (of((D,), (W,), (R,), pairs=(pair(2, 3, "contradict"), pair(1, 2, "differ", shade="account"))), "check"),
        (of((D,), (W,), (R,), pairs=(pair(2, 3, "contradict"),)), "note"),
    ],
    ids=[
        "against a source",
        "a source says the same",
        "against two",
        "against itself and a source",
        "the sources' own",
        "the sources' own is graver than the draft's part",
        "the draft is silent between them",
    ],
)
def test_the_level_is_that_for_who_decides_on_the_draft(made: Fact, level: str) -> None:
    assert [one.level for one in found(made)] == [level]


def test_where_most_sources_say_what_the_draft_says_it_may_be_left() -> None:
    (one,) = found(of((D, R2, cited(WIRE, 2)), (W,)))
    assert (one.level, one.caps[-1]) == ("note", "more sources say what the draft says")
    assert one.action == "Leave it, or give both with their sources."


@pytest.mark.parametrize(
    ("right", "level", "cap"),
    [
        (1, "note", "the sources themselves show that the draft is right"),
        (None, "check", "a source says what the draft says"),
        (2, "fix", None),
    ],
)
def test_what_the_sources_show_decides_where_one_stands_against_one(
    right: int | None, level: str, cap: str | None
) -> None:
    (one,) = found(of((D, R2), (W,), shown_right=right))
    assert (one.level, one.caps[-1] if one.caps else None) == (level, cap)
    told = {
        1: "Keep it: the sources themselves show it to be right.",
        None: "Find out which holds, radio or wire, or give both with their sources.",
        2: "Follow wire: the sources themselves show that to be right.",
    }
    assert one.action == told[right]


@pytest.mark.parametrize("right", [None, 1, 2])
def test_what_no_source_says_is_never_shown_to_be_right(right: int | None) -> None:
    assert [one.level for one in found(of((D,), (W, R), shown_right=right))] == ["fix"]


def test_what_the_sources_tell_differently_stands_once_where_the_draft_takes_a_side() -> None:
    assert len(found(of((W,), (R,)), of((D, W), (R,)))) == 1
    assert len(found(of((W,), (R,)), of((D,), (R2,)))) == 2


def test_a_sentence_in_no_source_is_one_finding_with_all_that_it_lacks() -> None:
    kinds = {"40": "figure", "crowns": "name", "It": "background"}
    given = [Unsourced.model_validate({"passage": cited(DRAFT, 4, words=w), "what": k}) for w, k in kinds.items()]
    (one,) = found(unsourced=tuple(given))
    assert (one.code, one.level, one.headline) == (
        "unsourced-figure",
        "check",
        "In no source: figure, name or title",
    )
    assert "“40”, “crowns”" in one.explanation
    assert not found(unsourced=(Unsourced(passage=cited(DRAFT, 4), what="background"),))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("“We had no warning,”", "“We had no warning”"),
        ("We had no warning", "“We had no warning”"),
        ("Lund said.", "“Lund said.”"),
    ],
)
def test_words_are_told_in_one_pair_of_marks(words: str, told: str) -> None:
    (one,) = found(unsourced=(Unsourced(passage=cited(DRAFT, 3, words=words), what="quotation"),))
    assert one.explanation == f"None of the sources was found to say it: {told}."


def test_where_all_of_a_sentence_is_in_no_source_no_words_are_quoted() -> None:
    (one,) = found(unsourced=(Unsourced(passage=cited(DRAFT, 4), what="figure"),))
    assert one.explanation == "None of the sources was found to say it."


def test_its_id_stays_when_the_sentence_moves() -> None:
    (one,) = found(unsourced=(Unsourced(passage=cited(DRAFT, 4, words="40"), what="figure"),))
    moved = article("draft", "Something new.", *[DRAFT.sentence_text(n) for n in (1, 2, 3, 4)])
    given = (Unsourced(passage=cited(moved, 5, words="40"), what="figure"),)
    (other,) = draft_findings((), moved, (), given, (), {"draft": moved}, of_article).findings
    assert one.id == other.id


@pytest.mark.parametrize(
    ("sides", "aspect", "level"),
    [
        (((D, R2, W), (R,)), "name", "note"),
        (((R,), (D, R2, W)), "name", "note"),
        (((D, R2), (W,)), "name", "check"),
        (((D, R2, R), (W,)), "name", "check"),
        (((D, R2, W), (R,)), "number", "check"),
        (((D,), (R, W)), "name", "check"),
    ],
    ids=["two of three", "the other way round", "one each", "one source twice", "a figure", "the draft alone"],
)
def test_a_name_that_most_sources_spell_like_the_draft_is_a_note(
    sides: tuple[tuple[Passage, ...], ...], aspect: Any, level: str
) -> None:
    passages = tuple(
        FindingPassage(
            article=one.article,
            position=number,
            sentences=one.sentences,
            start=one.span.start,
            end=one.span.end,
            text=".",
        )
        for number, side in enumerate(sides, 1)
        for one in side
    )
    spelt = Finding(
        id="c1",
        code="N1",
        level="check",
        severity="warning",
        verdict=None,
        aspect=aspect,
        headline="h",
        explanation="",
        action="a",
        passages=passages,
        keys=Keys(checks=("N1",)),
    )
    (one,) = seen([spelt]).findings
    assert (one.level, bool(one.caps)) == (level, level == "note")


def looked_up(**fields: Any) -> LookedUp:
    return LookedUp(**{"passage": cited(DRAFT, 3), "speaker": "Ida Lund", "fate": "only here", **fields})


@pytest.mark.parametrize(
    ("quotation", "count"),
    [
        (looked_up(), 1),
        (looked_up(speaker=None), 0),
        (looked_up(fate="verbatim"), 0),
        (looked_up(fate="translation"), 0),
        (looked_up(passage=W), 0),
    ],
)
def test_a_quotation_of_a_known_speaker_that_stands_nowhere(quotation: LookedUp, count: int) -> None:
    assert [one.code for one in found(quotations=(quotation,))] == ["unsourced-quotation"] * count


def test_what_the_judge_found_nowhere_is_not_found_nowhere_twice() -> None:
    given = (Unsourced(passage=cited(DRAFT, 3), what="quotation"),)
    assert len(found(unsourced=given, quotations=(looked_up(),))) == 1


WARNED = cited(DRAFT, 3, words="We had no warning")


@pytest.mark.parametrize(
    ("mine", "aspect", "shade", "codes"),
    [
        pytest.param(WARNED, "quote", None, ["quote-contradict"], id="its words altered"),
        pytest.param(cited(DRAFT, 3), "quote", None, ["quote-contradict"], id="its sentence"),
        pytest.param(WARNED, "date", None, ["date-contradict", "unsourced-quotation"], id="something else"),
        pytest.param(
            cited(DRAFT, 3, words="Lund"), "quote", None, ["quote-contradict", "unsourced-quotation"], id="other words"
        ),
        pytest.param(WARNED, "quote", "translation", ["unsourced-quotation", "quote-differ"], id="no more than a note"),
    ],
)
def test_a_quotation_that_a_finding_sets_against_its_source_is_not_told_again(
    mine: Passage, aspect: str, shade: Any, codes: list[str]
) -> None:
    given = pair(1, 2, "differ", shade=shade) if shade else pair(1, 2, "contradict")
    asked = of((mine,), (W,), pairs=(given,), aspect=aspect)
    quotation = looked_up(passage=cited(DRAFT, 3, words="“We had no warning,”"))
    assert [one.code for one in found(asked, quotations=(quotation,))] == codes
    unsourced = (Unsourced(passage=WARNED, what="quotation"),)
    assert [one.code for one in found(asked, unsourced=unsourced, quotations=(quotation,))] == codes


def test_of_several_quotations_in_a_sentence_each_is_asked_for() -> None:
    quotations = tuple(looked_up(passage=cited(DRAFT, 3, words=words)) for words in ("We had", "no warning"))
    asked = of((cited(DRAFT, 3),), (W,), aspect="quote")
    assert [one.code for one in found(asked, quotations=quotations)] == ["quote-contradict", "unsourced-quotation"]


def test_a_fix_is_never_cut_and_of_the_rest_two_stay() -> None:
    fixes = [of((cited(DRAFT, 1, words=w),), (W,), aspect="number") for w in ("Forty", "are", "missing")]
    checks = [
        of((cited(DRAFT, 2, words=w),), (cited(WIRE, 2),), pairs=(pair(1, 2, "unclear"),))
        for w in ("Crew", "he", "left")
    ]
    shown = found(*fixes, *checks, unsourced=(Unsourced(passage=D, what="figure"),))
    assert [one.level for one in shown] == ["fix"] * 3 + ["check"] * 2 + ["note"] * 2
    assert shown[-1].caps[-1] == "a sentence of the draft stands in two findings already"


@pytest.mark.parametrize(
    ("count", "told"), [(2, ()), (3, ("1 CHECK more lies",)), (5, ("3 CHECKs more lie",))], ids=["none", "one", "three"]
)
def test_what_is_left_out_is_counted(count: int, told: tuple[str, ...]) -> None:
    words = ("Crew", "members", "said", "he", "left")[:count]
    checks = [
        of((cited(DRAFT, 2, words=w),), (cited(WIRE, 2),), pairs=(pair(1, 2, "unclear"),), question=f"{w}?")
        for w in words
    ]
    notices = seen(findings_of(checks, ARTICLES, (), NOW, draft="draft").findings, checks).notices
    assert [line.partition(" on sentences")[0] for line in notices] == list(told)


def test_a_finding_on_two_sentences_is_one_of_each() -> None:
    checks = [
        of((cited(DRAFT, 2, words=w),), (cited(WIRE, 2),), pairs=(pair(1, 2, "unclear"),)) for w in ("Crew", "he")
    ]
    inside = of((cited(DRAFT, 2),), (cited(DRAFT, 4),), pairs=(pair(1, 2, "unclear"),), question="Inside?")
    assert [one.level for one in found(*checks, inside) if one.headline == "Inside?"] == ["note"]
    assert [one.level for one in found(checks[0], inside) if one.headline == "Inside?"] == ["check"]


def test_they_run_in_the_draft_s_order_within_a_level() -> None:
    late = of((cited(DRAFT, 3),), (W,), question="late?")
    early = of((D,), (W,), question="early?")
    note = of((W,), (R,), question="sources?")
    assert [one.headline for one in found(note, late, early)] == ["early?", "late?", "sources?"]


AGREED = of((cited(DRAFT, 2), cited(WIRE, 2)), pairs=())


def test_several_unnamed_sources_made_of_one() -> None:
    (one,) = found(AGREED)
    assert (one.code, one.level, one.between) == ("unnamed-sources", "check", (1, 2))


def test_not_where_a_source_has_several_or_names_them() -> None:
    for text in ("Crew members said he left.", "A crew member, Per Holm Berg, said he left."):
        other = article("wire", "Sixty are missing.", text)
        made = fact((DRAFT, other), (position("left", cited(DRAFT, 2), cited(other, 2)),))
        assert not draft_findings((), DRAFT, (made,), (), (), {"draft": DRAFT, "wire": other}, of_article).findings


def test_not_where_the_judge_asked_the_same() -> None:
    who = of(
        (cited(DRAFT, 2),), (cited(WIRE, 2),), aspect="attribution", pairs=(pair(1, 2, "differ", shade="strength"),)
    )
    assert [one.code for one in found(AGREED, who)] == ["attribution-differ"]
