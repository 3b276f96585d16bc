"""The simulation as it is typed: the guides' figures, the very characters, and one clear reason when it cannot be."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from damancom_reflex.domain.ledger import Branch, DebtLine, Nature
from damancom_reflex.domain.remission import FullPayment, Instalments, PaymentMode
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import ledgers, plans
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.glances import Stroke
from damancom_reflex.store.remissions import RemissionDraft
from tests.conftest import ON_BOTH_DATABASES
from tests.services.recouvrement.builders import (
    an_employer,
    at_simulation,
    guide,
    ready_to_sign,
    statements,
)

FULL = PaymentMode.FULL


async def test_two_months_give_the_guides_figures():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    assert view.simulation
    assert view.simulation.plan
    assert (view.simulation.remission, view.simulation.to_pay) == (5_756_93, 21_950_56)
    assert view.simulation.plan.monthly_amount == 8_475_28
    assert [due.due for due in view.simulation.plan.instalments] == [
        date(2023, 12, 8),
        date(2024, 1, 8),
    ]


async def test_full_payment_gives_the_guides_figures():
    employer = await an_employer(lines=guide("guide-full"))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.simulation
    assert (view.simulation.remission, view.simulation.to_pay) == (34_567_22, 80_096_86)
    assert view.simulation.choice == FullPayment()


async def test_nothing_typed_offers_six_months_without_down_payment():
    employer = await an_employer()
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.simulation
    assert view.simulation.choice == Instalments(0, 6)
    assert (view.down_payment_typed, view.months_typed) == ("", "")
    assert (view.down_payment, view.months) == (0, 6)


async def test_a_small_debt_offers_the_most_months_it_can_carry():
    employer = await an_employer(lines=(DebtLine(202301, Branch.SS, Nature.PRINCIPAL, 3_50),))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.months == view.limits.most_months == 3


async def test_a_debt_too_small_to_be_spread_says_so():
    employer = await an_employer(lines=(DebtLine(202301, Branch.SS, Nature.PRINCIPAL, 50),))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.simulation is None
    assert view.error
    assert view.error.code == "instalment_too_small"
    assert not view.limits.possible


@pytest.mark.parametrize(
    ("down_payment", "months", "code", "field"),
    [
        ("abc", "2", "malformed_amount", "down_payment"),
        ("-5", "2", "negative_amount", "down_payment"),
        ("1,005", "2,5", "malformed_months", "months"),
        ("99999999999999999999", "2", "amount_too_large", "down_payment"),
        ("21 950,56", "2", "down_payment_too_high", "down_payment"),
        ("5000", "0", "months_too_few", "months"),
        ("5000", "61", "months_too_many", "months"),
        ("5000", "10000", "months_too_many", "months"),
        ("5000", "9" * 5000, "malformed_months", "months"),
        ("5000", "-2", "malformed_months", "months"),
        ("5000", "deux", "malformed_months", "months"),
        ("21 949", "2", "instalment_too_small", "months"),
    ],
)
async def test_a_plan_that_cannot_be_says_why_and_keeps_what_was_typed(
    down_payment: str, months: str, code: str, field: str
):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, down_payment, months)
    assert view.error
    assert (view.error.code, view.error_field) == (code, field)
    assert view.simulation is None
    again = await recouvrement.plan(employer.actor, draft_id)
    assert (again.down_payment_typed, again.months_typed) == (down_payment[:64], months[:16])
    assert again.error
    assert again.error.code == code


@pytest.mark.parametrize(
    ("down_payment", "months"),
    [
        ("5000", "2"),
        ("5 000,00", " 2 "),
        ("5.000", "02"),
        ("5\u202f000 MAD", "٢"),
        ("٥٠٠٠", "2"),
        ("\u200f5000.00", "\u200f2"),
    ],
)
async def test_amounts_and_months_are_read_however_people_write_them(
    down_payment: str, months: str
):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, down_payment, months)
    assert view.simulation
    assert view.simulation.choice == Instalments(5_000_00, 2)


async def test_characters_no_database_takes_are_dropped_and_the_rest_is_kept():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5\x00000\ud800", "2\x00")
    async with reading() as session:
        draft = await session.get_one(RemissionDraft, draft_id)
    assert (draft.down_payment_typed, draft.months_typed) == ("5000", "2")


async def test_a_remission_that_leaves_nothing_to_pay_is_told():
    lines = (DebtLine(202301, Branch.SS, Nature.LATE_SURCHARGE, 1),)
    employer = await an_employer(lines=lines)
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.error
    assert view.error.code == "remission_leaves_nothing"
    with pytest.raises(Refused, match="step_not_reached"):
        await recouvrement.terms(employer.actor, (await recouvrement.begin(employer.actor)).id)


async def test_lines_beyond_the_last_period_stay_to_be_paid():
    lines = tuple(
        DebtLine(period, Branch.SS, Nature.RECOVERY_FEE, 100_00) for period in (202412, 202501)
    )
    employer = await an_employer(lines=lines)
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.simulation
    assert [(row.eligible, row.remission) for row in view.simulation.breakdown] == [
        (True, 60_00),
        (False, 0),
    ]


async def test_typing_costs_two_statements_and_reading_one():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    with statements() as typing:
        await recouvrement.type_plan(employer.actor, draft_id, "5 000", "3")
    with statements() as looking:
        await recouvrement.plan(employer.actor, draft_id)
    assert (len(typing), len(looking)) == (2, 1)


async def test_memory_lost_at_a_restart_changes_no_figure():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    before = await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    ledgers.ledgers.clear()
    after = await recouvrement.plan(employer.actor, draft_id)
    assert after.simulation == before.simulation


@ON_BOTH_DATABASES
async def test_what_is_typed_while_somebody_else_writes_waits_its_turn(database: str):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    async with writing() as session:
        row = await session.get_one(RemissionDraft, draft_id, with_for_update=True)
        typing = asyncio.create_task(recouvrement.type_plan(employer.actor, draft_id, "", "7"))
        await asyncio.sleep(0.2)
        assert not typing.done()
        row.rib_typed = "001"
    assert (await typing).months == 7
    async with reading() as session:
        kept = await session.get_one(RemissionDraft, draft_id)
    assert (kept.months_typed, kept.rib_typed) == ("7", "001")


@ON_BOTH_DATABASES
async def test_what_is_typed_as_the_request_is_signed_changes_nothing_of_it(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor, months="2")
    change = plans.stroke

    async def after_signing(by: Stroke, **given: Any) -> int:
        await recouvrement.sign(employer.actor, draft_id)
        return await change(by, **given)

    monkeypatch.setattr(plans, "stroke", after_signing)
    with pytest.raises(Refused, match="already_signed"):
        await recouvrement.type_plan(employer.actor, draft_id, "5 000", "3")
    async with reading() as session:
        assert (await session.get_one(RemissionDraft, draft_id)).months_typed == "2"


async def test_of_two_tabs_each_keeps_the_field_it_types_in():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "2 000", "2")
    await recouvrement.type_plan(employer.actor, draft_id, down_payment_typed="3 000")
    view = await recouvrement.type_plan(employer.actor, draft_id, months_typed="7")
    assert (view.down_payment_typed, view.months_typed) == ("3 000", "7")
    assert (view.down_payment, view.months) == (3_000_00, 7)
