"""What the fund decides on a claim: each move, its messages, its trail; one winner when two decide at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss import decisions
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import a_right, actor, an_account, rows
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_desk,
    a_filed,
    a_person,
    messages_to,
    row_of,
    typed,
    walk,
)
from tests.services.people import outcome, refusal
from tests.services.recouvrement.builders import on_business_day

OFFICER = "account:7"
DECISIONS = ("take_up", "accept", "refuse", "request_correction")


async def test_a_claim_that_is_taken_up_is_under_review_and_nobody_is_told(desk: Desk):
    reference = await a_filed(desk)
    before = len(await rows(OutboxMessage))
    await decisions.take_up(f" {reference.lower()} ", OFFICER)
    row = await row_of(reference)
    assert (row.status, row.status_day, row.decided_at) == ("UNDER_REVIEW", TODAY, None)
    assert len(await rows(OutboxMessage)) == before


async def test_a_decision_after_the_mandate_is_told_to_the_employer_alone(desk: Desk):
    delegate = await an_account(role=Role.DELEGATE.value)
    await a_right(delegate, desk.affiliate, valid_to=TODAY)
    reference = await a_filed(Desk(delegate, desk.affiliate, actor(delegate)))
    assert len(await messages_to(delegate.email, "claim_submitted")) == 1
    assert await messages_to(desk.account.email, "claim_submitted") == []
    await on_business_day(TODAY + timedelta(days=1))
    await decisions.accept(reference, OFFICER)
    assert await messages_to(delegate.email, "claim_accepted") == []
    assert len(await messages_to(desk.account.email, "claim_accepted")) == 1


async def test_an_acceptance_is_told_to_the_employer_and_to_the_person(desk: Desk):
    person = await a_person(desk)
    reference = await a_filed(desk, person)
    await decisions.accept(reference, OFFICER, " Dossier complet.\0 ")
    row = await row_of(reference)
    assert (row.status, row.decision_code, row.decision_note) == (
        "ACCEPTED",
        "",
        "Dossier complet.",
    )
    assert row.decided_at
    (mail,) = await messages_to(desk.account.email, "claim_accepted")
    assert reference in mail.subject
    assert "Dossier complet." in mail.text
    assert len(await messages_to(desk.account.phone, "claim_accepted")) == 1
    (theirs,) = await messages_to(person.email, "claim_accepted_for_you")
    assert "30/10/2023" in theirs.text
    assert "Dossier complet." not in theirs.text
    assert len(await messages_to(person.phone, "claim_accepted_for_you")) == 1


async def test_a_refusal_says_why_what_can_be_done_and_leaves_the_way_free(desk: Desk):
    person = await a_person(desk)
    reference = await a_filed(desk, person)
    await decisions.refuse(reference, OFFICER, "file_incomplete", "Il manque le contrat.")
    row = await row_of(reference)
    assert (row.status, row.decision_code) == ("REFUSED", "file_incomplete")
    assert row.decided_at
    (mail,) = await messages_to(desk.account.email, "claim_refused")
    for words in ("resté incomplet", "Il manque le contrat.", "Réunissez toutes les pièces"):
        assert words in mail.text
    (theirs,) = await messages_to(person.email, "claim_refused_for_you")
    assert "resté incomplet" in theirs.text
    assert "Il manque le contrat." not in theirs.text
    assert await a_filed(desk, person) != reference


async def test_a_correction_says_why_is_not_told_to_the_person_and_can_be_answered(desk: Desk):
    person = await a_person(desk)
    reference = await a_filed(desk, person)
    await decisions.request_correction(reference, OFFICER, "loss_date_differs", "Voir le contrat.")
    row = await row_of(reference)
    assert (row.status, row.decision_code) == ("CORRECTION_REQUESTED", "loss_date_differs")
    assert row.decided_at is None
    (mail,) = await messages_to(desk.account.email, "claim_correction")
    for words in ("n'est pas celle des pièces", "Voir le contrat.", "Corrigez la date"):
        assert words in mail.text
    told = {message.template for message in await rows(OutboxMessage)}
    assert not any("correction" in template and "for_you" in template for template in told)
    await typed(desk, row.draft_id, loss_date="29/10/2023", attested="yes")
    version = (await job_loss.form(desk.actor, row.draft_id)).version
    assert await job_loss.file(desk.actor, row.draft_id, version) == reference
    row = await row_of(reference)
    assert (row.status, row.revision, row.decision_code) == ("SUBMITTED", 2, "")
    await decisions.accept(reference, OFFICER)
    assert await walk(reference) == [
        ("SUBMITTED", "UNDER_REVIEW"),
        ("UNDER_REVIEW", "CORRECTION_REQUESTED"),
        ("CORRECTION_REQUESTED", "SUBMITTED"),
        ("SUBMITTED", "UNDER_REVIEW"),
        ("UNDER_REVIEW", "ACCEPTED"),
    ]


@pytest.mark.parametrize("name", ["accept", "refuse", "request_correction"])
async def test_what_nobody_took_up_is_taken_up_first(desk: Desk, name: str):
    reference = await a_filed(desk)
    await _decide(name, reference)
    first, second = await walk(reference)
    assert (first, second[0]) == (("SUBMITTED", "UNDER_REVIEW"), "UNDER_REVIEW")


async def test_what_was_taken_up_is_decided_once(desk: Desk):
    reference = await a_filed(desk)
    await decisions.take_up(reference, OFFICER)
    await decisions.accept(reference, OFFICER)
    assert len(await walk(reference)) == 2


async def test_the_trail_tells_who_decided_and_why_and_keeps_nothing_of_the_person(desk: Desk):
    person = await a_person(desk)
    reference = await a_filed(desk, person)
    await decisions.refuse(reference, OFFICER, "still_employed", "Vu chez un voisin.")
    events = await rows(AuditEvent)
    assert [event.actor for event in events][-2:] == [OFFICER, OFFICER]
    assert events[-1].after["reason"] == "still_employed"
    told = " ".join(f"{event.before}{event.after}{event.subject}" for event in events)
    for secret in (person.phone, person.email, person.cin, person.number, "Alami", "voisin"):
        assert secret not in told
    assert (await audit.verify()).ok


@pytest.mark.parametrize("decided", ["accept", "refuse", "request_correction"])
async def test_what_may_not_follow_is_refused_and_changes_nothing(desk: Desk, decided: str):
    reference = await a_filed(desk)
    await _decide(decided, reference)
    before, told = await row_of(reference), len(await rows(OutboxMessage))
    for name in DECISIONS:
        found = await refusal(_decide(name, reference))
        assert (found.code, found.params["before"]) == ("impossible_transition", before.status)
    assert await row_of(reference) == before
    assert len(await rows(OutboxMessage)) == told


async def test_nobody_decides_on_what_was_withdrawn(desk: Desk):
    reference = await a_filed(desk)
    await job_loss.withdraw(desk.actor, reference)
    for name in DECISIONS:
        assert await outcome(_decide(name, reference)) == "impossible_transition"


async def test_a_claim_is_taken_up_once(desk: Desk):
    reference = await a_filed(desk)
    await decisions.take_up(reference, OFFICER)
    assert await outcome(decisions.take_up(reference, OFFICER)) == "impossible_transition"


@pytest.mark.parametrize("name", DECISIONS)
@pytest.mark.parametrize("reference", ["IP-2023-0000-0000", "DA-2023-7K3M-Q9XT", "", "' OR 1=1"])
async def test_nobodys_reference_is_refused(desk: Desk, name: str, reference: str):
    assert await outcome(_decide(name, reference)) == "claim_reference_unknown"


async def test_a_reason_of_the_other_list_is_refused(desk: Desk):
    reference = await a_filed(desk)
    found = await refusal(decisions.refuse(reference, OFFICER, "paper_missing"))
    assert found.code == "reason_unknown"
    assert "file_incomplete" in str(found.params["reasons"])
    other = decisions.request_correction(reference, OFFICER, "file_incomplete")
    assert await outcome(other) == "reason_unknown"
    assert (await row_of(reference)).status == "SUBMITTED"


async def test_a_note_is_cut_where_its_row_ends(desk: Desk):
    reference = await a_filed(desk)
    await decisions.accept(reference, OFFICER, "x" * 501)
    assert (await row_of(reference)).decision_note == "x" * 500


@ON_BOTH_DATABASES
async def test_of_two_who_decide_at_once_the_second_is_told(database: str):
    await on_business_day(TODAY)
    reference = await a_filed(await a_desk())
    done = await asyncio.gather(
        decisions.accept(reference, "account:1"),
        decisions.refuse(reference, "account:2", "still_employed"),
        decisions.accept(reference, "account:3"),
        return_exceptions=True,
    )
    assert sum(isinstance(found, TransitionError) for found in done) == 2
    assert len(await walk(reference)) == 2
    assert (await audit.verify()).ok


@ON_BOTH_DATABASES
async def test_a_decision_and_a_withdrawal_at_once_never_both_hold(database: str):
    await on_business_day(TODAY)
    desk = await a_desk()
    reference = await a_filed(desk)
    done = await asyncio.gather(
        decisions.accept(reference, OFFICER),
        job_loss.withdraw(desk.actor, reference),
        return_exceptions=True,
    )
    assert sum(isinstance(found, TransitionError) for found in done) == 1
    last = (await walk(reference))[-1][1]
    assert (await row_of(reference)).status == last
    assert last in {"ACCEPTED", "WITHDRAWN"}


async def _decide(name: str, reference: str) -> object:
    given = {"refuse": ("file_incomplete",), "request_correction": ("paper_missing",)}
    return await getattr(decisions, name)(reference, OFFICER, *given.get(name, ()))
