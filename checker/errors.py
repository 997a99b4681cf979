"""Every error that checker raises on purpose, and the exit code that each leads to.

    CheckerError
    ├── UsageError               2  the command line asks for something that cannot be
    ├── SettingsError            2  a setting is missing, wrong, or not to be trusted
    ├── InputError               2  an article cannot be read
    ├── PromptError              2  a prompt file or a wire schema is missing or does not fit the program
    ├── AnswersError             2  a folder or file of answers cannot be read, written or accepted
    └── AskError                 3  one request got no usable reply; it becomes a `Failure` in the report
        ├── Awaited              4  the request was written to the pending file and awaits its answer
        ├── Unanswered           3  no source at hand holds an answer
        ├── NotAsked             3  the run stopped before this request: interrupted, or the budget is used up
        ├── ProviderRefused      3  the provider refuses every request from here on; 2 where it answered nothing at all
        ├── Unreachable          3  the provider did not answer within the tries allowed
        ├── ReplyCut             3  the reply was cut for length
        ├── ReplyUnaffordable    3  the reply was cut where the budget for it ended
        ├── ReplyWithheld        3  the model refused, or a filter held the reply back
        └── ReplyRefused         3  no reply held, though it was asked again with the reason

A message names the thing, the place and the remedy, in one line.
"""


class CheckerError(Exception):
    """An error with a message for the user. `exit_code` is what the command line ends with."""

    exit_code = 2


class UsageError(CheckerError):
    """The command line asks for something that cannot be."""


class SettingsError(CheckerError):
    """A setting is missing, wrong, or comes from a place that is not trusted with it."""


class InputError(CheckerError):
    """An article cannot be read."""


class PromptError(CheckerError):
    """A prompt file or a wire schema is missing, or does not fit the program."""


class AnswersError(CheckerError):
    """A folder or a file of answers cannot be read, written or accepted."""


class AskError(CheckerError):
    """One request got no usable reply. The run goes on and lists what was not checked."""

    exit_code = 3
    in_short = "no usable reply"
    """What happened in checker's own words alone, fit for a log: the message may repeat words of a reply."""

    def __init__(self, message: str, *, usage: object = None, reused: bool = False) -> None:
        super().__init__(message)
        self.usage = usage
        """What its tries took all the same, as a `checker.model.answers.Usage`; None where nothing was asked."""
        self.reused = reused
        """Whether an earlier run paid for that."""


class Awaited(AskError):
    """The request stands in the pending file; the same command goes on once it is answered."""

    exit_code = 4
    in_short = "awaits its answer"


class Unanswered(AskError):
    """No source at hand holds an answer to the request."""

    in_short = "no source at hand holds an answer"


class NotAsked(AskError):
    """The run stopped asking before this request: it was interrupted, or the next one could cross the budget."""

    in_short = "not asked"


class ProviderRefused(AskError):
    """The provider will refuse every request from here on, so nothing more is sent; what is in flight is waited for.

    It becomes a failure of each request that it leaves open. A run to which the provider answered nothing ends with it.
    """

    exit_code = 2
    in_short = "the provider refuses"


class Unreachable(AskError):
    """The provider gave no answer within the tries and the time allowed. `in_short` may be given: why."""

    in_short = "no answer"

    def __init__(self, message: str, *, usage: object = None, reused: bool = False, in_short: str = "") -> None:
        super().__init__(message, usage=usage, reused=reused)
        self.in_short = in_short or self.in_short


class ReplyCut(AskError):
    """The reply was cut for length: what it would have listed is unknown, so none of it is used."""

    in_short = "cut for length"


class ReplyUnaffordable(AskError):
    """The reply was cut where the money that the budget held for it ended. It is paid for and not kept."""

    in_short = "cut where the budget for it ended"


class ReplyWithheld(AskError):
    """The model refused to answer, or a filter of the provider held the reply back."""

    in_short = "the model refused, or a filter held it back"


class ReplyRefused(AskError):
    """The reply did not hold (schema, sentences or words that are not there), nor did the one asked for again."""

    in_short = "the last reply did not hold either"
