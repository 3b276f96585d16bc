"""The third form: the mandate given to a delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.enrolment import wording as w
from damancom_reflex.documents.enrolment.form import company, identity, represented
from damancom_reflex.documents.parts.form import wording as common
from damancom_reflex.documents.parts.form.blocks import section, sentences
from damancom_reflex.documents.parts.form.cells import Value, row
from damancom_reflex.documents.parts.form.combs import Comb, day_comb
from damancom_reflex.documents.parts.form.pages import both_sign, names
from damancom_reflex.documents.parts.form.ticks import Checklist, Option, Ticks, one_of
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.identifiers import ICE_DIGITS, mobile_shown

if TYPE_CHECKING:
    from damancom_reflex.documents.enrolment.views import EnrolmentPaperView
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.domain.enrolment.content import DelegateContent

_PRINCIPAL: Final = Both("Mandant : l'employeur", "الموكل: المشغل")
_DELEGATE: Final = Both("Mandataire", "المفوض له")
_SIGNATORY: Final = Both("Signataire pour le mandataire", "الموقع باسم المفوض له")
_SCOPE: Final = Both("Étendue du mandat", "نطاق التوكيل")
_POWERS: Final = Both("Le mandataire peut, au nom du mandant", "يجوز للمفوض له، باسم الموكل")
_DECLARE: Final = Both(
    "Déclarer : établir et déposer les déclarations de salaires",
    "التصريح: إعداد التصريحات بالأجور وإيداعها",
)
_RECOVER: Final = Both(
    "Recouvrement : voir la dette et simuler une remise",
    "التحصيل: الاطلاع على الدين ومحاكاة الإعفاء",
)
_SIGN: Final = Both(
    "Signer : voir la dette, signer des demandes de remise et des plans",
    "التوقيع: الاطلاع على الدين وتوقيع طلبات الإعفاء ومخططات الأداء",
)
_TERM: Final = Both("Durée et révocation", "المدة والإلغاء")
_FROM: Final = Both("À compter de", "ابتداء من")
_VALIDATION: Final = Both("la validation par l'agence", "مصادقة الوكالة")
_UNTIL: Final = Both("Jusqu'au (inclus)", "إلى غاية (ضمنا)")
_ENDLESS: Final = Both("Terme", "الأجل")
_NO_END: Final = Both("Sans terme", "دون أجل محدد")
_REVOCATION: Final = Both(
    "Le mandataire agit avec son propre compte, dans la limite des pouvoirs cochés et de la durée indiquée ; le mandant"
    " répond des actes faits dans cette limite. Le mandant peut révoquer ce mandat à tout moment, sans motif, dans son"
    " espace Damancom ou auprès de son agence ; la révocation prend effet dès qu'elle est enregistrée.",
    "يتصرف المفوض له بحسابه الخاص، في حدود الصلاحيات المؤشر عليها والمدة المبينة؛ ويسأل الموكل عن الأعمال المنجزة في"
    " هذه الحدود. ويمكن للموكل إلغاء هذا التوكيل في أي وقت ودون تعليل، من فضائه في Damancom أو لدى وكالته؛ ويسري"
    " الإلغاء بمجرد تسجيله.",
)
_SIGNATURES: Final = Both("Signatures", "التوقيعات")
_BY_PRINCIPAL: Final = Both("Le mandant : signature et cachet", "الموكل: التوقيع والخاتم")
_BY_DELEGATE: Final = Both("Le mandataire : signature et cachet", "المفوض له: التوقيع والخاتم")


def mandate_sections(sheet: Sheet, view: EnrolmentPaperView) -> None:
    """Set the sections.

    Raises:
        ValueError: when the request has no delegate.
    """
    delegate = view.content.delegate
    if delegate is None:
        raise ValueError(view.reference)
    section(sheet, 1, _PRINCIPAL)
    company(sheet, view)
    represented(sheet, view.content.representative)
    section(sheet, 2, _DELEGATE)
    _delegate(sheet, delegate)
    section(sheet, 3, _SCOPE)
    powers = ((_DECLARE, delegate.declare), (_RECOVER, delegate.recover), (_SIGN, delegate.sign))
    options = tuple(Option(words, given) for words, given in powers)
    row(sheet, (1, Checklist(_POWERS, options)))
    section(sheet, 4, _TERM)
    _term(sheet, delegate)
    sentences(sheet, _REVOCATION)
    section(sheet, 5, _SIGNATURES)
    both_sign(sheet, _BY_PRINCIPAL, _BY_DELEGATE)


def _delegate(sheet: Sheet, delegate: DelegateContent) -> None:
    """Who it is, and who signs for it."""
    row(sheet, (1, Value(common.LEGAL_NAME, delegate.legal_name)))
    row(sheet, (1, Ticks(w.QUALITY, one_of(w.DELEGATES, delegate.kind))))
    row(
        sheet,
        (108, Comb(w.ICE, delegate.ice, (ICE_DIGITS,))),
        (70, Value(w.PHONE, mobile_shown(delegate.phone))),
    )
    row(sheet, (1, Value(w.EMAIL, delegate.email)))
    names(sheet, delegate.signatory)
    identity(sheet, delegate.signatory)


def _term(sheet: Sheet, delegate: DelegateContent) -> None:
    """From when, until when."""
    until = f"{delegate.until:%d%m%Y}" if delegate.until else ""
    row(
        sheet,
        (70, Value(_FROM, _VALIDATION.fr, _VALIDATION.ar)),
        (54, day_comb(_UNTIL, until)),
        (54, Ticks(_ENDLESS, (Option(_NO_END, delegate.until is None),))),
    )
