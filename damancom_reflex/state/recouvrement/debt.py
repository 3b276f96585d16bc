"""Step 2: the consolidated debt, whole, and any part of it by period."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Branch, Row
from damancom_reflex.domain.money import format_amount
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement.views import DebtView
from damancom_reflex.state import here
from damancom_reflex.state.format import branch_name, mad, percent, period, row_name
from damancom_reflex.state.recouvrement.decision import decision_sentence
from damancom_reflex.state.recouvrement.journey import journey_at, journey_of
from damancom_reflex.web.access import actor, employer

COLUMNS: tuple[Branch | None, ...] = (*Branch, None)
PERIODS_A_PAGE = 24


@dataclass(frozen=True)
class DebtHeader:
    """What stands above the table."""

    legal_name: str = ""
    number: str = ""
    situation: str = ""
    surcharges_to: str = ""
    first_period: str = ""
    last_period: str = ""
    total: str = ""
    decision: str = ""
    decision_open: bool = True
    uncovered: str = ""


@dataclass(frozen=True)
class DebtCell:
    """An amount that opens to its periods; `row` and `column` name it to the server."""

    amount: str
    row: str
    column: str
    label: str
    empty: bool


@dataclass(frozen=True)
class DebtRow:
    """A row of the consolidated debt."""

    name: str
    cells: list[DebtCell]
    total: bool


@dataclass(frozen=True)
class PeriodRow:
    """An amount of one period."""

    period: str
    amount: str


class DebtState(rx.State):
    """The consolidated debt of the file in view."""

    nothing_owed: str = ""
    header: DebtHeader = DebtHeader()
    rows: list[DebtRow] = []
    tiers: list[str] = []
    opened_title: str = ""
    opened: list[PeriodRow] = []
    opened_more: str = ""
    _opened_key: tuple[str, str] = ("", "")
    _shown: int = PERIODS_A_PAGE

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.DEBT)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.close()
        self.nothing_owed = ""
        try:
            view = await recouvrement.debt(actor(), found.id)
        except DomainError as error:
            if error.code != "nothing_owed":
                return journey._refuse(error)
            # Good news, not a refusal.
            self.nothing_owed = here.sentence_of(self, error)
            return None
        _ = here.words(self)
        self.header = _header(view, _)
        self.rows = _rows(view, _)
        self.tiers = _tiers(view, _)
        return None

    @rx.event
    @employer
    async def open_cell(self, row: str, column: str) -> None:
        """Show the periods behind an amount."""
        self._opened_key, self._shown = (str(row), str(column)), PERIODS_A_PAGE
        await self._read_periods()

    @rx.event
    @employer
    async def more(self) -> None:
        """Show more periods."""
        self._shown += 10 * PERIODS_A_PAGE
        await self._read_periods()

    @rx.event
    @employer
    def close(self) -> None:
        """Close the periods."""
        self.opened_title, self.opened, self.opened_more = "", [], ""

    @rx.event
    @employer
    async def go_on(self) -> rx.event.EventSpec:
        """On to the mode of payment."""
        journey = await journey_at(self, RemissionStep.DEBT, self.load)
        return journey._go(RemissionStep.MODE)

    async def _read_periods(self) -> None:
        row, column = self._opened_key
        if row not in set(Row) or column not in {*Branch, ""}:
            return
        journey = await journey_at(self, RemissionStep.DEBT, self.load)
        view = await recouvrement.debt(actor(), journey.draft_id)
        branch = Branch(column) if column else None
        periods = view.ledger.by_period(Row(row), branch)
        _ = here.words(self)
        self.opened_title = f"{row_name(Row(row), _)} · {branch_name(branch, _)}"
        self.opened = [
            PeriodRow(period(value), mad(amount)) for value, amount in periods[: self._shown]
        ]
        hidden = len(periods) - len(self.opened)
        self.opened_more = (
            _.plural("Montrer {n} période de plus", "Montrer {n} périodes de plus", hidden)
            if hidden
            else ""
        )


def _header(view: DebtView, _: Translator) -> DebtHeader:
    policy, ledger = view.decision, view.ledger
    after = sum(line.amount for line in ledger.lines if line.period > policy.last_period)
    return DebtHeader(
        legal_name=view.header.legal_name,
        number=view.header.affiliate_number,
        situation=_.day(view.header.situation),
        surcharges_to=_.day(view.header.surcharges_to),
        first_period=period(view.header.first_period),
        last_period=period(view.header.last_period),
        total=mad(ledger.total),
        decision=decision_sentence(view.decision, _),
        decision_open=bool(policy.number),
        uncovered=_(
            "{amount} portent sur des périodes postérieures à {period} : ce montant reste dû en entier, sans remise.",
            amount=_.ltr(mad(after)),
            period=_.ltr(period(policy.last_period)),
        )
        if after and policy.number
        else "",
    )


def _rows(view: DebtView, _: Translator) -> list[DebtRow]:
    table = view.table
    return [
        DebtRow(
            row_name(row, _),
            [_cell(row, branch, table.cell(row, branch), _) for branch in COLUMNS],
            row is Row.TOTAL,
        )
        for row in Row
    ]


def _cell(row: Row, branch: Branch | None, amount: int, _: Translator) -> DebtCell:
    return DebtCell(
        amount=format_amount(amount),
        row=row.value,
        column=branch.value if branch else "",
        label=_(
            "Voir par période : {row}, {column}",
            row=row_name(row, _),
            column=branch_name(branch, _),
        ),
        empty=amount == 0,
    )


def _tiers(view: DebtView, _: Translator) -> list[str]:
    lines: list[str] = []
    for tier in view.decision.tiers:
        rates = {
            "rate": _.ltr(percent(tier.surcharge_rate)),
            "penalty": _.ltr(percent(tier.penalty_rate)),
        }
        if tier.months_from == 0:
            lines.append(
                _(
                    "Paiement intégral : {rate} des majorations et frais, {penalty} des astreintes.",
                    **rates,
                )
            )
        else:
            lines.append(
                _(
                    "De {first} à {last} mois : {rate} des majorations et frais, {penalty} des astreintes.",
                    first=tier.months_from,
                    last=view.decision.last_month_of(tier),
                    **rates,
                )
            )
    return lines if view.decision.number else []
