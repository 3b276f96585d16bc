"""Papers of simulations, agreements, requests and claims, and files of debits: for who may see them and nobody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import enrolment, limits, recouvrement
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss import papers
from damancom_reflex.services.recouvrement import debit_desk
from damancom_reflex.services.recouvrement.debit_sheet import FileKind
from damancom_reflex.web.access import STAFF, SUPERVISORS
from damancom_reflex.web.attachments import account_of, attachment, not_served, reader_of
from damancom_reflex.web.enrolment import FOLLOW_PAGE, LONGEST_NUMBER, applicant_of
from damancom_reflex.web.forms import to_page
from damancom_reflex.web.requests import actor_of_request, retry_after

PDF = "application/pdf"
CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
XML = "application/xml"

Make = Callable[[Actor, str, Language], Awaitable[bytes]]
"""A service that makes a paper of a draft or a request, by its id or reference, in a language."""


async def agreement(request: Request) -> Response:
    """The agreement of a request as PDF."""
    return await _serve(request, recouvrement.agreement, PDF, "accord", "pdf")


async def calendar(request: Request) -> Response:
    """The due dates of a request as a calendar file."""
    return await _serve(request, recouvrement.calendar_file, CALENDAR, "echeances", "ics")


async def simulation(request: Request) -> Response:
    """The simulation of a draft as PDF."""
    return await _serve(request, recouvrement.simulation_pdf, PDF, "simulation", "pdf")


async def claim_form(request: Request) -> Response:
    """Form 310-1-26 of a claim of IPE as PDF."""
    return await _serve(request, papers.claim_form, PDF, "310-1-26", "pdf")


async def _serve(request: Request, make: Make, media_type: str, name: str, ending: str) -> Response:
    language = language_of(request.query_params.get("langue", "fr"))
    actor = await reader_of(request, language)
    if isinstance(actor, Response):
        return actor
    (of,) = request.path_params.values()
    try:
        await limits.count_own_paper(actor.account_id)
    except Refused as error:
        return PlainTextResponse("Too many papers", 429, headers=retry_after(error))
    try:
        content = await make(actor, of, language)
    except DomainError as error:
        return not_served(error)
    return attachment(content, media_type, f"{name}-{of}", ending)


async def enrolment_paper(request: Request) -> Response:
    """A form of an enrolment request as PDF, for the browser or the officer who may see the request."""
    language = language_of(request.query_params.get("langue", "fr"))
    reference, name = (request.path_params[part] for part in ("reference", "paper"))
    applicant = applicant_of(request, language)
    try:
        await limits.count_paper(applicant.visitor.address)
    except Refused as error:
        return PlainTextResponse("Too many papers", 429, headers=retry_after(error))
    actor = await actor_of_request(request)
    officer = actor if actor and actor.role in STAFF else None
    try:
        content = await enrolment.paper(officer or applicant, reference, name, language)
    except DomainError as error:
        if officer:
            return not_served(error)
        # Said alike of a request that is somebody else's and of one that is nobody's.
        return to_page(language, FOLLOW_PAGE, r=reference[:LONGEST_NUMBER])
    return attachment(content, PDF, f"{name}-{reference}", "pdf")


async def debits_csv(request: Request) -> Response:
    """The debits of a day as CSV, for supervisors."""
    return await _debits(request, "CSV", CSV)


async def debits_xml(request: Request) -> Response:
    """The same as pain.008, for the bank."""
    return await _debits(request, "XML", XML)


async def _debits(request: Request, kind: FileKind, media_type: str) -> Response:
    actor = await account_of(
        request, language_of(request.query_params.get("langue", "fr")), SUPERVISORS
    )
    if isinstance(actor, Response):
        return actor
    number = request.path_params["number"]
    try:
        await limits.count_export(actor.account_id)
    except Refused as error:
        return PlainTextResponse("Too many files", 429, headers=retry_after(error))
    try:
        content = await debit_desk.download(actor, number, kind)
    except Refused as error:
        return not_served(error)
    return attachment(content, media_type, f"prelevements-{number}", kind.lower())


def routes() -> list[Route]:
    """HTTP routes of papers."""
    return [
        Route("/telecharger/accord/{reference:str}.pdf", agreement),
        Route("/telecharger/simulation/{draft:str}.pdf", simulation),
        Route("/telecharger/adhesion/{reference:str}/{paper:str}.pdf", enrolment_paper),
        Route("/telecharger/ipe/{reference:str}/formulaire.pdf", claim_form),
        Route("/telecharger/calendrier/{reference:str}.ics", calendar),
        Route("/telecharger/equipe/prelevements/{number:str}.csv", debits_csv),
        Route("/telecharger/equipe/prelevements/{number:str}.xml", debits_xml),
    ]
