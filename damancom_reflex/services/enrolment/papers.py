"""The papers of a filed request, for who may see it: forms to sign, and all of them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from damancom_reflex.documents import (
    EnrolmentPaperView,
    debit_form_pdf,
    enrolment_form_pdf,
    enrolment_pack_pdf,
    mandate_pdf,
)
from damancom_reflex.domain.enrolment.content_json import content_from_json
from damancom_reflex.i18n import Language, Translator, translator
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.enrolment.filed import agency_of, deadline, opened, papers_of
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.held import held
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.services.recouvrement import verification_url
from damancom_reflex.store.engine import reading

Maker = Callable[[EnrolmentPaperView, Translator], bytes]

_MAKERS: Final[dict[str, Maker]] = {
    "demande": enrolment_form_pdf,
    "prelevement": debit_form_pdf,
    "mandat": mandate_pdf,
    "dossier": enrolment_pack_pdf,
}


async def paper(who: Applicant | Actor, reference: str, name: str, language: Language) -> bytes:
    """A paper of a filed request, as PDF: what it says is what was last submitted.

    Args:
        who: who asks: a browser, or an officer.
        reference: the request's, however it is typed.
        name: `demande`, `prelevement`, `mandat` or `dossier`.
        language: of what surrounds the forms, which are in both.

    Raises:
        Refused: `enrolment_unknown`; `not_allowed`; `paper_unknown` for another name, or a mandate without a delegate.
    """
    view = await _view(who, reference, language)
    if name not in papers_of(delegated=view.content.delegate is not None):
        raise Refused("paper_unknown")
    make = _MAKERS[name]
    return await in_paper_thread(lambda: make(view, translator(language)))


async def _view(who: Applicant | Actor, reference: str, language: Language) -> EnrolmentPaperView:
    async with reading() as session:
        row, _ = await opened(session, who, reference)
        agency = await agency_of(session, row)
        moment = await business.moment(session)
    # Every filed request was submitted, on a business day.
    reference = held(row.reference, "the reference of a filed request")
    return EnrolmentPaperView(
        reference=reference,
        revision=row.revision,
        created_at=moment,
        submitted_on=held(row.business_day, "the day of a filed request"),
        expires_on=deadline(row),
        content=content_from_json(row.filed),
        agency=agency,
        verification_url=verification_url(language, reference, row.verification_id),
    )
