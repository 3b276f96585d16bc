"""Messages of adhésion: both channels, the request's language, no secret in their rows."""

from __future__ import annotations

import pytest

from damancom_reflex import rules
from damancom_reflex.i18n import Language
from damancom_reflex.services.enrolment import decisions, messages
from damancom_reflex.services.messages import _WRITERS, write_out
from damancom_reflex.store.trail import OutboxMessage
from tests.factories import rows
from tests.services.enrolment.builders import EMAIL, PHONE, messages_to
from tests.services.enrolment_life.builders import a_filed

PLACE = {
    f"{part}_{language}": f"{part} {language}"
    for part in ("name", "address", "hours")
    for language in ("fr", "ar")
}
PARAMS = {
    "legal_name": "Boulangerie Tamaris SARL",
    "reference": "DA-2023-7K3M-Q9XT",
    "expires_on": "2024-01-07",
    "request": "r" * 22,
    "email": EMAIL,
    "identifier": "1234570-abc",
    "reason": "form_incomplete",
    "note": "page 2",
    "declare": True,
    "recover": False,
    "sign": True,
    "until": "2024-12-31",
    "has_account": True,
    **PLACE,
}
TEMPLATES = [name for name in _WRITERS if name.startswith("enrolment_")]


def a_message(template: str, channel: str, language: Language) -> OutboxMessage:
    """A row of the outbox."""
    return OutboxMessage(
        channel=channel, destination=EMAIL, template=template, language=language, params=PARAMS
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_writes_a_whole_letter(template: str, language: Language):
    mail = write_out(a_message(template, "EMAIL", language))
    assert mail.subject
    assert "Boulangerie Tamaris SARL" in mail.text
    assert "{" not in mail.text
    assert mail.html
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in mail.html


@pytest.mark.parametrize(
    "template",
    [name for name in TEMPLATES if name not in {messages.RESUME, messages.DRAFT_WARNING}],
)
def test_every_text_message_names_the_request_and_fits_three_parts(template: str):
    text = write_out(a_message(template, "SMS", "fr")).text
    assert "DA-2023-7K3M-Q9XT" in text
    assert len(text) <= 3 * 153
    assert "Boulangerie" not in text


def test_the_submitted_letter_says_where_and_until_when():
    mail = write_out(a_message(messages.SUBMITTED, "EMAIL", "fr"))
    for words in ("07/01/2024", "name fr", "address fr", "hours fr", "/fr/adhesion/suivi?r=DA-"):
        assert words in mail.text


def test_a_company_without_agency_is_told_all_the_same():
    message = a_message(messages.SUBMITTED, "EMAIL", "fr")
    message.params = {name: value for name, value in PARAMS.items() if name not in PLACE}
    assert "à votre agence au plus tard le 07/01/2024" in write_out(message).text


@pytest.mark.parametrize("reason", [*rules.refusal_reasons(), *rules.correction_reasons()])
def test_every_reason_is_said_in_both_languages_with_what_can_be_done(reason: str):
    found = rules.reason(reason)
    assert found
    for language in ("fr", "ar"):
        message = a_message(messages.CORRECTION, "EMAIL", language)
        message.params = {**PARAMS, "reason": reason}
        text = write_out(message).text
        assert found.text(language) in text
        assert found.advice(language) in text
        assert "page 2" in text


def test_no_reason_is_in_both_lists():
    assert not set(rules.refusal_reasons()) & set(rules.correction_reasons())


@pytest.mark.usefixtures("desk")
async def test_what_is_submitted_is_told_by_both_channels():
    filed = await a_filed()
    (mail,) = await messages_to(EMAIL, "enrolment_submitted")
    (sms,) = await messages_to(PHONE, "enrolment_submitted")
    assert filed.reference in mail.subject
    assert filed.reference in sms.text


@pytest.mark.usefixtures("desk")
async def test_no_row_holds_a_token_or_an_identity():
    filed = await a_filed()
    await decisions.validate(filed.reference, "account:7")
    for row in await rows(OutboxMessage):
        assert "AB123456" not in str(row.params)
        for part in write_out(row).text.split("?k=")[1:]:
            assert part.split()[0].partition(".")[2] not in str(row.params)
