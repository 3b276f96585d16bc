"""What an HTTP request says of its sender: address, device, language; and whether it may change anything."""

from __future__ import annotations

import math
from datetime import datetime

from starlette.requests import HTTPConnection, Request

from damancom_reflex.clock import now
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services.actors import Actor, Refused, Visitor
from damancom_reflex.services.limits import plain_address
from damancom_reflex.services.sessions import actor_of
from damancom_reflex.settings import settings
from damancom_reflex.web import cookies

LONGEST_DEVICE = 300


def client_address(peer: str, forwarded_for: str, hops: int) -> str:
    """Address of the person behind `hops` trusted proxies.

    Each proxy appends the address it saw, so only the last `hops` entries are ours to believe.
    """
    if hops == 0:
        return peer
    entries = [entry.strip() for entry in forwarded_for.split(",") if entry.strip()]
    return plain_address(entries[-hops]) if len(entries) >= hops else peer


def address_of(connection: HTTPConnection) -> str:
    """Address of the person who sent this request."""
    peer = connection.client.host if connection.client else ""
    return client_address(
        # A proxy may append a line of its own instead of adding to the one it got.
        peer,
        ",".join(connection.headers.getlist("x-forwarded-for")),
        settings().trusted_proxy_hops,
    )[:45]


def visitor_of(request: Request, language: Language) -> Visitor:
    """The sender as services know a person who is not signed in."""
    return Visitor(
        address=address_of(request),
        device=request.headers.get("user-agent", "")[:LONGEST_DEVICE],
        language=language,
    )


async def actor_of_request(request: HTTPConnection) -> Actor | None:
    """The signed-in actor of this request, checked against its row."""
    cookie = cookies.read(request.headers.get("cookie", ""), cookies.SESSION)
    return await actor_of(cookie, address_of(request)) if cookie else None


def retry_after(refused: Refused) -> dict[str, str]:
    """The header that tells a program until when a limit holds."""
    until = refused.params.get("until")
    left = (until - now()).total_seconds() if isinstance(until, datetime) else 0
    return {"retry-after": str(max(1, math.ceil(left)))}


def same_origin(request: Request) -> bool:
    """Whether a post comes from our own pages.

    Browsers send `Origin` (and `Sec-Fetch-Site`) with every post; one that names another site, or none, is refused.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin", "")
    return origin in settings().origins


def language_of_path(path: str) -> Language:
    """Language of a page's address (`/ar/…`)."""
    return language_of(path)
