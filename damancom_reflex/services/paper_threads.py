"""Documents are made in threads, a few at a time: more would only slow the screens down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

AT_ONCE: Final = 2
"""Documents made at the same time by a process, of any kind."""

# A limiter belongs to one event loop.
_limiter: RunVar[CapacityLimiter] = RunVar("damancom_papers")


async def in_paper_thread(work: Callable[[], bytes]) -> bytes:
    """Make a document in a thread, when its turn comes."""
    return await to_thread.run_sync(work, limiter=_turnstile())


def _turnstile() -> CapacityLimiter:
    try:
        return _limiter.get()
    except LookupError:
        _limiter.set(CapacityLimiter(AT_ONCE))
        return _limiter.get()
