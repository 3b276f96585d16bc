"""The draft: resumed where it was left, theirs alone, and no step ahead of its turn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from sqlmodel import col, delete

from damancom_reflex.domain.remission import ModeNotOfferedError, PaymentMode
from damancom_reflex.domain.requests import RemissionStep, next_step
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import writing
from damancom_reflex.store.rules import RemissionTier
from tests.factories import a_right, actor, an_account, an_affiliate
from tests.services.recouvrement.builders import (
    OTHER_RIB,
    an_employer,
    at_bank,
    at_simulation,
    guide,
    on_business_day,
    owes,
    ready_to_sign,
    signed,
    statements,
)

INSTALMENTS, FULL = PaymentMode.INSTALMENTS, PaymentMode.FULL


async def begun(who: Actor) -> str:
    return (await recouvrement.begin(who)).id


async def test_a_single_affiliation_is_chosen_at_once():
    employer = await an_employer()
    draft = await recouvrement.begin(employer.actor)
    assert draft.affiliate_number == employer.affiliate.number
    assert draft.legal_name == employer.affiliate.legal_name
    assert not draft.several_affiliations
    assert next_step(draft.facts) is RemissionStep.DEBT


async def test_a_group_account_has_to_choose():
    employer = await an_employer()
    await a_right(employer.account, await an_affiliate())
    draft = await recouvrement.begin(employer.actor)
    assert draft.affiliate_number is None
    assert draft.several_affiliations
    with pytest.raises(Refused) as refused:
        await recouvrement.debt(employer.actor, draft.id)
    assert (refused.value.code, refused.value.params) == (
        "step_not_reached",
        {"step": "affiliate"},
    )


async def test_beginning_again_resumes_the_same_draft_with_all_that_was_typed():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 0oo", "٣")
    resumed = await recouvrement.begin(employer.actor)
    assert resumed.id == draft_id
    assert (resumed.down_payment_typed, resumed.months_typed) == ("5 0oo", "٣")
    assert resumed.mode is INSTALMENTS
    assert resumed.guarantees_accepted
    assert resumed.bank_account_id


async def test_after_a_signature_a_new_draft_begins_and_tells_of_the_request_in_progress():
    employer = await an_employer()
    reference = await signed(employer.actor)
    draft = await recouvrement.begin(employer.actor)
    assert (draft.open_request, draft.signed_reference) == (reference, None)
    assert draft.office
    with pytest.raises(Refused) as refused:
        await recouvrement.debt(employer.actor, draft.id)
    assert refused.value.code == "open_request_exists"
    assert refused.value.params["reference"] == reference
    assert refused.value.params["office"] == "Perception de Casablanca"


async def test_a_group_is_not_brought_back_to_an_affiliate_somebody_else_signed_for():
    employer, group = await an_employer(), await an_account(role=Role.DELEGATE.value)
    for affiliate in (employer.affiliate, await an_affiliate()):
        await a_right(group, affiliate)
    draft_id = (await recouvrement.begin(actor(group))).id
    await recouvrement.choose_affiliate(actor(group), draft_id, employer.affiliate.number)
    assert (await recouvrement.begin(actor(group))).id == draft_id
    await signed(employer.actor)
    fresh = await recouvrement.begin(actor(group))
    assert (fresh.id == draft_id, fresh.affiliate_number) == (False, None)
    assert (await recouvrement.begin(actor(group))).id == fresh.id


async def test_the_office_of_a_request_in_progress_is_named_in_the_accounts_language():
    employer = await an_employer(language="ar")
    await signed(employer.actor)
    draft = await recouvrement.begin(employer.actor)
    with pytest.raises(Refused) as refused:
        await recouvrement.debt(employer.actor, draft.id)
    assert refused.value.params["office"] == "قباضة الدار البيضاء"


async def test_an_account_without_affiliation_is_told_so():
    with pytest.raises(Refused, match="no_affiliation"):
        await recouvrement.begin(actor(await an_account()))


async def test_staff_open_no_draft():
    officer = await an_account(role=Role.SUPERVISOR.value)
    with pytest.raises(Refused, match="not_allowed"):
        await recouvrement.begin(actor(officer))


async def test_a_draft_of_another_account_is_unknown_even_for_the_same_affiliate():
    employer = await an_employer()
    colleague = await an_account()
    await a_right(colleague, employer.affiliate)
    draft_id = (await recouvrement.begin(employer.actor)).id
    for draft in (draft_id, "", "' OR 1=1 --", "x" * 5000):
        with pytest.raises(Refused, match="draft_unknown"):
            await recouvrement.draft(actor(colleague), draft)


async def test_a_right_that_ended_closes_the_draft():
    account, affiliate = await an_account(), await an_affiliate()
    await a_right(account, affiliate, valid_to=date(2023, 11, 8))
    await owes(affiliate, guide())
    draft_id = (await recouvrement.begin(actor(account))).id
    await on_business_day(date(2023, 11, 9))
    with pytest.raises(Refused, match="draft_unknown"):
        await recouvrement.debt(actor(account), draft_id)
    with pytest.raises(Refused, match="no_affiliation"):
        await recouvrement.begin(actor(account))


async def test_a_group_chooses_among_its_own_and_no_others():
    employer, stranger = await an_employer(), await an_employer()
    await a_right(employer.account, await an_affiliate())
    draft_id = (await recouvrement.begin(employer.actor)).id
    for number in (stranger.affiliate.number, "", "abc", "0" * 400):
        with pytest.raises(Refused, match="affiliate_unknown"):
            await recouvrement.choose_affiliate(employer.actor, draft_id, number)
    chosen = await recouvrement.choose_affiliate(
        employer.actor, draft_id, f" {employer.affiliate.number} "
    )
    assert chosen.affiliate_number == employer.affiliate.number


async def test_an_affiliate_that_owes_nothing_cannot_be_chosen_and_the_draft_stays_as_it_was():
    employer = await an_employer()
    never, cleared = await an_affiliate(), await an_affiliate()
    await owes(cleared, ())
    for affiliate in (never, cleared):
        await a_right(employer.account, affiliate)
    draft_id = (await recouvrement.begin(employer.actor)).id
    await recouvrement.choose_affiliate(employer.actor, draft_id, employer.affiliate.number)
    for affiliate in (never, cleared):
        with pytest.raises(Refused, match="nothing_owed"):
            await recouvrement.choose_affiliate(employer.actor, draft_id, affiliate.number)
    after = await recouvrement.draft(employer.actor, draft_id)
    assert after.affiliate_number == employer.affiliate.number


async def test_the_single_affiliate_that_owes_nothing_is_told_at_once():
    employer = await an_employer(lines=())
    draft = await recouvrement.begin(employer.actor)
    assert draft.nothing_owed
    with pytest.raises(Refused, match="nothing_owed"):
        await recouvrement.debt(employer.actor, draft.id)


async def test_an_affiliate_with_a_request_in_progress_cannot_be_chosen_by_any_account():
    employer = await an_employer()
    reference = await signed(employer.actor)
    delegate = await an_account(role=Role.DELEGATE.value)
    for affiliate in (employer.affiliate, await an_affiliate()):
        await a_right(delegate, affiliate)
    draft_id = (await recouvrement.begin(actor(delegate))).id
    with pytest.raises(Refused) as refused:
        await recouvrement.choose_affiliate(actor(delegate), draft_id, employer.affiliate.number)
    assert refused.value.params["reference"] == reference
    assert (await recouvrement.draft(actor(delegate), draft_id)).affiliate_number is None


async def test_another_affiliate_starts_the_later_steps_again_and_the_same_one_does_not():
    employer, other = await an_employer(), await an_affiliate()
    await owes(other, guide("guide-instalments-4"))
    await a_right(employer.account, other)
    draft_id = (await recouvrement.begin(employer.actor)).id
    number = employer.affiliate.number
    await recouvrement.choose_affiliate(employer.actor, draft_id, number)
    await recouvrement.choose_mode(employer.actor, draft_id, "full")
    same = await recouvrement.choose_affiliate(employer.actor, draft_id, number)
    assert same.mode is FULL
    changed = await recouvrement.choose_affiliate(employer.actor, draft_id, other.number)
    assert (changed.mode, changed.bank_account_id) == (None, None)


async def test_the_debt_is_shown_whole_with_its_decision():
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    debt = await recouvrement.debt(employer.actor, draft_id)
    assert debt.ledger.total == 27_707_49
    assert debt.decision.number == "05/2023"
    assert (debt.header.first_period, debt.header.last_period) == (201710, 201807)
    assert debt.header.situation == debt.header.surcharges_to == date(2023, 11, 8)
    assert debt.header.affiliate_number == employer.affiliate.number


async def test_the_latest_debt_known_on_the_business_day_counts_older_and_future_ones_do_not():
    employer = await an_employer()
    await owes(employer.affiliate, guide("guide-full"), situation=date(2023, 10, 1))
    await owes(employer.affiliate, guide("guide-instalments-4"), situation=date(2023, 12, 1))
    draft_id = (await recouvrement.begin(employer.actor)).id
    assert (await recouvrement.debt(employer.actor, draft_id)).ledger.total == 27_707_49
    await on_business_day(date(2024, 1, 15))
    assert (await recouvrement.debt(employer.actor, draft_id)).ledger.total == 22_195_58


async def test_choosing_full_payment_forgets_that_guarantees_were_accepted():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    assert (await recouvrement.draft(employer.actor, draft_id)).guarantees_accepted
    assert not (await recouvrement.choose_mode(employer.actor, draft_id, FULL)).guarantees_accepted


async def test_guarantees_are_accepted_and_no_longer_and_only_for_instalments():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    after = await recouvrement.accept_guarantees(employer.actor, draft_id, accepted=False)
    assert not after.guarantees_accepted
    assert next_step(after.facts) is RemissionStep.MODE
    await recouvrement.choose_mode(employer.actor, draft_id, FULL)
    with pytest.raises(Refused, match="mode_unknown"):
        await recouvrement.accept_guarantees(employer.actor, draft_id, accepted=True)


@pytest.mark.parametrize("mode", ["", "cash", "FULL", "full\0"])
async def test_an_unknown_mode_is_refused(mode: str):
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    with pytest.raises(Refused, match="mode_unknown"):
        await recouvrement.choose_mode(employer.actor, draft_id, mode)


async def test_a_mode_the_decision_does_not_offer_is_refused():
    async with writing() as session:
        await session.exec(delete(RemissionTier).where(col(RemissionTier.mode) == "full"))
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    with pytest.raises(ModeNotOfferedError):
        await recouvrement.choose_mode(employer.actor, draft_id, "full")


LATER_STEPS: list[tuple[Callable[[Actor, str], Awaitable[object]], str]] = [
    (lambda who, draft: recouvrement.choose_mode(who, draft, "full"), "affiliate"),
    (lambda who, draft: recouvrement.accept_guarantees(who, draft, True), "affiliate"),
    (recouvrement.debt, "affiliate"),
    (recouvrement.bank_accounts, "affiliate"),
    (lambda who, draft: recouvrement.choose_bank_account(who, draft, 1), "affiliate"),
    (lambda who, draft: recouvrement.add_bank_account(who, draft, OTHER_RIB), "affiliate"),
    (recouvrement.plan, "affiliate"),
    (lambda who, draft: recouvrement.type_plan(who, draft, "", "2"), "affiliate"),
    (recouvrement.plan, "affiliate"),
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


async def test_a_draft_costs_one_statement_once_the_debt_is_in_memory():
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    await recouvrement.draft(employer.actor, draft_id)
    with statements() as sent:
        await recouvrement.draft(employer.actor, draft_id)
    assert len(sent) == 1
