"""What readers are told of the text on a page, and nobody sees."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.i18n import Language

_UTF16: Final = "feff"


@contextmanager
def spoken(sheet: Sheet, language: Language) -> Iterator[None]:
    """What is set meanwhile, on one page, is in this language."""
    sheet.paper.draw(f"/Span <</Lang ({language})>> BDC")
    yield
    sheet.paper.draw("EMC")


@contextmanager
def read_as(sheet: Sheet, text: str) -> Iterator[None]:
    """What is set meanwhile is one text: letters in separate cells are one number."""
    sheet.paper.draw(f"/Span <</ActualText <{_UTF16}{text.encode('utf-16-be').hex()}>>> BDC")
    yield
    sheet.paper.draw("EMC")
