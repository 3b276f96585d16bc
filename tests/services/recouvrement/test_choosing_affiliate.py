"""The affiliate a draft is for: one of their own, that owes something and has no request in progress."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.accounts import Role
from tests.factories import a_right, actor, an_account, an_affiliate
from tests.services.recouvrement.builders import an_employer, guide, owes, signed


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
    assert same.mode is PaymentMode.FULL
    changed = await recouvrement.choose_affiliate(employer.actor, draft_id, other.number)
    assert (changed.mode, changed.bank_account_id) == (None, None)
