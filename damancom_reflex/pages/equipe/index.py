"""The entry of the staff's space: who I am, where, and what waits."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, fact, loading, page_heading, primary_link
from damancom_reflex.components.messages_language import messages_language
from damancom_reflex.components.notices import notice
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.session import SessionState
from damancom_reflex.state.staff.space import StaffSpaceState

PAGE = "equipe"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(_("Espace du personnel"), SessionState.display_name),
        rx.cond(StaffSpaceState.ready, _space(_), loading(_("Ouverture de votre espace…"))),
        page=PAGE,
        title=_("Espace du personnel"),
        wide=True,
    )


def _space(_: Translator) -> rx.Component:
    return rx.el.div(
        _queue(_),
        _me(_),
        _security(_),
        rx.cond(
            StaffSpaceState.supervisor,
            rx.fragment(_debits(_), _figures(_), _journal(_), _agents(_)),
            rx.fragment(),
        ),
        messages_language(_),
        class_name="grid gap-4 md:grid-cols-2 items-start",
    )


def _queue(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Dossiers à traiter"), class_name="section-title mt-0"),
        rx.el.p(StaffSpaceState.duty),
        primary_link(_("Ouvrir les dossiers"), href(_, "equipe/dossiers")),
        class_name="md:col-span-2",
    )


def _agents(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Comptes du personnel"), class_name="section-title mt-0"),
        rx.el.p(_("Qui a un compte, où, et qui doit relier une nouvelle application.")),
        rx.el.a(
            _("Ouvrir les comptes"),
            href=href(_, "equipe/agents"),
            class_name="btn btn-outline mt-4",
        ),
    )


def _debits(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Fichiers de prélèvements"), class_name="section-title mt-0"),
        rx.el.p(
            _("Les prélèvements de chaque mois, en fichiers à produire, à compter et à viser.")
        ),
        rx.el.a(
            _("Ouvrir les fichiers"),
            href=href(_, "equipe/prelevements"),
            class_name="btn btn-outline mt-4",
        ),
    )


def _figures(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Chiffres"), class_name="section-title mt-0"),
        rx.el.p(_("Demandes par état et par semaine, remise accordée, délais, messages.")),
        rx.el.a(
            _("Ouvrir les chiffres"),
            href=href(_, "equipe/chiffres"),
            class_name="btn btn-outline mt-4",
        ),
    )


def _journal(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Journal des actes"), class_name="section-title mt-0"),
        rx.el.p(_("Tout ce qui a été fait, par qui et quand ; à chercher et à exporter.")),
        rx.el.a(
            _("Ouvrir le journal"),
            href=href(_, "equipe/journal"),
            class_name="btn btn-outline mt-4",
        ),
    )


def _me(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Votre fonction"), class_name="section-title mt-0"),
        rx.el.dl(
            fact(_("Fonction"), StaffSpaceState.role),
            fact(_("Lieu"), _place(_)),
            class_name="facts",
        ),
    )


def _place(_: Translator) -> rx.Component:
    return rx.cond(
        StaffSpaceState.place != "",
        rx.fragment(
            StaffSpaceState.place,
            rx.el.span(
                StaffSpaceState.place_address, class_name="block text-sm font-normal text-muted"
            ),
        ),
        _("Tout le Maroc"),
    )


def _security(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Codes de secours"), class_name="section-title mt-0"),
        rx.cond(
            StaffSpaceState.few_codes,
            notice(
                "warning",
                StaffSpaceState.codes_said,
                " ",
                _("Sans eux, un téléphone perdu vous ferme Damancom."),
            ),
            rx.el.p(StaffSpaceState.codes_said),
        ),
        rx.el.a(
            _("Gérer mes codes de secours"),
            href=href(_, "equipe/codes-de-secours"),
            class_name="btn btn-outline mt-4",
        ),
    )
