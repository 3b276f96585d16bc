"""Who may act for an affiliate: re-checked on every call, within the dates and the scope of the right."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import BindParameter, ColumnElement
from sqlmodel import and_, col, or_

from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.store.accounts import AccountAffiliation, Role

EMPLOYERS: Final = frozenset({Role.EMPLOYER, Role.DELEGATE})


def employer(actor: Actor) -> None:
    """Refuse whoever is not an employer or a delegate.

    Raises:
        Refused: `not_allowed`.
    """
    if actor.role not in EMPLOYERS:
        raise Refused("not_allowed")


def staff(actor: Actor) -> None:
    """Refuse whoever is not of the fund's staff.

    Raises:
        Refused: `staff_only`.
    """
    if actor.role in EMPLOYERS:
        raise Refused("staff_only")


def supervisor(actor: Actor) -> None:
    """Refuse whoever is no supervisor.

    Raises:
        Refused: `supervisors_only`.
    """
    if actor.role is not Role.SUPERVISOR:
        raise Refused("supervisors_only")


class Scope(StrEnum):
    """What a right to act for an affiliate may reach; signing is asked where one signs."""

    DECLARE = "declare"
    """What its employees are declared for, IPE among it."""

    RECOVER = "recover"
    """Its debt, and what is asked about it."""


_REACHES: Final = {
    Scope.DECLARE: col(AccountAffiliation.may_declare),
    Scope.RECOVER: col(AccountAffiliation.may_recover),
}


def acts_for(actor: Actor, today: date, scope: Scope | None = None) -> ColumnElement[bool]:
    """Condition on `AccountAffiliation`: a right of this account that holds on a day, in a scope or in any."""
    return holds(actor.account_id, today, scope)


def holds(
    account_id: int | BindParameter[int],
    today: date | BindParameter[date],
    scope: Scope | None = None,
) -> ColumnElement[bool]:
    """The same, of values or of parameters that are given when the statement runs."""
    return and_(col(AccountAffiliation.account_id) == account_id, in_force(today, scope))


def in_force(today: date | BindParameter[date], scope: Scope | None = None) -> ColumnElement[bool]:
    """Condition on `AccountAffiliation`: a right of whoever, that holds on a day, in a scope or in any."""
    starts, ends = col(AccountAffiliation.valid_from), col(AccountAffiliation.valid_to)
    return and_(
        or_(starts.is_(None), starts <= today),
        or_(ends.is_(None), ends >= today),
        *([_REACHES[scope].is_(True)] if scope else []),
    )
