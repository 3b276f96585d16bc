"""The signed-in home: which space this account has."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.web.access import EMPLOYERS, actor, signed_in


class EspaceState(rx.State):
    """Employer's space or staff's, by role."""

    ready: bool = False
    staff: bool = False

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Open the space; a visitor is sent to sign in by the guard."""
        self.staff = actor().role not in EMPLOYERS
        self.ready = True
