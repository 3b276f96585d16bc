"""Documents in both languages: agreements, the pack of adhésion, the form of a claim.

The agreement is that of an ordinary debt (198 lines, all explained) and that of the longest there can be. The pack
holds the list of what to bring and three forms.

Prints a table, then the JSON line that `scripts/bench.py` reads. The figures are worked out beforehand: what is timed
is the making of the document alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from statistics import quantiles
from time import perf_counter

from _timing import settle
from engine import SITUATION, ledger_of, long_debt

from damancom_reflex.documents import (
    AgreementView,
    ConsentView,
    EnrolmentPaperView,
    agreement_pdf,
    enrolment_pack_pdf,
)
from damancom_reflex.documents.job_loss import ClaimFormPaper, DaysCount, claim_form_pdf
from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator
from damancom_reflex.domain.job_loss import window_before
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.remission import Instalments, explain_lines, policy_for, simulate
from damancom_reflex.i18n import LANGUAGES, Translator, translator
from damancom_reflex.rules import job_loss_reasons, remission_policies, surcharge_rates
from damancom_reflex.services.job_loss.views import PersonView
from damancom_reflex.services.places import PlaceView

ORDINARY_LINES = 198
NOW = datetime(2023, 11, 8, 14, 3, tzinfo=UTC)
AGENCY = PlaceView(
    name_fr="Agence Casablanca Maârif",
    name_ar="وكالة المعاريف",
    address_fr="27, rue Abou Al Mahassin Ar-Royani",
    address_ar="الدار البيضاء",
    phone="05 22 54 70 00",
    hours_fr="Du lundi au vendredi",
    hours_ar="من الاثنين إلى الجمعة",
)


@dataclass(frozen=True)
class Case:
    """A document to measure: its name, what makes it, how often, and the goals it has."""

    what: str
    lines: int
    make: Callable[[Translator], bytes]
    runs: int
    goal_ms: float
    goal_kb: int | None = None


def main() -> None:
    """Measure, print the table and the JSON line."""
    print(f"{'':<34}{'lines':>8}{'kB':>8}{'p50 ms':>10}{'p95 ms':>10}")
    results: list[dict[str, object]] = []
    found = cases()
    settle()
    for case in found:
        for language in LANGUAGES:
            size, middle, high = measure(case, translator(language))
            what = f"{case.what}, {language}"
            print(f"{what:<34}{case.lines or '':>8}{size:>8}{middle:>10.1f}{high:>10.1f}")
            weight = {"what": f"{what}, size", "value": size, "unit": "kB"}
            results += [
                {"what": f"{what}, p50", "value": round(middle, 1), "unit": "ms"},
                {
                    "what": f"{what}, p95",
                    "value": round(high, 1),
                    "unit": "ms",
                    "goal": case.goal_ms,
                },
                weight | ({"goal": case.goal_kb} if case.goal_kb else {}),
            ]
    print(json.dumps({"results": results}))


def cases() -> list[Case]:
    """The documents."""
    lines = long_debt()
    ordinary = view_of(ledger_of(lines[-ORDINARY_LINES:]), months=12)
    longest = view_of(ledger_of(lines), months=60)
    pack = enrolment()
    return [
        Case(
            "agreement PDF, ordinary debt",
            len(ordinary.lines),
            partial(agreement_pdf, ordinary),
            30,
            300.0,
        ),
        Case(
            "agreement PDF, longest debt",
            len(longest.lines),
            partial(agreement_pdf, longest),
            8,
            1500.0,
        ),
        Case("enrolment pack", 0, partial(enrolment_pack_pdf, pack), 30, 300.0, 400),
        Case("form 310-1-26", 0, partial(claim_form_pdf, claim()), 30, 300.0, 150),
    ]


def measure(case: Case, words: Translator) -> tuple[int, float, float]:
    """Size (kB), middle and 95th percentile of the time (milliseconds) of one document."""
    content = case.make(words)
    times: list[float] = []
    for _run in range(case.runs):
        start = perf_counter()
        case.make(words)
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


def enrolment() -> EnrolmentPaperView:
    """A request with everything: three forms."""
    who = Identity(
        IdentityKind.CIN, "BK412876", "Benkirane", "Fatima-Zahra", "بنكيران", "فاطمة الزهراء"
    )
    delegate = DelegateContent(
        kind=DelegateKind.FIDUCIARY,
        legal_name="Fiduciaire d'Anfa SARL",
        ice="001527456000081",
        signatory=who,
        email="contact@fiduciaire-anfa.example",
        phone="+212661408321",
        declare=True,
        recover=True,
        sign=False,
        until=date(2025, 12, 31),
    )
    content = Content(
        affiliate_number="4317542",
        legal_name="Société Atlas Négoce et Travaux SARL",
        ice="001561191000066",
        representative=who,
        representative_is_new=True,
        operator=Operator.INWI,
        phone="+212612345678",
        email="direction@atlas-negoce.example",
        rib="011519000001205000534921",
        delegate=delegate,
    )
    return EnrolmentPaperView(
        reference="DA-2023-7K3M-Q9XT",
        revision=1,
        created_at=NOW,
        submitted_on=date(2023, 11, 8),
        expires_on=date(2024, 1, 7),
        content=content,
        agency=AGENCY,
        verification_url=f"https://damancom.example/fr/verification?reference=DA-2023-7K3M-Q9XT&id={'5f' * 16}",
    )


def claim() -> ClaimFormPaper:
    """A late claim of IPE, with everything."""
    loss = date(2023, 8, 31)
    person = PersonView(
        number="112345678",
        cin="BK412876",
        surname="Benkirane",
        first_name="Fatima-Zahra",
        surname_ar="بنكيران",
        first_name_ar="فاطمة الزهراء",
        hired=date(2019, 1, 7),
        left=loss,
    )
    windows = ((36, 884, 780), (12, 299, 260))
    return ClaimFormPaper(
        reference="IP-2023-7K3M-Q9XT",
        revision=1,
        created_at=NOW,
        submitted_on=date(2023, 11, 8),
        affiliate_number="4317542",
        legal_name="Société Atlas Négoce et Travaux SARL",
        person=person,
        loss_date=loss,
        reasons=tuple(job_loss_reasons().values()),
        reason_code="closure",
        late_reason="Le siège est resté fermé après les inondations de la région. " * 8,
        counts=tuple(
            DaysCount(months, window_before(loss, months), days, needed)
            for months, days, needed in windows
        ),
        url="https://damancom.example/fr/ipe/demandes?r=IP-2023-7K3M-Q9XT",
    )


if __name__ == "__main__":
    main()
