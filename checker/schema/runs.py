"""What varies between two runs on the same input: times, usage, where the answers came from."""

from __future__ import annotations

from datetime import datetime

from checker.schema.noun import Noun

REPORT_FORMAT = 1
"""Version of the JSON report. It grows when a field goes or changes its meaning, not when one is added."""


class TaskUsage(Noun):
    """What the requests of one task took. Tokens include every try; `estimated` is true where no provider counted.

    `prompt` and `wire` are digests of the prompt and of the schema that were sent. `reused` of the requests were
    answered in an earlier run; `dollars` is what the others cost in this one (US dollars; None: no price is known).
    What the earlier rounds of a check in batches took counts in the round that writes the report.

    `broken_off` tries were sent and no whole reply came: a provider may bill them. Their input is in `input_tokens`, as
    an estimate; `possible_output_tokens` is the most that they may have written, `possible_dollars` what that would
    cost on top of `dollars`.
    """

    task: str
    model: str
    prompt: str
    wire: str
    requests: int = 0
    refused: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    reused: int = 0
    broken_off: int = 0
    possible_output_tokens: int = 0
    dollars: float | None = None
    possible_dollars: float | None = 0.0
    origins: tuple[str, ...] = ()


class Origin(Noun):
    """Where one answer came from. `request` is its fingerprint, `model` the provider's own name, `how` the way.

    `reused` is true where an earlier run had paid for it; `dollars` is what this run paid (None: no price is known).
    """

    request: str
    task: str
    item: str
    model: str
    how: str
    when: str
    reused: bool = False
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None


class Run(Noun):
    """What varies between two runs on the same input: times, usage, where the answers came from.

    `source` says who answered, as a phrase; `host` is where text was sent, None where nothing was. `format` is the
    version of this report's schema. `seconds` is the time of the run, `dollars` what it cost (None where a price is
    unknown), `possible_dollars` what tries that broke off may have cost besides, `reply_ratio` the tokens of all
    accepted extract replies for one token of article (both estimated).
    """

    checker: str
    format: int = REPORT_FORMAT
    started: datetime
    seconds: float
    source: str
    host: str | None = None
    tasks: tuple[TaskUsage, ...] = ()
    answers: tuple[Origin, ...] = ()
    dollars: float | None = None
    possible_dollars: float | None = 0.0
    reply_ratio: float | None = None
