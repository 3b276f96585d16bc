from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import pytest

from damancom_reflex.domain.review import RIGHTS, Action, Kind
from damancom_reflex.services import job_loss, review
from damancom_reflex.services.review import Given
from damancom_reflex.settings import settings
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.review import FileInHand
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import actor, an_account, rows
from tests.services.job_loss.claimants import a_desk, a_filed
from tests.services.people import all_at_once, outcome
from tests.services.recouvrement.officers import SOME
from tests.services.review.officers import (
    Fund,
    a_filed_claim,
    a_filed_enrolment,
    a_signed_plan,
    decides,
    trail_of,
)


async def test_an_enrolment_is_received_then_validated_by_its_agency(fund: Fund):
    reference = await a_filed_enrolment()
    await decides(fund.at_agency, reference, Action.RECEIVE)
    # In between, the file stays in hand; once decided, it is nobody's.
    assert (await review.file(fund.at_agency, reference)).mine
    await decides(fund.at_agency, reference, Action.VALIDATE)
    assert (await rows(EnrolmentRequest))[0].status == "VALIDATED"
    assert await rows(FileInHand) == []
    who, where = fund.at_agency.name, fund.at_agency.address
    acts = [act for act in await trail_of(reference) if act[0] == who]
    assert acts == [
        (who, "file.taken", where),
        (who, "enrolment.received", where),
        (who, "enrolment.validated", where),
    ]


async def test_a_claim_is_refused_with_its_reason_which_the_employer_reads(fund: Fund):
    desk = await a_desk()
    reference = await a_filed(desk)
    given = {"reason": "still_employed", "note": "Contrat en cours."}
    await decides(fund.claims, reference, Action.REFUSE, **given)
    seen = await job_loss.claim(desk.actor, reference)
    assert (seen.status.value, seen.decision_code, seen.decision_note) == (
        *("REFUSED", "still_employed"),
        "Contrat en cours.",
    )


async def test_a_plan_is_guaranteed_and_validated_by_its_office(fund: Fund):
    reference, officer, _ = await a_signed_plan()
    guarantee = {"guarantee": SOME["kind"], "amount": "25 000", "document": SOME["document"]}
    await decides(officer, reference, Action.REGISTER_GUARANTEE, **guarantee)
    await decides(officer, reference, Action.VALIDATE, sufficient=True, paid_down=True)
    assert (await rows(RemissionRequest))[0].status == "VALIDATED"
    found = await review.file(officer, reference)
    assert found.actions == (Action.REJECT_DEBIT, Action.CANCEL)
    assert found.life
    assert found.life.countdown.total == 25_000_00


async def test_a_large_remission_is_signed_by_two(fund: Fund, monkeypatch: pytest.MonkeyPatch):
    reference, one, two = await a_signed_plan()
    guarantee = {"guarantee": SOME["kind"], "amount": "25 000", "document": SOME["document"]}
    await decides(one, reference, Action.REGISTER_GUARANTEE, **guarantee)
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "100")
    settings.cache_clear()
    before = (await review.file(fund.supervisor, reference)).actions
    await decides(one, reference, Action.VALIDATE, sufficient=True, paid_down=True)
    assert (await rows(RemissionRequest))[0].status == "AWAITING_GUARANTEES"
    assert before == ()
    offered = [(await review.file(who, reference)).actions for who in (one, two, fund.supervisor)]
    assert [Action.COUNTERSIGN in actions for actions in offered] == [False, True, True]
    assert not any(Action.VALIDATE in actions for actions in offered)
    doing = decides(one, reference, Action.COUNTERSIGN)
    assert await outcome(doing) == "second_signature_same_person"
    await decides(fund.supervisor, reference, Action.COUNTERSIGN)
    assert (await rows(RemissionRequest))[0].status == "VALIDATED"


async def test_what_one_does_not_see_is_like_what_is_not_there(fund: Fund):
    enrolment, claim = await a_filed_enrolment(), await a_filed_claim()
    for who, reference in (
        (fund.at_other_agency, enrolment),
        (fund.without_agency, enrolment),
        (fund.claims, enrolment),
        (fund.at_agency, claim),
        (fund.supervisor, "DA-2023-0000-0000"),
        (fund.supervisor, "XX"),
        (fund.supervisor, ""),
    ):
        assert await outcome(review.file(who, reference)) == "file_unknown"
        assert await outcome(review.take(who, reference)) == "file_unknown"
        doing = review.act(who, reference, Action.REFUSE, "SUBMITTED.1", Given(reason="x"))
        assert await outcome(doing) in {"file_unknown", "reason_unknown", "action_not_allowed"}
    assert (await rows(EnrolmentRequest))[0].status == "SUBMITTED"


async def test_a_supervisor_sees_and_decides_nothing_first(fund: Fund):
    for reference in (await a_filed_enrolment(), await a_filed_claim()):
        found = await review.file(fund.supervisor, reference)
        assert found.actions == ()
        assert await outcome(review.take(fund.supervisor, reference)) == "action_not_allowed"
    reason = {"reason": "still_employed"}
    doing = decides(fund.supervisor, reference, Action.REFUSE, **reason)
    assert await outcome(doing) == "action_not_allowed"
    assert (await rows(JobLossClaim))[0].status == "SUBMITTED"


async def test_an_employer_opens_no_file(fund: Fund):
    reference = await a_filed_claim()
    employer = actor(await an_account())
    for doing in (
        review.file(employer, reference),
        review.take(employer, reference),
        review.give_back(employer, reference),
        review.queue(employer, review.Wanted()),
        review.offices(employer),
        review.act(employer, reference, Action.ACCEPT, "SUBMITTED.1", Given()),
    ):
        assert await outcome(doing) == "not_allowed"


async def test_a_decision_on_something_older_is_refused_and_changes_nothing(fund: Fund):
    reference = await a_filed_claim()
    older = (await review.file(fund.claims, reference)).seen
    await decides(fund.claims, reference, Action.TAKE_UP)
    doing = review.act(fund.claims, reference, Action.ACCEPT, older, Given())
    assert await outcome(doing) == "changed_meanwhile"
    assert (await rows(JobLossClaim))[0].status == "UNDER_REVIEW"


@ON_BOTH_DATABASES
async def test_of_two_decisions_at_once_one_wins_and_the_other_is_told(fund: Fund):
    reference, one, two = await a_signed_plan()
    seen = (await review.file(one, reference)).seen
    told = await all_at_once(
        *(
            review.act(who, reference, Action.REFUSE, seen, Given(reason="guarantees_insufficient"))
            for who in (one, two)
        )
    )
    assert told["done"] == 1
    assert sum(told.values()) == 2
    assert set(told) <= {"done", "changed_meanwhile", "impossible_transition"}
    assert (await rows(RemissionRequest))[0].status == "REFUSED"


@ON_BOTH_DATABASES
async def test_a_decision_and_a_withdrawal_at_once_never_wait_for_each_other(fund: Fund):
    desk = await a_desk()
    doings: list[Coroutine[Any, Any, Any]] = []
    for _ in range(8):
        reference = await a_filed(desk)
        seen = (await review.file(fund.claims, reference)).seen
        # Nobody had taken the file: the decision takes it, and notes so.
        doings += [
            review.act(fund.claims, reference, Action.REFUSE, seen, Given(reason="still_employed")),
            job_loss.withdraw(desk.actor, reference),
        ]
    told = await all_at_once(*doings)
    assert set(told) <= {"done", "changed_meanwhile", "impossible_transition"}
    assert told["done"] == 8


@pytest.mark.parametrize("kind", Kind)
async def test_every_right_has_something_that_does_it(kind: Kind):
    for right in RIGHTS:
        if right.kind is kind:
            known = review.reasons(kind, right.action)
            needs = {Action.REFUSE, Action.REQUEST_CORRECTION, Action.REJECT_DEBIT, Action.CANCEL}
            assert bool(known) == (right.action in needs)
