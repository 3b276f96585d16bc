"""What holds of every request for an account whatever happened: its walk, what it opened, what was told."""

from __future__ import annotations

from collections import Counter

from damancom_reflex.domain.enrolment.life import ENROLMENT_MOVES, FILED, EnrolmentStatus
from damancom_reflex.services import audit
from damancom_reflex.store.accounts import Account, AccountAffiliation, Link
from damancom_reflex.store.enrolments import EnrolmentConsent, EnrolmentRequest
from damancom_reflex.store.mandates import DebitAuthorisation, Mandate
from damancom_reflex.store.trail import AuditEvent
from tests.factories import rows
from tests.services.told import Told, both, told, trails, walk

_S = EnrolmentStatus
TOLD = {
    "enrolment.submitted": "enrolment_submitted",
    "enrolment.amended": "enrolment_submitted",
    "enrolment.received": "enrolment_received",
    "enrolment.refused": "enrolment_refused",
    "enrolment.correction_requested": "enrolment_correction",
}
"""Acts that are told by e-mail and on the phone, and the template of each."""

TEMPLATES = (
    *TOLD.values(),
    *("enrolment_expired", "enrolment_draft_warning"),
    *("enrolment_validated", "enrolment_mandated", "activation_link"),
)


async def check() -> None:
    """Assert all of it on the database of the settings."""
    requests = await rows(EnrolmentRequest)
    under_way = Counter(row.affiliate_id for row in requests if row.status in FILED)
    assert max(under_way.values(), default=0) <= 1
    for request in requests:
        await _opened(request)
        consents = await rows(EnrolmentConsent, EnrolmentConsent.request_id == request.id)
        assert sorted(consent.revision for consent in consents) == [*range(1, request.revision + 1)]
    await _trail(requests)
    assert (await audit.verify()).ok


async def _opened(request: EnrolmentRequest) -> None:
    """A validated request, and no other, opened an account with its link, its authorisation, and the mandate asked."""
    done = request.status == _S.VALIDATED
    assert done == (request.account_id is not None)
    mandates = await rows(Mandate, Mandate.request_id == request.id)
    asked = done and request.typed.get("delegated") == "yes"
    assert len(mandates) == asked
    debits = await rows(DebitAuthorisation, DebitAuthorisation.request_id == request.id)
    assert len(debits) == done
    theirs = AccountAffiliation.affiliate_id == request.affiliate_id
    rights = await rows(AccountAffiliation, theirs)
    assert [right.account_id for right in rights] == ([request.account_id] if done else [])
    if done:
        assert len(await rows(Account, Account.id == request.account_id)) == 1
        assert len(await rows(Link, Link.account_id == request.account_id)) == 1


async def _trail(requests: list[EnrolmentRequest]) -> None:
    """Every change of status is one the life allows, and the last is where the request stands; each was told once."""
    events = await trails("enrolment")
    messages = await told(TEMPLATES)
    assert {request.reference or request.id for request in requests} >= set(messages)
    for request in requests:
        own = [*events[request.id], *events[request.reference or ""]]
        moves = walk(own, _S.DRAFT.value)
        for before, after in moves:
            assert _S(after) in ENROLMENT_MOVES[_S(before)]
        assert (moves[-1][1] if moves else _S.DRAFT) == request.status
        assert messages[request.reference or request.id] == await _expected(request, own)


async def _expected(request: EnrolmentRequest, events: list[AuditEvent]) -> Told:
    """What the phone and the address that were proved must have been told, and nothing besides."""
    found: Told = Counter()
    for event, following in zip(events, [*events[1:], None], strict=True):
        if event.action in TOLD and not _at_once(event, following):
            found += both(TOLD[event.action], request.email, request.phone)
        if event.action == "enrolment.expired" and event.before["status"] != _S.DRAFT:
            found += both("enrolment_expired", request.email, request.phone)
        if event.action == "enrolment.warned":
            found["enrolment_draft_warning", "EMAIL", request.email] += 1
        if event.action == "enrolment.validated":
            found["enrolment_validated", "SMS", request.phone] += 1
            found["activation_link", "EMAIL", request.email] += 1
            for mandate in await rows(Mandate, Mandate.request_id == request.id):
                found += both("enrolment_mandated", mandate.email, mandate.phone)
    return found


def _at_once(event: AuditEvent, following: AuditEvent | None) -> bool:
    """Whether forms were received by who validates in the same breath: one message tells of both.

    So whoever tries both acts apart lets two officers do them.
    """
    return (
        event.action == "enrolment.received"
        and following is not None
        and following.action == "enrolment.validated"
        and following.actor == event.actor
    )
