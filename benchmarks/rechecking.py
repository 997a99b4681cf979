"""What a second check of a draft asks: `python -m benchmarks.rechecking` counts the requests after each kind of edit.

The draft of the sample story is held against its sources. Answers are made up, and other ones at each request, so that
nothing comes out the same but what is kept. Wanted: nothing for nothing, nothing for a paragraph that moved, three
requests for a sentence that was edited, and none of them about the sources.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from checker.model.answers import Answer, Usage
from checker.model.asking import Asker
from checker.model.request import Request
from checker.model.tokens import compact_json
from checker.pipeline import Options, Story, draft
from checker.readers import read_articles
from checker.schema import Article, Report

ROOT = Path(__file__).parents[1]
DRAFT = ROOT / "seeds" / "draft" / "draft.md"
SOURCES = (ROOT / "seeds" / "articles", ROOT / "seeds" / "draft" / "sources")
LARGEST = 1_000_000
WANTED = {"nothing": 0, "a paragraph moved": 0, "a sentence edited": 3}


class MadeUp:
    """Contradicts every sentence of the draft with some sentence of a source, in other words each time."""

    def __init__(self) -> None:
        self.asked: list[Request[Any]] = []
        self._number = count()

    async def answer(self, request: Request[Any]) -> Answer:
        """Return a reply that holds."""
        self.asked.append(request)
        message = request.messages[1]["content"]
        reply = getattr(self, f"_{request.task}")(message, f"said for the {next(self._number)}th time")
        return Answer(compact_json(reply), request.model, "made up", "2031-03-04", Usage())

    def _extract(self, message: str, words: str) -> dict[str, Any]:
        numbers = map(int, re.findall(r"^(\d+)(?: \(\w+\))? ", message, re.MULTILINE))
        claims = [{"k": "event", "s": [number], "t": words, "m": []} for number in numbers]
        return {"date": None, "outlet": None, "claims": claims}

    def _reconcile(self, _: str, __: str) -> dict[str, Any]:
        return {"facts": [], "same": [], "cleared": []}

    def _draft(self, message: str, words: str) -> dict[str, Any]:
        own = re.findall(r"^(D\.\d+)(?: \(\w+\))? ", message, re.MULTILINE)
        facts = [
            {
                "q": words,
                "aspect": "event",
                "stakes": "none",
                "positions": [{"a": words, "p": [label]}, {"a": words, "p": ["1.1"]}],
                "why": words,
                "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
                "right": 2,
            }
            for label in own
        ]
        return {"facts": facts, "dropped": [], "backed": [], "unbacked": [], "idle": [], "cleared": []}

    def _confirm(self, message: str, words: str) -> dict[str, Any]:
        pair = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}
        numbers = range(1, 1 + len(re.findall(r"^Question \d+:", message, re.MULTILINE)))
        return {"facts": [{"n": number, "why": words, "pairs": [pair]} for number in numbers]}


def _read(text: str) -> Article:
    """Return the draft with this text, and what is stated of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / DRAFT.name
        head = DRAFT.read_text("utf-8").partition("\n---\n")[0]
        path.write_text(f"{head}\n---\n{text}", encoding="utf-8")
        (found,) = read_articles([path], max_bytes=LARGEST).articles
    return found


def _requests(own: Article, earlier: Report | None) -> tuple[list[str], Report]:
    """Return the tasks of what a check of this draft asks, in order, and its report."""
    source = MadeUp()
    asker = Asker(source, dict.fromkeys(("extract", "reconcile", "draft", "confirm"), "some-model"))
    sources = read_articles(SOURCES, max_bytes=LARGEST).articles
    options = Options("a benchmark", draft=own.id, earlier=earlier, checks=())
    report = asyncio.run(draft(Story((own, *sources)), asker, options))
    assert not report.failures, report.failures[0]
    return [request.task for request in source.asked], report


def rechecks() -> dict[str, list[str]]:
    """Return the tasks that are asked, by what was edited."""
    text = read_articles([DRAFT], max_bytes=LARGEST).articles[0].text
    title, *paragraphs = text.split("\n\n")
    own = _read(text)
    first, report = _requests(own, None)
    words = next(word for word in re.findall(r"\b[a-z]{6,}\b", paragraphs[0]))
    edits = {
        "nothing": text,
        "a paragraph moved": "\n\n".join((title, *paragraphs[1:], paragraphs[0])),
        "a sentence edited": text.replace(words, "differently", 1),
    }
    return {"a first check": first} | {what: _requests(_read(edit), report)[0] for what, edit in edits.items()}


def main() -> None:
    """Print how many requests each edit costs, with what is wanted."""
    for what, tasks in rechecks().items():
        wanted = f" (wanted: {WANTED[what]})" if what in WANTED else ""
        asked = f": {', '.join(tasks)}" if tasks and what in WANTED else ""
        print(f"{len(tasks):6d} requests for a draft, {what}{wanted}{asked}")


if __name__ == "__main__":
    main()
