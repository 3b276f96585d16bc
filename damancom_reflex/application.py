"""Putting the rooms together: Reflex with our guard in front, our HTTP routes around it, our pages in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import reflex as rx
from reflex.event import EventSpec
from reflex.utils import prerequisites
from reflex_base.config import get_config
from reflex_base.event.context import EventContext
from starlette.applications import Starlette
from starlette.types import ASGIApp

from damancom_reflex import demo, logs
from damancom_reflex.collecting import run_collector
from damancom_reflex.components.shell import page_title
from damancom_reflex.i18n import LANGUAGES, Translator, language_of, translator
from damancom_reflex.pages import not_found
from damancom_reflex.routing import PAGES, Page, on_load
from damancom_reflex.services import limits
from damancom_reflex.services.delivery import run_worker
from damancom_reflex.services.scheduling import run_scheduler
from damancom_reflex.settings import settings
from damancom_reflex.state.personas import provide
from damancom_reflex.store.checkpoints import run_checkpoints
from damancom_reflex.store.engine import dispose
from damancom_reflex.web import (
    auth,
    captcha,
    downloads,
    enrolment,
    exports,
    health,
    staff_auth,
    uploads,
)
from damancom_reflex.web.failures import Failures, apologise
from damancom_reflex.web.frontend import Frontend, Switch
from damancom_reflex.web.gate import Gate
from damancom_reflex.web.guard import Guard
from damancom_reflex.web.headers import SecurityHeaders
from damancom_reflex.web.rate import Quiet
from damancom_reflex.web.sockets import Sockets

STYLES = ["/fonts/fonts.css", "/styles/portal.css"]

_quiet: Final = Quiet(__name__)


class PortalApp(rx.App):
    """Reflex behind our own front: headers on every answer, pages from our server, failures in our words."""

    def __call__(self) -> ASGIApp:
        """The ASGI application that the server runs."""
        build = prerequisites.get_web_dir() / "build" / "client"
        served = Switch(Sockets(super().__call__()), Frontend(build))
        return SecurityHeaders(Failures(served))

    def _setup_state(self) -> None:
        """Put our gate in the place of Reflex's own way in, which has no setting for it."""
        super()._setup_state()
        if self.sio is not None:
            self._event_namespace = Gate(get_config().get_event_namespace(), self)
            self.sio.register_namespace(self._event_namespace)


def make_app() -> rx.App:
    """The portal's Reflex application."""
    logs.set_up(level=settings().log_level, as_json=settings().log_json)
    provide(demo.personas, demo.enrolments, demo.insured)
    app = PortalApp(
        stylesheets=STYLES,
        html_lang="fr",
        backend_exception_handler=_on_failure,
        # Our own banner says that the line is lost, in the page's language; toasts would need eval.
        app_wraps={},
        toaster=None,
        api_transformer=_http_routes(),
    )
    # Sockets came with loggers of their own.
    logs.take_over()
    app.add_middleware(Guard(), index=0)
    app.register_lifespan_task(_lifespan)
    _add_pages(app)
    return app


def _add_pages(app: rx.App) -> None:
    for language in LANGUAGES:
        _ = translator(language)
        for page in PAGES:
            route = f"/{language}/{page.address}".rstrip("/")
            app.add_page(
                _builder(page, _),
                route=route,
                title=page_title(_(page.title)),
                description=_(
                    "Voir sa dette, simuler une remise et signer un accord de paiement avec la sécurité sociale."
                ),
                on_load=on_load(page),
            )
    # Reflex wants an index; the server answers `/` before it is reached.
    app.add_page(rx.fragment(), route="/", title="Damancom")


def _builder(page: Page, _: Translator) -> Callable[[], rx.Component]:
    """What builds a page in a language, as Reflex takes it.

    Reflex puts what a page shows of the state into a file named after the module of the page's function: only so does
    each page bring its own part to the browser, and not that of all.
    """

    def build() -> rx.Component:
        return page.build(_)

    build.__module__ = page.build.__module__
    return build


def _http_routes() -> Starlette:
    return Starlette(
        exception_handlers={Exception: apologise},
        routes=[
            *health.routes(),
            *auth.routes(),
            *staff_auth.routes(),
            *captcha.routes(),
            *downloads.routes(),
            *exports.routes(),
            *uploads.routes(),
            *enrolment.routes(),
        ],
    )


def _on_failure(exception: Exception) -> EventSpec | None:
    """An event handler broke: log it, and say so on a page of its own; what was typed is in its row."""
    _quiet.tell_of("event failed", exception)
    path = str(EventContext.get().router_data.get("pathname", ""))
    if path.endswith(not_found.FAILED):
        return None
    return rx.redirect(f"/{language_of(path)}/{not_found.FAILED}")


@asynccontextmanager
async def _lifespan() -> AsyncIterator[None]:
    """Deliver messages and do what is due beside the server, and close connections at the end."""
    async with run_collector(), run_checkpoints(), run_worker(), run_scheduler():
        yield
    await limits.close()
    await dispose()
