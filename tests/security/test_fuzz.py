"""Every handler an employer may call, given what no browser would send."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Iterator

import pytest
from reflex_base.registry import RegistrationContext

import damancom_reflex.damancom_reflex  # noqa: F401 - registers every handler
from damancom_reflex.web import access
from tests.portal import Portal
from tests.security.attacker import Visitor, logged
from tests.security.conftest import Dial
from tests.security.wire import OURS, SESSION_LOAD, Wire, at, shown, ways

MARK = "zorglub"
"""In every text that is sent: if it is in the log, what a person types is in the log."""

SPACED_RIB = "011 780 0000 0120 5000 0012 34"
TEXTS = (
    "",
    MARK,
    f"{MARK}\u0000\u0001\u001b[31m",
    f"{MARK}\ud800",
    f"{MARK}\u202e\u0664\u0662 é",
    f"{MARK}' OR 1=1 --",
    f"{MARK} {SPACED_RIB}",
    MARK * 8_000,
    "9" * 5_000,
    "-1",
    "1e9",
)
OTHERS = (
    None,
    True,
    -1,
    0,
    10**30,
    1.5,
    [],
    [MARK],
    {},
    {"rib": [MARK]},
    {"rib": None},
    {"rib": {"rib": SPACED_RIB}},
    {MARK: {MARK: [MARK] * 50}},
)
AT_ONCE = 8
NOT_JSON = ("NaN", "Infinity", "-Infinity", "1e400", '"\\ud800"', "9" * 4_400, "[" * 2_000)


def handlers() -> dict[str, list[str]]:
    """Names of the handlers for employers, with the names of their arguments."""
    found = RegistrationContext.get().event_handlers
    return {
        name: list(inspect.signature(registered.handler.fn).parameters)[1:]
        for name, registered in found.items()
        if access.is_marked(registered.handler.fn)
        and access.roles_of(registered.handler.fn) is not None
    }


@pytest.fixture(scope="module")
def employer(_portal: Portal) -> Iterator[Visitor]:
    """A signed-in employer with a debt."""
    with Visitor(_portal) as made:
        yield made.sign_in("hotel.ourika")


async def on_a_file(dial: Dial, employer: Visitor) -> tuple[Wire, str]:
    """A socket on the debt page of the employer's file; the page's address."""
    wire = await dial("/fr/recouvrement/creance", cookie=employer.cookie)
    page = ways(wire.hydrated)[-1]
    answers = await wire.send(f"{OURS}recouvrement___debt____debt_state.load", page=page)
    assert shown(answers, "debt_state")["header"]["legal_name"].startswith("Hôtel")
    return wire, page


async def _given_nonsense(dial: Dial, employer: Visitor, name: str) -> str:
    """The handler's name when the socket that sent it nonsense answers no more, else nothing."""
    wire, page = await on_a_file(dial, employer)
    names = handlers()[name]
    for value in (*TEXTS, *OTHERS):
        payload = dict.fromkeys(names, value) if names else {"extra": value}
        await wire.emit(name, payload, page)
    await wire.emit(name, {**dict.fromkeys(names, 1), "extra": MARK}, page)
    await wire.emit(name, {}, page)
    for payload in ([MARK], MARK, 7, None):
        await wire.raw(json.dumps({"name": name, "payload": payload, "router_data": at(page)}))
    await wire.drain()
    return "" if await wire.alive() else name.rpartition("___")[2]


async def test_no_argument_breaks_a_handler_or_reaches_the_log(
    dial: Dial, employer: Visitor
) -> None:
    names = sorted(handlers())
    assert len(names) > 25
    dead: list[str] = []
    for first in range(0, len(names), AT_ONCE):
        group = names[first : first + AT_ONCE]
        dead += await asyncio.gather(*(_given_nonsense(dial, employer, name) for name in group))
    assert [name for name in dead if name] == []
    await on_a_file(dial, employer)
    log = logged(employer.portal)
    assert "event failed" in log
    assert MARK not in log
    assert "0120 5000" not in log
    assert "\u001b" not in log


@pytest.mark.parametrize("text", NOT_JSON, ids=lambda text: text[:10])
async def test_numbers_and_nests_that_no_browser_sends_leave_the_portal_answering(
    dial: Dial, employer: Visitor, text: str
) -> None:
    name = f"{OURS}recouvrement___simulation____simulation_state.type_months"
    wire, page = await on_a_file(dial, employer)
    await wire.raw(
        f'{{"name":"{name}","payload":{{"text":{text}}},"router_data":{json.dumps(at(page))}}}'
    )
    await wire.drain(0.5)
    again, _ = await on_a_file(dial, employer)
    assert await again.alive()


@pytest.mark.parametrize(
    "router_data",
    [
        None,
        [],
        "text",
        {"pathname": 7, "asPath": 7},
        {"pathname": None, "asPath": None},
        {"pathname": "/fr", "asPath": "/fr?" + "a=b&" * 20_000},
        {"pathname": "//evil.example", "asPath": "//evil.example"},
        {"pathname": "http://[", "asPath": "http://["},
        {"pathname": "/fr\ud800", "asPath": "/fr\ud800?d=\ud800&r=\u0000"},
        {"pathname": "/fr", "asPath": "/fr", "headers": {"cookie": "damancom_session=forged"}},
        {"pathname": "/fr", "asPath": "/fr", "ip": "8.8.8.8", "token": "other", "sid": "other"},
        {"pathname": {}, "asPath": {}, "query": {"token": "x"}},
    ],
    ids=lambda value: str(value)[:30],
)
async def test_no_claim_about_the_page_breaks_the_portal(
    dial: Dial, employer: Visitor, router_data: object
) -> None:
    wire = await dial(cookie=employer.cookie)
    for name in (SESSION_LOAD, f"{OURS}recouvrement___requests____request_state.load"):
        await wire.raw(json.dumps({"name": name, "payload": {}, "router_data": router_data}))
    await wire.drain(0.5)
    again, _ = await on_a_file(dial, employer)
    assert await again.alive()


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "42/_event,",
        '42/_event,["event"]',
        '42/_event,["event",',
        '42/_event,["event","not an object"]',
        '42/_event,["event",{}]',
        '42/_event,["event",{"name":7}]',
        '42/_event,["event",{"name":["a"],"payload":{}}]',
        '42/_event,["other",{"x":1}]',
        '42/_event,{"an":"object"}',
        "451-/_event,",
        '451-/_event,["event",{"_placeholder":true,"num":0}]',
        "40/other,",
        "41/_event,",
        "9",
        "\u0000",
        '42["event",{}]',
    ],
    ids=lambda frame: frame[:34] or "empty",
)
async def test_a_malformed_frame_harms_at_most_its_own_socket(dial: Dial, frame: str) -> None:
    other, wire = await dial(), await dial()
    await wire.socket.send_str(frame)
    await wire.drain(0.3)
    assert await other.alive()


@pytest.mark.parametrize("frame", [b"\x80\xff", b"\x00" * 10, b'4{"a":1}'])
async def test_a_binary_frame_harms_at_most_its_own_socket(dial: Dial, frame: bytes) -> None:
    other, wire = await dial(), await dial()
    await wire.socket.send_bytes(frame)
    await wire.drain(0.3)
    assert await other.alive()


async def test_a_message_over_the_limit_closes_its_socket_only(dial: Dial) -> None:
    other, wire = await dial(), await dial()
    await wire.emit(SESSION_LOAD, {"x": "a" * 400_000})
    assert await wire.drain() == []
    assert wire.socket.closed
    assert await other.alive()


async def test_what_was_typed_wrong_comes_back_as_it_was_typed(
    dial: Dial, employer: Visitor
) -> None:
    """The page still works after the worst text: nothing that cannot be kept poisons the screen."""
    wire, page = await on_a_file(dial, employer)
    name = f"{OURS}recouvrement___simulation____simulation_state.type_months"
    await wire.send(name, {"text": "\ud800\u0000"}, page)
    answers = await wire.send(name, {"text": "7"}, page)
    assert shown(answers, "simulation_state")["months_text"] == "7"
