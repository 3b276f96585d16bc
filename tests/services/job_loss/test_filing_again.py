"""One claim however often and by whomever it is filed; and a claim that was given back, filed once more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import ClaimStatus, Condition, Problem, Verdict
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss.filing import MOST_A_DAY
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.trail import AuditEvent
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, row_of
from tests.services.job_loss.factories import (
    Form,
    a_second_job,
    a_whole_form,
    an_eligible,
    brought_to,
    events_of,
    sent,
    to_correct,
    until,
)
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day


async def test_a_form_filed_twice_gives_one_claim_whatever_the_tab_shows(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    before = await sent(), await rows(AuditEvent)
    for version in (0, 3, 4, 99):
        assert await job_loss.file(desk.actor, form.id, version) == reference
    assert len(await rows(JobLossClaim)) == 1
    assert (await sent(), await rows(AuditEvent)) == before


async def test_a_person_has_one_live_claim_whoever_files_it(desk: Desk):
    form = await a_whole_form(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    second = await a_whole_form(other, form.person)
    await form.file()
    found = await second.view()
    assert found.assessment.check(Condition.NO_OTHER_CLAIM).verdict is Verdict.UNMET
    for doing in (job_loss.ready, job_loss.file):
        assert await outcome(doing(other.actor, second.id, found.version)) == "claim_live"
    assert len(await rows(JobLossClaim)) == 1
    # Nothing typed is lost, and nothing tells whose the live claim is.
    assert (await second.view()).typed["reason"] == "closure"


@pytest.mark.parametrize(
    "way",
    [
        (ClaimStatus.UNDER_REVIEW, ClaimStatus.ACCEPTED),
        (ClaimStatus.UNDER_REVIEW, ClaimStatus.REFUSED),
        (ClaimStatus.WITHDRAWN,),
    ],
    ids=["accepted", "refused", "withdrawn"],
)
async def test_once_a_claim_is_over_another_may_be_filed(desk: Desk, way: tuple[ClaimStatus, ...]):
    form = await a_whole_form(desk)
    first = await form.file()
    second = await a_whole_form(desk, form.person)
    assert await outcome(second.file()) == "claim_live"
    await brought_to(first, *way)
    reference = await second.file()
    assert reference != first
    assert (await row_of(first)).status == way[-1]
    assert (await row_of(reference)).status == "SUBMITTED"
    assert await job_loss.file(desk.actor, form.id, 0) == first


async def test_a_job_whose_loss_was_accepted_is_told_to_be_refused_a_second_time(desk: Desk):
    form = await a_whole_form(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    await brought_to(await form.file(), ClaimStatus.UNDER_REVIEW, ClaimStatus.ACCEPTED)
    again, elsewhere = [await a_whole_form(each, form.person) for each in (desk, other)]
    problems = [(await each.view()).assessment.problems for each in (again, elsewhere)]
    assert problems == [(Problem.JOB_CLAIMED,), ()]
    mine, theirs = [
        (await job_loss.insured_persons(each.actor, each.affiliate.number)).rows[0]
        for each in (desk, other)
    ]
    assert mine.problem
    assert (mine.problem.problem, theirs.problem) == (Problem.JOB_CLAIMED, None)
    # The employer may still file: an officer decides, and sees what was told.
    assert (await row_of(await again.file())).told["verdict"] == "unmet"


async def test_a_person_hears_of_so_many_claims_a_day_and_no_more(desk: Desk):
    person = (await a_whole_form(desk)).person
    for _ in range(MOST_A_DAY):
        form = await a_whole_form(desk, person)
        await brought_to(await form.file(), ClaimStatus.WITHDRAWN)
    told = len(await sent())
    form = await a_whole_form(desk, person)
    assert await outcome(form.file()) == "too_many_requests"
    assert len(await sent()) == told
    # Nothing typed is lost, and nobody else's claim waits for it.
    assert (await form.view()).typed["reason"] == "closure"
    other = await a_desk()
    assert await (await a_whole_form(other)).file()


async def test_a_corrected_claim_keeps_its_reference_and_is_submitted_again(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference, note="Le contrat dit le 29.")
    await on_business_day(date(2023, 11, 20))
    await form.type(loss_date="29/10/2023")
    assert await outcome(form.file()) == "claim_incomplete"
    await form.type(attested="yes")
    assert await form.file() == reference
    row = await row_of(reference)
    assert (row.status, row.revision, row.loss_date) == ("SUBMITTED", 2, date(2023, 10, 29))
    assert (row.decision_code, row.decision_note) == ("", "")
    assert row.status_day == row.business_day == date(2023, 11, 20)
    assert row.told["figures"]["delay"] == [22, 60]
    assert len(await rows(JobLossClaim)) == 1
    walked = [
        (event.before["status"], event.after["status"]) for event in await events_of(reference)
    ]
    assert walked == [
        (None, "SUBMITTED"),
        ("SUBMITTED", "UNDER_REVIEW"),
        ("UNDER_REVIEW", "CORRECTION_REQUESTED"),
        ("CORRECTION_REQUESTED", "SUBMITTED"),
    ]
    assert (await audit.verify()).ok


async def test_a_correction_is_told_to_both_again(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference)
    first = await sent()
    await form.type(attested="yes")
    await form.file()
    assert (await sent())[len(first) :] == first


async def test_a_claim_given_back_stays_the_persons_live_one(desk: Desk):
    form = await a_whole_form(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    second = await a_whole_form(other, form.person)
    await to_correct(await form.file())
    assert await outcome(second.file()) == "claim_live"
    await form.type(attested="yes")
    assert await form.file()


async def test_a_withdrawn_form_is_not_filed_again(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference)
    await form.type(attested="yes")
    await job_loss.withdraw(desk.actor, reference)
    assert await job_loss.file(desk.actor, form.id, 5) == reference
    assert (await row_of(reference)).status == "WITHDRAWN"


async def test_whose_right_has_ended_corrects_nothing_and_a_colleague_does(desk: Desk):
    leaving = await until(desk, TODAY)
    form = await a_whole_form(leaving, await an_eligible(desk))
    reference = await form.file()
    await to_correct(reference)
    version = (await form.type(attested="yes")).version
    await on_business_day(TODAY + timedelta(days=1))
    filed = job_loss.file(leaving.actor, form.id, version)
    assert await outcome(filed) == "claim_form_unknown"
    # It was filed for the affiliate: whoever acts for it answers.
    theirs = Form(desk, form.person, form.id)
    await theirs.type(loss_date="29/10/2023")
    assert await theirs.file() == reference
    assert (await row_of(reference)).revision == 2
