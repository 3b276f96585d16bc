"""Bars of a chart, in the chart's own units; the table beside it gives the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CHART_WIDTH, CHART_HEIGHT = 600, 120
WIDEST_BAR = 48


@dataclass(frozen=True)
class Bar:
    """One bar of the chart, in the chart's own units."""

    x: str
    y: str
    width: str
    height: str


def bars(values: Sequence[int], *, mirrored: bool) -> list[Bar]:
    """A bar for each value, the highest as high as the chart; the first at the right when mirrored."""
    highest = max(values, default=0)
    if highest <= 0:
        return []
    step = CHART_WIDTH / len(values)
    width = min(step * 0.72, WIDEST_BAR)
    made: list[Bar] = []
    for index, value in enumerate(values):
        height = CHART_HEIGHT * value / highest
        x = CHART_WIDTH - step * index - width if mirrored else step * index
        made.append(Bar(*(f"{v:.2f}" for v in (x, CHART_HEIGHT - height, width, height))))
    return made
