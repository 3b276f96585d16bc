"""Debits of a plan as tests bring them about: days of the guide's second ledger, files counted, plans paid."""

from __future__ import annotations

from datetime import date, timedelta

from damancom_reflex.services import due
from damancom_reflex.services.recouvrement import debit_file
from tests.services.recouvrement.builders import (
    Employer,
    on_business_day,
)
from tests.services.recouvrement.officers import (
    OFFICER,
    instalments_of,
    validated,
)

FIRST, SECOND = date(2023, 12, 11), date(2024, 1, 10)
MONTHLY = 8_475_28
DOWN = 5_000_00
REMISSION = 5_756_93


async def signed_off(day: date) -> None:
    """Have the files of a day produced by time, and counted by an officer."""
    await on_business_day(day)
    await due.run()
    (batch,) = [batch for batch in await debit_file.batches() if batch.day == day]
    await debit_file.sign_off(day, OFFICER, debits=batch.debits, total=batch.total)


async def signed_off_late(day: date) -> None:
    """Have the files of the first day counted on a later one."""
    await on_business_day(day)
    await debit_file.sign_off(FIRST, OFFICER, debits=1, total=MONTHLY)


async def statuses(reference: str) -> list[str]:
    return [row.status for row in await instalments_of(reference)]


async def paid(employer: Employer) -> str:
    """Reference of a plan whose debits were all collected."""
    reference = await validated(employer)
    for day in (FIRST, SECOND):
        await signed_off(day)
        await on_business_day(day + timedelta(days=7))
        await due.run()
    return reference
