"""The folder of answers: what is written comes back, what is there stays whole, and no message is kept.

All replies are written by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import AnswersError
from checker.model.folder import (
    AWAITING,
    AwaitedRequest,
    RecordedAnswer,
    read_answers,
    read_awaiting,
    write_answers,
    write_awaiting,
    write_whole,
)

CHECKOUT = Path(__file__).parents[2]


def answer(name: str = "a1", task: str = "extract", **fields: Any) -> RecordedAnswer:
    """Return a recorded answer."""
    whole = {
        "id": name,
        "task": task,
        "item": "article a",
        "model": "hand-1",
        "prompt": "0" * 12,
        "wire": "1" * 12,
        "given": "2" * 12,
        "how": "written by hand",
        "named": "hand-1",
        "date": "2031-03-04",
        "usage": {"input": 10, "output": 5, "estimated": True},
        "reply": {"claims": []},
    }
    return RecordedAnswer.model_validate(whole | fields)


def awaited(name: str = "w1", **fields: Any) -> AwaitedRequest:
    kept = answer(name).model_dump(include={"id", "task", "item", "model", "prompt", "wire", "given"})
    return AwaitedRequest.model_validate({**kept, "input_tokens": 100, **fields})


def written(folder: Path, *answers: RecordedAnswer) -> dict[str, RecordedAnswer]:
    """Write answers and return what is read back."""
    write_answers(folder, {one.id: one for one in answers})
    return read_answers(folder)


ROUND_TRIPS = [
    pytest.param(answer(), id="a reply"),
    pytest.param(answer(again={"of": "a0", "reason": "it is not whole JSON."}), id="asked again"),
    pytest.param(answer(reply=None, text="not JSON", problem="it is not whole JSON."), id="refused"),
    pytest.param(answer(reply=None, text="", problem="cut for length"), id="cut"),
    pytest.param(answer(reply=None, text='{ "claims": [] }'), id="written with spaces"),
    pytest.param(answer(sample=3, answered_by=7), id="sample and who answered"),
    pytest.param(answer(reply={"t": "“Élan” – 5 %\n\t\\ \u0000"}), id="marks, accents, control characters"),
]


@pytest.mark.parametrize("one", ROUND_TRIPS)
def test_what_is_written_comes_back(tmp_path: Path, one: RecordedAnswer) -> None:
    assert written(tmp_path / "answers", one) == {one.id: one}


LINE_ENDS = "a folder is read with splitlines(), which also cuts where a reply holds one of these"


@pytest.mark.parametrize("end", ["\r", "\n", "\x0b", "\x1c", "\x1e"])
def test_a_reply_may_hold_any_end_of_a_line(tmp_path: Path, end: str) -> None:
    one = answer(reply={"t": f"It rained.{end}It snowed."})
    assert written(tmp_path, one) == {one.id: one}


@pytest.mark.parametrize("end", ["\u0085", "\u2028", "\u2029"])
def test_a_reply_may_hold_the_ends_of_lines_that_json_leaves_as_they_are(tmp_path: Path, end: str) -> None:
    one = answer(reply={"t": f"It rained.{end}It snowed."})
    assert written(tmp_path, one) == {one.id: one}


def test_half_a_surrogate_pair_in_a_reply_leaves_the_folder_readable(tmp_path: Path) -> None:
    one = answer(reply=None, text=b'{"t":"\\ud83d"}'.decode("unicode_escape"), problem="does not fit")
    assert set(written(tmp_path, one, answer("a2"))) == {"a1", "a2"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\u0085\u2028\u2029"), max_size=30)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text("0123456789abcdef", min_size=1, max_size=4), TEXTS, max_size=4))
def test_whatever_a_reply_says_comes_back(tmp_path: Path, replies: dict[str, str]) -> None:
    answers = [answer(name, reply={"t": text}) for name, text in replies.items()]
    assert written(tmp_path, *answers) == {one.id: one for one in answers}


def test_there_is_a_file_for_each_task_sorted_by_fingerprint(tmp_path: Path) -> None:
    written(tmp_path, answer("b"), answer("c", "confirm"), answer("a"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["confirm.jsonl", "extract.jsonl"]
    lines = (tmp_path / "extract.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_the_order_of_writing_does_not_change_a_byte(tmp_path: Path) -> None:
    both = answer("a"), answer("b")
    written(tmp_path / "1", *both)
    written(tmp_path / "2", *reversed(both))
    assert (tmp_path / "1/extract.jsonl").read_bytes() == (tmp_path / "2/extract.jsonl").read_bytes()


def test_answers_that_are_gone_leave_an_empty_file(tmp_path: Path) -> None:
    written(tmp_path, answer())
    assert written(tmp_path) == {}


def test_what_a_refused_answer_says_is_its_text_and_else_its_reply() -> None:
    assert answer(reply=None, text="not JSON", problem="x").reply_text == "not JSON"
    assert answer().reply_text == '{"claims":[]}'


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_answers(tmp_path / "none") == {}
    assert read_awaiting(tmp_path / "none") == {}


def test_what_is_awaited_comes_back_and_an_empty_list_removes_its_file(tmp_path: Path) -> None:
    write_awaiting(tmp_path, {"w1": awaited()})
    assert read_awaiting(tmp_path) == {"w1": awaited()}
    write_awaiting(tmp_path, {})
    assert not (tmp_path / AWAITING).exists()
    write_awaiting(tmp_path, {})


def test_what_is_awaited_is_no_answer(tmp_path: Path) -> None:
    write_awaiting(tmp_path, {"w1": awaited()})
    assert read_answers(tmp_path) == {}


# --- what cannot be read or written -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("", id="an empty line"),
        pytest.param("[]", id="no object"),
        pytest.param('{"id":"a1"}', id="fields missing"),
        pytest.param(json.dumps({**answer().model_dump(), "note": 1}), id="a field that nobody declared"),
        pytest.param(json.dumps({**answer().model_dump(), "task": "write"}), id="an unknown task"),
        pytest.param("<<<<<<< HEAD", id="a conflict of version control"),
    ],
)
def test_a_line_that_is_no_answer_is_named(tmp_path: Path, line: str) -> None:
    written(tmp_path, answer())
    path = tmp_path / "extract.jsonl"
    path.write_text(path.read_text("utf-8") + line + "\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(AnswersError, match=r"extract\.jsonl, line 2: is no recorded answer .*restore it"):
        read_answers(tmp_path)


def test_a_list_of_what_is_awaited_that_is_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / AWAITING).write_text("{}\n", "utf-8")
    with pytest.raises(AnswersError, match=r"awaiting\.jsonl, line 1"):
        read_awaiting(tmp_path)


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "extract.jsonl").write_bytes(b"\xff\xfe\n")
    with pytest.raises(AnswersError, match=r"extract\.jsonl: cannot be read"):
        read_answers(tmp_path)


def test_a_folder_where_a_file_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "confirm.jsonl").mkdir()
    with pytest.raises(AnswersError, match=r"confirm\.jsonl: cannot be read"):
        read_answers(tmp_path)
    with pytest.raises(AnswersError, match=r"confirm\.jsonl: cannot be written"):
        write_answers(tmp_path, {"a1": answer(task="confirm")})


def test_a_file_where_a_folder_should_be_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "answers"
    file.write_text("x", "utf-8")
    with pytest.raises(AnswersError, match="answers: is not a folder; --answers takes the folder"):
        read_answers(file)
    with pytest.raises(AnswersError, match="cannot be written"):
        write_answers(file, {"a1": answer()})
    assert file.read_text("utf-8") == "x"


@pytest.mark.parametrize(
    "read",
    [
        read_answers,
        pytest.param(
            read_awaiting,
        ),
    ],
)
def test_a_name_that_is_too_long_is_an_error(tmp_path: Path, read: Any) -> None:
    with pytest.raises(AnswersError):
        read(tmp_path / ("x" * 300))


def test_a_file_is_replaced_whole_and_can_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "x.jsonl"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o644)
    assert list(path.parent.iterdir()) == [path]


OVER_THE_LIMIT = """
import resource, sys
from pathlib import Path
from checker.errors import AnswersError
from checker.model.folder import read_answers, write_answers
folder = Path(sys.argv[1])
answers = read_answers(folder)
one = next(iter(answers.values()))
for number in range(50):
    answers[f"b{number}"] = one.model_copy(update={"id": f"b{number}", "reply": {"t": "x" * 1000}})
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_answers(folder, answers)
except AnswersError as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_file_that_grows_over_the_limit_leaves_what_was_there_whole(tmp_path: Path) -> None:
    written(tmp_path, answer())
    before = (tmp_path / "extract.jsonl").read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", OVER_THE_LIMIT, tmp_path],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    assert "extract.jsonl: cannot be written (File too large); what was there is unchanged" in run.stdout
    assert (tmp_path / "extract.jsonl").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["extract.jsonl"]
