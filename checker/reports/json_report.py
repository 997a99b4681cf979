"""The report as JSON, and its published schema."""

from __future__ import annotations

import json

from checker.schema import Report


def render_json(report: Report) -> bytes:
    """Return the report as UTF-8 JSON, keys in the order of the nouns, with a newline at the end.

    Equal reports give equal bytes, and `Report.model_validate_json` gives an equal report back. What varies between two
    runs on the same input stands under `run` alone.
    """
    return report.model_dump_json(indent=1).encode() + b"\n"


def render_json_schema() -> bytes:
    """Return the JSON Schema of what `render_json` writes, as it is published in `docs/report.schema.json`."""
    schema = Report.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False).encode() + b"\n"
