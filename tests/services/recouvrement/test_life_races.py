"""Two decisions at once, two runners at once: one wins, the other is told, and what must hold does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import due
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.settings import settings
from damancom_reflex.store.debits import DebitBatch
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.recouvrement import invariants
from tests.services.recouvrement.builders import an_employer, on_business_day, signed
from tests.services.recouvrement.officers import (
    OFFICER,
    OTHER_OFFICER,
    guaranteed,
    instalments_of,
    request_of,
    told,
    validate,
    validated,
)
from tests.services.recouvrement.test_races import all_at_once

FIRST = date(2023, 12, 11)
MONTHLY = 8_475_28


async def said(*doing: Coroutine[Any, Any, object]) -> Counter[str]:
    """How often each thing came of what was begun together: `done`, or the code of a refusal."""

    async def one(this: Coroutine[Any, Any, object]) -> str:
        try:
            await this
        except DomainError as refused:
            return refused.code
        return "done"

    return Counter(await asyncio.gather(*map(one, doing)))


@ON_BOTH_DATABASES
async def test_of_two_officers_who_decide_at_once_one_is_told():
    reference = await guaranteed(await an_employer())
    came = await said(
        *(validate(reference, f"account:{number}") for number in range(5)),
        *(decisions.refuse(reference, OFFICER, "debt_differs") for _ in range(5)),
    )
    assert came == {"done": 1, "impossible_transition": 9}
    await invariants.check()


@ON_BOTH_DATABASES
async def test_of_ten_first_signatures_at_once_two_people_count(
    monkeypatch: pytest.MonkeyPatch, database: str
):
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "0")
    settings.cache_clear()
    reference = await guaranteed(await an_employer())
    same = await said(*(validate(reference) for _ in range(5)))
    assert same == {"done": 1, "second_signature_same_person": 4}
    assert (await request_of(reference)).status == "AWAITING_GUARANTEES"
    came = await said(*(validate(reference, f"account:{number}") for number in range(5)))
    assert came == {"done": 1, "impossible_transition": 4}
    assert len(await told("remission_validated")) == 2
    await invariants.check()


@ON_BOTH_DATABASES
async def test_a_guarantee_and_time_at_once_leave_one_of_them():
    reference = await signed((await an_employer()).actor)
    await on_business_day(date(2023, 12, 9))
    filed = decisions.register_guarantee(
        reference, OFFICER, kind="deposit", amount=1, document="1", received_on=date(2023, 12, 8)
    )
    came = await said(filed, due.expire(date(2023, 12, 9)))
    status = (await request_of(reference)).status
    assert (status, came["done"]) in {("EXPIRED", 1), ("AWAITING_GUARANTEES", 2)}
    await invariants.check()


@ON_BOTH_DATABASES
async def test_a_file_asked_for_ten_times_at_once_is_one():
    await validated(await an_employer())
    await on_business_day(FIRST)
    views = await asyncio.gather(
        *(debit_file.produce(FIRST, f"account:{number}") for number in range(10))
    )
    assert all(view == views[0] for view in views)
    assert len(await rows(DebitBatch)) == 1
    await invariants.check()


@ON_BOTH_DATABASES
async def test_of_two_who_sign_a_file_off_at_once_one_is_told():
    await validated(await an_employer())
    await on_business_day(FIRST)
    await debit_file.produce(FIRST, OFFICER)
    count = {"debits": 1, "total": MONTHLY}
    came = await said(
        *(debit_file.sign_off(FIRST, f"account:{number}", **count) for number in range(5))
    )
    assert came == {"done": 1, "debit_file_signed_off": 4}


@ON_BOTH_DATABASES
async def test_a_rejection_and_a_collection_at_once_leave_one_of_them():
    reference = await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    await debit_file.sign_off(FIRST, OFFICER, debits=1, total=MONTHLY)
    await on_business_day(FIRST + timedelta(days=3))
    came = await said(
        decisions.reject_debit(reference, OFFICER, 1, "opposition"),
        decisions.reject_debit(reference, OTHER_OFFICER, 1, "opposition"),
        due.run(),
        due.run(),
    )
    status = (await instalments_of(reference))[0].status
    assert (status, came["done"]) in {("REJECTED", 3), ("COLLECTED", 2)}
    await invariants.check()


@ON_BOTH_DATABASES
async def test_two_machines_that_do_what_is_due_do_it_once():
    references = [await validated(await an_employer()) for _ in range(5)]
    await on_business_day(FIRST)
    await asyncio.to_thread(all_at_once, ("due",), ("due",))
    (batch,) = await debit_file.batches()
    assert batch.debits == 5
    await debit_file.sign_off(FIRST, OFFICER, debits=5, total=5 * MONTHLY)
    await on_business_day(FIRST + timedelta(days=3))
    await asyncio.to_thread(all_at_once, ("due",), ("due",))
    for reference in references:
        first, second = await instalments_of(reference)
        assert (first.status, second.status) == ("COLLECTED", "SCHEDULED")
    await invariants.check()
