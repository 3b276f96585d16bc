"""Whether an affiliate still needs an account: it has none, and no request under way."""

from __future__ import annotations

from datetime import date

from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from damancom_reflex.domain.enrolment.life import FILED
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.keys import token_hash
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest


async def refuse_taken(
    session: AsyncSession, affiliate_id: int, applicant: Applicant, today: date
) -> None:
    """Refuse an affiliate that has an account, or whose request is under way.

    Raises:
        Refused: `enrolment_account_exists`; `request_under_way` (`reference`, empty unless this browser has access).
    """
    if (await session.exec(_own_account(affiliate_id, today))).first() is not None:
        raise Refused("enrolment_account_exists")
    mine = and_(
        col(EnrolmentAccess.request_id) == EnrolmentRequest.id,
        col(EnrolmentAccess.browser_hash) == token_hash(applicant.key),
    )
    filed = (
        select(EnrolmentRequest.reference, EnrolmentAccess.id)
        .outerjoin(EnrolmentAccess, mine)
        .where(
            EnrolmentRequest.affiliate_id == affiliate_id,
            col(EnrolmentRequest.status).in_(FILED),
        )
    )
    found = (await session.exec(filed)).first()
    if found is not None:
        reference, access = found
        raise Refused("request_under_way", reference=reference if access else "")


def _own_account(affiliate_id: int, today: date) -> SelectOfScalar[int]:
    """Account of an employer that acts for it; a delegate's account is not its own."""
    return (
        select(AccountAffiliation.account_id)
        .join(Account, col(Account.id) == AccountAffiliation.account_id)
        .where(
            AccountAffiliation.affiliate_id == affiliate_id,
            or_(
                col(AccountAffiliation.valid_to).is_(None),
                col(AccountAffiliation.valid_to) >= today,
            ),
            col(Account.active).is_(True),
            Account.role == Role.EMPLOYER.value,
        )
        .limit(1)
    )
