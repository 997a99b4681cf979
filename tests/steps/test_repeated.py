"""Whether a new sentence of a draft repeats what an earlier finding tells: hits and near misses."""

from __future__ import annotations

from typing import Any

import pytest

from checker.schema import Fact, Outcome
from checker.steps.carry import Carried
from checker.steps.repeated import with_repeated
from tests.steps.newsdesk import article, cited, fact, pair, position

DRAFT = article("draft", "Forty sailors are missing.", "Nobody has found the forty.", "Fifty are safe.")
WIRE = article("wire", "Sixty sailors are missing.", "Of 60 or 70 men, he said.")
RADIO = article("radio", "Fifty sailors are missing.")
ALL = (DRAFT, WIRE, RADIO)
SIXTY = cited(WIRE, 1, words="Sixty")


def known(outcome: Outcome = "confirmed", shown_right: int | None = 2, **fields: Any) -> Fact:
    """Return what the earlier report tells: the draft's first sentence against the wire's."""
    sides = (position("forty", cited(DRAFT, 1, words="Forty"), claims=("c1",)), position("sixty", SIXTY))
    given = fields.pop("given", pair(1, 2, "contradict"))
    return fact(ALL, fields.pop("sides", sides), given, aspect="number", outcome=outcome, shown_right=shown_right)


def new(outcome: Outcome = "confirmed", shown_right: int | None = 2, **fields: Any) -> Fact:
    """Return what is new: the draft's second sentence against the same."""
    sides = (position("forty", cited(DRAFT, 2, words="forty"), claims=("c2",)), position("sixty", SIXTY))
    given = fields.pop("given", pair(1, 2, "contradict"))
    made = fact(ALL, fields.pop("sides", sides), given, outcome=outcome, shown_right=shown_right, aspect="number")
    return made.model_copy(update=fields)


def turned() -> Fact:
    """Return what is new with its positions the other way round."""
    return new(sides=new().positions[::-1], shown_right=1)


def side(answer: str, *sentences: int, words: str | None = "forty") -> Any:
    return position(answer, cited(DRAFT, *sentences, words=words))


SURE = pair(1, 2, "contradict")
HITS = {
    "the same": (known(), new()),
    "the other way round": (known(), turned()),
    "in more words": (known(), new(sides=(side("forty of them", 2), position("sixty", SIXTY)))),
    "the new one is sure, the earlier was judged once": (known("first"), new("confirmed")),
    "both were judged once": (known("first"), new("first")),
    "neither is shown right": (known(shown_right=None), new(shown_right=None)),
    "an order that both have": (
        known(given=pair(1, 2, "superseded")),
        new(sides=new().positions[::-1], shown_right=1, given=pair(2, 1, "superseded")),
    ),
    "of a whole sentence, one claim": (
        known(sides=(side("forty", 1, words=None), position("sixty", cited(WIRE, 1), claims=("w1",)))),
        new(sides=(side("forty", 2, words=None), position("about sixty", cited(WIRE, 1), claims=("w1",)))),
    ),
}
MISSES = {
    "another answer": (known(), new(sides=(side("fifty", 3, words="Fifty"), position("sixty", SIXTY)))),
    "other words of the source": (
        known(),
        new(sides=(side("forty", 2), position("sixty", cited(WIRE, 2, words="60")))),
    ),
    "another source": (known(), new(sides=(side("forty", 2), position("sixty", cited(RADIO, 1, words="Fifty"))))),
    "another aspect": (known(), new(aspect="person")),
    "another verdict": (known(), new(given=pair(1, 2, "unclear"))),
    "another shade": (known(given=pair(1, 2, "differ")), new(given=pair(1, 2, "differ", shade="strength"))),
    "another assumption": (known(), new(given=pair(1, 2, "contradict", assumes="date"))),
    "the order turned": (known(given=pair(1, 2, "superseded")), new(given=pair(2, 1, "superseded"))),
    "a third position": (
        known(),
        new(sides=(*new().positions, position("fifty", cited(RADIO, 1, words="Fifty")))),
    ),
    "the new one was judged once, the earlier is sure": (known("confirmed"), new("first")),
    "the two readings of the new one clash": (known("confirmed"), new("unclear")),
    "the new one was changed": (known("confirmed"), new("changed")),
    "the other side is shown right": (known(shown_right=2), new(shown_right=1)),
    "one alone is shown right": (known(shown_right=None), new(shown_right=2)),
    "the other alone is": (known(shown_right=2), new(shown_right=None)),
    "nobody judged it": (known(), new(judgements=())),
    "of a whole sentence, no claim and another question": (
        known(sides=(side("forty", 1, words=None), position("sixty", cited(WIRE, 1)))),
        new(
            sides=(side("forty", 2, words=None), position("about sixty", cited(WIRE, 1))),
            question="How many men?",
        ),
    ),
}


@pytest.mark.parametrize("case", HITS)
def test_what_repeats_a_finding_joins_it(case: str) -> None:
    earlier, repeated = HITS[case]
    carried, left = with_repeated(Carried(facts=(earlier,)), (repeated,), "draft")
    assert left == ()
    (joined,) = carried.facts
    mine = joined.positions[0]
    assert [passage.sentences for passage in mine.passages] == [(1,), (2,)]
    assert joined.positions[1].passages == earlier.positions[1].passages
    assert set(mine.claims) == {claim for one in (earlier, repeated) for claim in _claims_on_draft(one)}
    same = [(one.id, one.pairs, one.question, one.outcome, one.shown_right) for one in (joined, earlier)]
    assert same[0] == same[1]


def _claims_on_draft(one: Fact) -> set[str]:
    return {claim for at in one.positions if at.articles == ("draft",) for claim in at.claims}


@pytest.mark.parametrize("case", MISSES)
def test_what_says_something_else_stays_by_itself(case: str) -> None:
    earlier, other = MISSES[case]
    carried = Carried(facts=(earlier,))
    assert with_repeated(carried, (other,), "draft") == (carried, (other,))


def test_each_joins_the_first_that_tells_it_and_the_others_keep_their_order() -> None:
    apart = MISSES["another source"][1]
    other = known(sides=apart.positions)
    more = new(sides=(side("fifty", 3, words="Fifty"), position("sixty", SIXTY)))
    carried, left = with_repeated(Carried(facts=(other, known())), (more, new(), turned(), apart), "draft")
    assert [len(one.positions[0].passages) for one in carried.facts] == [1, 2]
    assert left == (more,)
