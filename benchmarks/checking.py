"""What the built-in checks cost: next to one pass of a word-splitting regular expression, and as a story grows.

`python -m benchmarks.checking` prints both. The pass goes over the whole text of the same articles; reading them and
importing the program count for neither. The two are timed in turns, and the best turn of each counts, as a busy machine
slows some; a line of its own gives the first run, which fills what is remembered of words. The articles of the first
figure are those of the stories in evals; those of the second are invented, five to a story, and tell the same things
with other figures.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from math import log
from pathlib import Path

from checker.checks.registry import CHECKS
from checker.harness.suites import LARGEST
from checker.pipeline import Options, Story, checks_only
from checker.readers import read_articles
from checker.schema import Article
from checker.steps.check import check
from checker.text.roles import text_sentences

ROOT = Path(__file__).parents[1]
TURNS = 15
PASSES = 5
PIECES = 20
WANTED = 20.0
SIZES = (10, 100, 1_000, 10_000)
STORY = 5

_WORD = re.compile(r"\w+")
_SYLLABLES = "ba ken dor mi sul ra vel ton quin far ost lem gri hav no pel tar ush wen yor zik cal dre fin".split()
_COUNTED = "passengers boats houses soldiers voters students patients trucks villages bridges".split()
_DONE = "were counted|were damaged|were evacuated|were reported missing|were searched|were brought to safety".split("|")
_WHEN = "on Monday|on Tuesday morning|on 4 March 2031|late last week|two days after the storm|before noon".split("|")


def real_articles(count: int) -> list[Article]:
    """Return the first articles of the stories of evals."""
    folders = sorted((ROOT / "evals" / "stories").glob("*/articles"))
    read = [article for folder in folders for article in read_articles([folder], max_bytes=LARGEST).articles]
    return [article.model_copy(update={"id": f"{at:03}"}) for at, article in enumerate(read[:count])]


def invented_articles(count: int, seed: int = 7) -> list[Article]:
    """Return articles of fifteen sentences, five to a story: names of its own, common words, figures that vary."""
    chance = random.Random(seed)
    articles = []
    for number in range(count):
        story = random.Random(f"{seed} {number // STORY}")
        people = [_name(story) for _ in range(4)]
        place = _name(story)
        lines = []
        for _ in range(15):
            who, what, done, amount = (
                story.choice(people),
                story.choice(_COUNTED),
                story.choice(_DONE),
                story.randint(3, 900),
            )
            told = amount if chance.random() < 0.8 else amount + chance.randint(1, 9)
            said = f"“We counted every one of the {what},” {who} said." if chance.random() < 0.1 else ""
            lines.append(f"{told:,} {what} {done} at {place} {story.choice(_WHEN)}, {who} told reporters. {said}")
        text = "\n\n".join(lines) + "\n"
        articles.append(
            Article(
                id=f"{number:05}",
                origin=f"{number:05}.txt",
                language="en",
                text=text,
                sentences=text_sentences(text, "en"),
            )
        )
    return articles


def _name(story: random.Random) -> str:
    return " ".join("".join(story.choices(_SYLLABLES, k=3)).title() for _ in range(2))


def ratios() -> dict[str, float]:
    """Return how many times as long the checks take as one pass of a word-splitting regular expression."""
    articles = real_articles(PIECES)
    story = Story(tuple(articles))
    began = time.process_time()
    check(articles)
    first = time.process_time() - began
    return {
        f"the checks on {PIECES} articles, of splitting their words once": _ratio(articles, lambda: check(articles)),
        "… the first time, with tables to build and no word seen before": first / _pass(articles),
        "… and with findings and report": _ratio(articles, lambda: checks_only(story, Options("a benchmark"))),
        **{
            f"    … of check {one.code} alone": _ratio(articles, lambda one=one: check(articles, checks=(one,)))
            for one in CHECKS
        },
    }


def _ratio(articles: list[Article], run: object) -> float:
    assert callable(run)
    run()
    passes, runs = [], []
    for _ in range(TURNS):
        began = time.process_time()
        for _ in range(PASSES):
            for article in articles:
                _WORD.findall(article.text)
        between = time.process_time()
        run()
        runs.append(time.process_time() - between)
        passes.append((between - began) / PASSES)
    return min(runs) / min(passes)


def _pass(articles: list[Article]) -> float:
    """Return the seconds of one pass over the articles, the best of some."""
    taken = []
    for _ in range(TURNS):
        began = time.process_time()
        for article in articles:
            _WORD.findall(article.text)
        taken.append(time.process_time() - began)
    return min(taken)


def growth(sizes: tuple[int, ...] = SIZES) -> tuple[dict[int, float], float | None]:
    """Return the seconds that the checks take for so many articles, and the exponent of the growth (1 is linear).

    The exponent is the slope of the least-squares line through the logarithms of articles and seconds; of one size
    alone there is none.
    """
    taken: dict[int, float] = {}
    for size in sizes:
        articles = invented_articles(size)
        times = []
        for _ in range(3 if size <= 1_000 else 1):
            began = time.process_time()
            check(articles)
            times.append(time.process_time() - began)
        taken[size] = min(times)
    points = [(log(size), log(seconds)) for size, seconds in taken.items()]
    if len(points) < 2:
        return taken, None
    return taken, statistics.linear_regression(*zip(*points, strict=True)).slope


def main() -> None:
    """Print both, with what is wanted."""
    for name, ratio in ratios().items():
        print(f"{ratio:6.1f} × {name}" + (f" (wanted: {WANTED:.0f} at most)" if name.startswith("the") else ""))
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    taken, exponent = growth(sizes)
    for size, seconds in taken.items():
        print(f"{seconds:8.3f} s for {size:,} articles, {1000 * seconds / size:.2f} ms each")
    if exponent is not None:
        print(f"  growth: articles to the power of {exponent:.2f}")


if __name__ == "__main__":
    main()
