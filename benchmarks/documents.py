"""The agreement PDF: an ordinary debt (198 lines, all explained) and the longest there can be, in both languages.

Prints a table, then the JSON line that `scripts/bench.py` reads. The figures are worked out beforehand: what is timed
is the making of the document alone.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from statistics import quantiles
from time import perf_counter

from engine import SITUATION, ledger_of, long_debt

from damancom_reflex.documents import AgreementView, ConsentView, agreement_pdf
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.remission import Instalments, explain_lines, policy_for, simulate
from damancom_reflex.i18n import LANGUAGES, translator
from damancom_reflex.rules import remission_policies, surcharge_rates

ORDINARY_LINES = 198
RUNS = {"ordinary": 30, "longest": 8}
GOAL_MS = {"ordinary": 300.0, "longest": 1500.0}
NOW = datetime(2023, 11, 8, 14, 3, tzinfo=UTC)


def main() -> None:
    """Measure, print the table and the JSON line."""
    lines = long_debt()
    views = {
        "ordinary": view_of(ledger_of(lines[-ORDINARY_LINES:]), months=12),
        "longest": view_of(ledger_of(lines), months=60),
    }
    print(f"{'':<34}{'lines':>8}{'kB':>8}{'p50 ms':>10}{'p95 ms':>10}")
    results: list[dict[str, object]] = []
    for name, view in views.items():
        for language in LANGUAGES:
            size, middle, high = measure(view, language, RUNS[name])
            what = f"agreement PDF, {name} debt, {language}"
            print(f"{what:<34}{len(view.lines):>8}{size:>8}{middle:>10.1f}{high:>10.1f}")
            results += [
                {"what": f"{what}, p50", "value": round(middle, 1), "unit": "ms"},
                {
                    "what": f"{what}, p95",
                    "value": round(high, 1),
                    "unit": "ms",
                    "goal": GOAL_MS[name],
                },
                {"what": f"{what}, size", "value": size, "unit": "kB"},
            ]
    print(json.dumps({"results": results}))


def measure(view: AgreementView, language: str, runs: int) -> tuple[int, float, float]:
    """Size (kB), middle and 95th percentile of the time (milliseconds) of one document."""
    words = translator("ar" if language == "ar" else "fr")
    content = agreement_pdf(view, words)
    times: list[float] = []
    for _run in range(runs):
        start = perf_counter()
        agreement_pdf(view, words)
        times.append((perf_counter() - start) * 1000)
    marks = quantiles(times, n=20)
    return len(content) // 1000, marks[9], marks[18]


def view_of(ledger: Ledger, months: int) -> AgreementView:
    """A signed request for a plan on a ledger."""
    policy = policy_for(SITUATION, remission_policies())
    choice = Instalments(down_payment=0, months=months)
    return AgreementView(
        reference="REM-2023-000042",
        status="En attente de garanties",
        signed_at=NOW,
        created_at=NOW,
        legal_name="Société Atlas Négoce et Travaux SARL",
        affiliate_number="4317542",
        ledger=ledger,
        simulation=simulate(ledger, policy, choice, surcharge_rates()),
        lines=explain_lines(ledger, policy, choice),
        masked_rib="011 519 •••••••••••• 4921",
        debit_on=None,
        guarantees_by=date(2023, 12, 8),
        collection_office="Direction régionale de Casablanca",
        collection_office_address="12, boulevard Abdelmoumen, Casablanca",
        commitments=("Payer chaque échéance et les cotisations courantes à leur date.",) * 6,
        consent=ConsentView("atlas", NOW, "105.66.12.4", "2023-11", "fr", "ab" * 32, "cd" * 32),
        verification_url="https://damancom.example/fr/verification?reference=REM-2023-000042",
    )


if __name__ == "__main__":
    main()
