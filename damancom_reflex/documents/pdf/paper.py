"""The PDF file itself: fonts, metadata, raw operators. What fpdf2 does not offer publicly is reached only here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

if TYPE_CHECKING:
    from datetime import datetime

    from damancom_reflex.documents.pdf.style import Weight
    from damancom_reflex.i18n import Translator

FONTS: Final = Path(__file__).resolve().parent.parent / "fonts"
_STYLES: Final[dict[Weight, str]] = {400: "", 600: "B"}


class Paper(FPDF):
    """A4 pages with our fonts; lengths in points.

    Args:
        _: translator of the document's language.
        created_at: written as the creation time, so that the same content gives the same bytes.
    """

    def __init__(self, _: Translator, created_at: datetime) -> None:
        super().__init__(format="A4", unit="pt")
        self._used: set[tuple[int, int]] = set()
        self.set_auto_page_break(auto=False)
        self.set_lang(_.language)
        self.set_creation_date(created_at)
        for name in (self.set_author, self.set_creator, self.set_producer):
            name("Damancom")
        # Its `direction` is left out: fpdf2 2.8.9 writes `RTL` where PDF wants `/R2L`, and readers stumble on it.
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def font(self, weight: Weight, *, arabic: bool) -> TTFFont:
        """The font of a weight, opened when first needed; the Arabic one has the Latin letters too."""
        family = "damancom-sans-arabic" if arabic else "damancom-sans"
        key = family + _STYLES[weight]
        if key not in self.fonts:
            self.add_font(family, _STYLES[weight], FONTS / f"{family}-{weight}.ttf")
        font = self.fonts[key]
        if not isinstance(font, TTFFont):
            raise TypeError(key)
        return font

    def use(self, font: TTFFont) -> str:
        """Name of a font in operators; enters it among the resources of the current page."""
        if (self.page, font.i) not in self._used:
            self._used.add((self.page, font.i))
            self._set_font_for_page(font, 1)
        return f"/F{font.i}"

    def draw(self, operators: str) -> None:
        """Append operators to the current page."""
        self._out(operators)

    def turn_to(self, number: int) -> None:
        """Draw on a page made before, counted from 1."""
        self.page = number

    def finish(self) -> bytes:
        """The finished file."""
        return bytes(self.output())

    def close(self) -> None:
        """Close the font files, which fpdf2 leaves open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()
