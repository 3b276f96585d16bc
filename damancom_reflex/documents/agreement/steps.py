"""What happens after the signature, each step with its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.parts.steps import step
from damancom_reflex.documents.wording import broken, money, whole

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator


def next_steps(sheet: Sheet, view: AgreementView, _: Translator) -> None:
    """Set the steps: when on the starting side, what beside it."""
    steps = _instalments(view, _) if view.simulation.plan else _full(view, _)
    for when, what in steps:
        step(sheet, when, what)


def _full(view: AgreementView, _: Translator) -> list[tuple[str, str]]:
    """One debit; what a rejected one costs."""
    done = view.simulation
    debit = _(
        "Prélèvement de {amount} sur le compte {rib}.",
        amount=money(_, done.to_pay),
        rib=_.ltr(view.masked_rib),
    )
    when = _.ltr(_.day(view.debit_on)) if view.debit_on else _debit_day(view, _)
    return [(when, debit), (_("Si le prélèvement est rejeté"), broken(_, done))]


def _instalments(view: AgreementView, _: Translator) -> list[tuple[str, str]]:
    """Guarantees, validation, debits, and what a missed one costs."""
    office = whole(_, view.collection_office)
    if view.collection_office_address:
        address = whole(_, view.collection_office_address)
        office = _("{office}, {address}", office=office, address=address)
    guarantees = _(
        "Déposez des garanties suffisantes auprès de votre perception : {office}."
        " Passé ce jour, la demande expire.",
        office=office,
    )
    debit = _("Premier prélèvement sur le compte {rib}.", rib=_.ltr(view.masked_rib))
    by = _.ltr(_.day(view.guarantees_by)) if view.guarantees_by else ""
    return [
        (_("Au plus tard le {date}", date=by), guarantees),
        *_advance(view, _),
        (
            _("À la validation"),
            _("La perception vérifie les garanties et valide le plan, qui prend alors effet."),
        ),
        (_debit_day(view, _), debit),
        (_("En cas d'impayé"), broken(_, view.simulation)),
    ]


def _advance(view: AgreementView, _: Translator) -> list[tuple[str, str]]:
    """The down payment, where one was signed for."""
    plan = view.simulation.plan
    if plan is None or not plan.down_payment:
        return []
    paid = _(
        "Versez l'avance de {amount} à votre perception : le plan n'est validé qu'une fois qu'elle l'a reçue.",
        amount=money(_, plan.down_payment),
    )
    return [(_("Avant la validation"), paid)]


def _debit_day(view: AgreementView, _: Translator) -> str:
    """The debit day of the decision, when the month is not known yet."""
    return _("Le {day} du mois qui suit la validation", day=view.simulation.policy.debit_day)
