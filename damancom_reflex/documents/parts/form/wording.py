"""Words that more than one form has, in both languages at once."""

from __future__ import annotations

from typing import Final

from damancom_reflex.documents.parts.form.words import Both

REFERENCE: Final = Both("Référence", "المرجع")
SUBMITTED: Final = Both("Déposée en ligne le", "تاريخ الإيداع الإلكتروني")
REVISION: Final = Both("Version", "النسخة")

LEGAL_NAME: Final = Both("Raison sociale", "الاسم التجاري")
AFFILIATION: Final = Both("Numéro d'affiliation", "رقم الانخراط")
SURNAME: Final = Both("Nom", "الاسم العائلي")
FIRST_NAME: Final = Both("Prénom", "الاسم الشخصي")

MADE_AT: Final = Both("Fait à", "حرر في")
ON: Final = Both("Le", "بتاريخ")


def personal_data(purpose: Both) -> Both:
    """What becomes of personal data, which serve to do what is named.

    The law is the one on the protection of persons with regard to the processing of personal data (dahir 1-09-15).

    Args:
        purpose: what follows "servent à" and "تستعمل معطيات هذه الاستمارة".
    """
    return Both(
        f"Les données de ce formulaire servent à {purpose.fr}. Elles sont protégées par la loi n° 09-08 : toute"
        " personne concernée peut y accéder, les faire rectifier et, pour un motif légitime, s'opposer à leur"
        " traitement, en s'adressant à son agence.",
        f"تستعمل معطيات هذه الاستمارة {purpose.ar}. وهي محمية بموجب القانون رقم 09.08: يمكن لكل شخص"
        " معني الاطلاع عليها وطلب تصحيحها والتعرض على معالجتها لسبب مشروع، بالتوجه إلى وكالته.",
    )
