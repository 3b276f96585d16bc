"""Which gateways this portal uses, by its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from damancom_reflex.gateways.demo import DemoMail, DemoSms
from damancom_reflex.gateways.mail import MailGateway, NoMail, Smtp
from damancom_reflex.gateways.sms import HttpSms, NoSms, SmsGateway
from damancom_reflex.settings import settings


@dataclass(frozen=True, slots=True)
class Gateways:
    """The gateways in use."""

    mail: MailGateway
    sms: SmsGateway


@asynccontextmanager
async def gateways() -> AsyncIterator[Gateways]:
    """The gateways of the settings, for as long as they are used; the demo's own when it is on."""
    chosen = settings()
    if chosen.demo:
        yield Gateways(DemoMail(), DemoSms())
        return
    mail = Smtp(chosen.smtp_url, chosen.mail_from) if chosen.smtp_url else NoMail()
    if not chosen.sms_url:
        yield Gateways(mail, NoSms())
        return
    sms = HttpSms(chosen.sms_url, chosen.sms_token.get_secret_value())
    try:
        yield Gateways(mail, sms)
    finally:
        await sms.close()
