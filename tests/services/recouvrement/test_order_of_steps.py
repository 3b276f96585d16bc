"""No step ahead of its turn, after the signature, or on the draft of somebody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Actor, Refused
from tests.factories import a_right, an_affiliate
from tests.services.recouvrement.builders import (
    OTHER_RIB,
    an_employer,
    at_bank,
    at_simulation,
    ready_to_sign,
)


async def begun(who: Actor) -> str:
    return (await recouvrement.begin(who)).id


LATER_STEPS: list[tuple[Callable[[Actor, str], Awaitable[object]], str]] = [
    (lambda who, draft: recouvrement.choose_mode(who, draft, "full"), "affiliate"),
    (lambda who, draft: recouvrement.accept_guarantees(who, draft, accepted=True), "affiliate"),
    (recouvrement.debt, "affiliate"),
    (recouvrement.bank_accounts, "affiliate"),
    (lambda who, draft: recouvrement.choose_bank_account(who, draft, 1), "affiliate"),
    (lambda who, draft: recouvrement.add_bank_account(who, draft, OTHER_RIB), "affiliate"),
    (recouvrement.plan, "affiliate"),
    (lambda who, draft: recouvrement.type_plan(who, draft, "", "2"), "affiliate"),
    (lambda who, draft: recouvrement.simulation_pdf(who, draft, "fr"), "affiliate"),
    (lambda who, draft: recouvrement.solve_budget(who, draft, "100"), "affiliate"),
    (recouvrement.lines, "affiliate"),
    (recouvrement.missed, "affiliate"),
    (recouvrement.terms, "affiliate"),
    (lambda who, draft: recouvrement.accept_terms(who, draft, "fr"), "affiliate"),
    (recouvrement.sign, "affiliate"),
]


@pytest.mark.parametrize(("step", "sent_to"), LATER_STEPS)
async def test_no_step_opens_before_an_affiliate_is_chosen(
    step: Callable[[Actor, str], Awaitable[object]], sent_to: str
):
    employer = await an_employer()
    await a_right(employer.account, await an_affiliate())
    draft_id = (await recouvrement.begin(employer.actor)).id
    with pytest.raises(Refused) as refused:
        await step(employer.actor, draft_id)
    assert refused.value.params == {"step": sent_to}


@pytest.mark.parametrize(
    ("reach", "step", "sent_to"),
    [
        (begun, recouvrement.bank_accounts, "debt"),
        (begun, recouvrement.plan, "debt"),
        (at_bank, recouvrement.plan, "bank_account"),
        (at_bank, recouvrement.sign, "bank_account"),
        (at_simulation, recouvrement.sign, "terms"),
    ],
)
async def test_a_step_too_far_names_the_one_to_go_to(
    reach: Callable[[Actor], Awaitable[str]],
    step: Callable[[Actor, str], Awaitable[object]],
    sent_to: str,
):
    employer = await an_employer()
    draft_id = await reach(employer.actor)
    with pytest.raises(Refused) as refused:
        await step(employer.actor, draft_id)
    assert refused.value.params == {"step": sent_to}


@pytest.mark.parametrize(("step", "_sent_to"), LATER_STEPS[:-1])
async def test_nothing_of_a_signed_draft_can_be_touched(
    step: Callable[[Actor, str], Awaitable[object]], _sent_to: str
):
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    reference = await recouvrement.sign(employer.actor, draft_id)
    with pytest.raises(Refused) as refused:
        await step(employer.actor, draft_id)
    assert (refused.value.code, refused.value.params) == (
        "already_signed",
        {"reference": reference},
    )


@pytest.mark.parametrize(("step", "_sent_to"), LATER_STEPS)
async def test_no_step_opens_on_the_draft_of_somebody_else(
    step: Callable[[Actor, str], Awaitable[object]], _sent_to: str
):
    employer, stranger = await an_employer(), await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    with pytest.raises(Refused, match="draft_unknown"):
        await step(stranger.actor, draft_id)
