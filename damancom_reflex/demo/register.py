"""The fund's register of the demo: agencies, legal representatives, employers without an account, the fiduciary.

Completes whatever is there, so that a database filled by an older version gets what came since.
"""

from __future__ import annotations

from dataclasses import asdict

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.demo.enrolments import enrolments
from damancom_reflex.demo.offices import agencies
from damancom_reflex.demo.people import Person, representative
from damancom_reflex.demo.personas import personas
from damancom_reflex.domain.enrolment.fields import DelegateKind
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate, Agency, LegalRepresentative
from damancom_reflex.store.mandates import Delegate


async def complete(session: AsyncSession, places: dict[str, int]) -> None:
    """Write what the register lacks, in the caller's transaction.

    Args:
        session: a session of `writing()`, with the personas' companies in it.
        places: id of each collection office by its code.
    """
    await _employers(session, places)
    offices, people = _offices(), _people()
    served_by = await _agencies(session)
    known = set((await session.exec(select(LegalRepresentative.affiliate_id))).all())
    ours = select(Affiliate).where(col(Affiliate.number).in_(people))
    for affiliate in (await session.exec(ours)).all():
        if affiliate.agency_id is None:
            affiliate.agency_id = served_by[offices[affiliate.number]]
        if affiliate.id not in known:
            session.add(_representative(affiliate.id or 0, people[affiliate.number]))
    await _fiduciaries(session)
    await session.flush()


async def _employers(session: AsyncSession, places: dict[str, int]) -> None:
    """Employers without an account."""
    wanted = {found.number: found for found in enrolments()}
    numbers = select(Affiliate.number).where(col(Affiliate.number).in_(wanted))
    there = set((await session.exec(numbers)).all())
    session.add_all(
        Affiliate(
            number=found.number,
            legal_name=found.legal_name,
            ice=found.ice,
            collection_office_id=places[found.office],
        )
        for number, found in wanted.items()
        if number not in there
    )
    await session.flush()


async def _agencies(session: AsyncSession) -> dict[str, int]:
    """Id of each agency by its code."""
    rows = {row.code: row for row in (await session.exec(select(Agency))).all()}
    new = [agency for agency in agencies() if agency.code not in rows]
    session.add_all(new)
    await session.flush()
    return {row.code: row.id or 0 for row in (*rows.values(), *new)}


def _offices() -> dict[str, str]:
    """City of each employer, by affiliation number."""
    companies = (company for persona in personas() for company in persona.companies)
    return {found.number: found.office for found in (*companies, *enrolments())}


def _people() -> dict[str, Person]:
    """Legal representative of each employer, by affiliation number."""
    companies = (company for persona in personas() for company in persona.companies)
    return {
        **{found.number: representative(found.number, found.owner) for found in companies},
        **{found.number: found.representative for found in enrolments()},
    }


def _representative(affiliate_id: int, person: Person) -> LegalRepresentative:
    document = {"identity_kind": person.kind.value, "identity_number": person.number}
    names = {key: value for key, value in asdict(person).items() if key not in ("kind", "number")}
    return LegalRepresentative(affiliate_id=affiliate_id, **document, **names)


async def _fiduciaries(session: AsyncSession) -> None:
    there = set((await session.exec(select(Delegate.ice))).all())
    for persona in personas():
        if not persona.delegate_ice or persona.delegate_ice in there:
            continue
        account = select(Account.id).where(Account.identifier == persona.identifier)
        session.add(
            Delegate(
                ice=persona.delegate_ice,
                kind=DelegateKind.FIDUCIARY.value,
                legal_name=persona.name,
                account_id=(await session.exec(account)).first(),
            )
        )
