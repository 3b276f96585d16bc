"""Enrolment of an authenticator: shown once the password is set by e-mail, it counts with its first code.

The key of the enrolment is a link that is not sent: setting the password leaves it in the browser, for an hour. Who
comes too late asks for another password link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import in_groups, key_uri, matching_step
from damancom_reflex.services import audit, authenticators, limits, links
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.identities import of_staff
from damancom_reflex.services.sign_in import Opened, open_in
from damancom_reflex.store.accounts import Account, LinkPurpose
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.staff import Authenticator

LIFETIME: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Setup:
    """An authenticator to enrol.

    Attributes:
        account_id: whose it is.
        identifier: what they sign in with.
        display_name: who it is.
        secret: base 32, in groups of four, to be typed by hand.
        uri: what the QR says.
    """

    account_id: int
    identifier: str
    display_name: str
    secret: str
    uri: str


async def begin(session: AsyncSession, account: Account) -> str:
    """The key to enrol an authenticator with, in the caller's transaction; empty when there is nothing to enrol."""
    account_id = account.id or 0
    if of_staff(account) is None or not await authenticators.begin(session, account_id):
        return ""
    link = await links.make(session, LinkPurpose.AUTHENTICATOR, account_id, LIFETIME)
    return links.token(link.id)


async def setup(key: str) -> Setup | None:
    """What to put into the app; none when the key no longer opens anything."""
    async with reading() as session:
        try:
            account, row = await _begun(session, key)
        except Refused:
            return None
    secret = authenticators.secret_of(row)
    return Setup(
        account_id=row.account_id,
        identifier=account.identifier,
        display_name=account.display_name,
        secret=in_groups(secret),
        uri=key_uri(secret, account.identifier),
    )


async def confirm(key: str, code: str, visitor: Visitor, known_device_cookie: str = "") -> Opened:
    """Let the app count, by its first code, and open a session.

    Raises:
        Refused: `link_unknown`, `link_used`, `link_expired`; `authenticator_code_missing`;
            `authenticator_code_wrong`; `too_many_requests` (`until`).
    """
    if not code.strip():
        raise Refused("authenticator_code_missing")
    await limits.count_asking(visitor.address)
    async with writing() as session:
        account, row = await _begun(session, key)
        step = matching_step(authenticators.secret_of(row), code, now())
        if step is None:
            raise Refused("authenticator_code_wrong")
        await links.use(session, key, LinkPurpose.AUTHENTICATOR)
        if not (
            await authenticators.use(session, row.account_id, step)
            and await authenticators.confirm(session, row.account_id, row.salt)
        ):
            raise Refused("authenticator_code_wrong")
        await authenticators.tell(session, account, "authenticator_enrolled")
        name = account_name(row.account_id)
        await audit.append(
            session,
            actor=name,
            action="authenticator.enrolled",
            subject=name,
            address=visitor.address,
        )
        return await open_in(session, account, visitor, known_device_cookie)


async def _begun(session: AsyncSession, key: str) -> tuple[Account, Authenticator]:
    account_id = await links.owner(session, key, LinkPurpose.AUTHENTICATOR)
    account = of_staff(await session.get(Account, account_id, populate_existing=True))
    row = await session.get(Authenticator, account_id, populate_existing=True)
    if account is None or not account.active or row is None or row.confirmed_at:
        raise Refused("link_unknown")
    return account, row
