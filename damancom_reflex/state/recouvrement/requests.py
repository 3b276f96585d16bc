"""One's requests: the list, and one request with what happens next."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import FELL, RemissionStatus, next_step
from damancom_reflex.i18n import Translator
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement.life import LifeView
from damancom_reflex.services.recouvrement.views import RequestRow as Signed
from damancom_reflex.services.recouvrement.views import RequestView
from damancom_reflex.state import here
from damancom_reflex.state.format import mad, phone
from damancom_reflex.state.lists import ListMixin
from damancom_reflex.state.recouvrement.ending import LIVED, Ending, ending
from damancom_reflex.state.recouvrement.journey import LIST_PAGE, PAGES
from damancom_reflex.state.recouvrement.standing import (
    GuaranteeLine,
    InstalmentLine,
    debit_status_name,
    guarantee_line,
    mode_name,
    stand_name,
)
from damancom_reflex.web.access import actor, employer


@dataclass(frozen=True)
class RequestRow:
    """A request as the list shows it."""

    reference: str
    affiliate: str
    legal_name: str
    signed: str
    mode: str
    to_pay: str
    status: str
    ahead: str
    address: str


@dataclass(frozen=True)
class RequestScreen:
    """One request, written out."""

    reference: str = ""
    affiliate: str = ""
    legal_name: str = ""
    status: str = ""
    word: str = ""
    outcome: str = ""
    full: bool = False
    signed: str = ""
    total: str = ""
    remission: str = ""
    to_pay: str = ""
    down_payment: str = ""
    advance: str = ""
    months: int = 0
    bank_account: str = ""
    guarantees_due: str = ""
    days_left: str = ""
    debit: str = ""
    debit_rule: str = ""
    office: str = ""
    office_address: str = ""
    office_phone: str = ""
    office_call: str = ""
    agreement: str = ""
    calendar: str = ""


class RequestsState(ListMixin, rx.State):
    """The requests of the account, latest first."""

    rows: list[RequestRow] = []
    error: str = ""
    error_token: int = 0

    @rx.event
    @employer
    async def load(self) -> None:
        """Open the list."""
        self.page, self.error = 1, ""
        await self._read()

    @rx.event
    @employer
    async def begin(self) -> rx.event.EventSpec | None:
        """Start a request, or take up the one that was left."""
        try:
            found = await recouvrement.begin(actor())
        except DomainError as error:
            self.error = here.sentence_of(self, error)
            self.error_token += 1
            return None
        return rx.redirect(here.page_address(self, PAGES[next_step(found.facts)], d=found.id))

    async def _read(self) -> None:
        found = await recouvrement.requests(actor(), self.page)
        _ = here.words(self)
        self._show_page(found, _)
        self.rows = [
            RequestRow(
                row.reference,
                row.affiliate_number,
                row.legal_name,
                _.day(row.business_day),
                mode_name(row.mode, _),
                mad(row.to_pay),
                _(
                    recouvrement.status_word(
                        row.status, guaranteed=row.guaranteed, signed_once=row.signed_once
                    )
                ),
                _ahead(row, _),
                here.page_address(self, "recouvrement/demande", r=row.reference),
            )
            for row in found.rows
        ]


class RequestState(rx.State):
    """One request in view."""

    ready: bool = False
    fresh: bool = False
    already: bool = False
    awaited: str = ""
    screen: RequestScreen = RequestScreen()
    ending: Ending = Ending()
    instalments: list[InstalmentLine] = []
    guarantees: list[GuaranteeLine] = []

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open a request of the account; any other reference leads to the list."""
        try:
            found = await recouvrement.request(actor(), here.query(self, "r"))
            lived = await recouvrement.life(actor(), found.reference)
        except DomainError:
            return rx.redirect(here.page_address(self, LIST_PAGE))
        _ = here.words(self)
        self.fresh = bool(here.query(self, "signe"))
        self.already = bool(here.query(self, "deja"))
        self.awaited = _awaited(found, _) if here.query(self, "attente") else ""
        self.screen = _screen(found, lived, _)
        self.ending = ending(lived, _) if found.status in LIVED else Ending()
        self.guarantees = [guarantee_line(item, _) for item in lived.countdown.filed]
        # Once an office has validated it, the days of the debits are no longer those signed for; that of a full payment
        # is not even before.
        days = {row.number: row.debit_day or found.debited_on for row in lived.debits}
        self.instalments = [
            InstalmentLine(
                item.number,
                _.day(days.get(item.number) or item.due),
                mad(item.amount),
                debit_status_name(item.status, found.status, _),
            )
            for item in found.instalments
        ]
        self.ready = True
        return None


def _ahead(row: Signed, _: Translator) -> str:
    """The day that matters next, and what for; empty when none is set."""
    if row.next_day is None:
        return ""
    day = _.ltr(_.day(row.next_day))
    if row.status is RemissionStatus.AWAITING_GUARANTEES:
        return _("à déposer au plus tard le {day}", day=day)
    return _("prélèvement le {day}", day=day)


def _days_left(left: int | None, _: Translator) -> str:
    if left is None:
        return ""
    return (
        _.plural("Il reste {n} jour.", "Il reste {n} jours.", left)
        if left
        else _("C'est le dernier jour.")
    )


def _screen(found: RequestView, lived: LifeView, _: Translator) -> RequestScreen:
    simulation, office = found.simulation, found.office
    plan, awaited = simulation.plan, not lived.countdown.filed
    return RequestScreen(
        reference=found.reference,
        affiliate=found.affiliate_number,
        legal_name=found.legal_name,
        status=stand_name(lived, _),
        word=found.status.value,
        outcome=_outcome(found, lived, _),
        full=plan is None,
        signed=_.moment(found.signed_at),
        total=mad(simulation.total_debt),
        remission=mad(simulation.remission),
        to_pay=mad(simulation.to_pay),
        down_payment=mad(plan.down_payment) if plan else "",
        advance=_advance(plan.down_payment, _) if plan and plan.down_payment else "",
        months=plan.months if plan else 0,
        bank_account=found.masked_rib,
        guarantees_due=_.day(found.guarantees_due) if found.guarantees_due and awaited else "",
        days_left=_days_left(lived.countdown.days_left, _),
        debit=_.day(found.debit_day) if found.debit_day else "",
        debit_rule=_(
            "Le prélèvement passe le {day} du mois qui suit la validation.",
            day=found.decision.debit_day,
        ),
        office=office.name(_.language),
        office_address=office.address(_.language),
        office_phone=phone(office.phone),
        office_call=f"tel:{office.phone}",
        agreement=f"/telecharger/accord/{found.reference}.pdf?langue={_.language}",
        calendar=""
        if found.status in FELL
        else f"/telecharger/calendrier/{found.reference}.ics?langue={_.language}",
    )


def _awaited(found: RequestView, _: Translator) -> str:
    """Why no new request can be made after one that changed the debt."""
    return _(
        "La créance connue ici a été arrêtée au {situation} : elle ne tient pas compte de cette demande. Une nouvelle "
        "demande sera possible dès qu'une nouvelle situation aura été arrêtée. Pour toute question, voyez votre "
        "perception.",
        situation=_.ltr(_.day(found.ledger.situation)),
    )


def _advance(amount: int, _: Translator) -> str:
    return _(
        "Versez l'avance de {amount} à votre perception : le plan n'est validé qu'une fois qu'elle l'a reçue.",
        amount=_.ltr(mad(amount)),
    )


def _outcome(found: RequestView, lived: LifeView, _: Translator) -> str:
    debit = _.ltr(_.day(found.debit_ahead)) if found.debit_ahead else ""
    if found.status is RemissionStatus.ACCEPTED:
        return _(
            "Votre demande est acceptée. Le prélèvement passera le {day}, ou le jour ouvré suivant, "
            "si elle est validée ce mois-ci.",
            day=debit,
        )
    if found.status is RemissionStatus.AWAITING_GUARANTEES and lived.countdown.filed:
        return _(
            "Votre perception a reçu vos garanties : la demande n'expire plus, elle attend d'être validée. Le premier "
            "prélèvement passera le {debit} du mois qui suit la validation.",
            debit=found.decision.debit_day,
        )
    if found.status is RemissionStatus.AWAITING_GUARANTEES and found.guarantees_due:
        return _(
            "Votre demande est enregistrée. Elle sera validée après le dépôt de vos garanties, au plus tard le {day}. "
            "Le premier prélèvement passera le {debit} du mois qui suit la validation.",
            debit=found.decision.debit_day,
            day=_.ltr(_.day(found.guarantees_due)),
        )
    return stand_name(lived, _)
