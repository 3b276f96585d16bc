"""What holds of every remission whatever happened: the money, the one that is open, the files, the trail."""

from __future__ import annotations

import hashlib
from collections import Counter

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import OPEN, REMISSION_MOVES, DebitStatus, RemissionStatus
from damancom_reflex.services import audit
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.guarantees import Guarantee, ReinstatementRow, RemissionSignature
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest
from damancom_reflex.store.trail import AuditEvent
from tests.factories import rows
from tests.services.told import Told, both, told, trails, walk

_S = RemissionStatus
VALIDATED = {_S.VALIDATED, _S.COMPLETED, _S.CANCELLED}
TOLD = {
    "remission.validated": "remission_validated",
    "remission.refused": "remission_refused",
    "remission.cancelled": "remission_broken",
    "remission.completed": "remission_completed",
    "remission.expired": "remission_expired",
    "remission.guarantee_registered": "remission_guarantee",
    "remission.reminded": "remission_guarantees_reminder",
}
"""Acts after the signature, and the template that tells of each; other acts are not told."""


async def check() -> None:
    """Assert all of it on the database of the settings."""
    requests = await rows(RemissionRequest)
    payments = await rows(InstalmentRow)
    await _one_open(requests)
    for request in requests:
        await _one(request, [row for row in payments if row.request_id == request.id])
    await _files(payments)
    await _trail(requests)
    assert (await audit.verify()).ok


async def _one_open(requests: list[RemissionRequest]) -> None:
    """One open request an affiliate at most."""
    open_ones = Counter(row.affiliate_id for row in requests if row.status in OPEN)
    assert max(open_ones.values(), default=0) <= 1


async def _one(request: RemissionRequest, payments: list[InstalmentRow]) -> None:
    """A request's money, its debits, and what its status promises."""
    assert request.down_payment + sum(row.amount for row in payments) == request.to_pay
    assert request.to_pay + request.remission == request.total_debt
    collected = [row for row in payments if row.status == DebitStatus.COLLECTED]
    rejected = [row for row in payments if row.status == DebitStatus.REJECTED]
    for row in (*collected, *rejected):
        assert row.batch_id
        assert row.settled_on
    assert (request.status == _S.COMPLETED) == (len(collected) == len(payments))
    if request.status not in VALIDATED:
        assert all(row.debit_day is None and row.batch_id is None for row in payments)
    if request.status in {_S.VALIDATED, _S.COMPLETED}:
        assert not rejected
        await _attested(request)
    await _brought_back(request, sum(row.amount for row in collected))


async def _attested(request: RemissionRequest) -> None:
    """A validated plan has a signature, and guarantees when it is paid in instalments."""
    signed = await rows(RemissionSignature, RemissionSignature.request_id == request.id)
    assert signed
    assert len({row.signed_by for row in signed}) == len(signed)
    if request.mode == PaymentMode.INSTALMENTS:
        assert await rows(Guarantee, Guarantee.request_id == request.id)
        assert all(row.guarantees_sufficient for row in signed)


async def _brought_back(request: RemissionRequest, collected: int) -> None:
    """A cancelled request, and no other, has what came back; it adds up."""
    found = await rows(ReinstatementRow, ReinstatementRow.request_id == request.id)
    assert len(found) == (request.status == _S.CANCELLED)
    for row in found:
        assert row.remission == request.remission
        assert 0 <= row.generated_surcharge <= request.generated_surcharge
        assert row.owed == request.total_debt + row.generated_surcharge - row.paid
        validated = await rows(RemissionSignature, RemissionSignature.request_id == request.id)
        assert row.paid <= collected + (request.down_payment if validated else 0)


async def _files(payments: list[InstalmentRow]) -> None:
    """Each batch is what its debits are, and its files what they were."""
    for batch in await rows(DebitBatch):
        own = [row for row in payments if row.batch_id == batch.id]
        assert (batch.debits, batch.total) == (len(own), sum(row.amount for row in own))
        assert {row.debit_day for row in own} == {batch.day}
        kept = await rows(DebitFile, DebitFile.batch_id == batch.id)
        assert sorted(file.kind for file in kept) == ["CSV", "XML"]
        for file in kept:
            assert hashlib.sha256(file.content).hexdigest() == file.sha256


async def _trail(requests: list[RemissionRequest]) -> None:
    """Every change of status is one the life allows, and the last is where the request stands; each was told once."""
    events, messages = await trails("remission"), await told(("remission_",))
    assert set(events) == {request.reference for request in requests} >= set(messages)
    for request in requests:
        own = events[request.reference]
        signed = own[0].after["status"]
        moves = walk(own[1:], signed)
        for before, after in moves:
            assert _S(after) in REMISSION_MOVES[_S(before)]
        assert (moves[-1][1] if moves else signed) == request.status
        assert messages[request.reference] == await _expected(request, own)


async def _expected(request: RemissionRequest, events: list[AuditEvent]) -> Told:
    """What the account that signed must have been told, and nothing besides."""
    (account,) = await rows(Account, Account.id == request.account_id)
    full = request.mode == PaymentMode.FULL
    signed = "remission_accepted" if full else "remission_registered"
    tells = {**TOLD, "remission.signed": signed}
    found: Told = Counter()
    for event in events:
        if event.action in tells:
            found += both(tells[event.action], account.email, account.phone)
    return found
