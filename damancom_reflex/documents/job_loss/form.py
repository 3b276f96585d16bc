"""The page of form 310-1-26: what is known is filled in, what is signed is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.job_loss import wording as w
from damancom_reflex.documents.parts.form import wording as common
from damancom_reflex.documents.parts.form.blocks import foot, section, sentences
from damancom_reflex.documents.parts.form.cells import Value, row
from damancom_reflex.documents.parts.form.combs import Comb, day_comb
from damancom_reflex.documents.parts.form.pages import STRONG, both_sign, form_page, names
from damancom_reflex.documents.parts.form.ticks import Checklist, Option
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.identifiers import AFFILIATION_DIGITS
from damancom_reflex.i18n import translator

if TYPE_CHECKING:
    from damancom_reflex.documents.job_loss.views import ClaimFormPaper, DaysCount, InsuredText
    from damancom_reflex.documents.pdf.sheet import Sheet

_FR: Final = translator("fr")
_INSURED_DIGITS: Final = 9
_CIN_CELLS: Final = 8


def page(sheet: Sheet, view: ClaimFormPaper) -> None:
    """Set the form on a page of its own."""
    with form_page(sheet, w.SERVICE, w.TITLE, w.HEADING):
        _identification(sheet, view)
        section(sheet, 1, w.EMPLOYER)
        row(
            sheet,
            (126, Value(common.LEGAL_NAME, view.legal_name, style=STRONG)),
            (52, Comb(common.AFFILIATION, view.affiliate_number, (AFFILIATION_DIGITS,))),
        )
        section(sheet, 2, w.INSURED)
        _insured(sheet, view.person)
        section(sheet, 3, w.LOSS)
        _loss(sheet, view)
        section(sheet, 4, w.DAYS)
        row(sheet, *(cell for count in view.counts for cell in _counted(count)))
        section(sheet, 5, w.PAPERS)
        row(sheet, (1, Checklist(w.TO_TICK, tuple(map(Option, w.PAPER_LIST)), 2)))
        section(sheet, 6, w.DECLARED)
        sentences(sheet, w.DECLARATION)
        both_sign(sheet, w.BY_EMPLOYER, w.BY_INSURED)
        foot(
            sheet,
            view.url,
            w.PERSONAL_DATA,
            f"{w.TITLE.fr} · {view.reference} · version {view.revision}",
            f"Formulaire {w.FORM_NUMBER}",
            words=w.FOLLOW,
        )


def _identification(sheet: Sheet, view: ClaimFormPaper) -> None:
    """Which claim, of which day."""
    row(
        sheet,
        (52, Value(common.REFERENCE, view.reference, style=STRONG)),
        (44, Value(w.FORM, w.FORM_NUMBER)),
        (52, Value(common.SUBMITTED, _FR.day(view.submitted_on))),
        (30, Value(common.REVISION, str(view.revision))),
    )


def _insured(sheet: Sheet, person: InsuredText) -> None:
    """Who they are, in both scripts where both are known."""
    row(
        sheet,
        (64, Comb(w.NUMBER, person.number, (_INSURED_DIGITS,))),
        (60, Comb(w.CIN, person.cin, (_CIN_CELLS,))),
        (54, day_comb(w.HIRED, f"{person.hired:%d%m%Y}" if person.hired else "")),
    )
    names(sheet, person)


def _loss(sheet: Sheet, view: ClaimFormPaper) -> None:
    """When and why, and why so late."""
    reasons = tuple(
        Option(Both(reason.text_fr, reason.text_ar), reason.code == view.reason_code)
        for reason in view.reasons
    )
    row(sheet, (1, Checklist(w.REASON, reasons)))
    row(
        sheet,
        (54, day_comb(w.LOSS_DATE, f"{view.loss_date:%d%m%Y}")),
        (124, Value(w.LATE_REASON, " ".join(view.late_reason.split()))),
    )


def _counted(count: DaysCount) -> tuple[tuple[float, Value], tuple[float, Value]]:
    """A window and its days, beside the days it must hold."""
    words = w.WINDOW
    window = Both(*(text.format(months=count.months) for text in (words.fr, words.ar)))
    first, last = (
        f"{period % 100:02d}/{period // 100}" for period in (count.window.first, count.window.last)
    )
    days = "" if count.days is None else f"{count.days} / {count.needed}"
    return (44, Value(window, f"{first} – {last}")), (45, Value(w.COUNTED, days, style=STRONG))
