"""Every table, imported in one place so that migrations and checks see them all."""

from __future__ import annotations

from sqlmodel import SQLModel

from damancom_reflex.store import (
    accounts,
    affiliates,
    claims,
    debits,
    debts,
    enrolments,
    guarantees,
    insured,
    mandates,
    remissions,
    review,
    rules,
    schedule,
    staff,
    trail,
)

metadata = SQLModel.metadata

__all__ = [
    "accounts",
    "affiliates",
    "claims",
    "debits",
    "debts",
    "enrolments",
    "guarantees",
    "insured",
    "mandates",
    "metadata",
    "remissions",
    "review",
    "rules",
    "schedule",
    "staff",
    "trail",
]
