"""A file: what was asked, its papers, its history, and the decision."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo_calendar import calendar_panel
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, download, loading, page_heading
from damancom_reflex.components.live import FocusOn
from damancom_reflex.components.notices import ERROR_SUMMARY, error_summary, news
from damancom_reflex.components.review.deciding import confirming, deciding
from damancom_reflex.components.review.hands import DECISION, hands, taking_over
from damancom_reflex.components.shell import shell
from damancom_reflex.components.summary import summary_lines
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.requests import InstalmentLine
from damancom_reflex.state.review.addresses import FILE_PAGE, QUEUE_PAGE
from damancom_reflex.state.review.asked import Document, Section
from damancom_reflex.state.review.file import FileState
from damancom_reflex.state.review.file_screen import ActLine
from damancom_reflex.state.review.queue import QueueState

PAGE = FILE_PAGE
SCREEN = FileState.screen
NEWS = "nouvelle"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        rx.cond(FileState.ready, _content(_), loading(_("Ouverture du dossier…"))),
        confirming(_),
        taking_over(_),
        calendar_panel(_, FileState.load),
        *_focus(),
        page=PAGE,
        title=_("Dossier"),
        has_error=FileState.error != "",
        wide=True,
    )


def _focus() -> tuple[rx.Component, ...]:
    """Where the focus goes on from a button that is gone; after the dialogs, which hold it until they are closed."""
    return (
        FocusOn.create(target=DECISION, token=FileState.back),
        FocusOn.create(target=NEWS, token=FileState.done),
        FocusOn.create(target=ERROR_SUMMARY, token=FileState.error_token),
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            rx.el.a(
                _("Revenir aux dossiers"),
                href=href(_, QUEUE_PAGE) + QueueState.query,
                class_name="link",
            ),
            class_name="mb-4 no-print",
        ),
        error_summary(_, FileState.error, FileState.error_token, problems=FileState.problems),
        rx.el.div(news("success", FileState.news), id=NEWS, tab_index=-1),
        page_heading(
            SCREEN.title,
            rx.el.span(ltr(SCREEN.reference), " · ", SCREEN.status),
            rx.el.span(SCREEN.legal_name, " · ", ltr(SCREEN.number)),
        ),
        hands(_),
        rx.el.div(
            rx.el.div(_asked(_), _instalments(_), class_name="grid gap-6 min-w-0"),
            rx.el.div(deciding(_), _documents(_), _past(_), class_name="grid gap-6 min-w-0"),
            class_name="two-columns",
        ),
    )


def _asked(_: Translator) -> rx.Component:
    def section(part: Section) -> rx.Component:
        return card(
            rx.el.h2(part.title, class_name="section-title mt-0"), summary_lines(part.lines)
        )

    return rx.fragment(rx.foreach(FileState.sections, section))


def _instalments(_: Translator) -> rx.Component:
    def row(line: InstalmentLine) -> rx.Component:
        return rx.el.tr(
            rx.el.th(line.number, scope="row"),
            rx.el.td(ltr(line.due)),
            amount_cell(line.amount),
            rx.el.td(line.status),
        )

    headers = [
        column(_("Échéance")),
        column(_("Date")),
        column(_("Montant"), number=True),
        column(_("État")),
    ]
    return rx.cond(
        some(FileState.instalments),
        rx.el.section(
            data_table(
                _("Échéances de la demande"),
                headers,
                rx.el.tbody(rx.foreach(FileState.instalments, row)),
            ),
            class_name="min-w-0",
        ),
        rx.fragment(),
    )


def _documents(_: Translator) -> rx.Component:
    def document(paper: Document) -> rx.Component:
        return rx.el.li(
            download(paper.name, to=paper.address, look="link"),
            rx.el.span(rx.el.bdi(paper.about), class_name="block text-sm text-muted"),
        )

    return card(
        rx.el.h2(_("Documents"), class_name="section-title mt-0"),
        rx.el.ul(rx.foreach(FileState.documents, document), class_name="grid gap-3"),
        class_name="no-print",
    )


def _past(_: Translator) -> rx.Component:
    def line(act: ActLine) -> rx.Component:
        return rx.el.li(
            rx.el.p(act.what, class_name="font-semibold"),
            rx.cond(act.why != "", rx.el.p(act.why), rx.fragment()),
            rx.el.p(rx.el.bdi(act.who), " · ", ltr(act.when), class_name="text-sm text-muted"),
        )

    return card(
        rx.el.h2(_("Historique"), class_name="section-title mt-0"),
        rx.el.ol(rx.foreach(FileState.acts, line), class_name="grid gap-3"),
    )
