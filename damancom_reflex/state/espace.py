"""The signed-in home: which space this account has."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.state import here
from damancom_reflex.state.messages_language import MessagesLanguageState
from damancom_reflex.web.access import EMPLOYERS, actor, signed_in


class EspaceState(rx.State):
    """The employer's space; an officer is led to their own."""

    ready: bool = False

    @rx.event
    @signed_in
    async def load(self) -> rx.event.EventSpec | None:
        """Open the space; a visitor is sent to sign in by the guard."""
        if actor().role not in EMPLOYERS:
            return rx.redirect(here.page_address(self, "equipe"))
        (await self.get_state(MessagesLanguageState))._open()
        self.ready = True
        return None
