"""The form of a claim, written out: who it is for, and the answer as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Translator
from damancom_reflex.services.job_loss.views import ClaimFormView
from damancom_reflex.state.job_loss import telling, telling_amount
from damancom_reflex.state.job_loss.reached import person_reached
from damancom_reflex.state.job_loss.reasons import decision_told


@dataclass(frozen=True)
class FormScreen:
    """Who the claim is for, and the answer as it stands."""

    affiliate: str = ""
    legal_name: str = ""
    number: str = ""
    cin: str = ""
    name: str = ""
    hired: str = ""
    left: str = ""
    kind: str = ""
    verdict: str = ""
    verdict_text: str = ""
    reached: str = ""
    of_today: bool = False
    late: bool = False
    amount: str = ""
    has_amount: bool = False
    stops: str = ""
    correcting: str = ""
    correction: str = ""
    told: str = ""


def wrong_day(found: ClaimFormView) -> DomainError | None:
    """Why what was typed cannot be the day of the loss."""
    return found.errors.get(ClaimField.LOSS_DATE.value)


def form_screen(found: ClaimFormView, _: Translator) -> FormScreen:
    """A form's screen, written out."""
    person = found.person
    verdict, verdict_text = telling.verdict_told(found.assessment, _)
    return FormScreen(
        affiliate=found.affiliate_number,
        legal_name=found.legal_name,
        number=person.number,
        cin=person.cin,
        name=person.name(_.language),
        hired=_.day(person.hired) if person.hired else "",
        left=_.day(person.left) if person.left else "",
        kind=found.assessment.verdict.value,
        verdict=verdict,
        verdict_text=verdict_text,
        reached=telling.reached_told(found.assessment, _),
        of_today=not found.loss_known and wrong_day(found) is None,
        late=found.late,
        amount=telling_amount.amount_sentence(found.estimate, _),
        has_amount=found.estimate is not None and bool(found.estimate.payments),
        stops=telling_amount.stop_sentence(found.estimate, _),
        correcting=found.claim_reference,
        correction=decision_told(found.decision_code, found.decision_note, _),
        told=person_reached(person, _),
    )
