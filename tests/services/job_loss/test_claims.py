"""A filed claim as the employer follows it: who sees it, what it tells, how it is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import LIVE, ClaimStatus, Verdict
from damancom_reflex.services import audit, job_loss
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.claims import JobLossClaim
from tests.factories import rows
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_desk,
    another_affiliate,
    messages_to,
    row_of,
)
from tests.services.job_loss.factories import (
    OFFICER,
    STAFF,
    Form,
    a_colleague,
    a_second_job,
    a_whole_form,
    an_eligible,
    an_officer,
    both,
    brought_to,
    events_of,
    sent,
    to_correct,
)
from tests.services.people import outcome, refusal
from tests.services.recouvrement.builders import on_business_day

_S = ClaimStatus
WAYS = {
    _S.SUBMITTED: (),
    _S.UNDER_REVIEW: (_S.UNDER_REVIEW,),
    _S.CORRECTION_REQUESTED: (_S.UNDER_REVIEW, _S.CORRECTION_REQUESTED),
    _S.ACCEPTED: (_S.UNDER_REVIEW, _S.ACCEPTED),
    _S.REFUSED: (_S.UNDER_REVIEW, _S.REFUSED),
    _S.WITHDRAWN: (_S.WITHDRAWN,),
}
EVERY_STATUS = pytest.mark.parametrize("status", _S, ids=lambda status: status.value)


async def a_filed(desk: Desk) -> tuple[Form, str]:
    """A form that was filed, and the reference of its claim."""
    form = await a_whole_form(desk)
    return form, await form.file()


async def test_a_claim_tells_what_was_filed(desk: Desk):
    form, reference = await a_filed(desk)
    found = await job_loss.claim(desk.actor, reference)
    assert (found.reference, found.draft_id, found.status) == (reference, form.id, _S.SUBMITTED)
    assert (found.affiliate_number, found.legal_name) == (
        desk.affiliate.number,
        desk.affiliate.legal_name,
    )
    assert found.person.number == form.person.number
    assert (found.loss_date, found.reason_code) == (date(2023, 10, 30), "closure")
    assert (found.verdict, found.amount, found.months) == (Verdict.MET, 2_722_22, 6)
    assert (found.business_day, found.status_day) == (TODAY, TODAY)
    assert found.papers == ()
    assert found.history == ((TODAY, "claim.submitted"),)


async def test_a_reference_is_read_as_it_is_read_out(desk: Desk):
    _, reference = await a_filed(desk)
    marked = f"{reference[:-1]}\u200e{reference[-1]}"
    for text in (reference.lower(), f" {reference} ", marked, reference.replace("-", "")):
        assert (await job_loss.claim(desk.actor, text)).reference == reference


async def test_every_account_of_the_affiliate_sees_a_claim_and_may_withdraw_it(desk: Desk):
    form, reference = await a_filed(desk)
    colleague = await a_colleague(desk)
    assert await job_loss.claim(colleague.actor, reference) == await job_loss.claim(
        desk.actor, reference
    )
    await job_loss.withdraw(colleague.actor, reference)
    assert (await row_of(reference)).status == "WITHDRAWN"
    assert (await events_of(reference))[-1].actor == colleague.actor.name
    # Whoever filed it is told, and so is the person.
    assert [*both("claim_withdrawn", desk.account.email, desk.account.phone)] == (await sent())[4:6]
    assert len(await messages_to(form.person.email, "claim_withdrawn_for_you")) == 1
    assert await messages_to(colleague.account.email, "claim_withdrawn") == []


async def test_nobody_else_sees_or_withdraws_it_not_even_the_persons_other_employer(desk: Desk):
    form, reference = await a_filed(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    ended = await a_colleague(desk, valid_to=TODAY - timedelta(days=1))
    to_come = await a_colleague(desk, valid_from=TODAY + timedelta(days=1))
    for who in (other, ended, to_come):
        for doing in (job_loss.claim, job_loss.withdraw):
            assert await outcome(doing(who.actor, reference)) == "claim_unknown"
    assert (await row_of(reference)).status == "SUBMITTED"


async def test_a_claim_is_closed_to_whom_the_right_has_ended(desk: Desk):
    leaving = await a_colleague(desk, valid_to=TODAY)
    _, reference = await a_filed(leaving)
    assert (await job_loss.claim(leaving.actor, reference)).reference == reference
    await on_business_day(TODAY + timedelta(days=1))
    for doing in (job_loss.claim, job_loss.withdraw):
        assert await outcome(doing(leaving.actor, reference)) == "claim_unknown"
    assert (await job_loss.claim(desk.actor, reference)).reference == reference


async def test_an_account_of_two_affiliates_sees_the_claims_of_both(desk: Desk):
    other = await another_affiliate(desk)
    for each in (desk, other):
        _, reference = await a_filed(each)
        found = await job_loss.claim(desk.actor, reference)
        assert found.affiliate_number == each.affiliate.number


@pytest.mark.parametrize("role", STAFF)
async def test_staff_who_decide_on_claims_read_them_and_withdraw_none(desk: Desk, role: Role):
    _, reference = await a_filed(desk)
    officer = await an_officer(role)
    seen = role in {Role.CLAIMS_OFFICER, Role.SUPERVISOR}
    assert await outcome(job_loss.claim(officer, reference)) == ("done" if seen else "not_allowed")
    assert await outcome(job_loss.withdraw(officer, reference)) == "not_allowed"


@pytest.mark.parametrize(
    "reference", ["", "IP-2023-0000-0000", "DR-2023-7K3M-Q9XT", "' OR 1=1", "x" * 1_000, "\0"]
)
async def test_nobodys_reference_is_unknown(desk: Desk, reference: str):
    await a_filed(desk)
    for doing in (job_loss.claim, job_loss.withdraw):
        assert await outcome(doing(desk.actor, reference)) == "claim_unknown"


@EVERY_STATUS
async def test_a_claim_is_followed_in_every_status(desk: Desk, status: ClaimStatus):
    _, reference = await a_filed(desk)
    await brought_to(reference, *WAYS[status])
    found = await job_loss.claim(desk.actor, reference)
    assert found.status is status
    assert (found.can_withdraw, found.can_add_papers) == (status in LIVE, status in LIVE)
    told = [action for _, action in found.history]
    assert told == [f"claim.{each.value.lower()}" for each in (_S.SUBMITTED, *WAYS[status])]


@EVERY_STATUS
async def test_a_claim_is_withdrawn_while_it_is_not_decided(desk: Desk, status: ClaimStatus):
    _, reference = await a_filed(desk)
    await brought_to(reference, *WAYS[status])
    before = await sent(), await events_of(reference)
    if status in LIVE:
        await job_loss.withdraw(desk.actor, reference)
        assert (await row_of(reference)).status == "WITHDRAWN"
        last = (await events_of(reference))[-1]
        assert (last.action, last.actor) == ("claim.withdrawn", desk.actor.name)
        assert (last.before, last.address) == ({"status": status.value}, desk.actor.address)
        assert len(await sent()) == len(before[0]) + 4
        return
    found = await outcome(job_loss.withdraw(desk.actor, reference))
    assert found == ("done" if status is _S.WITHDRAWN else "impossible_transition")
    assert (await sent(), await events_of(reference)) == before


async def test_a_claim_that_was_decided_says_so_to_who_withdraws_it(desk: Desk):
    _, reference = await a_filed(desk)
    await brought_to(reference, _S.UNDER_REVIEW, _S.ACCEPTED)
    found = await refusal(job_loss.withdraw(desk.actor, reference))
    assert found.params == {"before": "ACCEPTED", "after": "WITHDRAWN"}


async def test_a_withdrawal_on_a_later_day_is_dated_by_the_business_calendar(desk: Desk):
    _, reference = await a_filed(desk)
    later = date(2023, 12, 1)
    await on_business_day(later)
    await job_loss.withdraw(desk.actor, reference)
    found = await job_loss.claim(desk.actor, reference)
    assert (found.business_day, found.status_day) == (TODAY, later)
    assert found.history == ((TODAY, "claim.submitted"), (later, "claim.withdrawn"))


async def test_a_correction_that_is_asked_is_told_with_its_words(desk: Desk):
    form, reference = await a_filed(desk)
    await to_correct(reference, "reason_unproved", "Sans le procès-verbal.")
    found = await job_loss.claim(desk.actor, reference)
    assert (found.decision_code, found.decision_note) == (
        "reason_unproved",
        "Sans le procès-verbal.",
    )
    await form.type(attested="yes")
    await form.file()
    found = await job_loss.claim(desk.actor, reference)
    assert (found.status, found.decision_code) == (_S.SUBMITTED, "")
    assert [action for _, action in found.history] == [
        *("claim.submitted", "claim.under_review", "claim.correction_requested"),
        "claim.submitted",
    ]


async def test_the_events_of_the_fund_are_the_funds(desk: Desk):
    _, reference = await a_filed(desk)
    await to_correct(reference)
    assert [event.actor for event in await events_of(reference)] == [
        desk.actor.name,
        OFFICER,
        OFFICER,
    ]
    assert (await audit.verify()).ok


async def test_another_persons_history_is_not_told(desk: Desk):
    _, first = await a_filed(desk)
    _, second = await a_filed(desk)
    await job_loss.withdraw(desk.actor, second)
    assert len((await job_loss.claim(desk.actor, first)).history) == 1


async def test_a_claim_for_somebody_nobody_can_reach_is_followed_and_withdrawn(desk: Desk):
    person = await an_eligible(desk, phone="", email="", cin="", born=None)
    reference = await (await a_whole_form(desk, person)).file()
    found = await job_loss.claim(desk.actor, reference)
    assert (found.person.cin, found.verdict) == ("", Verdict.UNKNOWN)
    await job_loss.withdraw(desk.actor, reference)
    assert {template for template, *_ in await sent()} == {"claim_submitted", "claim_withdrawn"}
    assert len(await rows(JobLossClaim)) == 1
