"""The way from the screens to the demo's personas, which live in a room above: it registers them here at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


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


_source: list[Callable[[], Sequence[PersonaLike]]] = []


def provide(personas: Callable[[], Sequence[PersonaLike]]) -> None:
    """Say where personas come from."""
    _source[:] = [personas]


def persona_cards() -> Sequence[PersonaLike]:
    """The demo's personas; none when the demo room is not loaded."""
    return _source[0]() if _source else ()
