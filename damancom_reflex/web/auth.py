"""Sign-in, sign-out and passwords as native form posts: the password never enters the reactive state."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import links, passwords, sessions, sign_in
from damancom_reflex.services.authenticator_setup import LIFETIME as SETUP_LIFETIME
from damancom_reflex.services.rights import EMPLOYERS
from damancom_reflex.services.sign_in import Opened
from damancom_reflex.settings import settings
from damancom_reflex.web import cookies
from damancom_reflex.web.forms import Form, form_route, refused, safe_path, to_page
from damancom_reflex.web.requests import actor_of_request, visitor_of

CODE_PAGE = "connexion/code"
SIGN_IN_PAGE = "connexion"
STAFF_SIGN_IN_PAGE = "connexion/equipe"
SETUP_PAGE = "connexion/equipe/application"
FORGOTTEN_PAGE = "connexion/mot-de-passe"
NEW_PASSWORD_PAGE = "connexion/nouveau-mot-de-passe"  # noqa: S105 - an address
CLOSE_SESSIONS_PAGE = "connexion/fermer-les-sessions"
LINK_SECONDS = 3600
TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,200}")


def challenge_of(request: Request) -> str:
    """What this browser is answering: a challenge, or an enrolment."""
    return cookies.read(request.headers.get("cookie", ""), cookies.CHALLENGE)


def _session(request: Request) -> str:
    return cookies.read(request.headers.get("cookie", ""), cookies.SESSION)


async def identifier(request: Request, form: Form) -> Response:
    """First screen: an identifier, answered the same whoever it is."""
    visitor = visitor_of(request, form.language)
    try:
        challenge = await sign_in.start(form["identifier"], visitor)
    except DomainError as error:
        return refused(form.language, SIGN_IN_PAGE, error, suite=form["next"])
    # The demo shows the password of the persona one entered as.
    persona = form["identifier"] if settings().demo and form["persona"] else ""
    response = to_page(
        form.language, CODE_PAGE, suite=safe_path(form["next"], form.language), persona=persona
    )
    cookies.put(response, cookies.CHALLENGE, challenge, cookies.CHALLENGE_SECONDS)
    return response


async def code(request: Request, form: Form) -> Response:
    """Second screen: code and password together."""
    visitor = visitor_of(request, form.language)
    device = cookies.read(request.headers.get("cookie", ""), cookies.DEVICE)
    try:
        opened = await sign_in.finish(
            challenge_of(request), form["code"], form["password"], visitor, device
        )
    except DomainError as error:
        return refused(form.language, CODE_PAGE, error, suite=form["next"])
    return await enter(
        request, opened, safe_path(form["next"], form.language) or f"/{form.language}/espace"
    )


async def enter(request: Request, opened: Opened, target: str) -> Response:
    """Go on to a page of ours with the session that was opened; the one of before is closed."""
    if old := _session(request):
        await sessions.close(old)
    response = RedirectResponse(target, status_code=303)
    cookies.put(response, cookies.SESSION, opened.session_cookie, cookies.SESSION_SECONDS)
    cookies.put(response, cookies.DEVICE, opened.device_cookie, cookies.DEVICE_SECONDS)
    cookies.drop(response, cookies.CHALLENGE)
    return response


async def resend(request: Request, form: Form) -> Response:
    """Send the code again, by SMS or, on request, by e-mail."""
    channel = "EMAIL" if form["channel"] == "EMAIL" else "SMS"
    visitor = visitor_of(request, form.language)
    try:
        await sign_in.resend(challenge_of(request), channel, visitor)
    except DomainError as error:
        return refused(form.language, CODE_PAGE, error, suite=form["next"])
    return to_page(form.language, CODE_PAGE, envoye=channel.lower(), suite=form["next"])


async def sign_out(request: Request, form: Form) -> Response:
    """Close this session; back to the door it was opened at."""
    actor = await actor_of_request(request)
    if cookie := _session(request):
        await sessions.close(cookie)
    staff = actor is not None and actor.role not in EMPLOYERS
    page = STAFF_SIGN_IN_PAGE if staff else SIGN_IN_PAGE
    response = to_page(form.language, page, e="signed_out")
    cookies.drop(response, cookies.SESSION)
    return response


async def forgotten(request: Request, form: Form) -> Response:
    """Ask for a password link; the answer never says whether the identifier exists."""
    try:
        await passwords.ask(form["identifier"], visitor_of(request, form.language))
    except DomainError as error:
        return refused(form.language, FORGOTTEN_PAGE, error)
    return to_page(form.language, FORGOTTEN_PAGE, envoye="oui")


def open_link(page: str) -> Callable[[Request], Awaitable[Response]]:
    """Endpoint of a link sent by e-mail: the token moves to a cookie, so that no address, history or log keeps it."""

    async def endpoint(request: Request) -> Response:
        language = request.path_params["language"]
        response = to_page("ar" if language == "ar" else "fr", page)
        token = request.query_params.get("k", "")
        cookies.put(response, cookies.LINK, token if TOKEN.fullmatch(token) else "", LINK_SECONDS)
        response.headers["cache-control"] = "no-store"
        response.headers["referrer-policy"] = "no-referrer"
        return response

    return endpoint


async def new_password(request: Request, form: Form) -> Response:
    """Set a password through a link."""
    token = cookies.read(request.headers.get("cookie", ""), cookies.LINK)
    visitor = visitor_of(request, form.language)
    try:
        done = await passwords.set_password(token, form["password"], form["again"], visitor)
    except DomainError as error:
        return refused(form.language, NEW_PASSWORD_PAGE, error)
    if done.setup_key:
        response = to_page(form.language, SETUP_PAGE)
        seconds = int(SETUP_LIFETIME.total_seconds())
        # In the cookie that the screen's state is bound to: what the page shows is the secret itself.
        cookies.put(response, cookies.CHALLENGE, done.setup_key, seconds)
    else:
        page = STAFF_SIGN_IN_PAGE if done.staff else SIGN_IN_PAGE
        response = to_page(form.language, page, e="password_set", i=done.identifier)
    cookies.drop(response, cookies.LINK)
    return response


async def close_sessions(request: Request, form: Form) -> Response:
    """Close every session of an account, through the link of a new-device e-mail."""
    token = cookies.read(request.headers.get("cookie", ""), cookies.LINK)
    try:
        await links.close_sessions(token, visitor_of(request, form.language))
    except DomainError as error:
        return refused(form.language, CLOSE_SESSIONS_PAGE, error)
    response = to_page(form.language, SIGN_IN_PAGE, e="sessions_closed")
    cookies.drop(response, cookies.LINK)
    cookies.drop(response, cookies.SESSION)
    return response


async def session_left(request: Request) -> Response:
    """Seconds this session has left, without making it longer."""
    cookie = _session(request)
    left = await sessions.seconds_left(cookie) if cookie else 0
    return JSONResponse({"seconds": left}, headers={"cache-control": "no-store"})


async def extend(request: Request, form: Form) -> Response:
    """Stay signed in: counts as activity, within the absolute limit."""
    del form
    cookie = _session(request)
    if cookie:
        await sessions.extend(cookie)
    return await session_left(request)


def routes() -> list[Route]:
    """HTTP routes of sign-in and sessions."""
    posts = {
        "/auth/identifier": identifier,
        "/auth/code": code,
        "/auth/resend": resend,
        "/auth/sign-out": sign_out,
        "/auth/forgotten": forgotten,
        "/auth/new-password": new_password,
        "/auth/close-sessions": close_sessions,
        "/auth/extend": extend,
    }
    return [
        *(Route(path, form_route(handler), methods=["POST"]) for path, handler in posts.items()),
        Route("/auth/session", session_left, methods=["GET"]),
        Route("/{language:str}/lien/mot-de-passe", open_link(NEW_PASSWORD_PAGE), methods=["GET"]),
        Route(
            "/{language:str}/lien/fermer-les-sessions",
            open_link(CLOSE_SESSIONS_PAGE),
            methods=["GET"],
        ),
    ]
