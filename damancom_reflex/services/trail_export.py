"""The audit trail as a file for a spreadsheet: the events of the list in view, every page of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.documents.tables import Cell, Table, csv_file
from damancom_reflex.i18n import Language, Translator, translator
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.exporting import MOST_EXPORTED, Export, read_rows
from damancom_reflex.services.own_trail import (
    own_conditions,
    own_event,
    own_names,
    own_statement,
)
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.services.trail import (
    Conditions,
    TrailEvent,
    TrailWanted,
    counted,
    names_in,
    statement,
    trail_event,
)
from damancom_reflex.services.trail_acts import ACTS
from damancom_reflex.services.trail_words import changes, on_what, who
from damancom_reflex.store.engine import searching


async def export_csv(actor: Actor, wanted: TrailWanted, language: Language) -> Export:
    """The events of `trail.trail`, every page of them up to `MOST_EXPORTED`, as CSV in a language.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    conditions = wanted.conditions()
    async with searching() as session:
        today = await business.today(session)
        rows, total = await _rows(session, statement(conditions, wanted.order()), conditions)
        names = await names_in(session, rows)

    def made() -> bytes:
        events = [trail_event(row, names) for row in rows]
        return csv_file(_table(events, total, translator(language), _whole_heads, _whole))

    return Export(await in_paper_thread(made), today, len(rows), total)


async def export_own_csv(actor: Actor, wanted: TrailWanted, language: Language) -> Export:
    """The same of `own_trail.own_trail`.

    Raises:
        Refused: `not_allowed` for staff.
    """
    rights.employer(actor)
    async with searching() as session:
        today = await business.today(session)
        conditions = own_conditions(actor, wanted, today)
        rows, total = await _rows(session, own_statement(conditions), conditions)
        names = await own_names(session, rows)

    def made() -> bytes:
        events = [own_event(row, names, actor) for row in rows]
        return csv_file(_table(events, total, translator(language), _own_heads, _own))

    return Export(await in_paper_thread(made), today, len(rows), total)


async def _rows(
    session: AsyncSession,
    found: Any,  # noqa: ANN401 - a statement of any rows
    conditions: Conditions,
) -> tuple[list[Any], int]:
    """The rows that a file holds, and how many there are in all."""
    rows = await read_rows(session, found.limit(MOST_EXPORTED + 1))
    if len(rows) <= MOST_EXPORTED:
        return rows, len(rows)
    return rows[:MOST_EXPORTED], (await session.exec(counted(conditions))).one()


def _table(
    events: Sequence[TrailEvent],
    total: int,
    _: Translator,
    heads: Callable[[Translator], tuple[str, ...]],
    cells: Callable[[TrailEvent, Translator], tuple[Cell, ...]],
) -> Table:
    cut = _("Seuls les {rows} derniers événements sont ici, sur {total}. Affinez la recherche.")
    return Table(
        title=_("Journal"),
        language=_.language,
        heads=heads(_),
        rows=[cells(event, _) for event in events],
        closing=cut.format(rows=len(events), total=total) if total > len(events) else "",
    )


def _whole_heads(_: Translator) -> tuple[str, ...]:
    return (
        *(_("N°"), _("Date et heure"), _("Qui"), _("Compte ou tâche"), _("Adresse")),
        *(_("Acte"), _("Nom de l'acte"), _("Objet"), _("Lequel"), _("Nom de l'objet")),
        *(_("Avant"), _("Après")),
    )


def _whole(event: TrailEvent, _: Translator) -> tuple[Cell, ...]:
    return (
        str(event.position),
        _.moment(event.at),
        who(event.actor, event.name, _),
        event.actor,
        event.address,
        _act(event, _),
        event.action,
        *on_what(event, _),
        event.subject,
        *_changed(event, _),
    )


def _own_heads(_: Translator) -> tuple[str, ...]:
    return (
        *(_("Date et heure"), _("Qui"), _("Adresse"), _("Acte"), _("Objet"), _("Lequel")),
        *(_("Avant"), _("Après")),
    )


def _own(event: TrailEvent, _: Translator) -> tuple[Cell, ...]:
    return (
        _.moment(event.at),
        who(event.actor, event.name, _),
        event.address,
        _act(event, _),
        *on_what(event, _),
        *_changed(event, _),
    )


def _act(event: TrailEvent, _: Translator) -> str:
    act = ACTS.get(event.action)
    return _(act) if act else event.action


def _changed(event: TrailEvent, _: Translator) -> tuple[str, str]:
    noted = changes(event, _)
    return (
        "\n".join(f"{change.name} : {change.before}" for change in noted),
        "\n".join(f"{change.name} : {change.after}" for change in noted),
    )
