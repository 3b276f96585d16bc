"""Step: the bank account to debit."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import text_field
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card
from damancom_reflex.components.notices import news
from damancom_reflex.components.remission import step_page
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.bank import BankAccountRow, BankState

PAGE = "recouvrement/compte"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.BANK_ACCOUNT,
        news("warning", BankState.warning),
        rx.el.fieldset(
            rx.el.legend(_("Compte à débiter"), class_name="sr-only"),
            rx.foreach(BankState.accounts, lambda account: _account(_, account)),
            class_name="grid gap-3",
        ),
        rx.cond(BankState.adding, _form(_), _other(_)),
        go_on(_("Continuer vers la simulation"), BankState.go_on),
        page=PAGE,
        title=_("Quel compte débiter ?"),
        lead=_(
            "Le même prélèvement automatique que pour vos cotisations. Seuls les derniers chiffres sont montrés."
        ),
        field="rib",
    )


def _account(_: Translator, account: BankAccountRow) -> rx.Component:
    name = account.field
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="compte",
            id=name,
            value=account.field,
            default_checked=BankState.chosen == account.id,
            on_change=BankState.choose(account.id),
            class_name="radio radio-primary",
        ),
        rx.el.span(
            rx.el.span(ltr(account.masked), class_name="block font-semibold"),
            rx.el.span(
                rx.cond(account.bank != "", account.bank, _("Banque non reconnue")),
                class_name="block text-muted",
            ),
        ),
        html_for=name,
        class_name="choice",
    )


def _other(_: Translator) -> rx.Component:
    return rx.el.button(
        _("Ajouter un autre RIB"),
        type="button",
        on_click=BankState.start_adding,
        class_name="btn btn-outline mt-4",
    )


def _form(_: Translator) -> rx.Component:
    return card(
        rx.el.form(
            text_field(
                "rib",
                _("RIB"),
                hint=_("24 chiffres, comme sur votre attestation ; les espaces ne comptent pas."),
                error=BankState.rib_error,
                default_value=BankState.rib_typed,
                left_to_right=True,
                input_mode="numeric",
                auto_complete="off",
                max_length=64,
            ),
            rx.el.button(_("Ajouter ce RIB"), type="submit", class_name="btn btn-outline"),
            on_submit=BankState.add,
            no_validate=True,
            class_name="form",
        ),
        class_name="mt-6",
    )
