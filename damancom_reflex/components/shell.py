"""The frame of every page: language, title, header, one main part, footer."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.brand import footer, header, skip_link
from damancom_reflex.components.language import href
from damancom_reflex.components.live import IdleGuard, PageHead
from damancom_reflex.components.notices import connection_banner
from damancom_reflex.components.types import Flag
from damancom_reflex.i18n import Translator
from damancom_reflex.state.session import SessionState

IDLE_WARNING_SECONDS = 120


def shell(
    _: Translator,
    *children: rx.Component,
    page: str,
    title: str,
    has_error: Flag = False,
    wide: bool = False,
) -> rx.Component:
    """Wrap a page's content.

    Args:
        *children: the content.
        page: the page's address below the language, for the link to its twin.
        title: the document title, without the portal's name.
        has_error: while true, the title begins with « Erreur : ».
        wide: let the content take the whole width (72 rem) instead of a reading column.
    """
    return rx.el.div(
        PageHead.create(
            lang=_.language,
            dir=_.direction,
            title=page_title(title),
            error_prefix=_("Erreur :"),
            has_error=has_error,
        ),
        skip_link(_),
        connection_banner(_),
        header(_, page),
        rx.el.main(
            *children,
            id="contenu",
            tab_index=-1,
            class_name="shell main" if wide else "shell main main-narrow",
        ),
        footer(_),
        _idle_guard(_),
        lang=_.language,
        dir=_.direction,
        class_name="page",
    )


def page_title(title: str) -> str:
    """Document title: what the page is, then whose it is."""
    return f"{title} – Damancom"


def _idle_guard(_: Translator) -> rx.Component:
    return IdleGuard.create(
        active=SessionState.signed_in,
        warn_at=IDLE_WARNING_SECONDS,
        title=_("Êtes-vous toujours là ?"),
        text=_("Sans action de votre part, votre session se ferme dans"),
        stay=_("Rester connecté"),
        ended_path=href(_, "connexion?e=session_ended"),
        class_name="modal-native",
        panel_class_name="modal-panel",
    )
