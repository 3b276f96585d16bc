"""What many hands at the same moment get: never more than one pair would. SPEC section 4, races."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from damancom_reflex.clock import now
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment import contact
from damancom_reflex.store.accounts import CodeChallenge, CodeSending
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentConsent, EnrolmentRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.enrolment.builders import (
    PHONE,
    Person,
    a_browser,
    a_company,
    at_company,
    at_confirmation,
    at_contact,
    code_sent,
    row_of,
    solved,
)
from tests.services.hands import MANY, comparisons, in_processes
from tests.services.people import all_at_once, another_than, outbox_rows, outcome

pytestmark = ON_BOTH_DATABASES

IN_ANOTHER_PROCESS = """
import asyncio, json, sys
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.store.engine import dispose
from tests.factories import VISITOR
from tests.services.people import all_at_once

async def main(what, times, key, draft_id, *more):
    applicant = Applicant(VISITOR, key)
    print("ready", flush=True)
    sys.stdin.readline()
    doings = [getattr(enrolment, what)(applicant, draft_id, *more) for _ in range(int(times))]
    print(json.dumps(await all_at_once(*doings)), flush=True)
    await dispose()

asyncio.run(main(*sys.argv[1:]))
"""


async def with_a_code() -> tuple[Person, str]:
    """A person whose phone was sent a code half a minute ago, and that code."""
    await a_company()
    person = await at_contact()
    await person.type(operator="INWI", phone=PHONE)
    await enrolment.send_code(person.applicant, person.draft_id, "phone")
    async with writing() as session:
        row = (await session.exec(select(CodeChallenge))).one()
        row.sent_at = now() - timedelta(seconds=30)
        session.add(row)
    return person, await code_sent(PHONE)


def checks(person: Person, code: str, times: int = MANY) -> list[Coroutine[Any, Any, Any]]:
    return [
        enrolment.check_code(person.applicant, person.draft_id, "phone", code) for _ in range(times)
    ]


def sends(person: Person) -> list[Coroutine[Any, Any, Any]]:
    # From as many addresses: the one limit at work here is the pause between two sendings.
    who = [a_browser(person.applicant.key) for _ in range(MANY)]
    return [enrolment.send_code(one, person.draft_id, "phone") for one in who]


async def test_fifty_guesses_at_once_compare_five(database: str, monkeypatch: pytest.MonkeyPatch):
    compared = comparisons(monkeypatch, contact)
    person, code = await with_a_code()
    answers = await all_at_once(*checks(person, another_than(code)))
    assert len(compared) == 5
    assert sum(answers.values()) == MANY
    assert set(answers) <= {"code_wrong", "locked"}
    assert (await row_of(person.draft_id)).phone == ""


async def test_guesses_from_two_processes_compare_five_together(database: str):
    person, code = await with_a_code()
    guess = ("check_code", "25", person.applicant.key, person.draft_id, "phone")
    answers = await in_processes(
        IN_ANOTHER_PROCESS, (*guess, another_than(code)), (*guess, another_than(code))
    )
    assert answers["code_wrong"] <= 5
    assert answers["code_wrong"] + answers["locked"] == MANY
    async with reading() as session:
        assert (await session.exec(select(CodeChallenge.tries))).one() == 5


async def test_the_right_code_typed_many_times_at_once_proves_once(database: str):
    person, code = await with_a_code()
    answers = await all_at_once(*checks(person, code, 5))
    assert answers["done"] >= 1
    assert set(answers) <= {"done", "code_expired"}
    row = await row_of(person.draft_id)
    version = (await person.view()).version
    assert (row.phone, row.version) == (PHONE, version)
    verified = [row for row in await outbox_rows() if row.template == "code_sms"]
    assert len(verified) == 1


async def test_fifty_resends_at_once_send_one(database: str):
    person, _ = await with_a_code()
    views = await asyncio.gather(*sends(person))
    assert Counter(view.waiting for view in views) == {"": 1, "resend_too_soon": MANY - 1}
    assert {view.prefix for view in views} == {views[0].prefix}
    assert (len(await outbox_rows("code_")), len(await rows(CodeSending))) == (2, 2)


async def test_fifty_first_sendings_at_once_send_one(database: str):
    await a_company()
    person = await at_contact()
    await person.type(operator="INWI", phone=PHONE)
    await asyncio.gather(*sends(person))
    assert (len(await outbox_rows("code_")), len(await rows(CodeChallenge))) == (1, 1)


async def test_a_number_replaced_while_its_code_is_compared_proves_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    person, code = await with_a_code()
    prove = contact._prove

    async def later(*given: Any) -> Any:  # noqa: ANN401 - passed on as they are
        await person.type(phone="0698765432")
        return await prove(*given)

    monkeypatch.setattr(contact, "_prove", later)
    assert await outcome(checks(person, code, 1)[0]) == "code_expired"
    assert (await row_of(person.draft_id)).phone == ""


async def test_a_code_replaced_while_it_is_compared_proves_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    person, code = await with_a_code()
    prove = contact._prove

    async def later(*given: Any) -> Any:  # noqa: ANN401 - passed on as they are
        await enrolment.send_code(person.applicant, person.draft_id, "phone")
        return await prove(*given)

    monkeypatch.setattr(contact, "_prove", later)
    assert await outcome(checks(person, code, 1)[0]) == "code_expired"
    assert (await row_of(person.draft_id)).phone == ""


async def test_a_request_submitted_twenty_times_at_once_is_filed_once(database: str):
    await a_company()
    person = await at_confirmation()
    await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    references = await asyncio.gather(
        *(enrolment.submit(person.applicant, person.draft_id) for _ in range(20))
    )
    assert len(set(references)) == 1
    assert (await row_of(person.draft_id)).revision == len(await rows(EnrolmentConsent)) == 1
    assert len(await outbox_rows("enrolment_submitted")) == 2


async def two_ready() -> tuple[Person, Person]:
    """Two people with a request for one company, one event from submission."""
    await a_company()
    first = await at_confirmation()
    second = await at_confirmation(phone="+212698765432", email="autre@tamaris.ma")
    for person in (first, second):
        await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    return first, second


async def test_of_two_requests_for_one_company_at_once_one_is_filed(database: str):
    first, second = await two_ready()
    answers = await all_at_once(
        *(enrolment.submit(p.applicant, p.draft_id) for p in (first, second) for _ in range(5))
    )
    assert answers == {"done": 5, "request_under_way": 5}
    async with reading() as session:
        filed = select(EnrolmentRequest).where(col(EnrolmentRequest.reference).is_not(None))
        assert len((await session.exec(filed)).all()) == 1


async def test_of_two_requests_from_two_processes_one_is_filed(database: str):
    first, second = await two_ready()
    commands = [("submit", "5", p.applicant.key, p.draft_id) for p in (first, second)]
    assert await in_processes(IN_ANOTHER_PROCESS, *commands) == {"done": 5, "request_under_way": 5}


async def test_one_browser_that_looks_up_twice_at_once_begins_one_request(database: str):
    await a_company()
    await a_company("7654321")
    browser = (await at_company("7654321")).applicant
    found = await asyncio.gather(
        *(enrolment.look_up("1234575", proof, browser) for proof in [solved() for _ in range(8)])
    )
    assert len({one.draft_id for one in found}) == 1


async def test_one_captcha_used_many_times_at_once_answers_once(database: str):
    await a_company()
    proof = solved()
    looks = (enrolment.look_up("1234575", proof, a_browser()) for _ in range(20))
    assert await all_at_once(*looks) == {"done": 1, "captcha_used": 19}
