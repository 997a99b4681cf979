"""Public yardsticks: the rules by which rows are labelled, and the recorded slice, where it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.harness.yardsticks import SLICES, main, read_rows, table
from tests.pages import QUALITY

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
ROWS = {
    "summedits_news": "SummEdits, news (a summary against its source)",
    "vitaminc": "VitaminC (a claim against a sentence of Wikipedia)",
}
"""The slices, as docs/quality.md names them."""

here = pytest.mark.skipif(not BENCH.is_dir(), reason="the slices of public data sets (../shared/bench) are not here")


@here
@pytest.mark.once
@pytest.mark.parametrize("name", ROWS)
def test_the_recorded_slices_give_the_figures_of_the_page_on_quality(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ROOT / "evals/bench" / name
    assert main([name, "--bench", str(BENCH), "--answers", str(answers)]) == 0
    lines = capsys.readouterr().out.splitlines()
    right, of, share, low, high = re.findall(r"[\d.]+", lines[0])
    assert QUALITY.table("rows")[ROWS[name]][:2] == [f"{right} of {of}", f"{share} [{low}, {high}]"]
    if SLICES[name].first is not None:
        first = re.findall(r"\d+", lines[-1])
        assert "By the rule as it stood before any answer was seen" in QUALITY.flowing
        assert f"a denial, it is {first[0]} of {first[1]}." in QUALITY.flowing


@here
@pytest.mark.once
@pytest.mark.parametrize("name", SLICES)
def test_every_slice_can_be_read_and_asked(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pending = tmp_path / "pending.jsonl"
    assert main([name, "--bench", str(BENCH), "--answers", str(tmp_path / "a"), "--pending", str(pending)]) == 4
    rows = read_rows(BENCH / f"{name}.jsonl", SLICES[name])
    assert len(pending.read_text("utf-8").splitlines()) == len({row.id for row in rows})
    assert f"{len(rows)} requests await an answer" in capsys.readouterr().out


def test_a_slice_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vitaminc", "--bench", str(tmp_path)]) == 2
    assert "vitaminc.jsonl: cannot be read" in capsys.readouterr().err


def test_a_broken_row_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vitaminc.jsonl").write_text(json.dumps({"id": "1"}) + "\n", "utf-8")
    assert main(["vitaminc", "--bench", str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_table_says_how_each_label_was_told(tmp_path: Path) -> None:
    row = {"id": "1", "articles": [{"id": "a", "text": "It burnt."}], "draft": "It sank.", "gold": {"label": "x"}}
    (tmp_path / "s.jsonl").write_text("".join(json.dumps({**row, "id": str(n)}) + "\n" for n in (1, 2)), "utf-8")
    rows = read_rows(tmp_path / "s.jsonl", SLICES["summedits_news"])
    assert [article.id for article in rows[0].articles] == ["a", "draft"]
    lines = table(rows, ["x", "y"]).splitlines()
    assert lines[0].startswith("1 of 2 right: 0.500 ")
    assert lines[1:] == ["  x: told as 1 x, 1 y", "  2: x, told as y"]
