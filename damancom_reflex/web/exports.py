"""Lists that an employer takes away as a file for a spreadsheet: the rows of the table in view, every page of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import job_loss, limits
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss import ClaimsWanted, Export
from damancom_reflex.web.attachments import attachment, employer_of
from damancom_reflex.web.requests import retry_after

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPWARDS: Final = "asc"

Make = Callable[[Actor, ClaimsWanted, Language], Awaitable[Export]]
"""A service that makes a file of the claims an actor wants, in a language."""


async def claims_csv(request: Request) -> Response:
    """The history of claims as CSV."""
    return await _serve(request, job_loss.export_csv, CSV, "csv")


async def claims_xlsx(request: Request) -> Response:
    """The same as XLSX."""
    return await _serve(request, job_loss.export_xlsx, XLSX, "xlsx")


async def _serve(request: Request, make: Make, media_type: str, ending: str) -> Response:
    language = language_of(request.query_params.get("langue", "fr"))
    actor = await employer_of(request, language)
    if isinstance(actor, Response):
        return actor
    try:
        await limits.count_export(actor.account_id)
    except Refused as error:
        return PlainTextResponse("Too many files", 429, headers=retry_after(error))
    made = await make(actor, _wanted(request), language)
    return attachment(made.content, media_type, f"demandes-ipe-{made.day.isoformat()}", ending)


def _wanted(request: Request) -> ClaimsWanted:
    """What the address asks for: `recherche`, `situation`, `motif`, `affilie`, `tri`, `sens`; any may be left out."""
    asked = request.query_params
    return ClaimsWanted(
        search=asked.get("recherche", ""),
        status=asked.get("situation", ""),
        reason=asked.get("motif", ""),
        affiliate=asked.get("affilie", ""),
        sort=asked.get("tri", ""),
        descending=asked.get("sens", "") != UPWARDS,
    )


def routes() -> list[Route]:
    """HTTP routes of exported lists."""
    return [
        Route("/telecharger/ipe/historique.csv", claims_csv),
        Route("/telecharger/ipe/historique.xlsx", claims_xlsx),
    ]
