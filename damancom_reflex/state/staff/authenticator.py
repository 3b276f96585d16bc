"""Enrolment of an authenticator, and backup codes, as their screens show them."""

from __future__ import annotations

from typing import Final

import reflex as rx
import segno

from damancom_reflex.services import authenticator_setup, backup_codes
from damancom_reflex.state import here
from damancom_reflex.web import cookies
from damancom_reflex.web.access import actor, public, staff

_INK: Final = "#1c2420"
_PAPER: Final = "#ffffff"


class AuthenticatorState(rx.State):
    """What to put into an app: a secret, shown to whoever holds the key of the enrolment."""

    ready: bool = False
    error: str = ""
    error_token: int = 0
    identifier: str = ""
    display_name: str = ""
    secret: str = ""
    qr: str = ""

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the page; to the sign-in page when its key opens nothing any more."""
        found = await authenticator_setup.setup(here.cookie(self, cookies.CHALLENGE))
        if found is None:
            self.reset()
            return rx.redirect(here.page_address(self, "connexion/equipe", e="setup_over"))
        self.identifier, self.display_name = found.identifier, found.display_name
        self.secret, self.qr = found.secret, _drawn(found.uri)
        self.error = here.answer(self)
        self.error_token += 1
        self.ready = True
        return None


class BackupCodesState(rx.State):
    """Ten codes, on the screen once."""

    ready: bool = False
    news: str = ""
    left: int = 0
    left_said: str = ""
    codes: list[str] = []
    shown: int = 0

    @rx.event
    @staff
    async def load(self) -> None:
        """Open the page: how many codes are left, never which."""
        self.news = here.answer(self)
        self.codes = []
        await self._count()
        self.ready = True

    @rx.event
    @staff
    async def renew(self) -> None:
        """Make ten codes and show them; those of before die."""
        self.news = ""
        self.codes = list(await backup_codes.renew(actor()))
        self.shown += 1
        await self._count()

    async def _count(self) -> None:
        _ = here.words(self)
        self.left = await backup_codes.left(actor().account_id)
        self.left_said = _.plural(
            "Il vous reste {n} code de secours.", "Il vous reste {n} codes de secours.", self.left
        )


def _drawn(uri: str) -> str:
    """A QR as an address that an image takes; dark on white in every theme, or cameras do not read it."""
    code = segno.make(uri, error="m", micro=False)
    return code.svg_data_uri(scale=6, border=4, dark=_INK, light=_PAPER)
