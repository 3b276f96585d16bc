"""Step 2: the legal representative."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.adhesion.fields import (
    arabic_name,
    choices,
    draft_field,
    latin_name,
    named,
)
from damancom_reflex.components.adhesion.steps import step_page
from damancom_reflex.components.demo import identity_panel
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.layout import card
from damancom_reflex.components.notices import notice
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.representative import RepresentativeState
from damancom_reflex.state.adhesion.summary import IDENTITY_KINDS
from damancom_reflex.state.adhesion.wizard import EnrolmentState

PAGE = "adhesion/representant"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        EnrolmentStep.REPRESENTATIVE,
        card(_identity(_)),
        rx.cond(RepresentativeState.in_register, _in_register(_), rx.fragment()),
        rx.cond(RepresentativeState.is_new, _new(_), rx.fragment()),
        rx.cond(
            RepresentativeState.in_register | RepresentativeState.is_new,
            go_on(_("Continuer vers les coordonnées"), RepresentativeState.go_on),
            rx.fragment(),
        ),
        after=identity_panel(_, EnrolmentState.affiliate_number),
        title=_("Le représentant légal"),
        lead=_("La personne qui peut engager l'entreprise : gérant, président, propriétaire…"),
    )


def _identity(_: Translator) -> rx.Component:
    return rx.el.div(
        choices(
            Field.IDENTITY_KIND,
            _("Pièce d'identité"),
            named(_, IDENTITY_KINDS),
            chosen=EnrolmentState.typed[Field.IDENTITY_KIND.value],
            on_choose=RepresentativeState.choose_kind,
            disabled=RepresentativeState.no_tries,
        ),
        rx.el.form(
            draft_field(
                Field.IDENTITY_NUMBER,
                _("Numéro de la pièce"),
                hint=_(
                    "Comme sur la pièce, par exemple {example} ; majuscules et espaces ne comptent pas.",
                    example=_.ltr("AB123456"),
                ),
                on_type=RepresentativeState.type_number,
                left_to_right=True,
                auto_complete="off",
                max_length=32,
                # The one looked up last stays: it is the one that the request goes on with.
                read_only=RepresentativeState.no_tries,
            ),
            rx.el.div(
                rx.el.button(
                    _("Vérifier"),
                    type="submit",
                    disabled=RepresentativeState.no_tries,
                    class_name=rx.cond(
                        RepresentativeState.in_register | RepresentativeState.is_new,
                        "btn btn-outline",
                        "btn btn-primary btn-main",
                    ),
                ),
                rx.el.span(RepresentativeState.tries, class_name="text-muted"),
                class_name="flex flex-wrap items-center gap-4",
            ),
            rx.cond(RepresentativeState.no_tries, _no_tries(_), rx.fragment()),
            on_submit=RepresentativeState.check,
            no_validate=True,
            class_name="form",
        ),
        class_name="grid gap-6",
    )


def _no_tries(_: Translator) -> rx.Component:
    return notice(
        "warning",
        _(
            "Les cinq vérifications de ce dossier sont faites. Présentez-vous à votre agence avec la pièce d'identité : "
            "elle continuera avec vous."
        ),
    )


def _in_register(_: Translator) -> rx.Component:
    return rx.el.div(
        notice(
            "success",
            rx.el.p(_("Cette pièce est celle du représentant légal de nos registres :")),
            rx.el.p(RepresentativeState.name, class_name="font-semibold", dir="auto"),
            role="status",
        ),
        class_name="mt-6",
    )


def _new(_: Translator) -> rx.Component:
    return rx.el.div(
        notice(
            "warning",
            rx.el.p(
                _("Cette pièce n'est pas celle du représentant légal de nos registres."),
                class_name="font-semibold",
            ),
            rx.el.p(
                _(
                    "Relisez d'abord le numéro : une lettre ou un chiffre suffit à désigner quelqu'un d'autre."
                )
            ),
            rx.el.p(
                _(
                    "Si le représentant a changé, nommez le nouveau ci-dessous. La demande ne sera validée qu'avec les "
                    "documents qui prouvent ce changement, apportés à l'agence : procès-verbal de nomination, statuts "
                    "modifiés ou extrait récent du registre du commerce."
                )
            ),
            role="status",
        ),
        card(_names(_), class_name="mt-6"),
        class_name="mt-6",
    )


def _names(_: Translator) -> rx.Component:
    latin = _("En lettres latines, comme sur la pièce.")
    return rx.el.div(
        rx.el.h2(_("Le nouveau représentant"), class_name="section-title mt-0"),
        rx.el.div(
            latin_name(Field.SURNAME, _("Nom de famille"), latin),
            latin_name(Field.FIRST_NAME, _("Prénom"), latin),
            arabic_name(Field.SURNAME_AR, _("Nom de famille en arabe (facultatif)")),
            arabic_name(Field.FIRST_NAME_AR, _("Prénom en arabe (facultatif)")),
            class_name="field-pairs",
        ),
    )
