"""Text to PDF operators: joined Arabic, right order of mixed scripts, each text worked out once.

fpdf2 brings HarfBuzz and the Unicode bidirectional algorithm; its `cell` is not used, because it breaks a word at
each vowel sign (it takes the sign for another script), leaves the isolate characters in the text that people copy,
and costs a third of a millisecond each time. Operators made here do not depend on the position, so that a word that
comes a thousand times is shaped once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fpdf.fonts import TTFFont

_FIGURES: Final = re.compile("[0-9 \u00a0,./:%\u2212-]*")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_ISOLATES: Final = re.compile("[\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of text ready for a page.

    Attributes:
        operators: PDF text operators, from wherever the text position is.
        width: points.
        drift: points that the start of the line (what `Td` counts from) moved right and up.
    """

    operators: str
    width: float
    drift: tuple[float, float] = (0.0, 0.0)


def has_arabic(text: str) -> bool:
    """Whether a text has a letter written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def shape(text: str, font: TTFFont, size: float, *, rtl: bool) -> Shaped:
    """Operators and width of one line.

    Args:
        text: one line; isolates (U+2066 to U+2069) keep an amount or a reference whole inside Arabic.
        font: the font of the document it goes into.
        size: points.
        rtl: direction of the paragraph the line belongs to.
    """
    if _FIGURES.fullmatch(text):
        return _figures(text, font, size)
    pen = _Pen(font, size)
    for part, direction in _visual(text, rtl=rtl):
        pen.write(_known(part, font), direction)
    return pen.shaped()


def _figures(text: str, font: TTFFont, size: float) -> Shaped:
    """Digits and their separators: all of one width, never kerned, always left to right."""
    _, width = font.get_text_width(text, size, None)
    return Shaped(font.encode_text(text), width)


def _visual(text: str, *, rtl: bool) -> Iterable[tuple[str, TextDirection]]:
    """Parts of a line, from left to right on the page, each read in its own direction."""
    if not rtl and not has_arabic(text):
        return [(text, TextDirection.LTR)]
    base = TextDirection.RTL if rtl else TextDirection.LTR
    parts = BidiParagraph(
        text=text, base_direction=base, preserve_bn_chars=True
    ).get_bidi_fragments()
    return reversed(parts) if rtl else parts


def _known(text: str, font: TTFFont) -> str:
    """The text without its isolates, and with a question mark for what the font cannot show."""
    text = unicodedata.normalize("NFC", _ISOLATES.sub("", text))
    return "".join(letter if ord(letter) in font.cmap else "?" for letter in text)


class _Pen:
    """Gathers glyphs into operators, moving only where the glyph's own width is not what HarfBuzz asks for."""

    def __init__(self, font: TTFFont, size: float) -> None:
        self._font = font
        self._scale = font.scale * size / 1000
        self._size = size
        self._operators: list[str] = []
        self._pending = ""
        self._x = 0.0
        self._origin = (0.0, 0.0)
        self._adrift = False

    def write(self, text: str, direction: TextDirection) -> None:
        """Add the glyphs of a part."""
        parameters = {"features": {}, "fragment_direction": direction}
        for glyph in self._font.shape_text(text, self._size, parameters):
            code, right, up = glyph["mapped_char"], glyph["x_offset"], glyph["y_offset"]
            if code is None:
                continue
            if self._adrift or right or up:
                self._move(self._x + right * self._scale, up * self._scale)
            self._pending += self._font.escape_text(chr(code))
            self._x += glyph["x_advance"] * self._scale
            self._adrift = glyph["force_positioning"]

    def shaped(self) -> Shaped:
        """What was written."""
        self._show()
        return Shaped(" ".join(self._operators), self._x, self._origin)

    def _show(self) -> None:
        if self._pending:
            self._operators.append(f"({self._pending}) Tj")
            self._pending = ""

    def _move(self, x: float, y: float) -> None:
        """Set the next glyph at a place; `Td` counts from where the last `Td` went."""
        self._show()
        self._operators.append(f"{x - self._origin[0]:.3f} {y - self._origin[1]:.3f} Td")
        self._origin = (x, y)
