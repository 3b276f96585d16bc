"""Guarantees: registered by the office, told to the employer, counted down for both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import audit, due
from damancom_reflex.services.recouvrement import decisions, guarantees
from damancom_reflex.store.engine import reading
from tests.services.recouvrement.builders import SITUATION, an_employer, on_business_day, signed
from tests.services.recouvrement.officers import (
    OFFICER,
    SOME,
    acts,
    guaranteed,
    guarantees_of,
    request_of,
    told,
    validated,
)

LAST_DAY = date(2023, 12, 8)


async def countdown(reference: str) -> guarantees.Countdown:
    async with reading() as session:
        return await guarantees.countdown(session, await request_of(reference))


async def refusal(reference: str, **given: Any) -> DomainError:
    with pytest.raises(DomainError) as refused:
        await decisions.register_guarantee(reference, OFFICER, **{**SOME, **given})
    return refused.value


async def test_a_guarantee_is_kept_told_and_noted():
    reference = await guaranteed(await an_employer())
    (row,) = await guarantees_of(reference)
    assert (row.kind, row.amount, row.document) == ("bank_guarantee", 25_000_00, "CB-2023-114")
    assert (row.received_on, row.registered_by) == (SITUATION, OFFICER)
    assert {message.channel for message in await told("remission_guarantee")} == {"EMAIL", "SMS"}
    event = (await acts(reference))[-1]
    assert (event.action, event.actor) == ("remission.guarantee_registered", OFFICER)
    assert event.after["guarantee_amount"] == 25_000_00
    assert (await audit.verify()).ok


async def test_several_may_be_filed_and_add_up():
    reference = await guaranteed(await an_employer())
    more = {"kind": "mortgage", "amount": 1, "document": "TF 114/C"}
    await decisions.register_guarantee(reference, OFFICER, **more)
    found = await countdown(reference)
    assert [guarantee.kind for guarantee in found.filed] == ["bank_guarantee", "mortgage"]
    assert found.total == 25_000_01
    assert (await request_of(reference)).revision == 3


@pytest.mark.parametrize(
    ("day", "left"), [(SITUATION, 30), (LAST_DAY - timedelta(days=1), 1), (LAST_DAY, 0)]
)
async def test_the_days_left_are_counted_down(day: date, left: int):
    reference = await signed((await an_employer()).actor)
    await on_business_day(day)
    found = await countdown(reference)
    assert (found.due, found.days_left, found.filed) == (LAST_DAY, left, ())


async def test_nothing_is_counted_down_once_a_plan_is_validated():
    reference = await validated(await an_employer())
    assert (await countdown(reference)).days_left is None


async def test_a_full_payment_needs_no_guarantee():
    reference = await signed((await an_employer()).actor, PaymentMode.FULL)
    assert await countdown(reference) == guarantees.Countdown(None, None, ())
    assert (await refusal(reference)).code == "guarantees_not_awaited"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "a_promise"}, "guarantee_kind_unknown"),
        ({"amount": 0}, "empty_amount"),
        ({"amount": -1}, "empty_amount"),
        ({"amount": 10**13 + 1}, "amount_too_large"),
        ({"document": " \t"}, "guarantee_document_missing"),
        ({"received_on": SITUATION + timedelta(days=1)}, "guarantee_in_future"),
        ({"received_on": SITUATION - timedelta(days=1)}, "guarantee_before_request"),
    ],
)
async def test_a_guarantee_that_cannot_be_one_is_refused(given: dict[str, Any], code: str):
    reference = await signed((await an_employer()).actor)
    assert (await refusal(reference, **given)).code == code
    assert await guarantees_of(reference) == []


async def test_a_guarantee_received_in_time_counts_the_day_after_one_received_late_does_not():
    reference = await signed((await an_employer()).actor)
    after = LAST_DAY + timedelta(days=1)
    await on_business_day(after)
    assert (await refusal(reference, received_on=after)).code == "guarantee_late"
    await decisions.register_guarantee(reference, OFFICER, **SOME, received_on=LAST_DAY)
    assert len(await guarantees_of(reference)) == 1


async def test_with_a_guarantee_on_file_time_neither_reminds_nor_expires():
    reference = await guaranteed(await an_employer())
    await on_business_day(LAST_DAY)
    assert (await due.run()).reminded == 0
    await on_business_day(LAST_DAY + timedelta(days=1))
    assert (await due.run()).expired == 0
    assert (await request_of(reference)).status == "AWAITING_GUARANTEES"


async def test_a_reference_nobody_knows_is_told():
    assert (await refusal("DR-2023-0000-0000")).code == "request_unknown"
