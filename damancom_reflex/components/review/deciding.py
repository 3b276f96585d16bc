"""The actions on a file: a button each, then the fields of the one that was chosen, then the question before it."""

from __future__ import annotations

from collections.abc import Callable

import reflex as rx

from damancom_reflex.components.dialogs import question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card
from damancom_reflex.components.live import FocusOn
from damancom_reflex.components.review.hands import DECISION
from damancom_reflex.components.summary import summary_lines
from damancom_reflex.components.typed import typed_box, typed_field, typed_select
from damancom_reflex.components.types import Flag, some
from damancom_reflex.domain.review import Action
from damancom_reflex.i18n import Translator
from damancom_reflex.services.reasons import LONGEST_NOTE
from damancom_reflex.state.review.deciding import Choice
from damancom_reflex.state.review.file import FileState
from damancom_reflex.state.review.queue import Option

FORM, SCREEN = FileState.form, FileState.screen
# Those that close a request for good are never the first thing one's hand falls on.
HEAVY = (Action.REFUSE, Action.CANCEL, Action.REJECT_DEBIT)


def deciding(_: Translator) -> rx.Component:
    """What may be done, for who has the file in hand."""
    return rx.cond(
        some(FileState.choices),
        card(
            rx.el.h2(
                _("Votre décision"), id=DECISION, tab_index=-1, class_name="section-title mt-0"
            ),
            rx.cond(FORM.title != "", _form(_), _buttons(_)),
            class_name="no-print",
        ),
        rx.fragment(),
    )


def confirming(_: Translator) -> rx.Component:
    """The question before an act: what, on which request, and what is said to the employer."""
    return question(
        "confirmation",
        FORM.title,
        rx.el.p(
            SCREEN.legal_name,
            " · ",
            # A reference with hyphens, cut in two, cannot be read from right to left.
            ltr(SCREEN.reference, class_name="inline-block"),
            class_name="font-semibold",
        ),
        rx.cond(SCREEN.stake != "", rx.el.p(SCREEN.stake, class_name="mt-1"), rx.fragment()),
        rx.el.p(FORM.means, class_name="mt-2"),
        rx.cond(
            some(FileState.said),
            rx.el.div(summary_lines(FileState.said), class_name="mt-4"),
            rx.fragment(),
        ),
        yes=(_("Oui, confirmer"), FileState.confirm),
        no=(_("Non, revenir"), FileState.close),
        opened=FileState.asking,
    )


def _buttons(_: Translator) -> rx.Component:
    def button(choice: Choice) -> rx.Component:
        heavy = [choice.code == action.value for action in HEAVY]
        look = rx.cond(
            heavy[0] | heavy[1] | heavy[2], "btn btn-outline decision-heavy", "btn btn-outline"
        )
        return rx.el.li(
            rx.el.button(
                choice.label,
                type="button",
                on_click=FileState.choose(choice.code),
                class_name=look,
            )
        )

    return rx.el.ul(rx.foreach(FileState.choices, button), class_name="decision-list")


def _form(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.h3(FORM.title, id="action", tab_index=-1, class_name="font-semibold"),
        FocusOn.create(target="action", token=FORM.title),
        rx.el.p(FORM.means, class_name="text-muted mb-4"),
        rx.el.div(
            _when(FORM.guarantee, _guarantee, _),
            _when(FORM.debit, _debit, _),
            _when(FORM.reasons, _reason, _),
            _when(FORM.rib, _rib, _),
            _when(FORM.plan, _plan, _),
            _when(FORM.note, _note, _),
            class_name="form",
        ),
        rx.el.div(
            rx.el.button(
                _("Continuer"), type="button", on_click=FileState.ask, class_name="btn btn-primary"
            ),
            rx.el.button(
                _("Revenir aux décisions"),
                type="button",
                on_click=FileState.leave,
                class_name="btn btn-ghost",
            ),
            class_name="flex flex-wrap gap-3 mt-6",
        ),
    )


def _when(shown: Flag, part: Callable[[Translator], rx.Component], _: Translator) -> rx.Component:
    return rx.cond(shown, part(_), rx.fragment())


def _reason(_: Translator) -> rx.Component:
    return typed_select(
        FileState,
        "reason",
        _("Motif"),
        _options(FileState.reasons),
        lambda text: FileState.type_field("reason", text),
        nothing=_("Choisissez un motif"),
        hint=_("L'employeur le lit dans sa langue, avec ce qu'il peut faire."),
    )


def _note(_: Translator) -> rx.Component:
    return typed_field(
        FileState,
        "note",
        _("Message à l'employeur"),
        lambda text: FileState.type_field("note", text),
        hint=_(
            "Il s'ajoute au motif, tel quel ; facultatif quand le motif suffit. {most} caractères au plus.",
            most=LONGEST_NOTE,
        ),
        rows=4,
        max_length=LONGEST_NOTE,
        class_name="textarea field-input",
    )


def _rib(_: Translator) -> rx.Component:
    return typed_field(
        FileState,
        "rib",
        _("RIB visé par la banque (facultatif)"),
        lambda text: FileState.type_field("rib", text),
        hint=_("Vide, le compte inscrit dans la demande est retenu."),
        left_to_right=True,
        input_mode="numeric",
    )


def _plan(_: Translator) -> rx.Component:
    return rx.el.div(
        typed_box(
            FileState,
            "sufficient",
            _("Les garanties déposées suffisent."),
            FileState.tick_sufficient,
        ),
        rx.cond(
            FORM.paid_down != "",
            typed_box(FileState, "paid_down", FORM.paid_down, FileState.tick_paid_down),
            rx.fragment(),
        ),
        class_name="grid gap-3",
    )


def _debit(_: Translator) -> rx.Component:
    return typed_field(
        FileState,
        "debit",
        _("Numéro de l'échéance rejetée"),
        lambda text: FileState.type_field("debit", text),
        left_to_right=True,
        input_mode="numeric",
    )


def _guarantee(_: Translator) -> rx.Component:
    return rx.fragment(
        typed_select(
            FileState,
            "guarantee",
            _("Garantie"),
            _options(FileState.guarantees),
            lambda text: FileState.type_field("guarantee", text),
            nothing=_("Choisissez une garantie"),
        ),
        typed_field(
            FileState,
            "amount",
            _("Montant garanti, en dirhams"),
            lambda text: FileState.type_field("amount", text),
            left_to_right=True,
            input_mode="decimal",
        ),
        typed_field(
            FileState,
            "document",
            _("Référence de l'acte"),
            lambda text: FileState.type_field("document", text),
        ),
        typed_field(
            FileState,
            "received_on",
            _("Reçue le"),
            lambda text: FileState.type_field("received_on", text),
            hint=_("JJ/MM/AAAA. Vide pour aujourd'hui."),
            left_to_right=True,
        ),
    )


def _options(options: list[Option]) -> rx.Component:
    return rx.foreach(options, lambda option: rx.el.option(option.text, value=option.code))
