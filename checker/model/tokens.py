"""An estimate of tokens, used for budgets and wherever no provider has counted."""

import json
from typing import Any

BYTES_PER_TOKEN = 4
"""English prose in today's tokenizers: 4.2–4.6 bytes a token; JSON and other languages have fewer. Always marked as an
estimate."""


def estimate_tokens(text: str) -> int:
    """Return about how many tokens `text` is, from its size in UTF-8 bytes (rounded up; 0 only for no text)."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_PER_TOKEN)


def compact_json(value: Any) -> str:
    """Return `value` as JSON without spaces, keys in their own order: so replies are counted and kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
