"""What comes next for a request of adhésion that was filed: what to bring, and where it leads."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.filed import FiledState

SCREEN = FiledState.screen


def what_next(_: Translator) -> rx.Component:
    """What comes next, by where the request stands."""
    return card(
        rx.el.h2(_("La suite"), class_name="section-title mt-0"),
        rx.match(
            SCREEN.word,
            (EnrolmentStatus.SUBMITTED.value, _to_bring(_)),
            (
                EnrolmentStatus.RECEIVED.value,
                rx.el.p(
                    _(
                        "L'agence examine vos formulaires. Vous serez avisé de sa décision par courriel et par SMS."
                    )
                ),
            ),
            (
                EnrolmentStatus.CORRECTION_REQUESTED.value,
                rx.el.p(
                    _(
                        "Faites ce que l'agence demande, puis confirmez la demande de nouveau, même si rien n'est à changer en ligne, au plus tard le"
                    ),
                    " ",
                    ltr(SCREEN.before),
                    ".",
                ),
            ),
            (EnrolmentStatus.VALIDATED.value, _validated(_)),
            _over(_),
        ),
    )


def _to_bring(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.ol(
            rx.el.li(
                _("Imprimez les formulaires, signez-les et apposez le cachet de l'entreprise.")
            ),
            rx.el.li(
                _("Faites signer et cacheter l'autorisation de prélèvement par votre banque.")
            ),
            rx.el.li(
                _("Apportez-les à votre agence, au plus tard le"),
                " ",
                ltr(SCREEN.before, class_name="font-semibold"),
                ".",
            ),
            rx.el.li(
                _(
                    "L'agence valide : le représentant reçoit l'identifiant et un lien d'activation, valable 72 heures."
                )
            ),
            class_name="list-decimal ps-5 grid gap-2",
        ),
        rx.el.h3(_("À apporter"), class_name="font-semibold mt-6 mb-2"),
        rx.el.ul(
            rx.el.li(_("La demande d'adhésion, signée et cachetée.")),
            rx.el.li(_("L'autorisation de prélèvement, signée, cachetée, visée par la banque.")),
            rx.cond(
                SCREEN.has_delegate,
                rx.el.li(_("Le mandat, signé par vous et par le mandataire.")),
                rx.fragment(),
            ),
            rx.el.li(_("L'attestation de RIB délivrée par la banque.")),
            rx.el.li(_("La pièce d'identité du représentant légal et sa copie.")),
            rx.cond(
                SCREEN.new_representative,
                rx.el.li(
                    _(
                        "La preuve du changement de représentant : procès-verbal, statuts ou extrait du registre."
                    )
                ),
                rx.fragment(),
            ),
            class_name="list-disc ps-5 grid gap-1",
        ),
    )


def _validated(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            _(
                "Votre compte est ouvert. Le courriel d'activation contient votre identifiant et un lien, valable 72 heures, "
                "pour choisir votre mot de passe."
            )
        ),
        rx.el.p(
            _("Lien perdu ou expiré ? Demandez-en un autre avec votre identifiant :"),
            " ",
            rx.el.a(
                _("recevoir un nouveau lien"),
                href=href(_, "connexion/mot-de-passe"),
                class_name="link",
            ),
            ".",
            class_name="mt-2",
        ),
        rx.el.a(_("Se connecter"), href=href(_, "connexion"), class_name="btn btn-outline mt-4"),
    )


def _over(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.p(_("Cette demande est close. Vous pouvez en faire une nouvelle.")),
        rx.el.a(
            _("Faire une nouvelle demande"),
            href=href(_, "adhesion"),
            class_name="btn btn-outline mt-4",
        ),
    )
