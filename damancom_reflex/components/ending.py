"""What became of a signed request: the next debit, that all is paid, or why it ended and what is owed again."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import fact
from damancom_reflex.components.notices import notice
from damancom_reflex.components.types import Text
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.requests import RequestState

SCREEN, ENDING = RequestState.screen, RequestState.ending


def what_became(_: Translator, waiting: rx.Component) -> rx.Component:
    """What is told in a status; `waiting` is what comes next while nobody has decided."""
    status = RemissionStatus
    told = rx.match(
        SCREEN.word,
        (status.VALIDATED.value, _running(_)),
        (
            status.COMPLETED.value,
            notice("success", _("Tout est payé : la remise vous est acquise.")),
        ),
        (status.CANCELLED.value, _broken(_)),
        (
            status.REFUSED.value,
            rx.fragment(_why(_), _if(ENDING.paid, _facts((_("Déjà payé"), ENDING.paid)))),
        ),
        (
            status.EXPIRED.value,
            notice(
                "warning",
                _("Vos garanties n'ont pas été déposées à temps. La dette est due en totalité."),
            ),
        ),
        waiting,
    )
    return rx.fragment(told)


def _running(_: Translator) -> rx.Component:
    return rx.fragment(
        _facts((_("Prochain prélèvement"), ENDING.next_debit), (_("Déjà payé"), ENDING.paid)),
        rx.el.p(
            _(
                "Veillez à ce que votre compte soit approvisionné, et payez vos cotisations courantes dans les délais : "
                "un seul rejet annule la remise."
            ),
            class_name="mt-4",
        ),
    )


def _broken(_: Translator) -> rx.Component:
    return rx.fragment(
        _why(_),
        _facts(
            (_("Remise réintégrée"), ENDING.remission),
            (_("Majorations réintégrées"), ENDING.surcharge),
            (_("Déjà payé"), ENDING.paid),
            (_("Reste dû"), ENDING.owed),
        ),
    )


def _why(_: Translator) -> rx.Component:
    return notice(
        "warning",
        _if(ENDING.rejected, rx.el.p(ENDING.rejected, class_name="font-semibold")),
        rx.el.p(ENDING.reason, class_name="font-semibold"),
        _if(ENDING.note, rx.el.p(ENDING.note, dir="auto", class_name="mt-2")),
        _if(ENDING.advice, rx.el.p(ENDING.advice, class_name="mt-2")),
    )


def _facts(*told: tuple[str, Text]) -> rx.Component:
    """Figures with their names; those that are empty are left out."""
    return rx.el.dl(
        *(_if(figure, fact(name, ltr(figure))) for name, figure in told), class_name="facts mt-4"
    )


def _if(said: Text, shown: rx.Component) -> rx.Component:
    return rx.cond(said != "", shown, rx.fragment())
