"""What a provider's errors mean: pass by themselves, fail one request, or stop the run. Knows no client library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checker.errors import CheckerError, ProviderRefused, ReplyWithheld
from checker.model.answers import Usage
from checker.model.clock import wait_asked
from checker.model.completion import at

LATER = "Run the same command again later, or raise CHECKER_TRIES"

_PASSING = {408, 409, 429}
_BUSY = {429, 503, 529}
_CUT_OFF = {408, 504, 524}
"""Something between here and the model gave up waiting; the model may have gone on, and be paid for it."""

# What stops the run, by status. `{host}` and `{model}` are filled in.
_REFUSALS = {
    401: "{host} does not take the key: check OPENAI_API_KEY",
    402: "{host} has no quota left for this key: see plan and billing there, or set another OPENAI_API_KEY",
    403: "{host} does not let this key use the model {model}: set another CHECKER_MODEL or OPENAI_API_KEY",
    404: "{host} has no model {model}, or no such address: check CHECKER_MODEL and OPENAI_BASE_URL",
    407: "the proxy before {host} wants a name and a password: put them into HTTPS_PROXY, or unset it",
}
# What a provider names more exactly than by its status.
_BY_CODE = {
    "insufficient_quota": 402,
    "billing_hard_limit_reached": 402,
    "billing_not_active": 402,
    "invalid_api_key": 401,
    "model_not_found": 404,
    "context_length_exceeded": 413,
}


class TryFailed(Exception):
    """One try failed. Whoever tries again (`checker.model.retrying`) catches it; nobody else does.

    `reason` is in checker's own words, `said` in the server's (safe to show, but not fit for a log: it may quote the
    request). `again`: another try may do better, after `wait` seconds where the server named a time. `busy`: the
    provider asked for fewer requests. `broken_off`: the request went out and no whole reply came, so the provider may
    bill it. `usage` is what the try took all the same.
    """

    def __init__(  # noqa: PLR0913 - all that is known of a try
        self,
        reason: str,
        remedy: str = LATER,
        *,
        said: str = "",
        again: bool = True,
        wait: float | None = None,
        busy: bool = False,
        broken_off: bool = False,
        usage: Usage | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.told = f"{reason} ({said})" if said else reason
        self.remedy = remedy
        self.broken_off = broken_off
        self.again = again
        self.wait = wait
        self.busy = busy
        self.usage = usage or Usage()


@dataclass(frozen=True)
class ErrorReply:
    """An HTTP error: `headers` in lower case, `body` the provider's error object, `said` its message, safe to show."""

    status: int
    headers: Mapping[str, str]
    body: Any
    said: str


def status_meaning(reply: ErrorReply, *, item: str, host: str, model: str, now: datetime) -> TryFailed | CheckerError:
    """Return what an HTTP error means, by its status and by the code that the provider gives."""
    status, headers, said = reply.status, reply.headers, reply.said
    codes = {str(at(reply.body, "code")), str(at(reply.body, "type"))}
    reason = f"HTTP {status}"
    meant = next((_BY_CODE[code] for code in sorted(codes & _BY_CODE.keys())), status) if status < 500 else status
    if "content_filter" in codes:
        return ReplyWithheld(f"{item}: {host}: a filter held the request back; read it yourself")
    if meant in _REFUSALS:
        return ProviderRefused(_REFUSALS[meant].format(host=host, model=model))
    if status in _PASSING or status >= 500:
        wait = wait_asked(headers, now)
        return TryFailed(reason, said=said, wait=wait, busy=status in _BUSY, broken_off=status in _CUT_OFF)
    if 300 <= status < 400:
        return TryFailed(
            "it redirects elsewhere, which is not followed",
            "Set OPENAI_BASE_URL to the address itself if you trust it",
            said=plain(headers.get("location", "")),
            again=False,
        )
    if meant == 413:
        return TryFailed(reason, "It is too much at once: lower CHECKER_PACK_TOKENS", said=said, again=False)
    remedy = (
        "The server wants another request: see whether CHECKER_MODEL takes a JSON schema and the options set "
        "(--max-cost sets max_completion_tokens)"
    )
    return TryFailed(reason, remedy, said=said, again=False)


def plain(words: object, secret: str = "") -> str:
    """Return foreign words as part of one line: short, printable, without the key that some servers repeat."""
    line = without(secret, " ".join(str(words).split()))
    return "".join(sign for sign in line if sign.isprintable())[:200]


def without(secret: str, text: str) -> str:
    """Return a text without the key, where it is one: what is shorter is a placeholder, and may be part of any word."""
    return text.replace(secret, "…") if len(secret) >= 8 else text
