"""Words of form 310-1-26, in both languages at once."""

from __future__ import annotations

from typing import Final

from damancom_reflex.documents.parts.form.wording import personal_data
from damancom_reflex.documents.parts.form.words import Both

SERVICE: Final = Both("Indemnité pour perte d'emploi", "التعويض عن فقدان الشغل")
TITLE: Final = Both("Demande d'indemnité pour perte d'emploi", "طلب التعويض عن فقدان الشغل")
HEADING: Final = Both("Demande d'indemnité\npour perte d'emploi", TITLE.ar)
FORM_NUMBER: Final = "310-1-26"

FORM: Final = Both("Formulaire", "الاستمارة")

EMPLOYER: Final = Both("Employeur", "المشغِّل")

INSURED: Final = Both("Personne assurée", "المؤمَّن له")
NUMBER: Final = Both("Numéro d'immatriculation", "رقم التسجيل")
CIN: Final = Both("Carte nationale (CIN)", "البطاقة الوطنية للتعريف")
HIRED: Final = Both("Date d'embauche", "تاريخ التشغيل")

LOSS: Final = Both("Perte de l'emploi", "فقدان الشغل")
LOSS_DATE: Final = Both("Date de la perte", "تاريخ فقدان الشغل")
REASON: Final = Both("Motif", "السبب")
LATE_REASON: Final = Both(
    "Motif du retard, si la demande est déposée après le délai",
    "سبب التأخر، إذا أُودع الطلب بعد انصرام الأجل",
)

DAYS: Final = Both("Jours déclarés à la sécurité sociale", "الأيام المصرح بها للضمان الاجتماعي")
WINDOW: Final = Both("{months} derniers mois", "آخر {months} شهرا")
COUNTED: Final = Both("Déclarés / exigés", "المصرح بها / المطلوبة")

PAPERS: Final = Both("Pièces à joindre", "الوثائق الواجب إرفاقها")
TO_TICK: Final = Both("À cocher à mesure qu'elles sont réunies", "يؤشر على كل وثيقة عند توفرها")
PAPER_LIST: Final = (
    Both("Ce formulaire, signé et cacheté", "هذه الاستمارة موقعة ومختومة"),
    Both("Copie de la pièce d'identité", "نسخة من وثيقة التعريف"),
    Both("Procès-verbal de l'inspecteur du travail", "محضر مفتش الشغل"),
    Both("Copie du contrat de travail", "نسخة من عقد الشغل"),
)

DECLARED: Final = Both("Déclaration et signatures", "التصريح والتوقيعات")
DECLARATION: Final = Both(
    "L'employeur certifie exacts les renseignements de ce formulaire. La personne assurée les certifie exacts, demande"
    " l'indemnité pour perte d'emploi et s'engage à signaler sans délai tout nouvel emploi.",
    "يشهد المشغِّل بصحة المعلومات الواردة في هذه الاستمارة. ويشهد المؤمَّن له بصحتها، ويطلب التعويض عن فقدان الشغل،"
    " ويلتزم بالتصريح دون تأخير بكل شغل جديد.",
)
BY_EMPLOYER: Final = Both("Employeur : signature, cachet", "المشغِّل: التوقيع والخاتم")
BY_INSURED: Final = Both("Personne assurée : signature", "المؤمَّن له: التوقيع")

FOLLOW: Final = Both("Suivre cette demande", "تتبع هذا الطلب")

PERSONAL_DATA: Final = personal_data(Both("traiter la demande d'indemnité", "لمعالجة طلب التعويض"))
