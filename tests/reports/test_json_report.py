"""The JSON report and its published schema."""

from __future__ import annotations

import json
from pathlib import Path

from checker.reports.json_report import render_json, render_json_schema
from checker.schema import Report
from tests.reports.stories import orlund
from tests.reports.test_terminal import hostile_report, twenty_findings

PUBLISHED = Path(__file__).parents[2] / "docs" / "report.schema.json"


def test_round_trip_gives_an_equal_report() -> None:
    for report in (orlund(), twenty_findings(), hostile_report()):
        assert Report.model_validate_json(render_json(report)) == report


def test_equal_reports_give_equal_bytes() -> None:
    assert render_json(orlund()) == render_json(orlund(findings=list(orlund().findings)))


def test_keys_stand_in_the_order_of_the_nouns_and_letters_as_they_are() -> None:
    rendered = render_json(orlund())
    assert list(json.loads(rendered)) == [name for name in Report.model_fields if name != "draft"]
    assert "“Nobody rang us.”".encode() in rendered
    assert rendered.startswith(b'{\n "run": {\n  "checker"')
    assert rendered.endswith(b"}\n")


def test_only_run_varies_between_two_runs() -> None:
    first, second = orlund(), orlund(run=orlund().run.model_copy(update={"seconds": 9.0, "host": "api.example.com"}))
    one, other = json.loads(render_json(first)), json.loads(render_json(second))
    assert one.pop("run") != other.pop("run")
    assert one == other


def test_published_schema_is_that_of_the_nouns() -> None:
    # To regenerate: python -m tests.reports.test_json_report
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(render_json_schema())


if __name__ == "__main__":
    PUBLISHED.write_bytes(render_json_schema())
