"""A file on screen: what was asked, whose hands it is in, and what its officer decides."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import RemissionStatus, TransitionError
from damancom_reflex.domain.review import WAITING, Action, Kind
from damancom_reflex.services import review
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.review import FileView
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import Line
from damancom_reflex.state.recouvrement.standing import InstalmentLine
from damancom_reflex.state.review.addresses import QUEUE_PAGE
from damancom_reflex.state.review.asked import (
    Document,
    Section,
    documents,
    instalments,
    sections,
)
from damancom_reflex.state.review.deciding import (
    BOXES,
    LONGEST,
    LONGEST_LINE,
    TEXTS,
    YES,
    Choice,
    Form,
    choices,
    field_of,
    form_of,
    given_of,
    guarantee_options,
    lacking,
    reason_options,
    said_back,
)
from damancom_reflex.state.review.file_screen import (
    ActLine,
    FileScreen,
    act_lines,
    down_payment_of,
    file_screen,
)
from damancom_reflex.state.review.queue import Option
from damancom_reflex.state.review.words import BROKEN_BEFORE, DONE, MEANS, SIGNED_ONCE
from damancom_reflex.state.typed import TypedForm
from damancom_reflex.web.access import actor, staff

NEWER: Final = frozenset(
    {
        *("changed_meanwhile", "file_in_other_hands", "action_not_allowed", "file_unknown"),
        *("second_signature_same_person", "nothing_to_countersign"),
    }
)
"""Refusals that tell of something newer than the screen: it is read again, and what was typed stays."""


class FileState(TypedForm, rx.State):
    """The file in view."""

    ready: bool = False
    screen: FileScreen = FileScreen()
    sections: list[Section] = []
    documents: list[Document] = []
    instalments: list[InstalmentLine] = []
    acts: list[ActLine] = []
    choices: list[Choice] = []
    form: Form = Form()
    reasons: list[Option] = []
    guarantees: list[Option] = []
    said: list[Line] = []
    asking: bool = False
    asking_over: bool = False
    news: str = ""
    back: int = 0
    """Rises when the buttons come back, and the focus with them."""
    done: int = 0
    """Rises with each decision taken, which is then told."""
    typed: dict[str, str] = dict.fromkeys((*TEXTS, *BOXES), "")
    errors: dict[str, str] = dict.fromkeys((*TEXTS, *BOXES), "")
    _seen: str = ""
    _down_payment: int | None = None
    """Centimes of a plan; none for what is paid by no plan."""
    _broken_before: bool = False
    """Whether the plan is broken already: a debit that comes back then breaks nothing."""

    @rx.event
    @staff
    async def load(self) -> rx.event.EventSpec | None:
        """Open a file; one that is not there, or not one's to see, leads to the queue."""
        self.asking = self.asking_over = False
        self.news = ""
        self._clear()
        found = await self._read()
        if found is None:
            return rx.redirect(here.page_address(self, QUEUE_PAGE))
        if found.mine:
            await self._try(review.take(actor(), found.reference))
        return None

    @rx.event
    @staff
    async def take(self) -> None:
        """Take the file in hand."""
        await self._held(review.take(actor(), self._reference()))
        self.back += 1

    @rx.event
    @staff
    async def ask_over(self) -> None:
        """Ask before the file is taken out of a colleague's hands."""
        self.asking_over = True

    @rx.event
    @staff
    async def close_over(self) -> None:
        """Leave the file where it is."""
        self.asking_over = False

    @rx.event
    @staff
    async def take_over(self) -> None:
        """Take the file out of a colleague's hands."""
        self.asking_over = False
        await self._held(review.take_over(actor(), self._reference()))

    @rx.event
    @staff
    async def give_back(self) -> None:
        """Give the file back."""
        self.form = Form()
        await self._held(review.give_back(actor(), self._reference()))

    @rx.event
    @staff
    async def choose(self, action: str) -> None:
        """Begin an action; whether one may is asked when it is done."""
        self.asking, self.news = False, ""
        self._clear()
        if action not in list(Action):
            self.form = Form()
            return
        self._show_form(Action(action))

    @rx.event
    @staff
    async def leave(self) -> None:
        """Leave an action; what was typed stays for another, what was attested does not."""
        self.typed = {**self.typed, **dict.fromkeys(BOXES, "")}
        self.form = Form()
        self.back += 1
        self._clear()

    @rx.event
    @staff
    async def type_field(self, name: str, text: str) -> None:
        """Keep what is typed."""
        if name in TEXTS:
            self.typed = {**self.typed, name: str(text)[: LONGEST.get(name, LONGEST_LINE)]}
            self._mend(name)

    @rx.event
    @staff
    async def tick_sufficient(self, on: bool) -> None:
        """Say that the guarantees suffice, or take it back."""
        self._tick("sufficient", on is True)

    @rx.event
    @staff
    async def tick_paid_down(self, on: bool) -> None:
        """Say that the down payment was paid in, or take it back."""
        self._tick("paid_down", on is True)

    @rx.event
    @staff
    async def ask(self) -> None:
        """Ask before it is done, when what was typed stands and nothing would refuse it."""
        kind, action = self._doing()
        if kind is None or action is None:
            return
        self._clear()
        problems = lacking(kind, action, self.typed)
        if problems:
            self._tell_problems(problems)
            return
        given = given_of(self.typed)
        if not await self._try(
            review.rehearse(actor(), self._reference(), action, self._seen, given)
        ):
            return
        self.said = said_back(kind, action, self.typed, here.words(self))
        self.asking = True

    @rx.event
    @staff
    async def close(self) -> None:
        """Close the question."""
        self.asking = False

    @rx.event
    @staff
    async def confirm(self) -> None:
        """Do it."""
        self.asking = False
        kind, action = self._doing()
        if kind is None or action is None:
            return
        self._clear()
        done = self._word_of(DONE[action], action)
        doing = review.act(actor(), self._reference(), action, self._seen, given_of(self.typed))
        if not await self._try(doing):
            return
        self.typed, self.form = self._blank(), Form()
        found = await self._read()
        # Above a set amount, the first signature validates nothing yet.
        waits = found is not None and found.status in WAITING[found.kind]
        once = action is Action.VALIDATE and waits
        self.news = here.words(self)(SIGNED_ONCE if once else done)
        self.done += 1

    def _blank(self) -> dict[str, str]:
        return dict.fromkeys((*TEXTS, *BOXES), "")

    def _reference(self) -> str:
        return here.query(self, "r")

    def _tick(self, name: str, on: bool) -> None:
        self.typed = {**self.typed, name: YES if on else ""}
        self._mend(name)

    def _doing(self) -> tuple[Kind | None, Action | None]:
        """Kind of the file and the action begun; none when there is nothing to do."""
        kind = next((kind for kind in Kind if kind == self.screen.kind), None)
        return kind, Action(self.form.action) if self.form.action else None

    async def _held(self, doing: Coroutine[Any, Any, None]) -> None:
        """Change whose hands the file is in, and show it."""
        self.news = ""
        self._clear()
        if await self._try(doing):
            await self._read()

    async def _try(self, doing: Coroutine[Any, Any, None]) -> bool:
        """Do something; whether it was done. What is newer than the screen is read, and what was typed stays."""
        try:
            await doing
        except DomainError as told:
            # Somebody decided at the same moment: it has changed, and is read again here.
            late = isinstance(told, TransitionError)
            error = Refused("changed_meanwhile") if late else told
            if error.code in NEWER:
                await self._read()
            if field := field_of(error.code):
                self._tell_problems({field: error})
            else:
                self._tell(error)
            return False
        return True

    async def _read(self) -> FileView | None:
        try:
            found = await review.file(actor(), self._reference())
        except DomainError:
            return None
        _ = here.words(self)
        if found.reference != self.screen.reference:
            self.typed, self.form = self._blank(), Form()
        self._seen, self._down_payment = found.seen, down_payment_of(found)
        self._broken_before = found.status == RemissionStatus.CANCELLED
        self.screen = file_screen(found, _)
        self.sections, self.documents = sections(found, _), documents(found, _)
        self.instalments = instalments(found, _)
        self.acts = act_lines(found, _)
        self.choices = choices(found.actions, _) if found.mine else []
        if not found.mine:
            # Whoever takes it next attests anew.
            self.typed = {**self.typed, **dict.fromkeys(BOXES, "")}
        self.guarantees = guarantee_options(_) if found.life else []
        if self.form.action:
            self._show_form(Action(self.form.action))
        self.ready = True
        return found

    def _word_of(self, usual: str, action: Action) -> str:
        """What is said of an action: the usual, but where nothing is left to break."""
        broken = self._broken_before and action is Action.REJECT_DEBIT
        return BROKEN_BEFORE if broken else usual

    def _show_form(self, action: Action) -> None:
        _ = here.words(self)
        kind = next((kind for kind in Kind if kind == self.screen.kind), None)
        if kind is None or action.value not in [choice.code for choice in self.choices]:
            # Of a button that is not there the name is enough: whoever forged it is told by the service.
            self.form, self.reasons = Form(action=action.value), []
            return
        means = _(self._word_of(MEANS[kind, action], action))
        self.form = form_of(kind, action, means, _, down_payment=self._down_payment)
        self.reasons = reason_options(kind, action, _)
