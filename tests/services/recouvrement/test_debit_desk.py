"""The files of debits as supervisors have them: what waits, who produces, who counts, who takes away."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import due
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.recouvrement import debit_desk, debit_file
from damancom_reflex.services.recouvrement.debit_desk import WaitingDay
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import actor, an_account, rows
from tests.services.officers import an_officer
from tests.services.recouvrement.builders import an_employer, on_business_day, statements
from tests.services.recouvrement.officers import instalments_of, validated

FIRST, SECOND = date(2023, 12, 11), date(2024, 1, 10)
MONTHLY = 8_475_28
COUNT = {"debits": 1, "total": MONTHLY}
NUMBER = "PR-20231211"


async def a_supervisor(name: str = "Amina Tahiri") -> Actor:
    return actor(await an_officer(Role.SUPERVISOR, display_name=name))


async def refusal(doing: Coroutine[Any, Any, object]) -> DomainError:
    with pytest.raises(DomainError) as refused:
        await doing
    return refused.value


async def acts() -> list[tuple[str, str, str]]:
    """Acts on files of debits in the trail: what, by whom, from where."""
    found = await rows(AuditEvent, AuditEvent.subject == f"debits:{NUMBER}")
    in_order = sorted(found, key=lambda event: event.position)
    return [(event.action, event.actor, event.address) for event in in_order]


async def test_the_next_day_to_come_is_shown_with_from_when_its_file_may_be_made():
    boss = await a_supervisor()
    await validated(await an_employer())
    await validated(await an_employer())
    seen = await debit_desk.overview(boss)
    first = date(2023, 12, 1)
    assert seen.waiting == (WaitingDay(FIRST, 2, 2 * MONTHLY, first, ready=False),)
    assert (seen.next_day, seen.files.total) == (FIRST, 0)
    await on_business_day(first)
    assert [day.ready for day in (await debit_desk.overview(boss)).waiting] == [True]


async def test_with_nothing_to_debit_the_next_file_is_of_next_months_day_at_the_earliest():
    seen = await debit_desk.overview(await a_supervisor())
    assert (seen.waiting, seen.next_day) == ((), FIRST)


@ON_BOTH_DATABASES
async def test_days_that_came_wait_beside_the_next_one(database: str):
    boss = await a_supervisor()
    await validated(await an_employer())
    await on_business_day(FIRST + timedelta(days=1))
    seen = await debit_desk.overview(boss)
    assert [(day.day, day.ready) for day in seen.waiting] == [(FIRST, True), (SECOND, False)]


@ON_BOTH_DATABASES
async def test_a_debit_left_over_is_counted_in_the_file_that_will_hold_it(database: str):
    boss = await a_supervisor()
    await validated(await an_employer())
    await on_business_day(FIRST)
    await debit_desk.produce(boss, FIRST)
    # The demo's calendar goes back: somebody signs for a day whose files are out.
    await on_business_day(date(2023, 11, 9))
    late = await validated(await an_employer())
    today = FIRST + timedelta(days=1)
    await on_business_day(today)
    seen = await debit_desk.overview(boss)
    assert [(day.day, day.debits, day.total) for day in seen.waiting] == [
        (today, 1, MONTHLY),
        (SECOND, 3, 3 * MONTHLY),
    ]
    batch = await debit_desk.produce(boss, today)
    assert (batch.debits, batch.total) == (1, MONTHLY)
    assert (await instalments_of(late))[0].debit_day == today
    assert [day.debits for day in (await debit_desk.overview(boss)).waiting] == [2]


async def test_a_file_says_who_produced_and_signed_it_and_on_which_day():
    boss, colleague = await a_supervisor(), await a_supervisor("Driss Lahlou")
    await validated(await an_employer())
    await on_business_day(date(2023, 12, 1))
    await debit_desk.produce(boss, FIRST)
    await on_business_day(FIRST)
    (row,) = (await debit_desk.overview(boss)).files.rows
    assert (row.producer, row.produced_on, row.mine) == ("Amina Tahiri", date(2023, 12, 1), True)
    assert (row.signer, row.batch.signed_off_on) == ("", None)
    await debit_desk.sign_off(colleague, NUMBER, **COUNT)
    (row,) = (await debit_desk.overview(colleague)).files.rows
    assert (row.signer, row.batch.signed_off_on, row.mine) == ("Driss Lahlou", FIRST, False)


async def test_what_time_or_the_command_line_produced_has_no_ones_name():
    boss = await a_supervisor()
    await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    (row,) = (await debit_desk.overview(boss)).files.rows
    assert (row.producer, row.mine, row.produced_on) == ("", False, FIRST)


async def test_files_are_cut_into_pages_latest_first():
    boss = await a_supervisor()
    await validated(await an_employer())
    for day in (FIRST, SECOND):
        await on_business_day(day)
        await due.run()
    page = (await debit_desk.overview(boss, page=9, page_size=1)).files
    assert [row.batch.day for row in page.rows] == [FIRST]
    assert (page.page, page.pages, page.total) == (2, 2, 2)


async def test_the_screen_costs_the_same_however_many_files_it_shows():
    boss = await a_supervisor()
    await validated(await an_employer())
    counts = []
    for day in (FIRST, SECOND):
        await on_business_day(day)
        await debit_desk.produce(boss, day)
        with statements() as sent:
            await debit_desk.overview(boss)
        counts.append(len(sent))
    # Calendar; days to produce, with files, next to come, their sums; files: how many, rows, days, names.
    assert counts == [9, 9]
    with statements() as sent:
        assert len(await debit_file.batches()) == 2
    assert len(sent) == 1


@ON_BOTH_DATABASES
async def test_produced_from_the_screen_by_time_and_by_two_at_once_is_one_and_the_same(
    database: str,
):
    boss, colleague = await a_supervisor(), await a_supervisor("Driss Lahlou")
    await validated(await an_employer())
    await on_business_day(FIRST)
    made = await asyncio.gather(
        debit_desk.produce(boss, FIRST),
        debit_desk.produce(boss, FIRST),
        debit_desk.produce(colleague, FIRST),
        debit_file.produce(FIRST, "system:debits"),
        due.run(),
    )
    batches = [found for found in made if not isinstance(found, due.Done)]
    assert batches == batches[:1] * 4
    assert (len(await rows(DebitBatch)), len(await rows(DebitFile))) == (1, 2)
    assert [action for action, _, _ in await acts()] == ["debits.produced"]


async def test_only_days_that_wait_are_produced():
    boss = await a_supervisor()
    await validated(await an_employer())
    assert (await refusal(debit_desk.produce(boss, FIRST))).code == "debit_file_early"
    await on_business_day(FIRST)
    for day in (FIRST - timedelta(days=1), FIRST + timedelta(days=1), date.min, date.max):
        assert (await refusal(debit_desk.produce(boss, day))).code == "no_debits"
    assert await rows(DebitBatch) == []


@ON_BOTH_DATABASES
async def test_of_two_who_sign_off_at_once_the_second_is_told_who_was_first(database: str):
    boss = await a_supervisor()
    both = [await a_supervisor("Driss Lahlou"), await a_supervisor("Hind Berrada")]
    await validated(await an_employer())
    await on_business_day(FIRST)
    await debit_desk.produce(boss, FIRST)
    answers = await asyncio.gather(
        *(debit_desk.sign_off(who, NUMBER, **COUNT) for who in both), return_exceptions=True
    )
    (told,) = [answer for answer in answers if isinstance(answer, DomainError)]
    (row,) = (await debit_desk.overview(boss)).files.rows
    assert told.code == "debit_file_signed_off"
    assert told.params == {"by": row.batch.signed_off_by, "name": row.signer}
    assert row.signer in {"Driss Lahlou", "Hind Berrada"}


async def test_who_produced_it_or_counts_wrong_signs_nothing_off():
    boss, colleague = await a_supervisor(), await a_supervisor("Driss Lahlou")
    await validated(await an_employer())
    await on_business_day(FIRST)
    await debit_desk.produce(boss, FIRST)
    sign = debit_desk.sign_off
    assert (await refusal(sign(boss, NUMBER, **COUNT))).code == "sign_off_same_person"
    wrong = sign(colleague, NUMBER, debits=1, total=MONTHLY + 1)
    assert (await refusal(wrong)).code == "count_differs"
    assert (await refusal(sign(colleague, "PR-1", **COUNT))).code == "debit_file_unknown"
    (batch,) = await rows(DebitBatch)
    assert (batch.signed_off_by, batch.signed_off_on) == ("", None)


async def test_a_file_taken_away_is_the_very_one_and_the_trail_says_who_took_it_from_where():
    boss, colleague = await a_supervisor(), await a_supervisor("Driss Lahlou")
    await validated(await an_employer())
    await on_business_day(FIRST)
    made = await debit_desk.produce(boss, FIRST)
    for kind in ("CSV", "XML"):
        content = await debit_desk.download(colleague, NUMBER, kind)
        assert hashlib.sha256(content).hexdigest() == made.sha256[kind]
    await debit_desk.sign_off(colleague, NUMBER, **COUNT)
    assert await acts() == [
        ("debits.produced", boss.name, boss.address),
        ("debits.downloaded", colleague.name, colleague.address),
        ("debits.downloaded", colleague.name, colleague.address),
        ("debits.signed_off", colleague.name, colleague.address),
    ]
    taken = await rows(AuditEvent, AuditEvent.action == "debits.downloaded")
    assert [event.after["kind"] for event in taken] == ["CSV", "XML"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
async def test_nobody_else_sees_makes_signs_or_takes_anything(role: Role):
    boss = await a_supervisor()
    await validated(await an_employer())
    await on_business_day(FIRST)
    other = actor(await an_account(role=role.value))
    for doing in (debit_desk.overview(other), debit_desk.produce(other, FIRST)):
        assert (await refusal(doing)).code == "supervisors_only"
    assert await rows(DebitBatch) == []
    await debit_desk.produce(boss, FIRST)
    for doing in (
        debit_desk.sign_off(other, NUMBER, **COUNT),
        debit_desk.download(other, NUMBER, "XML"),
    ):
        assert (await refusal(doing)).code == "supervisors_only"
    assert await acts() == [("debits.produced", boss.name, boss.address)]


async def test_no_trail_is_left_of_a_file_that_is_not_there():
    boss = await a_supervisor()
    assert (await refusal(debit_desk.download(boss, NUMBER, "CSV"))).code == "debit_file_unknown"
    assert await acts() == []
