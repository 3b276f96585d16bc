"""The events of IPE on a SQLite file of their own: an employer's persons, a group's claims, a form typed and filed.

An affiliate with 5,000 employees and three years of their months; an account with 55 affiliations and 2,000 claims.
`type_field` is what every pause of a typing hand sends: it saves what is typed and works everything out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from _timing import Measure, on_a_fresh_database, times
from sqlalchemy import insert
from sqlmodel import SQLModel

from damancom_reflex import rules
from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import business, job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss import ClaimsWanted
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import dispose, writing
from damancom_reflex.store.insured import DeclaredMonth, Employment, InsuredPerson

EMPLOYEES, CLAIMS, AFFILIATES = 5_000, 2_000, 55
TODAY, LOSS = date(2023, 11, 8), date(2023, 10, 30)
FIRST, LAST = 202011, 202310
RUNS, FILINGS, FILES = 200, 60, 10
GOAL_MS = 30
AT_ONCE = 5_000

SURNAMES = ("Alami", "Bennis", "Chraibi", "El Fassi", "Idrissi", "Lahlou", "Tazi", "Zniber")
FIRST_NAMES = ("Amal", "Badr", "Karima", "Mehdi", "Omar", "Salma", "Sara", "Youssef")
BIG = "9000000"


async def fill() -> Actor:
    """Write everybody and everything, and give the one who acts for all of it."""
    reasons, statuses = tuple(rules.job_loss_reasons()), tuple(ClaimStatus)
    await write(Account, [{"id": 1, "identifier": "banc", **contact(), "display_name": "Banc"}])
    await write(CollectionOffice, [{"id": 1, "code": "P1", **place()}])
    numbers = [BIG, *(f"91{n:05d}" for n in range(1, AFFILIATES))]
    await write(Affiliate, [affiliate(n, number) for n, number in enumerate(numbers, 1)])
    await write(
        AccountAffiliation,
        [{"account_id": 1, "affiliate_id": n} for n in range(1, AFFILIATES + 1)],
    )
    people = range(1, EMPLOYEES + CLAIMS + 1)
    await write(InsuredPerson, [person(n) for n in people])
    await write(Employment, [job(n) for n in people])
    await write(DeclaredMonth, list(months()))
    claimed = range(EMPLOYEES + 1, EMPLOYEES + CLAIMS + 1)
    await write(ClaimDraft, [{"id": f"d{n}", "account_id": 1, "employment_id": n} for n in claimed])
    await write(
        JobLossClaim,
        [claim(n, reasons[n % len(reasons)], statuses[n % len(statuses)]) for n in claimed],
    )
    async with writing() as session:
        await business.move_to(session, TODAY)
    return Actor(1, 1, Role.EMPLOYER, "Banc", "fr", "127.0.0.1")


async def write(table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows of a table, many at a time."""
    for start in range(0, len(rows), AT_ONCE):
        async with writing() as session:
            connection = await session.connection()
            await connection.execute(insert(table), list(rows[start : start + AT_ONCE]))


def contact() -> dict[str, str]:
    """Where the account is told of its claims."""
    return {"email": "banc@example.org", "phone": "+212600009999"}


def place() -> dict[str, str]:
    """Words of an office."""
    names = ("name_fr", "name_ar", "address_fr", "address_ar")
    return dict.fromkeys(names, "Casablanca")


def affiliate(n: int, number: str) -> dict[str, Any]:
    """An employer."""
    return {
        "id": n,
        "number": number,
        "legal_name": f"Atelier {n}",
        "collection_office_id": 1,
    }


def person(n: int) -> dict[str, Any]:
    """An insured person; every third one has Arabic names on record."""
    arabic = {"surname_ar": "العلمي", "first_name_ar": "سارة"} if n % 3 == 0 else {}
    return {
        "id": n,
        "number": f"1{n:08d}",
        "cin": f"AB{n:06d}",
        "surname": SURNAMES[n % len(SURNAMES)],
        "first_name": FIRST_NAMES[n // 8 % len(FIRST_NAMES)],
        "surname_ar": "",
        "first_name_ar": "",
        "born": date(1990, 1, 1),
        "phone": f"+2127{n:08d}",
        "email": f"p{n}@example.org",
        **arabic,
    }


def employer_of(n: int) -> int:
    """The large employer for the first 5,000, one of the group for those who claimed."""
    return 1 if n <= EMPLOYEES else 1 + n % AFFILIATES


def job(n: int) -> dict[str, Any]:
    """Where a person works."""
    return {"id": n, "affiliate_id": employer_of(n), "person_id": n, "hired": date(2018, 1, 1)}


def months() -> Iterator[dict[str, Any]]:
    """Three years of the large employer's declarations."""
    periods = periods_between(FIRST, LAST)
    for n in range(1, EMPLOYEES + 1):
        for period in periods:
            yield {
                "person_id": n,
                "affiliate_id": 1,
                "period": period,
                "days": 20 + n % 7,
                "wage": 300_000 + n,
            }


def claim(n: int, reason: str, status: ClaimStatus) -> dict[str, Any]:
    """A claim of the group, one an hour."""
    at = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=n)
    return {
        "reference": f"IP-2023-{n:04d}-BANC",
        "draft_id": f"d{n}",
        "account_id": 1,
        "affiliate_id": employer_of(n),
        "person_id": n,
        "employment_id": n,
        "status": status.value,
        "status_day": at.date(),
        "loss_date": at.date(),
        "reason_code": reason,
        "attested_at": at,
        "filed_at": at,
        "business_day": at.date(),
        "decision_code": "file_incomplete" if status is ClaimStatus.REFUSED else "",
    }


async def forms(who: Actor) -> list[str]:
    """Forms of the first employees, typed up to their confirmation."""
    made: list[str] = []
    for n in range(1, FILINGS + 1):
        draft_id = await job_loss.begin(who, BIG, f"1{n:08d}")
        version = 0
        for field, text in (
            ("loss_date", "30/10/2023"),
            ("reason", "closure"),
            ("attested", "yes"),
        ):
            found = await job_loss.type_field(who, draft_id, version, field, text)
            version = found.version
        made.append(draft_id)
    return made


async def typing(who: Actor) -> list[float]:
    """Milliseconds of each key, the day and the reason in turn."""
    draft_id = await job_loss.begin(who, BIG, f"1{EMPLOYEES:08d}")
    days = [(LOSS - timedelta(days=n % 50)).strftime("%d/%m/%Y") for n in range(RUNS)]

    async def key(run: int) -> None:
        field, text = ("loss_date", days[run]) if run % 2 else ("late_reason", f"Motif {run}")
        await job_loss.type_field(who, draft_id, run, field, text)

    return await times(RUNS, key)


async def measure() -> list[Measure]:
    """Every event, as often as its figure needs."""
    who = await fill()
    words, columns = ("", "alami", "AB00", "سارة"), ("name", "number", "cin", "hired")
    sorts = ("filed", "surname", "reason", "status", "affiliate", "loss_date")

    async def persons(run: int) -> None:
        await job_loss.insured_persons(
            who, BIG, words[run % 4], columns[run // 4 % 4], 1 + run % 60, descending=run % 3 == 0
        )

    async def history(run: int) -> None:
        await job_loss.claims(who, job_loss.ClaimsWanted(sort=sorts[run % 6]), 1 + run % 60)

    async def searched(run: int) -> None:
        word = ("alami", "sara 1000", "BANC", "91000")[run % 4]
        await job_loss.claims(who, job_loss.ClaimsWanted(word, sort=sorts[run % 6]))

    async def filtered(run: int) -> None:
        wanted = job_loss.ClaimsWanted(status="SUBMITTED", reason="closure", sort=sorts[run % 6])
        await job_loss.claims(who, wanted)

    found: list[Measure] = [
        ("insured_persons, 5,000 × 36 months", await times(RUNS, persons), GOAL_MS),
        ("claims, a page of 2,000, sorted", await times(RUNS, history), GOAL_MS),
        ("claims, searched and sorted", await times(RUNS, searched), GOAL_MS),
        ("claims, filtered and sorted", await times(RUNS, filtered), GOAL_MS),
        ("type_field", await typing(who), GOAL_MS),
    ]
    whole = await forms(who)
    views = [await job_loss.form(who, draft_id) for draft_id in whole]
    filed = await times(FILINGS, lambda run: job_loss.file(who, whole[run], views[run].version))
    found.append(("file", filed, GOAL_MS))
    as_csv = await times(FILES, lambda _: job_loss.export_csv(who, ClaimsWanted(), "fr"))
    as_xlsx = await times(FILES, lambda _: job_loss.export_xlsx(who, ClaimsWanted(), "fr"))
    found.append(("2,000 claims as CSV, in a thread", as_csv, 150))
    found.append(("2,000 claims as XLSX, in a thread", as_xlsx, 500))
    await dispose()
    return found


if __name__ == "__main__":
    on_a_fresh_database(measure)
