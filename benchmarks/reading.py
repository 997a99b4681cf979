"""How long reading articles takes, next to the bare sentence splitter on the same texts.

Printed by `python -m benchmarks` in the checkout. A ratio of 2 means that reading files, decoding them, finding
lines, sentences and roles and building the articles takes twice as long as `sentencex.get_sentence_boundaries` alone.
The two are timed in turns, so that a busy machine slows both, and the median of the turns' ratios is given. Nothing of
reading is put off: when `read_articles` returns, every sentence exists, with its offsets and its role.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from checker.readers import read_articles
from checker.text.sentences import split_sentences

TURNS = 31
LARGEST = 10_000_000

_SUBJECTS = (
    "The minister|Officials in the capital|Mr. Harrow|The U.S. government|A spokesperson|Analysts|Gen. Oduya".split("|")
)
_VERBS = "confirmed|denied|said on Wednesday|told reporters|acknowledged|warned|reported".split("|")
_OBJECTS = (
    "that the talks had ended without an agreement",
    "that about 4.5 million people would be affected by the decision",
    "that “no date has been set,” and left the room",
    "that the harbor would stay closed until Jan. 20 at the earliest",
    "that the two sides, after months of silence, had spoken by telephone for ten minutes",
    "that nobody had been hurt in the incident near St. Orban",
)


def invented_article(seed: int, paragraphs: int) -> str:
    """Return an article with a title, a byline, headings and paragraphs of one to four sentences."""
    chance = random.Random(seed)
    lines = [f"Talks End Without Agreement in Round {seed}", f"By Alma Reyes | Dec {1 + seed % 28:02}, 2025"]
    for number in range(paragraphs):
        if number % 5 == 4:
            lines.append(f"What the {chance.choice(('harbor', 'border', 'market'))} expects")
        lines.append(" ".join(_sentence(chance) for _ in range(chance.randint(1, 4))))
    lines += ["Also Read: Ferry Line Orders Two Ships", "Subscribe to our newsletter"]
    return "\n\n".join(lines) + "\n"


def _sentence(chance: random.Random) -> str:
    place = chance.choice(("", " in Oslo", " in the northern province", f" on day {chance.randint(2, 99)}"))
    said = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)}{place} {chance.choice(_OBJECTS)}"
    return f"{said}, while {chance.choice(_OBJECTS).removeprefix('that ')}." if chance.random() < 0.4 else f"{said}."


def ratios() -> dict[str, float]:
    """Return for each kind of input how many times as long reading takes as the bare splitter; last, how it grows."""
    return {
        "70 plain files of 5 KB": _ratio(".txt", count=70, paragraphs=18),
        "70 Markdown files of 5 KB": _ratio(".md", count=70, paragraphs=18),
        "70 marked-up Markdown files of 5 KB": _ratio(".md", count=70, paragraphs=18, markup=True),
        "4 plain files of 90 KB": _ratio(".txt", count=4, paragraphs=330),
        "4 Markdown files of 90 KB": _ratio(".md", count=4, paragraphs=330),
        "a line of 200 KB, of one of 100 KB": _doubling(),
    }


def _with_markup(article: str) -> str:
    """Return an article with a title and headings marked as such, and a link or emphasis in every third paragraph."""
    lines = article.split("\n\n")
    lines[0] = f"# {lines[0]}"
    for number, line in enumerate(lines[1:], start=1):
        if line.startswith("What the"):
            lines[number] = f"## {line}"
        elif number % 3 == 0:
            lines[number] = line.replace(" the ", " *the* ", 1).replace("agreement", "[agreement](https://a.example)")
    return "\n\n".join(lines)


def _ratio(suffix: str, *, count: int, paragraphs: int, markup: bool = False) -> float:
    texts = [invented_article(seed, paragraphs) for seed in range(count)]
    texts = [_with_markup(text) for text in texts] if markup else texts
    with tempfile.TemporaryDirectory() as folder:
        for seed, text in enumerate(texts):
            (Path(folder) / f"{seed:03}{suffix}").write_text(text, encoding="utf-8")
        turns = []
        for _ in range(TURNS):
            began = time.perf_counter()
            for text in texts:
                get_sentence_boundaries("en", text)
            between = time.perf_counter()
            read_articles([Path(folder)], max_bytes=LARGEST)
            turns.append((time.perf_counter() - between) / (between - began))
    return statistics.median(turns)


def _doubling() -> float:
    """Return how many times as long one line takes to split as one of half its length."""
    turns = []
    for _ in range(TURNS // 4):
        times = []
        for size in (100_000, 200_000):
            began = time.perf_counter()
            split_sentences("Aa.Bb. " * (size // 7), "en")
            times.append(time.perf_counter() - began)
        turns.append(times[1] / times[0])
    return statistics.median(turns)
