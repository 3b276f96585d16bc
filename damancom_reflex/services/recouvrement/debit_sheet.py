"""What the files of a batch of debits say, out of its rows."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Literal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.documents.debit_file import DebitLine, DebitSheet, debits_csv, debits_xml
from damancom_reflex.i18n import translator
from damancom_reflex.services import business
from damancom_reflex.settings import settings
from damancom_reflex.store.affiliates import Affiliate, BankAccount
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

FileKind = Literal["CSV", "XML"]


async def sheet_of(session: AsyncSession, batch: DebitBatch) -> DebitSheet:
    """The debits that a batch took, by affiliate."""
    wanted = (
        select(InstalmentRow, RemissionRequest, Affiliate, BankAccount.rib)
        .join(RemissionRequest, col(RemissionRequest.id) == InstalmentRow.request_id)
        .join(Affiliate, col(Affiliate.id) == RemissionRequest.affiliate_id)
        .join(BankAccount, col(BankAccount.id) == RemissionRequest.bank_account_id)
        .where(InstalmentRow.batch_id == batch.id)
        .order_by(col(Affiliate.number), col(RemissionRequest.id), col(InstalmentRow.number))
    )
    return DebitSheet(
        number=batch.number,
        day=batch.day,
        produced_at=await business.moment(session),
        creditor_rib=settings().creditor_rib,
        lines=[_line(*row) for row in await session.exec(wanted)],
    )


async def keep(session: AsyncSession, batch: DebitBatch, sheet: DebitSheet) -> None:
    """Keep the files of a batch, byte for byte."""

    def made() -> dict[FileKind, bytes]:
        return {"CSV": debits_csv(sheet, translator("fr")), "XML": debits_xml(sheet)}

    # Never behind the papers of others: whoever writes waits until these are there.
    for kind, found in (await asyncio.to_thread(made)).items():
        digest = hashlib.sha256(found).hexdigest()
        session.add(DebitFile(batch_id=batch.id or 0, kind=kind, sha256=digest, content=found))
    await session.flush()


def _line(
    row: InstalmentRow, request: RemissionRequest, affiliate: Affiliate, rib: str
) -> DebitLine:
    return DebitLine(
        reference=request.reference,
        number=row.number,
        count=request.months or 1,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        rib=rib,
        amount=row.amount,
        signed=request.business_day,
        due=row.due,
    )
