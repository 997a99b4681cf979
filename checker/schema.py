"""The nouns of checker. All are frozen and refuse unknown fields; a closed set is a Literal.

The way of the data, top to bottom of this file:

    Article (of Sentences) → Claims → Packs → Facts (of Positions) → Findings, all kept in one Report.

Every step hands on `Passage`s. A passage names an article and sentence numbers; the program, never the model, supplies
its text: `article.text[span.start:span.end]`. Offsets count Unicode code points from 0, and an end is exclusive.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema

REPORT_FORMAT = 1
"""Version of the JSON report. It grows when a field goes or changes its meaning, not when one is added."""


class Noun(BaseModel):
    """What all nouns share: values that never change, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- What was read ----------------------------------------------------------------------------------------------------

Role = Literal["title", "deck", "dateline", "heading", "body", "caption", "pull_quote", "credit", "furniture"]
"""What a sentence is on its page; pull quotes and credit lines are told by the format alone.

Furniture ("Advertisement", "Also read") is set aside and listed, never compared."""

StatusKind = Literal["usable", "embargoed", "withheld", "killed", "corrected"]


def _like_a_noun(cls: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Let a NamedTuple be read, checked and written like the Noun with the same fields: in JSON an object, not a list.

    For what is made by the thousand before anything is asked, since pydantic takes longer to make a Noun than it takes
    to find what is in it. What is read from JSON is checked all the same.
    """
    kinds = get_type_hints(cls, include_extras=True)
    fields: dict[str, Any] = {name: (kind, cls._field_defaults.get(name, ...)) for name, kind in kinds.items()}
    noun = create_model(cls.__name__, __base__=Noun, __doc__=cls.__doc__, **fields)

    def read(given: Noun) -> Any:
        return cls(**dict(given))

    def written(made: Any) -> Noun:
        return noun.model_construct(**made._asdict())

    shape = handler.generate_schema(noun)
    checked = core_schema.no_info_after_validator_function(read, shape)
    made = core_schema.is_instance_schema(cls)
    return core_schema.json_or_python_schema(
        json_schema=checked,
        python_schema=core_schema.union_schema([made, checked], mode="left_to_right"),
        serialization=core_schema.plain_serializer_function_ser_schema(written, return_schema=shape),
    )


class Sentence(NamedTuple):
    """One sentence: `article.text[start:end]`. Numbers count from 1; sentences lie in order and do not overlap."""

    number: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    role: Role = "body"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Be read, checked and written like a Noun."""
        return _like_a_noun(cls, handler)


class Published(Noun):
    """When an article was published, as an interval (both ends included); naive times have an unknown zone.

    `known` says how: *stated* by the reader's front matter or story file, *metadata* of the page or file, *inferred*
    by the extract step from the text of `sentence`, or *unknown* (then both ends are None).
    """

    earliest: datetime | None = None
    latest: datetime | None = None
    known: Literal["stated", "metadata", "inferred", "unknown"] = "unknown"
    sentence: int | None = None


class Status(Noun):
    """Whether a desk may use the article. `until` is when an embargo ends; `note` is the desk's own word on it."""

    kind: StatusKind = "usable"
    until: datetime | None = None
    version: str | None = None
    note: str | None = None


class Place(NamedTuple):
    """Where a stretch of an article's text stands in the file it was read from.

    `number` counts from 1: the paragraphs of a .docx or .odt document in the order of its XML (those in tables, text
    boxes and footnotes too, but not what an .odt keeps apart: deleted text and comments), the pages of a PDF, the
    elements of an HTML page; `path` is the XPath of such an element. What spans two of them has the first.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    kind: Literal["paragraph", "page", "element"]
    number: Annotated[int, Field(ge=1)]
    path: str | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Be read, checked and written like a Noun."""
        return _like_a_noun(cls, handler)


class Cut(Noun):
    """What a file holds beside its article and a reader left out: a page's furniture, an e-mail's quoted thread."""

    kind: Literal["furniture", "thread", "signature"]
    text: str


def _is_empty(value: object) -> bool:
    return value is None or value == ()


class Article(Noun):
    """One text as it was read. `text` is in Unicode normal form C with line feeds; offsets count in it.

    `origin` is the path it came from; `outlet_sentence` tells where the extract step found an outlet that no metadata
    gave. `replaced_by` is the id of the last version of the same piece, where there is a later one. `places` leads from
    the text back into the file, `cut` is what was left out of it; both stay empty for bare text, and out of its JSON.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    outlet_sentence: int | None = None
    published: Published = Published()
    language: str | None = None
    status: Status = Status()
    url: str | None = None
    origin: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    replaced_by: str | None = Field(default=None, exclude_if=_is_empty)
    places: tuple[Place, ...] = Field(default=(), exclude_if=_is_empty)
    cut: tuple[Cut, ...] = Field(default=(), exclude_if=_is_empty)

    def sentence(self, number: int) -> Sentence:
        """Return the sentence with this number. Raises IndexError where there is none."""
        if not 1 <= number <= len(self.sentences):
            raise IndexError(number)
        return self.sentences[number - 1]

    def sentence_text(self, number: int) -> str:
        """Return the sentence's text as it stands."""
        sentence = self.sentence(number)
        return self.text[sentence.start : sentence.end]


class Span(Noun):
    """A stretch of an article's text."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Passage(Noun):
    """Where something is said: sentences of one article, and the words where the point lies in a few of them.

    `words` is set only where the program found them in the text; `span` then holds just these words, and otherwise
    runs from the first cited sentence to the end of the last.
    """

    article: str
    sentences: tuple[int, ...] = Field(min_length=1)
    words: str | None = None
    span: Span


# --- What was claimed -------------------------------------------------------------------------------------------------

Certainty = Literal["stated", "alleged", "possible", "planned"]
Polarity = Literal["yes", "no"]


class When(Noun):
    """A time as the article writes it, and the earliest and latest day it can mean (None where that stays open)."""

    written: str
    earliest: date | None = None
    latest: date | None = None


class ClaimFields(Noun):
    """What claims of every kind have.

    `statement` is one checkable assertion that can be read alone. `source` is the chain of who vouches for it, nearest
    first; empty means the outlet itself. `polarity` is *no* for a denial or a thing that was not done.
    """

    id: str
    passage: Passage
    statement: str
    source: tuple[str, ...] = ()
    certainty: Certainty = "stated"
    polarity: Polarity = "yes"
    when: When | None = None


class EventClaim(ClaimFields):
    """Something happened, is happening or will happen."""

    kind: Literal["event"] = "event"


class StateClaim(ClaimFields):
    """Something is so: a condition, a relation, a property."""

    kind: Literal["state"] = "state"


class CauseClaim(ClaimFields):
    """One thing because of another, or for a purpose."""

    kind: Literal["cause"] = "cause"
    because: str


class FigureClaim(ClaimFields):
    """How much or how many of what: `amount` and `unit` as written ("4.5 million", "people")."""

    kind: Literal["figure"] = "figure"
    of: str
    amount: str
    unit: str | None = None
    bound: Literal["exact", "about", "at_least", "at_most"] = "exact"


class SpeechClaim(ClaimFields):
    """Someone said something: *verbatim* words stand in `words`, *reported* ones only in the statement."""

    kind: Literal["speech"] = "speech"
    speaker: str
    form: Literal["verbatim", "reported"]
    words: str | None = None
    about: str | None = None
    occasion: str | None = None


class RoleClaim(ClaimFields):
    """Who holds, held or will hold which office or status, also in passing: "former President"."""

    kind: Literal["role"] = "role"
    who: str
    role: str


Claim = Annotated[
    EventClaim | StateClaim | CauseClaim | FigureClaim | SpeechClaim | RoleClaim, Field(discriminator="kind")
]


class Pack(Noun):
    """Claims (by id) that are reconciled together, and the articles they come from.

    `whole` is true where the judge also sees every sentence of those articles, so that it may cite a sentence that no
    claim cites; otherwise it sees the sentences that the claims cite.
    """

    id: str
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    whole: bool


# --- What was judged --------------------------------------------------------------------------------------------------

Verdict = Literal["agree", "differ", "unclear", "superseded", "contradict"]
"""From mildest to gravest; see `GRAVITY`.

agree: the same is said. differ: both can be true (precision, wording, rounding, certainty differ). unclear: the model
will not say, or its two judgements clash. superseded: a text was overtaken; the order follows from publication times
or from the texts. contradict: as stated, speaker, time and certainty considered, both cannot be true.
"""

GRAVITY: dict[Verdict, int] = {"agree": 0, "differ": 1, "unclear": 2, "superseded": 3, "contradict": 4}

Aspect = Literal[
    "number",
    "date",
    "place",
    "person",
    "role",
    "name",
    "quote",
    "attribution",
    "certainty",
    "event",
    "status",
    "cause",
    "scope",
]

Shade = Literal["rounding", "detail", "wording", "translation", "nuance", "strength", "account"]
"""How two positions differ. rounding, detail, wording, translation, nuance: a reader is not misled by either. strength:
one is surer, harder or vouched for by someone else. account: told differently in substance, though both can be true."""

Assumption = Literal["nothing", "date", "occasion", "identity"]
"""What must be assumed for a contradiction to be one: the date, that it is one occasion, that it is one thing."""

Stakes = Literal["none", "accusation", "deaths", "markets"]
"""What makes a difference weigh more: an accusation against a named person, a death toll, a figure that moves markets.
"""

Outcome = Literal["first", "confirmed", "changed", "withdrawn", "unclear"]
"""What the second judgement did with the first; *first* where there was none (it failed, or was not needed)."""

OrderFrom = Literal["published", "text", "none"]


class Position(Noun):
    """One answer to a fact's question, with every passage that gives it and the claims (by id) these came from."""

    answer: str
    passages: tuple[Passage, ...] = Field(min_length=1)
    claims: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that take this position, each once, in order of appearance."""
        return tuple(dict.fromkeys(passage.article for passage in self.passages))


class Pair(Noun):
    """How two positions of a fact stand to each other. Positions count from 1.

    In a *superseded* pair `first` is the older; in a *differ* pair it is the surer or more exact one. Pairs that agree
    are left out.
    """

    first: int = Field(ge=1)
    second: int = Field(ge=1)
    verdict: Verdict
    shade: Shade | None = None
    assumes: Assumption = "nothing"
    order_from: OrderFrom = "none"


class Judgement(Noun):
    """What one request said of a fact: its pairs, the gravest verdict among them, and its reasons."""

    step: Literal["reconcile", "draft", "confirm"]
    verdict: Verdict
    pairs: tuple[Pair, ...]
    explanation: str


class Fact(Noun):
    """A question that the articles answer, the positions they take, and how these stand to one another.

    `pairs` holds the verdict for each two positions that do not agree, `verdict` the gravest of them; `current` is the
    number of the position that has overtaken the others, `order_from` how that is known. `shown_right` is the number of
    the position that the sources of a draft themselves show to be the right one; None where a person would have to ask.
    """

    id: str
    question: str
    aspect: Aspect
    positions: tuple[Position, ...] = Field(min_length=1)
    pairs: tuple[Pair, ...] = ()
    verdict: Verdict = "agree"
    current: int | None = None
    order_from: OrderFrom = "none"
    shown_right: int | None = None
    stakes: Stakes = "none"
    explanation: str = ""
    judgements: tuple[Judgement, ...] = ()
    outcome: Outcome = "first"


Unsaid = Literal["figure", "name", "date", "quotation", "accusation", "cause", "superlative", "background"]
"""What stands in no source. background: what no editor would ask a source for."""


class Unsourced(Noun):
    """What a draft asserts and no source was found to say."""

    passage: Passage
    what: Unsaid


class Cleared(Noun):
    """What looks like a conflict and is none, with the reason: two occasions, two things of one name, a rounding."""

    question: str
    passages: tuple[Passage, ...]
    reason: str


class SingleSource(Noun):
    """A claim that no other article here was found to make. `why_listed` is None for mere background."""

    claim: str
    why_listed: Literal["accusation", "figure", "quotation", "name", "date", "cause"] | None = None


SignalKind = Literal["clash", "meets", "note"]
"""clash: the passages cannot both be right. meets: what looks apart is none (intervals meet). note: worth knowing."""


class Signal(Noun):
    """What a built-in check says of passages, by arithmetic or text comparison alone.

    `code` is the check's ("F1"; `checker explain F1`), `message` one sentence. The passages hold the words at issue;
    `sides` says of each which side it is on, from 1 (empty: each on its own).
    """

    code: str
    kind: SignalKind
    aspect: Aspect
    message: str
    passages: tuple[Passage, ...] = Field(min_length=1)
    sides: tuple[int, ...] = ()


OriginKind = Literal["text", "versions", "credit", "house"]
"""Why pieces are one source. text: the same nearly word for word. versions: of one piece. credit: they name one agency.
house: the newsroom's settings say so of their outlets."""


class OneOrigin(Noun):
    """Articles (by id) that are one source and not several; `source` is the agency or outlet they come from, if known.

    Wherever sources are counted, these count as one.
    """

    articles: tuple[str, ...] = Field(min_length=2)
    kind: OriginKind
    source: str | None = None


class Leaning(Noun):
    """A passage that gives what another article's outlet reported ("Kystposten reported"): `upon` is that article."""

    passage: Passage
    upon: str


QuotationFate = Literal[
    "verbatim",
    "shortened with a sign",
    "shortened",
    "in part",
    "altered",
    "spliced",
    "other speaker",
    "translation",
    "only here",
]
"""How a quotation stands to the others. in part: another article gives a part of it. spliced: two remarks elsewhere.
other speaker: somebody else is named there. translation: its speaker is quoted in another language, perhaps with this.
"""


class LookedUp(Noun):
    """A quotation of three words or more, who speaks it as far as that is sure, and where else it was found."""

    passage: Passage
    speaker: str | None = None
    fate: QuotationFate
    places: tuple[Passage, ...] = ()


# --- What the editor reads --------------------------------------------------------------------------------------------

Level = Literal["hold", "fix", "check", "note"]
"""hold: must not go out. fix: both cannot stand, with no assumption. check: somebody must ring, listen or decide.
note: worth knowing."""

Severity = Literal["error", "warning", "note"]


class FindingPassage(Noun):
    """The very sentences that show a finding: `text` is exactly `article.text[start:end]`.

    `position` is the number of the position of the fact that they support; 0 where the finding is about the article
    itself (a hold). `words` is the span, within start and end, in which the point lies, where it lies in a few words.
    """

    article: str
    position: int = Field(ge=0)
    sentences: tuple[int, ...]
    start: int
    end: int
    text: str
    words: Span | None = None


class Keys(Noun):
    """The two keys of a finding: the model's verdict and how sure it stayed, and what the built-in checks say.

    `checks` are the codes of those that see a clash, `meets` of those that show that there need be none.
    """

    model: Verdict | None = None
    outcome: Outcome | None = None
    checks: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()


class Finding(Noun):
    """One problem, shown once. `id` is that of its fact, made of the passages: edits elsewhere leave it as it is.

    `verdict` is the gravest of the fact's pairs; `between` names the two positions whose pair gave the level. `action`
    is what to do, in one imperative line. `caps` names what held the level down (an inferred date, say). `returned`
    says why a finding that somebody dismissed is shown again.
    """

    id: str
    code: str
    level: Level
    severity: Severity
    verdict: Verdict | None
    aspect: Aspect | None
    headline: str
    explanation: str
    action: str
    passages: tuple[FindingPassage, ...]
    keys: Keys
    fact: str | None = None
    between: tuple[int, int] | None = None
    caps: tuple[str, ...] = ()
    returned: str | None = None


class DecidedPassage(Noun):
    """A passage of a finding as it stood when somebody decided on it: its sentences, and the words within them.

    `start` and `end` say where in `text` the words lie (all of it, where the point lies in no few words); `digest` is
    the SHA-256 of the article's whole text.
    """

    article: str
    digest: str
    position: int = Field(ge=0)
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Decision(Noun):
    """What somebody decided on a finding, when and why: to dismiss it, or to have it shown again (*reopen*)."""

    format: Literal[1] = 1
    action: Literal["dismiss", "reopen"] = "dismiss"
    finding: str
    code: str
    level: Level
    aspect: Aspect | None
    headline: str
    passages: tuple[DecidedPassage, ...] = Field(min_length=1)
    reason: str | None = None
    who: str
    when: AwareDatetime


class Dismissed(Noun):
    """A finding that an earlier decision silences. `who` is None unless names were asked for."""

    finding: Finding
    reason: str | None = None
    who: str | None = None
    when: datetime


class Failure(Noun):
    """What was not checked, in which step, and why. A failure is never a verdict.

    `item` names it for people: "article 001", "the comparison of 5 articles", the path of a file, a fact's question.
    """

    step: Literal["read", "extract", "align", "reconcile", "draft", "confirm", "check"]
    item: str
    reason: str


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


class ArticleCoverage(Noun):
    """What became of one article's sentences. `left_out` are those that neither a claim nor a fact cites."""

    article: str
    sentences: int
    cited_by_claims: int
    cited_by_facts: int
    furniture: tuple[int, ...]
    left_out: tuple[int, ...]


class Coverage(Noun):
    """What was read and what was not: the other half of "none found".

    `not_compared` holds ids of articles, `unconfirmed` those of facts that were judged only once, `alone` how many
    claims lay in no pack with another article's; `notices` are lines that the reader of any report should see: what
    reading the files had to say, which house rules were in force, how many findings were dismissed.
    """

    articles: tuple[ArticleCoverage, ...] = ()
    not_compared: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    alone: int = 0
    explanations_replaced: int = 0
    notices: tuple[str, ...] = ()


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


class Report(Noun):
    """All that a run found. The same input and the same answers give the same bytes, `run` aside.

    `draft` is there where one article was held against the others before it goes out.

    `judged_by` is *checks* where no model was asked: then facts, claims and single sources are not known.
    """

    run: Run
    judged_by: Literal["model", "checks"] = "model"
    title: str | None = None
    draft: Draft | None = Field(default=None, exclude_if=_is_empty)
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...] = ()
    packs: tuple[Pack, ...] = ()
    facts: tuple[Fact, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    single_sources: tuple[SingleSource, ...] = ()
    origins: tuple[OneOrigin, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    quotations: tuple[LookedUp, ...] = ()
    signals: tuple[Signal, ...] = ()
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    coverage: Coverage = Coverage()
    failures: tuple[Failure, ...] = ()
