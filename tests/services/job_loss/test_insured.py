"""The list of an affiliate's insured persons: who is in it, where each stands, searched, sorted and cut."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import Problem, Verdict
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.views import InsuredRow
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.insured import Employment, InsuredPerson
from tests.factories import id_of, rows, saved
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, a_person, another_affiliate
from tests.services.job_loss.factories import (
    STAFF,
    a_colleague,
    a_form,
    a_second_job,
    a_whole_form,
    an_eligible,
    an_officer,
    declare,
)
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day

PEOPLE = (
    {"surname": "Berrada", "first_name": "Zineb", "surname_ar": "برادة", "first_name_ar": "زينب"},
    {"surname": "Alami", "first_name": "Youssef", "surname_ar": "العلمي", "cin": "XA900001"},
    {"surname": "Alami", "first_name": "Amal", "number": "190000010", "cin": "XA900002"},
)


async def listed(desk: Desk, **wanted: object) -> list[str]:
    """Names of a page of the list, in its order."""
    page = await job_loss.insured_persons(desk.actor, desk.affiliate.number, **wanted)  # pyright: ignore[reportArgumentType] - by name
    return [f"{row.person.first_name} {row.person.surname}" for row in page.rows]


async def only_row(desk: Desk) -> InsuredRow:
    """The one row of the list."""
    (row,) = (await job_loss.insured_persons(desk.actor, desk.affiliate.number)).rows
    return row


async def three(desk: Desk) -> None:
    """Three employees, hired in the order of `PEOPLE`, and somebody of another employer."""
    for year, given in enumerate(PEOPLE, 2015):
        person = await a_person(desk, **given)
        (job,) = await rows(Employment, Employment.person_id == person.id)
        job.hired = date(year, 1, 1)
        await saved(job)
    await a_person(await a_desk(), surname="Alami", first_name="Étranger")


async def test_a_row_tells_figures_and_every_condition_but_the_reason(desk: Desk):
    person = await an_eligible(desk)
    row = await only_row(desk)
    assert (row.person.number, row.person.cin) == (person.number, person.cin)
    assert (row.long.figure, row.long.limit) == (936, 780)
    assert (row.recent.figure, row.recent.limit) == (312, 260)
    assert (row.verdict, row.problem, row.claim_reference) == (Verdict.MET, None, "")


async def test_the_first_problem_of_a_person_is_told(desk: Desk):
    person = await a_person(desk, born=date(1950, 1, 1))
    await declare(desk, person, 202211, 202310)
    row = await only_row(desk)
    assert row.verdict is Verdict.UNMET
    assert row.problem
    assert (row.problem.problem, row.problem.shortfall) == (Problem.TOO_FEW_DAYS, 780 - 312)


async def test_an_unknown_birthday_leaves_the_answer_open(desk: Desk):
    await an_eligible(desk, born=None)
    row = await only_row(desk)
    assert row.verdict is Verdict.UNKNOWN
    assert row.problem
    assert row.problem.problem is Problem.BIRTH_UNKNOWN


@pytest.mark.parametrize(("gone", "verdict"), [(60, Verdict.MET), (61, Verdict.UNMET)])
async def test_who_left_is_judged_for_their_last_day(desk: Desk, gone: int, verdict: Verdict):
    person = await a_person(desk)
    await declare(desk, person, 202101, 202308)
    (job,) = await rows(Employment, Employment.person_id == person.id)
    job.left_on = TODAY - timedelta(days=gone)
    await saved(job)
    row = await only_row(desk)
    assert (row.long.figure, row.verdict) == (32 * 26, verdict)


async def test_who_left_has_the_same_days_in_the_list_and_in_the_form(desk: Desk):
    person = await a_person(desk)
    await declare(desk, person, 202001, 202308)
    (job,) = await rows(Employment, Employment.person_id == person.id)
    job.left_on = date(2023, 9, 15)
    await saved(job)
    form = await (await a_form(desk, person)).view()
    row = await only_row(desk)
    assert row.long == form.assessment.checks[1]
    assert row.long.figure == 936


async def test_days_of_another_employer_count_too(desk: Desk):
    person = await a_person(desk)
    other = await a_desk()
    await a_second_job(other, person)
    await declare(desk, person, days=14)
    await declare(other, person, days=14)
    for either in (desk, other):
        assert (await only_row(either)).long.figure == 936


async def test_a_live_claim_is_told_and_its_reference_to_who_filed_it_alone(desk: Desk):
    form = await a_whole_form(desk)
    other = await a_desk()
    await a_second_job(other, form.person)
    reference = await form.file()
    mine, theirs = await only_row(desk), await only_row(other)
    for row in (mine, theirs):
        assert row.problem
        assert row.problem.problem is Problem.LIVE_CLAIM
    assert (mine.claim_reference, theirs.claim_reference) == (reference, "")


async def test_a_claim_that_is_over_leaves_the_person_free_and_in_the_list_once(desk: Desk):
    form = await a_whole_form(desk)
    for _ in range(2):
        reference = await (await a_whole_form(desk, form.person)).file()
        await job_loss.withdraw(desk.actor, reference)
    row = await only_row(desk)
    assert (row.verdict, row.claim_reference) == (Verdict.MET, "")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Amal Alami", "Youssef Alami", "Zineb Berrada"]),
        ("alami", ["Amal Alami", "Youssef Alami"]),
        (" ALAMI  ama ", ["Amal Alami"]),
        ("زينب", ["Zineb Berrada"]),
        ("برادة زينب", ["Zineb Berrada"]),
        ("براده", ["Zineb Berrada"]),
        ("BÉRRADA", ["Zineb Berrada"]),
        ("xa9000", ["Amal Alami", "Youssef Alami"]),
        ("190 000 010", ["Amal Alami"]),
        ("١٩٠٠٠٠٠١٠", ["Amal Alami"]),
        ("étranger", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("x" * 10_000, []),
        ("\0\ud800", ["Amal Alami", "Youssef Alami", "Zineb Berrada"]),
    ],
)
async def test_every_word_searched_is_in_a_number_or_a_name(
    desk: Desk, search: str, found: list[str]
):
    await three(desk)
    assert await listed(desk, search=search) == found


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Amal Alami"),
        ("hired", "Zineb Berrada"),
        ("number", None),
        ("cin", None),
        ("born; DROP TABLE account", "Amal Alami"),
    ],
)
async def test_a_list_is_sorted_by_its_columns_both_ways(desk: Desk, sort: str, first: str | None):
    await three(desk)
    upwards = await listed(desk, sort=sort)
    assert await listed(desk, sort=sort, descending=True) == upwards[::-1]
    assert first in {upwards[0], None}
    assert set(upwards) == {"Amal Alami", "Youssef Alami", "Zineb Berrada"}


async def test_pages_hold_everybody_once_and_the_last_one_stands_for_those_past_the_end(
    desk: Desk,
):
    await three(desk)
    pages = [
        await job_loss.insured_persons(desk.actor, desk.affiliate.number, page=page, page_size=2)
        for page in (1, 2, 99, 0, -1)
    ]
    assert [page.total for page in pages] == [3] * 5
    assert [page.page for page in pages] == [1, 2, 2, 1, 1]
    numbers = [row.person.number for page in pages[:2] for row in page.rows]
    assert len(numbers) == len(set(numbers)) == 3


@pytest.mark.parametrize(("size", "held"), [(-5, 1), (0, 1), (1, 1), (3, 3), (10_000, 3)])
async def test_a_page_holds_one_row_at_least(desk: Desk, size: int, held: int):
    await three(desk)
    page = await job_loss.insured_persons(desk.actor, desk.affiliate.number, page_size=size)
    assert len(page.rows) == held


async def test_a_page_holds_a_hundred_rows_at_the_most(desk: Desk):
    people = [
        InsuredPerson(number=f"18{n:07d}", surname="Ziani", first_name=f"{n}") for n in range(101)
    ]
    await saved(*people)
    await saved(
        *(Employment(affiliate_id=id_of(desk.affiliate), person_id=row.id or 0) for row in people)
    )
    page = await job_loss.insured_persons(desk.actor, desk.affiliate.number, page_size=1_000)
    assert (len(page.rows), page.total) == (100, 101)


async def test_an_employer_of_nobody_has_an_empty_list(desk: Desk):
    page = await job_loss.insured_persons(desk.actor, desk.affiliate.number, page=7)
    assert (page.rows, page.total, page.page) == ((), 0, 1)


@pytest.mark.parametrize("number", ["0000000", "", "' OR 1=1", "1" * 500])
async def test_the_list_of_nobodys_affiliate_is_refused(desk: Desk, number: str):
    other = await a_desk()
    for asked in (number, other.affiliate.number):
        found = job_loss.insured_persons(desk.actor, asked)
        assert await outcome(found) == "affiliate_unknown"


async def test_the_list_is_closed_to_whom_the_right_has_ended(desk: Desk):
    leaving = await a_colleague(desk, valid_to=TODAY)
    asked = (leaving.actor, desk.affiliate.number)
    assert await outcome(job_loss.insured_persons(*asked)) == "done"
    await on_business_day(TODAY + timedelta(days=1))
    assert await outcome(job_loss.insured_persons(*asked)) == "affiliate_unknown"


@pytest.mark.parametrize("role", STAFF)
async def test_staff_have_no_list(desk: Desk, role: Role):
    officer = await an_officer(role)
    found = job_loss.insured_persons(officer, desk.affiliate.number)
    assert await outcome(found) == "not_allowed"


async def test_each_affiliation_has_its_own_list(desk: Desk):
    other = await another_affiliate(desk)
    await a_person(desk, surname="Berrada")
    await a_person(other, surname="Ziani")
    assert await listed(desk) == ["Sara Berrada"]
    assert await listed(other) == ["Sara Ziani"]
