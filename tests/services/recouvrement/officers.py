"""What officers do with a signed request, for tests that begin after it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.store.guarantees import Guarantee
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import rows
from tests.services.recouvrement.builders import Employer, signed

OFFICER: Final = "account:901"
OTHER_OFFICER: Final = "account:902"
SUPERVISOR: Final = "account:903"
SOME = {"kind": "bank_guarantee", "amount": 25_000_00, "document": "CB-2023-114"}


async def guaranteed(employer: Employer, **given: Any) -> str:
    """Reference of a plan whose guarantee was registered."""
    reference = await signed(employer.actor)
    await decisions.register_guarantee(reference, OFFICER, **{**SOME, **given})
    return reference


async def validated(employer: Employer) -> str:
    """Reference of a plan that was validated."""
    reference = await guaranteed(employer)
    assert await validate(reference)
    return reference


async def validate(reference: str, officer: str = OFFICER) -> bool:
    """Validate with everything attested."""
    return await decisions.validate(
        reference, officer, guarantees_sufficient=True, down_payment_received=True
    )


async def request_of(reference: str) -> RemissionRequest:
    """Row of a request."""
    (found,) = await rows(RemissionRequest, RemissionRequest.reference == reference)
    return found


async def instalments_of(reference: str) -> list[InstalmentRow]:
    """Rows of its due payments, in order."""
    request = await request_of(reference)
    found = await rows(InstalmentRow, InstalmentRow.request_id == request.id)
    return sorted(found, key=lambda row: row.number)


async def guarantees_of(reference: str) -> list[Guarantee]:
    """Rows of its guarantees."""
    request = await request_of(reference)
    return await rows(Guarantee, Guarantee.request_id == request.id)


async def debit_days_of(reference: str) -> list[tuple[date | None, date | None]]:
    """The 10th and the working day of each debit."""
    return [(row.debit_due, row.debit_day) for row in await instalments_of(reference)]


async def told(template: str) -> list[OutboxMessage]:
    """Messages of a template."""
    return await rows(OutboxMessage, OutboxMessage.template == template)


async def acts(reference: str) -> list[AuditEvent]:
    """The trail of a request, oldest first."""
    found = await rows(AuditEvent, AuditEvent.subject == f"remission:{reference}")
    return sorted(found, key=lambda event: event.position)


async def guarantee(reference: str, officer: str) -> None:
    """Register one more guarantee."""
    await decisions.register_guarantee(reference, officer, **SOME)


async def reject_first_debit(reference: str, officer: str) -> None:
    """Record that the first debit came back."""
    await decisions.reject_debit(reference, officer, 1, "insufficient_funds")


async def sign_off(day: str, officer: str, debits: str, total: str) -> None:
    """Sign the files of a day off, for what was counted."""
    counted = date.fromisoformat(day)
    await debit_file.sign_off(counted, officer, debits=int(debits), total=int(total))
