"""Where adhésion begins: what it gives, what to have at hand, what was begun."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, page_heading, primary_link
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.company import CompanyState, Unfinished
from damancom_reflex.state.adhesion.wizard import EnrolmentState

PAGE = "adhesion"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, EnrolmentState.error, EnrolmentState.error_token),
        page_heading(
            _("Adhérer à Damancom"),
            _(
                "Ouvrez le compte en ligne de votre entreprise : dix minutes ici, puis une visite à votre agence avec les "
                "formulaires signés."
            ),
        ),
        rx.cond(some(CompanyState.unfinished), _unfinished(_), rx.fragment()),
        card(
            rx.el.h2(_("À avoir sous la main"), class_name="section-title mt-0"),
            rx.el.ul(
                rx.el.li(_("Le numéro d'affiliation de l'entreprise à la CNSS.")),
                rx.el.li(_("La pièce d'identité du représentant légal.")),
                rx.el.li(
                    _(
                        "Un téléphone mobile et une adresse électronique, que nous vérifions chacun par un code."
                    )
                ),
                rx.el.li(_("Le RIB du compte à débiter, si vous l'avez.")),
                rx.el.li(
                    _(
                        "Si vous avez un mandataire (comptable, fiduciaire…) : son ICE, ses coordonnées et la pièce d'identité de qui signe pour lui."
                    )
                ),
                class_name="list-disc ps-5 grid gap-1",
            ),
            rx.el.p(
                _(
                    "Toute personne de l'entreprise peut remplir la demande ; le représentant légal la signe, et elle est "
                    "déposée à l'agence."
                ),
                class_name="mt-4",
            ),
            rx.el.p(
                _(
                    "Chaque réponse est enregistrée à mesure : vous pouvez vous arrêter et reprendre pendant 90 jours."
                ),
                class_name="text-muted mt-4",
            ),
            primary_link(_("Commencer"), href(_, "adhesion/entreprise")),
        ),
        card(
            rx.el.h2(_("Demande déjà déposée ?"), class_name="section-title mt-0"),
            rx.el.p(_("Suivez-la avec sa référence et un code envoyé à votre téléphone.")),
            rx.el.a(
                _("Suivre ma demande"),
                href=href(_, "adhesion/suivi"),
                class_name="btn btn-outline mt-4",
            ),
        ),
        rx.el.p(
            _("Votre entreprise n'a pas de numéro d'affiliation ?"),
            " ",
            rx.el.a(
                _("S'affilier d'abord à la CNSS"), href=href(_, "affiliation"), class_name="link"
            ),
            class_name="mt-6",
        ),
        page=PAGE,
        title=_("Adhérer à Damancom"),
        has_error=EnrolmentState.error != "",
    )


def _unfinished(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Reprendre là où vous en étiez"), class_name="section-title mt-0"),
        rx.el.ul(
            rx.foreach(CompanyState.unfinished, lambda draft: _draft(_, draft)),
            class_name="grid gap-3",
        ),
    )


def _draft(_: Translator, draft: Unfinished) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(draft.legal_name, class_name="font-semibold"),
            rx.el.p(_("brouillon enregistré le"), " ", ltr(draft.saved), class_name="text-muted"),
        ),
        rx.el.a(
            _("Reprendre"),
            rx.el.span(" : ", draft.legal_name, class_name="sr-only"),
            href=draft.address,
            class_name="btn btn-primary",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )
