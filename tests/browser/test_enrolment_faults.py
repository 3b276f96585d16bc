"""What goes wrong in adhésion: nothing typed is lost, nothing is shown to others, one request at most."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from damancom_reflex.state.adhesion.wizard import PAGES
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply, Profile, hold
from tests.browser.dossiers import DELEGATE, Dossier, Dossiers
from tests.browser.enrolling import SUBMIT, TITLES, Applicant
from tests.browser.journeys import BOTH
from tests.portal import Portal

COMPANY, REPRESENTATIVE, CONTACT, DELEGATION, CONFIRMATION = EnrolmentStep
RIB = "011519000001205000534921"


@dataclass(frozen=True)
class Typed:
    """What a step holds: its fields as typed, valid or not."""

    step: EnrolmentStep
    fields: dict[str, str]


STEPS = (
    Typed(REPRESENTATIVE, {"identity_number": "zz 1"}),
    Typed(CONTACT, {"phone": "06 12", "email": "contact@", "rib": "0115"}),
    Typed(DELEGATION, {**DELEGATE, "delegate_ice": "00", "delegate_until": "31/02"}),
)


def _holds(who: Applicant, fields: dict[str, str]) -> None:
    """Every field shows what was typed, to the character."""
    for name, text in fields.items():
        if name in {"delegated", "delegate_kind", "delegate_identity_kind"}:
            expect(who.page.locator(f"input[name={name}]:checked")).to_have_value(text)
        elif name.startswith("scope_"):
            expect(who.field(name)).to_be_checked()
        else:
            expect(who.field(name)).to_have_value(text)


# Reload, addresses


@pytest.mark.parametrize("typed", STEPS, ids=lambda typed: typed.step.value)
def test_a_reload_keeps_everything_typed_valid_or_not(
    apply: Apply, dossiers: Dossiers, typed: Typed
) -> None:
    who, draft = at_step(apply, dossiers, typed.step)
    if typed.step is DELEGATION:
        who.delegate(typed.fields)
    else:
        for name, text in typed.fields.items():
            who.field(name).fill(text)
    # The last one was not left: leaving the page keeps it all the same.
    who.page.reload()
    who.sees_step(typed.step)
    _holds(who, typed.fields)
    for name, text in typed.fields.items():
        dossiers.keeps(draft, name, text)


def test_what_is_typed_is_kept_a_second_after_the_last_key(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, CONTACT)
    before = dossiers.row(draft).version
    who.field(Field.RIB).press_sequentially(RIB, delay=20)
    assert dossiers.typed(draft, Field.RIB) == ""
    dossiers.keeps(draft, Field.RIB, RIB)
    assert dossiers.row(draft).version == before + 1, "one save for one pause"
    expect(who.field(Field.RIB)).to_be_focused()
    who.is_saved()


@BOTH
def test_a_later_step_by_its_address_leads_to_the_step_that_is_due(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    for due, asked in (
        (COMPANY, REPRESENTATIVE),
        (REPRESENTATIVE, CONFIRMATION),
        (CONTACT, DELEGATION),
        (DELEGATION, CONFIRMATION),
    ):
        draft = dossiers.draft(due)
        who = apply(draft, language)
        who.open(f"{PAGES[asked]}?d={draft.id}")
        who.sees_step(due)
        expect(who.page).to_have_url(re.compile(draft.id))


@pytest.mark.parametrize("step", list(EnrolmentStep))
def test_a_draft_of_another_browser_shows_nothing(
    apply: Apply, dossiers: Dossiers, step: EnrolmentStep
) -> None:
    draft, mine = dossiers.draft(CONFIRMATION), dossiers.draft(REPRESENTATIVE)
    who = apply(mine)
    for asked in (draft.id, "nothing-like-it"):
        who.open(f"{PAGES[step]}?d={asked}")
        who.sees_title("Adhérer à Damancom")
        who.sees_error(SENTENCES["enrolment_unknown"])
    main = who.page.locator("main")
    expect(main).to_contain_text(mine.company.legal_name)
    expect(main).not_to_contain_text(draft.company.legal_name)


def test_a_step_without_a_draft_leads_to_the_first_page(apply: Apply) -> None:
    who = apply()
    for step in (REPRESENTATIVE, CONFIRMATION):
        who.open(PAGES[step])
        who.sees_title("Adhérer à Damancom")


# Two tabs


@BOTH
@pytest.mark.parametrize("mine", [True, False], ids=["keep-mine", "take-other"])
def test_the_second_of_two_tabs_is_told_and_chooses(
    apply: Apply, dossiers: Dossiers, language: Language, *, mine: bool
) -> None:
    draft = dossiers.draft(CONTACT)
    who = apply(draft, language)
    other = Applicant(who.page.context.new_page(), who.url, language)
    for tab in (who, other):
        tab.at(CONTACT, draft)
    who.type(Field.RIB, "0115")
    dossiers.keeps(draft, Field.RIB, "0115")
    other.type(Field.RIB, "0230")
    notice = other.page.locator(".notice-warning[role=alert]")
    expect(notice).to_be_visible()
    expect(other.field(Field.RIB)).to_have_value("0230")
    dossiers.keeps(draft, Field.RIB, "0115")
    other.press("Garder ma saisie" if mine else "Prendre l'autre version")
    expect(notice).to_have_count(0)
    kept = "0230" if mine else "0115"
    expect(other.field(Field.RIB)).to_have_value(kept)
    dossiers.keeps(draft, Field.RIB, kept)
    # From here on this tab saves again.
    other.type(Field.RIB, RIB)
    dossiers.keeps(draft, Field.RIB, RIB)


# Submissions at once


def test_two_tabs_that_submit_at_once_file_one_request(apply: Apply, dossiers: Dossiers) -> None:
    draft = dossiers.draft(CONFIRMATION)
    who = apply(draft)
    other = Applicant(who.page.context.new_page(), who.url)
    who.at(CONFIRMATION, draft)
    who.accept()
    other.at(CONFIRMATION, draft)
    for tab in (who, other):
        tab.button(SUBMIT).click(no_wait_after=True)
    for tab in (who, other):
        tab.sees_title("Votre demande est déposée")
    assert who.reference() == other.reference()
    (row,) = dossiers.of(draft.company)
    assert row.revision == 1


def test_two_people_of_one_company_file_one_request_and_the_second_is_led_to_it(
    apply: Apply, dossiers: Dossiers
) -> None:
    company = dossiers.company()
    people = []
    for draft in (dossiers.draft(CONFIRMATION, company), dossiers.draft(CONFIRMATION, company)):
        who = apply(draft)
        who.at(CONFIRMATION, draft)
        who.accept()
        people.append(who)
    first, second = people
    reference = first.submit()
    second.press(SUBMIT)
    expect(second.page.get_by_text(SENTENCES["request_under_way"]).first).to_be_visible()
    expect(second.page.locator("main")).not_to_contain_text(reference)
    assert dossiers.under_way(company) == 1


def test_the_last_step_of_a_request_that_is_filed_leads_to_what_follows(
    apply: Apply, dossiers: Dossiers
) -> None:
    """As after a break: the press arrived, its answer did not, and the page opens again."""
    filed = dossiers.filed()
    who = apply(filed)
    who.open(f"{PAGES[CONFIRMATION]}?d={filed.id}")
    who.sees_title("Votre demande est déposée")
    expect(who.page.get_by_text(filed.reference).first).to_be_visible()
    # Steps to type in say what a change needs instead.
    who.open(f"{PAGES[CONTACT]}?d={filed.id}")
    who.sees_title("Votre demande d'adhésion")


# A server that is killed


def test_a_server_killed_in_the_middle_of_each_step_loses_nothing(
    own_portal: Portal, profile: Profile
) -> None:
    """Typed, killed, typed again while it is down, started: each step holds both; killed at the submission: one."""
    dossiers = Dossiers(own_portal.folder)
    people: list[tuple[Applicant, Dossier, Typed]] = []
    for typed in STEPS:
        draft = dossiers.draft(typed.step)
        people.append((_with_key(own_portal, profile, draft), draft, typed))
    last = dossiers.draft(CONFIRMATION)
    signer = _with_key(own_portal, profile, last)
    for who, draft, typed in people:
        who.at(typed.step, draft)
        if typed.step is DELEGATION:
            who.choose(Field.DELEGATED, "yes")
    signer.at(CONFIRMATION, last)
    signer.accept()
    own_portal.kill()
    for who, _draft, typed in people:
        who.sees(
            "Connexion interrompue. Ce que vous avez saisi est conservé ; la page reprendra d'elle-même."
        )
        _types(who, typed)
    signer.press(SUBMIT)
    own_portal.start()
    for who, draft, typed in people:
        expect(who.page.locator(".connection-banner")).to_have_count(0, timeout=20_000)
        _holds(who, _texts(typed))
        for name, text in _texts(typed).items():
            dossiers.keeps(draft, name, text)
        who.sees_title(TITLES[typed.step])
    expect(signer.page.locator(".connection-banner")).to_have_count(0, timeout=20_000)
    # What was pressed while nobody answered goes out once somebody does; where it did not, it is pressed again.
    with suppress(NotInTime):
        signer.page.wait_for_url(re.compile("demande"), timeout=5_000)
    if "demande" not in signer.page.url:
        signer.press(SUBMIT)
    # Whichever comes first, the press or the page that opens again: they learn that it is filed.
    signer.sees_title("Votre demande est déposée")
    assert dossiers.under_way(last.company) == 1


def _with_key(portal: Portal, profile: Profile, draft: Dossier) -> Applicant:
    context = profile()
    hold(context, portal, draft.key)
    return Applicant(context.new_page(), portal.url)


def _texts(typed: Typed) -> dict[str, str]:
    """The fields of a step that are typed, and not chosen."""
    chosen = {"delegated", "delegate_kind", "delegate_identity_kind"}
    return {
        name: text
        for name, text in typed.fields.items()
        if name not in chosen and not name.startswith("scope_")
    }


def _types(who: Applicant, typed: Typed) -> None:
    for name, text in _texts(typed).items():
        who.field(name).fill(text)
        who.field(name).blur()


def test_papers_of_another_request_or_of_another_name_are_not_given(
    apply: Apply, dossiers: Dossiers
) -> None:
    filed, other = dossiers.filed(), dossiers.filed()
    who = apply(filed)
    for address, given in (
        (f"{filed.reference}/demande.pdf", True),
        (f"{filed.reference}/mandat.pdf", False),
        (f"{filed.reference}/rien.pdf", False),
        (f"{other.reference}/demande.pdf", False),
    ):
        answer = who.page.request.get(f"{who.url}/telecharger/adhesion/{address}")
        assert answer.body().startswith(b"%PDF") is given, address
