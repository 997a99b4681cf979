"""Run suites from recorded answers and score them: a task is stories + a way of checking + the scorer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import AnswersError, UsageError
from checker.harness.agreeing import agreement
from checker.harness.checking import Checked, Recordings, check_story
from checker.harness.measures import MEASURES
from checker.harness.recording import write_pending
from checker.harness.repeating import repeats
from checker.harness.resampling import estimate
from checker.harness.results import Evaluation, Results, StoryScore
from checker.harness.scoring import score
from checker.harness.signalled import with_signals_told
from checker.harness.suites import EvalStory, Suites, load_story
from checker.harness.ways import WAYS
from checker.model.together import run_to_end


@dataclass(frozen=True)
class Plan:
    """What to evaluate: suites by name; ways and samples narrow down what the suites say, where they are given."""

    evals: Path
    suites: Suites
    names: tuple[str, ...]
    ways: tuple[str, ...] = ()
    samples: tuple[int, ...] = ()

    def runs(self, name: str) -> list[tuple[str, int]]:
        """Return the ways and samples of a suite. Raises UsageError for a way that does not exist."""
        suite = self.suites.suite(name)
        ways, samples = self.ways or suite.ways, self.samples or tuple(range(suite.samples))
        unknown = [way for way in (*ways, *suite.once) if way not in WAYS]
        if unknown:
            raise UsageError(f"there is no way {unknown[0]}; there are: {', '.join(WAYS)}")
        runs = [(way, sample) for way in ways for sample in samples]
        if not self.ways and 0 in samples:
            runs += [(way, 0) for way in suite.once]
        return runs

    def stories(self, name: str) -> list[EvalStory]:
        """Read the stories of a suite. Raises InputError."""
        return [load_story(self.evals, story, self.suites) for story in self.suites.suite(name).stories]


@dataclass(frozen=True)
class Run:
    """One story of a suite, checked one way once."""

    suite: str
    story: EvalStory
    way: str
    sample: int
    checked: Checked


def run_all(plan: Plan) -> Iterator[Run]:
    """Check every story of every suite by every way and sample, whether all its answers are there or not."""
    recordings = Recordings()
    for name in plan.names:
        stories = plan.stories(name)
        for way, sample in plan.runs(name):
            support = plan.suites.suite(name).support and (way, sample) == ("claims", 0)
            for story in stories:
                checked = run_to_end(check_story(story, way, sample, recordings, support=support))
                yield Run(name, story, way, sample, checked)


def evaluate(plan: Plan) -> Results:
    """Score everything in the plan. Raises AnswersError, naming how to record them, where answers are missing."""
    evaluations: list[Evaluation] = []
    scores: dict[tuple[str, str, int], list[StoryScore]] = {}
    missing: dict[str, str] = {}
    for run in run_all(plan):
        for request, reason in run.checked.missing:
            missing.setdefault(request.fingerprint, f"{run.story.name}, way {run.way}, sample {run.sample}: {reason}")
        checked = run.checked
        made = score(
            with_signals_told(checked.report),
            run.story.gold,
            way=run.way,
            sample=run.sample,
            effort=checked.effort,
            supported=checked.supported,
        )
        scores.setdefault((run.suite, run.way, run.sample), []).append(made)
    if missing:
        first = next(iter(missing.values())).partition("; record it with")[0]
        raise AnswersError(
            f"{len(missing)} answers are missing, and more may follow from them; the first: {first}; record them: "
            f"checker eval {' '.join(plan.names)} --pending FILE, then --import REPLIES"
        )
    evaluations += [evaluation(suite, way, sample, made) for (suite, way, sample), made in scores.items()]
    agreements = [agreement(name, plan.stories(name)) for name in plan.names]
    return Results(
        evaluations=tuple(evaluations),
        repeats=tuple(made for name in plan.names for made in repeats(name, evaluations)),
        agreement=tuple(one for one in agreements if one is not None),
    )


def evaluation(suite: str, way: str, sample: int, stories: Sequence[StoryScore]) -> Evaluation:
    """Return what the scores of a suite's stories come to."""
    return Evaluation(
        suite=suite,
        way=way,
        sample=sample,
        measures={name: estimate([story.tallies[name] for story in stories]) for name in MEASURES},
        amounts={
            name: (max if name == "depth" else sum)(story.amounts[name] for story in stories)
            for name in stories[0].amounts
        },
        stories=tuple(stories),
    )


def pending(plan: Plan, file: Path) -> int:
    """Write what is missing of everything in the plan into one file; return how many requests that is."""
    return write_pending(
        ((run.story.answers[0], request) for run in run_all(plan) for request, _ in run.checked.missing), file
    )
