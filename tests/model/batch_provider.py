"""A provider with a Batch API on this machine: it keeps files and batches, and tests say what becomes of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.model.loopback import Connection, Seen, respond
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
        body = self._served(seen)
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
            self.batches.append(Sent(f"batch_{len(self.batches)}", mark, self.files[seen.json["input_file_id"]]))
            return self._shown(self.batches[-1])
        if path == "/batches":
            return {"object": "list", "data": [self._shown(batch) for batch in self.batches], "has_more": False}
        if path.startswith("/batches/"):
            return next((self._shown(batch) for batch in self.batches if batch.id == path.split("/")[2]), None)
        _, _, name, _ = path.split("/")
        batch = next(batch for batch in self.batches if name.startswith(batch.id))
        return "".join(json.dumps(line) + "\n" for line in (batch.errors if name.endswith("-e") else batch.output))

    def _shown(self, batch: Sent) -> dict[str, Any]:
        ended = batch.status not in ("validating", "in_progress")
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "input_file_id": "f",
            "completion_window": "24h",
            "created_at": 1,
            "status": batch.status,
            "metadata": {"checker": batch.mark},
            "request_counts": {"total": len(batch.lines), "completed": len(batch.output), "failed": len(batch.errors)},
            "output_file_id": f"{batch.id}-o" if ended and batch.output else None,
            "error_file_id": f"{batch.id}-e" if ended and batch.errors else None,
            "errors": {"data": [{"message": batch.problem, "code": "x"}]} if batch.problem else None,
        }
