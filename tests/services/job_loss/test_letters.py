"""Messages of a claim: both channels, both languages; to the person no link, no note, and where to turn."""

from __future__ import annotations

import re

import pytest

from damancom_reflex import rules
from damancom_reflex.i18n import LANGUAGES, Language
from damancom_reflex.services.job_loss import messages
from damancom_reflex.services.messages import _WRITERS, Written, write_out
from damancom_reflex.store.trail import OutboxMessage
from tests.services.job_loss.claimants import Desk, a_filed, a_person, messages_to
from tests.services.test_messages import GSM

PARAMS = {
    "reference": "IP-2023-7K3M-Q9XT",
    "legal_name": "Boulangerie Tamaris SARL",
    "person": "Sara Alami",
    "person_ar": "سارة العلمي",
    "loss_date": "2023-10-30",
    "reason": "closure",
    "decision_code": "file_incomplete",
    "decision_note": "Il manque la page 2.",
}
TO_THE_EMPLOYER = (
    *(messages.SUBMITTED, messages.ACCEPTED, messages.REFUSED),
    *(messages.CORRECTION, messages.WITHDRAWN),
)
TO_THE_PERSON = tuple(messages.FOR_THE_PERSON.values())
TEMPLATES = (*TO_THE_EMPLOYER, *TO_THE_PERSON)


def written(
    template: str, channel: str = "EMAIL", language: Language = "fr", **params: str
) -> Written:
    """A message as it is sent."""
    message = OutboxMessage(
        channel=channel,
        destination="somebody",
        template=template,
        language=language,
        params={**PARAMS, **params},
    )
    return write_out(message)


def test_every_template_has_its_writer():
    assert set(TEMPLATES) == {name for name in _WRITERS if name.startswith("claim_")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_writes_a_whole_letter(template: str, language: Language):
    mail = written(template, language=language)
    assert mail.subject
    for words in ("Boulangerie Tamaris SARL", "IP-2023-7K3M-Q9XT", "30/10/2023"):
        assert words in mail.text
    assert "{" not in mail.text + mail.subject
    assert mail.html
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in mail.html


@pytest.mark.parametrize("template", TO_THE_EMPLOYER)
def test_the_employer_is_led_to_the_claim_and_told_whom_it_is_about(template: str):
    mail = written(template)
    assert "http://localhost:8000/fr/ipe/demandes?r=IP-2023-7K3M-Q9XT" in mail.text
    assert "Sara Alami" in mail.text
    # A mailbox is read by others: why somebody was dismissed stays in the file.
    assert "Fermeture" not in mail.text
    assert "سارة العلمي" in written(template, language="ar").text
    assert "Sara Alami" in written(template, language="ar", person_ar="").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TO_THE_PERSON)
def test_the_person_is_told_what_was_stated_and_gets_no_link(template: str, language: Language):
    mail = written(template, language=language)
    assert rules.job_loss_reasons()["closure"].text(language) in mail.text
    assert "http" not in mail.text
    assert "href" not in (mail.html or "")
    assert "Il manque la page 2." not in mail.text
    assert "http" not in written(template, "SMS", language).text


@pytest.mark.parametrize("template", TO_THE_PERSON)
def test_the_person_is_told_to_turn_to_their_agency(template: str):
    assert "agence" in written(template).text
    assert "agence" in written(template, "SMS").text


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_french_text_message_fits_in_one_and_names_nobody(template: str):
    text = written(template, "SMS").text
    assert "IP-2023-7K3M-Q9XT" in text
    assert set(text) <= GSM
    assert len(text) <= 160
    assert "Alami" not in text
    assert "Tamaris" not in text


@pytest.mark.parametrize("reason", rules.job_loss_reasons())
def test_the_person_learns_every_reason_by_text_message_too(reason: str):
    text = written(messages.FOR_THE_PERSON["SUBMITTED"], "SMS", reason=reason).text
    assert rules.job_loss_reasons()[reason].text_fr in text
    assert set(text) <= GSM
    assert len(text) <= 2 * 153


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", rules.job_loss_refusals())
def test_every_refusal_is_said_with_what_can_be_done(code: str, language: Language):
    reason = rules.job_loss_refusals()[code]
    mail = written(messages.REFUSED, language=language, decision_code=code)
    for words in (reason.text(language), reason.advice(language), "Il manque la page 2."):
        assert words in mail.text
    theirs = written(messages.FOR_THE_PERSON["REFUSED"], language=language, decision_code=code)
    assert reason.text(language) in theirs.text
    # What can be done then is said to the employer.
    assert reason.advice(language) not in theirs.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", rules.job_loss_corrections())
def test_every_correction_is_said_with_how(code: str, language: Language):
    reason = rules.job_loss_corrections()[code]
    mail = written(messages.CORRECTION, language=language, decision_code=code)
    for words in (reason.text(language), reason.advice(language), "Il manque la page 2."):
        assert words in mail.text


def test_no_code_is_in_both_lists():
    assert not set(rules.job_loss_refusals()) & set(rules.job_loss_corrections())


@pytest.mark.parametrize("template", [messages.REFUSED, messages.FOR_THE_PERSON["REFUSED"]])
def test_a_code_of_another_version_leaves_the_rest_of_the_letter(template: str):
    mail = written(template, decision_code="of_tomorrow", reason="of_tomorrow", decision_note="")
    assert "refusée" in mail.text
    assert "Précision" not in mail.text


def test_a_note_is_text_in_the_page():
    html = written(messages.REFUSED, decision_note="<script>alert(1)</script>").html
    assert html
    assert "<script>" not in html


@pytest.mark.parametrize("template", [messages.WITHDRAWN, messages.FOR_THE_PERSON["WITHDRAWN"]])
def test_a_withdrawal_says_until_when_another_claim_is_in_time(template: str):
    # The 60th day after the loss.
    assert "29/12/2023" in written(template).text


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_arabic_letter_is_in_arabic(template: str):
    french, arabic = written(template), written(template, language="ar")
    assert re.search(r"[\u0600-\u06ff]{3}", arabic.subject)
    assert not set(french.text.split("\n\n")) & {
        part for part in arabic.text.split("\n\n") if len(part) > 20
    }


async def test_a_person_the_register_cannot_reach_is_not_written_to(desk: Desk):
    person = await a_person(desk, phone="", email="")
    await a_filed(desk, person)
    assert await messages_to("", messages.FOR_THE_PERSON["SUBMITTED"]) == []
    assert len(await messages_to(desk.account.email, messages.SUBMITTED)) == 1


async def test_the_person_is_written_to_in_their_own_language(desk: Desk):
    person = await a_person(desk, language="ar")
    reference = await a_filed(desk, person)
    (mail,) = await messages_to(person.email, messages.FOR_THE_PERSON["SUBMITTED"])
    assert 'lang="ar"' in (mail.html or "")
    (theirs,) = await messages_to(desk.account.email, messages.SUBMITTED)
    assert 'lang="fr"' in (theirs.html or "")
    assert reference in theirs.subject
