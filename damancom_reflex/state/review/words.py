"""What kinds, statuses, actions and acts are called on the staff's screens."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import Action, Kind
from damancom_reflex.i18n import Translator, mark
from damancom_reflex.services import job_loss, recouvrement
from damancom_reflex.services.enrolment.wording import STATUS_WORDS as ENROLMENT_WORDS
from damancom_reflex.services.trail_acts import REQUEST_ACTS

KINDS: Final[dict[Kind, str]] = {
    Kind.ENROLMENT: mark("Adhésion"),
    Kind.REMISSION: mark("Remise"),
    Kind.CLAIM: mark("IPE"),
}
TITLES: Final[dict[Kind, str]] = {
    Kind.ENROLMENT: mark("Demande d'adhésion"),
    Kind.REMISSION: mark("Demande de remise"),
    Kind.CLAIM: mark("Demande d'IPE"),
}
ACTIONS: Final[dict[Action, str]] = {
    Action.RECEIVE: mark("Marquer les formulaires reçus"),
    Action.TAKE_UP: mark("Commencer l'instruction"),
    Action.REGISTER_GUARANTEE: mark("Enregistrer une garantie"),
    Action.VALIDATE: mark("Valider"),
    Action.COUNTERSIGN: mark("Donner la seconde signature"),
    Action.ACCEPT: mark("Accepter"),
    Action.REQUEST_CORRECTION: mark("Demander une correction"),
    Action.REFUSE: mark("Refuser"),
    Action.REJECT_DEBIT: mark("Enregistrer un rejet de prélèvement"),
    Action.CANCEL: mark("Annuler le plan rompu"),
}
DONE: Final[dict[Action, str]] = {
    Action.RECEIVE: mark("Les formulaires sont marqués reçus. L'employeur en est averti."),
    Action.TAKE_UP: mark("L'instruction est commencée."),
    Action.REGISTER_GUARANTEE: mark("La garantie est enregistrée. L'employeur en est averti."),
    Action.VALIDATE: mark("C'est validé. L'employeur en est averti."),
    Action.COUNTERSIGN: mark("La seconde signature est donnée : la demande est validée."),
    Action.ACCEPT: mark("La demande est acceptée. L'employeur et le salarié en sont avertis."),
    Action.REQUEST_CORRECTION: mark("La correction est demandée. L'employeur en est averti."),
    Action.REFUSE: mark("La demande est refusée. L'employeur en est averti, avec le motif."),
    Action.REJECT_DEBIT: mark("Le rejet est enregistré : le plan est rompu, l'employeur averti."),
    Action.CANCEL: mark("Le plan est annulé, les montants remis sont réintégrés."),
}
SIGNED_ONCE: Final = mark(
    "Votre signature est donnée. Un autre agent de la perception, ou un superviseur, doit maintenant donner la seconde."
)
BROKEN_BEFORE: Final = mark("Le plan était déjà rompu : seul l'état du prélèvement change.")
"""What recording a rejection means, and what was done by it, once another broke the plan."""

MEANS: Final[dict[tuple[Kind, Action], str]] = {
    (Kind.ENROLMENT, Action.RECEIVE): mark(
        "L'employeur ne pourra plus modifier sa demande pendant l'examen."
    ),
    (Kind.ENROLMENT, Action.VALIDATE): mark(
        "Le compte, le mandat et l'autorisation de prélèvement sont créés ; le lien d'activation part par courriel."
    ),
    (Kind.ENROLMENT, Action.REQUEST_CORRECTION): mark(
        "La demande revient à l'employeur, qui la corrige et la dépose de nouveau."
    ),
    (Kind.ENROLMENT, Action.REFUSE): mark("La demande est close. Une nouvelle reste possible."),
    (Kind.REMISSION, Action.REGISTER_GUARANTEE): mark(
        "Une fois une garantie déposée, la demande n'expire plus : il vous revient de décider."
    ),
    (Kind.REMISSION, Action.VALIDATE): mark(
        "Les prélèvements sont fixés à partir du 10 du mois prochain."
    ),
    (Kind.REMISSION, Action.COUNTERSIGN): mark(
        "Vous confirmez la validation d'un collègue ; les prélèvements sont fixés."
    ),
    (Kind.REMISSION, Action.REFUSE): mark("La demande est close, la dette reste entière."),
    (Kind.REMISSION, Action.REJECT_DEBIT): mark(
        "Le plan est rompu : les montants remis sont réintégrés à la dette."
    ),
    (Kind.REMISSION, Action.CANCEL): mark(
        "Le plan est rompu : les montants remis sont réintégrés à la dette."
    ),
    (Kind.CLAIM, Action.TAKE_UP): mark("L'employeur voit que sa demande est en instruction."),
    (Kind.CLAIM, Action.ACCEPT): mark("L'indemnité est accordée au salarié."),
    (Kind.CLAIM, Action.REQUEST_CORRECTION): mark(
        "La demande revient à l'employeur, qui la corrige et la dépose de nouveau."
    ),
    (Kind.CLAIM, Action.REFUSE): mark("La demande est close ; l'employeur voit le motif."),
}
ACTS: Final = REQUEST_ACTS
"""Acts by their name in the trail; what is not here is bookkeeping, and not shown."""

_PEOPLE: Final = {"system": mark("Damancom"), "visitor": mark("Le demandeur")}


def status_word(
    kind: Kind,
    status: str,
    _: Translator,
    *,
    guaranteed: bool = False,
    signed_once: bool = False,
) -> str:
    """What a status is called; of a remission that waits, more by what it has: see `recouvrement.status_word`."""
    if kind is Kind.ENROLMENT:
        return _(ENROLMENT_WORDS[EnrolmentStatus(status)])
    if kind is Kind.REMISSION:
        stands = RemissionStatus(status)
        return _(recouvrement.status_word(stands, guaranteed=guaranteed, signed_once=signed_once))
    return _(job_loss.STATUS_WORDS[ClaimStatus(status)])


def person_word(actor: str, name: str, _: Translator) -> str:
    """Who did something: their name, or what they are in the trail."""
    return name or _(_PEOPLE.get(actor.partition(":")[0], mark("Damancom")))
