"""E-mail: plain text and HTML by SMTP, encrypted as soon as the server can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from damancom_reflex.clock import now
from damancom_reflex.gateways.errors import UnavailableError, UndeliverableError
from damancom_reflex.i18n import Language
from damancom_reflex.settings import LOOPBACK_HOSTS

SENDER_NAME: Final = "Damancom"
TIMEOUT_SECONDS: Final = 20.0
_START_TLS: Final[Mapping[str, bool | None]] = dict.fromkeys(LOOPBACK_HOSTS, None)
"""Where it is enough to encrypt what the server offers to."""
_PERMANENT: Final = range(500, 600)
# Answers that refuse us, not the message: an operator mends that, so it is worth trying again.
_OURS: Final = frozenset({530, 534, 535, 538})


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail to send.

    Attributes:
        to: address of the recipient.
        subject: one line.
        text: plain text.
        html: the same as a page.
        message_id: stays the same when the same message is sent again, so that a mailbox can tell.
        language: of the text.
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    language: Language


class MailGateway(Protocol):
    """Takes e-mails."""

    async def send(self, mail: Mail) -> None:
        """Hand one e-mail over.

        Raises:
            DeliveryError: when it was not taken.
        """
        ...


class Smtp:
    """SMTP server at `smtp://user:password@host:port` or `smtps://…`.

    The first is encrypted by STARTTLS, which a server elsewhere must offer; the second from the start.
    """

    def __init__(self, url: str, sender: str) -> None:
        """Remember where the server is and who writes; nothing is opened yet."""
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        # Links that open accounts do not cross a network in clear because somebody on it dropped the offer of TLS.
        self._start_tls = False if self._tls else _START_TLS.get(self._host, True)
        self._port = parts.port or (465 if self._tls else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Hand one e-mail over, on a connection of its own.

        Raises:
            UnavailableError: no answer, or a temporary one (4xx).
            UndeliverableError: the server will never take it (5xx).
        """
        try:
            composed = compose(mail, self._sender)
        except ValueError as error:
            raise UndeliverableError("not an address or not a header") from error
        try:
            await aiosmtplib.send(
                composed,
                sender=self._sender,
                recipients=[mail.to],
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._tls,
                start_tls=self._start_tls,
                timeout=TIMEOUT_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _reason(error) from error


class NoMail:
    """Stands in while no server is set: messages wait until one is."""

    async def send(self, mail: Mail) -> None:
        """Refuse for now.

        Raises:
            UnavailableError: always.
        """
        del mail
        raise UnavailableError("SMTP_URL is not set")


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The e-mail as it travels: both forms, the language, and a Message-ID that does not change."""
    message = EmailMessage()
    domain = sender.rpartition("@")[2] or "localhost"
    message["From"] = Address(SENDER_NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{mail.message_id}@{domain}>" if mail.message_id else make_msgid()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    # Set last: what is called Content-… before moves into the first part.
    message["Content-Language"] = mail.language
    return message


def _reason(error: Exception) -> UnavailableError | UndeliverableError:
    """Permanent or not, without the server's own words: they repeat the address."""
    code = _code(error)
    name = type(error).__name__
    text = f"{name} {code}" if code else name
    if code in _PERMANENT and code not in _OURS:
        return UndeliverableError(text)
    return UnavailableError(text)


def _code(error: Exception) -> int:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        return error.recipients[0].code
    return error.code if isinstance(error, aiosmtplib.SMTPResponseException) else 0
