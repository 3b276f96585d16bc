"""Step 1: the affiliation number, then « est-ce bien votre entreprise ? »."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.adhesion.steps import step_page
from damancom_reflex.components.captcha import captcha
from damancom_reflex.components.demo import enrolments_panel
from damancom_reflex.components.fields import hidden, native_form, text_field
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, facts
from damancom_reflex.components.notices import notice
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.sentences import sentence
from damancom_reflex.state.adhesion.company import CompanyState
from damancom_reflex.state.adhesion.wizard import EnrolmentState

PAGE = "adhesion/entreprise"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        EnrolmentStep.COMPANY,
        rx.cond(CompanyState.found, _found(_), _search(_)),
        title=_("Votre entreprise"),
        field="number",
        lead=_(
            "Elle doit déjà être affiliée à la CNSS : son numéro d'affiliation suffit pour commencer."
        ),
    )


def _search(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.cond(CompanyState.has_account, _has_account(_), rx.fragment()),
        rx.cond(CompanyState.under_way, _under_way(_), rx.fragment()),
        rx.cond(CompanyState.refused, _not_mine(_), rx.fragment()),
        card(_form(_)),
        enrolments_panel(_),
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        text_field(
            "number",
            _("Numéro d'affiliation"),
            hint=_(
                "Sept chiffres ; il figure sur vos bordereaux de déclaration et vos appels de cotisations."
            ),
            error=CompanyState.number_error,
            left_to_right=True,
            input_mode="numeric",
            auto_complete="off",
            max_length=24,
            required=True,
            default_value=CompanyState.number,
            # Another answer, another field: a browser keeps what stood in this one.
            key=CompanyState.number,
        ),
        captcha(_),
        rx.el.button(_("Vérifier"), type="submit", class_name="btn btn-primary btn-main"),
        action="/auth/adhesion",
    )


def _has_account(_: Translator) -> rx.Component:
    return notice(
        "info",
        rx.el.p(_("Cette entreprise a déjà un compte Damancom."), class_name="font-semibold"),
        rx.el.p(
            rx.el.a(_("Se connecter"), href=href(_, "connexion"), class_name="link"),
            " · ",
            rx.el.a(
                _("Mot de passe oublié ?"),
                href=href(_, "connexion/mot-de-passe"),
                class_name="link",
            ),
        ),
        rx.el.p(
            _(
                "Si ce compte n'est pas le vôtre, présentez-vous à votre agence avec une pièce d'identité."
            ),
            class_name="mt-2",
        ),
        role="status",
    )


def _under_way(_: Translator) -> rx.Component:
    """A request of somebody: its phone gets a code only when one says it is one's own."""
    return notice(
        "info",
        rx.el.p(
            _("Une demande est déjà en cours pour cette entreprise. Est-ce la vôtre ?"),
            class_name="font-semibold",
        ),
        rx.el.p(
            _(
                "Avec le code envoyé au téléphone vérifié, vous pourrez la suivre, la modifier et retrouver ses documents. "
                "Si elle n'est pas la vôtre, adressez-vous à votre agence."
            )
        ),
        native_form(
            hidden("language", _.language),
            hidden("number", CompanyState.number),
            rx.el.button(_("Recevoir le code"), type="submit", class_name="btn btn-outline"),
            action="/auth/suivi",
            class_name="mt-3",
        ),
        role="status",
    )


def _not_mine(_: Translator) -> rx.Component:
    return notice(
        "info",
        sentence("company_not_mine", _),
        role="status",
    )


def _found(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(
            rx.cond(
                CompanyState.confirmed,
                _("Entreprise confirmée"),
                _("Est-ce bien votre entreprise ?"),
            ),
            class_name="section-title mt-0",
        ),
        facts(
            (
                _("Raison sociale"),
                rx.el.span(EnrolmentState.legal_name, class_name="font-semibold"),
            ),
            (_("Numéro d'affiliation"), ltr(EnrolmentState.affiliate_number)),
        ),
        rx.cond(
            CompanyState.key_warning,
            rx.el.p(
                _("Ce numéro est inhabituel, mais il figure bien dans nos registres."),
                class_name="text-muted mt-4",
            ),
            rx.fragment(),
        ),
        rx.cond(CompanyState.confirmed, _again(_), _question(_)),
    )


def _question(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.button(
            _("Oui, c'est elle"),
            type="button",
            on_click=CompanyState.confirm,
            class_name="btn btn-primary btn-main",
        ),
        rx.el.button(
            _("Non, ce n'est pas elle"),
            type="button",
            on_click=CompanyState.deny,
            class_name="btn btn-outline",
        ),
        class_name="flex flex-wrap gap-3 mt-6",
    )


def _again(_: Translator) -> rx.Component:
    return rx.fragment(
        go_on(_("Continuer"), CompanyState.go_on),
        rx.el.p(
            rx.el.a(_("Choisir une autre entreprise"), href=href(_, PAGE), class_name="link"),
            class_name="mt-4",
        ),
    )
