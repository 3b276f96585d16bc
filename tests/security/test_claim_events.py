"""Handlers of IPE with other people's ids: none tells or changes anything of another employer's people and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from damancom_reflex.web import access
from tests.portal import Portal
from tests.security.attacker import Visitor, sql
from tests.security.conftest import Dial
from tests.security.test_events import handlers
from tests.security.wire import OURS, shown, text_of, ways

VICTIM, ATTACKER = "atelier.zellige", "hotel.ourika"
OF_IPE = "state___job_loss___"
FLOW = f"{OURS}job_loss___"
PAYLOADS: dict[str, dict[str, Any]] = {
    "affiliates____claim_affiliates_state.load": {},
    "affiliates____claim_affiliates_state.choose": {"number": "1"},
    "affiliates____claim_affiliates_state.find": {"text": "%"},
    "affiliates____claim_affiliates_state.sort_by": {"column": "ice"},
    "affiliates____claim_affiliates_state.turn_to": {"page": 2},
    "insured____insured_state.load": {},
    "insured____insured_state.create": {"number": "1"},
    "insured____insured_state.find": {"text": "%"},
    "insured____insured_state.sort_by": {"column": "cin"},
    "insured____insured_state.turn_to": {"page": 2},
    "form____claim_form_state.load": {},
    "form____claim_form_state.type_field": {"name": "reason", "text": "closure"},
    "form____claim_form_state.attest": {"on": True},
    "form____claim_form_state.ask": {},
    "form____claim_form_state.close": {},
    "form____claim_form_state.file": {},
    "form____claim_form_state.take_other": {},
    "form____claim_form_state.keep_mine": {},
    "claim____claim_state.load": {},
    "claim____claim_state.ask": {},
    "claim____claim_state.close": {},
    "claim____claim_state.withdraw": {},
    "history____claims_state.load": {},
    "history____claims_state.find": {"text": "IP-"},
    "history____claims_state.sort_by": {"column": "status"},
    "history____claims_state.turn_to": {"page": 2},
    "history____claims_state.filter_status": {"status": "SUBMITTED"},
    "history____claims_state.filter_reason": {"reason": "closure"},
}
"""Every handler of IPE that a client may call, with what would change something if it were let."""


@pytest.fixture(scope="module")
def attacker(_portal: Portal) -> Iterator[Visitor]:
    """Another employer, who is curious."""
    with Visitor(_portal) as made:
        yield made.sign_in(ATTACKER)


def claims_of_victim(portal: Portal) -> list[tuple[Any, ...]]:
    """Every claim of the victim: reference, status, form, words typed."""
    return sql(
        portal,
        "select reference, status, draft_id, typed, version, revision from job_loss_claim"
        " join claim_draft on claim_draft.id = draft_id"
        " join account on account.id = job_loss_claim.account_id where identifier = ?"
        " order by reference",
        VICTIM,
    )


def employees_of_victim(portal: Portal) -> list[tuple[str, str, str]]:
    """Affiliation number, immatriculation and surname of the victim's employees."""
    return sql(
        portal,
        "select affiliate.number, insured_person.number, surname from employment"
        " join insured_person on insured_person.id = person_id"
        " join affiliate on affiliate.id = employment.affiliate_id"
        " join account_affiliation on account_affiliation.affiliate_id = affiliate.id"
        " join account on account.id = account_affiliation.account_id where identifier = ?",
        VICTIM,
    )


def test_every_handler_of_ipe_is_tried_and_for_employers_only() -> None:
    found = {
        name.partition(OF_IPE)[2]: fn
        for name, fn in handlers().items()
        if OF_IPE in name and access.is_marked(fn)
    }
    assert set(found) == set(PAYLOADS)
    for fn in found.values():
        assert access.roles_of(fn) == access.EMPLOYERS


@pytest.mark.parametrize("name", PAYLOADS)
async def test_a_visitor_is_asked_to_sign_in(dial: Dial, name: str) -> None:
    wire = await dial("/fr")
    answers = await wire.send(f"{FLOW}{name}", PAYLOADS[name], "/fr/ipe")
    assert [way.partition("?")[0] for way in ways(answers)] == ["/fr/connexion"]


@pytest.mark.parametrize("name", PAYLOADS)
async def test_ids_of_another_employer_tell_and_change_nothing(
    dial: Dial, portal: Portal, attacker: Visitor, name: str
) -> None:
    before, employees = claims_of_victim(portal), employees_of_victim(portal)
    assert before
    reference, _, draft, *_ = before[0]
    affiliate, number, _ = employees[0]
    wire = await dial("/fr", cookie=attacker.cookie)
    payload = {key: {"number": number}.get(key, given) for key, given in PAYLOADS[name].items()}
    for page in (
        f"/fr/ipe/assures?a={affiliate}",
        f"/fr/ipe/formulaire?d={draft}",
        f"/fr/ipe/demandes?r={reference}",
    ):
        answers = await wire.send(f"{FLOW}{name}", payload, page)
        told = text_of([answer.get("delta", {}) for answer in answers])
        for _, immatriculation, surname in employees:
            assert immatriculation not in told.replace(number, "")
            assert surname not in told
    assert claims_of_victim(portal) == before
    assert await wire.alive()


async def test_an_employee_of_another_employer_gets_no_form(
    dial: Dial, portal: Portal, attacker: Visitor
) -> None:
    ((own,),) = sql(
        portal,
        "select number from affiliate join account_affiliation on affiliate_id = affiliate.id"
        " join account on account.id = account_id where identifier = ?",
        ATTACKER,
    )
    forms = sql(portal, "select count(*) from claim_draft")
    wire = await dial(f"/fr/ipe/assures?a={own}", cookie=attacker.cookie)
    for _, number, _ in employees_of_victim(portal)[:3]:
        for forged in (number, f" {number} ", "%", "' or 1=1 --", "", 0, None, True, [number]):
            answers = await wire.send(
                f"{FLOW}insured____insured_state.create",
                {"number": forged},
                f"/fr/ipe/assures?a={own}",
            )
            assert not any("formulaire" in way for way in ways(answers))
    assert sql(portal, "select count(*) from claim_draft") == forms


@pytest.mark.parametrize(
    "reference", ["x", "%", "' or 1=1 --", "IP-2023-0000-0000", "a" * 290, "%00"]
)
async def test_a_reference_that_is_nobodys_leads_to_the_list(
    dial: Dial, attacker: Visitor, reference: str
) -> None:
    wire = await dial("/fr", cookie=attacker.cookie)
    answers = await wire.send(
        f"{FLOW}claim____claim_state.load", page=f"/fr/ipe/demandes?r={reference}"
    )
    # The same as for somebody else's, with a sentence that says of both that it is not theirs.
    assert ways(answers) == ["/fr/ipe?e=claim_unknown"]


async def test_the_history_shows_ones_own_claims_only(dial: Dial, attacker: Visitor) -> None:
    wire = await dial("/fr/ipe", cookie=attacker.cookie)
    for text in ("", "%", "_", "IP", "' or '1'='1"):
        answers = await wire.send(f"{FLOW}history____claims_state.find", {"text": text}, "/fr/ipe")
        assert shown(answers, "claims_state").get("rows", []) == []
