"""What is asked before a decision: the decision gone through to its end, and nothing of it kept."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from damancom_reflex.domain.review import Action
from damancom_reflex.services import review
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.review import Given
from damancom_reflex.store.engine import reading
from tests.conftest import ON_BOTH_DATABASES
from tests.services.people import outcome
from tests.services.recouvrement.officers import SOME
from tests.services.review.officers import (
    Fund,
    a_filed_claim,
    a_filed_enrolment,
    a_signed_plan,
    decides,
)

GUARANTEE = {"guarantee": SOME["kind"], "amount": "25 000", "document": SOME["document"]}


async def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    async with reading() as session:
        connection = await session.connection()
        return {
            table.name: sorted(map(repr, await connection.execute(select(table))))
            for table in SQLModel.metadata.sorted_tables
        }


async def rehearsed(who: Actor, reference: str, action: Action, **given: Any) -> str:
    """What a rehearsal says; it keeps nothing, ever."""
    seen = (await review.file(who, reference)).seen
    before = await everything()
    told = await outcome(review.rehearse(who, reference, action, seen, Given(**given)))
    assert await everything() == before
    return told


@ON_BOTH_DATABASES
async def test_a_decision_of_each_kind_is_rehearsed_and_then_taken(fund: Fund):
    plan, officer, _ = await a_signed_plan()
    acts: tuple[tuple[Actor, str, Action, dict[str, Any]], ...] = (
        (fund.at_agency, await a_filed_enrolment(), Action.VALIDATE, {}),
        (fund.claims, await a_filed_claim(), Action.REFUSE, {"reason": "still_employed"}),
        (officer, plan, Action.REGISTER_GUARANTEE, GUARANTEE),
        (officer, plan, Action.VALIDATE, {"sufficient": True, "paid_down": True}),
    )
    for who, reference, action, given in acts:
        assert await rehearsed(who, reference, action, **given) == "done"
        await decides(who, reference, action, **given)


async def test_it_refuses_what_the_decision_would_refuse(fund: Fund):
    reference, officer, colleague = await a_signed_plan()
    validate, guarantee = Action.VALIDATE, Action.REGISTER_GUARANTEE
    assert await rehearsed(officer, reference, validate) == "guarantees_missing"
    late = {**GUARANTEE, "received_on": "01/01/2030"}
    assert await rehearsed(officer, reference, guarantee, **late) == "guarantee_in_future"
    await decides(officer, reference, guarantee, **GUARANTEE)
    assert await rehearsed(officer, reference, validate) == "guarantees_not_sufficient"
    half = {"sufficient": True}
    assert await rehearsed(officer, reference, validate, **half) == "down_payment_not_received"
    assert await rehearsed(colleague, reference, validate) == "file_in_other_hands"
    assert await rehearsed(fund.supervisor, reference, validate) == "action_not_allowed"


@pytest.mark.parametrize("debit", [0, 1, 99])
async def test_a_rejection_of_a_debit_that_was_not_sent_is_refused_before_it_is_asked(
    fund: Fund, debit: int
):
    reference, officer, _ = await a_signed_plan()
    await decides(officer, reference, Action.REGISTER_GUARANTEE, **GUARANTEE)
    await decides(officer, reference, Action.VALIDATE, sufficient=True, paid_down=True)
    given = {"reason": "insufficient_funds", "debit": debit}
    told = await rehearsed(officer, reference, Action.REJECT_DEBIT, **given)
    assert told == ("debit_not_sent" if debit == 1 else "debit_unknown")
