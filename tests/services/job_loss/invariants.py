"""What holds of every claim of IPE whatever happened: one is live, its walk, what was told."""

from __future__ import annotations

from collections import Counter

from damancom_reflex.domain.job_loss import CLAIM_MOVES, LIVE, ClaimStatus
from damancom_reflex.services import audit
from damancom_reflex.services.job_loss.messages import FOR_THE_PERSON
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.insured import InsuredPerson
from damancom_reflex.store.trail import AuditEvent
from tests.factories import rows
from tests.services.told import Told, both, told, trails, walk

_S = ClaimStatus
TOLD = {
    "claim.submitted": "claim_submitted",
    "claim.accepted": "claim_accepted",
    "claim.refused": "claim_refused",
    "claim.correction_requested": "claim_correction",
    "claim.withdrawn": "claim_withdrawn",
}
"""Acts that the employer is told of, and the template of each."""


async def check() -> None:
    """Assert all of it on the database of the settings."""
    claims = await rows(JobLossClaim)
    live = Counter(claim.person_id for claim in claims if claim.status in LIVE)
    assert max(live.values(), default=0) <= 1
    events, messages = await trails("claim"), await told(("claim_",))
    assert {claim.reference for claim in claims} == set(events) >= set(messages)
    for claim in claims:
        own = events[claim.reference]
        moves = walk(own[1:], _S.SUBMITTED.value)
        for before, after in moves:
            assert _S(after) in CLAIM_MOVES[_S(before)]
        assert (moves[-1][1] if moves else _S.SUBMITTED) == claim.status
        assert bool(claim.decided_at) == (claim.status in {_S.ACCEPTED, _S.REFUSED})
        assert claim.revision == sum(event.action == "claim.submitted" for event in own)
        assert messages[claim.reference] == await _expected(claim, own)
    assert (await audit.verify()).ok


async def _expected(claim: JobLossClaim, events: list[AuditEvent]) -> Told:
    """What the employer and the person must have been told, and nothing besides."""
    (account,) = await rows(Account, Account.id == claim.account_id)
    (person,) = await rows(InsuredPerson, InsuredPerson.id == claim.person_id)
    found: Told = Counter()
    for event in events:
        if event.action in TOLD:
            found += both(TOLD[event.action], account.email, account.phone)
        if event.action in TOLD and event.after["status"] in FOR_THE_PERSON:
            template = FOR_THE_PERSON[event.after["status"]]
            found += both(template, person.email, person.phone)
    return found
