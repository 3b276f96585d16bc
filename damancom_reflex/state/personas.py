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
    def staff(self) -> bool:
        """Whether they sign in at the staff's door."""
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


class InsuredLike(Protocol):
    """What a screen shows of an employee to try IPE with."""

    @property
    def affiliate(self) -> str:
        """Affiliation number in whose list to look."""
        ...

    @property
    def number(self) -> str:
        """Immatriculation."""
        ...

    @property
    def name(self) -> str:
        """First name and surname."""
        ...

    @property
    def name_ar(self) -> str:
        """The name in Arabic letters."""
        ...

    @property
    def shows(self) -> str:
        """What trying this one shows; a msgid."""
        ...


_personas: list[Callable[[], Sequence[PersonaLike]]] = []
_enrolments: list[Callable[[], Sequence[EnrolmentLike]]] = []
_insured: list[Callable[[], Sequence[InsuredLike]]] = []


def provide(
    personas: Callable[[], Sequence[PersonaLike]],
    enrolments: Callable[[], Sequence[EnrolmentLike]],
    insured: Callable[[], Sequence[InsuredLike]],
) -> None:
    """Say where personas, employers to try adhésion with, and employees to try IPE with, come from."""
    _personas[:], _enrolments[:], _insured[:] = [personas], [enrolments], [insured]


def persona_cards() -> Sequence[PersonaLike]:
    """The demo's personas; none when the demo room is not loaded."""
    return _personas[0]() if _personas else ()


def enrolment_cards() -> Sequence[EnrolmentLike]:
    """The demo's employers to try adhésion with; none when the demo room is not loaded."""
    return _enrolments[0]() if _enrolments else ()


def insured_cards(affiliate: str) -> Sequence[InsuredLike]:
    """The demo's employees to try IPE with in an affiliate's list; none when the demo room is not loaded."""
    cards = _insured[0]() if _insured else ()
    return [card for card in cards if card.affiliate == affiliate]
