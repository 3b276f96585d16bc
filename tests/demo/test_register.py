"""The register of the demo: who may sign for each employer, where forms are brought, who may ask for an account."""

from __future__ import annotations

import re

from sqlmodel import col, delete, func, select, update

from damancom_reflex import demo
from damancom_reflex.demo.enrolments import enrolments
from damancom_reflex.demo.offices import agencies, offices
from damancom_reflex.demo.people import representative
from damancom_reflex.demo.personas import personas
from damancom_reflex.domain import identifiers
from damancom_reflex.domain.enrolment.fields import IdentityKind
from damancom_reflex.services import audit, demo_mailbox, enrolment
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.store.accounts import Account, AccountAffiliation, CodeChallenge
from damancom_reflex.store.affiliates import Affiliate, Agency, LegalRepresentative
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentConsent, EnrolmentRequest
from damancom_reflex.store.mandates import Delegate
from damancom_reflex.store.staff import StaffPosting
from tests.factories import rows

READ = {
    IdentityKind.CIN: identifiers.cin,
    IdentityKind.RESIDENCE_CARD: identifiers.residence_card,
    IdentityKind.PASSPORT: identifiers.passport,
}


async def register() -> tuple[list[Affiliate], list[LegalRepresentative], list[Agency]]:
    return await rows(Affiliate), await rows(LegalRepresentative), await rows(Agency)


async def test_every_employer_has_an_agency_of_its_city_and_one_representative(
    demo_database: str,
):
    affiliates, people, agencies = await register()
    cities = {agency.id: agency.code for agency in agencies}
    companies = [company for persona in personas() for company in persona.companies]
    wanted = {found.number: found.office for found in (*companies, *enrolments())}
    assert {row.number: cities[row.agency_id] for row in affiliates} == wanted
    assert sorted(row.affiliate_id for row in people) == sorted(row.id or 0 for row in affiliates)


async def test_documents_are_of_every_kind_in_their_own_form_and_nobody_shares_one(
    demo_database: str,
):
    _, people, _ = await register()
    assert {row.identity_kind for row in people} == set(IdentityKind)
    for row in people:
        read = READ[IdentityKind(row.identity_kind)]
        assert read(row.identity_number) == row.identity_number
        assert row.surname
        assert row.first_name
        assert row.surname_ar
        assert row.first_name_ar
    assert len({row.identity_number for row in people}) == len(people)


def test_the_same_people_are_invented_everywhere_and_a_persona_signs_for_their_own_company():
    assert representative("7001376") == representative("7001376")
    owner = representative("7001376", "Leïla Benkirane")
    assert (owner.first_name, owner.surname) == ("Leïla", "Benkirane")


async def test_a_base_filled_by_an_older_version_is_completed_once(demo_database: str):
    numbers = [found.number for found in enrolments()]
    async with writing() as session:
        await session.exec(update(Affiliate).values(agency_id=None))
        for table in (
            StaffPosting,
            CodeChallenge,
            EnrolmentConsent,
            EnrolmentAccess,
            EnrolmentRequest,
        ):
            await session.exec(delete(table))
        for table in (LegalRepresentative, Agency, Delegate):
            await session.exec(delete(table))
        await session.exec(delete(Affiliate).where(col(Affiliate.number).in_(numbers)))
    await demo.load()
    affiliates, people, agencies = await register()
    assert len(affiliates) == len(people) == 70
    assert all(row.agency_id for row in affiliates)
    assert len(agencies) == 6
    filed = await rows(EnrolmentRequest)
    assert len(filed) == 2
    await demo.load()
    assert [len(rows) for rows in await register()] == [70, 70, 6]
    assert {row.id for row in await rows(EnrolmentRequest)} == {row.id for row in filed}
    assert (await audit.verify()).ok


async def test_requests_under_way_were_made_through_the_portal(demo_database: str):
    waiting, to_correct = sorted(
        await rows(EnrolmentRequest), key=lambda row: row.status, reverse=True
    )
    assert (waiting.status, to_correct.status) == ("SUBMITTED", "CORRECTION_REQUESTED")
    assert to_correct.language == "ar"
    assert to_correct.reason_code == "bank_stamp_missing"
    for row in (waiting, to_correct):
        assert row.reference
        assert row.phone_verified_at
        visitor = Visitor("196.12.0.7", "", "fr")
        challenge = await enrolment.start(row.reference, visitor)
        shown = await enrolment.challenge(challenge)
        assert shown
        (message, *_) = await demo_mailbox.messages(1, "SMS")
        assert message.destination == row.phone
        code = re.search(rf"{shown.prefix}-([0-9]{{6}})", message.text)
        assert code
        reference, key = await enrolment.finish(challenge, code[1], Applicant(visitor, ""))
        filed = await enrolment.filed(Applicant(visitor, key), reference)
        assert filed.may_change
        assert filed.agency.name_fr.startswith("Agence de ")


async def test_a_correction_that_was_answered_is_not_asked_for_again(demo_database: str):
    async with writing() as session:
        answered = update(EnrolmentRequest).where(
            col(EnrolmentRequest.status) == "CORRECTION_REQUESTED"
        )
        await session.exec(answered.values(status="SUBMITTED", revision=2))
    await demo.load()
    assert [row.status for row in await rows(EnrolmentRequest)] == ["SUBMITTED", "SUBMITTED"]


async def test_employers_to_try_adhesion_with_have_no_account(demo_database: str):
    numbers = [found.number for found in enrolments()]
    async with reading() as session:
        known = select(Affiliate.id).where(col(Affiliate.number).in_(numbers))
        ids = (await session.exec(known)).all()
        rights = select(func.count()).where(col(AccountAffiliation.affiliate_id).in_(ids))
        assert len(ids) == len(numbers) == 6
        assert (await session.exec(rights)).one() == 0


def test_places_of_the_fund_are_named_as_french_names_them():
    names = {place.name_fr for place in (*offices(), *agencies())}
    assert {"Agence de Rabat", "Agence d'Agadir", "Perception d'Agadir"} <= names
    assert [name for name in names if re.search(" de [AEIOU]| d'[^AEIOU]", name)] == []


def test_each_employer_to_try_shows_its_case():
    plain, key_wrong, passport, changed, *under_way = enrolments()
    assert identifiers.affiliation_number(plain.number).key_ok
    assert not identifiers.affiliation_number(key_wrong.number).key_ok
    assert passport.identity_kind is IdentityKind.PASSPORT
    assert changed.identity_number != changed.representative.number
    assert [found.stage for found in under_way] == ["SUBMITTED", "CORRECTION_REQUESTED"]
    for found in enrolments():
        assert READ[found.identity_kind](found.identity_number) == found.identity_number
        assert (found is changed) == (found.identity_number != found.representative.number)


async def test_the_fiduciary_is_a_delegate_with_its_account(demo_database: str):
    async with reading() as session:
        delegate, account = (await session.exec(select(Delegate, Account).join(Account))).one()
    assert account.identifier == "fiduciaire.atlas"
    assert identifiers.ice(delegate.ice) == delegate.ice
