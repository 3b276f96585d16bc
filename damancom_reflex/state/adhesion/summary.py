"""A request read back, section by section, in the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator
from damancom_reflex.domain.identifiers import mobile_shown
from damancom_reflex.domain.masks import mask_rib
from damancom_reflex.i18n import Translator, mark

IDENTITY_KINDS: Final[dict[IdentityKind, str]] = {
    IdentityKind.CIN: mark("Carte d'identité nationale (CIN)"),
    IdentityKind.RESIDENCE_CARD: mark("Carte de séjour"),
    IdentityKind.PASSPORT: mark("Passeport"),
}
OPERATORS: Final[dict[Operator, str]] = {
    Operator.MAROC_TELECOM: mark("Maroc Telecom"),
    Operator.ORANGE: mark("Orange"),
    Operator.INWI: mark("Inwi"),
}
DELEGATE_KINDS: Final[dict[DelegateKind, str]] = {
    DelegateKind.ACCOUNTANT: mark("Expert-comptable ou comptable agréé"),
    DelegateKind.FIDUCIARY: mark("Fiduciaire"),
    DelegateKind.LAWYER: mark("Avocat"),
    DelegateKind.OTHER: mark("Autre mandataire"),
}


@dataclass(frozen=True)
class Line:
    """A name and its value; `code` stays left-to-right in Arabic."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True)
class Summary:
    """A whole request, read back."""

    company: list[Line]
    representative: list[Line]
    contact: list[Line]
    delegation: list[Line]


def summary(
    content: Content, _: Translator, *, rib_whole: bool = False, to_staff: bool = False
) -> Summary:
    """What a request says, by step.

    Args:
        content: of the request.
        _: the language.
        rib_whole: show the whole account number, where it is read over before it is filed; masked else.
        to_staff: said to the agency, and not to who asks.
    """
    return Summary(
        company=_company(content, _),
        representative=[
            *_identity(content.representative, _),
            _standing(content.representative_is_new, _),
        ],
        contact=_contact(content, _, rib_whole=rib_whole),
        delegation=_delegate(content.delegate, _, to_staff=to_staff),
    )


def _company(content: Content, _: Translator) -> list[Line]:
    lines = [
        Line(_("Raison sociale"), content.legal_name),
        Line(_("Numéro d'affiliation"), content.affiliate_number, code=True),
    ]
    if content.ice:
        lines.append(Line(_("ICE"), content.ice, code=True))
    return lines


def _identity(identity: Identity, _: Translator) -> list[Line]:
    lines = [
        Line(_("Prénom et nom"), identity.name, code=True),
        Line(_(IDENTITY_KINDS[identity.kind]), identity.number, code=True),
    ]
    if identity.surname_ar:
        arabic = f"{identity.first_name_ar} {identity.surname_ar}".strip()
        lines.insert(1, Line(_("En arabe"), arabic))
    return lines


def _standing(is_new: bool, _: Translator) -> Line:
    told = (
        _("Nouveau représentant : le changement est à prouver à l'agence.")
        if is_new
        else _("Connu de nos registres.")
    )
    return Line(_("Situation"), told)


def _contact(content: Content, _: Translator, *, rib_whole: bool) -> list[Line]:
    return [
        Line(_("Téléphone mobile"), _phone(content.phone), code=True),
        Line(_("Opérateur"), _(OPERATORS[content.operator])),
        Line(_("Adresse électronique"), content.email, code=True),
        Line(
            _("Compte à débiter"),
            _rib(content.rib, whole=rib_whole) or _("À inscrire sur le formulaire"),
            code=bool(content.rib),
        ),
    ]


def _phone(number: str) -> str:
    """A number that stays on one line."""
    return mobile_shown(number).replace(" ", "\u00a0")


def _rib(rib: str, *, whole: bool) -> str:
    """A RIB by its parts (bank, place, account, key), or masked; empty for none."""
    if not whole:
        return mask_rib(rib) if rib else ""
    return " ".join(filter(None, (rib[:3], rib[3:6], rib[6:22], rib[22:])))


def _delegate(delegate: DelegateContent | None, _: Translator, *, to_staff: bool) -> list[Line]:
    if delegate is None:
        nobody = (
            _("Aucun : l'employeur agira lui-même.")
            if to_staff
            else _("Aucun : vous agirez vous-même.")
        )
        return [Line(_("Mandataire"), nobody)]
    scope = [
        name
        for given, name in (
            (delegate.declare, _("déclarer")),
            (delegate.recover, _("voir la dette et simuler")),
            (delegate.sign, _("signer des demandes et des plans")),
        )
        if given
    ]
    return [
        Line(_("Mandataire"), delegate.legal_name),
        Line(_("Qualité"), _(DELEGATE_KINDS[delegate.kind])),
        Line(_("ICE"), delegate.ice, code=True),
        Line(_("Signataire"), delegate.signatory.name, code=True),
        Line(_(IDENTITY_KINDS[delegate.signatory.kind]), delegate.signatory.number, code=True),
        Line(_("Adresse électronique"), delegate.email, code=True),
        Line(_("Téléphone mobile"), _phone(delegate.phone), code=True),
        Line(_("Pouvoirs"), ("، " if _.language == "ar" else ", ").join(scope)),
        Line(
            _("Jusqu'au"),
            _.day(delegate.until) if delegate.until else _("sans date de fin"),
            code=bool(delegate.until),
        ),
    ]
