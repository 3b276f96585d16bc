"""Charts: bars drawn by the browser, hidden from assistive technology, beside a table of the same figures."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.state.charts import CHART_HEIGHT, CHART_WIDTH, Bar


def bar_chart(bars: list[Bar], caption: str) -> rx.Component:
    """The bars on their axis; `caption` says what they are and where the figures stand."""
    return rx.el.figure(
        rx.el.svg(
            rx.foreach(
                bars,
                lambda bar: rx.el.rect(x=bar.x, y=bar.y, width=bar.width, height=bar.height),
            ),
            rx.el.line(
                x1="0",
                y1=str(CHART_HEIGHT),
                x2=str(CHART_WIDTH),
                y2=str(CHART_HEIGHT),
                class_name="chart-axis",
            ),
            view_box=f"0 0 {CHART_WIDTH} {CHART_HEIGHT}",
            preserve_aspect_ratio="none",
            aria_hidden="true",
            class_name="chart",
        ),
        rx.el.figcaption(caption, class_name="text-sm text-muted mt-2"),
        class_name="mb-4",
    )
