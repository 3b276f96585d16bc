"""What every form that is kept as it is typed has in common: fields, what of them does not stand, when it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.sentences import sentence
from damancom_reflex.state import here


@dataclass(frozen=True)
class Problem:
    """A field that does not stand: its id on the page, and why."""

    field: str
    sentence: str


class TypedForm(rx.State, mixin=True):
    """A form in view; whoever uses it says which fields it has."""

    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    problems: list[Problem] = []
    saved: str = ""
    elsewhere: str = ""
    elsewhere_token: int = 0
    error: str = ""
    error_token: int = 0
    _version: int = -1

    if TYPE_CHECKING:

        def _blank(self) -> dict[str, str]:
            """Every field of the form, with nothing in it; whoever uses this has it."""
            ...

    def _tell_saved(self, moment: datetime) -> None:
        _ = here.words(self)
        self.saved = _("Enregistré à {time}.", time=_.ltr(_.time(moment)))

    def _tell_elsewhere(self, error: DomainError) -> None:
        """Say that another tab changed the form; the same change again does not take the focus from who types on."""
        _ = here.words(self)
        moment = error.params.get("saved_at")
        before = self.elsewhere
        self.elsewhere = _(
            "Ce dossier a été modifié dans un autre onglet à {time}. Rien de ce que vous voyez ici n'est effacé.",
            time=_.ltr(_.time(moment)) if isinstance(moment, datetime) else "…",
        )
        self.elsewhere_token += self.elsewhere != before

    def _tell_problems(self, found: Mapping[str, DomainError]) -> None:
        """Say beside each field, and above them all, what does not stand."""
        _ = here.words(self)
        blank = self._blank()
        said = {
            name: sentence(error.code, _, **error.params)
            for name, error in found.items()
            if name in blank
        }
        self.errors = {**blank, **said}
        self.problems = [Problem(name, text) for name, text in said.items()]
        self.error = _.plural(
            "Il y a {n} réponse à corriger.", "Il y a {n} réponses à corriger.", len(said)
        )
        self.error_token += 1

    def _mend(self, name: str) -> None:
        """Take a field's refusal off the screen."""
        if not self.errors.get(name):
            return
        self.errors = {**self.errors, name: ""}
        self.problems = [problem for problem in self.problems if problem.field != name]
        if not self.problems:
            self.error = ""

    def _tell(self, error: DomainError) -> None:
        """Say above the page why a service refused."""
        self.error = here.sentence_of(self, error)
        self.error_token += 1

    def _clear(self) -> None:
        self.error, self.problems, self.errors = "", [], self._blank()
