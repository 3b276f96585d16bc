"""Validation of a request: what it needs, what it sets, one signature or two; refusal."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.services import audit, recouvrement
from damancom_reflex.services.messages import write_out
from damancom_reflex.services.recouvrement import decisions
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.guarantees import RemissionSignature
from tests.factories import a_right, actor, an_account, rows
from tests.services.recouvrement.builders import (
    Employer,
    an_employer,
    on_business_day,
    ready_to_sign,
    signed,
)
from tests.services.recouvrement.officers import (
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    acts,
    debit_days_of,
    guaranteed,
    instalments_of,
    request_of,
    told,
    validate,
    validated,
)

DOWN = 5_000_00


@pytest.fixture
def _two_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "575692")  # one centime less than the guide's
    settings.cache_clear()


async def signers(reference: str) -> list[str]:
    request = await request_of(reference)
    found = await rows(RemissionSignature, RemissionSignature.request_id == request.id)
    return [row.signed_by for row in sorted(found, key=lambda row: row.position)]


async def test_a_validated_plan_is_debited_from_the_tenth_of_the_next_month_on_working_days():
    reference = await validated(await an_employer())
    request = await request_of(reference)
    assert (request.status, request.status_day) == ("VALIDATED", date(2023, 11, 8))
    assert await debit_days_of(reference) == [
        (date(2023, 12, 10), date(2023, 12, 11)),
        (date(2024, 1, 10), date(2024, 1, 10)),
    ]
    assert [row.due for row in await instalments_of(reference)] == [
        date(2023, 12, 8),
        date(2024, 1, 8),
    ]
    assert request.debit_day == date(2023, 12, 11)
    assert {message.channel for message in await told("remission_validated")} == {"EMAIL", "SMS"}
    event = (await acts(reference))[-1]
    assert (event.action, event.before) == (
        "remission.validated",
        {"status": "AWAITING_GUARANTEES"},
    )
    assert event.after["debits"] == ["2023-12-11", "2024-01-10"]
    assert event.after["signed_by"] == [OFFICER]
    assert (await audit.verify()).ok


async def test_debits_follow_the_month_of_validation_not_of_signature():
    reference = await guaranteed(await an_employer())
    await on_business_day(date(2023, 12, 1))
    assert await validate(reference)
    assert [due for due, _ in await debit_days_of(reference)] == [
        date(2024, 1, 10),
        date(2024, 2, 10),
    ]


async def test_a_full_payment_is_debited_once_from_its_validation_on():
    employer = await an_employer()
    reference = await signed(employer.actor, PaymentMode.FULL)
    assert await debit_days_of(reference) == [(None, None)]
    assert await decisions.validate(reference, OFFICER)
    assert (await request_of(reference)).status == "VALIDATED"
    assert await debit_days_of(reference) == [(date(2023, 12, 10), date(2023, 12, 11))]


@pytest.mark.parametrize(
    ("attested", "code"),
    [
        ({}, "guarantees_not_sufficient"),
        ({"down_payment_received": True}, "guarantees_not_sufficient"),
        ({"guarantees_sufficient": True}, "down_payment_not_received"),
    ],
)
async def test_a_plan_is_validated_only_on_what_an_officer_attests(
    attested: dict[str, bool], code: str
):
    reference = await guaranteed(await an_employer())
    with pytest.raises(DomainError) as refused:
        await decisions.validate(reference, OFFICER, **attested)
    assert refused.value.code == code
    assert await signers(reference) == []


async def test_a_plan_without_guarantees_is_not_validated():
    reference = await signed((await an_employer()).actor)
    with pytest.raises(DomainError) as refused:
        await validate(reference)
    assert refused.value.code == "guarantees_missing"


async def test_a_plan_without_down_payment_needs_none():
    employer = await an_employer()
    draft = await ready_to_sign(employer.actor, down_payment="0", months="3")
    reference = await recouvrement.sign(employer.actor, draft)
    await decisions.register_guarantee(
        reference, OFFICER, kind="deposit", amount=1, document="Reçu 12"
    )
    assert await decisions.validate(reference, OFFICER, guarantees_sufficient=True)


async def test_what_is_decided_cannot_be_decided_again():
    reference = await validated(await an_employer())
    with pytest.raises(TransitionError):
        await validate(reference, OTHER_OFFICER)
    with pytest.raises(TransitionError):
        await decisions.refuse(reference, OTHER_OFFICER, "debt_differs")
    assert len(await told("remission_validated")) == 2


@pytest.mark.usefixtures("_two_signatures")
async def test_the_first_signature_waits_for_another():
    reference = await guaranteed(await an_employer())
    assert not await validate(reference)
    assert (await request_of(reference)).status == "AWAITING_GUARANTEES"
    assert await told("remission_validated") == []
    assert await debit_days_of(reference) == [(None, None)] * 2
    assert (await acts(reference))[-1].action == "remission.signed_once"


@pytest.mark.usefixtures("_two_signatures")
async def test_somebody_else_effects_it():
    reference = await guaranteed(await an_employer())
    await validate(reference)
    assert await validate(reference, OTHER_OFFICER)
    assert await signers(reference) == [OFFICER, OTHER_OFFICER]
    assert (await request_of(reference)).status == "VALIDATED"
    assert (await acts(reference))[-1].after["signed_by"] == [OFFICER, OTHER_OFFICER]


@pytest.mark.usefixtures("_two_signatures")
async def test_a_supervisor_countersigns_what_the_first_attested():
    reference = await guaranteed(await an_employer())
    await validate(reference)
    await decisions.countersign(reference, SUPERVISOR)
    assert await signers(reference) == [OFFICER, SUPERVISOR]
    assert (await request_of(reference)).status == "VALIDATED"


@pytest.mark.usefixtures("_two_signatures")
@pytest.mark.parametrize("again", ["validate", "countersign"])
async def test_the_first_signer_is_not_the_second(again: str):
    reference = await guaranteed(await an_employer())
    await validate(reference)
    with pytest.raises(DomainError) as refused:
        await (
            validate(reference)
            if again == "validate"
            else decisions.countersign(reference, OFFICER)
        )
    assert refused.value.code == "second_signature_same_person"
    assert await signers(reference) == [OFFICER]


@pytest.mark.usefixtures("_two_signatures")
async def test_nothing_is_countersigned_before_a_first_signature():
    reference = await guaranteed(await an_employer())
    with pytest.raises(DomainError) as refused:
        await decisions.countersign(reference, SUPERVISOR)
    assert refused.value.code == "nothing_to_countersign"


@pytest.mark.usefixtures("_two_signatures")
async def test_a_down_payment_that_was_attested_is_not_lost_when_the_second_officer_refuses():
    employer = await an_employer()
    reference = await guaranteed(employer)
    assert not await validate(reference)
    await decisions.refuse(reference, OTHER_OFFICER, "guarantees_insufficient")
    assert (await recouvrement.life(employer.actor, reference)).paid == DOWN
    (message, _) = await told("remission_refused")
    assert "L'avance de 5 000,00 MAD" in write_out(message).text.replace("\u00a0", " ")
    with pytest.raises(DomainError) as refused:
        await signed(employer.actor)
    assert refused.value.code == "new_situation_awaited"


@pytest.mark.parametrize("over", [False, True])
async def test_what_becomes_of_a_plan_is_told_to_who_acts_for_the_affiliate_on_the_day(
    *, over: bool
):
    employer, delegate = await an_employer(), await an_account(role=Role.DELEGATE.value)
    await a_right(delegate, employer.affiliate, valid_to=date(2023, 11, 30))
    reference = await guaranteed(Employer(delegate, employer.affiliate, actor(delegate)))
    await on_business_day(date(2023, 12, 1) if over else date(2023, 11, 30))
    assert await validate(reference)
    told_to = employer.account if over else delegate
    assert {
        (message.destination, message.account_id) for message in await told("remission_validated")
    } == {(told_to.email, told_to.id), (told_to.phone, told_to.id)}


@pytest.mark.usefixtures("_two_signatures")
async def test_a_request_signed_once_may_be_refused():
    reference = await guaranteed(await an_employer())
    await validate(reference)
    await decisions.refuse(reference, OTHER_OFFICER, "guarantees_insufficient")
    with pytest.raises(TransitionError):
        await decisions.countersign(reference, SUPERVISOR)


async def test_at_the_amount_set_one_signature_is_enough(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "575693")
    settings.cache_clear()
    assert await validated(await an_employer())


@pytest.mark.usefixtures("_two_signatures")
async def test_an_amount_raised_meanwhile_lets_the_first_signer_finish(
    monkeypatch: pytest.MonkeyPatch,
):
    reference = await guaranteed(await an_employer())
    assert not await validate(reference)
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "999999999")
    settings.cache_clear()
    assert await validate(reference)


async def test_a_refusal_is_told_with_its_reason_and_frees_the_affiliate():
    employer = await an_employer()
    reference = await guaranteed(employer)
    await decisions.refuse(reference, OFFICER, "guarantees_insufficient", "Voir la caution.")
    request = await request_of(reference)
    assert (request.status, request.decision_code, request.decision_note) == (
        "REFUSED",
        "guarantees_insufficient",
        "Voir la caution.",
    )
    (message, _) = await told("remission_refused")
    assert message.params["reason"] == "guarantees_insufficient"
    assert await signed(employer.actor)


async def test_a_reason_that_is_not_on_file_is_refused():
    reference = await guaranteed(await an_employer())
    with pytest.raises(DomainError) as refused:
        await decisions.refuse(reference, OFFICER, "because")
    assert refused.value.code == "reason_unknown"


async def test_a_reason_that_says_nothing_by_itself_needs_a_word_beside_it():
    reference = await guaranteed(await an_employer())
    for note in ("", " \n"):
        with pytest.raises(DomainError) as refused:
            await decisions.refuse(reference, OFFICER, "refused_otherwise", note)
        assert refused.value.code == "note_missing"
    await decisions.refuse(reference, OFFICER, "refused_otherwise", "L'acte n'est pas signé.")
