"""How often a client address may ask for a code, a link or a captcha, or look up a number.

A moving window, shared through Redis when there is one.
"""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, Protocol

import limits
import limits.aio.storage
import limits.aio.strategies
import limits.storage
import limits.strategies
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from damancom_reflex.domain.codes import CODES
from damancom_reflex.logs import log
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.settings import settings

ASKING: Final = limits.RateLimitItemPerSecond(CODES.per_address, CODES.address_window)
"""Codes and links asked from one client address. SPEC section 4."""

CHALLENGES: Final = limits.RateLimitItemPerSecond(60, 5 * 60)
"""Captcha challenges asked from one client address: each costs the server a millisecond."""

LOOKUPS: Final = limits.RateLimitItemPerHour(10)
"""Affiliation numbers looked up from one client address. SPEC section 6."""

IDENTITIES: Final = limits.RateLimitItemPerHour(10)
"""Identities looked up for one company from one client address, however many requests it begins. Ours."""

FILINGS: Final = limits.RateLimitItemPerDay(10)
"""Times one request may be filed, the first and every amendment: each sends an SMS and an e-mail. Ours."""

OWN_PAPERS: Final = limits.RateLimitItemPerSecond(60, 5 * 60)
"""Papers made for one account: each costs the server up to 300 ms. Ours."""

PAPERS: Final = limits.RateLimitItemPerSecond(60, 5 * 60)
"""Papers of adhésion made for one client address: each costs the server up to 300 ms. Ours."""

UPLOADS: Final = limits.RateLimitItemPerHour(30)
"""Papers handed in by one account: each costs the server up to 5 MB and a second. Ours."""

EXPORTS: Final = limits.RateLimitItemPerSecond(20, 5 * 60)
"""Lists that one account takes away as files: each costs the server up to some seconds. Ours."""

_IPV6_HOME: Final = 64


class _Window(Protocol):
    async def hit(self, item: limits.RateLimitItem, *names: str) -> bool: ...

    async def reset_time(self, item: limits.RateLimitItem, *names: str) -> float: ...

    async def close(self) -> None: ...


class _InMemory:
    """Counts of this process."""

    def __init__(self) -> None:
        self._window = limits.strategies.MovingWindowRateLimiter(limits.storage.MemoryStorage())

    async def hit(self, item: limits.RateLimitItem, *names: str) -> bool:
        return self._window.hit(item, *names)

    async def reset_time(self, item: limits.RateLimitItem, *names: str) -> float:
        return self._window.get_window_stats(item, *names).reset_time

    async def close(self) -> None:
        """Nothing is open."""


class _InRedis:
    """Counts of every process of the portal; of this process alone while Redis does not answer."""

    def __init__(self, url: str) -> None:
        self._pool = ConnectionPool.from_url(url)
        storage = limits.aio.storage.RedisStorage(
            f"async+{url}",
            implementation="redispy",
            key_prefix="damancom-limits",
            connection_pool=self._pool,  # pyright: ignore[reportArgumentType] - passed on to the client of Redis, which takes it; the stub names text and numbers alone
        )
        self._window = limits.aio.strategies.MovingWindowRateLimiter(storage)
        self._alone = _InMemory()

    async def hit(self, item: limits.RateLimitItem, *names: str) -> bool:
        try:
            return await self._window.hit(item, *names)
        except RedisError as error:
            log(__name__).error("limits fall back on this process", reason=type(error).__name__)
            return await self._alone.hit(item, *names)

    async def reset_time(self, item: limits.RateLimitItem, *names: str) -> float:
        try:
            return (await self._window.get_window_stats(item, *names)).reset_time
        except RedisError:
            return await self._alone.reset_time(item, *names)

    async def close(self) -> None:
        await self._pool.aclose()


async def count_asking(address: str) -> None:
    """Count one code or link asked from a client address.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be asked.
    """
    await _count(ASKING, "client address", address)


async def count_challenge(address: str) -> None:
    """Count one captcha challenge asked from a client address.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be asked.
    """
    await _count(CHALLENGES, "captcha address", address)


async def count_lookup(address: str) -> None:
    """Count one affiliation number looked up from a client address.

    Raises:
        Refused: `too_many_lookups` with `until`, the moment one more may be looked up.
    """
    await _count(LOOKUPS, "lookup address", address, code="too_many_lookups")


async def count_identity(address: str, affiliate_id: int) -> None:
    """Count one identity looked up for a company from a client address.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be looked up.
    """
    await _hit(IDENTITIES, keyed_hash("identity address", f"{affiliate_id} {home(address)}"))


async def count_filing(request_id: str) -> None:
    """Count one submission of a request of adhésion.

    Raises:
        Refused: `too_many_requests` with `until`, the moment it may be submitted once more.
    """
    await _hit(FILINGS, keyed_hash("filing", request_id))


async def count_own_paper(account_id: int) -> None:
    """Count one paper made for an account.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be made.
    """
    await _hit(OWN_PAPERS, keyed_hash("own paper", str(account_id)))


async def count_paper(address: str) -> None:
    """Count one paper made for a client address.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be made.
    """
    await _count(PAPERS, "paper address", address)


async def count_upload(account_id: int) -> None:
    """Count one paper handed in by an account.

    Raises:
        Refused: `too_many_uploads` with `until`, the moment one more may be handed in.
    """
    await _hit(UPLOADS, keyed_hash("upload", str(account_id)), "too_many_uploads")


async def count_export(account_id: int) -> None:
    """Count one list that an account takes away as a file.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be taken.
    """
    await _hit(EXPORTS, keyed_hash("export", str(account_id)))


async def _count(
    item: limits.RateLimitItem, purpose: str, address: str, *, code: str = "too_many_requests"
) -> None:
    await _hit(item, keyed_hash(purpose, home(address)), code)


async def _hit(item: limits.RateLimitItem, name: str, code: str = "too_many_requests") -> None:
    window = _window(settings().redis_url)
    if not await window.hit(item, name):
        until = await window.reset_time(item, name)
        raise Refused(code, until=datetime.fromtimestamp(until, UTC))


def forget() -> None:
    """Forget the counts of this process."""
    _window.cache_clear()


async def close() -> None:
    """Close the connections to Redis, if there are any; they open again at the next count."""
    if _window.cache_info().currsize:
        await _window(settings().redis_url).close()
    forget()


@lru_cache(maxsize=1)
def _window(redis_url: str) -> _Window:
    return _InRedis(redis_url) if redis_url else _InMemory()


@lru_cache(1024)
def plain_address(text: str) -> str:
    """An address without its port: some proxies write `203.0.113.9:51234` or `[2001:db8::1]:443`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    host, _, port = text.partition(":")
    return text if ":" in port else host


def home(address: str) -> str:
    """The network one subscriber has.

    An IPv6 home holds 2**64 addresses, all of them the same person's. An IPv4 address written in IPv6, as a server that
    listens on both sees it, is itself: their common network would be everybody's.
    """
    try:
        found = ipaddress.ip_address(plain_address(address))
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _IPV6_HOME), strict=False))
