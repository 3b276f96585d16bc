"""Who is told of a claim that was filed, in whose words, and what the trail keeps of it."""

from __future__ import annotations

import pytest

from damancom_reflex.services import audit, job_loss
from damancom_reflex.store.trail import OutboxMessage
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, messages_to
from tests.services.job_loss.factories import a_whole_form, an_eligible, both, events_of, sent
from tests.services.recouvrement.builders import on_business_day


async def test_the_employer_and_the_person_are_told(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    person, account = form.person, desk.account
    assert sorted(await sent()) == sorted(
        [
            *both("claim_submitted", account.email, account.phone),
            *both("claim_filed_for_you", person.email, person.phone),
        ]
    )
    (mine,) = await messages_to(account.email, "claim_submitted")
    assert reference in mine.text
    assert "Sara Alami" in mine.text
    (theirs,) = await messages_to(person.email, "claim_filed_for_you")
    assert desk.affiliate.legal_name in theirs.text
    for secret in (account.email, account.phone, desk.affiliate.number):
        assert secret not in theirs.text
    for secret in (person.email, person.phone, person.cin, person.number):
        assert secret not in mine.text


async def test_each_is_told_in_their_own_language(database: str):
    await on_business_day(TODAY)
    desk = await a_desk(language="fr")
    person = await an_eligible(desk, language="ar", first_name_ar="سارة", surname_ar="العلمي")
    await (await a_whole_form(desk, person)).file()
    languages = {row.template: row.language for row in await rows(OutboxMessage)}
    assert languages == {"claim_submitted": "fr", "claim_filed_for_you": "ar"}


@pytest.mark.parametrize(
    ("known", "channels"),
    [
        ({"phone": "", "email": ""}, set()),
        ({"phone": ""}, {"EMAIL"}),
        ({"email": ""}, {"SMS"}),
    ],
)
async def test_a_person_is_told_where_the_register_can_reach_them(
    desk: Desk, known: dict[str, str], channels: set[str]
):
    form = await a_whole_form(desk, await an_eligible(desk, **known))
    reference = await form.file()
    await job_loss.withdraw(desk.actor, reference)
    told = {(template, channel) for template, channel, _ in await sent()}
    for template in ("claim_filed_for_you", "claim_withdrawn_for_you"):
        assert {channel for name, channel in told if name == template} == channels
    assert all(destination for _, _, destination in await sent())


async def test_the_trail_tells_who_filed_what_and_names_nobody(desk: Desk):
    form = await a_whole_form(desk)
    reference = await form.file()
    (event,) = await events_of(reference)
    assert (event.actor, event.action) == (desk.actor.name, "claim.submitted")
    assert event.address == desk.actor.address
    assert event.before == {"status": None}
    assert event.after == {
        "status": "SUBMITTED",
        "revision": 1,
        "business_day": "2023-11-08",
        "loss_date": "2023-10-30",
        "reason": "closure",
        "verdict": "met",
    }
    person = form.person
    told = f"{event.before}{event.after}{event.subject}"
    for secret in (person.number, person.cin, person.surname, person.phone, person.email):
        assert secret not in told
    assert (await audit.verify()).ok
