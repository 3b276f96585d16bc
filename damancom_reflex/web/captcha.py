"""The route that gives a captcha challenge to a page."""

from __future__ import annotations

import math
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from damancom_reflex.clock import now
from damancom_reflex.services import captcha, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.web.requests import address_of

NOT_KEPT = {"cache-control": "no-store"}


async def challenge(request: Request) -> Response:
    """A challenge; 429 with `Retry-After` for an address that asks for too many."""
    try:
        await limits.count_challenge(address_of(request))
    except Refused as error:
        return JSONResponse(
            {"error": error.code},
            status_code=429,
            headers={**NOT_KEPT, "retry-after": str(_seconds_until(error.params["until"]))},
        )
    return JSONResponse(captcha.challenge(), headers=NOT_KEPT)


def _seconds_until(moment: object) -> int:
    left = (moment - now()).total_seconds() if isinstance(moment, datetime) else 0
    return max(1, math.ceil(left))


def routes() -> list[Route]:
    """HTTP routes of the captcha."""
    return [Route("/auth/captcha", challenge)]
