"""The last net: an HTTP request that broke is logged through our own redaction, and answered in plain words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from damancom_reflex.logs import log

SORRY = "Un incident de notre côté. Réessayez dans un instant.\nحدث عطب من جهتنا. أعيدوا المحاولة بعد لحظات.\n"


def apologise(_request: Request, _error: Exception) -> Response:
    """What a request that broke answers, where Starlette would answer in words of its own."""
    return PlainTextResponse(SORRY, status_code=500)


class Failures:
    """ASGI wrapper that lets no exception of an HTTP request reach the server."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer in its place when it breaks before it has answered."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            if scope["type"] != "http":
                raise
            log(__name__).exception("request failed", method=scope["method"])
            if not started:
                await PlainTextResponse(SORRY, status_code=500)(scope, receive, send)
