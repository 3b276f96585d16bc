"""The first page of the pack, in the reader's language: what to bring, where, until when, what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.form.ticks import tick
from damancom_reflex.documents.parts.frame import footer, masthead
from damancom_reflex.documents.parts.steps import step
from damancom_reflex.documents.pdf.pairs import Pair, pairs
from damancom_reflex.documents.pdf.style import BODY, HONEY, INK, PAPER, STRONG, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.enrolment.views import EnrolmentPaperView
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.domain.enrolment.content import Content
    from damancom_reflex.i18n import Translator

_GAP: Final = 4.0
_BOX: Final = 7.0
_LONGEST: Final = 100
_LAST_DAY: Final = Style(14, 600, INK)


def cover(sheet: Sheet, view: EnrolmentPaperView, _: Translator, title: str) -> None:
    """Set the page."""
    sheet.rtl = _.direction == "rtl"
    sheet.new_page()
    sheet.paper.start_section(_("Ce qu'il faut apporter"))
    reference = _("Référence {reference}", reference=_.ltr(view.reference))
    submitted = _("déposée en ligne le {date}", date=_.ltr(_.day(view.submitted_on)))
    masthead(sheet, _("Adhésion"), title, reference, submitted)
    _where(sheet, view, _)
    sheet.heading(_("Ce qu'il faut apporter"))
    for what, how in to_bring(view.content, _):
        _paper(sheet, what, how)
    sheet.heading(_("Comment faire"))
    for when, what in _steps(view, _):
        step(sheet, when, what)
    footer(sheet, f"{title} · {_.ltr(view.reference)}", "")


def to_bring(content: Content, _: Translator) -> list[tuple[str, str]]:
    """What a request asks the employer to bring: each paper, and what makes it good."""
    signed = _("Datée, signée par le représentant légal et cachetée.")
    papers = [
        (_("La demande d'adhésion"), signed),
        (
            _("L'adhésion au télépaiement et l'autorisation de prélèvement"),
            _("Signée et cachetée par vous, puis par votre banque, qui certifie le RIB."),
        ),
    ]
    if content.delegate:
        papers.append((_("Le mandat"), _("Signé et cacheté par vous et par votre mandataire.")))
    papers += [
        (_("Une attestation de RIB"), _("Délivrée par votre banque, au nom de l'entreprise.")),
        (
            _("Une copie de la pièce d'identité du représentant légal"),
            _("Avec l'original, que l'agence vous rend aussitôt."),
        ),
    ]
    if content.representative_is_new:
        papers.append(
            (
                _("La preuve du changement de représentant légal"),
                _(
                    "Procès-verbal, statuts ou extrait du registre du commerce qui nomme le nouveau représentant."
                ),
            )
        )
    return papers


def _where(sheet: Sheet, view: EnrolmentPaperView, _: Translator) -> None:
    """Whose request, the last day, and the agency."""
    content, agency, language = view.content, view.agency, _.language
    who = [
        Pair(_("Raison sociale"), _short(content.legal_name), STRONG),
        Pair(_("Numéro d'affiliation"), content.affiliate_number, STRONG),
    ]
    pairs(sheet, [who], PAPER)
    sheet.at += _GAP
    place = [
        [
            Pair(_("Votre agence"), agency.name(language), STRONG),
            Pair(_("Téléphone"), agency.phone),
        ],
        [Pair(_("Adresse"), agency.address(language)), Pair(_("Horaires"), agency.hours(language))],
    ]
    if view.expires_on:
        last = Pair(_("À déposer au plus tard le"), _.day(view.expires_on), _LAST_DAY)
        place.insert(0, [last])
    pairs(sheet, place, HONEY)
    sheet.at += _GAP


def _paper(sheet: Sheet, what: str, how: str) -> None:
    """A paper to bring, with a box for the reader to tick."""
    sheet.keep(STRONG.leading + BODY.leading)
    tick(sheet, 0, sheet.at, ticked=False)
    sheet.paragraph(what, _BOX, sheet.width - _BOX, STRONG)
    sheet.paragraph(how, _BOX, sheet.width - _BOX)
    sheet.at += 1.4


def _steps(view: EnrolmentPaperView, _: Translator) -> list[tuple[str, str]]:
    """From the printer to the first sign-in."""
    return [
        (
            _("1. Imprimez"),
            _("Imprimez les formulaires qui suivent, un par feuille, à leur taille réelle."),
        ),
        (
            _("2. Signez"),
            _(
                "Vérifiez, datez, signez et cachetez chaque formulaire. Rien ne doit être corrigé à la main."
            ),
        ),
        (
            _("3. Passez à votre banque"),
            _at_bank(view.content, _),
        ),
        (
            _("4. Déposez le dossier"),
            _("À votre agence, aux heures d'ouverture, avec toutes les pièces de la liste."),
        ),
        (
            _("5. Activez votre compte"),
            _(
                "Après validation, un lien pour choisir votre mot de passe vous est envoyé à {email}.",
                email=_.ltr(_short(view.content.email)),
            ),
        ),
    ]


def _at_bank(content: Content, _: Translator) -> str:
    """What the bank does: a RIB that was not typed is left to it."""
    if content.rib:
        return _("Elle certifie le RIB par sa signature et son cachet sur l'autorisation.")
    return _("Elle inscrit le RIB, puis le certifie par sa signature et son cachet.")


def _short(text: str) -> str:
    """A text as far as this page has room for it; the forms have it whole."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
