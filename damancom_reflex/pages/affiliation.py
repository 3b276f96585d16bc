"""« S'affilier à CNSS »: what it is, for an employer that has no affiliation number yet."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, page_heading
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator

PAGE = "affiliation"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(
            _("S'affilier à la CNSS"),
            _(
                "Toute entreprise qui emploie quelqu'un s'affilie à la CNSS. Elle y reçoit son numéro d'affiliation ; le compte "
                "Damancom vient ensuite."
            ),
        ),
        card(
            rx.el.h2(_("Comment faire aujourd'hui"), class_name="section-title mt-0"),
            rx.el.ol(
                rx.el.li(_("Rendez-vous à l'agence CNSS la plus proche du siège de l'entreprise.")),
                rx.el.li(
                    _(
                        "Présentez la demande d'affiliation avec les pièces ci-dessous, et déclarez vos salariés."
                    )
                ),
                rx.el.li(_("L'agence vous remet un numéro d'affiliation de sept chiffres.")),
                rx.el.li(_("Avec ce numéro, ouvrez votre compte Damancom ici même.")),
                class_name="list-decimal ps-5 grid gap-2",
            ),
            rx.el.h2(_("Pièces habituellement demandées"), class_name="section-title"),
            rx.el.ul(
                rx.el.li(
                    _(
                        "L'extrait du registre du commerce, ou l'attestation d'inscription à la taxe professionnelle."
                    )
                ),
                rx.el.li(_("L'ICE de l'entreprise.")),
                rx.el.li(_("Les statuts, pour une société.")),
                rx.el.li(_("La pièce d'identité du représentant légal.")),
                rx.el.li(_("Une attestation de RIB.")),
                rx.el.li(_("La liste des salariés, avec leur pièce d'identité.")),
                class_name="list-disc ps-5 grid gap-1",
            ),
            rx.el.p(
                _("La demande d'affiliation en ligne n'est pas encore ouverte sur ce guichet."),
                class_name="text-muted mt-6",
            ),
            rx.el.a(
                _("J'ai un numéro d'affiliation"),
                href=href(_, "adhesion"),
                class_name="btn btn-primary mt-6",
            ),
        ),
        page=PAGE,
        title=_("S'affilier à la CNSS"),
    )
