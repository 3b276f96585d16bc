"""How many event sockets one address may open: each leaves a screen state behind for half an hour."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from damancom_reflex.services.limits import home
from damancom_reflex.web.rate import Bucket, Quiet
from damancom_reflex.web.requests import address_of

OPEN: Final = 600
"""Sockets open at once: a large office, or many phones behind one address of their network."""

OPENED_PER_SECOND: Final = 5.0
OPENED_AT_ONCE: Final = 600.0
"""Sockets opened one after another; at some 40 kB each, what they leave stays below 400 MB."""

LONGEST_QUERY: Final = 300
TRY_AGAIN_LATER: Final = 1013


class Sockets:
    """ASGI wrapper that refuses the sockets of an address that has too many."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`, with nobody counted."""
        self.app = app
        self.open: Counter[str] = Counter()
        self.opened = Bucket(OPENED_PER_SECOND, OPENED_AT_ONCE)
        self.quiet = Quiet(__name__)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on, or close it before it is open."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        where = home(address_of(HTTPConnection(scope)))
        if not self._has_room(where) or len(scope["query_string"]) > LONGEST_QUERY:
            self.quiet.tell("socket refused")
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self.open[where] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[where] -= 1
            if not self.open[where]:
                del self.open[where]

    def _has_room(self, where: str) -> bool:
        return self.open[where] < OPEN and self.opened.take(where)
