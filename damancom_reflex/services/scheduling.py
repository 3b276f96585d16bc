"""What is due, done by the clock beside a server; of many servers, one does it each time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from damancom_reflex.clock import now
from damancom_reflex.logs import log
from damancom_reflex.services import due
from damancom_reflex.services.rows import changed
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.schedule import ScheduledWork

DUE: Final = "due"
LOOK_EVERY: Final = 10.0
"""Seconds between two looks at the clock of the database."""


@asynccontextmanager
async def run_scheduler(look_every: float = LOOK_EVERY) -> AsyncIterator[None]:
    """Do what is due beside the block, every `DUE_EVERY` seconds; when it ends, what is in hand is finished first."""
    if not settings().due_every:
        yield
        return
    stop = asyncio.Event()
    task = asyncio.create_task(_work(stop, look_every), name="due")
    try:
        yield
    finally:
        stop.set()
        await task


async def take_turn(name: str, every: timedelta) -> bool:
    """Whether a work's time has come and this process is the one to do it; it comes again after `every`.

    The first to ask of a work never heard of sets its clock: it comes after `every`.
    """
    moment = now()
    async with reading() as session:
        # Most looks find nothing, and must not ask for the write lock.
        known = await session.get(ScheduledWork, name)
    if known is None:
        await _begin(name, every)
        return False
    if known.next_at > moment:
        return False
    this = (col(ScheduledWork.name) == name) & (col(ScheduledWork.next_at) <= moment)
    async with writing() as session:
        moved_on = update(ScheduledWork).where(this).values(next_at=moment + every)
        return await changed(session, moved_on) == 1


async def _begin(name: str, every: timedelta) -> None:
    try:
        async with writing() as session:
            session.add(ScheduledWork(name=name, next_at=now() + every))
    except IntegrityError:
        # Another server began it at the same moment.
        return


async def _work(stop: asyncio.Event, look_every: float) -> None:
    while not stop.is_set():
        try:
            if await take_turn(DUE, timedelta(seconds=settings().due_every)):
                done = await due.run()
                log(__name__).info("due", done=repr(done))
        except Exception as error:  # noqa: BLE001 - what is due now is due next time too
            log(__name__).error("due", exc_info=error)
        try:
            await asyncio.wait_for(stop.wait(), look_every)
        except TimeoutError:
            continue
