"""A request while it is typed: opened, resumed, every character kept. SPEC section 6."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import audit, business
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import Dossier, draft_life, load, look, to_change
from damancom_reflex.services.enrolment.standing import field_error, standing, step_of
from damancom_reflex.services.enrolment.viewed import view
from damancom_reflex.services.enrolment.views import Applicant, DraftView, Saved
from damancom_reflex.services.kept import kept
from damancom_reflex.services.keys import token_hash
from damancom_reflex.services.rows import changed
from damancom_reflex.store.engine import reading, stroke, writing
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from damancom_reflex.store.glances import Stroke

LONGEST_TYPED: Final = 300
"""Characters kept of a field; the longest that stands is an e-mail address of 254."""

MOST_DRAFTS: Final = 20
"""Unfinished requests shown of one browser."""


_TYPE: Final = Stroke(
    update(EnrolmentRequest)
    .where(
        col(EnrolmentRequest.id) == bindparam("request"),
        # Changed, filed or decided since it was looked at, it is another row.
        col(EnrolmentRequest.version) == bindparam("seen"),
        col(EnrolmentRequest.status) == bindparam("standing"),
    )
    .values(
        typed=bindparam("texts"),
        version=bindparam("next"),
        updated_at=bindparam("at"),
        warned_at=None,
    )
)
"""What a field sends while it is typed in."""


async def opened(applicant: Applicant, draft_id: str) -> DraftView:
    """A request that this browser may go on typing.

    Raises:
        Refused: `enrolment_unknown`; `draft_expired`; with `reference`: `enrolment_filed`, `enrolment_needs_code`.
    """
    found = await look(applicant, draft_id)
    found.may_change()
    return view(found)


async def drafts_of(applicant: Applicant) -> list[DraftView]:
    """The unfinished requests of this browser, the latest first."""
    async with reading() as session:
        after = now() - draft_life(await business.today(session))
        mine = (
            select(EnrolmentRequest.id)
            .join(EnrolmentAccess, col(EnrolmentAccess.request_id) == EnrolmentRequest.id)
            .where(
                EnrolmentAccess.browser_hash == token_hash(applicant.key),
                EnrolmentRequest.status == EnrolmentStatus.DRAFT.value,
                col(EnrolmentRequest.updated_at) > after,
            )
            .order_by(col(EnrolmentRequest.updated_at).desc())
            .limit(MOST_DRAFTS)
        )
        ids = (await session.exec(mine)).all()
        return [view(await load(session, applicant, draft_id)) for draft_id in ids]


async def confirm_company(
    applicant: Applicant, draft_id: str, version: int, *, yes: bool
) -> DraftView:
    """« Est-ce bien votre entreprise ? »: yes goes on; no removes the draft, whose last state is given back.

    Raises:
        Refused: `changed_elsewhere` (`version`, `saved_at`), or those of `opened`.
    """
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        found.at_version(version)
        if yes and found.request.company_confirmed:
            return view(found)
        if not yes:
            await _remove(session, found)
        else:
            found.request.company_confirmed = True
            found.touch()
        await audit.append(
            session,
            actor=applicant.visitor.name,
            action="enrolment.company_confirmed" if yes else "enrolment.company_denied",
            subject=found.subject,
            address=applicant.visitor.address,
            after={"affiliate": found.affiliate.number},
        )
        return view(found)


async def type_field(
    applicant: Applicant, draft_id: str, version: int, field: str, text: str
) -> Saved:
    """Keep what was typed in a field, whether it stands or not.

    Raises:
        Refused: `field_unknown`; `changed_elsewhere` (`version`, `saved_at`): nothing is overwritten;
            `step_not_reached` (`step`); or those of `opened`.
    """
    if field not in set(Field):
        raise Refused("field_unknown")
    name = Field(field)
    found = await look(applicant, draft_id)
    if _put(found, version, name, text) and not await stroke(_TYPE, **_typed(found, version)):
        # It changed since it was looked at, or somebody else writes just now.
        async with writing() as session:
            found = await load(session, applicant, draft_id, to_write=True)
            _put(found, version, name, text)
    error = field_error(found, name)
    return Saved(
        version=found.request.version,
        saved_at=found.request.updated_at,
        error=(error.code, error.params) if error else None,
    )


def _typed(found: Dossier, seen: int) -> dict[str, Any]:
    """What `_TYPE` leaves open, for a request that was at version `seen` when it was looked at."""
    request = found.request
    return {
        "request": request.id,
        "seen": seen,
        "standing": request.status,
        "texts": request.typed,
        "next": request.version,
        "at": request.updated_at,
    }


def _put(found: Dossier, version: int, field: Field, text: str) -> bool:
    """Set what was typed in a field on the request; false when it stands there already.

    Raises:
        Refused: those of `type_field`.
    """
    found.may_change()
    found.at_version(version)
    standing(found).at(step_of(field))
    plain = kept(text, LONGEST_TYPED)
    if found.request.typed.get(field, "") == plain:
        return False
    # Another dict, not the same one changed: only so does the row know.
    found.request.typed = {**found.request.typed, field.value: plain}
    found.touch()
    return True


async def lacking(
    applicant: Applicant, draft_id: str, fields: Iterable[str]
) -> dict[str, DomainError]:
    """What stops `fields` from being filed, what is missing or not proved included, in the order of the wizard.

    Raises:
        Refused: those of `opened`.
    """
    found = await look(applicant, draft_id)
    found.may_change()
    wanted = set(fields)
    return {name: error for name, error in standing(found).lacking.items() if name in wanted}


async def _remove(session: AsyncSession, found: Dossier) -> None:
    """Forget a draft whose company was the wrong one.

    Raises:
        Refused: `enrolment_filed` (`reference`): what was filed is not forgotten.
    """
    if found.status is not EnrolmentStatus.DRAFT:
        raise Refused("enrolment_filed", reference=found.request.reference or "")
    request_id = found.request.id
    await changed(
        session, delete(EnrolmentAccess).where(col(EnrolmentAccess.request_id) == request_id)
    )
    await changed(session, delete(EnrolmentRequest).where(col(EnrolmentRequest.id) == request_id))
    session.expunge(found.request)
