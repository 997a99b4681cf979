"""A small benchmark in a working directory: two stories of two articles, with gold and answers written by hand."""

from __future__ import annotations

import json
from typing import Any

from tests.newsroom import Answerer, Newsroom, Reply, Result, _reply, label

WIRE = "The ferry {ship} caught fire off Oldport on Monday.\n\nHarbour master Ida Lund said 40 people were missing.\n"
TABLOID = "A fire broke out on the {ship}.\n\nIda Lund of the ferry line put the missing at 40.\n"

SUITES = """
[suites.dev]
stories = ["astrid", "berta"]
ways = ["claims"]

[suites.test]
stories = ["all"]
ways = ["quick"]

[mixed]
all = ["astrid", "berta"]
"""

HOW = ("--how", "m, written by hand for a test")


def gold(story: str) -> dict[str, Any]:
    return {
        "story": story,
        "facts": [
            {
                "id": "f1",
                "question": "Which office does Ida Lund hold?",
                "aspect": ["role"],
                "difficulty": "role",
                "level": ["fix"],
                "positions": [
                    {
                        "answer": "harbour master",
                        "passages": [
                            {"article": "wire", "text": "Harbour master Ida Lund said 40 people were missing."}
                        ],
                    },
                    {
                        "answer": "somebody at the ferry line",
                        "passages": [
                            {"article": "tabloid", "text": "Ida Lund of the ferry line put the missing at 40."}
                        ],
                    },
                ],
                "pairs": [{"first": 1, "second": 2, "verdict": "contradict", "accept": ["contradict"]}],
                "why": "She cannot be both.",
            }
        ],
        "traps": [],
        "single": [],
    }


def build(room: Newsroom, suites: str = SUITES) -> None:
    """Write the benchmark into the working directory."""
    room.write("evals/suites.toml", suites)
    for story in ("astrid", "berta"):
        ship = story.title()
        room.write(f"evals/stories/{story}/articles/wire.md", WIRE.format(ship=ship))
        room.write(f"evals/stories/{story}/articles/tabloid.md", TABLOID.format(ship=ship))
        room.write(f"evals/stories/{story}/articles/story.toml", f'title = "{ship}"\nmodel = "m"\n')
        room.write(f"evals/stories/{story}/gold.json", json.dumps(gold(story)))


_RECORDED: dict[str, bytes] = {}


def build_recorded(room: Newsroom) -> None:
    """Write the benchmark with the answers of dev into the working directory; they are recorded once a process."""
    if not _RECORDED:
        build(room)
        assert record(room, "dev").code == 0
        files = [path for path in (room.folder / "evals").rglob("*") if path.is_file()]
        _RECORDED.update({str(path.relative_to(room.folder)): path.read_bytes() for path in files})
    for name, content in _RECORDED.items():
        path = room.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def the_office_differs(message: str) -> Reply:
    fact = {
        "q": "Which office does Ida Lund hold?",
        "aspect": "role",
        "stakes": "none",
        "positions": [
            {"a": "harbour master", "p": [label(message, 1, "Ida Lund")]},
            {"a": "somebody at the ferry line", "p": [label(message, 2, "Ida Lund")]},
        ],
        "why": "[1] has her as harbour master, [2] as somebody at the ferry line.",
        "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
    }
    return {"facts": [fact], "same": [], "cleared": []}


def confirmed(_: str) -> Reply:
    pairs = [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}]
    return {"facts": [{"n": 1, "why": "She cannot be both.", "pairs": pairs}]}


def differs(_: str) -> Reply:
    pairs = [{"i": 1, "j": 2, "v": "differ", "how": "strength"}]
    return {"facts": [{"n": 1, "why": "One is surer.", "pairs": pairs}]}


def record(
    room: Newsroom, *arguments: str, reconcile: Answerer = the_office_differs, confirm: Answerer = confirmed
) -> Result:
    """Answer what an evaluation asks, round by round, each answer by a number of its own."""
    answerers = {"reconcile": reconcile, "confirm": confirm}
    answerer = 0
    for _ in range(5):
        result = room.run("eval", *arguments, "--pending", "pending.jsonl")
        if result.code == 0:
            return result
        lines = []
        for line in room.pending():
            answerer += 1
            lines.append({"custom_id": line["custom_id"], "reply": _reply(line, answerers), "by": answerer})
        (room.folder / "replies.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        taken = room.run("eval", *arguments, "--import", "replies.jsonl", *HOW)
        assert taken.code == 0, taken.err
    return result
