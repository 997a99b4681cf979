"""What is new, gone and changed between two reports, as JSON."""

from __future__ import annotations

import json
from typing import Any

from checker.reports.changes import caveats
from checker.schema import Report
from checker.steps.changes import Changes


def render_changes_json(changes: Changes, old: Report, new: Report) -> bytes:
    """Return the changes as UTF-8 JSON; findings are written as in the JSON report.

    Keys: `counts` of each kind and of what is as before, `caveats` (sentences), `new`, `changed` (`old`, `new`, and
    `edited`, the articles that say otherwise now), `gone`, `dismissed` (since), and `risen`, the ids of what stands in
    the new report and did not, or not as gravely, in the old one: by these the exit code is chosen.
    """
    written: dict[str, Any] = {
        "counts": {
            "new": len(changes.new),
            "changed": len(changes.changed),
            "gone": len(changes.gone),
            "dismissed": len(changes.dismissed),
            "same": changes.same,
        },
        "caveats": list(caveats(old, new)),
        "new": [finding.model_dump(mode="json") for finding in changes.new],
        "changed": [
            {
                "old": one.old.model_dump(mode="json"),
                "new": one.new.model_dump(mode="json"),
                "edited": list(one.edited),
            }
            for one in changes.changed
        ],
        "gone": [finding.model_dump(mode="json") for finding in changes.gone],
        "dismissed": [finding.model_dump(mode="json") for finding in changes.dismissed],
        "risen": [finding.id for finding in changes.risen],
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
