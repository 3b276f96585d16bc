"""Public home: what the desk does, and the door to it."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href
from damancom_reflex.components.layout import primary_link
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator

PAGE = ""


def page(_: Translator) -> rx.Component:
    """The home page."""
    return shell(
        _,
        _welcome(_),
        _services(_),
        _promises(_),
        page=PAGE,
        title=_("Le guichet des employeurs"),
        wide=True,
    )


def _welcome(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(
                _("Vos démarches d'employeur, expliquées à chaque pas"),
                class_name="hero-title",
            ),
            rx.el.p(
                _(
                    "Damancom est le guichet en ligne de la sécurité sociale pour les employeurs du Maroc. Ouvrez votre compte, "
                    "voyez ce que vous devez et signez un accord, en français ou en arabe."
                ),
                class_name="lead",
            ),
            rx.el.div(
                primary_link(_("Se connecter"), href(_, "connexion")),
                rx.el.a(
                    _("Adhérer à Damancom"), href=href(_, "adhesion"), class_name="btn btn-outline"
                ),
                class_name="flex flex-wrap gap-3 mt-6",
            ),
            class_name="hero-text",
        ),
        rx.el.img(
            src="/images/home.svg",
            alt="",
            custom_attrs={"width": "480", "height": "360"},
            class_name="hero-picture",
        ),
        class_name="hero-band",
    )


def _services(_: Translator) -> rx.Component:
    """The doors: those that need an account, and the two for who has none."""
    doors = (
        (
            _("Recouvrement"),
            _("Voir votre dette, simuler une remise des majorations, signer un plan de paiement."),
            _("Demander une remise"),
            "recouvrement",
        ),
        (
            _("Indemnité pour perte d'emploi"),
            _(
                "Savoir avant de déposer si un salarié y a droit, combien et pourquoi ; puis demander."
            ),
            _("Demander l'IPE"),
            "ipe",
        ),
        (
            _("Adhérer à Damancom"),
            _(
                "Votre entreprise a un numéro d'affiliation : dix minutes en ligne, puis un passage à l'agence."
            ),
            _("Ouvrir un compte"),
            "adhesion",
        ),
        (
            _("S'affilier à la CNSS"),
            _("Votre entreprise n'a pas encore de numéro d'affiliation : commencez ici."),
            _("Comprendre l'affiliation"),
            "affiliation",
        ),
    )
    return rx.el.section(
        rx.el.h2(_("Les services"), class_name="section-title"),
        rx.el.ul(
            *(
                rx.el.li(
                    rx.el.h3(title, class_name="font-semibold"),
                    rx.el.p(text, class_name="text-muted mt-1 mb-4"),
                    rx.el.a(label, href=href(_, address), class_name="link mt-auto"),
                    class_name="panel door",
                )
                for title, text, label, address in doors
            ),
            class_name="grid gap-4 md:grid-cols-2",
        ),
        rx.el.p(
            _("Vous avez déjà un document Damancom ?"),
            " ",
            rx.el.a(
                _("Suivre une demande d'adhésion"),
                href=href(_, "adhesion/suivi"),
                class_name="link",
            ),
            " · ",
            rx.el.a(_("Vérifier un document"), href=href(_, "verification"), class_name="link"),
            class_name="mt-6",
        ),
        class_name="mt-12",
    )


def _promises(_: Translator) -> rx.Component:
    promises = (
        (
            _("Rien de perdu"),
            _(
                "Chaque saisie est enregistrée. Une coupure ou un écran fermé : vous reprenez où vous étiez."
            ),
        ),
        (
            _("Chaque montant s'explique"),
            _("De chaque ligne de dette jusqu'à l'article appliqué, le calcul est à un clic."),
        ),
        (
            _("La réponse tout de suite"),
            _("Ce que vous paierez, chaque mois et jusqu'à quand, vous est dit avant de signer."),
        ),
    )
    return rx.el.section(
        rx.el.h2(_("Ce que vous pouvez attendre de nous"), class_name="section-title"),
        rx.el.ul(
            *(
                rx.el.li(
                    rx.el.h3(title, class_name="font-semibold"),
                    rx.el.p(text, class_name="text-muted mt-1"),
                    class_name="panel",
                )
                for title, text in promises
            ),
            class_name="grid gap-4 md:grid-cols-3",
        ),
        class_name="mt-12",
    )
