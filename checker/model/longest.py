"""How much a model writes at most, thinking included."""

from __future__ import annotations

_LONGEST = {
    "claude-": 64_000,
    "gemini-": 65_535,
    "gpt-4.1": 32_768,
    "gpt-5": 128_000,
    "gpt-6": 128_000,
    "o1": 100_000,
    "o3": 100_000,
    "o4": 100_000,
}
_LONGEST_ELSE = 16_384
"""Tokens that a model writes at most, by the beginning of its name: the providers' model pages, November 2026. Some
servers refuse a limit above it. What is not named here writes at least as much as gpt-4o."""


def longest_reply(model: str) -> int:
    """Return the tokens that a model writes at most in one reply, thinking included."""
    name = model.rpartition("/")[2].lower()
    if "-chat" in name:
        return _LONGEST_ELSE
    return next((longest for start, longest in _LONGEST.items() if name.startswith(start)), _LONGEST_ELSE)
