"""The form of a claim: opened, resumed, and whose it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import (
    Condition,
    Problem,
    Verdict,
)
from damancom_reflex.services import job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.claims import ClaimDraft
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, another_affiliate
from tests.services.job_loss.factories import (
    STAFF,
    Form,
    a_colleague,
    a_form,
    a_second_job,
    a_whole_form,
    an_eligible,
    an_officer,
    to_correct,
    until,
)
from tests.services.people import outcome, refusal
from tests.services.recouvrement.builders import on_business_day

Asked = Callable[[Actor, Form], Awaitable[object]]

ASKED: dict[str, Asked] = {
    "form": lambda who, form: job_loss.form(who, form.id),
    "type": lambda who, form: job_loss.type_field(who, form.id, 3, "reason", "closure"),
    "ready": lambda who, form: job_loss.ready(who, form.id, 3),
    "file": lambda who, form: job_loss.file(who, form.id, 3),
}
EVERYWHERE = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)


async def doing(asked: Asked, who: Actor, form: Form) -> None:
    await asked(who, form)


async def said(asked: Asked, who: Actor, form: Form) -> str:
    """`done`, or the code of the refusal."""
    return await outcome(doing(asked, who, form))


async def test_a_new_form_shows_who_it_is_for_and_where_they_stand(desk: Desk):
    person = await an_eligible(desk)
    form = await (await a_form(desk, person)).view()
    assert (form.affiliate_number, form.legal_name) == (
        desk.affiliate.number,
        desk.affiliate.legal_name,
    )
    assert (form.person.number, form.person.cin) == (person.number, person.cin)
    assert (form.person.name("fr"), form.person.hired) == ("Sara Alami", date(2019, 1, 1))
    assert (form.version, form.typed, form.errors) == (0, {}, {})
    assert (form.today, form.loss_known, form.late) == (TODAY, False, False)
    assert (form.claim_reference, form.decision_code, form.decision_note) == ("", "", "")
    figures = {check.condition: check.figure for check in form.assessment.checks}
    assert (figures[Condition.DAYS_LONG], figures[Condition.DAYS_RECENT]) == (936, 312)
    assert form.assessment.problems == (Problem.REASON_NOT_TOLD,)
    assert form.assessment.verdict is Verdict.UNKNOWN
    assert form.estimate
    assert form.estimate.amount == 2_800_00


async def test_a_form_that_was_left_is_taken_up_again(desk: Desk):
    person = await an_eligible(desk)
    left = await a_form(desk, person, loss_date="30/10/2023")
    spaced = f"{person.number[:3]} {person.number[3:6]} {person.number[6:]}"
    arabic = person.number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for number in (person.number, spaced, arabic, f"\u200f{person.number} "):
        assert await job_loss.begin(desk.actor, desk.affiliate.number, number) == left.id
    assert (await left.view()).typed == {"loss_date": "30/10/2023"}
    assert len(await rows(ClaimDraft)) == 1


async def test_an_affiliate_is_read_with_its_spaces_and_arabic_digits_too(desk: Desk):
    form = await a_form(desk)
    number = desk.affiliate.number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert await job_loss.begin(desk.actor, f" {number} ", form.person.number) == form.id


async def test_two_accounts_of_an_affiliate_have_a_form_each(desk: Desk):
    form = await a_form(desk)
    colleague = await a_colleague(desk)
    theirs = await a_form(colleague, form.person, reason="closure")
    assert theirs.id != form.id
    assert (await form.view()).typed == {}


async def test_a_person_has_a_form_for_each_employer(desk: Desk):
    form = await a_form(desk)
    other = await another_affiliate(desk)
    await a_second_job(other, form.person)
    assert (await a_form(other, form.person)).id != form.id


async def test_after_a_claim_is_filed_another_form_begins(desk: Desk):
    form = await a_whole_form(desk)
    await form.file()
    again = await a_form(desk, form.person)
    assert again.id != form.id
    assert (await again.view()).typed == {}


async def test_a_claim_to_be_corrected_is_opened_again_as_it_was_typed(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference, note="Le contrat dit le 29.")
    assert await job_loss.begin(desk.actor, desk.affiliate.number, form.person.number) == form.id
    found = await form.view()
    assert found.claim_reference == reference
    assert (found.decision_code, found.decision_note) == (
        "loss_date_differs",
        "Le contrat dit le 29.",
    )
    # The box is ticked anew for each filing.
    assert found.typed == {"loss_date": "30/10/2023", "reason": "closure", "attested": ""}
    assert found.assessment.check(Condition.NO_OTHER_CLAIM).met


@EVERYWHERE
async def test_a_form_of_another_account_is_unknown(desk: Desk, asked: Asked):
    form = await a_whole_form(desk)
    for other in (await a_desk(), await a_colleague(desk)):
        assert await said(asked, other.actor, form) == "claim_form_unknown"
    assert (await form.view()).version == 3


@EVERYWHERE
@pytest.mark.parametrize("forged", ["", "' OR 1=1 --", "x" * 1_000, "\0", "\ud800"])
async def test_a_forged_id_is_unknown(desk: Desk, asked: Asked, forged: str):
    form = await a_whole_form(desk)
    assert await said(asked, desk.actor, Form(desk, form.person, forged)) == "claim_form_unknown"


@EVERYWHERE
async def test_a_form_is_closed_to_whom_the_right_has_ended(desk: Desk, asked: Asked):
    leaving = await until(desk, TODAY)
    form = await a_whole_form(leaving, await an_eligible(desk))
    assert (await form.view()).version == 3
    await on_business_day(TODAY + timedelta(days=1))
    assert await said(asked, leaving.actor, form) == "claim_form_unknown"


@EVERYWHERE
@pytest.mark.parametrize("role", STAFF)
async def test_staff_neither_open_nor_file(desk: Desk, asked: Asked, role: Role):
    form = await a_whole_form(desk)
    officer = await an_officer(role)
    assert await said(asked, officer, form) == "not_allowed"
    begun = job_loss.begin(officer, desk.affiliate.number, form.person.number)
    assert await outcome(begun) == "not_allowed"


async def test_a_person_of_another_affiliate_is_unknown_as_nobody_is(desk: Desk):
    stranger = await an_eligible(await a_desk())
    for number in (stranger.number, "199999999", "", "' OR 1=1", "1" * 500, "\0"):
        begun = job_loss.begin(desk.actor, desk.affiliate.number, number)
        assert await outcome(begun) == "insured_unknown"
    assert await rows(ClaimDraft) == []


async def test_an_affiliate_of_somebody_else_is_unknown_as_none_is(desk: Desk):
    other = await a_desk()
    person = await an_eligible(other)
    for number in (other.affiliate.number, "0000000", "", "' OR 1=1", "1" * 500, "\0"):
        begun = job_loss.begin(desk.actor, number, person.number)
        assert await outcome(begun) == "affiliate_unknown"


@pytest.mark.parametrize(
    ("dates", "answer"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "affiliate_unknown"),
        ({"valid_to": TODAY}, "done"),
        ({"valid_from": TODAY}, "done"),
        ({"valid_from": TODAY + timedelta(days=1)}, "affiliate_unknown"),
    ],
)
async def test_a_form_begins_only_within_the_dates_of_the_right(
    desk: Desk, dates: dict[str, date], answer: str
):
    person = await an_eligible(desk)
    colleague = await a_colleague(desk, **dates)
    begun = job_loss.begin(colleague.actor, desk.affiliate.number, person.number)
    assert await outcome(begun) == answer


async def test_a_filed_form_neither_opens_nor_changes(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    for name in ("form", "type", "ready"):
        found = await refusal(doing(ASKED[name], desk.actor, form))
        assert (found.code, found.params) == ("claim_filed", {"reference": reference})
    (draft,) = await rows(ClaimDraft)
    assert draft.typed["reason"] == "closure"
