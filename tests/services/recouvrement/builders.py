"""Employers in debt, drafts brought to a step, and a count of statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from damancom_reflex.domain.ledger import DebtLine, read_ledger
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import business, recouvrement
from damancom_reflex.services.actors import Actor
from damancom_reflex.store import glances
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate, BankAccount
from damancom_reflex.store.debts import LedgerLine, LedgerSnapshot
from damancom_reflex.store.engine import writing
from tests.factories import a_right, actor, an_account, an_affiliate, id_of, saved

SITUATION = date(2023, 11, 8)
RIB = "001810007800020110620318"
OTHER_RIB = "011519000001205000534921"
LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"


@dataclass(frozen=True)
class Employer:
    """An account, what it acts for, and its actor."""

    account: Account
    affiliate: Affiliate
    actor: Actor


def guide(name: str = "guide-instalments-2") -> tuple[DebtLine, ...]:
    """A ledger of the guides."""
    return read_ledger((LEDGERS / f"{name}.csv").read_text(encoding="utf-8"))


async def owes(
    affiliate: Affiliate, lines: tuple[DebtLine, ...], situation: date = SITUATION
) -> LedgerSnapshot:
    """Write what an affiliate owes on a day."""
    snapshot = LedgerSnapshot(
        affiliate_id=id_of(affiliate), situation=situation, surcharges_to=situation
    )
    await saved(snapshot)
    rows = [
        LedgerLine(
            ledger_id=snapshot.id or 0,
            period=line.period,
            branch=line.branch.value,
            nature=line.nature.value,
            amount=line.amount,
        )
        for line in lines
    ]
    await saved(*rows)
    return snapshot


async def an_employer(
    lines: tuple[DebtLine, ...] | None = None, ribs: tuple[str, ...] = (RIB,), **given: Any
) -> Employer:
    """An account with one affiliation, that owes the guide's second ledger unless told otherwise."""
    account, affiliate = await an_account(**given), await an_affiliate()
    await a_right(account, affiliate)
    await owes(affiliate, guide() if lines is None else lines)
    await saved(*(BankAccount(affiliate_id=id_of(affiliate), rib=rib) for rib in ribs))
    return Employer(account, affiliate, actor(account))


async def on_business_day(day: date) -> None:
    """Move the business calendar."""
    async with writing() as session:
        await business.move_to(session, day)


async def at_bank(who: Actor, mode: PaymentMode = PaymentMode.INSTALMENTS) -> str:
    """A draft brought to the choice of a bank account."""
    draft_id = (await recouvrement.begin(who)).id
    await recouvrement.choose_mode(who, draft_id, mode)
    if mode is PaymentMode.INSTALMENTS:
        await recouvrement.accept_guarantees(who, draft_id, accepted=True)
    return draft_id


async def at_simulation(who: Actor, mode: PaymentMode = PaymentMode.INSTALMENTS) -> str:
    """A draft brought to the simulation."""
    draft_id = await at_bank(who, mode)
    accounts = await recouvrement.bank_accounts(who, draft_id)
    await recouvrement.choose_bank_account(who, draft_id, accounts[0].id)
    return draft_id


async def ready_to_sign(
    who: Actor,
    mode: PaymentMode = PaymentMode.INSTALMENTS,
    down_payment: str = "5 000",
    months: str = "2",
) -> str:
    """A draft that only waits for its signature."""
    draft_id = await at_simulation(who, mode)
    await recouvrement.type_plan(who, draft_id, down_payment, months)
    await recouvrement.accept_terms(who, draft_id, "fr")
    return draft_id


async def signed(who: Actor, mode: PaymentMode = PaymentMode.INSTALMENTS) -> str:
    """Reference of a request that was just signed."""
    return await recouvrement.sign(who, await ready_to_sign(who, mode))


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent to the database inside the block, transaction marks apart."""
    sent: list[str] = []

    def tell(statement: str) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            sent.append(statement)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        tell(statement)

    # Of every engine there is: searches have one of their own. Glances go past them.
    event.listen(Engine, "before_cursor_execute", note)
    glances.trace(tell)
    try:
        yield sent
    finally:
        glances.trace(None)
        event.remove(Engine, "before_cursor_execute", note)
