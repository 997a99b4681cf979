"""A server that answers every task at once, or after a while, in a process of its own: its time is not ours."""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import re
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

_PAIR = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}
_POSITIONS = [{"a": "x", "p": ["1.1"]}, {"a": "z", "p": ["2.1"]}]
_FACT = {"q": "Who?", "aspect": "role", "stakes": "none", "positions": _POSITIONS, "why": "so", "pairs": [_PAIR]}
REPLIES: dict[str, Any] = {
    "extract": {"date": None, "outlet": None, "claims": [{"k": "event", "s": [1], "t": "It burnt.", "m": []}]},
    "reconcile": {"facts": [_FACT], "same": [], "cleared": []},
    "confirm": {"facts": [{"n": 1, "why": "so", "pairs": [_PAIR]}]},
}


def _response(task: str, body: bytes) -> bytes:
    """Return a reply that cites sentences that were shown."""
    content = json.dumps(REPLIES[task])
    if task == "extract":
        first = re.search(rb"<article [0-9a-f]+>\\n(\d+) ", body)
        content = content.replace("[1]", f"[{first.group(1).decode() if first else 1}]")
    if task == "reconcile":
        for label in ("1.1", "2.1"):
            first = re.search(rb"\\n(" + label[0].encode() + rb"\.\d+) ", body)
            content = content.replace(f'"{label}"', f'"{first.group(1).decode() if first else label}"')
    message = {"role": "assistant", "content": content}
    sent = json.dumps(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "some-model",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960},
        }
    ).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(sent) + sent


_NAMES = {f'"name":"{task}"'.encode(): task for task in REPLIES}


async def _serve(latency: float, ready: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                body = await reader.readexactly(int(length.split(b":")[1]))
                if latency:
                    await asyncio.sleep(latency)
                writer.write(_response(next(task for name, task in _NAMES.items() if name in body), body))
                await writer.drain()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(latency: float, ready: Connection) -> None:
    asyncio.run(_serve(latency, ready))


@contextlib.contextmanager
def model_server(latency: float = 0.0) -> Iterator[str]:
    """Yield the address of a server that answers after `latency` seconds."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(latency, there), daemon=True)
    process.start()
    yield f"http://127.0.0.1:{here.recv()}/v1"
    process.terminate()
    process.join()
