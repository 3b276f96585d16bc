"""What an officer does on the staff's pages, by mouse or by keyboard; tests read as sentences over these."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.journeys import Person, persona
from tests.browser.keyboard import Keys

AGENT, COLLEAGUE = "prestations.ipe", "perception.fes.adjointe"
AGENCY, COLLECTION, SUPERVISOR = "agence.fes", "perception.fes", "supervision.rabat"
QUEUE = "equipe/dossiers"
FILES = "Dossiers"


def opens(officer: Person, reference: str) -> None:
    """Open a file by its reference."""
    officer.open(f"equipe/dossier?r={reference}")
    expect(officer.page.locator("main")).to_contain_text(reference)


def finds(officer: Person, reference: str) -> Locator:
    """Search the queue for a reference; the link to its file, the only one there."""
    officer.page.locator("#recherche").fill(reference)
    return found(officer, reference)


def found(officer: Person, reference: str) -> Locator:
    """The link to a file that was searched for, once it is the only one there."""
    link = officer.page.get_by_role("link", name=reference)
    expect(link).to_be_visible()
    expect(officer.page.get_by_role("table").locator("tbody tr")).to_have_count(1)
    return link


def takes(officer: Person) -> None:
    """Take the file in hand."""
    officer.press("Prendre ce dossier")
    officer.sees("Votre décision")


def confirms(officer: Person) -> None:
    """Go on to the question, and say yes."""
    officer.press("Continuer")
    officer.press("Oui, confirmer")


def enters_by_keyboard(officer: Person, identifier: str) -> Keys:
    """Go through the staff's door without a mouse."""
    who, keys = persona(identifier), Keys(officer)
    officer.open("connexion/equipe")
    keys.fill("identifier", identifier)
    keys.press("Enter")
    officer.sees_title("Code de l'application et mot de passe")
    keys.fill("code", officer.app_code().replace(" ", ""))
    keys.fill("password", who.password)
    keys.press("Enter")
    officer.sees_title("Espace du personnel")
    return keys
