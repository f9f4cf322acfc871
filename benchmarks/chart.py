"""A plot of measured figures as an SVG file: lines over two logarithmic axes, nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

_WIDTH: Final = 720
_HEIGHT: Final = 440
_LEFT: Final = 70
_RIGHT: Final = 200
_TOP: Final = 64
_BOTTOM: Final = 50
_HEAD: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'font-family="sans-serif" font-size="12">'
)
_COLOURS: Final = ("#0b6e4f", "#c1440e", "#3d5a98", "#8a6d1b", "#7a3b8f", "#555555")

Line = Sequence[tuple[float, float]]
"""Points, from left to right."""


def write(path: Path, title: str, axes: tuple[str, str], lines: Mapping[str, Line]) -> None:
    """Write a plot.

    Args:
        path: the SVG file.
        title: what it shows.
        axes: what is measured along x and along y, with units.
        lines: the points of each line, above 0; its name stands at its end.
    """
    points = [point for line in lines.values() for point in line]
    x, y = (_Axis.around([point[side] for point in points]) for side in (0, 1))
    parts = [
        _HEAD,
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 22, title, "start", weight="bold"),
        *_grid(x, y, axes),
    ]
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(_across(x, one), _up(y, other)) for one, other in line]
        joined = " ".join(f"{left:.1f},{down:.1f}" for left, down in places)
        parts.append(
            f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in places]
        end = places[-1]
        parts.append(_text(end[0] + 8, end[1] + 4, name, "start", colour=colour))
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


class _Axis:
    """Whole powers of ten from below the least value to above the greatest."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    @classmethod
    def around(cls, values: Sequence[float]) -> _Axis:
        low = math.floor(math.log10(min(values)) + 1e-9)
        high = math.ceil(math.log10(max(values)) - 1e-9)
        return cls(low, max(high, low + 1))

    def share(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        return (math.log10(value) - self.low) / (self.high - self.low)

    @property
    def marks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _across(axis: _Axis, value: float) -> float:
    return _LEFT + axis.share(value) * (_WIDTH - _LEFT - _RIGHT)


def _up(axis: _Axis, value: float) -> float:
    return _HEIGHT - _BOTTOM - axis.share(value) * (_HEIGHT - _TOP - _BOTTOM)


def _grid(x: _Axis, y: _Axis, axes: tuple[str, str]) -> list[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    parts = []
    for mark in x.marks:
        at = _across(x, mark)
        parts.append(_rule(at, _TOP, at, bottom))
        parts.append(_text(at, bottom + 18, f"{mark:,.10g}", "middle"))
    for mark in y.marks:
        at = _up(y, mark)
        parts.append(_rule(_LEFT, at, right, at))
        parts.append(_text(_LEFT - 8, at + 4, f"{mark:,.10g}", "end"))
    parts.append(_text((_LEFT + right) / 2, _HEIGHT - 12, axes[0], "middle"))
    parts.append(_text(_LEFT - 50, _TOP - 16, axes[1], "start"))
    return parts


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="#dddddd"/>'


def _text(
    x: float, y: float, text: str, anchor: str, *, colour: str = "#222222", weight: str = "normal"
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}" font-weight="{weight}">{escape(text)}</text>'
