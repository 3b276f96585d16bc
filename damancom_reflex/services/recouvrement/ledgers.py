"""An affiliate's debt out of its rows. A snapshot never changes, so the ledger made of it is kept in memory."""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, Nature
from damancom_reflex.services.recouvrement.lru import Lru
from damancom_reflex.settings import settings
from damancom_reflex.store.debts import LedgerLine, LedgerSnapshot

MOST_LINES: Final = 250_000
"""Debt lines kept in memory by a process, some 30 MB: forty of the longest ledgers, or thousands of usual ones."""

_BRANCHES: Final = {branch.value: branch for branch in Branch}
_NATURES: Final = {nature.value: nature for nature in Nature}

ledgers: Final[Lru[Ledger]] = Lru(MOST_LINES, lambda ledger: len(ledger.lines) + 1)


async def ledger(session: AsyncSession, ledger_id: int) -> Ledger:
    """The ledger of a snapshot, from memory when it was asked for before."""
    return await ledgers.get(
        (settings().database, ledger_id), lambda: ledger_from_rows(session, ledger_id)
    )


async def ledger_from_rows(session: AsyncSession, ledger_id: int) -> Ledger:
    """The ledger of a snapshot, read from its rows whatever is in memory."""
    snapshot = await session.get_one(LedgerSnapshot, ledger_id)
    wanted = (
        select(LedgerLine.period, LedgerLine.branch, LedgerLine.nature, LedgerLine.amount)
        .where(LedgerLine.ledger_id == ledger_id)
        .order_by(col(LedgerLine.period), col(LedgerLine.branch), col(LedgerLine.nature))
    )
    lines = tuple(
        DebtLine(period, _BRANCHES[branch], _NATURES[nature], amount)
        for period, branch, nature, amount in await session.exec(wanted)
    )
    return Ledger(lines, snapshot.situation, snapshot.surcharges_to)
