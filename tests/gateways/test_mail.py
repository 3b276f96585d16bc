from __future__ import annotations

import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession

from damancom_reflex.gateways.chosen import gateways
from damancom_reflex.gateways.errors import UnavailableError, UndeliverableError
from damancom_reflex.gateways.mail import Mail, Smtp
from damancom_reflex.settings import settings
from tests.gateways.servers import smtp_server

CERTIFICATE = Path(__file__).with_name("loopback.pem")
SENDER = "ne-pas-repondre@damancom.example"
MAIL = Mail(
    to="karima@exemple.ma",
    subject="Votre demande n° 5 – تأكيد",
    text="Bonjour,\n\nÀ bientôt.\n",
    html="<p>Bonjour, مرحبا</p>",
    message_id="abc123",
    language="fr",
)


async def test_an_email_arrives_in_both_forms_with_its_own_id():
    async with smtp_server() as box:
        await Smtp(box.url, SENDER).send(MAIL)
    (mail,) = box.mails
    assert box.recipients == ["karima@exemple.ma"]
    assert (mail["Subject"], mail["Message-ID"]) == (MAIL.subject, "<abc123@damancom.example>")
    assert mail["From"] == f"Damancom <{SENDER}>"
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("fr", "auto-generated")
    bodies = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    assert bodies["text/plain"].strip() == MAIL.text.strip()
    assert "مرحبا" in bodies["text/html"]


def encrypted() -> ssl.SSLContext:
    """What a server needs to speak TLS on loopback."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def vouched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate of loopback is one that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


async def test_the_connection_is_encrypted_when_the_server_offers_it(vouched_for: None):
    async with smtp_server(tls_context=encrypted()) as box:
        await Smtp(box.url, SENDER).send(MAIL)
    assert box.encrypted == [True]


async def test_a_server_elsewhere_that_offers_no_encryption_is_not_spoken_to():
    async with smtp_server() as box:
        # Another name of the same machine, which does not say that it is.
        elsewhere = box.url.replace("127.0.0.1", "127.1")
        with pytest.raises(UnavailableError):
            await Smtp(elsewhere, SENDER).send(MAIL)
    assert box.mails == []


async def test_smtps_is_encrypted_from_the_start(vouched_for: None):
    async with smtp_server(tls=encrypted()) as box:
        await Smtp(box.url, SENDER).send(MAIL)
    assert len(box.mails) == 1


async def test_a_server_that_refuses_our_name_is_worth_another_try(vouched_for: None):
    async with smtp_server(
        tls_context=encrypted(),
        authenticator=lambda *_: AuthResult(success=False, handled=False),
        auth_required=True,
    ) as box:
        with pytest.raises(UnavailableError, match="535"):
            await Smtp(box.url.replace("//", "//desk:wrong@"), SENDER).send(MAIL)


async def test_a_certificate_nobody_vouches_for_is_not_spoken_to():
    async with smtp_server(tls_context=encrypted()) as box:
        with pytest.raises(UnavailableError):
            await Smtp(box.url, SENDER).send(MAIL)
    assert box.mails == []


async def test_the_name_and_password_of_the_address_are_used(vouched_for: None):
    seen: list[tuple[bytes, bytes]] = []

    def authenticate(
        _server: SMTP, _session: SmtpSession, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    async with smtp_server(
        tls_context=encrypted(), authenticator=authenticate, auth_required=True
    ) as box:
        url = box.url.replace("//", "//desk%40cnss:p%3Ass%2F@")
        await Smtp(url, SENDER).send(MAIL)
    assert seen == [(b"desk@cnss", b"p:ss/")]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 try later", UnavailableError),
        ("421 closing", UnavailableError),
        ("554 we do not want it", UndeliverableError),
    ],
)
async def test_an_answer_to_the_message_says_whether_to_try_again(
    answer: str, error: type[Exception]
):
    async with smtp_server() as box:
        box.answer = answer
        with pytest.raises(error):
            await Smtp(box.url, SENDER).send(MAIL)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("450 mailbox busy", UnavailableError), ("550 no such mailbox", UndeliverableError)],
)
async def test_an_answer_to_the_recipient_says_whether_to_try_again(
    answer: str, error: type[Exception]
):
    async with smtp_server() as box:
        box.answer_to_recipient = answer
        with pytest.raises(error) as refused:
            await Smtp(box.url, SENDER).send(MAIL)
    assert MAIL.to not in str(refused.value)


async def test_a_server_that_is_not_there_is_worth_another_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UnavailableError):
            await Smtp(url, SENDER).send(MAIL)


async def test_an_address_that_is_none_is_never_tried_again():
    async with smtp_server() as box:
        with pytest.raises(UndeliverableError):
            await Smtp(box.url, SENDER).send(replace(MAIL, to="not an address\r\nBcc: x@y.z"))
    assert box.mails == []


async def test_without_a_server_messages_wait(monkeypatch: pytest.MonkeyPatch):
    async with gateways() as out:
        with pytest.raises(UnavailableError, match="SMTP_URL"):
            await out.mail.send(MAIL)


async def test_the_demo_sends_nothing_even_with_a_server(monkeypatch: pytest.MonkeyPatch):
    async with smtp_server() as box:
        monkeypatch.setenv("SMTP_URL", box.url)
        monkeypatch.setenv("DEMO", "true")
        settings.cache_clear()
        async with gateways() as out:
            await out.mail.send(MAIL)
    assert box.mails == []
