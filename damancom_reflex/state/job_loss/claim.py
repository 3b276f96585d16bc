"""A filed claim: where it stands, what happens next, its papers, its withdrawal."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import LIVE, ClaimStatus, Verdict
from damancom_reflex.domain.job_loss.papers import PaperKind
from damancom_reflex.i18n import Translator
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.views import ClaimView
from damancom_reflex.services.job_loss.wording import PAPER_WORDS, STATUS_WORDS
from damancom_reflex.state import here
from damancom_reflex.state.job_loss.addresses import FORM_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.reached import person_reached
from damancom_reflex.state.job_loss.reasons import decision_told, estimate_told, reason_text
from damancom_reflex.web.access import actor, employer

KILO = 1024


@dataclass(frozen=True)
class PaperLine:
    """A paper of the claim."""

    id: str
    kind: str
    name: str
    size: str
    address: str
    remove: str


@dataclass(frozen=True)
class Happened:
    """A change of status."""

    what: str
    when: str


@dataclass(frozen=True)
class ClaimScreen:
    """A claim, written out; `word` is its status's own."""

    reference: str = ""
    word: str = ""
    status: str = ""
    status_day: str = ""
    affiliate: str = ""
    legal_name: str = ""
    number: str = ""
    cin: str = ""
    name: str = ""
    loss_date: str = ""
    reason: str = ""
    late_reason: str = ""
    filed: str = ""
    amount: str = ""
    warned: str = ""
    decision: str = ""
    told: str = ""
    can_withdraw: bool = False
    can_add_papers: bool = False
    correct: str = ""
    form: str = ""
    upload: str = ""


class ClaimState(rx.State):
    """The claim in view."""

    ready: bool = False
    fresh: bool = False
    news: str = ""
    done: int = 0
    asking: bool = False
    screen: ClaimScreen = ClaimScreen()
    papers: list[PaperLine] = []
    history: list[Happened] = []
    error: str = ""
    error_token: int = 0

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open a claim of the account; any other reference leads to the list, which says so."""
        self.asking = False
        self.done = 0
        self.error = here.answer(self)
        self.error_token += 1 if self.error else 0
        away = await self._read()
        # What the address says was done holds only for a claim that is still where it left it.
        self.fresh = here.query(self, "depose") != "" and self.screen.word == ClaimStatus.SUBMITTED
        self.news = self._posted() if self.screen.can_add_papers else ""
        return away

    @rx.event
    @employer
    async def ask(self) -> None:
        """Ask before it is taken back."""
        self.asking = True

    @rx.event
    @employer
    async def close(self) -> None:
        """Close the question."""
        self.asking = False

    @rx.event
    @employer
    async def withdraw(self) -> rx.event.EventSpec | None:
        """Take the claim back."""
        self.asking, self.error = False, ""
        self.fresh, self.news = False, ""
        try:
            await job_loss.withdraw(actor(), here.query(self, "r"))
            _ = here.words(self)
            self.news = _("La demande est retirée.")
            self.done += 1
        except DomainError as error:
            self.error = here.sentence_of(self, error)
            self.error_token += 1
        return await self._read()

    def _posted(self) -> str:
        """What the last form post did."""
        _ = here.words(self)
        kind = here.query(self, "k")
        known = paper_name(PaperKind(kind), _) if kind in set(PaperKind) else ""
        done = {
            "paper_added": _("La pièce est ajoutée."),
            "paper_removed": _("La pièce est retirée."),
            "paper_there": _(
                "Ce fichier est déjà là, comme « {kind} » : rien n'est changé. Pour en faire une autre pièce, "
                "retirez-le d'abord.",
                kind=known or paper_name(PaperKind.OTHER, _),
            ),
        }
        return done.get(here.query(self, "ok"), "")

    async def _read(self) -> rx.event.EventSpec | None:
        try:
            found = await job_loss.claim(actor(), here.query(self, "r"))
        except DomainError as error:
            return rx.redirect(here.page_address(self, LIST_PAGE, e=error.code))
        _ = here.words(self)
        self.screen = self._screen(found, _)
        self.papers = [
            PaperLine(
                paper.id,
                paper_name(PaperKind(paper.kind), _),
                paper.name,
                _size(paper.size, _),
                f"/telecharger/ipe/{found.reference}/pieces/{paper.id}",
                f"/televerser/ipe/{found.reference}/{paper.id}/retirer",
            )
            for paper in found.papers
        ]
        self.history = [Happened(_happened(action, _), _.day(day)) for day, action in found.history]
        self.ready = True
        return None

    def _screen(self, found: ClaimView, _: Translator) -> ClaimScreen:
        person, status = found.person, found.status
        correct = status is ClaimStatus.CORRECTION_REQUESTED
        return ClaimScreen(
            reference=found.reference,
            word=status.value,
            status=_(STATUS_WORDS[status]),
            status_day=_.day(found.status_day),
            affiliate=found.affiliate_number,
            legal_name=found.legal_name,
            number=person.number,
            cin=person.cin,
            name=person.name(_.language),
            loss_date=_.day(found.loss_date),
            reason=reason_text(found.reason_code, _),
            late_reason=found.late_reason,
            filed=_.day(found.business_day),
            amount=_amount(found, _),
            warned=_warned(found, _),
            decision=decision_told(found.decision_code, found.decision_note, _),
            told=person_reached(person, _),
            can_withdraw=found.can_withdraw,
            can_add_papers=found.can_add_papers,
            correct=here.page_address(self, FORM_PAGE, d=found.draft_id) if correct else "",
            form=f"/telecharger/ipe/{found.reference}/formulaire.pdf?langue={_.language}",
            upload=f"/televerser/ipe/{found.reference}",
        )


def paper_name(kind: PaperKind, _: Translator) -> str:
    """What a paper is."""
    return _(PAPER_WORDS[kind])


def _happened(action: str, _: Translator) -> str:
    word = action.removeprefix("claim.").upper()
    return _(STATUS_WORDS[ClaimStatus(word)])


def _told_it_fails(found: ClaimView) -> bool:
    """Whether the employer was told before filing that it would be refused, and nobody decided otherwise."""
    return found.verdict is Verdict.UNMET and found.status in LIVE


def _warned(found: ClaimView, _: Translator) -> str:
    if not _told_it_fails(found):
        return ""
    return _(
        "Au dépôt, une condition au moins n'était pas remplie : cette demande risque d'être refusée."
    )


def _amount(found: ClaimView, _: Translator) -> str:
    # Nothing is paid on these: a figure would only raise a hope.
    if (
        found.amount is None
        or not found.months
        or found.status in (ClaimStatus.REFUSED, ClaimStatus.WITHDRAWN)
        or _told_it_fails(found)
    ):
        return ""
    return estimate_told(found.amount, found.months, _)


def _size(size: int, _: Translator) -> str:
    """A file's size: 340 Ko, 1,2 Mo."""
    if size < KILO * KILO:
        return _("{size} Ko", size=max(1, size // KILO))
    return _("{size} Mo", size=f"{size / KILO / KILO:.1f}".replace(".", ","))
