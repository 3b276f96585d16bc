"""Agreements to print: real ledgers, the seeded decision, and figures worked out by the domain."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from damancom_reflex import rules
from damancom_reflex.documents.views import AgreementView, ConsentView
from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, Nature, read_ledger
from damancom_reflex.domain.remission import (
    Choice,
    FullPayment,
    Instalments,
    explain_lines,
    policy_for,
    simulate,
)

SITUATION = date(2023, 11, 8)
SIGNED = datetime(2023, 11, 8, 13, 3, tzinfo=UTC)
LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"


def guide(name: str, most: int | None = None) -> Ledger:
    """One of the guides' ledgers, or its first lines."""
    lines = read_ledger((LEDGERS / f"{name}.csv").read_text(encoding="utf-8"))
    return Ledger(lines[:most], SITUATION, SITUATION)


def largest() -> Ledger:
    """659 periods (196901 to 202311), every branch and nature: about 6,000 lines."""
    lines: list[DebtLine] = []
    periods = [100 * year + month for year in range(1969, 2024) for month in range(1, 13)][:659]
    for number, period in enumerate(periods):
        for place, branch in enumerate((Branch.SS, Branch.AMO, Branch.TFP)):
            base = 10_000 + (number * 7919 + place * 104_729) % 900_000
            lines.append(DebtLine(period, branch, Nature.PRINCIPAL, base))
            lines.append(DebtLine(period, branch, Nature.LATE_SURCHARGE, base * 2 // 3))
            lines.append(DebtLine(period, branch, Nature.RECOVERY_FEE, 1_000 + number))
        lines += [
            DebtLine(period, branch, Nature.PENALTY, 5_000 + number)
            for branch in (Branch.PEN_BDS, Branch.PEN_TD)[: number % 3]
        ]
    return Ledger(tuple(lines), SITUATION, SITUATION)


AR = {
    "status": "مقبول",
    "collection_office": "المديرية الجهوية بالدار البيضاء",
    "commitments": (
        "يلتزم المنخرط بأن يؤدي دفعة واحدة، في تاريخ الاقتطاع المعلن عنه، مجموع الدين المتبقي بعد الإعفاء.",
        "إذا لم يؤد الدين المتبقي بعد الإعفاء، اعتبر الطلب لاغيا وعديم الأثر.",
    ),
}
"""Texts that a view in Arabic brings along."""

FOUR_MONTHS = Instalments(down_payment=500_000, months=4)
SIXTY_MONTHS = Instalments(down_payment=0, months=60)


def agreement(ledger: Ledger, choice: Choice | None = None, **changes: Any) -> AgreementView:
    """A signed request on a ledger; full payment unless told."""
    choice = choice or FullPayment()
    policy = policy_for(changes.pop("on", SITUATION), rules.remission_policies())
    full = isinstance(choice, FullPayment)
    values: dict[str, Any] = {
        "reference": "REM-2023-000042",
        "status": "Acceptée" if full else "En attente de garanties",
        "signed_at": SIGNED,
        "created_at": SIGNED,
        "legal_name": "Société Atlas Négoce et Travaux SARL",
        "affiliate_number": "4317542",
        "ledger": ledger,
        "simulation": simulate(ledger, policy, choice, rules.surcharge_rates()),
        "lines": explain_lines(ledger, policy, choice),
        "masked_rib": "011 519 •••••••••••• 4921",
        "debit_on": date(2023, 12, 10) if full else None,
        "guarantees_by": None if full else date(2023, 12, 8),
        "collection_office": "Direction régionale de Casablanca",
        "collection_office_address": "12, boulevard Abdelmoumen, Casablanca",
        "commitments": (
            "Payer la dette après remise à la date annoncée.\nLe compte choisi est approvisionné ce jour-là.",
            "En cas de défaut, la demande est nulle et tous les montants remis sont réintégrés dans la dette.",
            "Accepter le prélèvement automatique, comme pour le paiement des cotisations.",
        ),
        "consent": ConsentView(
            account="atlas.negoce",
            accepted_at=SIGNED,
            address="105.66.12.4",
            terms_version="2023-11",
            language="fr",
            sha256_fr=hashlib.sha256(b"fr").hexdigest(),
            sha256_ar=hashlib.sha256(b"ar").hexdigest(),
        ),
        "verification_url": "https://damancom.example/fr/verification?reference=REM-2023-000042&cle=7F3KQ2",
    }
    return AgreementView(**{**values, **changes})
