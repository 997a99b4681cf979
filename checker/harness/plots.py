"""Plots as inline SVG: pure functions from numbers to markup, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 680, 320, 56, 44, 16, 150
COLORS = tuple("#1b6ca8 #c2571a #3d7d3d #7a4fa3 #8a6d1f #444444 #c23b6e #1a9aa0 #7a9a1a #e0912f".split())


@dataclass(frozen=True)
class Point:
    """A dot: the name of its series, where it lies, and the interval of its height. A series has one color."""

    name: str
    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Bars:
    """A group of bars beside one another, a value (0 to 1, or None) for each series."""

    name: str
    values: tuple[float | None, ...]


def scatter(points: Sequence[Point], x_label: str, y_label: str) -> str:
    """Return dots with their intervals; heights are shares, cut at the lowest tenth that is needed."""
    most = max((point.x for point in points), default=1) * 1.1 or 1
    lowest = min((point.y if point.low is None else point.low for point in points), default=0)
    floor = max(int(lowest * 10 - 0.5) / 10, 0)

    def across(x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * x / most

    def up(y: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (y - floor) / (1 - floor or 1)

    parts = _axes(floor, y_label)
    parts += [
        _text(across(most * step / 4), HEIGHT - BOTTOM + 16, f"{most * step / 4:,.0f}", "middle") for step in range(5)
    ]
    parts.append(_text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 8, x_label, "middle"))
    colors = {name: COLORS[index % len(COLORS)] for index, name in enumerate(dict.fromkeys(one.name for one in points))}
    parts += [_legend(index, name, color) for index, (name, color) in enumerate(colors.items())]
    for point in points:
        color = colors[point.name]
        x, y = across(point.x), up(point.y)
        if point.low is not None and point.high is not None:
            parts.append(_line(x, up(point.low), x, up(point.high), color))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{color}"/>')
    return _svg(parts, HEIGHT, f"{y_label} beside {x_label}")


def bars(groups: Sequence[Bars], series: Sequence[str], label: str) -> str:
    """Return groups of lying bars, one bar for each series; a value that there is not has no bar."""
    thick, gap = 12, 8
    height = TOP + 24 + sum(thick * len(group.values) + gap for group in groups) + 24
    left, right = 130, RIGHT
    parts: list[str] = []
    for step in range(0, 11, 2):
        x = left + (WIDTH - left - right) * step / 10
        parts += [
            _line(x, TOP, x, height - 30, "#dddddd"),
            _text(x, height - 14, f"{step / 10:.1f}", "middle"),
        ]
    y = float(TOP + 4)
    for group in groups:
        parts.append(_text(left - 8, y + thick * len(group.values) / 2 + 4, group.name, "end"))
        for index, value in enumerate(group.values):
            if value is not None:
                color = COLORS[index % len(COLORS)]
                wide = (WIDTH - left - right) * value
                parts.append(
                    f'<rect x="{left}" y="{y:.1f}" width="{wide:.1f}" height="{thick - 2}" fill="{color}">'
                    f"<title>{escape(group.name)}, {escape(series[index])}: {value:.3f}</title></rect>"
                )
            y += thick
        y += gap
    parts += [_legend(index, name, COLORS[index % len(COLORS)]) for index, name in enumerate(series)]
    return _svg(parts, height, label)


def _axes(floor: float, y_label: str) -> list[str]:
    parts = []
    steps = round((1 - floor) * 10)
    for step in range(steps + 1):
        share = floor + step / 10
        y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * step / (steps or 1)
        parts += [_line(LEFT, y, WIDTH - RIGHT, y, "#dddddd"), _text(LEFT - 6, y + 4, f"{share:.1f}", "end")]
    parts.append(_text(LEFT, TOP - 4, y_label, "start"))
    return parts


def _legend(index: int, name: str, color: str) -> str:
    x, y = WIDTH - RIGHT + 14, TOP + 10 + 18 * index
    return f'<rect x="{x}" y="{y - 8}" width="10" height="10" fill="{color}"/>' + _text(x + 16, y + 1, name, "start")


def _line(x1: float, y1: float, x2: float, y2: float, color: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(parts: Sequence[str], height: float, label: str) -> str:
    inside = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" role="img" aria-label="{escape(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{inside}\n</svg>'
    )
