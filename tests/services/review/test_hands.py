from __future__ import annotations

from datetime import timedelta

import time_machine

from damancom_reflex.clock import now
from damancom_reflex.domain.review import Action
from damancom_reflex.services import review
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.review import Given, Wanted
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.claims import JobLossClaim
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.people import all_at_once, outcome, refusal
from tests.services.review.officers import Fund, a_filed_claim, an_officer, decides, trail_of


async def held(who: Actor, reference: str) -> tuple[bool, str]:
    """Whether a file is in one's own hands, and the name of who has it."""
    found = await review.file(who, reference)
    return found.mine, found.hand.name if found.hand else ""


async def test_others_see_who_has_a_file_and_cannot_decide_on_it(fund: Fund):
    reference, other = await a_filed_claim(), await an_officer(Role.CLAIMS_OFFICER)
    await review.take(fund.claims, reference)
    name = fund.claims.display_name
    assert await held(fund.claims, reference) == (True, name)
    assert await held(other, reference) == (False, name)
    (row,) = (await review.queue(other, Wanted())).page.rows
    assert (row.holder, row.mine) == (name, False)
    told = await refusal(review.take(other, reference))
    assert (told.code, told.params["name"]) == ("file_in_other_hands", name)
    assert await outcome(decides(other, reference, Action.ACCEPT)) == "file_in_other_hands"
    assert (await rows(JobLossClaim))[0].status == "SUBMITTED"


async def test_a_file_is_taken_over_in_so_many_words_and_the_trail_tells_it(fund: Fund):
    reference, other = await a_filed_claim(), await an_officer(Role.CLAIMS_OFFICER)
    await review.take(fund.claims, reference)
    await review.take_over(other, reference)
    assert await held(other, reference) == (True, other.display_name)
    assert await outcome(decides(fund.claims, reference, Action.ACCEPT)) == "file_in_other_hands"
    acts = [(who, what) for who, what, _ in await trail_of(reference) if what.startswith("file.")]
    assert acts == [(fund.claims.name, "file.taken"), (other.name, "file.taken_over")]


async def test_a_file_is_given_back_by_who_has_it_alone(fund: Fund):
    reference, other = await a_filed_claim(), await an_officer(Role.CLAIMS_OFFICER)
    await review.take(fund.claims, reference)
    await review.give_back(other, reference)
    assert await held(fund.claims, reference) == (True, fund.claims.display_name)
    await review.give_back(fund.claims, reference)
    await review.give_back(fund.claims, reference)
    assert await held(other, reference) == (False, "")
    acts = [what for _, what, _ in await trail_of(reference) if what.startswith("file.")]
    assert acts == ["file.taken", "file.given_back"]


async def test_a_file_left_idle_for_half_an_hour_is_free_and_one_that_is_used_is_not(fund: Fund):
    reference, other = await a_filed_claim(), await an_officer(Role.CLAIMS_OFFICER)
    await review.take(fund.claims, reference)
    with time_machine.travel(now() + timedelta(minutes=29)):
        await review.take(fund.claims, reference)
    with time_machine.travel(now() + timedelta(minutes=58)):
        assert await outcome(review.take(other, reference)) == "file_in_other_hands"
    with time_machine.travel(now() + timedelta(minutes=60)):
        assert await held(other, reference) == (False, "")
        await review.take(other, reference)
        assert await held(other, reference) == (True, other.display_name)
        acts = [what for _, what, _ in await trail_of(reference) if what.startswith("file.")]
        assert acts == ["file.taken", "file.taken"]


async def test_a_decision_that_is_refused_leaves_the_file_where_it_was(fund: Fund):
    reference = await a_filed_claim()
    doing = decides(fund.claims, reference, Action.REFUSE, reason="nothing of the kind")
    assert await outcome(doing) == "reason_unknown"
    assert await held(fund.claims, reference) == (False, "")
    seen = (await review.file(fund.claims, reference)).seen
    doing = review.act(fund.claims, reference, Action.ACCEPT, f"{seen}0", Given())
    assert await outcome(doing) == "changed_meanwhile"
    assert await held(fund.claims, reference) == (False, "")


@ON_BOTH_DATABASES
async def test_of_many_who_reach_for_a_file_one_has_it(fund: Fund):
    reference = await a_filed_claim()
    officers = [await an_officer(Role.CLAIMS_OFFICER) for _ in range(8)]
    told = await all_at_once(*(review.take(who, reference) for who in officers))
    assert told == {"done": 1, "file_in_other_hands": 7}
