"""Forgotten and new passwords, through a single-use link. SPEC section 4."""

from __future__ import annotations

from dataclasses import dataclass

import anyio.to_thread
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.passwords import check_password
from damancom_reflex.i18n import language_of
from damancom_reflex.services import (
    audit,
    authenticator_setup,
    limits,
    links,
    outbox,
    sendings,
    sessions,
)
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.destinations import destination
from damancom_reflex.services.hashing import hashed
from damancom_reflex.services.identities import (
    find_account,
    of_staff,
    read_identifier,
    subject_hash,
)
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.links import LinkState
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.accounts import Account, AccountAffiliation, LinkPurpose
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading, writing

_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class LinkAccount:
    """An account as the holder of its link sees it: what to sign in with, its name, whether it never had a password."""

    identifier: str
    display_name: str
    first: bool


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """A password was set.

    Attributes:
        identifier: to sign in with next.
        staff: whether that is at the staff's door.
        setup_key: opens the enrolment of an authenticator (`authenticator_setup`), which comes first; empty for those
            who have one and for those who sign in by a message.
    """

    identifier: str
    staff: bool
    setup_key: str


async def ask(identifier: str, visitor: Visitor) -> None:
    """Send a password link to the owner of an identifier.

    Nobody's identifier gets the same answer, in the same time.

    Links are limited like codes, 5 an hour and 10 a day, and beyond that silently not sent.

    Raises:
        Refused: `identifier_missing`; `too_many_requests` (`until`).
    """
    typed = read_identifier(identifier)
    await limits.count_asking(visitor.address)
    async with writing() as session:
        account = await find_account(session, typed)
        to = destination(account, subject_hash(typed), "EMAIL")
        counted = keyed_hash("password link", to.hash)
        await in_turn(session, counted)
        if await sendings.next_at(session, counted):
            return
        await sendings.note(session, counted)
        await send_link(session, account, visitor, template="password_link")


async def send_link(
    session: AsyncSession, account: Account | None, visitor: Visitor, *, template: str
) -> str:
    """Make a password link and put its e-mail, in the caller's transaction; the link's id.

    Args:
        session: a session of `writing()`.
        account: whose password; none does the same for nobody.
        visitor: who asked, and in which language.
        template: `password_link` or `activation_link`.
    """
    account_id = account.id if account else None
    link = await links.make(session, LinkPurpose.PASSWORD, account_id)
    await outbox.put(
        session,
        channel="EMAIL",
        destination=account.email if account else "",
        template=template,
        language=visitor.language,
        params={
            "link": link.id,
            "identifier": account.identifier if account else "",
            "staff": of_staff(account) is not None,
        },
        account_id=account_id,
        expires_at=link.expires_at,
        discard=account is None,
    )
    await audit.append(
        session,
        actor=visitor.name,
        action="password.link_asked",
        subject=account_name(account_id),
        address=visitor.address,
    )
    return link.id


async def link_state(token: str) -> LinkState:
    """Whether a password link is still good."""
    return await links.state(token, LinkPurpose.PASSWORD)


async def link_account(token: str) -> LinkAccount | None:
    """Whose password a link sets; none once it is no longer good."""
    async with reading() as session:
        if await links.state(token, LinkPurpose.PASSWORD) != "ok":
            return None
        owner = await links.owner(session, token, LinkPurpose.PASSWORD)
        account = await session.get_one(Account, owner)
    return LinkAccount(account.identifier, account.display_name, first=not account.password_hash)


async def set_password(token: str, new: str, again: str, visitor: Visitor) -> PasswordSet:
    """Set a password through a link; closes every session of the account and tells its owner.

    A password that is refused leaves the link good.

    Raises:
        Refused: `passwords_differ`; `link_unknown`, `link_used`, `link_expired`.
        PasswordError: `password_too_short`, `password_too_long`, `password_too_common`.
    """
    async with reading() as session:
        account_id = await links.owner(session, token, LinkPurpose.PASSWORD)
        words = await _own_words(session, account_id)
    await anyio.to_thread.run_sync(check_password, new, words)
    if new != again:
        raise Refused("passwords_differ")
    stored = await hashed(new)
    async with writing() as session:
        await links.use(session, token, LinkPurpose.PASSWORD)
        account = await session.get(Account, account_id, populate_existing=True)
        if account is None or not account.active:
            raise Refused("link_unknown")
        first = not account.password_hash
        account.password_hash = stored
        session.add(account)
        setup_key = await authenticator_setup.begin(session, account)
        await _tell_changed(session, account, visitor, first=first)
        return PasswordSet(account.identifier, of_staff(account) is not None, setup_key)


async def _tell_changed(
    session: AsyncSession, account: Account, visitor: Visitor, *, first: bool
) -> None:
    account_id = account.id or 0
    await outbox.put(
        session,
        channel="EMAIL",
        destination=account.email,
        template="account_activated" if first else "password_changed",
        language=language_of(account.language),
        params={
            "at": now().isoformat(),
            "identifier": account.identifier,
            "staff": of_staff(account) is not None,
        },
        account_id=account_id,
    )
    closed = await sessions.close_all_in(session, account_id)
    await audit.append(
        session,
        actor=account_name(account_id),
        action="password.set",
        subject=account_name(account_id),
        address=visitor.address,
        after={"sessions_closed": closed},
    )


async def _own_words(session: AsyncSession, account_id: int) -> list[str]:
    """What is known of a person, and so to others: not to build a password on."""
    account = await session.get(Account, account_id)
    names = await session.exec(
        select(Affiliate.legal_name)
        .join(AccountAffiliation, col(AccountAffiliation.affiliate_id) == col(Affiliate.id))
        .where(AccountAffiliation.account_id == account_id)
        .limit(_MOST_NAMES)
    )
    own = [account.identifier, account.display_name, account.email] if account else []
    return [*own, *names.all()]
