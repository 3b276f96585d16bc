"""What every decision from the command line has in common: it is run, and answered on one line."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from damancom_reflex.commands.one_line import quote, refuse, write
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services.reasons import LONGEST_NOTE
from damancom_reflex.store.engine import dispose

Given = TypeVar("Given")

_SAID: Final = {
    "impossible_transition": "{reference} is {before}: it cannot become {after}",
    "reason_unknown": "the reason is one of {reasons}",
    "note_missing": "that reason says nothing by itself: say why with --note",
}


def decide(reference: str, doing: Coroutine[Any, Any, Given], said: Mapping[str, str]) -> Given:
    """Run a decision; what it gives, or exit code 2 and one line when it cannot be.

    Args:
        reference: as it was typed.
        doing: the service's decision.
        said: the line for each error of this kind of request, by its code; `{reference}` and the error's own places
            are filled.
    """
    try:
        return asyncio.run(_closed_after(doing))
    except DomainError as error:
        line = {**_SAID, **said}.get(error.code, str(error).replace("{", "{{").replace("}", "}}"))
        refuse(line.format(**{**error.params, "reference": quote(reference)}))


class Decisions(Protocol):
    """The services that refuse a kind of request and give it back: their module."""

    async def refuse(self, reference: str, actor_name: str, reason: str, note: str) -> None:
        """Refuse for a reason on file."""
        ...

    async def request_correction(
        self, reference: str, actor_name: str, reason: str, note: str
    ) -> None:
        """Give it back to be corrected."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one kind of request is decided on from the command line.

    Attributes:
        actor: who decides, in the audit trail: nobody has signed in here.
        decisions: the services that decide with a reason.
        said: the line for each error of this kind of request, as for `decide`.
    """

    actor: str
    decisions: Decisions
    said: Mapping[str, str]

    def decide(self, reference: str, doing: Coroutine[Any, Any, Given]) -> Given:
        """Run a decision; what it gives, or exit code 2 and one line when it cannot be."""
        return decide(reference, doing, self.said)

    def turn_down(self, reference: str, reason: str, note: str) -> None:
        """Refuse for a reason on file; exit code 2 and one line when it cannot be."""
        check_note(note)
        self.decide(reference, self.decisions.refuse(reference, self.actor, reason, note))
        write(f"{shown(reference)}: refused")

    def request_correction(self, reference: str, reason: str, note: str) -> None:
        """Give it back to be corrected; exit code 2 and one line when it cannot be."""
        check_note(note)
        giving = self.decisions.request_correction(reference, self.actor, reason, note)
        self.decide(reference, giving)
        write(f"{shown(reference)}: correction requested")


async def _closed_after(doing: Coroutine[Any, Any, Given]) -> Given:
    try:
        return await doing
    finally:
        await dispose()


def check_note(note: str) -> None:
    """A note is never cut without a word."""
    if len(note) > LONGEST_NOTE:
        refuse(f"--note has {LONGEST_NOTE} characters at most, not {len(note)}")


def shown(reference: str) -> str:
    """A reference as it is answered with."""
    return reference.strip().upper()
