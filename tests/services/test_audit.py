from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from damancom_reflex.services import audit
from damancom_reflex.services.audit import Head, row_hash
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.trail import AuditAnchor, AuditEvent
from tests.conftest import ON_BOTH_DATABASES

IN_ANOTHER_PROCESS = """
import asyncio
from damancom_reflex.services import audit
from damancom_reflex.store.engine import dispose, writing

async def main():
    async def one(n):
        async with writing() as session:
            await audit.append(session, actor="other", action="test.done", subject=f"n:{n}")
    await asyncio.gather(*(one(n) for n in range(15)))
    await dispose()

asyncio.run(main())
"""


async def append(subject: str = "account:1", **after: object) -> None:
    async with writing() as session:
        await audit.append(
            session, actor="account:1", action="test.done", subject=subject, after=after
        )


async def a_trail(rows: int = 5) -> None:
    for n in range(rows):
        await append(n=n, day="2023-11-08", name="Aïcha مريم")


async def run(statement: str, **values: object) -> None:
    async with writing() as session:
        await (await session.connection()).execute(text(statement), values)


async def rehash_from(position: int) -> None:
    """What somebody with the database and this program, but not the key, would do after a change."""
    async with writing() as session:
        rows = (await session.exec(select(AuditEvent).order_by(col(AuditEvent.position)))).all()
        previous = audit.START
        for row in rows:
            if row.position >= position:
                row.previous_hash = previous
                row.hash = row_hash(row)
                session.add(row)
            previous = row.hash


@ON_BOTH_DATABASES
async def test_a_trail_that_nobody_touched_is_whole(database: str):
    await a_trail()
    verdict = await audit.verify()
    assert (verdict.ok, verdict.rows, verdict.head.position) == (True, 5, 5)


async def test_a_long_trail_is_read_to_its_end(database: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audit, "_PAGE", 2)
    await a_trail(5)
    assert (await audit.verify()).rows == 5
    await run("UPDATE audit_event SET actor = 'somebody else' WHERE position = 5")
    assert (await audit.verify()).first_bad_position == 5


async def test_an_empty_trail_is_whole(database: str):
    assert (await audit.verify()).ok


@pytest.mark.parametrize(
    "change",
    [
        "at = '2020-01-01 00:00:00.000000'",
        "actor = 'somebody else'",
        "action = 'test.undone'",
        "subject = 'account:2'",
        "address = '10.0.0.1'",
        "before = '{\"n\": 99}'",
        "after = '{\"n\": 99}'",
        "previous_hash = 'x'",
        "hash = 'x'",
    ],
)
async def test_any_changed_value_names_its_row(database: str, change: str):
    await a_trail()
    await run(f"UPDATE audit_event SET {change} WHERE position = 3")  # noqa: S608 - from the list above
    verdict = await audit.verify()
    assert (verdict.ok, verdict.first_bad_position, verdict.reason) == (False, 3, "altered")


async def test_a_changed_row_with_a_fitting_hash_is_still_named(database: str):
    await a_trail()
    await run("UPDATE audit_event SET actor = 'somebody else' WHERE position = 3")
    async with writing() as session:
        row = (await session.exec(select(AuditEvent).where(AuditEvent.position == 3))).one()
        row.hash = row_hash(row)
        session.add(row)
    verdict = await audit.verify()
    assert (verdict.first_bad_position, verdict.reason) == (3, "altered")


async def test_a_removed_row_is_named(database: str):
    await a_trail()
    await run("DELETE FROM audit_event WHERE position = 3")
    verdict = await audit.verify()
    assert (verdict.first_bad_position, verdict.reason, verdict.rows) == (3, "removed", 2)


async def test_rows_cut_off_at_the_end_are_missed(database: str):
    await a_trail()
    await run("DELETE FROM audit_event WHERE position >= 4")
    verdict = await audit.verify()
    assert (verdict.first_bad_position, verdict.reason) == (4, "removed")


async def test_a_row_added_at_the_end_by_hand_is_named(database: str):
    await a_trail()
    head = (await audit.verify()).head
    await run(
        "INSERT INTO audit_event (position, at, actor, action, subject, address, before, after, "
        "previous_hash, hash) SELECT 6, at, actor, action, subject, address, before, after, "
        ":head, hash FROM audit_event WHERE position = 5",
        head=head.hash,
    )
    await rehash_from(6)
    verdict = await audit.verify()
    assert (verdict.first_bad_position, verdict.reason) == (6, "inserted")


async def test_a_row_slipped_in_before_the_first_is_named(database: str):
    await a_trail()
    await run(
        "INSERT INTO audit_event (position, at, actor, action, subject, address, before, after, "
        "previous_hash, hash) SELECT 0, at, actor, action, subject, address, before, after, "
        "previous_hash, hash FROM audit_event WHERE position = 1"
    )
    verdict = await audit.verify()
    assert (verdict.first_bad_position, verdict.reason) == (0, "inserted")


async def test_a_whole_chain_worked_out_again_does_not_fit_the_seal(database: str):
    await a_trail()
    await run("UPDATE audit_event SET actor = 'somebody else' WHERE position = 2")
    await rehash_from(1)
    verdict = await audit.verify()
    assert (verdict.ok, verdict.first_bad_position, verdict.reason) == (False, None, "rewritten")


async def test_an_end_moved_without_the_key_does_not_fit_the_seal(database: str):
    await a_trail()
    await run("DELETE FROM audit_event WHERE position = 5")
    async with writing() as session:
        last = (await session.exec(select(AuditEvent).where(AuditEvent.position == 4))).one()
        anchor = await session.get(AuditAnchor, 1)
        assert anchor
        anchor.position, anchor.hash = 4, last.hash
        session.add(anchor)
    assert (await audit.verify()).reason == "rewritten"


async def test_a_trail_without_its_end_is_not_believed(database: str):
    await a_trail()
    await run("DELETE FROM audit_anchor")
    assert (await audit.verify()).reason == "rewritten"


async def test_an_older_copy_put_back_whole_does_not_reach_the_noted_head(database: str):
    await a_trail(3)
    async with reading() as session:
        anchor = await session.get(AuditAnchor, 1)
    assert anchor
    await append(n="the one to hide")
    noted = (await audit.verify()).head
    await run("DELETE FROM audit_event WHERE position = 4")
    await run(
        "UPDATE audit_anchor SET position = 3, hash = :hash, seal = :seal",
        hash=anchor.hash,
        seal=anchor.seal,
    )
    assert (await audit.verify()).ok
    assert (await audit.verify(noted)).first_bad_position == 4


async def test_another_trail_does_not_pass_through_the_noted_head(database: str):
    await a_trail(3)
    assert (await audit.verify(Head(2, "0" * 64))).reason == "rewritten"


@ON_BOTH_DATABASES
async def test_appending_together_from_two_processes_leaves_no_gap(database: str):
    other = await asyncio.to_thread(subprocess.Popen, [sys.executable, "-c", IN_ANOTHER_PROCESS])
    await asyncio.gather(*(append(n=n) for n in range(15)))
    assert await asyncio.to_thread(other.wait) == 0
    verdict = await audit.verify()
    assert (verdict.ok, verdict.rows) == (True, 30)


async def test_a_transaction_that_fails_leaves_nothing(database: str):
    async def fail() -> None:
        async with writing() as session:
            await audit.append(session, actor="a", action="b", subject="c")
            await (await session.connection()).execute(text("SELECT abs('x', 'y')"))

    await a_trail(2)
    with pytest.raises(DBAPIError):
        await fail()
    verdict = await audit.verify()
    assert (verdict.ok, verdict.rows) == (True, 2)
