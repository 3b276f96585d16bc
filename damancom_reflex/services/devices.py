"""Known browsers.

The first sign-in from another one is told by e-mail, with a link that closes every session.
"""

from __future__ import annotations

import re
from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.i18n import language_of
from damancom_reflex.services import links, outbox
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.keys import new_token, token_hash
from damancom_reflex.store.accounts import Account, KnownDevice, LinkPurpose

_COOKIE: Final = re.compile(r"[\w-]{43}")
# Only names of this list go into an e-mail: what a browser calls itself, anybody can write.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def describe(device: str) -> str:
    """A browser and its system by their names, `Firefox, Windows`.

    Empty when it says nothing we know.
    """
    found = (_first(device, _BROWSERS), _first(device, _SYSTEMS))
    return ", ".join(name for name in found if name)


async def recognise(session: AsyncSession, account_id: int, cookie: str) -> tuple[str, bool]:
    """Note that an account signs in from a browser, in the caller's transaction.

    Args:
        session: a session of `writing()`.
        account_id: who signs in.
        cookie: the browser's device cookie, if any; a browser used by several accounts keeps its
            one cookie.

    Returns:
        The cookie the browser should keep, and whether this account had used this browser before.
    """
    own, others = await _rows(session, account_id, cookie)
    if own:
        own.last_seen_at = now()
        session.add(own)
        return cookie, True
    kept = cookie if others else new_token()
    session.add(KnownDevice(account_id=account_id, device_hash=token_hash(kept)))
    await session.flush()
    return kept, False


async def tell_new(session: AsyncSession, account: Account, visitor: Visitor) -> None:
    """Tell an account's owner, by e-mail, that it was opened from a browser never seen before."""
    link = await links.make(session, LinkPurpose.CLOSE_SESSIONS, account.id)
    await outbox.put(
        session,
        channel="EMAIL",
        destination=account.email,
        template="new_device",
        language=language_of(account.language),
        params={
            "link": link.id,
            "device": describe(visitor.device),
            "address": visitor.address,
            "at": now().isoformat(),
        },
        account_id=account.id,
    )


async def _rows(
    session: AsyncSession, account_id: int, cookie: str
) -> tuple[KnownDevice | None, bool]:
    """This account's row for a browser, and whether the cookie is one that we gave."""
    if not _COOKIE.fullmatch(cookie):
        return None, False
    query = select(KnownDevice).where(KnownDevice.device_hash == token_hash(cookie))
    rows = (await session.exec(query)).all()
    return next((row for row in rows if row.account_id == account_id), None), bool(rows)


def _first(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in text), "")
