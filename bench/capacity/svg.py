"""Draw line charts as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, TICKS = 760, 340, 70, 20, 50, 50, 5
COLOURS = ("#0b6bcb", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#475569", "#be185d")


def line_chart(title: str, x_label: str, y_label: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Return a chart with one line per series, both axes from zero."""
    x_max = _round_up(max(x for points in series.values() for x, _ in points))
    y_max = _round_up(max(y for points in series.values() for _, y in points))
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img">',
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 20, title, "start"),
        _text((LEFT + right) / 2, HEIGHT - 10, x_label),
        _text(LEFT - 8, TOP - 12, y_label, "end"),
    ]
    for tick in range(TICKS + 1):
        x, y = LEFT + (right - LEFT) * tick / TICKS, bottom - (bottom - TOP) * tick / TICKS
        parts.append(f'<path d="M{LEFT} {y:.0f}H{right}" stroke="#e2e8f0"/>')
        parts.append(_text(x, bottom + 18, f"{x_max * tick / TICKS:,g}"))
        parts.append(_text(LEFT - 8, y + 4, f"{y_max * tick / TICKS:,g}", "end"))
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        scaled = ((LEFT + x / x_max * (right - LEFT), bottom - y / y_max * (bottom - TOP)) for x, y in points)
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in scaled)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(right, TOP + 14 + 16 * number, name, "end", colour))
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, text: str, anchor: str = "middle", colour: str = "#1e293b") -> str:
    place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="12"'
    return f'<text {place} fill="{colour}">{escape(text)}</text>'


def _round_up(value: float) -> float:
    """Return the next multiple of half a power of ten, at least 1."""
    unit = 10.0 ** floor(log10(max(value, 1))) / 2
    return max(1.0, ceil(value / unit) * unit)
