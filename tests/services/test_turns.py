from __future__ import annotations

import asyncio

from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.engine import writing
from tests.conftest import ON_BOTH_DATABASES


@ON_BOTH_DATABASES
async def test_who_names_the_same_thing_goes_one_after_the_other(database: str):
    inside = 0

    async def work() -> None:
        nonlocal inside
        async with writing() as session:
            await in_turn(session, "phone")
            inside += 1
            assert inside == 1
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(work() for _ in range(10)))


@ON_BOTH_DATABASES
async def test_names_given_in_another_order_do_not_wait_for_each_other(database: str):
    async def work(*names: str) -> None:
        async with writing() as session:
            await in_turn(session, *names)

    orders = (("account", "phone"), ("phone", "account"))
    async with asyncio.timeout(30):
        await asyncio.gather(*(work(*orders[n % 2]) for n in range(40)))
