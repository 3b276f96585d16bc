"""Step: terms and confirmation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, facts
from damancom_reflex.components.live import Modal
from damancom_reflex.components.notices import notice
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.types import Text
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
    def text(value: Text, language: str, direction: str, name: str) -> rx.Component:
        return rx.el.section(
            rx.el.h3(name, class_name="font-semibold mb-2"),
            rx.el.div(value, class_name="terms-text", tab_index=0, role="region", aria_label=name),
            lang=language,
            dir=direction,
        )

    return Modal.create(
        rx.el.div(
            rx.el.h2(
                _("Conditions générales de la demande"),
                id="conditions-titre",
                class_name="section-title mt-0",
            ),
            rx.el.div(
                text(SignatureState.terms_fr, "fr", "ltr", "Français"),
                text(SignatureState.terms_ar, "ar", "rtl", "العربية"),
                class_name="terms-columns",
            ),
            rx.el.p(
                _(
                    "Sont conservés comme preuve : votre compte, l'heure, l'adresse de connexion, la version, la langue affichée et "
                    "l'empreinte des deux textes."
                ),
                class_name="text-sm text-muted mt-4",
            ),
            rx.el.div(
                rx.el.button(
                    _("J'accepte les conditions"),
                    type="button",
                    on_click=SignatureState.accept,
                    class_name="btn btn-primary btn-main",
                ),
                rx.el.button(
                    _("Fermer sans accepter"),
                    type="button",
                    on_click=SignatureState.close,
                    class_name="btn btn-ghost",
                ),
                class_name="flex flex-wrap gap-3 mt-6",
            ),
            class_name="modal-panel",
        ),
        open=SignatureState.reading,
        on_close=SignatureState.close,
        labelled_by="conditions-titre",
        class_name="modal-native",
    )


def _confirmation(_: Translator) -> rx.Component:
    return Modal.create(
        rx.el.div(
            rx.el.h2(
                _("Confirmer votre demande ?"),
                id="confirmation-titre",
                class_name="section-title mt-0",
            ),
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
            rx.el.div(
                rx.el.button(
                    _("Oui, je signe"),
                    type="button",
                    on_click=SignatureState.sign,
                    class_name="btn btn-primary btn-main",
                ),
                rx.el.button(
                    _("Non, revenir"),
                    type="button",
                    on_click=SignatureState.close,
                    class_name="btn btn-ghost",
                ),
                class_name="flex flex-wrap gap-3 mt-6",
            ),
            class_name="modal-panel",
        ),
        open=SignatureState.confirming,
        on_close=SignatureState.close,
        labelled_by="confirmation-titre",
        class_name="modal-native",
    )
