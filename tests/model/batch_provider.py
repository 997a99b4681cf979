"""A provider with a Batch API on this machine: it keeps files and batches, and tests say what becomes of them."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.model.loopback import Connection, Seen, reset, respond
from tests.model.provider import Provider


@dataclass
class Sent:
    """A batch as it was sent; a test changes `status` and what comes of each line."""

    id: str
    mark: str
    lines: list[dict[str, Any]]
    status: str = "validating"
    output: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""


class BatchProvider(Provider):
    """Answers as `Provider` does, in batches."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.files: dict[str, list[dict[str, Any]]] = {}
        self.batches: list[Sent] = []
        self.loses_start = False
        """Whether the reply to the next start of a batch gets lost."""
        self.newer = 0
        """How many newer batches of somebody else are listed before."""
        self._started = 0
        self.gone: set[str] = set()
        """Files that are held no more."""

    @property
    def asked(self) -> int:
        """How many requests were in batches."""
        return sum(len(batch.lines) for batch in self.batches)

    def output_line(self, line: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Return the answer to a line of a batch."""
        response = {"status_code": 200, "request_id": "r", "body": {**self.reply(line["body"]), **changes}}
        return {"id": "b", "custom_id": line["custom_id"], "response": response, "error": None}

    def finish(self, *, status: str = "completed", answer: int | None = None) -> None:
        """End every batch that is under way; only the last `answer` lines have an answer, the last first."""
        for batch in self.batches:
            if batch.status == "validating":
                batch.status = status
                lines = batch.lines[::-1][:answer]
                batch.output = [self.output_line(line) for line in lines]

    async def _answer(self, connection: Connection) -> None:
        if self._faults:
            await self._faults.pop(0)(connection)
            return
        seen = self.seen[-1]
        if seen.path.startswith("/v1/chat"):
            await respond(200, self.reply(seen.json))(connection)
            return
        body = self._served(seen) if seen.path.startswith("/v1/") else None
        if self.loses_start and (seen.method, seen.path) == ("POST", "/v1/batches"):
            self.loses_start = False
            await reset(connection)
            return
        await respond(404 if body is None else 200, body)(connection)

    def _served(self, seen: Seen) -> Any:
        path = seen.path.removeprefix("/v1").split("?")[0]
        if (seen.method, path) == ("POST", "/files"):
            lines = re.findall(rb'^\{"custom_id".*$', seen.body, re.MULTILINE)
            name = f"file-{len(self.files)}"
            self.files[name] = [json.loads(line) for line in lines]
            return {"id": name, "object": "file"}
        if (seen.method, path) == ("POST", "/batches"):
            assert seen.json["endpoint"] == "/v1/chat/completions"
            mark = seen.json["metadata"]["checker"]
            name = f"batch_{self._started}"
            self._started += 1
            self.batches.append(Sent(name, mark, self.files[seen.json["input_file_id"]]))
            return self._shown(self.batches[-1])
        if path == "/batches":
            return self._page(parse_qs(seen.path.partition("?")[2]))
        if path.startswith("/batches/"):
            return next((self._shown(batch) for batch in self.batches if batch.id == path.split("/")[2]), None)
        _, _, name, _ = path.split("/")
        if name in self.gone:
            return None
        batch = next(batch for batch in self.batches if name.startswith(batch.id))
        return "".join(json.dumps(line) + "\n" for line in (batch.errors if name.endswith("-e") else batch.output))

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        """Return a page of the list of batches, the newest first."""
        others = [self._shown(Sent(f"other_{number}", "another's", [])) for number in range(self.newer)]
        every = [*others, *(self._shown(batch) for batch in self.batches[::-1])]
        after = query.get("after", [""])[0]
        start = next((number for number, batch in enumerate(every, 1) if batch["id"] == after), 0)
        end = start + int(query["limit"][0])
        return {"object": "list", "data": every[start:end], "has_more": end < len(every)}

    def _shown(self, batch: Sent) -> dict[str, Any]:
        ended = batch.status not in ("validating", "in_progress")
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "input_file_id": "f",
            "completion_window": "24h",
            "created_at": int(time.time()),
            "status": batch.status,
            "metadata": {"checker": batch.mark},
            "request_counts": {"total": len(batch.lines), "completed": len(batch.output), "failed": len(batch.errors)},
            "output_file_id": f"{batch.id}-o" if ended and batch.output else None,
            "error_file_id": f"{batch.id}-e" if ended and batch.errors else None,
            "errors": {"data": [{"message": batch.problem, "code": "x"}]} if batch.problem else None,
        }
