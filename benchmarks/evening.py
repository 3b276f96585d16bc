"""The evening of the 10th: a thousand signed-in employers on one process and SQLite, an event of each in five seconds.

Everybody is at the simulation. Events are spread as people are, by chance; what counts is the time from sending one to
its answer on the socket, this program's own share of the two cores included. Then the same while twenty people a
second sign in, each by both screens, code and password. Memory is the growth of the server from the first socket on.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from math import inf
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import httpx
from _employers import PASSWORD, Employer, settle_employers

from damancom_reflex.domain.codes import derive_code
from damancom_reflex.web import cookies
from tests.portal import Portal
from tests.security.attacker import sql
from tests.security.wire import OURS, Wire

SESSIONS: Final = int(os.environ.get("EVENING_SESSIONS", "1000"))
EVERY_SECONDS: Final = 5.0
LASTS_SECONDS: Final = float(os.environ.get("EVENING_SECONDS", "60"))
SIGN_INS_A_SECOND: Final = int(os.environ.get("EVENING_SIGN_INS", "20"))
OFFERED_A_SECOND: Final = SIGN_INS_A_SECOND * 1.02
OPENED_AT_ONCE: Final = 16
PATIENCE_SECONDS: Final = 30.0
GOAL_MS: Final = 150
SIMULATION: Final = f"{OURS}recouvrement___simulation____simulation_state."
DRAWN: Final = random.Random("evening")  # noqa: S311 - who types when

Taken = list[float]
"""Milliseconds of each answer; what never came is `inf`."""


def main() -> None:
    """Measure, and print the results as the last line."""
    with tempfile.TemporaryDirectory(prefix="damancom-") as folder:
        portal = Portal(Path(folder), TRUSTED_PROXY_HOPS="1", DUE_EVERY="0").start()
        try:
            print("writing the employers", flush=True)
            many = SESSIONS + round(LASTS_SECONDS * OFFERED_A_SECOND)
            people = settle_employers(Path(folder) / "damancom.sqlite3", many)
            found = asyncio.run(measure(portal, people[:SESSIONS], people[SESSIONS:]))
        finally:
            portal.stop()
    print(json.dumps({"results": found}))


async def measure(
    portal: Portal, present: list[Employer], coming: list[Employer]
) -> list[dict[str, Any]]:
    """An evening with everybody present, then one with those who come."""
    before = portal.memory()
    async with crowd(portal, present) as wires:
        print(f"{len(wires)} sockets open", flush=True)
        each = (portal.memory() - before) / len(wires) / 1_000
        alone = await evening(wires)
        both, (came, seconds) = await asyncio.gather(evening(wires), arrivals(portal, coming))
    return [
        {"what": "memory of a session", "value": round(each), "unit": "kB", "goal": 400},
        *told("an event", alone),
        *told("an event while others sign in", both),
        *told("a sign-in, both screens", came, goal=None),
        {
            "what": "sign-ins a second",
            "value": round(sum(one < inf for one in came) / seconds, 1),
            "unit": "",
            "goal": SIGN_INS_A_SECOND,
            "higher": True,
        },
    ]


@asynccontextmanager
async def crowd(
    portal: Portal, people: Sequence[Employer]
) -> AsyncIterator[list[tuple[Wire, str]]]:
    """A socket of each, hydrated at the simulation; and the address of its page."""
    gate = asyncio.Semaphore(OPENED_AT_ONCE)
    async with AsyncExitStack() as stack:

        async def arrive(person: Employer) -> tuple[Wire, str]:
            page = f"/fr/recouvrement/simulation?d={person.draft}"
            wire = Wire(portal.url, cookie=f"{cookies.SESSION}={person.session}")
            async with gate:
                await wire.open(page)
                stack.push_async_callback(wire.close)
                await wire.send(f"{SIMULATION}load", {}, page)
            return wire, page

        yield await asyncio.gather(*map(arrive, people))


async def evening(wires: Sequence[tuple[Wire, str]]) -> Taken:
    """Everybody types now and then, until the time is over."""
    end = perf_counter() + LASTS_SECONDS
    each = await asyncio.gather(*(employer(wire, page, end) for wire, page in wires))
    return [one for taken in each for one in taken]


async def employer(wire: Wire, page: str, end: float) -> Taken:
    """One person at the simulation: a number of months, a while, another number."""
    taken: Taken = []
    while True:
        await asyncio.sleep(DRAWN.uniform(0, 2 * EVERY_SECONDS))
        if perf_counter() > end:
            return taken
        start = perf_counter()
        await wire.emit(f"{SIMULATION}type_months", {"text": str(DRAWN.randint(1, 60))}, page)
        taken.append(await _answered(wire, start))


async def _answered(wire: Wire, start: float) -> float:
    try:
        answer = await asyncio.wait_for(wire.received.get(), PATIENCE_SECONDS)
    except TimeoutError:
        return inf
    return (perf_counter() - start) * 1000 if answer and answer.get("delta") else inf


async def arrivals(portal: Portal, people: Sequence[Employer]) -> tuple[Taken, float]:
    """They sign in one after another, whether those before are in or not; with it, the seconds until all are."""
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=portal.url, limits=limits, timeout=30) as client:
        start, tasks = perf_counter(), list[asyncio.Task[float]]()
        for n, person in enumerate(people):
            tasks.append(asyncio.create_task(sign_in(portal, client, person, n)))
            await asyncio.sleep(start + n / OFFERED_A_SECOND - perf_counter())
        return await asyncio.gather(*tasks), perf_counter() - start


async def sign_in(portal: Portal, client: httpx.AsyncClient, person: Employer, n: int) -> float:
    """Both screens, from an address of its own; the time of the two posts together."""
    headers = {"Origin": portal.url, "X-Forwarded-For": f"10.200.{n >> 8}.{n & 255}"}
    words = {"language": "fr", "identifier": person.identifier}
    try:
        start = perf_counter()
        first = await client.post("/auth/identifier", data=words, headers=headers)
        taken = perf_counter() - start
        jar = first.headers["set-cookie"].partition(";")[0]
        code = await asyncio.to_thread(code_of, portal, jar.partition("=")[2])
        words = {"language": "fr", "code": code, "password": PASSWORD}
        start = perf_counter()
        second = await client.post("/auth/code", data=words, headers={**headers, "Cookie": jar})
        taken += perf_counter() - start
    except httpx.TransportError:
        return inf
    return taken * 1000 if second.headers.get("location") == "/fr/espace" else inf


def code_of(portal: Portal, challenge: str) -> str:
    """The code that was sent, worked out with the portal's key."""
    ((generation,),) = sql(portal, "select generation from code_challenge where id = ?", challenge)
    return derive_code(portal.environment["SECRET_KEY"].encode(), challenge, generation)


def told(what: str, taken: Taken, goal: int | None = GOAL_MS) -> list[dict[str, Any]]:
    """Middle, 95th percentile and longest of what was answered, and how many were not."""
    answered = [one for one in taken if one < inf]
    marks = quantiles(answered, n=20)
    return [
        {"what": f"{what}, how many", "value": len(taken), "unit": ""},
        {"what": f"{what}, p50", "value": round(marks[9], 1), "unit": "ms"},
        {"what": f"{what}, p95", "value": round(marks[18], 1), "unit": "ms", "goal": goal},
        {"what": f"{what}, longest", "value": round(max(answered), 1), "unit": "ms"},
        {"what": f"{what}, failed", "value": len(taken) - len(answered), "unit": "", "goal": 0},
    ]


if __name__ == "__main__":
    main()
