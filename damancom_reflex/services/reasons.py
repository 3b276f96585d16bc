"""Reasons on file that an officer gives with a decision, and the officer's own words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damancom_reflex.rules import Reason
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.kept import kept

LONGEST_NOTE: Final = 500
"""Characters of an officer's own words."""


def on_file(reason: str, known: Mapping[str, Reason]) -> None:
    """Refuse a code that is not one of a list.

    Raises:
        Refused: `reason_unknown` (`reasons`).
    """
    if reason not in known:
        raise Refused("reason_unknown", reasons=", ".join(known))


def own_words(note: str) -> str:
    """What a row keeps of an officer's own words."""
    return kept(note.strip(), LONGEST_NOTE)
