"""Adhésion as native form posts and links: the browser's key is a cookie that only an answer of ours can set."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language
from damancom_reflex.services import enrolment
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.web import cookies
from damancom_reflex.web.forms import Form, form_route, refused, to_page
from damancom_reflex.web.requests import visitor_of

START_PAGE = "adhesion"
COMPANY_PAGE = "adhesion/entreprise"
# The last step leads by itself to the first that lacks something.
LAST_PAGE = "adhesion/validation"
FOLLOW_PAGE = "adhesion/suivi"
CODE_PAGE = "adhesion/suivi/code"
REQUEST_PAGE = "adhesion/demande"
LONGEST_NUMBER = 32


def applicant_of(request: Request, language: Language) -> Applicant:
    """Who asks, with what their browser keeps of a request it began."""
    header = request.headers.get("cookie", "")
    return Applicant(visitor_of(request, language), cookies.read(header, cookies.APPLICANT))


async def look_up(request: Request, form: Form) -> Response:
    """Step 1: the company of an affiliation number, after a proof of work."""
    applicant = applicant_of(request, form.language)
    number = form["number"][:LONGEST_NUMBER]
    try:
        found = await enrolment.look_up(number, form["altcha"], applicant)
    except DomainError as error:
        if reference := error.params.get("reference"):
            return to_page(form.language, REQUEST_PAGE, r=reference, e=error.code)
        return refused(form.language, COMPANY_PAGE, error, n=number)
    response = to_page(form.language, COMPANY_PAGE, d=found.draft_id)
    return _kept(response, found.key)


async def follow(request: Request, form: Form) -> Response:
    """The reference of a request, or its company's number, answered the same whether there is one or not."""
    visitor = visitor_of(request, form.language)
    try:
        challenge = await (
            enrolment.start_for_number(form["number"][:LONGEST_NUMBER], visitor)
            if form["number"]
            else enrolment.start(form["reference"], visitor)
        )
    except DomainError as error:
        return refused(form.language, FOLLOW_PAGE, error, r=form["reference"][:LONGEST_NUMBER])
    return _to_code(form.language, challenge)


async def follow_code(request: Request, form: Form) -> Response:
    """The code sent to the phone of a request."""
    applicant = applicant_of(request, form.language)
    try:
        reference, key = await enrolment.finish(_challenge(request), form["code"], applicant)
    except DomainError as error:
        return refused(form.language, CODE_PAGE, error)
    response = to_page(form.language, REQUEST_PAGE, r=reference)
    cookies.drop(response, cookies.CHALLENGE)
    return _kept(response, key)


async def follow_resend(request: Request, form: Form) -> Response:
    """Send that code again, by SMS or, on request, by e-mail."""
    channel = "EMAIL" if form["channel"] == "EMAIL" else "SMS"
    try:
        await enrolment.resend(_challenge(request), channel, visitor_of(request, form.language))
    except DomainError as error:
        return refused(form.language, CODE_PAGE, error)
    return to_page(form.language, CODE_PAGE, envoye=channel.lower())


async def open_draft(request: Request) -> Response:
    """The link of an e-mail: this browser may go on with the draft."""
    language: Language = "ar" if request.path_params["language"] == "ar" else "fr"
    applicant = applicant_of(request, language)
    try:
        draft_id, key = await enrolment.open_link(request.query_params.get("k", ""), applicant)
    except Refused as error:
        reference = error.params.get("reference", "")
        page = FOLLOW_PAGE if reference else START_PAGE
        return _unkept(refused(language, page, error, r=reference))
    return _unkept(_kept(to_page(language, LAST_PAGE, d=draft_id), key))


def _to_code(language: Language, challenge: str, **query: object) -> Response:
    response = to_page(language, CODE_PAGE, **query)
    cookies.put(response, cookies.CHALLENGE, challenge, cookies.CHALLENGE_SECONDS)
    return response


def _challenge(request: Request) -> str:
    return cookies.read(request.headers.get("cookie", ""), cookies.CHALLENGE)


def _kept(response: RedirectResponse, key: str) -> RedirectResponse:
    """The answer, with the browser's key renewed for the life of a draft."""
    cookies.put(response, cookies.APPLICANT, key, cookies.APPLICANT_SECONDS)
    return response


def _unkept(response: RedirectResponse) -> RedirectResponse:
    """The answer to a link, which no cache nor other site may learn."""
    response.headers["cache-control"] = "no-store"
    response.headers["referrer-policy"] = "no-referrer"
    return response


def routes() -> list[Route]:
    """HTTP routes of adhésion."""
    return [
        Route("/auth/adhesion", form_route(look_up), methods=["POST"]),
        Route("/auth/suivi", form_route(follow), methods=["POST"]),
        Route("/auth/suivi/code", form_route(follow_code), methods=["POST"]),
        Route("/auth/suivi/renvoi", form_route(follow_resend), methods=["POST"]),
        Route("/{language:str}/lien/adhesion", open_draft, methods=["GET"]),
    ]
