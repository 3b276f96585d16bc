"""What a person does, step by step, in either language; tests read as sentences over these."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from damancom_reflex.demo import Persona, personas
from damancom_reflex.i18n import Language, Translator, translator

SIX_DIGITS = re.compile(r"\b(\d{6})\b")


def persona(identifier: str) -> Persona:
    """A persona of the demo by its identifier."""
    return next(found for found in personas() if found.identifier == identifier)


@dataclass
class Person:
    """Somebody at a screen, in a language."""

    page: Page
    url: str
    language: Language = "fr"

    @property
    def words(self) -> Translator:
        """Sentences of this person's language, so that one journey serves both."""
        return translator(self.language)

    def open(self, address: str = "") -> None:
        """Open a page of the portal in this person's language."""
        self.page.goto(f"{self.url}/{self.language}/{address}".rstrip("/"))

    def sees_title(self, msgid: str) -> None:
        """The page's one heading reads so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(msgid))

    def button(self, msgid: str) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=self.words(msgid), exact=True)

    def press(self, msgid: str) -> None:
        """Press a button by its name."""
        self.button(msgid).click()

    def latest_code(self) -> str:
        """The code on the visible phone, as a person copies it."""
        message = self.page.locator(".message-text").first
        expect(message).to_contain_text(SIX_DIGITS)
        found = SIX_DIGITS.search(message.inner_text())
        assert found
        return found.group(1)

    def sign_in(self, who: Persona) -> None:
        """From the sign-in page to the signed-in home."""
        self.open("connexion")
        self.page.locator("#identifier").fill(who.identifier)
        self.press("Recevoir mon code")
        self.enter_code(self.latest_code(), who.password)
        self.sees_title("Mon espace")

    def enter_code(self, code: str, password: str) -> None:
        """Fill in the second screen and send it."""
        self.page.locator("#code").fill(code)
        self.page.locator("#password").fill(password)
        self.press("Se connecter")

    def begin(self) -> None:
        """Start a request from the list."""
        self.open("recouvrement")
        self.press("Nouvelle demande de remise")

    def choose_mode(self, mode: str) -> None:
        """On the debt page, go on, and choose how to pay."""
        self.sees_title("Votre créance consolidée")
        self.press("Continuer vers la modalité")
        self.sees_title("Comment voulez-vous payer ?")
        self.page.locator(f"#mode-{mode}").check()
        if mode == "instalments":
            self.page.locator("#garanties").check()
            expect(self.page.locator("#garanties")).to_be_checked()
        self.press("Continuer vers le compte bancaire")

    def choose_account(self) -> None:
        """Take the first bank account."""
        self.sees_title("Quel compte débiter ?")
        self.page.locator("input[name=compte]").first.check()
        self.press("Continuer vers la simulation")
        self.sees_title("Votre simulation")

    def plan(self, down_payment: str, months: int) -> None:
        """Type a plan."""
        self.page.locator("#avance").fill(down_payment)
        self.page.locator("#mois").fill(str(months))

    def sign(self) -> None:
        """Read, accept, confirm."""
        self.press("Continuer vers les conditions")
        self.sees_title("Conditions et signature")
        self.press("Lire et accepter les conditions")
        self.press("J'accepte les conditions")
        self.press("Signer la demande")
        self.press("Oui, je signe")
        self.sees_title("C'est signé")
