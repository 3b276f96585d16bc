"""The audit trail, for supervisors."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.address import KeptAddress
from damancom_reflex.components.events import event_filters, event_table, events
from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import once_read
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.state.staff.journal import JournalState

PAGE = "equipe/journal"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        KeptAddress.create(query=JournalState.query),
        page_heading(
            _("Journal des actes"),
            _("Qui a fait quoi, quand et d'où, du plus récent au plus ancien."),
        ),
        once_read(
            JournalState,
            events(_, JournalState, _filters(_), event_table(_, JournalState)),
            loading(_("Chargement du journal…")),
        ),
        page=PAGE,
        title=_("Journal des actes"),
        wide=True,
    )


def _filters(_: Translator) -> rx.Component:
    return event_filters(
        _,
        JournalState,
        field_frame(
            "qui",
            _("Qui"),
            rx.el.input(
                id="qui",
                type="search",
                default_value=JournalState.who,
                on_change=lambda text: JournalState.filter_by("qui", text).debounce(250),
                key=JournalState.opened,
                class_name="input field-input",
            ),
        ),
        hint=_("Référence d'un dossier, n° d'affilié, ou compte dont il s'agit."),
        acts=ACTS,
        families=FAMILIES,
    )
