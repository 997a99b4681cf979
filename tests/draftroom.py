"""Replies to the request that holds a draft against its sources, written by hand in words and not in labels.

A place is (who, words): "D", the number of a source or "*" for any, and words of the sentence; a third part narrows it
to these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.newsroom import Newsroom

Place = tuple[str | int, str] | tuple[str | int, str, str]
Reply = dict[str, Any]

CONTRADICT = {"v": "contradict", "if": "nothing"}
STRENGTH = {"v": "differ", "how": "strength"}


def at(message: str, place: Place) -> Any:
    """Return the citation of a place in a request."""
    who, words = place[0], place[1]
    number = r"\d+" if who == "*" else who
    for found in re.finditer(rf"^({number}\.\d+)(?: \(\w+\))? (.*)$", message, re.MULTILINE):
        if words in found.group(2):
            return {"p": found.group(1), "w": place[2]} if len(place) == 3 else found.group(1)
    raise LookupError(place)


def night_at_the_dam(room: Newsroom) -> None:
    """Write a draft, and two sources, one of which calls the mayor a former one."""
    room.write(
        "desk/night-2.md",
        "The dam holds, mayor says\n\nMayor Ilse Tam said the dam was holding. Nine crews worked at the gate.\n\n"
        "The county paid 44,000 crowns for sand.\n",
        published="2031-03-07",
    )
    room.write("sources/wire.md", "Former mayor Ilse Tam said the dam was holding.\n", published="2031-03-06")
    room.write("sources/radio.md", "Nine crews, the county said, worked at the gate.\n", published="2031-03-06")


def fact(
    *answers: Sequence[Place],
    pairs: Sequence[tuple[int, int, dict[str, Any]]] = ((1, 2, CONTRADICT),),
    q: str = "What is so?",
    aspect: str = "number",
    stakes: str = "none",
    why: str = "They do not say the same.",
) -> Callable[[str], Reply]:
    """Return a fact of positions, each the places that give it."""

    def written(message: str) -> Reply:
        positions = [
            {"a": f"answer {n}", "p": [at(message, place) for place in places]} for n, places in enumerate(answers, 1)
        ]
        return {
            "q": q,
            "aspect": aspect,
            "stakes": stakes,
            "positions": positions,
            "why": why,
            "pairs": [{"i": i, "j": j, **verdict} for i, j, verdict in pairs],
        }

    return written


def judge(
    *facts: Callable[[str], Reply],
    backed: Sequence[Sequence[Place]] = (),
    unbacked: Sequence[tuple[Place, str]] = (),
    dropped: Sequence[tuple[Place, Place]] = (),
    silent: Sequence[str] = (),
    cleared: Sequence[tuple[Place, Place]] = (),
) -> Callable[[str], Reply]:
    """Return who answers: what is given, and every other sentence of the draft asserts nothing.

    The first place of `backed` is the draft's; of sentences that hold one of the words in `silent` nothing is said.
    """

    def answered(message: str) -> Reply:
        reply: Reply = {
            "facts": [{**one(message), "right": 0} for one in facts],
            "dropped": [{"q": "Did he?", "d": [at(message, d)], "p": [at(message, p)]} for d, p in dropped],
            "backed": [{"d": [at(message, d)], "p": [at(message, one) for one in rest]} for d, *rest in backed],
            "unbacked": [{"d": at(message, place), "what": what} for place, what in unbacked],
            "idle": [],
            "cleared": [
                {"q": "Is it one?", "p": [at(message, one) for one in both], "why": "Two occasions."}
                for both in cleared
            ],
        }
        told = set(re.findall(r"D\.\d+", str(reply)))
        for found in re.finditer(r"^(D\.\d+)(?: \(\w+\))? (.*)$", message, re.MULTILINE):
            if found.group(1) not in told and not any(words in found.group(2) for words in silent):
                reply["idle"].append(found.group(1))
        return reply

    return answered


def confirmed(*verdicts: dict[str, Any]) -> Callable[[str], Reply]:
    """Return a second look that gives each question, in order, this verdict on its two positions, turned round."""

    def answered(_: str) -> Reply:
        return {
            "facts": [
                {"n": n, "why": "They clash.", "pairs": [{"i": 1, "j": 2, **verdict}]}
                for n, verdict in enumerate(verdicts, 1)
            ]
        }

    return answered
