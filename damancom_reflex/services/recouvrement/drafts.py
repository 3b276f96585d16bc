"""The draft of a request: opened, resumed, and the choices of its first steps. Everything typed is kept at once."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, exists, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.domain.text import without_spaces
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.kept import kept
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.opening import load, look, open_reference_of
from damancom_reflex.services.recouvrement.views import DebtHeader, DebtView, DraftView
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import RemissionDraft, RemissionRequest


async def begin(actor: Actor) -> DraftView:
    """Resume the account's latest unfinished draft, or open one; a single affiliation is chosen at once.

    Raises:
        Refused: `not_allowed` for staff; `no_affiliation` when the account acts for nobody today.
    """
    rights.employer(actor)
    async with reading() as session:
        today = await business.today(session)
        mine = select(AccountAffiliation.affiliate_id).where(
            rights.acts_for(actor, today, Scope.RECOVER)
        )
        affiliates = (await session.exec(mine.limit(2))).all()
        if not affiliates:
            raise Refused("no_affiliation")
        single = affiliates[0] if len(affiliates) == 1 else None
        draft_id = await _unfinished(session, actor, today, has_choice=single is None)
        if draft_id:
            return view(await look(actor, draft_id))
    async with writing() as session:
        opened = RemissionDraft(account_id=actor.account_id, affiliate_id=single)
        session.add(opened)
        await session.flush()
        return view(await load(session, actor, opened.id))


async def draft(actor: Actor, draft_id: str) -> DraftView:
    """A draft of this account.

    Raises:
        Refused: `draft_unknown`.
    """
    return view(await look(actor, draft_id))


async def choose_affiliate(actor: Actor, draft_id: str, affiliate_number: str) -> DraftView:
    """Choose the affiliate the request is for; another one than before starts the later steps again.

    Raises:
        Refused: `affiliate_unknown` when it is not there or this account does not act for it; `open_request_exists`
            (`reference`, `office`, `office_address`, `office_phone`); `nothing_owed`; `already_signed`.
    """
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.unsigned()
        affiliate_id = await _affiliate_id(session, actor, affiliate_number, found.today)
        if affiliate_id != found.draft.affiliate_id:
            _start_again(found.draft, affiliate_id)
            await session.flush()
            found = await load(session, actor, draft_id)
        # Refused here, the choice is undone with the transaction.
        found.at(RemissionStep.DEBT)
        return view(found)


async def choose_mode(actor: Actor, draft_id: str, mode: str) -> DraftView:
    """Choose how the rest is paid; full payment needs no guarantees, so it forgets that they were accepted.

    Raises:
        Refused: `mode_unknown`, or the step's refusals.
        ModeNotOfferedError: when the decision has no tier for it.
    """
    if mode not in tuple(PaymentMode):
        raise Refused("mode_unknown")
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.MODE)
        found.policy.tier(PaymentMode(mode), int(mode == PaymentMode.INSTALMENTS))
        found.draft.mode = PaymentMode(mode).value
        if mode == PaymentMode.FULL:
            found.draft.guarantees_accepted_at = None
        return saved(found)


async def accept_guarantees(actor: Actor, draft_id: str, *, accepted: bool) -> DraftView:
    """Accept, or no longer, that sufficient guarantees must be filed in time with the collection office.

    Raises:
        Refused: `mode_unknown` before instalments are chosen, or the step's refusals.
    """
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.MODE)
        if found.mode is not PaymentMode.INSTALMENTS:
            raise Refused("mode_unknown")
        found.draft.guarantees_accepted_at = clock.now() if accepted else None
        return saved(found)


async def debt(actor: Actor, draft_id: str) -> DebtView:
    """The consolidated debt of the affiliate chosen, and the decision that applies today.

    Raises:
        Refused: the step's refusals, `nothing_owed` among them.
    """
    found = await look(actor, draft_id)
    found.at(RemissionStep.DEBT)
    owed, affiliate = found.owed, found.affiliate
    header = DebtHeader(
        legal_name=affiliate.legal_name if affiliate else "",
        affiliate_number=affiliate.number if affiliate else "",
        situation=owed.situation,
        surcharges_to=owed.surcharges_to,
        first_period=owed.first_period or 0,
        last_period=owed.last_period or 0,
    )
    return DebtView(header, found.policy, owed, owed.table())


def saved(found: Journey) -> DraftView:
    """The draft as it stands after a choice, marked as saved now."""
    found.draft.updated_at = clock.now()
    return view(found)


def view(found: Journey) -> DraftView:
    """A journey as screens get it."""
    draft, facts = found.draft, found.facts()
    return DraftView(
        id=draft.id,
        affiliate_number=found.affiliate.number if found.affiliate else None,
        legal_name=found.affiliate.legal_name if found.affiliate else "",
        mode=found.mode,
        guarantees_accepted=draft.guarantees_accepted_at is not None,
        bank_account_id=draft.bank_account_id,
        rib_typed=draft.rib_typed,
        down_payment_typed=draft.down_payment_typed,
        months_typed=draft.months_typed,
        terms_accepted=facts.terms_accepted,
        updated_at=draft.updated_at,
        facts=facts,
        may_sign=found.may_sign,
        nothing_owed=found.nothing_owed,
        several_affiliations=found.affiliations > 1,
        open_request=found.open_reference,
        ended_request=found.ended_reference,
        signed_reference=found.signed_reference,
        office=found.office,
    )


async def _unfinished(
    session: AsyncSession, actor: Actor, today: date, *, has_choice: bool
) -> str | None:
    """Id of the latest draft that became no request, for an affiliate the account still acts for.

    An account with a choice is not brought back to an affiliate that somebody else signed for meanwhile.
    """
    signed = exists().where(col(RemissionRequest.draft_id) == RemissionDraft.id)
    mine = select(AccountAffiliation.affiliate_id).where(
        rights.acts_for(actor, today, Scope.RECOVER)
    )
    affiliate = col(RemissionDraft.affiliate_id)
    wanted = (
        select(RemissionDraft.id)
        .where(RemissionDraft.account_id == actor.account_id, ~signed)
        .where(or_(affiliate.is_(None), affiliate.in_(mine)))
        .order_by(col(RemissionDraft.updated_at).desc())
        .limit(1)
    )
    if has_choice:
        wanted = wanted.where(~open_reference_of(RemissionDraft.affiliate_id).exists())
    return (await session.exec(wanted)).first()


async def _affiliate_id(session: AsyncSession, actor: Actor, number: str, today: date) -> int:
    wanted = (
        select(Affiliate.id)
        .join(AccountAffiliation, col(AccountAffiliation.affiliate_id) == Affiliate.id)
        .where(
            rights.acts_for(actor, today, Scope.RECOVER),
            Affiliate.number == without_spaces(kept(number, 32)),
        )
    )
    found = (await session.exec(wanted)).first()
    if found is None:
        raise Refused("affiliate_unknown")
    return found


def _start_again(draft: RemissionDraft, affiliate_id: int) -> None:
    draft.affiliate_id = affiliate_id
    draft.mode = draft.guarantees_accepted_at = draft.bank_account_id = None
    draft.rib_typed = draft.down_payment_typed = draft.months_typed = draft.terms_fingerprint = ""
    draft.terms_id = draft.terms_accepted_at = draft.terms_language = None
    draft.updated_at = clock.now()
