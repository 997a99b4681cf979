"""How much of a reply is read. A server that sends without end must fill neither the memory nor the disk."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx2 import Response

LARGEST_REPLY = 8_000_000
"""Bytes. The longest replies of today's models, 128,000 tokens, are a tenth of it."""

LARGEST_FILE = 400_000_000
"""Bytes, of a file of a batch: twice what OpenAI lets a batch bring along (200 MB, its Batch API page, 2026)."""

_PIECE = 1 << 16
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class TooLarge(Exception):
    """A reply goes on beyond what is read."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the reply is larger than {most // 1_000_000} MB")


async def bound(response: Response) -> None:
    """Let no more of a response be read than is sensible: a hook of the transport, called before the body is.

    It also takes compression off, piece by piece: the library would unpack whatever a piece holds at once. What reads
    the body raises TooLarge.
    """
    most = LARGEST_FILE if response.request.url.path.endswith("/content") else LARGEST_REPLY
    packed = response.headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip", "deflate")
    if packed:
        del response.headers["content-encoding"]
    response.stream = _bounded(response.stream, most, packed=packed)


def _bounded(stream: Any, most: int, *, packed: bool) -> Any:
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for piece in _unpacked(stream) if packed else stream:
                read += len(piece)
                if read > most:
                    raise TooLarge(most)
                yield piece

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()


async def _unpacked(stream: Any) -> AsyncIterator[bytes]:
    """Yield what a packed stream holds in pieces of a bounded size. What is broken raises ValueError."""
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
    async for piece in stream:
        rest = piece
        while rest:
            try:
                yield unpacking.decompress(rest, _PIECE)
            except zlib.error as problem:
                raise ValueError(f"the body is not packed as it says ({problem})") from None
            rest = unpacking.unconsumed_tail
