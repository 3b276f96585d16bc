"""What was done on an employer's affiliations, requests and account, for them to read."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.address import KeptAddress
from damancom_reflex.components.events import event_filters, event_table, events
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import once_read
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.services.own_trail import OWN_FAMILIES
from damancom_reflex.services.own_trail_acts import TOLD
from damancom_reflex.state.own_journal import OwnJournalState

PAGE = "espace/journal"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        KeptAddress.create(query=OwnJournalState.query),
        page_heading(
            _("Journal de mon espace"),
            _(
                "Ce qui a été fait sur vos affiliations, vos demandes et votre compte : par qui, quand, et ce qui a changé."
            ),
        ),
        once_read(OwnJournalState, _journal(_), loading(_("Chargement du journal…"))),
        rx.el.p(
            rx.el.a(_("Revenir à mon espace"), href=href(_, "espace"), class_name="link"),
            class_name="mt-8 no-print",
        ),
        page=PAGE,
        title=_("Journal de mon espace"),
        wide=True,
    )


def _journal(_: Translator) -> rx.Component:
    filters = event_filters(
        _,
        OwnJournalState,
        hint=_("Référence d'une demande ou n° d'affilié."),
        acts=TOLD,
        families=OWN_FAMILIES,
    )
    return events(_, OwnJournalState, filters, event_table(_, OwnJournalState))
