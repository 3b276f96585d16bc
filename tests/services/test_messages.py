from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from damancom_reflex.i18n import Language
from damancom_reflex.services.messages import UnknownTemplateError, Written, write_out
from damancom_reflex.store.trail import OutboxMessage

AT = datetime(2026, 11, 10, 19, 30, tzinfo=UTC).isoformat()
FILED = {
    "legal_name": "Boulangerie Tamaris",
    "reference": "DA-2023-7K3M-Q9XT",
    "expires_on": "2024-01-07",
    "name_fr": "Agence de Fès",
    "address_fr": "3, avenue des Potiers",
    "hours_fr": "De 8 h 30 à 15 h 30",
    "name_ar": "وكالة فاس",
    "address_ar": "3، شارع الخزافين",
    "hours_ar": "من 8:30 إلى 15:30",
}
PARAMS = {
    "code_email": {"challenge": "abc", "generation": 1},
    "new_device": {"link": "abc", "device": "Firefox, Windows", "address": "196.12.0.7", "at": AT},
    "password_link": {"link": "abc", "identifier": "karima"},
    "activation_link": {"link": "abc", "identifier": "karima"},
    "password_changed": {"at": AT},
    "authenticator_enrolled": {"at": AT},
    "authenticator_reset": {"link": "abc", "identifier": "karima"},
    "backup_codes_made": {"at": AT},
    "backup_code_used": {"at": AT, "left": 3},
    "account_activated": {"at": AT, "identifier": "karima"},
    "enrolment_submitted": {**FILED, "revision": 2},
    "enrolment_mandated": {
        **FILED,
        "declare": True,
        "recover": True,
        "sign": False,
        "until": "2024-12-31",
        "has_account": False,
    },
}
# GSM 03.38, the letters an SMS carries 160 of; one letter outside leaves room for 70 only.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def written(template: str, language: Language = "fr", **params: object) -> Written:
    return write_out(
        OutboxMessage(
            channel="SMS" if template == "code_sms" else "EMAIL",
            destination="somebody",
            template=template,
            language=language,
            params={**PARAMS.get(template, PARAMS["code_email"]), **params},
        )
    )


@pytest.mark.parametrize("template", PARAMS)
def test_an_email_says_the_same_as_text_and_as_page(template: str):
    mail = written(template)
    assert mail.html
    for paragraph in mail.text.split("\n\n")[:2]:
        assert paragraph.replace("'", "&#x27;") in mail.html
    assert '<html lang="fr" dir="ltr">' in mail.html
    assert "{" not in mail.text + mail.subject
    assert not re.search(r"[!]", mail.text)


@pytest.mark.parametrize("template", PARAMS)
def test_an_arabic_email_is_in_arabic_and_reads_from_the_right(template: str):
    french, arabic = written(template), written(template, "ar")
    assert arabic.html
    assert '<html lang="ar" dir="rtl">' in arabic.html
    assert "text-align:right" in arabic.html
    assert re.search(r"[\u0600-\u06ff]{3}", arabic.subject)
    # Every sentence is translated: no French paragraph is left.
    assert not set(french.text.split("\n\n")) & {
        p for p in arabic.text.split("\n\n") if len(p) > 20
    }


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_last_line_of_a_code_sms_is_bound_to_our_host(language: Language):
    text = written("code_sms", language).text
    assert re.fullmatch(r"@localhost #\d{6}", text.splitlines()[-1])
    code = text[-6:]
    assert re.search(rf"[A-Z]{{2}}-{code}", text)


def test_a_french_code_sms_fits_in_one_sms():
    text = written("code_sms").text
    assert set(text) <= GSM
    assert len(text) <= 160


def test_an_sms_has_no_page():
    assert (written("code_sms").html, written("code_sms").subject) == (None, "")


def test_what_comes_from_outside_is_text_in_the_page():
    html = written("new_device", address="<script>alert(1)</script>").html
    assert html
    assert "<script>" not in html


def test_a_browser_we_cannot_name_is_said_to_be_unknown():
    assert "navigateur inconnu" in written("new_device", device="").text


def test_times_are_those_of_clocks_in_morocco():
    assert "10/11/2026 20:30" in written("new_device").text


def test_each_sending_has_its_own_code_and_the_same_row_always_the_same():
    first, again = written("code_email"), written("code_email")
    assert first == again
    assert written("code_email", generation=2).text != first.text


def test_staff_are_led_to_their_own_door():
    assert "envoyé à votre téléphone" in written("activation_link").text
    assert "application d'authentification" in written("activation_link", staff=True).text
    for template in ("account_activated", "password_changed"):
        assert "/fr/connexion/equipe" not in written(template).text
        assert "/fr/connexion/equipe" in written(template, staff=True).text


def test_a_template_of_another_version_is_told():
    with pytest.raises(UnknownTemplateError):
        written("nothing_of_ours")
