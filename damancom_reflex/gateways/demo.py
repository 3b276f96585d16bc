"""The demo's gateways.

They take everything and send nothing. The visible phone and mailbox read the outbox itself.
"""

from __future__ import annotations

from damancom_reflex.gateways.mail import Mail
from damancom_reflex.gateways.sms import Sms


class DemoMail:
    """Takes every e-mail and keeps none."""

    async def send(self, mail: Mail) -> None:
        """Take it."""


class DemoSms:
    """Takes every text message and keeps none."""

    async def send(self, sms: Sms) -> None:
        """Take it."""
