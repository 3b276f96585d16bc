"""SMS through an HTTP gateway.

`POST` of JSON, bearer token, an idempotency key that does not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import httpx

from damancom_reflex.gateways.errors import UnavailableError, UndeliverableError

TIMEOUT_SECONDS: Final = 10.0
# On a shared connection, a gateway that answers once too often would answer for the next message too.
_ONE_MESSAGE_A_CONNECTION: Final = httpx.Limits(max_keepalive_connections=0)
# Answers of class 4xx that are about the moment or about us, not about the message.
_LATER: Final = frozenset({401, 403, 404, 408, 409, 425, 429})


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message to send.

    Attributes:
        to: phone, E.164.
        text: what it says.
        message_id: stays the same when the same message is sent again, so that the gateway sends it
            once.
    """

    to: str
    text: str
    message_id: str


class SmsGateway(Protocol):
    """Takes text messages."""

    async def send(self, sms: Sms) -> None:
        """Hand one text message over.

        Raises:
            DeliveryError: when it was not taken.
        """
        ...


class HttpSms:
    """Gateway at an HTTP address: `{"to": "+212…", "text": "…", "id": "…"}`, 2xx when taken."""

    def __init__(self, url: str, token: str) -> None:
        """Remember where the gateway is."""
        self._url, self._token = url, token
        self._client: httpx.AsyncClient | None = None

    async def send(self, sms: Sms) -> None:
        """Hand one text message over.

        Raises:
            UnavailableError: no answer within 10 s, or one that may change.
            UndeliverableError: the gateway will never take this message.
        """
        try:
            answer = await self._open().post(
                self._url,
                json={"to": sms.to, "text": sms.text, "id": sms.message_id},
                headers={"Idempotency-Key": sms.message_id},
            )
        except httpx.HTTPError as error:
            raise UnavailableError(type(error).__name__) from error
        if answer.is_success:
            return
        refused = answer.is_client_error and answer.status_code not in _LATER
        raise (UndeliverableError if refused else UnavailableError)(f"HTTP {answer.status_code}")

    async def close(self) -> None:
        """Close its connections."""
        if self._client:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
            self._client = httpx.AsyncClient(
                timeout=TIMEOUT_SECONDS, headers=headers, limits=_ONE_MESSAGE_A_CONNECTION
            )
        return self._client


class NoSms:
    """Stands in while no gateway is set: messages wait until one is."""

    async def send(self, sms: Sms) -> None:
        """Refuse for now.

        Raises:
            UnavailableError: always.
        """
        del sms
        raise UnavailableError("SMS_URL is not set")
