"""Who is signed in, as far as the header of a page needs to know."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.web.access import current_actor, public


class SessionState(rx.State):
    """Name of the account in view; a courtesy for the screen, never a proof."""

    signed_in: bool = False
    display_name: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Fill the header when a page opens."""
        actor = current_actor()
        self.signed_in = actor is not None
        self.display_name = actor.display_name if actor else ""
