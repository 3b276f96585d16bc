"""Sizes and colours of printed documents; the palette is the site's, on white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Weight = Literal[400, 600]
Colour = tuple[int, int, int]

INK: Final[Colour] = (0x23, 0x21, 0x1C)
MUTED: Final[Colour] = (0x5F, 0x5A, 0x4E)
GREEN: Final[Colour] = (0x0E, 0x5B, 0x43)
SAFFRON_INK: Final[Colour] = (0x7D, 0x4E, 0x00)
SAFFRON: Final[Colour] = (0xE3, 0xA1, 0x1A)
WHITE: Final[Colour] = (0xFF, 0xFF, 0xFF)
PAPER: Final[Colour] = (0xFA, 0xF6, 0xEC)
MINT: Final[Colour] = (0xE9, 0xF2, 0xEC)
HONEY: Final[Colour] = (0xFC, 0xF3, 0xDD)
RULE: Final[Colour] = (0xD3, 0xC9, 0xB5)
FRAME: Final[Colour] = (0x9B, 0x94, 0x83)

MARGIN: Final = 16.0
"""Millimetres of white on each side."""

FOOT: Final = 20.0
"""Millimetres kept at the bottom for the footer."""

POINT: Final = 25.4 / 72
"""Millimetres in a point."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in points, weight, colour."""

    size: float
    weight: Weight = 400
    colour: Colour = INK

    @property
    def leading(self) -> float:
        """Millimetres from one baseline to the next; Arabic needs the room of its dots and bowls."""
        return self.size * 1.45 * POINT


TITLE: Final = Style(20, 600, GREEN)
HEADING: Final = Style(12.5, 600, GREEN)
BODY: Final = Style(9.5)
STRONG: Final = Style(9.5, 600)
LABEL: Final = Style(8, 400, MUTED)
SMALL: Final = Style(7.5, 400, MUTED)
CELL: Final = Style(8.5)
CELL_STRONG: Final = Style(8.5, 600)
CELL_HEAD: Final = Style(7.5, 600, MUTED)
FIGURE: Final = Style(17, 600)
FIGURE_GREEN: Final = Style(17, 600, GREEN)
