"""Whether the recorded answers of a story are blind to one another, by the numbers of who answered.

Nobody may have answered two requests of one story where the second answer could lean on the first: one to reconcile and
one to confirm; two ways of checking; two repeats; two articles to extract, unless the story has more than ten articles:
then up to four. Asking again, and the stretches of one article, belong to one answerer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.harness.checking import Recordings, check_story
from checker.harness.suites import EvalStory
from checker.model.folder import RecordedAnswer, read_answers

MANY_ARTICLES = 10
MOST_OF_MANY = 4


@dataclass(frozen=True)
class Given:
    """That someone answered a request of a run."""

    way: str
    sample: int
    answer: RecordedAnswer


async def given_answers(story: EvalStory, runs: Iterable[tuple[str, int]], *, support: bool = False) -> list[Given]:
    """Return who answered which request, for every way and sample as far as it is recorded in the story's own folder.

    A request that several ways share is counted for the first of them. `support` is whether its claims were judged.
    """
    recordings = Recordings()
    own = read_answers(story.answers[0])
    given: dict[str, Given] = {}
    for way, sample in runs:
        judged = support and (way, sample) == ("claims", 0)
        # What is asked does not depend on the built-in checks.
        checked = await check_story(story, way, sample, recordings, support=judged, checks=())
        for request in checked.asked:
            if request.fingerprint in own:
                given.setdefault(request.fingerprint, Given(way, sample, own[request.fingerprint]))
    return list(given.values())


def breaches(given: Sequence[Given], articles: int) -> list[str]:
    """Return a line for each answerer who saw what should have stayed hidden, or whose number is not known."""
    lines = [f"{one.answer.item} ({one.answer.id[:12]}): nobody is named who answered" for one in given if not _by(one)]
    of_answerer: defaultdict[int, list[Given]] = defaultdict(list)
    for one in given:
        if (number := _by(one)) is not None:
            of_answerer[number].append(one)
    most = MOST_OF_MANY if articles > MANY_ARTICLES else 1
    for number, mine in sorted(of_answerer.items()):
        tasks = {one.answer.task for one in mine}
        extracted = {one.answer.item.partition(",")[0] for one in mine if one.answer.task == "extract"}
        reasons = {
            "reconcile and confirm": {"reconcile", "confirm"} <= tasks,
            "whether claims hold, and more": "support" in tasks and len(mine) > 1,
            "several ways": len({one.way for one in mine}) > 1,
            "several repeats": len({one.sample for one in mine}) > 1,
            f"{len(extracted)} articles to extract, not {most}": len(extracted) > most,
        }
        lines += [f"{number} answered {reason}" for reason, broken in reasons.items() if broken]
    return lines


def _by(given: Given) -> int | None:
    return given.answer.answered_by
