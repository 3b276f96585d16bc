"""100,000 events of two years: what was done on 100,200 requests, and to the accounts of 5,000 employers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from _review_rows import AFFILIATES, EACH, SURNAMES, TODAY, reference, write
from _review_rows import fill as fill_requests

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.review.past import subject
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role
from damancom_reflex.store.trail import AuditEvent

EVENTS, ACCOUNTS = 100_000, 5_000
FIRST_ACCOUNT = 101
BUSY = FIRST_ACCOUNT
"""A group of many affiliates that signs in every hour."""
ITS_AFFILIATES, ITS_SHARE = 500, 50
BEGAN = datetime.combine(TODAY - timedelta(days=730), datetime.min.time(), UTC)

_ON_REQUESTS = {
    Kind.ENROLMENT: ("enrolment.submitted", "enrolment.received", "enrolment.validated"),
    Kind.REMISSION: ("remission.signed", "remission.guarantee_registered", "remission.validated"),
    Kind.CLAIM: ("claim.submitted", "claim.under_review", "claim.accepted"),
}
_ON_ACCOUNTS = ("session.opened", "session.closed", "password.set")


async def fill() -> None:
    """Write the requests, the accounts with what they act for, and the events."""
    await fill_requests()
    accounts = range(FIRST_ACCOUNT, FIRST_ACCOUNT + ACCOUNTS)
    await write(Account, [account(n) for n in accounts])
    rights = [(n, 1 + n * 7 % AFFILIATES) for n in accounts if n != BUSY]
    rights += [(BUSY, 1 + n * 61) for n in range(ITS_AFFILIATES)]
    await write(
        AccountAffiliation,
        [{"account_id": who, "affiliate_id": whom, "may_sign": True} for who, whom in rights],
    )
    await write(AuditEvent, [event(n) for n in range(1, EVENTS + 1)])


def account(n: int) -> dict[str, Any]:
    """An employer's account."""
    return {
        "id": n,
        "identifier": f"employeur{n}",
        "display_name": f"Salma {SURNAMES[n % 8]} {n}",
        "email": "banc@example.org",
        "phone": "+212600009999",
        "role": Role.EMPLOYER.value,
    }


def event(n: int) -> dict[str, Any]:
    """An event; every fiftieth is the busy account's, four in ten are on accounts, the others on requests."""
    who = BUSY if n % ITS_SHARE == 0 else FIRST_ACCOUNT + n * 7_919 // 10 % ACCOUNTS
    actor, action, on = f"account:{who}", _ON_ACCOUNTS[n % 3], f"account:{who}"
    if n % ITS_SHARE and n % 10 > 3:
        kind = tuple(Kind)[n % 3]
        on = subject(kind, reference(kind, 1 + n * 7_919 % EACH))
        actor, action = f"account:{1 + n % 5}", _ON_REQUESTS[kind][n // 3 % 3]
    return {
        "position": n,
        "at": BEGAN + timedelta(seconds=n * 630),
        "actor": actor,
        "action": action,
        "subject": on,
        "address": "196.12.0.7",
        "before": {"status": "SUBMITTED"},
        "after": {"status": "RECEIVED", "revision": 2, "business_day": "2025-06-02"},
        "previous_hash": f"{n - 1:064x}",
        "hash": f"{n:064x}",
    }
