"""A file, written out: its head, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.i18n import Translator
from damancom_reflex.services.recouvrement.views import RequestView
from damancom_reflex.services.review import FileView
from damancom_reflex.services.review.past import Act
from damancom_reflex.services.trail_words import reason_word
from damancom_reflex.state.recouvrement.standing import stand_name
from damancom_reflex.state.review.asked import stake_of
from damancom_reflex.state.review.words import ACTS, TITLES, person_word, status_word


@dataclass(frozen=True)
class FileScreen:
    """A file, written out; `holder` is who else has it in hand."""

    reference: str = ""
    kind: str = ""
    title: str = ""
    status: str = ""
    word: str = ""
    legal_name: str = ""
    number: str = ""
    stake: str = ""
    holder: str = ""
    since: str = ""
    mine: bool = False
    may_hold: bool = False


@dataclass(frozen=True)
class ActLine:
    """Something that happened to the request."""

    what: str
    why: str
    who: str
    when: str


def file_screen(found: FileView, _: Translator) -> FileScreen:
    """The head of a file."""
    request, hand = found.request, found.hand
    return FileScreen(
        reference=found.reference,
        kind=found.kind.value,
        title=_(TITLES[found.kind]),
        status=stand_name(found.life, _)
        if found.life
        else status_word(found.kind, found.status, _),
        word=found.status,
        legal_name=request.legal_name,
        number=request.affiliate_number,
        stake=stake_of(request, _),
        holder=hand.name if hand and not found.mine else "",
        since=_.time(hand.since) if hand else "",
        mine=found.mine,
        may_hold=bool(found.actions),
    )


def act_lines(found: FileView, _: Translator) -> list[ActLine]:
    """What happened to it, latest first."""
    return [_act(act, _) for act in found.acts if act.action in ACTS]


def down_payment_of(found: FileView) -> int | None:
    """Centimes paid down under a remission that is paid by instalments; none for anything else."""
    plan = found.request.simulation.plan if isinstance(found.request, RequestView) else None
    return plan.down_payment if plan else None


def _act(act: Act, _: Translator) -> ActLine:
    return ActLine(
        what=_(ACTS[act.action]),
        why=reason_word(act.reason, _),
        who=person_word(act.actor, act.name, _),
        when=f"{_.day(act.day)} {_.time(act.at)}",
    )
