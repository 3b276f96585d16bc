"""The account to be debited: masked, theirs, with a right key."""

from __future__ import annotations

import pytest
from sqlmodel import select

from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.affiliates import BankAccount
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import AuditEvent
from tests.factories import id_of, saved
from tests.services.recouvrement.builders import OTHER_RIB, an_employer, at_bank


async def test_ribs_are_shown_masked_with_their_bank():
    employer = await an_employer(ribs=(OTHER_RIB,))
    (account,) = await recouvrement.bank_accounts(employer.actor, await at_bank(employer.actor))
    assert (account.masked, account.bank_name) == ("011 ••• 4921", "Bank of Africa")


async def test_a_rib_of_another_affiliate_or_a_closed_one_cannot_be_chosen():
    employer, stranger = await an_employer(), await an_employer(ribs=(OTHER_RIB,))
    closed = BankAccount(affiliate_id=id_of(employer.affiliate), rib="0" * 24, active=False)
    await saved(closed)
    (theirs,) = await recouvrement.bank_accounts(stranger.actor, await at_bank(stranger.actor))
    draft_id = await at_bank(employer.actor)
    for account_id in (theirs.id, closed.id or 0, -1, 0):
        with pytest.raises(Refused, match="bank_account_unknown"):
            await recouvrement.choose_bank_account(employer.actor, draft_id, account_id)


async def test_a_new_rib_is_added_chosen_and_noted_without_its_number():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    after = await recouvrement.add_bank_account(
        employer.actor, draft_id, "011 519 0000012050005349 21"
    )
    accounts = await recouvrement.bank_accounts(employer.actor, draft_id)
    assert after.bank_account_id == accounts[-1].id
    assert after.rib_typed == ""
    assert [account.masked for account in accounts] == ["001 ••• 0318", "011 ••• 4921"]
    async with reading() as session:
        event = (await session.exec(select(AuditEvent))).one()
    assert (event.action, event.actor) == ("bank_account.added", employer.actor.name)
    assert event.after == {"rib": "011 ••• 4921", "bank": "Bank of Africa"}


async def test_the_same_rib_twice_is_only_chosen():
    employer = await an_employer(ribs=(OTHER_RIB,))
    draft_id = await at_bank(employer.actor)
    await recouvrement.add_bank_account(employer.actor, draft_id, OTHER_RIB)
    assert len(await recouvrement.bank_accounts(employer.actor, draft_id)) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty_rib"),
        ("011 519", "wrong_length_rib"),
        ("011519000001205000534922", "wrong_key_rib"),
        ("abc", "malformed_rib"),
        ("0\0" * 40, "malformed_rib"),
    ],
)
async def test_a_wrong_rib_is_refused_and_what_was_typed_is_kept(typed: str, code: str):
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    with pytest.raises(Exception, match=code):
        await recouvrement.add_bank_account(employer.actor, draft_id, typed)
    after = await recouvrement.draft(employer.actor, draft_id)
    assert after.rib_typed == typed.replace("\0", "")[:64]
    assert after.bank_account_id is None


async def test_there_is_an_end_to_the_ribs_of_an_affiliate():
    ribs = tuple(f"{place:024d}" for place in range(10))
    employer = await an_employer(ribs=ribs)
    draft_id = await at_bank(employer.actor)
    with pytest.raises(Refused) as refused:
        await recouvrement.add_bank_account(employer.actor, draft_id, OTHER_RIB)
    assert (refused.value.code, refused.value.params) == ("too_many_bank_accounts", {"most": 10})
