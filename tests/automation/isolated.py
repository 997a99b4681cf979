"""Installing checker as strangers do, into an environment of its own, but without a network.

What pip and virtualenv would fetch, they find among the packages of the environment that runs the tests.
"""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

from tests.shell import PROGRAMS

ROOT = Path(__file__).parents[2]
PACKAGED = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "action.yml", "checker", "prompts", "pyproject.toml")
"""What of the repository is installed, and what makes it a hook and an action."""


def offline(home: Path) -> dict[str, str]:
    """Return the environment of programs that install: an index they cannot have, and a home of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "GIT_"))}
    return {
        **kept,
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this the other way round
        "PIP_CONFIG_FILE": os.devnull,
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "CHECKER_CACHE": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }
