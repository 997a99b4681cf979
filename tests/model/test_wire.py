"""The wire schemas: committed as they are, strict, and compiled by the grammar engine that servers use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import llguidance
import pytest
from pydantic import ValidationError

from checker.model.wire import REPLIES, response_format, strict_schema

SCHEMAS = Path(__file__).parents[2] / "prompts" / "schemas"

VALID: dict[str, dict[str, Any]] = {
    "support": {"wrong": [{"c": "1.7a", "why": "the ministry said so", "how": "other"}]},
    "extract": {
        "date": {"s": 1, "date": "2031-03-04"},
        "outlet": None,
        "claims": [
            {"k": "event", "s": [2], "t": "The ferry burnt.", "m": []},
            {"k": "cause", "s": [2], "t": "the fire", "why": "a pump", "m": [{"src": ["the captain"]}]},
            {"k": "figure", "s": [3], "of": "missing", "n": "40", "u": None, "m": [{"bound": "at_most"}]},
            {"k": "quote", "s": [4], "by": "Pell", "w": "no warning", "m": [{"on": "Radio Kyst"}, {"no": True}]},
            {"k": "role", "s": [4], "who": "Pell", "as": "captain", "m": [{"w": "captain"}, {"is": "alleged"}]},
            {"k": "said", "s": [5], "by": "Lund", "t": "x", "m": [{"when": "today", "a": None, "b": "2031-03-04"}]},
        ],
    },
    "reconcile": {
        "facts": [
            {
                "q": "Who?",
                "aspect": "role",
                "stakes": "none",
                "positions": [{"a": "x", "p": ["1.2", {"p": "1.3a", "w": "y"}]}, {"a": "z", "p": ["2.1"]}],
                "why": "so",
                "pairs": [
                    {"i": 1, "j": 2, "v": "contradict", "if": "nothing"},
                    {"i": 1, "j": 2, "v": "superseded", "order": "text"},
                    {"i": 1, "j": 2, "v": "differ", "how": "rounding"},
                    {"i": 1, "j": 2, "v": "unclear"},
                ],
            }
        ],
        "same": [{"q": "x", "p": ["1.1"]}],
        "cleared": [{"q": "x", "p": ["1.1", "2.1"], "why": "two occasions"}],
    },
    "draft": {
        "facts": [
            {
                "q": "Who?",
                "aspect": "role",
                "stakes": "none",
                "positions": [{"a": "x", "p": ["D.2"]}, {"a": "z", "p": ["2.1"]}],
                "why": "so",
                "pairs": [{"i": 1, "j": 2, "v": "superseded", "order": "text"}],
                "right": 2,
            }
        ],
        "dropped": [{"q": "Did he?", "d": ["D.3a"], "p": [{"p": "1.2", "w": "he denies it"}]}],
        "backed": [{"d": ["D.4", "D.5a"], "p": ["1.3", "2.2b"]}],
        "unbacked": [{"d": {"p": "D.6", "w": "in 1998"}, "what": "date"}, {"d": "D.7", "what": "background"}],
        "idle": ["D.1"],
        "cleared": [{"q": "x", "p": ["D.1", "2.1"], "why": "two occasions"}],
    },
    "confirm": {"facts": [{"n": 1, "why": "so", "pairs": [{"i": 1, "j": 2, "v": "agree"}]}]},
}
INVALID: dict[str, dict[str, Any]] = {
    "support": {"wrong": [{"c": "1.7a", "why": "the ministry said so", "how": "softer"}]},
    "extract": {"date": None, "outlet": None, "claims": [{"k": "event", "s": ["2"], "t": "x", "m": []}]},
    "reconcile": {"facts": [], "same": [], "cleared": [], "notes": "a field that is not there"},
    "draft": {
        "facts": [],
        "dropped": [],
        "backed": [],
        "unbacked": [{"d": "D.6", "what": "rumour"}],
        "idle": [],
        "cleared": [],
    },
    "confirm": {"facts": [{"n": 1, "why": "so", "pairs": [{"i": 1, "j": 2, "v": "maybe"}]}]},
}


@pytest.mark.parametrize("task", REPLIES)
def test_the_committed_schema_is_that_of_the_class(task: str) -> None:
    committed = (SCHEMAS / f"{task}.json").read_text("utf-8")
    assert committed == json.dumps(strict_schema(REPLIES[task]), indent=1, ensure_ascii=False) + "\n", (
        "if the change is meant, write them anew with checker.model.wire.write_schemas and record all answers again"
    )


@pytest.mark.parametrize("task", REPLIES)
def test_the_schema_is_strict(task: str) -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        below = [found for value in node.values() for found in objects(value)]
        return [node, *below] if node.get("type") == "object" else below

    schema = response_format(REPLIES[task])["json_schema"]
    assert schema["strict"] is True
    found = objects(schema["schema"])
    assert found
    for node in found:
        assert node["additionalProperties"] is False
        assert sorted(node["required"]) == sorted(node["properties"])
    assert not {"oneOf", "discriminator", "default", "const"} & set(json.dumps(schema).replace('"', " ").split())


def _accepts(task: str, reply: dict[str, Any]) -> bool:
    grammar = llguidance.LLMatcher.grammar_from_json_schema(json.dumps(strict_schema(REPLIES[task])))
    tokenizer = llguidance.LLTokenizer("byte")
    matcher = llguidance.LLMatcher(tokenizer, grammar)
    assert not matcher.get_error()
    tokens = tokenizer.tokenize_str(json.dumps(reply, ensure_ascii=False, separators=(",", ":")))
    return matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()


@pytest.mark.parametrize("task", REPLIES)
def test_a_valid_reply_passes_the_grammar_and_the_class(task: str) -> None:
    assert _accepts(task, VALID[task])
    REPLIES[task].model_validate(VALID[task], strict=True)


@pytest.mark.parametrize("task", REPLIES)
def test_an_invalid_reply_passes_neither(task: str) -> None:
    assert not _accepts(task, INVALID[task])
    with pytest.raises(ValidationError):
        REPLIES[task].model_validate(INVALID[task], strict=True)
