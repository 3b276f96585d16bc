"""Adhésion, whole: from the home page to a signed-in employer, with a delegate and without, in both languages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.domain.identifiers import mobile_shown
from damancom_reflex.i18n import Language
from tests.browser.companies import Company
from tests.browser.conftest import Apply
from tests.browser.dossiers import DELEGATE, Dossiers
from tests.browser.enrolling import Applicant, decides
from tests.browser.journeys import BOTH
from tests.browser.records import Records
from tests.portal import Portal

RIB = "011519000001205000534921"
PASSWORD = "sept-grues-sur-le-port-de-larache"


@BOTH
def test_an_employer_goes_from_the_home_page_to_their_space(
    apply: Apply,
    dossiers: Dossiers,
    records: Records,
    portal: Portal,
    language: Language,
) -> None:
    """In French with a delegate, in Arabic without."""
    who, company = apply(language=language), dossiers.company()
    delegated = language == "fr"
    _comes_from_the_home_page(who)
    who.look_up(company.number)
    who.finds(company.legal_name)
    who.says_yes()
    who.identify(company.who.number.lower())
    expect(who.page.locator(".notice-success")).to_contain_text(company.who.name)
    who.to_contact()
    _gives_contacts(who, company)
    who.to_delegation()
    if delegated:
        who.delegate(DELEGATE)
    else:
        who.choose(Field.DELEGATED, "no")
    who.to_confirmation()
    _reads_the_summary(who, company, delegated=delegated)
    who.accept()
    reference = who.submit()
    _keeps_the_papers(who, company, reference, delegated=delegated)
    assert dossiers.under_way(company) == 1
    said = decides(portal, "validate", reference)
    identifier = re.search(rf"account ({company.number}-[a-z]{{3}}),", said)
    assert identifier
    who.page.reload()
    who.sees_fact("État", who.words("Validée, compte ouvert"))
    who.activates(company, PASSWORD)
    expect(who.field("identifier")).to_have_value(identifier.group(1))
    records.allow_codes()
    who.enters(company, PASSWORD)


def _comes_from_the_home_page(who: Applicant) -> None:
    who.open()
    who.page.locator("main").get_by_role("link", name=who.words("Ouvrir un compte")).click()
    who.sees_title("Adhérer à Damancom")
    who.link("Commencer").click()
    who.sees_step(EnrolmentStep.COMPANY)


def _gives_contacts(who: Applicant, company: Company) -> None:
    who.choose(Field.OPERATOR, "INWI")
    who.prove(Field.PHONE, company.phone)
    who.prove(Field.EMAIL, company.email)
    who.type(Field.RIB, RIB)
    who.is_saved()


def _reads_the_summary(who: Applicant, company: Company, *, delegated: bool) -> None:
    main = who.page.locator("main")
    for text in (
        company.legal_name,
        company.number,
        company.who.number,
        mobile_shown(company.plain_phone),
        company.email,
        "011 519 0000012050005349 21",
    ):
        expect(main).to_contain_text(text)
    if delegated:
        for text in (DELEGATE["delegate_name"], DELEGATE["delegate_ice"], "AB123456", "31/12/2025"):
            expect(main).to_contain_text(text)
    else:
        who.sees("Aucun : vous agirez vous-même.")


def _keeps_the_papers(who: Applicant, company: Company, reference: str, *, delegated: bool) -> None:
    names = ["demande", "prelevement", *(["mandat"] if delegated else []), "dossier"]
    links = who.page.locator("a[href*='/telecharger/adhesion/']")
    expect(links).to_have_count(len(names))
    texts = {}
    for name in names:
        paper, texts[name] = who.paper(name)
        assert reference in texts[name]
        # Numbers are printed in boxes, one digit each.
        assert company.number in _joined(texts[name])
        # The forms are in French with Arabic headings; the pack begins with a page for its reader.
        tongue = who.language if name == "dossier" else "fr"
        assert str(paper.root_object["/Lang"]).lower().startswith(tongue)
        assert paper.metadata
        assert paper.metadata.title
    asked = texts["demande"]
    for text in (company.legal_name, company.who.number, "Benkirane", "Leïla", company.email):
        assert _joined(text) in _joined(asked)
    assert RIB in _joined(texts["prelevement"])
    if delegated:
        for text in (*_AS_TYPED, DELEGATE["delegate_ice"], "AB123456", "31122025"):
            assert _joined(text) in _joined(texts["mandat"]), texts["mandat"]


_AS_TYPED = [DELEGATE[name] for name in ("delegate_name", "delegate_surname")]


def _joined(text: str) -> str:
    return "".join(text.split())
