"""Filing a claim: what is written, who is told, what the trail keeps; and one claim however often it is asked."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import ClaimFormError, ClaimStatus, Condition, Verdict
from damancom_reflex.services import audit, job_loss
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.insured import Employment
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import rows, saved
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_desk,
    a_person,
    messages_to,
    row_of,
)
from tests.services.job_loss.factories import (
    Form,
    a_second_job,
    a_whole_form,
    an_eligible,
    both,
    brought_to,
    events_of,
    sent,
    to_correct,
    until,
)
from tests.services.people import outcome, refusal
from tests.services.recouvrement.builders import on_business_day


async def nothing_filed() -> bool:
    """Whether no claim, message or event was written."""
    return [await rows(table) for table in (JobLossClaim, OutboxMessage, AuditEvent)] == [[]] * 3


async def test_a_filed_claim_says_what_was_stated_and_what_was_told(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    assert re.fullmatch(r"IP-2023-[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    row = await row_of(reference)
    assert (row.status, row.status_day, row.business_day) == ("SUBMITTED", TODAY, TODAY)
    assert (row.loss_date, row.reason_code, row.late_reason) == (
        date(2023, 10, 30),
        "closure",
        "",
    )
    assert (row.affiliate_id, row.account_id) == (desk.affiliate.id, desk.account.id)
    assert (row.person_id, row.draft_id, row.revision) == (form.person.id, form.id, 1)
    # 26 days in 35 of the 36 months: the window of a loss on 30/10 ends in September.
    assert row.told == {
        "verdict": "met",
        "problems": [],
        "figures": {
            "loss_day": [0, 0],
            "days_long": [910, 780],
            "days_recent": [312, 260],
            "delay": [9, 60],
            "reason": [0, 0],
            "age": [33, 60],
            "no_live_claim": [0, 0],
        },
    }
    assert (row.amount, row.months) == (2_722_22, 6)
    assert (row.decision_code, row.decision_note, row.decided_at) == ("", "", None)


async def test_what_was_ticked_holds_for_one_filing(desk: Desk):
    form = await a_whole_form(desk)
    await form.file()
    (draft,) = await rows(ClaimDraft)
    assert draft.typed == {"loss_date": "30/10/2023", "reason": "closure", "attested": ""}


async def test_what_will_be_filed_is_read_back_first(desk: Desk):
    form = await a_whole_form(desk, loss_date="01/08/2023", late_reason=" Il était malade. ")
    stated = await job_loss.ready(desk.actor, form.id, (await form.view()).version)
    assert (stated.loss_date, stated.reason.code) == (date(2023, 8, 1), "closure")
    assert stated.late_reason == "Il était malade."
    assert await nothing_filed()


@pytest.mark.parametrize(
    ("typed", "lacking"),
    [
        ({"loss_date": ""}, {"loss_date": "empty_loss_date"}),
        ({"loss_date": "31/02/2023"}, {"loss_date": "impossible_day"}),
        ({"loss_date": "09/11/2023"}, {"loss_date": "future_loss"}),
        ({"loss_date": "31/12/2018"}, {"loss_date": "loss_before_hiring"}),
        ({"loss_date": "08/09/2023"}, {"late_reason": "late_reason_missing"}),
        ({"reason": "no such reason"}, {"reason": "reason_missing"}),
        ({"attested": ""}, {"attested": "not_attested"}),
    ],
)
async def test_a_form_that_lacks_something_is_not_filed(
    desk: Desk, typed: dict[str, str], lacking: dict[str, str]
):
    form = await a_whole_form(desk, None, **typed)
    version = (await form.view()).version
    for doing in (job_loss.ready, job_loss.file):
        found = await refusal(doing(desk.actor, form.id, version))
        assert isinstance(found, ClaimFormError)
        assert {field: error.code for field, error in found.errors.items()} == lacking
    assert await nothing_filed()
    assert (await form.view()).version == version


async def test_an_older_tab_files_nothing(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    await form.type(reason="economic_dismissal")
    for doing in (job_loss.ready, job_loss.file):
        assert await outcome(doing(desk.actor, form.id, version)) == "changed_elsewhere"
    assert await nothing_filed()


async def test_a_form_filed_twice_gives_one_claim_whatever_the_tab_shows(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    before = await sent(), await rows(AuditEvent)
    for version in (0, 3, 4, 99):
        assert await job_loss.file(desk.actor, form.id, version) == reference
    assert len(await rows(JobLossClaim)) == 1
    assert (await sent(), await rows(AuditEvent)) == before


async def test_a_claim_that_does_not_meet_the_conditions_may_be_filed(desk: Desk):
    form = await a_whole_form(desk, await a_person(desk, born=None), reason="resignation")
    row = await row_of(await form.file())
    assert row.told["verdict"] == Verdict.UNMET
    assert row.told["problems"] == [
        *("too_few_days", "too_few_days", "excluded_reason", "birth_unknown"),
    ]
    assert row.amount == 0


async def test_a_late_claim_keeps_its_reason(desk: Desk):
    form = await a_whole_form(desk, loss_date="08/09/2023", late_reason="\nGrève du courrier \n")
    row = await row_of(await form.file())
    assert row.late_reason == "Grève du courrier"
    assert row.told["problems"] == ["late"]


async def test_a_reason_for_a_delay_that_there_is_not_is_not_kept(desk: Desk):
    form = await a_whole_form(desk, late_reason="Grève du courrier")
    assert (await row_of(await form.file())).late_reason == ""


async def test_a_loss_before_the_first_minimum_wage_has_no_amount(desk: Desk):
    form = await a_whole_form(desk, loss_date="30/06/2019", late_reason="Un long procès")
    row = await row_of(await form.file())
    assert (row.amount, row.months) == (None, 0)


async def test_the_employer_and_the_person_are_told(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    person, account = form.person, desk.account
    assert sorted(await sent()) == sorted(
        [
            *both("claim_submitted", account.email, account.phone),
            *both("claim_filed_for_you", person.email, person.phone),
        ]
    )
    (mine,) = await messages_to(account.email, "claim_submitted")
    assert reference in mine.text
    assert "Sara Alami" in mine.text
    (theirs,) = await messages_to(person.email, "claim_filed_for_you")
    assert desk.affiliate.legal_name in theirs.text
    for secret in (account.email, account.phone, desk.affiliate.number):
        assert secret not in theirs.text
    for secret in (person.email, person.phone, person.cin, person.number):
        assert secret not in mine.text


async def test_each_is_told_in_their_own_language(database: str):
    await on_business_day(TODAY)
    desk = await a_desk(language="fr")
    person = await an_eligible(desk, language="ar", first_name_ar="سارة", surname_ar="العلمي")
    await (await a_whole_form(desk, person)).file()
    languages = {row.template: row.language for row in await rows(OutboxMessage)}
    assert languages == {"claim_submitted": "fr", "claim_filed_for_you": "ar"}


@pytest.mark.parametrize(
    ("known", "channels"),
    [
        ({"phone": "", "email": ""}, set()),
        ({"phone": ""}, {"EMAIL"}),
        ({"email": ""}, {"SMS"}),
    ],
)
async def test_a_person_is_told_where_the_register_can_reach_them(
    desk: Desk, known: dict[str, str], channels: set[str]
):
    form = await a_whole_form(desk, await an_eligible(desk, **known))
    reference = await form.file()
    await job_loss.withdraw(desk.actor, reference)
    told = {(template, channel) for template, channel, _ in await sent()}
    for template in ("claim_filed_for_you", "claim_withdrawn_for_you"):
        assert {channel for name, channel in told if name == template} == channels
    assert all(destination for _, _, destination in await sent())


async def test_the_trail_tells_who_filed_what_and_names_nobody(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    (event,) = await events_of(reference)
    assert (event.actor, event.action) == (desk.actor.name, "claim.submitted")
    assert event.address == desk.actor.address
    assert event.before == {"status": None}
    assert event.after == {
        "status": "SUBMITTED",
        "revision": 1,
        "business_day": "2023-11-08",
        "loss_date": "2023-10-30",
        "reason": "closure",
        "verdict": "met",
    }
    person = form.person
    told = f"{event.before}{event.after}{event.subject}"
    for secret in (person.number, person.cin, person.surname, person.phone, person.email):
        assert secret not in told
    assert (await audit.verify()).ok


async def test_a_person_has_one_live_claim_whoever_files_it(desk: Desk):
    form = await a_whole_form(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    second = await a_whole_form(other, form.person)
    await form.file()
    found = await second.view()
    assert found.assessment.check(Condition.NO_LIVE_CLAIM).verdict is Verdict.UNMET
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


async def test_a_claim_for_somebody_who_left_on_another_day_is_told_and_filed(desk: Desk):
    person = await an_eligible(desk)
    (job,) = await rows(Employment, Employment.person_id == person.id)
    job.left_on = date(2023, 10, 29)
    await saved(job)
    row = await row_of(await (await a_whole_form(desk, person)).file())
    assert row.told["problems"] == ["loss_after_leaving"]
