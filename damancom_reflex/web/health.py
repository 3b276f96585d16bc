"""Health for whoever runs the portal: alive (the process answers) and ready (database and Redis answer)."""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from damancom_reflex.logs import log
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import reading

PATIENCE_SECONDS = 2.0


async def _database() -> None:
    async with reading() as session:
        await session.exec(text("SELECT 1"))  # pyright: ignore[reportCallIssue, reportArgumentType] - plain SQL is accepted


async def _redis() -> None:
    if not settings().redis_url:
        return
    async with Redis.from_url(settings().redis_url) as client:
        await client.execute_command("PING")


async def _answers(name: str) -> bool:
    probe = {"database": _database, "redis": _redis}[name]
    try:
        await asyncio.wait_for(probe(), PATIENCE_SECONDS)
    except Exception as error:  # noqa: BLE001 - any failure at all means "not ready"
        log(__name__).warning("not ready", part=name, error=type(error).__name__)
        return False
    return True


async def live(request: Request) -> Response:
    """The process answers."""
    del request
    return JSONResponse({"status": "live"}, headers={"cache-control": "no-store"})


async def ready(request: Request) -> Response:
    """The process can serve: what it needs answers within two seconds."""
    del request
    parts = {name: await _answers(name) for name in ("database", "redis")}
    good = all(parts.values())
    return JSONResponse(
        {"status": "ready" if good else "not ready", **parts},
        status_code=200 if good else 503,
        headers={"cache-control": "no-store"},
    )


def routes() -> list[Route]:
    """HTTP routes of health."""
    return [Route("/health/live", live), Route("/health/ready", ready)]
