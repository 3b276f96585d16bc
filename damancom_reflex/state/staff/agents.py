"""The accounts of staff, where a supervisor takes away the authenticator of who has lost theirs."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Translator
from damancom_reflex.services import staff as accounts
from damancom_reflex.services.role_words import ROLES
from damancom_reflex.services.staff_list import StaffRow, staff_accounts
from damancom_reflex.state import here
from damancom_reflex.state.lists import StaffListMixin
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import actor, supervisor


@dataclass(frozen=True)
class AgentRow:
    """An account of staff, written out."""

    identifier: str
    name: str
    role: str
    place: str
    authenticator: str
    active: bool


class AgentsState(StaffListMixin, rx.State):
    """The table of the accounts, and the question before one begins anew."""

    rows: list[AgentRow] = []
    error: str = ""
    error_token: int = 0
    news: str = ""
    asked: str = ""

    @rx.event
    @supervisor
    async def load(self) -> None:
        """Open the page."""
        self.error = self.news = self.asked = ""
        await self._read()

    @rx.event
    @supervisor
    async def ask(self, identifier: str) -> None:
        """Ask before the authenticator of an account is taken away."""
        known = {row.identifier for row in self.rows}
        self.asked = identifier if identifier in known else ""

    @rx.event
    @supervisor
    async def cancel(self) -> None:
        """Leave it as it is."""
        self.asked = ""

    @rx.event
    @supervisor
    async def reset_authenticator(self) -> None:
        """Take it away; a link to begin anew leaves for its owner."""
        identifier, self.asked, self.error = self.asked, "", ""
        if not identifier:
            return
        _ = here.words(self)
        try:
            await accounts.reset_authenticator(identifier, actor())
        except DomainError as error:
            self.error, self.news = here.sentence_of(self, error), ""
            self.error_token += 1
            return
        self.news = _(
            "Un lien vient de partir par courriel vers {identifier} : nouveau mot de passe, puis nouvelle application.",
            identifier=_.ltr(identifier),
        )
        await self._read()

    async def _read(self) -> None:
        # The events of every table of staff are open to all of them; this table is not.
        if actor().role is not Role.SUPERVISOR:
            return
        _ = here.words(self)
        found = await staff_accounts(actor(), self.search, page=self.page)
        self._show_page(found, _)
        self.rows = [_written(row, _) for row in found.rows]


def _written(row: StaffRow, _: Translator) -> AgentRow:
    return AgentRow(
        identifier=row.identifier,
        name=row.display_name,
        role=_(ROLES[row.role]),
        place=row.place.name(_.language) if row.place else "–",
        authenticator=_("reliée") if row.enrolled else _("à relier"),
        active=row.active,
    )
