"""Requests that were signed: the list of one's own, one of them whole, and the proof that a document is ours."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, true
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.documents.views import ConsentView
from damancom_reflex.domain.calendar import next_debit_day
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.masks import mask_name, mask_rib
from damancom_reflex.domain.remission import (
    FullPayment,
    Instalments,
    PaymentMode,
    Reinstatement,
    RemissionPolicy,
    Simulation,
    simulate,
)
from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.domain.review import Kind
from damancom_reflex.i18n import language_of
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.places import place_view
from damancom_reflex.services.recouvrement import ledgers, rulebook
from damancom_reflex.services.recouvrement.guarantees import has_guarantee
from damancom_reflex.services.recouvrement.plans import reinstatement
from damancom_reflex.services.recouvrement.signatures import is_signed
from damancom_reflex.services.recouvrement.views import (
    InstalmentView,
    RequestRow,
    RequestView,
    TermsView,
    Verification,
)
from damancom_reflex.services.references import REMISSION, read_reference
from damancom_reflex.services.reviewers import reviewer
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import Account, AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate, BankAccount, CollectionOffice
from damancom_reflex.store.engine import reading
from damancom_reflex.store.remissions import Consent, InstalmentRow, RemissionRequest
from damancom_reflex.store.rules import Terms


class FiguresDifferError(RuntimeError):
    """A request worked out again does not give its stored figures: rows were changed, or the engine was."""


async def requests(actor: Actor, page: int = 1, page_size: int = 10) -> Page[RequestRow]:
    """One page of the requests of every affiliate this account acts for today, latest first.

    Raises:
        Refused: `not_allowed` for staff.
    """
    rights.employer(actor)
    async with reading() as session:
        today = await business.today(session)
        mine = select(AccountAffiliation.affiliate_id).where(
            rights.acts_for(actor, today, Scope.RECOVER)
        )
        wanted = col(RemissionRequest.affiliate_id).in_(mine)
        count = select(func.count()).select_from(RemissionRequest).where(wanted)
        found = (
            select(RemissionRequest, Affiliate, has_guarantee(), is_signed())
            .join(Affiliate)
            .where(wanted)
            .order_by(col(RemissionRequest.signed_at).desc(), col(RemissionRequest.id).desc())
        )
        rows = await one_page(session, found, count, page, page_size)
        return rows.each(
            lambda row: _row(row[0], row[1], today, guaranteed=row[2], signed_once=row[3])
        )


async def request(actor: Actor, reference: str) -> RequestView:
    """A signed request of an affiliate this account acts for today; of an officer's own office for an officer.

    Raises:
        Refused: `request_unknown` when it is not there or not theirs; `not_allowed` for other staff.
        FiguresDifferError: when its rows no longer give the figures signed.
    """
    async with reading() as session:
        wanted = (
            select(RemissionRequest, Affiliate, CollectionOffice, BankAccount)
            .join(Affiliate, col(Affiliate.id) == RemissionRequest.affiliate_id)
            .join(CollectionOffice, col(CollectionOffice.id) == Affiliate.collection_office_id)
            .join(BankAccount, col(BankAccount.id) == RemissionRequest.bank_account_id)
            .where(await to_be_seen_by(session, actor))
            .where(RemissionRequest.reference == read_reference(REMISSION, reference))
        )
        found = (await session.exec(wanted)).first()
        if found is None:
            raise Refused("request_unknown")
        return await _view(session, *found)


async def to_be_seen_by(session: AsyncSession, actor: Actor) -> ColumnElement[bool]:
    """Condition on `Affiliate`: one whose requests this account may read.

    Raises:
        Refused: `not_allowed` for staff that reviews no remissions.
    """
    if actor.role in rights.EMPLOYERS:
        mine = rights.acts_for(actor, await business.today(session), Scope.RECOVER)
        return col(Affiliate.id).in_(select(AccountAffiliation.affiliate_id).where(mine))
    who = await reviewer(session, actor)
    if Kind.REMISSION not in who.kinds():
        raise Refused("not_allowed")
    if who.everywhere(Kind.REMISSION):
        return true()
    return col(Affiliate.collection_office_id) == who.office(Kind.REMISSION)


async def missed_of(actor: Actor, reference: str, number: int = 1) -> Reinstatement:
    """What is reinstated, and when, if payment `number` of a signed request is not made.

    Raises:
        Refused: `instalment_unknown` (`most`); `request_unknown`.
    """
    return reinstatement((await request(actor, reference)).simulation, number)


async def verification(reference: str, verification_id: str | None = None) -> Verification | None:
    """The least that proves a document is ours; None when it is not.

    Args:
        reference: as printed, however it is typed.
        verification_id: of the QR code; checked too when it is given.
    """
    async with reading() as session:
        wanted = (
            select(RemissionRequest, Affiliate.legal_name)
            .join(Affiliate)
            .where(RemissionRequest.reference == read_reference(REMISSION, reference))
        )
        if verification_id is not None:
            wanted = wanted.where(RemissionRequest.verification_id == verification_id[:32])
        found = (await session.exec(wanted)).first()
    if found is None:
        return None
    row, name = found
    return Verification(row.reference, PaymentMode(row.mode), row.business_day, mask_name(name))


def next_day(row: RemissionRequest, today: date, *, guaranteed: bool) -> date | None:
    """Next date that matters to the employer: the guarantees' deadline until one is received, then the debit."""
    status = RemissionStatus(row.status)
    if status is RemissionStatus.AWAITING_GUARANTEES:
        return None if guaranteed else row.guarantees_due
    return _debit_ahead(row, today)


def _debit_ahead(row: RemissionRequest, today: date) -> date | None:
    """Day of the next debit; of what is not validated yet, the day it falls on if it is validated today."""
    if row.status == RemissionStatus.VALIDATED:
        return row.debit_day
    if row.status == RemissionStatus.ACCEPTED and row.debit_day:
        return next_debit_day(today, row.debit_day.day)
    return None


def _row(
    row: RemissionRequest,
    affiliate: Affiliate,
    today: date,
    *,
    guaranteed: bool,
    signed_once: bool,
) -> RequestRow:
    return RequestRow(
        reference=row.reference,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        mode=PaymentMode(row.mode),
        status=RemissionStatus(row.status),
        business_day=row.business_day,
        to_pay=row.to_pay,
        remission=row.remission,
        guaranteed=guaranteed,
        signed_once=signed_once,
        next_day=next_day(row, today, guaranteed=guaranteed),
    )


async def _view(
    session: AsyncSession,
    row: RemissionRequest,
    affiliate: Affiliate,
    office: CollectionOffice,
    account: BankAccount,
) -> RequestView:
    policy, ledger, simulation = await figures(session, row)
    consent, terms = await _evidence(session, row)
    return RequestView(
        reference=row.reference,
        verification_id=row.verification_id,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        status=RemissionStatus(row.status),
        signed_at=row.signed_at,
        business_day=row.business_day,
        guarantees_due=row.guarantees_due,
        debit_day=row.debit_day,
        debit_ahead=_debit_ahead(row, await business.today(session)),
        masked_rib=mask_rib(account.rib),
        decision=policy,
        ledger=ledger,
        simulation=simulation,
        instalments=await _instalments(session, row),
        office=place_view(office),
        consent=consent,
        terms=terms,
    )


async def _evidence(session: AsyncSession, row: RemissionRequest) -> tuple[ConsentView, TermsView]:
    wanted = (
        select(Consent, Terms, Account.identifier)
        .join(Terms, col(Terms.id) == Consent.terms_id)
        .join(Account, col(Account.id) == Consent.account_id)
        .where(Consent.request_id == row.id)
    )
    consent, terms, identifier = (await session.exec(wanted)).one()
    view = ConsentView(
        account=identifier,
        accepted_at=consent.accepted_at,
        address=consent.address,
        terms_version=consent.terms_version,
        language=language_of(consent.language),
        sha256_fr=consent.sha256_fr,
        sha256_ar=consent.sha256_ar,
    )
    return view, rulebook.terms_view(terms, accepted=True)


async def figures(
    session: AsyncSession, row: RemissionRequest
) -> tuple[RemissionPolicy, Ledger, Simulation]:
    """Decision, ledger and simulation signed under, worked out again from their rows.

    Raises:
        FiguresDifferError: when they no longer give the figures signed.
    """
    # A decision is never dropped, so one as late as the request's own is enough of a mark.
    policies = await rulebook.policies(session, row.decision_id or 0)
    policy = rulebook.decision_of(row.decision_id, policies)
    rates = await rulebook.surcharge_rates(session, row.rates_known)
    ledger = await ledgers.ledger(session, row.ledger_id)
    full = row.mode == PaymentMode.FULL
    choice = FullPayment() if full else Instalments(row.down_payment, row.months)
    simulation = simulate(ledger, policy, choice, rates)
    generated = simulation.plan.generated_surcharge if simulation.plan else 0
    if (simulation.to_pay, simulation.remission, generated) != (
        row.to_pay,
        row.remission,
        row.generated_surcharge,
    ):
        raise FiguresDifferError(row.reference)
    return policy, ledger, simulation


async def _instalments(session: AsyncSession, row: RemissionRequest) -> tuple[InstalmentView, ...]:
    wanted = select(InstalmentRow).where(InstalmentRow.request_id == row.id)
    return tuple(
        InstalmentView(
            number=item.number,
            due=item.due,
            amount=item.amount,
            generated_surcharge=item.generated_surcharge,
            status=DebitStatus(item.status),
            debit_day=item.debit_day,
        )
        for item in await session.exec(wanted.order_by(col(InstalmentRow.number)))
    )
