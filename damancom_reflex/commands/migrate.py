"""`damancom migrate`: tables of this version, then the dated rules with their sources."""

from __future__ import annotations

import asyncio

from damancom_reflex.services.rules_loader import load_rules
from damancom_reflex.store import migrate as migrations
from damancom_reflex.store.engine import dispose


def migrate() -> None:
    """Bring the database forward; safe to run again."""
    migrations.upgrade()
    asyncio.run(_load())


async def _load() -> None:
    await load_rules()
    await dispose()
