"""Sign-in screens: what the code page shows, and the sentence that answers a refused post."""

from __future__ import annotations

import re

import reflex as rx

from damancom_reflex.sentences import sentence
from damancom_reflex.services import passwords, sign_in, staff_sign_in
from damancom_reflex.state import here
from damancom_reflex.state.code_screen import CodeScreen, code_screen, locked_sentence
from damancom_reflex.web import cookies
from damancom_reflex.web.access import public
from damancom_reflex.web.auth import SIGN_IN_PAGE, STAFF_SIGN_IN_PAGE

# Answers that are news, not errors.
GOOD_NEWS = frozenset({"sign_in_first", "signed_out", "password_set", "sessions_closed"})

STAFF_PAGES = re.compile(r"/(fr|ar)/equipe(/|\?|$)")


class SignInState(rx.State):
    """What the sign-in pages show besides their prerendered text."""

    ready: bool = False
    error: str = ""
    news: str = ""
    error_token: int = 0
    back_to: str = ""
    other_identifier: str = ""
    identifier: str = ""
    screen: CodeScreen = CodeScreen()
    tries: str = ""
    locked: str = ""
    persona: str = ""

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the employers' sign-in page; who comes from a page of staff is led to their own door."""
        if STAFF_PAGES.match(here.query(self, "suite")):
            return rx.redirect(self._door(STAFF_SIGN_IN_PAGE, here.query(self, "e")))
        self._open()
        return None

    @rx.event
    @public
    async def load_staff(self) -> None:
        """Open the staff's sign-in page."""
        self._open()

    def _open(self) -> None:
        """Say what the last post answered."""
        self._answer()
        self.back_to = here.query(self, "suite")
        self.identifier = here.query(self, "i")
        if here.query(self, "envoye"):
            _ = here.words(self)
            self.news = _("Un nouveau code vient de partir. Seul le dernier code reçu compte.")
        self.ready = True

    @rx.event
    @public
    async def load_code(self) -> rx.event.EventSpec | None:
        """Open the code page: back to the first page when there is nothing to answer."""
        found = await sign_in.challenge(here.cookie(self, cookies.CHALLENGE))
        if found is None:
            return rx.redirect(
                self._door(SIGN_IN_PAGE, here.query(self, "e") or "challenge_unknown")
            )
        self.screen = code_screen(found, self)
        self.other_identifier = self._door(SIGN_IN_PAGE)
        self._open()
        return None

    @rx.event
    @public
    async def load_staff_code(self) -> rx.event.EventSpec | None:
        """Open the staff's code page: back to the first page when there is nothing to answer."""
        found = await staff_sign_in.challenge(here.cookie(self, cookies.CHALLENGE))
        if found is None:
            return rx.redirect(
                self._door(STAFF_SIGN_IN_PAGE, here.query(self, "e") or "staff_begin_again")
            )
        _ = here.words(self)
        self.tries = _.plural("Il reste {n} essai.", "Il reste {n} essais.", found.tries_left)
        self.locked = locked_sentence(self, found.locked_until)
        self.persona = here.query(self, "persona")
        self.other_identifier = self._door(STAFF_SIGN_IN_PAGE)
        self._open()
        return None

    def _door(self, page: str, answer: str = "") -> str:
        """Address of a first page of sign-in, with what it answers and the page one came for."""
        return here.page_address(self, page, e=answer, suite=here.query(self, "suite"))

    def _answer(self) -> None:
        text = here.answer(self)
        good = here.query(self, "e") in GOOD_NEWS
        self.news, self.error = (text, "") if good else ("", text)
        self.error_token += 1


class PasswordState(rx.State):
    """Forgotten and new password pages, and the page that closes every session."""

    ready: bool = False
    asked: bool = False
    error: str = ""
    error_token: int = 0
    link_problem: str = ""
    identifier: str = ""
    account_name: str = ""
    first: bool = False

    @rx.event
    @public
    async def load(self) -> None:
        """Open one of these pages: say what the last post answered."""
        self.error = here.answer(self)
        self.error_token += 1
        self.asked = bool(here.query(self, "envoye"))
        self.ready = True

    @rx.event
    @public
    async def load_link(self) -> None:
        """Open the new-password page: say at once when its link is no longer good."""
        token = here.cookie(self, cookies.LINK)
        state = await passwords.link_state(token)
        self.link_problem = "" if state == "ok" else sentence(f"link_{state}", here.words(self))
        account = await passwords.link_account(token)
        self.first = account is not None and account.first
        self.identifier = account.identifier if account else ""
        self.account_name = account.display_name if account else ""
        await self.load()
