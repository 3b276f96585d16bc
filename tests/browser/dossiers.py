"""Requests of adhésion brought to a step: rows put behind the portal, not clicks."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlmodel import col, func, select, update

from damancom_reflex.clock import business_now
from damancom_reflex.domain.enrolment.content_json import content_to_json
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import FILED, EnrolmentStatus
from damancom_reflex.domain.enrolment.reading import read_content
from damancom_reflex.domain.enrolment.steps import STEPS, EnrolmentStep
from damancom_reflex.services.keys import new_token, token_hash
from damancom_reflex.services.references import ENROLMENT, new_reference
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose
from damancom_reflex.store.affiliates import LegalRepresentative
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from damancom_reflex.store.trail import BusinessCalendar
from tests.browser.companies import Companies, Company

DELEGATE_ICE: Final = "001561191000066"
DELEGATE: Final[Mapping[str, str]] = {
    Field.DELEGATED.value: "yes",
    Field.DELEGATE_KIND.value: "FIDUCIARY",
    Field.DELEGATE_NAME.value: "Fiduciaire du Détroit",
    Field.DELEGATE_ICE.value: DELEGATE_ICE,
    Field.DELEGATE_EMAIL.value: "contact@fiduciaire.ma",
    Field.DELEGATE_PHONE.value: "06 61 22 33 44",
    Field.DELEGATE_SURNAME.value: "O'Hara-Bennani",
    Field.DELEGATE_FIRST_NAME.value: "Salma",
    Field.DELEGATE_IDENTITY_KIND.value: "CIN",
    Field.DELEGATE_IDENTITY_NUMBER.value: "ab 123456",
    Field.SCOPE_DECLARE.value: "yes",
    Field.SCOPE_RECOVER.value: "yes",
    Field.DELEGATE_UNTIL.value: "31/12/2025",
}
"""Every field of a delegate, as somebody may type it."""

PATIENCE_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Dossier:
    """A request in its row, and the key of the browser that may open it."""

    id: str
    key: str
    company: Company
    reference: str = ""


class Dossiers(Companies):
    """The requests of adhésion of one demo portal, written and read beside it."""

    def draft(
        self, step: EnrolmentStep, company: Company | None = None, /, **typed: str
    ) -> Dossier:
        """A draft whose steps before `step` are complete, with more `typed`; and its browser's key."""
        company = company or self.company()
        made, key = EnrolmentRequest(affiliate_id=company.id), new_token()
        self._fill(made, STEPS.index(step), company)
        made.typed = {**made.typed, **typed}
        with self.rows() as session:
            session.add(made)
            session.flush()
            session.add(_access(made.id, key, "BEGAN"))
        return Dossier(made.id, key, company)

    def _fill(self, made: EnrolmentRequest, steps: int, company: Company) -> None:
        """Complete the first steps of a request, and prove what they prove."""
        now = datetime.now(UTC)
        made.company_confirmed = steps > 0
        if steps > 1:
            kind, number = company.who.kind.value, company.who.number
            made.typed = {"identity_kind": kind, "identity_number": number}
            made.identity_proved, made.identity_tries = f"{kind}:{number}", 1
            with self.rows() as session:
                named = select(LegalRepresentative.id)
                mine = LegalRepresentative.affiliate_id == company.id
                made.representative_id = session.exec(named.where(mine)).first()
        if steps > 2:
            contact = {"operator": "INWI", "phone": company.phone, "email": company.email}
            made.typed = {**made.typed, **contact}
            made.phone, made.email = company.plain_phone, company.email
            made.phone_verified_at = made.email_verified_at = now
        if steps > 3:
            made.typed = {**made.typed, "delegated": "no"}

    def filed(
        self,
        typed: Mapping[str, str] | None = None,
        *,
        company: Company | None = None,
        status: EnrolmentStatus = EnrolmentStatus.SUBMITTED,
        proved: bool = False,
    ) -> Dossier:
        """A request that was submitted; `proved`: its browser gave the code that lets it change."""
        draft = self.draft(EnrolmentStep.CONFIRMATION, company, **(typed or {}))
        company = draft.company
        today = self.today
        reference = new_reference(ENROLMENT, today.year)
        with self.rows() as session:
            row = session.get_one(EnrolmentRequest, draft.id)
            row.reference, row.status, row.revision = reference, status.value, 1
            row.filed = content_to_json(
                read_content(
                    row.typed,
                    affiliate_number=company.number,
                    legal_name=company.legal_name,
                    ice=company.ice,
                    representative=company.who,
                    phone=company.plain_phone,
                    email=company.email,
                    today=today,
                )
            )
            row.agency_id, row.business_day = company.agency_id, today
            row.submitted_at, row.expires_on = datetime.now(UTC), today + timedelta(days=60)
            access = session.exec(_accesses(draft)).one()
            access.proved_until = datetime.now(UTC) + timedelta(hours=1) if proved else None
            session.add_all((row, access))
        return Dossier(draft.id, draft.key, company, reference)

    @property
    def today(self) -> date:
        """Day of the portal's business calendar."""
        with self.rows() as session:
            calendar = session.get(BusinessCalendar, 1)
        return business_now(timedelta(days=calendar.shift_days if calendar else 0)).date()

    # Looking and letting time pass

    def row(self, dossier: Dossier) -> EnrolmentRequest:
        """A request as it is now."""
        with self.rows() as session:
            return session.get_one(EnrolmentRequest, dossier.id)

    def typed(self, dossier: Dossier, field: str) -> str:
        """What a field holds, to the character."""
        return self.row(dossier).typed.get(field, "")

    def keeps(self, dossier: Dossier, field: str, text: str) -> None:
        """What was typed in a field is kept, to the character, within a few seconds."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.typed(dossier, field) != text:
            assert time.monotonic() < end, f"{field} holds {self.typed(dossier, field)!r}"
            time.sleep(0.05)

    def of(self, company: Company) -> list[EnrolmentRequest]:
        """Every request of a company, the oldest first."""
        query = select(EnrolmentRequest).where(EnrolmentRequest.affiliate_id == company.id)
        with self.rows() as session:
            return list(session.exec(query.order_by(col(EnrolmentRequest.created_at))))

    def under_way(self, company: Company) -> int:
        """How many requests of a company are filed."""
        query = select(func.count()).where(
            EnrolmentRequest.affiliate_id == company.id, col(EnrolmentRequest.status).in_(FILED)
        )
        with self.rows() as session:
            return session.exec(query).one()

    def change(self, dossier: Dossier, **values: Any) -> None:
        """Write columns of a request."""
        this = col(EnrolmentRequest.id) == dossier.id
        with self.rows() as session:
            session.exec(update(EnrolmentRequest).where(this).values(**values))

    def leave_for(self, dossier: Dossier, days: float) -> None:
        """Let a draft look as if nobody touched it for some days."""
        self.change(dossier, updated_at=datetime.now(UTC) - timedelta(days=days))

    def age_codes(self, minutes: float) -> None:
        """Let every code of adhésion have been sent some minutes earlier."""
        ours = col(CodeChallenge.purpose) != CodePurpose.SIGN_IN.value
        sent = datetime.now(UTC) - timedelta(minutes=minutes)
        with self.rows() as session:
            session.exec(update(CodeChallenge).where(ours).values(sent_at=sent))

    def let_in(self, dossier: Dossier) -> str:
        """The key of another browser that followed the draft's link."""
        key = new_token()
        with self.rows() as session:
            session.add(_access(dossier.id, key, "LINK"))
        return key


def _access(request_id: str, key: str, how: str) -> EnrolmentAccess:
    return EnrolmentAccess(request_id=request_id, browser_hash=token_hash(key), how=how)


def _accesses(dossier: Dossier) -> Any:  # noqa: ANN401 - a statement
    return select(EnrolmentAccess).where(EnrolmentAccess.request_id == dossier.id)
