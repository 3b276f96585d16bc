"""Papers of a request, served to who may see them and to nobody else."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import language_of
from damancom_reflex.services import recouvrement
from damancom_reflex.web.access import EMPLOYERS
from damancom_reflex.web.requests import actor_of_request

PDF = "application/pdf"
CALENDAR = "text/calendar; charset=utf-8"


async def agreement(request: Request) -> Response:
    """The agreement of a request as PDF."""
    return await _serve(request, recouvrement.agreement, PDF, "accord", "pdf")


async def calendar(request: Request) -> Response:
    """The due dates of a request as a calendar file."""
    return await _serve(request, recouvrement.calendar_file, CALENDAR, "echeances", "ics")


async def _serve(request: Request, make, media_type: str, name: str, ending: str) -> Response:  # noqa: ANN001 - either of two services
    language = language_of(request.query_params.get("langue", "fr"))
    actor = await actor_of_request(request)
    if actor is None:
        return RedirectResponse(f"/{language}/connexion?e=session_ended", status_code=303)
    if actor.role not in EMPLOYERS:
        return PlainTextResponse("Forbidden", status_code=403)
    reference = request.path_params["reference"]
    try:
        content = await make(actor, reference, language)
    except DomainError:
        return PlainTextResponse("Not found", status_code=404)
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{name}-{reference}.{ending}"',
            "cache-control": "private, no-store",
        },
    )


def routes() -> list[Route]:
    """HTTP routes of papers."""
    return [
        Route("/telecharger/accord/{reference:str}.pdf", agreement),
        Route("/telecharger/calendrier/{reference:str}.ics", calendar),
    ]
