"""Drafts with known faults, replayed: what is found of them, and the figures that docs/quality.md gives."""

from __future__ import annotations

import json
import re
import statistics
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.harness.draft_gold import DraftGold, SecondAnnotation, SecondSentence, load_draft_gold, load_second
from checker.harness.drafts import MEASURES, WAYS, DraftScore, agreement, main, run_drafts, score_draft, table
from checker.harness.suites import LARGEST
from checker.model.asking import Asker
from checker.pipeline import Options, Story, quick_draft
from checker.readers import read_articles
from checker.schema import Draft, Report
from tests.newsroom import Newsroom
from tests.pages import QUALITY
from tests.steps.newsdesk import article

ROOT = Path(__file__).parents[2]
EVALS = ROOT / "evals"

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def scores() -> list[DraftScore]:
    return [score_draft(run) for run in run_drafts(EVALS, ["dev"], ["claims"])]


def total(scores: list[DraftScore], measure: str) -> tuple[float, float]:
    tallies = [score.tallies[measure] for score in scores]
    return sum(one.hit for one in tallies), sum(one.of for one in tallies)


@pytest.mark.parametrize(
    ("measure", "hit", "of"),
    [
        ("faults found", 39, 39),
        ("… by standing", 38, 39),
        ("fixes right", 19, 19),
        ("standings accepted", 126, 128),
        ("sound, flagged", 1, 74),
    ],
)
def test_the_figures_of_dev_are_those_committed(scores: list[DraftScore], measure: str, hit: int, of: int) -> None:
    assert total(scores, measure) == (hit, of)


@pytest.mark.parametrize(
    ("suites", "folder", "way", "row"),
    [
        (["dev"], "draft", "claims", "dev (4), claims"),
        (["dev"], "draft", "quick", "dev (4), quick"),
        (["test"], "draft", "claims", "test (8), claims"),
        (["test"], "draft", "quick", "test (8), quick"),
        (["dev", "test"], "second-draft", "claims", "second (8), claims"),
    ],
)
def test_the_page_on_quality_gives_these_figures(suites: list[str], folder: str, way: str, row: str) -> None:
    told = [score_draft(run) for run in run_drafts(EVALS, suites, [way], folder)]
    assert f"({len(told)})" in row
    (found, faults), (stand, _) = total(told, "faults found"), total(told, "… by standing")
    (right, fixes), (wrong, sound) = total(told, "fixes right"), total(told, "sound, flagged")
    page = statistics.median(score.on_page for score in told)
    cells = [
        f"{found:g} of {faults:g}",
        f"{stand:g}",
        f"{right:g} of {fixes:g}",
        f"{wrong:g} of {sound:g}",
        f"{page:g}",
    ]
    assert QUALITY.table("drafts, way")[row] == cells


def test_a_folder_of_drafts_that_no_story_has_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", "--drafts", "third-draft", "--evals", str(EVALS)]) == 2
    assert "no story of dev has a folder third-draft; name one with --drafts" in capsys.readouterr().err


SECOND = EVALS / "stories" / "museum" / "second-draft"


def museum() -> DraftGold:
    return load_draft_gold(SECOND / "gold.json", read_articles([SECOND / "draft.md"], max_bytes=LARGEST).articles[0])


def test_the_table_says_how_second_annotators_agree(scores: list[DraftScore]) -> None:
    doubly = [score for score in scores if score.annotators]
    seen = sum(score.annotators["faults seen"].hit for score in doubly)
    faults = sum(score.annotators["faults seen"].of for score in doubly)
    line = next(line for line in table(scores).splitlines() if "second annotator" in line)
    assert line.startswith(f"  second annotator of {len(doubly)}: standings ")
    assert f"faults seen {seen:g} of {faults:g}" in line


def test_a_second_annotator_who_calls_all_supported_sees_no_fault() -> None:
    gold = museum()
    calm = SecondAnnotation(
        story="museum", sentences=tuple(SecondSentence(n=one.n, standing="supported") for one in gold.sentences)
    )
    found = agreement(gold, calm)
    assert (found["faults seen"].hit, found["faults seen"].of) == (0, 5)
    assert found["sound, doubted"].hit == 0
    assert found["standings"].hit < found["standings"].of


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "correct it"),
        ('{"story": "museum", "sentences": [{"n": 1, "standing": "supported"}]}', "not those of gold.json beside it"),
    ],
)
def test_a_second_annotation_of_another_draft_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "gold-second.json"
    assert load_second(path, museum()) is None
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=told):
        load_second(path, museum())


def test_nothing_lost_or_flagged_goes_without_its_sentence(scores: list[DraftScore]) -> None:
    for score in scores:
        wrong, lost = score.tallies["sound, flagged"], score.tallies["faults found"]
        assert (len(score.wrong), len(score.lost)) == (wrong.hit, lost.of - lost.hit)


def test_every_fault_of_the_sample_draft_is_found(newsroom: Newsroom) -> None:
    seeds = ROOT / "seeds"
    faults = {
        "Ex-president Trump": {"differing", "contradicted"},
        "He did so on Tuesday": {"contradicted"},
        "“I like diplomacy with microphones”": {"contradicted"},
        "“I spoke to him briefly": {"contradicted"},
        "The two agreed to meet in Doha": {"contradicted", "without a source"},
        "Caracas will free 60 prisoners in exchange": {"contradicted"},
        "The United States has sent its largest": {"differing", "contradicted"},
        "Maduro has answered by mobilising a militia of 5.4 million": {"contradicted"},
        "Defense Secretary Pete Hegseth ordered": {"differing", "contradicted"},
    }
    run = newsroom.run(
        "draft",
        seeds / "draft/draft.md",
        "--against",
        seeds / "articles",
        seeds / "draft/sources",
        *("--publish-at", "2025-12-05T06:00+00:00", "--answers", seeds / "answers", "--format", "json", "--exit-zero"),
    )
    assert run.code == 0, run.err
    report = Report.model_validate_json(run.out)
    assert report.draft is not None
    own = next(one for one in report.articles if one.id == report.draft.article)
    standing = {own.sentence_text(one.number): one for one in report.draft.sentences}
    on_page = {finding.id for finding in report.findings if finding.level in ("fix", "check")}
    for words, accepted in faults.items():
        plain = words.strip("“”")
        (sentence,) = [one for text, one in standing.items() if plain in text]
        assert sentence.standing in accepted, words
        assert on_page & set(sentence.findings), words
    assert {finding.code for finding in report.findings if finding.level == "hold"} == {
        "hold-killed",
        "hold-embargoed",
    }


def test_the_table_names_what_was_lost_and_what_was_flagged(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", "--way", "claims", "--evals", str(EVALS)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "way claims: 4 drafts"
    assert [line[2:22].strip() for line in lines[1 : 1 + len(MEASURES)]] == list(MEASURES)
    assert any(line.startswith("    flagged though sound 15: For 2026 the bank") for line in lines)


async def _of_other_outlets(story: Story, asker: Asker, options: Options) -> Report:
    """Ask what nobody has answered."""
    articles = tuple(one.model_copy(update={"outlet": "The Gate"}) for one in story.articles)
    return await quick_draft(replace(story, articles=articles), asker, options)


def test_a_way_without_all_its_answers_is_named_and_the_others_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WAYS, "quick", _of_other_outlets)
    assert main(["dev", "--evals", str(EVALS)]) == 2
    printed = capsys.readouterr()
    assert "way claims: 4 drafts" in printed.out
    assert "way quick" not in printed.out
    assert "answers are missing: 4 of way quick; --pending FILE writes the requests" in printed.err
    assert main(["dev", "--way", "quick", "--evals", str(EVALS)]) == 2
    assert capsys.readouterr().out == ""


def test_a_fault_that_nothing_points_at_is_lost() -> None:
    run = next(iter(run_drafts(EVALS, ["dev"], ["claims"])))
    score = score_draft(replace(run, report=run.report.model_copy(update={"findings": ()})))
    assert (score.tallies["faults found"].hit, len(score.lost)) == (0, score.tallies["faults found"].of)
    assert (score.tallies["fixes right"].of, score.wrong, score.on_page) == (0, (), 0)


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        ([{"n": 1, "text": "It burned.", "standings": ["supported"]}], "sentence 1 is not sentence 1 of the draft"),
        ([{"n": 1, "text": "It burnt.", "standings": ["supported"]}], "has 1 sentences, the draft 2"),
        ([{"n": 1, "text": "It burnt.", "standings": ["true"]}], "correct it"),
    ],
)
def test_gold_that_does_not_fit_its_draft_is_refused(tmp_path: Path, sentences: list[object], message: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"story": "x", "words": 4, "sentences": sentences}), "utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        load_draft_gold(path, article("draft", "It burnt.", "It sank."))


def test_a_report_of_no_draft_is_refused(scores: list[DraftScore]) -> None:
    run = next(iter(run_drafts(EVALS, ["dev"], ["claims"])))
    with pytest.raises(InputError, match="the report is of no draft"):
        score_draft(type(run)(run.story, run.gold, run.way, run.report.model_copy(update={"draft": None}), ()))
    assert isinstance(run.report.draft, Draft)
