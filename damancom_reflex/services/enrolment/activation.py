"""What a validated request opens: the account and its activation link, and what the register keeps of the forms."""

from __future__ import annotations

import secrets
from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.enrolment.content import Content
from damancom_reflex.domain.enrolment.content_json import content_from_json
from damancom_reflex.i18n import language_of
from damancom_reflex.services import business, links, outbox
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment import registering
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.accounts import Account, AccountAffiliation, LinkPurpose, Role
from damancom_reflex.store.enrolments import EnrolmentRequest

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
"""No i, l, o: they read as digits."""

_SUFFIX: Final = 3


async def activate(session: AsyncSession, request: EnrolmentRequest, rib: str) -> Account:
    """Open all that a request asks for, in the transaction that validates it; the account.

    Args:
        session: a session of `writing()`.
        request: what was filed.
        rib: 24 digits from the stamped form; empty when the one typed stands, or none is known.

    Raises:
        Refused: `enrolment_account_exists`.
    """
    content = content_from_json(request.filed)
    today = await business.today(session)
    await in_turn(session, f"account of affiliate:{request.affiliate_id}")
    if await _has_account(session, request.affiliate_id):
        raise Refused("enrolment_account_exists")
    account = await _account(session, request, content)
    await registering.name_representative(session, request, content)
    await registering.give_mandate(session, request, content, today)
    await registering.authorise_debit(session, request, rib or content.rib, today)
    await _send_link(session, request, account, content)
    return account


async def _has_account(session: AsyncSession, affiliate_id: int) -> bool:
    """Whether the employer has an account of its own; its delegates' accounts are not."""
    own = (
        select(AccountAffiliation.id)
        .join(Account)
        .where(AccountAffiliation.affiliate_id == affiliate_id, Account.role == Role.EMPLOYER)
        .limit(1)
    )
    return (await session.exec(own)).first() is not None


async def _account(session: AsyncSession, request: EnrolmentRequest, content: Content) -> Account:
    account = Account(
        identifier=await _identifier(session, content.affiliate_number),
        display_name=content.legal_name,
        email=content.email,
        phone=content.phone,
        role=Role.EMPLOYER.value,
        language=request.language,
    )
    session.add(account)
    await session.flush()
    session.add(AccountAffiliation(account_id=account.id or 0, affiliate_id=request.affiliate_id))
    request.account_id = account.id
    session.add(request)
    await session.flush()
    return account


async def _identifier(session: AsyncSession, number: str) -> str:
    """The affiliation number and three letters: easy to find again, and not to be had from the number alone."""
    while True:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(_SUFFIX))
        found = f"{number}-{letters}"
        taken = select(Account.id).where(Account.identifier == found)
        if (await session.exec(taken)).first() is None:
            return found


async def _send_link(
    session: AsyncSession, request: EnrolmentRequest, account: Account, content: Content
) -> None:
    link = await links.make(session, LinkPurpose.PASSWORD, account.id)
    await outbox.put(
        session,
        channel="EMAIL",
        destination=account.email,
        template="activation_link",
        language=language_of(request.language),
        params={
            "link": link.id,
            "identifier": account.identifier,
            "reference": request.reference,
            "legal_name": content.legal_name,
        },
        account_id=account.id,
        expires_at=link.expires_at,
    )
