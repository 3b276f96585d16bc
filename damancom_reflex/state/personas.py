"""The way from the screens to the demo's personas, which live in a room above: it registers them here at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from damancom_reflex.domain.enrolment.fields import IdentityKind


class PersonaLike(Protocol):
    """What a screen shows of a persona."""

    @property
    def identifier(self) -> str:
        """What to sign in with."""
        ...

    @property
    def password(self) -> str:
        """Shown, since nothing behind it is real."""
        ...

    @property
    def name(self) -> str:
        """Who it is."""
        ...

    @property
    def shows(self) -> str:
        """What entering as this one shows; a msgid."""
        ...


class EnrolmentLike(Protocol):
    """What a screen shows of an employer to try adhésion with."""

    @property
    def number(self) -> str:
        """Affiliation number to type."""
        ...

    @property
    def legal_name(self) -> str:
        """Company name."""
        ...

    @property
    def identity_kind(self) -> IdentityKind:
        """Document to choose."""
        ...

    @property
    def identity_number(self) -> str:
        """Number to type."""
        ...

    @property
    def shows(self) -> str:
        """What trying this one shows; a msgid."""
        ...


_personas: list[Callable[[], Sequence[PersonaLike]]] = []
_enrolments: list[Callable[[], Sequence[EnrolmentLike]]] = []


def provide(
    personas: Callable[[], Sequence[PersonaLike]],
    enrolments: Callable[[], Sequence[EnrolmentLike]],
) -> None:
    """Say where personas, and employers to try adhésion with, come from."""
    _personas[:], _enrolments[:] = [personas], [enrolments]


def persona_cards() -> Sequence[PersonaLike]:
    """The demo's personas; none when the demo room is not loaded."""
    return _personas[0]() if _personas else ()


def enrolment_cards() -> Sequence[EnrolmentLike]:
    """The demo's employers to try adhésion with; none when the demo room is not loaded."""
    return _enrolments[0]() if _enrolments else ()
