"""What the three forms share: their page, who the employer is, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.enrolment import wording as w
from damancom_reflex.documents.parts.form import wording as common
from damancom_reflex.documents.parts.form.blocks import foot
from damancom_reflex.documents.parts.form.cells import Blank, Cell, Stack, Value, row
from damancom_reflex.documents.parts.form.combs import Comb, day_comb
from damancom_reflex.documents.parts.form.pages import STRONG, form_page
from damancom_reflex.documents.parts.form.ticks import Ticks, one_of
from damancom_reflex.domain.identifiers import AFFILIATION_DIGITS, ICE_DIGITS
from damancom_reflex.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from damancom_reflex.documents.enrolment.views import EnrolmentPaperView
    from damancom_reflex.documents.parts.form.words import Both
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.domain.enrolment.content import Identity

Form = tuple["Both", "Callable[[Sheet, EnrolmentPaperView], None]"]
"""A form: its title and what sets its sections."""

_FR: Final = translator("fr")
_IDENTITY_CELLS: Final = 9


def page(sheet: Sheet, view: EnrolmentPaperView, form: Form, place: tuple[int, int]) -> None:
    """Set a form on a page of its own, whatever the language of the document it is in.

    Args:
        sheet: the document.
        view: the request.
        form: which form.
        place: its number and how many forms the request has.
    """
    title, sections = form
    with form_page(sheet, w.SERVICE, title):
        _identification(sheet, view)
        sections(sheet, view)
        number, count = place
        foot(
            sheet,
            view.verification_url,
            w.PERSONAL_DATA,
            f"{title.fr} · {view.reference} · version {view.revision}",
            f"Formulaire {number} sur {count}",
        )


def _identification(sheet: Sheet, view: EnrolmentPaperView) -> None:
    """Which request, of which day, until when."""
    until = _FR.day(view.expires_on) if view.expires_on else ""
    row(
        sheet,
        (38, Value(common.REFERENCE, view.reference, style=STRONG)),
        (34, Value(common.SUBMITTED, _FR.day(view.submitted_on))),
        (34, Value(w.BRING_BY, until, style=STRONG)),
        (16, Value(common.REVISION, str(view.revision))),
    )


def company(sheet: Sheet, view: EnrolmentPaperView) -> None:
    """The employer, as the register knows it."""
    content = view.content
    row(sheet, (1, Value(common.LEGAL_NAME, content.legal_name, style=STRONG)))
    row(
        sheet,
        (70, Comb(common.AFFILIATION, content.affiliate_number, (AFFILIATION_DIGITS,))),
        (108, Comb(w.ICE, content.ice, (ICE_DIGITS,))),
    )


def identity(sheet: Sheet, who: Identity) -> None:
    """The document that proves who somebody is."""
    row(
        sheet,
        (120, Ticks(w.DOCUMENT, one_of(w.IDENTITIES, who.kind))),
        (58, Comb(w.DOCUMENT_NUMBER, who.number, (_IDENTITY_CELLS,))),
    )


def represented(sheet: Sheet, who: Identity) -> None:
    """Who signs for the employer, on one line."""
    kind = w.IDENTITIES[who.kind]
    arabic = f"{who.first_name_ar} {who.surname_ar}".strip()
    row(
        sheet,
        (118, Value(w.REPRESENTED, who.name, arabic)),
        (60, Value(w.DOCUMENT, f"{kind.fr} {who.number}")),
    )


def signed(sheet: Sheet, words: Both, height: float, *before: Cell) -> None:
    """Where and when, what comes before them, and room for a signature and a stamp beside."""
    cells = (*(before or (Blank(common.MADE_AT),)), day_comb(common.ON))
    row(sheet, (64, Stack(cells)), (114, Blank(words, height)))
