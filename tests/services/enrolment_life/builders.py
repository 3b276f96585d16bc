"""Requests that were submitted, followed, changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import col, select

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.references import ENROLMENT, read_reference
from damancom_reflex.store.engine import reading
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.trail import AuditEvent
from tests.services.enrolment.builders import (
    DELEGATE,
    EMAIL,
    NUMBER,
    PHONE,
    Person,
    a_browser,
    a_company,
    at_confirmation,
    at_representative,
    code_sent,
    row_of,
)

RIB = "001810007800020110620318"
OTHER_RIB = "011519000001205000534921"
NEW_REPRESENTATIVE = {
    Field.IDENTITY_KIND: "PASSPORT",
    Field.IDENTITY_NUMBER: "xz 765 4321",
    Field.SURNAME: "N'Diaye",
    Field.FIRST_NAME: "Awa",
}
WALKED = (
    *("submitted", "amended", "received", "correction_requested", "validated", "refused"),
    "expired",
)


@dataclass(frozen=True)
class Filed:
    """A request that was submitted, and the browser that made it."""

    person: Person
    reference: str

    async def row(self) -> EnrolmentRequest:
        """Its row as it is now."""
        return await row_of(self.person.draft_id)

    async def status(self) -> str:
        """Where it stands."""
        return (await self.row()).status


async def a_filed(number: str = NUMBER, **fields: str) -> Filed:
    """A company's request, submitted; `fields` are typed besides."""
    await a_company(number)
    person = await at_confirmation(number)
    if fields:
        await person.type(**fields)
    return Filed(person, await person.submit())


async def a_filed_with_delegate(number: str = NUMBER, **fields: str) -> Filed:
    """The same, with a fiduciary to act for it."""
    return await a_filed(number, **{**DELEGATE, **fields})


async def a_filed_of_another(number: str = NUMBER) -> Filed:
    """The same, by a representative the register does not know."""
    await a_company(number)
    person = await at_representative(number)
    await person.type(**NEW_REPRESENTATIVE)
    await person.check_identity()
    await person.type(operator="ORANGE", phone=PHONE, email=EMAIL)
    await person.prove("phone")
    await person.prove("email")
    await person.type(delegated="no")
    return Filed(person, await person.submit())


async def followed(reference: str, browser: Applicant | None = None) -> Applicant:
    """A browser that proved the phone of a request."""
    browser = browser or a_browser()
    challenge = await enrolment.start(reference, browser.visitor)
    request = await by_reference(read_reference(ENROLMENT, reference))
    code = await code_sent(request.phone)
    _, key = await enrolment.finish(challenge, code, browser)
    return replace(browser, key=key)


async def changed(filed: Filed, **fields: str) -> str:
    """Prove the phone, change fields, submit again; the reference."""
    applicant = await followed(filed.reference)
    person = Person(applicant, filed.person.draft_id)
    await person.type(**fields)
    return await person.submit()


async def by_reference(reference: str) -> EnrolmentRequest:
    """The row of a reference."""
    query = select(EnrolmentRequest).where(EnrolmentRequest.reference == reference)
    async with reading() as session:
        return (await session.exec(query)).one()


async def walk(*subjects: str) -> list[tuple[str, str]]:
    """The moves from status to status that the trail tells of a request, known by any of `subjects`."""
    names = [f"enrolment:{subject}" for subject in subjects]
    query = (
        select(AuditEvent)
        .where(
            col(AuditEvent.subject).in_(names),
            col(AuditEvent.action).in_([f"enrolment.{word}" for word in WALKED]),
        )
        .order_by(col(AuditEvent.position))
    )
    async with reading() as session:
        events = (await session.exec(query)).all()
    return [(event.before["status"], event.after["status"]) for event in events]
