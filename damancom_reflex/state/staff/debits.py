"""The files of debits on a supervisor's screen: produced, taken away, counted and signed off by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import reflex as rx

from damancom_reflex.domain.counts import parse_count
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.money import parse_amount
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import debit_desk
from damancom_reflex.services.trail_words import who
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import Line
from damancom_reflex.state.format import mad
from damancom_reflex.state.lists import SupervisorListMixin
from damancom_reflex.state.staff.debit_lines import FileLine, WaitingLine, file_line, waiting_line
from damancom_reflex.state.typed import TypedForm
from damancom_reflex.web.access import actor, supervisor

READERS: Final[dict[str, Callable[[str], int]]] = {"debits": parse_count, "total": parse_amount}
"""The fields, and how each is read."""

LONGEST: Final = 40


class DebitsState(TypedForm, SupervisorListMixin, rx.State):
    """What waits, the table of files, and the form of the one that is being counted."""

    waiting: list[WaitingLine] = []
    rows: list[FileLine] = []
    next_day: str = ""
    chosen: str = ""
    """Number of the file that is being counted; empty for none."""
    said: list[Line] = []
    asking: bool = False
    news: str = ""
    done: int = 0
    """Rises with each act, which is then told."""
    back: int = 0
    """Rises when the form is left, and the focus goes back to the table."""
    typed: dict[str, str] = dict.fromkeys(READERS, "")
    errors: dict[str, str] = dict.fromkeys(READERS, "")

    @rx.event
    @supervisor
    async def load(self) -> None:
        """Open the page; a count that was begun stays as it was typed, unless somebody signed the file off since."""
        self.asking, self.news = False, ""
        self._clear()
        await self._read()
        if any(row.number == self.chosen and not row.to_sign for row in self.rows):
            self.chosen, self.typed = "", self._blank()

    @rx.event
    @supervisor
    async def produce(self, day: str) -> None:
        """Produce the files of a day; of one that has them already, show these."""
        self.news = ""
        self._clear()
        try:
            batch = await debit_desk.produce(actor(), date.fromisoformat(str(day)))
        except ValueError:
            return
        except DomainError as error:
            self._tell(error)
        else:
            self.page = 1
            self._tell_produced(batch.number, ours=batch.produced_by == actor().name)
        await self._read()

    @rx.event
    @supervisor
    async def choose(self, number: str) -> None:
        """Begin to count a file."""
        self.asking, self.news = False, ""
        self._clear()
        known = [row.number for row in self.rows if row.to_sign]
        if number in known and number != self.chosen:
            self.chosen, self.typed = number, self._blank()

    @rx.event
    @supervisor
    async def leave(self) -> None:
        """Leave the count."""
        self.chosen, self.typed = "", self._blank()
        self.asking = False
        self.back += 1
        self._clear()

    @rx.event
    @supervisor
    async def type_field(self, name: str, text: str) -> None:
        """Keep what is typed."""
        if name in tuple(READERS):
            self.typed = {**self.typed, name: str(text)[:LONGEST]}
            self._mend(name)

    @rx.event
    @supervisor
    async def ask(self) -> None:
        """Ask before the file is signed off, when what was typed can be read."""
        self.news = ""
        self._clear()
        counted = self._counted()
        if counted is None:
            return
        _ = here.words(self)
        self.said = [
            Line(_("Prélèvements comptés"), str(counted["debits"]), code=True),
            Line(_("Total compté"), mad(counted["total"]), code=True),
        ]
        self.asking = True

    @rx.event
    @supervisor
    async def close(self) -> None:
        """Close the question."""
        self.asking = False

    @rx.event
    @supervisor
    async def confirm(self) -> None:
        """Sign the file off for what was counted."""
        self.asking = False
        self._clear()
        counted = self._counted()
        if counted is None:
            return
        try:
            batch = await debit_desk.sign_off(actor(), self.chosen, **counted)
        except DomainError as error:
            self._tell_refused(error)
        else:
            _ = here.words(self)
            self.chosen, self.typed = "", self._blank()
            self.news = _(
                "Le fichier {number} est visé : il peut partir à la banque.",
                number=_.ltr(batch.number),
            )
            self.done += 1
        await self._read()

    def _blank(self) -> dict[str, str]:
        return dict.fromkeys(READERS, "")

    def _counted(self) -> dict[str, int] | None:
        """What was counted; none when there is nothing to count, or when it cannot be read, which is then told."""
        found: dict[str, int] = {}
        problems: dict[str, DomainError] = {}
        for name, reads in READERS.items():
            try:
                found[name] = reads(self.typed[name])
            except DomainError as error:
                problems[name] = error
        if problems and self.chosen:
            self._tell_problems(problems)
        return None if problems or not self.chosen else found

    def _tell_produced(self, number: str, *, ours: bool) -> None:
        _ = here.words(self)
        self.news = (
            _(
                "Le fichier {number} est produit : une autre personne doit maintenant le viser.",
                number=_.ltr(number),
            )
            if ours
            else _("Le fichier {number} était déjà produit : le voici.", number=_.ltr(number))
        )
        self.done += 1

    def _tell_refused(self, error: DomainError) -> None:
        """Say why a file is not signed off; what was typed stays."""
        if error.code == "count_differs":
            # Of the two figures, which one differs is not told: it is a check.
            self._tell_problems({"debits": error})
        elif error.code == "debit_file_signed_off":
            by, name = str(error.params["by"]), str(error.params["name"])
            self._tell(Refused(error.code, by=who(by, name, here.words(self))))
        else:
            self._tell(error)

    async def _read(self) -> None:
        found = await debit_desk.overview(actor(), self.page)
        _ = here.words(self)
        self._show_page(found.files, _)
        self.waiting = [waiting_line(day, _) for day in found.waiting]
        self.rows = [file_line(row, _) for row in found.files.rows]
        self.next_day = _.day(found.next_day)
