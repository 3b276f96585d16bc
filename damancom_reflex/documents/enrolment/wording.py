"""Words of the three forms, in both languages at once."""

from __future__ import annotations

from typing import Final

from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator

SERVICE: Final = Both("Adhésion", "الانخراط")

REQUEST: Final = Both("Demande d'adhésion à Damancom", "طلب الانخراط في Damancom")
DEBIT: Final = Both(
    "Adhésion au télépaiement des cotisations et autorisation de prélèvement",
    "الانخراط في الأداء الإلكتروني للاشتراكات والإذن بالاقتطاع البنكي",
)
MANDATE: Final = Both("Mandat donné à un tiers déclarant", "التوكيل الممنوح للمفوض له")

REFERENCE: Final = Both("Référence", "المرجع")
SUBMITTED: Final = Both("Déposée en ligne le", "تاريخ الإيداع الإلكتروني")
BRING_BY: Final = Both("À remettre au plus tard le", "آخر أجل للتسليم")
REVISION: Final = Both("Version", "النسخة")

LEGAL_NAME: Final = Both("Raison sociale", "الاسم التجاري")
AFFILIATION: Final = Both("Numéro d'affiliation", "رقم الانخراط")
ICE: Final = Both("Identifiant commun de l'entreprise (ICE)", "التعريف الموحد للمقاولة")
DOCUMENT: Final = Both("Pièce d'identité", "وثيقة التعريف")
DOCUMENT_NUMBER: Final = Both("Numéro de la pièce", "رقم الوثيقة")
SURNAME: Final = Both("Nom", "الاسم العائلي")
FIRST_NAME: Final = Both("Prénom", "الاسم الشخصي")
QUALITY: Final = Both("Qualité", "الصفة")
REPRESENTED: Final = Both("Représentant légal", "الممثل القانوني")
PHONE: Final = Both("Téléphone mobile", "الهاتف المحمول")
EMAIL: Final = Both("Adresse électronique", "البريد الإلكتروني")
OPERATOR: Final = Both("Opérateur", "فاعل الاتصالات")

MADE_AT: Final = Both("Fait à", "حرر في")
SIGNATURE: Final = Both("Signature et cachet de l'employeur", "توقيع وخاتم المشغل")
ON: Final = Both("Le", "بتاريخ")

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
    DelegateKind.ACCOUNTANT: Both("Expert-comptable", "خبير محاسب"),
    DelegateKind.FIDUCIARY: Both("Fiduciaire", "مكتب ائتماني"),
    DelegateKind.LAWYER: Both("Avocat", "محام"),
    DelegateKind.OTHER: Both("Autre", "غير ذلك"),
}

PERSONAL_DATA: Final = Both(
    "Les données de ce formulaire servent à traiter la demande et à gérer le compte. Elles sont protégées par la loi"
    " n° 09-08 : toute personne concernée peut y accéder, les faire rectifier et, pour un motif légitime, s'opposer à"
    " leur traitement, en s'adressant à son agence.",
    "تستعمل معطيات هذه الاستمارة لمعالجة الطلب وتدبير الحساب. وهي محمية بموجب القانون رقم \u206609-08\u2069: يمكن"
    " لكل شخص معني الاطلاع عليها وطلب تصحيحها والتعرض على معالجتها لسبب مشروع، بالتوجه إلى وكالته.",
)
"""The law is the one on the protection of persons with regard to the processing of personal data (dahir 1-09-15)."""
