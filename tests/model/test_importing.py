"""Importing answers: only what was asked, only of the model that was asked, each only once; the run then goes on.

All replies are written by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.errors import AnswersError, Awaited, ReplyCut, ReplyWithheld
from checker.model.asking import Asker
from checker.model.folder import read_answers, read_awaiting, write_awaiting
from checker.model.importing import How, Imported, import_answers
from checker.model.recorded import PendingSource, RecordedSource
from checker.model.tokens import compact_json
from checker.model.wire import Confirmation
from tests.steps.script import done

GOOD: dict[str, Any] = {"facts": [{"n": 1, "why": "so", "pairs": [{"i": 1, "j": 2, "v": "agree"}]}]}
OTHER: dict[str, Any] = {"facts": []}
HOW = How("hand-3", "written by hand", None, "2031-03-04")
SECRET = "The gate at Brenn was shut, said Lund."
VALUES = {"articles": "[1] outlet: Kyst", "mark": "0" * 12, "questions": SECRET}


@dataclass
class Desk:
    """A folder of answers, and the one question that is asked of it."""

    folder: Path
    pending: Path

    def ask(self) -> Confirmation:
        """Ask, and write out what is not answered."""
        source = PendingSource(RecordedSource(self.folder), self.pending, self.folder)
        asker = Asker(source, {"confirm": "hand-3"})
        try:
            return done(
                asker.ask("confirm", Confirmation, item="second look", values=VALUES, accept=lambda reply: reply)
            )
        finally:
            source.close()

    def await_it(self) -> str:
        """Ask where no answer is, and return the fingerprint that is awaited."""
        with pytest.raises(Awaited):
            self.ask()
        (line,) = self.pending.read_text("utf-8").strip("\n").split("\n")
        return str(json.loads(line)["custom_id"])

    def take(self, *lines: Any, how: How | None = HOW) -> Imported:
        """Import lines, each a JSON value or raw text."""
        raw = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        return import_answers(raw, self.folder, how, "2031-03-05")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "answers", tmp_path / "pending.jsonl")


def short(name: str, reply: Any = GOOD, **fields: Any) -> dict[str, Any]:
    return {"custom_id": name, "reply": reply, **fields}


def batch(
    name: str,
    content: Any = None,
    *,
    model: str = "hand-3",
    finish: str = "stop",
    status: int = 200,
    message: dict[str, Any] | None = None,
    **body: Any,
) -> dict[str, Any]:
    """Return a Batch API output line."""
    said = message or {"role": "assistant", "content": compact_json(GOOD) if content is None else content}
    choices = [{"index": 0, "message": said, "finish_reason": finish}]
    whole = {"model": model, "choices": choices, **body}
    return {"custom_id": name, "response": {"status_code": status, "body": whole}, "error": None}


# --- what is taken ----------------------------------------------------------------------------------------------------


def test_a_short_answer_is_taken_and_the_run_goes_on(desk: Desk) -> None:
    name = desk.await_it()
    assert desk.take(short(name)) == Imported(kept=1)
    assert desk.ask().facts[0].n == 1
    kept = read_answers(desk.folder)[name]
    assert (kept.named, kept.how, kept.date, kept.reply) == ("hand-3", "written by hand", "2031-03-04", GOOD)
    assert kept.usage["estimated"] is True
    assert read_awaiting(desk.folder) == {}


def test_a_batch_line_is_taken_with_its_own_model_and_usage(desk: Desk) -> None:
    name = desk.await_it()
    usage = {"prompt_tokens": 900, "completion_tokens": 50, "prompt_tokens_details": {"cached_tokens": 800}}
    desk.take(batch(name, model="hand-3-2031-01-31", usage=usage), how=None)
    kept = read_answers(desk.folder)[name]
    assert (kept.named, kept.how, kept.date) == ("hand-3-2031-01-31", "batch", "2031-03-05")
    assert kept.usage == {"input": 900, "output": 50, "cached": 800}
    assert desk.ask().facts[0].n == 1


@pytest.mark.parametrize(("by", "stated", "kept"), [(4, None, 4), (None, 5, 5), (4, 5, 4), (None, None, None)])
def test_who_answered_is_kept(desk: Desk, by: int | None, stated: int | None, kept: int | None) -> None:
    name = desk.await_it()
    line = short(name) if by is None else short(name, by=by)
    desk.take(line, how=How("hand-3", "by hand", stated, "2031-03-04"))
    assert read_answers(desk.folder)[name].answered_by == kept


def test_a_short_reply_may_be_text(desk: Desk) -> None:
    name = desk.await_it()
    desk.take(short(name, json.dumps(GOOD, indent=1)))
    assert read_answers(desk.folder)[name].text == json.dumps(GOOD, indent=1)
    assert desk.ask().facts[0].n == 1


def test_empty_lines_are_skipped(desk: Desk) -> None:
    assert desk.take("", "  ", short(desk.await_it()), "") == Imported(kept=1)


def test_the_folder_holds_no_text_of_a_message(desk: Desk) -> None:
    name = desk.await_it()
    awaited = b"".join(path.read_bytes() for path in desk.folder.iterdir())
    desk.take(short(name))
    kept = b"".join(path.read_bytes() for path in desk.folder.iterdir())
    for message in json.loads(desk.pending.read_text("utf-8"))["body"]["messages"]:
        for line in filter(None, (line.strip() for line in message["content"].splitlines())):
            if len(line) > 12:
                assert line.encode() not in awaited + kept


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "taken"),
    [
        pytest.param("hand-3", True, id="the model"),
        pytest.param("hand-3-2031-01-31", True, id="a snapshot of it"),
        pytest.param("hand-4", False, id="another model"),
        pytest.param("hand-3-mini", False, id="a smaller one of its family"),
        pytest.param("hand-30", False, id="a longer name"),
        pytest.param("hand-3-2031-01-31-preview", False, id="more behind the snapshot"),
        pytest.param("other/hand-3", False, id="another provider's"),
        pytest.param("", False, id="none"),
    ],
)
def test_only_the_model_that_was_asked(desk: Desk, model: str, *, taken: bool) -> None:
    name = desk.await_it()
    imported = desk.take(batch(name, model=model), how=None)
    assert imported.kept == int(taken)
    assert imported.awaited == int(not taken)
    if not taken:
        assert imported.rejected == [f"line 1: second look asked hand-3, but the answer is of {model}"]


def test_the_model_of_a_short_answer_is_held_to_the_same(desk: Desk) -> None:
    imported = desk.take(short(desk.await_it()), how=How("hand-4", "by hand", None, "2031-03-04"))
    assert imported.rejected == ["line 1: second look asked hand-3, but the answer is of hand-4"]


def test_a_point_in_a_models_name_is_a_point(desk: Desk) -> None:
    name = desk.await_it()
    awaiting = {name: read_awaiting(desk.folder)[name].model_copy(update={"model": "hand.3"})}
    write_awaiting(desk.folder, awaiting)
    assert desk.take(batch(name, model="hand-3"), how=None).kept == 0


def test_what_was_not_asked_is_refused(desk: Desk) -> None:
    desk.await_it()
    (reason,) = desk.take(short("f" * 64)).rejected
    assert reason == f"line 1: ffffffffffff was not asked by a run with --answers {desk.folder} --pending FILE"


def test_a_short_answer_needs_to_say_where_it_came_from(desk: Desk) -> None:
    (reason,) = desk.take(short(desk.await_it()), how=None).rejected
    assert "needs --how" in reason


def test_the_same_answer_again_passes(desk: Desk) -> None:
    name = desk.await_it()
    desk.take(short(name))
    before = (desk.folder / "confirm.jsonl").read_bytes()
    assert desk.take(short(name), batch(name)) == Imported(known=2)
    assert (desk.folder / "confirm.jsonl").read_bytes() == before


def test_a_second_different_answer_is_refused(desk: Desk) -> None:
    name = desk.await_it()
    desk.take(short(name))
    (reason,) = desk.take(short(name, OTHER)).rejected
    assert reason == f"line 1: second look ({name[:12]}) has an answer already, and this one is different"
    assert read_answers(desk.folder)[name].reply == GOOD


def test_two_different_answers_in_one_file(desk: Desk) -> None:
    name = desk.await_it()
    imported = desk.take(short(name), short(name, OTHER))
    assert (imported.kept, len(imported.rejected)) == (1, 1)
    assert read_answers(desk.folder)[name].reply == GOOD


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{", "is not whole JSON", id="no JSON"),
        pytest.param("[]", "has no custom_id", id="no object"),
        pytest.param({"reply": GOOD}, "has no custom_id", id="no custom_id"),
        pytest.param({"custom_id": 5, "reply": GOOD}, "has no custom_id", id="a number for it"),
        pytest.param({"custom_id": "x"}, "neither a reply nor a response", id="nothing"),
        pytest.param({"custom_id": "x", "response": None, "error": None}, "neither a reply", id="no response"),
    ],
)
def test_a_line_that_is_no_answer_is_named_and_the_others_are_taken(desk: Desk, line: Any, reason: str) -> None:
    imported = desk.take(line, short(desk.await_it()))
    assert (imported.kept, len(imported.rejected)) == (1, 1)
    assert imported.rejected[0].startswith("line 1: ")
    assert reason in imported.rejected[0]


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"usage": {"prompt_tokens": None}}, id="no count of tokens"),
        pytest.param({"usage": "12"}, id="usage that is text"),
        pytest.param({"choices": [{"message": None, "finish_reason": "stop"}]}, id="no message"),
    ],
)
def test_a_response_of_an_unexpected_shape_is_no_traceback(desk: Desk, odd: dict[str, Any]) -> None:
    desk.take(batch(desk.await_it(), **odd), how=None)


def test_a_line_that_is_nested_too_deep_is_named(desk: Desk) -> None:
    assert len(desk.take("[" * 100_000).rejected) == 1


# --- what stays awaited -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"status": 500}, "the provider answered 500", id="an error status"),
        pytest.param({"choices": []}, "the response holds no choice", id="no choice"),
        pytest.param({"message": {"content": None}}, "the response holds no text", id="no text"),
    ],
)
def test_a_line_without_a_reply_stays_awaited(desk: Desk, fields: dict[str, Any], reason: str) -> None:
    name = desk.await_it()
    imported = desk.take(batch(name, **fields), how=None)
    assert imported == Imported(rejected=[f"line 1: second look: {reason}; it stays awaited"], awaited=1)
    assert desk.await_it() == name


def test_an_error_line_stays_awaited(desk: Desk) -> None:
    name = desk.await_it()
    line = {"custom_id": name, "response": None, "error": {"code": "batch_expired", "message": "late"}}
    (reason,) = desk.take(line, how=None).rejected
    assert "the provider reports: " in reason
    assert "batch_expired" in reason
    assert desk.await_it() == name


def test_an_error_line_of_what_was_answered_before_changes_nothing(desk: Desk) -> None:
    name = desk.await_it()
    desk.take(short(name))
    assert desk.take({"custom_id": name, "error": {"code": "late"}}).rejected == []
    assert read_answers(desk.folder)[name].reply == GOOD


def test_an_import_that_was_killed_before_its_last_file_is_mended_by_the_next(desk: Desk) -> None:
    name = desk.await_it()
    awaiting = read_awaiting(desk.folder)
    desk.take(short(name))
    write_awaiting(desk.folder, awaiting)
    assert desk.take(short(name)).awaited == 0


# --- what is kept as refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        pytest.param('{"facts":[', "it is not whole JSON", id="half of it"),
        pytest.param("I cannot do that.", "it is not whole JSON", id="prose"),
        pytest.param({"facts": [], "note": "x"}, "it does not fit the schema: note", id="a field more"),
    ],
)
def test_a_malformed_reply_is_kept_as_refused_and_asked_again(desk: Desk, reply: Any, reason: str) -> None:
    first = desk.await_it()
    imported = desk.take(short(first, reply))
    assert imported.kept == 1
    assert imported.refused_replies[0].startswith(f"second look: {reason}")
    assert reason in (read_answers(desk.folder)[first].problem or "")

    again = desk.await_it()
    assert again != first
    assert read_awaiting(desk.folder)[again].again is not None
    desk.take(short(again))
    assert desk.ask().facts[0].n == 1


def test_a_reply_cut_for_length_is_kept_and_told(desk: Desk) -> None:
    name = desk.await_it()
    imported = desk.take(batch(name, '{"facts":[', finish="length"), how=None)
    assert imported.refused_replies == ["second look: cut for length"]
    with pytest.raises(ReplyCut):
        desk.ask()


@pytest.mark.parametrize(
    "fields",
    [{"finish": "content_filter"}, {"message": {"content": None, "refusal": "I will not."}}],
)
def test_a_reply_that_was_withheld_is_kept_and_told(desk: Desk, fields: dict[str, Any]) -> None:
    desk.take(batch(desk.await_it(), **fields), how=None)
    with pytest.raises(ReplyWithheld):
        desk.ask()


# --- --how ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "model", "way"),
    [
        ("hand-3, by hand-off of a batch file", "hand-3", "by hand-off of a batch file"),
        (" hand-3 ,by hand, twice ", "hand-3", "by hand, twice"),
    ],
)
def test_how(text: str, model: str, way: str) -> None:
    assert How.parse(text, 3, "2031-03-04") == How(model, way, 3, "2031-03-04")


@pytest.mark.parametrize("text", ["hand-3", "hand-3,", ", by hand", "", " , "])
def test_how_wants_a_model_and_a_way(text: str) -> None:
    with pytest.raises(AnswersError, match="wants the model, a comma and the way"):
        How.parse(text, None, "2031-03-04")
