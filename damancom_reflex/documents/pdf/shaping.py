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
from weakref import WeakKeyDictionary

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from fpdf.fonts import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fpdf.fonts import HBGlyphInfo, HBGlyphPosition, SubsetMap, TTFFont

_FIGURES: Final = re.compile("[0-9 \u00a0,./:%\u2212-]*")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_ISOLATES: Final = re.compile("[\u2066-\u2069\u200e\u200f\u061c]")
_SLIVER: Final = 1


_GlyphKey = tuple[int, str, TextDirection]


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
    for part, direction in _known_parts(text, font, rtl=rtl):
        pen.write(part, direction)
    return pen.shaped()


def measure(text: str, font: TTFFont, size: float, *, rtl: bool) -> float:
    """Points that `shape` would take, at a third of its cost and without entering any glyph in the document."""
    if _FIGURES.fullmatch(text):
        return font.get_text_width(text, size, None)[1]
    units = sum(
        place.x_advance
        for part, direction in _known_parts(text, font, rtl=rtl)
        for place in _positions(part, font, size, direction)[1]
    )
    return units * font.scale * size / 1000


def _positions(
    text: str, font: TTFFont, size: float, direction: TextDirection
) -> tuple[Sequence[HBGlyphInfo], Sequence[HBGlyphPosition]]:
    """The glyphs of a part, and where each stands."""
    return font.perform_harfbuzz_shaping(
        text, size, {"features": {}, "fragment_direction": direction}
    )


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


def _known_parts(text: str, font: TTFFont, *, rtl: bool) -> Iterable[tuple[str, TextDirection]]:
    """The parts of a line that have something to show."""
    for part, direction in _visual(text, rtl=rtl):
        known = _known(part, font)
        if known:
            yield known, direction


def _known(text: str, font: TTFFont) -> str:
    """The text without its isolates, and with a question mark for what the font cannot show."""
    text = unicodedata.normalize("NFC", _ISOLATES.sub("", text))
    return "".join(letter if ord(letter) in font.cmap else "?" for letter in text)


def _letters(text: str, clusters: list[int], direction: TextDirection) -> list[str]:
    """Letters each glyph stands for, given where in the text the cluster of each glyph begins.

    A cluster of as many glyphs as letters (a letter and its vowel sign) gives one to each, the first letter to the
    glyph that reads first; otherwise all its letters go to that one.
    """
    glyphs_of: dict[int, list[int]] = {}
    for place, cluster in enumerate(clusters):
        glyphs_of.setdefault(cluster, []).append(place)
    starts = sorted(glyphs_of)
    found = [""] * len(clusters)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        glyphs = glyphs_of[start]
        if direction is TextDirection.RTL:
            glyphs.reverse()
        letters = text[start:end]
        if len(glyphs) == len(letters):
            for place, letter in zip(glyphs, letters, strict=True):
                found[place] = letter
        elif glyphs:
            found[glyphs[0]] = letters
    return found


def _entered(
    font: TTFFont, number: int, letters: str, direction: TextDirection
) -> tuple[str, float]:
    """Codes that show a glyph in the font's document, escaped, and its width in font units.

    Readers copy a page from left to right and turn Arabic round letter by letter, so a ligature that stands for two
    letters would come out with the two exchanged. It stands for its first letter alone, after glyphs without ink
    for the others, a thousandth of the size wide since some readers pass over what has no width.
    """
    codes = ""
    if direction is TextDirection.RTL and len(letters) > 1:
        space = font.cmap[0x20]
        blank = font.ttfont.getGlyphID(space)
        for letter in reversed(letters[1:]):
            codes += _code(font, Glyph(blank, (ord(letter),), space, _SLIVER))
        letters = letters[0]
    name = font.ttfont.getGlyphName(number)
    width = font.ttfont["hmtx"].metrics[name][0]
    shown = tuple(map(ord, letters))
    return codes + _code(font, Glyph(number, shown, name, round(width * font.scale))), width


def _code(font: TTFFont, glyph: Glyph) -> str:
    """A glyph's code in the font's document, escaped."""
    return font.escape_text(chr(font.subset.pick_glyph(glyph) or 0))


_known_glyphs: WeakKeyDictionary[SubsetMap, dict[_GlyphKey, tuple[str, float]]] = (
    WeakKeyDictionary()
)
"""Of each font of a document, while it is made: the glyphs entered already."""


class _Pen:
    """Gathers glyphs into operators, moving only where the glyph's own width is not what HarfBuzz asks for."""

    def __init__(self, font: TTFFont, size: float) -> None:
        self._font = font
        self._known = _known_glyphs.setdefault(font.subset, {})
        self._scale = font.scale * size / 1000
        self._size = size
        self._operators: list[str] = []
        self._pending = ""
        self._x = 0.0
        self._origin = (0.0, 0.0)
        self._adrift = False

    def write(self, text: str, direction: TextDirection) -> None:
        """Add the glyphs of a part."""
        infos, positions = _positions(text, self._font, self._size, direction)
        letters = _letters(text, [info.cluster for info in infos], direction)
        for info, place, here in zip(infos, positions, letters, strict=True):
            if self._adrift or place.x_offset or place.y_offset:
                self._move(self._x + place.x_offset * self._scale, place.y_offset * self._scale)
            width = self._glyph(info.codepoint, here, direction)
            self._x += place.x_advance * self._scale
            self._adrift = bool(
                place.x_offset or place.y_offset or round(width) != round(place.x_advance)
            )

    def _glyph(self, number: int, letters: str, direction: TextDirection) -> float:
        """Show a glyph, which stands for some letters; its width in font units."""
        key = (number, letters, direction)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _entered(self._font, number, letters, direction)
        code, width = found
        self._pending += code
        return width

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
