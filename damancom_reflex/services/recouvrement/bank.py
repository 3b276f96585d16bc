"""The account to be debited: one of the affiliate's RIBs, shown masked, or a new one."""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import Rib, rib
from damancom_reflex.domain.masks import mask_rib
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.kept import kept
from damancom_reflex.services.recouvrement.drafts import saved
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.opening import load, look
from damancom_reflex.services.recouvrement.views import BankAccountView, DraftView
from damancom_reflex.store.affiliates import BankAccount
from damancom_reflex.store.engine import reading, writing

MOST_ACCOUNTS: Final = 10
"""RIBs of an affiliate; more is a mistake or an abuse."""

LONGEST_RIB: Final = 64
"""Characters kept of a RIB being typed: 24 digits with all the spaces one can want."""


async def bank_accounts(actor: Actor, draft_id: str) -> list[BankAccountView]:
    """The affiliate's RIBs, masked, oldest first.

    Raises:
        Refused: the step's refusals.
    """
    found = await look(actor, draft_id)
    found.at(RemissionStep.BANK_ACCOUNT)
    async with reading() as session:
        return [_view(row) for row in await _rows(session, found)]


async def choose_bank_account(actor: Actor, draft_id: str, bank_account_id: int) -> DraftView:
    """Choose one of the affiliate's RIBs.

    Raises:
        Refused: `bank_account_unknown` when it is not one of them, or the step's refusals.
    """
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.BANK_ACCOUNT)
        if bank_account_id not in {row.id for row in await _rows(session, found)}:
            raise Refused("bank_account_unknown")
        found.draft.bank_account_id = bank_account_id
        return saved(found)


async def add_bank_account(actor: Actor, draft_id: str, rib_text: str) -> DraftView:
    """Add a RIB to the affiliate and choose it; one it has already is only chosen. What is typed is kept.

    Raises:
        IdentifierError: when it is not a RIB (`empty_rib`, `malformed_rib`, `wrong_length_rib`, `wrong_key_rib`).
        Refused: `too_many_bank_accounts` (`most`), or the step's refusals.
    """
    problem: DomainError | None = None
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.BANK_ACCOUNT)
        found.draft.rib_typed = kept(rib_text, LONGEST_RIB)
        try:
            await _add(session, found, rib(rib_text))
        except DomainError as error:
            problem = error
        after = saved(found)
    # Raised once the characters typed are saved.
    if problem:
        raise problem
    return after


async def _add(session: AsyncSession, found: Journey, new: Rib) -> None:
    rows = await _rows(session, found)
    row = next((row for row in rows if row.rib == new.value), None)
    if row is None:
        if len(rows) >= MOST_ACCOUNTS:
            raise Refused("too_many_bank_accounts", most=MOST_ACCOUNTS)
        row = await _insert(session, found, new)
    found.draft.bank_account_id = row.id
    found.draft.rib_typed = ""


async def _insert(session: AsyncSession, found: Journey, new: Rib) -> BankAccount:
    row = BankAccount(affiliate_id=found.draft.affiliate_id or 0, rib=new.value)
    session.add(row)
    await session.flush()
    await audit.append(
        session,
        actor=found.actor.name,
        action="bank_account.added",
        subject=f"affiliate:{found.affiliate.number if found.affiliate else ''}",
        address=found.actor.address,
        after={"rib": mask_rib(new.value), "bank": new.bank},
    )
    return row


async def _rows(session: AsyncSession, found: Journey) -> list[BankAccount]:
    wanted = select(BankAccount).where(
        BankAccount.affiliate_id == found.draft.affiliate_id, col(BankAccount.active)
    )
    return list(await session.exec(wanted.order_by(col(BankAccount.id))))


def _view(row: BankAccount) -> BankAccountView:
    return BankAccountView(row.id or 0, mask_rib(row.rib), rib(row.rib).bank, row.added_at)
