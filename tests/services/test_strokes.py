"""One row looked at whole and changed by one statement, past the session, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, update
from sqlmodel import col, select

from damancom_reflex.clock import now
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import glance, reading, stroke, writing
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.glances import Glance, Stroke
from damancom_reflex.store.trail import BusinessCalendar
from damancom_reflex.store.whole_rows import parts_of
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import an_account, an_affiliate, id_of, saved

WHOLE: Any = (
    select(Account, BusinessCalendar, EnrolmentRequest, col(Account.id) + bindparam("more"))
    .select_from(Account)
    .outerjoin(BusinessCalendar, col(BusinessCalendar.id) == 1)
    .outerjoin(EnrolmentRequest, col(EnrolmentRequest.affiliate_id) == Account.id)
    .where(col(Account.id) == bindparam("id", type_=Integer))
)
AS_SEEN = Stroke(
    update(Account)
    .where(col(Account.id) == bindparam("of"), col(Account.created_at) == bindparam("seen"))
    .values(display_name=bindparam("name"), created_at=bindparam("at"))
)


async def name_of(account: Account) -> str:
    async with reading() as session:
        wanted = select(Account.display_name).where(Account.id == account.id)
        return (await session.exec(wanted)).one()


@ON_BOTH_DATABASES
async def test_whole_rows_of_a_glance_are_those_of_a_session(database: str):
    account, affiliate = await an_account(), await an_affiliate()
    typed = {"phone": "٠٦ 12", "email": "a'b@c.ma"}
    request = EnrolmentRequest(affiliate_id=id_of(affiliate), typed=typed)
    await saved(request)
    statement: Any = (
        select(EnrolmentRequest, Account)
        .join(Account, col(Account.id) == bindparam("id"))
        .where(col(EnrolmentRequest.id) == bindparam("request"))
    )
    wanted = {"request": request.id or "", "id": id_of(account)}
    found = await glance(Glance(parts_of(statement), statement), **wanted)
    async with reading() as session:
        kept = (await session.exec(statement, params=wanted)).one()
    assert found
    assert [part.model_dump() for part in found] == [part.model_dump() for part in kept]
    assert found[0].typed == typed


@ON_BOTH_DATABASES
async def test_a_table_that_an_outer_join_finds_nothing_of_is_none(database: str):
    account = await an_account()
    found = await glance(Glance(parts_of(WHOLE), WHOLE), id=id_of(account), more=5)
    assert found
    assert found[0].identifier == account.identifier
    assert found[1:] == (None, None, id_of(account) + 5)


@ON_BOTH_DATABASES
async def test_a_row_of_a_glance_that_is_saved_is_the_row_there_is_and_no_second_one(database: str):
    account = await an_account()
    found = await glance(Glance(parts_of(WHOLE), WHOLE), id=id_of(account), more=0)
    assert found
    found[0].display_name = "Amal"
    async with writing() as session:
        session.add(found[0])
    assert await name_of(account) == "Amal"


@ON_BOTH_DATABASES
async def test_a_stroke_changes_the_row_as_it_was_seen_and_no_other(database: str):
    account = await an_account()
    seen, later = account.created_at, now() + timedelta(hours=1)
    put = {"of": id_of(account), "seen": seen, "at": later}
    assert await stroke(AS_SEEN, name="Amal", **put) == 1
    assert await name_of(account) == "Amal"
    assert await stroke(AS_SEEN, name="Bahia", **put) == 0
    assert await name_of(account) == "Amal"


async def test_a_stroke_waits_for_no_other_writer(on_sqlite: str):
    account = await an_account()
    put = {"of": id_of(account), "seen": account.created_at, "at": now()}
    async with writing() as session:
        await session.connection()
        async with asyncio.timeout(1):
            assert await stroke(AS_SEEN, name="Amal", **put) == 0
    assert await stroke(AS_SEEN, name="Amal", **put) == 1
