"""Adhésion without a mouse: the whole journey in French, its dialog and its steps in both languages."""

from __future__ import annotations

from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from tests.browser.adhesion import at_step
from tests.browser.companies import Company
from tests.browser.conftest import Apply
from tests.browser.dossiers import DELEGATE, Dossiers
from tests.browser.enrolling import SEND, SUBMIT, Applicant
from tests.browser.journeys import BOTH
from tests.browser.keyboard import Keys

CHOSEN = {Field.DELEGATED, Field.DELEGATE_KIND, Field.DELEGATE_IDENTITY_KIND}


def _choose(keys: Keys, field: Field, word: str) -> None:
    """Reach a group of choices and take one with the arrows."""
    group = keys.page.locator(f"input[name={field}]")
    wanted = keys.page.locator(f"input[name={field}][value={word}]")
    # A group without a choice is entered at its first option, else at the one that is taken.
    taken = keys.page.locator(f"input[name={field}]:checked")
    keys.reach(taken if taken.count() else group.first)
    keys.press("Space")
    for _option in range(group.count()):
        if wanted.is_checked():
            return
        keys.press("ArrowDown")
    expect(wanted).to_be_checked()


def _to_the_representative(keys: Keys, who: Applicant, company: Company) -> None:
    who.open()
    keys.reach(who.page.locator("main").get_by_role("link", name="Ouvrir un compte"))
    keys.press("Enter")
    who.sees_title("Adhérer à Damancom")
    keys.reach(who.link("Commencer"))
    keys.press("Enter")
    who.sees_step(EnrolmentStep.COMPANY)
    keys.fill("number", company.number)
    keys.press("Enter")
    who.finds(company.legal_name)
    keys.push("Oui, c'est elle")
    who.sees_step(EnrolmentStep.REPRESENTATIVE)


def _prove(keys: Keys, who: Applicant, field: Field, text: str) -> None:
    keys.fill(field.value, text)
    keys.push(SEND[field])
    expect(who.code_panel(field)).to_be_visible()
    keys.push("Actualiser")
    keys.fill(f"{field}_code", who.read_code(field))
    keys.press("Enter")
    who.sees_proved(field)


def test_the_whole_journey_in_french_by_keyboard_alone(apply: Apply, dossiers: Dossiers) -> None:
    who, company = apply(), dossiers.company()
    keys = Keys(who)
    _to_the_representative(keys, who, company)
    keys.fill("identity_number", company.who.number)
    keys.press("Enter")
    expect(who.page.locator(".notice-success")).to_be_visible()
    keys.push("Continuer vers les coordonnées")
    who.sees_step(EnrolmentStep.CONTACT)
    _choose(keys, Field.OPERATOR, "INWI")
    _prove(keys, who, Field.PHONE, company.phone)
    _prove(keys, who, Field.EMAIL, company.email)
    keys.push("Continuer vers la délégation")
    who.sees_step(EnrolmentStep.DELEGATION)
    for name, text in DELEGATE.items():
        if name in CHOSEN:
            _choose(keys, Field(name), text)
        elif name.startswith("scope_"):
            keys.reach(who.field(name))
            keys.press("Space")
            expect(who.field(name)).to_be_checked()
        else:
            keys.fill(name, text)
    keys.push("Continuer vers la validation")
    who.sees_step(EnrolmentStep.CONFIRMATION)
    keys.push("Lire et accepter les conditions")
    keys.push("J'accepte les conditions")
    keys.push(SUBMIT)
    who.sees_title("Votre demande est déposée")
    assert dossiers.under_way(company) == 1
    keys.reach(who.page.locator("a[href*='/dossier.pdf']"))
    with who.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_refusals_are_reached_from_their_list(apply: Apply, dossiers: Dossiers) -> None:
    who, _draft = at_step(apply, dossiers, EnrolmentStep.CONTACT)
    keys = Keys(who)
    keys.push("Continuer vers la délégation")
    expect(who.page.locator("#erreurs")).to_be_focused()
    last = who.page.locator("#erreurs li").last.get_by_role("link")
    keys.reach(last)
    keys.press("Enter")
    expect(who.field(Field.EMAIL)).to_be_focused()


@BOTH
def test_the_terms_keep_the_focus_and_give_it_back(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, _draft = at_step(apply, dossiers, EnrolmentStep.CONFIRMATION, language)
    keys = Keys(who)
    keys.push("Lire et accepter les conditions")
    dialog = who.page.get_by_role("dialog", name=who.words("Conditions générales d'adhésion"))
    keys.stays_inside(dialog)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    expect(who.button("Lire et accepter les conditions")).to_be_focused()


@BOTH
def test_a_new_step_begins_at_its_heading_for_who_does_not_see_the_screen(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    draft = dossiers.draft(EnrolmentStep.CONFIRMATION)
    who = apply(draft, language)
    keys = Keys(who)
    who.at(EnrolmentStep.REPRESENTATIVE, draft)
    for on, step in (
        ("Continuer vers les coordonnées", EnrolmentStep.CONTACT),
        ("Continuer vers la délégation", EnrolmentStep.DELEGATION),
        ("Continuer vers la validation", EnrolmentStep.CONFIRMATION),
    ):
        keys.push(on)
        who.sees_step(step)
        expect(who.page.locator("main:focus, main h1:focus")).to_have_count(1)
