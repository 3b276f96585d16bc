"""The guard of every event: deny by default.

Every public method of a Reflex state can be called by any client, with any types, under any claimed page. So each
event goes through here first: known internal events by exact name, never `setvar`, no handler without an access marker,
session row, role. How many come at all is for `gate`. The state itself is bound to the browser's cookies: a stolen
client token finds an empty state.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final
from urllib.parse import urlencode

import reflex as rx
from reflex.app import App
from reflex.istate.manager import get_state_manager
from reflex.istate.manager.redis import StateManagerRedis
from reflex.istate.manager.token import BaseStateToken
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from damancom_reflex.services.actors import Actor
from damancom_reflex.services.limits import plain_address
from damancom_reflex.services.sessions import actor_of, was_closed
from damancom_reflex.store.accounts import Role
from damancom_reflex.web import access, cookies
from damancom_reflex.web.rate import Quiet
from damancom_reflex.web.requests import language_of_path

_ROOT: Final = "reflex___state____state"
_ON_LOAD: Final = f"{_ROOT}.reflex___state____on_load_internal_state"
INTERNAL: Final = frozenset(
    {
        f"{_ROOT}.hydrate",
        f"{_ROOT}.hydrate_and_load",
        f"{_ROOT}.set_is_hydrated",
        f"{_ON_LOAD}.on_load_internal",
        f"{_ON_LOAD}.set_is_hydrated",
        f"{_ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
    }
)
LONGEST_NAME: Final = 40
"""Letters of a handler's parameter."""


_quiet: Final = Quiet(__name__)


class Binding(rx.State):
    """Which session cookie this screen state belongs to; stays on the server."""

    _session: str = ""


class Guard(Middleware):
    """Deny-by-default middleware, first in line for every event."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let an event through (none) or answer in its place."""
        del app
        access.set_actor(None)
        if not _is_text(event.payload):
            _quiet.tell("event dropped", handler=event.name)
            return StateUpdate()
        jar = cookies.jar(state.router.headers.cookie)
        actor = await _actor(state, cookies.read(jar, cookies.SESSION))
        access.set_actor(actor)
        # Bound to the session's life, not to the cookie's text: a session that ended leaves nothing on screen.
        alive = str(actor.session_id) if actor else ""
        held = (cookies.read(jar, name) for name in (cookies.CHALLENGE, cookies.APPLICANT))
        await _bind(state, alive, *held)
        if event.name in INTERNAL:
            return None
        handler = _handler_of(event.name)
        if handler is None or not access.is_marked(handler):
            _quiet.tell("event refused", handler=event.name)
            return StateUpdate()
        return await _admit(state, actor, access.roles_of(handler))


def _is_text(payload: object) -> bool:
    """Whether a payload is values by name, and what was typed can be written down.

    Half an emoji cannot, and would stay in the state for good; what is no name would stand in the log as it came.
    """
    if not (isinstance(payload, dict) and all(map(_is_name, payload))):
        return False
    try:
        json.dumps(payload, ensure_ascii=False).encode()
    except (UnicodeEncodeError, TypeError, ValueError, RecursionError):
        return False
    return True


def _is_name(key: object) -> bool:
    return isinstance(key, str) and key.isidentifier() and len(key) <= LONGEST_NAME


def _handler_of(name: str) -> object | None:
    """The function behind an event; none for what nobody may call."""
    if name.endswith(".setvar"):
        return None
    registered = RegistrationContext.get().event_handlers.get(name)
    return registered.handler.fn if registered else None


async def _bind(state: BaseState, *held: str) -> None:
    """Empty the screen state when it belongs to another browser than the one that holds these cookies."""
    bound = hashlib.sha256("|".join(held).encode()).hexdigest()
    binding = await state.get_state(Binding)
    if binding._session == bound:  # noqa: SLF001 - ours, kept from the browser by its underscore
        return
    await _load_whole(state)
    state._get_root_state().reset()  # noqa: SLF001 - Reflex has no public way to empty a whole tree
    (await state.get_state(Binding))._session = bound  # noqa: SLF001 - ours, kept from the browser by its underscore


async def _load_whole(state: BaseState) -> None:
    """Bring the parts of a screen state that stayed in Redis: it gives what an event needs, the rest would remain."""
    manager = get_state_manager()
    if isinstance(manager, StateManagerRedis):
        root = type(state._get_root_state())  # noqa: SLF001 - Reflex has no public way to a whole tree
        token = BaseStateToken(ident=state.router.session.client_token, cls=root)
        await manager.get_state(token, for_state_instance=state)


async def _admit(
    state: BaseState, actor: Actor | None, roles: frozenset[Role] | None
) -> StateUpdate | None:
    """Let the actor through when its role is among `roles` (none: everybody), else say where to go."""
    if roles is None or (actor is not None and actor.role in roles):
        return None
    path = state.router.url.path
    language = language_of_path(path)
    if actor is not None:
        return _go(f"/{language}/acces-refuse")
    back = urlencode({"suite": f"{path}?{state.router.url.query}".rstrip("?")})
    why = await _why(cookies.read(state.router.headers.cookie, cookies.SESSION))
    return _go(f"/{language}/connexion?e={why}&{back}")


async def _why(cookie: str) -> str:
    """Why whoever holds this cookie must sign in; an event still under way when one signs out says nothing else."""
    if not cookie:
        return "sign_in_first"
    return "session_closed" if await was_closed(cookie) else "session_ended"


def _go(address: str) -> StateUpdate:
    return StateUpdate(events=Event.from_event_type(rx.redirect(address)))


async def _actor(state: BaseState, cookie: str) -> Actor | None:
    if not cookie:
        return None
    return await actor_of(cookie, plain_address(state.router.session.client_ip)[:45])
