"""How a draft stands to its sources, sentence by sentence."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from checker.schema.facts import Unsourced
from checker.schema.noun import Noun

Standing = Literal[
    "contradicted",
    "outdated",
    "unclear",
    "differing",
    "without a source",
    "not checked",
    "supported",
    "without a checkable claim",
]
"""How a sentence of a draft stands to its sources; of several, the first in this list shows.

contradicted: as a source has it, it cannot be so. outdated: a source has a later state. unclear: the two judgements
clash, or none was possible. differing: both can be true, but somebody should look. without a source: nothing speaks
against it, and nothing for it. not checked: nobody judged it; where a model was asked, a failure says why.
"""


class DraftSentence(Noun):
    """A sentence of a draft against its sources.

    `supported_by` are articles (by id) that say what it says, `origins` how many sources these come to once articles of
    one origin count as one; `unnamed` is true where all of them rest on sources that they do not name. `facts` and
    `findings` are the ids of those in which it takes part. `judged` is false where something in it was not checked, be
    it that something else in it stands for the whole.
    """

    number: int = Field(ge=1)
    standing: Standing
    supported_by: tuple[str, ...] = ()
    origins: int = Field(default=0, ge=0)
    unnamed: bool = False
    facts: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    judged: bool = True


class Draft(Noun):
    """What a draft check says of the draft: each of its sentences but for furniture, and what no source says.

    `article` is the draft's id among the articles; `publish_at` when it is to go out, where that was stated (of a day
    alone, its beginning). `unsourced` is what the judge found in no source. `prompts` are the digests of the prompts by
    which it was judged, in this run or in an earlier one of which something was kept.
    """

    article: str
    publish_at: datetime | None = None
    sentences: tuple[DraftSentence, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    prompts: tuple[str, ...] = ()
