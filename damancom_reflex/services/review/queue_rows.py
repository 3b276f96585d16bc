"""What a row of the queue shows, and the one statement that reads it for the rows of a page alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, and_, select
from sqlmodel import col

from damancom_reflex.domain.review import Kind
from damancom_reflex.i18n import Language
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.recouvrement.guarantees import has_guarantee
from damancom_reflex.services.recouvrement.signatures import is_signed
from damancom_reflex.services.review.hands import alive
from damancom_reflex.services.statements import Rows
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate, Agency, CollectionOffice
from damancom_reflex.store.insured import InsuredPerson
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.review import FileInHand


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A request of the queue.

    Attributes:
        kind: of the request.
        reference: as printed.
        status: by its text.
        filed: business day it was last filed.
        deadline: day something is due; none when nothing is.
        affiliate_number: seven digits.
        legal_name: the employer's.
        person_fr: the insured person of a claim, in Latin letters; empty for others. `person_ar` in Arabic, when known.
        office_fr: the office it belongs to; empty for none. `office_ar` likewise.
        holder: name of who has the file in hand; empty for nobody.
        held_since: since when, aware.
        mine: whether that is who asks.
        guaranteed: whether a guarantee was received for a remission.
        signed_once: whether somebody gave the first signature under its validation.
    """

    kind: Kind
    reference: str
    status: str
    filed: date
    deadline: date | None
    affiliate_number: str
    legal_name: str
    person_fr: str
    person_ar: str
    office_fr: str
    office_ar: str
    holder: str
    held_since: datetime | None
    mine: bool
    guaranteed: bool
    signed_once: bool

    @property
    def awaited(self) -> date | None:
        """Day by which something is still awaited; none once it came: with a guarantee a request no longer expires."""
        return None if self.guaranteed else self.deadline

    def person(self, language: Language) -> str:
        """The insured person, in Latin letters where the Arabic ones are not on record."""
        return (language == "ar" and self.person_ar) or self.person_fr

    def office(self, language: Language) -> str:
        """The office in a language."""
        return self.office_ar if language == "ar" else self.office_fr


def shown(cut: Rows, since: BindParameter[datetime]) -> Rows:
    """The rows of a page with what is shown of them: read for these alone; `since` is `hands.idle_since()`."""
    page = cut.subquery("page")
    columns: list[Any] = [
        *(page.c.kind, page.c.reference, page.c.status, page.c.filed, page.c.deadline),
        *(Affiliate.number, Affiliate.legal_name),
        *(InsuredPerson.first_name, InsuredPerson.surname),
        *(InsuredPerson.first_name_ar, InsuredPerson.surname_ar),
        *(Agency.name_fr, Agency.name_ar, CollectionOffice.name_fr, CollectionOffice.name_ar),
        *(FileInHand.account_id, FileInHand.taken_at, Account.display_name),
        *(has_guarantee(), is_signed()),
    ]
    in_hand = and_(col(FileInHand.reference) == page.c.reference, alive(since))
    collected = and_(
        col(CollectionOffice.id) == Affiliate.collection_office_id,
        page.c.kind == Kind.REMISSION.value,
    )
    return (
        select(*columns)
        .select_from(page)
        .join(Affiliate, col(Affiliate.id) == page.c.affiliate_id)
        .outerjoin(InsuredPerson, col(InsuredPerson.id) == page.c.person_id)
        .outerjoin(Agency, col(Agency.id) == page.c.agency_id)
        .outerjoin(CollectionOffice, collected)
        .outerjoin(FileInHand, in_hand)
        .outerjoin(Account, col(Account.id) == FileInHand.account_id)
        .outerjoin(RemissionRequest, col(RemissionRequest.reference) == page.c.reference)
    )


def queue_row(row: Sequence[Any], actor: Actor) -> QueueRow:
    """A row of `shown` as screens get it."""
    kind, reference, status, filed, deadline, number, legal_name, *rest = row
    first, surname, first_ar, surname_ar, *rest = rest
    agency_fr, agency_ar, office_fr, office_ar, *rest = rest
    holder_id, since, holder, guaranteed, signed = rest
    return QueueRow(
        kind=Kind(kind),
        reference=reference,
        status=status,
        filed=filed,
        deadline=deadline,
        affiliate_number=number,
        legal_name=legal_name,
        person_fr=f"{first or ''} {surname or ''}".strip(),
        person_ar=f"{first_ar or ''} {surname_ar or ''}".strip() if surname_ar else "",
        office_fr=agency_fr or office_fr or "",
        office_ar=agency_ar or office_ar or "",
        holder=holder or "",
        held_since=since,
        mine=holder_id == actor.account_id,
        guaranteed=bool(guaranteed),
        signed_once=bool(signed),
    )
