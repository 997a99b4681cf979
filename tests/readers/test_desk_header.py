"""What stands above a piece: orders of a desk, and headlines that only sound like orders."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.readers import read_articles
from checker.readers.desk_header import _EDGES, _STARTS, desk_header

NEWS = "Ferry Fire Off Oldport Leaves Forty Missing\n\nThe ferry caught fire on Tuesday. Forty people are missing.\n"


ORDERS = {
    "KILL": "killed",
    "***KILL***": "killed",
    "MANDATORY KILL": "killed",
    "EDITORS: KILL": "killed",
    "STORY WITHDRAWN": "killed",
    "ACHTUNG: ZURÜCKGEZOGEN": "killed",
    "HOLD": "withheld",
    "HOLD FOR LEGAL": "withheld",
    "DO NOT PUBLISH": "withheld",
    "NOT FOR PUBLICATION": "withheld",
    "EMBARGOED UNTIL 00:01 GMT, 5 December 2025": "embargoed",
    "Embargoed until 5 December 2025": "embargoed",
    "Embargo: 2025-12-05T06:00Z": "embargoed",
    "Sperrfrist: 5. Dezember 2025, 06.00 Uhr": "embargoed",
    "SPERRFRIST 5.12.2025": "embargoed",
    "Not for release before noon on 5 December 2025": "embargoed",
    "EMBARGOED": "embargoed",
    "CORRECTED": "corrected",
    "REFILE": "corrected",
    "BERICHTIGUNG:": "corrected",
}


@pytest.mark.parametrize(("line", "kind"), ORDERS.items())
def test_order(line: str, kind: str) -> None:
    header = desk_header(f"{line}\n\n{NEWS}")
    assert header.status is not None
    assert header.status.kind == kind
    assert header.hints[0].role == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Kill rates fell by half on the northern farms",
        "KILLING OF A HARBOUR PILOT SHOCKS OLDPORT",
        "Hold the line, minister tells the police",
        "HOLDING COMPANY BUYS FERRY LINE",
        "Embargo on grain lifted after ten years",
        "EMBARGO ON GRAIN LIFTED",
        "Embargoed goods found in the harbour",
        "Sperrfrist für Abgeordnete verlängert",
        "Corrected figures show a smaller deficit",
        "Update on the ferry fire",
        "Withdrawn troops return home",
        "The story was killed: its editors had doubts, and HOLD stood above it in capitals.",
    ],
)
def test_headline_that_is_no_order(line: str) -> None:
    assert desk_header(f"{line}\n\n{NEWS}").status is None


def test_order_below_running_text_is_none() -> None:
    assert desk_header(f"The ferry caught fire on Tuesday.\n\nKILL\n\n{NEWS}").status is None


def test_gravest_of_several_orders_stands() -> None:
    header = desk_header(f"CORRECTED\nEMBARGOED UNTIL 2025-12-05T06:00Z\nKILL\n\n{NEWS}")
    assert header.status is not None
    assert header.status.kind == "killed"


def test_embargo_whose_time_cannot_be_read_has_no_end() -> None:
    status = desk_header(f"EMBARGOED UNTIL the minister has spoken\n\n{NEWS}").status
    assert status is not None
    assert (status.kind, status.until) == ("embargoed", None)


def test_status_of_a_text_file_and_its_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"EMBARGOED UNTIL 06:00 GMT, 5 December 2025\n\n{NEWS}", encoding="utf-8")
    article = read_articles([path], max_bytes=10_000).articles[0]
    assert article.status.until == datetime(2025, 12, 5, 6, tzinfo=UTC)
    assert article.title == "Ferry Fire Off Oldport Leaves Forty Missing"
    assert [sentence.role for sentence in article.sentences] == ["furniture", "title", "body", "body"]


def test_front_matter_does_not_lift_an_order(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\nstatus: usable\noutlet: Post\n---\nKILL\n\n{NEWS}", encoding="utf-8")
    assert read_articles([path], max_bytes=10_000).articles[0].status.kind == "killed"


def test_the_first_letters_are_those_of_the_patterns() -> None:
    for line in (
        *ORDERS,
        "DO NOT RUN YET",
        "URGENT: KILL",
        "RÜCKRUF",
        "ANNULÉ",
        "RECASTS",
        "UPDATE 1-The quay is closed",
    ):
        assert line.lstrip(_EDGES)[:3].upper() in _STARTS, line
