"""The draft: resumed where it was left, and theirs alone."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import RemissionStep, next_step
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.accounts import Role
from tests.factories import a_right, actor, an_account, an_affiliate
from tests.services.recouvrement.builders import (
    an_employer,
    at_simulation,
    guide,
    on_business_day,
    owes,
    signed,
    statements,
)


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
    assert resumed.mode is PaymentMode.INSTALMENTS
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


async def test_a_draft_costs_one_statement_once_the_debt_is_in_memory():
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    await recouvrement.draft(employer.actor, draft_id)
    with statements() as sent:
        await recouvrement.draft(employer.actor, draft_id)
    assert len(sent) == 1
