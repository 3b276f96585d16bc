"""Terms and signature: what is agreed to is what is signed, once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.services import audit, recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.references import ENROLMENT, LETTERS, REMISSION, read_reference
from damancom_reflex.services.rules_loader import sha256
from damancom_reflex.store.accounts import AccountAffiliation, Role
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import Consent, InstalmentRow, RemissionRequest
from damancom_reflex.store.rules import Terms
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import a_right, actor, an_account, an_affiliate
from tests.services.recouvrement.builders import (
    OTHER_RIB,
    SITUATION,
    an_employer,
    at_simulation,
    guide,
    on_business_day,
    owes,
    ready_to_sign,
    signed,
)

FULL = PaymentMode.FULL


async def the_only_request(session: AsyncSession) -> RemissionRequest:
    return (await session.exec(select(RemissionRequest))).one()


async def test_a_full_payment_is_accepted_and_debited_on_the_10th_of_the_next_month():
    employer = await an_employer(lines=guide("guide-full"))
    reference = await signed(employer.actor, FULL)
    async with reading() as session:
        request = await the_only_request(session)
        rows = (await session.exec(select(InstalmentRow))).all()
    assert request.reference == reference
    assert clock.local(request.signed_at).date() == request.business_day == SITUATION
    assert request.status == RemissionStatus.ACCEPTED.value
    assert (request.debit_day, request.guarantees_due) == (date(2023, 12, 10), None)
    assert (request.remission, request.to_pay) == (34_567_22, 80_096_86)
    assert [(row.due, row.amount) for row in rows] == [(date(2023, 12, 10), 80_096_86)]


async def test_a_plan_waits_thirty_days_for_its_guarantees():
    employer = await an_employer()
    await signed(employer.actor)
    async with reading() as session:
        request = await the_only_request(session)
        rows = (await session.exec(select(InstalmentRow).order_by(col(InstalmentRow.number)))).all()
    assert request.status == RemissionStatus.AWAITING_GUARANTEES.value
    assert request.guarantees_due == date(2023, 12, 8)
    assert request.debit_day == date(2023, 12, 10)
    assert [(row.due, row.amount) for row in rows] == [
        (date(2023, 12, 8), 8_475_28),
        (date(2024, 1, 8), 8_475_28),
    ]
    assert request.down_payment + sum(row.amount for row in rows) == request.to_pay
    assert request.generated_surcharge == sum(row.generated_surcharge for row in rows) > 0


async def test_the_reference_carries_the_business_year_and_forty_random_bits():
    employer = await an_employer()
    reference = await signed(employer.actor)
    assert re.fullmatch(rf"DR-2023-[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", reference)


def test_a_reference_is_read_however_it_is_typed():
    assert read_reference(REMISSION, " dr 2023 7k3m-q9xo") == "DR-2023-7K3M-Q9X0"
    assert read_reference(REMISSION, "DR-2023-lIoo-0000") == "DR-2023-1100-0000"
    assert read_reference(REMISSION, "SELECT 1") == ""
    assert read_reference(ENROLMENT, "da2023lIoo0000") == "DA-2023-1100-0000"
    assert read_reference(ENROLMENT, "DR-2023-7K3M-Q9XT") == ""


async def test_signing_twice_gives_the_same_reference_and_one_request():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    first = await recouvrement.sign(employer.actor, draft_id)
    assert await recouvrement.sign(employer.actor, draft_id) == first
    async with reading() as session:
        for table in (RemissionRequest, Consent, AuditEvent):
            assert (await session.exec(select(func.count()).select_from(table))).one() == 1


async def test_another_draft_of_the_affiliate_is_told_of_the_request_in_progress():
    employer, colleague = await an_employer(), await an_account()
    await a_right(colleague, employer.affiliate)
    draft_id = await ready_to_sign(actor(colleague))
    reference = await signed(employer.actor)
    with pytest.raises(Refused) as refused:
        await recouvrement.sign(actor(colleague), draft_id)
    assert (refused.value.code, refused.value.params["reference"]) == (
        "open_request_exists",
        reference,
    )


async def test_the_consent_keeps_who_when_where_what_and_in_which_language():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    shown = await recouvrement.terms(employer.actor, draft_id)
    await recouvrement.accept_terms(employer.actor, draft_id, "ar")
    await recouvrement.sign(employer.actor, draft_id)
    async with reading() as session:
        consent = (await session.exec(select(Consent))).one()
    assert consent.account_id == employer.actor.account_id
    assert consent.address == employer.actor.address
    assert (consent.terms_version, consent.language) == (shown.version, "ar")
    assert consent.sha256_fr == sha256(shown.text_fr)
    assert consent.sha256_ar == sha256(shown.text_ar)
    assert clock.local(consent.accepted_at).date() == SITUATION


async def test_messages_go_to_the_account_by_both_ways_in_its_language():
    employer = await an_employer(language="ar")
    reference = await signed(employer.actor)
    async with reading() as session:
        messages = (await session.exec(select(OutboxMessage))).all()
    assert {(message.channel, message.destination) for message in messages} == {
        ("EMAIL", employer.account.email),
        ("SMS", employer.account.phone),
    }
    assert {message.template for message in messages} == {"remission_registered"}
    assert {message.language for message in messages} == {"ar"}
    assert all(message.params["reference"] == reference for message in messages)


async def test_the_audit_trail_tells_the_signature_without_any_bank_number():
    employer = await an_employer()
    reference = await signed(employer.actor)
    async with reading() as session:
        event = (await session.exec(select(AuditEvent))).one()
    assert (event.action, event.subject) == ("remission.signed", f"remission:{reference}")
    assert (event.actor, event.address) == (employer.actor.name, employer.actor.address)
    assert event.after["to_pay"] == 21_950_56
    assert event.after["decision"] == "05/2023"
    assert "rib" not in str(event.after).lower()
    assert (await audit.verify()).ok


@pytest.mark.parametrize(
    ("mode", "code"),
    [(FULL, "remission_full"), (PaymentMode.INSTALMENTS, "remission_instalments")],
)
async def test_terms_are_those_of_the_mode_in_both_languages(mode: PaymentMode, code: str):
    employer = await an_employer()
    terms = await recouvrement.terms(employer.actor, await at_simulation(employer.actor, mode))
    assert terms.code == code
    assert not terms.accepted
    assert len(terms.articles("fr")) == len(terms.articles("ar")) >= 6
    assert terms.articles("fr")[0].heading == "Article 1 : Objet"
    assert terms.articles("ar")[0].heading.startswith("المادة 1")


async def test_without_a_decision_the_terms_promise_no_remission():
    employer = await an_employer()
    await on_business_day(date(2025, 1, 16))
    draft_id = await at_simulation(employer.actor)
    assert (await recouvrement.terms(employer.actor, draft_id)).code == "facility_instalments"
    await recouvrement.accept_terms(employer.actor, draft_id, "fr")
    reference = await recouvrement.sign(employer.actor, draft_id)
    found = await recouvrement.request(employer.actor, reference)
    assert (found.decision.number, found.simulation.remission) == ("", 0)


async def test_accepted_terms_are_shown_as_accepted():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    assert (await recouvrement.terms(employer.actor, draft_id)).accepted
    assert (await recouvrement.draft(employer.actor, draft_id)).terms_accepted


async def test_a_plan_changed_after_acceptance_asks_for_it_again_and_undone_does_not():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "3")
    with pytest.raises(Refused) as refused:
        await recouvrement.sign(employer.actor, draft_id)
    assert refused.value.params == {"step": "terms"}
    await recouvrement.type_plan(employer.actor, draft_id, "5.000,00", "2")
    assert await recouvrement.sign(employer.actor, draft_id)


async def test_another_bank_account_asks_for_acceptance_again():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    await recouvrement.add_bank_account(employer.actor, draft_id, OTHER_RIB)
    assert not (await recouvrement.draft(employer.actor, draft_id)).terms_accepted


async def test_another_mode_asks_for_acceptance_again():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor, FULL)
    await recouvrement.choose_mode(employer.actor, draft_id, "instalments")
    await recouvrement.accept_guarantees(employer.actor, draft_id, accepted=True)
    assert not (await recouvrement.draft(employer.actor, draft_id)).terms_accepted


async def test_a_debt_that_changed_overnight_asks_for_acceptance_again():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    await on_business_day(date(2023, 11, 9))
    assert (await recouvrement.draft(employer.actor, draft_id)).terms_accepted
    await owes(employer.affiliate, guide("guide-instalments-4"), situation=date(2023, 11, 9))
    with pytest.raises(Refused) as refused:
        await recouvrement.sign(employer.actor, draft_id)
    assert refused.value.params == {"step": "terms"}


async def test_a_decision_that_closed_overnight_asks_for_acceptance_again():
    employer = await an_employer()
    await on_business_day(date(2025, 1, 15))
    draft_id = await ready_to_sign(employer.actor)
    await on_business_day(date(2025, 1, 16))
    with pytest.raises(Refused) as refused:
        await recouvrement.sign(employer.actor, draft_id)
    assert refused.value.params == {"step": "terms"}


async def test_new_terms_ask_for_acceptance_again():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    text = "Conditions\n\nArticle 1 : Objet\nAutre texte."
    async with writing() as session:
        session.add(
            Terms(
                code="remission_instalments",
                version="1.1",
                text_fr=text,
                text_ar=text,
                sha256_fr=sha256(text),
                sha256_ar=sha256(text),
            )
        )
    with pytest.raises(Refused) as refused:
        await recouvrement.sign(employer.actor, draft_id)
    assert refused.value.params == {"step": "terms"}
    assert (await recouvrement.terms(employer.actor, draft_id)).version == "1.1"


async def test_who_may_not_sign_simulates_but_does_not_sign():
    employer = await an_employer()
    async with writing() as session:
        await session.exec(update(AccountAffiliation).values(may_sign=False))
    draft_id = await ready_to_sign(employer.actor)
    assert not (await recouvrement.draft(employer.actor, draft_id)).may_sign
    with pytest.raises(Refused, match="may_not_sign"):
        await recouvrement.sign(employer.actor, draft_id)
    async with reading() as session:
        assert (await session.exec(select(RemissionRequest))).first() is None


async def test_a_delegate_signs_for_the_affiliates_that_mandated_them():
    employer = await an_employer()
    delegate = await an_account(role=Role.DELEGATE.value)
    for affiliate in (employer.affiliate, await an_affiliate()):
        await a_right(delegate, affiliate)
    draft_id = (await recouvrement.begin(actor(delegate))).id
    await recouvrement.choose_affiliate(actor(delegate), draft_id, employer.affiliate.number)
    assert await signed(actor(delegate), FULL)


async def test_once_a_request_is_over_another_may_be_signed():
    employer = await an_employer()
    first = await signed(employer.actor)
    async with writing() as session:
        await session.exec(update(RemissionRequest).values(status=RemissionStatus.EXPIRED.value))
    assert await signed(employer.actor, FULL) != first


async def test_a_signature_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)

    async def power_cut(*_given: object, **_named: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "append", power_cut)
        with pytest.raises(OSError, match="power cut"):
            await recouvrement.sign(employer.actor, draft_id)
    async with reading() as session:
        for table in (RemissionRequest, InstalmentRow, Consent, OutboxMessage):
            assert (await session.exec(select(table))).first() is None
    assert await recouvrement.sign(employer.actor, draft_id)


async def test_only_the_plan_that_a_page_showed_is_accepted_and_signed():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    shown = (await recouvrement.terms(employer.actor, draft_id)).plan
    await recouvrement.type_plan(employer.actor, draft_id, months_typed="12")
    with pytest.raises(Refused, match="plan_changed"):
        await recouvrement.accept_terms(employer.actor, draft_id, "fr", shown)
    # Accepted in the tab that changed it, it is still not what the first one shows.
    await recouvrement.accept_terms(employer.actor, draft_id, "fr")
    with pytest.raises(Refused, match="plan_changed"):
        await recouvrement.sign(employer.actor, draft_id, shown)
    shown = (await recouvrement.terms(employer.actor, draft_id)).plan
    assert await recouvrement.sign(employer.actor, draft_id, shown)
