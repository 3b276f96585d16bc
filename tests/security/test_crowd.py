"""One client with many connections, or with much to say, takes neither the portal's memory nor its log or doors."""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from damancom_reflex.web import sockets
from damancom_reflex.web.failures import SORRY
from tests.portal import Portal
from tests.security.attacker import Visitor, logged, sql
from tests.security.conftest import Dial
from tests.security.wire import NoSocketError, Wire, at

MANY = 1_200
"""Connections: more than the server's own 1,024."""

HALF_A_FORM = (
    "POST /auth/sign-out HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nla"
)


@contextmanager
def idle_connections(portal: Portal, said: str) -> Iterator[list[socket.socket]]:
    """Many connections of one client, each of which said that and no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * MANY)), hard))
    with ExitStack() as stack:
        found = [
            stack.enter_context(socket.create_connection(("127.0.0.1", portal.port), timeout=10))
            for _ in range(MANY)
        ]
        for one in found:
            one.sendall(said.encode())
        yield found


@pytest.mark.parametrize("said", ["", "GET / HTTP/1.1\r\nHo", HALF_A_FORM])
def test_a_thousand_idle_connections_leave_the_doors_open(portal: Portal, said: str) -> None:
    half = said.format(host=f"localhost:{portal.port}", origin=portal.url)
    with idle_connections(portal, half):
        time.sleep(0.5)
        assert httpx.get(f"{portal.url}/health/live", timeout=5).status_code == 200
        with Visitor(portal) as visitor:
            visitor.sign_in("pharmacie.annour")


def test_half_a_form_is_waited_for_no_longer(portal: Portal) -> None:
    half = HALF_A_FORM.format(host=f"localhost:{portal.port}", origin=portal.url)
    with socket.create_connection(("127.0.0.1", portal.port), timeout=30) as one:
        one.sendall(half.encode())
        assert one.recv(4_096).startswith(b"HTTP/1.1 408")


async def test_an_address_opens_so_many_sockets_and_no_more(portal: Portal) -> None:
    address, opened = "10.98.0.1", list[Wire]()
    try:
        for _ in range(sockets.OPEN):
            wire = Wire(portal.url, address=address)
            await wire.connect()
            opened.append(wire)
        with pytest.raises(NoSocketError):
            await Wire(portal.url, address=address).connect()
        async with Wire(portal.url) as neighbour:
            assert await neighbour.alive()
    finally:
        for wire in opened:
            await wire.close()


async def test_what_comes_beside_an_event_is_not_kept(dial: Dial, portal: Portal) -> None:
    wire = await dial()
    before = portal.memory()
    for number in range(400):
        said = {**at("/fr"), f"k{number}": "a" * 200_000}
        await wire.raw(json.dumps({"name": "no.such_event", "router_data": said}))
    await wire.drain()
    assert await wire.alive()
    # Eighty megabytes were sent.
    assert portal.memory() - before < 30_000_000


async def test_what_is_no_event_forges_no_line_and_fills_no_log(dial: Dial, portal: Portal) -> None:
    forged = "2026-11-28T21:00:00Z [info     ] audit verified ok"
    before = len(logged(portal))
    wire = await dial()
    texts = (f"x\n{forged}\n\x1b[31mcode 123456 karim@exemple.ma\u202e", "y" * 200_000)
    for said in (*(json.dumps(text) for text in texts), "5", "[]", '{"name":1}', '{"name":"x"}'):
        for _ in range(50):
            await wire.raw(said)
    await wire.drain()
    await asyncio.sleep(0.5)
    told = logged(portal)[before:]
    assert forged not in told
    assert "karim" not in told
    assert len(told) < 10_000


def test_a_request_that_breaks_is_answered_in_our_words(portal: Portal, visitor: Visitor) -> None:
    sql(portal, "alter table code_sending rename to code_sending_away")
    try:
        answer = visitor.start("pharmacie.annour")
    finally:
        sql(portal, "alter table code_sending_away rename to code_sending")
    assert (answer.status_code, answer.text) == (500, SORRY)
