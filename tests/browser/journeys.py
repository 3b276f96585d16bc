"""What a person does, step by step, in either language; tests read as sentences over these."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from damancom_reflex.demo import Persona, personas
from damancom_reflex.i18n import Language, Translator, translator

NEW_REQUEST = "Nouvelle demande de remise"
BOTH = pytest.mark.parametrize("language", ["fr", "ar"])
"""The test once in each language."""

OF_THE_PAGE = "main, dialog, [role=dialog], [role=alertdialog], .connection-banner"
"""Where a page says what is its own, and that its line is lost."""


def persona(identifier: str) -> Persona:
    """A persona of the demo by its identifier."""
    return next(found for found in personas() if found.identifier == identifier)


def spaced(figure: str) -> re.Pattern[str]:
    """A figure as typed here, `27 707,49`, however wide the portal's spaces are."""
    return re.compile(re.escape(figure).replace(r"\ ", r"\s"))


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

    # Looking

    def open(self, address: str = "") -> None:
        """Open a page of the portal in this person's language."""
        self.page.goto(f"{self.url}/{self.language}/{address}".rstrip("/"))

    def sees_title(self, msgid: str) -> None:
        """The page's one heading reads so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(msgid))

    def sees(self, msgid: str, **params: object) -> None:
        """A sentence is said by this page, in it or over it: what the frame of every page says would prove nothing."""
        said = self.page.locator(OF_THE_PAGE).get_by_text(self.words(msgid, **params))
        expect(said.first).to_be_visible()

    def sees_figure(self, figure: str) -> None:
        """An amount or a date is on the screen."""
        expect(self.page.locator("main").get_by_text(spaced(figure)).first).to_be_visible()

    def sees_fact(self, msgid: str, figure: str) -> None:
        """A fact of the page, by its name."""
        name = self.page.get_by_text(self.words(msgid), exact=True)
        expect(self.page.locator(".fact").filter(has=name).locator("dd").first).to_contain_text(
            spaced(figure)
        )

    def sees_error(self, msgid: str, **params: object) -> None:
        """The error summary says so, has the focus, and the title begins with the word for an error."""
        summary = self.page.locator("#erreurs")
        expect(summary).to_contain_text(self.words(msgid, **params))
        expect(summary).to_be_focused()
        expect(self.page).to_have_title(re.compile("^" + re.escape(self.words("Erreur :"))))

    def row(self, caption: str, number: int) -> Locator:
        """A row of a table's body, from 0."""
        return (
            self.page.get_by_role("table", name=self.words(caption)).locator("tbody tr").nth(number)
        )

    def table(self, caption: str) -> list[list[str]]:
        """Texts of a table's body, with plain spaces."""
        rows = self.page.get_by_role("table", name=self.words(caption)).locator("tbody tr").all()
        return [
            [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
            for row in rows
        ]

    def waits_until(self, done: Callable[[], bool]) -> None:
        """Something happens behind the page within a few seconds."""
        for _turn in range(50):
            if done():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("it did not happen")

    # Acting

    def button(self, msgid: str) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=self.words(msgid), exact=True)

    def link(self, msgid: str) -> Locator:
        """A link by its name."""
        return self.page.get_by_role("link", name=self.words(msgid), exact=True)

    def press(self, msgid: str) -> None:
        """Press a button by its name."""
        self.button(msgid).click()

    def latest_code(self) -> str:
        """The code on the visible phone, in the message that the screen names, as a person copies it."""
        prefix = self.page.locator("main .code-prefix").first.inner_text()
        named = re.compile(rf"\b{prefix}-(\d{{6}})\b")
        message = self.page.locator(".message-text").filter(has_text=named).first
        expect(message).to_be_visible()
        found = named.search(message.inner_text())
        assert found
        return found.group(1)

    def give_identifier(self, who: Persona) -> None:
        """Fill in the first screen and send it."""
        self.page.locator("#identifier").fill(who.identifier)
        self.press("Recevoir mon code")
        self.sees_title("Votre code et votre mot de passe")

    def enter_code(self, code: str, password: str) -> None:
        """Fill in the second screen and send it."""
        self.page.locator("#code").fill(code)
        self.page.locator("#password").fill(password)
        self.press("Se connecter")

    def give_staff_identifier(self, identifier: str) -> None:
        """Fill in the first screen of the staff's door and send it."""
        self.page.locator("#identifier").fill(identifier)
        self.press("Continuer")
        self.sees_title("Code de l'application et mot de passe")

    def app_code(self) -> str:
        """The code that the demo's authenticator app shows, as a person copies it."""
        shown = self.page.locator(".demo-band .code-prefix").first
        expect(shown).to_have_text(re.compile(r"^\d{3} \d{3}$"))
        return shown.inner_text()

    def sign_in(self, who: Persona) -> None:
        """From the sign-in page to the signed-in home, by the door of this person."""
        if who.staff:
            self.open("connexion/equipe")
            self.give_staff_identifier(who.identifier)
            self.enter_code(self.app_code(), who.password)
            self.sees_title("Espace du personnel")
            return
        self.open("connexion")
        self.give_identifier(who)
        self.enter_code(self.latest_code(), who.password)
        self.sees_title("Mon espace")

    def begin(self) -> None:
        """Start a request from the list."""
        self.open("recouvrement")
        self.press(NEW_REQUEST)

    def step(self, name: str, draft: str) -> None:
        """Open a step of a draft by its address."""
        self.open(f"recouvrement/{name}?d={draft}")

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

    def plan(self, down_payment: str, months: object) -> None:
        """Type a plan."""
        self.page.locator("#avance").fill(down_payment)
        self.page.locator("#mois").fill(str(months))

    def accept_terms(self) -> None:
        """Read and accept the terms."""
        self.sees_title("Conditions et signature")
        self.press("Lire et accepter les conditions")
        self.press("J'accepte les conditions")
        expect(self.button("Signer la demande")).to_be_visible()

    def sign(self) -> None:
        """From the simulation: read, accept, confirm."""
        self.press("Continuer vers les conditions")
        self.accept_terms()
        self.press("Signer la demande")
        self.press("Oui, je signe")
        self.sees_title("C'est signé")
