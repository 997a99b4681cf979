"""What a check says of two sides, told from the draft's."""

from __future__ import annotations

import pytest

from checker.schema import Signal
from checker.steps.draft_here import told_from
from tests.steps.newsdesk import article, cited


def signal(message: str, *names: str, sides: tuple[int, ...] = ()) -> Signal:
    passages = tuple(cited(article(name, "It is so."), 1) for name in names)
    return Signal(code="F1", kind="clash", aspect="number", message=message, passages=passages, sides=sides)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (signal('"ten boats" here, "five boats" there.', "wire", "draft"), '"five boats" here, "ten boats" there.'),
        (signal('"ten boats" here, "five boats" there.', "draft", "wire"), '"ten boats" here, "five boats" there.'),
        (signal("“Tamm” here, “Tam” there.", "wire", "radio", "draft", sides=(1, 2, 2)), "“Tam” here, “Tamm” there."),
        (signal("“Tamm” here, “Tam” there.", "wire", "draft", "draft", sides=(1, 1, 2)), "“Tamm” here, “Tam” there."),
        (signal("Tam is “mayor” here, “ex-mayor” there.", "a", "draft"), "Tam is “ex-mayor” here, “mayor” there."),
        (signal("“It holds” is said by Tam here, by Jo Ro there.", "a", "draft"),
         "“It holds” is said by Jo Ro here, by Tam there."),
        (signal("“Tamm” here, “Tam” there.", "wire", "radio"), "“Tamm” here, “Tam” there."),
        (signal("They do not add up.", "wire", "draft"), "They do not add up."),
    ],
)  # fmt: skip
def test_here_is_the_draft(made: Signal, told: str) -> None:
    assert told_from(made, "draft") == told
