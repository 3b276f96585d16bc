"""Claims of IPE to print: full, with the least, with values of any length."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from damancom_reflex.documents.job_loss import ClaimFormPaper, DaysCount
from damancom_reflex.domain.job_loss import window_before
from damancom_reflex.rules import job_loss_reasons
from damancom_reflex.services.job_loss.views import PersonView

FILED = datetime(2023, 11, 8, 13, 3, tzinfo=UTC)
LOSS = date(2023, 10, 30)
URL = "https://damancom.example/fr/ipe/demandes?r=IP-2023-7K3M-Q9XT"
PERSON = PersonView(
    number="112345678",
    cin="BK412876",
    surname="BENKIRANE EL ALAOUI",
    first_name="Fatima-Zahra",
    surname_ar="بنكيران العلوي",
    first_name_ar="فاطمة الزهراء",
    hired=date(2019, 1, 7),
    left=None,
)
UNKNOWN = PersonView("1", "", "O", "Li", "", "", None, None)
LONGEST = PersonView(
    number="112345678",
    cin="AB1234567890",
    surname=("Benabdelkrim Alaoui-M'Hamdi " * 4)[:80],
    first_name=("Mohammed-Abderrahmane " * 5)[:80],
    surname_ar=("بنعبد الكريم العلوي المحمدي " * 4)[:80],
    first_name_ar=("محمد عبد الرحمان " * 6)[:80],
    hired=date(1999, 12, 31),
    left=None,
)
LATE_FR = ("Le siège est resté fermé après les inondations de la région. " * 9)[:500]
LATE_AR = ("ظل المقر مغلقا بعد الفيضانات التي عرفتها الجهة خلال تلك الفترة. " * 9)[:500]


def counts(long: int | None = 884, recent: int | None = 299) -> tuple[DaysCount, ...]:
    """Both windows before the loss, with these days."""
    return (
        DaysCount(36, window_before(LOSS, 36), long, 780),
        DaysCount(12, window_before(LOSS, 12), recent, 260),
    )


def form(**changes: Any) -> ClaimFormPaper:
    """A claim ready to print; full unless told."""
    values: dict[str, Any] = {
        "reference": "IP-2023-7K3M-Q9XT",
        "revision": 1,
        "created_at": FILED,
        "submitted_on": date(2023, 11, 8),
        "affiliate_number": "4317542",
        "legal_name": "Société Atlas Négoce et Travaux SARL",
        "person": PERSON,
        "loss_date": LOSS,
        "reasons": tuple(job_loss_reasons().values()),
        "reason_code": "closure",
        "late_reason": "",
        "counts": counts(),
        "url": URL,
    }
    return ClaimFormPaper(**{**values, **changes})


def bare() -> ClaimFormPaper:
    """Nothing known that need not be: no CIN, Arabic name, day of hiring or figures."""
    return form(legal_name="Ô", person=UNKNOWN, counts=counts(None, None))


def overlong() -> ClaimFormPaper:
    """The longest of everything."""
    name = ("Société marocaine de négoce, de transport et de travaux publics de la région " * 3)[
        :200
    ]
    return form(legal_name=name, person=LONGEST, late_reason=LATE_FR, revision=99)


def overlong_arabic() -> ClaimFormPaper:
    """The same, with what was typed in Arabic."""
    name = ("الشركة المغربية للتجارة والنقل والأشغال العمومية بالجهة " * 4)[:200]
    return form(legal_name=name, person=LONGEST, late_reason=LATE_AR)
