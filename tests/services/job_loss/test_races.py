"""Several hands at the same moment: one claim a form, one live claim a person, nothing overwritten."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from damancom_reflex.domain.job_loss import LIVE
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss import filing
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.hands import in_processes
from tests.services.job_loss.claimants import Desk, a_desk, row_of
from tests.services.job_loss.factories import (
    Form,
    a_colleague,
    a_second_job,
    a_whole_form,
    an_eligible,
    events_of,
    sent,
    to_correct,
)
from tests.services.people import all_at_once, outcome

pytestmark = ON_BOTH_DATABASES


MANY = 10

IN_ANOTHER_PROCESS = """
import asyncio, json, sys
from damancom_reflex.services import job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import dispose
from tests.services.people import all_at_once

async def main(account, draft_id, version, times):
    actor = Actor(int(account), 1, Role.EMPLOYER, "", "fr", "196.12.0.7")
    print("ready", flush=True)
    sys.stdin.readline()
    doings = [job_loss.file(actor, draft_id, int(version)) for _ in range(int(times))]
    print(json.dumps(await all_at_once(*doings)), flush=True)
    await dispose()

asyncio.run(main(*sys.argv[1:]))
"""


async def two_employers() -> tuple[Form, Form]:
    """Two whole forms for one person, of two employers."""
    first, second = await a_desk(), await a_desk()
    person = await an_eligible(first)
    await a_second_job(second, person)
    return await a_whole_form(first, person), await a_whole_form(second, person)


async def one_live_claim() -> JobLossClaim:
    """The only live claim; the trail is whole, and each side was told once."""
    (claim,) = [row for row in await rows(JobLossClaim) if row.status in LIVE]
    assert (await audit.verify()).ok
    templates = [template for template, *_ in await sent()]
    assert templates.count("claim_submitted") == templates.count("claim_filed_for_you") == 2
    return claim


async def test_a_form_filed_by_many_hands_gives_one_claim_and_one_reference(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    references = await asyncio.gather(
        *(job_loss.file(desk.actor, form.id, version) for _ in range(MANY))
    )
    claim = await one_live_claim()
    assert set(references) == {claim.reference}
    assert len(await events_of(claim.reference)) == 1
    assert claim.revision == 1


async def test_a_form_filed_by_several_processes_gives_one_claim(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    command = (str(desk.actor.account_id), form.id, str(version), "4")
    assert await in_processes(IN_ANOTHER_PROCESS, *[command] * 3) == {"done": 12}
    await one_live_claim()


async def test_of_two_employers_who_claim_for_a_person_at_once_one_does(desk: Desk):
    first, second = await two_employers()
    versions = [(await form.view()).version for form in (first, second)]
    doings = [
        job_loss.file(form.desk.actor, form.id, version)
        for form, version in zip((first, second), versions, strict=True)
        for _ in range(3)
    ]
    assert await all_at_once(*doings) == {"done": 3, "claim_live": 3}
    await one_live_claim()


async def test_of_two_employers_in_two_processes_one_claims(desk: Desk):
    forms = await two_employers()
    commands = [
        (str(form.desk.actor.account_id), form.id, str((await form.view()).version), "3")
        for form in forms
    ]
    assert await in_processes(IN_ANOTHER_PROCESS, *commands) == {"done": 3, "claim_live": 3}
    await one_live_claim()


async def test_of_two_colleagues_who_claim_for_a_person_at_once_one_does(desk: Desk):
    form = await a_whole_form(desk)
    theirs = await a_whole_form(await a_colleague(desk), form.person)
    assert await all_at_once(form.file(), theirs.file()) == {"done": 1, "claim_live": 1}
    await one_live_claim()


async def test_of_two_tabs_that_type_at_once_one_is_told(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    reasons = ("economic_dismissal", "fixed_term_end", "circumstances")
    typed = (
        job_loss.type_field(desk.actor, form.id, version, "reason", reason) for reason in reasons
    )
    assert await all_at_once(*typed) == {"done": 1, "changed_elsewhere": 2}
    found = await form.view()
    assert found.version == version + 1
    assert found.typed["reason"] in reasons


async def test_what_is_typed_while_it_is_filed_is_filed_or_refused(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    filed, typed = await asyncio.gather(
        outcome(job_loss.file(desk.actor, form.id, version)),
        outcome(job_loss.type_field(desk.actor, form.id, version, "reason", "circumstances")),
    )
    claims = [row.reason_code for row in await rows(JobLossClaim)]
    assert (filed, typed, claims) in (
        ("done", "claim_filed", ["closure"]),
        ("done", "changed_elsewhere", ["closure"]),
        ("changed_elsewhere", "done", []),
    )


async def test_a_claim_withdrawn_by_many_hands_is_withdrawn_once(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    colleague = await a_colleague(desk)
    doings = [
        job_loss.withdraw(who.actor, reference) for who in (desk, colleague) for _ in range(3)
    ]
    answers = await all_at_once(*doings)
    assert set(answers) <= {"done", "impossible_transition"}
    assert answers["done"] >= 1
    assert (await row_of(reference)).status == "WITHDRAWN"
    assert [event.action for event in await events_of(reference)] == [
        "claim.submitted",
        "claim.withdrawn",
    ]
    assert [template for template, *_ in await sent()].count("claim_withdrawn") == 2


async def test_a_correction_filed_by_many_hands_is_submitted_once(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference)
    version = (await form.type(attested="yes")).version
    references = await asyncio.gather(
        *(job_loss.file(desk.actor, form.id, version) for _ in range(MANY))
    )
    assert set(references) == {reference}
    row = await row_of(reference)
    assert (row.status, row.revision) == ("SUBMITTED", 2)
    assert (await audit.verify()).ok


async def test_a_correction_is_filed_or_withdrawn_at_once_and_ends_where_the_trail_says(
    desk: Desk,
):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference)
    version = (await form.type(attested="yes")).version
    await asyncio.gather(
        outcome(job_loss.file(desk.actor, form.id, version)),
        outcome(job_loss.withdraw(desk.actor, reference)),
    )
    row, events = await row_of(reference), await events_of(reference)
    walked = [(event.before["status"], event.after["status"]) for event in events]
    assert walked[-1][1] == row.status
    assert all(after == before for (_, after), (before, _) in pairwise(walked))
    assert row.revision == [after for _, after in walked].count("SUBMITTED")


async def test_a_form_opened_by_many_hands_is_typed_and_filed_as_one(desk: Desk):
    person = await an_eligible(desk)
    begun = await asyncio.gather(
        *(job_loss.begin(desk.actor, desk.affiliate.number, person.number) for _ in range(MANY))
    )
    known = {row.id for row in await rows(ClaimDraft)}
    assert set(begun) <= known
    last = await job_loss.begin(desk.actor, desk.affiliate.number, person.number)
    assert last in known
    form = await a_whole_form(desk, person)
    assert form.id == last
    reference = await form.file()
    assert {row.reference for row in await rows(JobLossClaim)} == {reference}


async def test_a_withdrawal_in_the_midst_of_a_filing_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    form = await a_whole_form(desk)
    reference = await form.file()
    await to_correct(reference)
    version = (await form.type(attested="yes")).version
    withdrawing: list[asyncio.Task[str]] = []
    told_of = filing.told_of

    async def meanwhile(*given: Any) -> Any:  # noqa: ANN401 - passed on as they are
        withdrawing.append(asyncio.create_task(outcome(job_loss.withdraw(desk.actor, reference))))
        await asyncio.sleep(0.3)
        return await told_of(*given)

    monkeypatch.setattr(filing, "told_of", meanwhile)
    # One comes first: the other follows it, or is told.
    filed = await outcome(job_loss.file(desk.actor, form.id, version))
    assert {filed, await withdrawing[0]} <= {"done", "impossible_transition"}
    row, events = await row_of(reference), await events_of(reference)
    walked = [(event.before["status"], event.after["status"]) for event in events]
    assert walked[-1][1] == row.status
    assert all(after == before for (_, after), (before, _) in pairwise(walked))
