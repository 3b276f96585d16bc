"""What an employer may read of the audit trail: which acts, and of each of them which fields.

Every act has its decision here, told or withheld; a test fails on one without.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_MOVE: Final = ("status", "business_day")

TOLD: Final[Mapping[str, frozenset[str]]] = {
    act: frozenset(fields)
    for act, fields in {
        "enrolment.submitted": (*_MOVE, "affiliate", "new_representative", "delegate"),
        "enrolment.amended": (*_MOVE, "affiliate", "new_representative", "delegate"),
        "enrolment.received": _MOVE,
        "enrolment.correction_requested": (*_MOVE, "reason", "expires_on"),
        "enrolment.validated": _MOVE,
        "enrolment.refused": (*_MOVE, "reason"),
        "enrolment.expired": _MOVE,
        "enrolment.warned": _MOVE,
        "enrolment.phone_verified": ("field",),
        "enrolment.email_verified": ("field",),
        "enrolment.code_locked": ("field",),
        "enrolment.followed": (),
        "remission.signed": (
            *_MOVE,
            *("affiliate", "mode", "total_debt", "remission", "to_pay", "down_payment", "months"),
            *("decision", "guarantees_due", "debit_day"),
        ),
        "remission.guarantee_registered": (
            *_MOVE,
            *("guarantee", "guarantee_amount", "document", "received_on"),
        ),
        "remission.validated": (*_MOVE, "debits"),
        "remission.refused": (*_MOVE, "reason"),
        "remission.cancelled": (*_MOVE, "reason", "debit", "paid", "owed", "reinstated"),
        "remission.completed": (*_MOVE, "paid"),
        "remission.expired": _MOVE,
        "remission.reminded": _MOVE,
        "remission.debit_collected": (
            *_MOVE,
            *("debit", "debit_day", "debit_status", "amount"),
        ),
        "remission.debit_rejected": (
            *_MOVE,
            *("debit", "debit_day", "debit_status", "amount", "reason"),
        ),
        "claim.submitted": (*_MOVE, "loss_date", "reason", "verdict"),
        "claim.under_review": _MOVE,
        "claim.correction_requested": (*_MOVE, "reason"),
        "claim.accepted": _MOVE,
        "claim.refused": (*_MOVE, "reason"),
        "claim.withdrawn": _MOVE,
        "claim.paper_added": ("kind", "size"),
        "claim.paper_removed": ("kind", "size"),
        "bank_account.added": ("bank", "rib"),
        "session.opened": ("device", "known_device"),
        "session.closed": (),
        "session.all_closed": ("closed",),
        "sign_in.locked": (),
        "password.link_asked": (),
        "password.set": ("sessions_closed",),
        "messages.language_set": ("language",),
    }.items()
}
"""Acts that an employer reads on what is theirs, each with its fields; any other field stays out."""

_OF_THE_FUND: Final = "how the fund shares its work out"
_OF_STAFF: Final = "done to accounts of the staff alone"
_OF_A_DRAFT: Final = "done by a visitor to a draft that nobody filed, perhaps not theirs"

WITHHELD: Final[Mapping[str, str]] = {
    "file.taken": _OF_THE_FUND,
    "file.taken_over": _OF_THE_FUND,
    "file.given_back": _OF_THE_FUND,
    "remission.signed_once": _OF_THE_FUND,
    "debits.produced": _OF_THE_FUND,
    "debits.signed_off": _OF_THE_FUND,
    "debits.downloaded": _OF_THE_FUND,
    "calendar.moved": "the demo's own",
    "account.created": _OF_STAFF,
    "account.role_set": _OF_STAFF,
    "account.opened": _OF_STAFF,
    "account.closed": _OF_STAFF,
    "authenticator.enrolled": _OF_STAFF,
    "authenticator.reset": _OF_STAFF,
    "backup_codes.made": _OF_STAFF,
    "enrolment.began": _OF_A_DRAFT,
    "enrolment.company_confirmed": _OF_A_DRAFT,
    "enrolment.company_denied": _OF_A_DRAFT,
    "enrolment.identity_looked_up": _OF_A_DRAFT,
    "enrolment.resumed": _OF_A_DRAFT,
    "enrolment.follow_up_locked": _OF_A_DRAFT,
}
"""Acts that no employer reads, and why."""

WITHHELD_FIELDS: Final = frozenset(
    {
        # The fund's own: who has a file, who signed, who has not, which office, which account.
        *("holder", "signed_by", "missing", "agency", "agency_id", "collection_office"),
        *("account", "identifier", "role", "active", "codes"),
        # Numbers that only the portal reads; the reference is what the act was done to.
        *("revision", "draft", "reference", "day", "total", "ledger_id", "decision_id"),
        # Of the demo's calendar.
        "until",
        # What the register answered to a visitor.
        *("tries", "in_register"),
    }
)
"""Fields with a word that no employer reads on any act."""
