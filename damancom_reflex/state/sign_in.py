"""Sign-in screens: what the code page shows, and the sentence that answers a refused post."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from damancom_reflex import clock
from damancom_reflex.sentences import sentence
from damancom_reflex.services import passwords, sign_in
from damancom_reflex.services.sign_in import ChallengeView
from damancom_reflex.state import here
from damancom_reflex.web import cookies
from damancom_reflex.web.access import public

# Answers that are news, not errors.
GOOD_NEWS = frozenset({"sign_in_first", "signed_out", "password_set", "sessions_closed"})


@dataclass(frozen=True)
class CodeScreen:
    """The code page's facts; times are seconds from now, so that the browser's clock does not matter."""

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


class SignInState(rx.State):
    """What the sign-in pages show besides their prerendered text."""

    ready: bool = False
    error: str = ""
    news: str = ""
    error_token: int = 0
    back_to: str = ""
    screen: CodeScreen = CodeScreen()

    @rx.event
    @public
    async def load(self) -> None:
        """Open a sign-in page: say what the last post answered."""
        self._answer()
        self.back_to = here.query(self, "suite")
        if here.query(self, "envoye"):
            _ = here.words(self)
            self.news = _("Un nouveau code vient de partir. Seul le dernier code reçu compte.")
        self.ready = True

    @rx.event
    @public
    async def load_code(self) -> rx.event.EventSpec | None:
        """Open the code page: back to the first page when there is nothing to answer."""
        found = await sign_in.challenge(here.cookie(self, cookies.CHALLENGE))
        if found is None:
            return rx.redirect(
                here.page_address(self, "connexion", e=here.query(self, "e") or "challenge_unknown")
            )
        self.screen = _code_screen(found, self)
        await self.load()
        return None

    def _answer(self) -> None:
        text = here.answer(self)
        good = here.query(self, "e") in GOOD_NEWS
        self.news, self.error = (text, "") if good else ("", text)
        self.error_token += 1


def _seconds_to(moment: datetime | None) -> int:
    return max(0, math.ceil((moment - clock.now()).total_seconds())) if moment else 0


def _code_screen(view: ChallengeView, state: rx.State) -> CodeScreen:
    _ = here.words(state)
    locked = view.locked_until and view.locked_until > clock.now()
    return CodeScreen(
        sent=view.sent,
        waiting=_(
            "Aucun code n'est parti : il en est déjà parti un, ou trop, vers ce destinataire. "
            "Vous pourrez en demander un autre après le {until}, ou le recevoir par courriel.",
            until=_.ltr(_.moment(view.resend_at)),
        ),
        prefix=view.prefix,
        destination=view.destination_shown,
        by_email=view.channel == "EMAIL",
        seconds_left=_seconds_to(view.expires_at),
        resend_in=_seconds_to(view.resend_at),
        tries=_.plural("Il reste {n} essai.", "Il reste {n} essais.", view.tries_left),
        may_email=view.other_channel_offered,
        locked=_(
            "Trop d'essais : l'accès est bloqué jusqu'au {until}.",
            until=_.ltr(_.moment(view.locked_until)),
        )
        if locked and view.locked_until
        else "",
        token=f"{view.prefix}{view.expires_at.timestamp()}",
    )


class PasswordState(rx.State):
    """Forgotten and new password pages, and the page that closes every session."""

    ready: bool = False
    asked: bool = False
    error: str = ""
    error_token: int = 0
    link_problem: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Open one of these pages: say what the last post answered."""
        self.error = here.answer(self)
        self.error_token += 1
        self.asked = bool(here.query(self, "envoye"))
        self.ready = True

    @rx.event
    @public
    async def load_link(self) -> None:
        """Open the new-password page: say at once when its link is no longer good."""
        state = await passwords.link_state(here.cookie(self, cookies.LINK))
        self.link_problem = "" if state == "ok" else sentence(f"link_{state}", here.words(self))
        await self.load()
