"""Filing a claim: what is written of it, and what keeps it from being filed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from damancom_reflex.domain.job_loss import ClaimFormError, Verdict
from damancom_reflex.services import job_loss
from damancom_reflex.store.claims import ClaimDraft
from damancom_reflex.store.insured import Employment
from tests.factories import rows, saved
from tests.services.job_loss.claimants import TODAY, Desk, a_person, row_of
from tests.services.job_loss.factories import a_whole_form, an_eligible, nothing_filed
from tests.services.people import outcome, refusal


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
            "no_other_claim": [0, 0],
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


async def test_a_claim_for_somebody_who_left_on_another_day_is_told_and_filed(desk: Desk):
    person = await an_eligible(desk)
    (job,) = await rows(Employment, Employment.person_id == person.id)
    job.left_on = date(2023, 10, 29)
    await saved(job)
    row = await row_of(await (await a_whole_form(desk, person)).file())
    assert row.told["problems"] == ["loss_after_leaving"]
