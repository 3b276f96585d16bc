"""Requests after their signature: the list, one of them whole, its papers, and the proof of a document."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import update

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import decisions
from damancom_reflex.services.recouvrement.signed import FiguresDifferError
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.engine import writing
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.rules import SurchargeRateRow
from tests.factories import a_right, actor, an_account, saved
from tests.services.recouvrement.builders import (
    an_employer,
    guide,
    on_business_day,
    owes,
    signed,
    statements,
)
from tests.services.recouvrement.officers import OFFICER, SOME, guaranteed

FULL = PaymentMode.FULL


async def test_the_list_shows_every_request_of_the_accounts_affiliates_latest_first():
    employer = await an_employer()
    first = await signed(employer.actor)
    await expire()
    second = await signed(employer.actor, FULL)
    page = await recouvrement.requests(employer.actor)
    assert [row.reference for row in page.rows] == [second, first]
    assert [row.next_day for row in page.rows] == [date(2023, 12, 10), None]
    assert page.rows[0].legal_name == employer.affiliate.legal_name
    assert (page.total, page.pages) == (2, 1)


async def test_the_list_awaits_guarantees_until_one_is_received():
    employer = await an_employer()
    await signed(employer.actor)
    (awaited,) = (await recouvrement.requests(employer.actor)).rows
    assert (awaited.guaranteed, awaited.signed_once) == (False, False)
    assert awaited.next_day == date(2023, 12, 8)
    await decisions.register_guarantee(awaited.reference, OFFICER, **SOME)
    (given,) = (await recouvrement.requests(employer.actor)).rows
    assert (given.guaranteed, given.next_day) == (True, None)


async def test_the_list_tells_a_first_signature(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "0")
    settings.cache_clear()
    employer = await an_employer()
    reference = await guaranteed(employer)
    await decisions.validate(
        reference, OFFICER, guarantees_sufficient=True, down_payment_received=True
    )
    (row,) = (await recouvrement.requests(employer.actor)).rows
    assert (row.status, row.signed_once) == (RemissionStatus.AWAITING_GUARANTEES, True)


@pytest.mark.parametrize("status", RemissionStatus)
def test_a_state_tells_what_it_waits_for_only_while_it_waits(status: RemissionStatus):
    def said(*, guaranteed: bool, signed_once: bool) -> str:
        return recouvrement.status_word(status, guaranteed=guaranteed, signed_once=signed_once)

    plain = recouvrement.STATUS_WORDS[status]
    assert said(guaranteed=False, signed_once=False) == plain
    waits = status in {RemissionStatus.ACCEPTED, RemissionStatus.AWAITING_GUARANTEES}
    assert (said(guaranteed=True, signed_once=False) != plain) is waits
    assert said(guaranteed=True, signed_once=True) == said(guaranteed=False, signed_once=True)
    assert (said(guaranteed=True, signed_once=True) != plain) is waits


async def test_a_request_signed_by_a_delegate_is_in_the_employers_list():
    employer, delegate = await an_employer(), await an_account()
    await a_right(delegate, employer.affiliate)
    reference = await signed(actor(delegate))
    (row,) = (await recouvrement.requests(employer.actor)).rows
    assert (row.reference, row.next_day) == (reference, date(2023, 12, 8))
    assert (await recouvrement.request(employer.actor, reference)).reference == reference


async def test_nobody_sees_the_request_of_another():
    employer, stranger = await an_employer(), await an_employer()
    reference = await signed(employer.actor)
    assert (await recouvrement.requests(stranger.actor)).rows == ()
    for theft in (recouvrement.request, recouvrement.missed_of):
        with pytest.raises(Refused, match="request_unknown"):
            await theft(stranger.actor, reference)
    for paper in (recouvrement.agreement, recouvrement.calendar_file):
        with pytest.raises(Refused, match="request_unknown"):
            await paper(stranger.actor, reference, "fr")


async def test_a_right_that_ended_hides_the_request():
    employer = await an_employer()
    reference = await signed(employer.actor)
    async with writing() as session:
        await session.exec(update(AccountAffiliation).values(valid_to=date(2023, 11, 8)))
    await on_business_day(date(2023, 11, 9))
    assert (await recouvrement.requests(employer.actor)).total == 0
    with pytest.raises(Refused, match="request_unknown"):
        await recouvrement.request(employer.actor, reference)


async def test_a_request_shows_its_figures_dates_evidence_and_office():
    employer = await an_employer()
    reference = await signed(employer.actor)
    found = await recouvrement.request(employer.actor, reference.lower())
    assert found.status is RemissionStatus.AWAITING_GUARANTEES
    assert (found.simulation.to_pay, found.simulation.remission) == (21_950_56, 5_756_93)
    assert [item.amount for item in found.instalments] == [8_475_28, 8_475_28]
    assert {item.status for item in found.instalments} == {DebitStatus.SCHEDULED}
    assert (found.guarantees_due, found.debit_day) == (date(2023, 12, 8), date(2023, 12, 10))
    assert found.masked_rib == "001 ••• 0318"
    assert found.consent.account == employer.account.identifier
    assert found.terms.code == "remission_instalments"
    assert found.office.name("ar") == "قباضة الدار البيضاء"


async def test_a_signed_request_keeps_its_figures_when_debts_and_rates_change():
    employer = await an_employer()
    reference = await signed(employer.actor)
    before = (await recouvrement.request(employer.actor, reference)).simulation
    await owes(employer.affiliate, guide("guide-full"), situation=date(2023, 11, 9))
    await saved(
        SurchargeRateRow(
            branch="SS",
            valid_from=date(2023, 12, 1),
            first_month_rate=900,
            following_rate=900,
            source="invented",
        )
    )
    await on_business_day(date(2025, 6, 1))
    assert (await recouvrement.request(employer.actor, reference)).simulation == before


async def test_stored_figures_that_were_changed_are_not_shown():
    employer = await an_employer()
    reference = await signed(employer.actor)
    async with writing() as session:
        await session.exec(update(RemissionRequest).values(to_pay=1))
    with pytest.raises(FiguresDifferError):
        await recouvrement.request(employer.actor, reference)


async def test_what_a_missed_instalment_would_bring_back_is_told_after_the_signature_too():
    employer = await an_employer()
    reference = await signed(employer.actor)
    missed = await recouvrement.missed_of(employer.actor, reference, 1)
    assert (missed.due, missed.remission) == (date(2023, 12, 8), 5_756_93)
    with pytest.raises(Refused, match="instalment_unknown"):
        await recouvrement.missed_of(employer.actor, reference, 3)


@pytest.mark.parametrize("mode", list(PaymentMode))
async def test_the_agreement_is_a_pdf_with_the_reference_and_the_figures(mode: PaymentMode):
    employer = await an_employer()
    reference = await signed(employer.actor, mode)
    reader = PdfReader(BytesIO(await recouvrement.agreement(employer.actor, reference, "fr")))
    text = "".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ")
    assert reference in text
    assert employer.affiliate.number in text
    assert ("21 950,56" if mode is PaymentMode.INSTALMENTS else "20 799,28") in text
    assert "réintégrés" in text


async def test_the_calendar_file_holds_a_day_for_each_payment():
    employer = await an_employer()
    reference = await signed(employer.actor)
    plan = (await recouvrement.calendar_file(employer.actor, reference, "ar")).decode()
    assert plan.count("BEGIN:VEVENT") == 2
    assert "20231208" in plan
    await expire()
    full = await signed(employer.actor, FULL)
    once = (await recouvrement.calendar_file(employer.actor, full, "fr")).decode()
    assert once.count("BEGIN:VEVENT") == 1
    assert "20231210" in once


async def test_a_full_payment_that_waits_is_debited_after_the_month_that_has_come():
    employer = await an_employer()
    reference = await signed(employer.actor, FULL)
    await on_business_day(date(2023, 12, 15))
    assert (await recouvrement.request(employer.actor, reference)).debited_on == date(2024, 1, 10)
    once = (await recouvrement.calendar_file(employer.actor, reference, "fr")).decode()
    assert "DTSTART;VALUE=DATE:20240110" in once
    paper = await recouvrement.agreement(employer.actor, reference, "fr")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "10/01/2024" in text
    assert "10/12/2023" not in text
    await decisions.validate(reference, OFFICER)
    assert (await recouvrement.request(employer.actor, reference)).debited_on == date(2024, 1, 10)


async def test_verification_tells_the_least():
    employer = await an_employer()
    reference = await signed(employer.actor)
    found = await recouvrement.request(employer.actor, reference)
    proof = await recouvrement.verification(reference, found.verification_id)
    assert proof == await recouvrement.verification(f" {reference.lower()} ")
    assert proof
    assert (proof.reference, proof.day) == (reference, date(2023, 11, 8))
    assert proof.masked_name.startswith("A••• A•••")
    assert employer.affiliate.legal_name not in str(proof)


@pytest.mark.parametrize("verification_id", ["", "x", "x" * 5000])
async def test_a_forged_document_is_not_verified(verification_id: str):
    employer = await an_employer()
    reference = await signed(employer.actor)
    assert await recouvrement.verification(reference, verification_id) is None
    assert await recouvrement.verification("DR-2023-0000-0000") is None
    assert await recouvrement.verification("' OR 1=1 --") is None


async def test_the_address_of_the_proof_carries_reference_and_id():
    assert recouvrement.verification_url("ar", "DR-2023-AAAA-BBBB", "x_y") == (
        "http://localhost:8000/ar/verification?reference=DR-2023-AAAA-BBBB&id=x_y"
    )


async def test_lists_are_cut_by_the_database_in_three_statements():
    employer = await an_employer()
    for _ in range(3):
        await signed(employer.actor)
        await expire()
    with statements() as sent:
        page = await recouvrement.requests(employer.actor, page=2, page_size=2)
    assert len(sent) == 3
    assert (page.first, page.last, page.total, page.pages) == (3, 3, 3, 2)


async def expire() -> None:
    async with writing() as session:
        await session.exec(update(RemissionRequest).values(status=RemissionStatus.EXPIRED.value))
