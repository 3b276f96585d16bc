"""The demo's data: loaded at each start of `damancom demo`, written once."""

from __future__ import annotations

import asyncio

from damancom_reflex import demo
from damancom_reflex.services import limits
from damancom_reflex.store.engine import dispose


def load() -> None:
    """Write whatever of the demo is not there yet; the database is migrated.

    Raises:
        DemoOffError: unless `DEMO` is on.
    """
    asyncio.run(_load())


async def _load() -> None:
    await demo.load()
    await dispose()
    # The counts' connection belongs to this loop: whoever serves next makes its own.
    await limits.close()
