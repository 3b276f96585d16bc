"""How many statements each event sends: a key pressed above all; and that equal answers take equal work."""

from __future__ import annotations

from collections.abc import Awaitable

from damancom_reflex.services import enrolment
from tests.services.enrolment.builders import (
    STRANGER,
    a_browser,
    a_company,
    a_representative_of,
    at_confirmation,
    at_contact,
    at_representative,
    solved,
)
from tests.services.people import outcome
from tests.services.recouvrement.builders import statements


async def sent_by(doing: Awaitable[object]) -> list[str]:
    """The statements of one event."""
    with statements() as sent:
        await doing
    return sent


async def test_a_key_pressed_reads_once_and_writes_once(database: str):
    await a_company()
    person = await at_confirmation()
    version = (await person.view()).version
    typed = enrolment.type_field(
        person.applicant, person.draft_id, version, "delegate_name", "Atlas"
    )
    sent = await sent_by(typed)
    assert [statement.split()[0] for statement in sent] == ["SELECT", "UPDATE"]


async def test_a_page_reads_its_request_in_one_statement(database: str):
    await a_company()
    person = await at_confirmation()
    who = (person.applicant, person.draft_id)
    await enrolment.accept_terms(*who, "fr")
    for doing in (
        enrolment.opened(*who),
        enrolment.read_back(*who),
        enrolment.lacking(*who, ["phone"]),
    ):
        assert len(await sent_by(doing)) == 1
    assert len(await sent_by(enrolment.accept_terms(*who, "ar"))) == 2


async def test_a_code_on_screen_is_read_in_six(database: str):
    await a_company()
    person = await at_contact()
    await person.type(operator="INWI", phone="0612345678")
    await enrolment.send_code(person.applicant, person.draft_id, "phone")
    shown = enrolment.code_view(person.applicant, person.draft_id, "phone")
    assert len(await sent_by(shown)) <= 6


async def test_an_identity_known_elsewhere_takes_the_work_of_one_that_nobody_has(database: str):
    await a_company()
    await a_representative_of(await a_company("7654321"), identity_number="ZZ999999")
    works: list[list[str]] = []
    for number in ("ZZ999999", "ZZ999998"):
        person = await at_representative()
        version = (await person.type(identity_kind="CIN", identity_number=number)).version
        checked = enrolment.check_identity(person.applicant, person.draft_id, version)
        works.append(await sent_by(checked))
    assert works[0] == works[1]


async def test_a_request_of_somebody_else_takes_the_work_of_one_that_is_not_there(database: str):
    await a_company()
    person = await at_contact()
    works = [
        await sent_by(outcome(enrolment.send_code(STRANGER, draft_id, "phone")))
        for draft_id in (person.draft_id, "nothing")
    ]
    assert works[0] == works[1]
    assert len(works[0]) == 1


async def test_numbers_that_nobody_has_take_equal_work(database: str):
    works = [
        await sent_by(outcome(enrolment.look_up(number, solved(), a_browser())))
        for number in ("1234575", "1234571", "7654321")
    ]
    assert works[0] == works[1] == works[2]
