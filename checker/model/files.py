"""Where prompts and wire schemas lie: in the installed package, or beside it in a checkout."""

from functools import cache
from pathlib import Path

from checker.errors import PromptError

_PLACES = (Path(__file__).parent.parent / "prompts", Path(__file__).parent.parent.parent / "prompts")


@cache
def prompt_text(name: str) -> str:
    """Return the text of a file in `prompts/`. Raises PromptError where it is not there or cannot be read."""
    for place in _PLACES:
        path = place / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise PromptError(f"prompts/{name}: not found; reinstall checker, or run it from a whole checkout")
