"""The demo's personas, visible phone and mailbox. Empty outside the demo."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.i18n import Translator
from damancom_reflex.services import demo_authenticator, demo_mailbox
from damancom_reflex.settings import settings
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import IDENTITY_KINDS
from damancom_reflex.state.personas import (
    PersonaLike,
    enrolment_cards,
    insured_cards,
    persona_cards,
)
from damancom_reflex.web import cookies
from damancom_reflex.web.access import public

SHOWN = 12
# Letters that are open; the older ones show their subject.
LATEST = 2


@dataclass(frozen=True)
class PersonaCard:
    """A persona one can enter as."""

    identifier: str
    password: str
    name: str
    shows: str


@dataclass(frozen=True)
class EnrolmentCard:
    """An employer to try adhésion with."""

    number: str
    legal_name: str
    identity: str
    shows: str


@dataclass(frozen=True)
class InsuredTold:
    """An employee to try IPE with."""

    number: str
    name: str
    shows: str


@dataclass(frozen=True)
class MessageCard:
    """A message as a phone or a mailbox shows it."""

    sent_to: str
    when: str
    subject: str
    text: str
    sms: bool
    latest: bool


class DemoState(rx.State):
    """What the demo shows beside the real screens."""

    on: bool = False
    personas: list[PersonaCard] = []
    officers: list[PersonaCard] = []
    enrolments: list[EnrolmentCard] = []
    insured: list[InsuredTold] = []
    messages: list[MessageCard] = []
    password: str = ""
    app_owner: str = ""
    app_code: str = ""
    app_seconds: int = 0
    app_token: int = 0

    @rx.event
    @public
    async def load(self) -> None:
        """Show the personas and the latest messages, in demo only."""
        self.on = settings().demo
        if not self.on:
            return
        _ = here.words(self)
        self.personas = [_card(p, _) for p in persona_cards() if not p.staff]
        self.officers = [_card(p, _) for p in persona_cards() if p.staff]
        self.enrolments = [
            EnrolmentCard(
                e.number,
                e.legal_name,
                f"{_(IDENTITY_KINDS[e.identity_kind])} {_.ltr(e.identity_number)}",
                _(e.shows),
            )
            for e in enrolment_cards()
        ]
        self.insured = [
            InsuredTold(i.number, i.name_ar if _.language == "ar" else i.name, _(i.shows))
            for i in insured_cards(here.query(self, "a"))
        ]
        entered = here.query(self, "persona")
        self.password = next((p.password for p in persona_cards() if p.identifier == entered), "")
        await self.read_messages()
        await self.read_app()

    @rx.event
    @public
    async def read_messages(self) -> None:
        """Look at the phone and the mailbox again."""
        if not settings().demo:
            return
        _ = here.words(self)
        self.messages = [
            MessageCard(
                m.destination,
                _.moment(m.created_at),
                m.subject,
                m.text,
                m.channel == "SMS",
                place < LATEST,
            )
            for place, m in enumerate(await demo_mailbox.messages(SHOWN))
        ]

    @rx.event
    @public
    async def read_app(self) -> None:
        """Look at the authenticator app again."""
        if not settings().demo:
            return
        found = await demo_authenticator.app_code(here.cookie(self, cookies.CHALLENGE))
        self.app_owner = found.identifier if found else ""
        self.app_code = found.code if found else ""
        self.app_seconds = found.seconds_left if found else 0
        self.app_token += 1


def _card(persona: PersonaLike, _: Translator) -> PersonaCard:
    return PersonaCard(persona.identifier, persona.password, persona.name, _(persona.shows))
