"""What the register keeps of validated forms: representative, mandate, debit authorisation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.services.enrolment.messages import tell_delegate
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import BankAccount, LegalRepresentative
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.mandates import DebitAuthorisation, Delegate, Mandate


async def name_representative(
    session: AsyncSession, request: EnrolmentRequest, content: Content
) -> None:
    """Make a new representative the register's; the others no longer sign. Nothing for one it knows already."""
    if not content.representative_is_new:
        return
    who = content.representative
    theirs = col(LegalRepresentative.affiliate_id) == request.affiliate_id
    await changed(session, update(LegalRepresentative).where(theirs).values(active=False))
    query = select(LegalRepresentative).where(
        theirs,
        LegalRepresentative.identity_kind == who.kind.value,
        LegalRepresentative.identity_number == who.number,
    )
    # One who signed before and comes back has a row already, with the names of then.
    row = (await session.exec(query.execution_options(populate_existing=True))).first()
    row = row or LegalRepresentative(
        affiliate_id=request.affiliate_id,
        identity_kind=who.kind.value,
        identity_number=who.number,
        surname="",
        first_name="",
    )
    row.surname, row.first_name = who.surname, who.first_name
    row.surname_ar, row.first_name_ar = who.surname_ar, who.first_name_ar
    row.active = True
    session.add(row)
    await session.flush()
    request.representative_id = row.id


async def give_mandate(
    session: AsyncSession, request: EnrolmentRequest, content: Content, today: date
) -> None:
    """Record the mandate, and let the delegate's account act within its scope and dates. Nothing without delegate."""
    asked = content.delegate
    if asked is None:
        return
    delegate = await _delegate(session, asked)
    session.add(
        Mandate(
            affiliate_id=request.affiliate_id,
            delegate_id=delegate.id or 0,
            request_id=request.id,
            signatory=asked.signatory.name,
            signatory_identity=_document(asked.signatory),
            email=asked.email,
            phone=asked.phone,
            may_declare=asked.declare,
            may_recover=asked.recover,
            may_sign=asked.sign,
            valid_from=today,
            valid_to=asked.until,
        )
    )
    acts = delegate.account_id is not None
    if acts:
        await _right(session, delegate.account_id or 0, request.affiliate_id, asked, today)
    await tell_delegate(session, request, asked, has_account=acts)
    await session.flush()


async def authorise_debit(
    session: AsyncSession, request: EnrolmentRequest, rib: str, today: date
) -> None:
    """Record the authorisation the bank stamped, with the account when its number is known."""
    account = await _bank_account(session, request.affiliate_id, rib) if rib else None
    session.add(
        DebitAuthorisation(
            affiliate_id=request.affiliate_id,
            bank_account_id=account.id if account else None,
            request_id=request.id,
            authorised_on=today,
        )
    )
    await session.flush()


async def _delegate(session: AsyncSession, asked: DelegateContent) -> Delegate:
    """The delegate of an ICE; one that is known keeps the name it was known by."""
    await in_turn(session, f"delegate:{asked.ice}")
    row = (await session.exec(select(Delegate).where(Delegate.ice == asked.ice))).first()
    if row is None:
        row = Delegate(ice=asked.ice, kind=asked.kind.value, legal_name=asked.legal_name)
        session.add(row)
        await session.flush()
    return row


async def _right(
    session: AsyncSession, account_id: int, affiliate_id: int, asked: DelegateContent, today: date
) -> None:
    """The right of the delegate's account; a newer mandate replaces what an older one gave."""
    query = select(AccountAffiliation).where(
        AccountAffiliation.account_id == account_id,
        AccountAffiliation.affiliate_id == affiliate_id,
    )
    row = (await session.exec(query)).first()
    row = row or AccountAffiliation(account_id=account_id, affiliate_id=affiliate_id)
    row.may_declare = asked.declare
    # Who signs reads what they sign.
    row.may_recover = asked.recover or asked.sign
    row.may_sign, row.valid_from, row.valid_to = asked.sign, today, asked.until
    session.add(row)


async def _bank_account(session: AsyncSession, affiliate_id: int, rib: str) -> BankAccount:
    query = select(BankAccount).where(
        BankAccount.affiliate_id == affiliate_id, BankAccount.rib == rib
    )
    row = (await session.exec(query)).first() or BankAccount(affiliate_id=affiliate_id, rib=rib)
    row.active = True
    session.add(row)
    await session.flush()
    return row


def _document(identity: Identity) -> str:
    return f"{identity.kind.value}:{identity.number}"
