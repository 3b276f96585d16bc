"""What an employer reads about a request, by e-mail and on the phone, in both languages."""

from __future__ import annotations

import pytest

from damancom_reflex.i18n import LANGUAGES, Language
from damancom_reflex.services.messages import write_out
from damancom_reflex.services.recouvrement import messages
from damancom_reflex.store.trail import OutboxMessage

PARAMS = {
    "reference": "DR-2023-7K3M-Q9XT",
    "legal_name": "Atelier Zellige SARL",
    "to_pay": 21_950_56,
    "remission": 5_756_93,
    "debit_day": "2023-12-10",
    "guarantees_due": "2023-12-08",
    "office": "Perception de Fès",
    "office_ar": "قباضة فاس",
    "address": "27, rue du Grenadier, Fès",
    "address_ar": "27، زنقة الرمان، فاس",
}
ALL = (messages.ACCEPTED, messages.REGISTERED, messages.REMINDER, messages.EXPIRED)


def written(template: str, channel: str, language: Language = "fr") -> str:
    message = OutboxMessage(
        channel=channel,
        destination="+212600000000",
        template=template,
        language=language,
        params=PARAMS,
    )
    found = write_out(message)
    return f"{found.subject}\n{found.text}".replace("\u00a0", " ")


def test_an_accepted_payment_tells_the_amount_and_the_debit_day():
    text = written(messages.ACCEPTED, "EMAIL")
    assert "Votre demande DR-2023-7K3M-Q9XT est acceptée" in text
    assert "Montant remis : 5 756,93 MAD. Montant à payer : 21 950,56 MAD." in text
    assert "débité le 10/12/2023" in text
    assert "/fr/recouvrement/demande?r=DR-2023-7K3M-Q9XT" in text


def test_a_registered_plan_tells_where_and_until_when_guarantees_go():
    text = written(messages.REGISTERED, "EMAIL")
    assert "au plus tard le 08/12/2023 : Perception de Fès, 27, rue du Grenadier, Fès." in text


def test_the_reminder_and_the_expiry_name_the_day():
    assert "au plus tard le 08/12/2023" in written(messages.REMINDER, "SMS")
    assert "La demande a expiré le 08/12/2023 au soir." in written(messages.EXPIRED, "EMAIL")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ALL)
def test_every_sms_is_one_sentence_with_the_reference(template: str, language: Language):
    text = written(template, "SMS", language).strip()
    assert "DR-2023-7K3M-Q9XT" in text
    assert "{" not in text
    assert "\n" not in text


@pytest.mark.parametrize("template", ALL)
def test_in_arabic_figures_keep_their_own_direction_and_the_office_its_arabic_name(template: str):
    text = written(template, "EMAIL", "ar")
    assert "\u2066DR-2023-7K3M-Q9XT\u2069" in text
    assert "Perception de Fès" not in text
