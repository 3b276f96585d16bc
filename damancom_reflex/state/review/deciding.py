"""What an officer types with a decision: which fields an action has, and what is said back before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.dates import parse_day
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import rib as read_rib
from damancom_reflex.domain.masks import mask_rib
from damancom_reflex.domain.money import parse_amount
from damancom_reflex.domain.review import Action, Kind
from damancom_reflex.i18n import Translator
from damancom_reflex.rules.remission_life import guarantee_kinds
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.reasons import LONGEST_NOTE
from damancom_reflex.services.review import Given, reasons
from damancom_reflex.state.adhesion.summary import Line
from damancom_reflex.state.format import mad
from damancom_reflex.state.review.queue import Option
from damancom_reflex.state.review.words import ACTIONS

TEXTS: Final = ("reason", "note", "rib", "guarantee", "amount", "document", "received_on", "debit")
BOXES: Final = ("sufficient", "paid_down")
YES: Final = "yes"
LONGEST: Final = {"note": LONGEST_NOTE}
LONGEST_LINE: Final = 120

NOTED: Final = frozenset(
    {Action.ACCEPT, Action.REQUEST_CORRECTION, Action.REFUSE, Action.REJECT_DEBIT, Action.CANCEL}
)
"""Decisions an officer may add words of their own to, for the employer."""

FIELD_OF: Final = {
    "reason_unknown": "reason",
    "note_missing": "note",
    "debit_unknown": "debit",
    "debit_collected": "debit",
    "debit_not_sent": "debit",
    "earlier_debit_open": "debit",
    "guarantee_kind_unknown": "guarantee",
    "guarantee_document_missing": "document",
    "guarantees_not_sufficient": "sufficient",
    "down_payment_not_received": "paid_down",
    "empty_amount": "amount",
    "amount_too_large": "amount",
    "malformed_amount": "amount",
    "malformed_day": "received_on",
    "guarantee_in_future": "received_on",
    "guarantee_before_request": "received_on",
    "guarantee_late": "received_on",
}
"""Field that a refusal points to, by its code; others point to none."""


@dataclass(frozen=True)
class Choice:
    """An action that may be taken, as its button says it."""

    code: str
    label: str


@dataclass(frozen=True)
class Form:
    """What an action asks for: which fields are shown; `paid_down` is the box of a plan that has a down payment."""

    action: str = ""
    title: str = ""
    means: str = ""
    reasons: bool = False
    note: bool = False
    rib: bool = False
    guarantee: bool = False
    plan: bool = False
    paid_down: str = ""
    debit: bool = False


def choices(actions: tuple[Action, ...], _: Translator) -> list[Choice]:
    """The buttons of a file, in the order of the table of rights."""
    return [Choice(action.value, _(ACTIONS[action])) for action in actions]


def form_of(
    kind: Kind, action: Action, means: str, _: Translator, *, down_payment: int | None
) -> Form:
    """The fields of an action; `down_payment` (centimes) is that of a plan, none for what is paid by no plan."""
    plan = down_payment is not None and (kind, action) == (Kind.REMISSION, Action.VALIDATE)
    return Form(
        action=action.value,
        title=_(ACTIONS[action]),
        means=means,
        reasons=bool(reasons(kind, action)),
        note=action in NOTED,
        rib=(kind, action) == (Kind.ENROLMENT, Action.VALIDATE),
        guarantee=action is Action.REGISTER_GUARANTEE,
        plan=plan,
        paid_down=_("L'avance de {amount} est versée.", amount=_.ltr(mad(down_payment)))
        if plan and down_payment
        else "",
        debit=action is Action.REJECT_DEBIT,
    )


def reason_options(kind: Kind, action: Action, _: Translator) -> list[Option]:
    """The reasons on file for an action."""
    return [Option(code, why.text(_.language)) for code, why in reasons(kind, action).items()]


def guarantee_options(_: Translator) -> list[Option]:
    """The kinds of guarantees on file."""
    return [Option(code, kind.text(_.language)) for code, kind in guarantee_kinds().items()]


def field_of(code: str) -> str:
    """The field that a refusal points to; empty when it points to none."""
    return "rib" if code.endswith("_rib") else FIELD_OF.get(code, "")


def lacking(kind: Kind, action: Action, typed: dict[str, str]) -> dict[str, DomainError]:
    """What does not stand of what was typed, before anything is asked; the services look at all of it again."""
    known = reasons(kind, action)
    found: dict[str, DomainError] = {}
    if known and typed["reason"] not in known:
        found["reason"] = Refused("reason_unknown", reasons="")
    elif known and known[typed["reason"]].in_own_words and not typed["note"].strip():
        found["note"] = Refused("note_missing")
    if action is Action.REGISTER_GUARANTEE:
        found |= _lacking_guarantee(typed)
    elif action is Action.VALIDATE:
        found |= _unreadable(typed, {"rib": read_rib})
    return found


def _lacking_guarantee(typed: dict[str, str]) -> dict[str, DomainError]:
    found = _unreadable(typed, {"received_on": parse_day})
    try:
        parse_amount(typed["amount"])
    except DomainError as error:
        found["amount"] = error
    if typed["guarantee"] not in guarantee_kinds():
        found["guarantee"] = Refused("guarantee_kind_unknown", kinds="")
    if not typed["document"].strip():
        found["document"] = Refused("guarantee_document_missing")
    return found


def _unreadable(
    typed: dict[str, str], readers: dict[str, Callable[[str], object]]
) -> dict[str, DomainError]:
    """Fields that may stay empty, and hold something that is not what they are for."""
    found: dict[str, DomainError] = {}
    for name, reads in readers.items():
        try:
            if typed[name].strip():
                reads(typed[name])
        except DomainError as error:
            found[name] = error
    return found


def said_back(kind: Kind, action: Action, typed: dict[str, str], _: Translator) -> list[Line]:
    """What is about to be done, in the officer's own choices, for the question before it."""
    known, kinds = reasons(kind, action), guarantee_kinds()
    lines = [
        Line(_("Motif"), known[typed["reason"]].text(_.language)) if known else None,
        Line(_("Message à l'employeur"), typed["note"].strip()) if action in NOTED else None,
    ]
    if action is Action.REGISTER_GUARANTEE:
        lines += [
            Line(_("Garantie"), kinds[typed["guarantee"]].text(_.language)),
            Line(_("Montant"), mad(parse_amount(typed["amount"])), code=True),
            Line(_("Référence de l'acte"), typed["document"].strip()),
        ]
    if action is Action.REJECT_DEBIT:
        lines.append(Line(_("Échéance rejetée"), typed["debit"], code=True))
    if action is Action.VALIDATE and typed["rib"].strip():
        lines.append(Line(_("Compte à débiter"), mask_rib(read_rib(typed["rib"]).value), code=True))
    return [line for line in lines if line and line.value]


def given_of(typed: dict[str, str]) -> Given:
    """What was typed, as the services take it."""
    debit = typed["debit"].strip()
    return Given(
        reason=typed["reason"],
        note=typed["note"],
        rib=typed["rib"],
        guarantee=typed["guarantee"],
        amount=typed["amount"],
        document=typed["document"],
        received_on=typed["received_on"],
        sufficient=typed["sufficient"] == YES,
        paid_down=typed["paid_down"] == YES,
        debit=int(debit) if debit.isdecimal() and len(debit) <= len("600") else 0,
    )
