"""Companies without an account, browsers, and requests brought to a step as a person would bring them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import Any

import altcha
from sqlmodel import col, select

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.services import captcha, enrolment
from damancom_reflex.services.enrolment.views import Applicant, DraftView
from damancom_reflex.services.messages import Written, write_out
from damancom_reflex.store.affiliates import Affiliate, Agency, LegalRepresentative
from damancom_reflex.store.engine import reading
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import VISITOR, an_affiliate, id_of, saved

NUMBER = "1234575"
"""An affiliation number whose key fits."""

WRONG_KEY = "1234571"
CIN = "AB123456"
PHONE = "+212612345678"
EMAIL = "contact@tamaris.ma"
ICE = "002410389000095"
DELEGATE_ICE = "001525713000000"
STRANGER = Applicant(VISITOR, "s" * 43)

_addresses = itertools.count(1)


@dataclass(frozen=True)
class Person:
    """Somebody at a browser, whose request is open."""

    applicant: Applicant
    draft_id: str

    async def view(self) -> DraftView:
        """Their request as it is now."""
        return await enrolment.opened(self.applicant, self.draft_id)

    async def type(self, **fields: str) -> DraftView:
        """Type fields one after the other."""
        version = (await self.view()).version
        for name, text in fields.items():
            typed = await enrolment.type_field(self.applicant, self.draft_id, version, name, text)
            version = typed.version
        return await self.view()

    async def check_identity(self) -> DraftView:
        """Look up the identity typed."""
        version = (await self.view()).version
        return await enrolment.check_identity(self.applicant, self.draft_id, version)

    async def prove(self, field: str) -> DraftView:
        """Ask for a code, read it and type it."""
        sent = await enrolment.send_code(self.applicant, self.draft_id, field)
        code = await code_sent(sent.destination_shown.replace(" ", ""))
        return await enrolment.check_code(self.applicant, self.draft_id, field, code)

    async def submit(self) -> str:
        """Accept the terms and submit."""
        await enrolment.accept_terms(self.applicant, self.draft_id, "fr")
        return await enrolment.submit(self.applicant, self.draft_id)


def a_browser(key: str = "") -> Applicant:
    """A browser at an address of its own; without a key it never began anything."""
    n = next(_addresses)
    return Applicant(replace(VISITOR, address=f"196.13.{n // 250}.{n % 250}"), key)


def solved() -> str:
    """The answer to a captcha, as the page sends it."""
    challenge = altcha.Challenge.from_dict(captcha.challenge())
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


async def an_agency(code: str) -> Agency:
    """An agency of the fund."""
    agency = Agency(
        code=code,
        name_fr=f"Agence {code}",
        name_ar=f"وكالة {code}",
        address_fr="3, rue des Oliviers, Casablanca",
        address_ar="3، زنقة الزيتون، الدار البيضاء",
    )
    await saved(agency)
    return agency


async def a_company(number: str = NUMBER, **given: Any) -> Affiliate:
    """An affiliate without an account, whose representative the register knows by `CIN`."""
    company = await an_affiliate(
        **{"number": number, "legal_name": "Boulangerie Tamaris SARL", "ice": ICE, **given}
    )
    await a_representative_of(company, identity_number=CIN, surname="Bennani", first_name="Salma")
    return company


async def a_representative_of(company: Affiliate, **given: Any) -> None:
    """Somebody the register knows to represent a company, by a CIN unless told otherwise."""
    told = {"identity_kind": "CIN", "surname": "Alami", "first_name": "Omar", **given}
    await saved(LegalRepresentative(affiliate_id=id_of(company), **told))


async def at_company(number: str = NUMBER, browser: Applicant | None = None) -> Person:
    """A person whose company was found."""
    browser = browser or a_browser()
    looked_up = await enrolment.look_up(number, solved(), browser)
    return Person(Applicant(browser.visitor, looked_up.key), looked_up.draft_id)


async def at_representative(number: str = NUMBER, browser: Applicant | None = None) -> Person:
    """The same, that said it is theirs."""
    person = await at_company(number, browser)
    version = (await person.view()).version
    await enrolment.confirm_company(person.applicant, person.draft_id, version, yes=True)
    return person


async def at_contact(number: str = NUMBER, browser: Applicant | None = None) -> Person:
    """The same, whose representative the register knows."""
    person = await at_representative(number, browser)
    await person.type(identity_kind="CIN", identity_number=CIN)
    await person.check_identity()
    return person


async def at_delegation(number: str = NUMBER, phone: str = PHONE, email: str = EMAIL) -> Person:
    """The same, with phone and e-mail proved."""
    person = await at_contact(number)
    await person.type(operator="INWI", phone=phone, email=email)
    await person.prove("phone")
    await person.prove("email")
    return person


async def at_confirmation(number: str = NUMBER, phone: str = PHONE, email: str = EMAIL) -> Person:
    """The same, without a delegate."""
    person = await at_delegation(number, phone, email)
    await person.type(delegated="no")
    return person


DELEGATE = {
    Field.DELEGATED: "yes",
    Field.DELEGATE_KIND: "FIDUCIARY",
    Field.DELEGATE_NAME: "Fiduciaire Atlas SARL",
    Field.DELEGATE_ICE: DELEGATE_ICE,
    Field.DELEGATE_SURNAME: "El Idrissi",
    Field.DELEGATE_FIRST_NAME: "Karim",
    Field.DELEGATE_IDENTITY_KIND: "CIN",
    Field.DELEGATE_IDENTITY_NUMBER: "be 654321",
    Field.DELEGATE_EMAIL: "karim@fiduciaire.ma",
    Field.DELEGATE_PHONE: "0661234567",
    Field.SCOPE_DECLARE: "yes",
}


async def row_of(draft_id: str) -> EnrolmentRequest:
    """A request's row as it is now."""
    async with reading() as session:
        return await session.get_one(EnrolmentRequest, draft_id)


async def overwritten(person: Person, **values: object) -> None:
    """Write on a request what an agency would."""
    row = await row_of(person.draft_id)
    row.sqlmodel_update(values)
    await saved(row)


async def messages_to(destination: str, template: str = "") -> list[Written]:
    """What a phone or a mailbox received, oldest first."""
    query = (
        select(OutboxMessage)
        .where(
            OutboxMessage.destination == destination,
            col(OutboxMessage.template).startswith(template),
        )
        .order_by(col(OutboxMessage.created_at))
    )
    async with reading() as session:
        return [write_out(row) for row in (await session.exec(query)).all()]


async def code_sent(destination: str) -> str:
    """The six digits of the latest code sent there."""
    latest = (await messages_to(destination, "code_"))[-1]
    found = re.search(r"[A-Z]{2}-(\d{6})", latest.text)
    assert found
    return found[1]


async def acts_on(draft_id: str) -> list[AuditEvent]:
    """The trail of a request, under its id and its reference, oldest first."""
    request = await row_of(draft_id)
    subjects = [f"enrolment:{draft_id}", f"enrolment:{request.reference}"]
    query = (
        select(AuditEvent)
        .where(col(AuditEvent.subject).in_(subjects))
        .order_by(col(AuditEvent.position))
    )
    async with reading() as session:
        return list((await session.exec(query)).all())
