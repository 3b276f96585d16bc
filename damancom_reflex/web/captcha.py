"""The route that gives a captcha challenge to a page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from damancom_reflex.services import captcha, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.web.requests import address_of, retry_after

NOT_KEPT = {"cache-control": "no-store"}


async def challenge(request: Request) -> Response:
    """A challenge; 429 with `Retry-After` for an address that asks for too many."""
    try:
        await limits.count_challenge(address_of(request))
    except Refused as error:
        return JSONResponse(
            {"error": error.code},
            status_code=429,
            headers={**NOT_KEPT, **retry_after(error)},
        )
    return JSONResponse(captcha.challenge(), headers=NOT_KEPT)


def routes() -> list[Route]:
    """HTTP routes of the captcha."""
    return [Route("/auth/captcha", challenge)]
