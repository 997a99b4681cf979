"""The committed schemas of the replies: what is sent, and how it is made anew."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from checker.model.files import prompt_text
from checker.model.wire.confirm import Confirmation
from checker.model.wire.draft import Assessment
from checker.model.wire.extract import Extraction
from checker.model.wire.reconcile import Reconciliation
from checker.model.wire.shape import Wire
from checker.model.wire.support import Support

REPLIES: dict[str, type[Wire]] = {
    "extract": Extraction,
    "reconcile": Reconciliation,
    "draft": Assessment,
    "confirm": Confirmation,
    "support": Support,
}


def strict_schema(reply: type[BaseModel]) -> dict[str, Any]:
    """Return the strict JSON Schema of a wire shape: no titles, descriptions or discriminators, unions as `anyOf`."""

    def plain(node: Any) -> Any:
        if isinstance(node, list):
            return [plain(item) for item in node]
        if not isinstance(node, dict):
            return node
        kept: dict[str, Any] = {}
        for key, value in node.items():
            if key in ("title", "description", "discriminator"):
                continue
            if key == "const":
                kept["enum"] = [value]
            elif key in ("properties", "$defs"):
                kept[key] = {name: plain(child) for name, child in value.items()}
            else:
                kept["anyOf" if key == "oneOf" else key] = plain(value)
        return kept

    return dict(plain(reply.model_json_schema(by_alias=True)))


def write_schemas(folder: Path) -> None:
    """Write the schemas of all replies to `folder` (`prompts/schemas`), which voids the answers recorded so far."""
    for task, reply in REPLIES.items():
        text = json.dumps(strict_schema(reply), indent=1, ensure_ascii=False) + "\n"
        (folder / f"{task}.json").write_text(text, encoding="utf-8")


@cache
def response_format(reply: type[BaseModel]) -> dict[str, Any]:
    """Return the committed schema of `reply` as the API wants it. Raises PromptError where the file is missing."""
    task = next(name for name, shape in REPLIES.items() if shape is reply)
    schema = json.loads(prompt_text(f"schemas/{task}.json"))
    return {"type": "json_schema", "json_schema": {"name": task, "strict": True, "schema": schema}}
