"""Backup codes: made, shown once, printed."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.live import FocusOn, PrintButton
from damancom_reflex.components.notices import news, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.session import SessionState
from damancom_reflex.state.staff.authenticator import BackupCodesState

PAGE = "equipe/codes-de-secours"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        news("success", BackupCodesState.news),
        FocusOn.create(target="codes", token=BackupCodesState.shown),
        page_heading(
            _("Codes de secours"),
            _(
                "Dix codes qui remplacent, une fois chacun, celui de votre application : le jour où le téléphone manque, ils vous ouvrent Damancom."
            ),
        ),
        rx.cond(
            BackupCodesState.ready,
            rx.cond(some(BackupCodesState.codes), _codes(_), _none_shown(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Codes de secours"),
    )


def _none_shown(_: Translator) -> rx.Component:
    return card(
        rx.cond(
            BackupCodesState.left > 0,
            rx.fragment(
                rx.el.p(BackupCodesState.left_said),
                rx.el.p(
                    _(
                        "Ils ne s'affichent plus. En créer d'autres éteint ceux que vous avez imprimés ou notés."
                    ),
                    class_name="text-muted",
                ),
            ),
            notice("warning", _("Vous n'avez pas de code de secours.")),
        ),
        rx.el.div(
            rx.el.button(
                _("Créer dix codes"),
                type="button",
                on_click=BackupCodesState.renew,
                class_name="btn btn-primary btn-main",
            ),
            _on(_, _("Aller à mon espace")),
            class_name="flex flex-wrap gap-2 mt-4",
        ),
    )


def _codes(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Vos dix codes"), class_name="section-title mt-0", id="codes", tab_index=-1),
        rx.el.p(SessionState.display_name, class_name="font-semibold mb-3", dir="auto"),
        notice(
            "warning",
            _(
                "Ils ne s'afficheront plus. Imprimez-les ou notez-les, et gardez-les loin de votre téléphone."
            ),
            role="status",
        ),
        rx.el.ol(
            rx.foreach(
                BackupCodesState.codes,
                lambda code: rx.el.li(ltr(code, class_name="code-prefix")),
            ),
            class_name="grid gap-2 sm:grid-cols-2 list-decimal ps-8 my-6",
        ),
        rx.el.div(
            PrintButton.create(label=_("Imprimer"), class_name="btn btn-outline"),
            _on(_, _("C'est noté, aller à mon espace")),
            class_name="flex flex-wrap gap-2",
        ),
    )


def _on(_: Translator, label: str) -> rx.Component:
    return rx.el.a(label, href=href(_, "equipe"), class_name="btn btn-ghost")
