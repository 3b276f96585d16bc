"""A request read back: names and values."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import fact
from damancom_reflex.state.adhesion.summary import Line


def summary_lines(lines: Sequence[Line]) -> rx.Component:
    """Lines of a summary."""
    return rx.el.dl(
        rx.foreach(
            lines,
            lambda line: fact(
                line.name, rx.cond(line.code, ltr(line.value), rx.el.span(line.value, dir="auto"))
            ),
        ),
        class_name="facts",
    )
