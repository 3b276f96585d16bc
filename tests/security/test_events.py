"""Every handler is public on the wire: what a forged event gets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from reflex_base.registry import RegistrationContext

import damancom_reflex.damancom_reflex  # noqa: F401 - registers every handler
from damancom_reflex.web import access
from damancom_reflex.web.guard import INTERNAL
from tests.portal import Portal
from tests.security.attacker import Visitor
from tests.security.conftest import Dial
from tests.security.wire import ON_LOAD, OURS, STATE, asked_to_sign_in, shown, text_of, ways

SESSION = f"{OURS}session____session_state"
JOURNEY = f"{OURS}recouvrement___journey____journey_state"
PRIVATE_PAGES = (
    "/fr/recouvrement",
    "/fr/recouvrement/affilie",
    "/fr/recouvrement/creance",
    "/fr/recouvrement/modalite",
    "/fr/recouvrement/compte",
    "/fr/recouvrement/simulation",
    "/fr/recouvrement/signature",
    "/fr/recouvrement/demande",
    "/ar/recouvrement",
)


def handlers() -> dict[str, Any]:
    """Every handler that a client can name, with its function."""
    return {
        name: registered.handler.fn
        for name, registered in RegistrationContext.get().event_handlers.items()
    }


def test_every_handler_of_ours_says_who_may_call_it() -> None:
    ours = {
        name: fn
        for name, fn in handlers().items()
        if "damancom_reflex" in name and not name.endswith(".setvar")
    }
    assert len(ours) > 20
    assert [name for name, fn in ours.items() if not access.is_marked(fn)] == []


def test_internal_events_exist_under_the_very_names_that_are_let_through() -> None:
    assert INTERNAL - set(handlers()) == set()


def test_no_internal_event_is_a_setter_of_values_but_the_hydration_flag() -> None:
    assert {name for name in INTERNAL if ".set_" in name} == {
        f"{STATE}.set_is_hydrated",
        f"{STATE}.reflex___state____on_load_internal_state.set_is_hydrated",
    }


def test_employer_events_outnumber_public_ones_and_none_is_open_by_accident() -> None:
    public = {
        name.rpartition("damancom_reflex___")[2]
        for name, fn in handlers().items()
        if access.is_marked(fn) and access.roles_of(fn) is None
    }
    # Those of adhésion are for anybody too, and each is tried with another's request in `test_enrolment_events`.
    of_enrolment = {name for name in public if name.startswith("state___adhesion___")}
    assert len(of_enrolment) > 20
    assert public - of_enrolment == {
        "state___demo____demo_state.load",
        "state___demo____demo_state.read_app",
        "state___demo____demo_state.read_messages",
        "state___demo_calendar____calendar_state.load",
        "state___demo_calendar____calendar_state.move",
        "state___session____session_state.load",
        "state___sign_in____password_state.load",
        "state___sign_in____password_state.load_link",
        "state___sign_in____sign_in_state.load",
        "state___sign_in____sign_in_state.load_code",
        "state___sign_in____sign_in_state.load_staff",
        "state___sign_in____sign_in_state.load_staff_code",
        "state___staff___authenticator____authenticator_state.load",
        "state___verification____verification_state.load",
    }


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, fn in handlers().items()
        if access.is_marked(fn) and access.roles_of(fn) is not None
    ),
    ids=lambda name: name.rpartition("___")[2],
)
async def test_a_visitor_is_sent_to_sign_in_by_every_handler_and_learns_nothing(
    dial: Dial, name: str
) -> None:
    wire = await dial()
    answers = await wire.send(name, page="/fr/recouvrement")
    assert asked_to_sign_in(answers)
    assert "recouvrement____" not in text_of([answer.get("delta") or {} for answer in answers])


FORGED = [
    (f"{SESSION}.setvar", {"var_name": "signed_in", "value": True}),
    (f"{SESSION}.set_signed_in", {"value": True}),
    (f"{SESSION}.signed_in", {"value": True}),
    (f"{SESSION}.reset", {}),
    (f"{SESSION}.get_state", {"state_cls": "x"}),
    (f"{SESSION}.__init__", {}),
    (f"{SESSION}.load.__globals__", {}),
    (f"{JOURNEY}._open", {"step": "terms"}),
    (f"{JOURNEY}._take", {"found": {}}),
    (f"{JOURNEY}._go", {"step": "terms"}),
    (f"{JOURNEY}.setvar", {"var_name": "draft_id", "value": "x"}),
    (f"{JOURNEY}.set_draft_id", {"value": "x"}),
    (f"{OURS}recouvrement___simulation____simulation_state._type", {}),
    (f"{STATE}.damancom_reflex___web___guard____binding.setvar", {"var_name": "_session", "value": ""}),
    (f"{STATE}.damancom_reflex___web___guard____binding.set__session", {"value": ""}),
    (f"{STATE}.setvar", {"var_name": "is_hydrated", "value": False}),
    (f"{STATE}.set_router", {"value": {}}),
    (f"{STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
     {"info": "x", "component_stack": "y"}),
    (f"{STATE}.nothing.at_all", {}),
    ("_redirect", {"path": "https://evil.example"}),
    ("_call_function", {"function": "alert(1)"}),
    ("", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "payload"), FORGED, ids=lambda value: str(value)[-40:])
async def test_forged_names_change_nothing_for_a_visitor(
    dial: Dial, name: str, payload: dict[str, Any]
) -> None:
    wire = await dial()
    answers = await wire.send(name, payload, patience=0.25)
    assert [answer for answer in answers if answer.get("delta") or answer.get("events")] == []
    assert await wire.alive()


async def test_forged_names_change_nothing_for_an_employer_either(
    dial: Dial, visitor: Visitor
) -> None:
    visitor.sign_in("pharmacie.annour")
    wire = await dial("/fr", cookie=visitor.cookie)
    for name, payload in FORGED:
        answers = await wire.send(name, payload, patience=0.2)
        assert [answer for answer in answers if answer.get("delta") or answer.get("events")] == []
    assert await wire.alive()


async def test_no_variable_is_set_through_the_browsers_storage(
    dial: Dial, visitor: Visitor
) -> None:
    visitor.sign_in("pharmacie.annour")
    wire = await dial("/fr", cookie=visitor.cookie)
    name = f"{STATE}.reflex___state____update_vars_internal_state.update_vars_internal"
    forged = {
        f"{SESSION}.display_name": "Forged",
        f"{SESSION}.display_name_rx_state_": "Forged",
        f"{JOURNEY}.draft_id": "Forged",
        f"{STATE}.router": {"headers": {"cookie": "damancom_session=Forged"}},
        f"{STATE}.damancom_reflex___web___guard____binding._session": "Forged",
    }
    for key, value in forged.items():
        assert "Forged" not in text_of(await wire.send(name, {"vars": {key: value}}, patience=0.3))
    answers = await wire.send(f"{SESSION}.load", page="/fr?again")
    assert shown(answers, "session_state").get("display_name", "Leïla Benkirane") != "Forged"


@pytest.mark.parametrize("page", PRIVATE_PAGES)
async def test_a_visitor_who_claims_a_private_page_is_sent_to_sign_in(
    dial: Dial, page: str
) -> None:
    wire = await dial(page)
    assert [way.partition("?")[0] for way in ways(wire.hydrated)] == [f"{page[:3]}/connexion"]
    answers = await wire.send(ON_LOAD, page=page)
    assert {way.partition("?")[0] for way in ways(answers)} == {f"{page[:3]}/connexion"}


@pytest.mark.parametrize("page", PRIVATE_PAGES)
async def test_staff_who_claim_an_employers_page_are_refused(
    dial: Dial, staff: Visitor, page: str
) -> None:
    wire = await dial(page, cookie=staff.cookie)
    assert ways(wire.hydrated) == [f"{page[:3]}/acces-refuse"]


@pytest.fixture(scope="module")
def staff(_portal: Portal) -> Iterator[Visitor]:
    """A signed-in collection officer."""
    with Visitor(_portal) as made:
        yield made.sign_in("perception.casablanca")


async def test_a_redirect_to_sign_in_stays_on_the_site_whatever_page_is_claimed(dial: Dial) -> None:
    wire = await dial()
    name = f"{OURS}recouvrement___requests____requests_state.load"
    for page in (
        "//evil.example",
        "https://evil.example/fr",
        "/\\evil.example",
        "/fr/x&e=forged#y",
    ):
        for way in ways(await wire.send(name, page=page)):
            assert way.startswith("/fr/connexion?e=")
            assert "evil.example/" not in way
            assert httpx.URL(way).params.get_list("e") == ["sign_in_first"]
