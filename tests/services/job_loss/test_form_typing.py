"""The form of a claim as it is typed: kept, refused, and what it tells meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.job_loss import (
    LONGEST_LATE_REASON,
    Condition,
    Problem,
    Verdict,
)
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.forms import LONGEST_TYPED
from damancom_reflex.store.insured import Employment
from tests.factories import rows, saved
from tests.services.job_loss.claimants import Desk, a_desk, a_person
from tests.services.job_loss.factories import (
    a_form,
    a_second_job,
    a_whole_form,
    an_eligible,
    declare,
)
from tests.services.people import outcome, refusal
from tests.services.recouvrement.builders import on_business_day


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("loss_date", "٣٠/١٠/٢٠٢٣"),
        ("loss_date", " 30 . 10 . 2023\u200f"),
        ("loss_date", "bientôt"),
        ("loss_date", "31/02/2023"),
        ("reason", "no such reason"),
        ("late_reason", "  Il était hospitalisé…\n\tسبب قاهر 😔 "),
        ("attested", "yes"),
    ],
)
async def test_what_is_typed_is_kept_to_the_character(desk: Desk, field: str, text: str):
    form = await a_form(desk)
    found = await form.type(**{field: text})
    assert found.typed == {field: text}
    assert (await form.view()).typed == {field: text}
    assert (await form.view()).version == 1


async def test_what_no_row_can_keep_is_left_out(desk: Desk):
    form = await a_form(desk, late_reason="a\0b\ud800c")
    assert (await form.view()).typed == {"late_reason": "abc"}


async def test_a_text_without_end_is_cut_and_is_too_long_all_the_same(desk: Desk):
    form = await a_form(desk, loss_date="01/08/2023", late_reason="x" * 100_000)
    found = await form.view()
    assert found.typed["late_reason"] == "x" * LONGEST_TYPED
    assert LONGEST_TYPED > LONGEST_LATE_REASON
    assert found.errors["late_reason"].code == "late_reason_too_long"


async def test_the_same_text_typed_again_changes_nothing(desk: Desk):
    form = await a_form(desk, reason="closure")
    before = await form.view()
    assert await form.type(reason="closure") == before


@pytest.mark.parametrize("field", ["", "person", "account_id", "LOSS_DATE", "typed"])
async def test_a_field_that_the_form_does_not_have_is_refused(desk: Desk, field: str):
    form = await a_form(desk)
    typed = job_loss.type_field(desk.actor, form.id, 0, field, "x")
    assert await outcome(typed) == "field_unknown"
    assert (await form.view()).typed == {}


async def test_an_older_tab_overwrites_nothing_and_is_told_since_when(desk: Desk):
    form = await a_form(desk, reason="closure")
    now = await form.view()
    for version in (now.version - 1, now.version + 1, -1):
        typed = job_loss.type_field(desk.actor, form.id, version, "reason", "resignation")
        found = await refusal(typed)
        assert found.code == "changed_elsewhere"
        assert found.params == {"version": now.version, "saved_at": now.saved_at}
    assert await form.view() == now


async def test_a_wrong_field_is_told_at_once_and_an_empty_one_is_not(desk: Desk):
    form = await a_form(desk, loss_date="09/11/2023", attested="")
    found = await form.view()
    assert {field: error.code for field, error in found.errors.items()} == {
        "loss_date": "future_loss"
    }
    assert not found.loss_known


@pytest.mark.parametrize("text", ["09/11/2023", "31/12/2018", "29/02/2023", "hier", "31/10/23"])
async def test_a_day_that_cannot_be_ticks_nothing_that_hangs_on_it(desk: Desk, text: str):
    form = await a_form(desk, loss_date=text)
    found = await form.view()
    assert set(found.errors) == {"loss_date"}
    hang = [
        *(Condition.LOSS_DAY, Condition.DAYS_LONG, Condition.DAYS_RECENT),
        *(Condition.DELAY, Condition.AGE),
    ]
    assert {found.assessment.check(each).verdict for each in hang} == {Verdict.UNKNOWN}
    assert (found.assessment.verdict, found.estimate) == (Verdict.UNKNOWN, None)
    assert [check.condition for check in found.assessment.checks] == list(Condition)
    mended = await form.type(loss_date="31/10/2023")
    assert mended.assessment.check(Condition.LOSS_DAY).met


async def test_each_field_changes_what_is_told(desk: Desk):
    form = await a_form(desk)
    found = await form.type(loss_date="08/09/2023")
    assert (found.loss_known, found.late) == (True, True)
    assert found.assessment.loss_date == date(2023, 9, 8)
    assert found.assessment.check(Condition.DELAY).figure == 61
    assert found.estimate
    assert found.estimate.window.last == 202308
    found = await form.type(loss_date="09/09/2023", reason="resignation")
    assert not found.late
    assert found.assessment.problems == (Problem.EXCLUDED_REASON,)
    found = await form.type(reason="other")
    assert found.assessment.problems == (Problem.REASON_TO_EXAMINE,)
    found = await form.type(reason="closure")
    assert found.assessment.verdict is Verdict.MET


async def test_days_of_every_employer_count_and_stay_within_the_month(desk: Desk):
    person = await a_person(desk)
    other = await a_desk()
    await a_second_job(other, person)
    await declare(desk, person, days=16, wage=200_000)
    await declare(other, person, days=16, wage=100_000)
    found = await (await a_form(desk, person)).view()
    assert found.assessment.check(Condition.DAYS_LONG).figure == 26 * 36
    assert found.estimate
    assert found.estimate.mean == 300_000


async def test_a_month_outside_the_window_counts_for_nothing(desk: Desk):
    person = await a_person(desk)
    await declare(desk, person, 202001, 202010)
    found = await (await a_form(desk, person)).view()
    assert found.assessment.check(Condition.DAYS_LONG).figure == 0
    assert found.estimate
    assert (found.estimate.mean, found.estimate.declared_months) == (0, 0)


async def test_who_left_is_told_for_their_last_day_while_none_is_typed(desk: Desk):
    person = await an_eligible(desk)
    (job,) = await rows(Employment, Employment.person_id == person.id)
    job.left_on = date(2023, 9, 8)
    await saved(job)
    form = await a_form(desk, person)
    found = await form.view()
    assert found.assessment.loss_date == date(2023, 9, 8)
    assert not found.loss_known
    found = await form.type(loss_date="09/09/2023")
    assert Problem.LOSS_AFTER_LEAVING in found.assessment.problems
    assert found.errors == {}


async def test_a_form_grows_late_as_days_go_by(desk: Desk):
    form = await a_whole_form(desk)
    assert not (await form.view()).late
    await on_business_day(date(2023, 12, 30))
    found = await form.view()
    assert (found.today, found.late) == (date(2023, 12, 30), True)
    assert await outcome(form.file()) == "claim_incomplete"
