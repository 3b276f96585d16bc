"""Reloads, addresses and the back button: nothing typed is lost, and no step is jumped over."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.journeys import persona
from tests.browser.records import Records
from tests.browser.remission import EMPLOYER, TWO_MONTHS, at_simulation


def _saved(records: Records, draft: str, down_payment: str, months: str) -> Callable[[], bool]:
    return lambda: records.typed(draft) == (down_payment, months)


def test_a_reload_at_every_step_keeps_everything(enter: Enter, records: Records) -> None:
    person = enter(EMPLOYER)
    page = person.page
    person.begin()
    person.sees_title("Votre créance consolidée")
    page.reload()
    person.sees_figure("27 707,49")
    person.press("Continuer vers la modalité")
    page.locator("#mode-instalments").check()
    page.locator("#garanties").check()
    expect(page.locator("#garanties")).to_be_checked()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("#mode-instalments")).to_be_checked()
    expect(page.locator("#garanties")).to_be_checked()
    person.press("Continuer vers le compte bancaire")
    page.locator("input[name=compte]").first.check()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("input[name=compte]").first).to_be_checked()
    person.press("Continuer vers la simulation")
    person.plan("5 000,00", 2)
    person.sees_fact("Mensualité", "8 475,28")
    page.reload()
    expect(page.locator("#avance")).to_have_value("5 000,00")
    expect(page.locator("#mois")).to_have_value("2")
    person.sees_fact("Mensualité", "8 475,28")
    person.press("Continuer vers les conditions")
    person.accept_terms()
    page.reload()
    expect(person.button("Signer la demande")).to_be_visible()
    person.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")
    page.reload()
    person.sees_fact("À payer", "21 950,56")
    assert records.signed(persona(EMPLOYER)) == 1


@pytest.mark.parametrize(
    ("down_payment", "months", "wrong"),
    [("abc", "2", "avance"), ("5000", "dix", "mois"), ("999999999", "10000", "mois")],
)
def test_a_reload_keeps_what_is_not_valid_and_says_why_again(
    enter: Enter, records: Records, down_payment: str, months: str, wrong: str
) -> None:
    person, draft = at_simulation(enter, records, TWO_MONTHS)
    person.plan(down_payment, months)
    errors = person.page.locator("#avance-erreur:visible, #mois-erreur:visible")
    # What was typed first may be wrong alone: the answer to all of it stands at this field.
    expect(person.page.locator(f"#{wrong}-erreur")).not_to_be_empty()
    said = errors.all_inner_texts()
    person.waits_until(_saved(records, draft, down_payment, months))
    person.page.reload()
    expect(person.page.locator("#avance")).to_have_value(down_payment)
    expect(person.page.locator("#mois")).to_have_value(months)
    expect(errors.first).to_be_visible()
    assert errors.all_inner_texts() == said
    expect(person.button("Continuer vers les conditions")).to_be_disabled()


def test_a_later_step_by_its_address_leads_to_the_step_that_lacks_something(
    enter: Enter, records: Records
) -> None:
    who = persona(EMPLOYER)
    person = enter(EMPLOYER)
    begun = records.draft(who)
    no_account = records.draft(who, "instalments", "abc", "2", with_account=False)
    no_plan = records.draft(who, "instalments", "abc", "2")
    for draft, asked, title in (
        (begun, "compte", "Votre créance consolidée"),
        (begun, "signature", "Votre créance consolidée"),
        (no_account, "signature", "Quel compte débiter ?"),
        (no_plan, "signature", "Votre simulation"),
    ):
        person.step(asked, draft)
        person.sees_title(title)
        expect(person.page).to_have_url(re.compile(draft))


def test_the_back_button_goes_back_step_by_step_and_loses_nothing(
    enter: Enter, records: Records
) -> None:
    person = enter(EMPLOYER)
    page = person.page
    person.step("creance", records.draft(persona(EMPLOYER)))
    person.choose_mode("instalments")
    person.choose_account()
    person.plan("5000", 2)
    person.sees_fact("Mensualité", "8 475,28")
    page.go_back()
    person.sees_title("Quel compte débiter ?")
    expect(page.locator("input[name=compte]").first).to_be_checked()
    page.go_back()
    person.sees_title("Comment voulez-vous payer ?")
    expect(page.locator("#mode-instalments")).to_be_checked()
    page.go_back()
    person.sees_title("Votre créance consolidée")
    page.go_forward()
    person.sees_title("Comment voulez-vous payer ?")
    page.go_forward()
    page.go_forward()
    person.sees_title("Votre simulation")
    expect(page.locator("#avance")).to_have_value("5000")
    expect(page.locator("#mois")).to_have_value("2")


def test_going_back_after_the_signature_shows_the_request_and_signs_nothing(
    enter: Enter, records: Records
) -> None:
    person = enter(EMPLOYER)
    person.step("signature", records.draft(persona(EMPLOYER), "full"))
    person.accept_terms()
    person.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")
    person.page.go_back()
    expect(person.page).to_have_url(re.compile("recouvrement/demande"))
    person.sees("La suite")
    assert records.signed(persona(EMPLOYER)) == 1
