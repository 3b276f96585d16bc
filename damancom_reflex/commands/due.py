"""`damancom due`: what time brings, to be run every few minutes by the machine's scheduler."""

from __future__ import annotations

import asyncio
from dataclasses import asdict

from damancom_reflex import logs
from damancom_reflex.services import due as service
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import dispose


def due() -> None:
    """Do all that is due now, and say how much of each; safe to run twice."""
    logs.set_up(level=settings().log_level, as_json=settings().log_json)
    done = asyncio.run(_run())
    print(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in asdict(done).items()))


async def _run() -> service.Done:
    done = await service.run()
    await dispose()
    return done
