"""When Python looks for what nobody needs any more: rarely, and not because many people are here.

To look through everything takes half a second once a thousand pages are open, and by itself Python does it each time
that a quarter more has come: all evening long. What is young is still looked through all the time, in no time.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

YOUNG, MIDDLE, OLD = 50_000, 20, 1_000
EVERY_SECONDS: Final = 600.0


@asynccontextmanager
async def run_collector() -> AsyncIterator[None]:
    """Set what is there by now aside for good, and look through the rest every ten minutes while the block lasts."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    task = asyncio.create_task(_run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _run() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        gc.collect()
