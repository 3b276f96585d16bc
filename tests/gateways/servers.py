"""Real servers on loopback: one that takes e-mail, one that takes SMS over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession


@dataclass
class Mailbox:
    """What an SMTP server took; `answer` is what it says to each message."""

    answer: str = "250 OK"
    answer_to_recipient: str = "250 OK"
    url: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: SmtpSession, envelope: Envelope, to: str, _options: list[str]
    ) -> str:
        """Take a recipient, or answer otherwise."""
        if self.answer_to_recipient.startswith("2"):
            envelope.rcpt_tos.append(to)
        return self.answer_to_recipient

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: SmtpSession, envelope: Envelope
    ) -> str:
        """Take a message, or answer otherwise."""
        if self.answer.startswith("2"):
            mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients += envelope.rcpt_tos
            self.encrypted.append(session.ssl is not None)
        return self.answer


@asynccontextmanager
async def smtp_server(
    tls: ssl.SSLContext | None = None, port: int = 0, **options: Any
) -> AsyncIterator[Mailbox]:
    """An SMTP server, encrypted from the start by `tls`, on a free port unless told which; options are aiosmtpd's."""
    box = Mailbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(box, hostname="localhost", loop=loop, **options), "127.0.0.1", port, ssl=tls
    )
    box.url = f"smtp{'s' if tls else ''}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """Address of a mail server that takes connections and never says a word."""
    taken: list[asyncio.StreamWriter] = []

    async def wait(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    server = await asyncio.start_server(wait, "127.0.0.1", 0)
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in taken:
            writer.close()
        await server.wait_closed()


@dataclass
class Phone:
    """What an SMS gateway took; `status` is what it answers, `answers` times, after `pause` seconds."""

    status: int = 202
    pause: float = 0
    answers: int = 1
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    serving: set[asyncio.Task[None] | None] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.serving.add(asyncio.current_task())
        try:
            await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            body = await reader.readexactly(int(headers["content-length"]))
            self.requests.append({"line": head[0], **headers, "body": json.loads(body)})
            self.arrived.set()
            await asyncio.sleep(self.pause)
            answer = f"HTTP/1.1 {self.status} X\r\ncontent-length: 0\r\n\r\n"
            writer.write(answer.encode() * self.answers)
            await writer.drain()

    @property
    def texts(self) -> list[str]:
        """Texts taken, in order."""
        return [request["body"]["text"] for request in self.requests]


@asynccontextmanager
async def sms_server(**given: Any) -> AsyncIterator[Phone]:
    """An HTTP server that takes SMS on a free port."""
    phone = Phone(**given)
    server = await asyncio.start_server(phone.serve, "127.0.0.1", 0)
    phone.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/messages"
    try:
        yield phone
    finally:
        server.close()
        await asyncio.gather(*(task for task in phone.serving if task))
        await server.wait_closed()
