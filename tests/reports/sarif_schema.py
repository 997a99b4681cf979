"""The published JSON schema of SARIF 2.1.0, out of an npm package; as no part of this project it is not kept here.

`python -m tests.reports.sarif_schema` fetches it into build/ (`make test` does, where npm is there).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"
FILE = Path(__file__).parents[2] / "build" / "sarif-2.1.0.json"
REQUIRED = "TESTS_NEED_SARIF_SCHEMA"
"""A variable of the environment: where it is set, a missing schema fails the tests that would be skipped."""


def published_schema() -> dict[str, Any]:
    """Return the schema; skip, or fail where it is required, when it was not fetched."""
    if not FILE.exists():
        missing = "the published schema is not here (`make test` fetches it where npm and a network are)"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{missing}, and {REQUIRED} is set")
        pytest.skip(f"no SARIF schema: {missing}")
    return json.loads(pinned(FILE.read_bytes()))


def pinned(content: bytes) -> bytes:
    """Return what was given. Raises ValueError where it is not the schema that was pinned."""
    if (digest := hashlib.sha256(content).hexdigest()) != SHA256:
        raise ValueError(f"{MEMBER} of {PACKAGE} has the SHA-256 {digest}; {SHA256} was pinned")
    return content


def fetch() -> None:
    """Write the schema to its place, where npm gets the package; otherwise there is none, without a word.

    Raises ValueError where the package holds another one than was pinned.
    """
    FILE.unlink(missing_ok=True)
    npm = shutil.which("npm")
    if npm is None:
        return
    # A machine without a network must not wait, and the scripts of a package are none of our business.
    options = ("--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=30000")
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run([npm, "pack", PACKAGE, *options], cwd=folder, capture_output=True, check=False, timeout=60)
        for archive in Path(folder).glob("*.tgz"):
            with tarfile.open(archive) as packed:
                member = packed.extractfile(MEMBER)
                content = pinned(member.read() if member else b"")
            FILE.parent.mkdir(exist_ok=True)
            FILE.write_bytes(content)


if __name__ == "__main__":
    fetch()
