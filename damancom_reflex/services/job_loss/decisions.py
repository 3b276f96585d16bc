"""What the fund decides on a filed claim: taken up, accepted, refused, to be corrected. SPEC section 7.

Each decision is one transaction: the change of status, which the database grants to the first who asks, its messages to
the employer and to the insured person, and its audit event. A claim that nobody took up is taken up first: both acts
are in the trail.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.domain.job_loss import LIVE, ClaimStatus
from damancom_reflex.services import business, desk
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.job_loss import messages
from damancom_reflex.services.job_loss.moving import moved
from damancom_reflex.services.job_loss.moving import note as noted
from damancom_reflex.services.reasons import on_file, own_words
from damancom_reflex.services.references import CLAIM, read_reference
from damancom_reflex.services.turns import hold
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import writing

_S = ClaimStatus
_TEMPLATES: Final = {
    _S.ACCEPTED: messages.ACCEPTED,
    _S.REFUSED: messages.REFUSED,
    _S.CORRECTION_REQUESTED: messages.CORRECTION,
}


async def take_up(reference: str, actor_name: str) -> None:
    """Begin to examine a claim; nobody is told, the employer sees its status.

    Args:
        reference: the claim's, however it is typed.
        actor_name: who decides, as the audit trail names them.

    Raises:
        Refused: `claim_reference_unknown`.
        TransitionError: `impossible_transition` (`before`, `after`), also for the second of two who decide at once.
    """
    async with writing() as session:
        await _taken_up(session, await _claim(session, reference), actor_name)


async def accept(reference: str, actor_name: str, note: str = "") -> None:
    """Grant the indemnity.

    Args:
        reference: the claim's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        note: what the officer adds for the employer, 500 characters at most.

    Raises:
        Refused: `claim_reference_unknown`.
        TransitionError: as for `take_up`.
    """
    await _decide(reference, actor_name, _S.ACCEPTED, "", note)


async def refuse(reference: str, actor_name: str, reason: str, note: str = "") -> None:
    """Refuse for a reason on file, with the officer's own words.

    Args:
        reference: the claim's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a reason of refusal.
        note: what the officer adds for the employer, 500 characters at most.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `claim_reference_unknown`.
        TransitionError: as for `take_up`.
    """
    on_file(reason, rules.job_loss_refusals(), note)
    await _decide(reference, actor_name, _S.REFUSED, reason, note)


async def request_correction(reference: str, actor_name: str, reason: str, note: str = "") -> None:
    """Give it back to the employer, to be corrected and filed again.

    Args:
        reference: the claim's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a correction that may be asked.
        note: what the officer adds for the employer, 500 characters at most.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `claim_reference_unknown`.
        TransitionError: as for `take_up`.
    """
    on_file(reason, rules.job_loss_corrections(), note)
    await _decide(reference, actor_name, _S.CORRECTION_REQUESTED, reason, note)


async def _decide(
    reference: str, actor_name: str, after: ClaimStatus, reason: str, note: str
) -> None:
    async with writing() as session:
        claim = await _claim(session, reference)
        if claim.status == _S.SUBMITTED:
            await _taken_up(session, claim, actor_name)
        given = {"decision_code": reason, "decision_note": own_words(note)}
        # A correction leaves the claim to be decided.
        decided = {} if after in LIVE else {"decided_at": await business.moment(session)}
        before = await moved(session, claim, after, **given, **decided)
        await messages.tell(session, _TEMPLATES[after], claim)
        await messages.tell_person(session, claim)
        more = {"reason": reason} if reason else {}
        await noted(session, claim, actor_name, before, address=desk.address(), **more)


async def _taken_up(session: AsyncSession, claim: JobLossClaim, actor_name: str) -> None:
    before = await moved(session, claim, _S.UNDER_REVIEW)
    await noted(session, claim, actor_name, before, address=desk.address())


async def _claim(session: AsyncSession, reference: str) -> JobLossClaim:
    its_own = col(JobLossClaim.reference) == read_reference(CLAIM, reference)
    # Before the trail is written to, as all do who act on it: else two would wait for each other.
    await hold(session, its_own)
    wanted = select(JobLossClaim).where(its_own)
    found = await session.exec(wanted.execution_options(populate_existing=True))
    claim = found.first()
    if claim is None:
        raise Refused("claim_reference_unknown")
    await desk.admit(session, claim)
    return claim
