"""The audit trail: who did what, when, from where, in a chain that shows every later change.

Each row carries the SHA-256 of the row before it. A chain cannot miss its own end, so the last
position and hash are also kept in `AuditAnchor`, sealed with the portal's key: rows cut off or
added at the end, or a chain worked out again from the start, do not fit the seal. An older copy of
the whole database, put back, fits it too: against that, note elsewhere the head that
`damancom audit verify` prints, and give it to the next verification.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import AuditAnchor, AuditEvent

START: Final = "0" * 64
"""What the first row carries in place of the hash before it."""

_PAGE: Final = 1000

Reason = Literal["altered", "removed", "inserted", "rewritten"]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a trail ends: worth noting outside the database."""

    position: int = 0
    hash: str = START


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        ok: nothing was changed since it was written.
        rows: rows read, up to the first bad one.
        first_bad_position: where the first change is; none when all is well, or when the whole
            chain was replaced.
        reason: what happened there.
        head: the last good row.
    """

    ok: bool
    rows: int
    first_bad_position: int | None
    reason: Reason | None
    head: Head


async def append(
    session: AsyncSession,
    *,
    actor: str,
    action: str,
    subject: str,
    address: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add one act to the trail, in the caller's transaction.

    Best called last: from here to the end of the transaction nobody else can append.

    Args:
        session: a session of `writing()`.
        actor: `account:12`, `system:due`, `visitor`.
        action: what was done, `remission.signed`.
        subject: what it was done to, `remission:DR-…`.
        address: client address.
        before: what it was, plain JSON values; never a code, password, token or identity number.
        after: what it became.

    Raises:
        TypeError: when `before` or `after` hold something that JSON has no word for.
    """
    await in_turn(session, "audit")
    anchor = await session.get(AuditAnchor, 1, populate_existing=True)
    event = AuditEvent(
        position=anchor.position + 1 if anchor else 1,
        at=now(),
        actor=actor,
        action=action,
        subject=subject,
        address=address,
        before=_plain(before),
        after=_plain(after),
        previous_hash=anchor.hash if anchor else START,
        hash="",
    )
    event.hash = row_hash(event)
    anchor = anchor or AuditAnchor(position=0, hash=START, seal="")
    anchor.position, anchor.hash = event.position, event.hash
    anchor.seal = _seal(Head(event.position, event.hash))
    session.add_all((event, anchor))
    await session.flush()
    return event


async def verify(noted: Head | None = None) -> Verdict:
    """Read the whole trail and name its first changed, missing or added row.

    Args:
        noted: a head printed by an earlier verification and kept elsewhere; the trail must still
            pass through it.
    """
    async with reading() as session:
        await _freeze(session)
        anchor = await session.get(AuditAnchor, 1)
        walk = _Walk(anchor, noted)
        async for event in _events(session):
            reason = walk.step(event)
            if reason:
                return walk.changed(reason)
    return walk.end()


def row_hash(event: AuditEvent) -> str:
    """SHA-256 of a row's canonical JSON.

    Sorted keys, UTC moment with microseconds, the hash before it included.
    """
    fields = {
        "position": event.position,
        "at": event.at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": event.action,
        "subject": event.subject,
        "address": event.address,
        "before": event.before,
        "after": event.after,
        "previous_hash": event.previous_hash,
    }
    text = json.dumps(
        fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


class _Walk:
    """One pass over the trail, row by row."""

    def __init__(self, anchor: AuditAnchor | None, noted: Head | None) -> None:
        self.anchor, self.noted = anchor, noted
        self.head, self.bad = Head(), 1

    def step(self, event: AuditEvent) -> Reason | None:
        """Check the next row; what is wrong with it, if anything."""
        self.bad = event.position
        if event.position < 1 or (self.anchor and event.position > self.anchor.position):
            return "inserted"
        if event.position != self.head.position + 1:
            self.bad = self.head.position + 1
            return "removed"
        if row_hash(event) != event.hash:
            return "altered"
        if event.previous_hash != self.head.hash:
            # This row is what it says; the one before was changed and given a fitting hash.
            self.bad = max(1, self.head.position)
            return "altered"
        self.head = Head(event.position, event.hash)
        if self.noted and self.noted.position == event.position and self.noted.hash != event.hash:
            return "rewritten"
        return None

    def end(self) -> Verdict:
        """The verdict after the last row."""
        last = max(known.position for known in (Head(), self.anchor, self.noted) if known)
        if self.head.position < last:
            self.bad = self.head.position + 1
            return self.changed("removed")
        if not _fits(self.anchor, self.head):
            return self.changed("rewritten")
        return Verdict(
            ok=True,
            rows=self.head.position,
            first_bad_position=None,
            reason=None,
            head=self.head,
        )

    def changed(self, reason: Reason) -> Verdict:
        """A change at the row in hand; a chain replaced as a whole has no first row to blame."""
        return Verdict(
            ok=False,
            rows=self.head.position,
            first_bad_position=None if reason == "rewritten" else self.bad,
            reason=reason,
            head=self.head,
        )


async def _freeze(session: AsyncSession) -> None:
    """Read anchor and rows as of one moment, whoever appends meanwhile (SQLite always does)."""
    if session.get_bind().dialect.name == "postgresql":
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


async def _events(session: AsyncSession) -> AsyncIterator[AuditEvent]:
    last: int | None = None
    while True:
        query = select(AuditEvent).order_by(col(AuditEvent.position)).limit(_PAGE)
        if last is not None:
            query = query.where(col(AuditEvent.position) > last)
        page = (await session.exec(query)).all()
        for event in page:
            yield event
        if len(page) < _PAGE:
            return
        last = page[-1].position
        session.expunge_all()


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    # Through JSON and back: what is hashed now is what the database gives back later.
    return json.loads(json.dumps(dict(values or {}), allow_nan=False))


def _seal(head: Head) -> str:
    return keyed_hash("audit anchor", f"{head.position}:{head.hash}")


def _fits(anchor: AuditAnchor | None, head: Head) -> bool:
    """Whether the trail ends where its anchor says, and the portal sealed that anchor."""
    if anchor is None:
        return head == Head()
    return anchor.hash == head.hash and hmac.compare_digest(anchor.seal, _seal(head))
