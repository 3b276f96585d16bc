"""The demo's authenticator app: the code that the phone of an officer would show. Demo only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import code_at, in_groups, seconds_left
from damancom_reflex.domain.codes import CODES
from damancom_reflex.services import authenticators, challenges, links
from damancom_reflex.services.actors import Refused
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Account, CodePurpose, LinkPurpose
from damancom_reflex.store.engine import reading
from damancom_reflex.store.staff import Authenticator


@dataclass(frozen=True, slots=True)
class AppCode:
    """What the app shows: whose code, the code, and the seconds until the next one."""

    identifier: str
    code: str
    seconds_left: int


async def app_code(held: str) -> AppCode | None:
    """The code to type now; none when there is no app behind what this browser is answering.

    Args:
        held: a challenge of the staff's door, or the key of an enrolment.

    Raises:
        Refused: `demo_only`, outside the demo.
    """
    if not settings().demo:
        raise Refused("demo_only")
    moment = now()
    async with reading() as session:
        account_id = await _whose(session, held)
        account = await session.get(Account, account_id or 0)
        row = await session.get(Authenticator, account_id or 0)
    if account is None or row is None:
        return None
    code = code_at(authenticators.secret_of(row), moment)
    return AppCode(account.identifier, in_groups(code, CODES.digits // 2), seconds_left(moment))


async def _whose(session: AsyncSession, held: str) -> int | None:
    challenge = await challenges.find(session, held, CodePurpose.STAFF_SIGN_IN)
    if challenge:
        return challenge.account_id
    try:
        return await links.owner(session, held, LinkPurpose.AUTHENTICATOR)
    except Refused:
        return None
