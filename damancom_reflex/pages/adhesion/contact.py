"""Step 3: phone and e-mail, each proved by its code; and the account to debit."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.adhesion.fields import choices, draft_field, named
from damancom_reflex.components.adhesion.steps import step_page
from damancom_reflex.components.codes import sent_to, wait_button
from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.fields import code_field
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.layout import card
from damancom_reflex.components.types import Flag, Text
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.contact import ContactState
from damancom_reflex.state.adhesion.summary import OPERATORS
from damancom_reflex.state.adhesion.wizard import EnrolmentState
from damancom_reflex.state.code_screen import CodeScreen

PAGE = "adhesion/coordonnees"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        EnrolmentStep.CONTACT,
        _phone(_),
        _email(_),
        _account(_),
        go_on(_("Continuer vers la délégation"), ContactState.go_on),
        after=phone_panel(_),
        title=_("Vos coordonnées"),
        lead=_(
            "Ce téléphone recevra les codes de connexion, cette adresse les avis et le lien d'activation. "
            "Chacun est vérifié par son propre code."
        ),
    )


def _phone(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Téléphone mobile"), class_name="section-title mt-0"),
        rx.el.div(
            draft_field(
                Field.PHONE,
                _("Numéro de mobile"),
                hint=_(
                    "Un mobile marocain, par exemple {example}.",
                    example=_.ltr("06 12 34 56 78"),
                ),
                on_type=lambda text: ContactState.type_contact(Field.PHONE.value, text),
                left_to_right=True,
                type="tel",
                auto_complete="tel",
                max_length=32,
            ),
            choices(
                Field.OPERATOR,
                _("Opérateur"),
                named(_, OPERATORS),
                chosen=EnrolmentState.typed[Field.OPERATOR.value],
                on_choose=lambda word: EnrolmentState.type_field(Field.OPERATOR.value, word),
                compact=True,
            ),
            rx.el.p(
                ContactState.operator_hint,
                role="status",
                class_name="field-hint",
                hidden=ContactState.operator_hint == "",
            ),
            _proof(
                _,
                Field.PHONE,
                ContactState.phone_proved,
                ContactState.phone_code,
                ContactState.phone_code_error,
            ),
            class_name="grid gap-6",
        ),
    )


def _email(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Adresse électronique"), class_name="section-title mt-0"),
        rx.el.div(
            draft_field(
                Field.EMAIL,
                _("Adresse électronique"),
                hint=_("Par exemple {example}.", example=_.ltr("contact@entreprise.ma")),
                on_type=lambda text: ContactState.type_contact(Field.EMAIL.value, text),
                left_to_right=True,
                type="email",
                auto_complete="email",
                max_length=254,
            ),
            _proof(
                _,
                Field.EMAIL,
                ContactState.email_proved,
                ContactState.email_code,
                ContactState.email_code_error,
            ),
            class_name="grid gap-6",
        ),
    )


def _proof(
    _: Translator, field: Field, proved: Flag, screen: CodeScreen, error: Text
) -> rx.Component:
    """What is proved, or the way to prove it."""
    done = rx.el.p(
        rx.el.span("✓", aria_hidden="true", class_name="proved-mark"),
        _("Numéro vérifié") if field is Field.PHONE else _("Adresse vérifiée"),
        role="status",
        class_name="proved",
    )
    on_its_way = (screen.token != "") | (screen.locked != "") | (screen.waiting != "")
    return rx.cond(
        proved,
        done,
        rx.cond(on_its_way, _code(_, field, screen, error), _send(_, field)),
    )


def _send(_: Translator, field: Field) -> rx.Component:
    label = (
        _("Envoyer le code par SMS") if field is Field.PHONE else _("Envoyer le code par courriel")
    )
    return rx.el.div(
        rx.el.button(
            label,
            type="button",
            on_click=ContactState.send_code(field.value),
            class_name="btn btn-outline",
        )
    )


def _code(_: Translator, field: Field, screen: CodeScreen, error: Text) -> rx.Component:
    name = f"{field.value}_code"
    label = _("Code reçu par SMS") if field is Field.PHONE else _("Code reçu par courriel")
    return rx.el.div(
        sent_to(_, screen),
        rx.el.form(
            code_field(
                name, label, hint=_("Six chiffres ; les espaces ne comptent pas."), error=error
            ),
            rx.el.button(
                _("Vérifier le code"), type="submit", class_name="btn btn-primary btn-main"
            ),
            on_submit=lambda form: ContactState.check_code(field.value, form),
            reset_on_submit=True,
            no_validate=True,
            class_name="form",
        ),
        rx.el.form(
            wait_button(_, screen, _("Renvoyer le code")),
            on_submit=lambda _form: ContactState.send_code(field.value),
            class_name="mt-4",
        ),
        class_name="code-panel",
    )


def _account(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Compte à débiter (facultatif)"), class_name="section-title mt-0"),
        draft_field(
            Field.RIB,
            _("RIB"),
            hint=_(
                "24 chiffres. Il sera imprimé sur l'autorisation de prélèvement que votre banque signe ; "
                "sinon, vous l'y écrirez à la main."
            ),
            left_to_right=True,
            input_mode="numeric",
            auto_complete="off",
            max_length=64,
        ),
    )
