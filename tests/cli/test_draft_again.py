"""A second check of a draft, through the front door: from a report, from the cache folder, and by itself on save.

The server on this machine gives replies written by hand, worded anew each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from checker.cli import run, watching
from tests.cli.test_draft import DRAFT, EVERYTHING, FIRE, MISSING, desk
from tests.draftroom import CONTRADICT, confirmed, fact, judge
from tests.model.provider import Provider
from tests.model.virtual_clock import VirtualClock
from tests.newsroom import Newsroom, Reply, Result, nothing_differs

__all__ = ["desk"]

GHOST = {"article": "ghost", "sentences": [99], "span": {"start": 0, "end": 5}}
EDITED = DRAFT.replace("The ferry Astrid", "The ferryboat Astrid")


@pytest.fixture
def server(desk: Newsroom) -> Iterator[Provider]:
    number = count(1)

    def worded_anew(answerer: Callable[[str], Reply]) -> Callable[[str], Reply]:
        def answered(message: str) -> Reply:
            reply = answerer(message)
            for one in reply["facts"]:
                one["why"] = f"They clash, in other words {'again ' * next(number)}and again."
            return reply

        return answered

    clash = fact([("D", "Forty", "Forty")], [("*", "Sixty", "Sixty")], q="How many are missing?")
    first, later = (judge(clash, backed=[[("D", words), ("*", "fire")]]) for words in ("ferry", "ferryboat"))

    def drafted(message: str) -> Reply:
        return (later if "ferryboat" in message else first)(message)

    answerers = {
        "draft": worded_anew(drafted),
        "confirm": worded_anew(confirmed(CONTRADICT)),
        "reconcile": nothing_differs,
    }
    with Provider(answerers=answerers) as provider:
        desk.setenv("OPENAI_BASE_URL", provider.url)
        desk.setenv("OPENAI_API_KEY", "sk-test")
        yield provider


def live(room: Newsroom, *options: str) -> Result:
    return room.run("draft", *EVERYTHING, "--model", "m", "--format", "json", *options)


def without_run(result: Result) -> dict[str, Any]:
    return {key: value for key, value in result.report.items() if key != "run"}


@pytest.mark.each
def test_the_same_command_after_an_edit_is_a_check_of_the_edit(desk: Newsroom, server: Provider) -> None:
    first = live(desk)
    assert sorted(server.tasks) == ["confirm", "draft", "extract", "extract", "extract", "reconcile"]
    desk.write("draft.txt", EDITED)
    again = live(desk)
    assert server.tasks[6:] == ["extract", "draft"]
    (was,), (now,) = ([f for f in one.findings if f["code"] == "number-contradict"] for one in (first, again))
    assert now == {**was, "passages": now["passages"]}
    assert was["explanation"].startswith("They clash")
    assert live(desk).code == again.code == 1
    assert len(server.tasks) == 8


def test_nothing_edited_gives_the_same_report_and_asks_nobody(desk: Newsroom, server: Provider) -> None:
    first = live(desk)
    again = live(desk)
    assert len(server.tasks) == 6
    assert without_run(again) == without_run(first)
    assert "checker: going on from the check of 20" in again.err
    assert "going on" not in first.err + live(desk, "--quiet").err + live(desk, "--refresh").err


def test_a_draft_of_another_id_goes_on_from_what_was_said_of_its_sentences(desk: Newsroom, server: Provider) -> None:
    live(desk)
    desk.write("draft.txt", DRAFT, id="night")
    again = live(desk)
    assert again.report["draft"]["article"] == "night"
    assert "going on from" in again.err
    assert len(server.tasks) == 6


@pytest.mark.parametrize("gone", [True, False])
def test_a_draft_that_was_renamed_since_the_last_check_goes_on_from_it(
    desk: Newsroom, server: Provider, gone: bool
) -> None:
    live(desk)
    desk.write("night.txt", DRAFT)
    if gone:
        (desk.folder / "draft.txt").unlink()
    again = desk.run("draft", "night.txt", *EVERYTHING[1:], "--model", "m", "--format", "json")
    assert again.report["draft"]["article"] == "night"
    assert ("going on from the check of 20" in again.err) == gone
    assert len(server.tasks) == 6


def test_a_draft_that_is_there_is_another_though_its_sources_are_checked_from_another_folder(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(desk)
    desk.write("night.txt", DRAFT)
    (desk.folder / "elsewhere").mkdir()
    monkeypatch.chdir(desk.folder / "elsewhere")
    files = [str(desk.folder / name) if name.endswith(".txt") else name for name in ("night.txt", *EVERYTHING[1:])]
    again = desk.run("draft", *files, "--model", "m", "--format", "json")
    assert again.report["draft"]["article"] == "night"
    assert "going on" not in again.err


def test_a_renamed_draft_keeps_what_an_earlier_report_says_of_its_sentences(desk: Newsroom, server: Provider) -> None:
    desk.write("draft.txt", DRAFT.replace("Who will pay for it?", "[draft] stands in its text."))
    first = live(desk)
    (desk.folder / "old.json").write_text(first.out, "utf-8")
    (desk.folder / "draft.txt").rename(desk.folder / "night.txt")
    files = ("night.txt", *EVERYTHING[1:])
    again = desk.run("draft", *files, "--model", "m", "--format", "json", "--earlier", "old.json", "--no-cache")
    assert len(server.tasks) == 6
    assert "--earlier" not in again.err
    was, now = without_run(first), without_run(again)
    assert now["draft"]["article"] == "night"
    stand = [[one["standing"] for one in report["draft"]["sentences"]] for report in (was, now)]
    assert stand[0] == stand[1]
    told = [[one for one in report["findings"] if one["fact"]] for report in (was, now)]
    for one, other in zip(*told, strict=True):
        passages = [{**p, "article": p["article"].replace("draft", "night")} for p in one["passages"]]
        assert other == {**one, "passages": passages}
    assert "[draft] stands in its text." in next(one["text"] for one in now["articles"] if one["id"] == "night")


@pytest.mark.parametrize(
    ("sentence", "words", "joins"),
    [
        ("Nobody has found the forty sailors yet.", "forty", True),
        ("Nobody has found the fifty sailors yet.", "fifty", False),
        ("Nobody has found the forty sailors yet.", "", True),
    ],
)
def test_a_new_sentence_that_repeats_a_known_conflict_joins_it(
    desk: Newsroom, sentence: str, words: str, joins: bool
) -> None:
    known = fact([("D", "Forty", "Forty")], [(1, "Sixty", "Sixty")], q="How many are missing?")

    def answered(number: str) -> Callable[[str], Reply]:
        place = ("D", "Nobody has", words) if words else ("D", "Nobody has")
        new = fact([place], [(1, "Sixty", "Sixty")], q="How many sailors?")  # type: ignore[list-item]

        def drafted(message: str) -> Reply:
            reply = judge(*((known, new) if "Nobody has" in message else (known,)))(message)
            for one in reply["facts"]:
                one["positions"][0]["a"] = "forty"
            if "Nobody has" in message:
                reply["facts"][1]["positions"][0]["a"] = number
            return reply

        return drafted

    answerers = {"draft": answered(sentence.split()[4]), "confirm": confirmed(CONTRADICT)}
    with Provider(answerers=answerers) as provider:
        desk.setenv("OPENAI_BASE_URL", provider.url)
        desk.setenv("OPENAI_API_KEY", "sk-test")
        (first,) = [one for one in live(desk).findings if one["fact"]]
        desk.write("draft.txt", DRAFT + f"\n{sentence}\n")
        found = [one for one in live(desk).findings if one["fact"]]
    assert len(found) == (1 if joins else 2)
    if joins:
        assert {**found[0], "passages": first["passages"]} == first
        told = [one["text"] for one in found[0]["passages"] if one["article"] == "draft"]
        assert told == ["Forty people are missing, harbour master Ida Lund said.", sentence]


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("Forty of a ferry: nothing of this was said before.\n", (), "has no sentence of the draft as it stands now"),
        (DRAFT, ("--publish-at", "2031-03-04"), "has another date, outlet, language or status of the draft"),
        (DRAFT + "More of it.\n", (), None),
    ],
)
def test_an_earlier_report_of_which_nothing_holds_for_the_draft_says_so(
    desk: Newsroom, server: Provider, text: str, options: tuple[str, ...], told: str | None
) -> None:
    (desk.folder / "old.json").write_text(live(desk).out, "utf-8")
    desk.write("draft.txt", text)
    again = live(desk, "--earlier", "old.json", "--no-cache", *options)
    lines = [line for line in again.err.splitlines() if "--earlier" in line]
    assert lines == ([f"checker: --earlier old.json: {told}; of the draft nothing is kept"] if told else [])


@pytest.mark.parametrize(
    ("options", "asked"),
    [(("--no-cache",), 6), (("--refresh",), 6), (("--way", "quick"), 1)],
    ids=["nothing kept", "everything anew", "the other way"],
)
def test_what_takes_nothing_from_the_last_report(
    desk: Newsroom, server: Provider, options: tuple[str, ...], asked: int
) -> None:
    live(desk)
    before = len(server.tasks)
    live(desk, *options)
    assert len(server.tasks) - before == asked


def test_what_was_asked_anew_is_what_the_next_goes_on_from(desk: Newsroom, server: Provider) -> None:
    live(desk)
    anew = live(desk, "--refresh")
    assert without_run(live(desk)) == without_run(anew)
    assert len(server.tasks) == 12


def test_another_draft_of_the_same_sources_is_checked_by_itself(desk: Newsroom, server: Provider) -> None:
    live(desk)
    desk.write("other/draft.txt", DRAFT + "\nIt rained.\n")
    result = desk.run("draft", "other/draft.txt", *EVERYTHING[1:], "--model", "m", "--format", "json")
    assert result.code == 1


def test_another_model_is_asked_for_its_own_view(desk: Newsroom, server: Provider) -> None:
    live(desk)
    desk.run("draft", *EVERYTHING, "--model", "another")
    assert len(server.tasks) == 12
    desk.run("draft", *EVERYTHING, "--model", "m", "--model-reconcile", "another")
    assert [seen.json["model"] for seen in server.seen if b'"name":"draft"' in seen.body][-1] == "another"


def test_a_broken_last_report_costs_no_more_than_a_first_check(desk: Newsroom, server: Provider) -> None:
    live(desk)
    (kept,) = (desk.folder / "cache" / "drafts").iterdir()
    kept.write_text("{", "utf-8")
    assert live(desk).code == 1
    assert json.loads(kept.read_text("utf-8"))["draft"]["article"] == "draft"
    assert len(server.tasks) == 6, "the answers themselves were kept"


def test_the_last_reports_are_pruned_with_the_answers(desk: Newsroom, server: Provider) -> None:
    live(desk)
    assert server.tasks
    result = desk.run("answers", "prune", "--older-than", "0")
    assert result.code == 0, result.err
    assert not list((desk.folder / "cache" / "drafts").glob("*.json"))


def test_replayed_answers_keep_no_report(desk: Newsroom) -> None:
    desk.settle("draft", *EVERYTHING, draft=judge(MISSING), confirm=confirmed(CONTRADICT))
    assert not (desk.folder / "cache" / "drafts").exists()


def test_from_a_report_that_is_named(desk: Newsroom, server: Provider) -> None:
    desk.run("draft", *EVERYTHING, "--model", "m", "--output", "old.json", "--no-cache")
    desk.write("draft.txt", EDITED)
    again = live(desk, "--earlier", "old.json", "--no-cache")
    assert server.tasks[6:] == ["extract", "draft"]
    assert again.code == 1


def earlier(desk: Newsroom, **changes: Any) -> dict[str, Any]:
    """Write a report on the draft, changed, to old.json; return it."""
    answerers = {"draft": judge(MISSING, backed=[FIRE]), "confirm": confirmed(CONTRADICT)}
    report = desk.settle("draft", *EVERYTHING, "--format", "json", **answerers).report
    for path, value in changes.items():
        *outer, last = path.split("__")
        place = report
        for key in outer:
            place = place[int(key) if key.isdigit() else key]
        place[last] = value
    (desk.folder / "old.json").write_text(json.dumps(report), "utf-8")
    return report


def from_earlier(desk: Newsroom, *options: str) -> Result:
    replay = ("--answers", "answers", "--model", "claude", "--earlier", "old.json")
    return desk.run("draft", *EVERYTHING, *replay, "--format", "json", *options)


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"draft": None}, 2, "--earlier old.json: is no report of a draft check; name the JSON of an earlier one"),
        ({"draft__article": "other"}, 2, "old.json: does not hold together (its draft other is not there); write"),
        ({"draft__prompts": ["0123456789ab"]}, 1, "--earlier old.json: was judged by other prompts; nothing is kept"),
        ({"judged_by": "checks"}, 1, "--earlier old.json: no model judged it; nothing is kept of it"),
    ],
)
def test_a_report_that_is_of_no_use_is_told_in_a_line(
    desk: Newsroom, changes: dict[str, Any], code: int, told: str
) -> None:
    earlier(desk, **changes)
    result = from_earlier(desk)
    assert told in result.err
    assert result.code == code
    assert len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("facts__0__pairs__0__first", 9, "has no position 9"),
        ("facts__0__pairs__0__second", 9, "has no position 9"),
        ("facts__0__judgements__0__pairs__0__second", 9, "has no position 9"),
        ("facts__0__current", 3, "has no position 3"),
        ("facts__0__current", 0, "greater than or equal to 1"),
        ("facts__0__shown_right", 3, "has no position 3"),
        ("facts__0__shown_right", 0, "greater than or equal to 1"),
        ("findings__0__between", [1, 3], "has no position 3"),
        ("articles__0__sentences__1__number", 9999, "sentences of article draft are not numbered from 1 on"),
        ("articles__1__sentences__0__number", 2, "sentences of article wire are not numbered from 1 on"),
        ("cleared", [{"question": "One?", "passages": [GHOST], "reason": "So."}], "cites article ghost, which is not"),
        ("draft__unsourced", [{"passage": {**GHOST, "article": "draft"}, "what": "name"}], "cites a sentence that"),
    ],
)
def test_a_report_that_does_not_hold_together_is_told_in_a_line(
    desk: Newsroom, place: str, value: Any, told: str
) -> None:
    earlier(desk, **{place: value})
    result = from_earlier(desk)
    assert told in result.err
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_a_report_of_another_draft_is_of_no_use(desk: Newsroom) -> None:
    earlier(desk)
    desk.write("night.txt", "Nothing of this has been said before.\n")
    for files in (("night.txt", *EVERYTHING[1:]), ("night.txt", "--against", "draft.txt")):
        result = desk.run("draft", *files, "--answers", "answers", "--model", "claude", "--earlier", "old.json")
        assert result.err == "checker: --earlier old.json: is of the draft draft, not of night; leave it out\n"
        assert (result.code, result.out) == (2, "")
        desk.write("night.txt", DRAFT + "More of it.\n")


def test_a_report_of_the_other_way_is_of_no_use(desk: Newsroom) -> None:
    earlier(desk)
    result = from_earlier(desk, "--way", "quick")
    assert "--earlier old.json: was made without --way quick; nothing is kept of it" in result.err


def test_a_report_that_is_none(desk: Newsroom) -> None:
    (desk.folder / "old.json").write_text("{}", "utf-8")
    result = from_earlier(desk)
    assert (result.code, result.out) == (2, "")
    assert "old.json: is no JSON report" in result.err
    assert "write one with: checker draft DRAFT --against SOURCES --format json --output report.json" in result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DRAFT, "Judged in an earlier check; nothing has changed since that has to be judged anew. Nothing was sent"),
        (EDITED, "Judged in an earlier check; what is new, by nobody: no request got an answer. Nothing was sent"),
    ],
)
def test_who_judged_what_was_kept(desk: Newsroom, text: str, told: str) -> None:
    earlier(desk)
    desk.write("draft.txt", text)
    replay = ("--answers", "empty", "--model", "claude", "--earlier", "old.json")
    (desk.folder / "empty").mkdir()
    assert told in " ".join(desk.run("draft", *EVERYTHING, *replay).out.split())


@pytest.mark.parametrize(
    ("options", "told"), [(("--checks-only",), "asks no model, --earlier is about one"), ((), "nobody to ask")]
)
def test_a_report_of_a_model_is_of_use_to_a_model_alone(desk: Newsroom, options: tuple[str, ...], told: str) -> None:
    earlier(desk)
    result = desk.run("draft", *EVERYTHING, "--earlier", "old.json", *options)
    assert (result.code, told in result.err) == (2, True)


def test_the_estimate_is_that_of_the_edit(desk: Newsroom) -> None:
    earlier(desk)
    desk.write("draft.txt", EDITED)
    result = desk.run("draft", *EVERYTHING, "--earlier", "old.json", "--estimate", "--model", "gpt-5-mini")
    assert "reconcile" not in result.out, result.out
    assert "draft" in result.out


class Saving(VirtualClock):
    """A clock at whose looks, from the first, something is done; at the end the user interrupts."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self._steps = list(steps)

    async def sleep(self, seconds: float) -> None:
        self.elapsed += seconds
        if not self._steps:
            raise KeyboardInterrupt
        self._steps.pop(0)()


def nothing() -> None:
    """Let a look pass."""


def save(desk: Newsroom, name: str, text: str) -> Callable[[], None]:
    """Save a file at another time than before, which the clock of the file system might not show by itself."""
    stamps = count(2_000_000_000)

    def done() -> None:
        path = desk.write(name, text)
        os.utime(path, (next(stamps), next(stamps)))

    return done


def watched(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object], options: tuple[str, ...] = ()
) -> Result:
    monkeypatch.setattr(watching, "SystemClock", lambda: Saving(*steps))
    return desk.run("draft", *EVERYTHING, "--model", "m", "--watch", "--format", "json", *options)


def pages(result: Result) -> int:
    return result.out.count('"run": {')


@pytest.mark.each
def test_a_save_is_a_check_of_the_edit(desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    result = watched(desk, monkeypatch, nothing, save(desk, "draft.txt", EDITED), nothing, nothing)
    assert result.code == 0, result.err
    assert server.tasks[6:] == ["extract", "draft"]
    assert pages(result) == 2
    assert result.err.count("watching draft.txt and its sources; Ctrl-C ends it") == 2
    assert result.err.endswith("checker: no longer watching\n")


def test_it_goes_on_from_the_report_before_without_a_cache(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = save(desk, "draft.txt", EDITED)
    watched(desk, monkeypatch, step, nothing, nothing, options=("--no-cache",))
    assert server.tasks[6:] == ["extract", "draft"]


def test_a_source_that_is_saved_and_a_new_one_in_a_folder(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SystemClock", lambda: Saving(save(desk, "sources/new.txt", "It rained.\n"), nothing))
    result = desk.run("draft", "draft.txt", "--against", "sources", "--model", "m", "--watch", "--format", "json")
    assert result.code == 0
    assert server.tasks[6:].count("extract") == 1
    assert '"id": "new"' in result.out


def test_a_file_that_is_gone_for_a_moment(desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.folder / "draft.txt"

    def renamed() -> None:
        new = desk.write("draft.tmp", EDITED)
        os.utime(new, (2_000_000_000, 2_000_000_000))
        new.replace(draft)

    result = watched(desk, monkeypatch, draft.unlink, nothing, nothing, renamed, nothing, nothing)
    assert pages(result) == 2
    assert "no such file" not in result.err
    assert server.tasks[6:] == ["extract", "draft"]


def test_a_source_that_is_gone_is_told_and_the_watch_goes_on(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, radio = desk.folder / "sources/wire.txt", desk.folder / "sources/radio.txt"
    back = save(desk, "sources/wire.txt", wire.read_text("utf-8"))

    def both_gone() -> None:
        wire.unlink()
        radio.unlink()

    result = watched(desk, monkeypatch, both_gone, nothing, back, nothing, nothing)
    assert result.code == 0
    assert "--against: there is no source to hold the draft against" in result.err
    assert pages(result) == 2
    assert server.tasks


def test_nothing_is_checked_while_nothing_is_saved(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = watched(desk, monkeypatch, *[nothing] * 50)
    assert pages(result) == 1
    assert len(server.tasks) == 6


def test_a_report_file_is_written_anew(desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    step = save(desk, "draft.txt", EDITED)
    watched(desk, monkeypatch, step, nothing, nothing, options=("--output", "report.json"))
    report = json.loads((desk.folder / "report.json").read_text("utf-8"))
    assert "ferryboat" in report["articles"][0]["text"]
    assert server.tasks


def test_who_interrupts_a_check_wants_no_more(
    desk: Newsroom, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: Any) -> Any:
        return run.Done(3, None, interrupted=True)

    monkeypatch.setattr(watching, "run_once", interrupted)
    result = watched(desk, monkeypatch)
    assert (result.code, result.err.splitlines()[-1]) == (0, "checker: no longer watching")
    assert not server.tasks


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-", "--against", "sources"), "--watch looks at files, and standard input (-) is none"),
        (("draft.txt", "--against", "sources", "--estimate"), "--watch wants a report each time, --estimate ends"),
        (("draft.txt", "--against", "sources", "--pending", "p"), "--watch wants a report each time, --pending ends"),
        (("draft.txt", "--against", "sources", "--batch"), "--watch wants a report each time, --batch ends"),
        (("gone.txt", "--against", "sources", "--checks-only"), "gone.txt: no such file"),
    ],
)
def test_what_cannot_be_watched(desk: Newsroom, arguments: tuple[str, ...], told: str) -> None:
    result = desk.run("draft", *arguments, "--watch")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert Path("draft.txt").exists()
