"""What every decision from the command line has in common: it is run, and answered on one line."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, Final, TypeVar

from damancom_reflex.commands.one_line import quote, refuse
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services.reasons import LONGEST_NOTE
from damancom_reflex.store.engine import dispose

Given = TypeVar("Given")

_SAID: Final = {
    "impossible_transition": "{reference} is {before}: it cannot become {after}",
    "reason_unknown": "the reason is one of {reasons}",
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
