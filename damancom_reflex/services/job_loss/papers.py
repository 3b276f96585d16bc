"""Papers of a claim: added, given back and taken away while it is not decided; and form 310-1-26, ready to sign."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.documents.job_loss import ClaimFormPaper, DaysCount, claim_form_pdf
from damancom_reflex.domain.job_loss import LIVE, ClaimStatus, Condition, window_before
from damancom_reflex.domain.job_loss.papers import MOST_PAPERS, PaperKind, paper_name, sniff
from damancom_reflex.i18n import Language, translator
from damancom_reflex.logs import log
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.job_loss.access import load_claim
from damancom_reflex.services.job_loss.forms import reasons_on
from damancom_reflex.services.job_loss.moving import subject
from damancom_reflex.services.job_loss.register import person_view
from damancom_reflex.services.job_loss.views import PaperView
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.store import files
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimPaper, JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import Employment, InsuredPerson

_LONGEST_ID = 32
CLAIM_PAGE = "ipe/demandes"
"""Page of a claim, below the language; the reference goes into `r`."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper as it was handed in: `media_type` is what its content is, `name` fit to be shown."""

    content: bytes
    media_type: str
    name: str


async def add_paper(
    actor: Actor, reference: str, kind: str, name: str, content: bytes
) -> PaperView:
    """Add a paper to a claim that is not decided. The same content twice is one paper: the first is answered.

    The file is on the disk before its row: a row never names a file that is not there.

    Args:
        actor: who adds it.
        reference: the claim's, however it is typed.
        kind: one of `PaperKind`.
        name: as the employer's machine calls the file; only what may be shown of it is kept.
        content: the file, 5 MiB at most.

    Raises:
        PaperError: when the file is not taken.
        Refused: `claim_unknown`; `claim_closed` once it is decided or withdrawn; `paper_kind_unknown`;
            `too_many_papers` (`most`); `not_allowed` for staff.
    """
    if kind not in set(PaperKind):
        raise Refused("paper_kind_unknown")
    async with reading() as session:
        claim, *_ = await load_claim(session, actor, reference)
    _may_change(claim)
    media_type, digest = await in_paper_thread(
        lambda: (sniff(content), hashlib.sha256(content).hexdigest())
    )
    paper = ClaimPaper(
        claim_id=claim.id or 0,
        account_id=actor.account_id,
        kind=kind,
        name=paper_name(name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=digest,
        stored=await to_thread.run_sync(files.write, content),
    )
    try:
        added = await _add(actor, reference, paper)
    except BaseException:
        await _tidy(paper)
        raise
    if added.id != paper.id:
        await _remove_file(paper.stored)
    return added


async def remove_paper(actor: Actor, reference: str, paper_id: str) -> None:
    """Take a paper away from a claim that is not decided: its row first, then its file.

    Raises:
        Refused: `claim_unknown`; `paper_unknown`, one that was taken away included; `claim_closed`; `not_allowed`.
    """
    async with writing() as session:
        claim = await _held(session, actor, reference)
        paper = await _paper(session, claim, paper_id)
        _may_change(claim)
        await session.delete(paper)
        await session.flush()
        await _note(session, actor, claim, "claim.paper_removed", before=_audited(paper))
    await _remove_file(paper.stored)


async def paper(actor: Actor, reference: str, paper_id: str) -> PaperFile:
    """A paper of a claim, for whoever may see the claim.

    Raises:
        Refused: `claim_unknown`; `paper_unknown`; `not_allowed`.
    """
    async with reading() as session:
        claim, *_ = await load_claim(session, actor, reference, to_read=True)
        found = await _paper(session, claim, paper_id)
    try:
        content = await to_thread.run_sync(files.read, found.stored)
    except FileNotFoundError as error:
        # Taken away this instant, or lost: nobody can tell but whoever reads the log.
        log(__name__).error("paper without its file", paper=found.id)
        raise Refused("paper_unknown") from error
    return PaperFile(content, found.media_type, found.name)


async def claim_form(actor: Actor, reference: str, language: Language) -> bytes:
    """Form 310-1-26 of a filed claim as PDF: what it says is what was last filed.

    Args:
        actor: who asks.
        reference: the claim's, however it is typed.
        language: of the file's title; the form itself is in French with Arabic headings.

    Raises:
        Refused: `claim_unknown`; `not_allowed`.
    """
    async with reading() as session:
        found = await load_claim(session, actor, reference, to_read=True)
        view = _form_paper(*found, language=language)
    return await in_paper_thread(lambda: claim_form_pdf(view, translator(language)))


async def _add(actor: Actor, reference: str, paper: ClaimPaper) -> PaperView:
    async with writing() as session:
        claim = await _held(session, actor, reference)
        _may_change(claim)
        if same := await _same(session, claim, paper.sha256):
            return same
        session.add(paper)
        await session.flush()
        await _note(session, actor, claim, "claim.paper_added", after=_audited(paper))
    return _view(paper)


async def _held(session: AsyncSession, actor: Actor, reference: str) -> JobLossClaim:
    """A claim, held until the transaction ends: two papers at once are counted one after the other."""
    claim, *_ = await load_claim(session, actor, reference)
    await session.refresh(claim, with_for_update=True)
    return claim


async def _same(session: AsyncSession, claim: JobLossClaim, digest: str) -> PaperView | None:
    """The paper of a claim that already holds this content, if there is one.

    Raises:
        Refused: `too_many_papers` (`most`), when there is none and no room for one more.
    """
    papers = select(ClaimPaper).where(ClaimPaper.claim_id == claim.id)
    if same := (await session.exec(papers.where(ClaimPaper.sha256 == digest))).first():
        return _view(same)
    count = select(func.count()).where(col(ClaimPaper.claim_id) == claim.id)
    if (await session.exec(count)).one() >= MOST_PAPERS:
        raise Refused("too_many_papers", most=MOST_PAPERS)
    return None


def _may_change(claim: JobLossClaim) -> None:
    if ClaimStatus(claim.status) not in LIVE:
        raise Refused("claim_closed")


async def _paper(session: AsyncSession, claim: JobLossClaim, paper_id: str) -> ClaimPaper:
    wanted = select(ClaimPaper).where(
        ClaimPaper.claim_id == claim.id, ClaimPaper.id == kept(paper_id, _LONGEST_ID)
    )
    found = (await session.exec(wanted)).first()
    if found is None:
        raise Refused("paper_unknown")
    return found


async def _note(
    session: AsyncSession, actor: Actor, claim: JobLossClaim, action: str, **change: Any
) -> None:
    await audit.append(
        session,
        actor=actor.name,
        action=action,
        subject=subject(claim.reference),
        address=actor.address,
        **change,
    )


def _audited(paper: ClaimPaper) -> dict[str, Any]:
    """What the trail keeps of a paper: never its name, which may be a person's."""
    return {"kind": paper.kind, "size": paper.size, "sha256": paper.sha256}


async def _tidy(paper: ClaimPaper) -> None:
    """Remove a file that no row names. When the database cannot say, the file stays: a lost paper is worse."""
    with suppress(Exception):
        async with reading() as session:
            named = select(ClaimPaper.id).where(ClaimPaper.stored == paper.stored)
            if (await session.exec(named)).first() is not None:
                return
        await _remove_file(paper.stored)


async def _remove_file(stored: str) -> None:
    try:
        await to_thread.run_sync(files.remove, stored)
    except OSError as error:
        log(__name__).error("file of a paper not removed", reason=type(error).__name__)


def _view(row: ClaimPaper) -> PaperView:
    return PaperView(row.id, row.kind, row.name, row.size, row.added_at)


def _form_paper(
    claim: JobLossClaim,
    job: Employment,
    person: InsuredPerson,
    affiliate: Affiliate,
    *,
    language: Language,
) -> ClaimFormPaper:
    rule = rules.job_loss_rule(claim.loss_date)
    told = claim.told.get("figures", {})
    counts = (
        (Condition.DAYS_LONG, rule.long_months, rule.long_days),
        (Condition.DAYS_RECENT, rule.recent_months, rule.recent_days),
    )
    return ClaimFormPaper(
        reference=claim.reference,
        revision=claim.revision,
        created_at=claim.attested_at,
        submitted_on=claim.business_day,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        person=person_view(person, job),
        loss_date=claim.loss_date,
        reasons=tuple(reasons_on(claim.business_day).values()),
        reason_code=claim.reason_code,
        late_reason=claim.late_reason,
        counts=tuple(
            DaysCount(months, window_before(claim.loss_date, months), *told.get(each, (None, days)))
            for each, months, days in counts
        ),
        url=public_address(CLAIM_PAGE, language, r=claim.reference),
    )
