"""Prompts: each is filled in one pass, its fixed part is the same bytes for all, and what does not fit is an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.errors import PromptError
from checker.model import prompts
from checker.model.batch import request_line
from checker.model.prompts import Prompt, digest, load_prompt
from checker.model.request import Request
from checker.model.wire import REPLIES

TASKS = sorted(REPLIES)
FILES = Path(__file__).parents[2] / "prompts"


def filled(task: Any, **values: str) -> Request[Any]:
    """Return a task's request, each field filled with its own name where nothing else is given."""
    prompt = load_prompt(task)
    whole = {name: f"<<{name}>>" for name in prompt.fields} | values
    return prompt.request(REPLIES[task], item="x", model="hand-1", values=whole, options={}, sample=0)


def test_there_is_a_prompt_for_each_task() -> None:
    assert sorted(path.stem for path in FILES.glob("*.md")) == TASKS


@pytest.mark.parametrize("task", TASKS)
def test_every_field_of_the_header_is_filled_in(task: str) -> None:
    message = filled(task).messages[1]["content"]
    assert all(f"<<{name}>>" in message for name in load_prompt(task).fields)
    assert "{{" not in message


@pytest.mark.parametrize("task", TASKS)
def test_the_header_is_never_sent(task: str) -> None:
    prompt = load_prompt(task)
    sent = json.dumps(filled(task).messages)
    assert prompt.purpose.strip()
    assert prompt.purpose.split(".")[0] not in sent
    assert "=== given ===" not in sent


@pytest.mark.parametrize("task", TASKS)
def test_a_value_that_looks_like_a_field_stays_as_it_is(task: str) -> None:
    prompt = load_prompt(task)
    look_alikes = {name: " ".join(f"{{{{{other}}}}}" for other in prompt.fields) for name in prompt.fields}
    message = filled(task, **look_alikes).messages[1]["content"]
    for name in prompt.fields:
        assert message.count(f"{{{{{name}}}}}") == sum(
            prompt.given.count(f"{{{{{other}}}}}") for other in prompt.fields
        )


@pytest.mark.parametrize("value", ["\\1 \\g<0>", "$x {x} %s", "{{unknown}}", "=== given ===", "\n---\n"])
def test_a_value_is_only_ever_a_value(value: str) -> None:
    prompt = Prompt(task="extract", purpose="", fields=("x",), fixed="F", given="before {{x}} after")
    made = prompt.request(REPLIES["extract"], item="x", model="m", values={"x": value}, options={}, sample=0)
    assert made.messages[1]["content"] == f"before {value} after"


@pytest.mark.parametrize("task", TASKS)
def test_the_fixed_part_comes_first_and_is_the_same_bytes_for_all(task: str) -> None:
    field = next(name for name in load_prompt(task).fields if name.endswith("mark"))
    one, other = (request_line(filled(task, **{field: mark})).encode() for mark in ("a" * 12, "b" * 12))
    fixed = json.dumps(load_prompt(task).fixed, ensure_ascii=False).encode()
    one, other = (line[line.index(b'"body"') :] for line in (one, other))
    end = one.index(fixed) + len(fixed)
    assert one[:end] == other[:end]
    assert one != other


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="none"),
        pytest.param({"x": "1"}, id="one missing"),
        pytest.param({"x": "1", "y": "2", "z": "3"}, id="one too many"),
        pytest.param({"x": "1", "Y": "2"}, id="another name"),
    ],
)
def test_values_and_fields_must_be_the_same_names(values: dict[str, str]) -> None:
    prompt = Prompt(task="extract", purpose="", fields=("x", "y"), fixed="F", given="{{x}}{{y}}")
    with pytest.raises(PromptError, match=r"prompts/extract\.md: is filled with .*, but its header names \['x', 'y'\]"):
        prompt.request(REPLIES["extract"], item="x", model="m", values=values, options={}, sample=0)


GOOD = "---\npurpose: p\nfields:\n  x: what x is\n---\nFixed.\n=== given ===\n{{x}}\n"


def loaded(monkeypatch: pytest.MonkeyPatch, text: str) -> Prompt:
    monkeypatch.setattr(prompts, "prompt_text", lambda name: text)
    return load_prompt.__wrapped__("extract")


def test_a_prompt_file_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, GOOD) == Prompt(
        task="extract", purpose="p", fields=("x",), fixed="Fixed.", given="{{x}}"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Fixed.\n=== given ===\n{{x}}\n", "wants a header", id="no header"),
        pytest.param(GOOD.replace("=== given ===\n", ""), "wants a header", id="no line between the parts"),
        pytest.param(GOOD + "=== given ===\n", "wants a header", id="two such lines"),
        pytest.param(GOOD.replace("{{x}}", "{{y}}"), "its header names", id="another field"),
        pytest.param(GOOD.replace("{{x}}", "{{x}}{{y}}"), "its header names", id="a field more"),
        pytest.param(GOOD.replace("{{x}}", "x"), "its header names", id="a field less"),
        pytest.param(GOOD.replace("Fixed.", "Fixed. {{x}}"), "the part above it can hold none", id="in the fixed part"),
        pytest.param(GOOD.replace("fields:\n  x: what x is\n", ""), "its header names", id="no fields"),
    ],
)
def test_a_prompt_file_that_does_not_fit_together_is_an_error(
    monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    with pytest.raises(PromptError, match=rf"prompts/extract\.md: .*{reason}"):
        loaded(monkeypatch, text)


def test_a_prompt_that_is_missing_is_an_error() -> None:
    with pytest.raises(PromptError, match=r"prompts/no-such-task\.md: not found"):
        load_prompt.__wrapped__("no-such-task")


def test_the_digest_changes_with_what_is_sent_and_not_with_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    first = loaded(monkeypatch, GOOD).digest
    assert loaded(monkeypatch, GOOD.replace("what x is", "other words")).digest == first
    assert loaded(monkeypatch, GOOD.replace("Fixed.", "Fixed!")).digest != first
    assert loaded(monkeypatch, GOOD.replace("{{x}}", "{{x}}!")).digest != first


def test_a_digest_is_twelve_hexadecimal_digits() -> None:
    assert digest("") == "e3b0c44298fc"
