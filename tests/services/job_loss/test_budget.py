"""How many statements each event sends, however many persons, months and claims there are."""

from __future__ import annotations

from collections.abc import Awaitable

from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import decisions
from tests.services.job_loss.claimants import Desk, a_claim, a_desk, a_filed, another_affiliate
from tests.services.job_loss.factories import a_form, a_whole_form, an_eligible
from tests.services.people import outcome
from tests.services.recouvrement.builders import statements


async def sent_by(doing: Awaitable[object]) -> list[str]:
    """What the statements of one event do."""
    with statements() as sent:
        await doing
    return [statement.split()[0] for statement in sent]


async def test_a_page_of_persons_is_read_in_six_however_many_they_are(desk: Desk):
    await an_eligible(desk)
    one = await sent_by(job_loss.insured_persons(desk.actor, desk.affiliate.number))
    for _ in range(12):
        await a_claim(desk, await an_eligible(desk))
    many = await sent_by(job_loss.insured_persons(desk.actor, desk.affiliate.number, "alami"))
    assert len(one) == len(many) == 6


async def test_a_page_of_claims_is_read_in_three_however_many_affiliates(desk: Desk):
    await a_claim(desk)
    one = await sent_by(job_loss.claims(desk.actor))
    for _ in range(3):
        await a_claim(await another_affiliate(desk))
    wanted = job_loss.ClaimsWanted("alami", sort="affiliate")
    many = await sent_by(job_loss.claims(desk.actor, wanted, page=2))
    assert len(one) == len(many) == 3


async def test_a_form_is_read_with_its_months_in_two(desk: Desk):
    form = await a_form(desk)
    assert await sent_by(job_loss.form(desk.actor, form.id)) == ["SELECT"] * 2


async def test_a_key_pressed_reads_the_form_writes_it_and_reads_its_months(desk: Desk):
    form = await a_form(desk)
    version = (await form.view()).version
    for field, text in (("loss_date", "30/10/2023"), ("reason", "closure"), ("loss_date", "3")):
        typed = job_loss.type_field(desk.actor, form.id, version, field, text)
        # No month is looked up for what is no day.
        months = [] if text == "3" else ["SELECT"]
        assert await sent_by(typed) == ["SELECT", "UPDATE", *months]
        version += 1


async def test_what_would_be_filed_is_read_back_in_one(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    assert len(await sent_by(job_loss.ready(desk.actor, form.id, version))) == 1


async def test_filing_tells_two_people_and_the_trail_in_thirteen(desk: Desk):
    form = await a_whole_form(desk)
    version = (await form.view()).version
    assert len(await sent_by(job_loss.file(desk.actor, form.id, version))) <= 13


async def test_a_claim_is_read_with_its_papers_and_its_history_in_four(desk: Desk):
    reference = await a_filed(desk)
    assert len(await sent_by(job_loss.claim(desk.actor, reference))) <= 4


async def test_a_withdrawal_and_a_decision_have_a_bound(desk: Desk):
    first, second = [await a_filed(desk) for _ in range(2)]
    assert len(await sent_by(job_loss.withdraw(desk.actor, first))) <= 13
    # Two moves, each with its event, four messages, and the day of the calendar.
    assert len(await sent_by(decisions.accept(second, "account:7"))) <= 23


async def test_what_is_not_theirs_takes_the_work_of_what_is_not_there(desk: Desk):
    form, reference = await a_form(desk), await a_filed(desk)
    stranger = (await a_desk()).actor
    forms = [
        await sent_by(outcome(job_loss.form(stranger, draft_id)))
        for draft_id in (form.id, "nothing")
    ]
    claims = [
        await sent_by(outcome(job_loss.claim(stranger, known)))
        for known in (reference, "IP-2023-0000-0000")
    ]
    persons = [
        await sent_by(outcome(job_loss.insured_persons(stranger, number)))
        for number in (desk.affiliate.number, "9999999")
    ]
    for theirs, nothing in (forms, claims, persons):
        assert theirs == nothing
