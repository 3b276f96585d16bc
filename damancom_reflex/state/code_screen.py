"""What a screen shows of a one-time code on its way: where it went, which message counts, how long it lives."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from damancom_reflex import clock
from damancom_reflex.services.challenges import ChallengeView
from damancom_reflex.state import here


@dataclass(frozen=True)
class CodeScreen:
    """A code screen's facts; times are seconds from now, so that the browser's clock does not matter."""

    sent: bool = False
    waiting: str = ""
    prefix: str = ""
    destination: str = ""
    by_email: bool = False
    seconds_left: int = 0
    resend_in: int = 0
    tries: str = ""
    may_email: bool = False
    locked: str = ""
    token: str = ""


def seconds_to(moment: datetime | None) -> int:
    """Whole seconds until a moment, 0 once it is past."""
    return max(0, math.ceil((moment - clock.now()).total_seconds())) if moment else 0


def locked_sentence(state: rx.State, until: datetime | None) -> str:
    """Until when tries are blocked; empty when they are not."""
    if until is None or until <= clock.now():
        return ""
    _ = here.words(state)
    return _("Trop d'essais : l'accès est bloqué jusqu'au {until}.", until=_.ltr(_.moment(until)))


def code_screen(view: ChallengeView, state: rx.State) -> CodeScreen:
    """The screen of a challenge, in the language in view."""
    _ = here.words(state)
    return CodeScreen(
        sent=view.sent,
        waiting=_(
            "Aucun code n'a été envoyé : ce destinataire vient d'en recevoir un, ou en a déjà reçu trop. "
            "Vous pourrez en demander un autre après le {until}, ou le recevoir par courriel.",
            until=_.ltr(_.moment(view.resend_at)),
        ),
        prefix=view.prefix,
        destination=view.destination_shown,
        by_email=view.channel == "EMAIL",
        seconds_left=seconds_to(view.expires_at),
        resend_in=seconds_to(view.resend_at),
        tries=_.plural("Il reste {n} essai.", "Il reste {n} essais.", view.tries_left),
        may_email=view.other_channel_offered,
        locked=locked_sentence(state, view.locked_until),
        token=f"{view.prefix}{view.expires_at.timestamp()}",
    )
