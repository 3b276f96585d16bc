"""Several processes at once, a server that is killed: one request at most, nothing typed is lost."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from sqlmodel import col, func, select

from damancom_reflex.domain.requests import OPEN
from damancom_reflex.services import audit, recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.engine import reading
from damancom_reflex.store.remissions import Consent, InstalmentRow, RemissionRequest
from damancom_reflex.store.trail import OutboxMessage
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import a_right, actor, an_account, id_of
from tests.services.recouvrement.builders import (
    an_employer,
    at_simulation,
    on_business_day,
    ready_to_sign,
    signed,
)

ROOT = Path(__file__).parents[3]


@contextmanager
def worker(*given: object) -> Iterator[subprocess.Popen[str]]:
    """A process that says `ready`, then waits to be told to go; killed at the end if it still runs."""
    command = [sys.executable, "-m", "tests.services.recouvrement.worker", *map(str, given)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline() == "ready\n"


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def all_at_once(*work: tuple[object, ...]) -> list[str]:
    """What each process said, all having been told to go at the same moment."""
    with ExitStack() as stack:
        processes = [stack.enter_context(worker(*given)) for given in work]
        for process in processes:
            wait_for(process)
        for process in processes:
            go(process)
        said = [process.communicate(timeout=60)[0].strip() for process in processes]
        assert [process.returncode for process in processes] == [0] * len(processes)
    return said


async def open_requests() -> list[RemissionRequest]:
    async with reading() as session:
        wanted = select(RemissionRequest).where(
            col(RemissionRequest.status).in_([status.value for status in OPEN])
        )
        return list((await session.exec(wanted)).all())


@ON_BOTH_DATABASES
async def test_three_processes_that_sign_one_draft_give_one_request():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    work = ("sign", employer.actor.account_id, draft_id)
    references = await asyncio.to_thread(all_at_once, *[work] * 3)
    (request,) = await open_requests()
    assert references == [request.reference] * 3
    async with reading() as session:
        assert (await session.exec(select(func.count()).select_from(InstalmentRow))).one() == 2
        assert (await session.exec(select(func.count()).select_from(Consent))).one() == 1
        assert (await session.exec(select(func.count()).select_from(OutboxMessage))).one() == 2
    assert (await audit.verify()).ok


@ON_BOTH_DATABASES
async def test_two_processes_that_sign_two_drafts_of_one_affiliate_give_one_request():
    employer, colleague = await an_employer(), await an_account()
    await a_right(colleague, employer.affiliate)
    drafts = [await ready_to_sign(who) for who in (employer.actor, actor(colleague))]
    said = await asyncio.to_thread(
        all_at_once,
        ("sign", employer.actor.account_id, drafts[0]),
        ("sign", id_of(colleague), drafts[1]),
    )
    (request,) = await open_requests()
    assert sorted(said) == sorted([request.reference, f"open_request_exists {request.reference}"])


@ON_BOTH_DATABASES
async def test_ten_clicks_in_one_process_give_one_reference():
    employer = await an_employer()
    draft_id = await ready_to_sign(employer.actor)
    references = await asyncio.gather(
        *(recouvrement.sign(employer.actor, draft_id) for _ in range(10))
    )
    (request,) = await open_requests()
    assert set(references) == {request.reference}


@ON_BOTH_DATABASES
async def test_ten_tabs_of_two_accounts_give_one_request():
    employer, colleague = await an_employer(), await an_account()
    await a_right(colleague, employer.affiliate)
    actors = (employer.actor, actor(colleague))
    drafts = [(who, await ready_to_sign(who)) for who in actors]
    outcomes = await asyncio.gather(
        *(recouvrement.sign(who, draft) for who, draft in drafts * 5), return_exceptions=True
    )
    (request,) = await open_requests()
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == [request.reference] * 5
    assert [refused.params["reference"] for refused in refusals] == [request.reference] * 5


@ON_BOTH_DATABASES
async def test_two_machines_that_do_what_is_due_expire_a_request_once():
    employer = await an_employer()
    await signed(employer.actor)
    await on_business_day(date(2023, 12, 9))
    assert sorted(await asyncio.to_thread(all_at_once, ("due",), ("due",))) == ["0", "1"]
    async with reading() as session:
        told = select(OutboxMessage).where(OutboxMessage.template == "remission_expired")
        assert len((await session.exec(told)).all()) == 2


@ON_BOTH_DATABASES
async def test_a_server_killed_while_one_types_has_kept_all_it_said_was_saved():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    told = await asyncio.to_thread(type_until_killed, employer.actor.account_id, draft_id)
    draft = await recouvrement.begin(employer.actor)
    assert draft.id == draft_id
    # One more may have been saved that it had no time to tell.
    assert int(draft.down_payment_typed) in (told, told + 1)
    assert (await recouvrement.plan(employer.actor, draft_id)).simulation


def type_until_killed(account_id: int, draft_id: str) -> int:
    """Last number the process told, killed outright while it went on."""
    with worker("type", account_id, draft_id) as process:
        wait_for(process)
        go(process)
        assert process.stdout
        for line in process.stdout:
            if int(line) == 5:
                process.kill()
                break
        lines = [int(line) for line in process.stdout if line.endswith("\n")]
    return max([5, *lines])
