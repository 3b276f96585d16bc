"""Adhésion later and elsewhere: followed by a code, corrected, refused; drafts resumed by a link, or too old."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from damancom_reflex import rules
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES, sentence
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply
from tests.browser.dossiers import Dossiers
from tests.browser.enrolling import decides
from tests.browser.journeys import BOTH
from tests.browser.records import Records
from tests.portal import Portal
from tests.services.people import another_than

NOTE = "Il manque le cachet en page 2."
UNKNOWN = "DA-2023-0000-0000"
LINK = "/lien/adhesion?k="


def _reason(code: str, language: Language) -> str:
    found = rules.reason(code)
    assert found
    return found.text(language)


# By reference and code


@BOTH
def test_a_request_is_followed_by_its_reference_however_typed(
    apply: Apply, dossiers: Dossiers, records: Records, language: Language
) -> None:
    filed = dossiers.filed()
    records.allow_codes()
    who = apply(language=language)
    who.follow(f" {filed.reference.lower().replace('-', ' ')} ")
    main = who.page.locator("main")
    expect(main).not_to_contain_text(filed.company.legal_name)
    expect(main.locator(".code-prefix").first).to_have_text(re.compile(r"^[A-Z]{2}$"))
    code = who.latest_code()
    who.opens_with(another_than(code))
    who.sees_error(SENTENCES["code_wrong"])
    who.opens_with(f"{code[:3]} {code[3:]}")
    who.sees_title("Votre demande d'adhésion")
    assert who.reference() == filed.reference
    who.sees_fact("État", who.words("Déposée, formulaires attendus à l'agence"))


def test_an_unknown_reference_sees_the_same_screen_and_no_code_opens_it(
    apply: Apply, dossiers: Dossiers, records: Records
) -> None:
    filed = dossiers.filed()
    records.allow_codes()
    known, unknown = apply(), apply()
    screens = []
    for who, reference in ((known, filed.reference), (unknown, UNKNOWN)):
        who.follow(reference)
        form = who.page.locator("main .card, main .panel").first.inner_text()
        screens.append(re.sub(r"\b[A-Z]{2}\b|\d", "·", form))
    assert screens[0] == screens[1]
    for code in ("123456", "654321"):
        unknown.opens_with(code)
        unknown.sees_error(SENTENCES["code_wrong"])


def test_a_follow_up_code_asked_by_mail_arrives_there(
    apply: Apply, dossiers: Dossiers, records: Records
) -> None:
    filed = dossiers.filed()
    records.allow_codes()
    who = apply()
    who.follow(filed.reference)
    dossiers.age_codes(minutes=1)
    who.page.reload()
    who.press("L'envoyer plutôt par courriel")
    who.sees("Un nouveau code vient de partir. Seul le dernier code reçu compte.")
    who.opens_with(who.latest_code())
    who.sees_title("Votre demande d'adhésion")


def test_the_pages_of_a_request_are_closed_to_a_browser_without_its_key(
    apply: Apply, dossiers: Dossiers
) -> None:
    filed = dossiers.filed()
    who = apply()
    who.open(f"adhesion/demande?r={filed.reference}")
    who.sees_title("Suivre une demande d'adhésion")
    expect(who.field("reference")).to_have_value(filed.reference)
    who.page.goto(f"{who.url}/telecharger/adhesion/{filed.reference}/demande.pdf?langue=fr")
    who.sees_title("Suivre une demande d'adhésion")
    who.open("adhesion/suivi/code")
    who.sees_title("Suivre une demande d'adhésion")
    who.sees_error(SENTENCES["follow_up_unknown"])
    expect(who.page.locator("main")).not_to_contain_text(filed.company.legal_name)


def test_a_filed_request_is_changed_after_a_code_only(
    apply: Apply, dossiers: Dossiers, records: Records
) -> None:
    filed = dossiers.filed()
    records.allow_codes()
    who = apply(filed)
    who.open(f"adhesion/coordonnees?d={filed.id}")
    who.sees_title("Votre demande d'adhésion")
    who.sees(SENTENCES["enrolment_needs_code"])
    who.press("Modifier la demande")
    who.sees_title("Votre code de suivi")
    who.opens_with(who.latest_code())
    who.link("Modifier la demande").click()
    who.sees_step(EnrolmentStep.CONFIRMATION)


def test_what_the_agency_holds_is_not_changed(apply: Apply, dossiers: Dossiers) -> None:
    filed = dossiers.filed(status=EnrolmentStatus.RECEIVED, proved=True)
    who = apply(filed)
    who.open(f"adhesion/validation?d={filed.id}")
    who.sees_title("Votre demande d'adhésion")
    who.sees(SENTENCES["enrolment_filed"])
    who.sees_fact("État", "Formulaires reçus, en cours d'examen")
    expect(who.page.get_by_text("Modifier la demande")).to_have_count(0)


# Decided


@BOTH
def test_a_correction_is_read_made_and_filed_again(
    apply: Apply, dossiers: Dossiers, portal: Portal, language: Language
) -> None:
    filed = dossiers.filed(proved=True)
    options = ("--reason", "bank_stamp_missing", "--note", NOTE)
    decides(portal, "request-correction", filed.reference, *options)
    who = apply(filed, language)
    who.open(f"adhesion/demande?r={filed.reference}")
    who.sees_fact("État", who.words("À corriger"))
    main = who.page.locator("main")
    expect(main).to_contain_text(_reason("bank_stamp_missing", language))
    expect(main).to_contain_text(NOTE)
    who.sees("Correction demandée")
    # The forms that were given back are not to be printed again.
    expect(who.page.locator("a[href*='/telecharger/']")).to_have_count(0)
    who.link("Corriger la demande").click()
    who.sees_step(EnrolmentStep.CONFIRMATION)
    who.sees("L'agence demande une correction")
    expect(main).to_contain_text(NOTE)
    who.page.locator("main a[href*='retour=oui']").nth(1).click()
    who.sees_step(EnrolmentStep.CONTACT)
    expect(main).to_contain_text(NOTE)
    who.type(Field.RIB, "011519000001205000534921")
    who.go_on("Continuer vers la délégation", EnrolmentStep.CONFIRMATION)
    who.accept()
    assert who.submit() == filed.reference
    who.sees_fact("État", who.words("Déposée, formulaires attendus à l'agence"))
    expect(main.locator(".notice-warning").filter(has_text=NOTE)).to_have_count(0)
    row = dossiers.row(filed)
    assert (row.status, row.revision) == (EnrolmentStatus.SUBMITTED, 2)


def test_a_refusal_is_read_with_its_reason_and_another_request_may_begin(
    apply: Apply, dossiers: Dossiers, portal: Portal
) -> None:
    filed = dossiers.filed()
    options = ("--reason", "affiliate_ceased", "--note", NOTE)
    decides(portal, "refuse", filed.reference, *options)
    who = apply(filed)
    who.open(f"adhesion/demande?r={filed.reference}")
    who.sees_fact("État", "Refusée")
    expect(who.page.locator("main")).to_contain_text(_reason("affiliate_ceased", "fr"))
    expect(who.page.locator("main")).to_contain_text(NOTE)
    who.sees("Demande refusée")
    who.link("Faire une nouvelle demande").click()
    who.link("Commencer").click()
    who.look_up(filed.company.number)
    who.finds(filed.company.legal_name)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (EnrolmentStatus.EXPIRED, "Expirée"),
        (EnrolmentStatus.VALIDATED, "Validée, compte ouvert"),
    ],
)
def test_a_request_that_is_over_says_how(
    apply: Apply, dossiers: Dossiers, status: EnrolmentStatus, said: str
) -> None:
    filed = dossiers.filed(status=status)
    who = apply(filed)
    who.open(f"adhesion/demande?r={filed.reference}")
    who.sees_fact("État", said)
    expect(who.page.get_by_text("Modifier la demande")).to_have_count(0)


# Drafts, later and elsewhere


def test_the_link_of_a_draft_opens_it_elsewhere_as_often_as_it_is_followed(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, EnrolmentStep.CONTACT, operator="INWI")
    who.prove(Field.EMAIL, draft.company.email)
    link = who.link_received(draft.company.email, LINK)
    for elsewhere in (apply(), apply()):
        for _time in range(2):
            elsewhere.page.goto(link)
            elsewhere.sees_step(EnrolmentStep.CONTACT)
            expect(elsewhere.page.locator("main")).to_contain_text(draft.company.legal_name)
        expect(elsewhere.field(Field.EMAIL)).to_have_value(draft.company.email)
        elsewhere.sees_proved(Field.EMAIL)
    forged = apply()
    forged.page.goto(link[:-4] + "AAAA")
    forged.sees_title("Adhérer à Damancom")
    forged.sees_error(SENTENCES["link_unknown"])


def test_the_link_of_a_draft_that_was_filed_leads_to_the_follow_up(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, EnrolmentStep.CONTACT)
    who.prove(Field.EMAIL, draft.company.email)
    link = who.link_received(draft.company.email, LINK)
    # A filed request has a day: without one, the staff's queue could not say since when it waits.
    filed = {"status": EnrolmentStatus.SUBMITTED.value, "business_day": dossiers.today}
    dossiers.change(draft, reference="DA-2023-AAAA-BBBB", **filed)
    elsewhere = apply()
    elsewhere.page.goto(link)
    elsewhere.sees_title("Suivre une demande d'adhésion")
    elsewhere.sees_error(SENTENCES["enrolment_filed"])
    expect(elsewhere.field("reference")).to_have_value("DA-2023-AAAA-BBBB")
    dossiers.change(draft, status=EnrolmentStatus.REFUSED.value)


@BOTH
def test_a_draft_of_more_than_ninety_days_is_gone(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    draft = dossiers.draft(EnrolmentStep.CONTACT)
    who = apply(draft, language)
    dossiers.leave_for(draft, days=91)
    who.open(f"adhesion/coordonnees?d={draft.id}")
    who.sees_title("Adhérer à Damancom")
    who.sees_error(SENTENCES["draft_expired"])
    expect(who.page.get_by_text(who.words("Reprendre là où vous en étiez"))).to_have_count(0)


def test_a_draft_that_expires_under_the_pen_says_so(apply: Apply, dossiers: Dossiers) -> None:
    who, draft = at_step(apply, dossiers, EnrolmentStep.CONTACT)
    dossiers.leave_for(draft, days=91)
    who.type(Field.RIB, "0115")
    expect(who.page.locator("#erreurs")).to_contain_text(sentence("draft_expired", who.words))
