"""The fingerprint changes with anything that can change the answer, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.model.request import Again, Request
from checker.model.wire import Confirmation, Extraction, Reconciliation

TEXT = st.text(st.characters(), max_size=20)
REPLIES = [Extraction, Reconciliation, Confirmation]
MESSAGES = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["system", "user", "assistant"]), "content": TEXT}), max_size=3
).map(tuple)
OPTION = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXT)
OPTIONS = st.dictionaries(st.sampled_from(["seed", "top_p", "stop", "max_completion_tokens"]), OPTION, max_size=3)

DECIDES: dict[str, st.SearchStrategy[Any]] = {
    "messages": MESSAGES,
    "model": TEXT,
    "reply": st.sampled_from(REPLIES),
    "options": OPTIONS,
    "sample": st.integers(0, 9),
}
DECIDES_NOTHING: dict[str, st.SearchStrategy[Any]] = {
    "task": st.sampled_from(["extract", "reconcile", "confirm"]),
    "item": TEXT,
    "prompt": TEXT,
    "given": TEXT,
    "ceiling": st.one_of(st.none(), st.integers(1, 9)),
    "again": st.one_of(st.none(), st.builds(Again, of=TEXT, reason=TEXT)),
}
REQUESTS = st.builds(Request, **DECIDES, **DECIDES_NOTHING)


def distinct(value: Any) -> str:
    """Tell values apart that JSON tells apart: true is not 1, though Python calls them equal."""
    if isinstance(value, dict):
        return repr(sorted((key, distinct(part)) for key, part in value.items()))
    return repr(list(map(distinct, value))) if isinstance(value, tuple) else repr(value)


@given(REQUESTS, st.fixed_dictionaries({}, optional=DECIDES))
def test_it_changes_with_whatever_decides_the_answer(request: Request[Any], changes: dict[str, Any]) -> None:
    changed = replace(request, **changes)
    same = all(distinct(getattr(request, name)) == distinct(value) for name, value in changes.items())
    assert (changed.fingerprint == request.fingerprint) == same


@given(REQUESTS, st.fixed_dictionaries({}, optional=DECIDES_NOTHING))
def test_it_changes_with_nothing_else(request: Request[Any], changes: dict[str, Any]) -> None:
    assert replace(request, **changes).fingerprint == request.fingerprint


@given(REQUESTS)
def test_neither_the_order_of_options_nor_the_run_decides(request: Request[Any]) -> None:
    turned = replace(request, options=dict(reversed(list(request.options.items()))))
    assert turned.fingerprint == request.fingerprint


@given(REQUESTS, TEXT, TEXT)
def test_a_re_ask_is_a_request_of_its_own(request: Request[Any], reply: str, reason: str) -> None:
    again = request.ask_again(reply, reason)
    assert again.fingerprint != request.fingerprint
    assert again.again == Again(of=request.fingerprint, reason=reason)
