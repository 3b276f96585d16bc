"""The second form: e-payment of contributions, and the authorisation that the bank certifies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.enrolment import wording as w
from damancom_reflex.documents.enrolment.form import company, represented, signed
from damancom_reflex.documents.parts.form.blocks import room, section, sentences
from damancom_reflex.documents.parts.form.cells import Blank, Value, row
from damancom_reflex.documents.parts.form.combs import Comb
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.banks import BANKS

if TYPE_CHECKING:
    from damancom_reflex.documents.enrolment.views import EnrolmentPaperView
    from damancom_reflex.documents.pdf.sheet import Sheet

_CREDITOR: Final = Both("Créancier", "الدائن")
_NAME: Final = Both("Organisme", "الهيئة")
_FUND: Final = Both(
    "Caisse nationale de sécurité sociale (CNSS)", "الصندوق الوطني للضمان الاجتماعي"
)
_SUBJECT: Final = Both("Objet des prélèvements", "موضوع الاقتطاعات")
_DUES: Final = Both("Cotisations et sommes dues", "الاشتراكات والمبالغ المستحقة")
_DEBTOR: Final = Both("Débiteur : l'employeur", "المدين: المشغل")
_ACCOUNT: Final = Both("Compte à débiter", "الحساب المراد الاقتطاع منه")
_RIB: Final = Both(
    "Relevé d'identité bancaire (RIB), 24 chiffres", "كشف التعريف البنكي (RIB)، 24 رقما"
)
_RIB_GROUPS: Final = (3, 3, 16, 2)
_RIB_HINTS: Final = ("Banque", "Ville", "Numéro de compte · رقم الحساب", "Clé")
_BANK: Final = Both("Banque", "البنك")
_HOLDER: Final = Both("Intitulé du compte", "صاحب الحساب")
_AUTHORISATION: Final = Both("Adhésion et autorisation", "الانخراط والإذن بالاقتطاع")
_TEXT: Final = Both(
    "J'adhère au télépaiement des cotisations sur Damancom. J'autorise la Caisse nationale de sécurité sociale à"
    " présenter des prélèvements sur le compte désigné ci-dessus, et ma banque à les exécuter, pour les seules sommes"
    " que j'aurai déclarées ou acceptées en ligne et aux dates qui m'auront été annoncées. Je veille à ce que le compte"
    " soit approvisionné à ces dates. La présente autorisation reste valable jusqu'à sa révocation, que je notifierai"
    " par écrit à la Caisse et à ma banque.",
    "أنخرط في الأداء الإلكتروني للاشتراكات عبر Damancom. وآذن للصندوق الوطني للضمان الاجتماعي بتقديم اقتطاعات على"
    " الحساب المبين أعلاه، ولبنكي بتنفيذها، في حدود المبالغ التي أصرح بها أو أقبلها عبر الإنترنت دون سواها، وفي"
    " التواريخ المعلن عنها. وأحرص على توفر الرصيد الكافي في الحساب في هذه التواريخ. ويبقى هذا الإذن ساري المفعول إلى"
    " حين إلغائه، الذي أبلغه كتابة إلى الصندوق وإلى بنكي.",
)
_FOR_BANK: Final = Both("Partie réservée à la banque", "خاص بالبنك")
_CERTIFIED: Final = Both(
    "La banque certifie que le RIB ci-dessus est celui d'un compte ouvert dans ses livres au nom du débiteur, et prend"
    " acte de l'autorisation de prélèvement.",
    "يشهد البنك بأن كشف التعريف البنكي أعلاه يخص حسابا مفتوحا لديه باسم المدين، ويأخذ علما بالإذن بالاقتطاع.",
)
_BRANCH: Final = Both("Agence bancaire", "الوكالة البنكية")
_OFFICER: Final = Both("Nom et qualité du signataire", "اسم الموقع وصفته")
_STAMP: Final = Both("Signature et cachet de la banque", "توقيع وخاتم البنك")
_EMPLOYER_HEIGHT: Final = 28.0


def debit_sections(sheet: Sheet, view: EnrolmentPaperView) -> None:
    """Set the sections."""
    content = view.content
    section(sheet, 1, _CREDITOR)
    row(
        sheet,
        (108, Value(_NAME, _FUND.fr, _FUND.ar)),
        (70, Value(_SUBJECT, _DUES.fr, _DUES.ar)),
    )
    section(sheet, 2, _DEBTOR)
    company(sheet, view)
    represented(sheet, content.representative)
    section(sheet, 3, _ACCOUNT)
    row(sheet, (1, Comb(_RIB, content.rib, _RIB_GROUPS, _RIB_HINTS)))
    row(sheet, (1, Value(_BANK, BANKS.get(content.rib[:3], ""))), (1, Blank(_HOLDER)))
    section(sheet, 4, _AUTHORISATION)
    sentences(sheet, _TEXT)
    signed(sheet, w.SIGNATURE, _EMPLOYER_HEIGHT)
    section(sheet, 5, _FOR_BANK)
    sentences(sheet, _CERTIFIED)
    signed(sheet, _STAMP, room(sheet), Blank(_BRANCH), Blank(_OFFICER))
