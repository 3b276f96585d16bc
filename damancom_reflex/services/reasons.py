"""Reasons on file that an officer gives with a decision, and the officer's own words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damancom_reflex.rules import Reason
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.kept import kept

LONGEST_NOTE: Final = 500
"""Characters of an officer's own words."""


def on_file(reason: str, known: Mapping[str, Reason], note: str) -> None:
    """Refuse a code that is not one of a list, and one that says nothing by itself without a word beside it.

    Raises:
        Refused: `reason_unknown` (`reasons`), `note_missing`.
    """
    if reason not in known:
        raise Refused("reason_unknown", reasons=", ".join(known))
    if known[reason].in_own_words and not own_words(note):
        raise Refused("note_missing")


def own_words(note: str) -> str:
    """What a row keeps of an officer's own words."""
    return kept(note.strip(), LONGEST_NOTE)
