"""Step 4: the delegate, for who has one."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.adhesion.fields import (
    boxes,
    choices,
    draft_field,
    latin_name,
    named,
)
from damancom_reflex.components.adhesion.steps import step_page
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.layout import card
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.delegation import DelegationState
from damancom_reflex.state.adhesion.summary import DELEGATE_KINDS, IDENTITY_KINDS
from damancom_reflex.state.adhesion.wizard import EnrolmentState

PAGE = "adhesion/delegation"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        EnrolmentStep.DELEGATION,
        choices(
            Field.DELEGATED,
            _("Confiez-vous vos démarches à un mandataire ?"),
            {
                "yes": (
                    _("Oui"),
                    _(
                        "Un comptable, une fiduciaire ou une autre personne agira pour l'entreprise."
                    ),
                ),
                "no": (_("Non"), _("L'entreprise fait elle-même ses démarches.")),
            },
            chosen=DelegationState.answer,
            on_choose=DelegationState.choose,
        ),
        rx.cond(DelegationState.answer == "yes", _delegate(_), rx.fragment()),
        go_on(_("Continuer vers la validation"), DelegationState.go_on),
        title=_("Délégation"),
        lead=_(
            "Vous restez titulaire du compte. Le mandat peut être limité, daté, et retiré à tout moment."
        ),
    )


def _delegate(_: Translator) -> rx.Component:
    return rx.el.div(
        card(
            rx.el.h2(_("Le mandataire"), class_name="section-title mt-0"),
            rx.el.div(
                choices(
                    Field.DELEGATE_KIND,
                    _("Qualité"),
                    named(_, DELEGATE_KINDS),
                    chosen=EnrolmentState.typed[Field.DELEGATE_KIND.value],
                    on_choose=DelegationState.choose_kind,
                    compact=True,
                ),
                _company(_),
                class_name="grid gap-6",
            ),
        ),
        card(
            rx.el.h2(_("Son signataire"), class_name="section-title mt-0"),
            rx.el.div(_signatory(_), class_name="grid gap-6"),
        ),
        card(
            rx.el.h2(_("Le mandat"), class_name="section-title mt-0"),
            rx.el.div(_mandate(_), class_name="grid gap-6"),
        ),
        class_name="grid gap-6 mt-6",
    )


def _company(_: Translator) -> rx.Component:
    return rx.el.div(
        draft_field(
            Field.DELEGATE_NAME, _("Raison sociale ou nom"), auto_complete="off", max_length=200
        ),
        draft_field(
            Field.DELEGATE_ICE,
            _("ICE du mandataire"),
            hint=_("15 chiffres."),
            left_to_right=True,
            input_mode="numeric",
            auto_complete="off",
            max_length=32,
        ),
        draft_field(
            Field.DELEGATE_EMAIL,
            _("Adresse électronique du mandataire"),
            left_to_right=True,
            type="email",
            auto_complete="off",
            max_length=254,
        ),
        draft_field(
            Field.DELEGATE_PHONE,
            _("Mobile du mandataire"),
            left_to_right=True,
            type="tel",
            auto_complete="off",
            max_length=32,
        ),
        class_name="field-pairs",
    )


def _signatory(_: Translator) -> rx.Component:
    latin = _("En lettres latines.")
    return rx.fragment(
        rx.el.div(
            latin_name(Field.DELEGATE_SURNAME, _("Nom du signataire"), latin),
            latin_name(Field.DELEGATE_FIRST_NAME, _("Prénom du signataire"), latin),
            class_name="field-pairs",
        ),
        choices(
            Field.DELEGATE_IDENTITY_KIND,
            _("Pièce d'identité du signataire"),
            named(_, IDENTITY_KINDS),
            chosen=EnrolmentState.typed[Field.DELEGATE_IDENTITY_KIND.value],
            on_choose=DelegationState.choose_identity_kind,
            compact=True,
        ),
        draft_field(
            Field.DELEGATE_IDENTITY_NUMBER,
            _("Numéro de la pièce du signataire"),
            left_to_right=True,
            auto_complete="off",
            max_length=32,
        ),
    )


def _mandate(_: Translator) -> rx.Component:
    return rx.fragment(
        boxes(
            (
                (Field.SCOPE_DECLARE, _("Déclarer les salaires et les cotisations")),
                (Field.SCOPE_RECOVER, _("Voir la dette et simuler une remise")),
                (
                    Field.SCOPE_SIGN,
                    _("Voir la dette et signer des demandes de remise et des plans de paiement"),
                ),
            ),
            _("Le mandataire pourra"),
            DelegationState.tick,
        ),
        draft_field(
            Field.DELEGATE_UNTIL,
            _("Dernier jour du mandat (facultatif)"),
            hint=_(
                "Sans date, le mandat dure jusqu'à ce que vous le révoquiez. Avec une date, dix ans au plus."
            ),
            left_to_right=True,
            input_mode="numeric",
            auto_complete="off",
            max_length=24,
        ),
    )
