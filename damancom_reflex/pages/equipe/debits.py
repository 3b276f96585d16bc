"""The files of debits, for supervisors: what waits for one, what was produced, and the count that signs one off."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo_calendar import calendar_panel
from damancom_reflex.components.dialogs import question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, download, loading, page_heading
from damancom_reflex.components.lists import turn_pages
from damancom_reflex.components.live import FocusOn
from damancom_reflex.components.notices import ERROR_SUMMARY, error_summary, news
from damancom_reflex.components.shell import shell
from damancom_reflex.components.summary import summary_lines
from damancom_reflex.components.tables import card_cell, card_head, card_row, card_table, column
from damancom_reflex.components.typed import typed_field
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.staff.debit_lines import Copy, FileLine, WaitingLine
from damancom_reflex.state.staff.debits import DebitsState

PAGE = "equipe/prelevements"
NEWS, COUNT, FILES = "nouvelle", "compter", "fichiers"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, DebitsState.error, DebitsState.error_token, problems=DebitsState.problems),
        rx.el.div(news("success", DebitsState.news), id=NEWS, tab_index=-1),
        page_heading(
            _("Fichiers de prélèvements"),
            _(
                "Les prélèvements d'un jour partent à la banque en un fichier : une personne le produit, une autre le compte et le vise."
            ),
        ),
        rx.cond(DebitsState.ready, _content(_), loading(_("Chargement des fichiers…"))),
        _question(_),
        calendar_panel(_, DebitsState.load),
        *_focus(),
        page=PAGE,
        title=_("Fichiers de prélèvements"),
        has_error=DebitsState.error != "",
        wide=True,
    )


def _focus() -> tuple[rx.Component, ...]:
    """Where the focus goes on from a button that is gone; after the dialog, which holds it until it is closed."""
    return (
        FocusOn.create(target=FILES, token=DebitsState.back),
        FocusOn.create(target=NEWS, token=DebitsState.done),
        FocusOn.create(target=ERROR_SUMMARY, token=DebitsState.error_token),
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.section(
            rx.el.h2(_("À produire"), class_name="section-title"),
            rx.cond(some(DebitsState.waiting), _waiting(_), _nothing(_)),
        ),
        rx.cond(DebitsState.chosen != "", _count(_), rx.fragment()),
        rx.el.section(
            rx.el.h2(_("Produits"), id=FILES, tab_index=-1, class_name="section-title"),
            rx.cond(
                DebitsState.total > 0,
                rx.fragment(_files(_), turn_pages(_, DebitsState)),
                rx.el.p(_("Aucun fichier n'a encore été produit."), class_name="panel"),
            ),
        ),
    )


def _nothing(_: Translator) -> rx.Component:
    return rx.el.p(
        _("Aucun prélèvement n'attend. Le prochain fichier sera, au plus tôt, celui du"),
        " ",
        ltr(DebitsState.next_day, class_name="font-semibold"),
        ".",
        class_name="panel",
    )


def _action(name: str) -> rx.Component:
    return rx.el.th(
        rx.el.span(name, class_name="sr-only"),
        scope="col",
        role="columnheader",
        class_name="row-action",
    )


def _waiting(_: Translator) -> rx.Component:
    return card_table(
        _("Prélèvements sans fichier, par jour"),
        [
            column(_("Jour")),
            column(_("Prélèvements"), number=True),
            column(_("Total"), number=True),
            _action(_("Action")),
        ],
        rx.foreach(DebitsState.waiting, lambda line: _waiting_row(_, line)),
    )


def _waiting_row(_: Translator, line: WaitingLine) -> rx.Component:
    return card_row(
        card_head(_("Jour"), ltr(line.told)),
        card_cell(_("Prélèvements"), ltr(line.debits), class_name="number"),
        card_cell(_("Total"), ltr(line.total), class_name="number"),
        card_cell(
            "",
            rx.cond(
                line.first != "",
                rx.el.span(_("À produire à partir du"), " ", ltr(line.first)),
                rx.el.button(
                    _("Produire le fichier"),
                    rx.el.span(" ", line.told, class_name="sr-only"),
                    type="button",
                    on_click=DebitsState.produce(line.day),
                    class_name="btn btn-primary btn-sm whitespace-nowrap",
                ),
            ),
            class_name="row-action",
        ),
    )


def _files(_: Translator) -> rx.Component:
    return card_table(
        _("Fichiers de prélèvements, du plus récent au plus ancien"),
        [
            column(_("Fichier")),
            column(_("Jour")),
            column(_("Prélèvements"), number=True),
            column(_("Total"), number=True),
            column(_("Produit par")),
            column(_("Visé par")),
            column(_("Télécharger")),
        ],
        rx.foreach(DebitsState.rows, lambda row: _file_row(_, row)),
    )


def _file_row(_: Translator, row: FileLine) -> rx.Component:
    return card_row(
        card_head(_("Fichier"), ltr(row.number)),
        card_cell(_("Jour"), ltr(row.day)),
        card_cell(_("Prélèvements"), ltr(row.debits), class_name="number"),
        card_cell(_("Total"), ltr(row.total), class_name="number"),
        card_cell(_("Produit par"), _by(_, row.producer, row.produced_on)),
        card_cell(_("Visé par"), _signer(_, row)),
        card_cell(
            _("Télécharger"),
            rx.el.ul(
                rx.foreach(row.copies, lambda copy: _copy(_, row, copy)), class_name="grid gap-2"
            ),
        ),
    )


def _by(_: Translator, name: str, day: str) -> rx.Component:
    return rx.el.span(
        rx.el.bdi(name),
        rx.el.span(_("le"), " ", ltr(day), class_name="block text-sm text-muted whitespace-nowrap"),
    )


def _signer(_: Translator, row: FileLine) -> rx.Component:
    count = rx.el.button(
        _("Compter et viser"),
        rx.el.span(" ", row.number, class_name="sr-only"),
        type="button",
        on_click=DebitsState.choose(row.number),
        class_name="btn btn-outline btn-sm whitespace-nowrap",
    )
    return rx.cond(
        row.to_sign,
        count,
        rx.cond(
            row.mine,
            rx.el.span(_("À viser par une autre personne que vous"), class_name="text-muted"),
            _by(_, row.signer, row.signed_on),
        ),
    )


def _copy(_: Translator, row: FileLine, copy: Copy) -> rx.Component:
    which = rx.el.span(" ", row.number, class_name="sr-only")
    return rx.el.li(
        download(copy.kind, which, to=copy.address, look="btn btn-outline btn-sm"),
        rx.el.details(
            rx.el.summary(
                ltr("SHA-256 ", copy.short),
                rx.el.span(" ", copy.kind, " ", row.number, class_name="sr-only"),
                class_name="cursor-pointer text-sm text-muted min-h-6",
            ),
            rx.el.code(copy.sha256, dir="ltr", class_name="block text-sm break-all max-w-56"),
        ),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
    )


def _count(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(
            _("Compter et viser le fichier"),
            " ",
            ltr(DebitsState.chosen, class_name="whitespace-nowrap"),
            id=COUNT,
            tab_index=-1,
            class_name="section-title mt-0",
        ),
        FocusOn.create(target=COUNT, token=DebitsState.chosen),
        rx.el.p(
            _(
                "Ouvrez le fichier, comptez ses lignes et leur somme, puis écrivez ce que vous trouvez."
            ),
            class_name="text-muted mb-4",
        ),
        rx.el.div(
            _field(_, "debits", _("Nombre de prélèvements"), "", "numeric"),
            _field(
                _, "total", _("Total, en dirhams"), _("Par exemple 5 000 ou 5 000,50."), "decimal"
            ),
            class_name="form",
        ),
        rx.el.div(
            rx.el.button(
                _("Continuer"),
                type="button",
                on_click=DebitsState.ask,
                class_name="btn btn-primary",
            ),
            rx.el.button(
                _("Revenir aux fichiers"),
                type="button",
                on_click=DebitsState.leave,
                class_name="btn btn-ghost",
            ),
            class_name="flex flex-wrap gap-3 mt-6",
        ),
        class_name="mt-6",
    )


def _field(_: Translator, name: str, label: str, hint: str, keys: str) -> rx.Component:
    return typed_field(
        DebitsState,
        name,
        label,
        lambda text: DebitsState.type_field(name, text),
        hint=hint,
        left_to_right=True,
        input_mode=keys,
    )


def _question(_: Translator) -> rx.Component:
    return question(
        "visa",
        _("Viser ce fichier ?"),
        rx.el.p(ltr(DebitsState.chosen, class_name="font-semibold")),
        rx.el.p(
            _("Vous attestez l'avoir compté. Une fois visé, il est à la banque et ne change plus."),
            class_name="mt-2",
        ),
        rx.el.div(summary_lines(DebitsState.said), class_name="mt-4"),
        yes=(_("Oui, viser"), DebitsState.confirm),
        no=(_("Non, revenir"), DebitsState.close),
        opened=DebitsState.asking,
    )
