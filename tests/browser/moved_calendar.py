"""A plan that is signed, and the demo's calendar moved on until its debits are due."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.journeys import Person, persona
from tests.browser.records import Records
from tests.portal import Portal

EMPLOYER: Final = "atelier.zellige"


def signs(employer: Person, portal: Portal, months: int) -> str:
    """Sign a plan with 5 000 MAD of down payment; its reference."""
    draft = Records(portal.folder).draft(persona(EMPLOYER), "instalments", "5000", str(months))
    employer.step("simulation", draft)
    employer.sees_title("Votre simulation")
    employer.sign()
    return parse_qs(urlsplit(employer.page.url).query)["r"][0]


def moves(somebody: Person, step: str, day: str, *brought: tuple[str, str, int]) -> None:
    """Move the calendar by its button; the day it reaches, and sentences of what was due."""
    somebody.press(step)
    panel = somebody.page.locator(".demo-band").filter(has_text=somebody.words("Calendrier"))
    expect(panel).to_contain_text(day)
    for one, several, number in brought:
        expect(panel.get_by_role("status")).to_contain_text(
            somebody.words.plural(one, several, number)
        )
