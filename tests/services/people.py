"""What people do at the sign-in page, and what they find on their phone and in their mailbox."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from sqlmodel import col, select

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import sign_in
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.messages import Written, write_out
from damancom_reflex.services.sign_in import ChallengeView, Opened
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import OutboxMessage
from tests.factories import PASSWORD, VISITOR

DISCARDED = "DISCARDED"


async def outbox_rows(template: str = "") -> list[OutboxMessage]:
    """Rows of the outbox, oldest first."""
    query = select(OutboxMessage).order_by(col(OutboxMessage.created_at))
    if template:
        query = query.where(col(OutboxMessage.template).startswith(template))
    async with reading() as session:
        return list((await session.exec(query)).all())


async def received(account: Account, template: str = "") -> list[Written]:
    """Messages that the owner of an account gets, oldest first."""
    rows = await outbox_rows(template)
    return [
        write_out(row) for row in rows if row.account_id == account.id and row.status != DISCARDED
    ]


async def code_received(account: Account) -> str:
    """The six digits of the latest code an account was sent."""
    latest = (await received(account, "code_"))[-1]
    found = re.search(r"[A-Z]{2}-(\d{6})", latest.text)
    assert found
    return found[1]


async def link_received(account: Account, template: str) -> str:
    """Token of the link in the latest e-mail of a template."""
    latest = (await received(account, template))[-1]
    found = re.search(r"\?k=(\S+)", latest.text)
    assert found
    return found[1]


def another_than(code: str) -> str:
    """A well-formed code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def sign_in_as(account: Account, visitor: Visitor = VISITOR, device: str = "") -> Opened:
    """Go through the whole sign-in."""
    challenge = await sign_in.start(account.identifier, visitor)
    code = await code_received(account)
    return await sign_in.finish(challenge, code, PASSWORD, visitor, device)


async def shown(challenge: str) -> ChallengeView:
    """What the code screen shows."""
    found = await sign_in.challenge(challenge)
    assert found
    return found


async def outcome(doing: Coroutine[Any, Any, Any]) -> str:
    """`done`, or the code of the refusal."""
    try:
        await doing
    except DomainError as refused:
        return refused.code
    return "done"


async def refusal(doing: Coroutine[Any, Any, Any]) -> DomainError:
    """How it was refused."""
    try:
        await doing
    except DomainError as refused:
        return refused
    raise AssertionError("it was not refused")


async def all_at_once(*doings: Coroutine[Any, Any, Any]) -> Counter[str]:
    """How many of each outcome, all started together."""
    return Counter(await asyncio.gather(*(outcome(doing) for doing in doings)))
