"""Every handler is public on the wire: what a forged event gets."""

from __future__ import annotations

import json
from typing import Any

import pytest
import socketio.exceptions
from reflex_base.registry import RegistrationContext

import damancom_reflex.damancom_reflex  # noqa: F401 - registers every handler
from damancom_reflex.web import access
from damancom_reflex.web.guard import INTERNAL
from tests.portal import Portal
from tests.security.wire import STATE, Wire

JOURNEY = f"{STATE}.damancom_reflex___state___recouvrement"


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


def test_employer_events_outnumber_public_ones_and_none_is_open_by_accident() -> None:
    public = {
        name.rpartition("damancom_reflex___")[2]
        for name, fn in handlers().items()
        if access.is_marked(fn) and access.roles_of(fn) is None
    }
    assert public == {
        "state___demo____demo_state.load",
        "state___demo____demo_state.read_messages",
        "state___session____session_state.load",
        "state___sign_in____password_state.load",
        "state___sign_in____password_state.load_link",
        "state___sign_in____sign_in_state.load",
        "state___sign_in____sign_in_state.load_code",
        "state___verification____verification_state.load",
    }


def redirects(answers: list[dict[str, Any]]) -> list[str]:
    """Where the answers send the browser."""
    return [
        event["payload"]["path"]
        for answer in answers
        for event in answer.get("events") or []
        if event["name"] == "_redirect"
    ]


async def test_a_visitor_is_sent_to_sign_in_and_learns_nothing(portal: Portal) -> None:
    wire = Wire(portal.url)
    await wire.open()
    name = f"{JOURNEY}___requests____requests_state.load"
    answers = await wire.send(name, page="/fr/recouvrement")
    assert redirects(answers) == ["/fr/connexion?e=sign_in_first&suite=%2Ffr%2Frecouvrement"]
    assert "requests_state" not in json.dumps([answer.get("delta") for answer in answers])
    await wire.close()


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (
            f"{STATE}.damancom_reflex___state___session____session_state.setvar",
            {"var_name": "signed_in", "value": True},
        ),
        (
            f"{STATE}.damancom_reflex___state___session____session_state.set_signed_in",
            {"value": True},
        ),
        (
            f"{STATE}.damancom_reflex___state___recouvrement___journey____journey_state._open",
            {"step": "terms"},
        ),
        (f"{STATE}.nothing.at_all", {}),
        ("", {}),
        (f"{STATE}.setvar", {"var_name": "is_hydrated", "value": False}),
    ],
)
async def test_forged_names_change_nothing(
    portal: Portal, name: str, payload: dict[str, Any]
) -> None:
    wire = Wire(portal.url)
    await wire.open()
    answers = await wire.send(name, payload)
    assert [answer for answer in answers if answer.get("delta") or answer.get("events")] == []
    await wire.close()


async def test_a_foreign_origin_gets_no_socket(portal: Portal) -> None:
    wire = Wire(portal.url, origin="https://evil.example")
    with pytest.raises(socketio.exceptions.ConnectionError):
        await wire.open()


async def test_no_cookie_reaches_the_browser(portal: Portal) -> None:
    wire = Wire(portal.url, cookie="damancom_session=a-secret-value; other=thing")
    assert "a-secret-value" not in json.dumps(await wire.open())
    await wire.close()


async def test_a_flood_of_events_is_cut_and_the_portal_still_answers(portal: Portal) -> None:
    flooder, other = Wire(portal.url), Wire(portal.url)
    await flooder.open()
    await other.open()
    name = f"{STATE}.damancom_reflex___state___session____session_state.load"
    for _ in range(1000):
        await flooder.client.emit(
            "event", {"name": name, "payload": {}, "router_data": {}}, namespace="/_event"
        )
    answers = await other.send(
        f"{STATE}.damancom_reflex___state___verification____verification_state.load"
    )
    assert any(answer.get("delta") for answer in answers)
    assert len(await flooder.drain()) < 1000
    await flooder.close()
    await other.close()
