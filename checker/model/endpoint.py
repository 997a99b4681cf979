"""The endpoint that the settings name: its client, and what the client's exceptions mean.

The client libraries take a second to import, so they are imported when the first request really goes out.
"""

from __future__ import annotations

import ssl
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker.errors import CheckerError, ProviderRefused, SettingsError
from checker.hosts import is_this_machine
from checker.model.bounded import TooLarge, bound
from checker.model.completion import at
from checker.model.faults import ErrorReply, TryFailed, plain, status_meaning, without
from checker.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_CONNECT_SECONDS = 15.0
_NOT_A_MODEL = "No model writes as much: see what answers at OPENAI_BASE_URL, or set CHECKER_MAX_REPLY_TOKENS"

# What the transport raises while nothing of the request has gone out yet, by name.
_BEFORE_SENDING = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}

# The only headers that are sent; authorization is set anew.
_HEADERS = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}


class Endpoint:
    """Where requests go, with which key. Raises SettingsError where neither a key nor an endpoint is set."""

    def __init__(self, settings: Settings) -> None:
        if settings.openai_api_key is None and settings.openai_base_url is None:
            raise SettingsError(
                "OPENAI_API_KEY: is not set; put it into .env or the environment, or set OPENAI_BASE_URL to a server "
                "that needs none"
            )
        # A local server wants some word in the header, whatever it is.
        self._key = "none" if settings.openai_api_key is None else settings.openai_api_key.get_secret_value()
        self._url = settings.endpoint
        self.host = settings.host
        """The host that article text is sent to, with the port where one is named."""
        self._client: AsyncOpenAI | None = None

    @property
    def client(self) -> AsyncOpenAI:
        """The client; made when it is first asked for."""
        if self._client is None:
            self._client = self._connect()
        return self._client

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    def plain(self, words: object) -> str:
        """Return foreign words as part of one line, without the key."""
        return plain(words, self._key)

    def without_key(self, text: str) -> str:
        """Return a text as it is, but without the key."""
        return without(self._key, text)

    def meaning(self, problem: Exception, *, item: str, model: str, now: datetime) -> TryFailed | CheckerError:
        """Return what an exception of the client means here. `item` names the request for people."""
        import openai

        if isinstance(problem, openai.APIStatusError):
            body = problem.body
            said = self.plain(at(body, "message") or (body if isinstance(body, str) and "<" not in body else ""))
            headers = {name: self.plain(value) for name, value in problem.response.headers.items()}
            reply = ErrorReply(problem.status_code, headers, body, said)
            return status_meaning(reply, item=item, host=self.host, model=model, now=now)
        if isinstance(problem, openai.APIConnectionError):
            return self._broken_connection(problem, now)
        if isinstance(problem, UnicodeEncodeError):
            return TryFailed("the text holds half a character", "Mend the article's encoding", again=False)
        if isinstance(problem, openai.APIError | ValueError | RecursionError | AttributeError):
            return TryFailed("the reply is not whole JSON", broken_off=True)
        return TryFailed(type(problem).__name__, said=self.plain(problem), again=False)

    @staticmethod
    def is_unknown(problem: Exception) -> bool:
        """Say whether the server does not know what was asked for by its name (404)."""
        return getattr(problem, "status_code", None) == 404

    def _broken_connection(self, problem: Exception, now: datetime) -> TryFailed | CheckerError:
        causes = _causes(problem)
        too_large = next((one for one in causes if isinstance(one, TooLarge)), None)
        if too_large is not None:
            return TryFailed(str(too_large), _NOT_A_MODEL, again=False, broken_off=True)
        cause = self.plain(causes[1] if len(causes) > 1 else problem)
        if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes) or "CERTIFICATE_VERIFY" in cause:
            return ProviderRefused(
                f"{self.host} shows a certificate that this machine does not trust ({cause}): nothing was sent; check "
                "OPENAI_BASE_URL, or name your own authority's certificate in SSL_CERT_FILE"
            )
        if any(type(one).__name__ == "ProxyError" for one in causes) and "407" in cause:
            return status_meaning(ErrorReply(407, {}, None, cause), item="", host=self.host, model="", now=now)
        never_sent = not _BEFORE_SENDING.isdisjoint(type(one).__name__ for one in causes)
        return TryFailed(
            "no connection, or one that broke",
            "Check OPENAI_BASE_URL and the network",
            said=cause,
            broken_off=not never_sent,
        )

    def _connect(self) -> AsyncOpenAI:
        import openai

        async def own_headers_only(sent: Any) -> None:
            # The client adds what OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID and the like hold, to whichever endpoint, and
            # tells about this machine. Nobody but checker.settings decides what goes where.
            for name in set(sent.headers) - _HEADERS:
                del sent.headers[name]
            sent.headers["authorization"] = f"Bearer {self._key}"
            sent.headers["accept-encoding"] = "gzip"  # what is unpacked within bounds

        here = is_this_machine(urlsplit(self._url).hostname or "")
        timeout = openai.Timeout(None, connect=_CONNECT_SECONDS)  # the clock's timeout counts for all the rest
        return openai.AsyncOpenAI(
            api_key=self._key,
            base_url=self._url,
            max_retries=0,
            timeout=timeout,
            http_client=openai.DefaultAsyncHttpxClient(
                timeout=timeout,
                follow_redirects=False,
                # What is sent to this machine stays on it: a proxy would carry text and key over the network.
                mounts=dict.fromkeys(("all://", "http://", "https://")) if here else None,
                event_hooks={"request": [own_headers_only], "response": [bound]},
            ),
        )


def client_errors() -> tuple[type[Exception], ...]:
    """Return what the client can raise on purpose, and what escapes it when a body is cut or is no object."""
    from openai import OpenAIError

    return (OpenAIError, ValueError, RecursionError, AttributeError)


def _causes(problem: BaseException) -> list[BaseException]:
    """Return an exception and what led to it, the nearest first."""
    chain: list[BaseException] = []
    one: BaseException | None = problem
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    return chain
