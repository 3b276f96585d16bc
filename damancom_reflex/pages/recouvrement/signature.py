"""Step: terms and confirmation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.dialogs import question, terms_dialog
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, facts
from damancom_reflex.components.notices import notice
from damancom_reflex.components.remission import step_page
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.signature import SignatureState

PAGE = "recouvrement/signature"
FIGURES = SignatureState.figures


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.TERMS,
        _recap(_),
        rx.el.div(
            rx.cond(SignatureState.accepted, _accepted(_), _to_read(_)),
            class_name="mt-6",
        ),
        rx.el.div(
            rx.cond(
                SignatureState.accepted,
                rx.el.button(
                    _("Signer la demande"),
                    type="button",
                    on_click=SignatureState.ask,
                    class_name="btn btn-primary btn-main",
                ),
                rx.el.button(
                    _("Lire et accepter les conditions"),
                    type="button",
                    on_click=SignatureState.read,
                    class_name="btn btn-primary btn-main",
                ),
            ),
            class_name="mt-8",
        ),
        _terms(_),
        _confirmation(_),
        page=PAGE,
        title=_("Conditions et signature"),
        lead=_("Relisez, acceptez les conditions dans votre langue, puis confirmez."),
    )


def _recap(_: Translator) -> rx.Component:
    return card(
        rx.el.p(FIGURES.sentence, class_name="font-semibold mb-4"),
        facts(
            (_("Total de la dette"), ltr(FIGURES.total)),
            (_("Remise obtenue"), ltr(FIGURES.remission)),
            (_("À payer"), ltr(FIGURES.to_pay)),
            (_("Compte à débiter"), ltr(SignatureState.bank_account)),
        ),
        rx.cond(SignatureState.full, rx.fragment(), _plan(_)),
    )


def _plan(_: Translator) -> rx.Component:
    return rx.el.div(
        facts(
            (_("Avance"), ltr(FIGURES.down_payment)),
            (_("Mensualité"), ltr(FIGURES.monthly)),
            (_("Première échéance"), ltr(FIGURES.first_due)),
            (_("Dernière échéance"), ltr(FIGURES.last_due)),
        ),
        class_name="mt-4",
    )


def _to_read(_: Translator) -> rx.Component:
    return notice(
        "info",
        _(
            "Les conditions sont présentées en français et en arabe, côte à côte. Les deux textes ont la même valeur."
        ),
    )


def _accepted(_: Translator) -> rx.Component:
    return notice(
        "success",
        rx.el.p(
            _("Vous avez accepté les conditions, version"),
            " ",
            ltr(SignatureState.terms_version),
            ".",
        ),
        rx.el.button(
            _("Les relire"), type="button", on_click=SignatureState.read, class_name="link"
        ),
    )


def _terms(_: Translator) -> rx.Component:
    return terms_dialog(
        _,
        _("Conditions générales de la demande"),
        (SignatureState.terms_fr, SignatureState.terms_ar),
        _(
            "Sont conservés comme preuve : votre compte, l'heure, l'adresse de connexion, la version, la langue affichée et "
            "l'empreinte des deux textes."
        ),
        opened=SignatureState.reading,
        on_accept=SignatureState.accept,
        on_close=SignatureState.close,
    )


def _confirmation(_: Translator) -> rx.Component:
    return question(
        "confirmation",
        _("Confirmer votre demande ?"),
        rx.el.p(FIGURES.sentence),
        rx.el.p(
            _("À payer"),
            " ",
            ltr(FIGURES.to_pay, class_name="font-semibold"),
            " · ",
            _("Remise"),
            " ",
            ltr(FIGURES.remission),
            class_name="mt-2",
        ),
        rx.cond(
            SignatureState.full,
            rx.fragment(),
            rx.el.p(_("Avance"), " ", ltr(FIGURES.down_payment), class_name="mt-1"),
        ),
        yes=(_("Oui, je signe"), SignatureState.sign),
        no=(_("Non, revenir"), SignatureState.close),
        opened=SignatureState.confirming,
    )
