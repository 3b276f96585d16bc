"""What concerns an employer in the audit trail: its requests, and itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, literal, union_all
from sqlmodel import col, select

from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest


def of_affiliates(which: ColumnElement[bool], *beside: Any) -> Any:  # noqa: ANN401 - statements of one column
    """Names in the trail of affiliates and of their requests.

    Args:
        which: condition on `Affiliate`.
        beside: other names to have among them, as statements: one list is looked up by its index, several are not.
    """
    affiliate: Any = literal("affiliate:") + col(Affiliate.number)
    parts: list[Any] = [*beside, select(affiliate).where(which)]
    for name, table in (
        ("remission", RemissionRequest),
        ("claim", JobLossClaim),
        ("enrolment", EnrolmentRequest),
    ):
        request: Any = literal(f"{name}:") + col(table.reference)
        of = select(Affiliate.id).where(which)
        parts.append(
            select(request).where(
                col(table.reference).is_not(None), col(table.affiliate_id).in_(of)
            )
        )
    return union_all(*parts)


def named(*names: str) -> list[Any]:
    """Names as they are, as statements."""
    return [select(literal(name)) for name in names]
