"""Vector drawings: emblem, zellige corner, QR code. All computed; no image is embedded."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import segno

from damancom_reflex.documents.pdf.style import GREEN, INK, SAFFRON, WHITE, Colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from damancom_reflex.documents.pdf.sheet import Sheet

Outline = list[tuple[float, float]]

_HOLLOW: Final = math.cos(math.pi / 4) / math.cos(math.pi / 8)
"""Radius of the inner corners of the khatam, two squares turned by an eighth, to that of its points."""

_PALE_GREEN: Final[Colour] = (0xD7, 0xE7, 0xDD)
_PALE_SAFFRON: Final[Colour] = (0xF8, 0xE6, 0xBE)
_ROWS: Final = 6


def star(x: float, y: float, radius: float, turn: float = 0.0) -> Outline:
    """Outline of an eight-point star, the khatam; `turn` in radians."""
    return [
        (
            x
            + radius * (1 if corner % 2 == 0 else _HOLLOW) * math.sin(turn + corner * math.pi / 8),
            y
            - radius * (1 if corner % 2 == 0 else _HOLLOW) * math.cos(turn + corner * math.pi / 8),
        )
        for corner in range(16)
    ]


def zellige_corner(sheet: Sheet, step: float = 9.0) -> None:
    """Stars and crosses running out from the ending top corner of the page, mirrored in Arabic."""
    edge, inward = (0.0, 1) if sheet.rtl else (sheet.page_width, -1)
    places = [
        (edge + inward * step * (column + 0.1), step * (row + 0.1), row + column)
        for row in range(_ROWS)
        for column in range(_ROWS - row)
    ]
    for parity, colour in ((0, _PALE_GREEN), (1, _PALE_SAFFRON)):
        here = [(x, y) for x, y, ring in places if ring % 2 == parity]
        # The inner star is cut out of the outer one: where two outlines cover each other nothing is filled.
        sheet.polygons(
            [star(x, y, step / 2) for x, y in here] + [star(x, y, step * 0.2) for x, y in here],
            colour,
        )


def emblem(sheet: Sheet, x: float, y: float, size: float) -> None:
    """The portal's emblem: a star, a door in it, a light in the door. `x`, `y` is the corner on the starting side."""
    unit = size / 64
    left = sheet.left(x, size)

    def place(outline: Outline) -> Outline:
        return [(left + px * unit, y + py * unit) for px, py in outline]

    sheet.polygons([place(star(32, 32, 31))], GREEN)
    sheet.polygons([place(_door())], WHITE)
    sheet.polygons([place(star(32, 36.5, 7))], SAFFRON)


def _door() -> Outline:
    """A pointed horseshoe arch, in the 64-unit square of the emblem."""
    right: Outline = [(42.25, 49.0), (42.25, 32.75)]
    right += _curve((42.25, 32.75), (46.0, 29.6), (46.0, 21.5), (39.75, 19.25))
    right += _curve((39.75, 19.25), (36.4, 17.2), (34.0, 16.0), (32.0, 14.0))
    return right + [(64 - x, y) for x, y in reversed(right)]


def _curve(*points: tuple[float, float]) -> Outline:
    """Eight points along a cubic curve, after its first."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    along = [step / 8 for step in range(1, 9)]
    return [
        (
            (1 - t) ** 3 * ax + 3 * (1 - t) ** 2 * t * bx + 3 * (1 - t) * t**2 * cx + t**3 * dx,
            (1 - t) ** 3 * ay + 3 * (1 - t) ** 2 * t * by + 3 * (1 - t) * t**2 * cy + t**3 * dy,
        )
        for t in along
    ]


def qr_code(sheet: Sheet, text: str, x: float, y: float, size: float) -> None:
    """A QR code, its first module at `x`, `y`; error correction M (15 %).

    Four modules (a tenth of `size`) must stay white around it.
    """
    matrix = _modules(text)
    unit = size / len(matrix)
    left = sheet.left(x, size)
    outlines: list[Outline] = []
    for number, row in enumerate(matrix):
        top = y + number * unit
        outlines += [
            [
                (left + first * unit, top),
                (left + last * unit, top),
                (left + last * unit, top + unit),
                (left + first * unit, top + unit),
            ]
            for first, last in _dark(row)
        ]
    sheet.polygons(outlines, INK)


@lru_cache(8)
def _modules(text: str) -> Sequence[Sequence[int]]:
    """The modules of a code, which the forms of a pack have in common."""
    return segno.make(text, error="m", micro=False).matrix


def _dark(row: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Runs of dark modules of a row: first, and one past the last."""
    start: int | None = None
    end = 0
    for end, module in enumerate([*row, 0]):
        if module and start is None:
            start = end
        elif not module and start is not None:
            yield start, end
            start = None
