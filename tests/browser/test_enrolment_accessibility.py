"""What axe finds on the pages of adhésion, in each of their states, in both languages, wide and narrow: nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.state.adhesion.wizard import PAGES
from tests.browser.conftest import Apply
from tests.browser.dossiers import DELEGATE, Dossier, Dossiers
from tests.browser.enrolling import SUBMIT, Applicant
from tests.browser.journeys import BOTH, persona
from tests.browser.looking import ENROLMENT_PAGES, NARROW, WIDE, is_clean, is_page, resize, settled

States = Iterator[str]
COMPANY, REPRESENTATIVE, CONTACT, DELEGATION, CONFIRMATION = EnrolmentStep
UNKNOWN = "DA-2023-0000-0000"


def _start(who: Applicant, dossier: Dossier, _dossiers: Dossiers) -> States:
    who.open("adhesion")
    who.sees("Reprendre là où vous en étiez")
    expect(who.page.locator("main")).to_contain_text(dossier.company.legal_name)
    yield "unfinished"
    who.open("adhesion/coordonnees?d=unknown")
    expect(who.page.locator("#erreurs")).to_be_visible()
    yield "turned away"


def _company(who: Applicant, _dossier: Dossier, dossiers: Dossiers) -> States:
    who.open("adhesion/entreprise")
    expect(who.page.locator("[data-captcha=done]")).to_be_visible()
    yield "empty"
    who.look_up("0000001")
    expect(who.page.locator("#erreurs")).to_be_visible()
    yield "refused"
    who.look_up(persona("atelier.zellige").companies[0].number)
    who.sees("Cette entreprise a déjà un compte Damancom.")
    yield "has an account"
    who.look_up(dossiers.filed().company.number)
    expect(who.button("Recevoir le code")).to_be_visible()
    yield "under way"
    company = dossiers.company(key_wrong=True)
    who.look_up(company.number)
    who.finds(company.legal_name)
    yield "found"
    who.press("Non, ce n'est pas elle")
    expect(who.field("number")).to_be_visible()
    yield "not mine"


def _representative(who: Applicant, dossier: Dossier, dossiers: Dossiers) -> States:
    who.at(REPRESENTATIVE, dossier)
    yield "empty"
    who.press("Vérifier")
    who.refused(Field.IDENTITY_NUMBER, "empty_cin")
    yield "refused"
    who.identify(dossier.company.who.number)
    expect(who.page.locator(".notice-success")).to_be_visible()
    yield "known"
    dossiers.change(dossier, identity_tries=4)
    who.identify("KB908172")
    expect(who.button("Vérifier")).to_be_disabled()
    yield "no tries left"
    who.press("Continuer vers les coordonnées")
    assert len(who.problems()) == 2
    yield "names missing"


def _contact(who: Applicant, dossier: Dossier, dossiers: Dossiers) -> States:
    who.at(CONTACT, dossier)
    yield "empty"
    who.press("Continuer vers la délégation")
    assert len(who.problems()) == 3
    yield "refused"
    who.type(Field.PHONE, dossier.company.phone)
    who.ask_code(Field.PHONE)
    who.give_code(Field.PHONE, "")
    expect(who.page.locator("#phone_code-erreur")).to_be_visible()
    yield "code refused"
    dossiers.change(dossier, version=99)
    who.type(Field.RIB, "0115")
    expect(who.page.locator(".notice-warning[role=alert]")).to_be_visible()
    yield "changed elsewhere"
    who.press("Garder ma saisie")
    expect(who.page.locator(".notice-warning[role=alert]")).to_have_count(0)
    who.give_code(Field.PHONE, who.code_of(Field.PHONE))
    who.sees_proved(Field.PHONE)
    yield "proved"


def _delegation(who: Applicant, dossier: Dossier, _dossiers: Dossiers) -> States:
    who.at(DELEGATION, dossier)
    yield "not answered"
    who.choose(Field.DELEGATED, "yes")
    who.press("Continuer vers la validation")
    assert len(who.problems()) == 10
    yield "refused"
    who.delegate(DELEGATE)
    yield "filled"


def _confirmation(who: Applicant, dossier: Dossier, _dossiers: Dossiers) -> States:
    who.at(CONFIRMATION, dossier)
    yield "summary"
    who.press("Lire et accepter les conditions")
    expect(who.page.get_by_role("dialog")).to_be_visible()
    yield "terms"
    who.press("J'accepte les conditions")
    expect(who.button(SUBMIT)).to_be_visible()
    yield "accepted"


def _filed(who: Applicant, dossier: Dossier, dossiers: Dossiers) -> States:
    dossiers.change(dossier, status=EnrolmentStatus.DRAFT.value, reference=None)
    who.at(CONFIRMATION, dossier)
    who.accept()
    reference = who.submit()
    who.page.locator("details summary").first.click()
    yield "fresh"
    for status, reason in (
        (EnrolmentStatus.CORRECTION_REQUESTED, "otherwise"),
        (EnrolmentStatus.VALIDATED, ""),
        (EnrolmentStatus.REFUSED, "affiliate_ceased"),
    ):
        dossiers.change(dossier, status=status.value, reason_code=reason)
        who.open(f"adhesion/demande?r={reference}")
        who.sees_title("Votre demande d'adhésion")
        yield status.value


def _follow(who: Applicant, _dossier: Dossier, _dossiers: Dossiers) -> States:
    who.open("adhesion/suivi")
    who.sees_title("Suivre une demande d'adhésion")
    yield "empty"
    who.press("Recevoir mon code")
    expect(who.page.locator("#erreurs")).to_be_visible()
    yield "refused"


def _code(who: Applicant, _dossier: Dossier, _dossiers: Dossiers) -> States:
    who.follow(UNKNOWN)
    yield "sent"
    who.opens_with("123456")
    expect(who.page.locator("#erreurs")).to_be_visible()
    yield "refused"


LOOKED_AT: Final[
    dict[str, tuple[EnrolmentStep, Callable[[Applicant, Dossier, Dossiers], States]]]
] = {
    "adhesion": (CONTACT, _start),
    PAGES[COMPANY]: (CONTACT, _company),
    PAGES[REPRESENTATIVE]: (REPRESENTATIVE, _representative),
    PAGES[CONTACT]: (CONTACT, _contact),
    PAGES[DELEGATION]: (DELEGATION, _delegation),
    PAGES[CONFIRMATION]: (CONFIRMATION, _confirmation),
    "adhesion/demande": (CONFIRMATION, _filed),
    "adhesion/suivi": (CONTACT, _follow),
    "adhesion/suivi/code": (CONTACT, _code),
}
"""Each page with the step of the draft it is opened with, and its states."""


def test_every_page_of_adhesion_is_looked_at() -> None:
    assert sorted(LOOKED_AT) == sorted(ENROLMENT_PAGES)


@BOTH
@pytest.mark.parametrize("address", LOOKED_AT)
def test_axe_finds_nothing_in_any_state(
    apply: Apply, dossiers: Dossiers, language: Language, address: str
) -> None:
    step, states = LOOKED_AT[address]
    dossier = dossiers.draft(step)
    who = apply(dossier, language)
    for place, _state in enumerate(states(who, dossier, dossiers)):
        settled(who)
        if place == 0 and address != "adhesion/demande":
            is_page(who, address)
        is_clean(who, WIDE, NARROW)
        resize(who, WIDE)
