"""Handlers of adhésion are open to anybody: with another key than a request's they tell and change nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.web import access
from tests.browser.dossiers import DELEGATE, Dossier, Dossiers
from tests.portal import Portal
from tests.security.conftest import Dial
from tests.security.test_events import handlers
from tests.security.wire import text_of, ways

OF_ENROLMENT = "state___adhesion___"
PAYLOADS: dict[str, dict[str, Any]] = {
    "company____company_state.load": {},
    "company____company_state.load_start": {},
    "company____company_state.confirm": {},
    "company____company_state.deny": {},
    "company____company_state.go_on": {},
    "representative____representative_state.load": {},
    "representative____representative_state.choose_kind": {"kind": "PASSPORT"},
    "representative____representative_state.type_number": {"text": "ZZ1"},
    "representative____representative_state.check": {},
    "representative____representative_state.go_on": {},
    "contact____contact_state.load": {},
    "contact____contact_state.type_contact": {"name": "phone", "text": "0600000000"},
    "contact____contact_state.send_code": {"name": "phone"},
    "contact____contact_state.check_code": {"name": "email", "form": {"email_code": "123456"}},
    "contact____contact_state.go_on": {},
    "delegation____delegation_state.load": {},
    "delegation____delegation_state.choose": {"answer": "no"},
    "delegation____delegation_state.choose_kind": {"kind": "LAWYER"},
    "delegation____delegation_state.choose_identity_kind": {"kind": "PASSPORT"},
    "delegation____delegation_state.tick": {"name": "scope_sign", "on": True},
    "delegation____delegation_state.go_on": {},
    "confirmation____confirmation_state.load": {},
    "confirmation____confirmation_state.read": {},
    "confirmation____confirmation_state.close": {},
    "confirmation____confirmation_state.accept": {},
    "confirmation____confirmation_state.submit": {},
    "filed____filed_state.load": {},
    "filed____follow_state.load": {},
    "filed____follow_state.load_code": {},
    "wizard____enrolment_state.type_field": {"name": "rib", "text": "forged"},
    "wizard____enrolment_state.take_other": {},
    "wizard____enrolment_state.keep_mine": {},
}
"""Every handler of adhésion that a client may call, with what would change something if it were let."""


@pytest.fixture(scope="module")
def dossiers(_portal: Portal) -> Dossiers:
    """The requests behind the portal."""
    return Dossiers(_portal.folder)


@pytest.fixture(scope="module")
def victims(dossiers: Dossiers) -> tuple[Dossier, Dossier]:
    """A draft that is complete, and a request that was filed and may be changed by its own browser."""
    draft = dossiers.draft(EnrolmentStep.CONFIRMATION, **DELEGATE)
    return draft, dossiers.filed(DELEGATE, proved=True)


@pytest.fixture(scope="module")
def mine(dossiers: Dossiers) -> Dossier:
    """The attacker's own draft."""
    return dossiers.draft(EnrolmentStep.CONFIRMATION, **DELEGATE)


def test_every_handler_of_adhesion_is_tried() -> None:
    ours = {
        name.rpartition(OF_ENROLMENT)[2]
        for name, fn in handlers().items()
        if OF_ENROLMENT in name and access.is_marked(fn)
    }
    assert ours == set(PAYLOADS)


def _told(dossier: Dossier) -> list[str]:
    """What would tell something of a request."""
    company = dossier.company
    told = [company.legal_name, company.plain_phone, company.phone, company.email]
    return [*told, company.who.surname, company.number, "Fiduciaire"]


@pytest.mark.parametrize("holds", [False, True], ids=["no-key", "another-key"])
@pytest.mark.parametrize("handler", PAYLOADS)
async def test_a_stranger_learns_and_changes_nothing(
    dial: Dial,
    portal: Portal,
    dossiers: Dossiers,
    victims: tuple[Dossier, Dossier],
    mine: Dossier,
    handler: str,
    *,
    holds: bool,
) -> None:
    (name,) = [full for full in handlers() if full.endswith(OF_ENROLMENT + handler)]
    cookie = f"damancom_applicant={mine.key}" if holds else ""
    for victim in victims:
        before = dossiers.row(victim)
        wire = await dial("/fr/adhesion/suivi", cookie=cookie)
        for page in (
            f"/fr/adhesion/validation?d={victim.id}",
            f"/fr/adhesion/demande?r={victim.reference}",
        ):
            answers = await wire.send(name, PAYLOADS[handler], page, patience=0.5)
            said = text_of([answer.get("delta") or {} for answer in answers])
            assert [text for text in _told(victim) if text in said] == []
            assert [way for way in ways(answers) if victim.id in way] == []
        assert dossiers.row(victim) == before
    assert dossiers.row(victims[0]).reference is None


async def test_its_own_browser_is_told_and_changes_it(dial: Dial, dossiers: Dossiers) -> None:
    """What the tests above look for is there to be found."""
    draft = dossiers.draft(EnrolmentStep.CONFIRMATION, **DELEGATE)
    page = f"/fr/adhesion/validation?d={draft.id}"
    wire = await dial("/fr/adhesion/suivi", cookie=f"damancom_applicant={draft.key}")
    (prefix,) = {full.partition(OF_ENROLMENT)[0] for full in handlers() if OF_ENROLMENT in full}
    load = f"{prefix}{OF_ENROLMENT}confirmation____confirmation_state.load"
    said = text_of(await wire.send(load, page=page))
    assert [text for text in (draft.company.legal_name, draft.company.email) if text in said] != []
    typing = f"{prefix}{OF_ENROLMENT}wizard____enrolment_state.type_field"
    await wire.send(typing, {"name": "rib", "text": "0115"}, page)
    assert dossiers.row(draft).typed["rib"] == "0115"


@pytest.mark.parametrize("forged", ["version", "draft_id", "_version", "typed"])
async def test_a_request_of_ones_own_does_not_become_anothers_by_setting_variables(
    dial: Dial, dossiers: Dossiers, victims: tuple[Dossier, Dossier], mine: Dossier, forged: str
) -> None:
    victim = victims[0]
    wire = await dial(
        f"/fr/adhesion/validation?d={mine.id}", cookie=f"damancom_applicant={mine.key}"
    )
    (state,) = {
        full.rpartition(".")[0]
        for full in handlers()
        if full.endswith("wizard____enrolment_state.keep_mine")
    }
    before = dossiers.row(victim)
    for name, payload in (
        (f"{state}.setvar", {"var_name": forged, "value": victim.id}),
        (f"{state}.set_{forged}", {"value": victim.id}),
    ):
        answers = await wire.send(name, payload, patience=0.25)
        assert [answer for answer in answers if answer.get("delta") or answer.get("events")] == []
    await wire.send(f"{state}.type_field", {"name": "rib", "text": "forged"})
    assert dossiers.row(victim) == before
