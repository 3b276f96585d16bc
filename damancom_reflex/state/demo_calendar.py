"""The demo's calendar on screen: the business day, and what moving it on brought. Empty outside the demo."""

from __future__ import annotations

from typing import Final

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Translator
from damancom_reflex.services import demo_calendar
from damancom_reflex.services.demo_calendar import Moved, Step
from damancom_reflex.settings import settings
from damancom_reflex.state import here
from damancom_reflex.web.access import public

STEPS: Final = frozenset(Step)


class CalendarState(rx.State):
    """The business day, and what was done on the way to it."""

    day: str = ""
    brought: list[str] = []
    refused: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Show the business day, in demo only."""
        self.day, self.brought, self.refused = "", [], ""
        if settings().demo:
            self.day = here.words(self).day(await demo_calendar.today())

    @rx.event
    @public
    async def move(self, step: str) -> None:
        """Move the calendar on, and tell what was due; nothing outside the demo, whose service refuses."""
        self.brought, self.refused = [], ""
        if not settings().demo or step not in STEPS:
            return
        try:
            moved = await demo_calendar.move(Step(step))
        except DomainError as error:
            self.refused = here.sentence_of(self, error)
            return
        _ = here.words(self)
        self.day = _.day(moved.day)
        self.brought = brought(moved, _)


def brought(moved: Moved, _: Translator) -> list[str]:
    """What was due, a sentence for each kind of thing; one sentence when it was nothing."""
    done = moved.done
    expired = done.enrolments_expired + done.enrolment_drafts_expired
    told = [
        (
            moved.signed_off,
            _.plural(
                "{n} fichier de prélèvements remis à la banque",
                "{n} fichiers de prélèvements remis à la banque",
                moved.signed_off,
            ),
        ),
        (
            done.debits_collected,
            _.plural(
                "{n} prélèvement encaissé", "{n} prélèvements encaissés", done.debits_collected
            ),
        ),
        (
            done.reminded,
            _.plural("{n} rappel de garanties", "{n} rappels de garanties", done.reminded),
        ),
        (
            done.expired,
            _.plural(
                "{n} demande de remise expirée", "{n} demandes de remise expirées", done.expired
            ),
        ),
        (
            expired,
            _.plural("{n} demande d'adhésion expirée", "{n} demandes d'adhésion expirées", expired),
        ),
    ]
    return [sentence for number, sentence in told if number] or [_("Rien n'était dû.")]
