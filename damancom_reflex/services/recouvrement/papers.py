"""What an employer takes away: simulation and agreement as PDF, due dates as a calendar file, made in a thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from damancom_reflex.documents import (
    AgreementView,
    FiguresView,
    agreement_pdf,
    due_dates_calendar,
)
from damancom_reflex.documents import simulation_pdf as make_simulation
from damancom_reflex.domain.remission import explain_lines
from damancom_reflex.domain.requests import FELL
from damancom_reflex.i18n import Language, Translator, translator
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.plans import at_simulation, standing
from damancom_reflex.services.recouvrement.signed import request
from damancom_reflex.services.recouvrement.views import RequestView
from damancom_reflex.services.recouvrement.wording import STATUS_WORDS


async def simulation_pdf(actor: Actor, draft_id: str, language: Language) -> bytes:
    """The plan last typed, as PDF; nothing is signed by it.

    Raises:
        Refused: the refusals of the simulation step.
        DomainError: when the plan typed does not stand.
    """
    found = await at_simulation(actor, draft_id)
    return await in_paper_thread(
        lambda: make_simulation(simulation_view(found), translator(language))
    )


async def agreement(actor: Actor, reference: str, language: Language) -> bytes:
    """The agreement of a signed request, as PDF.

    Raises:
        Refused: `request_unknown`.
    """
    return await _made(agreement_pdf, actor, reference, language)


async def calendar_file(actor: Actor, reference: str, language: Language) -> bytes:
    """The due dates of a signed request, as an iCalendar file.

    Raises:
        Refused: `request_unknown`.
    """
    return await _made(due_dates_calendar, actor, reference, language)


def verification_url(language: Language, reference: str, verification_id: str) -> str:
    """Address that proves a document is ours; its QR code holds it."""
    return public_address("verification", language, reference=reference, id=verification_id)


def simulation_view(found: Journey) -> FiguresView:
    """A draft's plan as documents take it, with its explanations line by line.

    Raises:
        DomainError: when the plan typed does not stand.
    """
    done = standing(found)
    return FiguresView(
        created_at=found.now,
        legal_name=found.affiliate.legal_name if found.affiliate else "",
        affiliate_number=found.affiliate.number if found.affiliate else "",
        ledger=found.owed,
        simulation=done,
        lines=explain_lines(found.owed, found.policy, done.choice),
    )


def agreement_view(found: RequestView, language: Language, created_at: datetime) -> AgreementView:
    """A signed request as documents take it: explanations line by line, sentences in the document's language."""
    _ = translator(language)
    ledger = found.ledger
    return AgreementView(
        reference=found.reference,
        status=_(STATUS_WORDS[found.status]),
        signed_at=found.signed_at,
        created_at=created_at,
        legal_name=found.legal_name,
        affiliate_number=found.affiliate_number,
        ledger=ledger,
        simulation=found.simulation,
        lines=explain_lines(ledger, found.decision, found.simulation.choice),
        masked_rib=found.masked_rib,
        debit_on=found.debited_on,
        guarantees_by=found.guarantees_due,
        collection_office=found.office.name(language),
        collection_office_address=found.office.address(language),
        commitments=tuple(article.body for article in found.terms.articles(language)),
        consent=found.consent,
        verification_url=verification_url(language, found.reference, found.verification_id),
        debit_days={row.number: row.debit_day for row in found.instalments if row.debit_day},
        ended=found.status in FELL,
    )


async def _made(
    make: Callable[[AgreementView, Translator], bytes],
    actor: Actor,
    reference: str,
    language: Language,
) -> bytes:
    found = await request(actor, reference)
    now = await business.moment()

    def work() -> bytes:
        return make(agreement_view(found, language, now), translator(language))

    return await in_paper_thread(work)
