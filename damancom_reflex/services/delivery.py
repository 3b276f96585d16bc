"""The outbox worker: claims rows for a while, hands them to a gateway, tries again later.

A row is claimed by writing `claimed_until` in a short transaction; workers of other processes skip
it. A worker that dies leaves a claim that ends by itself, and the message goes out again with the
same id: the receiving side can tell.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, update
from sqlmodel import col, select

from damancom_reflex.clock import now
from damancom_reflex.gateways.chosen import Gateways, gateways
from damancom_reflex.gateways.errors import DeliveryError, UndeliverableError
from damancom_reflex.gateways.mail import Mail
from damancom_reflex.gateways.sms import Sms
from damancom_reflex.i18n import language_of
from damancom_reflex.logs import log
from damancom_reflex.services.messages import UnknownTemplateError, still_wanted, write_out
from damancom_reflex.services.rows import changed
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.trail import OutboxMessage

CHANNELS: Final = ("SMS", "EMAIL")
LEASE: Final = timedelta(minutes=2)
"""Longer than a batch can take: ten at once, each given up after 20 s."""

FIRST_PAUSE: Final = timedelta(seconds=10)
LONGEST_PAUSE: Final = timedelta(hours=1)
MOST_ATTEMPTS: Final = 84
"""Three days of them: a gateway that is down from one evening to the next, or over a week-end, gets all that waited."""

AT_ONCE: Final = 10
LOOK_EVERY: Final = 1.0
"""Seconds between two looks at an empty outbox: a code waits half of that, on average."""

_LONGEST_REASON: Final = 200
_MOST_DOUBLINGS: Final = 9
"""Beyond the longest pause."""


async def deliver_due(limit: int = 50, channel: str = "") -> int:
    """Deliver what is due now; how many messages were taken in hand.

    Args:
        limit: most messages.
        channel: `SMS` or `EMAIL` alone; empty for both.
    """
    messages = await _claim(limit, channel)
    if not messages:
        return 0
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(message: OutboxMessage, out: Gateways) -> None:
        async with gate:
            await _deliver(message, out)

    async with gateways() as out:
        await asyncio.gather(*(one(message, out) for message in messages))
    return len(messages)


@asynccontextmanager
async def run_worker() -> AsyncIterator[None]:
    """Deliver beside the block; when it ends, what is in hand is finished first.

    Each channel has a worker of its own: a mail server that lets everybody wait must not keep the codes of sign-ins.
    """
    stop = asyncio.Event()
    workers = [
        asyncio.create_task(_work(stop, channel), name=f"outbox {channel}") for channel in CHANNELS
    ]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*workers)


def pause_after(attempts: int) -> timedelta:
    """Pause before the next attempt: 10 s, doubling, one hour at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, _MOST_DOUBLINGS), LONGEST_PAUSE)


async def _work(stop: asyncio.Event, channel: str) -> None:
    while not stop.is_set():
        try:
            busy = await deliver_due(channel=channel) > 0
        except Exception as error:  # noqa: BLE001 - messages must go out once it is over
            log(__name__).error("outbox worker", exc_info=error)
            busy = False
        if not busy:
            try:
                await asyncio.wait_for(stop.wait(), LOOK_EVERY)
            except TimeoutError:
                continue


def _due(moment: datetime, channel: str) -> ColumnElement[bool]:
    return and_(
        col(OutboxMessage.status) == "WAITING",
        col(OutboxMessage.channel).in_([channel] if channel else CHANNELS),
        col(OutboxMessage.not_before) <= moment,
        or_(col(OutboxMessage.claimed_until).is_(None), col(OutboxMessage.claimed_until) <= moment),
    )


async def _claim(limit: int, channel: str) -> list[OutboxMessage]:
    """Take rows in hand until the lease ends, oldest first; none that another worker has."""
    moment = now()
    due = _due(moment, channel)
    async with reading() as session:
        # An empty outbox must not ask for the write lock every second.
        if (await session.exec(select(OutboxMessage.id).where(due).limit(1))).first() is None:
            return []
    async with writing() as session:
        query = (
            select(OutboxMessage)
            .where(due)
            .order_by(col(OutboxMessage.not_before))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        messages = list((await session.exec(query)).all())
        for message in messages:
            message.claimed_until = moment + LEASE
            message.attempts += 1
            session.add(message)
        return messages


async def _deliver(message: OutboxMessage, out: Gateways) -> None:
    async with reading() as session:
        wanted = await still_wanted(session, message)
    if message.expires_at and message.expires_at <= now():
        await _settle(message, status="DISCARDED", last_error="expired")
    elif not wanted:
        await _settle(message, status="DISCARDED", last_error="no longer wanted")
    else:
        await _attempt(message, out)


async def _attempt(message: OutboxMessage, out: Gateways) -> None:
    try:
        await _hand_over(message, out)
    except (UndeliverableError, UnknownTemplateError) as error:
        await _settle(message, status="FAILED", last_error=_reason(error))
    except DeliveryError as error:
        await _try_again(message, _reason(error))
    except Exception as error:  # noqa: BLE001 - one broken message must not stop the others
        log(__name__).error("message broke", message=message.id, exc_info=error)
        await _try_again(message, type(error).__name__)
    else:
        await _settle(message, status="SENT", sent_at=now(), last_error="")


async def _hand_over(message: OutboxMessage, out: Gateways) -> None:
    written = write_out(message)
    if message.channel == "SMS":
        await out.sms.send(Sms(message.destination, written.text, message.id))
        return
    await out.mail.send(
        Mail(
            to=message.destination,
            subject=written.subject,
            text=written.text,
            html=written.html or "",
            message_id=message.id,
            language=language_of(message.language),
        )
    )


async def _try_again(message: OutboxMessage, reason: str) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        await _settle(message, status="FAILED", last_error=reason)
    else:
        await _settle(message, not_before=now() + pause_after(message.attempts), last_error=reason)


async def _settle(message: OutboxMessage, **values: object) -> None:
    """Write how an attempt ended, unless the claim ended first and another worker took the row."""
    async with writing() as session:
        await changed(
            session,
            update(OutboxMessage)
            .where(
                col(OutboxMessage.id) == message.id,
                col(OutboxMessage.claimed_until) == message.claimed_until,
            )
            .values(claimed_until=None, **values),
        )
    failed = values.get("last_error") and values.get("status") != "DISCARDED"
    write = log(__name__).warning if failed else log(__name__).info
    write(
        "message",
        message=message.id,
        template=message.template,
        status=values.get("status", "WAITING"),
        reason=values.get("last_error", ""),
    )


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
