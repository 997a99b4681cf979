"""What is measured: the name of each figure, what it means, and whether more of it is better."""

from __future__ import annotations

from dataclasses import dataclass

from checker.settings import DEFAULT_MODEL


@dataclass(frozen=True)
class Meaning:
    """A measure's label in tables, what it counts, and which way is better."""

    label: str
    counts: str
    more_is_better: bool = True


MEASURES: dict[str, Meaning] = {
    "found": Meaning("facts found", "gold facts that a finding tells, whatever its verdict"),
    "accepted": Meaning(
        "… accepted verdict", "gold facts found, every pair of positions told with an accepted verdict"
    ),
    "aspect": Meaning("… right aspect", "gold facts found with an accepted aspect"),
    "level": Meaning("… right level", "gold facts found on an accepted level"),
    "complete": Meaning("… positions complete", "gold facts found with every article that takes a stand on its side"),
    "pairs_found": Meaning("pairs found", "pairs of gold positions told"),
    "pairs_accepted": Meaning("… accepted verdict", "pairs told, with an accepted verdict"),
    "superseded": Meaning(
        "superseded or contradicted", "pairs told as one of these two that are the right one of them"
    ),
    "tensions": Meaning("tensions inside an article", "gold facts in which an article takes two sides, and so told"),
    "quotations": Meaning("quotations", "gold facts about a quotation found"),
    "contradictions": Meaning("contradictions right", "contradictions told that gold or adjudication accepts"),
    "fixes": Meaning("fixes right", "findings on the level fix that gold or adjudication accepts"),
    "traps": Meaning("traps sprung", "traps told as a contradiction", more_is_better=False),
    "said_twice": Meaning("said twice", "gold facts found that several findings tell", more_is_better=False),
    "cited": Meaning("passages cited by a claim", "gold passages that a claim cites"),
    "supported": Meaning("claims that hold", "claims whose cited sentences say so, by another answerer's judgement"),
    "together": Meaning("pairs in one pack", "pairs of gold positions with a claim of each in one pack"),
    "coverage": Meaning("sentences covered", "sentences, page furniture aside, that a claim or a fact cites"),
    "refused": Meaning("replies refused", "replies that did not hold and were asked for again", more_is_better=False),
}

AMOUNTS: dict[str, Meaning] = {
    "requests": Meaning("requests", "requests asked", more_is_better=False),
    "input_tokens": Meaning("tokens in", "tokens of all requests", more_is_better=False),
    "output_tokens": Meaning("tokens out", "tokens of all replies", more_is_better=False),
    "dollars": Meaning(
        f"dollars as {DEFAULT_MODEL}", "these tokens by the list price of the default model", more_is_better=False
    ),
    "depth": Meaning("longest chain", "requests that had to wait for one another", more_is_better=False),
    "chain_tokens": Meaning("tokens on it", "tokens written on the longest chain: the time", more_is_better=False),
    "failures": Meaning("not checked", "what failed in a step and was not checked", more_is_better=False),
    "open": Meaning("to be decided", "contradictions that meet neither gold nor adjudication", False),
}

REPEATED: dict[str, Meaning] = {
    "verdict_flips": Meaning("verdict flips", "facts found more than once whose verdict is not the same", False),
    "level_flips": Meaning("level flips", "facts found more than once whose level is not the same", False),
    "pair_flips": Meaning("pairs flip", "pairs told more than once whose verdict is not the same", False),
    "found_always": Meaning("found every time", "gold facts found in every repeat"),
    "confirmed_stay": Meaning(
        "confirmed stay", "facts shown as confirmed at first whose verdict is the same ever after"
    ),
}

AGREED: dict[str, Meaning] = {
    "found": Meaning("first has, second too", "facts of the first annotator that the second has"),
    "back": Meaning("second has, first too", "facts of the second annotator that the first has"),
    "verdict": Meaning("verdict accepted", "pairs both have, with a verdict of the second that the first accepts"),
    "level": Meaning("levels meet", "facts both have, with a level that both accept"),
    "same": Meaning("verdict the same", "pairs both have, with the same first verdict"),
}
