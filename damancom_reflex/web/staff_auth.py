"""The staff's door as native form posts: identifier, code of the app with the password, first code of an app."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import authenticator_setup, staff_sign_in
from damancom_reflex.settings import settings
from damancom_reflex.web import cookies
from damancom_reflex.web.auth import SETUP_PAGE, STAFF_SIGN_IN_PAGE, challenge_of, enter
from damancom_reflex.web.forms import Form, form_route, refused, safe_path, to_page
from damancom_reflex.web.requests import visitor_of

CODE_PAGE: Final = "connexion/equipe/code"
SPACE: Final = "equipe"
BACKUP_CODES_PAGE: Final = "equipe/codes-de-secours"
# After these there is nothing left to answer on the second screen.
_OVER: Final = frozenset({"challenge_unknown", "code_expired", "code_used"})


async def identifier(request: Request, form: Form) -> Response:
    """First screen: an identifier, answered the same whoever it is."""
    try:
        challenge = await staff_sign_in.start(
            form["identifier"], visitor_of(request, form.language)
        )
    except DomainError as error:
        return refused(form.language, STAFF_SIGN_IN_PAGE, error, suite=form["next"])
    # The demo shows the password and the app of the persona one entered as.
    persona = form["identifier"] if settings().demo and form["persona"] else ""
    suite = safe_path(form["next"], form.language)
    response = to_page(form.language, CODE_PAGE, suite=suite, persona=persona)
    cookies.put(response, cookies.CHALLENGE, challenge, cookies.CHALLENGE_SECONDS)
    return response


async def code(request: Request, form: Form) -> Response:
    """Second screen: the code of the app, or a backup code, and the password together."""
    visitor = visitor_of(request, form.language)
    device = cookies.read(request.headers.get("cookie", ""), cookies.DEVICE)
    try:
        opened = await staff_sign_in.finish(
            challenge_of(request), form["code"], form["password"], visitor, device
        )
    except DomainError as error:
        if error.code in _OVER:
            return to_page(
                form.language, STAFF_SIGN_IN_PAGE, e="staff_begin_again", suite=form["next"]
            )
        persona = form["persona"] if settings().demo else ""
        return refused(form.language, CODE_PAGE, error, suite=form["next"], persona=persona)
    target = safe_path(form["next"], form.language) or f"/{form.language}/{SPACE}"
    return await enter(request, opened, target)


async def authenticator(request: Request, form: Form) -> Response:
    """The first code of an app that is being enrolled."""
    visitor = visitor_of(request, form.language)
    device = cookies.read(request.headers.get("cookie", ""), cookies.DEVICE)
    try:
        opened = await authenticator_setup.confirm(
            challenge_of(request), form["code"], visitor, device
        )
    except DomainError as error:
        if error.code.startswith("link_"):
            return to_page(form.language, STAFF_SIGN_IN_PAGE, e="setup_over")
        return refused(form.language, SETUP_PAGE, error)
    return await enter(request, opened, f"/{form.language}/{BACKUP_CODES_PAGE}?e=enrolled")


def routes() -> list[Route]:
    """HTTP routes of the staff's door."""
    posts = {
        "/auth/staff/identifier": identifier,
        "/auth/staff/code": code,
        "/auth/staff/authenticator": authenticator,
    }
    return [Route(path, form_route(handler), methods=["POST"]) for path, handler in posts.items()]
