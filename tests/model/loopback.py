"""A real HTTP server on this machine that plays a script, a step for each request, and remembers what it saw.

It runs in the event loop of the test, so a step can also do something to the test's clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Seen:
    """One request as it came in; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Connection:
    """Both directions of one connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


Step = Callable[[Connection], Awaitable[None]]


class Loopback:
    """Plays `script`; its last step goes on for ever. Use it as an async context."""

    def __init__(self, *script: Step) -> None:
        self._script = script
        self._open: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}
        self.seen: list[Seen] = []
        self.url = ""
        self.port = 0
        """Where it listens; 0 for wherever there is room."""
        self.tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self.tls)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http{'s' if self.tls else ''}://127.0.0.1:{port}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._open:
            writer.close()
        await asyncio.gather(*self._open.values())
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[writer] = task
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while not writer.is_closing():
                self.seen.append(await _read_request(reader))
                step = self._script[min(len(self.seen), len(self._script)) - 1]
                await step(Connection(reader, writer))
        writer.close()
        del self._open[writer]


async def _read_request(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
    return Seen(method, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))


def head(status: int, length: int, headers: dict[str, str]) -> bytes:
    """The lines before a body of `length` bytes."""
    lines = [
        f"HTTP/1.1 {status} -",
        f"Content-Length: {length}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def respond(status: int, body: Any, headers: dict[str, str] | None = None) -> Step:
    """Answer with a JSON value, or with text as it is."""
    text = body if isinstance(body, str) else json.dumps(body)

    async def step(connection: Connection) -> None:
        fields = {"Content-Type": "application/json", **(headers or {})}
        await connection.send(head(status, len(text.encode()), fields) + text.encode())

    return step


def fault(status: int, headers: dict[str, str] | None = None, **error: str) -> Step:
    """Answer with an error as OpenAI words it: `message`, `type`, `code`."""
    return respond(status, {"error": {"message": "no", **error}}, headers)


def completion(
    text: str | None = "{}", *, finish: str = "stop", refusal: str | None = None, **more: Any
) -> dict[str, Any]:
    """The body of a whole answer: 100 tokens in, 40 of them cached, and 20 out. `more` replaces its fields."""
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "prompt_tokens_details": {"cached_tokens": 40}}
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "some-model-2026-01-02"}
    return {**body, "choices": [choice], "usage": usage, **more}


def answer(text: str | None = "{}", **more: Any) -> Step:
    """Answer with a completion."""
    return respond(200, completion(text, **more))


async def reset(connection: Connection) -> None:
    """Promise a body, send a part, and break the connection off."""
    await connection.send(head(200, 1000, {"Content-Type": "application/json"}) + b'{"choices": [')
    connection.writer.transport.abort()


def drip(then: Callable[[], None]) -> Step:
    """Send a part of a body, call `then`, and hold the connection until the other side gives up."""

    async def step(connection: Connection) -> None:
        await connection.send(head(200, 1000, {"Content-Type": "application/json"}) + b"{")
        then()
        await connection.reader.read()
        connection.writer.close()

    return step
