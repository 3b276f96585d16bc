"""Single-use links sent by e-mail: to set a password, to close every session.

A link's token is its row's id and an HMAC of it: nothing stored opens anything.
"""

from __future__ import annotations

import base64
import hmac
from datetime import timedelta
from typing import Final, Literal

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.i18n import Language
from damancom_reflex.services import audit, sessions
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.keys import sealed
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Link, LinkPurpose
from damancom_reflex.store.engine import reading, writing

LIFETIME: Final = timedelta(hours=72)

LinkState = Literal["ok", "used", "expired", "unknown"]

_PATHS: Final = {
    LinkPurpose.PASSWORD: "mot-de-passe",
    LinkPurpose.CLOSE_SESSIONS: "fermer-les-sessions",
}


async def make(
    session: AsyncSession,
    purpose: LinkPurpose,
    account_id: int | None,
    lifetime: timedelta = LIFETIME,
) -> Link:
    """Make a link in the caller's transaction; older unused ones die, but for those that close sessions.

    Args:
        session: a session of `writing()`.
        purpose: what it opens.
        account_id: whose it is; none makes one that opens nothing, in the same time.
        lifetime: how long it opens.
    """
    moment = now()
    if purpose is not LinkPurpose.CLOSE_SESSIONS:
        await changed(
            session,
            update(Link)
            .where(
                col(Link.account_id) == (account_id or 0),
                col(Link.purpose) == purpose,
                col(Link.used_at).is_(None),
                col(Link.expires_at) > moment,
            )
            .values(expires_at=moment),
        )
    link = Link(purpose=purpose, account_id=account_id, expires_at=moment + lifetime)
    session.add(link)
    await session.flush()
    return link


def token(link_id: str) -> str:
    """Token of a link, as its address carries it."""
    return f"{link_id}.{_seal(link_id)}"


def address(link_id: str, purpose: LinkPurpose, language: Language) -> str:
    """Address of a link, as an e-mail carries it."""
    return public_address(f"lien/{_PATHS[purpose]}", language, k=token(link_id))


async def state(token: str, purpose: LinkPurpose) -> LinkState:
    """Whether a link still opens what it is for."""
    async with reading() as session:
        return _state(await _find(session, token, purpose))


async def owner(session: AsyncSession, token: str, purpose: LinkPurpose) -> int:
    """Account of a link that is still good.

    Raises:
        Refused: `link_unknown`, `link_used`, `link_expired`.
    """
    link = await _find(session, token, purpose)
    found = _state(link)
    if link is None or link.account_id is None or found != "ok":
        raise Refused(f"link_{found}")
    return link.account_id


async def use(session: AsyncSession, token: str, purpose: LinkPurpose) -> int:
    """Use a link up, in the caller's transaction; its account.

    Of any number of uses at once, one succeeds.

    Raises:
        Refused: `link_unknown`, `link_used`, `link_expired`.
    """
    account_id = await owner(session, token, purpose)
    used = await changed(
        session,
        update(Link)
        .where(col(Link.id) == token.partition(".")[0], col(Link.used_at).is_(None))
        .values(used_at=now()),
    )
    if used != 1:
        raise Refused("link_used")
    return account_id


async def close_sessions(token: str, visitor: Visitor) -> None:
    """Close every session of an account, through the link of a new-device e-mail.

    Raises:
        Refused: `link_unknown`, `link_used`, `link_expired`.
    """
    async with writing() as session:
        account_id = await use(session, token, LinkPurpose.CLOSE_SESSIONS)
        closed = await sessions.close_all_in(session, account_id)
        await audit.append(
            session,
            actor=visitor.name,
            action="session.all_closed",
            subject=account_name(account_id),
            address=visitor.address,
            after={"closed": closed},
        )


def _seal(link_id: str) -> str:
    return base64.urlsafe_b64encode(sealed("link", link_id)).decode().rstrip("=")


def _state(link: Link | None) -> LinkState:
    if link is None:
        return "unknown"
    if link.used_at is not None:
        return "used"
    return "ok" if now() < link.expires_at else "expired"


async def _find(session: AsyncSession, token: str, purpose: LinkPurpose) -> Link | None:
    link_id, _, seal = token.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(link_id).encode()):
        return None
    link = await session.get(Link, link_id, populate_existing=True)
    return link if link and link.purpose == purpose and link.account_id is not None else None
