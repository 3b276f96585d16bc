"""The claims of the history as a file for a spreadsheet: the same list, every page of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from damancom_reflex import rules
from damancom_reflex.documents.tables import Cell, Table, csv_file, xlsx_file
from damancom_reflex.i18n import Language, Translator, translator
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.exporting import AT_ONCE, MOST_EXPORTED, Export, read_rows
from damancom_reflex.services.job_loss.history import ClaimsWanted, claim_row, counted
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.services.job_loss.wording import STATUS_WORDS
from damancom_reflex.services.paper_threads import in_paper_thread
from damancom_reflex.store.engine import searching

_AT_ONCE: Final = AT_ONCE
"""Rows read between two turns of the other events."""


async def export_csv(actor: Actor, wanted: ClaimsWanted, language: Language) -> Export:
    """The claims of `history.claims`, every page of them up to `MOST_EXPORTED`, as CSV in a language.

    Raises:
        Refused: `not_allowed` for staff.
    """
    return await _export(actor, wanted, language, csv_file)


async def export_xlsx(actor: Actor, wanted: ClaimsWanted, language: Language) -> Export:
    """The same as XLSX.

    Raises:
        Refused: `not_allowed` for staff.
    """
    return await _export(actor, wanted, language, xlsx_file)


async def _export(
    actor: Actor, wanted: ClaimsWanted, language: Language, make: Callable[[Table], bytes]
) -> Export:
    rights.employer(actor)
    async with searching() as session:
        today = await business.today(session)
        found = wanted.statement(actor, today)
        rows = await read_rows(session, found.limit(MOST_EXPORTED + 1), _AT_ONCE)
        more = len(rows) > MOST_EXPORTED
        total = (await session.exec(counted(found))).one() if more else len(rows)
    rows = rows[:MOST_EXPORTED]
    content = await in_paper_thread(lambda: make(_table(rows, total, translator(language))))
    return Export(content, today, len(rows), total)


def _table(rows: Sequence[Any], total: int, _: Translator) -> Table:
    cut = _("Seules les {rows} premières demandes sont ici, sur {total}. Affinez la recherche.")
    return Table(
        title=_("Demandes d'IPE"),
        language=_.language,
        heads=(
            _("Référence"),
            _("Immatriculation"),
            _("CIN"),
            _("Nom"),
            _("Prénom"),
            _("Numéro d'affiliation"),
            _("Motif de la perte"),
            _("Date de la perte"),
            _("Situation"),
            _("Date de la situation"),
            _("Motif du refus"),
        ),
        rows=[_cells(claim_row(row), _) for row in rows],
        closing=cut.format(rows=len(rows), total=total) if total > len(rows) else "",
    )


def _cells(row: ClaimRow, _: Translator) -> tuple[Cell, ...]:
    arabic = _.language == "ar" and row.surname_ar
    reason = rules.job_loss_reasons().get(row.reason_code)
    refusal = rules.claim_reason(row.decision_code)
    return (
        row.reference,
        row.number,
        row.cin,
        row.surname_ar if arabic else row.surname,
        row.first_name_ar if arabic else row.first_name,
        row.affiliate_number,
        reason.text(_.language) if reason else row.reason_code,
        row.loss_date,
        _(STATUS_WORDS[row.status]),
        row.status_day,
        refusal.text(_.language) if refusal else row.decision_code,
    )
