"""Documents read back as people see them: words copied from the page, and pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image


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


def ink(picture: Image) -> Ink:
    """Where a page has been printed on."""
    box = picture.point([255 if level < 160 else 0 for level in range(256)]).getbbox()
    assert box is not None, "a blank page"
    left, top, right, bottom = (side / 72 * 25.4 for side in box)
    return Ink(left, top, right, bottom)
