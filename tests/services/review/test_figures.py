"""Figures for supervisors: counted from real requests, decisions and messages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.fields import Operator
from damancom_reflex.domain.review import Kind
from damancom_reflex.services.figures import figures
from damancom_reflex.services.job_loss import decisions as job_loss_decisions
from damancom_reflex.services.recouvrement import decisions
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import writing
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.trail import OutboxMessage
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import actor, an_account, rows, saved
from tests.services.job_loss.claimants import a_claim, a_desk, a_person
from tests.services.job_loss.factories import a_whole_form
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day
from tests.services.review.officers import Fund, a_filed_enrolment, a_signed_plan


async def claims(*lasting: timedelta | None, day: date = date(2023, 11, 8)) -> None:
    """A claim for each: filed, and accepted after a time; not decided on when there is none."""
    desk = await a_desk()
    for time in lasting:
        given = {"status": "ACCEPTED", "decided_at": now()} if time else {}
        filed = {"filed_at": now() - (time or timedelta()), "business_day": day}
        await a_claim(desk, await a_person(desk), **given, **filed)


async def test_requests_are_counted_by_state_and_by_week(fund: Fund):
    await a_filed_enrolment()
    await claims(None, timedelta(days=2))
    await claims(None, day=date(2023, 11, 6))
    await claims(None, day=date(2023, 11, 5))
    await claims(None, day=date(2023, 8, 20))
    found = await figures(fund.supervisor)
    assert found.states[Kind.CLAIM, "SUBMITTED"] == 4
    assert found.states[Kind.CLAIM, "ACCEPTED"] == 1
    assert found.states[Kind.CLAIM, "REFUSED"] == 0
    assert found.states[Kind.ENROLMENT, "SUBMITTED"] == 1
    assert (Kind.ENROLMENT, "DRAFT") not in found.states
    assert len(found.weeks) == 12
    assert (found.weeks[0].monday, found.weeks[-1].monday) == (date(2023, 8, 21), date(2023, 11, 6))
    assert [week.filed[Kind.CLAIM] for week in found.weeks] == [0] * 10 + [1, 3]
    assert found.weeks[-1].total == 4


async def test_what_is_granted_is_what_validated_requests_remit(fund: Fund):
    await a_signed_plan()
    assert (await figures(fund.supervisor)).granted == 0
    for status, counts in (("VALIDATED", 1), ("CANCELLED", 0), ("COMPLETED", 1)):
        async with writing() as session:
            await session.exec(update(RemissionRequest).values(status=status))
        (request,) = await rows(RemissionRequest)
        found = await figures(fund.supervisor)
        assert request.remission > 0
        assert (found.granted, found.granted_by) == (request.remission * counts, counts)


@ON_BOTH_DATABASES
async def test_half_of_the_decisions_took_no_longer_than_the_median(database: str, fund: Fund):
    await claims(*(timedelta(days=days) for days in (1, 3, 40)), None)
    found = (await figures(fund.supervisor)).decided
    median = found[Kind.CLAIM].median
    assert median
    assert found[Kind.CLAIM].number == 3
    assert abs(median - timedelta(days=3)) < timedelta(minutes=1)
    assert (found[Kind.REMISSION].number, found[Kind.REMISSION].median) == (0, None)


async def test_messages_that_did_not_leave_are_counted_by_operator(fund: Fund):
    for channel, to, status in (
        ("SMS", "+212661000001", "WAITING"),
        ("SMS", "+212661000002", "FAILED"),
        ("SMS", "+212661000002", "SENT"),
        ("SMS", "+212600000003", "FAILED"),
        ("SMS", "+33612345678", "FAILED"),
        ("EMAIL", "a@exemple.ma", "WAITING"),
        ("EMAIL", "a@exemple.ma", "DISCARDED"),
    ):
        await saved(
            OutboxMessage(
                channel=channel, destination=to, template="x", language="fr", status=status
            )
        )
    found = (await figures(fund.supervisor)).stuck
    assert [(line.operator, line.email, line.waiting, line.failed) for line in found] == [
        (Operator.MAROC_TELECOM, False, 1, 1),
        (Operator.INWI, False, 0, 1),
        (None, False, 0, 1),
        (None, True, 1, 0),
    ]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
async def test_nobody_else_reads_them(database: str, role: Role):
    somebody = actor(await an_account(role=role.value))
    assert await outcome(figures(somebody)) == "supervisors_only"


@ON_BOTH_DATABASES
async def test_a_decision_took_the_days_of_the_calendar_that_it_was_filed_on(
    database: str, fund: Fund
):
    reference, _, two = await a_signed_plan()
    claim = await (await a_whole_form(await a_desk())).file()
    await on_business_day(date(2023, 11, 18))
    await job_loss_decisions.refuse(claim, "account:7", "file_incomplete")
    await decisions.refuse(reference, two.name, "guarantees_insufficient")
    found = (await figures(fund.supervisor)).decided
    for kind in (Kind.REMISSION, Kind.CLAIM):
        took = found[kind].median
        assert took
        assert abs(took - timedelta(days=10)) < timedelta(hours=2)
