"""The first form: the request for a Damancom account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.enrolment import wording as w
from damancom_reflex.documents.enrolment.form import company, identity, signed
from damancom_reflex.documents.parts.form.blocks import room, section, sentences
from damancom_reflex.documents.parts.form.cells import Blank, Stack, Value, row
from damancom_reflex.documents.parts.form.combs import day_comb
from damancom_reflex.documents.parts.form.pages import names
from damancom_reflex.documents.parts.form.ticks import Checklist, Option, Ticks, one_of
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.identifiers import mobile_shown

if TYPE_CHECKING:
    from damancom_reflex.documents.enrolment.views import EnrolmentPaperView
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.domain.enrolment.content import Content

_COMPANY: Final = Both("Entreprise", "المقاولة")
_REPRESENTATIVE: Final = Both("Représentant légal", "الممثل القانوني")
_CONTACT: Final = Both("Coordonnées vérifiées", "معطيات الاتصال المتحقق منها")
_ASKED: Final = Both("Objet de la demande", "موضوع الطلب")
_DECLARED: Final = Both("Déclaration et signature", "التصريح والتوقيع")
_AGENCY: Final = Both("Partie réservée à l'agence", "خاص بالوكالة")
_REGISTERED: Final = Both("Inscrit au registre", "مقيد في السجل")
_NEW: Final = Both(
    "Nouveau représentant : joindre la preuve du changement", "ممثل جديد: يرفق ما يثبت التغيير"
)
_SERVICES: Final = Both("L'employeur demande", "يطلب المشغل")
_ACCOUNT: Final = Both("Compte Damancom", "حساب Damancom")
_PAYMENT: Final = Both("Télépaiement", "الأداء الإلكتروني")
_DELEGATION: Final = Both("Mandat à un tiers", "توكيل الغير")
_DECLARATION: Final = Both(
    "Je soussigné, représentant légal de l'employeur désigné ci-dessus, certifie que les renseignements de ce"
    " formulaire sont exacts, que j'ai le pouvoir d'engager l'employeur, et que j'ai accepté les conditions de"
    " l'adhésion à Damancom. Je signalerai sans délai tout changement.",
    "أنا الموقع أسفله، الممثل القانوني للمشغل المشار إليه أعلاه، أشهد بصحة المعلومات الواردة في هذه الاستمارة وبأن لي"
    " صلاحية إلزام المشغل، وبأنني قبلت شروط الانخراط في Damancom. وأتعهد بالإبلاغ دون تأخير عن كل تغيير.",
)
_RECEIVED: Final = Both("Reçue le", "تاريخ التسلم")
_BY: Final = Both("Par (nom de l'agent)", "من طرف (اسم العون)")
_STAMP: Final = Both("Signature et cachet de l'agence", "توقيع وخاتم الوكالة")
_BROUGHT: Final = Both("Pièces remises", "الوثائق المسلمة")
_REQUEST: Final = Both("Demande signée et cachetée", "طلب موقع ومختوم")
_DEBIT: Final = Both("Autorisation cachetée par la banque", "إذن بالاقتطاع مختوم من البنك")
_RIB: Final = Both("Attestation de RIB", "شهادة RIB")
_IDENTITY: Final = Both("Copie de la pièce d'identité", "نسخة من وثيقة التعريف")
_PROOF: Final = Both("Preuve du changement de représentant", "إثبات تغيير الممثل")
_MANDATE: Final = Both("Mandat signé des deux parties", "توكيل موقع من الطرفين")


def request_sections(sheet: Sheet, view: EnrolmentPaperView) -> None:
    """Set the sections."""
    content = view.content
    section(sheet, 1, _COMPANY)
    company(sheet, view)
    section(sheet, 2, _REPRESENTATIVE)
    names(sheet, content.representative)
    identity(sheet, content.representative)
    new = content.representative_is_new
    row(sheet, (1, Ticks(w.QUALITY, (Option(_REGISTERED, not new), Option(_NEW, new)))))
    section(sheet, 3, _CONTACT)
    row(
        sheet,
        (118, Ticks(w.OPERATOR, one_of(w.OPERATORS, content.operator))),
        (60, Value(w.PHONE, mobile_shown(content.phone))),
    )
    row(sheet, (1, Value(w.EMAIL, content.email)))
    section(sheet, 4, _ASKED)
    asked = {_ACCOUNT: True, _PAYMENT: True, _DELEGATION: content.delegate is not None}
    row(sheet, (1, Ticks(_SERVICES, tuple(Option(*each) for each in asked.items()))))
    section(sheet, 5, _DECLARED)
    sentences(sheet, _DECLARATION)
    signed(sheet, w.SIGNATURE, 22)
    section(sheet, 6, _AGENCY)
    row(sheet, (1, Checklist(_BROUGHT, _papers(content), 2)))
    row(sheet, (64, Stack((day_comb(_RECEIVED), Blank(_BY)))), (114, Blank(_STAMP, room(sheet))))


def _papers(content: Content) -> tuple[Option, ...]:
    """What the agency ticks as it is handed in; only what this request needs."""
    papers = [_REQUEST, _DEBIT, _RIB, _IDENTITY]
    papers += [_PROOF] if content.representative_is_new else []
    papers += [_MANDATE] if content.delegate else []
    return tuple(Option(words) for words in papers)
