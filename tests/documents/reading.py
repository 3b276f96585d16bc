"""Documents read back as people see them: words copied from the page, and pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import pypdfium2

from damancom_reflex.documents.pdf.style import MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


@dataclass(frozen=True)
class Ink:
    """The part of a page that is not white, in millimetres from its left and top edges."""

    left: float
    top: float
    right: float
    bottom: float


def pages(content: bytes) -> list[str]:
    """Text of each page as a reader copies it, on one line, with plain spaces."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [
            " ".join(page.get_textpage().get_text_bounded().replace("\u00a0", " ").split())
            for page in document
        ]
    finally:
        document.close()


def text(content: bytes) -> str:
    """Text of a whole document."""
    return " ".join(pages(content))


def pictures(content: bytes, scale: int = 1) -> Iterator[Image]:
    """Each page as a grey picture, `scale` pixels a point."""
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            yield page.render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()


def looks(content: bytes) -> list[bytes]:
    """Each page to the last pixel."""
    return [picture.tobytes() for picture in pictures(content)]


def ink(picture: Image) -> Ink:
    """Where a page has been printed on."""
    box = picture.point([255 if level < 160 else 0 for level in range(256)]).getbbox()
    assert box is not None, "a blank page"
    left, top, right, bottom = (side / 72 * 25.4 for side in box)
    return Ink(left, top, right, bottom)


def assert_inside(content: bytes) -> None:
    """Ink from margin to margin; the zellige of a first page is paler than what counts as ink."""
    for picture in pictures(content):
        found = ink(picture)
        assert found.left >= MARGIN - 1
        assert found.right <= PAGE_WIDTH - MARGIN + 1
        assert found.top >= 10
        assert found.bottom <= PAGE_HEIGHT - 10


class Positions:
    """Where texts stand on the first page of a document, in millimetres from its left and top edges."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        self._page = self._document[0].get_textpage()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._document.close()

    def all(self, text: str) -> list[Ink]:
        """Every occurrence."""
        search = self._page.search(text, match_case=True)
        found: list[Ink] = []
        while (occurrence := search.get_next()) is not None:
            found.append(self._around(*occurrence))
        return found

    def first(self, text: str) -> Ink:
        """The first occurrence, which there is."""
        found = self.all(text)
        assert found, text
        return found[0]

    def ticked(self, label: str) -> bool:
        """Whether the box before a label is ticked. Its first word is looked for: readers turn some lines round."""
        return any(
            0 < place.left - mark.right < 3
            and abs((mark.top + mark.bottom) - (place.top + place.bottom)) < 3
            for place in self.all(re.split(r"\W", label)[0])
            for mark in self.all("✓")
        )

    def _around(self, start: int, count: int) -> Ink:
        boxes = [self._page.get_charbox(at) for at in range(start, start + count)]
        millimetre = 72 / 25.4
        return Ink(
            min(box[0] for box in boxes) / millimetre,
            PAGE_HEIGHT - max(box[3] for box in boxes) / millimetre,
            max(box[2] for box in boxes) / millimetre,
            PAGE_HEIGHT - min(box[1] for box in boxes) / millimetre,
        )
