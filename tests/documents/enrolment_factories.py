"""Requests for an account to print: full, with the least, with values of any length."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from damancom_reflex.documents.enrolment import EnrolmentPaperView
from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator
from damancom_reflex.services.places import PlaceView

SUBMITTED = datetime(2023, 11, 8, 13, 3, tzinfo=UTC)
URL = "https://damancom.example/fr/verification?reference=DA-2023-7K3M-Q9XT&id=5f2c7e90b1d34a6e8c0f9b7a2d4e6c81"
AGENCY = PlaceView(
    name_fr="Agence Casablanca Maârif",
    name_ar="وكالة الدار البيضاء المعاريف",
    address_fr="27, rue Abou Al Mahassin Ar-Royani, Maârif, Casablanca",
    address_ar="27، زنقة أبو المحاسن الروياني، المعاريف، الدار البيضاء",
    phone="05 22 54 70 00",
    hours_fr="Du lundi au vendredi, de 8 h 30 à 16 h 30",
    hours_ar="من الاثنين إلى الجمعة، من 8:30 إلى 16:30",
)
REPRESENTATIVE = Identity(
    IdentityKind.CIN,
    "BK412876",
    "BENKIRANE EL ALAOUI",
    "Fatima-Zahra",
    "بنكيران العلوي",
    "فاطمة الزهراء",
)
DELEGATE = DelegateContent(
    kind=DelegateKind.FIDUCIARY,
    legal_name="Fiduciaire d'Anfa & Associés SARL AU",
    ice="001527456000081",
    signatory=Identity(IdentityKind.PASSPORT, "XY4083217", "N'DIAYE", "Jean-François"),
    email="contact@fiduciaire-anfa.example",
    phone="+212661408321",
    declare=True,
    recover=True,
    sign=False,
    until=date(2025, 12, 31),
)


def full() -> Content:
    """Every field filled: a delegate, a RIB, a representative of the register with an Arabic name."""
    return Content(
        affiliate_number="4317542",
        legal_name="Société Atlas Négoce et Travaux SARL",
        ice="001561191000066",
        representative=REPRESENTATIVE,
        representative_is_new=False,
        operator=Operator.INWI,
        phone="+212612345678",
        email="direction@atlas-negoce.example",
        rib="011519000001205000534921",
        delegate=DELEGATE,
    )


def bare() -> Content:
    """The least: no ICE, RIB, Arabic name or delegate, and a new representative."""
    who = Identity(IdentityKind.RESIDENCE_CARD, "R1234", "O", "Li")
    return replace(
        full(),
        legal_name="Ô SARL",
        ice="",
        representative=who,
        representative_is_new=True,
        rib="",
        delegate=None,
    )


def overlong() -> Content:
    """Names of two hundred letters, the longest e-mail address, the longest identity number."""
    who = Identity(
        IdentityKind.PASSPORT,
        "AB12345678901234",
        ("Benabdelkrim Alaoui-M'Hamdi " * 8)[:200],
        ("Mohammed-Abderrahmane " * 10)[:200],
        ("بنعبد الكريم العلوي المحمدي " * 8)[:200],
        ("محمد عبد الرحمان " * 12)[:200],
    )
    email = f"{'direction.generale' * 3}@{'filiale-du-groupe.' * 9}example"
    delegate = replace(
        DELEGATE,
        legal_name=(
            "Cabinet d'expertise comptable et de commissariat aux comptes du Grand Casablanca " * 3
        )[:200],
        signatory=who,
        email=email,
    )
    return replace(
        full(),
        legal_name=(
            "Société marocaine de négoce, de transport et de travaux publics de la région " * 3
        )[:200],
        representative=who,
        email=email,
        delegate=delegate,
    )


def paper(content: Content | None = None, **changes: Any) -> EnrolmentPaperView:
    """A request ready to print; full unless told."""
    values: dict[str, Any] = {
        "reference": "DA-2023-7K3M-Q9XT",
        "revision": 1,
        "created_at": SUBMITTED,
        "submitted_on": date(2023, 11, 8),
        "expires_on": date(2024, 1, 7),
        "content": content or full(),
        "agency": AGENCY,
        "verification_url": URL,
    }
    return EnrolmentPaperView(**{**values, **changes})


def heaviest() -> Content:
    """Everything at once: values of any length, a delegate and a new representative."""
    return replace(overlong(), representative_is_new=True)
