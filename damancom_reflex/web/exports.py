"""Lists that are taken away as a file for a spreadsheet: the rows of the table in view, every page of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final, TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import job_loss, limits, trail_export
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.exporting import Export
from damancom_reflex.services.job_loss import ClaimsWanted
from damancom_reflex.services.trail import TrailWanted
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import EMPLOYERS, SUPERVISORS
from damancom_reflex.web.attachments import account_of, attachment
from damancom_reflex.web.requests import retry_after

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPWARDS: Final = "asc"

WantedT = TypeVar("WantedT")
Make = Callable[[Actor, WantedT, Language], Awaitable[Export]]
"""A service that makes a file of the rows an actor wants, in a language."""


async def claims_csv(request: Request) -> Response:
    """The history of claims as CSV."""
    return await _claims(request, job_loss.export_csv, CSV, "csv")


async def claims_xlsx(request: Request) -> Response:
    """The same as XLSX."""
    return await _claims(request, job_loss.export_xlsx, XLSX, "xlsx")


async def trail_csv(request: Request) -> Response:
    """The audit trail as CSV, for supervisors."""
    return await _serve(
        request,
        trail_export.export_csv,
        _events_wanted(request),
        SUPERVISORS,
        ("journal", CSV, "csv"),
    )


async def own_trail_csv(request: Request) -> Response:
    """An employer's own part of it as CSV."""
    return await _serve(
        request,
        trail_export.export_own_csv,
        _events_wanted(request),
        EMPLOYERS,
        ("journal", CSV, "csv"),
    )


async def _claims(
    request: Request, make: Make[ClaimsWanted], media_type: str, ending: str
) -> Response:
    return await _serve(
        request, make, _wanted(request), EMPLOYERS, ("demandes-ipe", media_type, ending)
    )


async def _serve(
    request: Request,
    make: Make[WantedT],
    wanted: WantedT,
    roles: frozenset[Role],
    file: tuple[str, str, str],
) -> Response:
    """The file, for who has one of the roles; `file` is how its name begins, its media type and its ending."""
    name, media_type, ending = file
    language = language_of(request.query_params.get("langue", "fr"))
    actor = await account_of(request, language, roles)
    if isinstance(actor, Response):
        return actor
    try:
        await limits.count_export(actor.account_id)
    except Refused as error:
        return PlainTextResponse("Too many files", 429, headers=retry_after(error))
    made = await make(actor, wanted, language)
    return attachment(made.content, media_type, f"{name}-{made.day.isoformat()}", ending)


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


def _events_wanted(request: Request) -> TrailWanted:
    """What the address asks for: `qui`, `acte`, `recherche`, `du`, `au`; any may be left out."""
    asked = request.query_params
    return TrailWanted(
        who=asked.get("qui", ""),
        act=asked.get("acte", ""),
        subject=asked.get("recherche", ""),
        first=_day(asked.get("du", "")),
        last=_day(asked.get("au", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def routes() -> list[Route]:
    """HTTP routes of exported lists."""
    return [
        Route("/telecharger/ipe/historique.csv", claims_csv),
        Route("/telecharger/ipe/historique.xlsx", claims_xlsx),
        Route("/telecharger/equipe/journal.csv", trail_csv),
        Route("/telecharger/espace/journal.csv", own_trail_csv),
    ]
