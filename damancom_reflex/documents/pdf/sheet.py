"""Pages laid out from the starting side: the same code sets French and, mirrored, Arabic.

Lengths are millimetres. `x` counts from the starting margin (left in French, right in Arabic), `y` from the top of
the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, Self

from damancom_reflex.documents.pdf.paper import Paper
from damancom_reflex.documents.pdf.shaping import Shaped, has_arabic, measure, shape
from damancom_reflex.documents.pdf.style import BODY, FOOT, HEADING, MARGIN, POINT, Colour, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from damancom_reflex.i18n import Translator

Align = Literal["start", "end", "centre", "figures"]
"""Where a text stands in its width. `figures` is the right edge in both languages: digits are read from left to right
in Arabic too, and only then do the decimals of a column stand under each other."""

PartOfLine = tuple[str, float, float, Align]
"""A text, where its box begins, how wide the box is, and how the text stands in it."""

TOP: Final = MARGIN + 2
_WORDS: Final = re.compile("(?:\u2066[^\u2069]*\u2069|[^ \n])+|\n")


class Sheet:
    """The pages of one document; `with` closes the fonts it opens.

    Attributes:
        paper: the PDF file.
        rtl: whether pages are written from right to left; may change from one page to the next.
        width: between the margins.
        at: current height, where the next thing goes.
    """

    def __init__(self, _: Translator, created_at: datetime) -> None:
        self.paper = Paper(_, created_at)
        self.rtl = _.direction == "rtl"
        self.page_width = self.paper.w * POINT
        self.page_height = self.paper.h * POINT
        self.width = self.page_width - 2 * MARGIN
        self.bottom = self.page_height - FOOT
        self.at = TOP
        self._measured: dict[tuple[str, int, float, bool], float] = {}
        self._shaped: dict[tuple[str, int, float, bool, bool], Shaped] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.paper.close()

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.paper.add_page()
        self.at = TOP

    def keep(self, height: float) -> bool:
        """Go to a new page when this height does not fit; tells whether it did."""
        if self.at + height <= self.bottom:
            return False
        self.new_page()
        return True

    def left(self, x: float, width: float) -> float:
        """Distance from the paper's left edge to a box."""
        return self.page_width - MARGIN - x - width if self.rtl else MARGIN + x

    def shaped(self, text: str, style: Style, *, rtl: bool | None = None) -> Shaped:
        """A line of text in the font that has its letters; its direction is its own unless given."""
        arabic = has_arabic(text)
        rtl = arabic if rtl is None else rtl
        key = (text, style.weight, style.size, rtl, self.rtl)
        found = self._shaped.get(key)
        if found is None:
            font = self.paper.font(style.weight, arabic=self.rtl or arabic)
            found = self._shaped[key] = shape(text, font, style.size, rtl=rtl)
        return found

    def text_width(self, text: str, style: Style) -> float:
        """Width of a line of text."""
        return self.shaped(text, style).width * POINT

    def measured(self, text: str, style: Style) -> float:
        """Width of a text that may not be set as it is: the words of a paragraph, before its lines are known."""
        arabic = has_arabic(text)
        key = (text, style.weight, style.size, self.rtl)
        found = self._measured.get(key)
        if found is None:
            font = self.paper.font(style.weight, arabic=self.rtl or arabic)
            found = self._measured[key] = measure(text, font, style.size, rtl=arabic) * POINT
        return found

    def put(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        style: Style = BODY,
        align: Align = "start",
        *,
        rtl: bool | None = None,
    ) -> None:
        """Set one line of text in a box, on the baseline `y`."""
        self.put_line(y, [(text, x, width, align)], style, rtl=rtl)

    def put_line(
        self, y: float, parts: Iterable[PartOfLine], style: Style, *, rtl: bool | None = None
    ) -> None:
        """Set several texts on one baseline, in one text object: what a table row costs counts by the thousand."""
        operators: list[str] = []
        at = (0.0, 0.0)
        for text, x, width, align in parts:
            if not text:
                continue
            shaped = self.shaped(text, style, rtl=rtl)
            font = self.paper.font(style.weight, arabic=self.rtl or has_arabic(text))
            left = self.left(x, width) + self._indent(align, width - shaped.width * POINT)
            place = (left / POINT, (self.page_height - y) / POINT)
            operators.append(
                f"{self.paper.use(font)} {style.size:g} Tf"
                f" {place[0] - at[0]:.2f} {place[1] - at[1]:.2f} Td {shaped.operators}"
            )
            at = (place[0] + shaped.drift[0], place[1] + shaped.drift[1])
        if operators:
            self.paper.draw(f"{_rgb(style.colour)} rg BT {' '.join(operators)} ET")

    def wrap(self, text: str, width: float, style: Style) -> list[str]:
        """Lines that a text takes in a width. What stands between isolates is not broken."""
        space = self.measured(" ", style)
        lines: list[str] = []
        line, used = "", 0.0
        for word in self._pieces(text, width, style):
            needed = 0.0 if word == "\n" else self.measured(word, style)
            if word == "\n" or (line and used + space + needed > width):
                lines.append(line)
                line, used = "", 0.0
            if word != "\n":
                used += needed + (space if line else 0.0)
                line = f"{line} {word}" if line else word
        return [*lines, line]

    def paragraph(self, text: str, x: float, width: float, style: Style = BODY) -> None:
        """Set a text on as many lines as it takes from the current height on, over pages if need be."""
        rtl = has_arabic(text)
        for line in self.wrap(text, width, style):
            self.keep(style.leading)
            self.put(line, x, self.baseline(style), width, style, rtl=rtl)
            self.at += style.leading

    def baseline(self, style: Style, top: float | None = None) -> float:
        """Baseline of a line whose box begins at a height, the current one by default."""
        return (self.at if top is None else top) + style.leading / 2 + style.size * 0.34 * POINT

    def heading(self, text: str, keep: float = 30) -> None:
        """A section's title, kept with what follows it, and its entry in the outline."""
        if self.at > TOP and not self.keep(HEADING.leading + 5 + keep):
            self.at += 5
        self.paper.start_section(text)
        self.put(text, 0, self.baseline(HEADING), self.width, HEADING)
        self.at += HEADING.leading + 2

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        numbers = (self.left(x, width), self.page_height - y - height, width, height)
        self.paper.draw(
            f"{_rgb(colour)} rg {' '.join(f'{number / POINT:.2f}' for number in numbers)} re f"
        )

    def frame(
        self, x: float, y: float, width: float, height: float, colour: Colour, line: float = 0.2
    ) -> None:
        """The outline of a rectangle; `line` is its thickness, half of it on either side."""
        numbers = (self.left(x, width), self.page_height - y - height, width, height)
        self.paper.draw(
            f"{_rgb(colour)} RG {line / POINT:.2f} w"
            f" {' '.join(f'{number / POINT:.2f}' for number in numbers)} re S"
        )

    def polygons(self, outlines: Iterable[Sequence[tuple[float, float]]], colour: Colour) -> None:
        """Filled polygons, points counted from the paper's top left corner; what two of them cover is left out."""
        operators = [f"{_rgb(colour)} rg"]
        for outline in outlines:
            points = [f"{x / POINT:.2f} {(self.page_height - y) / POINT:.2f}" for x, y in outline]
            operators.append(f"{points[0]} m {' l '.join(points[1:])} l h")
        self.paper.draw(" ".join([*operators, "f*"]))

    def _indent(self, align: Align, free: float) -> float:
        """Room left of a text that leaves some of its width free."""
        if align == "centre":
            return free / 2
        if align == "figures":
            return free
        return free if (align == "end") != self.rtl else 0.0

    def _pieces(self, text: str, width: float, style: Style) -> Iterator[str]:
        """Words of a text; one wider than the line (an address) is cut where the line ends."""
        for word in _WORDS.findall(text):
            if " " in word and self.measured(word, style) > width:
                yield from self._pieces(word.strip("\u2066\u2069"), width, style)
                continue
            rest = word
            while len(rest) > 1 and self.measured(rest, style) > width:
                cut = max(1, int(len(rest) * width / self.measured(rest, style)))
                while cut > 1 and self.measured(rest[:cut], style) > width:
                    cut -= 1
                yield rest[:cut]
                rest = rest[cut:]
            yield rest


def _rgb(colour: Colour) -> str:
    """A colour as PDF numbers."""
    return " ".join(f"{part / 255:.3g}" for part in colour)
