"""Figures written in digits, in one spelling: so that 1,187 and 1.187 are the same, and 4.5 and 45 are not."""

from __future__ import annotations

import re

_FIGURE = re.compile(r"(?<!\d)[-−+]?\d[\d.,]*")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


def plain_figure(written: str) -> str:
    """Return a figure without separators of thousands, with a point for decimals: "1,187" → "1187", "4,5" → "4.5"."""
    figure = written.rstrip(".,").replace("−", "-").removeprefix("+")
    return _THOUSANDS.sub("", figure).replace(",", ".")


def figures_in(text: str) -> tuple[str, ...]:
    """Return the figures of a text in their order, each in its plain spelling; a range has two, and no signs."""
    return tuple(plain_figure(match.group()) for match in _FIGURE.finditer(text))
