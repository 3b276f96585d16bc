"""What the screens of adhésion get from its services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from damancom_reflex.domain.enrolment.content import Content
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import EnrolmentFacts
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.places import PlaceView
from damancom_reflex.services.recouvrement.views import TermsView

__all__ = [
    "Applicant",
    "CodeView",
    "DraftView",
    "FiledView",
    "HistoryLine",
    "Saved",
    "TermsView",
]


@dataclass(frozen=True, slots=True)
class Applicant:
    """A visitor with the browser's own secret: what opens their request, and nobody else's.

    Attributes:
        visitor: address, browser and language.
        key: value of the applicant cookie; empty for a browser that began nothing.
    """

    visitor: Visitor
    key: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A request that is being typed.

    Attributes:
        id: its id.
        version: to be given back with every change; an older one is refused with `changed_elsewhere`.
        status: DRAFT, or SUBMITTED / CORRECTION_REQUESTED while a filed request is being changed.
        reference: of a filed request, empty for a draft.
        affiliate_number: seven digits.
        number_key_ok: whether its key fits; the register knows it either way.
        legal_name: the company's.
        typed: the very characters typed, by field name.
        errors: refusal code of each typed field that does not stand, with its figures; fields left empty are absent.
        facts: what is complete.
        representative_in_register: the identity matches the register.
        representative_is_new: it does not, and a new representative is to be named.
        representative_name: name in the register when it matches, else empty.
        identity_tries_left: look-ups of an identity left.
        phone: proved number (E.164), empty until then; `email` likewise.
        terms_accepted: the terms were accepted for this very content.
        reason_code: why a correction was asked, empty otherwise.
        reason_note: the officer's own words.
        saved_at: last change, aware.
        expires_at: end of a draft's 90 days, aware; none once filed.
    """

    id: str
    version: int
    status: EnrolmentStatus
    reference: str
    affiliate_number: str
    number_key_ok: bool
    legal_name: str
    typed: dict[str, str]
    errors: dict[str, tuple[str, dict[str, object]]]
    facts: EnrolmentFacts
    representative_in_register: bool
    representative_is_new: bool
    representative_name: str
    identity_tries_left: int
    phone: str
    email: str
    terms_accepted: bool
    reason_code: str
    reason_note: str
    saved_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    """Answer to a field that was typed: version to go on with, time it was saved, refusal of what was typed or none."""

    version: int
    saved_at: datetime
    error: tuple[str, dict[str, object]] | None


@dataclass(frozen=True, slots=True)
class CodeView:
    """State of the code that proves a phone or an e-mail address.

    Attributes:
        sent: whether a code is on its way and can be answered.
        prefix: two letters that name the message that counts.
        destination_shown: what was typed, as it was read (`+212 6 12 34 56 78`): its owner is on the screen.
        expires_at: end of the code's life; `resend_at`: moment another may be asked.
        tries_left: wrong tries left.
        locked_until: end of the lock, if there is one.
        waiting: why none was sent (`resend_too_soon`, `resend_exhausted`, `locked`), empty otherwise.
    """

    sent: bool
    prefix: str
    destination_shown: str
    expires_at: datetime
    resend_at: datetime
    tries_left: int
    locked_until: datetime | None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a request: the business day, and what was done."""

    day: date
    action: str


@dataclass(frozen=True, slots=True)
class FiledView:
    """A request that was submitted, for who may follow it.

    Attributes:
        id: id of its row, to open it again for a change.
        reference: as printed.
        revision: times it was submitted; the forms of an earlier one no longer count.
        status: where it stands.
        legal_name: the company's.
        affiliate_number: seven digits.
        content: what was last submitted.
        has_delegate: whether there is a mandate form.
        new_representative: whether the change of representative is to be proved.
        agency: where to bring the forms.
        submitted_at: last submission, aware.
        business_day: the same on the business calendar.
        expires_on: last day to bring the forms or to correct; none when nothing is waited for.
        decided_at: when it was decided.
        reason_code: of a refusal or correction; `reason_note`: the officer's words.
        may_change: whether it may be opened for a change by this browser now.
        needs_code: a change would be possible after a code to the verified phone.
        papers: names of the papers to download, in order: `demande`, `prelevement`, `mandat`, `dossier`.
        history: what happened, oldest first.
    """

    id: str
    reference: str
    revision: int
    status: EnrolmentStatus
    legal_name: str
    affiliate_number: str
    content: Content
    has_delegate: bool
    new_representative: bool
    agency: PlaceView
    submitted_at: datetime
    business_day: date
    expires_on: date | None
    decided_at: datetime | None
    reason_code: str
    reason_note: str
    may_change: bool
    needs_code: bool
    papers: tuple[str, ...]
    history: tuple[HistoryLine, ...]
