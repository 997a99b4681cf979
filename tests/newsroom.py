"""A folder of articles and the command line in it, for tests that go through the front door.

The replies in these tests are written by hand (by the functions a test passes in), never by a model.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main

Reply = dict[str, Any]
Answerer = Callable[[str], Reply]
"""From the user message of a request to the reply, written by hand."""

HOW = "claude, written by hand for a test"


@dataclass(frozen=True)
class Result:
    """What a command ended with and what it printed."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[str]:
        """The rows of a list on standard output, what was broken to fit the width put together again."""
        return re.sub(r"\n +", " ", self.out).splitlines()

    @property
    def findings(self) -> list[dict[str, Any]]:
        return self.report["findings"]


class Newsroom:
    """A working directory with articles, and the command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def setenv(self, name: str, value: str) -> None:
        """Set a variable of the environment for the rest of the test."""
        self._monkeypatch.setenv(name, value)

    def write(self, name: str, text: str, **front: str) -> Path:
        """Write an article, with front matter where fields are given."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {value}\n" for key, value in front.items())
        path.write_text(f"---\n{head}---\n{text}" if front else text, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path) -> Result:
        """Run `checker` with these arguments."""
        self._monkeypatch.setattr(sys, "argv", ["checker", *map(str, arguments)])
        self._capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        printed = self._capsys.readouterr()
        return Result(code, printed.out, printed.err)

    def type(self, line: str) -> Result:
        """Run a line as somebody types it, of which a shell would only make words."""
        assert not set(line) & set("$`;&|<>*?~#!(){}[]\\"), f"this one takes a shell: {line}"
        program, *words = shlex.split(line)
        assert program == "checker"
        return self.run(*words)

    def settle(self, *arguments: str | Path, rounds: int = 9, **answerers: Answerer) -> Result:
        """Run a command with --pending, answer what it asks, and run it again until nothing is awaited."""
        for _ in range(rounds):
            result = self.run(*arguments, "--model", "claude", "--answers", "answers", "--pending", "pending.jsonl")
            if result.code != 4:
                return result
            lines = [json.loads(line) for line in (self.folder / "pending.jsonl").read_text("utf-8").splitlines()]
            self.reply([{"custom_id": line["custom_id"], "reply": _reply(line, answerers)} for line in lines])
        return result

    def reply(self, replies: list[dict[str, Any]], *options: str) -> Result:
        """Import replies in the short form."""
        lines = "".join(json.dumps(reply, ensure_ascii=False) + "\n" for reply in replies)
        (self.folder / "replies.jsonl").write_text(lines, encoding="utf-8")
        return self.run("answers", "import", "replies.jsonl", "--answers", "answers", *(options or ("--how", HOW)))

    def pending(self) -> list[dict[str, Any]]:
        """Return the requests that were written out."""
        return [json.loads(line) for line in (self.folder / "pending.jsonl").read_text("utf-8").splitlines()]


def _reply(line: dict[str, Any], answerers: dict[str, Answerer]) -> Reply:
    task = line["body"]["response_format"]["json_schema"]["name"]
    messages = line["body"]["messages"]
    answerer = answerers.get(task) or DEFAULTS[task]
    return answerer(messages[1]["content"] if len(messages) == 2 else "\n".join(m["content"] for m in messages[1:]))


SENTENCE = re.compile(r"^(\d+)(?: \((\w+)\))? (.*)$", re.MULTILINE)


def shown(message: str) -> list[tuple[int, str]]:
    """Return the numbered sentences of an extract request."""
    inside = re.split(r"^</?article [0-9a-f]{12}>$", message, flags=re.MULTILINE)[1]
    return [(int(number), text) for number, _, text in SENTENCE.findall(inside)]


def an_event_a_sentence(message: str) -> Reply:
    """Claim each sentence as an event."""
    claims = [{"k": "event", "s": [number], "t": text, "m": []} for number, text in shown(message)]
    return {"date": None, "outlet": None, "claims": claims}


def nothing_differs(_: str) -> Reply:
    return {"facts": [], "same": [], "cleared": []}


def label(message: str, article: int, words: str) -> str:
    """Return the label ("2.7") of the first sentence of an article in a reconcile request that holds these words."""
    for found in re.finditer(rf"^({article}\.\d+)(?: \(\w+\))? (.*)$", message, re.MULTILINE):
        if words in found.group(2):
            return found.group(1)
    raise LookupError(words)


DEFAULTS: dict[str, Answerer] = {"extract": an_event_a_sentence, "reconcile": nothing_differs}
