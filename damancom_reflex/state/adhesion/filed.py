"""A request that was submitted: where it stands, what comes next; and the way to it by reference and code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import reflex as rx

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import mobile_shown
from damancom_reflex.i18n import Translator, mark
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import FiledView
from damancom_reflex.services.enrolment.wording import STATUS_WORDS
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import Summary, summary
from damancom_reflex.state.adhesion.wizard import (
    FOLLOW_PAGE,
    PAGES,
    EnrolmentStep,
    reason_given,
)
from damancom_reflex.state.code_screen import CodeScreen, code_screen
from damancom_reflex.web import cookies
from damancom_reflex.web.access import public

PAPERS: Final[dict[str, str]] = {
    "demande": mark("Demande d'adhésion"),
    "prelevement": mark("Télépaiement et autorisation de prélèvement"),
    "mandat": mark("Mandat"),
    "dossier": mark("Tout le dossier"),
}
DONE: Final[dict[str, str]] = {
    "submitted": mark("Demande déposée"),
    "amended": mark("Demande modifiée et déposée de nouveau"),
    "received": mark("Formulaires reçus à l'agence"),
    "correction_requested": mark("Correction demandée"),
    "validated": mark("Demande validée, compte ouvert"),
    "refused": mark("Demande refusée"),
    "expired": mark("Demande expirée"),
}


@dataclass(frozen=True)
class Paper:
    """A paper to download."""

    name: str
    address: str
    whole: bool


@dataclass(frozen=True)
class Happened:
    """Something that happened to the request."""

    when: str
    what: str


@dataclass(frozen=True)
class FiledScreen:
    """What the page of a request shows."""

    reference: str = ""
    anew: str = ""
    status: str = ""
    kind: str = "info"
    word: str = ""
    legal_name: str = ""
    affiliate: str = ""
    submitted: str = ""
    before: str = ""
    reason: str = ""
    advice: str = ""
    agency: str = ""
    agency_address: str = ""
    agency_hours: str = ""
    agency_phone: str = ""
    agency_call: str = ""
    change: str = ""
    needs_code: bool = False
    has_delegate: bool = False
    new_representative: bool = False


class FiledState(rx.State):
    """The request in view."""

    ready: bool = False
    fresh: bool = False
    notice: str = ""
    screen: FiledScreen = FiledScreen()
    papers: list[Paper] = []
    history: list[Happened] = []
    summary: Summary = Summary([], [], [], [])

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the page."""
        reference = here.query(self, "r")
        try:
            found = await enrolment.filed(here.applicant(self), reference)
        except DomainError:
            return rx.redirect(here.page_address(self, FOLLOW_PAGE, r=reference))
        _ = here.words(self)
        self.fresh = here.query(self, "depot") != "" and found.status is EnrolmentStatus.SUBMITTED
        self.notice = "" if self.fresh else here.answer(self)
        self.screen = _screen(found, self)
        self.papers = [
            Paper(
                _(PAPERS[name]),
                f"/telecharger/adhesion/{found.reference}/{name}.pdf?langue={here.language(self)}",
                name == "dossier",
            )
            # Those of a request that is to be corrected were refused.
            for name in (() if _to_correct(found) else found.papers)
        ]
        self.history = [
            Happened(_.ltr(_.day(line.day)), _(DONE.get(line.action, line.action)))
            for line in found.history
        ]
        self.summary = summary(found.content, _)
        self.ready = True
        return None


class FollowState(rx.State):
    """The way to a request: its reference, then the code sent to its phone."""

    ready: bool = False
    reference: str = ""
    error: str = ""
    news: str = ""
    error_token: int = 0
    screen: CodeScreen = CodeScreen()

    @rx.event
    @public
    async def load(self) -> None:
        """Open the first page."""
        self.reference = here.query(self, "r")
        self._answer()

    @rx.event
    @public
    async def load_code(self) -> rx.event.EventSpec | None:
        """Open the code page: back to the first when there is nothing to answer."""
        found = await enrolment.challenge(here.cookie(self, cookies.CHALLENGE))
        if found is None:
            code = here.query(self, "e") or "follow_up_unknown"
            return rx.redirect(here.page_address(self, FOLLOW_PAGE, e=code))
        self.screen = code_screen(found, self)
        self._answer()
        return None

    def _answer(self) -> None:
        _ = here.words(self)
        self.error = here.answer(self)
        self.news = ""
        if here.query(self, "envoye"):
            self.news = _("Un nouveau code vient de partir. Seul le dernier code reçu compte.")
        self.error_token += 1
        self.ready = True


def _screen(found: FiledView, state: rx.State) -> FiledScreen:
    _ = here.words(state)
    language, agency = _.language, found.agency
    return FiledScreen(
        reference=found.reference,
        anew=_anew(found, _),
        status=_(STATUS_WORDS[found.status]),
        kind=_kind(found.status),
        word=found.status.value,
        legal_name=found.legal_name,
        affiliate=found.affiliate_number,
        submitted=_.day(found.business_day),
        before=_.day(found.expires_on) if found.expires_on else "",
        reason=reason_given(found.reason_code, found.reason_note, language),
        advice=enrolment.reason_advice(found.reason_code, language),
        agency=agency.name(language),
        agency_address=agency.address(language),
        agency_hours=agency.hours(language),
        agency_phone=mobile_shown(agency.phone),
        agency_call=f"tel:{agency.phone}",
        change=_change(found, state),
        needs_code=found.needs_code,
        has_delegate=found.has_delegate,
        new_representative=found.new_representative,
    )


def _to_correct(found: FiledView) -> bool:
    return found.status is EnrolmentStatus.CORRECTION_REQUESTED


def _anew(found: FiledView, _: Translator) -> str:
    """That the forms of an earlier submission no longer count; empty when none is to be brought anew."""
    if found.revision == 1 or found.status is not EnrolmentStatus.SUBMITTED:
        return ""
    return _(
        "Votre demande est modifiée. Imprimez la version {revision} des formulaires : les précédents, même signés et "
        "cachetés, ne sont plus valables.",
        revision=found.revision,
    )


def _kind(status: EnrolmentStatus) -> str:
    if status is EnrolmentStatus.VALIDATED:
        return "success"
    over = {EnrolmentStatus.REFUSED, EnrolmentStatus.EXPIRED, EnrolmentStatus.CORRECTION_REQUESTED}
    return "warning" if status in over else "info"


def _change(found: FiledView, state: rx.State) -> str:
    """Address of the summary with its « Modifier » links, where a change begins; empty when none may."""
    if not found.may_change:
        return ""
    return here.page_address(state, PAGES[EnrolmentStep.CONFIRMATION], d=found.id)
