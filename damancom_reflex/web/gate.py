"""The gate of the event socket: what a client sends is counted and cut to size before anything of it is kept.

Reflex puts an event's address into the screen state, and a malformed event into the log, before any middleware sees it.
So what may come in is decided here: how many events a client and an address may send, and which parts of one are taken.
What is dropped leaves nothing behind.
"""

from __future__ import annotations

from typing import Any, Final

from reflex.app import EventNamespace
from reflex_base import constants

from damancom_reflex.services.limits import home
from damancom_reflex.web.rate import Bucket, Quiet

# A person dragging a slider sends some twenty events a second; a script sends thousands.
EVENTS_PER_SECOND: Final = 40.0
EVENTS_AT_ONCE: Final = 120.0
# An office behind one address has many people; a script opens many sockets.
EVENTS_PER_SECOND_OF_ADDRESS: Final = 200.0
EVENTS_AT_ONCE_OF_ADDRESS: Final = 800.0

LONGEST_PATH: Final = 300
LONGEST_ADDRESS: Final = 4_000
"""Characters of a page's address: several searched words in Arabic, each letter written as six."""

LONGEST_NAME: Final = 300
"""Characters of an event's name."""


class Gate(EventNamespace):
    """Reflex's own way in, behind ours."""

    def __init__(self, namespace: str, app: Any) -> None:  # noqa: ANN401 - Reflex's application, which makes us
        """Start with nobody counted."""
        super().__init__(namespace, app)
        self.room = Room()
        self.quiet = Quiet(__name__)

    async def on_event(self, sid: str, data: object) -> None:
        """Take an event in, as far as a browser sends such; drop any other."""
        token, socket = self.sid_to_token.get(sid), self._static_router_data.get(sid)
        if token is None or socket is None:
            self.quiet.tell("event of no client")
        elif not self.room.takes(token, home(socket[constants.RouteVar.CLIENT_IP])):
            self.quiet.tell("event dropped")
        elif (event := plain_event(data)) is None:
            self.quiet.tell("event malformed")
        else:
            await super().on_event(sid, event)


class Room:
    """How many events one client, and one address, may send."""

    def __init__(self) -> None:
        """Start empty."""
        self.of_client = Bucket(EVENTS_PER_SECOND, EVENTS_AT_ONCE)
        self.of_address = Bucket(EVENTS_PER_SECOND_OF_ADDRESS, EVENTS_AT_ONCE_OF_ADDRESS)

    def takes(self, token: str, where: str) -> bool:
        """Whether one more event of a client at an address is taken."""
        # The socket pays first: one that floods costs its neighbours no more than its own share.
        return self.of_client.take(token) and self.of_address.take(where)


def plain_event(data: object) -> dict[str, Any] | None:
    """The parts of an event that a browser of ours sends, none longer than it needs; None for what is no event."""
    if not isinstance(data, dict):
        return None
    name, payload, at = data.get("name"), data.get("payload", {}), data.get("router_data", {})
    if not (isinstance(name, str) and len(name) <= LONGEST_NAME and isinstance(at, dict)):
        return None
    if not at:
        return {"name": name, "payload": payload}
    path, address = at.get("pathname", ""), at.get("asPath", "")
    if not (isinstance(path, str) and isinstance(address, str) and len(path) <= LONGEST_PATH):
        return None
    # What stands behind the « ? » is read out of the address: Reflex's second copy of it is left out.
    address = address if len(address) <= LONGEST_ADDRESS else path
    return {
        "name": name,
        "payload": payload,
        "router_data": {"pathname": path, "asPath": address},
    }
