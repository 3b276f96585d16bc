"""Access markers: every event handler says who may call it; the guard refuses those that say nothing.

    @rx.event
    @employer
    async def load(self): ...

A marker sits below `@rx.event`, on the function itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final, TypeVar

from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Role

Handler = TypeVar("Handler", bound=Callable[..., object])

ACCESS: Final = "__access__"
EVERYBODY: Final[frozenset[Role]] = frozenset(Role)
EMPLOYERS: Final = frozenset({Role.EMPLOYER, Role.DELEGATE})
STAFF: Final = EVERYBODY - EMPLOYERS
SUPERVISORS: Final = frozenset({Role.SUPERVISOR})

# The guard puts the actor of the event here; the handler runs in the same task.
_current: ContextVar[Actor | None] = ContextVar("damancom_actor", default=None)


def _marker(roles: frozenset[Role] | None) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        setattr(handler, ACCESS, roles)
        return handler

    return mark


public: Final = _marker(None)
signed_in: Final = _marker(EVERYBODY)
employer: Final = _marker(EMPLOYERS)
staff: Final = _marker(STAFF)
supervisor: Final = _marker(SUPERVISORS)


def is_marked(handler: object) -> bool:
    """Whether a handler says who may call it."""
    return hasattr(handler, ACCESS)


def roles_of(handler: object) -> frozenset[Role] | None:
    """Roles that may call a marked handler; none means everybody, signed in or not."""
    return getattr(handler, ACCESS)


def set_actor(actor: Actor | None) -> None:
    """Say who caused the event that is being handled."""
    _current.set(actor)


def current_actor() -> Actor | None:
    """Who caused the event that is being handled; none for a visitor."""
    return _current.get()


def actor() -> Actor:
    """The signed-in actor of this event.

    Raises:
        PermissionError: when a handler that is open to visitors asks for one.
    """
    found = _current.get()
    if found is None:
        raise PermissionError("no signed-in actor on this event")
    return found
