"""Serving the built pages: right status, right caching, no redirect to another spelling of an address.

Reflex serves its build itself but answers `/page` by an absolute redirect to `/page/` and sends no `Cache-Control`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from damancom_reflex.i18n import language_of
from damancom_reflex.web.headers import content_security_policy

FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
NEVER = "no-cache"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}


# What the server answers itself; every other address is a page or a file of the build.
SERVED = (
    "/_event",
    "/auth/",
    "/health/",
    "/telecharger/",
    "/televerser/",
    "/fr/lien/",
    "/ar/lien/",
)


class Switch:
    """ASGI switch between the server's own addresses and the build."""

    def __init__(self, server: ASGIApp, frontend: ASGIApp) -> None:
        """Send `SERVED` addresses to `server`, the rest to `frontend`."""
        self.server, self.frontend = server, frontend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection to the right side."""
        own = scope["type"] != "http" or scope["path"].startswith(SERVED)
        await (self.server if own else self.frontend)(scope, receive, send)


@dataclass(frozen=True)
class Page:
    """A prerendered page, ready to send, with the policy that allows its own inline scripts and no other."""

    html: bytes
    compressed: bytes
    policy: str

    @classmethod
    def of(cls, name: str, html: str) -> Page:
        """Make a page of the build ready."""
        content = _in_its_language(name, html).encode()
        return cls(content, gzip.compress(content, mtime=0), content_security_policy(html))


class Frontend:
    """ASGI application over the folder of a production build."""

    def __init__(self, folder: Path) -> None:
        """Serve `folder` (`.web/build/client`), read once at start."""
        self.folder = folder
        self.files = {
            "/" + path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix in TYPES
        }
        self.pages = {
            name: Page.of(name, path.read_text("utf-8"))
            for name, path in self.files.items()
            if path.suffix == ".html"
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        response = (
            self.answer(request)
            if request.method in {"GET", "HEAD"}
            else PlainTextResponse("Method not allowed", status_code=405)
        )
        await response(scope, receive, send)

    def answer(self, request: Request) -> Response:
        """The file, page, or not-found page for an address."""
        path = request.url.path
        if path == "/":
            return self._front_door(request)
        if len(path) > 1 and path.endswith("/"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse("/" + path.strip("/") + query, status_code=308)
        if path in self.files and not path.endswith(".html"):
            return self._file(path, request.headers)
        page = f"{path}/index.html"
        if page in self.pages:
            return self._page(page, request.headers)
        return self._page(
            f"/{language_of(path)}/introuvable/index.html", request.headers, status=404
        )

    def _front_door(self, request: Request) -> Response:
        wanted = request.headers.get("accept-language", "")
        language = language_of(wanted) if wanted else "fr"
        return RedirectResponse(
            f"/{language}", status_code=302, headers={"vary": "accept-language"}
        )

    def _page(self, path: str, headers: Headers, status: int = 200) -> Response:
        page = self.pages.get(path)
        if page is None:
            return PlainTextResponse("Not found", status_code=404)
        extra = {
            "cache-control": NEVER,
            "vary": "accept-encoding",
            "content-security-policy": page.policy,
            "link": _fonts_of(path),
        }
        if "gzip" not in headers.get("accept-encoding", ""):
            return Response(page.html, status_code=status, headers=extra, media_type=TYPES[".html"])
        extra["content-encoding"] = "gzip"
        return Response(
            page.compressed, status_code=status, headers=extra, media_type=TYPES[".html"]
        )

    def _file(self, path: str, headers: Headers) -> Response:
        found = self.files[path]
        sent, encoding = self._encoded(found, headers.get("accept-encoding", ""))
        extra = {"cache-control": _caching(path), "vary": "accept-encoding"}
        if encoding:
            extra["content-encoding"] = encoding
        return FileResponse(sent, headers=extra, media_type=TYPES[found.suffix])

    def _encoded(self, found: Path, accepted: str) -> tuple[Path, str]:
        for encoding, suffix in ENCODINGS:
            smaller = found.with_name(found.name + suffix)
            if encoding in accepted and _exists(smaller):
                return smaller, encoding
        return found, ""


def _fonts_of(name: str) -> str:
    """The fonts that the first screen of a page needs, asked for before its styles are read."""
    fonts = ["damancom-sans-400", "damancom-sans-600"]
    if language_of(name) == "ar":
        fonts += ["damancom-sans-arabic-400", "damancom-sans-arabic-600"]
    return ", ".join(
        f'</fonts/{font}.woff2>; rel=preload; as=font; type="font/woff2"; crossorigin'
        for font in fonts
    )


def _in_its_language(name: str, html: str) -> str:
    """A prerendered page with the `lang` and `dir` of its tree: Reflex writes one language on all."""
    if language_of(name) == "ar":
        return html.replace('<html lang="fr"', '<html lang="ar" dir="rtl"', 1)
    return html.replace('<html lang="fr"', '<html lang="fr" dir="ltr"', 1)


@cache
def _exists(path: Path) -> bool:
    return path.is_file()


def _caching(path: str) -> str:
    if path.startswith("/assets/"):
        return FOREVER
    return NEVER if path.endswith((".html", ".json")) else A_DAY
