"""Step 3 of adhésion: phone and e-mail in every form, and their codes wrong, old, sent again, pasted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.domain.identifiers import mobile_shown
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import sentence
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply
from tests.browser.dossiers import Dossier, Dossiers
from tests.browser.enrolling import SEND, Applicant
from tests.browser.journeys import BOTH
from tests.browser.records import Records
from tests.services.people import another_than

STEP = EnrolmentStep.CONTACT
TRIES = ("Il reste {n} essai.", "Il reste {n} essais.")
ON = "Continuer vers la délégation"


def _at_the_code(
    apply: Apply, dossiers: Dossiers, language: Language = "fr"
) -> tuple[Applicant, Dossier, str]:
    who, draft = at_step(apply, dossiers, STEP, language)
    who.type(Field.PHONE, draft.company.phone)
    who.ask_code(Field.PHONE)
    return who, draft, who.code_of(Field.PHONE)


def _refused_code(who: Applicant, code: str) -> None:
    said = sentence(code, who.words)
    expect(who.page.locator("#phone_code-erreur")).to_have_text(said)


@pytest.mark.parametrize("form", ["06{}", "+212 6{}", "00212 6 {}", "٠٦{}", "06.{}"])
def test_a_mobile_may_be_written_in_many_ways(apply: Apply, dossiers: Dossiers, form: str) -> None:
    who, draft = at_step(apply, dossiers, STEP)
    typed = form.format(draft.company.plain_phone[5:])
    who.type(Field.PHONE, typed)
    who.ask_code(Field.PHONE)
    shown = mobile_shown(draft.company.plain_phone)
    expect(who.code_panel(Field.PHONE)).to_contain_text(shown)
    expect(who.field(Field.PHONE)).to_have_value(typed)


def test_a_slow_press_is_not_lost_when_the_page_answers_meanwhile(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, STEP)
    who.field(Field.PHONE).fill(draft.company.phone)
    # Leaving the field brings what is known of the prefix, above the button that is being pressed.
    who.button(SEND[Field.PHONE]).click(delay=400)
    expect(who.code_panel(Field.PHONE)).to_be_visible()
    expect(who.page.get_by_role("main")).to_contain_text("Ce préfixe est d'ordinaire")


@BOTH
def test_what_cannot_be_called_or_written_to_gets_its_sentence(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, STEP, language)
    for field, button, typed, code in (
        (Field.PHONE, "Envoyer le code par SMS", "", "empty_mobile"),
        (Field.PHONE, "Envoyer le code par SMS", "0612", "malformed_mobile"),
        (Field.PHONE, "Envoyer le code par SMS", "+33 6 12 34 56 78", "foreign_mobile"),
        (Field.PHONE, "Envoyer le code par SMS", "05 22 00 00 00", "not_mobile"),
        (Field.EMAIL, "Envoyer le code par courriel", "contact", "malformed_email"),
        (Field.EMAIL, "Envoyer le code par courriel", "a@b.invalid", "email_domain_impossible"),
        (Field.EMAIL, "Envoyer le code par courriel", "a@b.entreprse", "email_domain_impossible"),
    ):
        who.type(field, typed)
        who.press(button)
        who.refused(field, code)
        expect(who.field(field)).to_have_value(typed)
    expect(who.page.locator(".code-panel")).to_have_count(0)
    dossiers.keeps(draft, Field.EMAIL, "a@b.entreprse")


@BOTH
def test_nothing_proved_is_listed_with_links(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    company = dossiers.company()
    who, _draft = at_step(apply, dossiers, STEP, language, company, phone=company.phone, rib="0115")
    who.press(ON)
    assert who.problems() == [
        sentence("phone_not_verified", who.words),
        sentence("operator_missing", who.words),
        sentence("empty_email", who.words),
        sentence("wrong_length_rib", who.words, found=4),
    ]
    for place, field in enumerate((Field.PHONE, Field.OPERATOR, Field.EMAIL, Field.RIB)):
        who.page.locator("#erreurs li").nth(place).get_by_role("link").click()
        expect(who.field(field)).to_be_focused()
    who.type(Field.RIB, "")
    who.choose(Field.OPERATOR, "ORANGE")
    expect(who.page.locator("#erreurs li")).to_have_count(2)


def test_the_prefix_hints_at_an_operator_and_contradicts_nobody(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, STEP)
    who.type(Field.PHONE, "06 61 00 00 00")
    who.sees(
        "Ce préfixe est d'ordinaire celui de {operator} ; le numéro a pu être porté chez un autre.",
        operator="Maroc Telecom",
    )
    who.choose(Field.OPERATOR, "INWI")
    dossiers.keeps(draft, Field.OPERATOR, "INWI")


@BOTH
def test_a_wrong_code_costs_a_try_and_the_right_one_may_be_pasted_with_spaces(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft, code = _at_the_code(apply, dossiers, language)
    expect(who.code_panel(Field.PHONE)).to_contain_text(who.words.plural(*TRIES, 5))
    who.give_code(Field.PHONE, "")
    _refused_code(who, "code_missing")
    who.give_code(Field.PHONE, another_than(code))
    _refused_code(who, "code_wrong")
    expect(who.code_panel(Field.PHONE)).to_contain_text(who.words.plural(*TRIES, 4))
    who.give_code(Field.PHONE, f" {code[:3]} {code[3:]} ")
    who.sees_proved(Field.PHONE)
    assert dossiers.row(draft).phone == draft.company.plain_phone


def test_five_wrong_codes_lock_this_contact_and_say_until_when(
    apply: Apply, dossiers: Dossiers, records: Records
) -> None:
    who, _draft, code = _at_the_code(apply, dossiers)
    for left in (4, 3, 2, 1):
        who.give_code(Field.PHONE, another_than(code))
        expect(who.code_panel(Field.PHONE)).to_contain_text(who.words.plural(*TRIES, left))
    who.give_code(Field.PHONE, another_than(code))
    expect(who.code_panel(Field.PHONE)).to_contain_text("bloqué jusqu'au")
    who.give_code(Field.PHONE, code)
    expect(who.page.get_by_text("Numéro vérifié")).to_have_count(0)
    records.allow_codes()


@BOTH
def test_an_old_code_is_refused_and_another_one_replaces_it(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, _draft, code = _at_the_code(apply, dossiers, language)
    expect(who.button("Renvoyer le code")).to_have_count(0)
    dossiers.age_codes(minutes=11)
    who.give_code(Field.PHONE, code)
    _refused_code(who, "code_expired")
    who.page.reload()
    who.press("Renvoyer le code")
    expect(who.code_panel(Field.PHONE)).to_contain_text("9:5")
    newer = who.code_of(Field.PHONE)
    assert newer != code
    who.give_code(Field.PHONE, code)
    _refused_code(who, "code_wrong")
    who.give_code(Field.PHONE, newer)
    who.sees_proved(Field.PHONE)


def test_another_number_is_to_be_verified_again_and_the_first_one_is_not(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft, code = _at_the_code(apply, dossiers)
    who.give_code(Field.PHONE, code)
    who.sees_proved(Field.PHONE)
    who.type(Field.PHONE, "06 79 99 00 00")
    expect(who.page.get_by_text("Numéro vérifié")).to_have_count(0)
    who.press(ON)
    who.refused(Field.PHONE, "phone_not_verified")
    assert dossiers.row(draft).phone == draft.company.plain_phone
    who.type(Field.PHONE, draft.company.plain_phone)
    who.sees_proved(Field.PHONE)
    dossiers.age_codes(minutes=1)
    who.prove(Field.PHONE, f"06 78 00 {draft.company.plain_phone[-4:]}")
    assert dossiers.row(draft).phone == f"+21267800{draft.company.plain_phone[-4:]}"


def test_a_code_of_one_number_does_not_prove_another(apply: Apply, dossiers: Dossiers) -> None:
    who, draft, code = _at_the_code(apply, dossiers)
    dossiers.age_codes(minutes=1)
    who.type(Field.PHONE, f"06 77 00 {draft.company.plain_phone[-4:]}")
    who.page.reload()
    who.ask_code(Field.PHONE)
    who.give_code(Field.PHONE, code)
    _refused_code(who, "code_wrong")
    assert dossiers.row(draft).phone == ""


def test_a_reload_keeps_the_code_on_its_way(apply: Apply, dossiers: Dossiers) -> None:
    who, _draft, code = _at_the_code(apply, dossiers)
    prefix = who.code_panel(Field.PHONE).locator(".code-prefix").inner_text()
    who.page.reload()
    expect(who.code_panel(Field.PHONE).locator(".code-prefix")).to_have_text(prefix)
    who.give_code(Field.PHONE, f"{prefix}-{code}")
    who.sees_proved(Field.PHONE)
