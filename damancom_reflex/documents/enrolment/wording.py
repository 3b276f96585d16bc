"""Words of the three forms, in both languages at once."""

from __future__ import annotations

from typing import Final

from damancom_reflex.documents.parts.form.wording import personal_data
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator

SERVICE: Final = Both("Adhésion", "الانخراط")

REQUEST: Final = Both("Demande d'adhésion à Damancom", "طلب الانخراط في Damancom")
DEBIT: Final = Both(
    "Adhésion au télépaiement des cotisations et autorisation de prélèvement",
    "الانخراط في الأداء الإلكتروني للاشتراكات والإذن بالاقتطاع البنكي",
)
MANDATE: Final = Both("Mandat donné à un tiers déclarant", "التوكيل الممنوح للمفوض له")

BRING_BY: Final = Both("À remettre au plus tard le", "آخر أجل للتسليم")

ICE: Final = Both("Identifiant commun de l'entreprise (ICE)", "التعريف الموحد للمقاولة")
DOCUMENT: Final = Both("Pièce d'identité", "وثيقة التعريف")
DOCUMENT_NUMBER: Final = Both("Numéro de la pièce", "رقم الوثيقة")
QUALITY: Final = Both("Qualité", "الصفة")
REPRESENTED: Final = Both("Représentant légal", "الممثل القانوني")
PHONE: Final = Both("Téléphone mobile", "الهاتف المحمول")
EMAIL: Final = Both("Adresse électronique", "البريد الإلكتروني")
OPERATOR: Final = Both("Opérateur", "متعهد الاتصالات")

SIGNATURE: Final = Both("Signature et cachet de l'employeur", "توقيع وخاتم المشغل")

IDENTITIES: Final[dict[IdentityKind, Both]] = {
    IdentityKind.CIN: Both("CIN", "البطاقة الوطنية"),
    IdentityKind.RESIDENCE_CARD: Both("Carte de séjour", "بطاقة الإقامة"),
    IdentityKind.PASSPORT: Both("Passeport", "جواز السفر"),
}

OPERATORS: Final[dict[Operator, Both]] = {
    Operator.MAROC_TELECOM: Both("Maroc Telecom", "اتصالات المغرب"),
    Operator.ORANGE: Both("Orange", "أورنج"),
    Operator.INWI: Both("Inwi", "إنوي"),
}

DELEGATES: Final[dict[DelegateKind, Both]] = {
    DelegateKind.ACCOUNTANT: Both(
        "Expert-comptable ou comptable agréé", "خبير محاسب أو محاسب معتمد"
    ),
    DelegateKind.FIDUCIARY: Both("Fiduciaire", "مكتب محاسبة"),
    DelegateKind.LAWYER: Both("Avocat", "محام"),
    DelegateKind.OTHER: Both("Autre", "غير ذلك"),
}

PERSONAL_DATA: Final = personal_data(
    Both("traiter la demande et à gérer le compte", "لمعالجة الطلب وتدبير الحساب")
)
