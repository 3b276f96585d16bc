"""Whether the insured person is told of a claim, and by what: nothing is promised that the register does not allow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from damancom_reflex.i18n import LANGUAGES, Language, translator
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.messages import FOR_THE_PERSON
from damancom_reflex.state.job_loss.reached import person_reached
from tests.documents.claim_factories import PERSON
from tests.services.job_loss.claimants import Desk, a_filed, a_person, messages_to

FILED = FOR_THE_PERSON["SUBMITTED"]
WAYS = pytest.mark.parametrize(
    ("phone", "email", "said"),
    [
        ("+212612345678", "sara@exemple.ma", "Le salarié en sera averti par SMS et par courriel."),
        ("+212612345678", "", "Le salarié en sera averti par SMS."),
        ("", "sara@exemple.ma", "Le salarié en sera averti par courriel."),
        ("", "", "elle ne peut pas l'avertir. Prévenez-le vous-même."),
    ],
)


@WAYS
async def test_what_is_said_is_what_is_sent(desk: Desk, phone: str, email: str, said: str) -> None:
    person = await a_person(desk, phone=phone, email=email)
    reference = await a_filed(desk, person)
    found = (await job_loss.claim(desk.actor, reference)).person
    assert person_reached(found, translator("fr")).endswith(said)
    assert len(await messages_to(phone, FILED)) == ("par SMS" in said)
    assert len(await messages_to(email, FILED)) == ("par courriel" in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_has_its_own_sentence(language: Language) -> None:
    said = {
        person_reached(replace(PERSON, by_sms=sms, by_email=email), translator(language))
        for sms in (True, False)
        for email in (True, False)
    }
    assert len(said) == 4
