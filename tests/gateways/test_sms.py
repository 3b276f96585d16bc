from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from damancom_reflex.gateways import sms as gateway
from damancom_reflex.gateways.chosen import gateways
from damancom_reflex.gateways.errors import UnavailableError, UndeliverableError
from damancom_reflex.gateways.sms import HttpSms, Sms
from damancom_reflex.settings import settings
from tests.gateways.servers import Phone, sms_server

SMS = Sms(to="+212612345678", text="Damancom : مرحبا", message_id="abc123")


@asynccontextmanager
async def a_way_to(phone: Phone, token: str = "") -> AsyncIterator[HttpSms]:
    """The gateway's adapter, closed whatever happens: the server waits for that."""
    http = HttpSms(phone.url, token)
    try:
        yield http
    finally:
        await http.close()


async def send(phone: Phone, token: str = "") -> None:
    async with a_way_to(phone, token) as http:
        await http.send(SMS)


async def test_an_sms_is_posted_as_json_with_its_key_and_token():
    async with sms_server() as phone:
        await send(phone, token="secret-token")
    (request,) = phone.requests
    assert request["line"] == "POST /messages HTTP/1.1"
    assert request["body"] == {"to": SMS.to, "text": SMS.text, "id": "abc123"}
    assert (request["idempotency-key"], request["authorization"]) == (
        "abc123",
        "bearer secret-token",
    )


async def test_several_sms_are_sent_one_after_the_other():
    async with sms_server() as phone, a_way_to(phone) as http:
        for _ in range(3):
            await http.send(SMS)
    assert len(phone.requests) == 3
    assert "authorization" not in phone.requests[0]


async def test_an_answer_too_many_is_not_taken_for_that_of_the_next_message():
    async with sms_server(answers=2) as phone, a_way_to(phone) as http:
        await http.send(SMS)
        phone.status, phone.answers = 503, 1
        with pytest.raises(UnavailableError, match="503"):
            await http.send(replace(SMS, message_id="def456"))
    assert [request["idempotency-key"] for request in phone.requests] == ["abc123", "def456"]


@pytest.mark.parametrize("status", [401, 404, 408, 429, 500, 503, 302])
async def test_an_answer_about_the_moment_is_worth_another_try(status: int):
    async with sms_server(status=status) as phone:
        with pytest.raises(UnavailableError, match=str(status)):
            await send(phone)


@pytest.mark.parametrize("status", [400, 410, 422])
async def test_an_answer_about_the_message_is_final(status: int):
    async with sms_server(status=status) as phone:
        with pytest.raises(UndeliverableError, match=str(status)):
            await send(phone)


async def test_a_gateway_that_does_not_answer_in_time_is_worth_another_try(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(gateway, "TIMEOUT_SECONDS", 0.1)
    async with sms_server(pause=0.5) as phone:
        with pytest.raises(UnavailableError, match="Timeout"):
            await send(phone)


async def test_a_gateway_that_is_not_there_is_worth_another_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(UnavailableError):
            await send(Phone(url=f"http://127.0.0.1:{taken.getsockname()[1]}/"))


async def test_without_a_gateway_messages_wait():
    async with gateways() as out:
        with pytest.raises(UnavailableError, match="SMS_URL"):
            await out.sms.send(SMS)


async def test_the_demo_sends_nothing_even_with_a_gateway(monkeypatch: pytest.MonkeyPatch):
    async with sms_server() as phone:
        monkeypatch.setenv("SMS_URL", phone.url)
        monkeypatch.setenv("DEMO", "true")
        settings.cache_clear()
        async with gateways() as out:
            await out.sms.send(SMS)
    assert phone.requests == []
