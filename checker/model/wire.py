"""The replies as a model writes them: small strict shapes, checked again when they become nouns.

A strict schema has no optional fields, and every written token costs time, so what usually goes without saying stands
in a list that is usually empty (`m`, the marks of a claim). The schemas are committed files in `prompts/schemas/`; a
test holds them against these classes, so that a library's upgrade cannot change what is sent.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.model.files import prompt_text
from checker.schema import Aspect, Assumption, Shade, Stakes, Unsaid


class Wire(BaseModel):
    """What all wire shapes share."""

    # Built when the first reply is read, and then only the shapes of replies and not again every part by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# --- extract ----------------------------------------------------------------------------------------------------------


class VouchedFor(Wire):
    """Who vouches for the claim, nearest first, where it is not the outlet."""

    src: list[str]


class Certain(Wire):
    """How sure the text is, where it does not simply state."""

    is_: Literal["alleged", "possible", "planned"] = Field(alias="is")


class Denied(Wire):
    """The claim is a denial, or a thing not done."""

    no: Literal[True]


class Timed(Wire):
    """A time as written, and the first and last day it can mean (ISO dates, null where open)."""

    when: str
    a: str | None
    b: str | None


class Bounded(Wire):
    """How a figure is meant, where it is not exact."""

    bound: Literal["about", "at_least", "at_most"]


class InWords(Wire):
    """The few words of the sentence in which the point lies."""

    w: str


class OnOccasion(Wire):
    """Where or when something was said, where the text tells."""

    on: str


Mark = VouchedFor | Certain | Denied | Timed | Bounded | InWords | OnOccasion


# Each kind spells out `s` (its sentences) and `m` (its marks): servers write the fields in the order given here.


class WireEvent(Wire):
    """`t`: the statement."""

    k: Literal["event", "state"]
    s: list[int]
    t: str
    m: list[Mark]


class WireCause(Wire):
    """`t`: what; `why`: because of what, or to what end."""

    k: Literal["cause"]
    s: list[int]
    t: str
    why: str
    m: list[Mark]


class WireFigure(Wire):
    """`of`: what is counted or measured; `n`: the amount as written; `u`: the unit, null where there is none."""

    k: Literal["figure"]
    s: list[int]
    of: str
    n: str
    u: str | None
    m: list[Mark]


class WireSpeech(Wire):
    """`by`: the speaker; `t`: what was said, in other words than theirs."""

    k: Literal["said"]
    s: list[int]
    by: str
    t: str
    m: list[Mark]


class WireQuote(Wire):
    """`by`: the speaker; `w`: their words, copied."""

    k: Literal["quote"]
    s: list[int]
    by: str
    w: str
    m: list[Mark]


class WireRole(Wire):
    """`who` is, was or will be what (`as`)."""

    k: Literal["role"]
    s: list[int]
    who: str
    as_: str = Field(alias="as")
    m: list[Mark]


WireClaim = Annotated[WireEvent | WireCause | WireFigure | WireSpeech | WireQuote | WireRole, Field(discriminator="k")]


class PrintedDate(Wire):
    """The date of publication, and the sentence that prints it."""

    s: int
    date: str


class PrintedOutlet(Wire):
    """The outlet's name, and the sentence that prints it."""

    s: int
    name: str


class Extraction(Wire):
    """Reply of the task extract."""

    date: PrintedDate | None
    outlet: PrintedOutlet | None
    claims: list[WireClaim]


# --- reconcile --------------------------------------------------------------------------------------------------------


class CitedWords(Wire):
    """A sentence or claim by its label, and the words in it that matter."""

    p: str
    w: str


Citation = str | CitedWords


class WirePosition(Wire):
    """`a`: the answer; `p`: everything that gives it."""

    a: str
    p: list[Citation]


class PairContradicts(Wire):
    """Both cannot be true; `if` names what must be assumed for that."""

    i: int
    j: int
    v: Literal["contradict"]
    if_: Assumption = Field(alias="if")


class PairSuperseded(Wire):
    """`i` was overtaken by `j`; `order` says how the order is known."""

    i: int
    j: int
    v: Literal["superseded"]
    order: Literal["published", "text"]


class PairDiffers(Wire):
    """Both can be true; `i` is the surer or more exact one."""

    i: int
    j: int
    v: Literal["differ"]
    how: Shade


class PairUnclear(Wire):
    """It cannot be said."""

    i: int
    j: int
    v: Literal["unclear"]


WirePair = Annotated[PairContradicts | PairSuperseded | PairDiffers | PairUnclear, Field(discriminator="v")]


class WireFact(Wire):
    """A question on which the articles do not say the same."""

    q: str
    aspect: Aspect
    stakes: Stakes
    positions: list[WirePosition]
    why: str
    pairs: list[WirePair]


class WireAgreement(Wire):
    """What several articles say alike."""

    q: str
    p: list[Citation]


class WireCleared(Wire):
    """What looks like a conflict and is none."""

    q: str
    p: list[Citation]
    why: str


class Reconciliation(Wire):
    """Reply of the task reconcile."""

    facts: list[WireFact]
    same: list[WireAgreement]
    cleared: list[WireCleared]


# --- draft ------------------------------------------------------------------------------------------------------------


class WireBacking(Wire):
    """What the draft asserts at `d`, and the passages of its sources that bear it out."""

    d: list[str]
    p: list[Citation]


class WireUnbacked(Wire):
    """What the draft asserts and no source says."""

    d: Citation
    what: Unsaid


class WireDropped(Wire):
    """An accusation that the draft keeps (`d`), and the denial in the sources (`p`) that it does not."""

    q: str
    d: list[Citation]
    p: list[Citation]


class Assessment(Wire):
    """Reply of the task draft."""

    facts: list[WireFact]
    dropped: list[WireDropped]
    backed: list[WireBacking]
    unbacked: list[WireUnbacked]
    idle: list[str]
    cleared: list[WireCleared]


# --- confirm ----------------------------------------------------------------------------------------------------------


class PairAgrees(Wire):
    """The same is said."""

    i: int
    j: int
    v: Literal["agree"]


ConfirmedPair = Annotated[
    PairAgrees | PairContradicts | PairSuperseded | PairDiffers | PairUnclear, Field(discriminator="v")
]


class SecondJudgement(Wire):
    """The judgement of question `n`: a verdict for each two of its positions."""

    n: int
    why: str
    pairs: list[ConfirmedPair]


class Confirmation(Wire):
    """Reply of the task confirm."""

    facts: list[SecondJudgement]


# --- support ----------------------------------------------------------------------------------------------------------


class UnsupportedClaim(Wire):
    """A claim, by its label, that its sentences do not bear out: what they say instead, and how it goes beyond them."""

    c: str
    why: str
    how: Literal["added", "surer", "vaguer", "other"]


class Support(Wire):
    """Reply of the task support: the claims that do not hold; all others do."""

    wrong: list[UnsupportedClaim]


# --- schemas ----------------------------------------------------------------------------------------------------------

REPLIES: dict[str, type[Wire]] = {
    "extract": Extraction,
    "reconcile": Reconciliation,
    "draft": Assessment,
    "confirm": Confirmation,
    "support": Support,
}


def strict_schema(reply: type[BaseModel]) -> dict[str, Any]:
    """Return the strict JSON Schema of a wire shape: no titles, descriptions or discriminators, unions as `anyOf`."""

    def plain(node: Any) -> Any:
        if isinstance(node, list):
            return [plain(item) for item in node]
        if not isinstance(node, dict):
            return node
        kept: dict[str, Any] = {}
        for key, value in node.items():
            if key in ("title", "description", "discriminator"):
                continue
            if key == "const":
                kept["enum"] = [value]
            elif key in ("properties", "$defs"):
                kept[key] = {name: plain(child) for name, child in value.items()}
            else:
                kept["anyOf" if key == "oneOf" else key] = plain(value)
        return kept

    return dict(plain(reply.model_json_schema(by_alias=True)))


def write_schemas(folder: Path) -> None:
    """Write the schemas of all replies to `folder` (`prompts/schemas`), which voids the answers recorded so far."""
    for task, reply in REPLIES.items():
        text = json.dumps(strict_schema(reply), indent=1, ensure_ascii=False) + "\n"
        (folder / f"{task}.json").write_text(text, encoding="utf-8")


@cache
def response_format(reply: type[BaseModel]) -> dict[str, Any]:
    """Return the committed schema of `reply` as the API wants it. Raises PromptError where the file is missing."""
    task = next(name for name, shape in REPLIES.items() if shape is reply)
    schema = json.loads(prompt_text(f"schemas/{task}.json"))
    return {"type": "json_schema", "json_schema": {"name": task, "strict": True, "schema": schema}}
