"""The fund's officers in their places, and requests of each kind for them to decide on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from damancom_reflex.domain.review import Action
from damancom_reflex.services import review
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.review import Given
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.affiliates import Agency
from damancom_reflex.store.staff import StaffPosting
from damancom_reflex.store.trail import AuditEvent
from tests.factories import actor, an_account, id_of, rows, saved
from tests.services.enrolment.builders import an_agency
from tests.services.enrolment_life.builders import a_filed as an_enrolment
from tests.services.job_loss.claimants import a_desk
from tests.services.job_loss.claimants import a_filed as a_claim
from tests.services.recouvrement.builders import an_employer, signed


@dataclass(frozen=True)
class Fund:
    """Officers of one agency and one collection office, and one of each elsewhere."""

    agency: Agency
    at_agency: Actor
    at_other_agency: Actor
    without_agency: Actor
    claims: Actor
    supervisor: Actor


async def a_fund(agency: Agency) -> Fund:
    """Somebody in every place that decides on enrolments and claims."""
    other = await an_agency("A2")
    return Fund(
        agency=agency,
        at_agency=await an_officer(Role.AGENCY_OFFICER, agency_id=agency.id),
        at_other_agency=await an_officer(Role.AGENCY_OFFICER, agency_id=other.id),
        without_agency=await an_officer(Role.AGENCY_OFFICER),
        claims=await an_officer(Role.CLAIMS_OFFICER),
        supervisor=await an_officer(Role.SUPERVISOR),
    )


async def an_officer(
    role: Role, agency_id: int | None = None, collection_office_id: int | None = None
) -> Actor:
    """An officer, posted to a place when one is given."""
    account = await an_account(role=role.value)
    if agency_id or collection_office_id:
        await saved(
            StaffPosting(
                account_id=id_of(account),
                agency_id=agency_id,
                collection_office_id=collection_office_id,
            )
        )
    return actor(account)


async def a_filed_enrolment(number: str = "4317542") -> str:
    """Reference of an enrolment that waits for its forms, at the fund's agency."""
    return (await an_enrolment(number)).reference


async def a_filed_claim() -> str:
    """Reference of a claim that nobody took up."""
    return await a_claim(await a_desk())


async def a_signed_plan() -> tuple[str, Actor, Actor]:
    """Reference of a plan that waits for guarantees, and two officers of its collection office."""
    employer = await an_employer()
    reference = await signed(employer.actor)
    office = employer.affiliate.collection_office_id
    one, two = [
        await an_officer(Role.COLLECTION_OFFICER, collection_office_id=office) for _ in range(2)
    ]
    return reference, one, two


async def decides(who: Actor, reference: str, action: Action, **given: Any) -> None:
    """Open a file, and do something on what it shows."""
    seen = (await review.file(who, reference)).seen
    await review.act(who, reference, action, seen, Given(**given))


async def trail_of(reference: str) -> list[tuple[str, str, str]]:
    """Actor, action and address of every act on a request, oldest first."""
    events = sorted(await rows(AuditEvent), key=lambda event: event.position)
    return [
        (event.actor, event.action, event.address)
        for event in events
        if event.subject.endswith(reference)
    ]
