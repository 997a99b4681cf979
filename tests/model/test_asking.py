"""Asking: a reply that does not hold is asked for again with the reason, nothing is asked twice, and all is counted.

All replies are written by hand.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from checker.errors import AskError, Awaited, ReplyCut, ReplyRefused, Unanswered, Unreachable
from checker.model.answers import Usage
from checker.model.asking import TRIES, Asker, DoesNotHold, first_three, parse_reply
from checker.model.wire import Confirmation
from tests.steps.script import Script, asker, done

GOOD: dict[str, Any] = {"facts": [{"n": 1, "why": "so", "pairs": []}]}
BAD: dict[str, Any] = {"facts": []}
VALUES = {"articles": "[1] outlet: Kyst", "mark": "0" * 12, "questions": "Question 1: Who?"}


def accept(reply: Confirmation) -> int:
    """Accept one judgement, no more and no less."""
    if len(reply.facts) != 1:
        raise DoesNotHold(f"there are {len(reply.facts)} facts.")
    return reply.facts[0].n


async def ask(one: Asker, item: str = "second look", accept: Any = accept, **values: str) -> int:
    return await one.ask("confirm", Confirmation, item=item, values={**VALUES, **values}, accept=accept)


def test_what_accept_makes_of_the_reply_comes_back() -> None:
    assert done(ask(asker(Script(confirm=[GOOD])))) == 1


def test_a_request_names_the_model_of_its_task_the_options_and_the_sample() -> None:
    script = Script(confirm=[GOOD])
    done(ask(asker(script, options={"seed": 7}, sample=2)))
    (request,) = script.requests
    assert (request.model, request.options, request.sample, request.task) == ("hand-3", {"seed": 7}, 2, "confirm")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        pytest.param(BAD, "there are 0 facts.", id="does not hold"),
        pytest.param("not JSON", "it is not whole JSON", id="no JSON"),
        pytest.param('{"facts":[', "it is not whole JSON", id="half of it"),
        pytest.param("", "it is not whole JSON", id="nothing"),
        pytest.param("[]", "it does not fit the schema: the reply: ", id="another shape"),
        pytest.param({"facts": [], "note": 1}, "it does not fit the schema: note: ", id="a field more"),
        pytest.param({"facts": [{"n": "1", "why": "", "pairs": []}]}, "facts.0.n: Input should be", id="another type"),
    ],
)
def test_a_reply_that_cannot_be_used_is_asked_for_again_with_the_reason(reply: Any, reason: str) -> None:
    script = Script(confirm=[reply, GOOD])
    assert done(ask(asker(script))) == 1
    first, again = script.requests
    assert again.fingerprint != first.fingerprint
    assert again.messages[:2] == first.messages
    assert reason in again.messages[3]["content"]
    assert again.again is not None
    assert again.again.of == first.fingerprint


def test_the_re_ask_carries_the_reply_as_it_was_written() -> None:
    script = Script(confirm=['{"facts" : [ ]}', GOOD])
    done(ask(asker(script)))
    assert script.requests[1].messages[2] == {"role": "assistant", "content": '{"facts" : [ ]}'}


def test_after_three_tries_the_last_reason_is_told() -> None:
    script = Script(confirm=["one", "two", BAD])
    with pytest.raises(
        ReplyRefused, match=r"second look: no usable reply in 3 tries; the last one: there are 0 facts\."
    ):
        done(ask(asker(script)))
    assert len({request.fingerprint for request in script.requests}) == TRIES == 3


def test_each_re_ask_carries_all_that_went_before() -> None:
    script = Script(confirm=["one", "two", GOOD])
    done(ask(asker(script)))
    assert [message["content"] for message in script.requests[2].messages if message["role"] == "assistant"] == [
        "one",
        "two",
    ]


@pytest.mark.parametrize("problem", [Unanswered("x"), Awaited("x"), Unreachable("x")])
def test_an_error_of_the_source_is_not_asked_again(problem: AskError) -> None:
    script = Script(confirm=[problem])
    with pytest.raises(type(problem)):
        done(ask(asker(script)))
    assert len(script.requests) == 1


def test_an_error_of_accept_is_no_refusal() -> None:
    def broken(_: Confirmation) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        done(ask(asker(Script(confirm=[GOOD])), accept=broken))


# --- nothing is asked twice -------------------------------------------------------------------------------------------


async def both(one: Asker, **values: str) -> tuple[int | BaseException, ...]:
    work = (ask(one, "first"), ask(one, "second", **values))
    return tuple(await asyncio.gather(*work, return_exceptions=True))


def test_two_tasks_that_want_the_same_share_one_request() -> None:
    script = Script(confirm=[GOOD])
    one = asker(script)
    assert done(both(one)) == (1, 1)
    assert len(script.requests) == 1
    assert one.usage()[0].requests == 1


def test_two_tasks_that_want_something_else_ask_twice() -> None:
    script = Script(confirm=[GOOD, GOOD])
    done(both(asker(script), questions="Question 1: When?"))
    assert len(script.requests) == 2


def test_what_was_answered_before_is_not_asked_again() -> None:
    script = Script(confirm=[GOOD])
    one = asker(script)

    async def twice() -> tuple[int, int]:
        return await ask(one), await ask(one)

    assert done(twice()) == (1, 1)


def test_two_tasks_share_the_re_ask_too() -> None:
    script = Script(confirm=[BAD, GOOD])
    assert done(both(asker(script))) == (1, 1)
    assert len(script.requests) == 2


def test_a_shared_reply_that_is_refused_counts_once() -> None:
    one = asker(Script(confirm=[BAD, GOOD]))
    done(both(one))
    assert one.usage()[0].refused == 1


def test_two_tasks_share_an_error() -> None:
    script = Script(confirm=[Unreachable("no answer")])
    assert [type(result) for result in done(both(asker(script)))] == [Unreachable, Unreachable]
    assert len(script.requests) == 1


@pytest.mark.parametrize(("problem", "awaiting"), [(Awaited("x"), 1), (Unanswered("x"), 0)])
def test_what_awaits_its_answer_is_counted_once(problem: AskError, awaiting: int) -> None:
    one = asker(Script(confirm=[problem]))
    done(both(one))
    assert one.awaiting == awaiting


# --- counting ---------------------------------------------------------------------------------------------------------


def test_usage_counts_every_try() -> None:
    one = asker(Script(confirm=[BAD, GOOD]))
    done(ask(one))
    (usage,) = one.usage()
    assert usage.model_dump(exclude={"prompt", "wire"}) == {
        "task": "confirm",
        "model": "hand-3",
        "requests": 2,
        "refused": 1,
        "input_tokens": 200,
        "output_tokens": 20,
        "cached_tokens": 10,
        "estimated": False,
        "reused": 0,
        "broken_off": 0,
        "possible_output_tokens": 0,
        "dollars": None,
        "possible_dollars": 0,
        "origins": ("hand-3, written by hand, 2031-03-04",),
    }


@pytest.mark.parametrize("reused", [True, False])
def test_a_reply_that_was_cut_is_counted(reused: bool) -> None:
    one = asker(Script(confirm=[ReplyCut("x", usage=Usage(100, 7, 3), reused=reused)]))
    done(both(one))
    (usage,) = one.usage()
    assert (usage.requests, usage.reused, usage.input_tokens, usage.output_tokens) == (1, int(reused), 100, 7)
    assert usage.dollars == (0.0 if reused else None)


def test_what_was_never_answered_is_not_counted() -> None:
    one = asker(Script(confirm=[Unreachable("x")]))
    done(both(one))
    assert one.usage() == ()


def test_only_accepted_replies_count_towards_their_size() -> None:
    one = asker(Script(confirm=["x" * 4000, GOOD]))
    done(ask(one))
    assert 0 < one.accepted_tokens("confirm") < 100
    assert one.accepted_tokens("extract") == 0


# --- reading a reply --------------------------------------------------------------------------------------------------


def test_a_reply_may_be_written_with_spaces() -> None:
    assert parse_reply('{ "facts" :\n [] }', Confirmation).facts == []


def test_a_reply_that_is_nested_too_deep_does_not_hold() -> None:
    with pytest.raises(DoesNotHold):
        parse_reply("[" * 100_000, Confirmation)


HALF = "it holds half of a character (a lone surrogate)."


@pytest.mark.parametrize(
    "why",
    [
        pytest.param(r"\ud83d", id="the first half, escaped"),
        pytest.param(r"so \ude00 it is", id="the second half, escaped"),
        pytest.param(r"\ude00\ud83d", id="both, turned round"),
        pytest.param("\ud83d", id="the first half as it is"),
    ],
)
def test_half_of_a_character_does_not_hold(why: str) -> None:
    with pytest.raises(DoesNotHold) as refusal:
        parse_reply('{"facts":[{"n":1,"why":"' + why + '","pairs":[]}]}', Confirmation)
    assert str(refusal.value) == HALF


def test_half_of_a_character_in_a_name_does_not_hold() -> None:
    with pytest.raises(DoesNotHold) as refusal:
        parse_reply(r'{"facts":[],"\udc00":1}', Confirmation)
    assert str(refusal.value) == HALF


@pytest.mark.parametrize("why", [r"\ud83d\ude00", "\U0001f600"])
def test_a_whole_character_beyond_the_first_plane_holds(why: str) -> None:
    reply = parse_reply('{"facts":[{"n":1,"why":"' + why + '","pairs":[]}]}', Confirmation)
    assert reply.facts[0].why == "\U0001f600"


def test_a_reply_with_half_of_a_character_is_asked_for_again() -> None:
    script = Script(confirm=[r'{"facts":[{"n":1,"why":"\ud83d","pairs":[]}]}', GOOD])
    assert done(ask(asker(script))) == 1
    assert script.requests[1].again is not None
    assert script.requests[1].again.reason == HALF


def test_a_number_of_too_many_digits_does_not_hold() -> None:
    with pytest.raises(DoesNotHold):
        parse_reply("1" * 10_000, Confirmation)


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        (["a"], "a."),
        (["a", "b", "c"], "a; b; c."),
        (["a", "b", "c", "d", "e"], "a; b; c; and 2 more."),
    ],
)
def test_the_first_three_problems_are_told(problems: list[str], told: str) -> None:
    assert first_three(problems) == told
