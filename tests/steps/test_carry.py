"""Again, for the price of the edit: what an earlier report holds stays, whatever a model would say today.

The source of answers makes its replies up anew at each request, and they fit every time: nothing that is asked again
would come out the same.
"""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import Unreachable
from checker.model.answers import Answer, Usage
from checker.model.asking import Asker
from checker.model.request import Request
from checker.model.tokens import compact_json
from checker.pipeline import Options, Story, draft, quick_draft
from checker.schema import Article, Fact, Report
from checker.steps.carry import carried_from
from tests.steps.newsdesk import article, moment, on
from tests.steps.script import MODELS, done

DRAFT = (
    "Forty people are missing off Oldport.",
    "The ferry Astrid was built in 1998.",
    "Captain Jon Pell had left the bridge.",
    "The harbour was closed on Monday.",
    "Nobody has said why the fire broke out.",
    "The owners have lost two ships before.",
)
WIRE = article(
    "wire",
    "Sixty people are missing off Oldport.",
    "The Astrid was built in 1996.",
    "Pell denies that he left the bridge.",
    "The harbour stayed open all week.",
    published=on("2031-03-04"),
)
RADIO = article(
    "radio",
    "Fifty people are missing, the harbour office told us.",
    "Its owners lost a ship before.",
    published=on("2031-03-05"),
)
STARTED = moment("2031-03-06T12:00:00+00:00")
VERDICTS: tuple[dict[str, Any], ...] = (
    {"v": "contradict", "if": "nothing"},
    {"v": "differ", "how": "account"},
    {"v": "differ", "how": "strength"},
    {"v": "unclear"},
)


class Fickle:
    """Says something else at each request; the sentences of the draft come to stand in facts of two or in others."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.asked: list[Request[Any]] = []

    @property
    def tasks(self) -> list[str]:
        return sorted(request.task for request in self.asked)

    async def answer(self, request: Request[Any]) -> Answer:
        self.asked.append(request)
        message = request.messages[1]["content"]
        reply = getattr(self, f"_{request.task}")(message)
        return Answer(compact_json(reply), request.model, "made up", "2031-03-04", Usage(input_tokens=1))

    def _word(self) -> str:
        return f"in words of the day {self._random.randrange(10**6)}"

    def _extract(self, message: str) -> dict[str, Any]:
        numbers = [int(n) for n in re.findall(r"^(\d+) ", message, re.MULTILINE)]
        claims = [
            {"k": "event", "s": [n], "t": self._word(), "m": []}
            for n in numbers
            for _ in range(self._random.randint(1, 2))
        ]
        return {"date": None, "outlet": None, "claims": claims}

    def _pair(self) -> dict[str, Any]:
        return {"i": 1, "j": 2, **self._random.choice(VERDICTS)}

    def _fact(self, one: str, other: str) -> dict[str, Any]:
        return {
            "q": self._word(),
            "aspect": self._random.choice(["number", "event", "date"]),
            "stakes": self._random.choice(["none", "deaths"]),
            "positions": [{"a": self._word(), "p": [one]}, {"a": self._word(), "p": [other]}],
            "why": self._word(),
            "pairs": [self._pair()],
        }

    def _reconcile(self, message: str) -> dict[str, Any]:
        first, second = (re.findall(rf"^({n}\.\d+) ", message, re.MULTILINE) for n in (1, 2))
        return {
            "facts": [self._fact(self._random.choice(first), self._random.choice(second))],
            "same": [],
            "cleared": [],
        }

    def _draft(self, message: str) -> dict[str, Any]:
        own = re.findall(r"^(D\.\d+) (.*)$", message, re.MULTILINE)
        theirs = re.findall(r"^([12]\.\d+) ", message, re.MULTILINE)
        theirs += [f"{label}a" for label in theirs if re.search(rf"^{label} .*\n  a ", message, re.MULTILINE)]
        reply: dict[str, Any] = {k: [] for k in ("facts", "dropped", "backed", "unbacked", "idle", "cleared")}
        for label, text in own:
            place = self._random.choice(theirs)
            match 0 if "Seventy" in text else self._random.randrange(4):
                case 0:
                    reply["facts"].append({**self._fact(label, place), "right": self._random.randint(0, 2)})
                case 1:
                    reply["backed"].append({"d": [label], "p": [place]})
                case 2:
                    reply["unbacked"].append({"d": label, "what": self._random.choice(["figure", "name", "date"])})
                case _:
                    reply["idle"].append(label)
        one, other = self._random.choice(own)[0], self._random.choice(theirs)
        reply["cleared"].append({"q": self._word(), "p": [one, other], "why": self._word()})
        return reply

    def _confirm(self, message: str) -> dict[str, Any]:
        count = len(re.findall(r"^Question \d+:", message, re.MULTILINE))
        return {"facts": [{"n": n, "why": self._word(), "pairs": [self._pair()]} for n in range(1, count + 1)]}


def own(*sentences: str) -> Article:
    return article("draft", *(sentences or DRAFT), outlet="Byens Blad")


def checked(
    mine: Article,
    source: Fickle,
    earlier: Report | None = None,
    sources: tuple[Article, ...] = (WIRE, RADIO),
    **fields: Any,
) -> Report:
    options = Options("a test", started=STARTED, checks=(), draft="draft", earlier=earlier, **fields)
    return done(draft(Story((mine, *sources)), Asker(source, MODELS), options))


def words_of(report: Report, fact: Fact) -> tuple[Any, ...]:
    """Return a fact as an editor knows it: all but where its sentences stand by now."""
    texts = {one.id: one.text for one in report.articles}
    passages = [(p.article, texts[p.article][p.span.start : p.span.end]) for at in fact.positions for p in at.passages]
    answers = tuple(at.answer for at in fact.positions)
    return (fact.id, fact.question, answers, fact.pairs, fact.verdict, fact.outcome, fact.explanation, tuple(passages))


def levels(report: Report) -> dict[str, Any]:
    return {one.id: (one.level, one.headline, one.explanation) for one in report.findings}


def bare(report: Report) -> dict[str, Any]:
    return report.model_dump(exclude={"run"})


@pytest.fixture
def first() -> Report:
    return checked(own(), Fickle(1))


def test_the_first_time_everything_is_asked() -> None:
    source = Fickle(1)
    report = checked(own(), source)
    assert source.tasks == ["confirm", "confirm", "draft", "extract", "extract", "extract", "reconcile"]
    assert not report.failures


def test_nothing_changed_and_nothing_is_asked(first: Report) -> None:
    source = Fickle(2)
    again = checked(own(), source, first)
    assert source.asked == []
    assert bare(again) == bare(first)
    assert bare(checked(own(), source, again)) == bare(first)


def test_an_edited_sentence_costs_three_requests_and_none_about_the_sources(first: Report) -> None:
    source = Fickle(3)
    checked(own("Seventy people are missing off Oldport.", *DRAFT[1:]), source, first)
    assert source.tasks == ["confirm", "draft", "extract"]
    assert "Seventy" in source.asked[0].messages[1]["content"]


@pytest.mark.parametrize("seed", range(8))
def test_moving_sentences_asks_nothing_and_changes_nothing(seed: int) -> None:
    before = checked(own(), Fickle(seed))
    source = Fickle(seed + 100)
    after = checked(own(*DRAFT[3:], *DRAFT[:3]), source, before)
    assert source.asked == []
    assert {words_of(after, one) for one in after.facts} == {words_of(before, one) for one in before.facts}
    assert levels(after) == levels(before)


@pytest.mark.parametrize("seed", range(8))
def test_a_paragraph_inserted_changes_nothing_else(seed: int) -> None:
    before = checked(own(), Fickle(seed))
    after = checked(own(*DRAFT[:2], "A tug came too late.", *DRAFT[2:]), Fickle(seed + 100), before)
    new = {one.id for one in after.facts} - {one.id for one in before.facts}
    kept = [one for one in after.facts if one.id not in new]
    assert {words_of(after, one) for one in kept} == {words_of(before, one) for one in before.facts}
    stands = {one.number: one.standing for one in before.draft.sentences} if before.draft else {}
    now = {one.number: one.standing for one in after.draft.sentences} if after.draft else {}
    assert [now[n if n < 3 else n + 1] for n in stands] == list(stands.values())
    for one in after.facts:
        if one.id in new:
            assert any(p.article == "draft" and 3 in p.sentences for at in one.positions for p in at.passages)


def test_a_sentence_taken_out_asks_for_the_draft_alone_where_it_told_what_a_source_tells(first: Report) -> None:
    assert first.draft is not None
    told = {one.number: bool(one.facts) for one in first.draft.sentences}
    assert set(told.values()) == {True, False}
    for number, has_told in told.items():
        source = Fickle(4)
        after = checked(own(*(text for n, text in enumerate(DRAFT, 1) if n != number)), source, first)
        assert source.tasks == ["draft"] * has_told
        assert {one.id for one in after.facts} <= {one.id for one in first.facts}


def test_a_changed_source_is_asked_anew_and_what_does_not_rest_on_it_stays(first: Report) -> None:
    other = article("radio", "Fifty-five people are missing, the office told us.", published=on("2031-03-05"))
    source = Fickle(5)
    after = checked(own(), source, first, sources=(WIRE, other))
    assert source.tasks.count("extract") == 1
    assert {"reconcile", "draft"} <= set(source.tasks)
    told = {words_of(after, one) for one in after.facts}
    for one in first.facts:
        if all("radio" not in position.articles for position in one.positions):
            assert words_of(first, one) in told


def test_a_source_more_or_less_is_held_against_the_whole_draft(first: Report) -> None:
    for sources in ((WIRE,), (WIRE, RADIO, article("mail", "The Astrid had 212 people aboard."))):
        source = Fickle(6)
        checked(own(), source, first, sources=sources)
        assert "draft" in source.tasks


def test_another_day_of_publication_means_another_today(first: Report) -> None:
    source = Fickle(7)
    mine = own().model_copy(update={"published": on("2031-03-09")})
    after = checked(mine, source, first)
    assert source.tasks.count("extract") == 1
    assert "draft" in source.tasks
    mine_before = [one for one in first.facts if any("draft" in at.articles for at in one.positions)]
    assert not {words_of(after, one) for one in after.facts} & {words_of(first, one) for one in mine_before}


def test_a_killed_source_in_the_folder_does_not_keep_anything_from_being_kept() -> None:
    killed = RADIO.model_copy(update={"id": "old", "status": RADIO.status.model_copy(update={"kind": "killed"})})
    before = checked(own(), Fickle(1), sources=(WIRE, RADIO, killed))
    source = Fickle(2)
    checked(own(), source, before, sources=(WIRE, RADIO, killed))
    assert source.asked == []


def test_what_was_not_checked_is_asked_again(first: Report) -> None:
    assert first.draft is not None
    gap = [one.model_copy(update={"judged": one.number != 2}) for one in first.draft.sentences]
    earlier = first.model_copy(update={"draft": first.draft.model_copy(update={"sentences": tuple(gap)})})
    source = Fickle(8)
    checked(own(), source, earlier)
    assert set(source.tasks) <= {"draft", "confirm"}
    assert "draft" in source.tasks


def test_a_comparison_of_the_sources_that_failed_is_made_again(first: Report) -> None:
    from checker.schema import Failure

    earlier = first.model_copy(update={"failures": (Failure(step="reconcile", item="x", reason="y"),)})
    source = Fickle(9)
    checked(own(), source, earlier)
    assert "reconcile" in source.tasks


def test_a_fact_judged_once_only_gets_its_second_look_later() -> None:
    before = checked(own(), Fickle(1), confirm=False)
    doubtful = [one for one in before.facts if one.verdict != "agree" and one.judgements]
    assert doubtful
    source = Fickle(2)
    after = checked(own(), source, before)
    assert source.tasks == ["confirm"]
    assert not [one for one in after.facts if one.verdict != "agree" and one.judgements and one.outcome == "first"]


def test_a_denial_that_the_draft_now_tells_is_no_longer_missed() -> None:
    def reply(*, denial: bool) -> type[Fickle]:
        class Denying(Fickle):
            def _draft(self, message: str) -> dict[str, Any]:
                found = super()._draft(message)
                labels = re.findall(r"^(D\.\d+) ", message, re.MULTILINE)
                empty: dict[str, Any] = {key: [] for key in found}
                accused = next(m for m in re.findall(r"^(D\.\d+) (.*)$", message, re.MULTILINE) if "Pell" in m[1])[0]
                if denial:
                    return {**empty, "idle": labels[:-1], "backed": [{"d": [labels[-1]], "p": ["1.3"]}]}
                return {**empty, "idle": labels, "dropped": [{"q": "Did he?", "d": [accused], "p": ["1.3"]}]}

        return Denying

    before = checked(own(), reply(denial=False)(1))
    assert "The draft keeps" in before.findings[0].explanation
    other = checked(own(*DRAFT, "A tug came too late."), Fickle(3), before)
    assert {"The draft keeps the accusation and leaves out the denial that its source carries."} <= {
        one.explanation for one in other.findings
    }
    after = checked(own(*DRAFT, "Pell says he never left it."), reply(denial=True)(2), before)
    assert not [one for one in after.findings if one.explanation.startswith("The draft keeps")]


class Watchful(Fickle):
    """Bears out the denial where the draft has it, and else says that the draft leaves it out."""

    DENIAL = "Pell says he never left it."

    def _draft(self, message: str) -> dict[str, Any]:
        own = re.findall(r"^(D\.\d+) (.*)$", message, re.MULTILINE)
        reply: dict[str, Any] = {key: [] for key in ("facts", "dropped", "backed", "unbacked", "idle", "cleared")}
        reply["idle"] = [label for label, text in own if text != self.DENIAL]
        denied = [label for label, text in own if text == self.DENIAL]
        accused = [label for label, text in own if "had left the bridge" in text]
        if denied:
            return {**reply, "backed": [{"d": denied, "p": ["1.3"]}]}
        return {**reply, "dropped": [{"q": "Did he?", "d": accused, "p": ["1.3"]}]}


def test_a_denial_that_is_taken_out_is_missed_from_then_on() -> None:
    before = checked(own(*DRAFT, Watchful.DENIAL), Watchful(1))
    assert not [one for one in before.findings if one.explanation.startswith("The draft keeps")]
    after = checked(own(), Watchful(2), before)
    assert [one for one in after.findings if one.explanation.startswith("The draft keeps")]
    assert bare(checked(own(), Watchful(3), after)) == bare(after)


def test_a_denial_that_nobody_could_look_for_is_looked_for_the_next_time() -> None:
    class Silent(Watchful):
        async def answer(self, request: Request[Any]) -> Answer:
            raise Unreachable("nobody there")

    before = checked(own(*DRAFT, Watchful.DENIAL), Watchful(1))
    failed = checked(own(), Silent(2), before)
    assert [one.step for one in failed.failures] == ["draft"]
    after = checked(own(), Watchful(3), failed)
    assert [one for one in after.findings if one.explanation.startswith("The draft keeps")]
    assert not after.failures


def test_the_report_of_another_draft_or_of_the_checks_alone_gives_nothing(first: Report) -> None:
    articles = (own(), WIRE, RADIO)
    assert carried_from(first, articles, "other").facts == ()
    assert carried_from(first.model_copy(update={"judged_by": "checks"}), articles, "draft").facts == ()
    assert carried_from(first.model_copy(update={"draft": None}), articles, "draft").facts == ()
    assert carried_from(None, articles, "draft").facts == ()


def test_the_quick_way_goes_on_from_its_own_report() -> None:
    def quick(source: Fickle, mine: Article, earlier: Report | None = None) -> Report:
        options = Options("a test", started=STARTED, checks=(), draft="draft", earlier=earlier)
        return done(quick_draft(Story((mine, WIRE, RADIO)), Asker(source, MODELS), options))

    before = quick(Fickle(1), own())
    source = Fickle(2)
    assert bare(quick(source, own(), before)) == bare(before)
    assert source.asked == []
    quick(source, own("Seventy people are missing off Oldport.", *DRAFT[1:]), before)
    assert source.tasks == ["confirm", "draft"]


SENTENCE = st.sampled_from([*DRAFT, "A tug came too late.", "Ten are safe.", "The quay was dark."])


RADIO_LINES = st.sampled_from(
    ["Fifty people are missing, the harbour office told us.", "Its owners lost a ship.", "Fog."]
)


@settings(max_examples=80)
@given(
    seed=st.integers(0, 10**6),
    lines=st.lists(SENTENCE, min_size=1, max_size=8, unique=True),
    radio=st.none() | st.lists(RADIO_LINES, min_size=1, max_size=3, unique=True),
    twice=st.booleans(),
)
def test_every_fact_whose_passages_stand_is_there_unchanged(
    seed: int, lines: list[str], radio: list[str] | None, twice: bool
) -> None:
    sources = (WIRE, RADIO if radio is None else article("radio", *radio, published=on("2031-03-05")))
    before = checked(own(), Fickle(seed))
    after = checked(own(*lines), Fickle(seed + 1), before, sources=sources)
    if twice:
        before, after = after, checked(own(*lines, "One was seen at dawn."), Fickle(seed + 2), after, sources=sources)
    texts = {(one.id, one.sentence_text(n.number)) for one in after.articles for n in one.sentences}
    told = {words_of(after, one) for one in after.facts}
    grade = levels(after)
    for one in before.facts:
        if texts.issuperset(words_of(before, one)[-1]):
            assert words_of(before, one) in told
            finding = next((f for f in before.findings if f.fact == one.id), None)
            if finding is not None and finding.id in grade:
                assert grade[finding.id] == (finding.level, finding.headline, finding.explanation)
    assert after.draft is not None
    assert all(one.judged for one in after.draft.sentences), after.failures
    length = {one.id: len(one.text) for one in after.articles}
    cited = [p for one in after.facts for position in one.positions for p in position.passages]
    assert all(passage.span.end <= length[passage.article] for passage in cited)
    known = {claim.id: claim.statement for claim in before.claims}
    kept = {name for one in before.facts if words_of(before, one) in told for at in one.positions for name in at.claims}
    assert {claim.id: claim.statement for claim in after.claims if claim.id in kept} == {n: known[n] for n in kept}
    ids = [claim.id for claim in after.claims]
    assert len(ids) == len(set(ids))
    assert {name for one in after.facts for at in one.positions for name in at.claims} <= set(ids)


def test_the_sample_draft_costs_what_the_benchmark_wants() -> None:
    from benchmarks.rechecking import WANTED, rechecks

    asked = rechecks()
    assert {what: len(asked[what]) for what in WANTED} == WANTED
    assert len(asked["a first check"]) > 3
