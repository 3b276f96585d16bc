"""The entry of the staff's space: who I am, and where."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.services.role_words import ROLES
from damancom_reflex.services.staff_space import space
from damancom_reflex.state import here
from damancom_reflex.state.messages_language import MessagesLanguageState
from damancom_reflex.state.staff.words import DUTIES
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import actor, staff

FEW = 3
"""Backup codes under which it is time to make others."""


class StaffSpaceState(rx.State):
    """What the entry page shows."""

    ready: bool = False
    role: str = ""
    duty: str = ""
    place: str = ""
    place_address: str = ""
    codes_said: str = ""
    few_codes: bool = False
    supervisor: bool = False

    @rx.event
    @staff
    async def load(self) -> None:
        """Open the space; the guard sends visitors to sign in and employers away."""
        found = await space(actor())
        _ = here.words(self)
        self.role, self.duty = _(ROLES[found.role]), _(DUTIES[found.role])
        self.place = found.place.name(_.language) if found.place else ""
        self.place_address = found.place.address(_.language) if found.place else ""
        self.few_codes = found.backup_codes < FEW
        self.codes_said = _.plural(
            "Il vous reste {n} code de secours.",
            "Il vous reste {n} codes de secours.",
            found.backup_codes,
        )
        self.supervisor = found.role is Role.SUPERVISOR
        (await self.get_state(MessagesLanguageState))._open()
        self.ready = True
