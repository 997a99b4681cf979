"""The terminal page: whole pages compared exactly, and what must hold for any text.

The pages are reviewed as text. Write them anew with `python -m tests.reports.test_terminal`, then read the difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.reports.brief import render_brief
from checker.reports.terminal import render_terminal
from checker.reports.wording import LEVELS, STANDINGS
from checker.schema import (
    Article,
    Cleared,
    Coverage,
    Draft,
    DraftSentence,
    Fact,
    Failure,
    Finding,
    Keys,
    Pair,
    Position,
    Report,
    Run,
    SingleSource,
    Status,
    Unsourced,
    Verdict,
)
from tests.reports.draft_story import draft_of_one_source, night_draft
from tests.reports.stories import GAZETTE, HERALD, RUN, article, cited, failed, on, orlund, problem, shown

PAGES = Path(__file__).parent / "pages"
SGR = re.compile(r"\x1b\[[0-9;]+m")
EMPTY = {"findings": (), "facts": (), "cleared": (), "single_sources": (), "coverage": Coverage()}


def whole_pages() -> dict[str, str]:
    """Return every page that is compared exactly, by the name of its file."""
    broken = (
        failed(),
        Failure(step="read", item="notes.pdf", reason="this format is not read"),
        Failure(step="reconcile", item="pack 2", reason="the provider did not answer"),
    )
    return {
        "orlund-80.txt": render_terminal(orlund()),
        "orlund-60.txt": render_terminal(orlund(), width=60, all_notes=True),
        "orlund-80-color.txt": render_terminal(orlund(), color=True),
        "orlund-60-color.txt": render_terminal(orlund(), width=60, color=True, all_notes=True),
        "twenty-findings.txt": render_terminal(twenty_findings()),
        "failures-only.txt": render_terminal(orlund(**EMPTY | {"failures": broken})),
        "one-piece.txt": render_terminal(orlund(**EMPTY, title=None, articles=(GAZETTE,))),
        "nothing-found.txt": render_terminal(orlund(**EMPTY)),
        "hostile.txt": render_terminal(hostile_report()),
        "draft-80.txt": render_terminal(night_draft()),
        "draft-60.txt": render_terminal(night_draft(), width=60, all_notes=True),
        "draft-one-source.txt": render_terminal(draft_of_one_source()),
    }


def twenty_findings() -> Report:
    """Return a report of one hold, five conflicts to fix and fourteen to check, in no order."""
    check_quote, fix, check_gate, check_count, _ = orlund().findings
    hold = problem(
        "hold",
        "gazette must not go out",
        "Hold it until the desk that sent it says otherwise.",
        (),
        verdict=None,
        explanation="It is under embargo until 2031-03-08 06:00.",
        keys=Keys(),
    )
    chosen = [*[check_count, check_quote, fix, check_gate] * 4, check_count, check_gate, fix, hold]
    return orlund(findings=tuple(finding.model_copy(update={"id": f"x{at}"}) for at, finding in enumerate(chosen)))


def hostile_report() -> Report:
    """Return a report in which everything that comes from outside tries to steer the terminal."""
    nasty = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnorw\u2066 z\u200be\u200dr\u00ado\ufe0f a" + "\u0301" * 6
    piece = article(
        "e\x1bvil",
        ("title", f"Head {nasty}"),
        f"The dam [held] {nasty}, 日本語の新聞は堤防が決壊したと伝えた 👩‍👩‍👧 ❤️ said\r\nFIX 9 Forged line. "
        + "A" * 200,
    )
    finding = problem(
        "fix",
        f"Did it hold? {nasty}",
        f"> Strike {nasty}.",
        (shown(piece, 1, 1), shown(piece, 2, 2, words="[held]")),
        explanation=nasty,
    )
    return Report(
        run=RUN.model_copy(update={"source": nasty}),
        title=nasty,
        articles=(piece,),
        findings=(finding,),
        cleared=(Cleared(question=nasty, passages=(cited(piece, 1),), reason=nasty),),
        single_sources=(SingleSource(claim=nasty, why_listed="figure"),),
        coverage=Coverage(not_compared=(nasty,), unconfirmed=(nasty,), notices=(nasty,) * 5),
        failures=(Failure(step="extract", item=nasty, reason=nasty),),
    )


@pytest.mark.parametrize("name", sorted(whole_pages()))
def test_page_is_the_one_that_was_reviewed(name: str) -> None:
    with (PAGES / name).open(encoding="utf-8", newline="") as page:
        assert whole_pages()[name] == page.read()


@pytest.mark.parametrize("name", sorted(whole_pages()))
def test_no_page_claims_more_than_a_checker_can_know(name: str) -> None:
    assert not re.search(r"\bverified\b|\btrue\b|per cent|%", whole_pages()[name], re.IGNORECASE)


def test_no_hold_or_fix_is_cut_and_the_rest_is_counted() -> None:
    page = render_terminal(twenty_findings())
    assert re.findall(r"^(HOLD|FIX|CHECK) \d+", page, re.MULTILINE) == ["HOLD"] + ["FIX"] * 5 + ["CHECK"] * 6
    assert "And 8 CHECK more" in page
    _, fix, *_ = orlund().findings
    crowded = orlund(findings=tuple(fix.model_copy(update={"id": f"x{at}"}) for at in range(15)))
    assert len(re.findall(r"^FIX \d+", render_terminal(crowded), re.MULTILINE)) == 15


def test_colour_adds_nothing_but_colour() -> None:
    assert SGR.sub("", render_terminal(orlund(), color=True)) == render_terminal(orlund())


def test_notes_are_counted_and_shown_on_demand() -> None:
    assert "1 note" in render_terminal(orlund())
    assert "NOTE 5" not in render_terminal(orlund())
    assert "NOTE 5" in render_terminal(orlund(), all_notes=True)


def six_tolls(between: tuple[int, int] | None, verdict: Verdict = "contradict", *overtaken: tuple[int, int]) -> Report:
    """Return a report on six positions, of which two gave the level, and of pairs the second overtook the first."""
    pieces = tuple(article(f"paper-{n}", f"The count at Orlund stood at {n}{n}.") for n in range(1, 7))
    passages = [shown(piece, n, 1) for n, piece in enumerate(pieces, 1)]
    finding = problem("fix", "How many?", "Find out.", passages, between=between, verdict=verdict, fact="f-tolls")
    fact = Fact(
        id="f-tolls",
        question="How many?",
        aspect="number",
        positions=tuple(Position(answer=f"{n}{n}", passages=(cited(one, 1),)) for n, one in enumerate(pieces, 1)),
        pairs=tuple(Pair(first=old, second=new, verdict="superseded") for old, new in overtaken),
    )
    return orlund(**EMPTY | {"articles": pieces, "findings": (finding,), "facts": (fact,)})


def papers(page: str) -> list[int]:
    """Return the numbers of the papers whose words the page of `six_tolls` shows."""
    return [int(number) for number in re.findall(r"^  paper-(\d) p1 ", page, re.MULTILINE)]


@pytest.mark.parametrize(
    ("between", "first"),
    [
        pytest.param((5, 6), [5, 6, 1, 2], id="beyond what is shown of many"),
        pytest.param((6, 5), [5, 6, 1, 2], id="the older one last"),
        pytest.param((2, 6), [2, 6, 1, 3], id="one of them beyond"),
        pytest.param((1, 2), [1, 2, 3, 4], id="the first two"),
        pytest.param(None, [1, 2, 3, 4], id="none named"),
    ],
)
def test_the_two_positions_that_gave_the_level_are_shown_first(
    between: tuple[int, int] | None, first: list[int]
) -> None:
    page = render_terminal(six_tolls(between))
    assert papers(page) == first
    assert "+2 more, said otherwise" in page


ONE_AFTER_ANOTHER = [(old, new) for old in range(1, 6) for new in range(old + 1, 7)]
NEWEST: list[tuple[tuple[int, int], Verdict, list[tuple[int, int]], list[int], list[int]]] = [
    ((1, 2), "superseded", ONE_AFTER_ANOTHER, [1, 2, 3, 6], [1, 6]),
    ((3, 6), "superseded", ONE_AFTER_ANOTHER, [3, 6, 1, 2], [3, 6]),
    ((1, 2), "superseded", [(1, 5), (2, 5)], [1, 2, 3, 5], [1, 5]),
    ((1, 2), "superseded", [(1, 5), (2, 6)], [1, 2, 5, 6], [1, 5]),  # two that nothing has overtaken
    ((5, 2), "contradict", [(1, 6)], [2, 5, 1, 6], [2, 5]),
    ((1, 2), "differ", [], [1, 2, 3, 4], [1, 2]),
]


@pytest.mark.parametrize(("between", "verdict", "overtaken", "on_the_page", "in_brief"), NEWEST)
def test_the_newest_of_many_positions_is_shown(
    between: tuple[int, int],
    verdict: Verdict,
    overtaken: list[tuple[int, int]],
    on_the_page: list[int],
    in_brief: list[int],
) -> None:
    report = six_tolls(between, verdict, *overtaken)
    assert papers(render_terminal(report)) == on_the_page
    (line,) = [line for line in render_brief(report).decode().splitlines() if line.startswith("FIX 1")]
    assert [int(number) for number in re.findall(r"paper-(\d) p1", line)] == in_brief


def test_one_position_is_shown_by_article_whatever_it_is_between() -> None:
    pieces = tuple(article(f"paper-{n}", f"The count at Orlund stood at {n}{n}.") for n in range(1, 4))
    finding = problem("fix", "How many?", "Find out.", [shown(piece, 3, 1) for piece in pieces], between=(3, 1))
    page = render_terminal(orlund(**EMPTY | {"articles": pieces, "findings": (finding,)}))
    assert re.findall(r"^  paper-(\d) p1 ", page, re.MULTILINE) == ["1", "2", "3"]


TAGS: list[tuple[dict[str, object], str]] = [
    ({}, "conflict; confirmed"),
    ({"keys": Keys(model="contradict", outcome="first")}, "conflict; judged once"),
    ({"verdict": "differ", "keys": Keys(model="differ", outcome="changed")}, "differs; changed on a second look"),
    ({"verdict": "unclear", "keys": Keys(model="unclear", outcome="unclear")}, "you decide; two readings clash"),
    ({"verdict": None, "keys": Keys(checks=("S1",))}, "by check S1"),
    ({"keys": Keys(model="contradict", outcome="confirmed", checks=("F1",))}, "conflict; confirmed; also by check F1"),
    ({"verdict": None, "keys": Keys(model="agree", outcome="confirmed", checks=("S1",))}, "check and model clash"),
    ({"keys": Keys(model="contradict", meets=("F1",))}, "conflict; check and model clash"),
    ({"fact": "f3"}, "conflict if one occasion; confirmed"),
    ({"fact": "f2", "verdict": "superseded"}, "overtaken; confirmed"),
]


@pytest.mark.parametrize(("fields", "tag"), TAGS)
def test_tag_says_verdict_and_keys_in_desk_words(fields: dict[str, object], tag: str) -> None:
    page = render_terminal(orlund(findings=(problem("check", "Q?", "Do it.", (), **fields),)))
    assert re.search(rf"^CHECK 1 +Q\? +.*{re.escape(tag)}$", page, re.MULTILINE)


def test_order_that_rests_on_a_date_worked_out_is_marked() -> None:
    guessed = HERALD.model_copy(update={"published": on(5, known="inferred", until=6)})
    _, _, gate, *_ = orlund().findings
    page = render_terminal(orlund(articles=(GAZETTE, guessed), findings=(gate,)))
    assert "overtaken, order ~; judged once" in page
    assert "herald ~5–6 Mar: worked out" in page


DATES = [
    (on(4), "gazette 4 Mar: stated."),
    (on(4, known="metadata"), "gazette 4 Mar: from metadata."),
    (on(4, known="inferred", sentence=1), "gazette ~4 Mar: worked out."),
    (on(4, known="unknown"), "gazette 4 Mar: unknown."),
    (on(4).model_copy(update={"latest": None}), "gazette on or after 4 Mar: stated."),
    (on(4).model_copy(update={"earliest": None}), "gazette by 4 Mar: stated."),
    (on(1, known="unknown").model_copy(update={"earliest": None, "latest": None}), "gazette: unknown."),
]


@pytest.mark.parametrize(("published", "line"), DATES)
def test_dates_say_how_they_are_known(published: object, line: str) -> None:
    dated = GAZETTE.model_copy(update={"published": published})
    assert f"Dates {line}" in render_terminal(orlund(**EMPTY, articles=(dated,)))


def test_host_is_named_where_text_was_sent() -> None:
    page = render_terminal(orlund(run=RUN.model_copy(update={"host": "api.example.com"})), width=200)
    assert "Text was sent to: api.example.com." in page
    assert "Nothing was sent" not in page


def test_without_a_model_the_page_says_so() -> None:
    page = render_terminal(orlund(run=RUN.model_copy(update={"tasks": ()})))
    assert "No model judged: no request got an answer." in page


def test_a_killed_piece_counts_as_not_compared() -> None:
    killed = HERALD.model_copy(update={"status": Status(kind="killed")})
    page = render_terminal(
        orlund(**EMPTY | {"articles": (GAZETTE, killed), "coverage": Coverage(not_compared=("herald",))})
    )
    assert "None found: 7 sentences of 1 piece read" in page
    assert "Not compared with the others: herald." in page


def test_nothing_read_is_never_none_found() -> None:
    page = render_terminal(
        orlund(**EMPTY, failures=tuple(failed(name) for name in ("gazette", "herald", "valley-radio")))
    )
    assert "None found" not in page
    assert "0 of 3 pieces read whole" in page


def test_a_passage_of_an_unknown_article_is_still_shown() -> None:
    page = render_terminal(orlund(articles=(GAZETTE,)))
    assert "\n  herald      [Former] mayor Tilda Brack" in page


texts = st.text(max_size=60) | st.text(alphabet="a \u0301\u200d👩日ا\x1b\u202e[]\n", max_size=200)
names = st.text(min_size=1, max_size=30)


@st.composite
def drafts(draw: st.DrawFn, own: Article, pieces: Sequence[Article]) -> Draft:
    """Return how the sentences of this article stand to the others, in any way."""
    some = st.lists(st.sampled_from(pieces), unique=True, max_size=3)
    return Draft(
        article=own.id,
        publish_at=draw(st.none() | st.datetimes()),
        sentences=tuple(
            DraftSentence(
                number=one.number,
                standing=draw(st.sampled_from(list(STANDINGS))),
                supported_by=tuple(piece.id for piece in draw(some)),
                origins=draw(st.integers(0, 2)),
                unnamed=draw(st.booleans()),
                facts=draw(st.sampled_from([(), ("f1",)])),
                findings=("unknown",),
            )
            for one in own.sentences
        ),
        unsourced=(Unsourced(passage=cited(own, 1), what=draw(st.sampled_from(["figure", "background"]))),),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return a report with any texts in all places that take text."""
    paragraphs = draw(st.lists(texts.filter(str.strip), min_size=1, max_size=4))
    pieces: tuple[Article, ...] = tuple(
        article(name, *paragraphs) for name in draw(st.sets(names, min_size=1, max_size=3))
    )
    pieces = tuple(piece for piece in pieces if piece.sentences)
    findings: list[Finding] = []
    for level in draw(st.lists(st.sampled_from(LEVELS), max_size=4)):
        passages = [shown(piece, draw(st.integers(0, 3)), 1) for piece in pieces]
        findings.append(problem(level, draw(texts), draw(texts), passages, explanation=draw(texts), fact="f1"))
    fact = (
        orlund()
        .facts[0]
        .model_copy(
            update={"positions": tuple(Position(answer=draw(texts), passages=(cited(GAZETTE, 1),)) for _ in range(3))}
        )
    )
    own = draw(st.none() | st.sampled_from(pieces)) if pieces else None
    return Report(
        draft=draw(drafts(own, pieces)) if own else None,
        run=Run.model_validate(RUN.model_dump() | {"source": draw(texts), "host": draw(st.none() | texts)}),
        title=draw(st.none() | texts),
        articles=pieces,
        claims=orlund().claims,
        facts=(fact,),
        findings=tuple(findings),
        cleared=(Cleared(question=draw(texts), passages=(), reason=draw(texts)),),
        single_sources=(SingleSource(claim=draw(texts), why_listed="name"),),
        coverage=Coverage(notices=(draw(texts),), unconfirmed=(draw(texts),)),
        failures=(Failure(step="check", item=draw(texts), reason=draw(texts)),),
    )


@given(report=reports(), width=st.integers(40, 120), color=st.booleans())
def test_any_text_keeps_to_the_width_and_steers_no_terminal(report: Report, width: int, *, color: bool) -> None:
    page = SGR.sub("", render_terminal(report, width=width, color=color, all_notes=True))
    for line in page.removesuffix("\n").split("\n"):
        assert cell_len(line) <= width
        assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for file, content in whole_pages().items():
        (PAGES / file).write_text(content, encoding="utf-8", newline="")
