"""What an employer is told about a request: an e-mail and an SMS, put in the transaction that causes them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.i18n import language_of
from damancom_reflex.services import business, outbox
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.recipients import told_of
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.remissions import RemissionRequest

ACCEPTED: Final = "remission_accepted"
REGISTERED: Final = "remission_registered"
REMINDER: Final = "remission_guarantees_reminder"
EXPIRED: Final = "remission_expired"
"""Templates of `services.messages.remission`."""

GUARANTEE: Final = "remission_guarantee"
VALIDATED: Final = "remission_validated"
REFUSED: Final = "remission_refused"
BROKEN: Final = "remission_broken"
COMPLETED: Final = "remission_completed"
"""Templates of `services.messages.remission_life`."""


async def tell(
    session: AsyncSession, template: str, request: RemissionRequest, **more: Any
) -> None:
    """Tell who signed a request, or who acts for its affiliate once they no longer do, each in their language.

    Args:
        session: of the transaction that changes the request.
        template: one of the templates above.
        request: what it is about.
        more: what this template says besides, plain JSON values.
    """
    affiliate = await session.get_one(Affiliate, request.affiliate_id)
    office = await session.get_one(CollectionOffice, affiliate.collection_office_id)
    accounts = await told_of(
        session,
        affiliate_id=request.affiliate_id,
        made_by=request.account_id,
        scope=Scope.RECOVER,
        today=await business.today(session),
    )
    params = {
        "reference": request.reference,
        "legal_name": affiliate.legal_name,
        "to_pay": request.to_pay,
        "remission": request.remission,
        "down_payment": request.down_payment,
        "debit_day": _iso(request.debit_day),
        "guarantees_due": _iso(request.guarantees_due),
        "office": office.name_fr,
        "office_ar": office.name_ar,
        "address": office.address_fr,
        "address_ar": office.address_ar,
        **more,
    }
    for account in accounts:
        await _put(session, template, params, account)


async def _put(
    session: AsyncSession, template: str, params: dict[str, Any], account: Account
) -> None:
    destinations: tuple[tuple[Channel, str], ...] = (
        ("EMAIL", account.email),
        ("SMS", account.phone),
    )
    for channel, destination in destinations:
        await outbox.put(
            session,
            channel=channel,
            destination=destination,
            template=template,
            language=language_of(account.language),
            params=params,
            account_id=account.id,
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
