"""Documents are made and looked into in threads, a few at a time: more would only slow the screens down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

AT_ONCE: Final = 2
"""Documents made or looked into at the same time by a process, of any kind."""

_Result = TypeVar("_Result")

# A limiter belongs to one event loop.
_limiter: RunVar[CapacityLimiter] = RunVar("damancom_papers")


async def in_paper_thread(work: Callable[[], _Result]) -> _Result:
    """Make a document, or look into one, in a thread, when its turn comes."""
    return await to_thread.run_sync(work, limiter=_turnstile())


def _turnstile() -> CapacityLimiter:
    try:
        return _limiter.get()
    except LookupError:
        _limiter.set(CapacityLimiter(AT_ONCE))
        return _limiter.get()
