"""The audit trail as a file for a spreadsheet: the events of the list in view, every page of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import func, select

from damancom_reflex.documents.tables import Cell, Table, csv_file
from damancom_reflex.i18n import Language, Translator, translator
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.exporting import MOST_EXPORTED, Export, read_rows
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.services.trail import (
    TrailEvent,
    TrailWanted,
    names_in,
    statement,
    trail_event,
)
from damancom_reflex.services.trail_acts import ACTS
from damancom_reflex.services.trail_words import changes, on_what, who
from damancom_reflex.store.engine import searching
from damancom_reflex.store.trail import AuditEvent


async def export_csv(actor: Actor, wanted: TrailWanted, language: Language) -> Export:
    """The events of `trail.trail`, every page of them up to `MOST_EXPORTED`, as CSV in a language.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    conditions = wanted.conditions()
    async with searching() as session:
        today = await business.today(session)
        rows = await read_rows(session, statement(conditions).limit(MOST_EXPORTED + 1))
        count = select(func.count()).select_from(AuditEvent).where(*conditions)
        total = (await session.exec(count)).one() if len(rows) > MOST_EXPORTED else len(rows)
        rows = rows[:MOST_EXPORTED]
        names = await names_in(session, rows)

    def made() -> bytes:
        events = [trail_event(row, names) for row in rows]
        return csv_file(_table(events, total, translator(language)))

    return Export(await in_paper_thread(made), today, len(rows), total)


def _table(events: Sequence[TrailEvent], total: int, _: Translator) -> Table:
    cut = _("Seuls les {rows} derniers événements sont ici, sur {total}. Affinez la recherche.")
    return Table(
        title=_("Journal"),
        language=_.language,
        heads=(
            *(_("N°"), _("Date et heure"), _("Qui"), _("Compte ou tâche"), _("Adresse")),
            *(_("Acte"), _("Nom de l'acte"), _("Objet"), _("Lequel"), _("Nom de l'objet")),
            *(_("Avant"), _("Après")),
        ),
        rows=[_cells(event, _) for event in events],
        closing=cut.format(rows=len(events), total=total) if total > len(events) else "",
    )


def _cells(event: TrailEvent, _: Translator) -> tuple[Cell, ...]:
    noted = changes(event, _)
    act = ACTS.get(event.action)
    return (
        str(event.position),
        _.moment(event.at),
        who(event.actor, event.name, _),
        event.actor,
        event.address,
        _(act) if act else event.action,
        event.action,
        *on_what(event, _),
        event.subject,
        "\n".join(f"{change.name} : {change.before}" for change in noted),
        "\n".join(f"{change.name} : {change.after}" for change in noted),
    )
