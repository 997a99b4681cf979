"""The fingerprint of a request: it changes with all that decides the answer, and with nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.batch import request_line
from checker.model.request import FORMAT, Again, Message, Request
from checker.model.wire import REPLIES


def request(**changes: Any) -> Request[Any]:
    """Return a request with some fields changed."""
    messages: tuple[Message, ...] = (
        {"role": "system", "content": "You compare."},
        {"role": "user", "content": "The gate was shut."},
    )
    made: Request[Any] = Request(
        task="extract",
        item="article a",
        messages=messages,
        reply=REPLIES["extract"],
        model="hand-1",
        prompt="0" * 12,
        given="1" * 12,
        options={"temperature": 0},
    )
    return replace(made, **changes)


def said(*contents: str) -> tuple[Message, ...]:
    return tuple({"role": "user", "content": content} for content in contents)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"messages": said("The gate was shut.")}, id="a message less"),
        pytest.param({"messages": said("You compare.", "The gate was shut.")}, id="another role"),
        pytest.param({"messages": said("You compare. ", "The gate was shut.")}, id="a space more"),
        pytest.param({"model": "hand-2"}, id="another model"),
        pytest.param({"reply": REPLIES["confirm"]}, id="another schema"),
        pytest.param({"options": {"temperature": 1}}, id="another option's value"),
        pytest.param({"options": {}}, id="an option less"),
        pytest.param({"options": {"temperature": 0, "seed": 1}}, id="an option more"),
        pytest.param({"sample": 1}, id="another sample"),
    ],
)
def test_what_decides_the_answer_changes_the_fingerprint(changes: dict[str, Any]) -> None:
    assert request(**changes).fingerprint != request().fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"item": "article b"}, id="item"),
        pytest.param({"prompt": "2" * 12}, id="digest of the prompt"),
        pytest.param({"given": "2" * 12}, id="digest of what was given"),
        pytest.param({"again": Again(of="f", reason="r")}, id="that it asks again"),
        pytest.param({"task": "confirm"}, id="the name of the task"),
    ],
)
def test_what_only_explains_does_not(changes: dict[str, Any]) -> None:
    assert request(**changes).fingerprint == request().fingerprint


def test_the_order_of_the_options_does_not_matter() -> None:
    one, other = ({"seed": 1, "top_p": 1}, {"top_p": 1, "seed": 1})
    assert request(options=one).fingerprint == request(options=other).fingerprint


MESSAGES = st.lists(st.tuples(st.sampled_from(["system", "user", "assistant"]), st.text(max_size=8)), max_size=3)
REQUESTS = st.builds(
    lambda messages, model, task, options, sample, item: request(
        messages=tuple({"role": role, "content": content} for role, content in messages),
        model=model,
        reply=REPLIES[task],
        options=options,
        sample=sample,
        item=item,
    ),
    MESSAGES,
    st.sampled_from(["hand-1", "hand-2"]),
    st.sampled_from(sorted(REPLIES)),
    st.dictionaries(st.sampled_from(["seed", "top_p"]), st.integers(0, 2), max_size=2),
    st.integers(0, 2),
    st.text(max_size=3),
)


@settings(max_examples=150)
@given(REQUESTS, REQUESTS)
def test_fingerprints_are_the_same_exactly_where_body_and_sample_are(one: Request[Any], other: Request[Any]) -> None:
    same = (one.body, one.sample) == (other.body, other.sample)
    assert (one.fingerprint == other.fingerprint) is same


def test_the_fingerprint_is_a_digest_of_format_body_and_sample() -> None:
    canonical = json.dumps(
        {"body": request().body, "format": FORMAT, "sample": 0},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert request().fingerprint == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_body_is_what_a_batch_file_holds() -> None:
    line = json.loads(request_line(request()))
    assert line == {
        "custom_id": request().fingerprint,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": request().body,
    }
    assert line["body"]["temperature"] == 0


@given(st.text())
def test_a_request_is_one_line(content: str) -> None:
    assert "\n" not in request_line(request(messages=said(content)))


def test_asking_again_is_a_new_request_that_carries_the_reply_and_the_reason() -> None:
    first = request()
    again = first.ask_again('{"claims":', "it is not whole JSON.")
    assert again.fingerprint != first.fingerprint
    assert again.messages[: len(first.messages)] == first.messages
    assert again.messages[-2] == {"role": "assistant", "content": '{"claims":'}
    assert "it is not whole JSON." in again.messages[-1]["content"]
    assert again.again == Again(of=first.fingerprint, reason="it is not whole JSON.")


def test_other_reasons_are_other_requests() -> None:
    assert request().ask_again("{}", "one").fingerprint != request().ask_again("{}", "other").fingerprint


def test_tokens_are_estimated_from_messages_and_schema() -> None:
    longer = request(messages=said("You compare.", "The gate was shut." + "x" * 4000))
    assert 990 < longer.input_tokens - request().input_tokens < 1010
