"""Files that a browser keeps: who may ask for them, and the headers they are sent with."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language
from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import EMPLOYERS
from damancom_reflex.web.requests import actor_of_request

NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9._-]")
LONGEST_NAME: Final = 64


async def employer_of(request: Request, language: Language) -> Actor | Response:
    """The employer who asks for a file; or what is answered to anybody else."""
    return await account_of(request, language, EMPLOYERS)


async def account_of(
    request: Request, language: Language, roles: frozenset[Role]
) -> Actor | Response:
    """Who asks for a file, when they have one of the roles; or what is answered to anybody else.

    Who is not signed in is sent to sign in, in `language`; an account of another role is refused.
    """
    actor = await actor_of_request(request)
    if actor is None:
        return RedirectResponse(f"/{language}/connexion?e=session_ended", status_code=303)
    if actor.role not in roles:
        return PlainTextResponse("Forbidden", status_code=403)
    return actor


async def reader_of(request: Request, language: Language) -> Actor | Response:
    """Who asks for a file that officers may see too: which ones, and whose, the service says."""
    actor = await actor_of_request(request)
    return actor or RedirectResponse(f"/{language}/connexion?e=session_ended", status_code=303)


def not_served(error: DomainError) -> Response:
    """What is answered in place of a file: alike for one that is somebody else's and for one that is nobody's."""
    if error.code == "not_allowed":
        return PlainTextResponse("Forbidden", status_code=403)
    return PlainTextResponse("Not found", status_code=404)


def attachment(content: bytes, media_type: str, name: str, ending: str) -> Response:
    """A file to be kept by whoever asked for it, and by no cache."""
    # A reference is taken however it is typed: only what a file name may have goes back into a header.
    plain = NOT_IN_A_NAME.sub("", name)[:LONGEST_NAME]
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{plain}.{ending}"',
            "cache-control": "private, no-store",
        },
    )
