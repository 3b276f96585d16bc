"""A hand-made client of the event socket: any name, any payload, any claimed page, any bytes."""

from __future__ import annotations

import asyncio
import itertools
import json
import uuid
from types import TracebackType
from typing import Any, Self

import aiohttp

STATE = "reflex___state____state"
OURS = f"{STATE}.damancom_reflex___state___"
HYDRATE = f"{STATE}.hydrate_and_load"
ON_LOAD = f"{STATE}.reflex___state____on_load_internal_state.on_load_internal"
SESSION_LOAD = f"{OURS}session____session_state.load"
NAMESPACE = "/_event"
QUIET_SECONDS = 0.15
FIRST_SECONDS = 2.0
HYDRATE_SECONDS = 3.0
EVENT = f"42{NAMESPACE},"

_addresses = itertools.count(1)


class NoSocketError(Exception):
    """The portal did not open the socket."""


class Wire:
    """One socket to the portal: `async with Wire(url) as wire`."""

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        cookie: str = "",
        origin: str = "",
        address: str = "",
    ) -> None:
        """Prepare a socket with a client token, `Cookie`, `Origin` and address of one's choice.

        Without an address it comes from one that nobody used before.
        """
        self.url, self.token = url, token or str(uuid.uuid4())
        number = next(_addresses)
        self.headers = {
            name: value for name, value in (("Cookie", cookie), ("Origin", origin)) if value
        }
        self.headers["X-Forwarded-For"] = address or f"10.100.{number >> 8 & 255}.{number & 255}"
        self.hydrated: list[dict[str, Any]] = []
        self.received: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        """Connect and hydrate on the French home page."""
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Hang up."""
        await self.close()

    async def connect(self) -> None:
        """Open the socket and its namespace, and ask for nothing.

        Raises:
            NoSocketError: when the portal refuses.
        """
        self.http = aiohttp.ClientSession()
        try:
            self.socket = await self.http.ws_connect(
                f"{self.url}{NAMESPACE}/?EIO=4&transport=websocket&token={self.token}",
                headers=self.headers,
            )
        except aiohttp.ClientError as error:
            await self.http.close()
            raise NoSocketError(str(error)) from error
        self.joined = asyncio.Event()
        self.reader = asyncio.create_task(self._read())

    async def open(self, page: str = "/fr") -> list[dict[str, Any]]:
        """Connect and hydrate as the browser does on a page; what came back."""
        await self.connect()
        await self.join({"event": {"name": HYDRATE, "router_data": at(page)}, "state_schema": None})
        self.hydrated = await self._until_hydrated()
        return self.hydrated

    async def _until_hydrated(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            try:
                answer = await asyncio.wait_for(self.received.get(), HYDRATE_SECONDS)
            except TimeoutError:
                return found
            if answer is None:
                return found
            found.append(answer)
            if shown([answer], STATE).get("is_hydrated"):
                return found

    async def join(self, auth: object = None) -> None:
        """Enter the namespace, with the first event or without."""
        text = f"40{NAMESPACE}," + (json.dumps(auth) if auth is not None else "")
        await self.socket.send_str(text)
        await asyncio.wait_for(self.joined.wait(), 5)

    async def _read(self) -> None:
        async for message in self.socket:
            text = message.data if isinstance(message.data, str) else ""
            if text == "2":
                await self.socket.send_str("3")
            elif text.startswith(f"40{NAMESPACE}"):
                self.joined.set()
            elif text.startswith(f'{EVENT}["event",'):
                await self.received.put(json.loads(text.removeprefix(EVENT))[1])
        await self.received.put(None)

    async def emit(self, name: object, payload: object = None, page: str = "/fr") -> None:
        """Send an event by its full name and wait for nothing."""
        event = {
            "name": name,
            "payload": {} if payload is None else payload,
            "router_data": at(page),
        }
        await self.raw(json.dumps(event))

    async def raw(self, event: str) -> None:
        """Send the JSON text of an event, well-formed or not."""
        await self.socket.send_str(f'{EVENT}["event",{event}]')

    async def send(
        self,
        name: object,
        payload: object = None,
        page: str = "/fr",
        *,
        patience: float = FIRST_SECONDS,
    ) -> list[dict[str, Any]]:
        """Send an event; what came back."""
        await self.emit(name, payload, page)
        return await (self._until_hydrated() if name == HYDRATE else self.drain(patience))

    async def alive(self) -> bool:
        """Whether this socket still answers an ordinary event."""
        return bool(await self.send(SESSION_LOAD, page=f"/fr?{uuid.uuid4().hex}"))

    async def drain(self, patience: float = FIRST_SECONDS) -> list[dict[str, Any]]:
        """Everything that arrives: `patience` seconds for the first answer, then until it is quiet."""
        found: list[dict[str, Any]] = []
        while True:
            try:
                answer = await asyncio.wait_for(
                    self.received.get(), QUIET_SECONDS if found else patience
                )
            except TimeoutError:
                return found
            if answer is None:
                return found
            found.append(answer)
            if ways([answer]):
                return found

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await self.reader
        await self.http.close()


def at(page: str) -> dict[str, str]:
    """What a browser on that page says of itself; nothing proves it."""
    return {"pathname": page.split("?", maxsplit=1)[0], "asPath": page}


def text_of(answers: list[dict[str, Any]]) -> str:
    """Everything that reached the browser, as one text to look into."""
    return json.dumps(answers, ensure_ascii=False)


def ways(answers: list[dict[str, Any]]) -> list[str]:
    """Where the answers send the browser."""
    return [
        event["payload"]["path"]
        for answer in answers
        for event in answer.get("events") or []
        if event["name"] == "_redirect"
    ]


def asked_to_sign_in(answers: list[dict[str, Any]]) -> bool:
    """Whether the one thing the answers do is to send the browser to the sign-in page."""
    return len(found := ways(answers)) == 1 and found[0].startswith("/fr/connexion?e=")


def shown(answers: list[dict[str, Any]], ending: str) -> dict[str, Any]:
    """The last values the answers give to the variables of a state, without Reflex's suffix."""
    found: dict[str, Any] = {}
    for answer in answers:
        for state, values in (answer.get("delta") or {}).items():
            if state.endswith(ending):
                found |= {name.removesuffix("_rx_state_"): value for name, value in values.items()}
    return found
