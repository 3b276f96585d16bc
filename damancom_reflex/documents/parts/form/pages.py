"""What prefilled forms share: a page in French, names in both scripts, a place to sign."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.form import wording as w
from damancom_reflex.documents.parts.form.blocks import head, room
from damancom_reflex.documents.parts.form.cells import Blank, Stack, Value, row
from damancom_reflex.documents.parts.form.combs import day_comb
from damancom_reflex.documents.pdf.marks import spoken
from damancom_reflex.documents.pdf.style import INK, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from damancom_reflex.documents.parts.form.words import Both, Named
    from damancom_reflex.documents.pdf.sheet import Sheet

STRONG: Final = Style(10, 600, INK)
"""What a form is looked for by: its reference, the employer."""


@contextmanager
def form_page(
    sheet: Sheet, service: Both, title: Both, heading: Both | None = None
) -> Iterator[None]:
    """A page of its own, set in French whatever the language of the document it is in.

    Args:
        sheet: the document.
        service: whose form it is.
        title: of the form, in the outline of the document.
        heading: the title as it is set on the page, when its lines are broken by hand.
    """
    sheet.rtl = False
    sheet.new_page()
    sheet.paper.start_section(title.fr)
    with spoken(sheet, "fr"):
        head(sheet, service, heading or title)
        yield


def names(sheet: Sheet, who: Named) -> None:
    """Surname and first name, in both scripts where both are known."""
    row(
        sheet,
        (1, Value(w.SURNAME, who.surname, who.surname_ar)),
        (1, Value(w.FIRST_NAME, who.first_name, who.first_name_ar)),
    )


def both_sign(sheet: Sheet, first: Both, second: Both) -> None:
    """Where and when, and room for two to sign side by side, down to the foot."""
    row(
        sheet,
        (48, Stack((Blank(w.MADE_AT), day_comb(w.ON)))),
        (65, Blank(first, room(sheet))),
        (65, Blank(second)),
    )
