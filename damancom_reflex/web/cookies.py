"""The portal's cookies: all HttpOnly, SameSite=Lax, and `__Host-` with Secure away from plain-HTTP loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import cookie_parser
from starlette.responses import Response

from damancom_reflex.settings import settings

SESSION: Final = "damancom_session"
CHALLENGE: Final = "damancom_challenge"
DEVICE: Final = "damancom_device"
LINK: Final = "damancom_link"
APPLICANT: Final = "damancom_applicant"

CHALLENGE_SECONDS: Final = 3600
DEVICE_SECONDS: Final = 365 * 24 * 3600
APPLICANT_SECONDS: Final = 90 * 24 * 3600
SESSION_SECONDS: Final = 12 * 3600


def _name(cookie: str) -> str:
    return f"__Host-{cookie}" if settings().secure_cookies else cookie


def jar(header: str) -> Mapping[str, str]:
    """The cookies of a `Cookie` header, read as browsers write them: one badly set elsewhere hides none of ours."""
    return cookie_parser(header)


def read(header: str | Mapping[str, str], cookie: str) -> str:
    """The value of one of our cookies in a `Cookie` header, or in its `jar`, empty when it is not there."""
    found = jar(header) if isinstance(header, str) else header
    return found.get(_name(cookie), "")


def put(response: Response, cookie: str, value: str, seconds: int) -> None:
    """Set one of our cookies."""
    response.set_cookie(
        _name(cookie),
        value,
        max_age=seconds,
        httponly=True,
        secure=settings().secure_cookies,
        samesite="lax",
        path="/",
    )


def drop(response: Response, cookie: str) -> None:
    """Remove one of our cookies."""
    response.delete_cookie(
        _name(cookie), httponly=True, secure=settings().secure_cookies, samesite="lax", path="/"
    )
