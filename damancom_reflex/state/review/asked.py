"""What was asked, as lines of names and values: the facts the employer's own page shows, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.job_loss.papers import PaperKind
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.services.enrolment.views import FiledView
from damancom_reflex.services.job_loss.views import ClaimView
from damancom_reflex.services.recouvrement.life import DebitView, LifeView
from damancom_reflex.services.recouvrement.views import RequestView
from damancom_reflex.services.review import FileView
from damancom_reflex.services.trail_words import reason_word
from damancom_reflex.state.adhesion.filed import PAPERS as FORMS
from damancom_reflex.state.adhesion.summary import Line, summary
from damancom_reflex.state.format import mad
from damancom_reflex.state.job_loss.claim import paper_name
from damancom_reflex.state.job_loss.reasons import decision_told, estimate_told, reason_text
from damancom_reflex.state.job_loss.telling import Verdict
from damancom_reflex.state.recouvrement.standing import (
    InstalmentLine,
    debit_status_name,
    guarantee_line,
    mode_name,
)


@dataclass(frozen=True)
class Section:
    """A part of what was asked."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Document:
    """A paper to download, and what is said of it."""

    name: str
    about: str
    address: str


def sections(found: FileView, _: Translator) -> list[Section]:
    """Everything that was asked, section by section."""
    request = found.request
    if isinstance(request, FiledView):
        return _enrolment(request, _)
    if isinstance(request, ClaimView):
        return _claim(request, _)
    return _remission(request, found.life, _)


def documents(found: FileView, _: Translator) -> list[Document]:
    """The papers of a request, served to whoever may see it."""
    request, tail = found.request, f"?langue={_.language}"
    if isinstance(request, FiledView):
        base = f"/telecharger/adhesion/{found.reference}"
        return [
            Document(_(FORMS[name]), "PDF", f"{base}/{name}.pdf{tail}") for name in request.papers
        ]
    if isinstance(request, ClaimView):
        base = f"/telecharger/ipe/{found.reference}"
        form = Document(_("Formulaire 310-1-26 prérempli"), "PDF", f"{base}/formulaire.pdf{tail}")
        added = [
            Document(paper_name(PaperKind(paper.kind), _), paper.name, f"{base}/pieces/{paper.id}")
            for paper in request.papers
        ]
        return [form, *added]
    address = f"/telecharger/accord/{found.reference}.pdf{tail}"
    return [Document(_("Accord signé"), "PDF", address)]


def instalments(found: FileView, _: Translator) -> list[InstalmentLine]:
    """The due payments of a remission, each on the day the bank takes it once that is set; none of other kinds."""
    life = found.life
    if life is None:
        return []
    return [
        InstalmentLine(
            row.number,
            _.day(row.debit_day or row.due),
            mad(row.amount),
            _debit_word(row, life.status, _),
        )
        for row in life.debits
    ]


def _debit_word(row: DebitView, of: RemissionStatus, _: Translator) -> str:
    if row.status is DebitStatus.SCHEDULED and row.sent:
        return _("À la banque")
    return debit_status_name(row.status, of, _)


def _enrolment(request: FiledView, _: Translator) -> list[Section]:
    said = summary(request.content, _, to_staff=True)
    standing = [Line(_("Déposée le"), _.day(request.business_day), code=True)]
    if request.expires_on:
        standing.append(Line(_("À apporter au plus tard le"), _.day(request.expires_on), code=True))
    standing.append(Line(_("Agence"), request.agency.name(_.language)))
    return [
        Section(_("Situation"), standing),
        Section(_("Entreprise"), said.company),
        Section(_("Représentant légal"), said.representative),
        Section(_("Coordonnées"), said.contact),
        Section(_("Délégation"), said.delegation),
    ]


def stake_of(request: FiledView | RequestView | ClaimView, _: Translator) -> str:
    """What a decision on a request is about: the money, and the person where there is one."""
    if isinstance(request, RequestView):
        done = request.simulation
        return _(
            "Remise {remission}, à payer {to_pay}",
            remission=_.ltr(mad(done.remission)),
            to_pay=_.ltr(mad(done.to_pay)),
        )
    if isinstance(request, ClaimView):
        name = request.person.name(_.language)
        if not request.amount:
            return name
        return f"{name} · {estimate_told(request.amount, request.months, _)}"
    return ""


def _claim(request: ClaimView, _: Translator) -> list[Section]:
    person = request.person
    told = {
        Verdict.MET: _("Conditions remplies"),
        Verdict.UNMET: _("Conditions non remplies"),
        Verdict.UNKNOWN: _("À vérifier"),
    }[request.verdict]
    loss = [
        Line(_("Déposée le"), _.day(request.business_day), code=True),
        Line(_("Date de la perte"), _.day(request.loss_date), code=True),
        Line(_("Motif"), reason_text(request.reason_code, _)),
        Line(_("Réponse donnée avant le dépôt"), told),
    ]
    if request.late_reason:
        loss.append(Line(_("Motif du retard"), request.late_reason))
    if request.amount:
        loss.append(Line(_("Indemnité estimée"), estimate_told(request.amount, request.months, _)))
    decision = decision_told(request.decision_code, request.decision_note, _)
    if decision:
        loss.append(Line(_("Décision"), decision))
    salaried = [
        Line(_("Salarié"), person.name(_.language)),
        Line(_("Immatriculation"), person.number, code=True),
        Line(_("CIN"), person.cin, code=True),
        Line(_("Embauche"), _.day(person.hired) if person.hired else "–", code=True),
        Line(_("Dernier jour de travail"), _.day(person.left) if person.left else "–", code=True),
    ]
    return [Section(_("Demande"), loss), Section(_("Assuré"), salaried)]


def _remission(request: RequestView, life: LifeView | None, _: Translator) -> list[Section]:
    simulation, plan = request.simulation, request.simulation.plan
    mode = PaymentMode.FULL if plan is None else PaymentMode.INSTALMENTS
    figures = [
        Line(_("Signée le"), _.moment(request.signed_at), code=True),
        Line(_("Modalité"), mode_name(mode, _)),
        Line(_("Total de la dette"), mad(simulation.total_debt), code=True),
        Line(_("Remise"), mad(simulation.remission), code=True),
        Line(_("À payer"), mad(simulation.to_pay), code=True),
        Line(_("Compte à débiter"), request.masked_rib, code=True),
    ]
    if plan:
        figures += [
            Line(_("Avance"), mad(plan.down_payment), code=True),
            Line(_("Nombre de mois"), str(plan.months), code=True),
        ]
    found = [Section(_("Demande"), figures)]
    if life and (plan or life.signatures_needed > 1 or life.reason):
        found.append(Section(_("Garanties et validation"), _life(life, simulation.to_pay, _)))
    return found


def _life(life: LifeView, to_pay: int, _: Translator) -> list[Line]:
    countdown = life.countdown
    lines: list[Line] = []
    if countdown.due:
        lines.append(
            Line(_("Garanties à déposer au plus tard le"), _.day(countdown.due), code=True)
        )
    if countdown.days_left is not None and not countdown.filed:
        left = _.plural("{n} jour", "{n} jours", countdown.days_left)
        lines.append(Line(_("Temps qui reste"), left))
    for row in (guarantee_line(item, _) for item in countdown.filed):
        about = f"{row.amount} · {row.document} · {row.received}"
        lines.append(Line(row.kind, about, code=True))
    if countdown.filed:
        lines.append(Line(_("Garanties en tout"), _covered(countdown.total, to_pay, _)))
    if life.signatures_needed > 1:
        given = f"{life.signatures} / {life.signatures_needed}"
        lines.append(Line(_("Signatures de la validation"), given, code=True))
    return lines + _ended(life, _)


def _covered(guaranteed: int, to_pay: int, _: Translator) -> str:
    """What the guarantees come to beside what they are for: whether they suffice is for the office to say."""
    # L10N: in Arabic it begins with a word, which a browser takes the direction of the line from.
    return _(
        "{guaranteed} pour {to_pay} à payer",
        guaranteed=_.ltr(mad(guaranteed)),
        to_pay=_.ltr(mad(to_pay)),
    )


def _ended(life: LifeView, _: Translator) -> list[Line]:
    """Why it was refused or broken, and what came back."""
    why = " ".join(filter(None, (reason_word(life.reason, _), life.note)))
    lines = [Line(_("Décision"), why)] if why else []
    if life.status is RemissionStatus.REFUSED and life.paid:
        lines.append(Line(_("Déjà payé"), mad(life.paid), code=True))
    if life.broken:
        lines += [
            Line(_("Payé avant la rupture"), mad(life.broken.paid), code=True),
            Line(_("Reste dû après la rupture"), mad(life.broken.owed), code=True),
        ]
    return lines
