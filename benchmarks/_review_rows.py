"""100,000 requests of three kinds, filed over two years by 33,400 employers: what the staff's queue is measured on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from damancom_reflex.clock import business_now, shift_to
from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Affiliate, Agency, BankAccount, CollectionOffice
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.debts import LedgerSnapshot
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.insured import Employment, InsuredPerson
from damancom_reflex.store.remissions import RemissionDraft, RemissionRequest

EACH = 33_400
"""Requests of each kind: 100,200 in all."""
AFFILIATES, AGENCIES, OFFICES = 33_400, 10, 8
TODAY = date(2025, 11, 10)
AT_ONCE = 5_000

# Most of what a fund has was decided: three in ten wait. One open request an employer, one live claim a person.
SHARES = {
    Kind.ENROLMENT: (
        "SUBMITTED",
        "RECEIVED",
        "CORRECTION_REQUESTED",
        *["VALIDATED"] * 6,
        "REFUSED",
    ),
    Kind.REMISSION: (
        "ACCEPTED",
        "AWAITING_GUARANTEES",
        *["VALIDATED"] * 5,
        "COMPLETED",
        "EXPIRED",
        "REFUSED",
    ),
    Kind.CLAIM: (
        "SUBMITTED",
        "UNDER_REVIEW",
        "CORRECTION_REQUESTED",
        *["ACCEPTED"] * 4,
        *["REFUSED"] * 3,
    ),
}
WAITING = frozenset(
    {
        *("SUBMITTED", "RECEIVED", "CORRECTION_REQUESTED", "AWAITING_GUARANTEES", "UNDER_REVIEW"),
        "EXPIRED",
    }
)
"""Statuses of what nobody decided on."""
SURNAMES = ("Alami", "Bennis", "Chraibi", "El Fassi", "Idrissi", "Lahlou", "Tazi", "Zniber")
TRADES = ("Atelier", "Pharmacie", "Minoterie", "Transports", "Imprimerie", "Conserverie")


def filed(n: int) -> date:
    """Business day of a request: two years, in no order."""
    return TODAY - timedelta(days=n * 7_919 % 730)


def state(kind: Kind, n: int) -> str:
    """Status of a request."""
    shares = SHARES[kind]
    assert set(shares) <= set(LIVES[kind])
    return shares[n * 31 // 10 % len(shares)]


def moments(kind: Kind, n: int) -> tuple[datetime, datetime | None]:
    """When a request was filed, and decided on five days later, if it was: both by the business calendar."""
    at = business_now(shift_to(TODAY)) - (TODAY - filed(n))
    waits = state(kind, n) in WAITING
    return at, None if waits else at + timedelta(days=5)


def reference(kind: Kind, n: int) -> str:
    """Reference of a request."""
    return f"{kind.value}-{filed(n).year}-{n % 10_000:04d}-{n // 10_000:04d}"


def actor(role: Role) -> Actor:
    """Somebody of a role; of the third agency and the third collection office where there is one."""
    return Actor(list(Role).index(role) + 1, 1, role, "Banc", "fr", "127.0.0.1")


async def write(table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows of a table, many at a time."""
    for start in range(0, len(rows), AT_ONCE):
        async with writing() as session:
            connection = await session.connection()
            await connection.execute(insert(table), list(rows[start : start + AT_ONCE]))


def place(n: int) -> dict[str, Any]:
    """An office."""
    names = ("name_fr", "name_ar", "address_fr", "address_ar")
    return {"id": n, "code": f"P{n}", **dict.fromkeys(names, f"Place {n}")}


async def fill() -> None:
    """Write the places, the employers, and their requests."""
    numbers = range(1, EACH + 1)
    await write(
        Account,
        [
            {
                "id": n,
                "identifier": f"banc{n}",
                "display_name": f"Banc {n}",
                "email": "banc@example.org",
                "phone": "+212600009999",
                "role": role.value,
            }
            for n, role in enumerate(Role, 1)
        ],
    )
    await write(Agency, [place(n) for n in range(1, AGENCIES + 1)])
    await write(CollectionOffice, [place(n) for n in range(1, OFFICES + 1)])
    await write(
        Affiliate,
        [
            {
                "id": n,
                "number": f"{1_000_000 + n}",
                "legal_name": f"{TRADES[n % 6]} {SURNAMES[n // 6 % 8]} {n} SARL",
                "collection_office_id": 1 + n % OFFICES,
                "agency_id": 1 + n % AGENCIES,
            }
            for n in range(1, AFFILIATES + 1)
        ],
    )
    await write(EnrolmentRequest, [enrolment(n) for n in numbers])
    await write(RemissionDraft, [{"id": f"r{n}", "account_id": 1} for n in numbers])
    await write(
        LedgerSnapshot, [{"id": 1, "affiliate_id": 1, "situation": TODAY, "surcharges_to": TODAY}]
    )
    await write(BankAccount, [{"id": 1, "affiliate_id": 1, "rib": "001810007800020110620318"}])
    await write(RemissionRequest, [remission(n) for n in numbers])
    await write(InsuredPerson, [person(n) for n in numbers])
    await write(
        Employment,
        [{"id": n, "affiliate_id": n, "person_id": n, "hired": date(2018, 1, 1)} for n in numbers],
    )
    await write(ClaimDraft, [{"id": f"c{n}", "account_id": 1, "employment_id": n} for n in numbers])
    await write(JobLossClaim, [claim(n) for n in numbers])
    async with writing() as session:
        await business.move_to(session, TODAY)


def enrolment(n: int) -> dict[str, Any]:
    """A request for an account."""
    status = state(Kind.ENROLMENT, n)
    submitted, decided = moments(Kind.ENROLMENT, n)
    return {
        "id": f"e{n}",
        "reference": reference(Kind.ENROLMENT, n),
        "affiliate_id": n,
        "agency_id": 1 + n % AGENCIES,
        "status": status,
        "business_day": filed(n),
        "expires_on": filed(n) + timedelta(days=60) if status == "SUBMITTED" else None,
        "filed": {"padding": "x" * 900},
        "submitted_at": submitted,
        "decided_at": decided,
        "revision": 1,
    }


def remission(n: int) -> dict[str, Any]:
    """A signed request."""
    figures = ("total_debt", "principal", "surcharges_and_fees", "penalties", "remission", "to_pay")
    status = state(Kind.REMISSION, n)
    signed, decided = moments(Kind.REMISSION, n)
    return {
        "reference": reference(Kind.REMISSION, n),
        "draft_id": f"r{n}",
        "affiliate_id": n,
        "account_id": 1,
        "ledger_id": 1,
        "bank_account_id": 1,
        "mode": "FULL" if status == "ACCEPTED" else "INSTALMENTS",
        "status": status,
        **dict.fromkeys(figures, 1_000_00),
        "signed_at": signed,
        "decided_at": decided,
        "surcharge_rate": 5000,
        "penalty_rate": 8000,
        "language": "fr",
        "business_day": filed(n),
        "guarantees_due": None if status == "ACCEPTED" else filed(n) + timedelta(days=30),
        "debit_day": filed(n) + timedelta(days=32),
    }


def person(n: int) -> dict[str, Any]:
    """An insured person."""
    return {
        "id": n,
        "number": f"1{n:08d}",
        "cin": f"AB{n:06d}",
        "surname": SURNAMES[n % 8],
        "first_name": "Sara",
        "born": date(1990, 1, 1),
        "phone": f"+2127{n:08d}",
        "email": f"p{n}@example.org",
    }


def claim(n: int) -> dict[str, Any]:
    """A claim of IPE."""
    at, decided = moments(Kind.CLAIM, n)
    return {
        "reference": reference(Kind.CLAIM, n),
        "draft_id": f"c{n}",
        "account_id": 1,
        "affiliate_id": n,
        "person_id": n,
        "employment_id": n,
        "status": state(Kind.CLAIM, n),
        "status_day": filed(n),
        "loss_date": filed(n),
        "reason_code": "closure",
        "attested_at": at,
        "filed_at": at,
        "decided_at": decided,
        "business_day": filed(n),
        "told": {"verdict": "met", "problems": [], "padding": "x" * 400},
    }
