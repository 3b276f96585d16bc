"""Reading the few native forms of the portal: small, same-origin, and answered by a redirect to a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.web.requests import same_origin

LARGEST_FORM = 16 * 1024
MOST_FIELDS = 20
PATIENCE_SECONDS = 10
"""Time a form may take: half a form keeps a connection that somebody else may need."""


@dataclass(frozen=True)
class Form:
    """A posted form: its fields, and the language of the page that holds it."""

    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """A field's text, empty when it was not sent."""
        return self.fields.get(name, "")

    @property
    def language(self) -> Language:
        """Language of the page that was posted from."""
        return language_of(self["language"])


async def _body(request: Request) -> bytes | None:
    """The body, or none when it is larger than any form of ours.

    Raises:
        TimeoutError: when it does not come.
    """
    taken = bytearray()
    with anyio.fail_after(PATIENCE_SECONDS):
        async for piece in request.stream():
            taken += piece
            if len(taken) > LARGEST_FORM:
                return None
    return bytes(taken)


def form_route(
    handler: Callable[[Request, Form], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a form handler: foreign origins, huge or unreadable bodies never reach it."""

    async def endpoint(request: Request) -> Response:
        if not same_origin(request):
            return PlainTextResponse("Forbidden origin", status_code=403)
        try:
            body = await _body(request)
        except TimeoutError:
            return PlainTextResponse("Form too slow", status_code=408)
        if body is None:
            return PlainTextResponse("Form too large", status_code=413)
        try:
            pairs = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except (UnicodeDecodeError, ValueError):
            return PlainTextResponse("Unreadable form", status_code=400)
        response = await handler(
            request, Form({name: values[-1] for name, values in pairs.items()})
        )
        response.headers["cache-control"] = "no-store"
        return response

    return endpoint


def to_page(language: Language, page: str, **query: object) -> RedirectResponse:
    """See-other to one of our pages; `page` is below the language, without slashes around it."""
    words = {name: str(value) for name, value in query.items() if value not in (None, "")}
    address = f"/{language}/{page}" if page else f"/{language}"
    return RedirectResponse(f"{address}?{urlencode(words)}" if words else address, status_code=303)


def refused(language: Language, page: str, error: DomainError, **query: object) -> RedirectResponse:
    """Back to a page with what was refused: its code, and until when if it names a time."""
    until = next((value for value in error.params.values() if isinstance(value, datetime)), None)
    return to_page(language, page, e=error.code, a=int(until.timestamp()) if until else "", **query)


def safe_path(path: str, language: Language) -> str:
    """`path` when it is a page of ours in any language, else empty: never a way out of the site."""
    if not path.startswith(("/fr/", "/ar/")) or "//" in path or "\\" in path or "\n" in path:
        return ""
    if path[4:].startswith("connexion"):
        return ""
    return f"/{language}{path[3:]}"
