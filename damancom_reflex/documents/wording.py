"""Words and figures that several documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.pdf.shaping import has_arabic
from damancom_reflex.domain.ledger import Branch, Nature, Row
from damancom_reflex.domain.money import format_amount

if TYPE_CHECKING:
    from damancom_reflex.documents.views import FiguresView
    from damancom_reflex.domain.remission import Simulation
    from damancom_reflex.i18n import Translator


def branches(_: Translator) -> dict[Branch, str]:
    """Name of each branch, in the order of the debt table."""
    return {
        Branch.SS: _("Cotisations sécurité sociale"),
        Branch.AMO: _("Assurance maladie (AMO)"),
        Branch.TFP: _("Taxe de formation professionnelle"),
        Branch.AF: _("AF à reverser"),
        Branch.PEN_BDS: _("Astreintes BDS RG/AMO"),
        Branch.PEN_TD: _("Astreintes Damancom TD/TP"),
    }


def natures(_: Translator) -> dict[Nature, str]:
    """Name of each nature of a debt line."""
    return {
        Nature.PRINCIPAL: _("Principal"),
        Nature.LATE_SURCHARGE: _("Majorations de retard"),
        Nature.PENALTY: _("Astreintes"),
        Nature.RECOVERY_FEE: _("Frais de recouvrement"),
    }


def rows(_: Translator) -> dict[Row, str]:
    """Name of each row of the debt table."""
    return {
        Row.PRINCIPAL: _("Principal"),
        Row.SURCHARGES_AND_PENALTIES: _("Majorations de retard et astreintes"),
        Row.FEES: _("Frais de recouvrement"),
        Row.TOTAL: _("Total"),
    }


def money(_: Translator, centimes: int) -> str:
    """An amount with its currency, whole inside a sentence of either language."""
    return _.ltr(f"{format_amount(centimes)}\u00a0MAD")


def whole(_: Translator, text: str) -> str:
    """A name or an address inside a sentence: Latin letters keep their own order in Arabic."""
    return text if has_arabic(text) else _.ltr(text)


def percent(basis_points: int) -> str:
    """A rate: `60 %`, `0,5 %`."""
    whole, rest = divmod(basis_points, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}\u00a0%"


def decision(_: Translator, view: FiguresView) -> str:
    """The decision that was applied, with its number and day."""
    policy = view.simulation.policy
    name = policy.title_ar if _.language == "ar" else policy.title
    if not policy.number:
        return name
    day = _.ltr(_.day(policy.signed))
    if policy.number in name:
        return _("{title}, signée le {date}", title=name, date=day)
    return _("{title}, n° {number} du {date}", title=name, number=_.ltr(policy.number), date=day)


def broken(_: Translator, simulation: Simulation) -> str:
    """What a payment that does not come costs."""
    amount = money(_, simulation.remission)
    if simulation.plan is None:
        if not simulation.remission:
            return _("La somme entière reste due.")
        return _(
            "La demande devient sans objet : la remise de {amount} est annulée et la dette entière redevient due.",
            amount=amount,
        )
    if not simulation.remission:
        return _(
            "Une échéance ou une cotisation courante impayée annule le plan : la dette entière est exigible."
        )
    return _(
        "Une échéance ou une cotisation courante impayée annule le plan : la remise de {amount} et les majorations"
        " générées par l'échelonnement redeviennent dues.",
        amount=amount,
    )
