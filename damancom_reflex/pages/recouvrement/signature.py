"""Step: terms and confirmation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.dialogs import question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, facts
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.simulation.result import last_payment
from damancom_reflex.components.terms import Terms, terms_to_accept
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
        terms_to_accept(_, _terms(_), _("Signer la demande"), SignatureState.ask),
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
            (_("Dernière échéance"), last_payment()),
        ),
        class_name="mt-4",
    )


def _terms(_: Translator) -> Terms:
    return Terms(
        title=_("Conditions générales de la demande"),
        evidence=_(
            "Sont conservés comme preuve : votre compte, l'heure, l'adresse de connexion, la version, la langue affichée et "
            "l'empreinte des deux textes."
        ),
        version=SignatureState.terms_version,
        french=SignatureState.terms_fr,
        arabic=SignatureState.terms_ar,
        accepted=SignatureState.accepted,
        reading=SignatureState.reading,
        read=SignatureState.read,
        accept=SignatureState.accept,
        close=SignatureState.close,
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
