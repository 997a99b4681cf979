"""docs/quality.md and the README's tables give the figures of the replay, and of the last reading of the test suite."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.newsroom import Newsroom
from tests.pages import QUALITY, README, ROOT

pytestmark = pytest.mark.once

FACTS, LEVEL, PAIRS, CONTRADICTIONS, FIXES, TRAPS = range(6)
"""The columns of the table of articles."""


def count(tally: dict[str, float]) -> str:
    return f"{tally['hit']:g} of {tally['of']:g}"


def share(tally: dict[str, float]) -> str:
    return f"{tally['value']:.3f} [{tally['low']:.3f}, {tally['high']:.3f}]"


def replayed(newsroom: Newsroom, *options: str) -> dict[str, Any]:
    """Return what `checker eval dev` writes for programs."""
    assert newsroom.run("eval", "dev", *options, "--evals", ROOT / "evals", "--output", "eval").code == 0
    return json.loads((newsroom.folder / "eval" / "eval.json").read_bytes())


def test_it_gives_the_figures_of_dev(newsroom: Newsroom) -> None:
    often = replayed(newsroom, "--way", "claims", "--way", "quick")
    once = replayed(newsroom, "--way", "thorough", "--sample", "0")
    rows = QUALITY.table("suite, way")
    first = [one for one in (*often["evaluations"], *once["evaluations"]) if one["sample"] == 0]
    assert {f"dev, {one['way']}" for one in first} == {name for name in rows if name.startswith("dev")}
    for one in first:
        measures = one["measures"]
        found = f"{count(measures['found'])}, {share(measures['found'])}"
        counts = [count(measures[name]) for name in ("pairs_accepted", "contradictions", "fixes", "traps")]
        assert rows[f"dev, {one['way']}"] == [found, share(measures["level"]), *counts]
    flips = {one["way"]: count(one["measures"]["verdict_flips"]) for one in often["repeats"]}
    told = f"{flips['claims']} facts change their verdict by claims and {flips['quick']} by the quick way"
    assert told in QUALITY.flowing


def readings() -> dict[str, dict[str, str]]:
    """Return the last reading of each way over the test suite: the share and its interval, by measure."""
    found: dict[str, dict[str, str]] = {}
    history = (ROOT / "evals" / "HISTORY.md").read_text("utf-8")
    for way, line in re.findall(r"^- test, way (\S+), sample 0: (.*);", history, re.MULTILINE):
        found[way] = dict(re.findall(r"([a-z ]+) (\d\.\d+ \[[^\]]+\]|–)(?:, |$)", line))
    return found


def shares(cell: str) -> str:
    """Return the share of a count, as readings give it."""
    hit, of = map(int, re.findall(r"\d+", cell)[:2])
    return f"{hit / of:.3f}"


@pytest.mark.parametrize("way", ["claims", "quick", "thorough", "checks"])
def test_it_gives_the_figures_of_the_last_reading_of_test(way: str) -> None:
    row, read = QUALITY.table("suite, way")[f"test, {way}"], readings()[way]
    assert row[FACTS].endswith(f", {read['facts found']}")
    assert row[LEVEL] == read["right level"]
    assert row[FIXES].endswith(f", {read['fixes right']}") or (row[FIXES], read["fixes right"]) == ("none", "–")
    for column, measure in {
        FACTS: "facts found",
        CONTRADICTIONS: "contradictions right",
        TRAPS: "traps sprung",
    }.items():
        assert shares(row[column]) == read[measure].split()[0]
    if row[FIXES] != "none":
        assert shares(row[FIXES]) == read["fixes right"].split()[0]


def test_it_says_how_complete_positions_are() -> None:
    read = {way: reading["positions complete"].split()[0] for way, reading in readings().items()}
    ordinary, quick, thorough = (read[way] for way in ("claims", "quick", "thorough"))
    told = f"{ordinary} of the facts of *test* by claims, {quick} by the quick way and {thorough} by the thorough way"
    assert told in QUALITY.flowing


def test_the_readme_gives_the_same_of_articles_and_drafts() -> None:
    rows = QUALITY.table("suite, way")
    shown = {f"test, {way}": cells for way, cells in README.table("way").items()}
    assert shown == {name: [*row[:PAIRS], *row[PAIRS + 1 :]] for name, row in rows.items() if name in shown}
    drafts, checked = QUALITY.table("drafts, way"), list(README.table("checked").values())
    for cells, name in zip(checked, ("test (8), claims", "second (8), claims"), strict=False):
        found, _, fixes, flagged, _ = drafts[name]
        assert cells == [found, fixes, flagged]


def test_the_readme_gives_the_same_of_public_data_sets() -> None:
    shown = list(README.table("checked").values())[2:]
    assert shown == [[f"{right}, {share}"] for right, share, _ in QUALITY.table("rows").values()]
