"""Why a message was not taken: to be tried again, or never to be taken."""

from __future__ import annotations


class DeliveryError(Exception):
    """A message was not taken.

    The text names the reason and never the destination: it goes to logs and to the outbox.
    """


class UnavailableError(DeliveryError):
    """Not now: the gateway does not answer, or says to come back. Worth trying again."""


class UndeliverableError(DeliveryError):
    """Never: the gateway answered that it will not take this message or this destination."""
