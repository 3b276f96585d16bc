"""What an employer reads from guarantees to the end, by e-mail and on the phone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from damancom_reflex.i18n import LANGUAGES, Language
from damancom_reflex.rules.remission_life import breaks, guarantee_kinds, refusals, rejections
from damancom_reflex.services.messages import write_out
from damancom_reflex.services.recouvrement import messages
from damancom_reflex.store.trail import OutboxMessage
from tests.services.recouvrement.test_messages import PARAMS

MORE: dict[str, dict[str, Any]] = {
    messages.GUARANTEE: {
        "guarantee": "bank_guarantee",
        "guarantee_amount": 25_000_00,
        "received_on": "2023-11-20",
    },
    messages.VALIDATED: {
        "amount": 8_475_28,
        "debits": 2,
        "day_of_month": 10,
        "debit_day": "2023-12-11",
    },
    messages.REFUSED: {"reason": "guarantees_insufficient", "note": "Voir la caution."},
    messages.BROKEN: {
        "amount": 8_475_28,
        "debit_day": "2023-12-11",
        "reason": "insufficient_funds",
        "note": "",
        "reinstated": 5_821_54,
        "paid": 5_000_00,
        "owed": 22_772_10,
    },
    messages.COMPLETED: {},
}


def written(template: str, channel: str, language: Language = "fr", **given: Any) -> str:
    message = OutboxMessage(
        channel=channel,
        destination="+212600000000",
        template=template,
        language=language,
        params={**PARAMS, **MORE[template], **given},
    )
    found = write_out(message)
    return f"{found.subject}\n{found.text}".replace("\u00a0", " ")


def test_a_guarantee_says_what_was_received_and_until_when_more_may_come():
    text = written(messages.GUARANTEE, "EMAIL")
    assert "Caution bancaire : 25 000,00 MAD." in text
    assert "jusqu'au 08/12/2023 : Perception de Fès" in text


def test_a_validation_says_when_the_first_debit_runs_and_how_others_follow():
    text = written(messages.VALIDATED, "EMAIL")
    assert "Premier prélèvement : 8 475,28 MAD le 11/12/2023." in text
    assert "Les suivants : le 10 de chaque mois, ou le jour ouvré qui suit." in text


def test_a_validated_full_payment_says_its_one_debit():
    text = written(messages.VALIDATED, "EMAIL", debits=1)
    assert "Prélèvement : 8 475,28 MAD le 11/12/2023." in text
    assert "échéancier" not in text


def test_a_refusal_says_why_and_what_can_be_done():
    text = written(messages.REFUSED, "EMAIL")
    reason = refusals()["guarantees_insufficient"]
    assert reason.text_fr in text
    assert "Précision de la perception : Voir la caution." in text
    assert reason.next_fr in text


def test_a_break_says_which_debit_and_every_amount():
    text = written(messages.BROKEN, "EMAIL")
    assert "Le prélèvement de 8 475,28 MAD du 11/12/2023 a été rejeté par la banque." in text
    assert rejections()["insufficient_funds"].text_fr in text
    assert "réintégrés : 5 821,54 MAD." in text
    assert "Déjà payé : 5 000,00 MAD. Reste dû : 22 772,10 MAD." in text


def test_a_break_without_a_rejected_debit_names_none():
    given = {"amount": 0, "debit_day": "", "reason": "contributions_unpaid"}
    text = written(messages.BROKEN, "EMAIL", **given)
    assert "rejeté" not in text
    assert breaks()["contributions_unpaid"].text_fr in text


def test_a_break_of_a_plan_without_remission_reinstates_nothing():
    assert "réintégrés" not in written(messages.BROKEN, "EMAIL", reinstated=0)


@pytest.mark.parametrize(("remission", "said"), [(5_756_93, True), (0, False)])
def test_the_end_says_what_was_paid_and_what_is_remitted_for_good(remission: int, *, said: bool):
    text = written(messages.COMPLETED, "EMAIL", remission=remission)
    assert "Montant payé : 21 950,56 MAD." in text
    assert ("définitivement acquise" in text) is said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", MORE)
def test_every_message_names_the_request_in_both_languages(template: str, language: Language):
    for channel in ("SMS", "EMAIL"):
        text = written(template, channel, language)
        assert "DR-2023-7K3M-Q9XT" in text
        assert "{" not in text
    assert len(written(template, "SMS", language).strip().splitlines()) == 1


@pytest.mark.parametrize("template", MORE)
def test_an_arabic_message_has_no_french(template: str):
    lines = written(template, "EMAIL", "ar", note="").splitlines()
    assert not [line for line in lines if "demande" in line and "http" not in line]


@pytest.mark.parametrize("code", guarantee_kinds())
def test_every_guarantee_has_its_name_in_the_message(code: str):
    text = written(messages.GUARANTEE, "EMAIL", "ar", guarantee=code)
    assert guarantee_kinds()[code].text_ar in text
