"""align: one pack where the story fits, else packs by topic that hold every claim once and keep to the budget."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import Awaited
from checker.pipeline import Options, Story, compare
from checker.schema import Article, Claim, Failure, Pack, Report
from checker.steps.align import _sizes, align, alone, features, halves, unpacked
from tests.newsroom import an_event_a_sentence, nothing_differs
from tests.steps.newsdesk import article, cited, moment, state
from tests.steps.script import Script, asker, done

TOPICS = (
    "The ferry Astrid lost its anchor off Velm.",
    "Mayor Rask promised 4500 crowns to the bakers.",
    "Glaziers struck at the Halden foundry.",
    "Beekeeper Torvik counted nineteen hives.",
    "Violinist Amsel cancelled her autumn tour.",
    "The observatory at Brenn found a comet.",
)


def newspaper(name: str, *lines: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return an article and a claim for each of its sentences."""
    piece = article(name, *lines)
    claims = tuple(state(f"{name}#{n}", cited(piece, n), line) for n, line in enumerate(lines, 1))
    return piece, claims


def story(*papers: tuple[Article, tuple[Claim, ...]]) -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    return tuple(paper for paper, _ in papers), tuple(claim for _, claims in papers for claim in claims)


THREE = story(*(newspaper(name, *TOPICS) for name in "abc"))
TIGHT = 130
"""A budget for about five of these claims."""


def test_a_story_that_fits_is_one_whole_pack() -> None:
    articles, claims = THREE
    (pack,) = align(articles, claims, 10_000)
    assert pack == Pack(id="p1", articles=("a", "b", "c"), claims=tuple(claim.id for claim in claims), whole=True)


def test_an_article_without_claims_is_seen_in_a_whole_pack() -> None:
    articles, claims = story(newspaper("a", *TOPICS), newspaper("b"))
    assert align(articles, claims, 10_000)[0].articles == ("a", "b")


def test_articles_without_any_claims_that_fit_are_one_whole_pack() -> None:
    assert align(THREE[0], (), 10_000) == (Pack(id="p1", articles=("a", "b", "c"), claims=(), whole=True),)


def test_articles_without_any_claims_that_do_not_fit_make_no_pack() -> None:
    assert align(THREE[0], (), TIGHT) == ()


@pytest.mark.parametrize("budget", [0, 10_000])
def test_no_articles_make_no_pack(budget: int) -> None:
    assert align((), (), budget) == ()


def test_above_the_budget_there_are_packs_by_topic() -> None:
    articles, claims = THREE
    packs = align(articles, claims, TIGHT)
    assert not any(pack.whole for pack in packs)
    for number in range(1, len(TOPICS) + 1):
        together = {f"{name}#{number}" for name in "abc"}
        assert sum(together <= set(pack.claims) for pack in packs) == 1


def test_the_same_claims_give_the_same_packs() -> None:
    assert align(*THREE, TIGHT) == align(*THREE, TIGHT)


def test_packs_are_numbered_and_name_their_articles_in_the_storys_order() -> None:
    packs = align(*THREE, TIGHT)
    assert [pack.id for pack in packs] == [f"p{n}" for n in range(1, len(packs) + 1)]
    assert all(pack.articles == ("a", "b", "c") for pack in packs)


def test_a_claim_above_the_budget_is_a_pack_of_its_own() -> None:
    articles, claims = story(newspaper("a", "x" * 2000, "Short."), newspaper("b", "Short too."))
    packs = align(articles, claims, 60)
    assert [pack.claims for pack in packs] == [("a#1",), ("a#2", "b#1")]


WORDS = st.sampled_from("dyke water gate toll lund rask velm brenn 4500 1187 harbour council union ferry".split())
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=8)
STORIES = st.lists(SENTENCES, min_size=1, max_size=5)


@settings(max_examples=80)
@given(STORIES, st.integers(1, 400))
def test_every_claim_lies_in_exactly_one_pack(papers: list[list[str]], budget: int) -> None:
    articles, claims = story(*(newspaper(f"n{n}", *lines) for n, lines in enumerate(papers)))
    packed = [claim for pack in align(articles, claims, budget) for claim in pack.claims]
    assert sorted(packed) == sorted(claim.id for claim in claims)


@settings(max_examples=80)
@given(STORIES, st.integers(1, 400))
def test_no_pack_is_above_the_budget_but_a_claim_alone(papers: list[list[str]], budget: int) -> None:
    articles, claims = story(*(newspaper(f"n{n}", *lines) for n, lines in enumerate(papers)))
    size = {claim.id: size for claim, size in zip(claims, _sizes(articles, claims), strict=True)}
    for pack in align(articles, claims, budget):
        if not pack.whole and len(pack.claims) > 1:
            assert sum(size[claim] for claim in pack.claims) <= budget + 1e-6


@settings(max_examples=50)
@given(STORIES, st.integers(1, 400), st.randoms(use_true_random=False))
def test_another_order_of_the_articles_loses_no_claim(papers: list[list[str]], budget: int, random: object) -> None:
    made = [newspaper(f"n{n}", *lines) for n, lines in enumerate(papers)]
    random.shuffle(made)
    articles, claims = story(*made)
    packs = align(articles, claims, budget)
    assert sorted(claim for pack in packs for claim in pack.claims) == sorted(claim.id for claim in claims)
    order = [piece.id for piece in articles]
    assert all(list(pack.articles) == sorted(pack.articles, key=order.index) for pack in packs)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        pytest.param("The glaziers struck.", "A glazier came.", {"glazie"}, id="a plural"),
        pytest.param("GLAZIERS struck.", "glaziers came.", {"glazie"}, id="capitals"),
        pytest.param("It cost 4,500.", "It cost 4.500.", {"4500", "cost"}, id="separators of thousands"),
        pytest.param("It cost 4,500.", "It cost 4,501.", {"cost"}, id="another figure"),
        pytest.param("The sea was up.", "The sea was low.", set(), id="short words"),
    ],
)
def test_features(one: str, other: str, shared: set[str]) -> None:
    piece = article("a", "x")
    found = [features(state("a#1", cited(piece, 1), statement)) for statement in (one, other)]
    assert found[0] & found[1] == shared


def test_the_first_day_of_its_time_is_a_feature() -> None:
    piece = article("a", "x")
    claim = state("a#1", cited(piece, 1), "It.", when={"written": "then", "earliest": "2031-03-04"})
    assert features(claim) == {"2031-03-04"}


@pytest.mark.parametrize(
    ("packs", "left"),
    [
        pytest.param([], ("a", "b", "c"), id="no packs"),
        pytest.param([("b",)], ("a", "c"), id="in the storys order"),
        pytest.param([("c", "b"), ("b",)], ("a",), id="in two packs"),
        pytest.param([("a",), ("b",), ("c",)], (), id="alone in a pack"),
    ],
)
def test_articles_in_no_pack_are_named(packs: list[tuple[str, ...]], left: tuple[str, ...]) -> None:
    made = [Pack(id=f"p{n}", articles=inside, claims=(), whole=False) for n, inside in enumerate(packs)]
    assert tuple(one.item.removeprefix("article ") for one in unpacked(THREE[0], made)) == left


@pytest.mark.parametrize(
    ("budget", "left"),
    [pytest.param(10_000, (), id="all fit"), pytest.param(TIGHT, ("b",), id="they do not fit")],
)
def test_an_article_without_claims_is_in_no_pack_above_the_budget(budget: int, left: tuple[str, ...]) -> None:
    articles, claims = story(newspaper("a", *TOPICS), newspaper("b"), newspaper("c", *TOPICS))
    assert (
        tuple(one.item.removeprefix("article ") for one in unpacked(articles, align(articles, claims, budget))) == left
    )


PAPERS = tuple(article(name, *(f"{line[:-1]}, says {name * 4}." for line in TOPICS)) for name in "abc")
"""Three articles of six sentences, no two of which are the same request."""


def claims_but_for(*silent: str) -> list[object]:
    """Return the replies of extract for a, b and c: a claim a sentence, or none for those that are named."""

    def all_of_it(request: object) -> dict[str, object]:
        return an_event_a_sentence(request.messages[1]["content"])

    nothing = {"date": None, "outlet": None, "claims": []}
    return [nothing if name in silent else all_of_it for name in "abc"]


def report_of(extract: list[object], budget: int) -> Report:
    """Compare three articles with these replies; nothing differs in any pack."""
    script = Script(extract=extract, reconcile=[lambda _: nothing_differs("")] * 20)
    options = Options("by hand", pack_tokens=budget, started=moment("2031-03-05T12:00:00+00:00"))
    return done(compare(Story(PAPERS), asker(script), options))


@pytest.mark.parametrize("silent", [("b",), ("a", "c"), ("a", "b", "c")])
def test_an_article_in_no_pack_is_a_failure_of_the_report(silent: tuple[str, ...]) -> None:
    report = report_of(claims_but_for(*silent), TIGHT)
    assert report.failures == tuple(
        Failure(step="align", item=f"article {name}", reason="nothing was claimed in it, so it was compared with none")
        for name in silent
    )


@pytest.mark.parametrize(
    ("silent", "budget"),
    [
        pytest.param((), TIGHT, id="all have claims"),
        pytest.param(("b",), 10_000, id="one without claims that fits"),
        pytest.param(("a", "b", "c"), 10_000, id="none has claims and all fit"),
    ],
)
def test_articles_that_all_lie_in_a_pack_are_no_failure(silent: tuple[str, ...], budget: int) -> None:
    report = report_of(claims_but_for(*silent), budget)
    assert report.failures == ()
    assert {name for pack in report.packs for name in pack.articles} == {"a", "b", "c"}


def test_while_claims_are_awaited_no_article_has_failed_to_be_packed() -> None:
    report = report_of([*claims_but_for("b")[:2], Awaited("article c: awaits its answer")], TIGHT)
    assert [failure.step for failure in report.failures] == ["extract"]


@pytest.mark.parametrize(
    ("packs", "count"),
    [
        pytest.param([("a#1", "b#1"), ("a#2", "b#2")], 0, id="all with another article"),
        pytest.param([("a#1", "a#2"), ("b#1", "b#2")], 4, id="articles apart"),
        pytest.param([("a#1",), ("a#2", "b#1", "b#2")], 1, id="one by itself"),
        pytest.param([("a#1", "b#1")], 2, id="some in no pack"),
        pytest.param([], 4, id="no packs"),
    ],
)
def test_claims_that_are_compared_with_no_other_article_are_counted(packs: list[tuple[str, ...]], count: int) -> None:
    _, claims = story(newspaper("a", *TOPICS[:2]), newspaper("b", *TOPICS[:2]))
    made = [
        Pack(id=f"p{n}", articles=tuple(sorted({claim[0] for claim in inside})), claims=inside, whole=False)
        for n, inside in enumerate(packs)
    ]
    assert alone(made, claims) == count


def test_a_whole_pack_with_claims_of_one_article_compares_them_with_none() -> None:
    articles, claims = story(newspaper("a", *TOPICS[:2]), newspaper("b"))
    assert alone(align(articles, claims, 10_000), claims) == 2


@settings(max_examples=80)
@given(SENTENCES)
def test_halves_hold_every_claim_once(lines: list[str]) -> None:
    _, claims = newspaper("a", *lines)
    parts = halves(claims)
    if len(claims) < 2:
        assert parts == ()
    else:
        first, second = parts
        assert (first | second, first & second) == ({claim.id for claim in claims}, frozenset())
        assert first
        assert second


def test_halves_are_by_topic() -> None:
    _, claims = story(*(newspaper(name, *TOPICS[:2]) for name in "abc"))
    assert set(halves(claims)) == {frozenset({"a#1", "b#1", "c#1"}), frozenset({"a#2", "b#2", "c#2"})}
