"""A hand-made client of the event socket: any name, any payload, any claimed page."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import socketio

STATE = "reflex___state____state"
HYDRATE = f"{STATE}.hydrate_and_load"
QUIET_SECONDS = 0.6


class Wire:
    """One socket to the portal."""

    def __init__(
        self, url: str, *, token: str | None = None, cookie: str = "", origin: str = ""
    ) -> None:
        """Prepare a socket with a client token, a `Cookie` header and an `Origin` header of one's choice."""
        self.url, self.token = url, token or str(uuid.uuid4())
        self.headers = {
            name: value for name, value in (("Cookie", cookie), ("Origin", origin)) if value
        }
        self.client = socketio.AsyncClient(reconnection=False)
        self.received: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.client.on("event", self._take, namespace="/_event")

    async def _take(self, data: Any) -> None:
        await self.received.put(json.loads(data) if isinstance(data, str) else data)

    async def open(self, page: str = "/fr") -> list[dict[str, Any]]:
        """Connect, hydrate as the browser does, and give back what came."""
        await self.client.connect(
            f"{self.url}?token={self.token}",
            transports=["websocket"],
            socketio_path="/_event",
            namespaces=["/_event"],
            headers=self.headers,
            auth={"event": {"name": HYDRATE, "router_data": _at(page)}, "state_schema": None},
        )
        return await self.drain()

    async def send(self, name: str, payload: Any = None, page: str = "/fr") -> list[dict[str, Any]]:
        """Send an event by its full name; what came back."""
        await self.client.emit(
            "event",
            {
                "name": name,
                "payload": payload if payload is not None else {},
                "router_data": _at(page),
            },
            namespace="/_event",
        )
        return await self.drain()

    async def drain(self) -> list[dict[str, Any]]:
        """Everything that arrives until it is quiet."""
        found: list[dict[str, Any]] = []
        while True:
            try:
                found.append(await asyncio.wait_for(self.received.get(), QUIET_SECONDS))
            except TimeoutError:
                return found

    async def close(self) -> None:
        """Hang up."""
        await self.client.disconnect()


def _at(page: str) -> dict[str, str]:
    return {"pathname": page.split("?")[0], "asPath": page}
