"""What became of a request, as its employer and its office see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.services import due, recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.staff import StaffPosting
from tests.factories import actor, an_account, an_office, id_of, saved
from tests.services.recouvrement.builders import an_employer, on_business_day, signed
from tests.services.recouvrement.officers import OFFICER, guaranteed, validated

FIRST = date(2023, 12, 11)


async def test_an_employer_follows_a_plan_from_guarantees_to_a_rejected_debit():
    employer = await an_employer()
    reference = await guaranteed(employer)
    before = await recouvrement.life(employer.actor, reference)
    assert (before.status, before.signatures, before.signatures_needed) == (
        "AWAITING_GUARANTEES",
        0,
        1,
    )
    assert (before.countdown.days_left, before.countdown.total, before.paid) == (30, 25_000_00, 0)
    assert [(debit.debit_day, debit.sent) for debit in before.debits] == [(None, False)] * 2
    await decisions.validate(
        reference, OFFICER, guarantees_sufficient=True, down_payment_received=True
    )
    await on_business_day(FIRST)
    await due.run()
    await debit_file.sign_off(FIRST, OFFICER, debits=1, total=8_475_28)
    await decisions.reject_debit(reference, OFFICER, 1, "opposition", "Voir la banque.")
    after = await recouvrement.life(employer.actor, reference)
    assert (after.status, after.status_day, after.paid) == ("CANCELLED", FIRST, 5_000_00)
    assert (after.reason, after.note) == ("opposition", "Voir la banque.")
    first, second = after.debits
    assert (first.status, first.settled_on, first.rejection_code) == (
        "REJECTED",
        FIRST,
        "opposition",
    )
    assert (second.status, second.sent) == ("SCHEDULED", False)
    assert after.broken
    assert (after.broken.missed, after.broken.paid) == (1, 5_000_00)
    assert after.revision > before.revision


async def test_the_instalments_of_a_request_show_the_day_of_their_debit():
    employer = await an_employer()
    reference = await validated(employer)
    found = await recouvrement.request(employer.actor, reference)
    assert [item.debit_day for item in found.instalments] == [FIRST, FIRST + timedelta(days=30)]


async def test_an_officer_sees_the_requests_of_their_own_office_only():
    employer = await an_employer()
    reference = await signed(employer.actor)
    here, elsewhere = employer.affiliate.collection_office_id, (await an_office()).id
    officers = []
    for office in (here, elsewhere):
        account = await an_account(role=Role.COLLECTION_OFFICER.value)
        await saved(StaffPosting(account_id=id_of(account), collection_office_id=office))
        officers.append(actor(account))
    assert (await recouvrement.life(officers[0], reference)).status == "AWAITING_GUARANTEES"
    with pytest.raises(Refused) as refused:
        await recouvrement.life(officers[1], reference)
    assert refused.value.code == "request_unknown"


async def test_nobody_sees_the_requests_of_others():
    reference = await signed((await an_employer()).actor)
    other = await an_employer()
    with pytest.raises(Refused) as refused:
        await recouvrement.life(other.actor, reference)
    assert refused.value.code == "request_unknown"
